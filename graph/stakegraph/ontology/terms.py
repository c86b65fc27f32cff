"""The ontology as records: what a reference page and a drawing are made from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from stakegraph.ontology import source
from stakegraph.vocabulary import DCTERMS, OWL, RDF, RDFS, SG, SKOS, compact

SH = "http://www.w3.org/ns/shacl#"

Graph = dict[str, dict[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Rule:
    """What the shapes demand of a property of a class: ``value`` is the class that its values must have, if any."""

    path: str
    message: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property or concept; names are short (``sg:Actor``), ``kind`` is that of its type (``owl:Class``)."""

    name: str
    iri: str
    kind: str
    label: str
    comment: str
    parents: tuple[str, ...]
    close: tuple[str, ...]
    sources: tuple[str, ...]
    domain: str | None = None
    range: str | None = None
    scheme: str | None = None
    quad_class: str | None = None
    sign: str | None = None


@dataclass(frozen=True, slots=True)
class Ontology:
    """The whole vocabulary, each part in the order of its file."""

    title: str
    description: str
    version: str
    licence: str
    classes: tuple[Term, ...]
    properties: tuple[Term, ...]
    concepts: tuple[Term, ...]
    rules: dict[str, tuple[Rule, ...]]
    """What the shapes demand, by class."""

    def properties_of(self, name: str) -> list[Term]:
        """Return the properties whose domain is the class ``name``."""
        return [one for one in self.properties if one.domain == name]


@cache
def ontology() -> Ontology:
    """Read the ontology that ships with stakegraph.

    >>> next(one.comment for one in ontology().classes if one.name == "sg:Stance")
    'The support for or opposition to an actor or issue that a holder shows.'
    """
    graph = _graph(source("stakegraph.ttl"))
    head = next(node for node, facts in graph.items() if OWL + "Ontology" in facts[RDF + "type"])

    def of(*kinds: str) -> tuple[Term, ...]:
        return tuple(_term(graph, node) for node, facts in graph.items() if set(kinds) & set(facts[RDF + "type"]))

    return Ontology(
        title=_one(graph, head, DCTERMS + "title") or "",
        description=_one(graph, head, DCTERMS + "description") or "",
        version=_one(graph, head, OWL + "versionInfo") or "",
        licence=_one(graph, head, DCTERMS + "license") or "",
        classes=of(OWL + "Class"),
        properties=of(OWL + "ObjectProperty", OWL + "DatatypeProperty"),
        concepts=of(SKOS + "Concept"),
        rules=_rules(_graph(source("shapes.ttl"))),
    )


def _graph(text: str) -> Graph:
    graph: Graph = defaultdict(lambda: defaultdict(list))
    for quad in pyoxigraph.parse(text, format=RdfFormat.TURTLE):
        graph[_plain(quad.subject)][quad.predicate.value].append(_plain(quad.object))
    return graph


def _plain(term: NamedNode | BlankNode | Literal | Triple) -> str:
    return str(term) if isinstance(term, Triple) else term.value


def _one(graph: Graph, node: str, predicate: str) -> str | None:
    return next(iter(graph[node][predicate]), None)


def _short(graph: Graph, node: str, *predicates: str) -> tuple[str, ...]:
    return tuple(compact(value) for predicate in predicates for value in graph[node][predicate])


def _term(graph: Graph, node: str) -> Term:
    kinds = _short(graph, node, RDF + "type")
    return Term(
        name=compact(node),
        iri=node,
        kind=next((kind for kind in kinds if kind != "skos:Concept"), kinds[0]),
        label=_one(graph, node, RDFS + "label") or "",
        comment=_one(graph, node, RDFS + "comment") or _one(graph, node, SKOS + "definition") or "",
        parents=_short(graph, node, RDFS + "subClassOf", RDFS + "subPropertyOf"),
        close=_short(graph, node, SKOS + "closeMatch"),
        sources=tuple(graph[node][DCTERMS + "source"]),
        domain=next(iter(_short(graph, node, RDFS + "domain")), None),
        range=next(iter(_short(graph, node, RDFS + "range")), None),
        scheme=next(iter(_short(graph, node, SKOS + "inScheme")), None),
        quad_class=next(iter(_short(graph, node, SG + "quadClass")), None),
        sign=_one(graph, node, SG + "sign"),
    )


def _rules(shapes: Graph) -> dict[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = defaultdict(list)
    for shape in list(shapes):
        for target in _short(shapes, shape, SH + "targetClass"):
            for one in shapes[shape][SH + "property"]:
                path = _short(shapes, one, SH + "path")[0]
                value = next(iter(_short(shapes, one, SH + "class")), None)
                found[target].append(Rule(path, _one(shapes, one, SH + "message") or "", value))
    return {target: tuple(rules) for target, rules in found.items()}
