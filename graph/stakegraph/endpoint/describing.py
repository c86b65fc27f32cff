"""What the endpoint says of itself: a SPARQL 1.1 service description, and VoID."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from pyoxigraph import Literal, NamedNode, Quad

from stakegraph import __version__
from stakegraph.endpoint.media import choose
from stakegraph.endpoint.messages import Answer, refusal
from stakegraph.query import Result
from stakegraph.rdf import serialize
from stakegraph.vocabulary import BASE, DCTERMS, RDF, SG, XSD

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMATS = "http://www.w3.org/ns/formats/"

_RESULTS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples",
    "N-Quads", "TriG", "JSON-LD", "RDF_XML",
)  # fmt: skip

Look = Callable[[str], Awaitable[Result]]
"""Answers a query of the catalogue."""


def service_description(endpoint: str, *, update: bool, network: bool) -> list[Quad]:
    """Return what the service at ``endpoint`` can do (https://www.w3.org/TR/sparql11-service-description/).

    >>> len(service_description("http://127.0.0.1:7878/sparql", update=False, network=False))
    19
    """
    service, data = NamedNode(f"{endpoint}#service"), NamedNode(f"{endpoint}#dataset")
    languages = ["SPARQL11Query", *(["SPARQL11Update"] if update else [])]
    features = ["UnionDefaultGraph", *(["BasicFederatedQuery"] if network else [])]
    graph = NamedNode(f"{endpoint}#default-graph")
    return [
        _quad(service, RDF + "type", NamedNode(SD + "Service")),
        _quad(service, SD + "endpoint", NamedNode(endpoint)),
        *(_quad(service, SD + "supportedLanguage", NamedNode(SD + name)) for name in languages),
        *(_quad(service, SD + "feature", NamedNode(SD + name)) for name in features),
        *(_quad(service, SD + "resultFormat", NamedNode(FORMATS + name)) for name in _RESULTS),
        _quad(service, SD + "defaultDataset", data),
        _quad(data, RDF + "type", NamedNode(SD + "Dataset")),
        _quad(data, SD + "defaultGraph", graph),
        _quad(graph, RDF + "type", NamedNode(SD + "Graph")),
        _quad(service, DCTERMS + "creator", Literal(f"stakegraph {__version__}")),
    ]


async def void(endpoint: str, look: Look) -> list[Quad]:
    """Return a description of the data in VoID (https://www.w3.org/TR/void/): sizes, classes and properties."""
    data = NamedNode(f"{endpoint}#dataset")
    classes, properties = await look("server/classes"), await look("server/properties")
    quads = [
        _quad(data, RDF + "type", NamedNode(VOID + "Dataset")),
        _quad(data, DCTERMS + "title", Literal("Stakeholder knowledge graph", language="en")),
        _quad(data, VOID + "sparqlEndpoint", NamedNode(endpoint)),
        _quad(data, VOID + "uriSpace", Literal(BASE)),
        _quad(data, VOID + "vocabulary", NamedNode(SG)),
        _quad(data, VOID + "classes", _number(len(classes.rows))),
        _quad(data, VOID + "properties", _number(len(properties.rows))),
        _quad(data, VOID + "triples", _number(sum(_value(row[1]) for row in properties.rows))),
    ]
    for kind, size, rows in (("class", "entities", classes.rows), ("property", "triples", properties.rows)):
        for number, (what, count) in enumerate(rows, 1):
            part = NamedNode(f"{endpoint}#{kind}-{number}")
            assert isinstance(what, NamedNode)
            quads += [
                _quad(data, f"{VOID}{kind}Partition", part),
                _quad(part, VOID + kind, what),
                _quad(part, VOID + size, _number(_value(count))),
            ]
    return quads


def written(quads: list[Quad], accept: str) -> Answer:
    """Return quads in the RDF format that a client takes."""
    chosen = choose("graph", accept)
    if chosen is None:
        return refusal(406, "this description is RDF: text/turtle, application/n-triples, application/ld+json, …")
    return Answer(200, chosen[0], serialize(quads, chosen[1]))


def _quad(subject: NamedNode, predicate: str, value: NamedNode | Literal) -> Quad:
    return Quad(subject, NamedNode(predicate), value)


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=NamedNode(XSD + "integer"))


def _value(term: object) -> int:
    assert isinstance(term, Literal)
    return int(term.value)
