"""Structural balance: whether the friends of friends are friends."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import networkx as nx


@dataclass(frozen=True, slots=True)
class TriangleCensus:
    """How many triangles have three positive ties, two, one and none."""

    three: int = 0
    two: int = 0
    one: int = 0
    none: int = 0

    @property
    def total(self) -> int:
        """All signed triangles."""
        return self.three + self.two + self.one + self.none

    @property
    def balanced(self) -> float | None:
        """The share of balanced triangles, those with an even number of negative ties; None if there are none."""
        return (self.three + self.one) / self.total if self.total else None


def triangles(graph: nx.Graph) -> TriangleCensus:
    """Count the triangles of a signed network by their signs: +++, ++-, +-- and --- (Cartwright and Harary 1956).

    The tie of two nodes is positive or negative by the sum of sign times weight over all edges between them, in either
    direction; where that is 0 there is no tie.

    >>> triangles(nx.Graph([("a", "b", {"sign": 1}), ("b", "c", {"sign": -1}), ("a", "c", {"sign": -1})]))
    TriangleCensus(three=0, two=0, one=1, none=0)
    """
    ties: dict[frozenset[str], float] = {}
    for source, target, facts in graph.edges(data=True):
        if source != target:
            pair = frozenset((source, target))
            ties[pair] = ties.get(pair, 0.0) + facts["sign"] * abs(facts.get("weight", 1.0))
    near: dict[str, dict[str, bool]] = {node: {} for node in graph}
    for pair, weight in ties.items():
        if weight:
            one, other = pair
            near[one][other] = near[other][one] = weight > 0
    rank = {node: place for place, node in enumerate(graph)}
    counts: Counter[int] = Counter()
    for one, friends in near.items():
        later = [node for node in friends if rank[node] > rank[one]]
        for other in later:
            for third in later:
                if rank[third] > rank[other] and third in near[other]:
                    counts[friends[other] + friends[third] + near[other][third]] += 1
    return TriangleCensus(three=counts[3], two=counts[2], one=counts[1], none=counts[0])
