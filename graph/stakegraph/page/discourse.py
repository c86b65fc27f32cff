"""The page of discourse: which actors agree and which disagree, on what, and by which stances of both."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import networkx as nx

from stakegraph.model import digest
from stakegraph.network import conflict, congruence
from stakegraph.page.diagram import render_network
from stakegraph.page.document import label, plain
from stakegraph.page.drawing import LINES

PIECES = 4
"""How many pieces of evidence a page has for each of the most actors that it shows."""

HINT = (
    "Two actors agree on what both are for or both are against, and disagree on what one is for and the other against "
    "(congruence and conflict; Leifeld 2017). Line width: pairs of such stances. Size: the sum of an actor's ties."
)


def render_discourse(
    stances: nx.MultiDiGraph,
    *,
    title: str,
    subtitle: str = "",
    limit: int = 300,
    link_articles: bool = True,
    home: str = "",
) -> str:
    """Return one HTML page with the congruence and conflict networks of a stance network, drawn as one.

    Behind a tie lie the stances of both actors toward what they share. Of more than ``limit`` actors those with most
    stances are shown. Where many take sides on one issue nearly all are tied to all: the strongest ties are shown, up
    to ``PIECES`` pieces of evidence an actor. The page says what is left out; with the limit 0 nothing is. All else is
    as in ``render_network``.

    >>> "nothing to draw" in render_discourse(nx.MultiDiGraph(), title="No stances")
    True
    """
    most = _most(stances, limit)
    kept = stances.edge_subgraph((*ends, key) for *ends, key in stances.edges(keys=True) if ends[0] in most)
    ties = _ties(kept)
    graph = _network(kept, ties, limit * PIECES if limit else None)
    shown = len({(*sorted((one, other)), sign) for one, other, sign in graph.edges(data="sign")})
    left_out = ""
    if len(most) < len({holder for holder, _ in stances.edges()}):
        left_out += f"Shown are the {len(most)} actors with most stances. "
    if shown < len(ties):
        left_out += f"Shown are the {shown} strongest of {len(ties)} ties. "
    return render_network(
        graph,
        title=title,
        subtitle=subtitle,
        limit=0,
        link_articles=link_articles,
        home=home,
        hint=left_out + HINT,
        nothing="There is nothing to draw: no two actors take sides on the same thing.",
    )


def discourse_network(stances: nx.MultiDiGraph) -> nx.MultiGraph:
    """Return who agrees (sign 1) and who disagrees (sign -1) with whom: an edge for each stance that makes them so.

    The weights of the edges of two actors add up to that of ``congruence`` or ``conflict``. An edge has the facts of
    its stance, ``holder``, and ``verb``, which tells what the stance is and that the other shares it.

    >>> graph = nx.MultiDiGraph()
    >>> for name in ("ann", "bob", "tax"):
    ...     graph.add_node(name, label=name, type="Person")
    >>> for key, name, sign in (("s1", "ann", 1), ("s2", "bob", -1)):
    ...     _ = graph.add_edge(name, "tax", key, id=key, sign=sign, kind="support" if sign > 0 else "oppose")
    >>> [(ends, facts["holder"], facts["verb"]) for *ends, facts in discourse_network(graph).edges(data=True)]
    [(['ann', 'bob'], 'ann', 'supports tax, unlike'), (['ann', 'bob'], 'bob', 'opposes tax, unlike')]
    """
    return _network(stances, _ties(stances), None)


_Tie = tuple[str, str, int, dict[str, Any]]


def _most(stances: nx.MultiDiGraph, limit: int) -> set[str]:
    """Return the actors with most stances, all if ``limit`` is 0."""
    count = Counter(holder for holder, _ in stances.edges())
    order = sorted(count, key=lambda holder: (-count[holder], holder))
    return set(order[:limit] if limit else order)


def _ties(stances: nx.MultiDiGraph) -> list[_Tie]:
    """Return the ties of congruence (1) and conflict (-1), the strongest first."""
    layers = ((congruence(stances), 1), (conflict(stances), -1))
    ties = [(*sorted((one, other)), sign, tie) for layer, sign in layers for one, other, tie in layer.edges(data=True)]
    return sorted(ties, key=lambda tie: (-tie[3]["weight"], *tie[:3]))


def _network(stances: nx.MultiDiGraph, ties: Sequence[_Tie], most: int | None) -> nx.MultiGraph:
    """Return the network of ``ties``, up to the tie with which there would be more than ``most`` edges."""
    result = nx.MultiGraph(query=stances.graph.get("query", ""))
    held = _held(stances)
    for one, other, sign, tie in ties:
        shared = [part for target in tie["targets"] for part in _shared(held, (one, other), target, sign)]
        if most is not None and result and result.number_of_edges() + len(shared) > most:
            break
        result.add_nodes_from((node, stances.nodes[node]) for node in (one, other))
        for holder, rest, facts in shared:
            key = f"{facts['id']}-{digest(plain(rest), sign)[:6]}"
            own = {"id": key, "sign": sign, "holder": holder, "weight": tie["weight"] / len(shared)}
            result.add_edge(one, other, key=key, **facts | own | {"verb": _verb(stances, facts, sign)})
    return result


_Held = dict[tuple[str, str, int], list[dict[str, Any]]]


def _held(stances: nx.MultiDiGraph) -> _Held:
    """Return the stances of each holder toward each target by their sign."""
    held: _Held = defaultdict(list)
    for holder, target, facts in stances.edges(data=True):
        held[holder, target, facts["sign"]].append({**facts, "about": target})
    return held


def _shared(held: _Held, pair: tuple[str, str], target: str, sign: int) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield the stances of a pair toward ``target`` that make them agree or disagree: holder, the other, facts."""
    for holder, rest in (pair, pair[::-1]):
        for side in (1, -1):
            if held.get((rest, target, side * sign)):
                yield from ((holder, rest, facts) for facts in held.get((holder, target, side), ()))


def _verb(stances: nx.MultiDiGraph, facts: dict[str, Any], sign: int) -> str:
    about = label(str(stances.nodes[facts["about"]]["label"]))
    return f"{LINES[facts['sign']].verb} {about}, {'as does' if sign > 0 else 'unlike'}"
