"""Coalitions: groups of actors that agree more with each other than with the rest."""

from __future__ import annotations

import networkx as nx

from stakegraph.errors import UsageError


def coalitions(layer: nx.Graph, *, resolution: float = 1.0, seed: int = 0) -> list[tuple[str, ...]]:
    """Divide a non-negative layer into communities by the Louvain method (Blondel et al. 2008).

    ``layer`` is an undirected graph such as ``agreement(network)`` or ``congruence(network)``. The communities come
    largest first, members sorted; an actor without ties is a community of its own. The same layer and ``seed`` give
    the same answer in whatever order nodes and edges were added. Raises UsageError for negative weights, on which
    modularity is not defined.

    >>> layer = nx.Graph([("a", "b"), ("c", "d"), ("d", "e"), ("c", "e")])
    >>> coalitions(layer)
    [('c', 'd', 'e'), ('a', 'b')]
    """
    for one, other, weight in layer.edges(data="weight", default=1.0):
        if not weight >= 0:
            raise UsageError(
                f"the tie of {one!r} and {other!r} has the weight {weight:g}; coalitions need weights >= 0"
            )
    ordered = nx.Graph()
    ordered.add_nodes_from(sorted(layer))
    edges = ((*sorted((one, other)), weight) for one, other, weight in layer.edges(data="weight", default=1.0))
    ordered.add_weighted_edges_from(sorted(edges))
    found = nx.community.louvain_communities(ordered, resolution=resolution, seed=seed) if len(ordered) else []
    return sorted((tuple(sorted(group)) for group in found), key=lambda group: (-len(group), group))
