"""Networks as GEXF 1.2 with time: when each edge is there, and its weight in each window.

The format is described at gexf.net; NetworkX writes it too, but not several windows as one dynamic network.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx

from stakegraph.exchange.scalars import Scalar, scalar, scalars

NAMESPACE = "http://www.gexf.net/1.2draft"

_TYPES = {int: "long", float: "double", str: "string"}
Span = tuple[str, str]


@dataclass(slots=True)
class _Item:
    """A node or an edge over all windows: its facts, when it is there, and its weight at the time."""

    facts: dict[str, Scalar]
    spans: list[Span] = field(default_factory=list)
    weights: list[tuple[Scalar, Span]] = field(default_factory=list)


def write(graphs: Sequence[nx.Graph]) -> bytes:
    """Return networks as one GEXF file, dynamic where there are days; of several windows each edge has its spells.

    >>> text = write([nx.Graph([("ann", "bob", {"weight": 2.0, "first": "2025-03-01", "last": "2025-03-04"})])])
    >>> b'mode="dynamic"' in text and b'start="2025-03-01" end="2025-03-04"' in text
    True
    """
    nodes, edges = _collect(graphs)
    dynamic = any(item.spans for item in (*nodes.values(), *edges.values()))
    root = ET.Element("gexf", xmlns=NAMESPACE, version="1.2")
    meta = ET.SubElement(root, "meta")
    facts = _common(graphs)
    ET.SubElement(meta, "creator").text = str(facts.get("made_by", "stakegraph"))
    ET.SubElement(meta, "description").text = "; ".join(f"{name}: {value}" for name, value in facts.items())
    kind = "directed" if graphs and graphs[0].is_directed() else "undirected"
    graph = ET.SubElement(root, "graph", defaultedgetype=kind, mode="dynamic" if dynamic else "static")
    if dynamic:
        graph.set("timeformat", "date")
    _add_items(
        graph,
        "node",
        [({"id": name, "label": str(item.facts.get("label") or name)}, item) for name, item in nodes.items()],
    )
    _add_items(
        graph,
        "edge",
        [
            ({"id": str(at), "source": key[0], "target": key[1], "weight": str(item.facts.get("weight", 1.0))}, item)
            for at, (key, item) in enumerate(edges.items())
        ],
    )
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _common(graphs: Sequence[nx.Graph]) -> dict[str, Scalar]:
    """Return the facts that are the same in all networks: what made them."""
    found = [scalars(graph.graph) for graph in graphs]
    return (
        {name: value for name, value in found[0].items() if all(one.get(name) == value for one in found)}
        if found
        else {}
    )


def _collect(graphs: Sequence[nx.Graph]) -> tuple[dict[str, _Item], dict[tuple[str, ...], _Item]]:
    nodes: dict[str, _Item] = {}
    edges: dict[tuple[str, ...], _Item] = {}
    for graph in graphs:
        window = _window(graph)
        for name, facts in graph.nodes(data=True):
            item = nodes.setdefault(str(scalar(name)), _Item(scalars(facts)))
            item.spans += [window] if window else []
        for key, facts in _keyed(graph):
            item = edges.setdefault(key, _Item({}))
            item.facts = _joined(item.facts, scalars(facts, edge=True))
            item.spans += [window] if window else _days(facts)
            item.weights += [(scalar(facts.get("weight", 1.0)), window)] if window else []
    return nodes, edges


def _keyed(graph: nx.Graph) -> Iterable[tuple[tuple[str, ...], Mapping[str, Any]]]:
    if graph.is_multigraph():
        for one, other, key, facts in graph.edges(keys=True, data=True):
            yield (str(scalar(one)), str(scalar(other)), str(scalar(key))), facts
    else:
        for one, other, facts in graph.edges(data=True):
            yield (str(scalar(one)), str(scalar(other))), facts


def _joined(old: dict[str, Scalar], new: dict[str, Scalar]) -> dict[str, Scalar]:
    """Return the facts of an edge over several windows: the last of each, but the ids of all."""
    ids = sorted({*str(old.get("ids", "")).split(), *str(new.get("ids", "")).split()})
    return {**old, **new, "ids": " ".join(ids)} if ids else {**old, **new}


def _window(graph: nx.Graph) -> Span | None:
    """Return first and last day of a window, whose end is the day after."""
    if "start" not in graph.graph:
        return None
    last = date.fromisoformat(graph.graph["end"]) - timedelta(1)
    return graph.graph["start"], last.isoformat()


def _days(facts: Mapping[str, Any]) -> list[Span]:
    first, last = (facts.get(name) or facts.get("date") for name in ("first", "last"))
    return [(str(first), str(last))] if first and last else []


def _add_items(graph: ET.Element, kind: str, items: list[tuple[dict[str, str], _Item]]) -> None:
    skipped = {"label"} if kind == "node" else {"weight"}
    names = {name: type(value) for _, item in items for name, value in item.facts.items() if name not in skipped}
    places = {name: str(at) for at, name in enumerate(names)}
    declared = ET.SubElement(graph, "attributes", {"class": kind, "mode": "static"})
    for name, at in places.items():
        ET.SubElement(declared, "attribute", id=at, title=name, type=_TYPES[names[name]])
    if any(item.weights for _, item in items):
        declared = ET.SubElement(graph, "attributes", {"class": kind, "mode": "dynamic"})
        ET.SubElement(declared, "attribute", id="weight", title="Weight", type="double")
    box = ET.SubElement(graph, f"{kind}s")
    for attributes, item in items:
        element = ET.SubElement(box, kind, attributes)
        values = ET.SubElement(element, "attvalues")
        for name, at in places.items():
            if item.facts.get(name, "") != "":
                ET.SubElement(values, "attvalue", {"for": at, "value": str(item.facts[name])})
        for weight, (start, end) in item.weights:
            ET.SubElement(values, "attvalue", {"for": "weight", "value": str(weight), "start": start, "end": end})
        _add_time(element, item.spans)


def _add_time(element: ET.Element, spans: list[Span]) -> None:
    if len(spans) == 1:
        element.set("start", spans[0][0])
        element.set("end", spans[0][1])
    elif spans:
        spells = ET.SubElement(element, "spells")
        for start, end in spans:
            ET.SubElement(spells, "spell", start=start, end=end)
