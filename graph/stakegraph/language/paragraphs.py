"""Cuts a body into paragraphs, so that no sentence runs from one into the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_BREAK = re.compile(r"\r\n?|[\n\u2028\u2029]")
_TERMINAL = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_NARROW, _WIDE = 50, 90
_LONGEST = 500
_ENDLESS = re.compile(rf"\S{{{_LONGEST},}}")
_Span = tuple[int, int]


def paragraphs(text: str, start: int, end: int) -> list[_Span]:
    r"""Return the spans of the paragraphs of ``text[start:end]``, without the white space round them.

    A line is a paragraph, except where the text is hard-wrapped: there only a blank line ends one.

    >>> paragraphs("A heading\nA sentence.\n\n  Another. ", 0, 36)
    [(0, 9), (10, 21), (25, 33)]
    """
    blocks = list(_blocks(text, start, end))
    whole = _wrapped(text, blocks)
    spans = [(block[0][0], block[-1][1]) for block in blocks] if whole else [line for block in blocks for line in block]
    return [piece for span in spans for piece in _pieces(text, *span)]


def _pieces(text: str, start: int, end: int) -> Iterator[_Span]:
    """Cut a span inside what no word is as long as: a tokenizer's time grows with the square of such a run."""
    for run in _ENDLESS.finditer(text, start, end):
        for cut in range(run.start() + _LONGEST, run.end(), _LONGEST):
            yield start, cut
            start = cut
    yield start, end


def _blocks(text: str, start: int, end: int) -> Iterator[list[_Span]]:
    block: list[_Span] = []
    last = start
    for match in _LINE.finditer(text, start, end):
        raw = match.group()
        if not raw.strip():
            continue
        if block and len(_BREAK.findall(text, last, match.start())) > 1:
            yield block
            block = []
        first = match.start() + len(raw) - len(raw.lstrip())
        last = match.start() + len(raw.rstrip())
        block.append((first, last))
    if block:
        yield block


def _wrapped(text: str, blocks: list[list[_Span]]) -> bool:
    """Say whether lines end because they were full: the next line's first word would have made them too long."""
    inner = [(a, b) for block in blocks for a, b in pairwise(block)]
    if len(inner) < 2:
        return False
    lengths = sorted(end - start for (start, end), _ in inner)
    width = lengths[-1]
    if lengths[len(lengths) // 2] < _NARROW or width > _WIDE:
        return False
    full = sum(a[1] - a[0] + 1 + len(text[b[0] : b[1]].split()[0]) >= width for a, b in inner)
    broken = sum(not _TERMINAL.search(text, *a) for a, _ in inner)
    return full >= 0.8 * len(inner) and broken >= 0.5 * len(inner)
