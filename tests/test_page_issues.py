"""The maps of issues and of discourse: camps left and right of what they are at odds over, and who agrees with whom."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages import HOSTILE, Reader, check_frame, data_of, row
from stakegraph.network import conflict, congruence, stance_network
from stakegraph.page import render_discourse, render_issues
from stakegraph.page.columns import columns, sides
from stakegraph.page.discourse import discourse_network
from stakegraph.page.labels import Box


def stances(*said: str) -> nx.MultiDiGraph:
    """A network of stances, each said as ``ann + dam``; targets with small letters are issues, others actors."""
    rows = []
    for number, text in enumerate(said, 1):
        holder, sign, target = text.split()
        kind = "Issue" if target.islower() else "Person"
        polarity = "support" if sign == "+" else "oppose"
        quote = f"{holder} on {target}."
        rows.append(row(number, holder, target, targetType=kind, polarity=polarity, quote=quote))
    return stance_network(rows)


def table(html: str) -> list[list[str]]:
    """The rows of the table of a page, without article, rule and confidence."""
    found = []
    for line in html.partition("<tbody>")[2].partition("</tbody>")[0].split("</tr>")[:-1]:
        cells = re.findall(r"<td.*?</td>", line, re.S)
        found.append([" ".join("".join(Reader(cell).text).split()) for cell in cells[:4]])
    return found


def test_a_map_of_issues_has_stances_toward_issues_alone() -> None:
    html = render_issues(stances("Ann + dam", "Bob - dam", "Ann - Bob"), title="Dam")
    check_frame(html)
    assert table(html) == [
        ["Ann", "supports", "dam", "Ann on dam."],
        ["Bob", "opposes", "dam", "Bob on dam."],
    ]


def test_those_at_odds_stand_left_and_right_of_the_issues() -> None:
    graph = stances("Ann + dam", "Bob - dam", "Ann - tax", "Cem + tax", "Dan - port")
    data = data_of(check_frame(render_issues(graph, title="Dam")))
    x = {node["label"]: node["x"] for node in data["nodes"]}
    left, middle, right = ["Ann"], ["dam", "port", "tax"], ["Bob", "Cem", "Dan"]
    assert max(x[name] for name in left) < min(x[name] for name in middle)
    assert max(x[name] for name in middle) < min(x[name] for name in right)


def test_who_is_for_the_only_issue_stands_left() -> None:
    assert sides({("ann", "dam"): 1, ("bob", "dam"): -2, ("cem", "dam"): 3}) == {"ann": -1, "bob": 1, "cem": -1}


def test_an_issue_that_splits_all_in_half_still_parts_them() -> None:
    ties = {(one, two): 1.0 if one[0] == two[0] else -1.0 for one in ("a1", "a2", "b1", "b2") for two in ("a", "b")}
    found = sides(ties)
    assert found["a1"] == found["a2"] != found["b1"] == found["b2"]


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 12), st.sampled_from([-1.0, 1.0])), min_size=1, max_size=80),
    st.data(),
)
def test_no_two_boxes_of_the_columns_overlap(ties: list[tuple[int, int, float]], data: st.DataObject) -> None:
    weights = {(f"actor{one}", f"issue{two}"): sign for one, two, sign in ties}
    nodes = sorted({node for tie in weights for node in tie})
    side = st.floats(5, 120)
    boxes = {node: data.draw(st.builds(Box, side, side, side), label=node) for node in nodes}
    place = columns(nodes, weights, boxes)
    assert set(place) == set(nodes)
    assert place == columns(nodes, weights, boxes)
    for one, other in combinations(nodes, 2):
        (x, y), (a, b) = place[one], place[other]
        apart = abs(x - a) >= (boxes[one].width + boxes[other].width) / 2 - 1
        above, below = (one, other) if y <= b else (other, one)
        assert apart or abs(y - b) >= boxes[above].down + boxes[below].up - 1


def test_a_tie_of_discourse_rests_on_the_stances_of_both() -> None:
    html = render_discourse(stances("Ann + dam", "Bob - dam", "Cem + dam"), title="Dam")
    check_frame(html)
    assert table(html) == [
        ["Ann", "supports dam, unlike", "Bob", "Ann on dam."],
        ["Bob", "opposes dam, unlike", "Ann", "Bob on dam."],
        ["Ann", "supports dam, as does", "Cem", "Ann on dam."],
        ["Cem", "supports dam, as does", "Ann", "Cem on dam."],
        ["Bob", "opposes dam, unlike", "Cem", "Bob on dam."],
        ["Cem", "supports dam, unlike", "Bob", "Cem on dam."],
    ]


def test_ties_of_discourse_have_no_arrowhead() -> None:
    html = render_discourse(stances("Ann + dam", "Bob - dam"), title="Dam")
    assert [line["arrow"] for line in data_of(check_frame(html))["lines"].values()] == ["", ""]
    assert "marker-end" not in html.partition("</svg>")[0]


signs = st.sampled_from("+-")


@given(st.lists(st.tuples(st.sampled_from("ABCD"), signs, st.sampled_from(["dam", "tax", "A"])), max_size=25))
def test_the_weights_of_discourse_are_those_of_congruence_and_conflict(said: list[tuple[str, str, str]]) -> None:
    graph = stances(*map(" ".join, said))
    drawn: dict[tuple[str, str, int], float] = {}
    for one, other, facts in discourse_network(graph).edges(data=True):
        key = (*sorted((one, other)), facts["sign"])
        drawn[key] = drawn.get(key, 0.0) + facts["weight"]
    layers = ((congruence(graph), 1), (conflict(graph), -1))
    assert {key: round(weight, 6) for key, weight in drawn.items()} == {
        (*sorted((one, other)), sign): weight
        for layer, sign in layers
        for one, other, weight in layer.edges(data="weight")
    }


def test_of_many_ties_of_discourse_the_strongest_are_shown_and_the_page_says_so() -> None:
    graph = stances(*(f"A{number} + dam" for number in range(9)), "A1 + tax", "A2 + tax")
    html = render_discourse(graph, title="Dam", limit=9)
    assert "Shown are the 17 strongest of 36 ties." in " ".join(Reader(html).text)
    assert ["A1", "supports tax, as does", "A2", "A1 on tax."] in table(html)
    assert "Shown are" not in " ".join(Reader(render_discourse(graph, title="Dam", limit=0)).text)


def test_of_many_actors_of_discourse_those_with_most_stances_are_shown_and_the_page_says_so() -> None:
    graph = stances("Ann + dam", "Bob - dam", "Cem + dam", "Ann - tax", "Cem - tax")
    html = render_discourse(graph, title="Dam", limit=2)
    assert "Shown are the 2 actors with most stances." in " ".join(Reader(html).text)
    assert {line[0] for line in table(html)} == {"Ann", "Cem"}


@pytest.mark.parametrize("render", [render_issues, render_discourse])
def test_a_map_without_ties_says_so(render: Callable[..., str]) -> None:
    for graph in (nx.MultiDiGraph(), stances("Ann + Bob")):
        assert "nothing to draw" in " ".join(check_frame(render(graph, title="Dam")).text)


@pytest.mark.parametrize("evil", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text(evil: str) -> None:
    rows = [
        row(1, evil, "dam", targetLabel=evil, targetType="Issue", quote=evil, rule=evil, articleTitle=evil),
        row(2, "bob", "dam", targetLabel=evil, targetType="Issue", stance=evil),
    ]
    for render in (render_issues, render_discourse):
        page = check_frame(render(stance_network(rows), title=evil, subtitle=evil))
        assert [tag for tag, _ in page.tags].count("script") == 4


def test_the_same_stances_give_the_same_bytes() -> None:
    said = ["Ann + dam", "Bob - dam", "Cem + tax", "Ann - tax"]
    for render in (render_issues, render_discourse):
        assert render(stances(*said), title="Dam") == render(stances(*said), title="Dam")
