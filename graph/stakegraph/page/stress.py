"""Layouts of small parts of a map: distances on the picture are those along the ties, as nearly as can be."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

ROUNDS = 40
APART = 1.2
TOGETHER = 2.0


def stressed(pull: Array, camps: Sequence[int | None], *, starts: int, seed: int) -> Array:
    """Return ``starts`` layouts (starts, nodes, 2) of one part from different places to begin with.

    They minimise the stress of Kamada and Kawai (1989) by majorization (Gansner, Koren and North 2005): the shortest
    way between two nodes, where strong ties are short, is their distance. Members of one camp are taken to be nearer
    than that and members of two camps farther.

    >>> path = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 1.0], [0.0, 1.0, 0.0]])
    >>> place = stressed(path, [None] * 3, starts=1, seed=1)[0]
    >>> np.linalg.norm(place[0] - place[2]).round(2), np.linalg.norm(place[0] - place[1]).round(2)
    (np.float64(2.0), np.float64(1.0))
    """
    wanted = _distances(pull, camps)
    weight = np.where(wanted > 0, 1 / np.maximum(wanted, 1e-9) ** 2, 0)
    laplacian = np.diag(weight.sum(axis=1)) - weight
    inverse = np.linalg.pinv(laplacian)
    place = _begin(wanted, starts, seed)
    for _ in range(ROUNDS):
        delta = place[:, :, None, :] - place[:, None, :, :]
        distance = np.maximum(np.sqrt((delta**2).sum(axis=3)), 1e-6)
        ratio = weight * wanted / distance
        spread = ratio.sum(axis=2)[:, :, None] * place - ratio @ place
        place = inverse @ spread
    moved: Array = place - place.mean(axis=1, keepdims=True)
    return moved


def _distances(pull: Array, camps: Sequence[int | None]) -> Array:
    """Return the shortest ways (Floyd and Warshall) between all nodes, changed for camps."""
    way = np.where(pull > 0, np.clip(1 / np.sqrt(np.maximum(pull, 1e-9)), 0.7, 1.6), np.inf)
    np.fill_diagonal(way, 0)
    for at in range(len(way)):
        way = np.minimum(way, way[:, at, None] + way[None, at, :])
    camp = np.array([-1 if one is None else one for one in camps])
    both = (camp[:, None] >= 0) & (camp[None, :] >= 0)
    same = camp[:, None] == camp[None, :]
    changed: Array = np.where(both & same, np.minimum(way, TOGETHER), way) + np.where(both & ~same, APART, 0.0)
    return changed


def _begin(wanted: Array, starts: int, seed: int) -> Array:
    random = np.random.default_rng(seed)
    size = len(wanted)
    place: Array = random.normal(scale=wanted.max() / 4, size=(starts, size, 2))
    # The first start is the classical scaling of the distances, which is near the best more often than not.
    square = wanted**2
    centred = -0.5 * (square - square.mean(axis=0) - square.mean(axis=1)[:, None] + square.mean())
    values, vectors = np.linalg.eigh(centred)
    main = vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 0))
    place[0] = main * np.where(main.sum(axis=0) < 0, -1.0, 1.0) + 0.01 * place[0]
    return place
