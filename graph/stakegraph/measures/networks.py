"""The networks that measures are taken on, each made once from the stances and events of a store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property

import networkx as nx

from stakegraph.errors import UsageError
from stakegraph.measures.centrality import layer
from stakegraph.measures.coalitions import coalitions, members
from stakegraph.measures.ties import alignment, positive_part
from stakegraph.network import conflict, congruence

STATEMENTS = ("stance", "event")
"""Networks whose edges are single stances or events."""

SIGNED = ("alignment", "subtract", *STATEMENTS)
"""Networks with positive and negative ties."""

LAYERS = ("agreement", "congruence", "conflict", "support", "opposition")
"""Networks without negative ties, on which paths have a length."""


class Networks:
    """The stances and events of a store, and every network that follows from them.

    >>> networks = Networks(nx.MultiDiGraph([("a", "b", {"id": "s1", "sign": 1, "weight": 1.0})]))
    >>> list(networks.get("agreement").edges())
    [('a', 'b')]
    """

    def __init__(self, stances: nx.MultiDiGraph, events: nx.MultiDiGraph | None = None) -> None:
        self.stances = stances
        self.events = nx.MultiDiGraph() if events is None else events
        self._made: dict[str, nx.Graph] = {"stance": self.stances, "event": self.events}

    def get(self, name: str) -> nx.Graph:
        """Return a network by its name: see :data:`STATEMENTS`, :data:`SIGNED` and :data:`LAYERS`."""
        makers: dict[str, Callable[[], nx.Graph]] = {
            "alignment": lambda: alignment(self.stances),
            "subtract": lambda: _subtract(self.get("congruence"), self.get("conflict")),
            "agreement": lambda: positive_part(self.get("alignment")),
            "congruence": lambda: congruence(self.stances),
            "conflict": lambda: conflict(self.stances),
            "support": lambda: layer(self.stances, 1),
            "opposition": lambda: layer(self.stances, -1),
        }
        if name not in self._made:
            if name not in makers:
                raise UsageError(f"there is no network {name!r}; use one of {', '.join(sorted({*SIGNED, *LAYERS}))}")
            self._made[name] = makers[name]()
        return self._made[name]

    @cached_property
    def actors(self) -> list[str]:
        """The actors with a stance, about whom there is one, or with an event."""
        kinds = {node: kind for graph in (self.events, self.stances) for node, kind in graph.nodes(data="type")}
        return sorted(node for node, kind in kinds.items() if kind != "Issue")

    def label(self, node: str) -> str:
        """Return the name of an actor or issue."""
        for graph in (self.stances, self.events):
            if node in graph:
                return str(graph.nodes[node].get("label") or node)
        return node

    def attribute(self, name: str, graph: nx.Graph, seed: int = 0) -> dict[str, str]:
        """Return the value of an attribute for each node of ``graph`` that has it; ``coalition`` is one of all actors.

        Raises UsageError for an attribute that no node has, with those that there are.
        """
        if name == "coalition":
            groups = coalitions(self.get("agreement"), seed=seed)
            return {node: str(number + 1) for node, number in members(groups).items() if node in graph}
        found = {node: str(value) for node, value in graph.nodes(data=name) if value not in (None, "")}
        known = self.attributes(graph)
        if not found and len(graph) and name not in known:
            raise UsageError(f"no actor has the attribute {name!r}; use one of {', '.join([*known, 'coalition'])}")
        return found

    @staticmethod
    def attributes(graph: nx.Graph) -> list[str]:
        """Return the attributes that nodes have, except their name."""
        return sorted(Counter(name for _, facts in graph.nodes(data=True) for name in facts if name != "label"))

    def add_attributes(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Give nodes further attributes: rows of node, attribute and value; of several values the first one counts."""
        for node, name, value in sorted(rows):
            for graph in (self.stances, self.events):
                if node in graph:
                    graph.nodes[node].setdefault(name, value)


def _subtract(agree: nx.Graph, contradict: nx.Graph) -> nx.Graph:
    """Return congruence less conflict: a signed network."""
    result = nx.Graph(**agree.graph)
    for graph in (agree, contradict):
        result.add_nodes_from(graph.nodes(data=True))
    for graph, side in ((agree, "support"), (contradict, "oppose")):
        for one, other, weight in graph.edges(data="weight"):
            before = result.get_edge_data(one, other, {"support": 0.0, "oppose": 0.0})
            result.add_edge(one, other, **{**before, side: before[side] + weight})
    for _, _, facts in result.edges(data=True):
        facts["weight"] = facts["support"] - facts["oppose"]
        facts["sign"] = (facts["weight"] > 0) - (facts["weight"] < 0)
    return result
