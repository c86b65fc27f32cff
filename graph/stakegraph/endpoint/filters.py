"""Filters of a lookup, and what else of it only the engine knows: it is asked about the few statements that count.

A solution is made of statements that the patterns match. So the whole query, asked about a store that holds no others,
has the same answer as about the whole graph, and the engine works on little. What little is, is weighed before: the
engine can't be stopped here. For that an expression has to be plain, of functions whose result is never much longer
than what they are given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from operator import attrgetter

import pyoxigraph
from pyoxigraph import Quad

from stakegraph.endpoint.answering import as_json
from stakegraph.endpoint.grammar import SPACE, TERM, NoLookupError, node, prefixes
from stakegraph.errors import StakegraphError
from stakegraph.store import OxigraphStore
from stakegraph.vocabulary import XSD

MAX_TOKENS = 60
"""The most tokens of all filters of a query."""

MAX_DEPTH = 6
"""The most brackets around a part of a filter."""

MAX_EXPRESSION = 50
"""The longest regular expression."""

MAX_WORK = 5_000_000
"""The most work that is left to the engine: combinations of statements, times tokens, times characters of a term."""

_SHORT = 100  # characters; a term that is shorter is as much work
_TOKEN = re.compile(
    rf"{SPACE}*+(?:(?P<term>{TERM})|(?P<string>\"[^\"\\\r\n]*+\"|'[^'\\\r\n]*+')|(?P<number>\d++(?:\.\d++)?+)"
    r"|(?P<word>[A-Za-z]\w*+)|(?P<mark>[.;,])|(?P<bracket>[()])"
    r"|(?P<operator>&&|\|\||[!<>]=|[=!<>*/+-]|\^\^|@[A-Za-z]++(?:-[A-Za-z0-9]++)*+))",
    re.ASCII,
)
_FUNCTION = re.compile(
    "STR|LANG|LANGMATCHES|DATATYPE|BOUND|SAMETERM|ISIRI|ISURI|ISBLANK|ISLITERAL|ISNUMERIC|REGEX|STRLEN|SUBSTR|UCASE|"
    "LCASE|CONTAINS|STRSTARTS|STRENDS|STRBEFORE|STRAFTER|YEAR|MONTH|DAY|HOURS|MINUTES|SECONDS|ABS|CEIL|FLOOR|ROUND|"
    "COALESCE|IF",
    re.IGNORECASE,
)
_WORDS = ("IN", "NOT", "TRUE", "FALSE")
_BEFORE_OPERATOR = ("term", "string", "number")

_SUBJECT, _OBJECT = attrgetter("subject.value"), attrgetter("object.value")

Token = tuple[str, str]


@lru_cache(256)  # the same program asks with the same filter about one node after the other
def separated(text: str, declared: str) -> tuple[tuple[str, ...], int]:
    """Return the tokens of the patterns in the part of a group from its first filter, and how many its filters have.

    ``declared`` is where the query declares prefixes. Raises NoLookupError where a filter is not plain, or where it is
    not certain how the engine reads it.

    >>> separated('FILTER(?t != ?s && REGEX(STR(?s), "^x")) ?s ?p ?o', "")
    (('?s', '?p', '?o'), 15)
    """
    tokens, known = _tokens(text), prefixes(declared)
    patterns: list[str] = []
    at = weight = 0
    while at < len(tokens):
        kind, token = tokens[at]
        if kind == "word" and token.upper() == "FILTER":
            end = _Filter(tokens, known).end(at + 1)
            weight += end - at - 1
            if patterns and patterns[-1] != ".":
                patterns.append(".")
            at = end + (tokens[end : end + 1] == [("mark", ".")])
        elif kind in ("term", "mark"):
            patterns.append(token)
            at += 1
        else:
            raise NoLookupError
    if weight > MAX_TOKENS:
        raise NoLookupError
    return tuple(patterns), weight


def _tokens(text: str) -> list[Token]:
    """Return the tokens with their kinds."""
    tokens, at = [], 0
    end = len(text.rstrip(" \t\r\n"))
    while at < end:
        found = _TOKEN.match(text, at)
        if found is None:
            raise NoLookupError
        kind = found.lastgroup or ""
        tokens.append((kind, found[kind]))
        at = found.end()
    return tokens


class _Filter:
    """Reads a filter among tokens. ``calls`` are the open brackets: whose they are, and which argument comes."""

    def __init__(self, tokens: list[Token], prefixes: Mapping[str, str]) -> None:
        self._tokens = tokens
        self._prefixes = prefixes
        self._calls: list[tuple[str, int]] = []

    def end(self, start: int) -> int:
        """Return where the filter ends whose expression starts at a place."""
        for at in range(start, len(self._tokens)):
            kind, token = self._tokens[at]
            if token == "(" or (token == ")" and self._calls):
                self._bracket(token, self._tokens[at - 1], at > start)
                if not self._calls:
                    return at + 1
            elif self._calls or (at == start and kind == "word" and _FUNCTION.fullmatch(token)):
                self._part(at, kind, token)
            else:
                break
        raise NoLookupError

    def _bracket(self, token: str, before: Token, is_inside: bool) -> None:
        if token == ")":
            self._calls.pop()
            return
        function = before[1].upper() if before[0] == "word" and is_inside else ""
        if len(self._calls) == MAX_DEPTH or self._is_expression():
            raise NoLookupError
        self._calls.append((function, 0))

    def _is_expression(self) -> bool:
        """Say whether what comes is a regular expression, or its flags."""
        return bool(self._calls) and self._calls[-1][0] == "REGEX" and self._calls[-1][1] > 0

    def _part(self, at: int, kind: str, token: str) -> None:
        """Look at a part that is no bracket; raise NoLookupError where it may be much work, or can be misread."""
        after = self._tokens[at + 1 : at + 2]
        if kind == "mark":
            function, number = self._calls.pop()
            self._calls.append((function, number + 1))
        is_plain = kind == "string" and len(token) <= MAX_EXPRESSION and not {"{", "}"} & set(token)
        if (
            (kind == "mark" and token != ",")
            or (self._is_expression() and kind != "mark" and not is_plain)
            or (kind == "string" and after and after[0][0] == "string")  # as a string in three quotes begins and ends
            or (kind == "word" and not self._is_known(token, after == [("bracket", "(")]))
        ):
            raise NoLookupError
        if kind == "term" and token[0] not in "?$":
            self._check_node(token, self._tokens[at - 1], after)

    def _is_known(self, word: str, is_call: bool) -> bool:
        return bool(is_call and _FUNCTION.fullmatch(word)) or word.upper() in _WORDS

    def _check_node(self, token: str, before: Token, after: list[Token]) -> None:
        meant = node(token, self._prefixes)
        is_cast = after == [("bracket", "(")]
        # Between two operands, what looks like an IRI may be two comparisons.
        if (is_cast and not meant.value.startswith(XSD)) or before[0] in _BEFORE_OPERATOR or before[1] == ")":
            raise NoLookupError


def sift(query: str, patterns: int, weight: int, statements: list[Quad], whole: OxigraphStore) -> bytes:
    """Return the answer of the engine to a query, as JSON; ``statements`` are what its patterns match in the store.

    Raises NoLookupError where that would be too much work, or the engine does not understand the query.
    """
    few = set(statements) if patterns > 1 else statements
    try:
        longest = max([_SHORT, *map(len, map(_SUBJECT, few)), *map(len, map(_OBJECT, few))])
    except AttributeError:  # a triple, which may be of any size
        raise NoLookupError from None
    if len(few) ** patterns * weight * longest > MAX_WORK:
        raise NoLookupError
    # The engine looks up one pattern as we do; several it may look up in another order.
    try:
        return as_json(whole if patterns == 1 else _holding(few), query)
    except (StakegraphError, ValueError):
        raise NoLookupError from None


def _holding(statements: Iterable[Quad]) -> OxigraphStore:
    store = pyoxigraph.Store()
    store.extend(statements)
    return OxigraphStore(store)
