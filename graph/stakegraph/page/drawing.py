"""A network as things to draw: nodes and edges in a pyvis container, and the evidence that each edge rests on."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from stakegraph.measures.centrality import strength
from stakegraph.network import signed_digraph
from stakegraph.page.camps import CAMP_COLOURS, NO_CAMP, Grouping, ground, groupings
from stakegraph.page.choice import choose
from stakegraph.page.container import empty_container
from stakegraph.page.document import label, stem
from stakegraph.page.labels import FONT, Box, text_width, wrap
from stakegraph.page.layout import positions
from stakegraph.page.pieces import Piece, free_name, piece

if TYPE_CHECKING:
    from pyvis.network import Network

SHAPES = {"Person": "dot", "Organization": "square", "Country": "diamond", "Group": "triangle", "Issue": "box"}

NAMED = 20
"""How many of the most tied nodes have larger labels in a large map."""


@dataclass(frozen=True, slots=True)
class Line:
    """How ties of one sign look: by colour, by dashes and by arrowhead, so that none of them is needed alone.

    ``arrow`` is empty where a tie has no direction.
    """

    sign: int
    name: str
    verb: str
    colour: str
    dashes: tuple[int, ...]
    arrow: str


LINES = {
    1: Line(1, "support", "supports", "#0072B2", (), "arrow"),
    -1: Line(-1, "oppose", "opposes", "#D55E00", (9, 5), "bar"),
    0: Line(0, "neutral", "deals with", "#80868B", (2, 4), "vee"),
}


UNDIRECTED = {
    1: Line(1, "agree", "agrees with", LINES[1].colour, LINES[1].dashes, ""),
    -1: Line(-1, "disagree", "disagrees with", LINES[-1].colour, LINES[-1].dashes, ""),
}

Layout = Callable[
    [Sequence[str], Mapping[tuple[str, str], float], Mapping[str, int], Mapping[str, Box]], dict[str, tuple[int, int]]
]
"""What places the nodes of a map, called as :func:`stakegraph.page.layout.positions` is."""

Bundle = tuple[str, str, int]
"""Two nodes and a sign: all evidence of that sign between them is one edge."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that a page shows: the pyvis container, the evidence and the groups.

    ``total`` is the number of all nodes with ties, ``evidence`` that of the pieces between those that are shown.
    ``grounds`` has, for each grouping by its key, the pairs of nodes between which the ground of each group reaches.
    """

    container: Network
    lines: Mapping[int, Line]
    pieces: tuple[Piece, ...]
    groupings: tuple[Grouping, ...]
    grounds: Mapping[str, tuple[tuple[tuple[int, int], ...], ...]]
    total: int
    evidence: int


@dataclass(frozen=True, slots=True)
class Look:
    """How a node looks: its type, the lines of its label, its radius and the size of its letters."""

    kind: str
    lines: tuple[str, ...]
    size: int
    font: int

    @property
    def box(self) -> Box:
        """What the node and its label cover."""
        width = max(text_width(line, self.font) for line in self.lines)
        height = self.font * 1.25 * len(self.lines)
        if self.kind == "Issue":
            return Box(width + 14, height / 2 + 6, height / 2 + 6)
        return Box(max(width, 2 * self.size), self.size, self.size + height + 4)


def draw(graph: nx.MultiGraph, *, limit: int, link_articles: bool, layout: Layout = positions) -> Drawing:
    """Choose what is shown, place it by ``layout``, and put it into a pyvis container."""
    ties = {node: tie.ties for node, tie in strength(graph).items()}
    shown = choose(graph, ties, limit)
    groups = groupings(shown)
    container = empty_container()
    lines = LINES if graph.is_directed() else UNDIRECTED
    names: set[str] = set()
    _add_nodes(container, shown, ties, groups, layout, names)
    pieces = _add_edges(container, shown, lines, names, link_articles)
    grounds = {group.key: _grounds(container, group) for group in groups}
    total = sum(tie > 0 for tie in ties.values())
    return Drawing(container, lines, tuple(pieces), groups, grounds, total, _evidence_among(graph, shown))


def _evidence_among(graph: nx.MultiGraph, shown: nx.MultiGraph) -> int:
    return sum(source in shown and target in shown for source, target in graph.edges())


def node_fragment(node: str, *, issue: bool) -> str:
    """Return the name by which an actor or issue is cited in a page; ``node`` is its IRI.

    >>> node_fragment("https://w3id.org/stakegraph/actor/anna-berg", issue=False)
    'actor-anna-berg'
    """
    return f"{'issue' if issue else 'actor'}-{stem(node)}"


def _grounds(container: Network, grouping: Grouping) -> tuple[tuple[tuple[int, int], ...], ...]:
    nodes = container.nodes
    places = np.array([(node["x"], node["y"]) for node in nodes], dtype=np.float64).reshape(-1, 2)
    numbers = [(at, node[grouping.key]) for at, node in enumerate(nodes) if node["kind"] != "Issue"]
    found = []
    for camp in grouping.camps:
        members = [at for at, number in numbers if number == camp.number]
        found.append(tuple(ground(places, members, [at for at, number in numbers if number != camp.number])))
    return tuple(found)


def _add_nodes(
    container: Network,
    graph: nx.MultiGraph,
    ties: Mapping[str, float],
    groups: tuple[Grouping, Grouping],
    layout: Layout,
    names: set[str],
) -> None:
    most = max(ties.values(), default=1.0)
    nodes = sorted(graph, key=lambda node: (-ties[node], node))
    large = _large_font(len(nodes))
    looks = {
        node: _look(graph.nodes[node], ties[node] / most, large if rank < NAMED else FONT)
        for rank, node in enumerate(nodes)
    }
    boxes = {node: look.box for node, look in looks.items()}
    place = layout(nodes, _pulls(graph), groups[0].members, boxes)
    for node in nodes:
        look, box, facts = looks[node], boxes[node], graph.nodes[node]
        numbers = {group.key: group.members.get(node, -1) for group in groups}
        container.add_node(
            node,
            fragment=free_name(node_fragment(node, issue=look.kind == "Issue"), names),
            label="\n".join(look.lines),
            shape=SHAPES[look.kind],
            color=CAMP_COLOURS[numbers["camp"]] if numbers["camp"] >= 0 else NO_CAMP,
            size=look.size,
            font=look.font,
            x=place[node][0],
            y=place[node][1],
            half=round(box.width / 2, 1),
            up=round(box.up, 1),
            down=round(box.down, 1),
            name=label(str(facts["label"])),
            kind=look.kind,
            ties=ties[node],
            aliases=label(facts["aliases"]) if facts.get("aliases") else "",
            country=label(facts["country"]) if facts.get("country") else "",
            language=facts.get("language", ""),
            **numbers,
        )


def _pulls(graph: nx.MultiGraph) -> dict[tuple[str, str], float]:
    pulls: dict[tuple[str, str], float] = defaultdict(float)
    for source, target, facts in signed_digraph(graph).edges(data=True):
        if source != target:
            strong = 1.0 if facts["sign"] > 0 else 0.35
            pulls[min(source, target), max(source, target)] += strong * math.log2(1 + len(facts["ids"]))
    return pulls


def _large_font(count: int) -> int:
    """Return the size of the labels of the most tied nodes, so that a large map as a whole still names some."""
    return min(42, round(FONT * math.sqrt(max(1.0, count / 40))))


def _look(facts: dict[str, Any], share: float, font: int) -> Look:
    kind = facts.get("type", "Group")
    kind = kind if kind in SHAPES else "Group"
    lines = wrap(label(str(facts["label"])), width=22 if kind == "Issue" else 17)
    return Look(kind, tuple(lines), round(9 + 17 * math.sqrt(share) * font / FONT), font)


def _add_edges(
    container: Network, graph: nx.MultiGraph, lines: Mapping[int, Line], names: set[str], link_articles: bool
) -> list[Piece]:
    """Draw one edge for each pair and sign, which holds all pieces of evidence of that sign."""
    bundles: dict[Bundle, list[dict[str, Any]]] = defaultdict(list)
    for source, target, facts in graph.edges(data=True):
        ends = (source, target) if graph.is_directed() else (min(source, target), max(source, target))
        bundles[*ends, facts["sign"]].append(facts)
    beside: dict[frozenset[str], list[Bundle]] = defaultdict(list)
    for bundle in sorted(bundles):
        beside[frozenset(bundle[:2])].append(bundle)
    pieces: list[Piece] = []
    for bundle in sorted(bundles):
        parts = sorted(bundles[bundle], key=lambda part: (part["article"], part["start"], str(part["id"])))
        line = lines[bundle[2]]
        evidence = [piece(part, _ends(graph, bundle, part), line, names, link_articles=link_articles) for part in parts]
        pieces += evidence
        weight = sum(part.get("weight", 1.0) for part in parts)
        _add_edge(container, bundle, line, evidence, weight, _bend(bundle, beside[frozenset(bundle[:2])]))
    return pieces


def _ends(graph: nx.MultiGraph, bundle: Bundle, facts: dict[str, Any]) -> tuple[str, str]:
    """Return the names of who is the subject and who the object of a piece; a tie without direction has both ways."""
    one, other = (label(str(graph.nodes[node]["label"])) for node in bundle[:2])
    return (other, one) if facts.get("holder", bundle[0]) == bundle[1] else (one, other)


def _bend(bundle: Bundle, group: Sequence[Bundle]) -> float:
    """Return how far an edge bows out, so that edges of the same two nodes run side by side."""
    bend = (group.index(bundle) - (len(group) - 1) / 2) * 0.3
    return round(-bend if bundle[0] > bundle[1] else bend, 3)


def _add_edge(
    container: Network, bundle: Bundle, line: Line, evidence: Sequence[Piece], weight: float, bend: float
) -> None:
    source, target, sign = bundle
    container.add_edge(
        source,
        target,
        color=line.colour,
        dashes=list(line.dashes) or False,
        arrows={"to": {"enabled": bool(line.arrow), "type": line.arrow}},
        smooth={"enabled": True, "type": "curvedCW", "roundness": bend} if bend else False,
        width=round(1.5 + 1.2 * math.log2(max(1.0, weight)), 2),
        sign=sign,
        evidence=evidence,
    )
