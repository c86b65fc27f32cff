"""The page of a network: a map to look at, the evidence behind each line, and a table of everything shown."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import networkx as nx

from stakegraph.page.camps import NO_CAMP
from stakegraph.page.document import environment, label, one_script, render, vis_network
from stakegraph.page.drawing import SHAPES, Drawing, Layout, draw
from stakegraph.page.layout import positions
from stakegraph.page.picture import picture
from stakegraph.vocabulary import PREFIXES

HINT = "Size: number of ties. Line width: pieces of evidence."

NOTHING = "There is nothing to draw: no tie between two actors, or an actor and an issue, was found."

EVENT_SIGNS = {1: "cooperation", -1: "conflict", 0: "neutral"}
"""What the signs of events mean, in the words of event coding."""

SCRIPTS = ("unpack", "data", "filters", "map", "panel", "find", "picture", "save", "start")
"""The files of ``templates/map``, in the order in which they make up one script."""

COLUMNS = ("id", "label", "x", "y", "size", "half", "up", "down", "font", "camp", "land")
"""What the script needs of a node; its other facts stand in the table of nodes, and are read from there."""


def render_network(
    graph: nx.MultiGraph,
    *,
    title: str,
    subtitle: str = "",
    limit: int = 300,
    link_articles: bool = True,
    home: str = "",
    layout: Layout = positions,
    hint: str = HINT,
    nothing: str = NOTHING,
) -> str:
    """Return one HTML page that draws a network of stances or events and asks for no other file.

    ``graph`` is that of ``stance_network`` or ``event_network``; what ``add_background`` added to it is shown too. An
    edge stands for all stances (events) of one sign from one actor to one target; its evidence can be cited by a
    fragment, the last part of the id of the stance. Actors are coloured by their attribute ``camp`` if the graph has
    it, else by the coalitions found in it, or by their ``country``. Of more than ``limit`` actors and issues those with
    the most ties are shown, and of very much evidence the surest of each tie, and the page says so; 0 shows all. The
    pieces of evidence lead to the pages of ``render_article`` unless ``link_articles`` is off, and the page to
    ``home``, the name of the index page, if there is one. ``layout`` places the nodes, ``hint`` tells how to read the
    map, and ``nothing`` is said where it is empty. Ties of an undirected graph have no arrowhead. The same graph gives
    the same bytes.

    >>> graph = nx.MultiDiGraph()
    >>> "nothing to draw" in render_network(graph, title="No news")
    True
    """
    title, subtitle = label(title), label(subtitle) if subtitle else ""
    drawing = draw(graph, limit=limit, link_articles=link_articles, layout=layout)
    if not drawing.pieces:
        return render("empty.html", title=title, subtitle=subtitle, page="empty-page", home=home, nothing=nothing)
    nodes, edges = drawing.container.nodes, drawing.container.edges
    articles = sorted({piece.article_id for piece in drawing.pieces})
    evidence = _base([piece.evidence for piece in drawing.pieces])
    return render(
        "network.html",
        scripts=[map_script()],
        library=vis_network(),
        page="network",
        title=title,
        subtitle=subtitle,
        home=home,
        hint=hint,
        what="actors and issues" if any(node["kind"] == "Issue" for node in nodes) else "actors",
        nodes=nodes,
        edges=edges,
        pieces=drawing.pieces,
        numbers={article: number for number, article in enumerate(articles)},
        camps=drawing.groupings[0].camps,
        groupings=[grouping for grouping in drawing.groupings if grouping.camps],
        no_camp=NO_CAMP,
        total=drawing.total,
        among=drawing.evidence,
        picture=picture(drawing, _sign_names(drawing)),
        evidence=evidence,
        data=_data(drawing, articles, evidence, _item_class(drawing, directed=graph.is_directed())),
        query=_with_prefixes(graph.graph.get("query", "")),
        **_legend(drawing),
    )


def render_svg(graph: nx.MultiGraph, *, title: str, limit: int = 300) -> str:
    """Return the map of :func:`render_network` as a still picture (SVG), at the same places, for papers and slides.

    An empty network gives an empty picture.

    >>> render_svg(nx.MultiDiGraph(), title="No news").startswith("<svg ")
    True
    """
    drawing = draw(graph, limit=limit, link_articles=False)
    return (
        environment()
        .get_template("picture.svg")
        .render(picture=picture(drawing, _sign_names(drawing)), title=label(title))
    )


def map_script() -> str:
    """Return the script of the map: its files share one scope of their own."""
    return one_script("saving.js", *(f"map/{name}.js" for name in SCRIPTS))


def _item_class(drawing: Drawing, *, directed: bool) -> str:
    """Return the class of what the edges rest on; ties without direction rest on what is between others."""
    if not directed:
        return ""
    return "Event" if any(piece.kinds for piece in drawing.pieces) else "Stance"


def _with_prefixes(query: str) -> str:
    """Return a query with the prefixes that it uses declared, so that any endpoint answers it."""
    used = [name for name in PREFIXES if re.search(rf"\b{name}:", query)]
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in used) + query


def _data(drawing: Drawing, articles: list[str], evidence: str, item: str) -> dict[str, Any]:
    """Return what the script needs to draw; the words it shows stand in the tables already, and are read from there."""
    nodes = drawing.container.nodes
    place = {node["id"]: at for at, node in enumerate(nodes)}
    base = _base([node["id"] for node in nodes])
    # The pieces stand in the table in the order of the edges, so it is enough to say how many an edge has.
    edges = [
        [
            place[edge["from"]],
            place[edge["to"]],
            edge["sign"],
            edge["width"],
            edge["smooth"]["roundness"] if edge["smooth"] else 0,
            len(edge["evidence"]),
        ]
        for edge in drawing.container.edges
    ]
    items = _base([piece.id for piece in drawing.pieces])
    return {
        "base": base,
        "columns": COLUMNS,
        "nodes": [[node["id"].removeprefix(base), *(node[name] for name in COLUMNS[1:])] for node in nodes],
        "edges": edges,
        "lines": {
            sign: {"name": line.name, "colour": line.colour, "dashes": line.dashes, "arrow": line.arrow}
            for sign, line in drawing.lines.items()
        },
        "groups": {
            grouping.key: [
                {"name": camp.name, "colour": camp.colour, "ground": ground}
                for camp, ground in zip(grouping.camps, drawing.grounds[grouping.key], strict=True)
            ]
            for grouping in drawing.groupings
        },
        "days": _days(drawing),
        "item": item,
        "items": {
            "base": items,
            # The IRIs that are not made of the base and the fragment.
            "odd": {piece.fragment: piece.id for piece in drawing.pieces if piece.id != items + piece.fragment},
        },
        "evidence": evidence,
        "articles": articles,
        "languages": {str(at): node["language"] for at, node in enumerate(nodes) if node["language"] not in ("", "en")},
    }


def _base(iris: list[str]) -> str:
    """Return the folder in which all of ``iris`` lie.

    >>> _base(["https://x.org/actor/ann", "https://x.org/actor/anton"])
    'https://x.org/actor/'
    """
    low, high = min(iris), max(iris)
    same = next((at for at, (one, other) in enumerate(zip(low, high, strict=False)) if one != other), len(low))
    return low[: low.rfind("/", 0, same) + 1]


def _days(drawing: Drawing) -> list[str]:
    return sorted({piece.date[:10] for piece in drawing.pieces if re.match(r"\d{4}-\d\d-\d\d", piece.date)})


def _sign_names(drawing: Drawing) -> dict[int, str]:
    if any(piece.kinds for piece in drawing.pieces):
        return EVENT_SIGNS
    return {sign: line.name for sign, line in drawing.lines.items()}


def _legend(drawing: Drawing) -> dict[str, Any]:
    """Return what is in the drawing, with counts: ties by sign, nodes by type, and events by kind."""
    signs = Counter(piece.sign for piece in drawing.pieces)
    kinds = Counter(kind for piece in drawing.pieces for kind in piece.kinds)
    names = _sign_names(drawing)
    types = Counter(node["kind"] for node in drawing.container.nodes)
    return {
        "days": _days(drawing),
        "weakest": min((piece.confidence for piece in drawing.pieces), key=float),
        "strongest": max((piece.confidence for piece in drawing.pieces), key=float),
        "lines": [(line, names[line.sign], signs[line.sign]) for line in drawing.lines.values() if signs[line.sign]],
        "kinds": sorted(kinds.items(), key=lambda item: (-item[1], item[0])),
        "types": [(kind, shape, types[kind]) for kind, shape in SHAPES.items() if types[kind]],
        "issues": types["Issue"],
    }
