"""Content that is a quotation right beside its cue."""

from __future__ import annotations

from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.lexicon import word_set
from stakegraph.extract.reading.quotations import Quotation
from stakegraph.extract.statements.cues import Cue, Stretch
from stakegraph.syntax import FINITE

_CAPITALISED = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "ADV", "PRON", "AUX"))
"""What titles write with a capital."""
_GAP = 14
"""Tokens that may stand between a cue and the quotation that it introduces."""


def quoted(context: Context, cue: Cue) -> Stretch | None:
    """A quotation right before the cue's clause, right after it, or on both sides of it."""
    if not cue.match.predicate.say & {"quote", "that"}:
        return None
    tag = context.parse.tokens[cue.i].tag
    before = _quotation_before(context, cue)
    after = _quotation_after(context, cue)
    bare = cue.subject is None or tag == "VBN" or (after is not None and after.first == cue.i + 1)
    names = cue.match.predicate.lemma in word_set("naming") and bare
    if before is not None and _stands_alone(context, before):
        parts = [(before.first, before.last)]
        if (
            after is not None
            and context.sentence(after.first)[0] <= cue.i
            and _gap_is_thin(context, cue.last, after.first)
        ):
            parts.append((after.first, after.last))
        return Stretch(parts, "quotation before its cue", True, quoted=True)
    if after is not None and names and is_title(context, after):
        return None
    if after is not None and _opens_sentence(context, after) and "quote" in cue.match.predicate.say:
        return Stretch([(after.first, after.last)], "quotation after its cue", True, quoted=True)
    return None


def _quotation_before(context: Context, cue: Cue) -> Quotation | None:
    at = cue.first - 1
    tokens = context.parse.tokens
    while at >= 0 and context.inside[at] < 0 and tokens[at].text in {",", "–", "—", "―", "-"}:
        at -= 1
    if at < 0 or context.paragraph(at) != context.paragraph(cue.i):
        return None
    return context.quotation_at(at)


def _quotation_after(context: Context, cue: Cue) -> Quotation | None:
    tokens = context.parse.tokens
    here = context.paragraph(cue.i)
    for at in range(cue.last + 1, min(cue.last + 1 + _GAP, len(tokens))):
        if tokens[at].lower == "that" and tokens[at].pos == "SCONJ" and context.inside[at] < 0:
            return None
        if context.inside[at] >= 0:
            return context.quotation_at(at) if context.paragraph(at) == here else None
        if tokens[at].text in {".", "?", "!"} or tokens[at].tag in FINITE:
            return None
    return None


def _stands_alone(context: Context, quotation: Quotation) -> bool:
    """A quotation before its cue ends a clause: a mark or a comma stands at its end, or it opens the sentence."""
    tokens = context.parse.tokens
    last = [t.text for t in tokens[max(quotation.first, quotation.last - 1) : quotation.last + 2]]
    begins = context.sentence(quotation.first)[0] == quotation.first or _follows_a_stop(context, quotation.first)
    return quotation.tokens > 3 and begins and any(t[-1:] in ",.!?…" for t in last)


def _follows_a_stop(context: Context, first: int) -> bool:
    """A paragraph or a full stop lies before a quotation that the parser took into the sentence before."""
    opens_paragraph = context.parse.paragraphs[context.paragraph(first)][0] == first
    return opens_paragraph or context.parse.tokens[first - 1].text in {".", "!", "?", "”", '"'}


def _opens_sentence(context: Context, quotation: Quotation) -> bool:
    """A quotation after its cue is an utterance of its own: a colon or comma before it, or a capital in it."""
    tokens = context.parse.tokens
    before = tokens[quotation.first - 1].text
    inside = tokens[min(quotation.first + 1, quotation.last)].text
    return before == ":" or (before == "," and inside[:1].isupper()) or (inside[:1].isupper() and quotation.tokens > 5)


def _gap_is_thin(context: Context, last: int, first: int) -> bool:
    return all(t.pos in {"PUNCT", "ADV"} or t.dep.startswith("obl") for t in context.parse.tokens[last + 1 : first])


def is_title(context: Context, quotation: Quotation) -> bool:
    """A quotation whose words are capitalised, and neither shouted nor asked, names a book, a film, a group."""
    inside = context.parse.tokens[quotation.first : quotation.last + 1]
    words = [t.text for t in inside if t.pos in _CAPITALISED and t.text[:1].isalpha()]
    spoken = all(word.isupper() for word in words) or any(t.text in {"!", "?"} for t in inside)
    several = sum(t.text[:1].isupper() for t in inside) > 1
    return several and not spoken and all(word[0].isupper() for word in words)
