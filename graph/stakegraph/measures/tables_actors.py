"""Tables of who matters and who belongs together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import networkx as nx

from stakegraph.measures.brokerage import brokerage
from stakegraph.measures.centrality import (
    betweenness,
    closeness,
    core,
    eigenvector,
    pagerank,
    sources_for,
    strength,
)
from stakegraph.measures.coalitions import coalitions, cohesion, modularity
from stakegraph.measures.disparity import significant
from stakegraph.measures.holes import constraint, effective_size
from stakegraph.measures.homophily import ei_index, homophily_test
from stakegraph.measures.networks import Networks
from stakegraph.measures.table import Options, Row, Table, Value, ranked
from stakegraph.vocabulary import compact


def of_nodes(
    networks: Networks, columns: Sequence[str], rows: Iterable[tuple[str, Sequence[Value]]], *by: int
) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Return the columns and rows of a table with a row a node: its name, the values, its id; largest first."""
    named = [(networks.label(node), *values, compact(node)) for node, values in rows]
    return ("actor", *columns, "id"), ranked(named, *(by or (1,)))


def strengths(networks: Networks, options: Options) -> Table:
    """Ties of each actor and issue, by direction and sign."""
    graph = networks.get(options.network or "stance")
    names = ("ties", "supports", "opposes", "supported", "opposed", "neutral", "neighbours")
    found = strength(graph)
    rows = [
        (node, (graph.nodes[node].get("type"), *(getattr(value, name) for name in names)))
        for node, value in found.items()
    ]
    return Table(*of_nodes(networks, ("type", *names), rows, 2))


def centrality(networks: Networks, options: Options) -> Table:
    """Who is in the middle: betweenness, closeness, eigenvector, PageRank, core."""
    layer = networks.get(options.network or "agreement")
    sources = sources_for(layer)
    columns: dict[str, Mapping[str, float]] = {
        "betweenness": betweenness(layer, sources=sources, seed=options.seed),
        "closeness": closeness(layer, sources=sources, seed=options.seed),
        "eigenvector": {} if layer.is_directed() else eigenvector(layer),
        "pagerank": pagerank(layer),
        "core": core(layer),
    }
    rows = [(node, [values.get(node) for values in columns.values()]) for node in layer]
    notes = ["eigenvector centrality is defined on undirected layers only"] if layer.is_directed() else []
    settings: dict[str, Value] = {"lengths": "1 / weight", "damping": 0.85}
    if sources is not None:
        settings |= {"sources": sources, "seed": options.seed}
        notes.append(f"betweenness and closeness are estimated from the paths out of {sources} nodes")
    return Table(*of_nodes(networks, tuple(columns), rows, 1, 4), settings, tuple(notes))


def holes(networks: Networks, options: Options) -> Table:
    """Who spans structural holes: Burt's effective size and constraint."""
    layer = networks.get(options.network or "agreement")
    sizes, constraints = effective_size(layer), constraint(layer)
    rows = [(node, (sizes[node], constraints[node])) for node in layer]
    return Table(*of_nodes(networks, ("effective size", "constraint"), rows))


def coalition_members(networks: Networks, options: Options) -> Table:
    """Communities of actors that agree, largest first."""
    where = options.network or "agreement"
    layer = _undirected(networks.get(where))
    if where == "agreement":
        groups = networks.coalitions(seed=options.seed, method=options.method)
    else:
        groups = coalitions(layer, seed=options.seed, method=options.method)
    rows = [
        (number, networks.label(node), len(group), compact(node))
        for number, group in enumerate(groups, 1)
        for node in group
    ]
    settings: dict[str, Value] = {"method": options.method, "seed": options.seed}
    settings |= {"coalitions": sum(len(group) > 1 for group in groups), "modularity": modularity(layer, groups)}
    return Table(("coalition", "actor", "size", "id"), tuple(rows), settings)


def _undirected(layer: nx.Graph) -> nx.Graph:
    """Add the two directions of a layer up."""
    if not layer.is_directed():
        return layer
    result = nx.Graph()
    result.add_nodes_from(layer.nodes(data=True))
    for one, other, weight in layer.edges(data="weight", default=1.0):
        before = result.get_edge_data(one, other, {"weight": 0.0})["weight"]
        result.add_edge(one, other, weight=before + weight)
    return result


def cohesions(networks: Networks, options: Options) -> Table:
    """How tight coalitions of two or more are within, and what is between them."""
    graph = networks.get(options.network or "alignment")
    groups = networks.coalitions(seed=options.seed, method=options.method)
    rows = [
        (row.one + 1, row.other + 1, row.pairs, row.positive, row.negative, row.density, row.weight)
        for row in cohesion(graph, [group for group in groups if len(group) > 1])
    ]
    columns = ("coalition", "with", "pairs", "positive", "negative", "density", "mean weight")
    settings: dict[str, Value] = {"coalitions on": "agreement", "method": options.method, "seed": options.seed}
    return Table(columns, tuple(rows), settings)


def homophilies(networks: Networks, options: Options) -> Table:
    """E-I index: whether ties stay within the groups of an attribute."""
    graph, by = networks.get(options.network or "agreement"), options.by or "type"
    rows = [
        (row.group or "all", row.members, row.internal, row.external, row.index)
        for row in ei_index(graph, networks.attribute(by, graph, options.seed))
    ]
    return Table((by, "members", "internal", "external", "E-I"), tuple(rows), {"by": by})


def assortativities(networks: Networks, options: Options) -> Table:
    """Whether like is tied to like, by each attribute."""
    graph = networks.get(options.network or "agreement")
    names = [options.by] if options.by else networks.attributes(graph)
    runs = options.times(999, graph.number_of_edges() / 5)
    rows = []
    for name in names:
        found = homophily_test(
            graph, networks.attribute(name, graph, options.seed), runs=max(runs, 1), seed=options.seed
        )
        chance = (found.mean, found.deviation, found.high, found.low) if runs else (None,) * 4
        rows.append((name, found.value, *chance))
    columns = ("attribute", "assortativity", "by chance", "deviation", "p high", "p low")
    settings: dict[str, Value] = {"null": "attribute dealt out anew", "runs": runs, "seed": options.seed}
    return Table(columns, tuple(rows), settings)


def brokers(networks: Networks, options: Options) -> Table:
    """Gould-Fernandez roles between the groups of an attribute."""
    layer, by = networks.get(options.network or "agreement"), options.by or "coalition"
    groups = networks.attribute(by, layer, options.seed)
    names = ("total", "coordinator", "consultant", "gatekeeper", "representative", "liaison")
    rows = [
        (node, (groups[node], *(getattr(roles, name) for name in names)))
        for node, roles in brokerage(layer, groups).items()
        if roles.total
    ]
    return Table(*of_nodes(networks, (by, *names), rows, 2), {"by": by, "seed": options.seed})


def backbone(networks: Networks, options: Options) -> Table:
    """Ties that carry more than chance would give them (disparity filter)."""
    layer = networks.get(options.network or "agreement")
    kept = sorted((value, *pair) for pair, value in significant(layer, level=options.level).items())
    rows = [
        (networks.label(one), networks.label(other), layer.edges[one, other].get("weight", 1.0), value)
        for value, one, other in kept
    ]
    settings: dict[str, Value] = {"level": options.level, "kept": len(kept), "of": layer.number_of_edges()}
    return Table(("one", "other", "weight", "p"), tuple(rows), settings)
