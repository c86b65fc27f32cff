"""The person whose title or role stands before the name: "Mr Silva", "Home Secretary Ann Moss"."""

from __future__ import annotations

from dataclasses import replace

from stakegraph.extract.actors.naming import Name
from stakegraph.extract.actors.wordlists import LINKS, WordLists


class Titled:
    """Finds persons behind titles and roles in the runs of one article."""

    def __init__(self, lists: WordLists) -> None:
        self.lists = lists
        self.tokens = lists.parse.tokens
        self.words = lists.words

    def person(self, first: int, last: int) -> Name | None:
        """Return the person whose title or role stands in this run before the name."""
        for k in range(last - 1, first - 1, -1):
            if not self.lists.is_title_or_role(k) or (k > first and self._given_before(k)):
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
                if self.tokens[k].text in self.words.given
                or self.tokens[k].lower in LINKS
                or self.lists.is_title_or_role(k)
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
        if not named and (self.lists.is_title_or_role(last) or (self.lists.known(begin, last) and not titled)):
            return False
        common = low in self.lists.lowered or rest[0].lower in self.lists.lowered
        return titled or rest[0].text in self.words.given or not (common and rest[-1].ent != "PERSON")

    def _person(self, first: int, begin: int, last: int) -> Name:
        """Make a person of the name from ``begin``, with the gender that the title or the first name shows."""
        titles = [self.tokens[i].text for i in range(first, begin) if self.tokens[i].text in self.words.titles]
        gender = next((g for g in map(self.words.titles.__getitem__, titles) if g), "")
        if not gender and begin < last:
            gender = self.words.given.get(self.tokens[begin].text, "")
        name = self.lists.name(begin, last, "person", 6.0)
        return replace(name, start=first, gender=gender, role=self._role_before(first, begin), titled=bool(titles))

    def _role_before(self, first: int, begin: int) -> tuple[int, int] | None:
        """Return the tokens of the role in a run, titles such as "Mr" left out."""
        last = begin - 1
        while last >= first and self.tokens[last].text in self.words.titles:
            last -= 1
        roles = any(self.tokens[i].lower in self.words.roles for i in range(first, last + 1))
        return (first, last) if roles else None
