"""Answering a query in this process."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice
from pathlib import Path

from pyoxigraph import NamedNode, QueryBoolean, QueryTriples

from stakegraph.errors import QueryError
from stakegraph.query import syntax
from stakegraph.query.catalogue import CatalogueQuery, Parameter, find
from stakegraph.query.foreign import dataset
from stakegraph.query.ordering import in_order, without_order
from stakegraph.query.parameters import bind
from stakegraph.query.results import Result, Row
from stakegraph.store import Answer, Store, Term

_NAME = re.compile(r"[\w/-]+")


def evaluate(
    store: Store,
    query: str,
    parameters: Mapping[str, str],
    *,
    max_rows: int | None = None,
    labels: bool = False,
    network: bool = False,
) -> Result:
    """Answer ``query``, the name of a query of the catalogue or SPARQL text; see :func:`stakegraph.query.run`."""
    ready = look_up(query, network=network)
    if not ready.name and parameters:
        raise QueryError(f"a query of one's own has no parameters, but {', '.join(parameters)} was given")
    store = dataset(store, ready.text, network=network)
    terms = bind(store, ready, parameters, look=False)
    result = _answer(store, ready, terms, max_rows)
    # Only an empty answer leaves open whether what was asked about is there, and to look takes a query more.
    if not result.rows and terms and (sure := bind(store, ready, parameters)) != terms:
        result = _answer(store, ready, sure, max_rows)
    if labels:
        result.labels = _labels(store, result)
    return result


def _answer(store: Store, query: CatalogueQuery, terms: Mapping[str, Term], max_rows: int | None) -> Result:
    in_folder = isinstance(store.place, Path)
    text, keys = without_order(query.text) if in_folder and query.name else (query.text, ())
    try:
        result = _collect(store.query(text, terms), query, max_rows)
        if not keys:
            return result
        # Of more rows than are wanted the engine has to find out which come first.
        rows = None if result.truncated else in_order(result.rows, result.columns, keys)
        if rows is None:
            return _collect(store.query(query.text, terms), query, max_rows)
    except SyntaxError as error:
        raise QueryError(syntax.explain(query.text, str(error))) from error
    except (RuntimeError, OSError) as error:
        # The frames behind it hold the engine's answer, which only this thread may let go.
        raise QueryError(f"the query can't be answered: {error}") from error.with_traceback(None)
    result.rows = rows
    return result


def _collect(answer: Answer, query: CatalogueQuery, max_rows: int | None) -> Result:
    """Take what the engine answers, up to ``max_rows``, without the columns that are parameters."""
    if isinstance(answer, QueryBoolean):
        return Result(answer=bool(answer))
    limit = None if max_rows is None else max_rows + 1
    if isinstance(answer, QueryTriples):
        triples = list(islice(answer, limit))
        return Result(triples=triples[:max_rows], truncated=len(triples) == limit)
    names = tuple([variable.value for variable in answer.variables])
    columns, places = _columns(query.text, names, query.parameters)
    rows: list[Row] = [tuple(solution) for solution in islice(answer, limit)]
    if columns != names:
        rows = [tuple([row[place] for place in places]) for row in rows]
    return Result(list(columns), rows[:max_rows], truncated=len(rows) == limit)


@lru_cache(maxsize=128)
def _columns(text: str, names: tuple[str, ...], parameters: tuple[Parameter, ...]) -> tuple[tuple[str, ...], list[int]]:
    """Return the columns of a query that are shown, in order, and their places among ``names``."""
    hidden = {parameter.name for parameter in parameters}
    columns = tuple(name for name in syntax.column_order(text, list(names)) if name not in hidden)
    return columns, [names.index(name) for name in columns]


@lru_cache(maxsize=128)
def look_up(query: str, *, network: bool = False) -> CatalogueQuery:
    """Return the query of the catalogue that is called ``query``, or one around a text that is not refused."""
    if _NAME.fullmatch(query.strip()):
        return find(query.strip())
    syntax.refuse(query, network=network)
    return CatalogueQuery("", "", "", (), query)


def _labels(store: Store, result: Result) -> dict[str, str]:
    """Return a label for each IRI in a column that has no label column of its own."""
    at = [place for place, name in enumerate(result.columns) if f"{name}Label" not in result.columns]
    cells = {row[place] for row in result.rows for place in at}
    return store.labels(cell for cell in cells if isinstance(cell, NamedNode))
