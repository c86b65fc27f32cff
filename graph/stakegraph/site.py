"""The pages of a graph: which there are, what each is made of, and how they lead to each other.

Everything but the texts of the articles comes from a store by queries of the catalogue, so that every page can be
reproduced by SPARQL.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from stakegraph import page
from stakegraph.network import Row, event_network, stance_network
from stakegraph.query import catalogue, run

if TYPE_CHECKING:
    import networkx as nx

    from stakegraph.model import Annotation, Article
    from stakegraph.store import Store

INDEX = "index.html"

LIMIT = 300
"""The most actors and issues that a page shows unless more are asked for."""


STILL = 40_000
"""The most characters of a picture on the index page: that of about 80 actors."""


class Facts:
    """What the pages of a store are made of, each asked for when a page needs it.

    ``limit`` is the most actors and issues that a page shows; 0 is all.
    """

    def __init__(self, store: Store, *, limit: int = LIMIT) -> None:
        self._store = store
        self.limit = limit

    @cached_property
    def articles(self) -> list[Row]:
        """The articles, as ``queries/articles.rq`` gives them."""
        return list(run(self._store, "articles").dicts())

    @cached_property
    def stances(self) -> nx.MultiDiGraph:
        """The network of stances; its actors have their camp, so that every page gives it the same colour."""
        graph = self._network("network/stances", stance_network)
        for node, camp in page.name_camps(graph, limit=self.limit).items():
            graph.nodes[node]["camp"] = camp
        return graph

    @cached_property
    def events(self) -> nx.MultiDiGraph:
        """The network of events."""
        return self._network("network/events", event_network)

    def _network(self, query: str, build: Callable[[list[Row]], nx.MultiDiGraph]) -> nx.MultiDiGraph:
        graph = build(list(run(self._store, query).dicts()))
        page.add_background(graph, *self._background, query=catalogue()[query].text)
        return graph

    @cached_property
    def _background(self) -> tuple[list[Row], list[Row]]:
        return list(run(self._store, "map/names").dicts()), list(run(self._store, "map/contexts").dicts())

    @cached_property
    def timeline(self) -> list[Row]:
        """Statements and events, as ``queries/network/timeline.rq`` gives them."""
        return list(run(self._store, "network/timeline").dicts())

    @property
    def title(self) -> str:
        """The title of the only article, or how many articles there are."""
        if len(self.articles) == 1:
            return self.articles[0]["title"] or ""
        return f"{len(self.articles)} articles"


@dataclass(frozen=True, slots=True)
class Kind:
    """A page that is drawn from a store: its name in a sentence, its title, and how it is drawn."""

    name: str
    note: str
    title: str
    draw: Callable[..., str]
    facts: Callable[[Facts], object]


KINDS = {
    "stances": Kind(
        "Stances",
        "who is for and against whom and what",
        "Who is for and against what",
        page.render_network,
        lambda facts: facts.stances,
    ),
    "issues": Kind(
        "Issues",
        "who is for and against which issue, the camps left and right",
        "Who is for and against which issue",
        page.render_issues,
        lambda facts: facts.stances,
    ),
    "discourse": Kind(
        "Discourse",
        "who agrees and who disagrees with whom, and on what",
        "Who agrees and disagrees with whom",
        page.render_discourse,
        lambda facts: facts.stances,
    ),
    "events": Kind(
        "Events", "who does what to whom", "Who does what to whom", page.render_network, lambda facts: facts.events
    ),
    "timeline": Kind(
        "Timeline",
        "what was said and done, and when",
        "What was said and done, and when",
        page.render_timeline,
        lambda facts: facts.timeline,
    ),
}
"""The pages by the names of their files, in the order in which the index page has them."""


def draw(name: str, facts: Facts, *, linked: bool = True) -> str:
    """Return the page ``name`` of ``KINDS`` as HTML; ``linked`` if the other pages lie beside it.

    >>> from stakegraph.store import memory_store
    >>> "nothing to draw" in draw("issues", Facts(memory_store()))
    True
    """
    kind = KINDS[name]
    home = INDEX if linked else ""
    subtitle = facts.title
    return kind.draw(
        kind.facts(facts), title=kind.title, subtitle=subtitle, limit=facts.limit, link_articles=linked, home=home
    )


def picture(html: str) -> str:
    """Return the still picture (SVG) of the page of a map, for papers and slides; nothing if the page has none.

    >>> from stakegraph.store import memory_store
    >>> picture(draw("stances", Facts(memory_store())))
    ''
    """
    found = re.search(r'<svg class="still".*?</svg>', html, re.DOTALL)
    return f"{found[0]}\n" if found else ""


def pages(store: Store, documents: Sequence[tuple[Article, Annotation]]) -> dict[str, str]:
    """Return all pages of a store by their file names; ``documents`` are its articles with their texts."""
    facts = Facts(store)
    drawn = {f"{name}.html": draw(name, facts) for name in KINDS}
    found = dict(drawn)
    places = _places(drawn)
    for one, annotation in documents:
        found[page.article_page(one.info.id)] = page.render_article(one, annotation, places=places, home=INDEX)
    still = picture(drawn["stances.html"])
    found[INDEX] = index(facts, still=still, about=_about(documents[0][0]) if len(documents) == 1 else "")
    return found


def article(text: Article, annotation: Annotation, drawn: Mapping[str, str], *, linked: bool = True) -> str:
    """Return the page of an article, which leads to where the pages ``drawn`` (by file name) show what is in it."""
    return page.render_article(text, annotation, places=_places(drawn), home=INDEX if linked else "")


def index(facts: Facts, *, still: str = "", about: str = "", linked: bool = True) -> str:
    """Return the index page; unless ``linked`` it leads nowhere, for it stands alone.

    ``still`` is the picture of the map of stances; one of hundreds would tell nothing at its size, and is left out.
    """
    links = [page.Link(f"{name}.html", kind.name, kind.note) for name, kind in KINDS.items()]
    files = [page.Link("graph.ttl", "graph.ttl", "the graph as Turtle"),
             page.Link("graph.trig", "graph.trig", "the same, a named graph an article")]  # fmt: skip
    return page.render_index(
        page.summarize(
            facts.stances,
            facts.events,
            title=facts.title,
            subtitle=about,
            pages=links if linked else (),
            articles=[_article_link(row) for row in facts.articles] if linked else (),
            files=files if linked else (),
            stance_page="stances.html" if linked else "",
            counts={name: sum(int(row[name] or 0) for row in facts.articles) for name in ("statements", "events")},
        ),
        picture=still if len(still) < STILL else "",
        picture_page="stances.html" if linked else "",
    )


def _about(text: Article) -> str:
    return " · ".join(part for part in (text.info.publisher, text.info.author, text.info.published) if part)


def _article_link(row: Row) -> page.Link:
    counts = ((row[name] or "0", name) for name in ("statements", "stances", "events"))
    said = ", ".join(f"{number} {name[:-1] if number == '1' else name}" for number, name in counts)
    note = ", ".join(part for part in (row["published"], said) if part)
    return page.Link(page.article_page(row["article"] or ""), row["title"] or "", note)


def _places(drawn: Mapping[str, str]) -> dict[str, list[page.Link]]:
    """Return where each fragment is found on the pages ``drawn``; a tie of discourse is found by that of its stance."""
    places: dict[str, list[page.Link]] = defaultdict(list)
    for file, html in drawn.items():
        kind = KINDS[file.removesuffix(".html")]
        seen: set[str] = set()
        for fragment in re.findall(r'<(?:tr|g)\b[^>]*? id="([^"]+)"', html):
            tie = kind.draw is page.render_discourse and not fragment.startswith(("actor-", "issue-"))
            name = fragment.rpartition("-")[0] if tie else fragment
            if name not in seen:
                seen.add(name)
                places[name].append(page.Link(f"{file}#{fragment}", kind.name.lower()))
    return dict(places)
