"""Networks in other programs' formats hold what the network holds, and are read back by those who know the format."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import igraph
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding import unit, units
from stakegraph.errors import UsageError
from stakegraph.exchange import FORMATS, write_network
from stakegraph.exchange.gexf import NAMESPACE
from stakegraph.network import Recipe, Window, build, build_slices

DEBATE = units(
    unit("a1", "ann", "issue-tax", 1.0, "2025-01-10", quote="=HYPERLINK(1)", confidence=0.5),
    unit("a2", "bob", "issue-tax", -1.0, "2025-02-10", quote="No, “never”;\nnot now"),
    unit("b3", "bob", "issue-tax", 1.0, "2025-02-11"),
    unit("b4", "ann", "bob", -1.0),
)
KINDS = ("stance", "affiliation", "congruence", "subtract")


def scalar(value: Any) -> Any:
    return " ".join(value) if isinstance(value, tuple) else value


# GraphML


@pytest.mark.parametrize("kind", KINDS)
def test_graphml_is_read_back_by_networkx(kind: str) -> None:
    graph = build(DEBATE, Recipe(kind))
    multigraph = graph.is_multigraph()
    again = nx.read_graphml(io.BytesIO(write_network([graph], "graphml")), force_multigraph=multigraph)
    assert dict(again.nodes(data=True)) == dict(graph.nodes(data=True))
    assert again.is_directed() == graph.is_directed()
    renamed = {"start": "quote_start", "end": "quote_end"}
    edges = [(a, b, {renamed.get(k, k): scalar(v) for k, v in facts.items() if k != "id"})
             for a, b, facts in graph.edges(data=True)]  # fmt: skip
    found = [(a, b, {k: v for k, v in facts.items() if k != "id"}) for a, b, facts in again.edges(data=True)]
    assert found == edges
    assert again.graph["duplicates"] == "include"


@pytest.mark.parametrize("kind", ["stance", "affiliation", "congruence"])
def test_graphml_is_read_by_igraph(kind: str, tmp_path: Any) -> None:
    graph = build(DEBATE, Recipe(kind))
    place = tmp_path / "network.graphml"
    place.write_bytes(write_network([graph], "graphml"))
    again = igraph.Graph.Read_GraphML(str(place))
    assert (again.vcount(), again.ecount(), again.is_directed()) == (
        len(graph),
        graph.number_of_edges(),
        graph.is_directed(),
    )
    assert again.es["weight"] == [weight for _, _, weight in graph.edges(data="weight")]
    assert set(again.vs["label"]) == {label for _, label in graph.nodes(data="label")}


def test_graphml_leaves_out_what_xml_cannot_hold() -> None:
    graph = build(units(unit("a1", "ann", "bob", quote="a\x00b\x1b[31m\ufffec")), Recipe("stance"))
    again = nx.read_graphml(io.BytesIO(write_network([graph], "graphml")), force_multigraph=True)
    assert [quote for _, _, quote in again.edges(data="quote")] == ["ab[31mc"]


# GEXF


@pytest.mark.parametrize("kind", KINDS)
def test_gexf_is_read_back_by_networkx(kind: str) -> None:
    graph = build(DEBATE, Recipe(kind))
    again = nx.read_gexf(io.BytesIO(write_network([graph], "gexf")))
    assert {node: facts["label"] for node, facts in again.nodes(data=True)} == dict(graph.nodes(data="label"))
    assert sorted((a, b, facts["weight"]) for a, b, facts in again.edges(data=True)) == sorted(
        graph.edges(data="weight")
    )


def test_an_edge_of_gexf_is_there_from_its_first_to_its_last_day() -> None:
    again = nx.read_gexf(io.BytesIO(write_network([build(DEBATE, Recipe("affiliation"))], "gexf")))
    facts = again.edges["bob", "issue-tax"]
    assert (again.graph["mode"], facts["start"], facts["end"]) == ("dynamic", "2025-02-10", "2025-02-11")
    assert "start" not in again.edges["ann", "bob"]


def test_windows_are_one_gexf_with_spells_and_a_weight_for_each() -> None:
    graphs = build_slices(DEBATE, Recipe("affiliation"), Window(1, "months"))
    text = write_network(graphs, "gexf").decode()
    assert 'start="2025-01-01" end="2025-01-31"' in text
    again = nx.read_gexf(io.StringIO(text))
    assert sorted(again.edges()) == [("ann", "issue-tax"), ("bob", "issue-tax")]
    assert 'for="weight" value="0.0" start="2025-02-01" end="2025-02-28"' in text
    assert "duplicates: include" in text and "window: 1 month, step 1" in text


def test_an_edge_of_several_windows_has_a_spell_for_each() -> None:
    thrice = units(*(unit(f"a{month}", "ann", "bob", 1.0, f"2025-0{month}-05") for month in (1, 3)))
    text = write_network(build_slices(thrice, Recipe("affiliation"), Window(1, "months")), "gexf").decode()
    edge = text[text.index("<edge ") :]
    assert edge.count("<spell ") == 2 and 'value="a1 a3"' in edge


def test_gexf_says_its_version() -> None:
    assert f'xmlns="{NAMESPACE}" version="1.2"'.encode() in write_network([build(DEBATE, Recipe("stance"))], "gexf")


# CSV


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def test_the_list_of_edges_has_ends_weight_and_what_they_rest_on() -> None:
    head, *body = rows(write_network([build(DEBATE, Recipe("congruence"))], "csv"))
    assert head == [
        "source", "target", "source_label", "target_label", "type", "weight", "units", "articles", "ids", "first",
        "last", "targets",
    ]  # fmt: skip
    assert body == [
        ["ann", "bob", "Ann", "Bob", "undirected", "1.0", "2", "2", "a1 b3", "2025-01-10", "2025-02-11", "issue-tax"]
    ]


def test_a_spreadsheet_finds_no_formula() -> None:
    head, *body = rows(write_network([build(DEBATE, Recipe("stance"))], "csv"))
    quotes = [row[head.index("quote")] for row in body]
    assert "'=HYPERLINK(1)" in quotes and "No, “never”;\nnot now" in quotes


@given(st.text(alphabet="=+-@\t\ra1 ", min_size=1, max_size=4))
def test_no_text_begins_as_a_formula_does(label: str) -> None:
    graph = nx.Graph()
    graph.add_node("a", label=label)
    graph.add_edge("a", "b", weight=-1.0)
    for form in ("csv", "matrix"):
        cells = [cell for row in rows(write_network([graph], form)) for cell in row]
        assert not any(cell[:1] in ("=", "+", "@", "\t", "\r") for cell in cells)
        assert all(cell == "-1.0" for cell in cells if cell[:1] == "-")


def test_edges_of_windows_say_which() -> None:
    graphs = build_slices(DEBATE, Recipe("affiliation"), Window(1, "months"))
    head, *body = rows(write_network(graphs, "csv"))
    assert head[:4] == ["window_start", "window_end", "source", "target"]
    assert [row[:3] for row in body] == [["2025-01-01", "2025-02-01", "ann"], ["2025-02-01", "2025-03-01", "bob"]]


def test_the_matrix_of_a_two_mode_network_has_actors_by_targets() -> None:
    assert rows(write_network([build(DEBATE, Recipe("affiliation"))], "matrix")) == [
        ["", "Bob", "Issue-Tax"],
        ["Ann", "-1.0", "1.0"],
        ["Bob", "0.0", "0.0"],
    ]


def test_the_matrix_of_a_one_mode_network_is_square_and_has_isolates() -> None:
    graph = build(units(*DEBATE.items, unit("c5", "cid", "issue-road")), Recipe("congruence"))
    assert rows(write_network([graph], "matrix")) == [
        ["", "Ann", "Bob", "Cid"],
        ["Ann", "0.0", "1.0", "0.0"],
        ["Bob", "1.0", "0.0", "0.0"],
        ["Cid", "0.0", "0.0", "0.0"],
    ]


def test_of_a_matrix_two_of_one_name_are_told_apart() -> None:
    graph = nx.Graph()
    graph.add_node("x", label="Ann")
    graph.add_node("y", label="Ann")
    assert rows(write_network([graph], "matrix"))[0] == ["", "Ann (x)", "Ann (y)"]


# JSON


@pytest.mark.parametrize("kind", KINDS)
def test_json_is_read_back_by_networkx(kind: str) -> None:
    graph = build(DEBATE, Recipe(kind))
    again = nx.node_link_graph(json.loads(write_network([graph], "json")), edges="edges")
    assert again.graph == graph.graph
    assert dict(again.nodes(data=True)) == dict(graph.nodes(data=True))
    assert [(a, b, {**facts, "ids": tuple(facts["ids"])}) for a, b, facts in again.edges(data=True)] == [
        (a, b, {**facts, **({"targets": list(facts["targets"])} if "targets" in facts else {})})
        for a, b, facts in graph.edges(data=True)
    ]


def test_windows_are_a_list_of_networks_in_json() -> None:
    graphs = build_slices(DEBATE, Recipe("stance"), Window(1, "months"))
    found = json.loads(write_network(graphs, "json"))["networks"]
    assert [one["graph"]["start"] for one in found] == ["2025-01-01", "2025-02-01"]


# All


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_network_is_written_too(form: str) -> None:
    assert write_network([build(units(), Recipe("congruence"))], form)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_network_is_the_same_bytes(form: str) -> None:
    turned = units(*reversed(DEBATE.items))
    assert write_network([build(DEBATE, Recipe("stance"))], form) == write_network(
        [build(turned, Recipe("stance"))], form
    )


@pytest.mark.parametrize("form", ["graphml", "matrix"])
def test_what_holds_one_network_says_so(form: str) -> None:
    graphs = build_slices(DEBATE, Recipe("stance"), Window(1, "months"))
    with pytest.raises(UsageError, match=f"{form} holds one network, not 2 windows; use gexf, csv or json"):
        write_network(graphs, form)


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="network format 'dl' is unknown; use one of graphml, gexf, csv, matrix, json"):
        write_network([], "dl")
