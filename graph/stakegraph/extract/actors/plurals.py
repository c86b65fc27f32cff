"""Whom "they" means where it is no group: a body just spoken of, or whose colleagues somebody has.

In a quotation "they" is whom its speaker just spoke of: 'Moss said the council ignored her. "They don't listen."'
"""

from __future__ import annotations

from collections.abc import Mapping, Set

from stakegraph.extract.actors.entities import Entities
from stakegraph.extract.reading.actorwords import words
from stakegraph.syntax import Parse

OURS = frozenset({"we", "us", "our", "ours", "ourselves"})
BODIES = frozenset({"organization", "country", "group"})
OPENING = 2
"""Tokens of a quotation that may stand before a "they" that opens it: the mark and an "and"."""
LONGEST = 60
"""Tokens of a quotation before and after "they" that are looked at."""


class Plurals:
    """Reads the plural pronouns of one article; ``resolved`` are those of people, by token."""

    def __init__(self, parse: Parse, entities: Entities, quoted: Set[int], resolved: Mapping[int, list[str]]) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self.entities = entities
        self.quoted = quoted
        self.resolved = resolved

    def owner(self, i: int) -> str | None:
        """Return the body whose "their colleagues" token ``i`` stands in: the subject of the clause."""
        noun = self.tokens[self.tokens[i].head]
        if self.tokens[i].lower != "their" or noun.lower not in words().sets["fellows"]:
            return None
        for verb in self.parse.ancestors(noun.i):
            subject = self.parse.child(verb.i, "nsubj")
            if subject is not None:
                key = self.entities.owner.get(subject.i)
                return key if key is not None and self.entities.by_id[key].kind in BODIES else None
        return None

    def spoken_of(self, i: int, speaker: str) -> str | None:
        """Return the body that a "they" opening a quotation means: whom its speaker was said to speak of before."""
        first = self._first(i)
        if i - first > OPENING:
            return None
        begin, end = self.parse.sentences[max(0, self.tokens[first].sent - 1)]
        for token in self.tokens[begin : min(end, first)]:
            told = self.tokens[token.head]
            cue = self.tokens[told.head]
            reported = token.dep.startswith("nsubj") and told.dep == "ccomp" and cue.lemma in words().sets["saying"]
            key = self.entities.owner.get(token.i) if reported and token.i not in self.quoted else None
            if key is not None and self.entities.by_id[key].kind in BODIES and self._says(cue.i, speaker):
                return key
        return None

    def _says(self, verb: int, speaker: str) -> bool:
        """Say whether a speaker, or the body that he speaks for, is the subject of a verb."""
        subject = self.parse.child(verb, "nsubj")
        if subject is None:
            return False
        said = (self.entities.owner.get(subject.i), *self.resolved.get(subject.i, ())[:1])
        return speaker in said or self.entities.by_id[speaker].represents in filter(None, said)

    def _first(self, i: int) -> int:
        """Return the first token of the quotation around token ``i``."""
        while i - 1 in self.quoted and self.tokens[i].text not in ("“", '"'):
            i -= 1
        return i

    def is_side(self, i: int, key: str) -> bool:
        """Say whether a group is the side of who says "we" beside "they": 'Farmers are angry. "They poison us."'."""
        first, last = self._first(i), i
        while last + 1 in self.quoted and last - i < LONGEST and self.tokens[last + 1].text not in ("”", '"'):
            last += 1
        if not any(token.lower in OURS for token in self.tokens[first : last + 1]):
            return False
        begin, end = self.parse.sentences[max(0, self.tokens[first].sent - 1)]
        said = (t for t in self.tokens[begin : min(end, first)] if self.entities.owner.get(t.i) == key)
        return any(t.dep.startswith("nsubj") and self.tokens[t.head].pos == "ADJ" for t in said)
