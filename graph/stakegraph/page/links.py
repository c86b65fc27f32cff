"""Where a page leads to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stakegraph.errors import UsageError


@dataclass(frozen=True, slots=True)
class Link:
    """A link with a sentence about what is behind it; ``href`` is a relative name or an http(s) address."""

    href: str
    title: str
    note: str = ""

    def __post_init__(self) -> None:
        scheme = re.match(r"\s*([^/?#]*):", self.href)
        if scheme and scheme.group(1).lower() not in ("http", "https"):
            raise UsageError(f"a page can't link to {self.href!r}; use a relative name or an http(s) address")
