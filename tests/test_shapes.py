"""The shapes find every kind of damage, and nothing where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from rdflib.plugins.sparql import processor
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.sparql import Query

from factory import ARTICLE, dam_annotation, stance
from stakegraph.model import Actor, Annotation
from stakegraph.rdf import parse, to_quads
from stakegraph.rules import check_store
from stakegraph.shapes import Problem, conforms
from stakegraph.store import memory_store
from stakegraph.vocabulary import PREFIXES, XSD, mint

ANNOTATION = dam_annotation()
STANCE = mint("stance", ANNOTATION.stances[0].id)
EVENT = mint("event", ANNOTATION.events[0].id)
STATEMENT = mint("statement", ANNOTATION.statements[0].id)
ARTICLE_NODE = mint("article", ARTICLE.id)
GRAPH = mint("graph", ARTICLE.id)
RUN = mint("run", ARTICLE.id)
ANNA = mint("actor", "anna-berg")
DAM = mint("issue", "the-dam")


def iri(name: str) -> NamedNode:
    """Write out a prefixed name."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def number(text: str, kind: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + kind))


def evidence(of: str, selector: str = "") -> str:
    """The node of the evidence of ``of``, or one of its selectors."""
    node = next(q.object for q in QUADS if q.subject == NamedNode(of) and q.predicate == iri("sg:evidence"))
    assert isinstance(node, NamedNode)
    key = node.value.rpartition("/")[2]
    return mint("selector", f"{key}-{selector}") if selector else node.value


QUADS = to_quads(ANNOTATION)
QUOTE, POSITION = evidence(STANCE, "quote"), evidence(STANCE, "position")
MENTION = next(q.object for q in QUADS if q.predicate == iri("sg:mention"))
AGENT = next(q.subject for q in QUADS if q.object == iri("prov:SoftwareAgent"))


def damaged(node: str, predicate: str, value: NamedNode | Literal | None, *, beside: bool = False) -> list[Quad]:
    """The graph with one property of one node taken out or replaced, or with a value added ``beside`` the others."""
    kept = [q for q in QUADS if beside or (q.subject, q.predicate) != (NamedNode(node), iri(predicate))]
    return kept + ([Quad(NamedNode(node), iri(predicate), value, QUADS[0].graph_name)] if value else [])


@pytest.fixture(autouse=True, scope="module")
def queries_are_read_once() -> Iterator[None]:
    """Let rdflib keep what it has read of a query; pySHACL has it read those of the shapes anew for every graph."""

    @cache
    def read(text: str, base: str | None, names: tuple[tuple[str, str], ...]) -> Query:
        return translateQuery(parseQuery(text), base, dict(names))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(processor, "parseQuery", lambda text: text)
        patch.setattr(processor, "translateQuery", lambda text, base, names: read(text, base, tuple(names.items())))
        yield


def agree(one: list[Problem], other: list[Problem]) -> bool:
    """Whether two checks found the same nodes, rules and mends."""
    first, second = ({(problem.node, problem.rule, problem.message) for problem in found} for found in (one, other))
    assert first == second
    return True


def test_a_graph_of_an_annotation_conforms() -> None:
    assert conforms(QUADS) == []


def test_a_store_of_two_articles_conforms() -> None:
    store = memory_store(QUADS)
    store.load(to_quads(Annotation(ARTICLE.of("x", "other"), (Actor("anna-berg", "Anna B.", "person"),))))
    assert check_store(store) == []


def test_a_graph_without_a_name_is_checked_too() -> None:
    quads = [Quad(q.subject, q.predicate, q.object) for q in damaged(STANCE, "sg:polarity", None)]
    assert agree(conforms(quads), check_store(memory_store(quads)))


def test_an_empty_annotation_conforms() -> None:
    assert conforms(to_quads(Annotation(ARTICLE))) == []


@pytest.mark.parametrize(
    ("node", "predicate", "value"),
    [
        (STANCE, "sg:holder", None),
        (STANCE, "sg:holder", NamedNode(DAM)),
        (STANCE, "sg:target", None),
        (STANCE, "sg:target", iri("sg:support")),
        (STANCE, "sg:polarity", None),
        (STANCE, "sg:polarity", Literal("oppose")),
        (STANCE, "sg:factuality", iri("sg:maybe")),
        (STANCE, "sg:confidence", number("1.5", "decimal")),
        (STANCE, "sg:confidence", number("0.5", "double")),
        (STANCE, "sg:rule", None),
        (STANCE, "sg:evidence", None),
        (STANCE, "sg:basis", NamedNode(ANNA)),
        (STANCE, "rdfs:label", None),
        (STANCE, "prov:wasDerivedFrom", None),
        (STANCE, "sg:optional", Literal("yes")),
        (EVENT, "sg:eventType", iri("plover:DANCE")),
        (EVENT, "sg:eventType", None),
        (EVENT, "sg:source", NamedNode(DAM)),
        (EVENT, "sg:recipient", Literal("Southland")),
        (EVENT, "sg:date", number("1", "integer")),
        (EVENT, "sg:evidence", NamedNode(ANNA)),
        (STATEMENT, "sg:speaker", Literal("Anna Berg")),
        (STATEMENT, "sg:manner", None),
        (STATEMENT, "sg:text", None),
        (STATEMENT, "sg:evidence", None),
        (STATEMENT, "sg:cue", Literal("said")),
        (ANNA, "rdfs:label", None),
        (ANNA, "sg:represents", NamedNode(DAM)),
        (ANNA, "sg:countryCode", Literal("Norway")),
        (ANNA, "sg:mentionedIn", None),
        (ANNA, "owl:sameAs", Literal("Q1")),
        (DAM, "rdfs:label", None),
        (DAM, "sg:mention", NamedNode(ANNA)),
        (ARTICLE_NODE, "sg:sha256", Literal("abc")),
        (ARTICLE_NODE, "sg:length", None),
        (ARTICLE_NODE, "dcterms:issued", Literal("last week")),
        (GRAPH, "prov:wasGeneratedBy", None),
        (GRAPH, "prov:wasDerivedFrom", None),
        (RUN, "prov:used", None),
        (RUN, "prov:wasAssociatedWith", NamedNode(DAM)),
        (QUOTE, "oa:exact", None),
        (QUOTE, "oa:prefix", None),
        (POSITION, "oa:start", number("-1", "integer")),
        (POSITION, "oa:end", None),
        (evidence(STANCE), "oa:hasSource", None),
        (evidence(STANCE), "oa:hasSelector", NamedNode(QUOTE)),
        (AGENT.value, "rdfs:label", None),  # type: ignore[union-attr]
        (MENTION.value, "sg:rule", None),  # type: ignore[union-attr]
    ],
)
def test_damage_is_found_at_its_node_with_its_property(
    node: str, predicate: str, value: NamedNode | Literal | None
) -> None:
    quads = damaged(node, predicate, value)
    found = conforms(quads)
    assert agree(found, check_store(memory_store(quads)))
    assert (node.rpartition("/")[2], predicate) in {(p.node.rpartition(":")[2], p.rule) for p in found}


@pytest.mark.parametrize(
    ("node", "predicate", "value"),
    [
        (STANCE, "sg:holder", NamedNode(mint("actor", "ben-cole"))),
        (STANCE, "sg:polarity", iri("sg:support")),
        (ANNA, "rdfs:label", Literal("Anne")),
        (ARTICLE_NODE, "sg:sha256", Literal("0" * 64)),
    ],
)
def test_a_second_value_is_found(node: str, predicate: str, value: NamedNode | Literal) -> None:
    quads = damaged(node, predicate, value, beside=True)
    found = conforms(quads)
    assert agree(found, check_store(memory_store(quads)))
    assert predicate in {problem.rule for problem in found}


def test_an_actor_of_two_types_is_found() -> None:
    quads = damaged(ANNA, "rdf:type", iri("sg:Country"), beside=True)
    found = conforms(quads)
    assert check_store(memory_store(quads)) == found
    message = "An actor is of exactly one of the classes sg:Person, sg:Organization, sg:Country and sg:Group."
    assert found == [Problem("actor:anna-berg", "XoneConstraintComponent", message)]


@pytest.mark.parametrize(
    ("kind", "kept", "rule"),
    [
        ("sg:Person", (), "rdf:type"),
        ("sg:Group", (), "rdf:type"),
        ("sg:Claim", (), "XoneConstraintComponent"),
        ("sg:Claim", ("sg:Stance", "sg:Event"), "XoneConstraintComponent"),
        ("sg:Referent", (), "XoneConstraintComponent"),
    ],
)
def test_a_class_that_does_not_stand_alone_is_found(kind: str, kept: tuple[str, ...], rule: str) -> None:
    node = NamedNode("https://w3id.org/stakegraph/actor/lonely")
    lonely = [Quad(node, iri("rdf:type"), iri(one), QUADS[0].graph_name) for one in (kind, *kept)]
    found = conforms([*QUADS, *lonely])
    assert agree(found, check_store(memory_store([*QUADS, *lonely])))
    assert rule in {problem.rule for problem in found if problem.node == "actor:lonely"}


ONTOLOGY = parse(Path(__file__).parents[1] / "graph" / "stakegraph" / "ontology" / "stakegraph.ttl")


def test_the_concepts_of_the_ontology_conform() -> None:
    assert conforms(ONTOLOGY) == check_store(memory_store(ONTOLOGY)) == []


@pytest.mark.parametrize(
    ("concept", "predicate", "value"),
    [
        ("sg:support", "skos:prefLabel", None),
        ("sg:planned", "skos:definition", None),
        ("sg:mixed", "skos:inScheme", iri("sg:mixed")),
        ("plover:AID", "sg:sign", number("2", "integer")),
        ("plover:AID", "sg:quadClass", None),
        ("plover:AID", "skos:notation", Literal("aid")),
        ("sg:verbalConflict", "rdf:type", iri("sg:QuadClass")),
    ],
)
def test_damage_of_a_concept_is_found(concept: str, predicate: str, value: NamedNode | Literal | None) -> None:
    kept = [q for q in ONTOLOGY if (q.subject, q.predicate) != (iri(concept), iri(predicate))]
    quads = kept + ([Quad(iri(concept), iri(predicate), value)] if value else [])
    found = conforms(quads)
    assert agree(found, check_store(memory_store(quads)))
    assert (concept, predicate) in {(problem.node, problem.rule) for problem in found}


@pytest.mark.parametrize("edge", ["sg:supports", "sg:opposes"])
def test_a_direct_edge_without_a_stance_is_found(edge: str) -> None:
    quads = damaged(ANNA, edge, NamedNode(mint("actor", "southland")), beside=True)
    found = conforms(quads)
    assert check_store(memory_store(quads)) == found
    assert [(problem.node, problem.rule, problem.value) for problem in found] == [
        ("actor:anna-berg", edge, "actor:southland")
    ]


def test_a_span_that_its_words_do_not_fill_is_found() -> None:
    quads = damaged(POSITION, "oa:end", number("107", "integer"))
    found = conforms(quads)
    assert check_store(memory_store(quads)) == found
    assert [(problem.rule, problem.value.partition(":")[0]) for problem in found] == [("oa:hasSelector", "evidence")]


def test_a_message_names_the_node_and_the_mend() -> None:
    assert [str(problem) for problem in conforms(damaged(STANCE, "sg:polarity", Literal("no")))][-1:] == [
        f"stance:{ANNOTATION.stances[0].id}, sg:polarity: "
        "A stance needs exactly one sg:polarity: sg:support or sg:oppose. It has 'no'."
    ]


def test_each_graph_is_checked_by_itself() -> None:
    info = ARTICLE.of("x", "other")
    lonely = to_quads(Annotation(info, (Actor("anna-berg", "Anna B.", "person"),)))
    assert conforms([*QUADS, *lonely]) == []


def test_a_denied_stance_has_no_direct_edge_and_conforms() -> None:
    denied = stance("anna-berg", "support", "the-dam", "a gift", factuality="denied")
    annotation = Annotation(ARTICLE, ANNOTATION.actors, ANNOTATION.issues, stances=(denied,))
    assert conforms(to_quads(annotation)) == []
