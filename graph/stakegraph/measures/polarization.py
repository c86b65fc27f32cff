"""Polarization: how well agreement within and conflict between camps of near equal size explain a network."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from stakegraph.errors import UsageError
from stakegraph.measures.ties import Pair, weight_of

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_TURNS = 20
_CANDIDATES = 40


@dataclass(frozen=True, slots=True)
class Polarization:
    """The polarization of a network and the camps that show it; None where nobody agrees or nobody contradicts."""

    value: float | None
    camps: tuple[tuple[str, ...], ...]


def polarization(graph: nx.Graph, *, camps: int = 2, seed: int = 0) -> Polarization:
    """Return how polarized a signed network is: 0 where nothing fits camps, 1 where everything does.

    The idea is that of Leifeld and Fisher (2025, doi 10.17645/pag.9933): in a polarized debate the agreement lies
    within camps of near equal size, spread evenly over their pairs, and the conflict between them. With A and C the
    agreement and the conflict of each pair, and a and c what an ideal pair within and between would have, it is

        (SUM_within min(A, a) + SUM_between min(C, c)) / (SUM A + SUM C)

    for the camps for which that is largest: 1 less the distance from the ideal over the largest distance there is. (The
    published program looks for camps with the largest distance instead.) Agreement and conflict are the ``support`` and
    ``oppose`` of edges where they have them, as those of :func:`stakegraph.measures.ties.alignment`, else their
    positive and negative weights. Only nodes with a tie are members. The camps are the best of a seeded search.
    Raises UsageError for fewer than two camps.

    >>> edges = [("a", "b", 1), ("c", "d", 1), ("a", "c", -1), ("a", "d", -1), ("b", "c", -1), ("b", "d", -1)]
    >>> polarization(nx.Graph([(one, other, {"weight": weight}) for one, other, weight in edges]))
    Polarization(value=1.0, camps=(('a', 'b'), ('c', 'd')))
    """
    if camps < 2:
        raise UsageError(f"there can't be {camps} camps; use two or more")
    return polarization_of(sides(graph), camps=camps, seed=seed)


def sides(graph: nx.Graph) -> dict[Pair, tuple[float, float]]:
    """Return agreement and conflict of each pair of a signed network, sorted; pairs with neither are left out."""
    sums: dict[Pair, tuple[float, float]] = {}
    for one, other, facts in graph.edges(data=True):
        if one == other:
            continue
        weight = weight_of(one, other, facts)
        more, less = facts.get("support", max(weight, 0.0)), facts.get("oppose", max(-weight, 0.0))
        pair = (one, other) if one < other else (other, one)
        before = sums.get(pair, (0.0, 0.0))
        sums[pair] = (before[0] + more, before[1] + less)
    return {pair: both for pair, both in sorted(sums.items()) if any(both)}


def polarization_of(
    known: Mapping[Pair, tuple[float, float]], *, camps: int = 2, seed: int = 0, effort: float = 1.0
) -> Polarization:
    """Return the polarization of pairs with their agreement and conflict; ``effort`` is that of the search.

    See :func:`polarization`.
    """
    nodes = sorted({node for pair in known for node in pair})
    agree, contradict = np.array([*known.values()]).reshape(-1, 2).T
    if len(nodes) < camps or not agree.sum() or not contradict.sum():
        return Polarization(None, ())
    at = {node: place for place, node in enumerate(nodes)}
    ends = np.array([[at[one], at[other]] for one, other in known])
    sizes = np.array([len(nodes) // camps + (camp < len(nodes) % camps) for camp in range(camps)])
    within = float((sizes * (sizes - 1) // 2).sum())
    between = len(nodes) * (len(nodes) - 1) / 2 - within
    good = np.minimum(agree, agree.sum() / within) if within else np.zeros(len(agree))
    bad = np.minimum(contradict, contradict.sum() / between)
    labels, inside = _balanced(len(nodes), ends, good - bad, sizes, seed, effort)
    groups = [tuple(node for node in nodes if labels[at[node]] == camp) for camp in range(camps)]
    value = float((inside + bad.sum()) / (agree.sum() + contradict.sum()))
    return Polarization(round(value, 12), tuple(sorted(groups, key=lambda group: (-len(group), group))))


def _balanced(
    count: int, ends: np.ndarray, weights: np.ndarray, sizes: np.ndarray, seed: int, effort: float
) -> tuple[np.ndarray, float]:
    """Return labels with ``sizes`` nodes each, with as much weight within camps as a search by swaps finds."""
    from scipy.sparse import coo_matrix

    chance = np.random.default_rng(seed)
    half = coo_matrix((weights, (ends[:, 0], ends[:, 1])), shape=(count, count))
    matrix = (half + half.T).tocsr()
    best, most = np.repeat(np.arange(len(sizes)), sizes), -np.inf
    for _ in range(max(2, int(effort * min(_TURNS, 200_000 // (count + len(ends)))))):
        labels = _swapped(matrix, chance.permutation(np.repeat(np.arange(len(sizes)), sizes)), len(sizes))
        inside = float(weights[labels[ends[:, 0]] == labels[ends[:, 1]]].sum())
        if inside > most + 1e-12:
            best, most = labels, inside
    return best, most


def _swapped(matrix: csr_matrix, labels: np.ndarray, camps: int) -> np.ndarray:
    """Swap pairs of nodes of different camps while that brings weight into camps (Kernighan and Lin 1970)."""
    places = np.arange(len(labels))
    pull = np.asarray(matrix @ np.eye(camps)[labels])

    def swap(one: int, other: int, first: int, second: int) -> None:
        for node, old, new in ((one, first, second), (other, second, first)):
            near = slice(matrix.indptr[node], matrix.indptr[node + 1])
            pull[matrix.indices[near], old] -= matrix.data[near]
            pull[matrix.indices[near], new] += matrix.data[near]
            labels[node] = new

    improved = True
    while improved:
        improved = False
        for first, second in combinations(range(camps), 2):
            gain = pull[:, second] - pull[:, first]
            there, back = places[labels == first], places[labels == second]
            there = there[np.argsort(-gain[there], kind="stable")[:_CANDIDATES]]
            back = back[np.argsort(gain[back], kind="stable")[:_CANDIDATES]]
            joint = matrix[there][:, back].toarray()
            # The best pair of all candidates is exact; the next ones of both lists go with it while they still gain.
            gains = gain[there][:, None] - gain[back][None, :] - 2 * joint
            best = np.unravel_index(gains.argmax(), gains.shape)
            pairs = [(int(best[0]), int(best[1])), *zip(range(len(there)), range(len(back)), strict=False)]
            for at, (row, column) in enumerate(pairs):
                one, other = int(there[row]), int(back[column])
                if labels[one] != first or labels[other] != second:
                    continue
                now = pull[one, second] - pull[one, first] + pull[other, first] - pull[other, second]
                if now - 2 * joint[row, column] > 1e-9:
                    swap(one, other, first, second)
                    improved = True
                elif at == 0:
                    break
    return labels


def shuffled(known: Mapping[Pair, tuple[float, float]], chance: random.Random) -> dict[Pair, tuple[float, float]]:
    """Deal agreement and conflict out to the same pairs anew: the null model that keeps who is tied to whom."""
    values = list(known.values())
    chance.shuffle(values)
    return dict(zip(known, values, strict=True))
