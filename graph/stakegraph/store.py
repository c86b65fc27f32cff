"""Stores of annotations: Oxigraph in memory or in a folder, behind one protocol.

A store keeps one named graph an article. Its default graph is their union with each triple once, kept beside them,
because Oxigraph's own union repeats a triple for every graph that holds it and so counts wrongly.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import pyoxigraph
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    Variable,
)

from stakegraph.errors import StoreError
from stakegraph.model import Annotation
from stakegraph.rdf import graph_name, parse, to_quads
from stakegraph.rdf.terms import ARTICLE, LABEL, TYPE
from stakegraph.vocabulary import BASE, PREFIXES, key_of, prefixes

Term = NamedNode | BlankNode | Literal | Triple
Answer = QuerySolutions | QueryBoolean | QueryTriples

MARKER = "stakegraph-store.json"
"""The file that marks a folder as a store of ours."""

SCHEMA = 1
"""The version of the layout of a folder store."""

_UNION = DefaultGraph()
_ARTICLE = ARTICLE[0]


class Store(Protocol):
    """What every store can do."""

    def add(self, annotation: Annotation) -> None:
        """Put an annotation in, in place of what the store had of its article; all of it or nothing."""

    def remove(self, article: str) -> None:
        """Take out what the store has of the article with this id; StoreError where it has nothing."""

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads as they are; all of them or none."""

    def query(self, text: str, substitutions: Mapping[str, Term] | None = None) -> Answer:
        """Answer a SPARQL query over the union of all articles; our prefixes need no declaration.

        ``substitutions`` binds variables of the query, by name, to terms. Raises SyntaxError where the text is no
        SPARQL.
        """

    def quads(self) -> Iterator[Quad]:
        """Yield everything, each article in its named graph."""

    def articles(self) -> list[str]:
        """Return the ids of the articles, sorted."""

    def __len__(self) -> int:
        """Return the number of triples, each counted once however many articles say it."""


class OxigraphStore:
    """A store on Oxigraph; get one from :func:`memory_store`, :func:`folder_store` or :func:`open_store`."""

    def __init__(self, oxigraph: pyoxigraph.Store, *, base: str = BASE, path: Path | None = None) -> None:
        self.base = base
        self.path = path
        self._oxigraph = oxigraph

    def add(self, annotation: Annotation) -> None:
        """Put an annotation in, in place of what the store had of its article; all of it or nothing.

        >>> from stakegraph.model import ArticleInfo
        >>> store = memory_store()
        >>> store.add(Annotation(ArticleInfo("brief", "0" * 64, 9)))
        >>> store.articles()
        ['brief']
        """
        name = graph_name(annotation.article.id, self.base)
        quads = to_quads(annotation, base=self.base)
        if self._oxigraph.contains_named_graph(name):
            self._replace(name, {quad.triple for quad in quads})
        else:
            self.load(quads)

    def remove(self, article: str) -> None:
        """Take out what the store has of the article with this id; StoreError where it has nothing."""
        name = graph_name(article, self.base)
        if not self._oxigraph.contains_named_graph(name):
            known = ", ".join(self.articles()[:5]) or "none"
            raise StoreError(f"the store has no article {article!r}; it has {known}")
        self._replace(name, set())

    def _replace(self, name: NamedNode, new: set[Triple]) -> None:
        old = {quad.triple for quad in self._oxigraph.quads_for_pattern(None, None, None, name)}
        if old == new:
            return
        gone = [triple for triple in old - new if not self._said_elsewhere(triple, name)]
        added = new - old
        # One update is one transaction: a reader, and whoever opens the store after a crash, sees all or nothing.
        steps = [f"DROP SILENT GRAPH {name}"]
        if gone:
            steps.append(f"DELETE DATA {{ {_data(gone)} }}")
        if new:
            steps.append(f"INSERT DATA {{ {_data(added)} GRAPH {name} {{ {_data(new)} }} }}")
        with _writing(self.path):
            self._oxigraph.update(" ;\n".join(steps))

    def _said_elsewhere(self, triple: Triple, name: NamedNode) -> bool:
        pattern = (triple.subject, triple.predicate, triple.object)
        found = self._oxigraph.quads_for_pattern(*pattern, None)
        return any(quad.graph_name not in (name, _UNION) for quad in found)

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads as they are; all of them or none."""
        given = list(quads)
        union = (Quad(q.subject, q.predicate, q.object) for q in given if q.graph_name != _UNION)
        with _writing(self.path):
            self._oxigraph.extend([*given, *union])

    def query(self, text: str, substitutions: Mapping[str, Term] | None = None) -> Answer:
        """Answer a SPARQL query over the union of all articles; our prefixes need no declaration.

        >>> bool(memory_store().query("ASK { ?stance sg:polarity sg:support }"))
        False
        """
        bound = {Variable(name): term for name, term in (substitutions or {}).items()}
        return self._oxigraph.query(text, prefixes=PREFIXES, substitutions=bound)

    def quads(self) -> Iterator[Quad]:
        """Yield everything, each article in its named graph; what no graph was named for comes last."""
        named: set[Triple] = set()
        for name in sorted(self._oxigraph.named_graphs(), key=str):
            for quad in self._oxigraph.quads_for_pattern(None, None, None, name):
                named.add(quad.triple)
                yield quad
        for quad in self._oxigraph.quads_for_pattern(None, None, None, _UNION):
            if quad.triple not in named:
                yield quad

    def dump(self, path: Path) -> None:
        """Write the union of all articles to a file as Turtle, in no order; sorted, it is an export."""
        with _writing(path):
            self._oxigraph.dump(str(path), format=RdfFormat.TURTLE, from_graph=_UNION, prefixes=prefixes(self.base))

    def articles(self) -> list[str]:
        """Return the ids of the articles, sorted."""
        nodes = {q.subject for q in self._oxigraph.quads_for_pattern(None, TYPE, _ARTICLE, _UNION)}
        return sorted(key_of(node.value, "article") for node in nodes if isinstance(node, NamedNode))

    def has_graph(self, iri: str) -> bool:
        """Say whether there is a named graph of this name.

        >>> memory_store().has_graph("https://w3id.org/stakegraph/graph/brief")
        False
        """
        try:
            return self._oxigraph.contains_named_graph(NamedNode(iri))
        except ValueError:  # what is no IRI names no graph
            return False

    def label(self, node: NamedNode) -> str | None:
        """Return the first label of a node by the alphabet, or None."""
        found = self._oxigraph.quads_for_pattern(node, LABEL, None, _UNION)
        return min((quad.object.value for quad in found if isinstance(quad.object, Literal)), default=None)

    def __len__(self) -> int:
        """Return the number of triples, each counted once however many articles say it."""
        return sum(1 for _ in self._oxigraph.quads_for_pattern(None, None, None, _UNION))


def _data(triples: Iterable[Triple]) -> str:
    """Write triples for an update; sorted, so that the same change is the same transaction."""
    lines = sorted(map(str, triples))
    return " .\n".join(lines)


@contextmanager
def _writing(path: Path | None) -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise StoreError(
            f"the store {path or 'in memory'} can't be written, and was left as it was: {error}"
        ) from error


def memory_store(quads: Iterable[Quad] = (), *, base: str = BASE) -> OxigraphStore:
    """Return a store in memory that holds ``quads``.

    >>> len(memory_store())
    0
    """
    store = OxigraphStore(pyoxigraph.Store(), base=base)
    store.load(quads)
    return store


def folder_store(path: str | Path, *, base: str = BASE, read_only: bool = False) -> OxigraphStore:
    """Open the store in the folder ``path``; one that is missing or empty is made, unless it is only to be read.

    ``base`` counts when the store is made; from then on its marker file says what it is. Raises StoreError where the
    folder holds something else, a store of another version or a damaged one, and where another process writes to it.
    """
    folder = Path(path)
    marker = folder / MARKER
    if not marker.exists():
        if read_only:
            raise StoreError(f"{folder} is no store: it has no {MARKER}")
        _make_store(folder, base)
    base = _read_marker(marker)
    opener = pyoxigraph.Store.read_only if read_only else pyoxigraph.Store
    try:
        oxigraph = opener(str(folder / "oxigraph"))
    except (OSError, RuntimeError, ValueError) as error:
        if "LOCK" in str(error):
            raise StoreError(f"the store {folder} is held by another process; wait for it, or end it") from error
        raise StoreError(f"the store {folder} is damaged; build it again, or restore a copy: {error}") from error
    return OxigraphStore(oxigraph, base=base, path=folder)


def _make_store(folder: Path, base: str) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise StoreError(f"{folder} holds other files and is no store of ours; name a new or an empty folder")
        # Oxigraph comes first: a folder without the marker is never taken for a store.
        pyoxigraph.Store(str(folder / "oxigraph")).flush()
        marker = {"software": "stakegraph", "schema": SCHEMA, "base": base}
        (folder / MARKER).write_text(json.dumps(marker) + "\n", encoding="utf-8")
    except OSError as error:
        raise StoreError(f"a store can't be made in {folder}: {error}") from error


def _read_marker(marker: Path) -> str:
    """Return the base of the instances in a store, after checking that this version can read it."""
    try:
        known = json.loads(marker.read_text(encoding="utf-8"))
        schema, base = int(known["schema"]), str(known["base"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{marker} can't be understood; restore it, or build the store again: {error!r}") from error
    if schema != SCHEMA:
        raise StoreError(
            f"the store {marker.parent} has schema version {schema}, and this stakegraph reads {SCHEMA}; "
            f"{'update stakegraph' if schema > SCHEMA else 'build the store again'}"
        )
    return base


def open_store(path: str | Path) -> OxigraphStore:
    """Open what an analyst points at, for reading.

    That is a folder store, a folder that ``stakegraph build`` wrote (its ``graph.trig``), or an RDF file, of which
    the last two are loaded into memory. Raises StoreError where ``path`` is none of these, GraphError where the file
    is no RDF.
    """
    place = Path(path)
    if (place / MARKER).exists():
        return folder_store(place, read_only=True)
    if place.is_dir():
        place = place / "graph.trig"
        if not place.exists():
            raise StoreError(f"{path} has neither a store ({MARKER}) nor a graph.trig; run stakegraph build first")
    if not place.exists():
        raise StoreError(f"{path} does not exist; name a store, an output folder of stakegraph build or an RDF file")
    return memory_store(parse(place))
