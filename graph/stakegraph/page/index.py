"""The page that ties the others together: key figures, links, who has most ties, and the stances as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from stakegraph.measures.balance import triangles
from stakegraph.measures.centrality import strength
from stakegraph.measures.coalitions import coalitions
from stakegraph.network import agreement
from stakegraph.page.document import label, plain, render, short, stem
from stakegraph.page.drawing import LINES, node_fragment
from stakegraph.page.links import Link

LINES_SHOWN = 200
"""The most stances that the index page has as text; all are on the map."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that the page shows large, with its name."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class TopActor:
    """An actor in the table of those with most ties."""

    name: str
    type: str
    ties: int
    supports: int
    opposes: int
    supported: int
    opposed: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class StanceLine:
    """A stance as a sentence, with the article's words; ``href`` leads to it on the map, or is empty."""

    text: str
    sign: int
    quote: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What the index page shows."""

    title: str
    subtitle: str = ""
    figures: tuple[Figure, ...] = ()
    pages: tuple[Link, ...] = ()
    articles: tuple[Link, ...] = ()
    files: tuple[Link, ...] = ()
    actors: tuple[TopActor, ...] = ()
    stances: tuple[StanceLine, ...] = ()
    more_stances: int = 0


def summarize(
    stances: nx.MultiDiGraph,
    events: nx.MultiDiGraph,
    *,
    title: str,
    subtitle: str = "",
    pages: Sequence[Link] = (),
    articles: Sequence[Link] = (),
    files: Sequence[Link] = (),
    stance_page: str = "",
    counts: Mapping[str, int] | None = None,
) -> Summary:
    """Make the summary of a stance and an event network; ``stance_page`` is the page to which it leads.

    ``counts`` are the numbers of ``statements`` and of all ``events``, also of those that are no tie of two actors.

    >>> empty = nx.MultiDiGraph()
    >>> [figure.value for figure in summarize(empty, empty, title="No news").figures][:3]
    ['0', '0', '0']
    """
    everyone = {node: kind for graph in (events, stances) for node, kind in graph.nodes(data="type")}
    return Summary(
        title=title,
        subtitle=subtitle,
        figures=_figures(stances, everyone, counts or {"events": len({key for *_, key in events.edges(data="id")})}),
        pages=tuple(pages),
        articles=tuple(articles),
        files=tuple(files),
        actors=tuple(_top(stances, stance_page)),
        stances=tuple(_lines(stances, stance_page)[:LINES_SHOWN]),
        more_stances=max(0, stances.number_of_edges() - LINES_SHOWN),
    )


def _top(stances: nx.MultiDiGraph, page: str, count: int = 15) -> list[TopActor]:
    ties = strength(stances)
    actors = [node for node, kind in stances.nodes(data="type") if kind != "Issue"]
    found = []
    for node in sorted(actors, key=lambda node: (-ties[node].ties, node))[:count]:
        facts, tie = stances.nodes[node], ties[node]
        found.append(
            TopActor(
                name=label(str(facts["label"])),
                type=str(facts["type"]),
                ties=int(tie.ties),
                supports=int(tie.supports),
                opposes=int(tie.opposes),
                supported=int(tie.supported),
                opposed=int(tie.opposed),
                href=f"{page}#{node_fragment(node, issue=False)}" if page else "",
            )
        )
    return found


def _figures(stances: nx.MultiDiGraph, everyone: Mapping[str, str], counts: Mapping[str, int]) -> tuple[Figure, ...]:
    signs = [sign for _, _, sign in stances.edges(data="sign")]
    issues = sum(kind == "Issue" for kind in everyone.values())
    census = triangles(stances)
    camps = [group for group in coalitions(agreement(stances)) if len(group) > 1]
    found = (
        Figure("actors with a tie", str(len(everyone) - issues)),
        Figure("issues", str(issues)),
        Figure("stances for", str(signs.count(1))),
        Figure("stances against", str(signs.count(-1))),
        *(Figure(name, str(number)) for name, number in counts.items()),
        Figure("coalitions of two or more", str(len(camps))),
    )
    if not census.total:
        return found
    return (*found, Figure("balanced triangles", f"{census.three + census.one} of {census.total}"))


def _lines(stances: nx.MultiDiGraph, page: str) -> list[StanceLine]:
    names = {node: label(str(name)) for node, name in stances.nodes(data="label")}
    found = []
    for source, target, facts in stances.edges(data=True):
        text = f"{names[source]} {LINES[facts['sign']].verb} {names[target]}"
        href = f"{page}#{stem(str(facts['id']))}" if page else ""
        found.append(StanceLine(text, facts["sign"], short(plain(facts["quote"]), 400), href))
    return sorted(found, key=lambda line: (line.text, line.href, line.quote))


def render_index(summary: Summary, *, picture: str = "", picture_page: str = "") -> str:
    """Return the index page as HTML; it needs no script and asks for no other file.

    ``picture`` is an SVG of ``render_svg`` or of the page of a map, here put in as it is, that leads to
    ``picture_page``.

    >>> "<h1><bdi>News</bdi></h1>" in render_index(Summary("News"))
    True
    """
    from markupsafe import Markup

    drawn = Markup(picture)
    return render(
        "index.html",
        page="index",
        title=label(summary.title),
        summary=summary,
        picture=drawn,
        picture_page=picture_page,
    )
