"""Answers to the jobs of the server, given in a worker that holds a store."""

from __future__ import annotations

import pickle
from pathlib import Path

import pyoxigraph
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
)

from stakegraph import sparql
from stakegraph.endpoint.looking import engine, look
from stakegraph.endpoint.media import TYPES, Kind, choose
from stakegraph.endpoint.messages import PICKLE, Answer, Found, Job, Look, Query, Question, refusal
from stakegraph.errors import QueryError, StakegraphError
from stakegraph.query import Result, run, syntax
from stakegraph.query.evaluate import look_up
from stakegraph.query.foreign import dataset
from stakegraph.query.parameters import bind
from stakegraph.query.syntax import MAX_LENGTH
from stakegraph.rdf import serialize
from stakegraph.store import Answer as Evaluated
from stakegraph.store import OxigraphStore, Store, folder_store
from stakegraph.vocabulary import PREFIXES

MAX_BYTES = 64 * 1024**2
"""The longest answer that is sent, in bytes."""

_SHORT = 1000
_MARKS = [(name, f"{name}:") for name in PREFIXES]
_FORMATS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}


class Reader:
    """Answers queries over a store in memory, or over a folder store that it opens when the first query comes.

    With a snapshot's path beside a job it reads that snapshot.
    """

    def __init__(self, store: Store | None, place: Path) -> None:
        self._store = store
        self._place = str(place)

    def __call__(self, job: Job, place: str) -> Answer:
        """Answer a query; an error that its sender can mend is an answer too."""
        assert isinstance(job, Query | Question | Look)
        return answer(self._open(place), job)

    def _open(self, snapshot: str) -> Store:
        if snapshot and snapshot != self._place:
            self._store = OxigraphStore(pyoxigraph.Store.read_only(snapshot))
            self._place = snapshot
        elif self._store is None:
            self._store = folder_store(self._place, read_only=True)
        return self._store

    @property
    def engine(self) -> pyoxigraph.Store:
        """The engine of the store itself."""
        return engine(self._open(""))


def answer(store: Store, job: Query | Question | Look) -> Answer:
    """Answer a job; what a client can mend is an answer too."""
    try:
        if isinstance(job, Query):
            return _ask(store, job)
        found = _find(store, job) if isinstance(job, Question) else look(store, job.iri)
        return Answer(200, PICKLE, pickle.dumps(found, protocol=5))
    except _RefusedError as error:
        return refusal(403, str(error))
    except StakegraphError as error:
        return refusal(400, str(error))
    except (OSError, RuntimeError, ValueError) as error:
        return refusal(500, f"the query can't be answered: {error}")


def as_json(store: Store, text: str) -> bytes:
    """Return the answer to a query that gives rows or a truth, and asks nobody else. Raises QueryError for others."""
    return _write(_evaluate(store, Query(text)), "json", text)


class _RefusedError(QueryError):
    """The query reaches out of the store."""


def _find(store: Store, job: Question) -> Found:
    parameters = dict(job.parameters)
    result = run(store, job.query, parameters, max_rows=job.max_rows, labels=True, network=job.network)
    ready = look_up(job.query, network=job.network)
    terms = {name: str(term) for name, term in bind(store, ready, parameters).items()}
    return Found(result, sparql.substitute(ready.text, terms))


def _ask(store: Store, query: Query) -> Answer:
    found = _evaluate(_check(store, query), query)
    kind: Kind = "graph" if isinstance(found, QueryTriples) else "truth" if isinstance(found, QueryBoolean) else "rows"
    chosen = choose(kind, query.accept, query.form)
    if chosen is None:
        return refusal(406, f"this query can be answered as {', '.join(TYPES[kind])}; ask for one of them")
    media, form = chosen
    body = _write(found, form, query.text)
    if len(body) > MAX_BYTES:
        return refusal(
            500, f"the answer has {len(body):,} bytes, and {MAX_BYTES:,} are sent at most; narrow it, or use LIMIT"
        )
    return Answer(200, media, body)


def _check(store: Store, query: Query) -> Store:
    """Refuse what reaches out of the store, and return the store that the query is about.

    Most texts show by a word that they stay inside.
    """
    text = query.text
    lower = text.lower()
    if len(text) > MAX_LENGTH:
        raise QueryError(f"the query has {len(text)} characters; {MAX_LENGTH} are allowed, so shorten it")
    if not query.network and "service" in lower and syntax.calls_service(text):
        raise _RefusedError("the query asks another server (SERVICE), which is not allowed here")
    if len(text) > _SHORT:
        syntax.refuse(text, network=query.network)
    if "from" not in lower:
        return store
    try:
        return dataset(store, text, network=query.network)
    except QueryError as error:
        raise _RefusedError(str(error)) from None


def _evaluate(store: Store, query: Query) -> Evaluated:
    # To know them all would cost a third of the time of a short query.
    used = {name: PREFIXES[name] for name, mark in _MARKS if mark in query.text}
    try:
        return _query(store, query, used)
    except SyntaxError as error:
        syntax.refuse(query.text)
        raise QueryError(syntax.explain(query.text, str(error))) from None


def _query(store: Store, query: Query, prefixes: dict[str, str]) -> Evaluated:
    base = query.base or None
    if query.default is None and query.named is None:
        return engine(store).query(query.text, base_iri=base, prefixes=prefixes)
    default: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(iri) for iri in query.default or ()]
    named: list[NamedNode | BlankNode] = [NamedNode(iri) for iri in query.named or ()]
    return engine(store).query(query.text, base_iri=base, prefixes=prefixes, default_graph=default, named_graphs=named)


def _write(found: Evaluated, form: str, text: str) -> bytes:
    if isinstance(found, QueryTriples):
        return serialize((Quad(one.subject, one.predicate, one.object) for one in found), form)
    if isinstance(found, QueryBoolean):
        return Result(answer=bool(found)).write(form)
    if "*" in text:
        names = [variable.value for variable in found.variables]
        columns = syntax.column_order(text, names)
        if columns != names:
            places = [names.index(name) for name in columns]
            rows = [tuple(row[place] for place in places) for row in found]
            return Result(columns, rows).write(form)
    return found.serialize(format=_FORMATS[form]) or b""
