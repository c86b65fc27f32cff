"""The event list of Discourse Network Analyzer, a CSV with a row for each statement, to units and back."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from stakegraph.errors import ReadError, UsageError
from stakegraph.exchange.dna_units import named, scale_of, side
from stakegraph.exchange.scalars import Scalar
from stakegraph.exchange.tables import safe, write_csv
from stakegraph.network import Node, Unit, Units

COLUMNS = (
    "statement ID", "time", "document ID", "document title", "author", "source", "section", "type", "text",
    "person", "organization", "concept", "agreement",
)  # fmt: skip

_BOOLEANS = {"1": 1.0, "0": -1.0, "true": 1.0, "false": -1.0}

Row = Mapping[str, str]


def event_list(units: Units) -> bytes:
    """Return units as an event list: a row each, with semicolons between.

    ``person`` or ``organization`` is the actor by its type, ``concept`` the target, ``type`` the kind of unit, and
    ``agreement`` 1, 0, a point of a scale, or empty where no side is taken. Semicolons and quotation marks in texts
    stay as they are, quoted as RFC 4180 says.
    """
    rows: list[list[Scalar]] = [list(COLUMNS)]
    for unit in units.items:
        actor, target = units.nodes[unit.actor], units.nodes[unit.target]
        ends = (actor.label, "") if actor.type == "Person" else ("", actor.label)
        time = f"{unit.day.isoformat()} 00:00:00" if unit.day else ""
        about = (unit.article, units.titles.get(unit.article, ""), unit.author, unit.outlet, unit.section)
        rows.append([unit.id, time, *about, unit.kind, unit.quote, *ends, target.label, _agreement(unit, units.scale)])
    return write_csv(rows, delimiter=";")


def _agreement(unit: Unit, scale: float) -> Scalar:
    if unit.level is None:
        return ""
    return int(unit.level > 0) if scale == 2.0 and abs(unit.level) == 1 else int(unit.level)


def read_event_list(
    path: str | Path, *, actor: str = "organization", target: str = "concept", qualifier: str | None = "agreement"
) -> Units:
    """Read an event list that Discourse Network Analyzer, or rDNA, wrote, as coded units.

    ``actor`` and ``target`` are columns, and so is ``qualifier``, or None: 1 and 0, true and false, or integers of a
    scale, whose range R is that of the values. Rows without an actor or a target are left out. Raises ReadError where
    the file is no such list, UsageError for a column that it does not have.
    """
    rows = _rows(Path(path))
    columns = list(rows[0]) if rows else [name.lower() for name in COLUMNS]
    for name in filter(None, (actor, target, qualifier)):
        if name.lower() not in columns:
            raise UsageError(f"column {name!r} is unknown here; known are {', '.join(columns)}")
    values = {row[qualifier.lower()].lower() for row in rows} if qualifier else set()
    boolean = values <= {*_BOOLEANS, ""}
    nodes: dict[str, Node] = {}
    titles: dict[str, str] = {}
    items = []
    for number, row in enumerate(rows, 2):
        ends = row[actor.lower()], row[target.lower()]
        if all(ends):
            names = named(nodes, ends, (actor, target))
            level = _level(row[qualifier.lower()], boolean, f"{path}, row {number}") if qualifier else None
            items.append(_unit(row, names, level, f"{path}, row {number}"))
            titles[row.get("document id", "")] = row.get("document title", "")
    scale = 2.0 if boolean else scale_of(items)
    return Units("stance", tuple(sorted(items, key=lambda unit: unit.place)), nodes, titles, scale)


def _rows(path: Path) -> list[Row]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ReadError(f"{path} can't be read: {error.strerror or error}; name an event list (.csv)") from None
    except UnicodeDecodeError as error:
        raise ReadError(f"{path} is not UTF-8 at byte {error.start}; save it as UTF-8") from None
    head = text.partition("\n")[0]
    read = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ",")
    names = [name.strip().lower().replace("_", " ") for name in read.fieldnames or ()]
    if "statement id" not in names or "time" not in names:
        raise ReadError(f"{path} is no event list: it has no columns 'statement ID' and 'time'")
    read.fieldnames = names
    return [{name: _as_it_was(value or "") for name, value in row.items() if name} for row in read]


def _as_it_was(text: str) -> str:
    """Take the apostrophe away that keeps a spreadsheet from calculating."""
    return text[1:] if text[:1] == "'" and safe(text[1:]) == text else text


def _level(text: str, boolean: bool, where: str) -> float | None:
    if text == "":
        return None
    try:
        return _BOOLEANS[text.lower()] if boolean else float(int(text))
    except ValueError:
        raise ReadError(
            f"{where}: the qualifier is {text!r}; it must be 1 or 0, true or false, or an integer"
        ) from None


def _unit(row: Row, names: tuple[str, str], level: float | None, where: str) -> Unit:
    try:
        day = datetime.fromisoformat(row["time"]).date() if row["time"] else None
    except ValueError:
        raise ReadError(f"{where}: the time is {row['time']!r}; it must be like 2025-03-07 00:00:00") from None
    return Unit(
        row["statement id"], *names, level, side(level), article=row.get("document id", ""), day=day,
        outlet=row.get("source", ""), author=row.get("author", ""), section=row.get("section", ""),
        quote=row.get("text", ""),
    )  # fmt: skip
