"""Networks as bytes: one network, or one for each window of time, in the format that was asked for."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from typing import Any

import networkx as nx

from stakegraph.errors import UsageError
from stakegraph.exchange import gexf, tables
from stakegraph.exchange.scalars import plain_graph


def graphml(graphs: Sequence[nx.Graph]) -> bytes:
    """Return one network as GraphML (Brandes et al. 2002) with nothing but scalars, as Gephi and igraph want it.

    >>> b'<node id="ann"' in graphml([nx.Graph([("ann", "bob", {"weight": 1.0})])])
    True
    """
    out = io.BytesIO()
    nx.write_graphml_xml(plain_graph(_single(graphs, "graphml")), out)
    return out.getvalue() + b"\n"


def node_link(graphs: Sequence[nx.Graph]) -> bytes:
    """Return networks as JSON that ``networkx.node_link_graph`` reads; those of several windows as ``networks``.

    >>> data = json.loads(node_link([nx.Graph([("ann", "bob")], kind="congruence")]))
    >>> nx.node_link_graph(data, edges="edges").graph
    {'kind': 'congruence'}
    """
    found: list[dict[str, Any]] = [nx.node_link_data(graph, edges="edges") for graph in graphs]
    document = found[0] if len(found) == 1 else {"networks": found}
    return (json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


FORMATS: dict[str, Callable[[Sequence[nx.Graph]], bytes]] = {
    "graphml": graphml,
    "gexf": gexf.write,
    "csv": tables.edge_list,
    "matrix": lambda graphs: tables.matrix(_single(graphs, "matrix")),
    "json": node_link,
}


def write_network(graphs: Sequence[nx.Graph], form: str) -> bytes:
    """Return networks in a format of :data:`FORMATS`. Raises UsageError for one that is unknown or can't hold them.

    ``graphml`` and ``matrix`` hold one network; ``csv`` (the list of edges), ``gexf`` and ``json`` those of several
    windows too.
    """
    if form not in FORMATS:
        raise UsageError(f"network format {form!r} is unknown; use one of {', '.join(FORMATS)}")
    return FORMATS[form](graphs)


def _single(graphs: Sequence[nx.Graph], form: str) -> nx.Graph:
    if len(graphs) != 1:
        raise UsageError(
            f"{form} holds one network, not {len(graphs)} windows; use gexf, csv or json, or leave the window out"
        )
    return graphs[0]
