"""``stakegraph network`` on real stores and databases, and one clear line for what can't be meant."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import networkx as nx
import pytest

from conftest import Run, require_shared
from debates import quads
from factory import TEXT, dam_annotation
from stakegraph import annotation
from stakegraph.network import KINDS
from stakegraph.output import write
from stakegraph.rdf import serialize, to_quads


@pytest.fixture
def run(console: Run, tmp_path: Path) -> Run:
    """Run the command line in a folder with two graphs: a debate over months, and one article."""
    write(tmp_path / "debate.trig", serialize(quads(), "trig"))
    write(tmp_path / "dam.trig", serialize(to_quads(dam_annotation()), "trig"))
    write(tmp_path / "empty.trig", b"")
    return console


def test_a_table_says_what_made_the_network(run: Run) -> None:
    code, out, err = run("network", "congruence", "--data", "debate.trig", "--include", "issue=the dam", "--until",
                         "2026-02-28", "--duplicates", "month", "--normalisation", "average")  # fmt: skip
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "congruence: 6 nodes, 6 ties, 12 stances, 2 articles"
    assert lines[1] == (
        "filter: factuality=actual|planned; issue=the dam; until=2026-02-28; duplicates: month; "
        "normalisation: average; isolates: keep"
    )
    assert lines[5].split() == ["Ada", "Ben", "2", "4", "2"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("data", ["debate.trig", "dam.trig", "empty.trig"])
def test_every_kind_has_an_answer_for_every_graph(run: Run, kind: str, data: str) -> None:
    code, out, err = run("network", kind, "--data", data)
    assert (code, err) == (0, "")
    assert out.startswith(f"{kind}: ")


def test_statements_and_events_can_be_the_coded_unit(run: Run) -> None:
    for unit, tie in (("statement", "Anna Berg  the dam        -1"), ("event", "Northland  Southland      -1")):
        _, out, _ = run("network", "affiliation", "--data", "dam.trig", "--unit", unit)
        assert tie in out


def test_windows_make_a_table_each(run: Run) -> None:
    _, out, _ = run("network", "subtract", "--data", "debate.trig", "--window", "1 month", "--step", "2")
    heads = [line for line in out.splitlines() if line.startswith("subtract")]
    assert heads == [
        "subtract, 2026-01-01 to before 2026-02-01: 6 nodes, 15 ties, 12 stances, 1 article",
        "subtract, 2026-03-01 to before 2026-04-01: 6 nodes, 15 ties, 12 stances, 1 article",
    ]


@pytest.mark.parametrize("name", ["n.graphml", "n.gexf", "n.json", "n.csv"])
def test_the_name_of_the_file_says_the_format(run: Run, tmp_path: Path, name: str) -> None:
    assert run("network", "congruence", "--data", "debate.trig", "-o", name) == (0, "", "")
    data = (tmp_path / name).read_bytes()
    if name == "n.csv":
        assert len(list(csv.DictReader(io.StringIO(data.decode())))) == 9
        return
    readers = {
        "n.graphml": lambda: nx.read_graphml(io.BytesIO(data)),
        "n.gexf": lambda: nx.read_gexf(io.BytesIO(data)),
        "n.json": lambda: nx.node_link_graph(json.loads(data), edges="edges"),
    }
    assert readers[name]().number_of_edges() == 9


def test_windows_are_numbered_files_where_a_format_holds_one_network(run: Run, tmp_path: Path) -> None:
    options = ("--data", "debate.trig", "--window", "1 month")
    assert run("network", "congruence", *options, "-o", "n.graphml") == (0, "", "")
    assert run("network", "congruence", *options, "--format", "matrix", "-o", "m.csv") == (0, "", "")
    assert sorted(path.name for path in tmp_path.iterdir() if path.name[0] in "nm") == [
        "m-1.csv", "m-1.csv-metadata.json", "m-2.csv", "m-2.csv-metadata.json", "m-3.csv", "m-3.csv-metadata.json",
        "n-1.graphml", "n-2.graphml", "n-3.graphml",
    ]  # fmt: skip
    assert nx.read_graphml(tmp_path / "n-3.graphml").graph["start"] == "2026-03-01"


def test_a_table_for_other_programs_has_its_recipe_beside_it(run: Run, tmp_path: Path) -> None:
    run("network", "affiliation", "--data", "debate.trig", "--format", "matrix", "-o", "m.csv", "--confidence", "0.5")
    about = json.loads((tmp_path / "m.csv-metadata.json").read_text(encoding="utf-8"))
    assert (about["@context"], about["url"]) == ("http://www.w3.org/ns/csvw", "m.csv")
    assert about["notes"][0]["filter"] == "factuality=actual|planned; confidence>=0.5"


def test_on_standard_output_the_recipe_is_talk(run: Run) -> None:
    code, out, err = run("network", "congruence", "--data", "debate.trig", "--format", "csv")
    assert code == 0 and out.startswith("source,target,")
    assert err.startswith("stakegraph: kind: congruence; unit: stance; filter: factuality=actual|planned; duplicates: ")


def test_an_event_list_is_the_statements_that_count(run: Run) -> None:
    _, out, _ = run(
        "network", "eventlist", "--data", "debate.trig", "--include", "actor=Ada", "--duplicates", "acrossrange"
    )
    rows = list(csv.DictReader(io.StringIO(out), delimiter=";"))
    assert [(row["time"], row["person"], row["concept"], row["agreement"]) for row in rows] == [
        ("2026-01-05 00:00:00", "Ada", "the dam", "1"),
        ("2026-01-05 00:00:00", "Ada", "the bridge", "0"),
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("friends",), "Invalid value for 'KIND': 'friends' is not one of 'stance'"),
        (("stance", "--include", "actor"), "--include 'actor' is not of the form FIELD=VALUE"),
        (("stance", "--include", "actor=Zoe"), "actor 'Zoe' is unknown here; known are Ada, Ben, Cem, Dot, Eva, Flo"),
        (("stance", "--exclude", "shoe=red"), "filter field 'shoe' is unknown; use one of actor, type"),
        (("stance", "--since", "May"), "'May' is no day; write it like 2025-03-07"),
        (("stance", "--confidence", "2"), "confidence is 2; it must lie between 0 and 1"),
        (("stance", "--kernel", "gaussian"), "--kernel is for windows of time; add --window"),
        (("stance", "--window", "month"), "window 'month' is no number with a unit"),
        (("stance", "--unit", "event"), "a network of kind stance is made of stances, not of events"),
        (("congruence", "--normalisation", "activity"), "normalisation 'activity' is not for congruence"),
        (("stance", "-o", "network.xyz"), "the name 'network.xyz' says no format"),
        (("stance", "--format", "graphml", "--window", "1 month"), "graphml holds one network, not 3 windows"),
        (("eventlist", "--format", "gexf"), "an event list is CSV, not gexf"),
    ],
)
def test_what_cannot_be_meant_is_one_line(run: Run, arguments: tuple[str, ...], message: str) -> None:
    code, out, err = run("network", *arguments, "--data", "debate.trig")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert message in err


def test_windows_need_days(run: Run, tmp_path: Path) -> None:
    undated = [quad for quad in to_quads(dam_annotation()) if "issued" not in quad.predicate.value]
    write(tmp_path / "undated.trig", serialize(undated, "trig"))
    code, _, err = run("network", "stance", "--data", "undated.trig", "--window", "1 month")
    assert (code, err.count("\n")) == (2, 1) and "no unit has a day" in err


# Databases of Discourse Network Analyzer


def test_a_database_is_measured_without_a_build(run: Run) -> None:
    sample = str(require_shared("gold", "dna", "sample.dna"))
    code, out, _ = run(
        "network", "subtract", "--data", sample, "--duplicates", "document", "--actor-variable", "person"
    )
    assert code == 0 and out.startswith("subtract: 7 nodes, 16 ties, 23 stances, 7 articles")
    code, _, err = run("network", "event", "--data", sample)
    assert code == 2 and "holds stances only" in err


def test_a_database_is_built_exported_and_the_same(run: Run, tmp_path: Path) -> None:
    sample = str(require_shared("gold", "dna", "sample.dna"))
    code, _, err = run("build", sample)
    assert code == 0 and "1 statement without an actor or a concept left out" in err
    assert run("check", "stakegraph-out/graph.trig")[0] == 0
    tables = []
    assert run("export", "-o", "again.dna") == (0, "", "")
    for data in ("stakegraph-out", sample, "again.dna"):
        tables.append(run("network", "subtract", "--data", data, "--normalisation", "jaccard")[1])
    assert tables[0] == tables[1] == tables[2]


def test_an_event_list_is_measured_too(run: Run) -> None:
    assert run("network", "eventlist", "--data", "debate.trig", "-o", "debate.csv") == (0, "", "")
    _, out, _ = run("network", "congruence", "--data", "debate.csv", "--actor-variable", "person")
    assert out.startswith("congruence: 2 nodes, 1 tie, 12 stances, 3 articles")


def test_only_a_build_can_become_a_database(run: Run) -> None:
    for arguments, message in (
        (("--data", "debate.trig", "-o", "x.dna"), "debate.trig holds no annotations with their texts"),
        (("--data", "debate.trig", "--format", "dna"), "a database can't go to standard output"),
    ):
        code, _, err = run("export", *arguments)
        assert (code, err.count("\n")) == (2, 1) and message in err


def test_an_annotation_becomes_a_database_in_which_people_stand_for_their_side(run: Run, tmp_path: Path) -> None:
    document = annotation.dump(dam_annotation()).replace('"file": null', '"file": "dam.txt"')
    write(tmp_path / "dam.json", document.encode())
    write(tmp_path / "dam.txt", TEXT.encode())
    assert run("build", "--annotation", "dam.json")[0] == run("export", "-o", "dam.dna")[0] == 0
    assert run("network", "stance", "--data", "dam.dna")[1].splitlines()[5].split()[:4] == [
        "Critics",
        "talks",
        "1",
        "oppose",
    ]
