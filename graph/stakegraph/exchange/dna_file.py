"""The database of Discourse Network Analyzer 3 (SQLite) as records: documents, and coded statements with their values.

Its tables are those that the program itself makes; the file is opened for reading only.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from stakegraph.errors import StoreError

SUFFIX = ".dna"
_MAGIC = b"SQLite format 3\x00"
_TABLES = {"DOCUMENTS", "STATEMENTS", "STATEMENTTYPES", "VARIABLES", "ENTITIES", "CODERS"}
_VALUES = ("DATABOOLEAN", "DATAINTEGER", "DATALONGTEXT")

Value = str | int


@dataclass(frozen=True, slots=True)
class DnaDocument:
    """A document; ``time`` is in UTC."""

    id: int
    title: str
    text: str
    author: str
    source: str
    section: str
    type: str
    time: datetime


@dataclass(frozen=True, slots=True)
class DnaStatement:
    """A coded statement: its type, its span in code points, its coder, and the value of each variable."""

    id: int
    type: str
    document: int
    start: int
    end: int
    coder: str
    values: dict[str, Value]


@dataclass(frozen=True, slots=True)
class DnaFile:
    """What a database holds. ``types`` are the data types of the variables of each statement type."""

    documents: dict[int, DnaDocument]
    statements: list[DnaStatement]
    types: dict[str, dict[str, str]]
    attributes: dict[tuple[str, str], dict[str, str]]


def is_dna(path: str | Path) -> bool:
    """Say whether a file is a database of Discourse Network Analyzer, by its name or by how it begins.

    >>> is_dna("sample.dna"), is_dna("graph.trig")
    (True, False)
    """
    place = Path(path)
    if place.suffix.lower() == SUFFIX:
        return True
    if not place.is_file():  # what is read from a pipe is gone
        return False
    try:
        with place.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def load(path: str | Path) -> DnaFile:
    """Read a database. Raises StoreError where it is missing, no SQLite, or lacks a table of DNA 3."""
    with _opened(Path(path)) as base:
        documents = {row[0]: _document(row) for row in base.execute(
            "SELECT ID, Title, Text, Author, Source, Section, Type, Date FROM DOCUMENTS ORDER BY ID"
        )}  # fmt: skip
        types = _types(base)
        statements = list(_statements(base, documents))
        return DnaFile(documents, statements, types, _attributes(base))


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    if not path.is_file():
        raise StoreError(f"{path} is no file; name a database of Discourse Network Analyzer (.dna)")
    base = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        names = {name.upper() for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if missing := sorted(_TABLES - names):
            raise StoreError(f"{path} is no database of Discourse Network Analyzer 3: it has no table {missing[0]}")
        yield base
    except sqlite3.Error as error:
        raise StoreError(f"{path} can't be read as a database of Discourse Network Analyzer 3: {error}") from None
    finally:
        base.close()


def _document(row: tuple[int, str, str, str, str, str, str, int]) -> DnaDocument:
    return DnaDocument(*row[:7], datetime.fromtimestamp(row[7], UTC))


def _types(base: sqlite3.Connection) -> dict[str, dict[str, str]]:
    types: dict[str, dict[str, str]] = defaultdict(dict)
    for label, variable, kind in base.execute(
        "SELECT t.Label, v.Variable, v.DataType FROM STATEMENTTYPES t "
        "LEFT JOIN VARIABLES v ON v.StatementTypeId = t.ID ORDER BY t.ID, v.ID"
    ):
        types[label] |= {variable: kind} if variable else {}
    return dict(types)


def _statements(base: sqlite3.Connection, documents: dict[int, DnaDocument]) -> Iterator[DnaStatement]:
    values: dict[int, dict[str, Value]] = defaultdict(dict)
    queries = [f"SELECT d.StatementId, v.Variable, d.Value FROM {table} d JOIN VARIABLES v ON v.ID = d.VariableId"
               for table in _VALUES]  # fmt: skip
    queries.append(
        "SELECT d.StatementId, v.Variable, e.Value FROM DATASHORTTEXT d "
        "JOIN VARIABLES v ON v.ID = d.VariableId JOIN ENTITIES e ON e.ID = d.Entity"
    )
    for query in queries:
        for statement, variable, value in base.execute(query):
            values[statement][variable] = value
    places = {key: _Offsets(document.text) for key, document in documents.items()}
    for identifier, label, document, start, stop, coder in base.execute(
        "SELECT s.ID, t.Label, s.DocumentId, s.Start, s.Stop, COALESCE(c.Name, '') FROM STATEMENTS s "
        "JOIN STATEMENTTYPES t ON t.ID = s.StatementTypeId LEFT JOIN CODERS c ON c.ID = s.Coder ORDER BY s.ID"
    ):
        if document not in documents:
            raise StoreError(f"statement {identifier} is of document {document}, which the database has not")
        at = places[document]
        yield DnaStatement(identifier, label, document, at.point(start), at.point(stop), coder, values[identifier])


def _attributes(base: sqlite3.Connection) -> dict[tuple[str, str], dict[str, str]]:
    """Return the attributes of entities that have a value, by variable and entity."""
    found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for variable, entity, attribute, value in base.execute(
        "SELECT v.Variable, e.Value, a.AttributeVariable, x.AttributeValue FROM ATTRIBUTEVALUES x "
        "JOIN ENTITIES e ON e.ID = x.EntityId JOIN ATTRIBUTEVARIABLES a ON a.ID = x.AttributeVariableId "
        "JOIN VARIABLES v ON v.ID = e.VariableId WHERE x.AttributeValue != ''"
    ):
        found[variable, entity][attribute] = value
    return dict(found)


class _Offsets:
    """Turns offsets in UTF-16 units, in which Java counts, into code points; the same unless there are rare letters."""

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self.wide = [at + rank for rank, at in enumerate(at for at, mark in enumerate(text) if ord(mark) > 0xFFFF)]

    def point(self, offset: int) -> int:
        return min(offset - sum(place < offset for place in self.wide), self.length)


def utf16_offset(text: str, point: int) -> int:
    """Return the offset in UTF-16 units of a code point.

    >>> utf16_offset("a😀b", 2)
    3
    """
    return point + sum(ord(mark) > 0xFFFF for mark in text[:point])
