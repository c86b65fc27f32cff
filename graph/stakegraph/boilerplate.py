"""Marks what stands in the copy of an article and is no part of it: appeals, forms, links, credits, counters.

The patterns are data, ``seeds/lexicon/boilerplate.csv``, each with its reason. Nothing is cut, so that offsets stay
those of the text as it was read; the body is what is left over. Where in doubt a line belongs to the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from stakegraph import resources

Span = tuple[int, int]

_LINE = re.compile(r"[^\r\n\u2028\u2029]*\S[^\r\n\u2028\u2029]*")
_QUOTES = re.compile('["“”„«»]')
_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "\u00a0": " "})
_FOOT_LINES = 8
_BLOCK_LINES = 10
_LINK_LENGTH = 160


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern, and how far what it finds reaches: ``line``, ``foot``, ``list``, ``rest`` or ``block``."""

    scope: str
    pattern: re.Pattern[str]
    until: re.Pattern[str] | None
    reason: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch that is no part of the article, with the reason."""

    start: int
    end: int
    reason: str


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Return the patterns in the order in which they are tried."""
    return tuple(
        Rule(
            row["scope"],
            re.compile(row["pattern"], re.IGNORECASE),
            re.compile(row["until"], re.IGNORECASE) if row["until"] else None,
            row["reason"],
        )
        for row in resources.rows("seeds/lexicon/boilerplate.csv")
    )


def body(text: str) -> tuple[Span, ...]:
    r"""Return the spans of ``text`` that are the article; all of it where nothing would be left over.

    >>> body("The plan\n\nMoscow said no.\n\nADVERTISEMENT\n\nKyiv said yes.")
    ((0, 25), (42, 56))
    """
    lines = _lines(text)
    marked = {found.start for found in mark(text)}
    spans: list[Span] = []
    open_run = False
    for start, end in lines:
        if start in marked:
            open_run = False
        elif open_run:
            spans[-1] = spans[-1][0], end
        else:
            spans.append((start, end))
            open_run = True
    return tuple(spans) or ((0, len(text)),)


def mark(text: str) -> list[Marked]:
    r"""Return the lines of ``text`` that are boilerplate, in order.

    >>> [(found.start, found.reason) for found in mark("Moscow said no.\n\nRelated Articles")]
    [(17, 'the head of a list of links')]
    """
    lines = _lines(text)
    plain = [text[start:end].translate(_PLAIN) for start, end in lines]
    half = sum(map(len, plain)) / 2
    reasons: dict[int, str] = {}
    number = before = 0
    while number < len(lines):
        reason, reach = _found(plain, number, late=before >= half)
        for at in range(number, number + reach):
            reasons[at] = reason
        after = number + max(reach, 1)
        before += sum(map(len, plain[number:after]))
        number = after
    return [Marked(*lines[at], reason) for at, reason in sorted(reasons.items())]


def _lines(text: str) -> list[Span]:
    spans = []
    for match in _LINE.finditer(text):
        raw = match.group()
        spans.append((match.end() - len(raw.lstrip()), match.start() + len(raw.rstrip())))
    return spans


def _found(lines: list[str], at: int, *, late: bool) -> tuple[str, int]:
    """Return the reason and the number of lines that are boilerplate from ``at`` on, none where that is 0."""
    for rule in _matching(lines[at]):
        if (rule.scope == "foot" and at < len(lines) - _FOOT_LINES) or (rule.scope == "rest" and not late):
            continue
        if reach := _reach(rule, lines, at):
            return rule.reason, reach
    return "", 0


def _matching(line: str) -> Iterator[Rule]:
    if not _QUOTES.search(line):
        yield from (rule for rule in rules() if rule.pattern.fullmatch(line))


def _reach(rule: Rule, lines: list[str], at: int) -> int:
    """Return how many lines from ``at`` on the rule takes; none where a block has no end."""
    if rule.scope == "rest":
        return len(lines) - at
    if rule.scope == "list":
        links = next((n for n, line in enumerate(lines[at + 1 :]) if not _is_link(line)), len(lines) - at - 1)
        return 1 + links
    if rule.until is not None:
        block = lines[at + 1 : at + _BLOCK_LINES]
        return next((n + 2 for n, line in enumerate(block) if rule.until.fullmatch(line)), 0)
    return 1


def _is_link(line: str) -> bool:
    """Say whether a line under the head of a list looks like a link: short, no sentence, no head of something else."""
    return len(line) <= _LINK_LENGTH and not _SENTENCE.search(line) and not any(_matching(line))
