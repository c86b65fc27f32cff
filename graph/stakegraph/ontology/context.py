"""The JSON-LD context: short names for the terms of the graph, so that its JSON reads like JSON."""

from __future__ import annotations

from functools import cache
from typing import Any

from stakegraph.ontology.terms import ontology
from stakegraph.vocabulary import prefixes

OTHERS: dict[str, str | None] = {
    "rdfs:label": None, "skos:altLabel": None, "owl:sameAs": "@id", "dcterms:title": None, "dcterms:issued": "xsd:date",
    "prov:wasDerivedFrom": "@id", "prov:wasGeneratedBy": "@id", "prov:wasAssociatedWith": "@id", "prov:used": "@id",
    "oa:hasSource": "@id", "oa:hasSelector": "@id", "oa:exact": None, "oa:prefix": None, "oa:suffix": None,
    "oa:start": "xsd:integer", "oa:end": "xsd:integer", "schema:url": "xsd:anyURI",
}  # fmt: skip
"""Properties of other vocabularies that have a short name too, each with the type of its values, if it has one."""


def context(base: str) -> dict[str, Any]:
    """Return the context for a graph whose instances are under ``base``: prefixes, classes and properties.

    >>> made = context("https://example.org/")
    >>> made["actor"], made["Stance"], made["holder"], made["confidence"]
    ... # doctest: +NORMALIZE_WHITESPACE
    ('https://example.org/actor/', 'sg:Stance', {'@id': 'sg:holder', '@type': '@id'},
     {'@id': 'sg:confidence', '@type': 'xsd:decimal'})
    """
    return {**prefixes(base), **_terms()}


@cache
def _terms() -> dict[str, Any]:
    known = ontology()
    terms: dict[str, Any] = {_local(one.name): one.name for one in known.classes}
    for one in known.properties:
        typed = "@id" if one.kind == "owl:ObjectProperty" else one.range
        terms[_local(one.name)] = _definition(one.name, typed if typed in _TYPES else None)
    for name, typed in OTHERS.items():
        terms[_local(name)] = _definition(name, typed)
    return dict(sorted(terms.items()))


_TYPES = ("@id", "xsd:boolean", "xsd:integer", "xsd:decimal")


def _local(name: str) -> str:
    """Return a name without its prefix, unless it would be taken for a prefix itself."""
    local = name.partition(":")[2]
    return name if local in prefixes() else local


def _definition(name: str, typed: str | None) -> str | dict[str, str]:
    return name if typed is None else {"@id": name, "@type": typed}
