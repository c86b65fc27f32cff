"""Graphs that a query names in FROM and the store does not have: fetched where the user allows it, else refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pyoxigraph
from pyoxigraph import NamedNode, Quad, QueryTriples, RdfFormat

from stakegraph.errors import QueryError
from stakegraph.query import syntax
from stakegraph.store import Store, memory_store

MAX_BYTES = 64 * 1024**2
"""The longest document that is fetched."""

SECONDS = 20
"""How long a server may be silent."""

_ACCEPT = "text/turtle, application/n-triples, application/ld+json, application/rdf+xml;q=0.8, application/trig;q=0.5"


def dataset(store: Store, text: str, *, network: bool) -> Store:
    """Return the store that the query ``text`` is about: ``store``, or with ``network`` what its FROM clauses name.

    Raises QueryError where FROM names a graph that is not in the store, unless ``network`` allows to fetch it, and
    where that fails.
    """
    named = syntax.sources(text)
    away = [iri for iri in named if not store.has_graph(iri)]
    if not away:
        return store
    if not network:
        raise QueryError(
            f"FROM names <{away[0]}>, which is no graph of this store; nothing is fetched from elsewhere without "
            "--allow-network"
        )
    # FROM leaves nothing of the store but the graphs that it names.
    found = memory_store(base=store.base)
    for iri in dict.fromkeys(named):
        found.load(_fetched(iri) if iri in away else _own(store, iri))
    return found


def _own(store: Store, iri: str) -> Iterator[Quad]:
    answer = cast(QueryTriples, store.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}"))
    return (Quad(one.subject, one.predicate, one.object, NamedNode(iri)) for one in answer)


def _fetched(iri: str) -> list[Quad]:
    from urllib.error import URLError
    from urllib.request import Request, urlopen

    if not iri.startswith(("http://", "https://")):
        raise QueryError(f"FROM names <{iri}>, and only http and https addresses are fetched; load the file by --data")
    try:
        with urlopen(Request(iri, headers={"Accept": _ACCEPT}), timeout=SECONDS) as reply:
            data, kind = reply.read(MAX_BYTES + 1), reply.headers.get_content_type()
    except (URLError, OSError, ValueError) as error:
        raise QueryError(f"<{iri}> can't be fetched: {getattr(error, 'reason', error)}") from None
    form = RdfFormat.from_media_type(kind) or RdfFormat.from_extension(iri.rpartition(".")[2])
    if form is None or len(data) > MAX_BYTES or (form == RdfFormat.RDF_XML and b"<!DOCTYPE" in data):
        raise QueryError(f"<{iri}> is no RDF of at most {MAX_BYTES // 1024**2} MB without DOCTYPE, but {kind}")
    try:
        triples = [quad.triple for quad in pyoxigraph.parse(data, format=form, base_iri=iri)]
    except SyntaxError as error:
        raise QueryError(f"<{iri}> is no valid {form.name}: {error}") from None
    return [Quad(one.subject, one.predicate, one.object, NamedNode(iri)) for one in triples]
