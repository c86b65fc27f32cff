"""Where the parts of a map go that no tie joins: close together, the largest in the middle, in a landscape format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Cells = npt.NDArray[np.intp]

ASPECT = 1.5


def covered(rectangles: Array, lines: Iterable[tuple[Array, Array]], cell: float) -> Cells:
    """Return the cells of a grid, ``cell`` wide, that ``rectangles`` (left, top, right, bottom) and ``lines`` touch.

    >>> covered(np.array([[0.0, 0.0, 15.0, 5.0]]), [], 10).tolist()
    [[0, 0], [1, 0]]
    """
    found: set[tuple[int, int]] = set()
    for left, top, right, bottom in np.floor(rectangles / cell).astype(int).tolist():
        found.update((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))
    for start, end in lines:
        steps = 2 + int(2 * np.abs(end - start).max() / cell)
        points = np.floor(np.linspace(start, end, steps) / cell).astype(int)
        found.update((x, y) for x, y in points.tolist())
    return np.array(sorted(found), dtype=np.intp)


def pack(parts: Sequence[Cells], cell: float) -> list[tuple[float, float]]:
    """Return how far each part is moved so that none lies on another.

    The parts are placed from the largest to the smallest, each where the whole stays smallest, and there as near to the
    middle as can be: a greedy packing of polyominoes (Freivalds, Dogrusoz and Kikusts 2002).

    >>> pack([covered(np.array([[0.0, 0.0, 95.0, 5.0]]), [], 10)] * 2, 10)
    [(-50.0, 0.0), (-50.0, -10.0)]
    """
    moves = [(0.0, 0.0)] * len(parts)
    taken = np.empty((0, 2), dtype=np.intp)
    for at in sorted(range(len(parts)), key=lambda at: (-len(parts[at]), at)):
        move = _free(parts[at], taken)
        taken = np.concatenate([taken, parts[at] + move])
        moves[at] = float(move[0] * cell), float(move[1] * cell)
    return moves


def _free(part: Cells, taken: Cells) -> Cells:
    """Return the best move of ``part`` to cells that are not taken."""
    low, size = part.min(axis=0), np.ptp(part, axis=0) + 1
    if not len(taken):
        middle: Cells = -low - size // 2
        return middle
    origin = taken.min(axis=0) - size
    grid = np.zeros(taken.max(axis=0) + size + 1 - origin, dtype=bool)
    grid[tuple((taken - origin).T)] = True
    width, height = np.array(grid.shape) - size + 1
    blocked = np.zeros((width, height), dtype=bool)
    for x, y in (part - low).tolist():
        blocked |= grid[x : x + width, y : y + height]
    free = np.argwhere(~blocked) + origin
    best: Cells = free[_order(free, size, taken)[0]] - low
    return best


def _order(corners: Cells, size: Cells, taken: Cells) -> Cells:
    """Return the order of places for a part, by its left upper corner: the frame they need, then the way to the middle.

    Within the frame that is needed already, all places are alike.
    """
    shape = np.array([ASPECT, 1.0])
    low, high = np.minimum(corners, taken.min(axis=0)), np.maximum(corners + size, taken.max(axis=0) + 1)
    frame = ((high - low) / shape).max(axis=1)
    away = (((corners + size / 2) / shape) ** 2).sum(axis=1)
    return np.lexsort((away, frame))
