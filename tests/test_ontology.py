"""The ontology describes every term that the graph uses, and says what the program says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SH, SKOS

from factory import dam_annotation
from stakegraph.model import EVENT_TYPES, FACTUALITIES, MANNERS, POLARITIES
from stakegraph.query import catalogue
from stakegraph.rdf import to_quads
from stakegraph.shapes import to_rdflib
from stakegraph.vocabulary import FOAF, OA, ORG, PLOVER, PROV, SCHEMA, SEM, SG
from stakegraph.vocabulary import SKOS as SKOS_SPACE

FOLDER = Path(__file__).parents[1] / "graph" / "stakegraph" / "ontology"
ONTOLOGY = rdflib.Graph().parse(FOLDER / "stakegraph.ttl")
SHAPES = rdflib.Graph().parse(FOLDER / "shapes.ttl")


def members(*classes: rdflib.URIRef) -> list[rdflib.term.Node]:
    return sorted({node for one in classes for node in ONTOLOGY.subjects(RDF.type, one)}, key=str)


CLASSES = members(OWL.Class)
PROPERTIES = members(OWL.ObjectProperty, OWL.DatatypeProperty)
CONCEPTS = members(SKOS.Concept)


@pytest.mark.parametrize("term", CLASSES + PROPERTIES)
def test_every_class_and_property_has_label_and_comment(term: rdflib.term.Node) -> None:
    assert {ONTOLOGY.value(term, RDFS.label) is None, ONTOLOGY.value(term, RDFS.comment) is None} == {False}


@pytest.mark.parametrize("term", PROPERTIES)
def test_every_property_has_one_domain_and_one_range(term: rdflib.term.Node) -> None:
    assert [len(list(ONTOLOGY.objects(term, side))) for side in (RDFS.domain, RDFS.range)] == [1, 1]


@pytest.mark.parametrize("term", CONCEPTS)
def test_every_concept_has_label_definition_and_scheme(term: rdflib.term.Node) -> None:
    assert None not in [ONTOLOGY.value(term, p) for p in (SKOS.prefLabel, SKOS.definition, SKOS.inScheme)]


@pytest.mark.parametrize(
    ("scheme", "space", "names"),
    [
        ("polarities", SG, POLARITIES),
        ("factualities", SG, FACTUALITIES),
        ("manners", SG, MANNERS),
        ("eventTypes", PLOVER, EVENT_TYPES),
    ],
)
def test_the_concepts_are_those_of_the_records(scheme: str, space: str, names: tuple[str, ...]) -> None:
    assert set(ONTOLOGY.subjects(SKOS.inScheme, rdflib.URIRef(SG + scheme))) == {
        rdflib.URIRef(space + name) for name in names
    }


@pytest.mark.parametrize("query", ["network/events", "network/timeline"])
def test_the_signs_of_event_types_are_those_of_the_network_queries(query: str) -> None:
    text = catalogue()[query].text
    for kind in EVENT_TYPES:
        sign = ONTOLOGY.value(rdflib.URIRef(PLOVER + kind), rdflib.URIRef(SG + "sign"))
        assert f"(plover:{kind} {sign})" in text


@pytest.mark.parametrize("kind", EVENT_TYPES)
def test_every_event_type_has_a_quad_class(kind: str) -> None:
    quad = ONTOLOGY.value(rdflib.URIRef(PLOVER + kind), rdflib.URIRef(SG + "quadClass"))
    assert (quad, RDF.type, rdflib.URIRef(SG + "QuadClass")) in ONTOLOGY


def test_every_term_of_ours_that_a_graph_uses_is_in_the_ontology() -> None:
    terms = {term for triple in to_rdflib(to_quads(dam_annotation())) for term in triple}
    ours = {term for term in terms if str(term).startswith((SG, PLOVER))}
    assert {str(term) for term in ours if (term, RDF.type, None) not in ONTOLOGY} == set()


def test_every_term_of_ours_that_a_query_uses_is_in_the_ontology() -> None:
    names = {name for query in catalogue().values() for name in re.findall(r"\bsg:(\w+)", query.text)}
    assert {name for name in names if (rdflib.URIRef(SG + name), RDF.type, None) not in ONTOLOGY} == set()


@pytest.mark.parametrize("term", CLASSES)
def test_every_class_has_a_shape(term: rdflib.term.Node) -> None:
    assert term in set(SHAPES.objects(None, SH.targetClass))


@pytest.mark.parametrize("term", CLASSES + PROPERTIES)
def test_every_class_and_property_names_its_source(term: rdflib.term.Node) -> None:
    assert list(ONTOLOGY.objects(term, DCTERMS.source)) != []
    assert list(ONTOLOGY.objects(term, RDFS.isDefinedBy)) == [rdflib.URIRef(SG.removesuffix("#"))]


@pytest.mark.parametrize("space", [PROV, OA, SEM, SKOS_SPACE, ORG, FOAF, SCHEMA])
def test_the_ontology_is_aligned_with(space: str) -> None:
    links = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch)
    assert [o for link in links for o in ONTOLOGY.objects(None, link) if str(o).startswith(space)] != []


@pytest.mark.parametrize("term", members(SKOS.ConceptScheme))
def test_every_scheme_has_label_comment_and_source(term: rdflib.term.Node) -> None:
    assert None not in [ONTOLOGY.value(term, one) for one in (RDFS.label, RDFS.comment, DCTERMS.source)]
