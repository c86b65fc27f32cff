"""The concepts that structure a debate: without the others the actors would stand to each other nearly the same.

The loss of a set of targets is how far the spectrum of the network made of them lies from that of the whole (Leifeld,
Discourse Network Analyzer, backbones of type penalty and nested).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations
from math import exp
from typing import Any

import networkx as nx
import numpy as np

from stakegraph.errors import UsageError

EXACT = 12
"""Up to so many targets every set of them is looked at."""

Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class ConceptBackbone:
    """The targets that are kept, the redundant ones, the loss, and the loss with its reward for few targets.

    ``proved`` says that no other set has a smaller penalised loss; if not, no set that differs by one target has.
    """

    kept: tuple[str, ...]
    redundant: tuple[str, ...]
    loss: float
    penalised: float
    proved: bool


@dataclass(frozen=True, slots=True)
class Removal:
    """A target as it is taken away, and the loss of those that are left then."""

    target: str
    loss: float


def spectral_loss(graph: nx.MultiDiGraph, kept: Collection[str]) -> float:
    """Return SUM_i |l_i - l'_i| of the network made of the targets ``kept``, and of all.

    ``graph`` has an edge a stance, with ``sign``. l are the eigenvalues of the Laplacian D - W, divided by their sum,
    and W is the subtract network (congruence less conflict) over the actors, average-normalised, without its negative
    ties. 0 is no loss. Raises UsageError for a target that the graph has not.

    >>> edges = [("a", "tax"), ("b", "tax"), ("b", "road"), ("c", "road")]
    >>> graph = nx.MultiDiGraph((one, other, {"sign": 1}) for one, other in edges)
    >>> spectral_loss(graph, ["road", "tax"])
    0.0
    """
    sides = _Sides(graph)
    if unknown := sorted(set(kept) - set(sides.targets)):
        raise UsageError(f"there is no stance on {unknown[0]!r}; known are {', '.join(sides.targets) or 'none'}")
    return sides.loss([sides.targets.index(target) for target in sorted(set(kept))])


def penalised_backbone(graph: nx.MultiDiGraph, *, penalty: float = 3.5) -> ConceptBackbone:
    """Return the targets B of all C with the smallest loss * exp(-penalty (|C| - |B|) / |C|).

    The whole is no answer, nor is nothing. Of equal sets the smaller counts. Up to :data:`EXACT` targets all are looked
    at; of more the best of the nested ones, bettered target by target. Raises UsageError for fewer than two.
    """
    sides = _Sides(graph)
    number = len(sides.targets)
    if number < 2:
        raise UsageError(f"a backbone is one of several targets, and there is {number}; use a larger network")

    def score(chosen: tuple[int, ...]) -> tuple[float, int, tuple[int, ...]]:
        return sides.loss(chosen) * exp(-penalty * (number - len(chosen)) / number), len(chosen), chosen

    if number <= EXACT:
        best = min(score(some) for size in range(1, number) for some in combinations(range(number), size))
    else:
        order = [sides.targets.index(one.target) for one in nested_backbone(graph)]
        best = min(score(tuple(sorted(order[at:]))) for at in range(1, number))
        while (better := min(score(other) for other in _near(best[2], number))) < best:
            best = better
    kept = tuple(sides.targets[at] for at in best[2])
    rest = tuple(target for target in sides.targets if target not in kept)
    return ConceptBackbone(kept, rest, sides.loss(best[2]), best[0], number <= EXACT)


def nested_backbone(graph: nx.MultiDiGraph) -> list[Removal]:
    """Return the targets in the order in which they can best be done without, each time the one of the smallest loss.

    Of equal losses the first by name counts; the last target, which structures the network most, leaves nothing.
    """
    sides = _Sides(graph)
    left = list(range(len(sides.targets)))
    found = []
    while left:
        loss, at = min((sides.loss([one for one in left if one != at]), at) for at in left)
        left.remove(at)
        found.append(Removal(sides.targets[at], loss))
    return found


def _near(chosen: tuple[int, ...], number: int) -> list[tuple[int, ...]]:
    """Return the sets that differ by one target."""
    sets = [tuple(sorted({*chosen} ^ {at})) for at in range(number)]
    return [some for some in sets if 0 < len(some) < number]


class _Sides:
    """Who is how often for and against what, as two arrays of actors by targets."""

    def __init__(self, graph: nx.MultiDiGraph) -> None:
        edges = [(one, other, facts) for one, other, facts in graph.edges(data=True) if facts["sign"]]
        self.targets = sorted({other for _, other, _ in edges})
        actors = {actor: at for at, actor in enumerate(sorted({one for one, _, _ in edges}))}
        columns = {target: at for at, target in enumerate(self.targets)}
        self.support, self.oppose = (np.zeros((len(actors), len(columns))) for _ in range(2))
        for one, other, facts in edges:
            side = self.support if facts["sign"] > 0 else self.oppose
            side[actors[one], columns[other]] += facts.get("weight", 1.0)
        self.spectrum = self._spectrum(range(len(columns)))

    def loss(self, chosen: Collection[int]) -> float:
        return float(np.abs(self.spectrum - self._spectrum(chosen)).sum())

    def _spectrum(self, chosen: Collection[int]) -> Array:
        some = list(chosen)
        balance = self.support[:, some] - self.oppose[:, some]
        activity = (self.support[:, some] + self.oppose[:, some]).sum(axis=1)
        norm = (activity[:, None] + activity[None, :]) / 2
        ties = np.divide(balance @ balance.T, norm, out=np.zeros_like(norm), where=norm > 0)
        np.fill_diagonal(ties, 0.0)
        # A new array: the negative ties of the network itself must stay what they are.
        weights = np.maximum(ties, 0.0)
        values = np.linalg.eigvalsh(np.diag(weights.sum(axis=1)) - weights)
        total = values.sum()
        spectrum: Array = np.sort(values) / total if total > 0 else np.zeros_like(values)
        return spectrum
