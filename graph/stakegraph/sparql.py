"""The text of SPARQL queries as tokens: enough to look into one, without understanding it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

TOKEN = re.compile(
    r"""(?P<comment>\#[^\n\r]*)
      | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
          | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
      | (?P<variable>[?$]\w+)
      | (?P<number>\d+)
      | (?P<name>(?:[^\W\d][\w.-]*)?:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*)
      | (?P<word>[^\W\d]\w*)
      | (?P<mark>\S)""",
    re.VERBOSE | re.DOTALL,
)
"""Finds the tokens of a text; the name of the group that matches is the kind."""


_CLAUSES = ("SELECT", "WHERE", "FROM", "GROUP", "ORDER", "HAVING", "LIMIT", "OFFSET", "VALUES")


@lru_cache(maxsize=128)
def tokens(text: str) -> tuple[tuple[str, str], ...]:
    """Return the tokens of a query, each with its kind, without comments.

    >>> tokens("ASK { ?s a <x> } # all")
    (('word', 'ASK'), ('mark', '{'), ('variable', '?s'), ('word', 'a'), ('iri', '<x>'), ('mark', '}'))
    """
    found = ((one.lastgroup, one[0]) for one in TOKEN.finditer(text))
    return tuple((kind, token) for kind, token in found if kind and kind != "comment")


def substitute(text: str, terms: Mapping[str, str]) -> str:
    """Write terms in place of variables, for engines that take no bindings beside the query.

    ``terms`` are in the syntax of SPARQL, by the names of the variables. A variable that is selected stays selected.

    >>> print(substitute("SELECT ?s ?o { ?s <p> ?o FILTER(?o != '?s') } GROUP BY ?s ?o", {"s": "<x>"}))
    SELECT (<x> AS ?s) ?o { <x> <p> ?o FILTER(?o != '?s') } GROUP BY (<x>) ?o
    """
    parts: list[str] = []
    clause, depth, end = "", 0, 0
    for found in TOKEN.finditer(text):
        kind, token = found.lastgroup, found[0]
        parts.append(text[end : found.start()])
        end = found.end()
        word = token.upper()
        if kind == "word" and word in _CLAUSES:
            clause, depth = word, 0
        elif kind == "mark":
            depth += (token in "([") - (token in ")]")
            clause = "" if token in "{}" else clause
        term = terms.get(token[1:]) if kind == "variable" else None
        if term is None:
            parts.append(token)
        elif clause == "SELECT" and depth == 0:
            parts.append(f"({term} AS {token})")
        elif clause in ("GROUP", "ORDER") and depth == 0:
            parts.append(f"({term})")
        else:
            parts.append(term)
    return "".join([*parts, text[end:]])
