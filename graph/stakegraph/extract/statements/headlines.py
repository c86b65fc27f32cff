"""What a headline lets somebody say: "Moss: The bridge is dead", "Moss to voters: I will stay", "..., mayor says"."""

from __future__ import annotations

from collections.abc import Iterator

from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.lexicon import predicates, word_set
from stakegraph.extract.statements.drafts import LIKELY, Draft, Drafts, manner
from stakegraph.syntax import FINITE, Token

HEADLINE = "headline"
_LONGEST = 40
_NAME = 9
_SMALL = frozenset(("of", "the", "and", "'s", "’s", "a", "-", "."))
_OWN = frozenset(("i", "we", "my", "our", "me", "us"))
_ASKING = frozenset(("WP", "WRB", "WDT", "WP$"))


def by_headline(context: Context, _: Drafts) -> Iterator[Draft]:
    """What stands behind a name and a colon, or before a comma and "mayor says", in an article's headline."""
    first, end = context.parse.paragraphs[0]
    tokens = context.parse.tokens
    end -= tokens[end - 1].text == "."
    if len(context.parse.paragraphs) < 2 or not 4 <= end - first <= _LONGEST:
        return
    colon = next((i for i in range(first + 1, min(first + _NAME, end - 2)) if tokens[i].text == ":"), None)
    if colon is not None and context.inside[colon] < 0:
        yield from _behind_colon(context, first, colon, end)
    else:
        yield from _before_cue(context, first, end)


def _behind_colon(context: Context, first: int, colon: int, end: int) -> Iterator[Draft]:
    tokens = context.parse.tokens
    source = _speaker(context, first, colon, end)
    report = colon - first < 3 and tokens[colon - 1].lower in word_set("reports")
    if source is None and not report:
        return
    quotation = context.quotation_at(colon + 1)
    whole = quotation is not None and quotation.last >= end - 1
    content = quotation.inner if quotation is not None and whole else (tokens[colon + 1].start, tokens[end - 1].end)
    cue = (tokens[colon].start, tokens[colon].end)
    covered = (colon + 1, end - 1)
    yield Draft([content], covered, source, cue, manner(context, [content], covered), HEADLINE, LIKELY)


def _speaker(context: Context, first: int, colon: int, end: int) -> int | None:
    """Whose words a headline gives behind its colon, or None where it only names a topic."""
    tokens = context.parse.tokens
    before, after = tokens[first:colon], tokens[colon + 1 : end]
    quoted = context.inside[colon + 1] >= 0
    told = quoted or (any(t.pos in {"VERB", "AUX"} for t in after) and after[0].tag not in _ASKING)
    verb = next((i for i in range(first, colon) if _is_cue(tokens[i])), colon)
    name = tokens[first:verb]
    if not told or not name or {before[0].lower, name[-1].lower} & (word_set("headings") | word_set("reports")):
        return None
    if not all(t.text[:1].isupper() or t.lower in _SMALL for t in name) or name[-1].pos in {"ADP", "DET", "VERB"}:
        return None
    own = quoted or any(t.lower in _OWN for t in after) or tokens[verb].lower == "to"
    return verb - 1 if own or (verb == colon and name[-1].pos in {"PROPN", "NOUN"}) else None


def _is_cue(token: Token) -> bool:
    """A verb in the form of headlines, whatever its tag, or the "to" of whom it is said to."""
    forms = (token.lower[:-1], token.lower[:-2]) if token.lower.endswith(("s", "ed")) else ()
    return token.lower == "to" or any((form, "VERB") in predicates() for form in forms)


def _before_cue(context: Context, first: int, end: int) -> Iterator[Draft]:
    tokens = context.parse.tokens
    cue = end - 1
    entry = predicates().get((_verb(tokens[cue].lower), "VERB"))
    comma = next((i for i in range(cue - 1, max(first + 2, cue - _NAME), -1) if tokens[i].text == ","), None)
    if entry is None or not {"that", "quote"} <= entry.say or comma is None or cue - comma < 2:
        return
    if context.inside[comma] >= 0 or context.inside[comma - 1] >= 0:
        return
    if any(t.tag in FINITE for t in tokens[comma + 1 : cue]) or tokens[cue - 1].pos not in {"PROPN", "NOUN", "PRON"}:
        return
    content = (tokens[first].start, tokens[comma - 1].end)
    span = (tokens[cue].start, tokens[cue].end)
    covered = (first, comma - 1)
    yield Draft([content], covered, cue - 1, span, manner(context, [content], covered), HEADLINE, LIKELY)


def _verb(word: str) -> str:
    return {"said": "say", "says": "say"}.get(word, word.removesuffix("s"))
