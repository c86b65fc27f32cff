"""What a graph says about one node: for the page that a person follows links on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pyoxigraph
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from stakegraph.endpoint.messages import Facts, Quote
from stakegraph.errors import QueryError
from stakegraph.store import OxigraphStore, Store, Term
from stakegraph.vocabulary import OA, SG

MOST = 200
"""The most facts of a kind that are shown of a node."""

_UNION = DefaultGraph()
_EVIDENCE = (NamedNode(SG + "evidence"), NamedNode(SG + "mention"))


def engine(store: Store) -> pyoxigraph.Store:
    """Return the engine of a store, for what the protocol asks beyond the queries of the catalogue."""
    assert isinstance(store, OxigraphStore)
    return store.engine


def look(store: Store, iri: str) -> Facts:
    """Return what ``store`` says about the node ``iri``. Raises QueryError where that is no IRI."""
    try:
        node = NamedNode(iri)
    except ValueError:
        raise QueryError(f"{iri!r} is no absolute IRI") from None
    has = list(islice(_quads(store, node, None, None), MOST))
    of = list(islice(_quads(store, None, None, node), MOST))
    pieces = [quad.object for quad in has if quad.predicate in _EVIDENCE]
    quotes = [quote for piece in [node, *pieces] if (quote := _quote(store, piece))]
    terms = {term for quad in has + of for term in (quad.subject, quad.object)}
    labels = store.labels(term for term in terms | {node} if isinstance(term, NamedNode))
    return Facts(
        labels.get(iri, ""),
        sorted(((quad.predicate.value, quad.object) for quad in has), key=str),
        sorted(((quad.subject, quad.predicate.value) for quad in of), key=str),
        sorted(quotes, key=lambda quote: (quote.article, quote.start or 0)),
        labels,
    )


def _quote(store: Store, piece: Term) -> Quote | None:
    """Return the words behind a piece of evidence, or None where it is none."""
    selectors = _objects(store, piece, OA + "hasSelector")
    found = {name: _text(store, selectors, OA + name) for name in ("exact", "prefix", "suffix", "start", "end")}
    if not found["exact"]:
        return None
    sources = [one.value for one in _objects(store, piece, OA + "hasSource") if isinstance(one, NamedNode)]
    start, end = (int(found[name]) if found[name].isdecimal() else None for name in ("start", "end"))
    return Quote(found["exact"], found["prefix"], found["suffix"], min(sources, default=""), start, end)


def _text(store: Store, nodes: list[Term], predicate: str) -> str:
    found = (one.value for node in nodes for one in _objects(store, node, predicate) if isinstance(one, Literal))
    return min(found, default="")


def _objects(store: Store, node: Term, predicate: str) -> list[Term]:
    return [quad.object for quad in _quads(store, node, NamedNode(predicate), None)]


def _quads(store: Store, subject: Term | None, predicate: NamedNode | None, value: Term | None) -> Iterator[Quad]:
    if isinstance(subject, Literal):
        return iter(())
    return engine(store).quads_for_pattern(subject, predicate, value, _UNION)
