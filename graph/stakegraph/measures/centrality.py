"""Who matters: degrees by sign, and path measures on layers on which they are defined.

Betweenness, closeness and PageRank have no meaning for negative weights, and NetworkX returns wrong numbers for them in
silence. So they take one non-negative layer (:func:`layer`, or a congruence network) and refuse anything else.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from importlib.util import find_spec

import networkx as nx

from stakegraph.errors import UsageError

_SMALL, _MANY = 10**6, 5 * 10**7
"""Nodes times edges from which igraph pays, and from which path measures are estimated."""

_ROUNDS = 10_000
"""The most rounds in which an eigenvector is sought."""


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


def betweenness(graph: nx.Graph, *, sources: int | None = None, seed: int = 0) -> dict[str, float]:
    """Return the share of shortest paths that run through each node (Freeman 1977; Brandes 2001), normalised to 0..1.

    A tie of weight w is 1/w long: those who agree often are near. With ``sources`` it is estimated from the paths out
    of that many nodes, drawn with ``seed`` (Brandes and Pich 2007). igraph does the work on large layers where it is
    installed, with the same values. Raises UsageError for negative or missing weights.

    >>> betweenness(nx.path_graph(["a", "b", "c"]))["b"]
    1.0
    """
    layer = _distances(graph)
    drawn = _drawn(list(layer), sources, seed)
    if len(layer) < 3:
        return dict.fromkeys(layer, 0.0)
    if len(layer) * layer.number_of_edges() > _SMALL and igraph_installed():
        sums = _igraph_betweenness(layer, drawn)
    else:
        sums = nx.betweenness_centrality_subset(layer, drawn, list(layer), weight="distance")
    pairs = (len(layer) - 1) * (len(layer) - 2) / (1 if layer.is_directed() else 2)
    scale = len(layer) / len(drawn) / pairs
    return {node: value * scale for node, value in sums.items()}


def closeness(graph: nx.Graph, *, sources: int | None = None, seed: int = 0) -> dict[str, float]:
    """Return how near each node is to all that reach it, with the correction of Wasserman and Faust (1994, p. 201).

    Lengths, ``sources`` (Eppstein and Wang 2004) and errors are those of :func:`betweenness`.
    """
    import numpy as np
    from scipy.sparse.csgraph import dijkstra

    layer = _distances(graph)
    nodes = list(layer)
    if not nodes:
        return {}
    matrix = nx.to_scipy_sparse_array(layer, nodes, dtype=float, weight="distance", format="csr")
    at = {node: place for place, node in enumerate(nodes)}
    drawn = [at[node] for node in _drawn(nodes, sources, seed)]
    length, reached = np.zeros(len(nodes)), np.zeros(len(nodes))
    for first in range(0, len(drawn), 256):
        found = dijkstra(matrix, directed=layer.is_directed(), indices=drawn[first : first + 256])
        near = np.isfinite(found)
        length += np.where(near, found, 0.0).sum(axis=0)
        reached += near.sum(axis=0)
    unit = layer.graph["unit"]
    scale = len(nodes) / len(drawn)
    others = np.maximum(reached * scale - 1, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = others / (length * scale / unit) * others / max(len(nodes) - 1, 1)
    return {node: float(value[place]) if length[place] else 0.0 for place, node in enumerate(nodes)}


def eigenvector(graph: nx.Graph) -> dict[str, float]:
    """Return how well each node is tied to the well tied (Bonacich 1972), scaled so that the largest is 1.

    It is the leading eigenvector of an undirected layer; where that has parts, those of less weight get 0. Errors are
    those of :func:`betweenness`; UsageError also for a directed layer, whose leading eigenvector may be nothing.

    >>> eigenvector(nx.star_graph(["b", "a", "c"]))["b"]
    1.0
    """
    import numpy as np

    layer = _distances(graph)
    if layer.is_directed():
        raise UsageError("eigenvector centrality needs an undirected layer: take agreement(network) or positive_part")
    nodes = list(layer)
    if not layer.number_of_edges():
        return dict.fromkeys(nodes, 0.0)
    matrix = nx.to_scipy_sparse_array(layer, nodes, dtype=float, weight="weight", format="csr")
    matrix = matrix / matrix.sum(axis=0).max()
    vector = np.ones(len(nodes))
    for _ in range(_ROUNDS):
        # The identity that is added keeps the sides of a two-mode layer from swapping for ever.
        new = matrix @ vector + vector
        new /= new.max()
        change, vector = np.abs(new - vector).max(), new
        if change < 1e-13:
            break
    return {node: float(round(value, 12)) for node, value in zip(nodes, vector, strict=True)}


def core(graph: nx.Graph) -> dict[str, int]:
    """Return the largest k of which each node is in the k-core: all in it have k ties within (Seidman 1983).

    Loops are no ties. Errors are those of :func:`betweenness`.

    >>> core(nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")]))
    {'a': 2, 'b': 2, 'c': 2, 'd': 1}
    """
    layer = nx.Graph(_distances(graph))
    layer.remove_edges_from(list(nx.selfloop_edges(layer)))
    return dict(nx.core_number(layer))


def sources_for(graph: nx.Graph) -> int | None:
    """Return from how many nodes path measures of ``graph`` are worth estimating, or None where all is quick enough.

    The work grows with nodes times edges; what is allowed is some twenty seconds, with igraph far more paths.
    """
    allowed = _MANY if igraph_installed() else _MANY // 25
    work = len(graph) * graph.number_of_edges()
    return max(100, len(graph) * allowed // work) if work > allowed else None


def igraph_installed() -> bool:
    """Say whether igraph is there (the extra ``fast``)."""
    return find_spec("igraph") is not None


def _drawn(nodes: list[str], sources: int | None, seed: int) -> list[str]:
    if sources is None or sources >= len(nodes):
        return nodes
    if sources < 1:
        raise UsageError(f"path measures can't be estimated from {sources} nodes; use one or more")
    return random.Random(seed).sample(nodes, sources)


def _igraph_betweenness(layer: nx.Graph, drawn: list[str]) -> dict[str, float]:
    import igraph

    nodes = list(layer)
    at = {node: place for place, node in enumerate(nodes)}
    edges = [(at[one], at[other]) for one, other in layer.edges()]
    made = igraph.Graph(n=len(nodes), edges=edges, directed=layer.is_directed())
    lengths = [float(length) for *_, length in layer.edges(data="distance")]
    found = made.betweenness(
        weights=lengths, sources=[at[node] for node in drawn], directed=layer.is_directed(), targets=range(len(nodes))
    )
    return dict(zip(nodes, found, strict=True))


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


def check_layer(graph: nx.Graph) -> None:
    """Raise UsageError where a graph is no layer: it has parallel edges, negative ties, or weights that are no number.

    >>> check_layer(nx.Graph([("a", "b")]))
    """
    if graph.is_multigraph():
        raise UsageError("path measures need one layer of a network: take layer(graph, 1) or congruence(graph) first")
    for source, target, facts in graph.edges(data=True):
        weight = facts.get("weight", 1.0)
        if weight is None or not 0 <= weight < math.inf or facts.get("sign", 0) < 0:
            raise UsageError(
                f"the tie of {source!r} and {target!r} has the weight {weight:g} and a path has no negative length; "
                "path measures are defined on layers without negative ties: take layer(graph, 1) or congruence(graph)"
            )


def _distances(graph: nx.Graph) -> nx.Graph:
    """Copy a non-negative layer, in the order of its nodes' names, with the length of every tie.

    Lengths are in the ``unit`` of the copy: whole numbers where weights are, so that ways of equal length are equal.
    """
    check_layer(graph)
    weights = {weight for *_, weight in graph.edges(data="weight", default=1.0) if weight > 0}
    unit = math.lcm(*map(int, weights)) if all(float(weight).is_integer() for weight in weights) else 1
    unit = unit if unit < 2**40 else 1
    result = graph.__class__(unit=unit)
    result.add_nodes_from(sorted(graph))
    for source, target, weight in sorted(graph.edges(data="weight", default=1.0)):
        if weight > 0:
            length = unit // int(weight) if unit > 1 else 1 / weight
            result.add_edge(source, target, weight=weight, distance=length)
    return result
