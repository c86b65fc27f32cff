"""Where every node of a map stands: friends near, coalitions apart, no label on another.

Computed here and not in the browser, so that a page is drawn at once and is the same at every run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
import numpy.typing as npt

from stakegraph.page.apart import GAP, apart
from stakegraph.page.faults import Pairs, faults
from stakegraph.page.labels import Box
from stakegraph.page.mesh import forced
from stakegraph.page.packing import ASPECT, Cells, covered, pack
from stakegraph.page.stress import stressed

Array = npt.NDArray[np.float64]

AIR = 10.0
CELL = 12.0
EVEN = 0.5
FEW = 6
FLAT = 0.5
ROOM = 1.8
SMALL = 80
STARTS = 8
HEIGHTS = (1.0, -1.0, 0.3, -0.3)


def positions(
    nodes: Sequence[str],
    pulls: Mapping[tuple[str, str], float],
    camps: Mapping[str, int],
    boxes: Mapping[str, Box],
    *,
    seed: int = 7,
) -> dict[str, tuple[int, int]]:
    """Place ``nodes``: ``pulls`` draw pairs together, members of a camp (0, 1, ...) gather, camps stand apart.

    Each part that hangs together is laid out by itself, a small one so that distances are those along the ties, a large
    one by forces; boxes that overlap are pushed apart; then the parts are packed. No two boxes overlap in the answer.
    """
    index = {node: at for at, node in enumerate(nodes)}
    sides = np.array([(box.width / 2, box.up, box.down) for box in map(boxes.__getitem__, nodes)]).reshape(-1, 3)
    camp = [camps.get(node) for node in nodes]
    place = np.zeros((len(nodes), 2))
    parts = _parts(index, pulls)
    for part, ties, pull in parts:
        place[part] = _lay(ties, pull, [camp[at] for at in part], sides[part], seed)
    if len(parts) > 1:
        _pack(place, sides, parts)
    return {node: (x, y) for node, (x, y) in zip(nodes, place.round().astype(int).tolist(), strict=True)}


def _pack(place: Array, sides: Array, parts: Sequence[tuple[Pairs, Pairs, Array]]) -> None:
    # The larger the map, the coarser the grid on which its parts are packed: that costs room, but saves minutes.
    cell = max(CELL, float(np.sqrt((2 * sides[:, 0] * sides[:, 1:].sum(axis=1)).sum())) / 100)
    moves = pack([_cells(place[part], sides[part], ties, cell) for part, ties, _ in parts], cell)
    for (part, _, _), move in zip(parts, moves, strict=True):
        place[part] += move


def _parts(index: Mapping[str, int], pulls: Mapping[tuple[str, str], float]) -> list[tuple[Pairs, Pairs, Array]]:
    """Return the sets of nodes that are joined, in order: the nodes, their ties as pairs in the part, and the pulls."""
    graph = nx.Graph()
    graph.add_nodes_from(range(len(index)))
    graph.add_weighted_edges_from((index[one], index[other], pull) for (one, other), pull in pulls.items())
    found = []
    for members in nx.connected_components(graph):
        part = sorted(members)
        place = {node: at for at, node in enumerate(part)}
        ties = sorted(
            (min(place[one], place[other]), max(place[one], place[other]), pull)
            for one, other, pull in graph.edges(part, data="weight")
        )
        pairs = np.array([tie[:2] for tie in ties], dtype=np.intp).reshape(-1, 2)
        found.append((np.array(part, dtype=np.intp), pairs, np.array([tie[2] for tie in ties])))
    return found


def _lay(ties: Pairs, pull: Array, camps: Sequence[int | None], sides: Array, seed: int) -> Array:
    """Place the nodes of one part around the middle: of some layouts, the one that is easiest to read."""
    if len(camps) == 1:
        return np.zeros((1, 2))
    numbers = sorted({camp for camp in camps if camp is not None})
    member = [None if camp is None else numbers.index(camp) for camp in camps]
    places = _layouts(ties, pull, member, len(numbers), seed)
    tried = apart(_stretch(places, sides), sides, ties)
    best = 0
    if len(tried) > 1:
        # What needs a larger frame is shown smaller.
        frame = (np.ptp(tried, axis=1) / (ASPECT, 1)).max(axis=1)
        best = int(np.argmin((1 + faults(tried, sides, ties)) * frame))
    placed: Array = tried[best]
    return placed


def _layouts(ties: Pairs, pull: Array, camps: Sequence[int | None], count: int, seed: int) -> Array:
    """Return layouts of a part (layouts, nodes, 2): one of a large part, of a small one several and turned ones."""
    size = len(camps)
    if size == 2:
        return np.array([[[0.0, 0.0], [1.0, 0.0]]])
    if size > SMALL:
        homes = np.array([_home(camp, count) for camp in camps])
        gravity = np.where([camp is not None for camp in camps], 1.6, 0.5)
        return _level(forced(homes, ties, pull, gravity, seed=seed)[None], camps, count)
    matrix = np.zeros((size, size))
    matrix[ties[:, 0], ties[:, 1]] = matrix[ties[:, 1], ties[:, 0]] = pull
    found = _level(stressed(matrix, camps, starts=STARTS, seed=seed), camps, count)
    return np.concatenate([found * (1, height) for height in HEIGHTS])


def _level(places: Array, camps: Sequence[int | None], count: int) -> Array:
    """Turn each layout: two camps stand left and right; without them it is longest from left to right.

    A tie that runs level crosses no label.
    """
    if count == 2:
        sides = [places[:, [at for at, camp in enumerate(camps) if camp == side]].mean(axis=1) for side in (0, 1)]
        along = sides[1] - sides[0]
        angle = np.arctan2(along[:, 1], along[:, 0])
    else:
        x, y = np.moveaxis(places - places.mean(axis=1, keepdims=True), -1, 0)
        angle = np.arctan2(2 * (x * y).sum(axis=1), (x * x - y * y).sum(axis=1)) / 2
    cos, sin = np.cos(angle), np.sin(angle)
    turned: Array = places @ np.moveaxis(np.array([[cos, -sin], [sin, cos]]), -1, 0)
    return turned


def _home(camp: int | None, count: int) -> tuple[float, float]:
    """Return the anchor of a camp: two stand left and right, more on a ring; who has no camp stands in the middle."""
    if camp is None or count < 2:
        return 0.0, 0.0
    angle = np.pi + 2 * np.pi * camp / count
    return float(np.cos(angle)), float(np.sin(angle))


def _stretch(places: Array, sides: Array) -> Array:
    """Scale to a landscape format that leaves ``ROOM`` times the room that the boxes need; few nodes keep in shape."""
    size = len(sides)
    room = min(ROOM, 0.9 + 0.1 * size)
    area = room * ((2 * sides[:, 0] + GAP) * (sides[:, 1] + sides[:, 2] + GAP)).sum()
    height = np.sqrt(area / ASPECT)
    ranks = places.argsort(axis=1, kind="stable").argsort(axis=1, kind="stable") / max(size - 1, 1) - 0.5
    low, high = places.min(axis=1, keepdims=True), places.max(axis=1, keepdims=True)
    spread: Array = np.maximum(high - low, np.maximum(FLAT * (high - low).max(axis=2, keepdims=True), 1e-3))
    # Half by distance, half by rank: a few actors far out would else press all others together.
    even = EVEN if size > FEW else 0.0
    scaled: Array = (even * ranks + (1 - even) * (places - (low + high) / 2) / spread) * (height * ASPECT, height)
    return scaled


def _cells(place: Array, sides: Array, ties: Pairs, cell: float) -> Cells:
    """Return what a part covers: its boxes with some air around them, and its ties."""
    half, up, down = sides.T + AIR
    around = np.stack([place[:, 0] - half, place[:, 1] - up, place[:, 0] + half, place[:, 1] + down], axis=1)
    return covered(around, [(place[one], place[other]) for one, other in ties.tolist()], cell)
