"""Terms as lookups write them, by expressions that never take longer than a text is long."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import NamedNode

from stakegraph.vocabulary import PREFIXES

SPACE = r"[ \t\r\n]"
IRI = r"<[^<>\"{}|^`\\\x00-\x20]*+>"
NAME = r"[A-Za-z][\w-]*+:\w[\w-]*+(?![.:%\\])"  # the engine ends a name at a dot where the standard would go on
VARIABLE = r"[?$]\w++"
TERM = rf"(?:{IRI}|{VARIABLE}|{NAME}|a\b)"

_DECLARED = re.compile(rf"([\w-]+):{SPACE}*<(.*?)>", re.ASCII)
_ABSOLUTE = re.compile("[A-Za-z][A-Za-z0-9+.-]*:")


class NoLookupError(Exception):
    """The query is for a worker."""


def prefixes(declared: str) -> Mapping[str, str]:
    """Return the prefixes that a query knows, which are ours and those that it declares."""
    return {**PREFIXES, **dict(_DECLARED.findall(declared))} if declared else PREFIXES


def node(token: str, known: Mapping[str, str]) -> NamedNode:
    """Return what an IRI or a name with a prefix stands for. Raises NoLookupError where that is not certain.

    >>> node("a:b", {"a": "http://a.example/"})
    <NamedNode value=http://a.example/b>
    """
    prefix, colon, local = token.partition(":")
    iri = token[1:-1] if token[0] == "<" else known.get(prefix, "") + local
    # The engine resolves what is relative, and dots in a path.
    if not colon or "./" in iri or "/." in iri or not _ABSOLUTE.match(iri):
        raise NoLookupError
    try:
        return NamedNode(iri)
    except ValueError:
        raise NoLookupError from None
