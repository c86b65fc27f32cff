"""``stakegraph query`` as an analyst uses it: examples, descriptions, limits."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from conftest import Run
from factory import dam_annotation
from stakegraph.rdf import serialize, to_quads


@pytest.fixture
def run(console: Run, tmp_path: Path) -> Run:
    """Run ``stakegraph query`` in a folder whose last build is the debate about the dam."""
    (tmp_path / "stakegraph-out").mkdir()
    (tmp_path / "stakegraph-out" / "graph.trig").write_bytes(serialize(to_quads(dam_annotation()), "trig"))
    return partial(console, "query")


def test_an_example_is_answered_on_the_bundled_brief(run: Run) -> None:
    assert run("coalition", "--example") == (
        0,
        "member               memberLabel    represents    representsLabel  stances  confidence\n"
        "-------------------  -------------  ------------  ---------------  -------  ----------\n"
        "actor:russia         Russia                                              3           1\n"
        "actor:sergei-lavrov  Sergei Lavrov  actor:russia  Russia                 1           1\n",
        "",
    )


def test_an_example_takes_parameters_too(run: Run) -> None:
    code, out, _ = run("supporters-and-opponents", "--example", "--param", "actor=NATO", "--format", "csv")
    assert (code, out.splitlines()[1:]) == (
        0,
        ["https://w3id.org/stakegraph/actor/sergei-lavrov,Sergei Lavrov,oppose,1"],
    )


def test_an_example_is_for_ones_own_query_as_well(run: Run) -> None:
    code, out, _ = run("ASK { actor:russia sg:opposes issue:peacekeeping-force }", "--example")
    assert (code, out) == (0, "true\n")


def test_a_query_is_described_with_types_defaults_and_an_example_answer(run: Run) -> None:
    code, out, _ = run("--describe", "coalition")
    assert code == 0
    assert out.startswith(
        "Coalition of a position\n"
        "The actors that support (or oppose) an issue or actor, and for whom they speak.\n"
        "\n"
        "--param target=TARGET  The issue or actor that the position is about, by label, alias, id or IRI.\n"
        "--param polarity=POLARITY [default: support]  The side: support or oppose.\n"
        "\n"
        '$ stakegraph query coalition --example --param "target=peacekeeping-force" --param "polarity=oppose"\n'
        "member  "
    )
    assert "actor:sergei-lavrov" in out and "GROUP BY ?member" in out


def test_rows_beyond_the_limit_are_left_out_with_a_word(run: Run) -> None:
    code, out, err = run("actors", "--max-rows", "2", "--format", "csv")
    assert (code, out.count("\n")) == (0, 3)
    assert err == "stakegraph: there are more rows than the 2 that were written; narrow the query\n"


def test_memory_is_limited(run: Run) -> None:
    text = "SELECT * { BIND('xx' AS ?a0)" + "".join(f"BIND(CONCAT(?a{i},?a{i}) AS ?a{i + 1})" for i in range(34)) + "}"
    code, out, err = run(text, "--memory", "64")
    assert (code, out) == (1, "")
    assert "needs more than 64 MB of memory; make it simpler, or give it more (--memory)" in err


def test_time_is_limited(run: Run) -> None:
    code, out, err = run("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout", "0.3")
    assert (code, out) == (1, "")
    assert err == "stakegraph: the query was stopped after 0.3 seconds; narrow it, or give it more time (--timeout)\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["actors", "--example", "--data", "x"], "--example has a graph of its own; leave out --data, or --example"),
        (["actors", "--max-rows", "0"], "Invalid value for '--max-rows'"),
        (["actors", "--memory", "0"], "Invalid value for '--memory'"),
    ],
)
def test_misuse_is_one_line_and_leaves_with_2(run: Run, arguments: list[str], message: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert message in err


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("SELECT ?who WHERE { ?who sg:opposes “the dam” }", "replace the typographic quotes (“) by plain ones"),
        ("# nothing", "the text asks nothing; begin with one of SELECT, ASK, CONSTRUCT, DESCRIBE"),
        ("ASK { ?s ?p ?o } ASK { ?s ?p ?o }", "a second query begins with ASK; ask one at a time"),
        ("SELCT ?s { { SELECT ?s { ?s ?p ?o } } }", "did you mean SELECT instead of SELCT?"),
    ],
)
def test_a_hint_is_given_for_what_people_write(run: Run, text: str, hint: str) -> None:
    code, out, err = run(text)
    first, shown, caret, last = err.splitlines()
    assert (code, out, shown, caret.strip()) == (1, "", f"  {text}", "^")
    assert first.startswith("stakegraph: the query can't be understood at line 1, column ")
    assert last.startswith(hint)
