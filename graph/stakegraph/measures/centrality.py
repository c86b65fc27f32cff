"""Who matters: degrees by sign, and path measures on layers on which they are defined.

Betweenness, closeness and PageRank have no meaning for negative weights, and NetworkX returns wrong numbers for them in
silence. So they take one non-negative layer (:func:`layer`, or a congruence network) and refuse anything else.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import networkx as nx

from stakegraph.errors import UsageError


@dataclass(frozen=True, slots=True)
class Strength:
    """The sums of the weights of a node's ties by direction and sign, and the number of its distinct neighbours."""

    supports: float = 0.0
    opposes: float = 0.0
    supported: float = 0.0
    opposed: float = 0.0
    neutral: float = 0.0
    neighbours: int = 0

    @property
    def ties(self) -> float:
        """All ties together, whatever their direction and sign (the weighted degree)."""
        return self.supports + self.opposes + self.supported + self.opposed + self.neutral


def strength(graph: nx.Graph) -> dict[str, Strength]:
    """Return the degree and strength by sign of every node of a directed network with ``sign`` on its edges.

    >>> graph = nx.MultiDiGraph([("a", "b", {"sign": 1}), ("a", "b", {"sign": -1})])
    >>> strength(graph)["a"]
    Strength(supports=1.0, opposes=1.0, supported=0.0, opposed=0.0, neutral=0.0, neighbours=1)
    """
    sums = {node: {"supports": 0.0, "opposes": 0.0, "supported": 0.0, "opposed": 0.0, "neutral": 0.0} for node in graph}
    names = {1: ("supports", "supported"), -1: ("opposes", "opposed"), 0: ("neutral", "neutral")}
    for source, target, facts in graph.edges(data=True):
        out, into = names[facts["sign"]]
        weight = abs(facts.get("weight", 1.0))
        sums[source][out] += weight
        sums[target][into] += weight
    near = {node: len(set(nx.all_neighbors(graph, node)) - {node}) for node in graph}
    return {node: Strength(**sums[node], neighbours=near[node]) for node in graph}


def layer(graph: nx.Graph, sign: int) -> nx.DiGraph:
    """Return the edges of one sign, added up, as a graph with non-negative weights; all nodes stay.

    >>> graph = nx.MultiDiGraph([("a", "b", {"sign": 1}), ("a", "b", {"sign": 1}), ("b", "a", {"sign": -1})])
    >>> list(layer(graph, 1).edges(data="weight"))
    [('a', 'b', 2.0)]
    """
    if sign not in (-1, 0, 1):
        raise UsageError(f"there is no layer of sign {sign}; use 1 (support), -1 (oppose) or 0 (neutral)")
    result = nx.DiGraph()
    result.add_nodes_from(graph.nodes(data=True))
    for source, target, facts in graph.edges(data=True):
        if facts["sign"] == sign:
            before = result.get_edge_data(source, target, {"weight": 0.0})["weight"]
            result.add_edge(source, target, weight=before + abs(facts.get("weight", 1.0)))
    return result


def betweenness(graph: nx.Graph) -> dict[str, float]:
    """Return the share of shortest paths that run through each node (Freeman 1977; Brandes 2001), normalised to 0..1.

    A tie of weight w is 1/w long: those who agree often are near. Raises UsageError for negative or missing weights.

    >>> betweenness(nx.path_graph(["a", "b", "c"]))["b"]
    1.0
    """
    return dict(nx.betweenness_centrality(_distances(graph), weight="distance", normalized=True))


def closeness(graph: nx.Graph) -> dict[str, float]:
    """Return how near each node is to all that reach it, with the correction of Wasserman and Faust (1994, p. 201).

    Lengths and errors are those of :func:`betweenness`.
    """
    return dict(nx.closeness_centrality(_distances(graph), distance="distance", wf_improved=True))


def pagerank(graph: nx.Graph, *, damping: float = 0.85) -> dict[str, float]:
    """Return PageRank (Brin and Page 1998) with the weights as they are; the values add up to 1.

    A node without ties out of it passes its rank on to all. Errors are those of :func:`betweenness`; an empty graph
    gives an empty answer. (The function of NetworkX needs scipy, which nothing else here does.)

    >>> {node: round(rank, 3) for node, rank in pagerank(nx.path_graph(["a", "b", "c"])).items()}
    {'a': 0.257, 'b': 0.486, 'c': 0.257}
    """
    layer = _distances(graph).to_directed()
    total = dict(layer.out_degree(weight="weight"))
    rank = dict.fromkeys(layer, 1 / max(len(layer), 1))
    change = 1.0
    while rank and change > 1e-12:
        stuck = sum(rank[node] for node in layer if not total[node])
        new = dict.fromkeys(layer, (1 - damping + damping * stuck) / len(layer))
        for source, target, weight in layer.edges(data="weight"):
            new[target] += damping * rank[source] * weight / total[source]
        change = sum(abs(new[node] - rank[node]) for node in layer)
        rank = new
    return rank


def _distances(graph: nx.Graph) -> nx.Graph:
    """Copy a non-negative layer, in the order of its nodes' names, with the length of every tie."""
    if graph.is_multigraph():
        raise UsageError("path measures need one layer of a network: take layer(graph, 1) or congruence(graph) first")
    result = graph.__class__()
    result.add_nodes_from(sorted(graph))
    for source, target, facts in graph.edges(data=True):
        weight = facts.get("weight", 1.0)
        if math.isnan(weight) or weight < 0 or facts.get("sign", 0) < 0:
            raise UsageError(
                f"the tie of {source!r} and {target!r} has the weight {weight:g} and a path has no negative length; "
                "path measures are defined on layers without negative ties: take layer(graph, 1) or congruence(graph)"
            )
        if weight > 0:
            result.add_edge(source, target, weight=weight, distance=1 / weight)
    return result
