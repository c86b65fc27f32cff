"""Signed ties: what a network says about each pair of nodes, whatever its edges look like."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations
from typing import Any

import networkx as nx

from stakegraph.errors import UsageError

Pair = tuple[str, str]


def weight_of(source: str, target: str, facts: Mapping[str, Any]) -> float:
    """Return the signed weight of an edge: ``sign`` times ``weight``, or the weight as it is where no sign is given.

    Raises UsageError where the weight is no finite number.

    >>> weight_of("a", "b", {"sign": -1, "weight": 2.0}), weight_of("a", "b", {"weight": -2.0}), weight_of("a", "b", {})
    (-2.0, -2.0, 1.0)
    """
    weight = facts.get("weight", 1.0)
    if weight is None or not math.isfinite(weight):
        raise UsageError(f"the tie of {source!r} and {target!r} has the weight {weight}; it must be a finite number")
    return float(facts["sign"] * abs(weight) if "sign" in facts else weight)


def ties(graph: nx.Graph) -> dict[Pair, float]:
    """Return the tie of each pair of nodes: the sum of the signed weights of all edges between them, both directions.

    Loops and pairs whose sum is 0 are left out; each pair is sorted, and so are the pairs. Fifty parallel edges are
    one tie. Errors are those of :func:`weight_of`.

    >>> ties(nx.MultiDiGraph([("b", "a", {"sign": 1}), ("a", "b", {"sign": 1}), ("b", "c", {"sign": -1})]))
    {('a', 'b'): 2.0, ('b', 'c'): -1.0}
    """
    sums: dict[Pair, float] = defaultdict(float)
    for source, target, facts in graph.edges(data=True):
        if source != target:
            pair = (source, target) if source < target else (target, source)
            sums[pair] += weight_of(source, target, facts)
    return {pair: weight for pair, weight in sorted(sums.items()) if weight}


def alignment(stances: nx.MultiDiGraph) -> nx.Graph:
    """Return how actors stand to each other in all: a signed network of actors without issues.

    ``support`` of a pair is their congruence (:func:`stakegraph.network.congruence`) plus their direct support for each
    other, ``oppose`` their conflict plus their direct opposition, ``weight`` the difference and ``sign`` its sign; a
    pair that is even keeps its tie with the weight 0. The positive part is :func:`stakegraph.network.agreement`. Every
    actor is a node, alone or not.

    >>> stances = nx.MultiDiGraph([("ann", "bob", {"id": "s1", "sign": -1, "weight": 1.0})])
    >>> list(alignment(stances).edges(data="weight"))
    [('ann', 'bob', -1.0)]
    """
    about: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
    sums: dict[Pair, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for one, other, facts in stances.edges(data=True):
        weight = weight_of(one, other, facts)
        if weight:
            about[other][one][weight < 0] += abs(weight)
            sums[min(one, other), max(one, other)][weight < 0] += abs(weight)
    for holders in about.values():
        for (one, (more, less)), (other, (more_too, less_too)) in combinations(sorted(holders.items()), 2):
            both = sums[one, other]
            both[0] += more * more_too + less * less_too
            both[1] += more * less_too + less * more_too
    result = nx.Graph(**stances.graph)
    actors = sorted(node for node, kind in stances.nodes(data="type") if kind != "Issue")
    result.add_nodes_from((node, stances.nodes[node]) for node in actors)
    for (one, other), (support, oppose) in sorted(sums.items()):
        if one != other and one in result and other in result and (support or oppose):
            weight = support - oppose
            sign = (weight > 0) - (weight < 0)
            result.add_edge(one, other, weight=weight, sign=sign, support=support, oppose=oppose)
    return result


def positive_part(graph: nx.Graph) -> nx.Graph:
    """Return the pairs whose tie is positive, as an undirected layer with non-negative weights; all nodes stay.

    >>> list(positive_part(nx.Graph([("a", "b", {"weight": 2}), ("b", "c", {"weight": -1})])).edges(data="weight"))
    [('a', 'b', 2.0)]
    """
    result = nx.Graph(**graph.graph)
    result.add_nodes_from((node, graph.nodes[node]) for node in sorted(graph))
    result.add_weighted_edges_from((*pair, weight) for pair, weight in ties(graph).items() if weight > 0)
    return result
