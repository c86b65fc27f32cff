"""Agreement of coders: alpha against published numbers and a package of others, F1 counted by hand."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from importlib.util import find_spec
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import debates
from conftest import Run, require
from factory import ARTICLE, TEXT, actor, dam_annotation, ev, issue, stance
from stakegraph.annotation import dump
from stakegraph.errors import UsageError
from stakegraph.measures.agreement import LEVELS, alpha, f1, matched
from stakegraph.measures.coders import chosen_table, found_table, pairings
from stakegraph.measures.compared import dyads, qap, shared_table
from stakegraph.model import Annotation, ArticleInfo
from stakegraph.output import write
from stakegraph.rdf import serialize, to_quads

# The reliability data of Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, section C: four observers.
OBSERVERS = ("123321412***", "1233224125*3", "*3332342251*", "12332441251*")
PUBLISHED = {"nominal": 0.743, "ordinal": 0.815, "interval": 0.849, "ratio": 0.797}

choices = st.lists(
    st.lists(st.sampled_from([1.0, 2.0, 3.0, 5.0, None]), min_size=3, max_size=3), min_size=2, max_size=12
)


@pytest.mark.parametrize("level", LEVELS)
def test_alpha_is_that_of_the_published_example(level: str) -> None:
    units = [[None if value == "*" else float(value) for value in unit] for unit in zip(*OBSERVERS, strict=True)]
    assert alpha(units, level) == pytest.approx(PUBLISHED[level], abs=0.0005)


@given(choices, st.sampled_from(LEVELS))
def test_alpha_is_that_of_the_package_krippendorff(units: list[list[float | None]], level: str) -> None:
    require(find_spec("krippendorff"), "krippendorff", "pip install krippendorff")
    import krippendorff

    found = alpha(units, level)
    if found is None:
        return
    data = np.array([[math.nan if value is None else value for value in unit] for unit in units]).T
    assert found == pytest.approx(krippendorff.alpha(reliability_data=data, level_of_measurement=level))  # type: ignore[arg-type]


@given(st.lists(st.sampled_from("abc"), min_size=2), st.integers(2, 4))
def test_alpha_of_identical_coders_is_one(choices: list[str], coders: int) -> None:
    assert alpha([value] * coders for value in choices) == (1.0 if len(set(choices)) > 1 else None)


@given(choices, st.permutations([0, 1, 2]))
def test_alpha_does_not_ask_which_coder_is_which(units: list[list[float | None]], order: list[int]) -> None:
    one, other = alpha(units), alpha([[unit[at] for at in order] for unit in units])
    assert one == (None if other is None else pytest.approx(other))


@pytest.mark.parametrize("units", [[], [("a", None)], [("a", "a")], [("a", None), ("b", None)]])
def test_where_nothing_could_differ_alpha_is_not_defined(units: Any) -> None:
    assert alpha(units) is None


def test_an_unknown_level_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="no level of measurement 'vague'; use one of nominal, ordinal, "):
        alpha([], "vague")


def test_f1_and_pairs() -> None:
    assert (f1(3, 4, 5), f1(0, 0, 0), f1(0, 2, 0)) == (6 / 9, None, 0.0)
    likeness = {(0, 0): 0.5, (0, 1): 0.9, (1, 1): 1.0, (1, 0): 0.0}
    assert matched(2, 2, lambda one, other: likeness[one, other]) == [(0, 0), (1, 1)]


def other_coder() -> Annotation:
    """The annotation of somebody who calls Berg by another id, and sees one stance the other way and two not."""
    actors = (
        actor("The Premier", "person", "Anna Berg", aliases=("Anna Berg",), role="premier"),
        actor("Ben Cole", "person", "Ben Cole", represents=None),
        actor("Southland", "country", "Southland"),
    )
    stances = (
        stance("the-premier", "oppose", "the-dam", "the dam is a mistake"),
        stance("ben-cole", "oppose", "the-dam", "backed the dam"),
        stance("southland", "support", "ben-cole", "thanked Ben Cole"),
    )
    return Annotation(ARTICLE, actors, (issue("the dam", "the dam"),), stances=stances)


def rows(table: Any) -> dict[str, tuple[Any, ...]]:
    width = 1 if table.name == "found" else 2
    return {" ".join(row[:width]): row[width:] for row in table.rows}


def test_what_two_coders_found_is_counted_by_hand() -> None:
    found = rows(found_table([pairings(dam_annotation(), other_coder())]))
    # Two of the places of stances are the same; "thanked Ben Cole" lies within "Southland thanked Ben Cole".
    length = {words: len(words) for words in ("the dam is a mistake", "backed the dam", "thanked Ben Cole")}
    first = {place for one in dam_annotation().stances for place in range(*one.evidence.span)}
    assert found["stance"][:3] == (5, 3, 3)
    assert found["stance"][3:] == (pytest.approx(6 / 8), pytest.approx(4 / 8), pytest.approx(
        2 * sum(length.values()) / (len(first) + sum(length.values()))
    ))  # fmt: skip
    assert found["actor"][:3] == (5, 3, 3)
    assert found["event"] == (2, 0, 0, 0.0, 0.0, 0.0)


def test_actors_with_other_ids_are_the_same_where_they_are_paired() -> None:
    found = rows(chosen_table([pairings(dam_annotation(), other_coder())]))
    assert found["stance holder"] == (3, 1.0, 1.0)
    assert found["stance polarity"][:2] == (3, pytest.approx(2 / 3))
    assert found["actor represents"][:2] == (3, pytest.approx(1 / 3))
    assert found["event types"] == (0, None, None)


def test_an_annotation_agrees_with_itself() -> None:
    same = [pairings(dam_annotation(), dam_annotation())]
    assert {row[3:] for row in rows(found_table(same)).values()} == {(1.0, 1.0, 1.0)}
    assert {row[2] for row in rows(chosen_table(same)).values()} == {1.0, None}


def test_two_articles_cannot_be_compared() -> None:
    elsewhere = Annotation(ArticleInfo.of(TEXT + " ", "Other"))
    with pytest.raises(UsageError, match=r"are not the same article .* compare annotations of one text"):
        pairings(dam_annotation(), elsewhere)


def test_items_that_share_no_character_are_no_pair() -> None:
    alone = Annotation(ARTICLE, actors=(actor("Critics", "group"),), issues=(issue("talks"),))
    assert ev("Critics").start > 0
    assert [one.pairs for one in pairings(alone, Annotation(ARTICLE))] == [[], [], [], [], []]


def test_networks_are_compared_by_the_names_of_nodes() -> None:
    one = nx.MultiDiGraph([("a1", "b1", {"sign": 1}), ("a1", "b1", {"sign": 1}), ("b1", "c1", {"sign": -1})])
    other = nx.MultiDiGraph([("a2", "b2", {"sign": 1}), ("b2", "c2", {"sign": 1})])
    for graph in (one, other):
        nx.set_node_attributes(graph, {node: node[0].upper() for node in graph}, "label")
    assert dyads(one) == {("a", "b"): 2.0, ("b", "c"): -1.0}
    table = shared_table(one, other, runs=9)
    assert table.rows[:2] == (("nodes", 3, 3, 3, 1.0), ("ties", 2, 2, 2, 1.0))
    assert table.rows[2][3] == 1


def test_qap_is_a_correlation_whose_test_keeps_the_network() -> None:
    chance = np.random.default_rng(1)
    pairs = [(f"n{i}", f"n{j}") for i in range(12) for j in range(12) if i != j]
    one = dict(zip(pairs, chance.normal(size=len(pairs)).tolist(), strict=True))
    noise = dict(zip(pairs, chance.normal(size=len(pairs)).tolist(), strict=True))
    near = {pair: one[pair] + 0.5 * noise[pair] for pair in pairs}
    assert qap(one, near, runs=199).value == pytest.approx(np.corrcoef(list(one.values()), list(near.values()))[0, 1])
    assert qap(one, near, runs=199).high == 0.005
    assert (qap(one, noise, runs=199).high or 0) > 0.05
    assert qap({}, {}).value is None


@pytest.fixture
def run(console: Run) -> Run:
    """Run the command line in a folder with two annotations and two graphs."""
    write("dam.txt", TEXT.encode())
    write("more.txt", (TEXT + " ").encode())
    for name, annotation in (("a", dam_annotation()), ("b", other_coder())):
        named = replace(annotation, article=replace(ARTICLE, file="dam.txt"))
        write(f"{name}.json", dump(named).encode())
        write(f"{name}.trig", serialize(to_quads(named), "trig"))
    write("debate.trig", serialize(debates.quads(), "trig"))
    return console


def test_two_annotations_are_compared(run: Run) -> None:
    code, out, err = run("compare", "a.json", "b.json")
    assert (code, err) == (0, "")
    assert "found: What both annotations found\n" in out
    assert any(line.split() == ["stance", "5", "3", "3", "0.75", "0.5", "0.6993"] for line in out.splitlines())
    assert any(line.split()[:4] == ["stance", "polarity", "3", "0.6667"] for line in out.splitlines())


def test_two_graphs_are_compared_by_their_articles_and_their_networks(run: Run) -> None:
    code, out, _ = run("compare", "a.trig", "b.trig", "--format", "json", "--runs", "19")
    tables = {table["measure"]: table for table in json.loads(out)}
    assert (code, list(tables)) == (0, ["found", "chosen", "shared"])
    assert tables["found"]["settings"] == {"articles": 1}
    assert [row["both"] for row in tables["shared"]["rows"]] == [3, 2, 1]


def test_graphs_of_other_articles_have_networks_only(run: Run) -> None:
    _, out, _ = run("compare", "a.trig", "debate.trig", "--format", "json")
    assert [table["measure"] for table in json.loads(out)] == ["shared"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.json", "b.trig"], "a.json and b.trig are not of a kind; name two annotations (.json), or two graphs"),
        (["a.json", "b.json", "--format", "csv"], "a comparison has several tables, and CSV holds one; use json"),
        (["a.json", "none.json"], "none.json: the annotation can't be read"),
        (["a.trig", "none.trig"], "none.trig does not exist"),
    ],
)
def test_what_cannot_be_compared_is_one_line(run: Run, arguments: list[str], message: str) -> None:
    code, out, err = run("compare", *arguments)
    assert (code > 0, out, err.count("\n")) == (True, "", 1)
    assert err.startswith(f"stakegraph: {message}")
