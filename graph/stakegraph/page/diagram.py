"""The page of a network: a map to look at, the evidence behind each line, and a table of everything shown."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import networkx as nx

from stakegraph.page.document import asset, environment, label, render, vis_network
from stakegraph.page.drawing import NO_CAMP, SHAPES, Drawing, Layout, draw
from stakegraph.page.layout import positions
from stakegraph.page.picture import picture

HINT = "Size: number of ties. Line width: pieces of evidence."

EVENT_SIGNS = {1: "cooperation", -1: "conflict", 0: "neutral"}
"""What the signs of events mean, in the words of event coding."""


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
) -> str:
    """Return one HTML page that draws a network of stances or events and asks for no other file.

    ``graph`` is that of ``stance_network`` or ``event_network``. An edge stands for all stances (events) of one sign
    from one actor to one target; its evidence can be cited by a fragment, the last part of the id of the stance. Actors
    are coloured by their attribute ``camp`` if the graph has it, else by the coalitions found in it. Of more than
    ``limit`` actors and issues those with the most ties are shown, and the page says so; 0 shows all. The pieces of
    evidence lead to the pages of ``render_article`` unless ``link_articles`` is off, and the page to ``home``, the name
    of the index page, if there is one. ``layout`` places the nodes, and ``hint`` tells how to read the map. Ties of an
    undirected graph have no arrowhead. The same graph gives the same bytes.

    >>> graph = nx.MultiDiGraph()
    >>> "nothing to draw" in render_network(graph, title="No news")
    True
    """
    title, subtitle = label(title), label(subtitle) if subtitle else ""
    drawing = draw(graph, limit=limit, link_articles=link_articles, layout=layout)
    if not drawing.pieces:
        return render("empty.html", title=title, subtitle=subtitle, page="empty-page", home=home)
    nodes, edges = drawing.container.nodes, drawing.container.edges
    return render(
        "network.html",
        scripts=[vis_network(), asset("network.js")],
        page="network",
        title=title,
        subtitle=subtitle,
        home=home,
        hint=hint,
        what="actors and issues" if any(node["kind"] == "Issue" for node in nodes) else "actors",
        nodes=nodes,
        edges=edges,
        pieces=drawing.pieces,
        camps=drawing.camps,
        no_camp=NO_CAMP,
        shown=drawing.shown,
        total=drawing.total,
        picture=picture(drawing),
        data=_data(drawing),
        **_legend(drawing),
    )


def render_svg(graph: nx.MultiDiGraph, *, title: str, limit: int = 300) -> str:
    """Return the map of :func:`render_network` as a still picture (SVG), at the same places, for papers and slides.

    An empty network gives an empty picture.

    >>> render_svg(nx.MultiDiGraph(), title="No news").startswith("<svg ")
    True
    """
    drawing = draw(graph, limit=limit, link_articles=False)
    return environment().get_template("picture.svg").render(picture=picture(drawing), title=label(title))


def _data(drawing: Drawing) -> dict[str, Any]:
    """Return what the script needs to draw; the words it shows stand in the table already, and are read from there."""
    place = {node["id"]: at for at, node in enumerate(drawing.container.nodes)}
    edges = [
        {
            "id": edge["id"],
            "from": place[edge["from"]],
            "to": place[edge["to"]],
            "sign": edge["sign"],
            "width": edge["width"],
            "bend": edge["smooth"]["roundness"] if edge["smooth"] else 0,
            "evidence": [piece.fragment for piece in edge["evidence"]],
        }
        for edge in drawing.container.edges
    ]
    lines = {
        str(sign): {"colour": line.colour, "dashes": line.dashes, "arrow": line.arrow}
        for sign, line in drawing.lines.items()
    }
    camps = [{"number": camp.number, "name": camp.name} for camp in drawing.camps]
    return {"nodes": drawing.container.nodes, "edges": edges, "lines": lines, "camps": camps}


def _legend(drawing: Drawing) -> dict[str, Any]:
    """Return what is in the drawing, with counts: ties by sign, nodes by type, and events by kind."""
    signs = Counter(piece.sign for piece in drawing.pieces)
    kinds = Counter(kind for piece in drawing.pieces for kind in piece.kinds)
    days = sorted({piece.date[:10] for piece in drawing.pieces if re.match(r"\d{4}-\d\d-\d\d", piece.date)})
    names = EVENT_SIGNS if kinds else {sign: line.name for sign, line in drawing.lines.items()}
    types = Counter(node["kind"] for node in drawing.container.nodes)
    return {
        "first": days[0] if len(days) > 1 else "",
        "last": days[-1] if len(days) > 1 else "",
        "weakest": min(piece.confidence for piece in drawing.pieces),
        "strongest": max(piece.confidence for piece in drawing.pieces),
        "lines": [(line, names[line.sign], signs[line.sign]) for line in drawing.lines.values() if signs[line.sign]],
        "kinds": sorted(kinds.items(), key=lambda item: (-item[1], item[0])),
        "types": [(kind, shape, types[kind]) for kind, shape in SHAPES.items() if types[kind]],
    }
