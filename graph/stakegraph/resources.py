"""Finds the data that ships with stakegraph, in a checkout and in an installed wheel alike."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from stakegraph.errors import UsageError


def folder(name: str) -> Path:
    """Return the folder ``name``: ``queries`` or ``seeds``, which a checkout keeps at its top.

    >>> folder("queries").is_dir()
    True
    """
    package = Path(__file__).parent
    for place in (package / name, package.parent.parent / name):
        if place.is_dir():
            return place
    raise UsageError(f"the folder {name!r} is missing beside stakegraph; install it again")


def text(path: str) -> str:
    """Return the text of a data file, say ``text("seeds/lexicon/predicates.csv")``."""
    top, _, rest = path.partition("/")
    place = folder(top)
    for part in rest.split("/"):
        place = place / part
    return place.read_text(encoding="utf-8")


def rows(path: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV word list; lines that begin with ``#`` are comments."""
    lines = (line for line in text(path).splitlines() if line.strip() and not line.startswith("#"))
    yield from csv.DictReader(io.StringIO("\n".join(lines)))


def words(path: str) -> list[str]:
    """Return the lines of a word list; blank lines and those that begin with ``#`` are passed over."""
    return [line.strip() for line in text(path).splitlines() if line.strip() and not line.startswith("#")]
