"""The page of discourse: which actors agree and which disagree, on what, and by which stances of both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import networkx as nx

from stakegraph.model import digest
from stakegraph.network import conflict, congruence
from stakegraph.page.diagram import render_network
from stakegraph.page.document import label, plain
from stakegraph.page.drawing import LINES

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

    Behind a tie lie the stances of both actors toward what they share. Where many take sides on one issue nearly all
    are tied to all: of more than twice ``limit`` ties the strongest are shown, and the page says so. All else is as in
    ``render_network``.

    >>> "nothing to draw" in render_discourse(nx.MultiDiGraph(), title="No stances")
    True
    """
    ties = _ties(stances)
    shown = ties[: 2 * limit] if limit else ties
    left_out = f"Of {len(ties)} ties the {len(shown)} strongest are shown. " if len(shown) < len(ties) else ""
    return render_network(
        _network(stances, shown),
        title=title,
        subtitle=subtitle,
        limit=limit,
        link_articles=link_articles,
        home=home,
        hint=left_out + HINT,
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
    return _network(stances, _ties(stances))


_Tie = tuple[str, str, int, dict[str, Any]]


def _ties(stances: nx.MultiDiGraph) -> list[_Tie]:
    """Return the ties of congruence (1) and conflict (-1), the strongest first."""
    layers = ((congruence(stances), 1), (conflict(stances), -1))
    ties = [(*sorted((one, other)), sign, tie) for layer, sign in layers for one, other, tie in layer.edges(data=True)]
    return sorted(ties, key=lambda tie: (-tie[3]["weight"], *tie[:3]))


def _network(stances: nx.MultiDiGraph, ties: Sequence[_Tie]) -> nx.MultiGraph:
    result = nx.MultiGraph()
    held = _held(stances)
    for one, other, sign, tie in ties:
        result.add_nodes_from((node, stances.nodes[node]) for node in (one, other))
        shared = [part for target in tie["targets"] for part in _shared(held, (one, other), target, sign)]
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
