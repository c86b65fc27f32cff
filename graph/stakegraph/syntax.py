"""The parsed text that extraction reads: plain tokens with Universal Dependencies labels.

``language`` makes it from any spaCy pipeline, tests write it by hand. Extraction never sees spaCy, so that it is
fast (no look-up behind every attribute) and independent of a pipeline's label set.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
"""Penn tags of finite verbs."""

NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
"""Parts of speech that name somebody or something."""


@dataclass(slots=True)
class Token:
    """One token. ``head`` is the index of its head (its own where it is a root), ``sent`` that of its sentence.

    ``start`` and ``end`` are characters of the article. ``pos`` is the universal part of speech, ``tag`` the Penn tag,
    ``dep`` the UD relation (``root`` for roots), ``ent`` the entity label (PERSON, ORG, LOC or "") with ``ent_iob``
    one of B, I, O, and ``morph`` the features ("Number=Plur|Tense=Past"). ``relation`` is ``dep`` without its subtype.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sent: int = 0
    morph: str = ""
    ent: str = ""
    ent_iob: str = "O"
    lower: str = ""
    relation: str = ""

    def __post_init__(self) -> None:
        self.lower = self.text.lower()
        self.relation = self.dep.partition(":")[0]


@dataclass(slots=True)
class Parse:
    """The tokens of an article's body in order; ``sentences`` are [first, last) token indices.

    ``paragraphs`` are [first, last) token indices as well: no sentence crosses one.
    """

    text: str
    tokens: list[Token]
    sentences: list[tuple[int, int]]
    paragraphs: list[tuple[int, int]]
    _below: list[list[Token]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._below = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                self._below[token.head].append(token)
        for number, (first, last) in enumerate(self.sentences):
            for token in self.tokens[first:last]:
                token.sent = number

    def children(self, i: int, *deps: str) -> Sequence[Token]:
        """Return the dependents of token ``i``, those with one of ``deps`` where any is given.

        A bare relation stands for its subtypes: ``obl`` finds ``obl:tmod`` as well.
        """
        below = self._below[i]
        if not below or not deps:
            return below
        return [child for child in below if child.relation in deps or child.dep in deps]

    def child(self, i: int, *deps: str) -> Token | None:
        """Return the first such dependent, or None."""
        for child in self._below[i]:
            if child.relation in deps or child.dep in deps:
                return child
        return None

    def is_infinitive(self, i: int) -> bool:
        """Say whether verb ``i`` has "to" before it."""
        return any(child.lower == "to" for child in self.children(i, "mark", "aux"))

    def subtree(self, i: int) -> list[int]:
        """Return the indices of token ``i`` and all that depends on it, in order."""
        found, todo = [], [i]
        while todo:
            at = todo.pop()
            found.append(at)
            todo.extend(child.i for child in self._below[at])
        return sorted(found)

    def ancestors(self, i: int) -> Iterator[Token]:
        """Yield the head of token ``i``, its head, and so on up to the root."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield self.tokens[i]

    def slice(self, first: int, last: int) -> str:
        """Return the article's text from token ``first`` up to and including token ``last``."""
        return self.text[self.tokens[first].start : self.tokens[last].end]
