"""The command that checks annotations and graphs, which people may have edited."""

from __future__ import annotations

from pathlib import Path

import click

from stakegraph.cli.talk import say
from stakegraph.errors import GraphError, StakegraphError


@click.command("check", short_help="Check annotations and graphs.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def check_command(files: tuple[str, ...]) -> None:
    """Check annotations (JSON, with their articles beside them) and graphs (RDF files).

    An annotation must fit its article: references, words, offsets. A graph must say what the model asks for.
    """
    bad = 0
    for name in files:
        try:
            click.echo(f"{name}: {_checked(name)}")
        except StakegraphError as error:
            bad += 1
            message = str(error)
            say(message if message.startswith(name) else f"{name}: {message}")
    if bad:
        say(f"{bad} of {len(files)} files have a fault")
        raise click.exceptions.Exit(1)


def _checked(name: str) -> str:
    """Check one file and return what it holds."""
    return _annotation(name) if Path(name).suffix.lower() == ".json" else _graph(name)


def _annotation(name: str) -> str:
    from stakegraph.annotation import load

    one = load(name)
    counts = (len(one.actors), len(one.issues), len(one.statements), len(one.stances), len(one.events))
    kinds = ("actors", "issues", "statements", "stances", "events")
    return "fits its article: " + ", ".join(f"{count} {kind}" for count, kind in zip(counts, kinds, strict=True))


def _graph(name: str) -> str:
    from stakegraph.rdf import from_quads, parse

    quads = parse(name)
    articles = from_quads(quads)
    if not articles:
        raise GraphError(f"{name} describes no article; it is no graph of stakegraph")
    return f"conforms to the model: {len(articles)} article{'s' * (len(articles) != 1)}, {len(quads)} triples"
