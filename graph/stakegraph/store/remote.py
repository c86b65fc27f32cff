"""Stores on a SPARQL 1.1 server elsewhere: all that is asked of it are queries and updates.

Where the server has a default graph of its own, the union lies there. Where its default graph is made of the named
ones (Virtuoso, GraphDB and others), and so repeats what several articles say, the union is a named graph,
``sg:union``, and every query is sent with the dataset that makes it the default graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import cast

import pyoxigraph
from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    Variable,
)

from stakegraph.errors import StoreError
from stakegraph.sparql import substitute, tokens
from stakegraph.store.base import Answer, Store, Term
from stakegraph.store.changes import Name, by_graph, insertion, replacement
from stakegraph.store.http import Endpoint
from stakegraph.vocabulary import BASE, PREFIXES, SG, key_of, prefixes

Dataset = Mapping[str, Sequence[str]]

UNION = NamedNode(SG + "union")
"""The graph of the union, on servers that have no default graph of their own."""

_PROBE = NamedNode(SG + "probe")
_PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
_GRAPHS = f"SELECT ?graph {{ GRAPH ?graph {{ ?graph a <{SG}Annotation> }} }}"
_EMPTY = pyoxigraph.Store()


class RemoteStore(Store):
    """A store on a SPARQL server; get one from :func:`remote_store` or ``open_store``.

    It is meant for one writer at a time. Graphs of others on the same server are left alone.
    """

    def __init__(self, endpoint: Endpoint, *, base: str = BASE, place: str | None = None) -> None:
        self.base = base
        self.place = place or endpoint.url
        self._endpoint = endpoint

    def replace(self, graphs: Mapping[NamedNode, set[Triple]]) -> None:
        """Give each of these graphs new triples, or none, and mend the union; all in one request."""
        if graphs:
            there = [name for name in graphs if self.has_graph(name.value)]
            self._endpoint.update(replacement(graphs, there, self._union_to_write))

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads as they are; all of them or none."""
        if graphs := by_graph(quads, self._union_to_write):
            self._endpoint.update(insertion(graphs, self._union_to_write))

    def query(self, text: str, substitutions: Mapping[str, Term] | None = None) -> Answer:
        """Answer a SPARQL query over the union of all articles; our prefixes need no declaration."""
        bound = {Variable(name): term for name, term in (substitutions or {}).items()}
        # Asking an empty store shows what kind of query it is, and its errors with their places. The answer is let go
        # at once: an error from the server keeps what stands here, and the engine's answers bear one thread only.
        kind = type(_EMPTY.query(text, prefixes=PREFIXES, substitutions=bound))
        ready = _PREFIXES + substitute(text, {name: str(term) for name, term in (substitutions or {}).items()})
        dataset = self._dataset(text)
        if kind is QueryTriples:
            return self._triples(ready, dataset)
        return self._truth(ready, dataset) if kind is QueryBoolean else self._rows(ready, dataset)

    def quads(self) -> Iterator[Quad]:
        """Yield everything, each article in its named graph; what no graph was named for comes last."""
        for name in self._graphs():
            yield from self._quads(f"SELECT ?s ?p ?o {{ GRAPH <{name}> {{ ?s ?p ?o }} }}", NamedNode(name))
        rest = "SELECT ?s ?p ?o { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?graph { ?s ?p ?o } } }"
        yield from self._quads(rest, DefaultGraph())

    def dump(self, path: Path) -> None:
        """Write the union of all articles to a file as Turtle, in no order; sorted, it is an export."""
        union = {quad.triple for quad in self.quads()}
        try:
            pyoxigraph.serialize(union, str(path), format=RdfFormat.TURTLE, prefixes=prefixes(self.base))
        except OSError as error:
            raise StoreError(f"{path} can't be written: {error.strerror}") from error

    def articles(self) -> list[str]:
        """Return the ids of the articles, sorted."""
        return sorted(key_of(one[0].value, "article") for one in self._solutions("SELECT ?a { ?a a sg:Article }"))

    def has_graph(self, iri: str) -> bool:
        """Say whether there is a named graph of this name."""
        try:
            name = NamedNode(iri)
        except ValueError:  # what is no IRI names no graph
            return False
        return bool(self._truth(f"ASK {{ GRAPH {name} {{ ?s ?p ?o }} }}"))

    def labels(self, nodes: Iterable[NamedNode]) -> dict[str, str]:
        """Return the first label by the alphabet of each node that has one, by its IRI."""
        names = " ".join(sorted(map(str, nodes)))
        if not names:
            return {}
        ask = f"SELECT ?node ?label {{ VALUES ?node {{ {names} }} ?node rdfs:label ?label }}"
        found = sorted(((one[0].value, one[1].value) for one in self._solutions(ask)), reverse=True)
        return dict(found)

    def __len__(self) -> int:
        """Return the number of triples, each counted once however many articles say it."""
        return int(next(iter(self._solutions("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")))[0].value)

    def _solutions(self, text: str) -> QuerySolutions:
        return cast(QuerySolutions, self.query(text))

    def _rows(self, text: str, dataset: Dataset | None = None) -> QuerySolutions:
        answer = self._parsed(text, dataset)
        assert isinstance(answer, QuerySolutions)
        return answer

    def _truth(self, text: str, dataset: Dataset | None = None) -> QueryBoolean:
        answer = self._parsed(text, dataset)
        if isinstance(answer, QueryBoolean):
            return answer
        # Virtuoso's yes is a table with a 1 in it, and its no an empty one.
        yes = any(one[0] != Literal(0) for one in answer)
        return cast(QueryBoolean, _EMPTY.query(f"ASK {{ FILTER({str(yes).lower()}) }}"))

    def _quads(self, text: str, graph: Name) -> pyoxigraph.Store:
        """Return the triples that a query selects, in one graph, their values written as Oxigraph writes them."""
        found = pyoxigraph.Store()
        found.extend(Quad(one["s"], one["p"], one["o"], graph) for one in self._rows(text, self._dataset(text)))
        return found

    def _triples(self, text: str, dataset: Dataset | None = None) -> QueryTriples:
        data = self._endpoint.query(text, RdfFormat.N_TRIPLES.media_type, dataset)
        found = pyoxigraph.Store()
        try:
            found.load(data, format=RdfFormat.N_TRIPLES)
        except (SyntaxError, ValueError) as error:
            raise self._unclear(error) from error
        return cast(QueryTriples, found.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"))

    def _parsed(self, text: str, dataset: Dataset | None) -> QuerySolutions | QueryBoolean:
        form = QueryResultsFormat.JSON  # unlike XML it can hold every character of an article
        data = self._endpoint.query(text, form.media_type, dataset)
        try:
            return pyoxigraph.parse_query_results(data, format=form)
        except (SyntaxError, ValueError) as error:
            raise self._unclear(error) from error

    def _unclear(self, error: Exception) -> StoreError:
        return StoreError(f"the answer of {self._endpoint.url} can't be understood: {error}")

    def _graphs(self) -> list[str]:
        return sorted(one[0].value for one in self._rows(_GRAPHS))

    def _dataset(self, text: str) -> Dataset:
        """Return the dataset of a query, where the server's own is not the one that is meant."""
        words = {token.upper() for kind, token in tokens(text) if kind == "word"}
        if not self._has_union or "FROM" in words:
            return {}
        named = {"named-graph-uri": self._graphs()} if "GRAPH" in words else {}
        return {"default-graph-uri": [UNION.value], **named}

    @cached_property
    def _has_union(self) -> bool:
        return self.has_graph(UNION.value)

    @cached_property
    def _union_to_write(self) -> Name:
        """Find out where the union belongs, by writing a triple and looking where it appears."""
        if self._has_union:
            return UNION
        node = f"<{_PROBE.value}>"
        self._endpoint.update(f"INSERT DATA {{ GRAPH {node} {{ {node} {node} {node} }} }}")
        mixed = bool(self._truth(f"ASK {{ {node} {node} {node} }}"))
        self._endpoint.update(f"DROP SILENT GRAPH {node}")
        if mixed:
            self.__dict__["_has_union"] = True
            return UNION
        return DefaultGraph()


def remote_store(url: str, *, base: str = BASE, timeout: float = 300.0) -> RemoteStore:
    """Return the store on the SPARQL server whose queries go to ``url``; nothing is asked of it yet.

    User and password stand in the address or in the environment, and ``timeout`` is how many seconds an answer may
    take. Raises UsageError where ``url`` is no address.

    >>> remote_store("http://me:secret@localhost:7878/query").base
    'https://w3id.org/stakegraph/'
    """
    return RemoteStore(Endpoint(url, timeout=timeout), base=base, place=url)
