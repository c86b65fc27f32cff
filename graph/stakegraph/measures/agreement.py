"""Agreement of coders: Krippendorff's alpha of what they chose, F1 of what they found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from stakegraph.errors import UsageError

Choice = str | float | None
"""What a coder chose for a unit; None where it was not coded."""

LEVELS = ("nominal", "ordinal", "interval", "ratio")


def alpha(units: Iterable[Sequence[Choice]], level: str = "nominal") -> float | None:
    """Return Krippendorff's alpha (2019, Content Analysis, chapter 12) of units, each with the choices of its coders.

    1 is full agreement, 0 what chance would give. Any number of coders, choices may be missing; values are numbers
    where the ``level`` of measurement is not nominal. None where no unit has two choices, or where all choices are the
    same, so that there is nothing to agree on. Raises UsageError for an unknown level.

    >>> alpha([("a", "a"), ("b", "b"), ("a", "b"), ("b", "b")])
    0.5333333333333333
    """
    if level not in LEVELS:
        raise UsageError(f"there is no level of measurement {level!r}; use one of {', '.join(LEVELS)}")
    coded = [found for unit in units if len(found := [value for value in unit if value is not None]) > 1]
    values = sorted({value for unit in coded for value in unit}, key=lambda value: (isinstance(value, str), value))
    if len(values) < 2:
        return None
    at = {value: place for place, value in enumerate(values)}
    together = np.zeros((len(values), len(values)))
    for unit in coded:
        counts = Counter(at[value] for value in unit)
        for one, number in counts.items():
            for other, second in counts.items():
                together[one, other] += number * (second - (one == other)) / (len(unit) - 1)
    totals = together.sum(axis=1)
    apart = _differences(values, totals, level)
    expected = (np.outer(totals, totals) * apart).sum() / (totals.sum() - 1)
    return float(1 - (together * apart).sum() / expected)


def _differences(values: Sequence[Choice], totals: np.ndarray, level: str) -> np.ndarray:
    """Return the squared differences of all pairs of values, by the level of measurement."""
    if level == "nominal":
        return 1.0 - np.eye(len(values))
    if level == "ordinal":
        ranks = totals.cumsum() - totals / 2
        return _squares(ranks)
    numbers = np.array(values, dtype=float)
    squares = _squares(numbers)
    if level == "interval":
        return squares
    sums: np.ndarray = np.square(numbers[:, None] + numbers)
    shares: np.ndarray = np.divide(squares, sums, out=np.zeros_like(squares), where=sums > 0)
    return shares


def _squares(values: np.ndarray) -> np.ndarray:
    squares: np.ndarray = np.square(values[:, None] - values)
    return squares


def f1(both: float, first: float, second: float) -> float | None:
    """Return F1 of two findings of the sizes ``first`` and ``second`` with so much in ``both``; None of nothing.

    >>> f1(1, 2, 2)
    0.5
    """
    return 2 * both / (first + second) if first + second else None


def matched(first: int, second: int, likeness: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """Pair up items by number, the most alike first; what has no likeness to anything stays alone.

    >>> matched(2, 2, lambda one, other: float(one != other))
    [(0, 1), (1, 0)]
    """
    scored = [(-likeness(one, other), one, other) for one in range(first) for other in range(second)]
    pairs: dict[int, int] = {}
    for score, one, other in sorted(scored):
        if score < 0 and one not in pairs and other not in pairs.values():
            pairs[one] = other
    return sorted(pairs.items())
