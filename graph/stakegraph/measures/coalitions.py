"""Coalitions: groups of actors that agree more with each other than with the rest, and how tight they are."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

import networkx as nx

from stakegraph.errors import UsageError
from stakegraph.measures.centrality import igraph_installed
from stakegraph.measures.ties import ties

METHODS = ("louvain", "leiden")

Groups = Sequence[tuple[str, ...]]


def coalitions(
    layer: nx.Graph, *, resolution: float = 1.0, seed: int = 0, method: str = "louvain"
) -> list[tuple[str, ...]]:
    """Divide a non-negative layer into communities by the method of Louvain (Blondel et al. 2008) or of Leiden.

    ``layer`` is an undirected graph such as ``agreement(network)`` or ``congruence(network)``. The communities come
    largest first, members sorted; an actor without ties is a community of its own. The same layer and ``seed`` give
    the same answer in whatever order nodes and edges were added. Leiden (Traag, Waltman and van Eck 2019) never joins
    what is not connected and needs igraph, the extra ``fast``. Raises UsageError for negative weights, on which
    modularity is not defined, for an unknown method, and for Leiden without igraph.

    >>> layer = nx.Graph([("a", "b"), ("c", "d"), ("d", "e"), ("c", "e")])
    >>> coalitions(layer)
    [('c', 'd', 'e'), ('a', 'b')]
    """
    if method not in METHODS:
        raise UsageError(f"there is no method {method!r} to find coalitions; use one of {', '.join(METHODS)}")
    for one, other, weight in layer.edges(data="weight", default=1.0):
        if not weight >= 0:
            raise UsageError(
                f"the tie of {one!r} and {other!r} has the weight {weight:g}; coalitions need weights >= 0"
            )
    ordered = nx.Graph()
    ordered.add_nodes_from(sorted(layer))
    edges = ((*sorted((one, other)), weight) for one, other, weight in layer.edges(data="weight", default=1.0))
    ordered.add_weighted_edges_from(sorted(edges))
    found: Iterable[Iterable[str]] = []
    if len(ordered) and method == "leiden":
        found = _leiden(ordered, resolution, seed)
    elif len(ordered):
        found = nx.community.louvain_communities(ordered, resolution=resolution, seed=seed)
    return sorted((tuple(sorted(group)) for group in found), key=lambda group: (-len(group), group))


def _leiden(layer: nx.Graph, resolution: float, seed: int) -> list[list[str]]:
    if not igraph_installed():
        raise UsageError("the method of Leiden needs igraph: pip install 'stakegraph[fast]', or use louvain")
    import igraph

    nodes = list(layer)
    at = {node: place for place, node in enumerate(nodes)}
    made = igraph.Graph(n=len(nodes), edges=[(at[one], at[other]) for one, other in layer.edges()])
    igraph.set_random_number_generator(random.Random(seed))
    weights = [weight for *_, weight in layer.edges(data="weight")]
    groups = made.community_leiden("modularity", weights=weights, resolution=resolution, n_iterations=-1)
    return [[nodes[place] for place in group] for group in groups]


def modularity(layer: nx.Graph, groups: Groups) -> float | None:
    """Return the modularity of a division of a non-negative layer (Newman 2006), or None without ties."""
    if not any(weight > 0 for *_, weight in layer.edges(data="weight", default=1.0)):
        return None
    return float(nx.community.modularity(layer, groups, weight="weight"))


@dataclass(frozen=True, slots=True)
class Cohesion:
    """What lies within a group (``one`` == ``other``) or between two: numbers of ties by sign, and their weight.

    ``density`` is the share of ``pairs`` that are tied, ``weight`` the sum of signed weights over all pairs by their
    number; both are None where there is no pair.
    """

    one: int
    other: int
    pairs: int
    positive: int
    negative: int
    density: float | None
    weight: float | None


def cohesion(graph: nx.Graph, groups: Groups) -> list[Cohesion]:
    """Return how tight groups are within and what is between them, in the order of ``groups``; 0 is the first.

    >>> graph = nx.Graph([("a", "b", {"sign": 1}), ("a", "c", {"sign": -1})])
    >>> [(row.one, row.other, row.positive, row.negative) for row in cohesion(graph, [("a", "b"), ("c",)])]
    [(0, 0, 1, 0), (0, 1, 0, 1), (1, 1, 0, 0)]
    """
    of = members(groups)
    positive: Counter[tuple[int, int]] = Counter()
    negative: Counter[tuple[int, int]] = Counter()
    sums: Counter[tuple[int, int]] = Counter()
    for (one, other), weight in ties(graph).items():
        if one in of and other in of:
            where = (min(of[one], of[other]), max(of[one], of[other]))
            (positive if weight > 0 else negative)[where] += 1
            sums[where] += weight  # type: ignore[assignment]
    rows = []
    for one_, other_ in combinations_with_replacement(range(len(groups)), 2):
        first, second, key = len(groups[one_]), len(groups[other_]), (one_, other_)
        pairs = first * (first - 1) // 2 if one_ == other_ else first * second
        share = (positive[key] + negative[key]) / pairs if pairs else None
        mean = sums[key] / pairs if pairs else None
        rows.append(Cohesion(one_, other_, pairs, positive[key], negative[key], share, mean))
    return rows


def members(groups: Iterable[Iterable[str]]) -> dict[str, int]:
    """Return the number of each node's group.

    >>> members([("a", "b"), ("c",)])
    {'a': 0, 'b': 0, 'c': 1}
    """
    return {node: number for number, group in enumerate(groups) for node in group}
