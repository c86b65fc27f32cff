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
        hit = ((room - np.abs(centre[:, one] - centre[:, other])).min(axis=2) > TOUCH).any(axis=1)
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
    # A sweep from left to right: a box is compared with those that begin before it ends.
    x = centre[0, :, 0]
    order = np.argsort(x, kind="stable")
    reach = half[:, 0] + LENGTH + NEAR
    last = np.searchsorted(x[order], x[order] + reach[order] + reach.max(), side="right")
    counts = last - np.arange(size) - 1
    one = np.repeat(np.arange(size), counts)
    other = one + 1 + np.arange(len(one)) - np.repeat(np.cumsum(counts) - counts, counts)
    one, other = order[one], order[other]
    away = np.abs(centre[0, one] - centre[0, other]) - half[one] - half[other]
    close = away.max(axis=1) < LENGTH + NEAR
    one, other = one[close], other[close]
    return np.minimum(one, other), np.maximum(one, other)


def _pushes(centre: Array, room: Array, one: Pairs, other: Pairs) -> Array:
    count, size, _ = centre.shape
    delta = centre[:, one] - centre[:, other]
    over = room - np.abs(delta)
    hit = over.min(axis=2) > 0
    sideways = over[:, :, 0] <= over[:, :, 1]
    base = np.arange(count)[:, None] * size
    moves = np.zeros((2, count * size))
    for axis, along in enumerate((sideways & hit, ~sideways & hit)):
        layout, pair = np.nonzero(along)
        way = delta[layout, pair, axis]
        # A pair that stands on one point has no direction to part in; the order of the nodes gives it one.
        push = 0.3 * over[layout, pair, axis] * np.where(way == 0, -1.0, np.sign(way))
        start = base[layout, 0]
        moves[axis] = np.bincount(start + one[pair], push, count * size)
        moves[axis] -= np.bincount(start + other[pair], push, count * size)
    pushed: Array = moves.T.reshape(count, size, 2)
    return pushed
