"""The command that takes measures of the networks in a graph."""

from __future__ import annotations

import csv
import io
import json
import shlex
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import click

from stakegraph.cli.export import data_option
from stakegraph.cli.network import chosen_coding, chosen_filter, coding_options, counting_options, is_coding
from stakegraph.cli.talk import DEFAULT_OUT, with_progress
from stakegraph.errors import UsageError

if TYPE_CHECKING:
    import networkx as nx

    from stakegraph.measures.networks import Networks
    from stakegraph.measures.table import Options, Table
    from stakegraph.network import Units
    from stakegraph.query import Result

FORMATS = ("table", "markdown", "csv", "json")

_SOME = 10
"""Rows that are shown of each of several tables."""


def measure_options(command: Any) -> Any:
    """Add the options that say how measures are taken; they come as one keyword argument each."""
    command = counting_options(coding_options(command))
    for option in (
        click.option("--draw", default="statement", metavar="UNIT", help="What a bootstrap draws: statement, article."),
        click.option("--window", default="month", metavar="UNIT", help="Window: day, week, month, quarter or year."),
        click.option("--level", default=0.05, metavar="P", show_default=True, help="Level of the backbone."),
        click.option("--null", default="signs", metavar="MODEL", help="Null model of signs: signs, or rewire."),
        click.option("--method", default="louvain", metavar="NAME", help="Coalitions by louvain, or leiden (igraph)."),
        click.option("--by", metavar="ATTRIBUTE", help="Attribute of actors: type, country, role, coalition, …"),
        click.option("--weighted", is_flag=True, help="Frustration by weight, not by number of ties."),
        click.option("--camps", default=2, metavar="K", show_default=True, help="Number of camps."),
        click.option("--runs", type=click.IntRange(1), metavar="N", help="Draws of null models and bootstraps."),
        click.option("--seed", default=0, metavar="N", show_default=True, help="Seed of all that is drawn."),
    ):
        command = option(command)
    return command


@click.command("measure", short_help="Measure the networks of a graph.")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--data", metavar="PATH", help=f"Folder of a build, store, RDF or .dna file [default: {DEFAULT_OUT}]")
@click.option("--network", metavar="NAME", help="Network to take it on  [default: that of the measure]")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="Format.")
@click.option(
    "--rows", type=click.IntRange(1), metavar="N", help=f"Rows of a table  [default: all, of several {_SOME}]"
)
@click.option("-o", "--out", default="-", metavar="FILE", help="File to write; - is standard output, the default.")
@click.option("--rdf", metavar="FILE", help="Also write the numbers as RDF, a node each; the name says the format.")
@click.option("--list", "listed", is_flag=True, help="List the measures and their networks.")
@measure_options
def measure_command(
    names: tuple[str, ...],
    data: str | None,
    network: str | None,
    form: str,
    rows: int | None,
    out: str,
    rdf: str | None,
    listed: bool,
    **chosen: Any,
) -> None:
    """Measure who matters, who stands with whom, how deep the conflict is, how it changes, and how sure that is.

    Without a NAME all default measures are taken. For example: stakegraph measure frustration camps --seed 1.
    Every answer says which network, which size and which options made it.
    """
    from stakegraph.measures.catalogue import MEASURES, find, measure
    from stakegraph.output import write

    if listed:
        _put_list()
        return
    wanted = [find(name).name for name in names] or [one.name for one in MEASURES.values() if one.default]
    if form == "csv" and len(wanted) > 1:
        raise UsageError(f"CSV holds one table, and {len(wanted)} measures were asked for; name one, or use json")
    networks, options = networks_of(data or data_option(), chosen), options_of(chosen, network=network)
    tables = [measure(name, networks, options) for name in with_progress(wanted, "measuring")]
    text = written(tables, form, rows or (_SOME if len(tables) > 1 else None), wide=out != "-")
    if rdf is not None:
        from stakegraph.measures.observations import observations
        from stakegraph.rdf import format_of, serialize

        write(rdf, serialize(observations(tables), format_of(rdf)))
    if out == "-":
        sys.stdout.buffer.write(text.encode())
    else:
        write(out, text.encode())


def networks_of(data: str, chosen: Mapping[str, Any]) -> Networks:
    """Return the networks of what an analyst points at, of the stances and events that ``chosen`` options let count.

    Without options all that are actual or planned count. A stance without a date has that of its article; a .dna file
    has no events.
    """
    from stakegraph.measures.networks import Networks
    from stakegraph.network import Filter, Recipe, build
    from stakegraph.pipeline import coded_units
    from stakegraph.query import run
    from stakegraph.store import open_store

    def made(kind: str, units: Units) -> nx.MultiDiGraph:
        recipe = Recipe(kind, chosen_filter(chosen), chosen["duplicates"]) if chosen else Recipe(kind, Filter())
        network: nx.MultiDiGraph = build(units, recipe)
        return network

    if is_coding(data):
        return Networks(made("stance", chosen_coding(data, chosen)))
    store = open_store(data)
    found = run(store, "network/attributes").dicts()
    return Networks(
        made("stance", coded_units(store, "stance")),
        lambda: made("event", coded_units(store, "event")),
        [(str(row["actor"]), str(row["attribute"]), str(row["value"])) for row in found],
    )


def options_of(chosen: Mapping[str, Any], **more: Any) -> Options:
    """Return the options of measures among those of a command."""
    from stakegraph.measures.table import Options

    names = {field.name for field in fields(Options)} & chosen.keys()
    return Options(**{name: chosen[name] for name in names}, **more)


def again(words: Sequence[str], options: Mapping[str, Any]) -> str:
    """Return the command line of a command with the ``options`` of :func:`measure_options` that are not as usual."""
    usual = {one.name: one for one in measure_command.params if isinstance(one, click.Option)}
    line = ["stakegraph", *words]
    for name, value in options.items():
        if name == "seed" or (value not in (None, ()) and value != usual[name].default):
            flag = usual[name].opts[0]
            several = value if isinstance(value, tuple) else (value,)
            line += [flag] if value is True else [part for one in several for part in (flag, str(one))]
    return shlex.join(line)


def _put_list() -> None:
    from pyoxigraph import Literal

    from stakegraph.measures.catalogue import MEASURES
    from stakegraph.query import Result

    rows = [
        (Literal(one.name), Literal(one.title + ("" if one.default else " *")), Literal(", ".join(one.networks)))
        for one in MEASURES.values()
    ]
    click.echo(_table(Result(["name", "title", "networks"], list(rows))), nl=False)
    click.echo("* takes long, and is only taken where it is named")


def written(tables: Sequence[Table], form: str, rows: int | None, *, wide: bool) -> str:
    """Return tables in a format; as a table or Markdown up to ``rows`` of each, ``wide`` or as the terminal is."""
    if form == "csv":
        return _csv(tables[0])
    if form == "json":
        return json.dumps([_json(table) for table in tables], ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    return "\n".join(_shown(table, form, rows, wide=wide) for table in tables)


def _csv(table: Table) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return out.getvalue()


def _json(table: Table) -> dict[str, Any]:
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    head = {"measure": table.name, "title": table.title, "settings": dict(table.settings)}
    return {**head, "notes": list(table.notes), "columns": list(table.columns), "rows": rows}


def _shown(table: Table, form: str, rows: int | None, *, wide: bool) -> str:
    """Return a table for reading: its title, its rows, and how they were made."""
    from pyoxigraph import Literal, NamedNode

    from stakegraph.measures.table import shown
    from stakegraph.query import Result
    from stakegraph.vocabulary import XSD

    number = NamedNode(XSD + "double")
    cells = [
        tuple(
            Literal(shown(value), datatype=number) if isinstance(value, int | float) else Literal(shown(value))
            for value in row
        )
        for row in table.rows[:rows]
    ]
    settings = ", ".join(f"{name} {shown(value) or '-'}" for name, value in table.settings.items())
    left_out = [f"and {len(table.rows) - len(cells)} more rows"] if len(cells) < len(table.rows) else []
    result = Result(list(table.columns), list(cells))
    body = result.write("markdown").decode() if form == "markdown" else _table(result, wide=wide)
    lines = [*left_out, settings, *table.notes]
    mark, end = ("## ", "\n") if form == "markdown" else ("", "")
    return f"{mark}{table.name}: {table.title}\n{end}{body}{end}" + "".join(f"{line}\n{end}" for line in lines)


def _table(result: Result, *, wide: bool = False) -> str:
    width = None if wide or not sys.stdout.isatty() else shutil.get_terminal_size().columns
    return result.write("table", width=width).decode()
