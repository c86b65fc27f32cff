"""Where nodes stand in a map of two modes: issues in the middle, camps that are at odds over them left and right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
import numpy.typing as npt

from stakegraph.page.labels import Box

Array = npt.NDArray[np.float64]

ASPECT = 1.0
GAP = 16.0
REACH = 150.0
SLOPE = 0.35
ROUNDS = 60
SWEEPS = 8
APART = 60.0
PANELS = 6
SCREEN = 1.4
COLUMNS = (-1, 0, 1)


def sides(stances: Mapping[tuple[str, str], float]) -> dict[str, int]:
    """Return the side of each actor: -1 is left, 1 is right; ``stances`` has the weight of each actor and issue.

    The side is the sign in the first left singular vector of the matrix of stances, for each part that hangs together:
    of all divisions in two, about the one with the most agreement within. It is turned so that those who are for more
    of the issues stand left. Found by power iteration (von Mises and Pollaczek-Geiringer 1929).

    >>> sides({("ann", "dam"): 1.0, ("bob", "dam"): -1.0, ("bob", "tax"): 2.0, ("cem", "tax"): -1.0})
    {'ann': 1, 'bob': -1, 'cem': 1}
    """
    found: dict[str, int] = {}
    for part in _parts(stances):
        actors, issues = (sorted({tie[end] for tie in part}) for end in (0, 1))
        matrix = np.zeros((len(actors), len(issues)))
        for actor, issue in part:
            matrix[actors.index(actor), issues.index(issue)] = stances[actor, issue]
        found |= {actor: -1 if pole >= 0 else 1 for actor, pole in zip(actors, _poles(matrix), strict=True)}
    return dict(sorted(found.items()))


def _parts(stances: Mapping[tuple[str, str], float]) -> list[list[tuple[str, str]]]:
    """Return the ties of each part that hangs together, the part with most ties first."""
    graph = nx.Graph([(("actor", actor), ("issue", issue)) for actor, issue in stances])
    number = {node: at for at, part in enumerate(nx.connected_components(graph)) for node in part}
    parts: dict[int, list[tuple[str, str]]] = {}
    for tie in sorted(stances):
        parts.setdefault(number["actor", tie[0]], []).append(tie)
    return sorted(parts.values(), key=lambda part: (-len(part), part))


def _poles(matrix: Array) -> Array:
    # Starting from all issues alike, but not quite: an issue that half are for and half against must not end at 0.
    issues: Array = 1 - 0.01 * np.arange(matrix.shape[1]) / matrix.shape[1]
    for _ in range(ROUNDS):
        poles: Array = matrix @ issues
        issues = matrix.T @ poles
        issues /= np.abs(issues).max() or 1.0
    return np.where(np.abs(poles) < 1e-9, 0.0, poles) * (1 if issues.sum() >= -1e-9 else -1)


def columns(
    nodes: Sequence[str], stances: Mapping[tuple[str, str], float], boxes: Mapping[str, Box]
) -> dict[str, tuple[int, int]]:
    """Place actors and issues in three columns, so that few ties cross; a long column is broken into several.

    Parts that nothing joins stand below each other, or in panels of three columns side by side where that lets all be
    larger. ``stances`` may have more than ``nodes``: what is not drawn still counts for the sides. No two boxes
    overlap.
    """
    side = sides(stances)
    drawn = set(nodes)
    blocks = [_block(part, side) for part in _parts({tie: 1.0 for tie in stances if drawn.issuperset(tie)})]
    tried = [_arranged(blocks, count, boxes) for count in range(1, min(PANELS, len(blocks)) + 1)]
    best = min(tried, key=lambda panel: max(panel.width / SCREEN, panel.height), default=_Panel({}, 0, 0))
    return {node: (round(x), round(y)) for node, (x, y) in best.places.items()}


_Block = Mapping[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Panel:
    """Nodes in three columns, from a left upper corner at 0, 0."""

    places: dict[str, tuple[float, float]]
    width: float
    height: float


def _arranged(blocks: Sequence[_Block], count: int, boxes: Mapping[str, Box]) -> _Panel:
    """Distribute the blocks over ``count`` panels, each into the one that is shortest so far."""
    depth = _depths(blocks if count == 1 else blocks[:1], boxes)
    groups: list[list[_Block]] = [[] for _ in range(count)]
    heights = [0.0] * count
    for block in blocks:
        at = heights.index(min(heights))
        groups[at].append(block)
        heights[at] += max(_stack(block[number], depth[number], boxes).height for number in COLUMNS)
    places: dict[str, tuple[float, float]] = {}
    width = 0.0
    for panel in (_panel(group, depth, boxes) for group in groups):
        places |= {node: (width + x, y) for node, (x, y) in panel.places.items()}
        width += panel.width + APART
    return _Panel(places, width - APART, max(heights))


def _panel(blocks: Sequence[_Block], depth: Mapping[int, int], boxes: Mapping[str, Box]) -> _Panel:
    members = {number: [node for block in blocks for node in block[number]] for number in COLUMNS}
    step = {number: max((boxes[node].width for node in found), default=0.0) + GAP for number, found in members.items()}
    stacked = [{number: _stack(block[number], depth[number], boxes) for number in COLUMNS} for block in blocks]
    heights = [max(stack.height for stack in stacks.values()) for stacks in stacked]
    # Ties stay within their block: the taller it is, the farther its columns stand apart.
    reach = REACH + SLOPE * max(heights)
    wide = {number: depth[number] * step[number] + (reach if number else 0.0) if members[number] else 0.0
            for number in COLUMNS}  # fmt: skip
    places: dict[str, tuple[float, float]] = {}
    top = 0.0
    for stacks, height in zip(stacked, heights, strict=True):
        for number, stack in stacks.items():
            for node, (at, down) in stack.places.items():
                out = (at + 0.5) * step[number]
                x = {-1: wide[-1] - reach - out, 0: wide[-1] + out, 1: wide[-1] + wide[0] + reach + out}[number]
                places[node] = x, top + down * height / stack.height
        top += height
    return _Panel(places, sum(wide.values()), top)


@dataclass(frozen=True, slots=True)
class _Stack:
    """Nodes below each other in one or more steps of a column: for each its step, and how far down it stands."""

    places: dict[str, tuple[int, float]]
    height: float


def _stack(members: Sequence[str], depth: int, boxes: Mapping[str, Box]) -> _Stack:
    ends = [0.0] * depth
    places: dict[str, tuple[int, float]] = {}
    for node in members:
        step = ends.index(min(ends))
        places[node] = step, ends[step] + GAP / 2 + boxes[node].up
        ends[step] += _room(boxes[node])
    return _Stack(places, max(*ends, 1.0))


def _room(box: Box) -> float:
    return box.up + box.down + GAP


def _block(part: Sequence[tuple[str, str]], side: Mapping[str, int]) -> dict[int, list[str]]:
    """Return the columns of one part from top to bottom, each by where its neighbours stand (barycentre method).

    (Sugiyama, Tagawa and Toda 1981.)
    """
    near: dict[str, list[str]] = defaultdict(list)
    for actor, issue in part:
        near[actor].append(issue)
        near[issue].append(actor)
    issues = sorted({issue for _, issue in part}, key=lambda issue: (-len(near[issue]), issue))
    block = {0: issues}
    for _ in range(SWEEPS):
        level = _levels(block[0])
        for number in (-1, 1):
            actors = {actor for actor, _ in part if side[actor] == number}
            block[number] = _by_barycentre(actors, near, level)
        level = _levels(block[-1]) | _levels(block[1])
        block[0] = _by_barycentre(issues, near, level)
    return block


def _levels(column: Sequence[str]) -> dict[str, float]:
    return {node: (at + 0.5) / len(column) for at, node in enumerate(column)}


def _by_barycentre(nodes: Iterable[str], near: Mapping[str, list[str]], level: Mapping[str, float]) -> list[str]:
    return sorted(nodes, key=lambda node: (sum(level[other] for other in near[node]) / len(near[node]), node))


def _depths(blocks: Sequence[_Block], boxes: Mapping[str, Box]) -> dict[int, int]:
    """Return into how many steps each column is broken, so that the whole is no taller than a screen is."""
    members = {number: [boxes[node] for block in blocks for node in block[number]] for number in COLUMNS}
    length = {number: sum(map(_room, found)) for number, found in members.items()}
    width = {number: max((box.width for box in found), default=0.0) + GAP for number, found in members.items()}
    depth = dict.fromkeys(COLUMNS, 1)
    while True:
        tallest = max(COLUMNS, key=lambda number: length[number] / depth[number])
        height = length[tallest] / depth[tallest]
        across = 2 * REACH + 2 * SLOPE * height + sum(width[number] * depth[number] for number in COLUMNS)
        if height * ASPECT <= across:
            return depth
        depth[tallest] += 1
