"""The union of a folder store after an update that may change any of its graphs.

What such an update takes out can't be told from its text. So the engine is copied first (by links to its files, which
costs the same at every size), and what the union then has beyond all graphs is looked up in the copy: what a graph said
there is said no more, and goes. Where the process ends in between, the copy stays, and the next one to write mends.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, Quad, QuerySolutions

from stakegraph.output import TEMPORARY

BEFORE = "before-update"
"""The copy, in the folder of the store; while there is one, the union may hold what no graph says any more."""

ALONE = "SELECT ?s ?p ?o { ?s ?p ?o MINUS { GRAPH ?graph { ?s ?p ?o } } }"
"""What the union has beyond all graphs."""


@contextmanager
def mended(engine: pyoxigraph.Store, folder: Path) -> Iterator[None]:
    """Take out of the union, after the update in the block, what graphs said before it and none says now."""
    beside = _beside(folder)
    shutil.rmtree(beside, ignore_errors=True)
    engine.backup(str(beside))
    beside.rename(folder / BEFORE)
    try:
        yield
    finally:
        mend(engine, folder)


def mend(engine: pyoxigraph.Store, folder: Path) -> None:
    """Finish what an update began, if there is one; what was done already is not done again."""
    if not (folder / BEFORE).exists():
        return
    before = pyoxigraph.Store.read_only(str(folder / BEFORE))
    answer = engine.query(ALONE)
    assert isinstance(answer, QuerySolutions)
    for quad in [Quad(one["s"], one["p"], one["o"]) for one in answer]:
        said = before.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        if any(one.graph_name != DefaultGraph() for one in said):
            engine.remove(quad)
    (folder / BEFORE).rename(_beside(folder))  # a copy that is there is a whole one
    shutil.rmtree(_beside(folder))


def _beside(folder: Path) -> Path:
    return folder / f"{TEMPORARY}{BEFORE}"
