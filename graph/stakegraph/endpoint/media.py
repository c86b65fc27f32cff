"""Media types: which format answers a client, by its Accept header or by the name that it gives."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Kind = Literal["rows", "truth", "graph"]
"""What a query gives: rows (SELECT), yes or no (ASK), or a graph (CONSTRUCT, DESCRIBE)."""

HTML = "text/html"

_ROWS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
_GRAPH = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/trig": "trig",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
    "application/n-quads": "nquads",
    "application/json": "jsonld",
    "application/x-turtle": "turtle",
    "text/n3": "turtle",
    "text/plain": "ntriples",
}
TYPES: dict[Kind, dict[str, str]] = {"rows": _ROWS, "truth": _ROWS, "graph": _GRAPH}
"""The media types that each kind of answer can have, the first for whoever does not mind, with their formats."""

NAMES: dict[str, dict[Kind, str]] = {
    "json": {"rows": "json", "truth": "json", "graph": "jsonld"},
    "xml": {"rows": "xml", "truth": "xml", "graph": "rdfxml"},
    "csv": {"rows": "csv", "truth": "csv"},
    "tsv": {"rows": "tsv", "truth": "tsv"},
    "turtle": {"graph": "turtle"}, "ttl": {"graph": "turtle"}, "n3": {"graph": "turtle"},
    "ntriples": {"graph": "ntriples"}, "nt": {"graph": "ntriples"},
    "nquads": {"graph": "nquads"}, "nq": {"graph": "nquads"},
    "trig": {"graph": "trig"},
    "jsonld": {"graph": "jsonld"}, "json-ld": {"graph": "jsonld"},
    "rdfxml": {"graph": "rdfxml"}, "rdf+xml": {"graph": "rdfxml"}, "rdf": {"graph": "rdfxml"},
}  # fmt: skip
"""What ``format=`` may say. A name that does not fit what the query gives leaves the choice to the Accept header."""

_TEXT = ("text/", "application/n-triples", "application/n-quads", "application/trig", "application/json")


@lru_cache(1024)
def choose(kind: Kind, accept: str, form: str = "") -> tuple[str, str] | None:
    """Return the media type and the format that answer a client, or None where it takes none that there is.

    >>> choose("rows", "text/csv;q=0.5, application/sparql-results+xml")
    ('application/sparql-results+xml', 'xml')
    >>> choose("graph", "*/*", "nt"), choose("graph", "image/png")
    (('application/n-triples; charset=utf-8', 'ntriples'), None)
    """
    types = TYPES[kind]
    named = NAMES.get(form.lower(), {}).get(kind)
    if named:
        return next((_full(media), name) for media, name in types.items() if name == named)
    best = max(types, key=lambda media: _quality(accept, media))
    return (_full(best), types[best]) if _quality(accept, best) > 0 else None


@lru_cache(1024)
def wants_page(accept: str) -> bool:
    """Say whether the client would rather have a page to look at, as a browser does.

    >>> wants_page("text/html,application/xml;q=0.9,*/*;q=0.8"), wants_page("*/*")
    (True, False)
    """
    page = _quality(accept, HTML)
    return page > 0 and all(page > _quality(accept, media) for media in (*_ROWS, *_GRAPH))


def _full(media: str) -> str:
    return f"{media}; charset=utf-8" if media.startswith(_TEXT) and media != "application/json" else media


def _quality(accept: str, media: str) -> float:
    """Return how much a client likes ``media``, from 0 to 1; the most exact of its ranges counts (RFC 9110, 12.5.1)."""
    found = (-1, 0.0)
    for one in accept.split(",") if accept.strip() else ["*/*"]:
        media_range, *parameters = (part.strip().lower() for part in one.split(";"))
        exact = _fits(media_range, media)
        if exact >= 0:
            found = max(found, (exact, _weight(parameters)), key=lambda pair: pair[0])
    return found[1]


def _fits(media_range: str, media: str) -> int:
    """Return how exactly a range names a media type: 2 whole, 1 by its family, 0 any, -1 not."""
    if media_range == media:
        return 2
    if media_range == f"{media.partition('/')[0]}/*":
        return 1
    return 0 if media_range == "*/*" else -1


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0


_RANGE = re.compile(r"[\w!#$&^.+*-]+/[\w!#$&^.+*-]+(\s*;[^,]*)?|\*")


@lru_cache(1024)
def is_accept(accept: str) -> bool:
    """Say whether an Accept header is a list of media ranges, or empty.

    >>> is_accept("text/html, */*;q=0.1"), is_accept("garbage")
    (True, False)
    """
    return all(_RANGE.fullmatch(one.strip()) for one in accept.split(",") if one.strip())
