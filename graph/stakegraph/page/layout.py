"""Where every node of a map stands: friends near, coalitions apart, no label on another.

Computed here and not in the browser, so that a page is drawn at once and is the same at every run.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

FONT = 14
ASPECT = 1.45
GAP = 14.0
EVEN = 0.5
ROOM = 2.4
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
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return font * (0.56 * (len(text) - wide) + 1.1 * wide)


def positions(
    nodes: Sequence[str],
    pulls: Mapping[tuple[str, str], float],
    camps: Mapping[str, int],
    boxes: Mapping[str, Box],
    *,
    seed: int = 7,
) -> dict[str, tuple[int, int]]:
    """Place ``nodes``: ``pulls`` draw pairs together, members of a camp (0, 1, ...) gather around its own place.

    A force-directed layout (Fruchterman and Reingold 1991) with an anchor a camp, then boxes that overlap are pushed
    apart. No two boxes overlap in the answer.
    """
    if not nodes:
        return {}
    index = {node: at for at, node in enumerate(nodes)}
    count = 1 + max(camps.values(), default=-1)
    homes = np.array([_home(camps.get(node), count) for node in nodes])
    pull = np.zeros((len(nodes), len(nodes)))
    for (one, other), weight in pulls.items():
        pull[index[one], index[other]] = pull[index[other], index[one]] = weight
    member = np.array([node in camps for node in nodes])
    place = _forces(homes, pull, member, np.random.default_rng(seed))
    place = _stretch(place, [boxes[node] for node in nodes])
    place = _apart(place, [boxes[node] for node in nodes])
    return {node: (round(float(x)), round(float(y))) for node, (x, y) in zip(nodes, place, strict=True)}


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
    rounds = int(np.clip(3e7 / size**2, 40, 300))
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
    """Scale to a landscape format that leaves ``ROOM`` times the room that the boxes need."""
    area = ROOM * sum((box.width + GAP) * (box.up + box.down + GAP) for box in boxes)
    height = np.sqrt(area / ASPECT)
    ranks = place.argsort(axis=0).argsort(axis=0) / max(len(place) - 1, 1)
    spread: Array = np.maximum(place.max(axis=0) - place.min(axis=0), 1e-3)
    # Half by distance, half by rank: a few actors far out would else press all others together.
    even: Array = EVEN * ranks + (1 - EVEN) * (place - place.min(axis=0)) / spread
    stretched: Array = (even - 0.5) * np.array([height * ASPECT, height])
    return stretched


def _apart(place: Array, boxes: Sequence[Box]) -> Array:
    """Push overlapping boxes apart, each pair along the shorter way, until none overlap."""
    half = np.array([(box.width / 2, (box.up + box.down) / 2) for box in boxes]) + GAP / 2
    shift = np.array([(0.0, (box.down - box.up) / 2) for box in boxes])
    centre: Array = place + shift
    for _ in range(200):
        # Only boxes that are near can meet in the next few turns; looking at all pairs in each would be slow.
        delta = np.abs(centre[:, None, :] - centre[None, :, :]) - half[:, None, :] - half[None, :, :]
        one, other = np.nonzero(np.triu(delta.max(axis=2) < NEAR, k=1))
        if not (delta[one, other].max(axis=1, initial=-np.inf) < TOUCH).any():
            break
        for _ in range(20):
            centre = centre + _pushes(centre, half, one, other)
        centre = centre * 1.02
    placed: Array = centre - shift
    return placed


def _pushes(centre: Array, half: Array, one: npt.NDArray[np.intp], other: npt.NDArray[np.intp]) -> Array:
    delta = centre[one] - centre[other]
    over = half[one] + half[other] - np.abs(delta)
    hit = over.min(axis=1) > 0
    sideways = over[:, 0] <= over[:, 1]
    along = np.stack([sideways, ~sideways], axis=1) & hit[:, None]
    # A pair that stands on one point has no direction to part in; the order of the nodes gives it one.
    push = np.where(along, 0.3 * over * np.where(delta == 0, -1.0, np.sign(delta)), 0.0)
    moves = np.zeros_like(centre)
    np.add.at(moves, one, push)
    np.add.at(moves, other, -push)
    return moves
