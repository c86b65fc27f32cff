"""The command that writes the measures of a graph as a page."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from stakegraph.cli.export import data_option
from stakegraph.cli.measure import measure_options, networks_of
from stakegraph.cli.talk import DEFAULT_OUT, counted, say, with_progress
from stakegraph.errors import UsageError

if TYPE_CHECKING:
    from stakegraph.measures.table import Options
    from stakegraph.page.report import Query

_QUERIES = ("network/stances", "articles", "network/attributes")


@click.command("report", short_help="Write the measures of a graph as a page.")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--data", metavar="PATH", help=f"Folder of a build, store, or RDF file [default: {DEFAULT_OUT}]")
@click.option("-o", "--out", default="report.html", show_default=True, metavar="FILE", help="Page to write, or -.")
@measure_options
def report_command(names: tuple[str, ...], data: str | None, out: str, **chosen: Any) -> None:
    """Write polarization, camps, stances over time and who matters as one HTML page that needs no network.

    With NAMEs only these measures. Each has the command that gives its numbers again.
    """
    from stakegraph.measures.catalogue import find, measure
    from stakegraph.measures.table import Options
    from stakegraph.page.report import MEASURES, render_report, section
    from stakegraph.query import run
    from stakegraph.store import open_store

    wanted = [find(name).name for name in names] or list(MEASURES)
    if len(set(wanted)) < len(wanted):
        raise UsageError("a measure is named twice; name each once")
    place, options = data or data_option(), Options(**chosen)
    store = open_store(place)
    networks = networks_of(store)
    sections = [
        section(measure(name, networks, options), _command("measure", name, place, options), networks)
        for name in with_progress(wanted, "measuring")
    ]
    title, days = _about(run(store, "articles").dicts())
    html = render_report(sections, _queries(place), title=f"Measures: {title}", subtitle=days)
    if out == "-":
        sys.stdout.buffer.write(html.encode())
        return
    from stakegraph.page import write_page

    write_page(Path(out), html)
    say(f"wrote {out}, {len(html.encode()) / 1000:.0f} kB; open it in a browser")


def _about(articles: Sequence[Mapping[str, str | None]]) -> tuple[str, str]:
    """Return the title of the only article or how many there are, and from when to when they were published."""
    days = sorted({str(row["published"])[:10] for row in articles if row["published"]})
    title = str(articles[0]["title"]) if len(articles) == 1 else counted(len(articles), "article")
    return title, " to ".join(dict.fromkeys((days[0], days[-1]))) if days else ""


def _command(verb: str, name: str, place: str, options: Options) -> str:
    """Return the command line that gives the numbers of a measure, with the options that are not as usual."""
    usual = type(options)()
    words = ["stakegraph", verb, name, "--data", place]
    for field in fields(options):
        value = getattr(options, field.name)
        if field.name == "seed" or value != getattr(usual, field.name):
            words += [f"--{field.name}"] if value is True else [f"--{field.name}", str(value)]
    return shlex.join(words)


def _queries(place: str) -> list[Query]:
    from stakegraph.page.report import Query
    from stakegraph.query.catalogue import find

    return [
        Query(name, shlex.join(["stakegraph", "query", name, "--data", place]), find(name).text) for name in _QUERIES
    ]
