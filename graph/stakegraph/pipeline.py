"""The only chain of stages: from articles to annotations, from annotations to a folder with graph and pages.

Stages are imported where they are used, for a step that is not taken should cost nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from stakegraph import __version__, annotation
from stakegraph.boilerplate import body
from stakegraph.errors import AnnotationError, OutputError
from stakegraph.model import Annotation, Article, Provenance
from stakegraph.output import make_folder, write

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from stakegraph.network import Units
    from stakegraph.store import Store
    from stakegraph.syntax import Parse

ANNOTATIONS = "annotations"
"""The folder of a build that holds the annotations and the texts they are of."""


class Language(Protocol):
    """What parses an article; ``stakegraph.language.load`` returns one."""

    @property
    def name(self) -> str:
        """Name and version, as provenance records them."""

    def parse(self, article: Article) -> Parse:
        """Parse the body of an article."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article with the annotation of it."""

    article: Article
    annotation: Annotation


@dataclass(frozen=True, slots=True)
class Built:
    """What a build wrote: the documents under the names they got, and the files."""

    documents: tuple[Document, ...]
    files: tuple[Path, ...]


def extract_article(article: Article, language: Language) -> Annotation:
    """Extract the annotation of an article: parse it with ``language``, then find who says and wants what."""
    from stakegraph.extract import extract

    made_by = Provenance(software="stakegraph", version=__version__, model=language.name)
    return extract(article, language.parse(article), provenance=made_by)


def read_annotation(path: str | Path) -> Document:
    """Read an annotation with its article, whose text lies beside it. Raises AnnotationError."""
    text = annotation.article_text(path)
    found = annotation.load(path, text)
    return Document(Article(found.article, text, body(text)), found)


def build(documents: Sequence[Document], out: str | Path) -> Built:
    """Write annotations, ``graph.ttl``, ``graph.trig``, ``index.html`` and its pages into the folder ``out``.

    Everything is made before anything is written, and each file is written beside its place and then renamed. The same
    documents give the same bytes. Raises OutputError where that can't be done.
    """
    out = Path(out)
    named = name_documents(documents, out / ANNOTATIONS)
    shown = settle_documents(named)
    quads = to_graph(one.annotation for one in shown)
    files: dict[str, bytes] = annotation_files(named, f"{ANNOTATIONS}/")
    files |= graph_files(quads)
    files |= {name: html.encode() for name, html in pages(shown, quads).items()}
    return Built(tuple(named), tuple(write_files(out, files)))


def write_annotations(documents: Sequence[Document], out: str | Path) -> Built:
    """Write ``STEM.json`` and ``STEM.txt`` of each document into the folder ``out``. Raises OutputError.

    An annotation that a person wrote there is not overwritten, nor is a text that is not the one analysed.
    """
    out = Path(out)
    named = name_documents(documents, out)
    for one in named:
        _require_not_by_hand(out / f"{_stem(one)}.json")
    return Built(tuple(named), tuple(write_files(out, annotation_files(named))))


def write_files(out: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write ``files``, names with contents, under the folder ``out``; return their paths. Raises OutputError."""
    for folder in sorted({(out / name).parent for name in files}):
        make_folder(folder)
    return [write(out / name, data) for name, data in files.items()]


def annotation_files(documents: Iterable[Document], folder: str = "") -> dict[str, bytes]:
    """Return the files of documents that have names: JSON, and beside it the text as it was analysed."""
    files: dict[str, bytes] = {}
    for one in documents:
        files[f"{folder}{_stem(one)}.json"] = annotation.dump(one.annotation).encode()
        files[f"{folder}{_stem(one)}.txt"] = one.article.text.encode()
    return files


def settle_documents(documents: Sequence[Document]) -> list[Document]:
    """Return documents whose actors have the ids that they have among all of these; see ``namesakes``."""
    from stakegraph.namesakes import settle

    annotations = settle(one.annotation for one in documents)
    return [Document(one.article, found) for one, found in zip(documents, annotations, strict=True)]


def to_graph(annotations: Iterable[Annotation]) -> list[Quad]:
    """Return the quads of all annotations, each in the named graph of its article."""
    from stakegraph.rdf import to_quads

    return [quad for one in annotations for quad in to_quads(one)]


def graph_files(quads: Iterable[Quad]) -> dict[str, bytes]:
    """Return the graph as Turtle and as TriG."""
    from stakegraph.rdf import sorted_graphs

    graphs = sorted_graphs(quads)
    return {"graph.ttl": graphs.turtle(), "graph.trig": graphs.trig()}


def pages(documents: Sequence[Document], quads: Iterable[Quad]) -> dict[str, str]:
    """Return the pages of a build by their file names: all of ``site.KINDS``, one for each article, the index."""
    from stakegraph import site
    from stakegraph.store import memory_store

    return site.pages(memory_store(quads), [(one.article, one.annotation) for one in documents])


def coded_units(data: Store | str | Path, unit: str = "stance") -> Units:
    """Return the coded units of a graph, of which every kind of network is made: stances, events or statements.

    ``data`` is a store, or what :func:`stakegraph.store.open_store` opens. Raises UsageError for another ``unit``.
    """
    from stakegraph.network import event_units, stance_units, statement_units
    from stakegraph.network.filters import one_of
    from stakegraph.network.units import UNITS
    from stakegraph.query import run
    from stakegraph.store import open_store

    one_of("coded unit", unit, UNITS)
    store = open_store(data) if isinstance(data, str | Path) else data

    def rows(name: str) -> list[dict[str, str | None]]:
        return run(store, f"network/{name}").dicts()

    known = {"nodes": rows("nodes"), "articles": rows("articles")}
    if unit == "stance":
        return stance_units(rows("stances"), **known)
    if unit == "event":
        return event_units(rows("events"), **known)
    more = {name: rows(name) for name in ("mentions", "stances", "bases")}
    return statement_units(rows("statements"), **more, **known)


def name_documents(documents: Iterable[Document], folder: Path) -> list[Document]:
    """Give each document a file name of its own in ``folder``; what is said twice of one article is kept once.

    A text that lies there and is another one keeps its name, unless its annotation lies beside it, which says that a
    build wrote both.
    """
    found: dict[str, Document] = {}
    taken: set[str] = set()
    for one in documents:
        article = one.annotation.article
        if article.id in found:
            if replace(found[article.id].annotation, article=article) != one.annotation:
                raise OutputError(f"there are two annotations of the article {article.id}; leave one of them out")
            continue
        stem = Path(article.file or article.id).stem
        marked = f"{stem}-{article.sha256[:8]}"
        names = (stem, marked, *(f"{marked}-{number}" for number in range(2, len(taken) + 3)))
        name = next(name for name in names if name.lower() not in taken and _is_free(folder / name, one.article.text))
        taken.add(name.lower())
        info = replace(article, file=f"{name}.txt")
        found[article.id] = Document(replace(one.article, info=info), replace(one.annotation, article=info))
    return list(found.values())


def _is_free(path: Path, text: str) -> bool:
    there = path.with_name(f"{path.name}.txt")
    try:
        return not there.exists() or path.with_name(f"{path.name}.json").exists() or there.read_bytes() == text.encode()
    except OSError:
        return False


def _stem(document: Document) -> str:
    return Path(document.annotation.article.file or document.annotation.article.id).stem


def _require_not_by_hand(path: Path) -> None:
    if not path.exists():
        return
    try:
        software = annotation.load(path).provenance.software
    except AnnotationError:
        software = None
    if software is None:
        raise OutputError(f"{path} was not written by stakegraph; choose another folder, or move it away")
