"""Answers to queries, and the formats they are written in."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape  # xml.sax.saxutils would do, but imports the whole of urllib
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from stakegraph.errors import QueryError
from stakegraph.vocabulary import RDF, XSD, compact

Term = NamedNode | BlankNode | Literal | Triple
Row = tuple[Term | None, ...]

RESULT_FORMATS = ("table", "markdown", "csv", "tsv", "json", "xml")
"""The formats of rows and of yes-or-no answers."""

_PLAIN = (XSD + "string", RDF + "langString")
_NARROWEST = 8


@dataclass(slots=True)
class Result:
    """The answer to a query: rows of terms, or yes or no (``answer``), or a graph (``triples``).

    ``columns`` are in the order of the query; a cell is None where a variable is unbound. ``truncated`` says that
    there were more rows than were asked for. ``labels`` has a label for IRIs of the rows that have no column
    ``…Label`` beside them.
    """

    columns: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    answer: bool | None = None
    triples: list[Triple] | None = None
    truncated: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)

    def write(self, form: str = "table", *, width: int | None = None) -> bytes:
        r"""Return the answer in the format ``form``; ``width`` is that of the terminal, for tables.

        Rows and yes or no can be a table, markdown, or csv, tsv, json and xml as the W3C has them; a graph is Turtle,
        or what RDF format is asked for. Raises QueryError for a format that does not fit.

        >>> Result(["n"], [(Literal(3),)]).write("csv")
        b'n\r\n3\r\n'
        """
        if self.triples is not None:
            return self._write_graph(form)
        if form not in RESULT_FORMATS:
            raise QueryError(f"rows can't be written as {form!r}; use one of {', '.join(RESULT_FORMATS)}")
        if self.answer is not None:
            return _write_answer(form, self.answer)
        if form == "table":
            return self._write_table(width)
        if form == "markdown":
            return self._write_markdown()
        writer = {"csv": _csv, "tsv": _tsv, "json": _json, "xml": _xml}[form]
        return writer(self.columns, self.rows).encode()

    def dicts(self) -> list[dict[str, str | None]]:
        """Return the rows as plain text by column.

        >>> Result(["n", "m"], [(Literal(3), None)]).dicts()
        [{'n': '3', 'm': None}]
        """
        return [{name: plain_text(term) for name, term in zip(self.columns, row, strict=True)} for row in self.rows]

    def _write_graph(self, form: str) -> bytes:
        # Rows are what is mostly asked for, and they need none of it.
        from stakegraph.rdf import FORMATS, serialize

        form = "turtle" if form == "table" else form
        if form not in FORMATS:
            raise QueryError(f"a graph can't be written as {form!r}; use one of {', '.join(FORMATS)}")
        triples = self.triples or []
        return serialize((Quad(one.subject, one.predicate, one.object) for one in triples), form)

    def _write_table(self, width: int | None) -> bytes:
        cells = [[self._cell(name, term) for name, term in zip(self.columns, row, strict=True)] for row in self.rows]
        right = [all(_is_number(row[at]) for row in self.rows) and bool(self.rows) for at in range(len(self.columns))]
        widths = _fit([max(map(_columns_of, column)) for column in zip(self.columns, *cells, strict=True)], width)
        lines = [
            "  ".join(_pad(cell, size, at_right) for cell, size, at_right in zip(row, widths, right, strict=True))
            for row in [self.columns, ["-" * size for size in widths], *cells]
        ]
        if self.truncated:
            lines.append(f"… there are more than these {len(self.rows)} rows")
        return "".join(line.rstrip() + "\n" for line in lines).encode()

    def _write_markdown(self) -> bytes:
        cells = [[self._cell(name, term) for name, term in zip(self.columns, row, strict=True)] for row in self.rows]
        escaped = [[re.sub(r"([\\|<>*_`\[\]])", r"\\\1", cell) for cell in row] for row in [self.columns, *cells]]
        lines = [f"| {' | '.join(row)} |\n" for row in escaped]
        return "".join([lines[0], "|---" * len(self.columns) + "|\n", *lines[1:]]).encode()

    def _cell(self, column: str, term: Term | None) -> str:
        text = compact(term.value) if isinstance(term, NamedNode) else plain_text(term) or ""
        label = self.labels.get(term.value) if isinstance(term, NamedNode) else None
        if label and f"{column}Label" not in self.columns:
            text = f"{text} ({label})"
        return _printable(text)


def plain_text(term: Term | None) -> str | None:
    """Return what a term says without its datatype or language; None where there is no term.

    >>> plain_text(Literal("Bund", language="de"))
    'Bund'
    """
    if term is None:
        return None
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    return str(term) if isinstance(term, Triple) else term.value


def _printable(text: str) -> str:
    """Make one line of text that can do nothing to a terminal: no control, escape or direction characters."""
    flat = " ".join(text.split())
    return "".join("\ufffd" if unicodedata.category(mark) in ("Cc", "Cf", "Cs", "Co") else mark for mark in flat)


def _columns_of(text: str) -> int:
    """Count the columns of a terminal that ``text`` takes."""
    return sum(
        2 if unicodedata.east_asian_width(mark) in "WF" else 0 if unicodedata.combining(mark) else 1 for mark in text
    )


def _fit(wanted: list[int], width: int | None) -> list[int]:
    """Narrow the widest columns until a row fits into ``width``, if it can."""
    widths = list(wanted)
    if width is None:
        return widths
    while sum(widths) + 2 * (len(widths) - 1) > width and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _pad(text: str, size: int, at_right: bool) -> str:
    if _columns_of(text) > size:
        while text and _columns_of(text) > size - 1:
            text = text[:-1]
        text += "…"
    space = " " * (size - _columns_of(text))
    return space + text if at_right else text + space


def _is_number(term: Term | None) -> bool:
    return isinstance(term, Literal) and term.datatype.value in (XSD + "integer", XSD + "decimal", XSD + "double")


def _write_answer(form: str, answer: bool) -> bytes:
    word = str(answer).lower()
    texts = {
        "json": json.dumps({"head": {}, "boolean": answer}) + "\n",
        "xml": f'<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/>'
        f"<boolean>{word}</boolean></sparql>\n",
        "csv": word + "\r\n",
    }
    return texts.get(form, word + "\n").encode()


def _csv(columns: list[str], rows: Iterable[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([plain_text(term) for term in row] for row in rows)
    return out.getvalue()


def _tsv(columns: list[str], rows: Iterable[Row]) -> str:
    lines = ["\t".join(f"?{name}" for name in columns)]
    lines += ["\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) for row in rows]
    return "\n".join(lines) + "\n"


def _json(columns: list[str], rows: Iterable[Row]) -> str:
    bindings = [
        {name: _json_term(term) for name, term in zip(columns, row, strict=True) if term is not None} for row in rows
    ]
    document = {"head": {"vars": columns}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Term) -> dict[str, Any]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    known: dict[str, Any] = {"type": "literal", "value": term.value}
    if term.language:
        known["xml:lang"] = term.language
    elif term.datatype.value not in _PLAIN:
        known["datatype"] = term.datatype.value
    return known


def _xml(columns: list[str], rows: Iterable[Row]) -> str:
    head = "".join(f"<variable name={_quoted(name)}/>" for name in columns)
    lines = [
        '<?xml version="1.0"?>',
        '<sparql xmlns="http://www.w3.org/2005/sparql-results#">',
        f" <head>{head}</head>",
        " <results>",
    ]
    for row in rows:
        cells = (
            f"<binding name={_quoted(name)}>{_xml_term(term)}</binding>"
            for name, term in zip(columns, row, strict=True)
            if term is not None
        )
        lines.append(f"  <result>{''.join(cells)}</result>")
    return "\n".join([*lines, " </results>", "</sparql>"]) + "\n"


def _quoted(text: str) -> str:
    return f'"{escape(text)}"'


def _xml_term(term: Term) -> str:
    if isinstance(term, NamedNode):
        return f"<uri>{escape(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{escape(term.value)}</bnode>"
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return f"<triple>{''.join(f'<{name}>{_xml_term(part)}</{name}>' for name, part in parts.items())}</triple>"
    tag = ""
    if term.language:
        tag = f" xml:lang={_quoted(term.language)}"
    elif term.datatype.value not in _PLAIN:
        tag = f" datatype={_quoted(term.datatype.value)}"
    return f"<literal{tag}>{escape(term.value)}</literal>"
