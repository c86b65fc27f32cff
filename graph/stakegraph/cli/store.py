"""The commands that keep many articles in one store: ``stakegraph store add``, ``remove`` and ``list``."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stakegraph.cli.talk import counted, say, with_progress
from stakegraph.errors import UsageError

if TYPE_CHECKING:
    from stakegraph.model import Annotation
    from stakegraph.store import Store

FORMATS = ("table", "markdown", "csv", "tsv", "json", "xml")


@click.group("store", short_help="Keep many articles in one store.")
def store_command() -> None:
    """Keep many articles in one store: a folder, or a SPARQL 1.1 server by the address of its queries.

    stakegraph build --store PLACE puts new articles in; query, export and check read it by --data PLACE. Each article
    is a named graph and one transaction: what is interrupted can be run again.
    """


@store_command.command("add", short_help="Put builds, graphs and annotations in.")
@click.argument("place")
@click.argument("things", nargs=-1, required=True, metavar="THING...")
def add_command(place: str, things: tuple[str, ...]) -> None:
    """Put the articles of each THING into the store at PLACE, which is made where it is missing.

    A THING is the folder of a build, an RDF file, another store, or an annotation (JSON).
    """
    from stakegraph.store import writable_store

    annotations = [one for thing in things for one in _annotations(thing)]
    put_in(writable_store(place), place, annotations)


@store_command.command("remove", short_help="Take articles out.")
@click.argument("place")
@click.argument("articles", nargs=-1, required=True, metavar="ID...")
def remove_command(place: str, articles: tuple[str, ...]) -> None:
    """Take articles out of the store at PLACE, by the ids that list shows: all of them or none."""
    from stakegraph.store import writable_store

    _require_store(place)
    store = writable_store(place)
    store.change(remove=dict.fromkeys(articles))
    click.echo(f"{place}: {counted(len(set(articles)), 'article')} taken out, {len(store.articles())} left")


@store_command.command("list", short_help="List the articles.")
@click.argument("place")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="Format.")
def list_command(place: str, form: str) -> None:
    """List the articles of the store at PLACE, with what was found in each and who annotated it."""
    from stakegraph.query import run

    _require_store(place)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    sys.stdout.buffer.write(run(place, "articles").write(form, width=width))


def put_in(store: Store, place: str, annotations: Sequence[Annotation]) -> None:
    """Put annotations into a store, each in a transaction of its own, and say what became of it."""
    new = {one.article.id: one for one in annotations}
    replaced: list[str] = []
    for article in with_progress(list(new), "storing"):
        old = store.older_versions(new[article].article, beside=new)
        store.change([new[article]], remove=old)
        replaced += old
    for article in replaced:
        say(f"{article} was an older version, and is taken out of {place}")
    click.echo(f"{place}: {counted(len(new), 'article')} put in, {len(store.articles())} in all")


def _require_store(place: str) -> None:
    from stakegraph.store import MARKER, is_url

    if not is_url(place) and not (Path(place) / MARKER).exists():
        raise UsageError(f"{place} is no store; stakegraph store add makes one")


def _annotations(thing: str) -> Iterator[Annotation]:
    """Yield the annotations of what a user names."""
    from stakegraph.pipeline import read_annotation
    from stakegraph.rdf import from_quads
    from stakegraph.store import is_url, open_store

    suffix = Path(thing).suffix.lower()
    if not is_url(thing) and suffix in (".txt", ".html", ".htm"):
        raise UsageError(f"{thing} is an article; stakegraph build {thing} --store PLACE reads it and puts it in")
    if suffix == ".json":
        yield read_annotation(thing).annotation
    else:
        yield from from_quads(open_store(thing).quads())
