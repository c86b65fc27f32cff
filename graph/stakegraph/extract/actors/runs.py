"""How far a name goes on: over particles, hyphens, "of" and "and", up to a word that stands in no name."""

from __future__ import annotations

from itertools import pairwise

from stakegraph.extract.actors.naming import two_syllables
from stakegraph.extract.actors.wordlists import CLOSED, LINKS, NOMINAL, WordLists, particle_name

CLOSERS = frozenset({"Co.", "Inc.", "Corp.", "Ltd.", "Inc", "Ltd", "LLC", "PLC"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
FIELDS = 12
"""Tokens in the longest list of fields that the name of a committee or ministry is looked for in."""


class Runs:
    """Finds the ends of the runs of name words of one article."""

    def __init__(self, lists: WordLists) -> None:
        self.lists = lists
        self.tokens = lists.parse.tokens
        self.words = lists.words
        self.countries = lists.countries

    def last(self, first: int, end: int) -> int:
        """Return the last token of the run of name words that begins at ``first``."""
        last = first
        while last + 1 < end and self.tokens[last].text not in CLOSERS and (step := self._step(first, last, end)):
            last += step
        return last

    def _step(self, first: int, last: int, end: int) -> int:
        """Return by how many tokens the run goes on after ``last``; 0 where it ends."""
        tokens = self.tokens
        following = tokens[last + 1]
        if self._continues(last + 1):
            return 1
        if last + 2 >= end:
            return 0
        nearer = self._continues(last + 2)
        if following.text in ("-", "–"):
            return 2 if self._hyphenated(first, last, nearer) else 0
        if following.text.isdigit() and len(following.text) < 4 and nearer:
            return 2
        if following.lower in self.words.sets["particles"] and following.text.islower():
            return self._particles(last, end)
        if following.lower in LINKS and self._links(first, last, following.lower):
            article = tokens[last + 2].lower == "the"
            after = last + 2 + article
            return 2 + article if after < end and self._continues(after) else 0
        if following.lower in ("and", "&") and nearer and self._joins(first, last, end):
            return 2
        if following.text in POSSESSIVE and nearer and self._of_people(last, end):
            return 2
        return self._listed_fields(first, last, end) if following.text == "," and nearer else 0

    def _continues(self, i: int) -> bool:
        """Say whether token ``i`` may stand inside a name that began before it."""
        token = self.tokens[i]
        text = token.text
        if not text[0].isupper():
            return particle_name(text)
        if text in self.words.nonames:
            before = self.tokens[i - 1].text
            return before in self.words.given or before in self.words.titles
        if token.lower in self.words.sets["stops"] and text != "US":
            return False
        return token.pos not in CLOSED or token.ent != ""

    def _hyphenated(self, first: int, last: int, nearer: bool) -> bool:
        """Say whether the hyphen after ``last`` is inside a name: "Al-Azhar", "Kim Jong-un", not "EU-Turkey"."""
        hyphen, after = self.tokens[last + 1], self.tokens[last + 2]
        if hyphen.start != self.tokens[last].end or after.start != hyphen.end:
            return False
        if nearer:
            both = self.lists.known(last, last) and self.lists.known(last + 2, last + 2)
            return not both or self.lists.known(first, last + 2) is not None
        return last > first and two_syllables(self.tokens[last].text, after.text)

    def _of_people(self, last: int, end: int) -> bool:
        """Say whether a possessive after ``last`` is inside a body's name: "New People's Party", "Workers' Union"."""
        people = self.tokens[last].lower in self.words.groups
        whole = all(token.ent == "ORG" for token in self.tokens[last : last + 3])
        return people and whole and self._ends_in_head(last + 2, end)

    def _listed_fields(self, first: int, last: int, end: int) -> int:
        """Return how long a list of fields goes on in a body's name: "Committee on Trade, Law and Home Affairs"."""
        run = [t.lower for t in self.tokens[first : last + 1]]
        heads = self.words.sets["councils"] | self.words.organizations | self.words.sets["portfolios"]
        if not any(a in heads and b in LINKS for a, b in pairwise(run)):
            return 0
        at = last + 2
        while at < min(end - 1, last + FIELDS) and (self.tokens[at].text == "," or self._field(at)):
            at += 1
        if self.tokens[at].lower not in ("and", "&") or not self._field(at + 1) or self.tokens[at - 1].text == ",":
            return 0
        return at + 1 - last

    def _field(self, i: int) -> bool:
        """Say whether token ``i`` is a capitalised common word, not the name of a person or a state."""
        token = self.tokens[i]
        named = token.text in self.words.given or token.text in self.countries.forms or token.text in self.words.regions
        return token.text[0].isupper() and token.pos in NOMINAL and not named and token.ent in ("", "ORG")

    def _particles(self, last: int, end: int) -> int:
        """Return how long particles and the name behind them go on after ``last``: "Ursula | von der Sand"."""
        steps = 1
        while last + steps < end - 1 and self.tokens[last + steps].lower in self.words.sets["particles"]:
            steps += 1
        steps += self.tokens[last + steps].text == "-" and last + steps < end - 1  # "Anwar al-Sadr"
        return steps if self._continues(last + steps) else 0

    def _links(self, first: int, last: int, link: str) -> bool:
        """Say whether "of", "for" or "on" after ``last`` goes on with the name: "Ministry of", "Council on"."""
        run = [t.lower for t in self.tokens[first : last + 1]]
        if link == "on":
            return run[-1] in self.words.sets["councils"] and len(run) < 4
        if run[-1] in self.words.roles:
            return run[-1] in self.words.sets["linking"] and link in ("of", "for")
        return any(word in self.words.organization_names or word in self.words.sets["linking"] for word in run)

    def _joins(self, first: int, last: int, end: int) -> bool:
        """Say whether "and" after ``last`` is inside a name: "Government Reform and Oversight Committee"."""
        tokens = self.tokens
        left = [t.text for t in tokens[first : last + 1]]
        following = tokens[last + 2]
        person = following.text in self.words.given or following.text in self.words.titles
        if tokens[last + 1].text == "&":
            return following.text not in self.words.titles
        party = last + 3 < end and tokens[last + 3].lower == "party" and following.text not in self.words.given
        if party and last == first and self.lists.known(first, last) is None:
            return True  # "the Law and Order party"
        if person or following.text.isupper():
            return False
        if tokens[last + 1].ent == "ORG" and following.ent == "ORG" and self._ends_in_head(last + 2, end):
            return True
        listed = self.lists.known(last + 2, last + 2) is not None
        if any(b in LINKS and a.lower() in self.words.organization_names for a, b in pairwise(left)):
            return not listed and left[-1].lower() not in self.words.organization_names
        if listed or self.lists.known(first, last) or left[-1].isupper() or self._person(left):
            return False
        if first == last and tokens[first].tag in ("NNS", "NNPS") and self._ends_in_head(last + 2, end):
            return True
        if left[-1].lower() in self.words.organization_names or tokens[max(0, first - 1)].lower not in ("the", "a"):
            return False
        return self._ends_in_head(last + 2, end)

    def _person(self, left: list[str]) -> bool:
        """Say whether these words are a person's name, by the first of them."""
        return left[0] in self.words.given or left[0] in self.words.titles

    def _ends_in_head(self, first: int, end: int) -> bool:
        """Say whether the capitalised words from ``first`` end in one for a body: "Oversight Committee"."""
        right = []
        for token in self.tokens[first : min(end, first + 5)]:
            if not token.text[0].isupper():
                break
            right.append(token.lower)
        return bool(right) and right[-1] in self.words.organizations and right[0] not in self.words.roles
