"""Networks as graphs that pages and measures work on: an edge a stance or an event, and what follows from those.

The rows are those of ``queries/network/stances.rq`` and ``queries/network/events.rq``. For filters, rules for
duplicates, normalisations and windows of time see :mod:`stakegraph.network.recipe`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

import networkx as nx

from stakegraph.errors import UsageError
from stakegraph.network.filters import COUNTED, FACTUALITIES
from stakegraph.network.projection import one_mode, tabulate
from stakegraph.network.recipe import direct_edges, rests_on
from stakegraph.network.units import Row, Unit, Units, event_units, stance_units


def stance_network(rows: Iterable[Row], *, factuality: Collection[str] = COUNTED) -> nx.MultiDiGraph:
    """Build the network of stances: an edge a stance, from its holder to the actor or issue it is about.

    Nodes carry ``label`` and ``type``; edges ``sign`` (1 or -1), ``weight`` (1.0), ``id``, ``kind`` (the
    polarity), ``quote``, ``start``, ``end``, ``article``, ``article_title``, ``outlet``, ``confidence``, ``rule``,
    ``factuality``, ``date``. The order of the rows does not matter, and a stance that comes twice counts once. Raises
    GraphError for a row that lacks a column or holds a value that can't be meant, UsageError for an unknown factuality.

    >>> row = {"stance": "s1", "holder": "ann", "holderLabel": "Ann", "holderType": "Person", "target": "tax",
    ...        "targetLabel": "the tax", "targetType": "Issue", "polarity": "oppose", "factuality": "actual"}
    >>> list(stance_network([row]).edges(data="sign"))
    [('ann', 'tax', -1)]
    """
    return _network(stance_units(rows), _known(factuality))


def event_network(rows: Iterable[Row], *, factuality: Collection[str] = COUNTED) -> nx.MultiDiGraph:
    """Build the network of events: an edge an event, from each source to each recipient.

    Nodes and edges carry what those of :func:`stance_network` carry; ``kind`` is the PLOVER type and ``sign`` -1, 0
    or 1. An event that may be of several types is one edge: its kinds are joined by a stroke, and its sign is 0 unless
    they agree.

    >>> row = {"event": "e1", "source": "us", "sourceLabel": "US", "sourceType": "Country", "recipient": "ua",
    ...        "recipientLabel": "Ukraine", "recipientType": "Country", "type": "SANCTION", "sign": "-1",
    ...        "factuality": "actual"}
    >>> list(event_network([row]).edges(data="kind"))
    [('us', 'ua', 'SANCTION')]
    """
    return _network(event_units(rows), _known(factuality))


def _known(factuality: Collection[str]) -> tuple[str, ...]:
    for value in (factuality,) if isinstance(factuality, str) else factuality:
        if value not in FACTUALITIES:
            raise UsageError(f"factuality {value!r} is unknown; use one of {', '.join(FACTUALITIES)}")
    return tuple(value for value in FACTUALITIES if value in factuality)


def _network(units: Units, factuality: tuple[str, ...]) -> nx.MultiDiGraph:
    counted = (unit for unit in units.items if unit.factuality in factuality)
    kept = sorted(counted, key=lambda unit: (unit.id, unit.actor, unit.target))
    graph = nx.MultiDiGraph(kind=units.unit, factuality=factuality)
    graph.add_edges_from(direct_edges(units, ((unit, 1.0) for unit in kept)))
    for name, facts in graph.nodes(data=True):
        node = units.nodes[name]
        facts.update(label=node.label, type=node.type)
    return graph


def signed_digraph(graph: nx.MultiDiGraph) -> nx.DiGraph:
    """Add parallel edges up: one edge a pair, whose ``weight`` is the sum of their signs times weights.

    ``support``, ``oppose`` and ``neutral`` are the sums apart, so that a pair that is both for and against is seen;
    ``sign`` is that of the weight, and ``ids`` are those of what the edge rests on.

    >>> graph = nx.MultiDiGraph()
    >>> _ = graph.add_edge("a", "b", id="s1", sign=1), graph.add_edge("a", "b", id="s2", sign=-1)
    >>> signed_digraph(graph).edges["a", "b"]["weight"], signed_digraph(graph).edges["a", "b"]["ids"]
    (0.0, ('s1', 's2'))
    """
    result = nx.DiGraph(**graph.graph)
    result.add_nodes_from(graph.nodes(data=True))
    for source, target in dict.fromkeys(graph.edges()):
        parts = list(graph.get_edge_data(source, target).values())
        sums = {1: 0.0, -1: 0.0, 0: 0.0}
        for part in parts:
            sums[part["sign"]] += part.get("weight", 1.0)
        weight = sums[1] - sums[-1]
        ids = tuple(sorted(str(part["id"]) for part in parts))
        signs = {"support": sums[1], "oppose": sums[-1], "neutral": sums[0], "sign": (weight > 0) - (weight < 0)}
        result.add_edge(source, target, weight=weight, ids=ids, **signs)
    return result


def affiliation(graph: nx.MultiDiGraph, *, issues_only: bool = False) -> nx.DiGraph:
    """Return the two-mode network of actors and what they are for or against: an edge from actor to target.

    ``support`` is x_ij1 and ``oppose`` x_ij0, the numbers of statements of actor i for and against target j, and
    ``weight`` their difference (the two-mode *subtract* of Discourse Network Analyzer; Leifeld 2017, "Discourse network
    analysis: policy debates as dynamic networks"). Neutral edges say nothing and are left out, as are targets that are
    no issues if ``issues_only``.
    """
    signed = signed_digraph(graph)
    result = nx.DiGraph(**graph.graph)
    for source, target, facts in signed.edges(data=True):
        if facts["support"] + facts["oppose"] == 0 or (issues_only and graph.nodes[target].get("type") != "Issue"):
            continue
        result.add_nodes_from((node, graph.nodes[node]) for node in (source, target))
        result.add_edge(source, target, **facts)
    return result


def congruence(graph: nx.MultiDiGraph, *, issues_only: bool = False) -> nx.Graph:
    """Return who agrees with whom: actors i and i' tied by targets on which they take the same side.

    The weight is SUM_j SUM_k x_ijk x_i'jk over targets j and sides k (for, against), the congruence network of Leifeld
    (2017). ``targets`` are the shared targets, ``ids`` the stances of both that agree.
    """
    return _projected(graph, "congruence", issues_only)


def conflict(graph: nx.MultiDiGraph, *, issues_only: bool = False) -> nx.Graph:
    """Return who contradicts whom: actors i and i' tied by targets on which they take opposite sides.

    The weight is SUM_j SUM_k x_ijk x_i'j(1-k), the conflict network of Leifeld (2017); else as :func:`congruence`.
    """
    return _projected(graph, "conflict", issues_only)


def _projected(graph: nx.MultiDiGraph, kind: str, issues_only: bool) -> nx.Graph:
    weighted = [
        (Unit(str(facts["id"]), source, target, float(facts["sign"]), article=facts.get("article", "")),
         facts.get("weight", 1.0))
        for source, target, facts in graph.edges(data=True)
        if facts["sign"] and not (issues_only and graph.nodes[target].get("type") != "Issue")
    ]  # fmt: skip
    result = nx.Graph(**graph.graph)
    result.add_nodes_from((actor, graph.nodes[actor]) for actor in sorted({unit.actor for unit, _ in weighted}))
    for (one, other), tie in one_mode(tabulate(weighted), kind).items():
        result.add_edge(one, other, weight=tie.weight, targets=tuple(tie.targets), **rests_on(tie.units))
    return result


def agreement(graph: nx.MultiDiGraph) -> nx.Graph:
    """Return the non-negative layer in which coalitions are sought: pairs of actors with more for than against them.

    The weight of a pair is congruence + support - conflict - opposition between the two, where that is above zero, so
    that two actors who fight each other are not joined by one thing that both reject. Issues are no members; every
    actor is a node, alone or not.
    """
    balance: dict[tuple[str, str], float] = defaultdict(float)
    for layer, sign in ((congruence(graph), 1), (conflict(graph), -1)):
        for one, other, weight in layer.edges(data="weight"):
            balance[min(one, other), max(one, other)] += sign * weight
    for source, target, weight in signed_digraph(graph).edges(data="weight"):
        balance[min(source, target), max(source, target)] += weight
    result = nx.Graph()
    actors = sorted(node for node, kind in graph.nodes(data="type") if kind != "Issue")
    result.add_nodes_from((node, graph.nodes[node]) for node in actors)
    for (one, other), weight in sorted(balance.items()):
        if weight > 0 and one != other and one in result and other in result:
            result.add_edge(one, other, weight=weight)
    return result
