"""The process that answers one query and ends: a pickled request on stdin, a pickled answer on stdout."""

from __future__ import annotations

import gc
import os
import pickle
import sys
from pathlib import Path

import pyoxigraph

from stakegraph.errors import StakegraphError
from stakegraph.query.evaluate import evaluate
from stakegraph.query.limits import Request, Written
from stakegraph.query.results import Result, Row
from stakegraph.store import Store, Term, memory_store, open_store


def respond(request: Request) -> bytes:
    """Answer a request with a pickled answer, or with an error that says what is wrong."""
    try:
        found: Result | Written | StakegraphError = answer(request)
    except StakegraphError as error:  # one that the user can mend
        found = error
    return pickle.dumps(found)


def answer(request: Request) -> Result | Written:
    """Answer a request."""
    if isinstance(request.place, bytes):
        store: Store = memory_store(pyoxigraph.parse(request.place, format=pyoxigraph.RdfFormat.N_QUADS))
    else:
        store = open_store(request.place)
    limit_memory(request.memory)
    limits = {"labels": request.labels, "network": request.network}
    result = evaluate(store, request.query, request.parameters, max_rows=request.max_rows, **limits)
    if request.form:
        data = result.write(request.form, width=request.width)
        return Written(data, len(result.rows) if result.truncated else 0)
    result.rows = shared(result.rows)
    return result


def shared(rows: list[Row]) -> list[Row]:
    """Return ``rows`` with equal terms as one object each: pickled once, they take a fifth of the time."""
    known: dict[Term | None, Term | None] = {}
    return [tuple([known.setdefault(term, term) for term in row]) for row in rows]


def limit_memory(memory: int) -> None:
    """Allow ``memory`` bytes more than the data has taken."""
    try:
        import resource
    except ImportError:  # Windows has no such limits; there the time limit alone holds.
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    pages = Path("/proc/self/statm")
    used = int(pages.read_text().split()[0]) * resource.getpagesize() if pages.exists() else 0
    resource.setrlimit(resource.RLIMIT_AS, (used + memory, resource.getrlimit(resource.RLIMIT_AS)[1]))


if __name__ == "__main__":
    gc.disable()  # the process ends before there is much to collect, and gives all back at once
    sys.stdout.buffer.write(respond(pickle.loads(sys.stdin.buffer.read())))
    sys.stdout.flush()
    os._exit(0)
