"""``stakegraph export``: what a user gets, in which format, and what is refused."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat

from factory import dam_annotation
from stakegraph.cli import run as run_command
from stakegraph.cli.export import FORMATS, TABLES, quads_by_graph
from stakegraph.rdf import serialize, to_quads
from stakegraph.store import folder_store, memory_store

Run = Callable[..., tuple[int, bytes, str]]
QUADS = to_quads(dam_annotation())


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run ``stakegraph export`` in a folder whose last build is the debate about the dam."""
    (tmp_path / "stakegraph-out").mkdir()
    (tmp_path / "stakegraph-out" / "graph.trig").write_bytes(serialize(QUADS, "trig"))
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, bytes, str]:
        code = run_command(["export", *arguments])
        out, err = capfdbinary.readouterr()
        return code, out, err.decode()

    return call


@pytest.mark.parametrize("form", FORMATS)
def test_a_store_in_memory_and_one_in_a_folder_give_the_same_bytes(run: Run, form: str) -> None:
    folder_store("s").load(random.Random(3).sample(QUADS, len(QUADS)))
    expected = (0, serialize(QUADS, form), "")
    assert run("--format", form) == expected
    assert run("--format", form, "--data", "s") == expected


@pytest.mark.parametrize("extra", [(), (Quad(BlankNode(), NamedNode("https://e.example/p"), Literal("a")),)])
def test_quads_are_sorted_a_graph_at_a_time_where_no_blank_node_needs_all(extra: tuple[Quad, ...]) -> None:
    loose = Quad(NamedNode("https://e.example/s"), NamedNode("https://e.example/p"), Literal("b"))
    again = [Quad(quad.subject, quad.predicate, quad.object, NamedNode("https://e.example/graph")) for quad in QUADS]
    store = memory_store([*QUADS, *again, loose, *extra])
    assert b"".join(quads_by_graph(store)) == serialize(store.quads(), "nquads")


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("g.ttl", b"@prefix actor:"),
        ("g.trig", b"@prefix actor:"),
        ("g.nt", b"<https://w3id.org/"),
        ("g.nq", b"<https://w3id.org/"),
        ("g.jsonld", b"{\n"),
        ("g.rdf", b"<?xml"),
    ],
)
def test_the_format_is_that_of_the_file(run: Run, name: str, start: bytes) -> None:
    assert run("-o", name) == (0, b"", "")
    assert Path(name).read_bytes().startswith(start)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_written_to_a_file_of_its_kind(run: Run, table: str) -> None:
    code, out, _ = run("--table", table)
    assert code == 0
    assert run("--table", table, "-o", "t.csv") == (0, b"", "")
    assert Path("t.csv").read_bytes() == out
    assert run("--table", table, "-o", "t.tsv") == (0, b"", "")
    assert Path("t.tsv").read_bytes().startswith("\ufeff".encode() + table[:-1].encode() + b"\tarticle\t")


def test_rdf_12_is_written_where_it_is_asked_for(run: Run) -> None:
    code, out, _ = run("--rdf12", "--format", "nquads")
    read = {str(quad) for quad in pyoxigraph.parse(out, format=RdfFormat.N_QUADS)}
    assert code == 0
    assert read - {str(quad) for quad in QUADS} == {line for line in read if "#reifies> <<( " in line}
    assert len(read) == len(QUADS) + 5


def test_blank_nodes_of_a_file_of_others_have_the_same_names_every_time(run: Run) -> None:
    Path("other.ttl").write_text("[] <http://a.example/p> [ <http://a.example/q> 'x' ] .", encoding="utf-8")
    first = run("--data", "other.ttl")
    assert first == run("--data", "other.ttl")
    assert first[1].count(b"_:c14n0") == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "csv"], "csv holds a table; say which with --table: statements, stances, events"),
        (["-o", "a.tsv"], "tsv holds a table; say which with --table"),
        (["--table", "stances", "--format", "turtle"], "a table can't be written as turtle; use csv or tsv"),
        (["--table", "actors"], "'actors' is not one of 'statements', 'stances', 'events'"),
        (["--rdf12", "--format", "jsonld"], "jsonld can't hold RDF 1.2; use turtle, trig, ntriples, nquads"),
    ],
)
def test_misuse_is_one_line_and_leaves_with_2(run: Run, arguments: list[str], message: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out, err.count("\n")) == (2, b"", 1)
    assert message in err
