"""Cuts a run of capitalised words into names where titles, roles and known names end, and gives each a kind.

The entity labels of the parse are one vote among several: titles, given names, words that head the names of
organizations, lists of countries and bodies, and what stands beside the name say more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from stakegraph.extract.actors.countries import DEMONYM, NAME, PEOPLE, SEAT, Country, gazetteer
from stakegraph.extract.actors.naming import DOMAIN, LEGAL, Name, clean, initials, two_syllables
from stakegraph.extract.reading.actorwords import words
from stakegraph.syntax import Parse, Token

LINKS = frozenset({"of", "for", "on"})
KINDS = {NAME: "country", SEAT: "seat", PEOPLE: "people", DEMONYM: "demonym"}
PEOPLES = ("ans", "is", "ites", "ists")
"""Ends of words for people in number."""
IDEAS = ("ism", "phobia", "ocracy")
"""Ends of words for ideas, which nobody acts by."""
LABELS = {"PERSON": "person", "ORG": "organization", "LOC": "place"}


@cache
def _openers() -> frozenset[str]:
    """Return the first words of all listed names of several words."""
    forms = (*gazetteer().forms, *words().bodies, *words().regions)
    return frozenset(form.split()[0] for form in forms if " " in form)


class Splitter:
    """Cuts the runs of one article; ``lowered`` are the words that it writes without capitals too."""

    def __init__(self, parse: Parse, lowered: set[str]) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self.lowered = lowered
        self.words = words()
        self.countries = gazetteer()

    def name(self, first: int, last: int, kind: str, weight: float) -> Name:
        """Make a name of these tokens."""
        return Name(first, last, first, clean(self.parse.slice(first, last)), kind, weight)

    def known(self, first: int, last: int) -> str | None:
        """Return the text of these tokens where it is a listed name."""
        text = clean(self.parse.slice(first, last))
        listed = text in self.countries.forms or text in self.words.bodies or text in self.words.regions
        return text if listed else None

    def split(self, first: int, last: int) -> Iterator[Name]:
        """Yield the names in a run of capitalised words."""
        while (
            first < last
            and self.tokens[first].text in self.words.adjectives
            and not self._opens_organization(first, last)
        ):
            first += 1
        if self.tokens[first].text[0] in "-–":
            return  # "African-Americans"
        if self._explained(first, last):
            yield self.name(first, last, "organization", 6.0)
            return
        if self.known(first, last) is None:
            person = self._person_after_role(first, last)
            if person is not None:
                yield from self._modifiers(first, person.first - 1)
                yield person
                return
            if self._only_role(first, last):
                yield from self._modifiers(first, last)
                return
            if first < last and (cut := self._cut(first, last)):
                yield from self.split(first, cut - 1)
                yield from self.split(cut, last)
                return
        name = self._classify(first, last)
        if name is not None:
            yield name

    def _explained(self, first: int, last: int) -> bool:
        """Say whether an acronym of these words follows in brackets: it is a body, whatever the words are."""
        if last + 2 >= len(self.tokens) or self.tokens[last + 1].text != "(":
            return False
        short = self.tokens[last + 2].text
        return len(short) > 2 and short.isupper() and short in initials(self.parse.slice(first, last))

    def _opens_organization(self, first: int, last: int) -> bool:
        """Say whether the adjective at ``first`` begins a listed name or that of a body: "European Commission"."""
        if any(self.known(first, k) for k in range(first + 1, last + 1)):
            return True
        run = [t.lower for t in self.tokens[first + 1 : last + 1]]
        return not any(w in self.words.roles for w in run) and any(w in self.words.organization_names for w in run)

    def _role_word(self, i: int) -> bool:
        token = self.tokens[i]
        return token.text in self.words.titles or token.lower in self.words.roles

    def _only_role(self, first: int, last: int) -> bool:
        """Say whether the run is a role without a name: "Home Secretary", "Secretary of State", "CEO of Ofwat"."""
        heads = [i for i in range(first, last + 1) if self._plain_role(i)]
        body = first < last and self.tokens[last].lower in self.words.organization_names
        if not heads or body or self.tokens[first].text in self.words.given or self._bloc(first, last):
            return False
        after = heads[-1] + 1
        return after > last or self.tokens[after].lower in LINKS

    def _bloc(self, first: int, last: int) -> bool:
        """Say whether the run names the members of a body: "House Republicans", "Labour MPs"."""
        many = self.tokens[last].lower in self.words.role_plurals
        return many and first < last

    def _plain_role(self, i: int) -> bool:
        low = self.tokens[i].lower
        return low in self.words.roles or low in self.words.role_plurals

    def _modifiers(self, first: int, last: int) -> Iterator[Name]:
        """Yield the names that stand around the roles in a run: "Wells Fargo" of "Wells Fargo CEO"."""
        heads = [i for i in range(first, last + 1) if self._role_word(i)]
        heads = heads or [i for i in range(first, last + 1) if self._plain_role(i)]
        if not heads:
            return
        begin = first
        listed = next((k for k in range(heads[0] - 1, begin - 1, -1) if self.known(begin, k)), None)
        while begin < heads[0] and listed is None and self.tokens[begin].text in self.words.adjectives:
            begin += 1
            listed = next((k for k in range(heads[0] - 1, begin - 1, -1) if self.known(begin, k)), None)
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

    def _person_after_role(self, first: int, last: int) -> Name | None:
        """Return the person whose title or role stands in this run before the name."""
        for k in range(last - 1, first - 1, -1):
            if not self._role_word(k) or (k > first and self._given_before(k)):
                continue
            begin = self._after_links(k + 1, last)
            if begin is None or not self._person_like(k, begin, last):
                return None
            return self._person(first, begin, last)
        return None

    def _given_before(self, k: int) -> bool:
        """Say whether a first name stands before what may be a role, which makes it a surname: "Mike Judge"."""
        token, before = self.tokens[k], self.tokens[k - 1].text
        return before in self.words.given and before not in self.words.regions and token.text not in self.words.titles

    def _after_links(self, begin: int, last: int) -> int | None:
        """Return where the name begins after "of State", "for Education", "of Foreign Affairs"; None where nowhere."""
        while begin <= last and self.tokens[begin].lower in LINKS:
            at = begin + 1
            state = self.tokens[at].lower == "state" if at <= last else False
            found = [
                k
                for k in range(at + 1, last + 1)
                if self.tokens[k].text in self.words.given or self.tokens[k].lower in LINKS or self._role_word(k)
            ]
            if found:
                begin = found[0]
            elif state and at < last:
                begin = at + 1
            else:
                return None
            while begin <= last and self.tokens[begin].text in self.words.titles:
                begin += 1
        return begin if begin <= last else None

    def _person_like(self, role: int, begin: int, last: int) -> bool:
        """Say whether tokens ``begin`` to ``last`` after a role can be a person's name."""
        rest = self.tokens[begin : last + 1]
        titled = self.tokens[role].text in self.words.titles
        low = rest[-1].lower
        named = titled and low not in self.words.sets["vocatives"]
        if named and begin == last:
            return True
        if low in self.words.organizations or low in self.words.groups or low in self.words.things:
            return False
        if low in self.words.organization_names and rest[0].text not in self.words.given:
            return False
        if not named and (self._role_word(last) or (self.known(begin, last) and not titled)):
            return False
        common = low in self.lowered or rest[0].lower in self.lowered
        return titled or rest[0].text in self.words.given or not (common and rest[-1].ent != "PERSON")

    def _person(self, first: int, begin: int, last: int) -> Name:
        titles = [self.tokens[i].text for i in range(first, begin) if self.tokens[i].text in self.words.titles]
        gender = next((g for g in map(self.words.titles.__getitem__, titles) if g), "")
        if not gender and begin < last:
            gender = self.words.given.get(self.tokens[begin].text, "")
        name = self.name(begin, last, "person", 6.0)
        return replace(
            name, start=first, gender=gender, role=self._role_before(first, begin), titled=bool(titles)
        )  # fmt: skip

    def _role_before(self, first: int, begin: int) -> tuple[int, int] | None:
        """Return the tokens of the role in a run, titles such as "Mr" left out."""
        last = begin - 1
        while last >= first and self.tokens[last].text in self.words.titles:
            last -= 1
        roles = any(self.tokens[i].lower in self.words.roles for i in range(first, last + 1))
        return (first, last) if roles else None

    def _cut(self, first: int, last: int) -> int:
        """Return where a second name begins in the run, 0 where it is one: "Russian | Vladimir Putin"."""
        given = self.words.given
        if self.tokens[first - 1].lower in LINKS and self.tokens[first].text not in given:
            for k in range(first + 1, last):
                if self.tokens[k].text in given and self.tokens[last].lower not in self.words.organization_names:
                    return k
        for k in range(first + 1, last):
            linked = self.tokens[k - 1].lower in LINKS or self.known(first, k) is not None
            linked = linked or self.tokens[k - 1].text in self.words.sets["name openers"]
            if self.tokens[k].text in _openers() and self.known(k, last) and not linked:
                return k
        tag = self.tokens[first].text
        if tag.endswith(".") and tag in self.words.regions and self.tokens[first - 1].text == ",":
            return first + 1
        if self.tokens[first].text in given and self.tokens[last].text.isupper() and self.known(last, last):
            return last
        if any(t.lower in self.words.organization_names for t in self.tokens[first : last + 1]):
            named = self.tokens[first].lower in self.words.sets["chambers"] and self.tokens[first + 1].text in given
            return first + 1 if named and self.tokens[last].lower not in self.words.organization_names else 0
        for k in range(last - 1, first, -1):
            if self.known(first, k - 1) and self.tokens[k].text in given:
                return k
        return 0

    def _classify(self, first: int, last: int) -> Name | None:
        """Give the name of these tokens its kind."""
        name = self.name(first, last, "unknown", 0.5)
        found = self.countries.find(name.text) or self._upper(name.text)
        if name.text in self.words.regions and (
            not found or (found[1] == NAME and not self._country_near(found[0].code))
        ):
            return replace(name, kind="place", weight=8.0)
        if found:
            return replace(name, kind=KINDS[found[1]], weight=10.0, code=found[0].code)
        if self._of_region(first, last):
            return None
        if name.text in self.words.sets["no actors"]:
            return replace(name, kind="thing", weight=9.0)
        if name.text in self.words.bodies:
            if first == last and self.tokens[first].lower in self.words.roles and not self._attributive(first):
                return None
            return replace(name, kind=self.words.bodies[name.text].type, weight=9.0)
        if first == last:
            low = self.tokens[first].lower
            common = low in self.words.organizations or self._plain_role(first) or low in self.words.groups
            common = common or low in self.words.things or name.text in self.words.adjectives or low.endswith(IDEAS)
            if common or name.text in self.words.titles or low.rstrip(".") in LEGAL:
                return None
        return self._by_form(name)

    def _of_region(self, first: int, last: int) -> bool:
        """Say whether these are the adjective of a part of a continent: "East African", "Latin American"."""
        adjective = self.tokens[last].text in self.words.adjectives | {"American"}
        return first < last and adjective and all(t.text in self.words.sets["sides"] for t in self.tokens[first:last])

    def _upper(self, text: str) -> tuple[Country, str] | None:
        """Look up a name that stands all in capitals."""
        return self.countries.find(text.title()) if text.isupper() and len(text) > 4 else None

    def _country_near(self, code: str) -> bool:
        """Say whether the article has the demonym or the capital of a state whose name is a region's as well."""
        forms = self.countries.forms
        return any(forms.get(t.text, ("", ""))[0] == code and forms[t.text][1] != NAME for t in self.tokens)

    def _attributive(self, i: int) -> bool:
        return self.tokens[i].dep in ("amod", "compound") or self.tokens[i].pos == "ADJ"

    def _by_form(self, name: Name) -> Name:
        """Give a name that no list has a kind by its words, or else by its entity label."""
        tokens = self.tokens[name.first : name.last + 1]
        tail = tokens[-1].lower
        if tail in self.words.sets["government"] and len(tokens) > 1:
            found = self.countries.find(clean(self.parse.slice(name.first, name.last - 1)))
            if found and found[1] in (NAME, DEMONYM):
                return replace(name, kind="country", weight=9.0, code=found[0].code)
        if (
            self._founded(name.last)
            or self._owns_company(name.last)
            or DOMAIN.fullmatch(name.text)
            or self._incorporated(name.last)
        ):
            return replace(name, kind="organization", weight=6.0)
        if self._aged(name.last):
            return replace(name, kind="person", weight=6.0, gender=self.words.given.get(tokens[0].text, ""))
        people = len(tokens) == 2 and tokens[0].text in self.countries.forms and tokens[1].tag == "NNPS"
        if people and tail.endswith(PEOPLES):
            return replace(name, kind="group", weight=4.0)
        known = self._kind_by_words(tokens, tail)
        if known:
            kind, weight = known
            gender = self.words.given.get(tokens[0].text, "") if kind == "person" else ""
            return replace(name, kind=kind, weight=weight, gender=gender)
        if len(tokens) == 1 and name.text.isupper() and 2 <= len(name.text) <= 6 and name.text.isalpha():
            return replace(name, kind="organization", weight=2.0)
        if self._after_role(name):
            return replace(name, kind="person", weight=5.0)
        if self._portfolio(name.last):
            return replace(name, kind="thing", weight=5.0)
        after = self.tokens[name.last + 1].lower if name.last + 1 < len(self.tokens) else ""
        if len(tokens) == 1 and after in self.words.sets["inhabitants"] and name.text not in self.words.given:
            return replace(name, kind="place", weight=3.0)
        label = LABELS.get(tokens[-1].ent, "unknown")
        if label in ("person", "unknown") and len(tokens) == 1 and self._numbered(name.last):
            return replace(name, kind="thing", weight=5.0)
        return replace(name, kind=label, weight=2.0 if label != "unknown" else 0.5)

    def _kind_by_words(self, tokens: list[Token], tail: str) -> tuple[str, float] | None:
        named = self.words.organization_names
        of = any(
            b.lower in LINKS and (a.lower in named or a.lower in self.words.sets["public"]) for a, b in pairwise(tokens)
        )
        if len(tokens) == 1:
            return None
        if len(tokens) == 3 and len(tokens[1].text) == 2 and tokens[1].text[1] == ".":
            return "person", 5.0
        if len(tokens) > 3 and tokens[-2].text == "-" and two_syllables(tokens[-3].text, tokens[-1].text):
            return "person", 5.0
        if tail in named and tail not in self.words.organizations and tokens[0].text not in self.words.given:
            return "organization", 4.0
        if tail in self.words.groups and not of:
            return "group", 5.0
        if tail in self.words.organizations or of:
            return "organization", 5.0
        surname = tail in self.words.sets["surnames"] and all(token.ent == "PERSON" for token in tokens)
        if (tail in self.words.things and not surname) or self._before_thing(tokens[-1].i):
            return "thing", 5.0
        if tokens[0].text in self.words.given and not (tail in named and len(tokens) > 2):
            return "person", 5.0
        if tail in named:
            return "organization", 4.0
        if tail in self.words.places or tokens[0].lower in ("mount", "lake", "port", "cape"):
            return "place", 5.0
        return None

    def _founded(self, last: int) -> bool:
        """Say whether words follow that only a body bears: "Volta Climate, founded by", "Moss & Berg, LLC"."""
        after = [t.lower for t in self.tokens[last + 1 : last + 3]]
        founded = len(after) == 2 and after[0] == "," and after[1] in self.words.sets["founding"]
        return founded or self._incorporated(last)

    def _owns_company(self, last: int) -> bool:
        """Say whether words for what only companies have follow the name: "Volta CEO", "Volta customers"."""
        after = self.tokens[last + 1] if last + 1 < len(self.tokens) else None
        kind = "corporate" if self.tokens[last - 1].text not in self.words.given else "shares"
        return after is not None and after.lower in self.words.sets[kind]

    def _incorporated(self, last: int) -> bool:
        """Say whether a legal form follows behind a comma: "Moss & Berg, LLC"."""
        after = [t.text for t in self.tokens[last + 1 : last + 3]]
        return len(after) == 2 and after[0] == "," and after[1][0].isupper() and after[1].lower().rstrip(".") in LEGAL

    def _portfolio(self, last: int) -> bool:
        """Say whether an office follows that the name only says the field of: "Foreign Affairs minister"."""
        after = self.tokens[last + 1].lower if last + 1 < len(self.tokens) else ""
        return after in self.words.sets["portfolios"]

    def _numbered(self, last: int) -> bool:
        """Say whether the number of a model follows: "Vektor 300e"."""
        after = self.tokens[last + 1].text if last + 1 < len(self.tokens) else ""
        return after[:1].isdigit() and after[-1:].isalpha() and after.isalnum()

    def _aged(self, last: int) -> bool:
        """Say whether an age follows, set off by commas: "Mara Lindqvist, 38, ..."."""
        after = [t.text for t in self.tokens[last + 1 : last + 4]]
        return (
            len(after) == 3 and after[0] == "," and after[1].isdigit() and len(after[1]) < 3 and after[2] in (",", ".")
        )

    def _before_thing(self, last: int) -> bool:
        """Say whether a capitalised word for a law or an event follows, that the run did not take in."""
        after = self.tokens[last + 1] if last + 1 < len(self.tokens) else None
        return after is not None and after.lower in self.words.things and after.text[0].isupper()

    def _after_role(self, name: Name) -> bool:
        before = self.tokens[name.first - 1] if name.first else None
        return before is not None and before.text.islower() and before.lower in self.words.roles
