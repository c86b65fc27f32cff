"""Pairs quotation marks over the paragraphs of an article, before any sentence is looked at.

Curly marks are paired by their shape, straight ones in turn; a mark of another shape closes where it stands at the end
of a word and no other quotation was opened, as editors and machines mix them up. A paragraph may open a quotation
without closing it, where the next one opens one again (the custom of newspapers) or a colon leads into it; any other
open mark is left alone. Only the outermost quotation is kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from stakegraph.syntax import Parse, Token

_PAIRS = {"“": "”", "«": "»", "„": "“”", "”": "”"}
_STRAY = {"“": '"“', "”": '"“', '"': "”", "''": "”", "``": "”"}
"""Marks that may close what they do not pair with."""
_STRAIGHT = ('"', "''", "``")
_MARK = re.compile("''|``|[“”«»„\"‘’']")
_DOUBLE = re.compile("''|``|[“”«»„\"]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: ``start`` and ``end`` are characters with the marks, ``first`` and ``last`` tokens likewise.

    ``inner`` are the characters without the marks. ``single`` says that it stands in single marks, which titles and
    scare quotes use as well, ``closed`` that its closing mark was found.
    """

    start: int
    end: int
    first: int
    last: int
    inner: tuple[int, int]
    single: bool = False
    closed: bool = True

    @property
    def tokens(self) -> int:
        """How many tokens it holds, marks included."""
        return self.last - self.first + 1


def find_quotations(parse: Parse) -> list[Quotation]:
    """Return the quotations of the whole article in order; none overlaps another."""
    found: list[Quotation] = []
    spans = [(parse.tokens[a].start, parse.tokens[b - 1].end) for a, b in parse.paragraphs]
    for number, (start, end) in enumerate(spans):
        follow = spans[number + 1][0] if number + 1 < len(spans) else None
        goes_on = follow is not None and parse.text.startswith(("“", "«", "„", *_STRAIGHT), follow)
        first, last = parse.paragraphs[number]
        for opening, closing, single in _pair(parse.text, start, end, goes_on):
            inner = _inner(parse.text, opening, closing)
            closed = closing < end or parse.text[closing - 1] in "”\"»’'“"
            begin = bisect_left(parse.tokens, opening, first, last, key=_start)
            stop = bisect_left(parse.tokens, closing, begin, last, key=_start)
            if begin < stop and inner[0] < inner[1]:
                found.append(Quotation(opening, closing, begin, stop - 1, inner, single, closed))
    return found


def _start(token: Token) -> int:
    return token.start


def _inner(text: str, opening: int, closing: int) -> tuple[int, int]:
    double = text.startswith(_STRAIGHT[1:], opening)
    start = opening + (2 if double else 1)
    if double and text.endswith("''", start, closing):
        return start, closing - 2
    return start, closing - 1 if text[closing - 1] in "”\"»’'“" else closing


def _pair(text: str, start: int, end: int, goes_on: bool) -> Iterator[tuple[int, int, bool]]:
    """Yield (opening, after the closing, single) of one paragraph."""
    at = start
    while mark := _MARK.search(text, at, end):
        at = mark.end()
        opening = mark.start()
        if mark[0] == "”" and not _opens(text, opening, start):
            continue
        closing = _closing(text, opening, end)
        if closing is not None:
            yield opening, closing, mark[0] in {"‘", "’", "'"}
            at = closing
        elif (
            mark[0] in {"“", "«", "„", *_STRAIGHT}
            and _opens(text, opening, start)
            and (goes_on or opening == start or text[start:opening].rstrip().endswith((":", ",")))
        ):
            yield opening, end, False
            return


def _closing(text: str, opening: int, end: int) -> int | None:
    """Return the place after the mark that closes the one at ``opening``."""
    mark = next((m for m in _STRAIGHT if text.startswith(m, opening)), text[opening])
    if mark in _PAIRS or mark in _STRAIGHT:
        return _double_closing(text, opening, end, mark)
    if mark in "‘'" and _opens(text, opening, 0):
        return _single_closing(text, opening, end)
    return None


def _double_closing(text: str, opening: int, end: int, mark: str) -> int | None:
    pairs = ("''",) if mark in {"``", "''"} else tuple(_PAIRS.get(mark, mark))
    within = False
    for found in _DOUBLE.finditer(text, opening + len(mark), end):
        if found[0] in pairs:
            return found.end()
        opens = _opens(text, found.start(), opening)
        if opens and within:
            break
        if opens or within:
            within = opens
        elif found[0] in _STRAY.get(mark, "") and not text[found.start() - 1].isspace():
            return found.end()
    own = (text.find(pair, opening + len(mark), end) + len(pair) for pair in pairs)
    return min((place for pair, place in zip(pairs, own, strict=True) if place >= len(pair)), default=None)


def _opens(text: str, at: int, start: int) -> bool:
    before = text[at - 1] if at > start else " "
    return (before.isspace() or before in '([—–-“"') and at + 1 < len(text) and not text[at + 1].isspace()


def _single_closing(text: str, opening: int, end: int) -> int | None:
    """A single mark closes where no letter follows; an apostrophe after s does so only before punctuation."""
    closing = "’" if text[opening] == "‘" else "'"
    fallback = None
    for place in range(opening + 2, end):
        if text[place] != closing or (place + 1 < end and text[place + 1].isalnum()):
            continue
        if text[place - 1] != "s" or place + 1 >= end or text[place + 1] in '.,;:!?)”"':
            return place + 1
        fallback = place + 1 if fallback is None else fallback
    return fallback
