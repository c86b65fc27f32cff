"""Ratios of times on a machine that others work on too."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

ROUNDS = 4


def least(measure: Callable[[], Mapping[str, float]], bounds: Mapping[str, float]) -> dict[str, float]:
    """Return the least that ``measure`` gave for each ratio, in rounds that end when all are within their ``bounds``.

    Other work makes a ratio larger as often as smaller, for it slows down one kind of work more than another.
    """
    found = dict.fromkeys(bounds, math.inf)
    for _ in range(ROUNDS):
        measured = measure()
        found = {name: min(measured[name], found[name]) for name in bounds}
        if all(found[name] <= bounds[name] for name in bounds):
            break
    return found
