"""What a front looks into: an index over data that stays as it is, or over snapshots of a store that is written.

A snapshot is good until the next update. The server counts an update in a file that all its processes see before it
answers it, so whoever has heard the answer finds no front that has not noticed.
"""

from __future__ import annotations

import mmap
from pathlib import Path

import pyoxigraph

from stakegraph.endpoint.lookup import Index


class Age:
    """The number of updates since the server began, at ``path``, where it is shared; 0 in a new file."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(bytes(8))
        with path.open("r+b") as file:
            self._shared = memoryview(mmap.mmap(file.fileno(), 8)).cast("Q")

    @property
    def now(self) -> int:
        """The number as it is now."""
        return self._shared[0]

    def advance(self) -> None:
        """Count an update; the server alone does."""
        self._shared[0] += 1


class View:
    """An ``index``, None where there is nothing to look into.

    With an ``age`` it is of a store that is written, as it was after ``seen`` updates.
    """

    def __init__(self, index: Index | None, age: Age | None = None, seen: int = -1) -> None:
        self.index = index
        self._age = age
        self._seen = seen

    @property
    def is_behind(self) -> bool:
        """Whether an update has come since."""
        return self._age is not None and self._age.now != self._seen

    def turn_to(self, snapshot: str, seen: int) -> None:
        """Look into a snapshot that was made after ``seen`` updates; into nothing where it can't be opened."""
        self.index, self._seen = None, seen
        try:
            self.index = Index(pyoxigraph.Store.read_only(snapshot))
        except (OSError, RuntimeError):
            return  # the server knows how to say why
