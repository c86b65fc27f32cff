"""A statement before its speaker is resolved, and what every rule of statements asks."""

from __future__ import annotations

from dataclasses import dataclass

from stakegraph.extract.context import Context
from stakegraph.model import Factuality, Manner

SURE = 0.9
LIKELY = 0.7
GUESS = 0.5


@dataclass(slots=True)
class Draft:
    """A statement before its speaker is resolved. ``content`` are character spans, ``tokens`` the stretch they cover.

    ``source`` is the head token of whoever speaks, ``relative`` the "who" that stands for it, ``judged`` what a
    judgement is about, ``follows`` the draft whose speaker goes on speaking.
    """

    content: list[tuple[int, int]]
    tokens: tuple[int, int]
    source: int | None
    cue: tuple[int, int] | None
    manner: Manner
    rule: str
    confidence: float
    factuality: Factuality = "actual"
    addressee: int | None = None
    judged: int | None = None
    relative: int | None = None
    follows: Draft | None = None

    @property
    def start(self) -> int:
        """First character of the content."""
        return self.content[0][0]


def claimed(draft: Draft, drafts: list[Draft]) -> bool:
    """Say whether most of a draft's words stand in a draft that was found before."""
    size = sum(end - start for start, end in draft.content)
    for other in drafts:
        common = sum(
            max(0, min(end, stop) - max(start, begin)) for start, end in draft.content for begin, stop in other.content
        )
        if common > 0.6 * size:
            return True
    return False


def can_speak(context: Context, i: int) -> bool:
    """The reporter's own "I" and "we", and the "it" of "it seems", speak for nobody in the article."""
    token = context.parse.tokens[i]
    return token.dep != "expl" and token.lower not in {"i", "we", "there", "you", "what"}


def manner(context: Context, content: list[tuple[int, int]]) -> Manner:
    """Return whether content is quoted, partly quoted, or not at all."""
    quoted = sum(
        max(0, min(end, q.end) - max(start, q.start))
        for start, end in content
        for q in context.quotations
        if not q.single
    )
    size = sum(end - start for start, end in content)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= size - 2 else "mixed"


def complement(context: Context, i: int) -> int | None:
    """Return the head of the noun phrase that begins at token ``i``."""
    tokens = context.parse.tokens
    if i >= len(tokens):
        return None
    at = tokens[i]
    seen = 0
    while tokens[at.head].i > at.i and tokens[at.head].pos in {"NOUN", "PROPN", "PRON"} and seen < 8:
        at, seen = tokens[at.head], seen + 1
    return at.i if at.pos in {"NOUN", "PROPN", "PRON", "X"} else None
