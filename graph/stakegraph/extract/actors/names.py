"""Finds names in a parse: runs of capitalised words, which ``splitting`` cuts into names.

``beginnings`` tells where a run begins, ``runs`` where it ends, ``capitals`` which of them give no names.
"""

from __future__ import annotations

from collections.abc import Iterator

from stakegraph.extract.actors.beginnings import Beginnings
from stakegraph.extract.actors.capitals import Capitals
from stakegraph.extract.actors.naming import Name
from stakegraph.extract.actors.runs import Runs
from stakegraph.extract.actors.splitting import Splitter
from stakegraph.extract.actors.wordlists import NOMINAL, WordLists
from stakegraph.syntax import Parse

QUOTES = frozenset("\"'“”‘’«»(:-–—•…[")
CLITICS = frozenset({"n't", "n’t", "'t", "’t"})


class NameFinder:
    """Finds the names of one article; ``titled_lines`` are its sentences in title-case headlines."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self.lists = WordLists(parse)
        self.capitals = Capitals(self.lists)
        self.beginnings = Beginnings(self.lists)
        self.runs = Runs(self.lists)
        self.splitter = Splitter(self.lists)
        self._marks = self.lists.words.sets["handles"] | self.lists.words.organizations
        self.titled_lines = self.capitals.titled_lines()

    def find(self) -> list[Name]:
        """Return the names of all lines that are no title-case headline, in order."""
        names: list[Name] = []
        for first, end in self._whole_sentences():
            found = list(self._sentence(first, end))
            if self.capitals.is_credit(first, end):
                found = [name for name in found if name.kind not in ("person", "unknown")]
            names.extend(found)
        return names

    def _whole_sentences(self) -> list[tuple[int, int]]:
        """Return the sentences, those joined that a parser parted inside a name: "by Mara | Lindqvist, who"."""
        whole: list[tuple[int, int]] = []
        for number, (first, end) in enumerate(self.parse.sentences):
            if number in self.titled_lines:
                continue
            before, token = self.tokens[first - 1] if first else None, self.tokens[first]
            goes_on = before is not None and before.text[0].isupper() and before.pos != "PUNCT"
            if goes_on and before and whole and whole[-1][1] == first and token.start - before.end == 1:
                whole[-1] = whole[-1][0], end
            else:
                whole.append((first, end))
        return whole

    def _sentence(self, first: int, end: int) -> Iterator[Name]:
        """Yield the names in the sentence of tokens ``first`` to before ``end``."""
        i, opening = first, True
        while i < end:
            token = self.tokens[i]
            marked = i > first and self.tokens[i - 1].lower in self._marks
            whole = self._handle(i, end) or self._clause(i, end) if marked else None
            if whole is not None:
                yield whole
                i, opening = whole.last, False
            elif self.beginnings.at(i, opening):
                last = self.runs.last(i, end)
                if self.capitals.is_nameless(i, last, first):
                    pass
                elif opening and self.capitals.is_dateline(i, last, end):
                    yield self.lists.name(i, last, "place", 6.0)
                else:
                    for name in self.splitter.split(i, last):
                        name.opening = opening and name.first == i
                        yield name
                i = last
                opening = False
            else:
                opening = (opening and not token.text[0].isalnum()) or token.text in QUOTES
            i += 1

    def _clause(self, first: int, end: int) -> Name | None:
        """Return the name of a body that is a sentence, behind what the body is: "the group We Own It"."""
        begins = self.tokens[first].text[0].isupper() and len(self.tokens[first].text) > 1
        if not begins or self.tokens[first].lower not in self.lists.words.sets["stops"]:
            return None
        last = first
        while last + 1 < end and (self.tokens[last + 1].text[0].isupper() or self.tokens[last + 1].lower in CLITICS):
            last += 1
        said, heads = self.tokens[first - 1].text, self.lists.words.organizations
        whole = said in heads and last > first
        return self.lists.name(first, last, "organization", 6.0) if whole else None

    def _handle(self, first: int, end: int) -> Name | None:
        """Return the name by which a reader signs, small letters or not: "username blue kettle said"."""
        handles = self.lists.words.sets["handles"]
        if self.tokens[first - 1].lower not in handles or not self.tokens[first].text.isalnum():
            return None
        last = first
        while last + 1 < min(end, first + 3) and self.tokens[last + 1].pos in NOMINAL:
            last += 1
        name = self.lists.name(first, last, "person", 6.0)
        name.start = first - 1
        return name
