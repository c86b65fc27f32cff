"""Pages are whole, closed to the network, the same at every run, and show hostile text as text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakegraph.errors import AnnotationError, OutputError, UsageError
from stakegraph.model import Actor, Annotation, Article, ArticleInfo, Event, Evidence, Issue, Mention, Stance, Statement
from stakegraph.network import event_network, stance_network
from stakegraph.page import (
    Link,
    Summary,
    article_page,
    render_article,
    render_index,
    render_network,
    render_svg,
    summarize,
    write_page,
)
from stakegraph.page.faults import faults
from stakegraph.page.layout import Box, positions, wrap
from stakegraph.page.packing import covered, pack

HOSTILE = [
    "</script><script>window.PWNED=1</script>",
    '"><img src=x onerror="window.PWNED=1">',
    "<svg/onload=window.PWNED=1>",
    "javascript:window.PWNED=1",
    "{{ 7 * 7 }}{% raw %}",
    "<!--<script>",
    "]]>&amp;&#60;b&#62;",
    "\u202eevil\u202c\u2066x",
    "👩‍👩‍👧‍👦🏴‍☠️",
    "مرحبا שלום",
    "w" * 10_000,
    "line\nbreak\ttab\x00nul\x1b[31m",
    "\ud800 lone",
    "\u2028\u2029",
    "href onclick= style=",
    "__proto__",
    "constructor",
]


class Reader(HTMLParser):
    """Collects what a page is made of."""

    VOID = frozenset({"meta", "link", "input", "br", "img", "hr"})

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.bodies: dict[str, list[str]] = {}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute of {tag} comes twice"
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)
            self.bodies.setdefault(tag, []).append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("script", "style", "title"):
            self.bodies[self.open[-1]][-1] += data
        else:
            self.text.append(data)

    def attributes(self, name: str) -> list[str]:
        return [str(attrs[name]) for _, attrs in self.tags if name in attrs]


def check_frame(html: str) -> Reader:
    """Check what must hold of every page, and return it read."""
    page = Reader(html)
    assert html.startswith("<!DOCTYPE html>\n<html lang=")
    assert page.open == []
    assert page.bodies["title"][0].strip()
    ids = page.attributes("id")
    assert len(ids) == len(set(ids))
    assert not [name for tag, attrs in page.tags for name in attrs if name.startswith("on") or name == "style"]
    assert page.attributes("src") == []
    assert all(not re.match(r"\s*(javascript|data:text|vbscript)", value, re.I) for value in page.attributes("href"))
    policy = next(str(attrs["content"]) for tag, attrs in page.tags if attrs.get("http-equiv"))
    assert policy.startswith("default-src 'none'; script-src '")
    assert "unsafe" not in policy
    kinds = [attrs.get("type") for tag, attrs in page.tags if tag == "script"]
    bodies = [body for body, kind in zip(page.bodies.get("script", []), kinds, strict=True) if kind is None]
    for body in bodies + page.bodies["style"]:
        assert base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() in policy
    return page


def data_of(page: Reader) -> dict[str, Any]:
    at = [attrs.get("id") for tag, attrs in page.tags if tag == "script"].index("sg-data")
    loaded: dict[str, Any] = json.loads(page.bodies["script"][at])
    return loaded


def row(number: int, holder: str, target: str, **more: str) -> dict[str, str]:
    return {
        "stance": f"https://w3id.org/stakegraph/stance/{number:016x}",
        "holder": f"actor/{holder}",
        "holderLabel": holder,
        "holderType": "Person",
        "target": f"actor/{target}",
        "targetLabel": target,
        "targetType": "Person",
        "polarity": "support",
        "factuality": "actual",
        "confidence": "0.9",
        "rule": "statement",
        "quote": "Yes.",
        "start": "5",
        "end": "9",
        "article": "https://w3id.org/stakegraph/article/one-1a2b",
        "articleTitle": "One",
        **more,
    }


def test_a_network_page_is_whole_and_shows_every_piece_of_evidence(debate: list[dict[str, str]]) -> None:
    page = check_frame(render_network(stance_network(debate), title="The harbour", subtitle="Three articles"))
    text = " ".join(" ".join(page.text).split())
    assert "26 actors and issues, 52 ties, 52 pieces of evidence." in text
    for stance in debate:
        assert " ".join(stance["quote"].split()) in text
        assert f"#{stance['stance'].rpartition('/')[2]}" in page.attributes("href")
    assert f"article-harbour-0.html#evidence-0-{debate[0]['end']}" in page.attributes("href")


def test_the_same_network_gives_the_same_bytes(debate: list[dict[str, str]]) -> None:
    pages = {render_network(stance_network(rows), title="x") for rows in (debate, debate[::-1], debate + debate)}
    assert len(pages) == 1


def test_a_page_is_small(debate: list[dict[str, str]]) -> None:
    assert len(render_network(stance_network(debate), title="x").encode()) < 650_000


def test_a_page_leads_home_if_there_is_one() -> None:
    article, annotation = brief()
    for html in (
        render_network(stance_network([row(1, "ann", "bob")]), title="x", home="index.html"),
        render_network(stance_network([]), title="x", home="index.html"),
        render_article(article, annotation, home="index.html"),
    ):
        assert "index.html" in check_frame(html).attributes("href")


def test_counts_are_said_in_the_right_number() -> None:
    html = render_network(stance_network([row(1, "ann", "bob")]), title="x")
    assert "2 actors, 1 tie, 1 piece of evidence." in html
    article, annotation = brief()
    assert "2 actors, 1 issue, 1 statement, 2 stances, 1 event" in render_article(article, annotation)


def test_links_to_articles_can_be_left_out(debate: list[dict[str, str]]) -> None:
    assert "article-harbour" not in render_network(stance_network(debate), title="x", link_articles=False)


def test_stances_of_opposite_sign_are_two_edges_that_run_apart() -> None:
    rows = [row(1, "ann", "bob"), row(2, "ann", "bob", polarity="oppose"), row(3, "bob", "ann")]
    data = data_of(check_frame(render_network(stance_network(rows), title="x")))
    names, edges = [node["name"] for node in data["nodes"]], data["edges"]
    assert [(names[edge["from"]], names[edge["to"]], edge["sign"]) for edge in edges] == [
        ("ann", "bob", -1),
        ("ann", "bob", 1),
        ("bob", "ann", 1),
    ]
    # An edge back bows to its own right, so its number is turned to compare.
    assert len({edges[0]["bend"], edges[1]["bend"], -edges[2]["bend"]}) == 3
    looks = [(line["colour"], tuple(line["dashes"]), line["arrow"]) for line in data["lines"].values()]
    assert all(len(set(column)) == 3 for column in zip(*looks, strict=True))


def test_parallel_stances_of_one_sign_are_one_edge_with_all_evidence() -> None:
    graph = stance_network([row(number, "ann", "bob") for number in range(500)])
    page = check_frame(render_network(graph, title="x"))
    (edge,) = data_of(page)["edges"]
    assert len(edge["evidence"]) == 500
    assert len([attrs for tag, attrs in page.tags if tag == "tr" and "id" in attrs]) == 500


def test_an_event_between_several_actors_has_a_fragment_for_each_pair() -> None:
    base = {"event": "event/e1", "source": "us", "type": "AID", "sign": "1", "factuality": "actual"}
    graph = event_network([{**base, "recipient": "ua"}, {**base, "recipient": "pl"}])
    edges = data_of(check_frame(render_network(graph, title="x")))["edges"]
    assert [edge["evidence"] for edge in edges] == [["e1"], ["e1-2"]]


def test_events_are_filtered_by_their_types() -> None:
    base = {"event": "event/e1", "source": "us", "recipient": "ua", "factuality": "actual"}
    rows = [{**base, "type": "AID", "sign": "1"}, {**base, "type": "SUPPORT", "sign": "1"}]
    page = check_frame(render_network(event_network(rows), title="x"))
    kinds = [attrs["value"] for tag, attrs in page.tags if attrs.get("data-filter") == "kind"]
    assert kinds == ["AID", "SUPPORT"]
    assert "cooperation" in "".join(page.text)


def test_camps_given_by_the_graph_are_used() -> None:
    graph = stance_network([row(1, "ann", "bob"), row(2, "bob", "ann")])
    nx.set_node_attributes(graph, {"actor/ann": "north", "actor/bob": "south"}, "camp")
    assert data_of(check_frame(render_network(graph, title="x")))["camps"] == [
        {"number": 0, "name": "north"},
        {"number": 1, "name": "south"},
    ]


def test_of_many_actors_those_with_most_ties_are_shown_and_the_page_says_so() -> None:
    rows = [row(number, "hub", f"n{number % 40:02}", polarity="oppose") for number in range(60)]
    html = render_network(stance_network(rows), title="x", limit=10)
    assert "Shown are the 10 most tied of 41." in html
    assert len(data_of(check_frame(html))["nodes"]) == 10
    assert len(data_of(check_frame(render_network(stance_network(rows), title="x", limit=0)))["nodes"]) == 41


def test_an_actor_alone_is_drawn() -> None:
    (node,) = data_of(check_frame(render_network(stance_network([row(1, "ann", "ann")]), title="x")))["nodes"]
    assert node["name"] == "ann"


def test_an_empty_network_says_so() -> None:
    page = check_frame(render_network(stance_network([]), title="No news", subtitle="today"))
    assert "There is nothing to draw" in "".join(page.text)


def test_actors_without_a_tie_are_not_drawn() -> None:
    graph = stance_network([])
    graph.add_node("a", label="Ann", type="Person")
    assert "There is nothing to draw" in render_network(graph, title="x")


@pytest.mark.parametrize("evil", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text(evil: str) -> None:
    rows = [
        row(1, evil, "bob", quote=evil, rule=evil, article=evil, articleTitle=evil, stance=evil, date=evil),
        row(2, "bob", evil, holderType=evil, targetType=evil),
    ]
    page = check_frame(render_network(stance_network(rows), title=evil, subtitle=evil))
    assert [tag for tag, _ in page.tags].count("script") == 4
    assert {tag for tag, _ in page.tags}.isdisjoint({"img", "iframe", "object", "base"})
    data = data_of(page)
    assert max(len(line) for node in data["nodes"] for line in node["label"].split("\n")) <= 22
    index = check_frame(render_index(summarize(stance_network(rows), event_network([]), title=evil, subtitle=evil)))
    assert "script" not in [tag for tag, _ in index.tags]


def article_of(text: str) -> Article:
    return Article(ArticleInfo.of(text, "brief", title="A brief", language="en"), text, ((0, len(text)),))


def mention(article: Article, words: str) -> Mention:
    at = article.text.index(words)
    return Mention(article.evidence(at, at + len(words)))


def brief() -> tuple[Article, Annotation]:
    text = "Please donate.\nAnn said: “Bob is right about the tax.” Bob helped Ann."
    article = Article(ArticleInfo.of(text, "brief", title="A <brief>", language="en"), text, ((15, len(text)),))
    words = article.evidence(25, 52)
    return article, Annotation(
        article.info,
        actors=(
            Actor("ann", "Ann", "person", mentions=(mention(article, "Ann"),), role="mayor"),
            Actor("bob", "Bob", "person", mentions=(mention(article, "Bob"),)),
        ),
        issues=(Issue("tax", "the tax", mentions=(mention(article, "the tax"),)),),
        statements=(Statement("s1", "ann", (words,), manner="direct"),),
        stances=(
            Stance("t1", "ann", "bob", "support", Evidence.cut(text, 26, 38), basis="s1"),
            Stance("t2", "ann", "tax", "support", Evidence.cut(text, 33, 52)),
        ),
        events=(Event("e1", ("AID",), ("bob",), ("ann",), mention(article, "Bob helped Ann").evidence),),
    )


def test_a_still_picture_is_xml_and_has_a_mark_for_every_node_and_tie(debate: list[dict[str, str]]) -> None:
    root = ElementTree.fromstring(render_svg(stance_network(debate), title="<The> harbour"))
    space = "{http://www.w3.org/2000/svg}"
    assert root.attrib["aria-label"] == "<The> harbour"
    assert len(root.findall(f".//{space}path[@stroke-width]")) == 52
    marks = [root.findall(f"{space}g[@class='nodes']/{space}{shape}") for shape in ("rect", "circle", "polygon")]
    assert [len(found) for found in marks] == [6, 5, 15]


@pytest.mark.parametrize("evil", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_leaves_a_still_picture_whole(evil: str) -> None:
    svg = render_svg(stance_network([row(1, evil, "bob"), row(2, "bob", evil + "!", targetType="Issue")]), title=evil)
    assert ElementTree.fromstring(svg).findall(".//{http://www.w3.org/2000/svg}script") == []


def test_an_article_page_keeps_the_text_and_marks_each_piece_of_evidence() -> None:
    article, annotation = brief()
    html = render_article(article, annotation, stance_page="stances.html", event_page="events.html")
    page = check_frame(html)
    body = html[html.index('<div class="text"') : html.index("</div>")]
    assert "".join(Reader(re.sub(r'<a class="ref".*?</a>', "", body) + "</div>").text) == article.text
    ids = set(page.attributes("id"))
    for piece in annotation.evidence():
        assert f"evidence-{piece.start}-{piece.end}" in ids
    hrefs = page.attributes("href")
    assert {"stances.html#t1", "stances.html#t2", "events.html#e1", "#note-t1", "#evidence-26-38"} <= set(hrefs)
    assert all(href[1:] in ids for href in hrefs if href.startswith("#"))
    assert '<span class="boilerplate">Please donate.\n</span>' in html


def test_marks_that_overlap_are_cut_and_each_piece_says_to_what_it_belongs() -> None:
    article, annotation = brief()
    page = check_frame(render_article(article, annotation))
    inside = [str(attrs["data-inside"]).split() for tag, attrs in page.tags if tag == "mark" and "data-inside" in attrs]
    assert sum("evidence-26-38" in names for names in inside) == 3
    assert any({"evidence-26-38", "evidence-33-52", "evidence-25-52"} <= set(names) for names in inside)


def test_an_annotation_of_another_article_is_refused() -> None:
    _, annotation = brief()
    with pytest.raises(AnnotationError, match="is this the right article"):
        render_article(article_of("Another text." * 20), annotation)


def test_an_article_without_findings_says_so() -> None:
    article = article_of("Nothing happened.")
    page = check_frame(render_article(article, Annotation(article.info)))
    assert "Nothing was found in this text." in "".join(page.text)


@given(st.text(min_size=1, max_size=60), st.data())
def test_any_text_with_any_marks_comes_through(text: str, data: st.DataObject) -> None:
    article = article_of(text)
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(lambda span: span[0] < span[1])
    mentions = tuple(Mention(article.evidence(*span)) for span in data.draw(st.lists(spans, max_size=8)))
    annotation = Annotation(article.info, actors=(Actor("a", "A", "person", mentions=mentions),))
    html = render_article(article, annotation)
    body = html[html.index('<div class="text"') : html.index("</div>")]
    shown = "".join(Reader(body + "</div>").text)
    assert len(shown) == len(text)
    assert all(a == b for a, b in zip(shown, text, strict=True) if a not in " ?")


def test_an_index_page_links_pages_files_and_stances(debate: list[dict[str, str]]) -> None:
    summary = summarize(
        stance_network(debate),
        event_network([]),
        title="The harbour",
        pages=[Link("stances.html", "Map")],
        files=[Link("graph.ttl", "Turtle", "the graph")],
        stance_page="stances.html",
    )
    page = check_frame(render_index(summary))
    assert {"stances.html", "graph.ttl", "stances.html#0000000000000000"} <= set(page.attributes("href"))
    text = " ".join(" ".join(page.text).split())
    assert "Ada Brandt supports harbour extension" in text
    assert [(figure.name, figure.value) for figure in summary.figures[:4]] == [
        ("actors with a tie", "20"),
        ("issues", "6"),
        ("stances for", "29"),
        ("stances against", "23"),
    ]
    assert (summary.actors[0].name, summary.actors[0].ties) == ("Port Authority", 8)


def test_balanced_triangles_are_a_figure_only_where_there_are_triangles() -> None:
    rows = [row(1, "ann", "bob"), row(2, "bob", "cem")]
    names = [
        {figure.name: figure.value for figure in summarize(stance_network(found), event_network([]), title="x").figures}
        for found in (rows, [*rows, row(3, "ann", "cem")])
    ]
    assert "balanced triangles" not in names[0]
    assert names[1]["balanced triangles"] == "1 of 1"


def test_an_index_of_nothing_says_so() -> None:
    assert "No stance was found." in "".join(check_frame(render_index(Summary("x"))).text)


@pytest.mark.parametrize("href", ["javascript:alert(1)", " JavaScript:x", "data:text/html,x", "file:///etc/passwd"])
def test_a_link_that_could_run_is_refused(href: str) -> None:
    with pytest.raises(UsageError, match="can't link to"):
        Link(href, "x")


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        ("https://w3id.org/stakegraph/article/brief-3e1a", "article-brief-3e1a.html"),
        ("brief-3e1a", "article-brief-3e1a.html"),
        ("https://x.org/a/..%2F..%2Fetc", "article-etc.html"),
        ("https://x.org/a/%3Cb%3E", "article-b.html"),
    ],
)
def test_the_name_of_an_article_page_is_a_safe_file_name(iri: str, name: str) -> None:
    assert article_page(iri) == name


def test_a_page_is_written_whole(tmp_path: Path) -> None:
    place = tmp_path / "page.html"
    write_page(place, "old")
    write_page(place, "né")
    assert place.read_bytes() == "né".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_a_device_is_not_replaced() -> None:
    with pytest.raises(OutputError, match="it is no regular file"):
        write_page(Path("/dev/full"), "x")


def test_a_missing_folder_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="No such file or directory"):
        write_page(tmp_path / "none" / "page.html", "x")
    with pytest.raises(OutputError, match="it is a folder"):
        write_page(tmp_path, "x")


def test_the_old_file_stays_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "page.html"
    write_page(place, "old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match="No space left on device"):
        write_page(place, "new")
    assert place.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


@given(st.integers(1, 40), st.data())
def test_no_label_lies_on_another(count: int, data: st.DataObject) -> None:
    nodes = [f"n{at}" for at in range(count)]
    boxes = {node: Box(data.draw(st.floats(20, 160)), 10, data.draw(st.floats(10, 80))) for node in nodes}
    pairs = st.tuples(st.sampled_from(nodes), st.sampled_from(nodes)).filter(lambda pair: pair[0] < pair[1])
    pulls = dict.fromkeys(data.draw(st.lists(pairs, max_size=60)), 1.0) if count > 1 else {}
    camps = {node: at % 3 for at, node in enumerate(nodes) if at % 4}
    place = positions(nodes, pulls, camps, boxes)
    for at, one in enumerate(nodes):
        for other in nodes[:at]:
            a, b = boxes[one], boxes[other]
            apart = abs(place[one][0] - place[other][0]) >= (a.width + b.width) / 2
            above = place[one][1] + a.down <= place[other][1] - b.up
            below = place[other][1] + b.down <= place[one][1] - a.up
            assert apart or above or below


def test_two_camps_at_odds_stand_left_and_right() -> None:
    nodes = [f"n{at}" for at in range(12)]
    camps = {node: at % 2 for at, node in enumerate(nodes)}
    pulls = {(a, b): 1.0 for a in nodes for b in nodes if a < b and camps[a] == camps[b]}
    pulls["n0", "n1"] = 0.35
    place = positions(nodes, pulls, camps, dict.fromkeys(nodes, Box(60, 10, 20)))
    assert max(place[node][0] for node in nodes if camps[node] == 0) < min(
        place[node][0] for node in nodes if camps[node] == 1
    )


@given(st.lists(st.tuples(st.integers(1, 300), st.integers(1, 100)), min_size=1, max_size=12))
def test_packed_parts_share_no_cell(sizes: list[tuple[int, int]]) -> None:
    parts = [covered(np.array([[0.0, 0.0, width, height]]), [], 10) for width, height in sizes]
    moves = pack(parts, 10)
    cells = [
        (x + int(right / 10), y + int(down / 10))
        for part, (right, down) in zip(parts, moves, strict=True)
        for x, y in part.tolist()
    ]
    assert len(cells) == len(set(cells))


def test_small_parts_stand_close_around_the_largest() -> None:
    hub = {("a0", f"a{at}"): 1.0 for at in range(1, 9)}
    pairs = {(f"b{at}", f"c{at}"): 1.0 for at in range(8)}
    nodes = sorted({node for pair in (*hub, *pairs) for node in pair})
    place = positions(nodes, hub | pairs, {}, dict.fromkeys(nodes, Box(100, 20, 40)))
    x, y = np.array([place[node] for node in nodes]).T
    wide, high = np.ptp(x) + 100, np.ptp(y) + 60
    assert 1.2 < wide / high < 1.9
    assert len(nodes) * 100 * 60 > 0.25 * wide * high
    assert abs(place["a0"][0] - (x.min() + x.max()) / 2) < wide / 4
    assert all(place[one][1] == place[other][1] for one, other in pairs)


def test_ties_over_labels_and_crossing_ties_are_faults() -> None:
    sides = np.full((4, 3), 5.0)
    square = np.array([[0.0, 0.0], [100.0, 0.0], [100.0, 100.0], [0.0, 100.0]])
    assert faults(square, sides, np.array([[0, 1], [2, 3]])) == 0
    assert faults(square, sides, np.array([[0, 2], [1, 3]])) == 0.5
    assert faults(np.array([[0.0, 0.0], [50.0, 0.0], [100.0, 0.0], [0.0, 90.0]]), sides, np.array([[0, 2]])) == 2


@given(st.text())
def test_a_wrapped_label_is_never_larger_than_asked(text: str) -> None:
    lines = wrap(text, width=10, lines=3)
    assert len(lines) <= 3
    assert all(len(line) <= 10 for line in lines)
