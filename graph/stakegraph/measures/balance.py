"""Structural balance: whether the friends of friends are friends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx

from stakegraph.measures.ties import Pair, ties

Triangle = tuple[Pair, Pair, Pair]


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

    @property
    def weakly_balanced(self) -> float | None:
        """The share of triangles that are not ++-, for which more than two camps do (Davis 1967)."""
        return (self.total - self.two) / self.total if self.total else None


def triangles(graph: nx.Graph) -> TriangleCensus:
    """Count the triangles of a signed network by their signs: +++, ++-, +-- and --- (Cartwright and Harary 1956).

    The tie of two nodes is positive or negative by the sum of sign times weight over all edges between them, in either
    direction; where that is 0 there is no tie.

    >>> triangles(nx.Graph([("a", "b", {"sign": 1}), ("b", "c", {"sign": -1}), ("a", "c", {"sign": -1})]))
    TriangleCensus(three=0, two=0, one=1, none=0)
    """
    known = ties(graph)
    counts = Counter(sum(known[pair] > 0 for pair in triangle) for triangle in triangles_of(known))
    return TriangleCensus(three=counts[3], two=counts[2], one=counts[1], none=counts[0])


def triangles_of(known: dict[Pair, float]) -> Iterator[Triangle]:
    """Yield each triangle of ties once, as its three pairs."""
    near: dict[str, set[str]] = {}
    degree = Counter(node for pair in known for node in pair)
    # Each triangle is found from its least tied node, so that a hub costs no more than its neighbours do.
    rank = {node: place for place, node in enumerate(sorted(degree, key=lambda node: (degree[node], node)))}
    for one, other in known:
        low, high = (one, other) if rank[one] < rank[other] else (other, one)
        near.setdefault(low, set()).add(high)
    for low in sorted(near):
        for middle in sorted(near[low]):
            for high in sorted(near[low] & near.get(middle, set())):
                yield _pair(low, middle), _pair(low, high), _pair(middle, high)


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
