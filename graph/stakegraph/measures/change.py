"""Change: who turns round, who changes sides, and when a debate becomes another one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations, pairwise

import networkx as nx
import numpy as np

from stakegraph.measures.balance import triangles
from stakegraph.measures.frustration import Frustration, frustration
from stakegraph.measures.polarization import polarization_of, sides
from stakegraph.measures.ties import alignment, ties, weight_of
from stakegraph.measures.windows import windows

Dyad = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """How an actor stood to a target in a window: the weight of its stances for and against."""

    window: str
    source: str
    target: str
    support: float
    oppose: float

    @property
    def balance(self) -> float:
        """From -1, always against, to 1, always for."""
        return (self.support - self.oppose) / (self.support + self.oppose)


def timeline(stances: nx.MultiDiGraph, unit: str = "month") -> list[Standing]:
    """Return how each actor stood to each target in each window, by actor, target and time; neutral ties say nothing.

    >>> timeline(nx.MultiDiGraph([("a", "b", {"sign": -1, "date": "2026-05-03"})]))
    [Standing(window='2026-05', source='a', target='b', support=0.0, oppose=1.0)]
    """
    found = []
    for name, network in windows(stances, unit).items():
        for (source, target), (support, oppose) in _dyads(network).items():
            found.append(Standing(name, source, target, support, oppose))
    return sorted(found, key=lambda one: (one.source, one.target, one.window))


def _dyads(network: nx.MultiDiGraph) -> dict[Dyad, tuple[float, float]]:
    sums: dict[Dyad, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for source, target, facts in network.edges(data=True):
        weight = weight_of(source, target, facts)
        if weight:
            sums[source, target][weight < 0] += abs(weight)
    return {pair: (support, oppose) for pair, (support, oppose) in sorted(sums.items())}


@dataclass(frozen=True, slots=True)
class Flip:
    """A target on which an actor turned round: from one sign to the other between two days."""

    source: str
    target: str
    before: str
    after: str
    sign: int
    """The sign after it."""


def flips(stances: nx.MultiDiGraph) -> list[Flip]:
    """Return each change of sign of an actor towards a target, by actor, target and time.

    Days on which it is as much for as against are passed over.

    >>> days = [("a", "b", {"sign": 1, "date": "2026-05-03"}), ("a", "b", {"sign": -1, "date": "2026-06-03"})]
    >>> flips(nx.MultiDiGraph(days))
    [Flip(source='a', target='b', before='2026-05-03', after='2026-06-03', sign=-1)]
    """
    clear = [one for one in timeline(stances, "day") if one.balance]
    found = []
    for one, other in pairwise(clear):
        if (one.source, one.target) == (other.source, other.target) and one.balance * other.balance < 0:
            found.append(Flip(one.source, one.target, one.window, other.window, 1 if other.balance > 0 else -1))
    return found


@dataclass(frozen=True, slots=True)
class Side:
    """With whom an actor was in a window: the weight of its ties with the first and with the second camp."""

    window: str
    node: str
    first: float
    second: float

    @property
    def camp(self) -> int | None:
        """The camp that it was nearer to, 0 or 1; None where it was as near to both."""
        return None if self.first == self.second else int(self.second > self.first)


def camp_sides(
    stances: nx.MultiDiGraph, unit: str = "month", *, seed: int = 0, solved: Frustration | None = None
) -> list[Side]:
    """Return with which camp each actor was in each window, by actor and time.

    The camps are the two of least frustration of the largest part of the whole period
    (:func:`stakegraph.measures.frustration.frustration` of the alignment of actors), so that they are the same in all
    windows; ``solved`` is that frustration where it is known. An actor's own membership does not count, only its ties.
    """
    whole = solved or frustration(alignment(stances), seed=seed)
    if not whole.parts or len(whole.parts[0].camps) < 2:
        return []
    camp = {node: number for number, members in enumerate(whole.parts[0].camps) for node in members}
    found = []
    for name, network in windows(stances, unit).items():
        sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        for (one, other), weight in ties(alignment(network)).items():
            if one in camp and other in camp:
                sums[one][camp[other]] += weight
                sums[other][camp[one]] += weight
        found += [Side(name, node, *both) for node, both in sums.items()]
    return sorted(found, key=lambda side: (side.node, side.window))


def side_changes(sides: list[Side]) -> list[tuple[Side, Side]]:
    """Return the windows between which an actor went over to the other camp, as pairs of before and after."""
    clear = [side for side in sides if side.camp is not None]
    return [(one, other) for one, other in pairwise(clear) if one.node == other.node and one.camp != other.camp]


@dataclass(frozen=True, slots=True)
class Distance:
    """How far two windows are apart, each from 0, the same, to 1, nothing in common.

    ``weights`` is the sum of differences of signed weights over the sum of all weights, ``pairs`` one less the Jaccard
    index of the tied pairs, ``flipped`` the share of pairs tied in both whose sign is not the same (None if there are
    none).
    """

    one: str
    other: str
    weights: float
    pairs: float
    flipped: float | None


def distances(stances: nx.MultiDiGraph, unit: str = "month") -> list[Distance]:
    """Return the distance of all pairs of windows, by the ties from actors to targets.

    >>> days = [("a", "b", {"sign": 1, "date": "2026-05-03"}), ("a", "b", {"sign": -1, "date": "2026-06-03"})]
    >>> distances(nx.MultiDiGraph(days))
    [Distance(one='2026-05', other='2026-06', weights=1.0, pairs=0.0, flipped=1.0)]
    """
    nets = {
        name: {pair: support - oppose for pair, (support, oppose) in _dyads(network).items() if support != oppose}
        for name, network in windows(stances, unit).items()
    }
    return [_distance(one, other, nets[one], nets[other]) for one, other in combinations(nets, 2)]


def _distance(one: str, other: str, first: dict[Dyad, float], second: dict[Dyad, float]) -> Distance:
    either, both = first.keys() | second.keys(), first.keys() & second.keys()
    total = sum(map(abs, first.values())) + sum(map(abs, second.values()))
    apart = sum(abs(first.get(pair, 0.0) - second.get(pair, 0.0)) for pair in sorted(either))
    return Distance(
        one,
        other,
        weights=apart / total if total else 0.0,
        pairs=1 - len(both) / len(either) if either else 0.0,
        flipped=sum(first[pair] * second[pair] < 0 for pair in both) / len(both) if both else None,
    )


@dataclass(frozen=True, slots=True)
class Trend:
    """A window in numbers: its stances and actors, its balanced triads, the balance of its camps, its polarization.

    The last three are those of the alignment of actors, each None where it is not defined; camps are the best of a
    quick search.
    """

    window: str
    stances: int
    actors: int
    balanced: float | None
    balance: float | None
    polarization: float | None


def trend(stances: nx.MultiDiGraph, unit: str = "month", *, seed: int = 0) -> list[Trend]:
    """Return how balanced and how polarized each window is, in the order of time."""
    found = []
    for name, network in windows(stances, unit).items():
        actors = alignment(network)
        numbers = (triangles(actors).balanced, frustration(actors, prove=False, seed=seed).balance)
        split = polarization_of(sides(actors), seed=seed, effort=0.2).value
        found.append(Trend(name, network.number_of_edges(), len(actors), *numbers, split))
    return found


def phases(stances: nx.MultiDiGraph, unit: str = "month", *, most: int = 15) -> dict[str, int]:
    """Return the phase of each window, numbered as they first occur (Masuda and Holme 2019).

    Windows are grouped by average linkage of their distance in weights; of all numbers of phases from two up to
    ``most`` that with the largest Dunn index is taken: phases far apart and narrow. Fewer than three windows are one
    phase.
    """
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    names = list(windows(stances, unit))
    if len(names) < 3:
        return dict.fromkeys(names, 1)
    condensed = np.array([distance.weights for distance in distances(stances, unit)])
    square, tree = squareform(condensed), linkage(condensed, "average")
    best, highest = np.ones(len(names), dtype=int), -1.0
    for number in range(2, min(most, len(names) - 1) + 1):
        labels = fcluster(tree, number, "maxclust")
        value = _dunn(square, labels)
        if value > highest + 1e-12:
            best, highest = labels, value
    order = {label: place for place, label in enumerate(dict.fromkeys(best.tolist()), 1)}
    return {name: order[label] for name, label in zip(names, best.tolist(), strict=True)}


def _dunn(square: np.ndarray, labels: np.ndarray) -> float:
    """Return the least distance between groups over the largest within one."""
    same = labels[:, None] == labels[None, :]
    if same.all():
        return -1.0
    wide, apart = float(square[same].max()), float(square[~same].min())
    return apart / wide if wide else float("inf") if apart else 0.0
