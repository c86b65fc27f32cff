"""The page of a network: whole, closed to the network, the same at every run."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import networkx as nx

from pages import Reader, brief, check_frame, data_of, row
from stakegraph.network import event_network, stance_network
from stakegraph.page import add_background, render_article, render_network, render_svg


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
    names, edges = [node["label"] for node in data["nodes"]], data["edges"]
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
    assert edge["pieces"] == 500
    assert len([attrs for tag, attrs in page.tags if tag == "tr" and "id" in attrs]) == 502


def test_an_event_between_several_actors_has_a_fragment_for_each_pair() -> None:
    base = {"event": "event/e1", "source": "us", "type": "AID", "sign": "1", "factuality": "actual"}
    graph = event_network([{**base, "recipient": "ua"}, {**base, "recipient": "pl"}])
    page = check_frame(render_network(graph, title="x"))
    assert [edge["pieces"] for edge in data_of(page)["edges"]] == [1, 1]
    names = [attrs["id"] for tag, attrs in page.tags if tag == "tr" and "id" in attrs]
    assert names == ["e1", "e1-2", "actor-us", "actor-pl", "actor-ua"]


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
    camps = data_of(check_frame(render_network(graph, title="x")))["groups"]["camp"]
    assert [(camp["name"], camp["ground"]) for camp in camps] == [("north", [[0, 0]]), ("south", [[1, 1]])]


def test_of_many_actors_those_with_most_ties_are_shown_and_the_page_says_so() -> None:
    rows = [row(number, "hub", f"n{number % 40:02}", polarity="oppose") for number in range(60)]
    html = render_network(stance_network(rows), title="x", limit=10)
    assert "Shown are the 10 most tied of 41." in html
    assert len(data_of(check_frame(html))["nodes"]) == 10
    assert len(data_of(check_frame(render_network(stance_network(rows), title="x", limit=0)))["nodes"]) == 41


def test_an_actor_alone_is_drawn() -> None:
    (node,) = data_of(check_frame(render_network(stance_network([row(1, "ann", "ann")]), title="x")))["nodes"]
    assert node["label"] == "ann"


def test_an_empty_network_says_so() -> None:
    page = check_frame(render_network(stance_network([]), title="No news", subtitle="today"))
    assert "There is nothing to draw" in "".join(page.text)


def test_actors_without_a_tie_are_not_drawn() -> None:
    graph = stance_network([])
    graph.add_node("a", label="Ann", type="Person")
    assert "There is nothing to draw" in render_network(graph, title="x")


def test_a_still_picture_is_xml_and_has_a_mark_for_every_node_and_tie(debate: list[dict[str, str]]) -> None:
    root = ElementTree.fromstring(render_svg(stance_network(debate), title="<The> harbour"))
    space = "{http://www.w3.org/2000/svg}"
    assert root.attrib["aria-label"] == "<The> harbour"
    assert len(root.findall(f"{space}g[@stroke-width='1.5']/{space}path")) == 52
    marks = [root.findall(f"{space}g[@class='nodes']/{space}{shape}") for shape in ("rect", "circle", "polygon")]
    assert [len(found) for found in marks] == [6, 5, 15]


def test_a_still_picture_carries_its_legend_within_its_frame(debate: list[dict[str, str]]) -> None:
    root = ElementTree.fromstring(render_svg(stance_network(debate), title="x"))
    space = "{http://www.w3.org/2000/svg}"
    (key,) = root.findall(f"{space}g[@class='key']")
    assert [text.text for text in key.iter(f"{space}text")] == [
        *("support", "oppose", "person", "organization", "country", "group", "issue"),
        *("around Port Authority", "around River Watch", "around Residents of Quay Street"),
    ]
    left, top, _, height = map(int, root.attrib["viewBox"].split())
    corner, scale = re.findall(r"\((.*?)\)", key.attrib["transform"])
    x, y = map(int, corner.split())
    assert x == left
    assert abs(y + float(scale) * float(key.attrib["data-height"]) - (top + height)) <= 1


def test_every_fact_of_the_map_stands_in_its_tables(debate: list[dict[str, str]]) -> None:
    graph = stance_network(debate)
    names = [{"node": row["holder"], "alias": f"Mx {row['holder'][-5:]}", "countryLabel": "Norland"} for row in debate]
    contexts = [
        {"item": row["stance"], "before": "They wrote: ", "after": " And so on.", "speakerLabel": "The Gazette"}
        for row in debate
    ]
    add_background(graph, names, contexts, query="SELECT ?s WHERE { ?s a sg:Stance }")
    html = render_network(graph, title="x")
    check_frame(html)
    tables = [Reader(part).text for part in re.findall(r"<tbody>.*?</tbody>", html, re.S)]
    words = [" ".join(" ".join(text).split()) for text in tables]
    assert len(words) == 2
    for stance in debate:
        verb = f"{stance['polarity']}s"
        claim = f"{stance['holderLabel']} {verb} {stance['targetLabel']} …They wrote: {stance['quote']} And so on.…"
        assert f"{claim} The Gazette {stance['date']} {stance['articleTitle']}" in " ".join(words[0].split())
    for _, facts in graph.nodes(data=True):
        assert f"{facts['label']} {facts['type'].lower()}" in words[1]
    assert words[1].count("Norland") == 20 + 1
    assert "PREFIX sg: &lt;https://w3id.org/stakegraph/ns#&gt;\nSELECT ?s" in html
