"""What the pages tell of nodes and evidence beyond the network: other names, countries, the words around a quote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import networkx as nx

Row = Mapping[str, str | None]

BETWEEN = "; "
"""What stands between the names of a node in its attribute ``aliases``."""


def add_background(graph: nx.MultiDiGraph, names: Iterable[Row], contexts: Iterable[Row], *, query: str = "") -> None:
    """Add to the nodes and edges of a network what ``queries/map/names.rq`` and ``queries/map/contexts.rq`` answer.

    Nodes get ``aliases``, ``country`` (the name of the country that they are, or that they represent) and ``language``
    (that of the label); edges get ``before`` and ``after``, ``speaker``, ``evidence`` (its IRI), and ``date`` where
    they have none: the day of the article. All are strings. Rows about others are passed over. The graph itself keeps
    ``query``, the SPARQL that gave its rows.

    >>> graph = nx.MultiDiGraph()
    >>> _ = graph.add_edge("ann", "tax", id="s1", date="")
    >>> add_background(graph, [{"node": "ann", "alias": "Mrs A"}], [{"item": "s1", "day": "2025-03-07"}])
    >>> graph.nodes["ann"]["aliases"], graph.edges["ann", "tax", 0]["date"]
    ('Mrs A', '2025-03-07')
    """
    graph.graph["query"] = query
    aliases: dict[str, set[str]] = defaultdict(set)
    for row in names:
        node = row["node"] or ""
        if node in graph:
            aliases[node].add(row.get("alias") or "")
            facts = graph.nodes[node]
            for name, column in (("country", "countryLabel"), ("language", "language")):
                facts[name] = min(filter(None, (facts.get(name), row.get(column))), default="")
    for node, found in aliases.items():
        graph.nodes[node]["aliases"] = BETWEEN.join(sorted(found - {"", graph.nodes[node].get("label")}))
    known = {row["item"]: row for row in contexts}
    for _, _, facts in graph.edges(data=True):
        if about := known.get(facts["id"]):
            facts |= {"date": facts.get("date") or about.get("day") or "", "speaker": about.get("speakerLabel") or ""}
            facts |= {name: about.get(name) or "" for name in ("before", "after", "evidence")}
