"""The command that writes a graph in another format."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from stakegraph.cli.talk import DEFAULT_OUT
from stakegraph.errors import UsageError

FORMATS = ("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml")


def data_option() -> str:
    """Return the folder of the last build here. Raises UsageError where there is none."""
    if not Path(DEFAULT_OUT).exists():
        raise UsageError(f"there is no {DEFAULT_OUT} here; run stakegraph build first, or name a graph with --data")
    return DEFAULT_OUT


@click.command("export", short_help="Write a graph in another format.")
@click.option("--data", metavar="PATH", help=f"Folder of a build, store, or RDF file [default: {DEFAULT_OUT}]")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="Format  [default: by the name of FILE, else turtle]"
)
@click.option("-o", "--out", default="-", metavar="FILE", help="File to write; - is standard output, the default.")
def export_command(data: str | None, form: str | None, out: str) -> None:
    """Export a graph as Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML.

    TriG, N-Quads and JSON-LD keep the named graph of each article; the others hold the union.
    """
    from stakegraph.output import write
    from stakegraph.rdf import format_of, serialize
    from stakegraph.store import open_store

    chosen = form or ("turtle" if out == "-" else format_of(out))
    result = serialize(open_store(data or data_option()).quads(), chosen)
    if out == "-":
        sys.stdout.buffer.write(result)
    else:
        write(out, result)
