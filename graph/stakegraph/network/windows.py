"""Slices of time: windows of calendar units or of a number of units, and kernels that weigh units by their distance."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, pi, sqrt

from stakegraph.errors import UsageError
from stakegraph.network.filters import one_of
from stakegraph.network.projection import Weighted
from stakegraph.network.units import Unit, Units

WINDOW_UNITS = ("events", "days", "weeks", "months", "years")
KERNELS = ("none", "uniform", "epanechnikov", "gaussian", "triangular")
_MOST = 10_000


def _inside(u: float) -> bool:
    return -1 <= u <= 1


DENSITIES: dict[str, Callable[[float], float]] = {
    "uniform": lambda u: 0.5 * _inside(u),
    "epanechnikov": lambda u: 0.75 * (1 - u * u) * _inside(u),
    "gaussian": lambda u: exp(-u * u / 2) / sqrt(2 * pi),
    "triangular": lambda u: (1 - abs(u)) * _inside(u),
}
"""The kernels, as densities of u: each has the area 1 (Epanechnikov 1969; Silverman 1986, p. 43)."""


@dataclass(frozen=True, slots=True)
class Window:
    """How time is cut: windows ``size`` ``unit`` long, each ``step`` after the last (``size`` unless said otherwise).

    Windows of days start on the first day that there is; weeks on Mondays, months and years on their first day.
    Windows of ``events`` hold that many units in order of time; units of one day come in the order of the articles,
    or shuffled by ``seed``. With a ``kernel`` every unit weighs as much as its distance from the middle of the window
    says.
    """

    size: int
    unit: str = "days"
    step: int = 0
    kernel: str = "none"
    seed: int | None = None

    def __post_init__(self) -> None:
        one_of("window unit", self.unit, WINDOW_UNITS)
        one_of("kernel", self.kernel, KERNELS)
        if self.size < 1 or self.step < 0:
            raise UsageError(
                f"a window of {self.size} {self.unit} with steps of {self.step} has no length; use 1 or more"
            )
        if self.unit == "events" and self.kernel != "none":
            raise UsageError(f"the kernel {self.kernel} needs windows of days, weeks, months or years, not of events")

    @classmethod
    def parse(cls, text: str, *, step: int = 0, kernel: str = "none", seed: int | None = None) -> Window:
        """Read a window as one writes it.

        >>> Window.parse("3 months", step=1)
        Window(size=3, unit='months', step=1, kernel='none', seed=None)
        """
        found = re.fullmatch(r"\s*(\d+)\s*([a-z]+?)s?\s*", text.lower())
        if not found:
            raise UsageError(f"window {text!r} is no number with a unit; write it like '30 days' or '3 months'")
        return cls(int(found[1]), f"{found[2]}s", step, kernel, seed)

    def describe(self) -> str:
        """Say in a few words how time is cut."""
        unit = self.unit if self.size > 1 else self.unit.removesuffix("s")
        return f"{self.size} {unit}, step {self.step or self.size}"


@dataclass(frozen=True, slots=True)
class Slice:
    """One window: from ``start`` to before ``end``, with the units in it and their weights."""

    start: date
    end: date
    units: tuple[Weighted, ...]


def slices(units: Units, window: Window) -> list[Slice]:
    """Cut units by time; those without a day are left out. Raises UsageError where no unit has a day.

    With a kernel, u = 2 (t - c) / w for a unit on day t and a window of w days around c.

    >>> units = tuple(Unit(str(day), "ann", "tax", day=date(2025, 1, day)) for day in (1, 2, 9))
    >>> [len(one.units) for one in slices(Units("stance", units, {}, {}), Window(1, "weeks"))]
    [2, 1]
    """
    dated = [unit for unit in units.items if unit.day]
    if units.items and not dated:
        raise UsageError("no unit has a day, so time can't be cut into windows; leave the window out")
    if window.unit == "events":
        return _by_number(dated, window)
    return [_slice(dated, span, window.kernel) for span in _spans(dated, window)]


def _by_number(dated: list[Unit], window: Window) -> list[Slice]:
    ordered = list(dated)
    if window.seed is not None:
        random.Random(window.seed).shuffle(ordered)
        ordered.sort(key=_day)
    last = max(len(ordered) - window.size, 0)
    found = []
    for at in range(0, last + 1, window.step or window.size) if ordered else ():
        part = ordered[at : at + window.size]
        found.append(Slice(_day(part[0]), _day(part[-1]) + timedelta(1), tuple((unit, 1.0) for unit in part)))
    return found


def _spans(dated: list[Unit], window: Window) -> Iterator[tuple[date, date]]:
    if not dated:
        return
    days = [_day(unit) for unit in dated]
    start, last = _aligned(min(days), window.unit), max(days)
    for count in range(_MOST):
        at = _later(start, count * (window.step or window.size), window.unit)
        if at > last:
            return
        yield at, _later(at, window.size, window.unit)
    raise UsageError(f"{window.describe()} from {start} to {last} makes more than {_MOST} windows; use longer steps")


def _slice(dated: list[Unit], span: tuple[date, date], kernel: str) -> Slice:
    start, end = span
    if kernel == "none":
        return Slice(start, end, tuple((unit, 1.0) for unit in dated if start <= _day(unit) < end))
    width = (end - start).days
    middle = start.toordinal() + (width - 1) / 2
    weighted = ((unit, DENSITIES[kernel](2 * (_day(unit).toordinal() - middle) / width)) for unit in dated)
    return Slice(start, end, tuple((unit, weight) for unit, weight in weighted if weight > 0))


def _day(unit: Unit) -> date:
    return unit.day or date.max


def _aligned(day: date, unit: str) -> date:
    if unit == "weeks":
        return day - timedelta(day.weekday())
    return {"months": day.replace(day=1), "years": day.replace(month=1, day=1)}.get(unit, day)


def _later(day: date, count: int, unit: str) -> date:
    """Return the day ``count`` units after one that :func:`_aligned` gave."""
    try:
        if unit in ("days", "weeks"):
            return day + timedelta(count * (7 if unit == "weeks" else 1))
        months = day.year * 12 + day.month - 1 + count * (12 if unit == "years" else 1)
        return date(months // 12, months % 12 + 1, 1)
    except (ValueError, OverflowError):
        raise UsageError(f"a window of {count} {unit} after {day} leaves the calendar; make it shorter") from None
