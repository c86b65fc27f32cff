"""Running a query, here or where it can be stopped.

The engine can't be interrupted and some queries bring its process down, so a query with a time limit runs in a
process of its own that opens the data again, for reading only. The process that asks loads nothing but what it needs
to understand the answer.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stakegraph.errors import QueryError, StakegraphError
from stakegraph.query import process
from stakegraph.query.results import Result

if TYPE_CHECKING:
    from stakegraph.store import Store

TIMEOUT = 30.0
"""Seconds that a user's query may take, unless said otherwise."""

MAX_ROWS = 100_000
"""Rows that a user's query may return, unless said otherwise."""

MEMORY = 2 * 1024**3
"""Bytes of memory that a query with a time limit may use beside its data, where the system can limit them."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the process of a query is asked: ``place`` is the path or address of the data, or the data as N-Quads.

    With a ``form`` it answers with that format, for a terminal of ``width`` columns, and else with a result.
    """

    place: Path | str | bytes
    query: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    max_rows: int | None = None
    labels: bool = False
    network: bool = False
    memory: int = MEMORY
    form: str | None = None
    width: int | None = None


class Written(NamedTuple):
    """An answer in some format; ``left_off`` is the number of rows that it has if there were more of them, else 0."""

    data: bytes
    left_off: int


def run(
    data: Store | str | Path,
    query: str,
    parameters: Mapping[str, str] | None = None,
    *,
    timeout: float | None = None,
    memory: int = MEMORY,
    max_rows: int | None = None,
    labels: bool = False,
    network: bool = False,
) -> Result:
    """Answer ``query``, which is the name of a query of the catalogue or SPARQL text, over a store or what holds one.

    With a ``timeout`` in seconds (:data:`TIMEOUT` is a good one) the query runs in a process of its own, which is
    ended when the time is over or when it needs more than ``memory`` bytes: use that for every text that you did not
    write. Without one it runs here. ``labels`` also looks up labels of IRIs, for tables. ``network`` lets SERVICE ask
    other servers and FROM fetch graphs. Raises QueryError where the query is unknown, can't be understood, lacks a
    parameter, reaches out of the store, or was stopped.

    >>> from stakegraph.store import memory_store
    >>> run(memory_store(), "ASK { ?stance a sg:Stance }", timeout=20).answer
    False
    """
    given = dict(parameters or {})
    if timeout is not None:
        answer = _ask_worker(Request(_place(data), query, given, max_rows, labels, network, memory), timeout)
        assert isinstance(answer, Result)
        return answer

    from stakegraph.query.evaluate import evaluate

    if isinstance(data, str | Path):
        from stakegraph.store import open_store

        data = open_store(data)
    return evaluate(data, query, given, max_rows=max_rows, labels=labels, network=network)


def run_written(
    data: Store | str | Path,
    query: str,
    parameters: Mapping[str, str] | None = None,
    *,
    form: str,
    width: int | None = None,
    timeout: float = TIMEOUT,
    memory: int = MEMORY,
    max_rows: int | None = MAX_ROWS,
    labels: bool = False,
    network: bool = False,
) -> Written:
    r"""Answer ``query`` as :func:`run` does with a time limit, and write the answer as :meth:`Result.write` does.

    Both are done in the process of the query, so that what it found need not be handed over.

    >>> from stakegraph.store import memory_store
    >>> run_written(memory_store(), "SELECT (2 + 1 AS ?n) {}", form="csv")
    Written(data=b'n\r\n3\r\n', left_off=0)
    """
    limits = (max_rows, labels, network, memory)
    answer = _ask_worker(Request(_place(data), query, dict(parameters or {}), *limits, form, width), timeout)
    assert isinstance(answer, Written)
    return answer


def _place(data: Store | str | Path) -> Path | str | bytes:
    """Return where another process finds the data: a path, an address, or what a store in memory holds."""
    if isinstance(data, str) and data.lower().startswith(("http://", "https://")):
        return data
    if isinstance(data, str | Path):
        return Path(data).absolute()

    import pyoxigraph
    from pyoxigraph import RdfFormat

    return data.place or pyoxigraph.serialize(data.quads(), format=RdfFormat.N_QUADS) or b""


def _ask_worker(request: Request, timeout: float) -> Result | Written:
    try:
        if process.can_fork():
            code, data = process.forked(lambda: _responded(request), timeout)
            said = ""
        else:
            code, data, said = process.started("stakegraph.query.worker", pickle.dumps(request), timeout)
    except TimeoutError:
        raise QueryError(
            f"the query was stopped after {timeout:g} seconds; narrow it, or give it more time (--timeout)"
        ) from None
    if code == 1 and "MemoryError" not in said:
        raise QueryError(f"the process of the query failed: {said[-300:]}")
    if code != 0:
        raise QueryError(
            "the query brought the engine down: it is nested too deeply, or needs more than "
            f"{request.memory // 1024**2} MB of memory; make it simpler, or give it more (--memory)"
        )
    answer = pickle.loads(data)
    if isinstance(answer, StakegraphError):
        raise answer
    assert isinstance(answer, Result | Written)
    return answer


def _responded(request: Request) -> bytes:
    from stakegraph.query.worker import respond  # what the process that asks has no use for

    return respond(request)
