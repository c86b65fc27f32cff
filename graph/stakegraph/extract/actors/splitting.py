"""Cuts a run of capitalised words into names where titles, roles and known names end; ``kinds`` gives each its kind."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from stakegraph.extract.actors.countries import gazetteer
from stakegraph.extract.actors.kinds import Kinds
from stakegraph.extract.actors.naming import Name, clean, initials
from stakegraph.extract.actors.titled import Titled
from stakegraph.extract.actors.wordlists import LINKS, WordLists
from stakegraph.extract.reading.actorwords import Body, words


@cache
def _openers() -> frozenset[str]:
    """Return the first words of all listed names of several words."""
    forms = (*gazetteer().forms, *words().bodies, *words().regions)
    return frozenset(form.split()[0] for form in forms if " " in form)


class Splitter:
    """Cuts the runs of one article."""

    def __init__(self, lists: WordLists) -> None:
        self.lists = lists
        self.parse = lists.parse
        self.tokens = lists.parse.tokens
        self.words = lists.words
        self.titled = Titled(lists)
        self.kinds = Kinds(lists)

    def split(self, first: int, last: int) -> Iterator[Name]:
        """Yield the names in a run of capitalised words."""
        member = self.titled.person(first, last) if first < last and self._party(first) else None
        if member is not None:
            yield from self._entitled(first, member)
            return
        while (
            first < last
            and self.tokens[first].text in self.words.adjectives
            and not self._opens_organization(first, last)
        ):
            first += 1
        if self.tokens[first].text[0] in "-–":
            return  # "African-Americans"
        if self._explained(first, last):
            yield self.lists.name(first, last, "organization", 6.0)
            return
        if self.lists.known(first, last) is None:
            person = self.titled.person(first, last)
            if person is not None:
                yield from self._entitled(first, person)
                return
            if self._only_role(first, last):
                yield from self._modifiers(first, last)
                return
            if first < last and (cut := self._cut(first, last)):
                yield from self.split(first, cut - 1)
                yield from self.split(cut, last)
                return
        name = self.kinds.named(first, last)
        if name is not None:
            yield name

    def _entitled(self, first: int, person: Name) -> Iterator[Name]:
        """Yield the names in the title or role from ``first`` and the person behind it."""
        yield from self._modifiers(first, person.first - 1)
        yield person

    def _party(self, i: int) -> bool:
        """Say whether an adjective is a party's name as well: "Conservative" of "Conservative MP Ann Moss"."""
        body = self.words.bodies.get(self.tokens[i].text)
        return body is not None and body.name in self.words.parties

    def _body(self, first: int, last: int) -> Body | None:
        """Return the listed body that these tokens name."""
        return self.words.bodies.get(clean(self.parse.slice(first, last)))

    def _explained(self, first: int, last: int) -> bool:
        """Say whether an acronym of these words follows in brackets, or "party" behind two: it is a body anyway."""
        if last == first + 2 and self.tokens[first + 1].lower == "and" and self._followed(last, "party"):
            return True
        if last + 2 >= len(self.tokens) or self.tokens[last + 1].text != "(":
            return False
        short = self.tokens[last + 2].text
        return len(short) > 2 and short.isupper() and short in initials(self.parse.slice(first, last))

    def _followed(self, last: int, word: str) -> bool:
        """Say whether a word follows token ``last``."""
        return last + 1 < len(self.tokens) and self.tokens[last + 1].lower == word

    def _opens_organization(self, first: int, last: int) -> bool:
        """Say whether the adjective at ``first`` begins a listed name or that of a body: "European Commission"."""
        if any(self.lists.known(first, k) for k in range(first + 1, last + 1)):
            return True
        run = [t.lower for t in self.tokens[first + 1 : last + 1]]
        if self.tokens[first].lower in self.words.sets["party colours"] and run == ["democrats"]:
            return True
        return not any(w in self.words.roles for w in run) and any(w in self.words.organization_names for w in run)

    def _only_role(self, first: int, last: int) -> bool:
        """Say whether the run is a role without a name: "Home Secretary", "Secretary of State", "CEO of Ofwat"."""
        heads = [i for i in range(first, last + 1) if self.lists.is_role(i)]
        body = first < last and self.tokens[last].lower in self.words.organization_names
        if not heads or body or self.tokens[first].text in self.words.given or self._bloc(first, last):
            return False
        after = heads[-1] + 1
        return after > last or self.tokens[after].lower in LINKS

    def _bloc(self, first: int, last: int) -> bool:
        """Say whether the run names the members of a body: "House Republicans", "Labour MPs"."""
        many = self.tokens[last].lower in self.words.role_plurals
        return many and first < last

    def _modifiers(self, first: int, last: int) -> Iterator[Name]:
        """Yield the names that stand around the roles in a run: "Wells Fargo" of "Wells Fargo CEO"."""
        heads = [i for i in range(first, last + 1) if self.lists.is_title_or_role(i)]
        heads = heads or [i for i in range(first, last + 1) if self.lists.is_role(i)]
        if not heads:
            return
        begin = first
        listed = next((k for k in range(heads[0] - 1, begin - 1, -1) if self.lists.known(begin, k)), None)
        whole = next((k for k in range(last, heads[0] - 1, -1) if self._body(begin, k) is not None), None)
        if whole is not None:  # "Liberal Democrat Ann Moss"
            yield self.lists.name(begin, whole, "organization", 9.0)
            return
        while begin < heads[0] and listed is None and self.tokens[begin].text in self.words.adjectives:
            begin += 1
            listed = next((k for k in range(heads[0] - 1, begin - 1, -1) if self.lists.known(begin, k)), None)
        if listed is not None and self.tokens[heads[0] - 1].lower in self.words.organizations:
            listed = heads[0] - 1
        if listed is not None:
            yield from self.split(begin, listed)
        elif begin < heads[0]:
            office = self.tokens[heads[-1]].lower.rstrip("s") in self.words.sets["offices"]
            yield from (name for name in self.split(begin, heads[0] - 1) if not office or name.weight >= 5)
        after = heads[-1] + 1
        while after <= last and self.tokens[after].lower in LINKS | {"the"}:
            after += 1
        if heads[-1] + 1 < after <= last and self.tokens[heads[-1]].lower not in self.words.sets["offices"]:
            yield from self.split(after, last)

    def _cut(self, first: int, last: int) -> int:
        """Return where a second name begins in the run, 0 where it is one: "Russian | Vladimir Putin"."""
        given = self.words.given
        if self.tokens[first - 1].lower in LINKS and self.tokens[first].text not in given:
            for k in range(first + 1, last):
                if self.tokens[k].text in given and self.tokens[last].lower not in self.words.organization_names:
                    return k
        for k in range(first + 1, last):
            linked = self.tokens[k - 1].lower in LINKS or self.lists.known(first, k) is not None
            linked = linked or self.tokens[k - 1].text in self.words.sets["name openers"]
            if self.tokens[k].text in _openers() and self.lists.known(k, last) and not linked:
                return k
        tag = self.tokens[first].text
        if tag.endswith(".") and tag in self.words.regions and self.tokens[first - 1].text == ",":
            return first + 1
        if self.tokens[first].text in given and self.tokens[last].text.isupper() and self.lists.known(last, last):
            return last
        if any(t.lower in self.words.organization_names for t in self.tokens[first : last + 1]):
            named = self.tokens[first].lower in self.words.sets["chambers"] and self.tokens[first + 1].text in given
            return first + 1 if named and self.tokens[last].lower not in self.words.organization_names else 0
        for k in range(last - 1, first, -1):
            if self.lists.known(first, k - 1) and self.tokens[k].text in given:
                return k
        return 0
