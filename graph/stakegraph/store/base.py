"""What every store is: articles as named graphs, their union, and changes that happen whole or not at all."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Triple,
)

from stakegraph.errors import StoreError

if TYPE_CHECKING:
    from stakegraph.model import Annotation, ArticleInfo

Term = NamedNode | BlankNode | Literal | Triple
Answer = QuerySolutions | QueryBoolean | QueryTriples


class Store(ABC):
    """A store of articles; ``base`` is where its instances live, ``place`` where another process finds it, if any."""

    base: str
    place: Path | str | None

    def add(self, annotation: Annotation) -> None:
        """Put an annotation in, in place of what the store had of its article; all of it or nothing.

        An older version of the article, one of the same address or name, is taken out. Raises StoreError where it
        can't be told which one that is.
        """
        self.change([annotation], remove=self.older_versions(annotation.article))

    def older_versions(self, article: ArticleInfo, beside: Collection[str] = ()) -> list[str]:
        """Return the ids of the articles that ``article`` takes the place of; see ``sources``."""
        from stakegraph.store.sources import older_versions

        return older_versions(self, article, beside)

    def remove(self, article: str) -> None:
        """Take out what the store has of the article with this id; StoreError where it has nothing."""
        self.change(remove=[article])

    def change(self, put: Iterable[Annotation] = (), remove: Iterable[str] = ()) -> None:
        """Put annotations in and take articles out, by their ids, in one transaction.

        Raises StoreError where an article to be taken out is not there, and where the store can't be written; it is
        as before then.
        """
        # Whoever only asks needs neither the model nor how it becomes RDF, and starts in half the time without them.
        from stakegraph.rdf import graph_name, to_quads
        from stakegraph.store.settling import settled

        given, gone = list(put), list(remove)
        graphs: dict[NamedNode, set[Triple]] = {}
        for article in gone:
            name = graph_name(article, self.base)
            if not self.has_graph(name.value):
                known = ", ".join(self.articles()[:5]) or "none"
                raise StoreError(f"the store has no article {article!r}; it has {known}")
            graphs[name] = set()
        for one in settled(self, given, gone):
            graphs[graph_name(one.article.id, self.base)] = {quad.triple for quad in to_quads(one, base=self.base)}
        self.replace(graphs)

    @abstractmethod
    def replace(self, graphs: Mapping[NamedNode, set[Triple]]) -> None:
        """Give each of these graphs new triples, or none, and mend the union; all in one transaction."""

    @abstractmethod
    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads as they are; all of them or none."""

    @abstractmethod
    def query(self, text: str, substitutions: Mapping[str, Term] | None = None) -> Answer:
        """Answer a SPARQL query over the union of all articles; our prefixes need no declaration.

        ``substitutions`` binds variables of the query, by name, to terms. Raises SyntaxError where the text is no
        SPARQL, StoreError where the store can't be read.
        """

    @abstractmethod
    def quads(self) -> Iterator[Quad]:
        """Yield everything, each article in its named graph; what no graph was named for comes last."""

    @abstractmethod
    def dump(self, path: Path) -> None:
        """Write the union of all articles to a file as Turtle, in no order; sorted, it is an export."""

    @abstractmethod
    def articles(self) -> list[str]:
        """Return the ids of the articles, sorted."""

    @abstractmethod
    def has_graph(self, iri: str) -> bool:
        """Say whether there is a named graph of this name."""

    @abstractmethod
    def labels(self, nodes: Iterable[NamedNode]) -> dict[str, str]:
        """Return the first label by the alphabet of each node that has one, by its IRI."""

    @abstractmethod
    def __len__(self) -> int:
        """Return the number of triples, each counted once however many articles say it."""
