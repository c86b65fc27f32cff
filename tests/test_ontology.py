"""The ontology describes every term that the graph uses, and says what the program says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from factory import dam_annotation
from stakegraph.model import EVENT_TYPES, FACTUALITIES, MANNERS, POLARITIES
from stakegraph.query import catalogue
from stakegraph.rdf import to_quads
from stakegraph.shapes import to_rdflib
from stakegraph.vocabulary import PLOVER, SG

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


def test_every_class_of_a_graph_has_a_shape() -> None:
    target = rdflib.URIRef("http://www.w3.org/ns/shacl#targetClass")
    shaped = set(SHAPES.objects(None, target))
    used = {o for s, p, o in to_rdflib(to_quads(dam_annotation())) if p == RDF.type and str(o).startswith(SG)}
    kinds = {rdflib.URIRef(SG + name) for name in ("Person", "Organization", "Country", "Group")}
    assert used - kinds - shaped == set()
