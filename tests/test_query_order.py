"""The order of the rows of the catalogue, which is made outside the engine."""

from __future__ import annotations

import pickle

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions

from bench.graphs import quads
from stakegraph.query import catalogue, run
from stakegraph.query.ordering import in_order, without_order
from stakegraph.query.results import Row, Term
from stakegraph.query.worker import shared
from stakegraph.store import OxigraphStore, folder_store
from stakegraph.vocabulary import XSD

WHOLE = [name for name, one in catalogue().items() if all(known.optional or known.default for known in one.parameters)]


def node(name: str) -> NamedNode:
    return NamedNode(f"http://x.example/{name}")


def rows(*terms: Term | None) -> list[Row]:
    return [(term,) for term in terms]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> OxigraphStore:
    store = folder_store(tmp_path_factory.mktemp("order") / "store")
    store.load(quads(20_000))
    return store


@pytest.mark.parametrize("name", WHOLE)
def test_rows_of_the_catalogue_come_in_the_order_of_the_engine(name: str, store: OxigraphStore) -> None:
    keys = [key for key, _ in without_order(catalogue()[name].text)[1]]
    defaults = {one.name: Literal(int(one.default)) for one in catalogue()[name].parameters if one.default}
    answer = store.query(catalogue()[name].text, defaults)
    assert isinstance(answer, QuerySolutions)
    engine = [tuple(one[key] for key in keys) for one in answer]
    result = run(store, name)
    assert [tuple(row[result.columns.index(key)] for key in keys) for row in result.rows] == engine


def test_the_rows_that_are_left_out_are_the_last(store: OxigraphStore) -> None:
    result = run(store, "network/mentions", max_rows=5)
    assert result.rows == run(store, "network/mentions").rows[:5]
    assert result.truncated


@pytest.mark.parametrize(
    "terms",
    [
        (None, node("a"), node("b"), Literal("B"), Literal("a"), Literal("ä")),
        (None, node("a"), Literal(-3), Literal(2), Literal(10)),
        tuple(Literal(day, datatype=NamedNode(XSD + "date")) for day in ("1999-12-31", "2026-05-03", "2026-05-04")),
    ],
)
def test_nothing_comes_before_nodes_and_these_before_what_is_said(terms: tuple[Term | None, ...]) -> None:
    assert in_order(rows(*reversed(terms)), ["n"], [("n", False)]) == rows(*terms)
    assert in_order(rows(*terms), ["n"], [("n", True)]) == rows(*reversed(terms))


@pytest.mark.parametrize(
    "term",
    [
        Literal("Bund", language="de"),
        Literal(2),
        Literal("2026-05-03Z", datatype=NamedNode(XSD + "date")),
        BlankNode("b"),
    ],
)
def test_an_order_that_only_the_engine_knows_is_left_to_it(term: Term) -> None:
    assert in_order(rows(Literal("a"), term), ["n"], [("n", False)]) is None


@pytest.mark.parametrize("line", ["ORDER BY (?a + 1)", "ORDER BY ?a\nLIMIT 5", "ORDER BY ?a (MIN(?b))"])
def test_a_query_keeps_an_order_that_is_not_of_columns(line: str) -> None:
    text = f"SELECT ?a {{}}\n{line}\n"
    assert without_order(text) == (text, ())


def test_rows_that_are_sent_say_each_term_once() -> None:
    same = rows(*(node("a-long-name-that-takes-room") for _ in range(1000)))
    assert shared(same) == same
    assert len(pickle.dumps(shared(same))) < len(pickle.dumps(same)) / 5
