"""Stores on Oxigraph in this process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import cast

import pyoxigraph
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Triple, Variable

from stakegraph.errors import StoreError
from stakegraph.store.base import Answer, Store, Term
from stakegraph.store.changes import replacement
from stakegraph.store.mending import ALONE
from stakegraph.vocabulary import BASE, PREFIXES, RDF, RDFS, SG, key_of, prefixes

LOGGED = 10_000
"""How many triples changes may put into the log of a folder before they are written down beside it.

Whoever opens the store reads the log first, some 50,000 triples a second.
"""

_UNION = DefaultGraph()
_TYPE, _LABEL, _ARTICLE = NamedNode(RDF + "type"), NamedNode(RDFS + "label"), NamedNode(SG + "Article")
_UNITE = "INSERT { ?s ?p ?o } WHERE { GRAPH ?graph { ?s ?p ?o } }"
_LOOSE = "SELECT ?s ?p ?o { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?graph { ?s ?p ?o } } }"


class OxigraphStore(Store):
    """A store on Oxigraph; get one from :func:`memory_store`, ``folder_store`` or ``open_store``.

    In memory the union is made once, when something first asks for it or changes the store, which takes about as long
    as the load did: the first question pays for it, and :meth:`quads` and :meth:`has_graph` never do. ``united`` says
    that the engine has the union already, as that of a folder always does.
    """

    def __init__(
        self, oxigraph: pyoxigraph.Store, *, base: str = BASE, path: Path | None = None, united: bool = True
    ) -> None:
        self.base = base
        self.place = self.path = path
        self._oxigraph = oxigraph
        self._united = united
        self._uniting = Lock()
        self._logged = 0

    @property
    def engine(self) -> pyoxigraph.Store:
        """The engine itself with the union, for what a store does not say; whoever writes there keeps that true."""
        if not self._united:
            with self._uniting:
                if not self._united:  # another thread may have made it meanwhile
                    self._oxigraph.update(_UNITE)
                    self._united = True
        return self._oxigraph

    def replace(self, graphs: Mapping[NamedNode, set[Triple]]) -> None:
        """Give each of these graphs new triples, or none, and mend the union; all in one transaction."""
        old = {name: self._triples(name) for name in graphs}
        changed = {name: new for name, new in graphs.items() if new != old[name]}
        if changed:
            # One update is one transaction: a reader, and whoever opens the store after a crash, sees all or nothing.
            with self._writing():
                self._write_down(sum(map(len, changed.values())))
                self.engine.update(replacement(changed, filter(old.get, changed), _UNION))

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads as they are; all of them or none."""
        # The engine writes them to files of their own, past its log, and takes all of these up in one step.
        with self._writing():
            self.engine.bulk_extend(_with_union(quads))

    def query(self, text: str, substitutions: Mapping[str, Term] | None = None) -> Answer:
        """Answer a SPARQL query over the union of all articles; our prefixes need no declaration.

        >>> bool(memory_store().query("ASK { ?stance sg:polarity sg:support }"))
        False
        """
        bound = {Variable(name): term for name, term in (substitutions or {}).items()}
        with self._reading():
            return self.engine.query(text, prefixes=PREFIXES, substitutions=bound)

    def quads(self) -> Iterator[Quad]:
        """Yield everything, each article in its named graph; what no graph was named for comes last."""
        # The engine finds what is in no graph by comparing all triples with all, or looks each one up.
        loose = ALONE if self._united else _LOOSE
        with self._reading():
            for name in sorted(self._oxigraph.named_graphs(), key=str):
                yield from self._oxigraph.quads_for_pattern(None, None, None, name)
            for one in cast(QuerySolutions, self._oxigraph.query(loose)):
                yield Quad(one["s"], one["p"], one["o"])

    def dump(self, path: Path) -> None:
        """Write the union of all articles to a file as Turtle, in no order; sorted, it is an export."""
        with self._reading():
            self.engine.dump(str(path), format=RdfFormat.TURTLE, from_graph=_UNION, prefixes=prefixes(self.base))

    def articles(self) -> list[str]:
        """Return the ids of the articles, sorted."""
        with self._reading():
            nodes = {q.subject for q in self.engine.quads_for_pattern(None, _TYPE, _ARTICLE, _UNION)}
        return sorted(key_of(node.value, "article") for node in nodes if isinstance(node, NamedNode))

    def has_graph(self, iri: str) -> bool:
        """Say whether there is a named graph of this name.

        >>> memory_store().has_graph("https://w3id.org/stakegraph/graph/brief")
        False
        """
        try:
            name = NamedNode(iri)
        except ValueError:  # what is no IRI names no graph
            return False
        with self._reading():
            return self._oxigraph.contains_named_graph(name)

    def labels(self, nodes: Iterable[NamedNode]) -> dict[str, str]:
        """Return the first label by the alphabet of each node that has one, by its IRI."""
        found: dict[str, str] = {}
        with self._reading():
            for node in nodes:
                quads = self.engine.quads_for_pattern(node, _LABEL, None, _UNION)
                if labels := [quad.object.value for quad in quads if isinstance(quad.object, Literal)]:
                    found[node.value] = min(labels)
        return found

    def __len__(self) -> int:
        """Return the number of triples, each counted once however many articles say it."""
        with self._reading():
            return sum(1 for _ in self.engine.quads_for_pattern(None, None, None, _UNION))

    def _write_down(self, more: int) -> None:
        """Have the log written down when ``more`` triples would make it long."""
        self._logged += more
        if self._logged > LOGGED:
            self._oxigraph.flush()
            self._logged = more

    def _triples(self, name: NamedNode) -> set[Triple]:
        with self._reading():
            return {quad.triple for quad in self._oxigraph.quads_for_pattern(None, None, None, name)}

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreError(f"the store {self.path} is damaged; build it again, or restore a copy: {error}") from error

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except (OSError, RuntimeError) as error:
            place = self.path or "in memory"
            raise StoreError(f"the store {place} can't be written, and was left as it was: {error}") from error


def memory_store(quads: Iterable[Quad] = (), *, base: str = BASE) -> OxigraphStore:
    """Return a store in memory that holds ``quads``.

    >>> len(memory_store())
    0
    """
    engine = pyoxigraph.Store()
    engine.bulk_extend(quads)
    return OxigraphStore(engine, base=base, united=False)


def file_store(path: str | Path, *, base: str = BASE) -> OxigraphStore:
    """Return a store in memory that holds what an RDF file has; it is read without a Python object for each triple.

    Raises GraphError where it can't be read or is not what its suffix says.
    """
    from stakegraph.rdf import reading  # with the model of annotations, which folders do without

    engine = pyoxigraph.Store()
    with reading(path) as (data, form):
        engine.load(data, format=form)
    return OxigraphStore(engine, base=base, united=False)


def _with_union(quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        yield quad
        if quad.graph_name != _UNION:
            yield Quad(quad.subject, quad.predicate, quad.object)
