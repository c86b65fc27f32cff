"""How sure: intervals by bootstrap, and how many statements it takes until a network is stable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import networkx as nx
import numpy as np

from stakegraph.errors import UsageError
from stakegraph.measures.coalitions import coalitions
from stakegraph.measures.ties import alignment, positive_part, ties, weight_of

UNITS = {"statement": "id", "article": "article"}
"""What is drawn: single statements, or whole articles with all that is in them."""

STABLE = 0.8
"""The reliability from which a network is called stable."""

Measure = Callable[[nx.MultiDiGraph], Mapping[str, float | None]]


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with its percentile interval; ``defined`` is the share of draws in which it was defined at all."""

    value: float | None
    low: float | None
    high: float | None
    defined: float


def resampled(
    network: nx.MultiDiGraph, *, unit: str = "statement", runs: int = 200, seed: int = 0
) -> Iterator[nx.MultiDiGraph]:
    """Yield ``runs`` networks made of as many statements (or articles) as there are, drawn with replacement.

    An edge that was drawn twice has twice its weight; all nodes stay. Raises UsageError for an unknown unit, fewer
    than one run, and edges that do not say which unit they are of.

    >>> network = nx.MultiDiGraph([("a", "b", {"sign": 1, "id": "s1"})])
    >>> [list(one.edges(data="weight")) for one in resampled(network, runs=2)]
    [[('a', 'b', 1.0)], [('a', 'b', 1.0)]]
    """
    if unit not in UNITS:
        raise UsageError(f"there is no unit {unit!r} to draw; use one of {', '.join(UNITS)}")
    if runs < 1:
        raise UsageError(f"a bootstrap needs one run or more, not {runs}")
    chance = np.random.default_rng(seed)
    edges = list(network.edges(keys=True, data=True))
    units = [facts.get(UNITS[unit]) for *_, facts in edges]
    if any(one is None for one in units):
        raise UsageError(f"the edges of this network have no {UNITS[unit]!r}, so that no {unit} can be drawn")
    known = sorted(set(units))
    at = {one: place for place, one in enumerate(known)}
    for _ in range(runs):
        counts = _counted(chance, len(known))
        made = nx.MultiDiGraph(**network.graph)
        made.add_nodes_from(network.nodes(data=True))
        for (source, target, key, facts), one in zip(edges, units, strict=True):
            if times := int(counts[at[one]]):
                made.add_edge(source, target, key, **{**facts, "weight": facts.get("weight", 1.0) * times})
        yield made


def _counted(chance: np.random.Generator, number: int) -> np.ndarray:
    drawn = chance.integers(number, size=number) if number else np.zeros(0, dtype=int)
    return np.bincount(drawn, minlength=number)


def bootstrap(
    network: nx.MultiDiGraph,
    measures: Mapping[str, Measure],
    *,
    unit: str = "statement",
    runs: int = 200,
    level: float = 0.95,
    seed: int = 0,
) -> dict[str, dict[str, Interval]]:
    """Return the interval of each measure of each node (Efron 1979), all measures from the same draws.

    >>> network = nx.MultiDiGraph([("a", "b", {"sign": 1, "id": "s1"})])
    >>> bootstrap(network, {"degree": lambda graph: dict(graph.degree())}, runs=9)["degree"]["a"]
    Interval(value=1.0, low=1.0, high=1.0, defined=1.0)
    """
    if not 0 < level < 1:
        raise UsageError(f"the level {level:g} is none of an interval; use one between 0 and 1, such as 0.95")
    drawn: dict[str, dict[str, list[float]]] = {name: defaultdict(list) for name in measures}
    for made in resampled(network, unit=unit, runs=runs, seed=seed):
        for name, measure in measures.items():
            for node, value in measure(made).items():
                if value is not None:
                    drawn[name][node].append(value)
    return {
        name: {node: _interval(value, drawn[name][node], runs, level) for node, value in measure(network).items()}
        for name, measure in measures.items()
    }


def _interval(value: float | None, drawn: list[float], runs: int, level: float) -> Interval:
    if not drawn:
        return Interval(value, None, None, 0.0)
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return Interval(None if value is None else float(value), float(low), float(high), len(drawn) / runs)


@dataclass(frozen=True, slots=True)
class SignSupport:
    """How sure the sign of a tie is: the shares of draws with the same sign, with the other one, and without a tie."""

    one: str
    other: str
    weight: float
    same: float
    opposite: float
    none: float


def sign_support(
    network: nx.MultiDiGraph, *, unit: str = "statement", runs: int = 200, seed: int = 0
) -> list[SignSupport]:
    """Return how sure the sign of each tie between actors (:func:`stakegraph.measures.ties.alignment`) is."""
    observed = ties(alignment(network))
    counts = {pair: [0, 0] for pair in observed}
    for made in resampled(network, unit=unit, runs=runs, seed=seed):
        for pair, weight in ties(alignment(made)).items():
            if pair in counts:
                counts[pair][weight * observed[pair] < 0] += 1
    found = []
    for pair, (same, opposite) in counts.items():
        shares = (same / runs, opposite / runs, (runs - same - opposite) / runs)
        found.append(SignSupport(*pair, observed[pair], *shares))
    return found


def coalition_stability(
    network: nx.MultiDiGraph, *, unit: str = "statement", runs: int = 200, seed: int = 0
) -> dict[str, float]:
    """Return how firmly each actor sits in its coalition: the mean Jaccard index of its coalitions over the draws.

    1 is the same coalition in all draws, below 0.5 it is none to speak of (Hennig 2007).
    """

    def divided(graph: nx.MultiDiGraph) -> dict[str, set[str]]:
        groups = coalitions(positive_part(alignment(graph)), seed=seed)
        return {node: set(group) for group in groups for node in group}

    observed = divided(network)
    sums = dict.fromkeys(observed, 0.0)
    for made in resampled(network, unit=unit, runs=runs, seed=seed):
        again = divided(made)
        for node, group in observed.items():
            sums[node] += len(group & again[node]) / len(group | again[node])
    return {node: total / runs for node, total in sums.items()}


@dataclass(frozen=True, slots=True)
class Reliability:
    """What ``statements`` drawn at random say of the network: the mean reliability and its 95 % range over draws."""

    statements: int
    reliability: float
    low: float
    high: float


def split_half(
    network: nx.MultiDiGraph, *, steps: int = 8, runs: int = 100, seed: int = 0
) -> tuple[list[Reliability], int | None]:
    """Return how reliable networks of growing numbers of statements are, and how many it takes until they are stable.

    For each size statements are drawn and dealt out to two halves. The correlation r of the signed weights that the two
    give to all pairs of the network becomes the reliability of the whole, 2r / (1 + r) (Spearman 1910, Brown 1910; 0
    where r is not positive). Where no size reaches :data:`STABLE`, the number is that at which the same formula
    would; it is None for fewer than four statements and where the halves have nothing in common.
    """
    units: dict[str, dict[tuple[str, str], float]] = {}
    for number, (source, target, facts) in enumerate(network.edges(data=True)):
        weights = units.setdefault(str(facts.get("id", number)), {})
        weights[source, target] = weights.get((source, target), 0.0) + weight_of(source, target, facts)
    pairs = sorted({pair for weights in units.values() for pair in weights})
    if len(units) < 4 or len(pairs) < 2:
        return [], None
    at = {pair: place for place, pair in enumerate(pairs)}
    statements = [[(at[pair], weight) for pair, weight in units[name].items()] for name in sorted(units)]
    chance = np.random.default_rng(seed)
    sizes = sorted({max(4, round(len(units) * step / steps)) for step in range(1, steps + 1)})
    found = []
    for size in sizes:
        values = [_reliability(statements, len(pairs), chance.permutation(len(units))[:size]) for _ in range(runs)]
        low, mean, high = np.quantile(values, 0.025), np.mean(values), np.quantile(values, 0.975)
        found.append(Reliability(size, float(mean), float(low), float(high)))
    return found, _needed(found)


def _reliability(statements: list[list[tuple[int, float]]], pairs: int, drawn: Iterable[int]) -> float:
    halves = np.zeros((2, pairs))
    for place, number in enumerate(drawn):
        for pair, weight in statements[number]:
            halves[place % 2, pair] += weight
    spread = halves.std(axis=1)
    if not spread.all():
        return 0.0
    r = float(np.corrcoef(halves[0], halves[1]).item(1))
    return 2 * r / (1 + r) if r > 0 else 0.0


def _needed(found: list[Reliability]) -> int | None:
    stable = next((step.statements for step in found if step.reliability >= STABLE), None)
    if stable is not None:
        return stable
    last = found[-1]
    if last.reliability <= 0:
        return None
    longer = STABLE * (1 - last.reliability) / (last.reliability * (1 - STABLE))
    return int(np.ceil(last.statements * longer))
