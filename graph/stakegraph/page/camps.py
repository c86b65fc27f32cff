"""The groups by which a map is coloured: coalitions and countries, each with its colour and the shape of its ground."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
import numpy.typing as npt

from stakegraph.measures.centrality import strength
from stakegraph.measures.coalitions import coalitions
from stakegraph.network import agreement
from stakegraph.page.document import label, short

# The colours of Okabe and Ito (2008), told apart by colour-blind readers; blue and vermillion are kept for the signs.
CAMP_COLOURS = ("#009E73", "#E69F00", "#CC79A7", "#56B4E9", "#F0E442")
NO_CAMP = "#9AA0A6"

Array = npt.NDArray[np.float64]

REACH = 56.0
"""How near a line an actor stands on its ground; that is a little broader than it is drawn."""


@dataclass(frozen=True, slots=True)
class Camp:
    """A group of actors as the legend names it; members are shown in its colour."""

    number: int
    name: str
    colour: str
    size: int


@dataclass(frozen=True, slots=True)
class Grouping:
    """One way to divide the actors of a map: the largest groups, the number of each member's, and how many are left."""

    key: str
    title: str
    camps: tuple[Camp, ...]
    members: Mapping[str, int]
    left: int


def groupings(graph: nx.MultiGraph) -> tuple[Grouping, Grouping]:
    """Return the actors of a network by coalition and by country.

    Coalitions are told by the attribute ``camp`` of the nodes where one has it, else by who agrees with whom; countries
    by the attribute ``country``.
    """
    actors = [node for node, kind in sorted(graph.nodes(data="type")) if kind != "Issue"]
    camps = {node: str(camp) for node, camp in graph.nodes(data="camp") if camp} or name_camps(graph)
    countries = {node: str(country) for node, country in graph.nodes(data="country") if country}
    return _grouping("camp", "Coalitions", camps, actors), _grouping("land", "Countries", countries, actors)


def _grouping(key: str, title: str, names: Mapping[str, str], actors: Sequence[str]) -> Grouping:
    found: dict[str, list[str]] = defaultdict(list)
    for node in sorted(names):
        found[names[node]].append(node)
    named = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))[: len(CAMP_COLOURS)]
    camps = tuple(
        Camp(number, short(label(name), 40), CAMP_COLOURS[number], len(group))
        for number, (name, group) in enumerate(named)
    )
    members = {node: number for number, (_, group) in enumerate(named) for node in group}
    return Grouping(key, title, camps, members, sum(node not in members for node in actors))


def name_camps(graph: nx.MultiGraph, *, limit: int = 0) -> dict[str, str]:
    """Return the coalitions of two or more that are found in a network: the name of its own for each member.

    They are sought among the ``limit`` nodes with most ties, or among all if it is 0.
    """
    ties = {node: tie.ties for node, tie in strength(graph).items()}
    if limit:
        graph = graph.subgraph(sorted(ties, key=lambda node: (-ties[node], node))[:limit])
    found = [group for group in coalitions(agreement(graph)) if len(group) > 1]
    return {node: _leader(graph, group, ties) for group in found for node in group}


def _leader(graph: nx.MultiGraph, group: Iterable[str], ties: Mapping[str, float]) -> str:
    first = min(group, key=lambda node: (-ties[node], node))
    return f"around {label(str(graph.nodes[first]['label']))}"


def ground(places: Array, members: Sequence[int], others: Sequence[int]) -> list[tuple[int, int]]:
    """Return the pairs of nodes between which the ground of a group reaches; a member and itself is a place alone.

    ``places`` are those of all nodes, ``others`` the actors that are no members. The pairs are those of the shortest
    tree of the members (Prim 1957), without those that would reach over somebody else; drawn as broad lines with round
    ends they hold a group together and cover nobody who does not belong to it, as the hull of all members would.

    >>> places = np.array([[0.0, 0.0], [900.0, 0.0], [400.0, 0.0], [650.0, 9.0]])
    >>> ground(places, [0, 1, 2], [3])
    [(0, 0), (1, 1), (2, 2), (0, 2)]
    """
    pairs = np.array(_tree(places, members), dtype=np.intp).reshape(-1, 2)
    free = ~_covers(places[pairs[:, 0]], places[pairs[:, 1]], places[list(others)])
    return [(node, node) for node in members] + [(one, other) for one, other in pairs[free].tolist()]


def _tree(places: Array, members: Sequence[int]) -> list[tuple[int, int]]:
    x, y = places[list(members)].T
    joined = np.zeros(len(members), dtype=bool)
    nearest = np.zeros(len(members), dtype=np.intp)
    away = np.full(len(members), np.inf)
    found: list[tuple[int, int]] = []
    last = 0
    for _ in members[1:]:
        joined[last] = True
        distance = (x - x[last]) ** 2 + (y - y[last]) ** 2
        nearer = distance < away
        away[nearer], nearest[nearer] = distance[nearer], last
        last = int(np.where(joined, np.inf, away).argmin())
        found.append((members[nearest[last]], members[last]))
    return found


def _covers(start: Array, end: Array, others: Array) -> npt.NDArray[np.bool_]:
    """Return which lines have one of ``others`` on their ground."""
    # From left to right, a line is compared with those alone that stand between its ends.
    others = others[np.argsort(others[:, 0], kind="stable")]
    first = np.searchsorted(others[:, 0], np.minimum(start[:, 0], end[:, 0]) - REACH)
    last = np.searchsorted(others[:, 0], np.maximum(start[:, 0], end[:, 0]) + REACH)
    counts = last - first
    line = np.repeat(np.arange(len(start)), counts)
    other = np.arange(len(line)) - np.repeat(np.cumsum(counts) - counts - first, counts)
    (along_x, along_y), (x, y) = (end - start)[line].T, (others[other] - start[line]).T
    share = np.clip((x * along_x + y * along_y) / np.maximum(along_x**2 + along_y**2, 1e-9), 0, 1)
    near = (along_x * share - x) ** 2 + (along_y * share - y) ** 2 < REACH**2
    return np.bincount(line[near], minlength=len(start)) > 0
