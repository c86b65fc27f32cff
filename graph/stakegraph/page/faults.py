"""What makes a layout hard to read, counted: ties that cross a label or one another."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Pairs = npt.NDArray[np.intp]

POINTS = 25


def faults(place: Array, sides: Array, ties: Pairs) -> float:
    """Return how bad a layout is: 2 for a tie that runs over a node or its label, half for two ties that cross.

    ``sides`` are half the width of each node's box and its heights above and below the centre. Of the two nodes that a
    tie joins only the label below counts, and half as much, for the tie must reach the node itself.

    >>> sides, ties = np.array([[9.0, 5.0, 15.0]] * 2), np.array([[0, 1]])
    >>> level, upright = np.array([[0.0, 0.0], [90.0, 0.0]]), np.array([[0.0, 0.0], [0.0, 90.0]])
    >>> faults(level, sides, ties), faults(upright, sides, ties)
    (0.0, 1.0)
    """
    if not len(ties):
        return 0.0
    return float(_over_boxes(place, sides, ties) + 0.5 * _crossings(place[ties[:, 0]], place[ties[:, 1]]))


def _over_boxes(place: Array, sides: Array, ties: Pairs) -> int:
    shares = np.linspace(0, 1, POINTS)[None, :, None]
    points = place[ties[:, 0], None] * (1 - shares) + place[ties[:, 1], None] * shares
    x, y = np.moveaxis(points[:, :, None, :] - place[None, None], 3, 0)
    half, up, down = sides.T
    own = (ties[:, :, None] == np.arange(len(place))).any(axis=1)
    top = np.where(own, up, -up)[:, None, :]
    inside = ((np.abs(x) < half) & (y > top) & (y < down)).any(axis=1)
    return int(np.where(own, 1, 2)[inside].sum())


def _crossings(start: Array, end: Array) -> int:
    def turn(one: Array, two: Array, three: Array) -> Array:
        (ax, ay), (bx, by) = np.moveaxis(two - one, -1, 0), np.moveaxis(three - one, -1, 0)
        found: Array = np.sign(ax * by - ay * bx)
        return found

    a, b, c, d = start[:, None], end[:, None], start[None], end[None]
    apart = turn(a, b, c) * turn(a, b, d), turn(c, d, a) * turn(c, d, b)
    return int(((apart[0] < 0) & (apart[1] < 0)).sum()) // 2
