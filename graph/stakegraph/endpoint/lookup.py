"""Lookups: queries of a few triple patterns, answered from the indexes of the engine in the process of the server.

To parse and plan such a query takes the engine longer than to find its answer, and to hand it to a worker takes longer
than both. So what is plainly a lookup is answered here, with a bound on every step; whatever is not, or turns out to be
large, is left to a worker, which knows all of SPARQL and can be ended. Where a lookup has filters, or an order, the
engine is asked in the end, as :mod:`~stakegraph.endpoint.filters` says.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, islice
from json.encoder import encode_basestring
from operator import attrgetter
from typing import NamedTuple

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from stakegraph.endpoint.filters import separated, sift
from stakegraph.endpoint.grammar import IRI, SPACE, TERM, VARIABLE, NoLookupError, node, prefixes
from stakegraph.store import OxigraphStore, Term
from stakegraph.vocabulary import RDF, XSD

MAX_PATTERNS = 4
"""The most patterns of a lookup."""

MAX_ROWS = 200
"""The most rows that a lookup finds, and has on its way."""

SLOW = 0.001
"""Seconds of the processor after which one look into an index is slow."""

LONG = 0.005
"""Seconds of the processor that a lookup may take."""

MAX_LENGTH = 256 * 1024
"""The longest answer, in characters or bytes."""

_MAX_QUERY = 1000
_ORDER = rf"(?:{VARIABLE}|(?i:ASC|DESC){SPACE}*+\({SPACE}*+{VARIABLE}{SPACE}*+\))"
_QUERY = re.compile(
    rf"{SPACE}*+((?:(?i:PREFIX){SPACE}++[A-Za-z][\w-]*+:{SPACE}*+{IRI}{SPACE}*+)*+)"
    rf"(?:(?i:SELECT){SPACE}*+((?i:DISTINCT)\b{SPACE}*+)?+(\*|(?:{VARIABLE}{SPACE}*+)++)|(?i:ASK)){SPACE}*+"
    rf"(?:(?i:WHERE){SPACE}*+)?+\{{{SPACE}*+((?:{TERM}{SPACE}*+[.;,]?+{SPACE}*+)*+)((?i:FILTER)\b[^{{}}]*+)?+\}}{SPACE}*+"
    rf"((?i:ORDER){SPACE}++(?i:BY)\b(?:{SPACE}*+{_ORDER})++{SPACE}*+)?+"
    rf"(?:(?i:LIMIT){SPACE}++([1-9]\d{{,8}}){SPACE}*+)?+((?i:OFFSET){SPACE}++\d{{1,9}}{SPACE}*+)?+",
    re.ASCII,
)
_TOKENS = re.compile(rf"{TERM}|[.;,]", re.ASCII)
_ALL = 10**9  # rows
_KEPT = {".": 0, ";": 1, ",": 2}  # parts that a pattern keeps of the one before, by the mark between them
_UNION = DefaultGraph()
_TYPE = NamedNode(RDF + "type")
_NO_SUBJECT = (Literal, Triple)
_NO_PREDICATE = (Literal, Triple, BlankNode)
_PLAIN = NamedNode(XSD + "string")

Part = NamedNode | str
"""A part of a pattern: an IRI, or the name of a variable."""

Pattern = list[Part]
Row = tuple[Term, ...]


class Lookup(NamedTuple):
    """A query of a few patterns: ``columns`` are what it selects, None where it asks for yes or no.

    Where it does more than that, ``query`` is its text for the engine, and ``weight`` the number of tokens of filters.
    """

    columns: list[str] | None
    patterns: list[Pattern]
    limit: int
    query: str = ""
    weight: int = 0


def understand(text: str) -> Lookup:
    """Return the lookup that a query is. Raises NoLookupError where it is none, or is not certain to be one.

    >>> understand("SELECT ?p ?o { <http://a.example/s> ?p ?o }")
    Lookup(columns=['p', 'o'], patterns=[[<NamedNode value=http://a.example/s>, 'p', 'o']], limit=1000000000, ...)
    >>> understand("SELECT ?o { <http://a.example/s> ?p ?o FILTER(?o > 1) }").weight
    5
    >>> understand("SELECT ?o { <http://a.example/s> ?p ?o FILTER(?o > RAND()) }")
    Traceback (most recent call last):
    ...
    stakegraph.endpoint.grammar.NoLookupError
    """
    found = _QUERY.fullmatch(text) if len(text) <= _MAX_QUERY else None
    if found is None:
        raise NoLookupError
    declared, distinct, selected, body, filtered, order, limit, offset = found.groups()
    more, weight = separated(filtered, declared) if filtered else ((), 1)
    patterns = _patterns(_TOKENS.findall(body), more, prefixes(declared))
    if not 0 < len(patterns) <= MAX_PATTERNS:
        raise NoLookupError
    columns = _columns(selected, patterns) if selected else None
    if distinct or filtered or order or offset:
        return Lookup(columns, patterns, _ALL, text, weight)
    return Lookup(columns, patterns, int(limit or _ALL) if selected else 1)


def _patterns(tokens: list[str], more: tuple[str, ...], known: Mapping[str, str]) -> list[Pattern]:
    """Return the patterns of a group, with more after it; a semicolon keeps the subject, a comma the predicate too."""
    patterns: list[Pattern] = []
    parts: Pattern = []
    for token in (*_ended(tokens), *_ended(more)):
        if token in _KEPT:
            names = [part for part in parts if isinstance(part, str)]
            if len(parts) != 3 or len(set(names)) < len(names):
                raise NoLookupError
            patterns.append(parts)
            parts = parts[: _KEPT[token]]
        else:
            is_type = token == "a" and len(parts) == 1
            parts.append(_TYPE if is_type else token[1:] if token[0] in "?$" else node(token, known))
    return patterns


def _ended(tokens: Sequence[str]) -> Sequence[str]:
    return (*tokens, ".") if tokens and tokens[-1] != "." else tokens


def _columns(selected: str, patterns: list[Pattern]) -> list[str]:
    if selected == "*":
        return list(dict.fromkeys(part for pattern in patterns for part in pattern if isinstance(part, str)))
    names = selected.replace("?", " ").replace("$", " ").split()
    if len(set(names)) < len(names):
        raise NoLookupError
    return names


class Index:
    """Answers lookups over the engine of a store.

    In memory it keeps the statements of each term in a list, and walks along the shortest of those that a pattern
    names. A term with a long list is quick in most patterns and slow in few. A look that turns out to be slow shows
    that the lists of all its terms are long, so they are remembered, and a pattern of such terms only is not looked up
    again: in all its life a server spends less time on them than it takes to read the store.
    """

    def __init__(self, engine: pyoxigraph.Store) -> None:
        self._engine = engine
        self._store = OxigraphStore(engine)
        self._long: set[Term] = set()
        self._met: list[Quad] = []
        self._until = self._spent = 0.0

    def answer(self, lookup: Lookup) -> bytes:
        """Return the answer as JSON. Raises NoLookupError where that takes too long, or has too many rows."""
        if lookup.query:
            body = sift(lookup.query, len(lookup.patterns), lookup.weight, self._matched(lookup), self._store)
            if len(body) > MAX_LENGTH:
                raise NoLookupError
            return body
        names, rows = self._join(lookup)
        if lookup.columns is None:
            return b'{"head": {}, "boolean": %b}\n' % (b"true" if rows else b"false")
        shown = [name for name in lookup.columns if name in names]
        if shown != names:
            places = [names.index(name) for name in shown]
            rows = [tuple([row[place] for place in places]) for row in rows]
        form = "{" + ",".join([f'"{name}":%s' for name in shown]) + "}"
        found = ",".join([form % tuple(map(_written, row)) for row in rows])
        head = ",".join([f'"{name}"' for name in lookup.columns])
        if len(found) > MAX_LENGTH:
            raise NoLookupError
        return f'{{"head":{{"vars":[{head}]}},"results":{{"bindings":[{found}]}}}}'.encode()

    def _matched(self, lookup: Lookup) -> list[Quad]:
        """Return the statements that the patterns match, with some that they do not match together."""
        if len(lookup.patterns) > 1:
            self._join(lookup)
            return self._met
        self._begin()
        quads = self._look([None if isinstance(part, str) else part for part in lookup.patterns[0]], MAX_ROWS + 1)
        if len(quads) > MAX_ROWS:
            raise NoLookupError
        return quads

    def _begin(self) -> None:
        self._met = []
        self._until = time.perf_counter() + LONG
        self._spent = time.thread_time() + LONG

    def _join(self, lookup: Lookup) -> tuple[list[str], list[Row]]:
        """Return the variables and their values, found pattern by pattern, the one with the fewest open parts first."""
        names: list[str] = []
        rows: list[Row] = [()]
        left = lookup.patterns.copy()
        self._begin()
        while left:
            pattern, fresh = _next(left, names)
            most = MAX_ROWS + 1 if left else min(MAX_ROWS + 1, lookup.limit)
            rows = self._extended(rows, pattern, names, _TAKERS[fresh], most)
            if len(rows) > MAX_ROWS:
                raise NoLookupError
            names += [str(pattern[place]) for place in fresh]
        return names, rows

    def _extended(
        self, rows: list[Row], pattern: Pattern, names: list[str], taken: Callable[[Quad], Row], most: int
    ) -> list[Row]:
        """Return what becomes of rows when a pattern is added, up to ``most`` of them."""
        found: list[Row] = []
        for row in rows:
            known = [part if not isinstance(part, str) else row[names.index(part)] if part in names else None
                     for part in pattern]  # fmt: skip
            quads = self._look(known, most - len(found))
            found += [row + terms for terms in map(taken, quads)] if row else map(taken, quads)
            if len(found) == most:
                break
        return found

    def _look(self, known: list[Term | None], most: int) -> list[Quad]:
        """Return up to ``most`` statements that have the terms that are known."""
        if self._long and self._is_long(known):
            raise NoLookupError
        started = time.perf_counter()
        quads = self._find(known, most)
        ended = time.perf_counter()
        if ended - started > SLOW:
            self._measure(known, most)
        if ended > self._until and time.thread_time() > self._spent:  # not because others had their turn
            raise NoLookupError
        self._met += quads
        return quads

    def _is_long(self, known: list[Term | None]) -> bool:
        terms = [term for term in known if term is not None]
        return bool(terms) and self._long.issuperset(terms)

    def _measure(self, known: list[Term | None], most: int) -> None:
        """Look again at what took long, by the time of this process alone; if that is long too, remember the terms."""
        started = time.thread_time()
        self._find(known, most)
        if time.thread_time() - started > SLOW:
            self._long.update(term for term in known if term is not None)

    def _find(self, known: list[Term | None], most: int) -> list[Quad]:
        subject, predicate, value = known
        if isinstance(subject, _NO_SUBJECT) or isinstance(predicate, _NO_PREDICATE):
            return []
        return list(islice(self._engine.quads_for_pattern(subject, predicate, value, _UNION), most))


def _next(patterns: list[Pattern], names: list[str]) -> tuple[Pattern, tuple[int, ...]]:
    """Take out the pattern with the fewest open places, and return it with these."""
    counts = [len(_open(pattern, names)) for pattern in patterns] if len(patterns) > 1 else [0]
    pattern = patterns.pop(counts.index(min(counts)))
    return pattern, _open(pattern, names)


def _open(pattern: Pattern, names: list[str]) -> tuple[int, ...]:
    """Return the places of a pattern where no value is known yet."""
    return tuple([place for place, part in enumerate(pattern) if isinstance(part, str) and part not in names])


def _taker(places: tuple[int, ...]) -> Callable[[Quad], Row]:
    """Return what takes the terms at some places out of a statement."""
    if len(places) < 2:
        return lambda quad: tuple([quad[place] for place in places])
    return attrgetter(*[("subject", "predicate", "object")[place] for place in places])


_TAKERS = {places: _taker(places) for size in range(4) for places in combinations(range(3), size)}


def _written(term: Term) -> str:
    if isinstance(term, NamedNode):
        return f'{{"type":"uri","value":{encode_basestring(term.value)}}}'
    if isinstance(term, BlankNode):
        return f'{{"type":"bnode","value":"{term.value}"}}'
    if isinstance(term, Triple) or term.direction:
        raise NoLookupError
    value = encode_basestring(term.value)
    if term.language:
        return f'{{"type":"literal","value":{value},"xml:lang":"{term.language}"}}'
    datatype = term.datatype
    if datatype == _PLAIN:
        return f'{{"type":"literal","value":{value}}}'
    return f'{{"type":"literal","value":{value},"datatype":"{datatype.value}"}}'
