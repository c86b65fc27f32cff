"""RDF as bytes: the formats we write, always the same bytes for the same graph, and the files we read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, Triple

from stakegraph.errors import GraphError
from stakegraph.vocabulary import BASE, RDF, prefixes

if TYPE_CHECKING:
    from stakegraph.rdf.turtle import SortedGraphs

FORMATS: dict[str, RdfFormat] = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "ntriples": RdfFormat.N_TRIPLES,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
"""The formats by the names of the command line; those of whole data sets keep the named graphs."""

_BY_SUFFIX = {
    ".ttl": "turtle", ".trig": "trig", ".nt": "ntriples", ".nq": "nquads", ".jsonld": "jsonld", ".rdf": "rdfxml",
}  # fmt: skip
_TYPE = RDF + "type"
_TYPE_IN_LINE = f" <{_TYPE}> ".encode()
_FIRST = b" ! "
"""What stands for ``a`` in a key, so that it sorts before all other predicates."""

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def format_of(path: str | Path) -> str:
    """Return the format that the name of a file stands for.

    Raises GraphError where its suffix is not one of ours.

    >>> format_of("graph.trig")
    'trig'
    """
    suffix = Path(path).suffix.lower()
    if suffix not in _BY_SUFFIX:
        raise GraphError(f"{Path(path).name} is no RDF file by its name; use one of {', '.join(_BY_SUFFIX)}")
    return _BY_SUFFIX[suffix]


def _in_order(quads: Iterable[Quad]) -> list[Quad]:
    """Return ``quads`` without repetition, by graph, subject, predicate and object.

    Blank nodes, which our graphs do not have but those of others may, get the names of RDFC-1.0, so that they are the
    same at every reading.
    """
    given = list(quads)
    data = _lines(given, RdfFormat.N_QUADS)
    if b"_:" in data:  # a blank node, or a text that looks like one
        given = _canonical(given)
        data = _lines(given, RdfFormat.N_QUADS)
    ordered = [given[i] for i in _order(data)]
    if len({quad.graph_name for quad in ordered}) > 1:
        ordered.sort(key=lambda quad: str(quad.graph_name))
    return ordered


def _canonical(quads: list[Quad]) -> list[Quad]:
    if not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object, quad.graph_name)):
        return quads
    whole = Dataset(quads)
    whole.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return list(whole)


def _lines(items: list[Quad] | list[Triple], form: RdfFormat) -> bytes:
    """Write each item as a line of text, in one go."""
    return pyoxigraph.serialize(items, format=form) or b""


def _order(data: bytes) -> list[int]:
    """Return the places of items in order, each item once; their lines of text are the keys."""
    lines = data.replace(_TYPE_IN_LINE, _FIRST).split(b"\n")
    places: list[int] = []
    for place in sorted(range(len(lines) - 1), key=lines.__getitem__):
        if not places or lines[place] != lines[places[-1]]:
            places.append(place)
    return places


def sorted_graphs(quads: Iterable[Quad], *, base: str = BASE) -> SortedGraphs:
    """Return the graphs of ``quads`` sorted, for their Turtle and their TriG; ``serialize`` gives one of both."""
    from stakegraph.rdf.turtle import SortedGraphs

    given = list(quads)
    data = pyoxigraph.serialize(given, format=RdfFormat.TRIG, prefixes=prefixes(base)) or b""
    if b"_:" in data and (named := _canonical(given)) is not given:
        data = pyoxigraph.serialize(named, format=RdfFormat.TRIG, prefixes=prefixes(base)) or b""
    return SortedGraphs(data)


def serialize(quads: Iterable[Quad], form: str, *, base: str = BASE) -> bytes:
    """Return ``quads`` in the format ``form``: sorted, with our prefixes, the same bytes at every run.

    ``turtle``, ``ntriples`` and ``rdfxml`` know no named graphs: they get the union, each triple once. Raises
    GraphError for an unknown format, and where RDF/XML can't hold a control character of the text.

    >>> from pyoxigraph import Literal, NamedNode
    >>> iri = NamedNode("https://w3id.org/stakegraph/actor/russia")
    >>> print(serialize([Quad(iri, NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), Literal("Russia"))],
    ...     "turtle").decode(), end="")
    @prefix actor: <https://w3id.org/stakegraph/actor/> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    actor:russia rdfs:label "Russia" .
    """
    if form not in FORMATS:
        raise GraphError(f"the RDF format {form!r} is unknown; use one of {', '.join(FORMATS)}")
    if form in ("turtle", "trig"):
        graphs = sorted_graphs(quads, base=base)
        return graphs.turtle() if form == "turtle" else graphs.trig()
    target = FORMATS[form]
    ordered = _in_order(quads)
    items = ordered if target.supports_datasets else _triples(ordered)
    data = pyoxigraph.serialize(items, format=target, prefixes=_given(form, base)) or b""
    if form == "jsonld":
        from stakegraph.rdf.jsonld import compacted

        return compacted(data, base)
    if form == "rdfxml" and (bad := _NOT_IN_XML.search(data.decode())):
        raise GraphError(f"RDF/XML can't hold the character {bad[0]!r} of the text; write another format")
    return data


def parse(path: str | Path) -> list[Quad]:
    """Return the quads of a file in one of our formats, known by its suffix.

    Raises GraphError where it can't be read or is not what its suffix says.
    """
    with reading(path) as (data, form):
        return list(pyoxigraph.parse(data, format=form))


@contextmanager
def reading(path: str | Path) -> Iterator[tuple[bytes, RdfFormat]]:
    """Give the bytes of a file and the format of its suffix to whatever parses them.

    Raises GraphError where the file can't be read, and for what the parser says against it.
    """
    file = Path(path)
    form = format_of(file)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise GraphError(f"{file} can't be read: {error.strerror}") from error
    if form == "rdfxml" and b"<!DOCTYPE" in data:
        raise GraphError(f"{file} declares a DOCTYPE, which can blow up without limit; take it out, or use Turtle")
    try:
        yield data, FORMATS[form]
    except (SyntaxError, ValueError) as error:
        raise GraphError(f"{file} is no valid {form}: {error}") from error


def _triples(ordered: list[Quad]) -> list[Triple]:
    """Return the union of the graphs, each triple once, in order: only several graphs need to be sorted anew."""
    triples = [quad.triple for quad in ordered]
    if len({quad.graph_name for quad in ordered}) < 2:
        return triples
    return [triples[i] for i in _order(_lines(triples, RdfFormat.N_TRIPLES))]


def _given(form: str, base: str) -> dict[str, str] | None:
    if form == "rdfxml":
        # RDF/XML needs the namespaces of predicates and classes only, and each of them stands in its head.
        return {name: iri for name, iri in prefixes(base).items() if not iri.startswith(base) or iri.endswith("#")}
    return None
