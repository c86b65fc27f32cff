"""What a measure answers with: a table, with all that one must know to get the same numbers again."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

Value = str | int | float | bool | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of one measure: columns and rows, how they were made (``settings``) and how to read them (``notes``).

    Numbers are as they were computed; they are rounded where they are shown. None is what is not defined.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    settings: Mapping[str, Value] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    name: str = ""
    title: str = ""


def shown(value: Value) -> str:
    """Return a value as a person reads it: numbers with four significant decimals, nothing for None.

    >>> shown(0.123456), shown(2.0), shown(None), shown(True), shown(1234567.5), shown(0.0000012)
    ('0.1235', '2', '', 'yes', '1234567.5', '1.2e-06')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, float):
        return str(value)
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if not math.isfinite(value) or 0 < abs(value) < 1e-3:
        return f"{value:.3g}"
    return f"{value:.4f}".rstrip("0").rstrip(".")


def ranked(rows: Iterable[Sequence[Value]], *by: int) -> tuple[Row, ...]:
    """Sort rows by the columns ``by``, largest first, then by their text, so that equal numbers have one order.

    >>> ranked([("b", 1), ("a", 1), ("c", 2)], 1)
    (('c', 2), ('a', 1), ('b', 1))
    """

    def key(row: Sequence[Value]) -> tuple[list[float], list[str]]:
        numbers = [row[at] for at in by]
        return [-number if isinstance(number, int | float) else math.inf for number in numbers], [str(v) for v in row]

    return tuple(sorted((tuple(row) for row in rows), key=key))


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen for measures; each takes from it what it needs and says so in its settings.

    ``runs`` None takes as many as are worth the time; ``by`` None the attribute that suits the measure.
    """

    network: str | None = None
    seed: int = 0
    runs: int | None = None
    camps: int = 2
    weighted: bool = False
    by: str | None = None
    method: str = "louvain"
    null: str = "signs"
    level: float = 0.05
    window: str = "month"
    draw: str = "statement"

    def on(self, network: str) -> Options:
        """Return the same with the network named."""
        return replace(self, network=network)

    def times(self, usual: int, work: float, allowed: float = 2e5) -> int:
        """Return how often to draw: what was asked for, else ``usual``, or less where the ``work`` of one is large.

        0 where fewer than 19 can be afforded, which could show nothing.

        >>> Options().times(199, 100), Options().times(199, 1e5), Options(runs=5).times(199, 1e5)
        (199, 0, 5)
        """
        if self.runs is not None:
            return self.runs
        number = min(usual, int(allowed / max(work, 1)))
        return number if number >= 19 else 0
