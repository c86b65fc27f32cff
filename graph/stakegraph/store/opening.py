"""Opening what an analyst points at, by a path or an address."""

from __future__ import annotations

from pathlib import Path

from stakegraph.errors import StoreError
from stakegraph.store.base import Store
from stakegraph.store.folder import MARKER, folder_store
from stakegraph.store.oxigraph import file_store
from stakegraph.vocabulary import BASE


def is_url(place: str | Path) -> bool:
    """Say whether a place is an address on the web and no path.

    >>> is_url("http://localhost:7878/query"), is_url("stakegraph-out")
    (True, False)
    """
    return str(place).lower().startswith(("http://", "https://"))


def open_store(path: str | Path) -> Store:
    """Open what an analyst points at, for reading.

    That is the address of a SPARQL server, a folder store, a folder that ``stakegraph build`` wrote (its
    ``graph.trig``), or an RDF file, of which the last two are loaded into memory. Raises StoreError where ``path`` is
    none of these, GraphError where the file is no RDF.
    """
    if is_url(path):
        return _remote(str(path))
    place = Path(path)
    if (place / MARKER).exists():
        return folder_store(place, read_only=True)
    if place.is_dir():
        place = place / "graph.trig"
        if not place.exists():
            raise StoreError(f"{path} has neither a store ({MARKER}) nor a graph.trig; run stakegraph build first")
    if not place.exists():
        raise StoreError(f"{path} does not exist; name a store, an output folder of stakegraph build or an RDF file")
    return file_store(place)


def writable_store(place: str | Path, *, base: str = BASE) -> Store:
    """Open a store to write to: a folder, made where it is missing or empty, or the address of a SPARQL server.

    Raises StoreError where that can't be done.
    """
    return _remote(str(place), base) if is_url(place) else folder_store(place, base=base)


def _remote(url: str, base: str = BASE) -> Store:
    from stakegraph.store.remote import remote_store  # with the HTTP client, which only servers need

    return remote_store(url, base=base)
