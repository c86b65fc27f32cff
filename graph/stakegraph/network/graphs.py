"""Query rows to networks: who stands how to whom, and what each tie rests on.

The rows are those of ``queries/network/stances.rq`` and ``queries/network/events.rq``, so that every number can be
reproduced by SPARQL; this module knows no store. A network is a NetworkX graph whose edges keep the ids of the stances
or events behind them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations

import networkx as nx

from stakegraph.errors import GraphError, UsageError

Row = Mapping[str, str | None]

FACTUALITIES = ("actual", "planned", "hypothetical", "denied")
COUNTED = ("actual", "planned")
"""The factualities that count unless others are asked for: what is denied or only imagined is no tie."""

SIGNS = {"support": 1, "oppose": -1}


def stance_network(rows: Iterable[Row], *, factuality: Collection[str] = COUNTED) -> nx.MultiDiGraph:
    """Build the network of stances: an edge a stance, from its holder to the actor or issue it is about.

    Nodes carry ``label`` and ``type``; edges ``sign`` (1 or -1), ``weight`` (1.0), ``id``, ``kind`` (the polarity),
    ``quote``, ``start``, ``end``, ``article``, ``article_title``, ``confidence``, ``rule``, ``factuality``, ``date``.
    The order of the rows does not matter, and a stance that comes twice counts once. Raises GraphError for a row that
    lacks a column or holds a value that can't be meant, UsageError for an unknown factuality.

    >>> row = {"stance": "s1", "holder": "ann", "holderLabel": "Ann", "holderType": "Person", "target": "tax",
    ...        "targetLabel": "the tax", "targetType": "Issue", "polarity": "oppose", "factuality": "actual"}
    >>> list(stance_network([row]).edges(data="sign"))
    [('ann', 'tax', -1)]
    """
    graph = nx.MultiDiGraph(kind="stance", factuality=_known(factuality))
    for row in _ordered(rows, "stance"):
        polarity = _value(row, "polarity")
        if polarity not in SIGNS:
            raise GraphError(f"the polarity of {row['stance']} is {polarity!r}; it must be support or oppose")
        _add(graph, row, ("stance", "holder", "target"), polarity, SIGNS[polarity])
    return graph


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
    graph = nx.MultiDiGraph(kind="event", factuality=_known(factuality))
    for row in _ordered(rows, "event"):
        sign = _number(row, "sign", 0)
        if sign not in (-1, 0, 1):
            raise GraphError(f"the sign of {row['event']} is {sign:g}; it must be -1, 0 or 1")
        kind = _value(row, "type").rpartition("/")[2].rpartition("#")[2]
        _add(graph, row, ("event", "source", "recipient"), kind, int(sign))
    return graph


def _known(factuality: Collection[str]) -> tuple[str, ...]:
    for value in (factuality,) if isinstance(factuality, str) else factuality:
        if value not in FACTUALITIES:
            raise UsageError(f"factuality {value!r} is unknown; use one of {', '.join(FACTUALITIES)}")
    return tuple(value for value in FACTUALITIES if value in factuality)


def _ordered(rows: Iterable[Row], key: str) -> list[Row]:
    return sorted(rows, key=lambda row: (row.get(key) or "", *(str(row[name] or "") for name in sorted(row))))


def _value(row: Row, column: str) -> str:
    value = row.get(column)
    if not value:
        raise GraphError(f"a row has no {column!r}; its columns are {', '.join(sorted(row)) or 'none'}")
    return value


def _number(row: Row, column: str, default: float) -> float:
    value = row.get(column)
    try:
        number = float(value) if value not in (None, "") else default
    except ValueError:
        number = float("nan")
    if number != number or abs(number) == float("inf"):
        raise GraphError(f"{column!r} is {value!r}; it must be a number")
    return number


def _add(graph: nx.MultiDiGraph, row: Row, columns: tuple[str, str, str], kind: str, sign: int) -> None:
    identifier, source, target = (_value(row, column) for column in columns)
    if (row.get("factuality") or "actual") not in graph.graph["factuality"]:
        return
    for column, node in zip(columns[1:], (source, target), strict=True):
        if node not in graph:
            graph.add_node(node, label=row.get(f"{column}Label") or node, type=row.get(f"{column}Type") or "Group")
    known = graph.get_edge_data(source, target, identifier)
    if known is not None:
        known["kind"] = "/".join(sorted({*known["kind"].split("/"), kind}))
        known["sign"] = sign if known["sign"] == sign else 0
        return
    facts: dict[str, str | float] = {
        name: row.get(name) or "" for name in ("quote", "article", "rule", "factuality", "date")
    }
    facts |= {"article_title": row.get("articleTitle") or "", "confidence": _number(row, "confidence", 1.0)}
    facts |= {name: int(_number(row, name, -1)) for name in ("start", "end")}
    graph.add_edge(source, target, identifier, id=identifier, kind=kind, sign=sign, weight=1.0, **facts)


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
    (2017). ``targets`` are the shared targets, ``ids`` the stances of both.
    """
    return _one_mode(affiliation(graph, issues_only=issues_only), same=True)


def conflict(graph: nx.MultiDiGraph, *, issues_only: bool = False) -> nx.Graph:
    """Return who contradicts whom: actors i and i' tied by targets on which they take opposite sides.

    The weight is SUM_j SUM_k x_ijk x_i'j(1-k), the conflict network of Leifeld (2017); else as :func:`congruence`.
    """
    return _one_mode(affiliation(graph, issues_only=issues_only), same=False)


def _one_mode(two_mode: nx.DiGraph, *, same: bool) -> nx.Graph:
    result = nx.Graph(**two_mode.graph)
    holders = sorted(node for node, degree in two_mode.out_degree() if degree)
    result.add_nodes_from((node, two_mode.nodes[node]) for node in holders)
    for one, other, target in _pairs(two_mode):
        a, b = two_mode.edges[one, target], two_mode.edges[other, target]
        sides = ("support", "oppose")
        weight = sum(a[side] * b[side if same else sides[1 - at]] for at, side in enumerate(sides))
        if weight:
            known = result.get_edge_data(one, other) or {"weight": 0.0, "targets": (), "ids": ()}
            ids = tuple(sorted({*known["ids"], *a["ids"], *b["ids"]}))
            result.add_edge(one, other, weight=known["weight"] + weight, targets=(*known["targets"], target), ids=ids)
    return result


def _pairs(two_mode: nx.DiGraph) -> Iterator[tuple[str, str, str]]:
    for target in sorted(node for node, degree in two_mode.in_degree() if degree):
        for one, other in combinations(sorted(two_mode.predecessors(target)), 2):
            yield one, other, target


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
