"""The picture of a timeline: a lane for each actor, a column for each day or stretch of text, marks where they meet."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stakegraph.page.document import short
from stakegraph.page.labels import text_width

if TYPE_CHECKING:
    from stakegraph.page.timeline import Item

LANES = 15
"""How many actors have a lane; all are in the table."""

COLUMNS = 60
"""The most columns that are drawn: of more days months are made, of more months years."""

NOBODY = "nobody named"
UNDATED = "no date: in the order of the text"
HEIGHT = 26
STEP = 17
HEAD = 24
FONT = 13


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark: items of one kind of one actor in one column; ``acted`` unless others do or say it to the actor."""

    x: float
    y: float
    kind: str
    acted: bool
    count: int
    href: str
    note: str


@dataclass(frozen=True, slots=True)
class Lane:
    """The marks of one actor."""

    name: str
    shown: str
    y: float
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """What the template draws: lanes from top to bottom, and headings of columns, each with its left edge."""

    width: int
    height: int
    left: int
    lanes: tuple[Lane, ...]
    columns: tuple[tuple[float, str], ...]
    more: int


def lanes(items: Sequence[Item]) -> Picture:
    """Lay out the picture of ``items``, which are in the order of the timeline."""
    count = Counter(name for item in items for name in item.actors or (NOBODY,))
    everybody = sorted(count, key=lambda name: (name == NOBODY, -count[name], name))
    names = everybody[:LANES]
    column = _columns(items)
    cells: dict[tuple[str, str], dict[tuple[str, bool], list[Item]]] = defaultdict(lambda: defaultdict(list))
    for item in items:
        for name in item.actors or (NOBODY,):
            cells[name, column[item.fragment]][item.kind, name in item.who or name == NOBODY].append(item)
    left = max((math.ceil(text_width(short(name, 26), FONT)) for name in names), default=0) + 16
    edges, width = _edges(column, cells, names, left)
    drawn = tuple(
        _lane(name, HEAD + (at + 0.5) * HEIGHT, {key: cells[name, key] for key in edges if (name, key) in cells}, edges)
        for at, name in enumerate(names)
    )
    headed = tuple((x, key) for key, x in edges.items() if not key.startswith(" "))
    undated = next((x for key, x in edges.items() if key.startswith(" ")), None)
    if headed and undated is not None:
        headed = (*headed, (undated, UNDATED))
    return Picture(width, HEAD + len(names) * HEIGHT + 8, left, drawn, headed, len(everybody) - len(names))


def _columns(items: Sequence[Item]) -> dict[str, str]:
    """Return the column of each item: its day, month or year; of what has no date, a stretch of the text."""
    days = {item.day for item in items if item.day}
    length = next((length for length in (10, 7) if len({day[:length] for day in days}) <= COLUMNS), 4)
    undated = [item for item in items if not item.day]
    share = max(1, math.ceil(len(undated) / COLUMNS))
    found = {item.fragment: item.day[:length] for item in items if item.day}
    # A name that begins with a blank is no heading: these columns stand for a place in the text alone.
    return found | {item.fragment: f" {at // share}" for at, item in enumerate(undated)}


def _edges(
    column: Mapping[str, str],
    cells: Mapping[tuple[str, str], Mapping[tuple[str, bool], list[Item]]],
    names: Sequence[str],
    left: int,
) -> tuple[dict[str, float], int]:
    """Return where each column begins, wide enough for its marks and its heading, and where the last one ends."""
    edges: dict[str, float] = {}
    at = float(left)
    for key in dict.fromkeys(column.values()):
        edges[key] = at
        marks = max((len(cells.get((name, key), ())) for name in names), default=0)
        at += max(STEP * marks, 0 if key.startswith(" ") else text_width(key, FONT) + 18, STEP)
    return edges, math.ceil(at) + 8


def _lane(
    name: str, y: float, cells: Mapping[str, Mapping[tuple[str, bool], list[Item]]], edges: Mapping[str, float]
) -> Lane:
    spots = [
        Spot(
            x=round(edges[key] + (at + 0.5) * STEP, 1),
            y=y,
            kind=kind,
            acted=acted,
            count=len(members),
            href=f"#{members[0].fragment}",
            note=members[0].text if len(members) == 1 else f"{name}: {len(members)}, the first: {members[0].text}",
        )
        for key, cell in cells.items()
        for at, ((kind, acted), members) in enumerate(sorted(cell.items()))
    ]
    return Lane(name, short(name, 26), y, tuple(spots))
