"""Which units count: filters by what is known of them, and rules for those that say the same again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from urllib.parse import unquote

from stakegraph.errors import UsageError
from stakegraph.network.units import Node, Unit, Units

FACTUALITIES = ("actual", "planned", "hypothetical", "denied")
COUNTED = ("actual", "planned")
"""The factualities that count unless others are asked for: what is denied or only imagined is no tie."""

FIELDS = (
    "actor",
    "type",
    "country",
    "target",
    "target-type",
    "issue",
    "outlet",
    "author",
    "section",
    "article",
    "factuality",
    "kind",
)
"""What units can be filtered by; ``actor``, ``type`` and ``country`` are of the one who says or does it."""

TARGETS = ("all", "issues", "actors")
DUPLICATES = ("include", "document", "week", "month", "year", "acrossrange")

_NAMED = ("actor", "target", "issue", "article")
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Filter:
    """Which units count. ``include`` and ``exclude`` map fields to values: of one field any, of all fields every one.

    Actors, targets, issues and articles are named by label, id or IRI, whatever the case. ``since`` and ``until`` are
    days, both counted; where one is set, units without a day are left out. Without a word on factuality only what is
    actual or planned counts.
    """

    include: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exclude: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    confidence: float = 0.0
    targets: str = "all"

    def __post_init__(self) -> None:
        for name in (*self.include, *self.exclude):
            one_of("filter field", name, FIELDS)
        one_of("targets", self.targets, TARGETS)
        if not 0 <= self.confidence <= 1:
            raise UsageError(f"confidence is {self.confidence:g}; it must lie between 0 and 1")
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"since {self.since} is after until {self.until}; exchange them")

    def apply(self, units: Units) -> Units:
        """Return the units that count. Raises UsageError for a value that no unit has, and names those there are.

        >>> from stakegraph.network.units import stance_units
        >>> row = {"stance": "s1", "holder": "ann", "target": "tax", "targetType": "Issue", "polarity": "oppose"}
        >>> Filter(include={"actor": ("Bob",)}).apply(stance_units([row]))
        Traceback (most recent call last):
        ...
        stakegraph.errors.UsageError: actor 'Bob' is unknown here; known are ann
        """
        tests = [self._test(units, name, values, True) for name, values in self._included().items()]
        tests += [self._test(units, name, values, False) for name, values in self.exclude.items()]
        kept = (unit for unit in units.items if all(test(unit) for test in tests))
        return units.keep(unit for unit in kept if self._timely(unit) and self._aimed(units, unit))

    def describe(self) -> str:
        """Say in one line what counts.

        >>> Filter(exclude={"outlet": ("Post",)}, confidence=0.5).describe()
        'factuality=actual|planned; not outlet=Post; confidence>=0.5'
        """
        parts = [f"{name}={'|'.join(values)}" for name, values in sorted(self._included().items())]
        parts += [f"not {name}={'|'.join(values)}" for name, values in sorted(self.exclude.items())]
        parts += [f"since={self.since}"] * bool(self.since) + [f"until={self.until}"] * bool(self.until)
        parts += [f"confidence>={self.confidence:g}"] * bool(self.confidence)
        parts += [f"targets={self.targets}"] * (self.targets != "all")
        return "; ".join(parts)

    def _included(self) -> dict[str, tuple[str, ...]]:
        silent = "factuality" not in self.include and "factuality" not in self.exclude
        return {**self.include, **({"factuality": COUNTED} if silent else {})}

    def _timely(self, unit: Unit) -> bool:
        if unit.confidence < self.confidence:
            return False
        if self.since is None and self.until is None:
            return True
        return unit.day is not None and (self.since or unit.day) <= unit.day <= (self.until or unit.day)

    def _aimed(self, units: Units, unit: Unit) -> bool:
        return self.targets == "all" or (self.targets == "issues") == (units.nodes[unit.target].type == "Issue")

    def _test(self, units: Units, name: str, values: Iterable[str], wanted: bool) -> Callable[[Unit], bool]:
        read = _reader(units.nodes, name)
        known: dict[str, set[str]] = {}
        for value, spelling in _spellings(units, name):
            known.setdefault(spelling.casefold(), set()).add(value)
        chosen: set[str] = set()
        for value in values:
            if value.casefold() not in known:
                raise UsageError(f"{name} {value!r} is unknown here; known are {_near(units, name, value)}")
            chosen |= known[value.casefold()]
        return lambda unit: any(part in chosen for part in read(unit)) is wanted


def _reader(nodes: Mapping[str, Node], name: str) -> Callable[[Unit], tuple[str, ...]]:
    """Return the function that takes the values of a field from a unit."""
    return {
        "actor": lambda unit: (unit.actor,),
        "type": lambda unit: (nodes[unit.actor].type,),
        "country": lambda unit: (nodes[unit.actor].country,),
        "target": lambda unit: (unit.target,),
        "target-type": lambda unit: (nodes[unit.target].type,),
        "issue": lambda unit: (unit.target,) * (nodes[unit.target].type == "Issue"),
        "outlet": lambda unit: (unit.outlet,),
        "author": lambda unit: (unit.author,),
        "section": lambda unit: (unit.section,),
        "article": lambda unit: (unit.article,),
        "factuality": lambda unit: (unit.factuality,),
        "kind": lambda unit: tuple(unit.kind.split("/")),
    }[name]


def _spellings(units: Units, name: str) -> Iterable[tuple[str, str]]:
    """Yield each value of a field with each way in which it may be written; the first is the one to show."""
    if name == "factuality":
        yield from ((value, value) for value in FACTUALITIES)
        return
    read = _reader(units.nodes, name)
    for value in sorted({value for unit in units.items for value in read(unit) if value}):
        if name in _NAMED:
            yield value, units.titles.get(value) or value if name == "article" else units.nodes[value].label
            yield value, unquote(value.rpartition("/")[2])
        yield value, value


def _near(units: Units, name: str, value: str) -> str:
    shown = list(dict.fromkeys(spelling for _, spelling in _first(_spellings(units, name))))
    near = get_close_matches(value, shown, n=_SHOWN, cutoff=0.4)
    names = [*near, *(one for one in shown if one not in near)]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return (", ".join(names[:_SHOWN]) or "none") + more


def _first(spellings: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    seen: set[str] = set()
    for value, spelling in spellings:
        if value not in seen:
            seen.add(value)
            yield value, spelling


def without_duplicates(units: Units, rule: str, *, by_level: bool = True) -> Units:
    """Keep the first of the units that say the same: of one actor on one target, at one level unless not ``by_level``.

    ``rule`` is where they count as one: ``include`` (nowhere), ``document``, ``week``, ``month``, ``year`` or
    ``acrossrange`` (everywhere). A week is one of ISO 8601 and, as a month, of its own year; units without a day are
    compared within their document.

    >>> from stakegraph.network.units import Node
    >>> twice = [Unit(one, "ann", "tax", 1.0, article="a") for one in ("s1", "s2")]
    >>> nodes = {"ann": Node("Ann", "Person"), "tax": Node("tax", "Issue")}
    >>> [unit.id for unit in without_duplicates(Units("stance", tuple(twice), nodes, {}), "document").items]
    ['s1']
    """
    one_of("duplicates", rule, DUPLICATES)
    if rule == "include":
        return units
    first: dict[Hashable, Unit] = {}
    for unit in sorted(units.items, key=lambda one: one.place):
        first.setdefault((unit.actor, unit.target, unit.level if by_level else 0, _span(unit, rule)), unit)
    return units.keep(first.values())


def _span(unit: Unit, rule: str) -> Hashable:
    if rule == "acrossrange":
        return rule
    if rule == "document" or unit.day is None:
        return ("document", unit.article)
    if rule == "week":
        return unit.day.isocalendar()[:2]
    return (unit.day.year, unit.day.month) if rule == "month" else unit.day.year


def one_of(what: str, value: str, known: Iterable[str]) -> None:
    """Raise UsageError where ``value`` is not one of ``known``, naming them."""
    names = tuple(known)
    if value not in names:
        raise UsageError(f"{what} {value!r} is unknown; use one of {', '.join(names)}")
