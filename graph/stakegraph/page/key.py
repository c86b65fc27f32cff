"""The legend that a still picture carries below it, so that it can be read away from its page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from stakegraph.page.camps import Grouping
from stakegraph.page.drawing import SHAPES, Drawing, Line
from stakegraph.page.labels import text_width

ROW = 24
WIDTH = 1000.0
SAMPLE = 44
MARK = 16
AIR = 22


@dataclass(frozen=True, slots=True)
class Entry:
    """One sample of the legend and what it means; a line, a shape, or the colour of a camp."""

    x: float
    y: float
    text: str
    line: Line | None = None
    shape: str = ""
    colour: str = ""

    @property
    def width(self) -> float:
        """The room of the sample and its text."""
        return (SAMPLE if self.line else MARK) + 6 + text_width(self.text, 13) + AIR


@dataclass(frozen=True, slots=True)
class Key:
    """The legend of a picture that is coloured by ``group``: entries in rows, drawn ``scale`` times their size."""

    group: str
    entries: tuple[Entry, ...]
    width: float
    height: float
    scale: float


def keys(drawing: Drawing, signs: dict[int, str], across: float) -> list[Key]:
    """Return the legends for a picture that is ``across`` wide, by coalition and, where they are known, by country.

    ``signs`` are the names of the signs.
    """
    scale = max(1.0, across / WIDTH)
    found: list[Key] = []
    for grouping in drawing.groupings:
        if grouping.camps or not found:
            placed, height = _flow(_entries(drawing, grouping, signs), across / scale)
            found.append(Key(grouping.key, tuple(placed), round(across / scale, 1), height, round(scale, 3)))
    return found


def _entries(drawing: Drawing, grouping: Grouping, signs: dict[int, str]) -> list[Entry]:
    drawn = {piece.sign for piece in drawing.pieces}
    kinds = {node["kind"] for node in drawing.container.nodes}
    lines = [Entry(0, 0, signs[sign], line=line) for sign, line in drawing.lines.items() if sign in drawn]
    shapes = [Entry(0, 0, kind.lower(), shape=shape) for kind, shape in SHAPES.items() if kind in kinds]
    camps = [Entry(0, 0, camp.name, colour=camp.colour) for camp in grouping.camps]
    return lines + shapes + camps


def _flow(entries: Iterable[Entry], across: float) -> tuple[list[Entry], float]:
    """Set entries one beside the other, in a new row where the old one is full."""
    found: list[Entry] = []
    x, y = 12.0, ROW / 2
    for one in entries:
        if found and x + one.width - AIR > across - 12:
            x, y = 12.0, y + ROW
        found.append(Entry(round(x, 1), y, one.text, one.line, one.shape, one.colour))
        x += one.width
    return found, y + ROW
