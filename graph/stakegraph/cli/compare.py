"""The command that compares two annotations, or two graphs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stakegraph.cli.measure import FORMATS, networks_of, written
from stakegraph.errors import UsageError

if TYPE_CHECKING:
    from stakegraph.measures.table import Table
    from stakegraph.model import Annotation


@click.command("compare", short_help="Compare two annotations, or two graphs.")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="Format.")
@click.option("--runs", type=click.IntRange(1), default=999, show_default=True, metavar="N", help="Permutations.")
@click.option("--seed", default=0, metavar="N", show_default=True, help="Seed of the permutations.")
@click.option("-o", "--out", default="-", metavar="FILE", help="File to write; - is standard output, the default.")
def compare_command(one: str, other: str, form: str, runs: int, seed: int, out: str) -> None:
    """Compare what two coders, or a coder and a program, found in the same articles.

    A and B are two annotations (JSON, with their articles beside them), or two graphs: folders of builds, stores or
    RDF files. It gives the F1 of what was found, Krippendorff's alpha of each field that was chosen, and, of graphs,
    how alike their networks of stances are.
    """
    from stakegraph.output import write

    kinds = {Path(name).suffix.lower() == ".json" for name in (one, other)}
    if len(kinds) > 1:
        raise UsageError(f"{one} and {other} are not of a kind; name two annotations (.json), or two graphs")
    tables = _annotations(one, other) if kinds == {True} else _graphs(one, other, runs, seed)
    if form == "csv":
        raise UsageError("a comparison has several tables, and CSV holds one; use json")
    text = written(tables, form, None, wide=out != "-")
    if out == "-":
        sys.stdout.buffer.write(text.encode())
    else:
        write(out, text.encode())


def _annotations(one: str, other: str) -> list[Table]:
    from stakegraph.annotation import load

    return _side_by_side([(load(one), load(other))])


def _side_by_side(pairs: list[tuple[Annotation, Annotation]]) -> list[Table]:
    from stakegraph.measures.coders import chosen_table, found_table, pairings

    compared = [pairings(*pair) for pair in pairs]
    return [found_table(compared), chosen_table(compared)]


def _graphs(one: str, other: str, runs: int, seed: int) -> list[Table]:
    from stakegraph.measures.compared import shared_table
    from stakegraph.rdf import from_quads
    from stakegraph.store import open_store

    stores = [open_store(name) for name in (one, other)]
    first, second = ({found.article.sha256: found for found in from_quads(store.quads())} for store in stores)
    same = sorted(first.keys() & second.keys())
    networks = [networks_of(name, {}).stances for name in (one, other)]
    tables = _side_by_side([(first[key], second[key]) for key in same]) if same else []
    return [*tables, shared_table(*networks, runs=runs, seed=seed)]
