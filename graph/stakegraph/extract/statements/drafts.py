"""A statement before its speaker is resolved, and what every rule of statements asks."""

from __future__ import annotations

from dataclasses import dataclass

from stakegraph.extract.reading.context import Context
from stakegraph.model import Factuality, Manner

SURE = 0.9
LIKELY = 0.7
GUESS = 0.5
_MOST = 0.6
TRANSCRIPT = "transcript"
"""The rule of paragraphs that begin with their speaker's name."""


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


class Drafts:
    """The drafts found so far; the first to claim a stretch of text keeps it."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._taken = bytearray(len(context.article.text))
        self._by_paragraph: dict[int, list[Draft]] = {}
        self.all: list[Draft] = []

    def claims(self, draft: Draft) -> bool:
        """Say whether most of a draft's words were claimed before."""
        size = sum(end - start for start, end in draft.content)
        taken = sum(sum(self._taken[start:end]) for start, end in draft.content) > _MOST * size
        beside = self._by_paragraph.get(self._context.paragraph(draft.tokens[0]), ()) if taken else ()
        return taken and not any(_reports(draft, other) for other in beside)

    def add(self, draft: Draft) -> None:
        """Keep a draft."""
        self.all.append(draft)
        self._by_paragraph.setdefault(self._context.paragraph(draft.tokens[0]), []).append(draft)
        for start, end in draft.content:
            self._taken[start:end] = b"\x01" * (end - start)

    def last_before(self, token: int, paragraph: int) -> Draft | None:
        """Return the last draft of a paragraph that begins before a token."""
        before = [d for d in self._by_paragraph.get(paragraph, ()) if d.tokens[0] < token]
        spoken = [d for d in before if d.source is not None or d.follows is not None]
        return max(spoken or before, key=lambda d: d.tokens, default=None)


def _reports(draft: Draft, other: Draft) -> bool:
    """Say whether what is said tells who says something: "The town welcomes the plan, its mayor said"."""
    if draft.rule != "clause before its cue" or other.cue is None:
        return False
    first, last = draft.content[0]
    return all(first <= start and end <= last for start, end in (other.cue, other.content[0]))


def can_speak(context: Context, i: int) -> bool:
    """The reporter's own "I" and "we", and the "it" of "it seems", speak for nobody in the article."""
    token = context.parse.tokens[i]
    return token.dep != "expl" and token.lower not in {"i", "we", "there", "you", "what"}


def manner(context: Context, content: list[tuple[int, int]], covered: tuple[int, int]) -> Manner:
    """Return whether content is quoted, partly quoted, or not at all; ``covered`` are the tokens that it spans."""
    near = {context.inside[i] for i in range(covered[0], covered[1] + 1)} - {-1}
    marked = [q for q in (context.quotations[number] for number in near) if not q.single]
    quoted = sum(max(0, min(end, q.end) - max(start, q.start)) for start, end in content for q in marked)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= sum(end - start for start, end in content) - 2 else "mixed"


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
