"""Networks as CSV that a spreadsheet opens without harm: list of edges, and matrix."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence

import networkx as nx

from stakegraph.exchange.scalars import Scalar, scalars


def safe(value: Scalar) -> Scalar:
    """Return text that a spreadsheet might take for a formula with an apostrophe before it (OWASP, CSV injection).

    >>> safe("=SUM(A1)"), safe(-1.5), safe("plain")
    ("'=SUM(A1)", -1.5, 'plain')
    """
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def edge_list(graphs: Sequence[nx.Graph]) -> bytes:
    """Return a row for each edge: its window, its ends with their labels, weight and facts.

    >>> edge_list([nx.Graph([("ann", "bob", {"weight": 2.0})])]).splitlines()
    [b'source,target,source_label,target_label,type,weight', b'ann,bob,ann,bob,undirected,2.0']
    """
    windows = any("start" in graph.graph for graph in graphs)
    rows = [row for graph in graphs for row in _edges(graph, windows)]
    columns = list(dict.fromkeys(name for row in rows for name in row)) or ["source", "target", "weight"]
    cells: list[list[Scalar]] = [[row.get(name, "") for name in columns] for row in rows]
    return write_csv([columns, *cells])


def _edges(graph: nx.Graph, windows: bool) -> Iterable[dict[str, Scalar]]:
    kind = "directed" if graph.is_directed() else "undirected"
    window = {f"window_{name}": graph.graph.get(name, "") for name in ("start", "end")} if windows else {}
    labels = dict(graph.nodes(data="label"))
    for one, other, facts in graph.edges(data=True):
        ends = {
            "source": one,
            "target": other,
            "source_label": labels[one] or one,
            "target_label": labels[other] or other,
        }
        yield {**window, **ends, "type": kind, **scalars(facts, edge=True)}


def matrix(graph: nx.Graph) -> bytes:
    """Return the matrix of weights, with labels; parallel edges are added up, with the sign where they have one.

    A one-mode network is square; one with a direction has the ends of its edges as rows and columns.

    >>> matrix(nx.Graph([("ann", "bob", {"weight": 2.0})])).splitlines()
    [b',ann,bob', b'ann,0.0,2.0', b'bob,2.0,0.0']
    """
    sums: Counter[tuple[str, str]] = Counter()
    for one, other, facts in graph.edges(data=True):
        weight = facts.get("weight", 1.0) * (facts["sign"] if graph.is_multigraph() and facts.get("sign") else 1)
        sums[one, other] += weight
        if not graph.is_directed() and one != other:
            sums[other, one] += weight
    rows = columns = sorted(graph)
    if graph.is_directed():
        rows, columns = (sorted({ends[side] for ends in sums}) for side in (0, 1))
    names = _names(graph)
    head: list[Scalar] = ["", *(names[column] for column in columns)]
    body: list[list[Scalar]] = [[names[row], *(float(sums[row, column]) for column in columns)] for row in rows]
    return write_csv([head, *body])


def _names(graph: nx.Graph) -> dict[str, str]:
    """Return the labels of nodes, with the id after those that several have."""
    labels = {node: label or node for node, label in graph.nodes(data="label")}
    shared = Counter(labels.values())
    return {node: label if shared[label] == 1 else f"{label} ({node})" for node, label in labels.items()}


def write_csv(rows: Iterable[Iterable[Scalar]], *, delimiter: str = ",") -> bytes:
    """Return rows as CSV (RFC 4180) in which no text is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode()
