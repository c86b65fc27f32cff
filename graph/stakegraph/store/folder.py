"""Stores in a folder: Oxigraph's files, and a marker that says whose they are and in which version."""

from __future__ import annotations

import json
import shutil
import time
from contextlib import suppress
from pathlib import Path
from weakref import finalize

import pyoxigraph

from stakegraph.errors import OutputError, StoreError
from stakegraph.output import TEMPORARY, make_folder, write
from stakegraph.store.mending import mend
from stakegraph.store.oxigraph import OxigraphStore
from stakegraph.vocabulary import BASE

MARKER = "stakegraph-store.json"
"""The file that marks a folder as a store of ours."""

SCHEMA = 1
"""The version of the layout of a folder store."""


def folder_store(path: str | Path, *, base: str = BASE, read_only: bool = False) -> OxigraphStore:
    """Open the store in the folder ``path``; one that is missing or empty is made, unless it is only to be read.

    ``base`` counts when the store is made; from then on its marker file says what it is. Raises StoreError where the
    folder holds something else, a store of another version or a damaged one, and where another process writes to it.
    """
    folder = Path(path)
    marker = folder / MARKER
    if not marker.exists():
        if read_only:
            raise StoreError(f"{folder} is no store: it has no {MARKER}")
        _make_store(folder, base)
    base = _read_marker(marker)
    engine = folder / "oxigraph"
    if not engine.exists():
        if read_only:
            return OxigraphStore(pyoxigraph.Store(), base=base, path=folder)  # nothing was ever put in
        _make_engine(engine)
    try:
        oxigraph = _reader(engine) if read_only else pyoxigraph.Store(str(engine))
    except (OSError, RuntimeError, ValueError) as error:
        if "LOCK" in str(error):
            raise StoreError(f"the store {folder} is held by another process; wait for it, or end it") from error
        raise StoreError(f"the store {folder} is damaged; build it again, or restore a copy: {error}") from error
    store = OxigraphStore(oxigraph, base=base, path=folder)
    if not read_only:
        _clear(engine)
        mend(oxigraph, folder)
        finalize(store, _settle, oxigraph)
    return store


def _clear(engine: Path) -> None:
    """Remove what loads that were killed left behind; whoever calls this holds the store."""
    for file in engine.glob("bulk-*.sst"):
        file.unlink(missing_ok=True)


def _reader(engine: Path) -> pyoxigraph.Store:
    """Open for reading, again if need be: a writer may put a file away between the list of files and the files."""
    for _ in range(2):
        with suppress(OSError):
            return pyoxigraph.Store.read_only(str(engine))
        time.sleep(0.05)
    return pyoxigraph.Store.read_only(str(engine))


def _settle(engine: pyoxigraph.Store) -> None:
    """Write down what is only in the engine's log, which every process that opens the store would read again."""
    with suppress(OSError, RuntimeError):  # it is in the log, so nothing is lost
        engine.flush()


def _make_store(folder: Path, base: str) -> None:
    """Mark a folder as a store; its data is made by whoever writes first."""
    marker = {"software": "stakegraph", "schema": SCHEMA, "base": base}
    try:
        make_folder(folder)
        if any(not file.name.startswith(TEMPORARY) for file in folder.iterdir()):
            raise StoreError(f"{folder} holds other files and is no store of ours; name a new or an empty folder")
        write(folder / MARKER, f"{json.dumps(marker)}\n".encode())
    except (OSError, OutputError) as error:
        raise StoreError(f"a store can't be made in {folder}: {error}") from error


def _make_engine(engine: Path) -> None:
    """Make the files of Oxigraph beside their place and rename them, for half of them can't be opened."""
    beside = engine.with_name(f"{TEMPORARY}{engine.name}")
    try:
        shutil.rmtree(beside, ignore_errors=True)
        pyoxigraph.Store(str(beside)).flush()
        beside.rename(engine)
    except OSError as error:
        raise StoreError(f"a store can't be made in {engine.parent}: {error}") from error


def _read_marker(marker: Path) -> str:
    """Return the base of the instances in a store, after checking that this version can read it."""
    try:
        known = json.loads(marker.read_text(encoding="utf-8"))
        schema, base = int(known["schema"]), str(known["base"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{marker} can't be understood; restore it, or build the store again: {error!r}") from error
    if schema != SCHEMA:
        raise StoreError(
            f"the store {marker.parent} has schema version {schema}, and this stakegraph reads {SCHEMA}; "
            f"{'update stakegraph' if schema > SCHEMA else 'build the store again'}"
        )
    return base
