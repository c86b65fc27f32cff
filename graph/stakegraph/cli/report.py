"""The command that writes the measures of a graph as a page."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from stakegraph.cli.export import data_option
from stakegraph.cli.measure import again, measure_options, networks_of, options_of
from stakegraph.cli.talk import DEFAULT_OUT, counted, say, with_progress
from stakegraph.errors import UsageError

if TYPE_CHECKING:
    import networkx as nx

    from stakegraph.page.report import Query

_QUERIES = ("network/stances", "network/nodes", "network/articles", "network/attributes")


@click.command("report", short_help="Write the measures of a graph as a page.")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--data", metavar="PATH", help=f"Folder of a build, store, RDF or .dna file [default: {DEFAULT_OUT}]")
@click.option("-o", "--out", default="report.html", show_default=True, metavar="FILE", help="Page to write, or -.")
@measure_options
def report_command(names: tuple[str, ...], data: str | None, out: str, **chosen: Any) -> None:
    """Write polarization, camps, stances over time and who matters as one HTML page that needs no network.

    With NAMEs only these measures. Each has the command that gives its numbers again.
    """
    from stakegraph.measures.catalogue import find, measure
    from stakegraph.page.report import MEASURES, render_report, section

    wanted = [find(name).name for name in names] or list(MEASURES)
    if len(set(wanted)) < len(wanted):
        raise UsageError("a measure is named twice; name each once")
    place, options = data or data_option(), options_of(chosen)
    networks = networks_of(place, chosen)
    sections = [
        section(measure(name, networks, options), again(["measure", name, "--data", place], chosen), networks)
        for name in with_progress(wanted, "measuring")
    ]
    title, days = _about(networks.stances)
    html = render_report(sections, _queries(place), title=f"Measures: {title}", subtitle=days)
    if out == "-":
        sys.stdout.buffer.write(html.encode())
        return
    from stakegraph.page import write_page

    write_page(Path(out), html)
    say(f"wrote {out}, {len(html.encode()) / 1000:.0f} kB; open it in a browser")


def _about(stances: nx.MultiDiGraph) -> tuple[str, str]:
    """Return the title of the only article or how many there are, and from when to when they were published."""
    titles = {facts["article"]: facts["article_title"] for *_, facts in stances.edges(data=True)}
    days = sorted({facts["date"] for *_, facts in stances.edges(data=True)} - {""})
    title = str(*titles.values()) if len(titles) == 1 else counted(len(titles), "article")
    return title, " to ".join(dict.fromkeys((days[0], days[-1]))) if days else ""


def _queries(place: str) -> list[Query]:
    from stakegraph.exchange import is_dna
    from stakegraph.page.report import Query
    from stakegraph.query.catalogue import find

    if is_dna(place):
        return []
    return [
        Query(name, shlex.join(["stakegraph", "query", name, "--data", place]), find(name).text) for name in _QUERIES
    ]
