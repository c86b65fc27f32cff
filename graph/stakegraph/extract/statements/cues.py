"""A cue with its clause, and the stretches of text that it reports."""

from __future__ import annotations

from dataclasses import dataclass

from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.lexicon import word_set
from stakegraph.extract.reading.matches import Match
from stakegraph.syntax import FINITE

_FAR = 25
_TITLES = 8
_TITLE_WORDS = frozenset(("PROPN", "NOUN", "ADJ", "DET", "NUM", "PART"))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Content as token stretches; ``quoted`` where the parts are quotations, ``sure`` where the parse says so."""

    parts: list[tuple[int, int]]
    rule: str
    sure: bool
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue verb with its clause: ``first`` to ``last`` are the tokens of subject and verb."""

    match: Match
    i: int
    subject: int | None
    first: int
    last: int


def cue_of(context: Context, match: Match, subject: int | None) -> Cue:
    """Return the cue verb ``match`` with its clause; ``subject`` is who speaks it."""
    first = last = match.i
    own = subject if subject is not None and _beside(context, subject, match.i) else None
    if own is not None:
        a, b = context.grammar.noun_phrase(own)
        tree = [i for i in context.parse.subtree(own) if context.parse.tokens[i].pos != "PUNCT"]
        if own < match.i:
            b = min(b, match.i - 1)
            a = min([a, *(i for i in tree if i <= own and context.inside[i] < 0)])
        else:
            b = max([b, *(i for i in tree if context.inside[i] < 0)])
        if a > 0 and context.parse.tokens[a - 1].pos == "DET" and context.parse.tokens[a - 1].head == match.i:
            a -= 1
        first, last = min(first, _described_before(context, _titles_before(context, a))), max(last, b)
    for child in context.parse.children(match.i, "aux", "advmod"):
        if abs(child.i - match.i) <= 3 and context.parse.tokens[child.i + 1].text != ",":
            first, last = min(first, child.i), max(last, child.i)
    last = max(last, _addressee_end(context, match))
    return Cue(match, match.i, subject, first, last)


def _described_before(context: Context, first: int) -> int:
    """Where the role before a name begins, set off by commas: "It is dead, [his aide, Ann Moss], told the Post"."""
    tokens = context.parse.tokens
    if first < 3 or tokens[first - 1].text != "," or tokens[first].ent != "PERSON":
        return first
    at = first - 2
    while (
        at > 0 and first - at < _TITLES and tokens[at].pos in _TITLE_WORDS | {"ADP", "PRON"} and context.inside[at] < 0
    ):
        at -= 1
    set_off = tokens[at].text == "," or context.inside[at] >= 0
    determined = tokens[at + 1].pos == "DET" or tokens[at + 1].tag == "PRP$" or tokens[at + 1].pos == "ADJ"
    return at + 1 if set_off and determined and at + 1 < first - 1 else first


def _addressee_end(context: Context, match: Match) -> int:
    """The end of those told, right behind the cue and before a comma or "that": "told the Post, it is dead"; or -1."""
    if match.predicate.lemma not in word_set("telling"):
        return -1
    tokens = context.parse.tokens
    for told in context.parse.children(match.i, "iobj", "obj"):
        first, last = context.grammar.noun_phrase(told.i)
        if first == match.i + 1 and last + 1 < len(tokens) and tokens[last + 1].lower in {",", "that", "–", "—"}:
            return last
    return -1


def _titles_before(context: Context, first: int) -> int:
    """Where the titles before a name begin, which the parser may have torn off: "German Chancellor Angela Roy"."""
    tokens = context.parse.tokens
    at = first
    while at > 0 and first - at < _TITLES and context.inside[at - 1] < 0 and tokens[at - 1].pos in _TITLE_WORDS:
        at -= 1
    return at if context.inside[at - 1] >= 0 or at == first else first


def _beside(context: Context, subject: int, i: int) -> bool:
    """The subject stands in the clause of the cue itself: no other finite verb lies between them."""
    first, last = min(subject, i) + 1, max(subject, i)
    between = context.parse.tokens[first:last]
    own = context.parse.child(i, "nsubj", "nsubj:pass")
    if own is not None and own.i == subject:
        return True
    return len(between) < _FAR and not any(t.tag in FINITE and t.i != i for t in between)


def speaks_within(context: Context, i: int) -> bool:
    """Say whether verb ``i`` only tells who says what a relative clause has: "a plan that critics say will fail"."""
    predicate = context.predicate_at(i)
    after = context.parse.tokens[i + 1 : i + 2]
    return predicate is not None and "that" in predicate.say and any(t.tag in FINITE for t in after)


def is_clause(context: Context, first: int, last: int) -> bool:
    """Say whether a stretch has a finite verb."""
    return any(t.tag in FINITE for t in context.parse.tokens[first : last + 1])
