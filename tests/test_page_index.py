"""The index page: key figures, links and stances as text."""

from __future__ import annotations

import pytest

from pages import check_frame, row
from stakegraph.errors import UsageError
from stakegraph.network import event_network, stance_network
from stakegraph.page import Link, Summary, render_index, render_svg, summarize


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


def test_the_actors_and_the_picture_of_an_index_lead_to_the_map(debate: list[dict[str, str]]) -> None:
    graph = stance_network(debate)
    summary = summarize(graph, event_network([]), title="The harbour", stance_page="stances.html")
    page = check_frame(render_index(summary, picture=render_svg(graph, title="Map"), picture_page="stances.html"))
    assert {"stances.html", "stances.html#actor-port-authority"} <= set(page.attributes("href"))
    assert [tag for tag, _ in page.tags].count("svg") == 1


def test_of_very_many_stances_the_first_are_told_and_the_page_says_so() -> None:
    rows = [row(number, "ann", f"bob{number}") for number in range(203)]
    summary = summarize(stance_network(rows), event_network([]), title="x")
    assert len(summary.stances) == 200
    assert "And 3 more." in "".join(check_frame(render_index(summary)).text)


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
