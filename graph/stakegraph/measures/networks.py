"""The networks that measures are taken on, each made once from the stances and events of a store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import networkx as nx

from stakegraph.errors import UsageError
from stakegraph.measures.centrality import layer
from stakegraph.measures.coalitions import coalitions, members
from stakegraph.measures.frustration import Frustration, frustration
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

    ``events`` makes their network where one is asked for. ``attributes`` are rows of node, attribute and value; of
    several values the first one counts. ``others`` are networks made elsewhere, say with a normalisation, that take
    the place of those of the same name.

    >>> networks = Networks(nx.MultiDiGraph([("a", "b", {"id": "s1", "sign": 1, "weight": 1.0})]))
    >>> list(networks.get("agreement").edges())
    [('a', 'b')]
    """

    def __init__(
        self,
        stances: nx.MultiDiGraph,
        events: Callable[[], nx.MultiDiGraph] = nx.MultiDiGraph,
        attributes: Iterable[tuple[str, str, str]] = (),
        others: Mapping[str, nx.Graph] | None = None,
    ) -> None:
        self._attributes = sorted(attributes)
        self._made: dict[str, nx.Graph] = {"stance": self._described(stances), **(others or {})}
        self._coalitions: dict[tuple[int, str], list[tuple[str, ...]]] = {}
        self._solved: dict[tuple[str, int, bool, int], Frustration] = {}
        self._makers: dict[str, Callable[[], nx.Graph]] = {
            "event": lambda: self._described(events()),
            "alignment": lambda: alignment(self.stances),
            "subtract": lambda: _subtract(self.get("congruence"), self.get("conflict")),
            "agreement": lambda: positive_part(self.get("alignment")),
            "congruence": lambda: congruence(self.stances),
            "conflict": lambda: conflict(self.stances),
            "support": lambda: layer(self.stances, 1),
            "opposition": lambda: layer(self.stances, -1),
        }

    def _described(self, graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
        for node, name, value in self._attributes:
            if node in graph:
                graph.nodes[node].setdefault(name, value)
        return graph

    @property
    def stances(self) -> nx.MultiDiGraph:
        """The network of stances."""
        return self._made["stance"]

    def get(self, name: str) -> nx.Graph:
        """Return a network by its name: see :data:`STATEMENTS`, :data:`SIGNED` and :data:`LAYERS`."""
        if name not in self._made:
            if name not in self._makers:
                raise UsageError(f"there is no network {name!r}; use one of {', '.join(sorted({*SIGNED, *LAYERS}))}")
            self._made[name] = self._makers[name]()
        return self._made[name]

    def coalitions(self, *, seed: int = 0, method: str = "louvain") -> list[tuple[str, ...]]:
        """Return the coalitions of the agreement of actors, found once for each seed and method."""
        if (seed, method) not in self._coalitions:
            self._coalitions[seed, method] = coalitions(self.get("agreement"), seed=seed, method=method)
        return self._coalitions[seed, method]

    def frustration(self, name: str, *, camps: int = 2, weighted: bool = False, seed: int = 0) -> Frustration:
        """Return the frustration of a network, solved once for each choice."""
        key = (name, camps, weighted, seed)
        if key not in self._solved:
            self._solved[key] = frustration(self.get(name), camps=camps, weighted=weighted, seed=seed)
        return self._solved[key]

    def label(self, node: str) -> str:
        """Return the name of an actor or issue."""
        graphs = (self._made[name] for name in STATEMENTS if name in self._made)
        return next((str(graph.nodes[node].get("label") or node) for graph in graphs if node in graph), node)

    def attribute(self, name: str, graph: nx.Graph, seed: int = 0) -> dict[str, str]:
        """Return the value of an attribute for each node of ``graph`` that has it; ``coalition`` is one of all actors.

        Raises UsageError for an attribute that no node has, with those that there are.
        """
        if name == "coalition":
            groups = members(self.coalitions(seed=seed))
            return {node: str(number + 1) for node, number in groups.items() if node in graph}
        known = self.attributes(graph)
        if len(graph) and name not in known:
            raise UsageError(f"no actor has the attribute {name!r}; use one of {', '.join([*known, 'coalition'])}")
        return {node: str(value) for node, value in graph.nodes(data=name) if value not in (None, "")}

    @staticmethod
    def attributes(graph: nx.Graph) -> list[str]:
        """Return the attributes of nodes, except their names and counts."""
        facts = (fact for _, facts in graph.nodes(data=True) for fact in facts.items())
        return sorted({name for name, value in facts if value not in (None, "")} - {"label", "units"})


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
