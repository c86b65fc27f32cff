"""Where every node of a map stands: friends near, coalitions apart, no label on another.

Computed here and not in the browser, so that a page is drawn at once and is the same at every run.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
import numpy.typing as npt

from stakegraph.page.faults import faults
from stakegraph.page.packing import ASPECT, Cells, covered, pack

Array = npt.NDArray[np.float64]

FONT = 14
GAP = 14.0
LENGTH = 40.0
AIR = 10.0
CELL = 12.0
EVEN = 0.5
FEW = 6
FLAT = 0.5
ROOM = 1.8
TRIES = 400
HEIGHTS = (1.0, -1.0, 0.3, -0.3)
NEAR = 40.0
TOUCH = -0.5


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


def _share(char: str) -> float:
    """Return how wide a letter is for its height, in Arial or what has its measures."""
    if unicodedata.east_asian_width(char) in "WF":
        return 1.1
    if char in "MWmw@%&—…":
        return 0.95
    if char in "fijlrtI.,:;'’|!()- ":
        return 0.36
    return 0.74 if char.isupper() else 0.57


def positions(
    nodes: Sequence[str],
    pulls: Mapping[tuple[str, str], float],
    camps: Mapping[str, int],
    boxes: Mapping[str, Box],
    *,
    seed: int = 7,
) -> dict[str, tuple[int, int]]:
    """Place ``nodes``: ``pulls`` draw pairs together, members of a camp (0, 1, ...) gather around its own place.

    Each part that hangs together gets a force-directed layout (Fruchterman and Reingold 1991) with an anchor a camp, in
    which boxes that overlap are pushed apart; then the parts are packed. No two boxes overlap in the answer.
    """
    parts = _parts(nodes, pulls)
    laid = [_lay(part, pulls, camps, boxes, seed) for part in parts]
    # The larger the map, the coarser the grid on which its parts are packed: that costs room, but saves minutes.
    cell = max(CELL, np.sqrt(sum(box.width * (box.up + box.down) for box in boxes.values())) / 100)
    moves = pack([_cells(part, place, pulls, boxes, cell) for part, place in zip(parts, laid, strict=True)], cell)
    return {
        node: (round(float(x + right)), round(float(y + down)))
        for part, place, (right, down) in zip(parts, laid, moves, strict=True)
        for node, (x, y) in zip(part, place, strict=True)
    }


def _parts(nodes: Sequence[str], pulls: Mapping[tuple[str, str], float]) -> list[list[str]]:
    """Return the sets of nodes that are joined, each in the order of ``nodes``."""
    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(pulls)
    order = {node: at for at, node in enumerate(nodes)}
    return [sorted(part, key=order.__getitem__) for part in nx.connected_components(graph)]


def _lay(
    nodes: Sequence[str],
    pulls: Mapping[tuple[str, str], float],
    camps: Mapping[str, int],
    boxes: Mapping[str, Box],
    seed: int,
) -> Array:
    """Place the nodes of one part around the middle: of some layouts, the one that is easiest to read."""
    pull = _matrix(nodes, pulls)
    ties = np.argwhere(np.triu(pull, 1))
    found = [boxes[node] for node in nodes]
    sides = np.array([(box.width / 2, box.up, box.down) for box in found])
    best, least = np.zeros((len(nodes), 2)), np.inf
    for place in _layouts([camps.get(node) for node in nodes], pull, seed):
        tried = _apart(_stretch(place, found), found, pull)
        bad = faults(tried, sides, ties) if len(nodes) <= TRIES else 0
        # What needs a larger frame is shown smaller.
        worth = (1 + bad) * (np.ptp(tried, axis=0) / (ASPECT, 1)).max()
        if worth < least:
            best, least = tried, worth
        if bad == 0:
            break
    return best


def _matrix(nodes: Sequence[str], pulls: Mapping[tuple[str, str], float]) -> Array:
    index = {node: at for at, node in enumerate(nodes)}
    pull = np.zeros((len(nodes), len(nodes)))
    for (one, other), weight in pulls.items():
        if one in index:
            pull[index[one], index[other]] = pull[index[other], index[one]] = weight
    return pull


def _layouts(camps: Sequence[int | None], pull: Array, seed: int) -> Iterator[Array]:
    """Yield layouts from different starts, fewer for more nodes, and each upside down and flat as well."""
    numbers = sorted({camp for camp in camps if camp is not None})
    homes = np.array([_home(None if camp is None else numbers.index(camp), len(numbers)) for camp in camps])
    member = np.array([camp is not None for camp in camps])
    for start in range(int(np.clip(TRIES / len(camps), 1, 12))):
        place = _forces(homes, pull, member, np.random.default_rng(seed + start))
        if len(numbers) < 2:
            place = _level(place)
        for height in HEIGHTS if len(camps) <= TRIES else (1.0,):
            yield place * (1, height)


def _cells(
    nodes: Sequence[str],
    place: Array,
    pulls: Mapping[tuple[str, str], float],
    boxes: Mapping[str, Box],
    cell: float,
) -> Cells:
    """Return what a part covers: its boxes with some air around them, and its ties."""
    at = dict(zip(nodes, place, strict=True))
    sides = np.array([_around(boxes[node]) for node in nodes])
    return covered(np.tile(place, 2) + sides, [(at[one], at[other]) for one, other in pulls if one in at], cell)


def _around(box: Box) -> tuple[float, float, float, float]:
    return -box.width / 2 - AIR, -box.up - AIR, box.width / 2 + AIR, box.down + AIR


def _level(place: Array) -> Array:
    """Turn a part so that it is longest from left to right: a tie that runs level crosses no label."""
    x, y = (place - place.mean(axis=0)).T
    angle = np.arctan2(2 * (x * y).sum(), (x * x - y * y).sum()) / 2
    cos, sin = np.cos(angle), np.sin(angle)
    turned: Array = place @ np.array([[cos, -sin], [sin, cos]])
    return turned


def _home(camp: int | None, count: int) -> tuple[float, float]:
    """Return the anchor of a camp: two stand left and right, more on a ring; who has no camp stands in the middle."""
    if camp is None or count < 2:
        return 0.0, 0.0
    angle = np.pi + 2 * np.pi * camp / count
    return float(np.cos(angle)), float(np.sin(angle))


def _forces(homes: Array, pull: Array, member: npt.NDArray[np.bool_], random: np.random.Generator) -> Array:
    size = len(homes)
    ideal = 1.8 / np.sqrt(size)
    gravity = np.where(member, 1.6, 0.5)[:, None]
    place: Array = homes + random.normal(scale=0.15, size=homes.shape)
    rounds = int(np.clip(3e7 / size**2, 40, min(300, 40 * size)))
    for turn in range(rounds):
        dx, dy = (place[:, None, axis] - place[None, :, axis] for axis in (0, 1))
        distance = np.maximum(np.sqrt(dx * dx + dy * dy), 0.01)
        push = (ideal / distance) ** 2 - pull * distance / ideal
        move = np.stack([(push * dx).sum(axis=1), (push * dy).sum(axis=1)], axis=1) - gravity * (place - homes)
        length = np.maximum(np.sqrt((move**2).sum(axis=1, keepdims=True)), 1e-9)
        heat = 0.12 * (1 - turn / rounds) + 0.002
        place = place + move / length * np.minimum(length * 0.1, heat)
    return place


def _stretch(place: Array, boxes: Sequence[Box]) -> Array:
    """Scale to a landscape format that leaves ``ROOM`` times the room that the boxes need; few nodes keep in shape."""
    room = min(ROOM, 0.9 + 0.1 * len(boxes))
    area = room * sum((box.width + GAP) * (box.up + box.down + GAP) for box in boxes)
    height = np.sqrt(area / ASPECT)
    ranks = place.argsort(axis=0).argsort(axis=0) / max(len(place) - 1, 1) - 0.5
    low, high = place.min(axis=0), place.max(axis=0)
    spread: Array = np.maximum(high - low, max(FLAT * (high - low).max(), 1e-3))
    # Half by distance, half by rank: a few actors far out would else press all others together.
    even = EVEN if len(place) > FEW else 0.0
    stretched: Array = (even * ranks + (1 - even) * (place - (low + high) / 2) / spread) * (height * ASPECT, height)
    return stretched


def _apart(place: Array, boxes: Sequence[Box], pull: Array) -> Array:
    """Push boxes apart, each pair along the shorter way, until none overlap and every tie has a length to be seen."""
    half = np.array([(box.width / 2, (box.up + box.down) / 2) for box in boxes]) + GAP / 2
    shift = np.array([(0.0, (box.down - box.up) / 2) for box in boxes])
    centre: Array = place + shift
    seen = np.where(pull > 0, LENGTH, 0.0)
    for _ in range(200):
        # Only boxes that are near can meet in the next few turns; looking at all pairs in each would be slow.
        delta = np.abs(centre[:, None, :] - centre[None, :, :]) - half[:, None, :] - half[None, :, :] - seen[:, :, None]
        one, other = np.nonzero(np.triu(delta.max(axis=2) < NEAR, k=1))
        if not (delta[one, other].max(axis=1, initial=-np.inf) < TOUCH).any():
            break
        for _ in range(20):
            centre = centre + _pushes(centre, half[one] + half[other] + seen[one, other, None], one, other)
        centre = centre * 1.02
    placed: Array = centre - shift
    return placed


def _pushes(centre: Array, room: Array, one: npt.NDArray[np.intp], other: npt.NDArray[np.intp]) -> Array:
    delta = centre[one] - centre[other]
    over = room - np.abs(delta)
    hit = over.min(axis=1) > 0
    sideways = over[:, 0] <= over[:, 1]
    along = np.stack([sideways, ~sideways], axis=1) & hit[:, None]
    # A pair that stands on one point has no direction to part in; the order of the nodes gives it one.
    push = np.where(along, 0.3 * over * np.where(delta == 0, -1.0, np.sign(delta)), 0.0)
    moves = np.zeros_like(centre)
    np.add.at(moves, one, push)
    np.add.at(moves, other, -push)
    return moves
