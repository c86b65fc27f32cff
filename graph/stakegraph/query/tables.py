"""Statements, stances and events as tables for spreadsheets.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, and words of an article may
begin so. Such a cell gets an apostrophe before it, and so does one that begins with an apostrophe: taking one
apostrophe away from every text that begins with one gives back the words. The file begins with a byte order mark,
without which spreadsheets misread everything beyond ASCII; cells with separators, quotes or line breaks are quoted
(RFC 4180). Where the same answer must be exact to the byte, ``stakegraph query --format csv`` gives it.
"""

from __future__ import annotations

import csv
import io
from itertools import groupby
from typing import TYPE_CHECKING

from stakegraph.errors import QueryError
from stakegraph.query.evaluate import evaluate
from stakegraph.query.results import Row, plain_text

if TYPE_CHECKING:
    from stakegraph.store import Store

TABLES = ("statements", "stances", "events")
"""The tables; each has a query ``tables/NAME``."""

SEPARATORS = {"csv": ",", "tsv": "\t"}
"""The formats of tables and what stands between their cells."""

_BETWEEN = "; "
_FORMULA = tuple("=+-@\t\r\n＝＋－＠'")


def write_table(store: Store, table: str, form: str = "csv") -> bytes:
    r"""Return the ``statements``, ``stances`` or ``events`` of ``store`` as ``csv`` or ``tsv``, one row each.

    Where an event has several sources, recipients or types, they stand in one cell with ``; `` between them. Raises
    QueryError for a table or a format that is not known.

    >>> from stakegraph.store import memory_store
    >>> write_table(memory_store(), "stances")[:26]
    b'\xef\xbb\xbfstance,article,articleT'
    """
    if table not in TABLES or form not in SEPARATORS:
        raise QueryError(f"there is no table {table!r} as {form!r}; use {', '.join(TABLES)} as csv or tsv")
    answer = evaluate(store, f"tables/{table}", {})
    out = io.StringIO()
    writer = csv.writer(out, delimiter=SEPARATORS[form], lineterminator="\r\n")
    writer.writerow(answer.columns)
    by_item = groupby(answer.rows, key=lambda row: row[0])
    writer.writerows(_row(answer.columns, list(rows)) for _, rows in by_item)
    return out.getvalue().encode("utf-8-sig")


def _row(columns: list[str], rows: list[Row]) -> list[str]:
    """Make one row of those of one item; a label stands as often as what it is the label of."""
    cells = []
    for place, name in enumerate(columns):
        of = name.removesuffix("Label")
        key = columns.index(of) if of in columns else place
        values = {row[key]: plain_text(row[place]) or "" for row in rows}
        cells.append(as_text(_BETWEEN.join(values.values())))
    return cells


def as_text(words: str) -> str:
    r"""Return ``words`` as a cell that no spreadsheet takes for a formula; :func:`as_words` gives them back.

    >>> as_text('=HYPERLINK("http://a.example")'), as_text("a gift")
    ('\'=HYPERLINK("http://a.example")', 'a gift')
    """
    return f"'{words}" if words.startswith(_FORMULA) else words


def as_words(cell: str) -> str:
    """Return the words behind a cell of a table.

    >>> as_words("'-1")
    '-1'
    """
    return cell.removeprefix("'")
