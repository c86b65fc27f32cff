"""Is it more than chance: permutation tests, with null models that keep what should not be tested."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import fmean, pstdev

import networkx as nx
import numpy as np

from stakegraph.errors import UsageError
from stakegraph.measures.balance import triangles_of
from stakegraph.measures.polarization import polarization_of, shuffled, sides
from stakegraph.measures.search import best_camps
from stakegraph.measures.ties import Pair, ties

FEW = 10
"""Below so many actors a number describes them and says nothing about others."""

Ties = dict[Pair, float]


@dataclass(frozen=True, slots=True)
class Significance:
    """An observed value beside those of a null model: ``high`` and ``low`` are the one-sided p-values.

    They count the observation as one of the runs, (1 + number at least as extreme) / (1 + runs), and so are never 0
    (Phipson and Smyth 2010). Where the observed value or all others are not defined, they are None.
    """

    value: float | None
    mean: float | None
    deviation: float | None
    high: float | None
    low: float | None
    null: str
    runs: int
    seed: int

    @property
    def z(self) -> float | None:
        """How many standard deviations the value lies above the mean of the null model."""
        if self.value is None or self.mean is None or not self.deviation:
            return None
        return (self.value - self.mean) / self.deviation


def significance(
    value: float | None,
    draw: Callable[[random.Random], float | None],
    *,
    null: str,
    runs: int = 1000,
    seed: int = 0,
) -> Significance:
    """Compare ``value`` with ``runs`` draws from a null model, all from one ``seed``.

    >>> significance(3.0, lambda chance: chance.random(), null="unit", runs=99).high
    0.01
    """
    if runs < 1:
        raise UsageError(f"a null model needs one run or more, not {runs}")
    chance = random.Random(seed)
    drawn = [found for found in (draw(chance) for _ in range(runs)) if found is not None]
    if value is None or not drawn:
        return Significance(value, None, None, None, None, null, runs, seed)
    high = (1 + sum(found >= value - 1e-12 for found in drawn)) / (1 + len(drawn))
    low = (1 + sum(found <= value + 1e-12 for found in drawn)) / (1 + len(drawn))
    return Significance(value, fmean(drawn), pstdev(drawn), high, low, null, runs, seed)


def sign_shuffled(known: Mapping[Pair, float], chance: random.Random) -> Ties:
    """Deal the signed weights out to the same pairs anew: who is tied stays, who is for and against does not.

    >>> sorted(sign_shuffled({("a", "b"): 1.0, ("b", "c"): -1.0}, random.Random(1)).values())
    [-1.0, 1.0]
    """
    weights = list(known.values())
    chance.shuffle(weights)
    return dict(zip(known, weights, strict=True))


def rewired(known: Mapping[Pair, float], chance: random.Random, *, swaps: int = 10) -> Ties:
    """Exchange ends of ties of the same sign: every node keeps its numbers of positive and of negative ties.

    ``swaps`` tries a tie (Maslov and Sneppen 2002); a swap that would make a loop or a pair tied twice is not done.

    >>> rewired({("a", "b"): 1.0, ("c", "d"): 1.0}, random.Random(2)).keys() != {("a", "b"), ("c", "d")}
    True
    """
    pairs, weights = list(known), list(known.values())
    taken = set(pairs)
    layers = [[at for at, weight in enumerate(weights) if (weight > 0) == side] for side in (True, False)]
    for layer in layers:
        for _ in range(swaps * len(layer) if len(layer) > 1 else 0):
            first, second = chance.choice(layer), chance.choice(layer)
            (a, b), (c, d) = pairs[first], pairs[second]
            if chance.random() < 0.5:
                c, d = d, c
            one, other = (min(a, d), max(a, d)), (min(c, b), max(c, b))
            if one[0] == one[1] or other[0] == other[1] or one == other or one in taken or other in taken:
                continue
            taken -= {pairs[first], pairs[second]}
            taken |= {one, other}
            pairs[first], pairs[second] = one, other
    return dict(sorted(zip(pairs, weights, strict=True)))


NULLS: dict[str, Callable[[Mapping[Pair, float], random.Random], Ties]] = {"signs": sign_shuffled, "rewire": rewired}
"""The null models of signed networks: shuffled signs on the same topology, and rewiring that keeps signed degrees."""


def permutation_test(
    graph: nx.Graph,
    statistic: Callable[[Ties], float | None],
    *,
    null: str = "signs",
    runs: int = 1000,
    seed: int = 0,
) -> Significance:
    """Test a statistic of the ties of a signed network against the null model ``null``, one of :data:`NULLS`.

    Raises UsageError for an unknown null model.
    """
    if null not in NULLS:
        raise UsageError(f"there is no null model {null!r}; use one of {', '.join(NULLS)}")
    known = ties(graph)
    return significance(
        statistic(known), lambda chance: statistic(NULLS[null](known, chance)), null=null, runs=runs, seed=seed
    )


def balance_test(graph: nx.Graph, *, null: str = "signs", runs: int = 1000, seed: int = 0) -> Significance:
    """Test the share of balanced triangles: ``high`` is small where there are more than by chance."""
    if null != "signs":
        return permutation_test(graph, _balanced, null=null, runs=runs, seed=seed)
    known = ties(graph)
    number = {pair: at for at, pair in enumerate(known)}
    places = np.array([[number[pair] for pair in triangle] for triangle in triangles_of(known)]).reshape(-1, 3)
    signs = np.sign(np.array([*known.values()]))

    def share(values: np.ndarray) -> float | None:
        return float((values[places].prod(axis=1) > 0).mean()) if len(places) else None

    def draw(chance: random.Random) -> float | None:
        return share(np.random.default_rng(chance.getrandbits(64)).permutation(signs))

    return significance(share(signs), draw, null=null, runs=runs, seed=seed)


def _balanced(known: Ties) -> float | None:
    products = [known[a] * known[b] * known[c] > 0 for a, b, c in triangles_of(known)]
    return sum(products) / len(products) if products else None


def frustration_test(
    graph: nx.Graph, *, camps: int = 2, null: str = "signs", runs: int = 200, seed: int = 0
) -> Significance:
    """Test the frustration index, found by the same search for all: ``low`` is small where camps explain more."""

    def least(known: Ties) -> float | None:
        if not known:
            return None
        nodes = sorted({node for pair in known for node in pair})
        at = {node: place for place, node in enumerate(nodes)}
        ends = np.array([[at[one], at[other]] for one, other in known])
        signs = np.sign(np.array([*known.values()]))
        labels = best_camps(len(nodes), ends, signs, camps, seed, effort=0.1)
        return float(((labels[ends[:, 0]] == labels[ends[:, 1]]) == (signs < 0)).sum())

    return permutation_test(graph, least, null=null, runs=runs, seed=seed)


def polarization_test(graph: nx.Graph, *, camps: int = 2, runs: int = 200, seed: int = 0) -> Significance:
    """Test polarization, by the same short search for all, against its parts dealt out to the same pairs anew."""
    known = sides(graph)

    def found(pairs: dict[Pair, tuple[float, float]]) -> float | None:
        return polarization_of(pairs, camps=camps, seed=seed, effort=0.2).value

    return significance(found(known), lambda chance: found(shuffled(known, chance)), null="signs", runs=runs, seed=seed)


def descriptive(count: int) -> str | None:
    """Return the warning that belongs to every number about few actors, or None.

    >>> descriptive(7)
    'only 7 actors: the numbers describe these and say nothing about others'
    """
    return f"only {count} actors: the numbers describe these and say nothing about others" if count < FEW else None
