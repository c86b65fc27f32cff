"""What of a network too large to be read is shown: the nodes with most ties, the surest evidence of each tie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import networkx as nx

MOST = 10_000
"""The most pieces of evidence that a page shows where actors are limited too; with more it would open too slowly."""


def choose(graph: nx.MultiGraph, ties: Mapping[str, float], limit: int) -> nx.MultiGraph:
    """Return the part of ``graph`` that is shown: the ``limit`` nodes with most ``ties``, or all if it is 0.

    Of more than ``MOST`` pieces of evidence among them, the surest of each tie come first, then the second, and so on;
    where not even one of each fits, those of the ties with most evidence. Nodes that are left without a tie are left
    out, for they would stand there without evidence.
    """
    best = sorted((node for node in graph if ties[node]), key=lambda node: (-ties[node], node))
    shown = graph.subgraph(best[:limit] if limit else best).copy()
    if limit and shown.number_of_edges() > MOST:
        shown = shown.edge_subgraph(_surest(shown)).copy()
    shown.remove_nodes_from([node for node, degree in dict(shown.degree()).items() if degree == 0])
    return shown


def _surest(graph: nx.MultiGraph) -> list[tuple[str, str, str]]:
    ties: dict[tuple[str, str, int], list[tuple[float, str, tuple[str, str, str]]]] = defaultdict(list)
    for source, target, key, facts in graph.edges(keys=True, data=True):
        ties[source, target, facts["sign"]].append((-facts["confidence"], str(facts["id"]), (source, target, key)))
    ranked = [(rank, -len(found), edge) for found in ties.values() for rank, (_, _, edge) in enumerate(sorted(found))]
    return [edge for _, _, edge in sorted(ranked)[:MOST]]
