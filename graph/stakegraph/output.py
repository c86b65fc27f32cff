"""Writes results: each file beside its place first, then renamed, so that none is ever half there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from stakegraph.errors import OutputError

TEMPORARY = ".stakegraph-"
"""How the name of a file begins that is not whole yet."""


def write(path: str | Path, data: bytes | Iterable[bytes]) -> Path:
    """Write ``data`` to ``path`` whole or not at all, and return the path; a file that holds it already is left alone.

    What comes piece by piece is written piece by piece. Raises OutputError where it can't be written; an old file is
    intact then.
    """
    path = Path(path)
    beside: Path | None = None
    try:
        if path.is_dir():
            raise OutputError(f"{path} can't be written: it is a folder; name a file")
        if isinstance(data, bytes) and path.is_file() and path.read_bytes() == data:
            return path
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=TEMPORARY, delete=False) as file:
            beside = Path(file.name)
            file.writelines([data] if isinstance(data, bytes) else data)
        beside.chmod(_mode(path))
        beside.replace(path)
    except (OSError, ValueError) as error:
        if beside is not None:
            beside.unlink(missing_ok=True)
        raise OutputError(f"{path} can't be written: {_reason(error)}; choose another place") from None
    return path


def make_folder(path: str | Path) -> Path:
    """Make the folder ``path`` with those above it, where it is missing. Raises OutputError where that fails."""
    path = Path(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise OutputError(f"{path} is a file; name a folder for the results") from None
    except (OSError, ValueError) as error:
        raise OutputError(f"the folder {path} can't be made: {_reason(error)}; choose another place") from None
    return path


def _mode(path: Path) -> int:
    """Return the rights that the file has, or those that a new file would get here."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
