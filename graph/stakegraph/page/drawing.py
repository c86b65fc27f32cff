"""A network as things to draw: nodes and edges in a pyvis container, and the evidence that each edge rests on."""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx

from stakegraph.measures.centrality import strength
from stakegraph.measures.coalitions import coalitions
from stakegraph.network import SIGNS, agreement, signed_digraph
from stakegraph.page.document import article_page, label, plain, short, stem
from stakegraph.page.labels import FONT, Box, text_width, wrap
from stakegraph.page.layout import positions

if TYPE_CHECKING:
    from pyvis.network import Network

SHAPES = {"Person": "dot", "Organization": "square", "Country": "diamond", "Group": "triangle", "Issue": "box"}

# The colours of Okabe and Ito (2008), told apart by colour-blind readers; blue and vermillion are kept for the signs.
CAMP_COLOURS = ("#009E73", "#E69F00", "#CC79A7", "#56B4E9", "#F0E442")
NO_CAMP = "#9AA0A6"

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


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence behind an edge; ``fragment`` is the name by which it can be cited."""

    fragment: str
    sign: int
    verb: str
    kinds: tuple[str, ...]
    source: str
    target: str
    quote: str
    rule: str
    confidence: str
    factuality: str
    date: str
    article: str
    offsets: str
    href: str


@dataclass(frozen=True, slots=True)
class Camp:
    """A coalition as the legend names it."""

    number: int
    name: str
    colour: str
    size: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that a page shows: the pyvis container, the evidence, the camps, and how many of all nodes are in it."""

    container: Network
    lines: Mapping[int, Line]
    pieces: tuple[Piece, ...]
    camps: tuple[Camp, ...]
    shown: int
    total: int


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
    from pyvis.network import Network

    ties = {node: tie.ties for node, tie in strength(graph).items()}
    best = sorted((node for node in graph if ties[node]), key=lambda node: (-ties[node], node))
    shown = graph.subgraph(best[:limit] if limit else best).copy()
    # Leaving actors out can leave others without a tie to show: they would stand there without evidence.
    shown.remove_nodes_from([node for node, degree in dict(shown.degree()).items() if degree == 0])
    members, camps = _camps(shown)
    container = Network(directed=True)
    container.options = {}
    lines = LINES if graph.is_directed() else UNDIRECTED
    names: set[str] = set()
    _add_nodes(container, shown, ties, members, layout, names)
    pieces = _add_edges(container, shown, lines, names, link_articles)
    return Drawing(container, lines, tuple(pieces), tuple(camps), len(shown), len(best))


def node_fragment(node: str, *, issue: bool) -> str:
    """Return the name by which an actor or issue is cited in a page; ``node`` is its IRI.

    >>> node_fragment("https://w3id.org/stakegraph/actor/anna-berg", issue=False)
    'actor-anna-berg'
    """
    return f"{'issue' if issue else 'actor'}-{stem(node)}"


def name_camps(graph: nx.MultiDiGraph, *, limit: int = 0) -> dict[str, str]:
    """Return the coalitions of two or more that are found in a network: the name of its own for each member.

    They are sought among the ``limit`` nodes with most ties, or among all if it is 0.
    """
    ties = {node: tie.ties for node, tie in strength(graph).items()}
    if limit:
        graph = graph.subgraph(sorted(ties, key=lambda node: (-ties[node], node))[:limit])
    found = [group for group in coalitions(agreement(graph)) if len(group) > 1]
    return {node: _leader(graph, group, ties) for group in found for node in group}


def _camps(graph: nx.MultiGraph) -> tuple[dict[str, int], list[Camp]]:
    """Group actors by their ``camp`` where the graph says it, else by who agrees with whom."""
    known = {node: camp for node, camp in sorted(graph.nodes(data="camp")) if camp} or name_camps(graph)
    given: dict[str, list[str]] = defaultdict(list)
    for node, camp in known.items():
        given[str(camp)].append(node)
    named = sorted(given.items(), key=lambda item: (-len(item[1]), item[0]))[: len(CAMP_COLOURS)]
    members = {node: number for number, (_, group) in enumerate(named) for node in group}
    camps = [
        Camp(number, short(label(name), 40), CAMP_COLOURS[number], len(group))
        for number, (name, group) in enumerate(named)
    ]
    return members, camps


def _leader(graph: nx.MultiDiGraph, group: Iterable[str], ties: dict[str, float]) -> str:
    first = min(group, key=lambda node: (-ties[node], node))
    return f"around {label(str(graph.nodes[first]['label']))}"


def _add_nodes(
    container: Network,
    graph: nx.MultiGraph,
    ties: dict[str, float],
    members: dict[str, int],
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
    pulls: dict[tuple[str, str], float] = defaultdict(float)
    for source, target, facts in signed_digraph(graph).edges(data=True):
        if source != target:
            strong = 1.0 if facts["sign"] > 0 else 0.35
            pulls[min(source, target), max(source, target)] += strong * math.log2(1 + len(facts["ids"]))
    place = layout(nodes, pulls, members, {node: look.box for node, look in looks.items()})
    for node in nodes:
        look = looks[node]
        camp = members.get(node, -1)
        colour = CAMP_COLOURS[camp] if camp >= 0 else NO_CAMP
        container.add_node(
            node,
            fragment=_fragment(node_fragment(node, issue=look.kind == "Issue"), names),
            label="\n".join(look.lines),
            shape=SHAPES[look.kind],
            color=colour,
            size=look.size,
            font=look.font,
            x=place[node][0],
            y=place[node][1],
            half=look.box.width / 2,
            up=look.box.up,
            down=look.box.down,
            name=label(str(graph.nodes[node]["label"])),
            kind=look.kind,
            camp=camp,
        )


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
    bundles: dict[tuple[str, str, int], list[dict[str, Any]]] = defaultdict(list)
    for source, target, facts in graph.edges(data=True):
        ends = (source, target) if graph.is_directed() else (min(source, target), max(source, target))
        bundles[*ends, facts["sign"]].append(facts)
    beside: dict[frozenset[str], list[tuple[str, str, int]]] = defaultdict(list)
    for bundle in sorted(bundles):
        beside[frozenset(bundle[:2])].append(bundle)
    pieces: list[Piece] = []
    for bundle in sorted(bundles):
        parts = sorted(bundles[bundle], key=lambda part: (part["article"], part["start"], str(part["id"])))
        evidence = [_piece(part, _ends(graph, bundle, part), lines, names, link_articles) for part in parts]
        pieces += evidence
        weight = sum(part.get("weight", 1.0) for part in parts)
        bend = _bend(bundle, beside[frozenset(bundle[:2])])
        _add_edge(container, bundle, lines[bundle[2]], evidence, weight, bend)
    return pieces


def _ends(graph: nx.MultiGraph, bundle: tuple[str, str, int], facts: dict[str, Any]) -> tuple[str, str]:
    """Return the names of who is the subject and who the object of a piece; a tie without direction has both ways."""
    one, other = (label(str(graph.nodes[node]["label"])) for node in bundle[:2])
    return (other, one) if facts.get("holder", bundle[0]) == bundle[1] else (one, other)


def _bend(bundle: tuple[str, str, int], group: list[tuple[str, str, int]]) -> float:
    """Return how far an edge bows out, so that edges of the same two nodes run side by side."""
    bend = (group.index(bundle) - (len(group) - 1) / 2) * 0.3
    return round(-bend if bundle[0] > bundle[1] else bend, 3)


def _add_edge(
    container: Network,
    bundle: tuple[str, str, int],
    line: Line,
    evidence: list[Piece],
    weight: float,
    bend: float,
) -> None:
    source, target, sign = bundle
    # Without colours of its own for "highlight" and "hover", vis paints a selected edge grey: the sign would be gone.
    colour = {"color": line.colour, "highlight": line.colour, "hover": line.colour, "inherit": False}
    container.add_edge(
        source,
        target,
        id="tie-" + hashlib.sha256("\x1f".join(map(str, bundle)).encode("utf-8", "replace")).hexdigest()[:12],
        color=colour,
        dashes=list(line.dashes) or False,
        arrows={"to": {"enabled": bool(line.arrow), "type": line.arrow, "scaleFactor": 0.8}},
        smooth={"enabled": True, "type": "curvedCW", "roundness": bend} if bend else False,
        width=round(1.5 + 1.2 * math.log2(max(1.0, weight)), 2),
        sign=sign,
        evidence=evidence,
    )


def _piece(
    facts: dict[str, Any], ends: tuple[str, str], lines: Mapping[int, Line], names: set[str], link_articles: bool
) -> Piece:
    sign, kinds = facts["sign"], tuple(plain(str(facts["kind"])).split("/"))
    fragment = _fragment(stem(str(facts["id"])), names)
    start, end, article = facts["start"], facts["end"], facts["article"]
    placed = 0 <= start < end
    href = f"{article_page(article)}#evidence-{start}-{end}" if article and placed and link_articles else ""
    return Piece(
        fragment=fragment,
        sign=sign,
        verb=plain(facts["verb"]) if "verb" in facts else _verb(kinds, lines[sign]),
        kinds=() if kinds[0] in SIGNS else kinds,
        source=ends[0],
        target=ends[1],
        quote=plain(facts["quote"]),
        rule=plain(facts["rule"]),
        confidence=f"{facts['confidence']:.2f}",
        factuality=plain(facts["factuality"]),
        date=plain(facts["date"]),
        article=label(facts["article_title"]) if facts["article_title"] else stem(article) if article else "",
        offsets=f"{start}–{end}" if placed else "",
        href=href,
    )


def _verb(kinds: Sequence[str], line: Line) -> str:
    return line.verb if kinds[0] in SIGNS else " or ".join(kinds).lower()


def _fragment(name: str, used: set[str]) -> str:
    """Return a name that is not used yet; an event between several actors has a piece for each pair of them."""
    fragment = name
    turn = 1
    while fragment in used:
        turn += 1
        fragment = f"{name}-{turn}"
    used.add(fragment)
    return fragment
