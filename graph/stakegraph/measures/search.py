"""The seeded search for camps: quick and good, and without proof."""

from __future__ import annotations

import random
from itertools import pairwise

import numpy as np


def best_camps(
    count: int, ends: np.ndarray, weights: np.ndarray, camps: int, seed: int, *, effort: float = 1.0
) -> np.ndarray:
    """Return labels 0..camps-1 of ``count`` nodes that leave little weight frustrated.

    ``ends`` has a row of two node numbers a tie, ``weights`` its signed weight. An iterated local search: nodes move to
    the camp that they have most weight with, until none wants to; then a few are moved at random, and so on. Fewer
    rounds on larger networks, and with less ``effort``.
    """
    chance = random.Random(seed)
    near = _neighbours(count, ends, weights)
    best: np.ndarray = np.zeros(count, dtype=int)
    lowest = float("inf")
    for turn in range(max(2, int(effort * min(60, 500_000 // (count + len(ends)))))):
        labels = best.copy()
        for node in range(count):
            # Every third turn starts from nothing, the others near the best so far.
            if turn % 3 == 0 or chance.random() < 0.15:
                labels[node] = chance.randrange(camps)
        _settle(labels, near, camps, chance)
        same = labels[ends[:, 0]] == labels[ends[:, 1]]
        cost = float(np.abs(weights[same == (weights < 0)]).sum())
        if cost < lowest - 1e-9:
            best, lowest = labels, cost
        if lowest < 1e-9:
            break
    return best


def _neighbours(count: int, ends: np.ndarray, weights: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    both = np.concatenate([ends, ends[:, ::-1]])
    doubled = np.concatenate([weights, weights])
    order = np.argsort(both[:, 0], kind="stable")
    starts = np.searchsorted(both[order, 0], np.arange(count + 1))
    others, values = both[order, 1], doubled[order]
    return [(others[start:end], values[start:end]) for start, end in pairwise(starts)]


def _settle(labels: np.ndarray, near: list[tuple[np.ndarray, np.ndarray]], camps: int, chance: random.Random) -> None:
    """Move nodes, in place, until each is in the camp that it has most weight with."""
    pull = np.zeros((len(labels), camps))
    for node, (others, values) in enumerate(near):
        np.add.at(pull[node], labels[others], values)
    order = list(range(len(labels)))
    moved = True
    while moved:
        moved = False
        chance.shuffle(order)
        wanted = pull.argmax(axis=1)
        gain = pull[np.arange(len(labels)), wanted] - pull[np.arange(len(labels)), labels]
        for node in (node for node in order if gain[node] > 1e-9):
            old, new = int(labels[node]), int(pull[node].argmax())
            if pull[node, new] - pull[node, old] > 1e-9:
                others, values = near[node]
                pull[others, old] -= values
                pull[others, new] += values
                labels[node] = new
                moved = True
