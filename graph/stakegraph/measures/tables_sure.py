"""Tables of how sure the numbers are."""

from __future__ import annotations

import networkx as nx

from stakegraph.measures.centrality import betweenness, closeness, eigenvector, pagerank, strength
from stakegraph.measures.networks import Networks
from stakegraph.measures.resampling import (
    STABLE,
    Measure,
    bootstrap,
    coalition_stability,
    sign_support,
    split_half,
)
from stakegraph.measures.table import Options, Row, Table, Value, ranked
from stakegraph.measures.ties import alignment, positive_part
from stakegraph.vocabulary import compact

_LEVEL = 0.95


def _settings(options: Options, runs: int) -> dict[str, Value]:
    return {"drawn": options.draw, "runs": runs, "seed": options.seed}


def intervals(networks: Networks, options: Options) -> Table:
    """Bootstrap intervals of each centrality."""

    def agreed(graph: nx.MultiDiGraph) -> nx.Graph:
        return positive_part(alignment(graph))

    measures: dict[str, Measure] = {
        "ties": lambda graph: {node: value.ties for node, value in strength(graph).items()},
        "betweenness": lambda graph: betweenness(agreed(graph)),
        "closeness": lambda graph: closeness(agreed(graph)),
        "eigenvector": lambda graph: eigenvector(agreed(graph)),
        "pagerank": lambda graph: pagerank(agreed(graph)),
    }
    runs = options.runs or 200
    found = bootstrap(networks.stances, measures, unit=options.draw, runs=runs, level=_LEVEL, seed=options.seed)
    rows: list[Row] = []
    for name, nodes in found.items():
        named = [(networks.label(node), one.value, one.low, one.high, compact(node)) for node, one in nodes.items()]
        rows += [(name, *row) for row in ranked(named, 1)]
    columns = ("measure", "actor", "value", "low", "high", "id")
    return Table(columns, tuple(rows), {**_settings(options, runs), "level": _LEVEL})


def signs(networks: Networks, options: Options) -> Table:
    """How sure the sign of each tie is (bootstrap)."""
    runs = options.runs or 200
    rows = [
        (networks.label(one.one), networks.label(one.other), one.weight, one.same, one.opposite, one.none)
        for one in sign_support(networks.stances, unit=options.draw, runs=runs, seed=options.seed)
    ]
    columns = ("one", "other", "weight", "same sign", "other sign", "no tie")
    return Table(columns, ranked(rows, 3), _settings(options, runs))


def stability(networks: Networks, options: Options) -> Table:
    """How firmly each actor sits in its coalition (bootstrap)."""
    runs = options.runs or 200
    found = coalition_stability(networks.stances, unit=options.draw, runs=runs, seed=options.seed)
    where = networks.attribute("coalition", networks.get("agreement"), options.seed)
    rows = [(networks.label(node), where.get(node), value, compact(node)) for node, value in found.items()]
    columns = ("actor", "coalition", "stability", "id")
    return Table(columns, ranked(rows, 2), _settings(options, runs))


def validity(networks: Networks, options: Options) -> Table:
    """How many statements it takes until the network is stable (split-half)."""
    graph = networks.get(options.network or "stance")
    runs = options.times(100, graph.number_of_edges(), 2e6)
    found, needed = split_half(graph, runs=max(runs, 19), seed=options.seed)
    rows = [(one.statements, one.reliability, one.low, one.high) for one in found]
    settings: dict[str, Value] = {"runs": max(runs, 19), "seed": options.seed, "stable from": STABLE}
    settings["statements needed"] = needed
    said = _said(needed, found[-1].statements if found else 0)
    return Table(("statements", "reliability", "low", "high"), tuple(rows), settings, (said,))


def _said(needed: int | None, there: int) -> str:
    if needed is None:
        return "too little is said, or too little twice, to tell how many statements make the network stable"
    if needed <= there:
        return f"from about {needed} statements on the network is stable (reliability {STABLE:g} or more)"
    return f"the network is not stable: about {needed} statements like these would make it so, and there are {there}"
