"""Coded units: who (actor) stands how (level) to whom or what (target), a record each time it is said or done.

A unit is a stance, an event or a statement; networks of every kind are sums over units. Units are made of the rows of
``queries/network/*.rq``, so that an analyst can reproduce each number by SPARQL; this module knows no store.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from stakegraph.errors import GraphError

Row = Mapping[str, str | None]

SIGNS = {"support": 1, "oppose": -1}
UNITS = ("stance", "event", "statement")


@dataclass(frozen=True, slots=True)
class Unit:
    """One coded unit. ``level`` is 1 (for), -1 (against) or a point on a scale, None where no side is taken.

    ``kind`` is the polarity, the PLOVER type or the manner; ``start`` and ``end`` are offsets in the article, -1 where
    they are not known.
    """

    id: str
    actor: str
    target: str
    level: float | None = None
    kind: str = ""
    article: str = ""
    day: date | None = None
    outlet: str = ""
    author: str = ""
    section: str = ""
    factuality: str = "actual"
    confidence: float = 1.0
    rule: str = ""
    quote: str = ""
    start: int = -1
    end: int = -1

    @property
    def place(self) -> tuple[bool, date, str, int, int, str, str, str]:
        """What units are ordered by: day, article, offsets; those without a day come last."""
        day = self.day or date.max
        return (self.day is None, day, self.article, self.start, self.end, self.id, self.actor, self.target)


@dataclass(frozen=True, slots=True)
class Node:
    """An actor or an issue; ``type`` is Person, Organization, Country, Group or Issue."""

    label: str
    type: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class Units:
    """Coded units in order, with what is known of their actors, targets and articles.

    ``unit`` says what they are, ``scale`` is the range R of the levels (2 for signs), ``titles`` are those of the
    articles by id. ``nodes`` may hold more than the units name: the rest are isolates.
    """

    unit: str
    items: tuple[Unit, ...]
    nodes: Mapping[str, Node]
    titles: Mapping[str, str]
    scale: float = 2.0

    def keep(self, items: Iterable[Unit]) -> Units:
        """Return the same with other units."""
        return replace(self, items=tuple(items))


def stance_units(rows: Iterable[Row], *, nodes: Iterable[Row] = (), articles: Iterable[Row] = ()) -> Units:
    """Make units of the rows of ``network/stances``; ``network/nodes`` and ``network/articles`` add what they know.

    A stance that comes twice counts once, and the order of rows does not matter. Raises GraphError for a row that lacks
    a column or holds a value that can't be meant.

    >>> row = {"stance": "s1", "holder": "ann", "target": "tax", "targetType": "Issue", "polarity": "oppose"}
    >>> stance_units([row]).items[0].level
    -1.0
    """
    found = _Collector(nodes, articles)
    for row in rows:
        polarity = _value(row, "polarity")
        if polarity not in SIGNS:
            raise GraphError(f"the polarity of {row.get('stance')} is {polarity!r}; it must be support or oppose")
        found.add(row, ("stance", "holder", "target"), polarity, float(SIGNS[polarity]))
    return found.units("stance")


def event_units(rows: Iterable[Row], *, nodes: Iterable[Row] = (), articles: Iterable[Row] = ()) -> Units:
    """Make units of the rows of ``network/events``: one for each source and recipient of an event.

    An event that may be of several types is one unit: its kinds are joined by a stroke, and it takes a side only where
    they agree. Errors are those of :func:`stance_units`.
    """
    found = _Collector(nodes, articles)
    for row in rows:
        sign = _number(row, "sign", 0)
        if sign not in (-1, 0, 1):
            raise GraphError(f"the sign of {row.get('event')} is {sign:g}; it must be -1, 0 or 1")
        kind = _value(row, "type").rpartition("/")[2].rpartition("#")[2]
        found.add(row, ("event", "source", "recipient"), kind, sign or None)
    return found.units("event")


def statement_units(
    rows: Iterable[Row],
    *,
    mentions: Iterable[Row] = (),
    stances: Iterable[Row] = (),
    bases: Iterable[Row] = (),
    nodes: Iterable[Row] = (),
    articles: Iterable[Row] = (),
) -> Units:
    """Make units of statements: one for each actor or issue that the words of a statement mention.

    The rows are those of ``network/statements``, ``mentions``, ``stances``, ``bases``, ``nodes`` and ``articles``. A
    stance that rests on the statement gives the level, and a unit of its own where its target is not mentioned. What
    speakers say of themselves is left out. Errors are those of :func:`stance_units`.
    """
    spans = _spans(mentions)
    levels = _levels(stances, bases)
    found = _Collector(nodes, articles)
    for row in rows:
        said, speaker, article = (_value(row, column) for column in ("statement", "speaker", "article"))
        start, end = int(_number(row, "start", -1)), int(_number(row, "end", -1))
        near = spans.get(article, [])
        inside = {node for begin, close, node in near[bisect_left(near, (start, 0, "")) :] if begin < end >= close}
        known = levels.get((said, speaker), {})
        for target in sorted((inside | set(known)) - {speaker}):
            ends = {**row, "target": target}
            found.add(ends, ("statement", "speaker", "target"), row.get("manner") or "", known.get(target))
    return found.units("statement")


def _spans(mentions: Iterable[Row]) -> dict[str, list[tuple[int, int, str]]]:
    spans: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for row in mentions:
        place = (int(_number(row, "start", -1)), int(_number(row, "end", -1)), _value(row, "node"))
        spans[_value(row, "article")].append(place)
    for places in spans.values():
        places.sort()
    return spans


def _levels(stances: Iterable[Row], bases: Iterable[Row]) -> dict[tuple[str, str], dict[str, float | None]]:
    """Return, for each basis and holder, the level toward each target; None where stances on it contradict."""
    basis = {_value(row, "stance"): _value(row, "basis") for row in bases}
    levels: dict[tuple[str, str], dict[str, float | None]] = defaultdict(dict)
    for unit in stance_units(stances).items:
        if unit.id in basis:
            known = levels[basis[unit.id], unit.actor]
            known[unit.target] = unit.level if known.get(unit.target, unit.level) == unit.level else None
    return levels


class _Collector:
    """Collects units from rows, each once, and what is known of their ends."""

    def __init__(self, nodes: Iterable[Row], articles: Iterable[Row]) -> None:
        self.nodes = {_value(row, "node"): _node(row, "label", "type", "country") for row in nodes}
        self.articles = {_value(row, "article"): row for row in articles}
        self.found: dict[tuple[str, str, str], Unit] = {}
        self.titles = {article: row.get("articleTitle") or "" for article, row in self.articles.items()}

    def add(self, row: Row, columns: tuple[str, str, str], kind: str, level: float | None) -> None:
        key = identifier, actor, target = _value(row, columns[0]), _value(row, columns[1]), _value(row, columns[2])
        for column, node in zip(columns[1:], (actor, target), strict=True):
            if node not in self.nodes:
                self.nodes[node] = _node(row, f"{column}Label", f"{column}Type", f"{column}Country", node)
        article = row.get("article") or ""
        about = self.articles.get(article, {})
        self.titles.setdefault(article, row.get("articleTitle") or "")
        unit = Unit(
            identifier, actor, target, level, kind, article,
            _day(row.get("date")) or _day(about.get("date")), about.get("outlet") or "", about.get("author") or "", "",
            row.get("factuality") or "actual", _number(row, "confidence", 1.0), row.get("rule") or "",
            row.get("quote") or "", int(_number(row, "start", -1)), int(_number(row, "end", -1)),
        )  # fmt: skip
        known = self.found.get(key)
        self.found[key] = unit if known is None else _merged(known, unit)

    def units(self, unit: str) -> Units:
        return Units(unit, tuple(sorted(self.found.values(), key=lambda one: one.place)), self.nodes, self.titles)


def _merged(one: Unit, other: Unit) -> Unit:
    """Return two rows of one unit as one: of several kinds, of several pieces."""
    first = min(one, other, key=lambda unit: unit.place)
    kinds = sorted({*one.kind.split("/"), *other.kind.split("/")})
    return replace(first, kind="/".join(kinds), level=one.level if one.level == other.level else None)


def _node(row: Row, label: str, kind: str, country: str, name: str = "") -> Node:
    named = row.get(label) or name or row.get("node") or ""
    return Node(named, row.get(kind) or "Group", row.get(country) or "")


def _value(row: Row, column: str) -> str:
    value = row.get(column)
    if not value:
        raise GraphError(f"a row has no {column!r}; its columns are {', '.join(sorted(row)) or 'none'}")
    return value


def _number(row: Row, column: str, default: float) -> float:
    value = row.get(column)
    try:
        number = float(value) if value not in (None, "") else default
    except ValueError:
        number = float("nan")
    if number != number or abs(number) == float("inf"):
        raise GraphError(f"{column!r} is {value!r}; it must be a number")
    return number


def _day(text: str | None) -> date | None:
    """Return a whole day; a month or a year alone is none."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
