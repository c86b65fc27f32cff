"""Pairs quotation marks over the paragraphs of an article, before any sentence is looked at.

Curly marks are paired by their shape, straight ones in turn. A paragraph that opens a quotation without closing it
goes on where the next paragraph opens one again (the custom of newspapers); any other open mark is left alone.
Only the outermost quotation is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stakegraph.syntax import Parse

_PAIRS = {"“": "”", "«": "»", "„": "“”"}
_MARK = re.compile("[“”«»„\"‘’']")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: ``start`` and ``end`` are characters with the marks, ``first`` and ``last`` tokens likewise.

    ``inner`` are the characters without the marks. ``single`` says that it stands in single marks, which titles and
    scare quotes use as well.
    """

    start: int
    end: int
    first: int
    last: int
    inner: tuple[int, int]
    single: bool = False

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
        goes_on = follow is not None and parse.text[follow] in "“\"«„"
        first, last = parse.paragraphs[number]
        for opening, closing, single in _pair(parse.text, start, end, goes_on):
            inner = (opening + 1, closing - 1 if parse.text[closing - 1] in "”\"»’'“" else closing)
            inside = [i for i in range(first, last) if opening <= parse.tokens[i].start < closing]
            if inside and inner[0] < inner[1]:
                found.append(Quotation(opening, closing, inside[0], inside[-1], inner, single))
    return found


def _pair(text: str, start: int, end: int, goes_on: bool) -> Iterator[tuple[int, int, bool]]:
    """Yield (opening, after the closing, single) of one paragraph."""
    at = start
    while mark := _MARK.search(text, at, end):
        at = mark.end()
        opening = mark.start()
        closing = _closing(text, opening, end)
        if closing is not None:
            yield opening, closing + 1, mark[0] in "‘'"
            at = closing + 1
        elif goes_on and mark[0] in "“\"«„" and _opens(text, opening, start):
            yield opening, end, False
            return


def _closing(text: str, opening: int, end: int) -> int | None:
    mark = text[opening]
    if mark in _PAIRS:
        places = [p for p in (text.find(c, opening + 1, end) for c in _PAIRS[mark]) if p >= 0]
        return min(places, default=None)
    if mark == '"':
        return None if (place := text.find('"', opening + 1, end)) < 0 else place
    if mark in "‘'" and _opens(text, opening, 0):
        return _single_closing(text, opening, end)
    return None


def _opens(text: str, at: int, start: int) -> bool:
    before = text[at - 1] if at > start else " "
    return (before.isspace() or before in "([—–-“\"") and at + 1 < len(text) and not text[at + 1].isspace()


def _single_closing(text: str, opening: int, end: int) -> int | None:
    """A single mark closes where no letter follows; an apostrophe after s does so only before punctuation."""
    closing = "’" if text[opening] == "‘" else "'"
    fallback = None
    for place in range(opening + 2, end):
        if text[place] != closing or (place + 1 < end and text[place + 1].isalnum()):
            continue
        if text[place - 1] != "s" or place + 1 >= end or text[place + 1] in ".,;:!?)”\"":
            return place
        fallback = place if fallback is None else fallback
    return fallback
