"""What every store does: one contract over memory, folder and two servers of different makers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, QueryTriples

from factory import ARTICLE, actor, dam_annotation, event, stance
from servers import clear
from stakegraph.errors import StoreError
from stakegraph.model import Annotation, Issue
from stakegraph.query import catalogue, run
from stakegraph.rdf import from_quads, parse, serialize, to_quads
from stakegraph.store import Store, folder_store, memory_store, writable_store

KINDS = ("memory", "folder", "oxigraph", "virtuoso")


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path, server: Callable[[str], str]) -> Store:
    """An empty store of each kind."""
    if request.param == "memory":
        return memory_store()
    if request.param == "folder":
        return folder_store(tmp_path / "store")
    url = server(request.param)
    clear(url)
    return writable_store(url)


def other() -> Annotation:
    """An article that shares Northland and the dam with the first, and says more."""
    info = replace(ARTICLE, id="other")
    people = (actor("Northland", "country"), actor("Ben Cole"), actor("Anna Berg"))
    stances = (
        stance("northland", "support", "the-dam", "the dam", article=info),
        stance("ben-cole", "oppose", "the-dam", "a gift", article=info),
    )
    events = (event("CONSULT", "ben-cole", "anna-berg", "Berg was wrong", article=info),)
    return Annotation(info, people, (Issue("the-dam", "the dam"),), stances=stances, events=events)


def rows(store: Store, query: str, **bound: NamedNode | Literal) -> list[tuple[str, ...]]:
    """Return the answer to a query as text."""
    solutions = store.query(query, bound)
    assert isinstance(solutions, QuerySolutions)
    return [tuple(term.value for term in one) for one in solutions]


def dump(store: Store) -> bytes:
    """Return all that a store holds."""
    return serialize(store.quads(), "nquads")


def test_what_was_added_comes_back(store: Store) -> None:
    store.add(dam_annotation())
    store.add(other())
    assert from_quads(store.quads()) == [dam_annotation(), other()]


def test_every_store_holds_the_same_triples(store: Store) -> None:
    store.add(dam_annotation())
    store.add(other())
    assert dump(store) == serialize([*to_quads(dam_annotation()), *to_quads(other())], "nquads")


def test_articles_are_listed_by_id(store: Store) -> None:
    store.add(other())
    store.add(dam_annotation())
    assert store.articles() == [ARTICLE.id, "other"]


def test_adding_an_article_twice_changes_nothing(store: Store) -> None:
    store.add(dam_annotation())
    before = dump(store), len(store)
    store.add(dam_annotation())
    assert (dump(store), len(store)) == before


def test_a_changed_article_replaces_its_old_graph(store: Store) -> None:
    store.add(dam_annotation())
    store.add(Annotation(ARTICLE, (actor("Ben Cole"),)))
    assert from_quads(store.quads()) == [Annotation(ARTICLE, (actor("Ben Cole"),))]
    assert not store.query("ASK { ?stance a sg:Stance }")


def test_removing_an_article_leaves_exactly_what_the_others_gave(store: Store) -> None:
    store.add(other())
    alone, size = dump(store), len(store)
    store.add(dam_annotation())
    store.remove(ARTICLE.id)
    assert (dump(store), len(store)) == (alone, size)


def test_several_articles_change_at_once(store: Store) -> None:
    store.add(dam_annotation())
    changed = Annotation(replace(ARTICLE, id="third"), (actor("Ben Cole"),))
    store.change([other(), changed], remove=[ARTICLE.id])
    assert from_quads(store.quads()) == [other(), changed]


def test_removing_what_is_not_there_names_it(store: Store) -> None:
    store.add(other())
    with pytest.raises(StoreError, match="the store has no article 'dam'; it has other"):
        store.remove("dam")


def test_a_triple_of_two_articles_counts_once(store: Store) -> None:
    store.add(dam_annotation())
    store.add(other())
    assert rows(store, "SELECT ?label { actor:northland rdfs:label ?label }") == [("Northland",)]


def test_the_number_of_triples_counts_each_once(store: Store) -> None:
    store.add(dam_annotation())
    store.add(other())
    union = {q.triple for annotation in (dam_annotation(), other()) for q in to_quads(annotation)}
    assert len(store) == len(union)


def test_a_named_graph_can_be_asked_alone(store: Store) -> None:
    store.add(dam_annotation())
    store.add(other())
    assert len(rows(store, "SELECT ?stance { GRAPH graph:other { ?stance a sg:Stance } }")) == 2


def test_the_named_graphs_are_the_articles(store: Store) -> None:
    store.add(dam_annotation())
    store.add(other())
    found = rows(store, "SELECT DISTINCT ?graph { GRAPH ?graph { actor:northland ?p ?o } } ORDER BY ?graph")
    base = "https://w3id.org/stakegraph/graph/"
    assert found == [(f"{base}{ARTICLE.id}",), (f"{base}other",)]


def test_a_query_can_name_its_graphs(store: Store) -> None:
    store.add(dam_annotation())
    store.add(other())
    assert len(rows(store, "SELECT ?stance FROM graph:other { ?stance a sg:Stance }")) == 2


def test_triples_without_a_graph_are_kept_without_one(store: Store) -> None:
    plain = next(iter(to_quads(dam_annotation()))).triple
    store.load(to_quads(other()))
    before = len(list(store.quads()))
    store.load([Quad(plain.subject, plain.predicate, plain.object)])
    last = list(store.quads())[before:]
    assert [(q.triple, q.graph_name) for q in last] == [(plain, DefaultGraph())]


def test_a_load_that_breaks_off_changes_nothing(store: Store) -> None:
    def broken() -> Iterator[Quad]:
        yield from to_quads(other())
        raise ValueError("the file ends here")

    store.add(dam_annotation())
    before = dump(store), len(store)
    with pytest.raises(ValueError, match="the file ends here"):
        store.load(broken())
    assert (dump(store), len(store)) == before


def test_what_is_loaded_is_in_the_union_too_and_once(store: Store) -> None:
    store.add(dam_annotation())
    store.load([*to_quads(other()), *to_quads(dam_annotation())])
    union = {quad.triple for annotation in (dam_annotation(), other()) for quad in to_quads(annotation)}
    assert len(store) == len(union)


def test_variables_are_bound_to_terms(store: Store) -> None:
    store.add(dam_annotation())
    node = NamedNode("https://w3id.org/stakegraph/actor/anna-berg")
    query = (
        "SELECT ?who ?name ?text { ?who rdfs:label ?name FILTER(STR(?name) = ?text) } "
        "GROUP BY ?who ?name ?text ORDER BY ?who DESC(?text)"
    )
    assert rows(store, query, who=node, text=Literal("Anna Berg")) == [(node.value, "Anna Berg", "Anna Berg")]


def test_the_union_is_dumped(store: Store, tmp_path: Path) -> None:
    store.add(dam_annotation())
    store.add(other())
    store.dump(tmp_path / "all.ttl")
    assert len(memory_store(parse(tmp_path / "all.ttl"))) == len(store)


def test_a_graph_is_constructed(store: Store) -> None:
    store.add(dam_annotation())
    answer = store.query("CONSTRUCT { ?s rdfs:label ?o } WHERE { ?s a sg:Issue ; rdfs:label ?o }")
    assert isinstance(answer, QueryTriples)
    assert sorted(cast(Literal, one.object).value for one in answer) == ["talks", "the dam"]


def test_what_is_no_sparql_shows_its_place(store: Store) -> None:
    with pytest.raises(SyntaxError, match="error at 1:"):
        store.query("SELEC ?s { ?s ?p ?o }")


def test_a_store_knows_its_graphs_and_labels(store: Store) -> None:
    store.add(other())
    node = NamedNode("https://w3id.org/stakegraph/article/other")
    assert store.has_graph("https://w3id.org/stakegraph/graph/other")
    assert not store.has_graph("https://w3id.org/stakegraph/graph/none")
    assert not store.has_graph("no IRI")
    assert store.labels([node, NamedNode("http://x.example/")]) == {node.value: "Dam dispute"}


def test_every_character_of_an_article_comes_back(store: Store) -> None:
    strange = 'tab\tquote"back\\slash “curly” \u2028 \x0c é \U0001f600 \r\n end'
    one = Annotation(replace(ARTICLE, title=strange))
    store.add(one)
    assert from_quads(store.quads()) == [one]


PARAMETERS = {
    "actor": "Ben Cole", "one": "Ben Cole", "other": "Anna Berg", "issue": "the dam", "target": "the dam",
    "source": "Ben Cole", "country": "Northland", "name": "Ben Cole", "by": "Ben Cole", "about": "the dam",
    "polarity": "support",
}  # fmt: skip


def answers(store: Store) -> dict[str, list[object]]:
    """Return the rows of every query of the catalogue, with and without the parameters that may be left out."""
    found: dict[str, list[object]] = {}
    for name, query in catalogue().items():
        known = [one for one in query.parameters if one.name in PARAMETERS]
        needed = [one for one in known if not one.optional]
        for given in (needed, known) if needed != known else (known,):
            values = {one.name: PARAMETERS[one.name] for one in given}
            found[f"{name} {sorted(values)}"] = list(run(store, name, values).rows)
    return found


def test_every_query_of_the_catalogue_has_the_same_answer(store: Store) -> None:
    local = memory_store()
    for one in (store, local):
        one.add(dam_annotation())
        one.add(other())
    expected = answers(local)
    assert answers(store) == expected
    assert [name for name, rows in expected.items() if not rows] == [], "no answers compare nothing"
