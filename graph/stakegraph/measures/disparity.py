"""The edges that matter: those that carry more of a node's weight than chance would give them."""

from __future__ import annotations

import networkx as nx

from stakegraph.errors import UsageError
from stakegraph.measures.centrality import check_layer

Sums = dict[str, tuple[int, float]]


def disparity(layer: nx.Graph) -> dict[tuple[str, str], float]:
    """Return the p-value of each edge of a non-negative layer by the disparity filter (Serrano et al. 2009).

    A node of degree k and strength s deals its strength out at random; an edge of weight w gets that much or more with
    probability (1 - w/s)^(k-1). Of both ends (out of the one, into the other, in a directed layer) the smaller counts;
    a node of degree 1 says nothing, so that an edge between two of these has 1. Edges come in sorted order, loops and
    weights of 0 are left out.

    >>> star = nx.Graph([("a", "b", {"weight": 8.0}), ("a", "c", {"weight": 1.0}), ("a", "d", {"weight": 1.0})])
    >>> {pair: round(p, 2) for pair, p in disparity(star).items()}
    {('a', 'b'): 0.04, ('a', 'c'): 0.81, ('a', 'd'): 0.81}
    """
    check_layer(layer)
    edges = [
        (one, other, weight)
        for one, other, weight in layer.edges(data="weight", default=1.0)
        if weight > 0 and one != other
    ]
    out: Sums = {}
    into: Sums = {} if layer.is_directed() else out
    for one, other, weight in edges:
        for sums, node in ((out, one), (into, other)):
            number, total = sums.get(node, (0, 0.0))
            sums[node] = (number + 1, total + weight)
    found = {}
    for one, other, weight in edges:
        pair = (one, other) if layer.is_directed() or one < other else (other, one)
        found[pair] = min(_chance(weight, *out[one]), _chance(weight, *into[other]))
    return dict(sorted(found.items()))


def _chance(weight: float, degree: int, strength: float) -> float:
    return float((1 - weight / strength) ** (degree - 1)) if degree > 1 else 1.0


def significant(layer: nx.Graph, *, level: float = 0.05) -> dict[tuple[str, str], float]:
    """Return the edges whose :func:`disparity` is below ``level``. Raises UsageError for a level outside 0..1."""
    if not 0 <= level <= 1:
        raise UsageError(f"the level {level:g} is no probability; use one from 0 to 1, such as 0.05")
    return {pair: value for pair, value in disparity(layer).items() if value < level}


def filtered(layer: nx.Graph, *, level: float = 0.05) -> nx.Graph:
    """Return the layer with its :func:`significant` edges, and the nodes that these tie."""
    return layer.edge_subgraph(significant(layer, level=level)).copy()
