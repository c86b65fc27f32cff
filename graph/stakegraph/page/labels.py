"""How much room a label takes: its lines, their width, and the box that a node and its label cover."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

FONT = 14


@dataclass(frozen=True, slots=True)
class Box:
    """What a node and its label cover: ``width``, and the heights ``up`` and ``down`` from the node's centre."""

    width: float
    up: float
    down: float


def wrap(text: str, *, width: int = 17, lines: int = 3) -> list[str]:
    """Break a label into at most ``lines`` lines of ``width`` characters; what is left out shows as an ellipsis.

    >>> wrap("European Commission of the European Union")
    ['European', 'Commission of the', 'European Union']
    >>> wrap("x" * 10_000, width=4, lines=2)
    ['xxxx', 'xxx…']
    """
    found: list[str] = []
    for word in text[: 4 * width * lines].split():
        pieces = [word[at : at + width] for at in range(0, len(word), width)]
        if found and len(found[-1]) + 1 + len(pieces[0]) <= width:
            pieces[0] = f"{found.pop()} {pieces[0]}"
        found += pieces
    if len(found) > lines or len(text) > 4 * width * lines:
        found = found[:lines]
        found[-1] = found[-1][: width - 1] + "…"
    return found


def text_width(text: str, font: int = FONT) -> float:
    """Estimate the width of a line in pixels, rather too wide than too narrow."""
    return font * sum(map(_share, text))


@cache
def _share(char: str) -> float:
    """Return how wide a letter is for its height, in Arial or what has its measures."""
    if unicodedata.east_asian_width(char) in "WF":
        return 1.1
    if char in "MWmw@%&—…":
        return 0.95
    if char in "fijlrtI.,:;'’|!()- ":
        return 0.36
    return 0.74 if char.isupper() else 0.57
