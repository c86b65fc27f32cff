"""The command that answers questions by SPARQL: those of the catalogue, or one's own."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from stakegraph.cli.export import data_option
from stakegraph.cli.talk import DEFAULT_OUT, say
from stakegraph.errors import QueryError, UsageError

if TYPE_CHECKING:
    from stakegraph.query import CatalogueQuery, Parameter, Result, Written
    from stakegraph.store import Store

SHOWN = 5
"""Rows of an example answer."""

WIDTH = 100
"""Columns of an example answer."""

POSITIVE = click.FloatRange(min=0, min_open=True)

FORMATS = ("table", "markdown", "csv", "tsv", "json", "xml", "turtle", "ntriples", "jsonld", "rdfxml")


@click.command("query", short_help="Answer a question by SPARQL.")
@click.argument("query", required=False, metavar="NAME|FILE|-")
@click.option("--data", metavar="PATH", help=f"Folder of a build, store, or RDF file [default: {DEFAULT_OUT}]")
@click.option("--param", "params", multiple=True, metavar="KEY=VALUE", help="A parameter of the query; repeatable.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="Format.")
@click.option(
    "--example", is_flag=True, help="Ask the graph of the bundled brief, with the query's example parameters."
)
@click.option("--timeout", type=POSITIVE, metavar="S", help="Seconds it may take  [default: 30]")
@click.option("--memory", type=POSITIVE, metavar="MB", help="Memory it may need beside the data  [default: 2048]")
@click.option("--max-rows", type=click.IntRange(min=1), metavar="N", help="Rows to give at most  [default: 100000]")
@click.option("--allow-network", "network", is_flag=True, help="Let SERVICE ask other servers and FROM fetch graphs.")
@click.option("--list", "listed", is_flag=True, help="List the queries of the catalogue.")
@click.option("--describe", metavar="NAME", help="Show a query of the catalogue: parameters, text, example answer.")
def query_command(
    query: str | None,
    data: str | None,
    params: tuple[str, ...],
    form: str,
    listed: bool,
    describe: str | None,
    **options: Any,
) -> None:
    """Answer a query of the catalogue (NAME), or SPARQL from a FILE or from standard input (-).

    For example: stakegraph query allies --param "actor=Keir Starmer". The formats from turtle on are for
    queries that make a graph (CONSTRUCT).
    """
    if sum((query is not None, listed, describe is not None)) != 1:
        raise UsageError("name a query, or use --list or --describe NAME, one of the three")
    if options["example"] and data is not None:
        raise UsageError("--example has a graph of its own; leave out --data, or --example")
    if listed:
        sys.stdout.buffer.write(_catalogue().write(form, width=_width()))
    elif describe is not None:
        click.echo(_described(describe))
    else:
        answer = _answered(query or "", data, _parameters(params), form, **options)
        sys.stdout.buffer.write(answer.data)
        if answer.left_off and form != "table":
            say(f"there are more rows than the {answer.left_off} that were written; narrow the query")


def _width() -> int | None:
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _answered(
    query: str,
    data: str | None,
    given: dict[str, str],
    form: str,
    *,
    example: bool,
    timeout: float | None,
    memory: float | None,
    max_rows: int | None,
    network: bool,
) -> Written:
    from stakegraph.query import MAX_ROWS, MEMORY, TIMEOUT, catalogue, run_written

    text = _text(query)
    place: Store | str
    if example:
        from stakegraph.query.example import example_store

        place = example_store()
        given = {**(catalogue()[text].example if text in catalogue() and not given else {}), **given}
    else:
        place = data or data_option()
    return run_written(
        place,
        text,
        given,
        form=form,
        width=_width(),
        timeout=timeout or TIMEOUT,
        memory=int(memory * 1024**2) if memory else MEMORY,
        max_rows=max_rows or MAX_ROWS,
        labels=form in ("table", "markdown"),
        network=network,
    )


def _parameters(params: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for param in params:
        key, equals, value = param.partition("=")
        if not (key and equals):
            raise UsageError(f"--param {param!r} is not of the form KEY=VALUE")
        if key in found:
            raise UsageError(f"--param {key} is given twice; give it once")
        found[key] = value
    return found


def _text(query: str) -> str:
    """Return what is to be run: the text of a file or of standard input, else what was given, a name or SPARQL."""
    from stakegraph.query import MAX_ROWS, catalogue

    if query == "-":
        data, where = sys.stdin.buffer.read(MAX_ROWS * 10), "standard input"
    elif not (query.endswith((".rq", ".sparql")) or _is_file(query)) or query in catalogue():
        return query
    else:
        where = query
        try:
            data = Path(query).read_bytes()
        except OSError as error:
            raise QueryError(f"{query} can't be read: {error.strerror}; name a query of --list or a file") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"{where} is not UTF-8 at byte {error.start}; save the query as UTF-8") from None
    if not text.strip():
        raise QueryError(f"{where} holds no query; write one into it")
    return f"{text}\n"


def _is_file(query: str) -> bool:
    try:
        return Path(query).is_file()
    except (OSError, ValueError):  # SPARQL may be too long for the name of a file
        return False


def _catalogue() -> Result:
    from pyoxigraph import Literal

    from stakegraph.query import Result, catalogue

    rows = [
        (Literal(one.name), Literal(one.title), Literal(", ".join(parameter.name for parameter in one.parameters)))
        for one in catalogue().values()
    ]
    return Result(["name", "title", "parameters"], list(rows))


def _described(name: str) -> str:
    from stakegraph.query import run
    from stakegraph.query.catalogue import find
    from stakegraph.query.example import example_store

    query: CatalogueQuery = find(name)
    lines = [query.title, query.description, ""]
    lines += [f"--param {_usage(parameter)}" for parameter in query.parameters] + [""] * bool(query.parameters)
    answer = run(example_store(), name, query.example, max_rows=SHOWN, labels=True)
    given = "".join(f' --param "{key}={value}"' for key, value in query.example.items())
    lines += [f"$ stakegraph query {name} --example{given}", answer.write(width=WIDTH).decode()]
    return "\n".join([*lines, query.text.rstrip()])


def _usage(parameter: Parameter) -> str:
    note = f" [default: {parameter.default}]" if parameter.default else " (may be left out)" * parameter.optional
    return f"{parameter.name}={parameter.type.upper()}{note}  {parameter.text}"
