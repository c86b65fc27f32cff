"""What makes a layout hard to read, counted: ties that cross a label or one another."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Pairs = npt.NDArray[np.intp]

POINTS = 25


def faults(places: Array, sides: Array, ties: Pairs) -> Array:
    """Return how bad each layout is: 2 for a tie that runs over a node or its label, half for two ties that cross.

    ``places`` are layouts (layouts, nodes, 2); ``sides`` are half the width of each node's box and its heights above
    and below the centre. Of the two nodes that a tie joins only the label below counts, and half as much, for the tie
    must reach the node itself.

    >>> sides, ties = np.array([[9.0, 5.0, 15.0]] * 2), np.array([[0, 1]])
    >>> level, upright = [[0.0, 0.0], [90.0, 0.0]], [[0.0, 0.0], [0.0, 90.0]]
    >>> faults(np.array([level, upright]), sides, ties)
    array([0., 1.])
    """
    if not len(ties):
        return np.zeros(len(places))
    return _over_boxes(places, sides, ties) + 0.5 * _crossings(places[:, ties[:, 0]], places[:, ties[:, 1]])


def _over_boxes(places: Array, sides: Array, ties: Pairs) -> Array:
    shares = np.linspace(0, 1, POINTS)[:, None]
    points = places[:, ties[:, 0], None] * (1 - shares) + places[:, ties[:, 1], None] * shares
    x, y = np.moveaxis(points[:, :, :, None] - places[:, None, None], -1, 0)
    half, up, down = sides.T
    own = (ties[:, :, None] == np.arange(places.shape[1])).any(axis=1)
    top = np.where(own, up, -up)[:, None, :]
    inside = ((np.abs(x) < half) & (y > top) & (y < down)).any(axis=2)
    counted: Array = (inside * np.where(own, 1.0, 2.0)).sum(axis=(1, 2))
    return counted


def _crossings(start: Array, end: Array) -> Array:
    def turn(one: Array, two: Array, three: Array) -> Array:
        (ax, ay), (bx, by) = np.moveaxis(two - one, -1, 0), np.moveaxis(three - one, -1, 0)
        found: Array = np.sign(ax * by - ay * bx)
        return found

    a, b, c, d = start[:, :, None], end[:, :, None], start[:, None], end[:, None]
    apart = turn(a, b, c) * turn(a, b, d), turn(c, d, a) * turn(c, d, b)
    counted: Array = ((apart[0] < 0) & (apart[1] < 0)).sum(axis=(1, 2)) // 2
    return counted
