"""Facts of nodes and edges as scalars, for formats that know nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import networkx as nx

Scalar = str | int | float

RENAMED = {"start": "quote_start", "end": "quote_end"}
"""What has another meaning in Gephi when an edge has it."""

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 can't hold."""


def scalar(value: object) -> Scalar:
    r"""Return a fact as number or text: a list with blanks between, nothing as the empty text.

    >>> scalar(("s1", "s2")), scalar(None), scalar(True), scalar("a\x00b")
    ('s1 s2', '', 'true', 'ab')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return value
    if isinstance(value, tuple | list):
        return " ".join(str(scalar(part)) for part in value)
    return "" if value is None else _FORBIDDEN.sub("", str(value))


def scalars(facts: Mapping[str, Any], *, edge: bool = False) -> dict[str, Scalar]:
    """Return facts as scalars; of an edge without its ``id``, which is the only one of its ``ids``."""
    if not edge:
        return {name: scalar(value) for name, value in facts.items()}
    return {RENAMED.get(name, name): scalar(value) for name, value in facts.items() if name != "id"}


def plain_graph(graph: nx.Graph) -> nx.Graph:
    """Return a copy whose nodes, edges and facts are all plain."""
    result = graph.__class__(**scalars(graph.graph))
    result.add_nodes_from((scalar(node), scalars(facts)) for node, facts in graph.nodes(data=True))
    if graph.is_multigraph():
        for one, other, key, facts in graph.edges(keys=True, data=True):
            result.add_edge(scalar(one), scalar(other), scalar(key), **scalars(facts, edge=True))
    else:
        for one, other, facts in graph.edges(data=True):
            result.add_edge(scalar(one), scalar(other), **scalars(facts, edge=True))
    return result
