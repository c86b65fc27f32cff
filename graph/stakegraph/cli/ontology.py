"""The command that writes the vocabulary of the graph, to read or to load elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path

import click

FORMATS = ("html", "turtle", "shacl", "context", "svg")


@click.command("ontology", short_help="Write the vocabulary of the graph.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Format  [default: by the name of FILE, else html]",
)
@click.option("-o", "--out", default="-", metavar="FILE", help="File to write; - is standard output, the default.")
def ontology_command(form: str | None, out: str) -> None:
    """Write the vocabulary: a reference page, the ontology, its SHACL shapes, the JSON-LD context, or a drawing."""
    from stakegraph.output import write

    by_suffix = {".ttl": "turtle", ".jsonld": "context", ".svg": "svg"}
    data = _written(form or by_suffix.get(Path(out).suffix.lower(), "html")).encode()
    if out == "-":
        sys.stdout.buffer.write(data)
    else:
        write(out, data)


def _written(form: str) -> str:
    from stakegraph.ontology import source

    if form in ("turtle", "shacl"):
        return source("stakegraph.ttl" if form == "turtle" else "shapes.ttl")
    if form == "context":
        import json

        from stakegraph.ontology.context import context
        from stakegraph.vocabulary import BASE

        return json.dumps({"@context": context(BASE)}, indent=1) + "\n"
    if form == "svg":
        from stakegraph.ontology.drawing import model_svg

        return model_svg()
    from stakegraph.ontology.reference import reference_html

    return reference_html()
