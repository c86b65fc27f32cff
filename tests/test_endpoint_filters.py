"""Filters that fronts answer: their results are those of the engine over the whole graph, and none is much work."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Sequence

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QueryResultsFormat, QueryTriples

from stakegraph.endpoint.answering import answer
from stakegraph.endpoint.filters import MAX_WORK
from stakegraph.endpoint.grammar import NoLookupError
from stakegraph.endpoint.lookup import Index, understand
from stakegraph.endpoint.messages import Query
from stakegraph.store import OxigraphStore
from stakegraph.vocabulary import PREFIXES, XSD

NODES = [NamedNode(f"http://a.example/{name}") for name in ("a", "b", "c")]
PREDICATES = [NamedNode(f"http://a.example/{name}") for name in ("p", "q")]
VALUES: list[NamedNode | BlankNode | Literal] = [
    Literal("alpha"), Literal("Alpha", language="en"), Literal("alpha beta", language="en-GB"), Literal(""),
    Literal(1), Literal(-2), Literal(1.5), Literal("1.50", datatype=NamedNode(XSD + "decimal")), Literal(True),
    Literal("x", datatype=NamedNode(XSD + "integer")), Literal("2026-11-30", datatype=NamedNode(XSD + "date")),
    Literal("1", datatype=NamedNode("http://a.example/unit")), BlankNode("b1"), *NODES,
]  # fmt: skip

GRAPHS = st.lists(
    st.builds(
        Quad, st.sampled_from([*NODES, BlankNode("b1")]), st.sampled_from(PREDICATES), st.sampled_from(VALUES),
        st.just(DefaultGraph()),
    ),
    max_size=25, unique=True,
)  # fmt: skip
HEADS = ["SELECT ?s ?p ?o ?r", "SELECT DISTINCT ?o ?s", "ASK"]
BODIES = ["?s ?p ?o", "<http://a.example/a> ?p ?o", "?s <http://a.example/p> ?o", "?s ?p ?o . ?o ?q ?r",
          "?s <http://a.example/p> ?o ; <http://a.example/q> ?r"]  # fmt: skip
WORDS = ["?s", "?p", "?o", "?r", "?none", "1", "1.5", "-2", "true", '"alpha"', "'a'", '"Alpha"@en', '""', "STR(?s)",
         '"1"^^xsd:integer', "<http://a.example/a>", "xsd:date", '"2026-01-01"^^xsd:date']  # fmt: skip
OPERATORS = ["=", "!=", "<", ">", "<=", ">=", "&&", "||", "+", "-", "*", "/"]
OF_ONE = ["STR", "LANG", "DATATYPE", "isIRI", "isBLANK", "isLITERAL", "isNumeric", "strlen", "LCASE", "UCASE", "YEAR",
          "ABS", "xsd:integer", "xsd:string"]  # fmt: skip
OF_TWO = ["STRSTARTS", "STRENDS", "CONTAINS", "STRBEFORE", "sameTerm", "langMatches", "COALESCE"]
EXPRESSION = ['"^a"', '"a.*b"', '"[ab]|x"', '"(a|b)+$"', '"A", "i"']


def _extended(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def form(text: str, *arguments: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.builds(text.format, *arguments)

    return st.one_of(
        form("({} {} {})", inner, st.sampled_from(OPERATORS), inner),
        form("!{}", inner),
        form("{}({})", st.sampled_from(OF_ONE), inner),
        form("{}({}, {})", st.sampled_from(OF_TWO), inner, inner),
        form("REGEX({}, {})", inner, st.sampled_from(EXPRESSION)),
        form("({} {} ({}, {}))", inner, st.sampled_from(["IN", "NOT IN"]), inner, inner),
        form("BOUND({})", st.sampled_from(["?s", "?r", "?none"])),
        form("IF({}, {}, {})", inner, inner, inner),
    )


EXPRESSIONS = st.recursive(st.sampled_from(WORDS), _extended, max_leaves=5)


def store(quads: Sequence[Quad]) -> pyoxigraph.Store:
    made = pyoxigraph.Store()
    made.extend(quads)
    return made


def parts(body: bytes) -> tuple[object, Counter[str]]:
    """What JSON says, the rows in no order."""
    found = json.loads(body)
    rows = found.get("results", {}).get("bindings", ())
    return found.get("boolean", found["head"]), Counter(json.dumps(row, sort_keys=True) for row in rows)


def of_engine(engine: pyoxigraph.Store, text: str) -> bytes:
    found = engine.query(text, prefixes=PREFIXES)
    assert not isinstance(found, QueryTriples)
    return found.serialize(format=QueryResultsFormat.JSON) or b""


@given(GRAPHS, st.sampled_from(HEADS), st.sampled_from(BODIES), EXPRESSIONS)
def test_filters_have_the_results_of_the_engine(quads: list[Quad], head: str, body: str, expression: str) -> None:
    text = f"{head} {{ {body} FILTER({expression}) }}"
    engine = store(quads)
    try:
        found = Index(engine).answer(understand(text))
    except NoLookupError:
        found = of_engine(engine, text)
    assert parts(found) == parts(of_engine(engine, text))


GRAPH = store([Quad(node, PREDICATES[0], value, DefaultGraph()) for node in NODES for value in VALUES])


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?o { ?s ?p ?o FILTER(?o > 1) }",
        "SELECT ?o { FILTER(?o > 1) ?s ?p ?o }",
        "SELECT ?o { ?s ?p ?o . FILTER (?o > 1) . FILTER(?o<=2) ?s <http://a.example/p> ?o } ",
        "SELECT * { ?s ?p ?o FILTER REGEX(STR(?o), 'ALPHA', 'i') }",
        "SELECT ?s { ?s ?p ?o FILTER(?o IN (1, \"alpha\", <http://a.example/a>)) }",
        "SELECT ?s { ?s ?p ?o FILTER(?o NOT IN (1, 2)) }",
        "SELECT ?s { ?s ?p ?o FILTER(LANG(?o) = 'en' || LANGMATCHES(LANG(?o), \"en\")) }",
        "SELECT ?o { ?s ?p ?o FILTER(BOUND(?o) && !BOUND(?x)) }",
        "SELECT ?o { ?s ?p ?o FILTER(xsd:integer(?o) = 1) }",
        "SELECT ?o { ?s ?p ?o FILTER(?o = \"1.50\"^^xsd:decimal) }",
        "SELECT ?o { ?s ?p ?o FILTER(CONTAINS(STR(?o), 'é'))  }",
        "PREFIX x: <http://a.example/> SELECT DISTINCT ?o { ?s x:p ?o FILTER(?o != x:a) } ORDER BY DESC(?o) LIMIT 3",
        "SELECT DISTINCT ?s { ?s ?p ?o }",
        "SELECT ?s ?o { ?s ?p ?o } ORDER BY ?s DESC(?o) LIMIT 4 OFFSET 2",
        "ASK { ?s ?p ?o FILTER(?o = 1.5) }",
    ],
)  # fmt: skip
def test_a_lookup_with_a_filter_is_answered_as_the_engine_answers(text: str) -> None:
    assert parts(Index(GRAPH).answer(understand(text))) == parts(answer(OxigraphStore(GRAPH), Query(text)).body)


def test_an_order_is_kept() -> None:
    text = "SELECT ?s ?o { ?s ?p ?o FILTER(isNumeric(?o) && ?o != 1.5) } ORDER BY DESC(?o) ?s"
    assert json.loads(Index(GRAPH).answer(understand(text))) == json.loads(of_engine(GRAPH, text))


@pytest.mark.parametrize(
    "filter_",
    [
        "FILTER",
        "FILTER()",
        "FILTER )",
        "FILTER ?o",
        "FILTER(?o",
        "FILTER(?o > 1))",
        "FILTER(?o > 1",
        "FILTER(?o > 1) ; ?p ?s",
        "FILTER(?o >)",
        "FILTER(a)",
        "FILTER(REGEX(?o, ?s))",
        "FILTER(REGEX(?o, STR(?s)))",
        "FILTER(REGEX(?o, 'a', ?s))",
        "FILTER(REGEX(?o, 'a{9}'))",
        f"FILTER(REGEX(?o, '{'a' * 50}'))",
        "FILTER(CONCAT(?o, ?o) = 'a')",
        "FILTER(REPLACE(?o, 'a', 'b') = 'a')",
        "FILTER(?o = '''a''')",
        "FILTER(?o = \"\"\"a\"\"\")",
        "FILTER(?o = 'a\\n')",
        "FILTER(?o = <relative>)",
        "FILTER(?o<b:c&&?d>?s)",
        "FILTER(<http://a.example/function>(?o))",
        "FILTER(EXISTS { ?s ?p ?o })",
        "FILTER(?o > 1 # a comment\n)",
        "FILTER(NOW() > ?o)",
        "FILTER(IRI(?o) = ?s)",
        "FILTER(" + "(" * 6 + "?o" + ")" * 6 + ")",
        "FILTER(?o" + " + 1" * 30 + ")",
        "FILTER(?o > 1) OPTIONAL",
        "BIND(?o AS ?x)",
    ],
)  # fmt: skip
def test_what_is_no_plain_filter_is_left_to_a_worker(filter_: str) -> None:
    with pytest.raises(NoLookupError):
        Index(GRAPH).answer(understand(f"SELECT ?s {{ ?s ?p ?o {filter_} }}"))


def alike(number: int, length: int = 1) -> Index:
    """An index of as many statements with texts of a length."""
    texts = (Literal(f"{at:0{length}}") for at in range(number))
    return Index(store([Quad(NODES[0], PREDICATES[0], text, DefaultGraph()) for text in texts]))


@pytest.mark.parametrize(
    ("index", "body"),
    [
        (alike(201), "?s ?p ?o"),
        (alike(40, 30_000), "?s ?p ?o"),
        (alike(150), "?s ?p ?o . ?s ?q ?o"),
    ],
)
def test_much_work_is_left_to_a_worker(index: Index, body: str) -> None:
    index.answer(understand("SELECT ?o { ?s ?p ?o } LIMIT 1"))
    with pytest.raises(NoLookupError):
        index.answer(understand(f"SELECT ?o {{ {body} FILTER(?o > 1) }}"))


@pytest.mark.parametrize(("number", "length"), [(195, 500), (97, 1000), (25, 3900), (1, 97_000)])
def test_the_most_that_is_answered_takes_some_milliseconds(number: int, length: int) -> None:
    few = alike(number, length)
    lookup = understand("SELECT ?o { ?s ?p ?o FILTER(" + " || ".join(["LCASE(UCASE(?o)) = 'x'"] * 5) + ") }")
    assert lookup.weight * number * length == pytest.approx(MAX_WORK, rel=0.05)
    started = time.thread_time()
    few.answer(lookup)
    assert time.thread_time() - started < 0.05
