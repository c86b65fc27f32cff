"""Homophily: whether ties run within the groups of an attribute or across them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx

from stakegraph.measures.significance import Significance, significance
from stakegraph.measures.ties import Pair, ties

Attribute = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Homophily:
    """Internal and external ties of a group, or of all, with the E-I index; None where there are no ties."""

    group: str
    members: int
    internal: int
    external: int

    @property
    def index(self) -> float | None:
        """The E-I index of Krackhardt and Stern (1988): -1 where all ties are within, 1 where all lead out."""
        total = self.internal + self.external
        return (self.external - self.internal) / total if total else None


def ei_index(graph: nx.Graph, attribute: Attribute) -> list[Homophily]:
    """Return the E-I index of all nodes that have the attribute (the group ``""``), then that of each of its values.

    Each tied pair counts once, whatever its weight; an external tie counts for the groups on both sides.

    >>> rows = ei_index(nx.Graph([("a", "b"), ("b", "c")]), {"a": "x", "b": "x", "c": "y"})
    >>> [(row.group, row.index) for row in rows]
    [('', 0.0), ('x', 0.0), ('y', 1.0)]
    """
    internal: Counter[str] = Counter()
    external: Counter[str] = Counter()
    for one, other in _inside(graph, attribute):
        if attribute[one] == attribute[other]:
            internal.update({"": 1, attribute[one]: 1})
        else:
            external.update({"": 1, attribute[one]: 1, attribute[other]: 1})
    sizes = Counter(attribute[node] for node in graph if node in attribute)
    rows = [Homophily("", sizes.total(), internal[""], external[""])]
    return rows + [Homophily(name, sizes[name], internal[name], external[name]) for name in sorted(sizes)]


def assortativity(graph: nx.Graph, attribute: Attribute) -> float | None:
    """Return the assortativity of a nominal attribute (Newman 2003): 1 where like is tied to like only, 0 at random.

    Each tied pair counts once. None without ties, or where all tied nodes are alike.

    >>> assortativity(nx.Graph([("a", "b"), ("c", "d")]), {"a": "x", "b": "x", "c": "y", "d": "y"})
    1.0
    """
    return _assortativity(_inside(graph, attribute), attribute)


def _assortativity(pairs: list[Pair], attribute: Attribute) -> float | None:
    ends = Counter(attribute[node] for pair in pairs for node in pair)
    expected = sum(count**2 for count in ends.values()) / max(ends.total(), 1) ** 2
    same = sum(attribute[one] == attribute[other] for one, other in pairs) / max(len(pairs), 1)
    return (same - expected) / (1 - expected) if pairs and expected < 1 else None


def numeric_assortativity(graph: nx.Graph, attribute: Mapping[str, float]) -> float | None:
    """Return the correlation of a number over tied pairs (Newman 2003), or None where it does not vary."""
    pairs = _inside(graph, attribute)
    ends = [(attribute[one], attribute[other]) for one, other in pairs]
    both = [*ends, *((second, first) for first, second in ends)]
    mean = sum(first for first, _ in both) / max(len(both), 1)
    spread = sum((first - mean) ** 2 for first, _ in both)
    return sum((first - mean) * (second - mean) for first, second in both) / spread if spread else None


def homophily_test(graph: nx.Graph, attribute: Attribute, *, runs: int = 1000, seed: int = 0) -> Significance:
    """Test assortativity against dealing the attribute out to the nodes anew, its values as frequent as they are."""
    pairs = _inside(graph, attribute)
    nodes = sorted(node for node in graph if node in attribute)

    def dealt(chance: random.Random) -> float | None:
        values = [attribute[node] for node in nodes]
        chance.shuffle(values)
        return _assortativity(pairs, dict(zip(nodes, values, strict=True)))

    return significance(_assortativity(pairs, attribute), dealt, null="labels", runs=runs, seed=seed)


def _inside(graph: nx.Graph, attribute: Mapping[str, object]) -> list[Pair]:
    return [pair for pair in ties(graph) if pair[0] in attribute and pair[1] in attribute]
