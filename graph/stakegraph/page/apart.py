"""Boxes that lie on one another are pushed apart, in several layouts at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Pairs = npt.NDArray[np.intp]

GAP = 14.0
LENGTH = 40.0
NEAR = 40.0
TOUCH = 0.5
ROUNDS = 200
STEPS = 20


def apart(places: Array, sides: Array, ties: Pairs) -> Array:
    """Push boxes apart, each pair along the shorter way, until none overlap and every tie has a length to be seen.

    ``places`` are layouts (layouts, nodes, 2); ``sides`` are half the width of each node's box and its heights above
    and below the centre; ``ties`` are pairs of nodes.
    """
    size = places.shape[1]
    half = np.stack([sides[:, 0], (sides[:, 1] + sides[:, 2]) / 2], axis=1) + GAP / 2
    shift = np.stack([np.zeros(size), (sides[:, 2] - sides[:, 1]) / 2], axis=1)
    centre: Array = places + shift
    tied = ties.min(axis=1) * size + ties.max(axis=1)
    for _ in range(ROUNDS):
        # Only boxes that are near can meet in the next few turns; looking at all pairs in each would be slow.
        one, other = _near(centre, half)
        seen = np.isin(one * size + other, tied) * LENGTH
        room = half[one] + half[other] + seen[:, None]
        over = room - np.abs(centre[:, one] - centre[:, other])
        hit = (np.minimum(over[..., 0], over[..., 1]) > TOUCH).any(axis=1)
        if not hit.any():
            break
        for _ in range(STEPS):
            centre = centre + _pushes(centre, room, one, other)
        centre = np.where(hit[:, None, None], centre * 1.02, centre)
    placed: Array = centre - shift
    return placed


def _near(centre: Array, half: Array) -> tuple[Pairs, Pairs]:
    """Return the pairs of boxes that are near one another in at least one layout."""
    count, size, _ = centre.shape
    if count > 1 or size < 60:
        found = np.triu_indices(size, 1)
        return found[0].astype(np.intp), found[1].astype(np.intp)
    # In a grid of cells as large as the largest reach, a box meets those of its own cell and of the cells around it.
    reach = half + (LENGTH + NEAR) / 2
    cells = np.floor((centre[0] - centre[0].min(axis=0)) / (2 * reach.max(axis=0))).astype(np.intp) + 1
    wide = int(cells[:, 0].max()) + 2
    cell = cells[:, 1] * wide + cells[:, 0]
    order = np.argsort(cell, kind="stable")
    cell = cell[order]
    place = np.arange(size)
    # Each pair is met once: the rest of the row as far as the next cell, and three cells of the row below.
    first = np.concatenate([place + 1, np.searchsorted(cell, cell + wide - 1)])
    last = np.searchsorted(cell, np.concatenate([cell + 1, cell + wide + 1]), side="right")
    counts = last - first
    one = np.repeat(np.concatenate([place, place]), counts)
    other = np.arange(len(one)) - np.repeat(np.cumsum(counts) - counts - first, counts)
    one, other = order[one], order[other]
    away = np.abs(centre[0, one] - centre[0, other]) - half[one] - half[other]
    close = np.maximum(away[:, 0], away[:, 1]) < LENGTH + NEAR
    one, other = one[close], other[close]
    return np.minimum(one, other), np.maximum(one, other)


def _pushes(centre: Array, room: Array, one: Pairs, other: Pairs) -> Array:
    count, size, _ = centre.shape
    delta = centre[:, one] - centre[:, other]
    over = room - np.abs(delta)
    layout, pair = np.nonzero(np.minimum(over[..., 0], over[..., 1]) > 0)
    over, delta = over[layout, pair], delta[layout, pair]
    sideways = over[:, 0] <= over[:, 1]
    first, second = layout * size + one[pair], layout * size + other[pair]
    moves = np.zeros((2, count * size))
    for axis, along in enumerate((sideways, ~sideways)):
        way = delta[along, axis]
        # A pair that stands on one point has no direction to part in; the order of the nodes gives it one.
        push = 0.3 * over[along, axis] * np.where(way == 0, -1.0, np.sign(way))
        moves[axis] = np.bincount(first[along], push, count * size) - np.bincount(second[along], push, count * size)
    pushed: Array = moves.T.reshape(count, size, 2)
    return pushed
