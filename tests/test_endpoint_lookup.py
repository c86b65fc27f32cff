"""Lookups: what is one, that their answers are those of the engine, and that none is large or long."""

from __future__ import annotations

import json
import random
from collections import Counter
from typing import Any

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from factory import dam_annotation
from stakegraph.endpoint import lookup
from stakegraph.endpoint.answering import answer
from stakegraph.endpoint.grammar import NoLookupError
from stakegraph.endpoint.lookup import Index, understand
from stakegraph.endpoint.messages import Query
from stakegraph.rdf import to_quads
from stakegraph.store import OxigraphStore, Term, memory_store
from stakegraph.vocabulary import SG, XSD

COLE = "<https://w3id.org/stakegraph/actor/ben-cole>"


@pytest.fixture(scope="module")
def store() -> OxigraphStore:
    return memory_store(to_quads(dam_annotation()))


@pytest.fixture(scope="module")
def index(store: OxigraphStore) -> Index:
    return Index(store.engine)


def parts(body: bytes) -> tuple[Any, Any, Counter[str]]:
    """What JSON says, the rows in no order."""
    found = json.loads(body)
    rows = Counter(json.dumps(row, sort_keys=True) for row in found.get("results", {}).get("bindings", ()))
    return found["head"], found.get("boolean"), rows


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT ?p ?o {{ {COLE} ?p ?o }}",
        f"select ?o ?p where {{ {COLE} ?p ?o . }}",
        f"SELECT * WHERE {{ ?s ?p {COLE} }}",
        f"SELECT*{{{COLE}?p?o}}",
        f"SELECT $o {{ {COLE} a ?o }}",
        "SELECT ?s { ?s a sg:Person }",
        "SELECT ?s ?l { ?s a sg:Person ; rdfs:label ?l }",
        "SELECT ?s ?t ?l { ?s a sg:Person , ?t . ?s rdfs:label ?l . }",
        "PREFIX x: <https://w3id.org/stakegraph/actor/>\nSELECT ?p ?o { x:ben-cole ?p ?o }",
        "PREFIX sg: <http://a.example/> SELECT ?s { ?s a sg:Person }",
        f"SELECT ?o ?label {{ {COLE} sg:supports ?o . ?o rdfs:label ?label }}",
        f"SELECT ?missing ?o {{ {COLE} sg:supports ?o }}",
        f"SELECT ?x {{ {COLE} rdfs:label ?l . ?l ?p ?x }}",
        f"SELECT ?x {{ {COLE} rdfs:label ?l . ?s ?l ?x }}",
        f"SELECT ?p {{ {COLE} ?p ?o . ?s ?p ?o }}",
        "SELECT ?a ?b { ?a sg:supports ?i . ?b sg:opposes ?i }",
        "SELECT ?s { ?s a <http://a.example/None> }",
        "SELECT * { ?s sg:none ?o . ?o ?p ?q }",
        f"ASK {{ {COLE} sg:supports issue:the-dam }}",
        f"ASK WHERE {{ {COLE} sg:opposes {COLE} }}",
        "ASK { ?s ?p ?o }",
    ],
)
def test_a_lookup_is_answered_as_the_engine_answers(store: OxigraphStore, index: Index, text: str) -> None:
    assert parts(index.answer(understand(text))) == parts(answer(store, Query(text)).body)


def test_any_patterns_are_answered_as_the_engine_answers(store: OxigraphStore, index: Index) -> None:
    """Patterns drawn at random from the terms of the graph; nearly all of them have an answer."""
    chance = random.Random(7)
    quads = [quad for quad in store.quads() if isinstance(quad.object, NamedNode)]
    answered = 0
    for _ in range(300):
        names = iter(chance.sample("abcdef", 6))
        patterns = []
        for quad in chance.sample(quads, chance.choice((1, 1, 2, 3))):
            terms = [quad.subject, quad.predicate, quad.object]
            patterns.append(" ".join(str(term) if chance.random() < 0.5 else f"?{next(names, 'a')}" for term in terms))
        text = f"SELECT * {{ {' . '.join(patterns)} }}"
        try:
            mine = index.answer(understand(text))
        except NoLookupError:
            continue
        assert parts(mine) == parts(answer(store, Query(text)).body), text
        answered += 1
    assert answered > 100


def test_a_limit_is_kept(index: Index) -> None:
    for text in ("SELECT ?s { ?s ?p ?o } LIMIT 3", "SELECT ?s { ?s a sg:Person ; ?p ?o } limit 3"):
        assert len(json.loads(index.answer(understand(text)))["results"]["bindings"]) == 3


def test_every_kind_of_term_is_written_as_the_engine_writes_it() -> None:
    marks = 'a"b\\c/\n\r\t\b\f\x01\x7f\u2028é𝔸<>&'
    day = Literal("2026-11-30", datatype=NamedNode(XSD + "date"))
    node = NamedNode("http://a.example/é?x=%20&y='")
    terms: list[Term] = [Literal(marks), Literal(marks, language="en-GB"), Literal(5), day, BlankNode("b1"), node]
    store = memory_store(Quad(NamedNode("http://a.example/s"), NamedNode("http://a.example/p"), one) for one in terms)
    text = "SELECT ?p ?o { <http://a.example/s> ?p ?o }"
    assert parts(Index(store.engine).answer(understand(text))) == parts(answer(store, Query(text)).body)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ASK {}",
        "SELECT ?s { ?s ?p ?o FILTER(?o > RAND()) }",
        "SELECT ?s { ?s ?p ?o FILTER NOT EXISTS { ?o ?p ?s } }",
        "SELECT ?s { ?s ?p ?o BIND(?o AS ?x) }",
        "SELECT (?o AS ?s) { ?s ?p ?o }",
        "SELECT ?s { ?s ?p 5 }",
        "SELECT ?s { ?s ?p 'x' }",
        "SELECT ?s { ?s sg:a/sg:b ?o }",
        "SELECT ?s { ?s sg:a+ ?o }",
        "SELECT ?s { { ?s ?p ?o } }",
        "SELECT ?s { OPTIONAL { ?s ?p ?o } }",
        "SELECT ?s { GRAPH ?g { ?s ?p ?o } }",
        "SELECT ?s { SERVICE <http://a.example/> { ?s ?p ?o } }",
        "SELECT ?s FROM <http://a.example/> { ?s ?p ?o }",
        "SELECT REDUCED ?s { ?s ?p ?o }",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "SELECT ?s { ?s ?p ?o } ORDER BY STR(?s)",
        "SELECT ?s { ?s ?p ?o } GROUP BY ?s",
        "SELECT ?s { ?s ?p ?o } LIMIT 0",
        "SELECT ?s { ?s ?p ?o } OFFSET 3 LIMIT 3",
        "SELECT ?s ?s { ?s ?p ?o }",
        "SELECT ?s { ?s ?p ?s }",
        "SELECT ?s { ?s ?p }",
        "SELECT ?s { ?s ?p ?o ; }",
        "SELECT ?s { ?s ?p ?o ; ?q }",
        "SELECT ?s { ?s ?p ?o .. ?s ?q ?o }",
        "SELECT ?s { a ?p ?o }",
        "SELECT ?s { ?s A ?o }",
        "SELECT ?s { <relative> ?p ?s }",
        "SELECT ?s { <http://a.example/a/../b> ?p ?s }",
        "SELECT ?s { <http://a.example/[> ?p ?s }",
        "SELECT ?s { none:x ?p ?s }",
        "SELECT ?s { sg:x.y ?p ?s }",
        "SELECT ?s { sg:a%20 ?p ?s }",
        "BASE <http://a.example/> SELECT ?s { <x> ?p ?s }",
        "SELECT ?ſ { ?ſ ?p ?o }",
        "SELECT ?s { ?s ?p ?o } # all",
        "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }",
        "DESCRIBE <http://a.example/>",
        "CLEAR ALL",
        "SELECT ?s { ?s ?p ?o . ?o ?q ?r . ?r ?t ?u . ?u ?v ?w . ?w ?x ?y }",
        f"SELECT ?s {{ ?s ?p <http://a.example/{'a' * 1000}> }}",
    ],
)
def test_what_is_more_than_a_lookup_is_left_to_a_worker(text: str) -> None:
    with pytest.raises(NoLookupError):
        understand(text)


def test_no_text_takes_long_to_understand() -> None:
    """A text of marks that open and never close, of the longest length that is looked at."""
    for piece in ("?a ", "SELECT ?a ", "PREFIX a:<b:c> ", "a:b ", "{ ?a ?a ?a . ", "<a:b> ", "\n"):
        with pytest.raises(NoLookupError):
            understand(("SELECT * { " + piece * 1000)[:1000])


def many(number: int) -> Index:
    """An index of a subject with so many objects."""
    engine = pyoxigraph.Store()
    hub, member = NamedNode("http://a.example/hub"), NamedNode("http://a.example/member")
    engine.extend(Quad(hub, member, Literal(str(at)), DefaultGraph()) for at in range(number))
    return Index(engine)


def test_many_rows_are_left_to_a_worker() -> None:
    text = "SELECT ?o { <http://a.example/hub> ?p ?o }"
    assert len(json.loads(many(200).answer(understand(text)))["results"]["bindings"]) == 200
    with pytest.raises(NoLookupError):
        many(201).answer(understand(text))


def test_a_long_answer_is_left_to_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "MAX_LENGTH", 100)
    for text in ("SELECT ?o { <http://a.example/hub> ?p ?o }", "SELECT DISTINCT ?o { <http://a.example/hub> ?p ?o }"):
        with pytest.raises(NoLookupError):
            many(10).answer(understand(text))


def test_terms_that_are_long_to_walk_along_are_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    index = many(10)
    slow = understand("SELECT ?o { <http://a.example/hub> <http://a.example/member> ?o }")
    monkeypatch.setattr(lookup, "SLOW", -1.0)
    index.answer(slow)
    monkeypatch.setattr(lookup, "SLOW", 60.0)
    with pytest.raises(NoLookupError):
        index.answer(slow)
    quick = understand("ASK { <http://a.example/hub> <http://a.example/member> <http://a.example/x> }")
    assert index.answer(quick) == b'{"head": {}, "boolean": false}\n'


def test_a_lookup_that_takes_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "LONG", -1.0)
    with pytest.raises(NoLookupError):
        many(10).answer(understand(f"SELECT ?o {{ <{SG}x> ?p ?o }}"))
