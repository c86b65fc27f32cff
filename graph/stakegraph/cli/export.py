"""The command that writes a graph in another format, or its statements, stances and events as tables."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stakegraph.cli.talk import DEFAULT_OUT
from stakegraph.errors import UsageError

if TYPE_CHECKING:
    from stakegraph.store import Store

FORMATS = ("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml")
TABLE_FORMATS = ("csv", "tsv")
DNA = "dna"
TABLES = ("statements", "stances", "events")
RDF_12 = ("turtle", "trig", "ntriples", "nquads")
"""The formats that can hold RDF 1.2."""


def data_option() -> str:
    """Return the folder of the last build here. Raises UsageError where there is none."""
    if not Path(DEFAULT_OUT).exists():
        raise UsageError(f"there is no {DEFAULT_OUT} here; run stakegraph build first, or name a graph with --data")
    return DEFAULT_OUT


@click.command("export", short_help="Write a graph in another format, or as tables.")
@click.option("--data", metavar="PATH", help=f"Folder of a build, store, or RDF file [default: {DEFAULT_OUT}]")
@click.option(
    "--format",
    "form",
    type=click.Choice((*FORMATS, *TABLE_FORMATS, DNA)),
    help="Format  [default: by the name of FILE, else turtle, or csv for a table]",
)
@click.option("--table", type=click.Choice(TABLES), help="Write these as a table for a spreadsheet, csv or tsv.")
@click.option("--rdf12", is_flag=True, help="Annotate each direct edge with the stances behind it, as RDF 1.2.")
@click.option("-o", "--out", default="-", metavar="FILE", help="File to write; - is standard output, the default.")
def export_command(data: str | None, form: str | None, table: str | None, rdf12: bool, out: str) -> None:
    """Export a graph as Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML, or a table of it as CSV or TSV.

    The annotations of a build can also be written as a database of Discourse Network Analyzer 3 (dna); its coders have
    the password stakegraph.

    TriG, N-Quads and JSON-LD keep the named graph of each article; the others hold the union. The same graph gives
    the same bytes.
    """
    from stakegraph.output import write
    from stakegraph.store import open_store

    chosen = form or _format_of(out, table)
    if table is None and chosen in TABLE_FORMATS:
        raise UsageError(f"{chosen} holds a table; say which with --table: {', '.join(TABLES)}")
    if chosen == DNA:
        _put_dna(data or data_option(), out)
        return
    if table is not None and chosen not in TABLE_FORMATS:
        raise UsageError(f"a table can't be written as {chosen}; use {' or '.join(TABLE_FORMATS)}")
    if rdf12 and chosen not in RDF_12:
        raise UsageError(f"{chosen} can't hold RDF 1.2; use {', '.join(RDF_12)}")
    store = open_store(data or data_option())
    chunks = _table(store, table, chosen) if table else _graph(store, chosen, rdf12)
    if out == "-":
        sys.stdout.buffer.writelines(chunks)
    else:
        write(out, chunks)


def _format_of(out: str, table: str | None) -> str:
    """Return the format that the name of the file stands for."""
    from stakegraph.rdf import format_of

    suffix = Path(out).suffix.lower().removeprefix(".")
    if suffix in (*TABLE_FORMATS, DNA):
        return suffix
    if table is not None:
        return TABLE_FORMATS[0]
    return "turtle" if out == "-" else format_of(out)


def _put_dna(data: str, out: str) -> None:
    """Write the annotations of a build, with the texts beside them, as a database."""
    from stakegraph.exchange import write_dna
    from stakegraph.output import write
    from stakegraph.pipeline import ANNOTATIONS, read_annotation

    if out == "-":
        raise UsageError("a database can't go to standard output; name a file with -o FILE.dna")
    names = sorted(Path(data, ANNOTATIONS).glob("*.json"))
    if not names:
        raise UsageError(f"{data} holds no annotations with their texts; name the folder of a build with --data")
    documents = [read_annotation(name) for name in names]
    write(out, write_dna((one.article, one.annotation) for one in documents))


def _table(store: Store, table: str, form: str) -> Iterable[bytes]:
    from stakegraph.query.tables import write_table

    return [write_table(store, table, form)]


def _graph(store: Store, form: str, rdf12: bool) -> Iterable[bytes]:
    from stakegraph.rdf import serialize, with_reifiers

    if rdf12:
        return [serialize(with_reifiers(store.quads()), form)]
    by_parts = {"turtle": union_turtle, "nquads": quads_by_graph}
    return by_parts[form](store) if form in by_parts else [serialize(store.quads(), form)]


def union_turtle(store: Store) -> Iterable[bytes]:
    """Yield the union as sorted Turtle, which for a large store never lies in memory whole."""
    from stakegraph.rdf import serialize
    from stakegraph.rdf.turtle import chunks_of, sorted_turtle

    with tempfile.TemporaryDirectory(prefix="stakegraph-") as folder:
        place = Path(folder) / "unsorted.ttl"
        store.dump(place)
        with place.open("rb") as file:
            if not any(b"_:" in chunk for chunk in chunks_of(file)):
                file.seek(0)
                yield from sorted_turtle(chunks_of(file))
                return
    # Blank nodes, if they are some, need names that are the same at every reading.
    yield serialize(store.quads(), "turtle")


def quads_by_graph(store: Store) -> Iterable[bytes]:
    """Yield sorted N-Quads, of which no more than one graph at a time lies in memory."""
    from stakegraph.rdf import serialize
    from stakegraph.rdf.turtle import chunks_of

    with tempfile.TemporaryFile(prefix="stakegraph-") as file:
        for _, quads in groupby(store.quads(), key=attrgetter("graph_name")):
            lines = serialize(quads, "nquads")
            if b"_:" in lines:
                break  # a blank node may stand in several graphs, and all of them are needed to name it
            file.write(lines)
        else:
            file.seek(0)
            yield from chunks_of(file)
            return
    yield serialize(store.quads(), "nquads")
