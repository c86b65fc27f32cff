"""``stakegraph measure`` on real stores: tables, CSV and JSON, and one clear line for what can't be measured."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from conftest import Run, require_shared
from debates import quads
from factory import dam_annotation
from stakegraph import resources
from stakegraph.cli.measure import networks_of
from stakegraph.errors import UsageError
from stakegraph.measures.catalogue import MEASURES, find, measure
from stakegraph.measures.networks import SIGNED, Networks
from stakegraph.measures.observations import observations
from stakegraph.measures.table import Options
from stakegraph.output import write
from stakegraph.rdf import serialize, to_quads
from stakegraph.vocabulary import SG


@pytest.fixture
def run(console: Run, tmp_path: Path) -> Run:
    """Run the command line in a folder with the graph of the debate."""
    write(tmp_path / "debate.trig", serialize(quads(), "trig"))
    return console


@pytest.fixture(scope="module")
def networks(tmp_path_factory: pytest.TempPathFactory) -> Networks:
    folder = tmp_path_factory.mktemp("debate")
    return networks_of(str(write(folder / "debate.trig", serialize(quads(), "trig"))), {})


def column(networks: Networks, name: str, column: str, options: Options | None = None) -> dict[Any, Any]:
    """A column of a measure's table by its first one."""
    table = measure(name, networks, options)
    return {row[0]: row[table.columns.index(column)] for row in table.rows}


def test_a_table_says_how_it_was_made(run: Run) -> None:
    code, out, err = run("measure", "frustration", "--data", "debate.trig", "--seed", "7", "--runs", "19")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "frustration: The frustration index: how many ties contradict the best camps"
    assert lines[1].split() == ["statistic", "value", "by", "chance", "deviation", "z", "p", "high", "p", "low"]
    assert lines[3].split()[:3] == ["frustration", "index", "0"]
    made = "network alignment, nodes 6, edges 15, filter factuality=actual|planned, duplicates include, camps 2"
    assert f"{made}, weighted no, seed 7, null signs, runs 19" in lines
    assert lines[-1] == "only 6 actors: the numbers describe these and say nothing about others"


def test_csv_holds_the_whole_numbers_of_one_measure(run: Run) -> None:
    code, out, _ = run("measure", "camps", "--data", "debate.trig", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert [(row["camp"], row["actor"]) for row in rows] == [
        ("1", "Ada"), ("1", "Ben"), ("1", "Cem"), ("2", "Dot"), ("2", "Eva"), ("2", "Flo"),
    ]  # fmt: skip
    assert rows[0]["id"] == "actor:ada"


def test_csv_of_several_measures_is_refused(run: Run) -> None:
    code, out, err = run("measure", "camps", "triads", "--data", "debate.trig", "--format", "csv")
    assert (code, out) == (2, "")
    assert err == "stakegraph: CSV holds one table, and 2 measures were asked for; name one, or use json\n"


def test_json_holds_all_measures_with_their_settings(run: Run) -> None:
    code, out, _ = run("measure", "--data", "debate.trig", "--format", "json")
    found = {table["measure"]: table for table in json.loads(out)}
    assert (code, list(found)) == (0, [one.name for one in MEASURES.values() if one.default])
    assert found["triads"]["settings"] == {
        "network": "alignment", "nodes": 6, "edges": 15, "filter": "factuality=actual|planned",
        "duplicates": "include", "null": "signs", "runs": 999, "seed": 0,
    }  # fmt: skip
    assert {key: found["triads"]["rows"][0][key] for key in ("statistic", "value")} == {"statistic": "+++", "value": 2}


def test_the_same_command_gives_the_same_bytes(run: Run) -> None:
    command = ("measure", "--data", "debate.trig", "--format", "json", "--seed", "3", "--runs", "20")
    assert run(*command) == run(*command)


def test_a_table_goes_to_a_file(run: Run, tmp_path: Path) -> None:
    assert run("measure", "strength", "--data", "debate.trig", "--format", "markdown", "-o", "out.md") == (0, "", "")
    assert (tmp_path / "out.md").read_text().startswith("## strength: Ties of each actor and issue")


def test_the_numbers_go_into_a_graph_where_sparql_finds_them(run: Run, tmp_path: Path) -> None:
    assert run("measure", "strength", "frustration", "--data", "debate.trig", "--rdf", "numbers.ttl")[0] == 0
    numbers = (tmp_path / "numbers.ttl").read_bytes()
    write(tmp_path / "both.ttl", (tmp_path / "numbers.ttl").read_bytes() + serialize(quads(), "ntriples"))
    query = """SELECT ?name ?value { ?m a sg:Measurement ; sg:measure "strength: supports" ; sg:value ?value ;
                                     sg:about/rdfs:label ?name } ORDER BY ?name"""
    write(tmp_path / "query.rq", query.encode())
    code, out, _ = run("query", "query.rq", "--data", "both.ttl", "--format", "csv")
    rows = [(row["name"], float(row["value"])) for row in csv.DictReader(io.StringIO(out))]
    assert code == 0
    assert rows == [(name, 3.0) for name in ("Ada", "Ben", "Cem", "Dot", "Eva", "Flo")] + [
        ("the bridge", 0.0), ("the dam", 0.0),
    ]  # fmt: skip
    run("measure", "strength", "frustration", "--data", "debate.trig", "--rdf", "numbers.ttl")
    assert (tmp_path / "numbers.ttl").read_bytes() == numbers


def test_the_numbers_as_rdf_conform_to_the_shapes(networks: Networks) -> None:
    import rdflib
    from pyshacl import validate

    data = observations([measure(name, networks, Options(runs=2)) for name in ("centrality", "triads", "timeline")])
    graph = rdflib.Graph().parse(data=serialize(data, "turtle"), format="turtle")
    shapes = rdflib.Graph().parse(data=resources.text("ontology/shapes.ttl"), format="turtle")
    conforms, _, report = validate(graph, shacl_graph=shapes)
    assert conforms, report
    assert len(list(graph.subjects(rdflib.RDF.type, rdflib.URIRef(SG + "Measurement")))) > 50


def test_several_tables_show_their_first_rows(run: Run) -> None:
    _, out, _ = run("measure", "strength", "timeline", "--data", "debate.trig")
    assert "and 26 more rows" in out
    _, out, _ = run("measure", "timeline", "--data", "debate.trig", "--rows", "2")
    assert "and 34 more rows" in out


def test_the_list_names_all_measures_and_their_networks(run: Run) -> None:
    code, out, _ = run("measure", "--list")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()[2:-1]] == list(MEASURES)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["fustration"], "there is no measure 'fustration'; did you mean frustration?"),
        (["zzz"], "there is no measure 'zzz'; use one of strength, centrality, holes,"),
        (
            ["triads", "--network", "friends"],
            "there is no network 'friends'; use one of agreement, alignment,",
        ),
        (
            ["centrality", "--network", "alignment"],
            "the network 'alignment' has negative ties or parallel edges, on which it is not defined for centrality; "
            "use one of agreement, congruence, conflict, support, opposition",
        ),
        (["timeline", "--window", "decade"], "there is no window 'decade'; use one of day, week, month, quarter, year"),
        (["homophily", "--by", "shoe"], "no actor has the attribute 'shoe'; use one of "),
        (["triads", "--null", "chaos"], "there is no null model 'chaos'; use one of signs, rewire"),
        (["intervals", "--draw", "word"], "there is no unit 'word' to draw; use one of statement, article"),
        (["frustration", "--camps", "1"], "there can't be 1 camps; use two or more"),
        (
            ["coalitions", "--method", "guess"],
            "there is no method 'guess' to find coalitions; use one of louvain, leiden",
        ),
        (["backbone", "--level", "7"], "the level 7 is no probability; use one from 0 to 1, such as 0.05"),
    ],
)
def test_what_cannot_be_meant_is_one_line(run: Run, arguments: list[str], message: str) -> None:
    code, out, err = run("measure", *arguments, "--data", "debate.trig")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"stakegraph: {message}")


@pytest.mark.parametrize("name", list(MEASURES))
@pytest.mark.parametrize("which", ["nothing", "one", "neutral", "alike", "apart"])
def test_every_measure_has_an_answer_for_small_and_odd_networks(name: str, which: str) -> None:
    stances = nx.MultiDiGraph()
    signs = {"nothing": [], "one": [], "neutral": [0], "alike": [1], "apart": [1, -1]}[which]
    pairs = [("a", "b"), ("b", "c"), ("x", "y")] if which == "apart" else [("a", "b"), ("b", "c"), ("a", "c")]
    nodes = [] if which == "nothing" else ["a"] if which == "one" else ["a", "b", "c", "x", "y"]
    stances.add_nodes_from(nodes, type="Person")
    for number, ((one, other), sign) in enumerate((pair, sign) for pair in pairs for sign in signs):
        stances.add_edge(one, other, id=f"s{number}", sign=sign, weight=1.0, article="a1", date="2026-05-03")
    table = measure(name, Networks(stances), Options(runs=3))
    assert table.name == name
    assert all(len(row) == len(table.columns) for row in table.rows)


@pytest.mark.parametrize("name", list(MEASURES))
def test_every_measure_is_taken_on_each_network_that_it_names(name: str, networks: Networks) -> None:
    for network in find(name).networks:
        assert measure(name, networks, Options(network=network, runs=2)).settings["network"] == network


@pytest.mark.parametrize("name", ["centrality", "holes", "coalitions", "brokerage", "backbone"])
@pytest.mark.parametrize("network", SIGNED)
def test_no_path_measure_is_taken_on_negative_ties(name: str, network: str, networks: Networks) -> None:
    with pytest.raises(UsageError, match="has negative ties or parallel edges"):
        measure(name, networks, Options(network=network))


def test_stances_without_a_date_have_that_of_their_article(networks: Networks) -> None:
    table = measure("timeline", networks)
    assert [row for row in table.rows if row[0] == "Cem" and row[1] == "the dam"] == [
        ("Cem", "the dam", "2026-01", 1.0, 0.0, 1.0),
        ("Cem", "the dam", "2026-02", 1.0, 0.0, 1.0),
        ("Cem", "the dam", "2026-03", 0.0, 1.0, -1.0),
    ]


def test_who_turned_round_and_went_over_is_told(networks: Networks) -> None:
    assert {row[:2] for row in measure("flips", networks).rows} == {("Cem", "the dam"), ("Cem", "the bridge")}
    assert [row[:3] for row in measure("moves", networks).rows] == [("Cem", "2026-02", "2026-03")]


def test_coalitions_polarization_and_camps_agree_on_a_clear_debate(networks: Networks) -> None:
    assert column(networks, "coalitions", "coalition") == {1: 1, 2: 2}
    notes = measure("polarization", networks).notes
    assert notes[:2] == ("camp 1: Ada, Ben, Cem", "camp 2: Dot, Eva, Flo")


def test_attributes_of_actors_come_from_the_graph(tmp_path: Path) -> None:
    path = write(tmp_path / "dam.trig", serialize(to_quads(dam_annotation()), "trig"))
    networks = networks_of(str(path), {})
    assert networks.attributes(networks.stances) == ["country", "represents", "role", "type"]
    found = networks.attribute("represents", networks.stances)
    assert sorted(found.values()) == ["Northland", "Southland"]


def test_undated_stances_are_counted_in_a_note(tmp_path: Path) -> None:
    annotation = dam_annotation()
    undated = replace(annotation, article=replace(annotation.article, published=None))
    path = write(tmp_path / "dam.trig", serialize(to_quads(undated), "trig"))
    assert measure("timeline", networks_of(str(path), {})).notes[0] == "5 of 5 stances have no date and are left out"


def test_what_counts_can_be_chosen_and_is_told(run: Run) -> None:
    command = ("measure", "strength", "--data", "debate.trig", "--format", "json")
    _, out, _ = run(*command, "--since", "2026-03-01", "--exclude", "actor=Ada", "--duplicates", "document")
    table = json.loads(out)[0]
    assert (table["settings"]["edges"], table["settings"]["duplicates"]) == (10, "document")
    assert "2026-03-01" in table["settings"]["filter"]
    code, _, err = run(*command, "--include", "actor=Zoe")
    assert (code, err) == (
        2,
        "stakegraph: actor 'Zoe' is unknown here; known are Ada, Ben, Cem, Dot, Eva, Flo\n",
    )


def test_a_database_of_discourse_network_analyzer_is_measured_as_published(run: Run) -> None:
    path = str(require_shared("gold", "dna", "sample.dna"))
    found = {}
    for duplicates in ("include", "document"):
        options = ("--network", "subtract", "--duplicates", duplicates, "--format", "json")
        _, out, _ = run("measure", "frustration", "triads", "--data", path, *options)
        tables = [{row["statistic"]: row["value"] for row in table["rows"]} for table in json.loads(out)]
        index, triads = tables
        found[duplicates] = (index["frustration index"], index["ties"], triads["+++"] + triads["+--"], triads["all"])
    # Frustration 3 of 18 with 16 of 22 triads balanced; 1 of 16 with 13 of 14 where a document counts once.
    assert found == {"include": (3, 18, 16, 22), "document": (1, 16, 13, 14)}


def test_a_network_of_one_pair_is_measured_by_hand() -> None:
    stances = nx.MultiDiGraph()
    stances.add_nodes_from("abcd", type="Person")
    friends = {("a", "b"), ("c", "d")}
    for number, pair in enumerate(combinations("abcd", 2)):
        stances.add_edge(*pair, id=f"s{number}", sign=1 if pair in friends else -1, weight=1.0)
    table = measure("cohesion", Networks(stances), Options(network="stance"))
    assert table.rows == ((1, 1, 1, 1, 0, 1.0, 1.0), (1, 2, 4, 0, 4, 1.0, -1.0), (2, 2, 1, 1, 0, 1.0, 1.0))
