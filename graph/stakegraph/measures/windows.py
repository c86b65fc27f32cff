"""Networks in time: the edges of a network by the window in which their date lies."""

from __future__ import annotations

from datetime import date

import networkx as nx

from stakegraph.errors import UsageError

UNITS = ("day", "week", "month", "quarter", "year")


def window_of(day: str, unit: str) -> str | None:
    """Return the window of an ISO 8601 date or date-time, named so that windows sort by time; None if it has no date.

    Weeks are those of ISO 8601, with the year that they belong to. Raises UsageError for an unknown unit.

    >>> window_of("2021-01-02", "week"), window_of("2021-01-02T10:00:00Z", "quarter"), window_of("", "month")
    ('2020-W53', '2021-Q1', None)
    """
    if unit not in UNITS:
        raise UsageError(f"there is no window {unit!r}; use one of {', '.join(UNITS)}")
    try:
        when = date.fromisoformat(day[:10])
    except ValueError:
        return None
    year, week, _ = when.isocalendar()
    names = {
        "day": when.isoformat(),
        "week": f"{year}-W{week:02}",
        "month": f"{when:%Y-%m}",
        "quarter": f"{when.year}-Q{(when.month + 2) // 3}",
        "year": str(when.year),
    }
    return names[unit]


def windows(graph: nx.MultiDiGraph, unit: str) -> dict[str, nx.MultiDiGraph]:
    """Return the network of each window that has an edge, in the order of time; edges without a date are left out.

    >>> graph = nx.MultiDiGraph([("a", "b", {"sign": 1, "date": "2026-05-03"})])
    >>> list(windows(graph, "month"))
    ['2026-05']
    """
    found: dict[str, nx.MultiDiGraph] = {}
    for source, target, key, facts in graph.edges(keys=True, data=True):
        name = window_of(str(facts.get("date") or ""), unit)
        if name is None:
            continue
        if name not in found:
            found[name] = nx.MultiDiGraph(**graph.graph)
        for node in (source, target):
            found[name].add_node(node, **graph.nodes[node])
        found[name].add_edge(source, target, key, **facts)
    return dict(sorted(found.items()))
