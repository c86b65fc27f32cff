"""The command that makes networks of a graph, in the formats of other programs."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from stakegraph.cli.export import data_option
from stakegraph.cli.talk import DEFAULT_OUT, counted, say
from stakegraph.errors import UsageError

if TYPE_CHECKING:
    import networkx as nx

    from stakegraph.network import Filter, Recipe, Units, Window

KINDS = (
    "stance", "event", "speech", "affiliation", "cooccurrence", "congruence", "conflict", "subtract", "eventlist",
)  # fmt: skip
FORMATS = ("table", "csv", "matrix", "graphml", "gexf", "json")
SINGLE = ("graphml", "matrix")
"""The formats that hold one network, so that every window has a file of its own."""

_UNIT = {"event": "event", "speech": "statement"}
_SHOWN = ("weight", "kind", "support", "oppose", "congruence", "conflict", "date", "units", "articles")


def _choices(*names: str) -> Callable[[Any], Any]:
    """Return the option of that name with its choices and help, for those that have them."""
    name, text, *choices = names
    return click.option(f"--{name}", type=click.Choice(choices), default=choices[0], show_default=True, help=text)


def _day(_context: object, parameter: click.Parameter, value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise click.BadParameter(f"{value!r} is no day; write it like 2025-03-07", param=parameter) from None


def counting_options(command: Any) -> Any:
    """Add the options that say which units count; they come as one keyword argument each."""
    for option in reversed((
        click.option("--include", multiple=True, metavar="FIELD=VALUE", help="Only units with this; repeatable."),
        click.option("--exclude", multiple=True, metavar="FIELD=VALUE", help="No units with this; repeatable."),
        click.option("--since", metavar="DATE", callback=_day, help="Only units from this day on."),
        click.option("--until", metavar="DATE", callback=_day, help="Only units up to this day."),
        click.option("--confidence", type=float, default=0.0, metavar="X", help="Only units at least this sure."),
        _choices("targets", "Targets that count.", "all", "issues", "actors"),
        _choices(
            "duplicates", "Where the same said again counts once.",
            "include", "document", "week", "month", "year", "acrossrange",
        ),
    )):  # fmt: skip
        command = option(command)
    return command


def _making(command: Any) -> Any:
    """Add the options that say how ties are made of units."""
    for option in reversed((
        _choices("over", "Nodes of a one-mode network: actors, or the targets that they share.", "actors", "issues"),
        click.option("--aggregation", metavar="NAME", default="", help="Of affiliation: subtract, ignore, combine."),
        click.option(
            "--normalisation", metavar="NAME", default="none", show_default=True,
            help="average, jaccard, cosine, dna-cosine; of affiliation activity, prominence.",
        ),
        click.option("--threshold", type=float, default=0.0, metavar="X", help="Leave out ties weaker than this."),
        _choices("isolates", "Nodes without ties: keep, drop, or all of the data.", "keep", "drop", "all"),
        click.option("--window", metavar="SPAN", help="A network for each span: '30 days', '2 months', '50 events'."),
        click.option("--step", type=click.IntRange(1), metavar="N", help="From window to window  [default: SPAN]"),
        _choices("kernel", "Weigh units by their distance in time.", "none", "uniform", "epanechnikov", "gaussian",
                 "triangular"),
        click.option("--seed", type=int, metavar="N", help="Shuffle units of one day, in windows of events."),
    )):  # fmt: skip
        command = option(command)
    return command


def coding_options(command: Any) -> Any:
    """Add the options of databases and event lists of Discourse Network Analyzer."""
    for option in reversed((
        click.option("--actor-variable", default="organization", metavar="NAME", help="Of .dna and event lists: who."),
        click.option("--target-variable", default="concept", metavar="NAME", help="Of .dna and event lists: on what."),
        click.option("--qualifier", default="agreement", metavar="NAME", help="Of .dna and event lists: the side."),
        click.option("--statement-type", default="DNA Statement", metavar="NAME", help="Of .dna: which."),
    )):  # fmt: skip
        command = option(command)
    return command


@click.command("network", short_help="Make networks of a graph.")
@click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
@click.option("--data", metavar="PATH", help=f"Build, store, RDF, .dna or event list  [default: {DEFAULT_OUT}]")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Format  [default: by the name of FILE, else table]")
@click.option("-o", "--out", default="-", metavar="FILE", help="File to write; - is standard output, the default.")
@click.option("--unit", type=click.Choice(("stance", "event", "statement")), help="Unit  [default: by KIND]")
@counting_options
@_making
@coding_options
def network_command(kind: str, data: str | None, form: str | None, out: str, **chosen: Any) -> None:
    """Make a network of KIND: stance, event or speech, with an edge for each; affiliation, of actors with what they are
    for and against; cooccurrence, congruence, conflict or subtract, of those who share targets; or an eventlist.

    For example: stakegraph network congruence --normalisation average --duplicates document -o allies.graphml.
    Windows go into one file, or into numbered ones of GraphML and matrices. FIELD is actor, type, country, target,
    target-type, issue, outlet, author, section, article, factuality or kind.
    """  # noqa: D205
    from stakegraph.exchange import write_network
    from stakegraph.network import build, build_slices

    written = _format(form, out, kind)
    units = _units(data or data_option(), kind, chosen)
    if kind == "eventlist":
        _put_events(units, chosen, out)
        return
    recipe = _recipe(kind, chosen)
    window = _window(chosen)
    graphs = [build(units, recipe)] if window is None else build_slices(units, recipe, window)
    if written == "table":
        _put_table(graphs, out)
        return
    for name, part in _files(graphs, written, out):
        _put(write_network(part, written), name, _said(part), written if written in ("csv", "matrix") else None)


def _format(form: str | None, out: str, kind: str) -> str:
    suffix = Path(out).suffix.lower().removeprefix(".")
    if form is not None:
        if kind == "eventlist" and form != "csv":
            raise UsageError(f"an event list is CSV, not {form}; leave --format out")
        return form
    if out == "-" or kind == "eventlist":
        return "table"
    if suffix not in FORMATS:
        raise UsageError(f"the name {out!r} says no format; end it in .graphml, .gexf, .csv or .json, or use --format")
    return suffix


def _units(data: str, kind: str, chosen: dict[str, Any]) -> Units:
    from stakegraph.pipeline import coded_units

    if not is_coding(data):
        return coded_units(data, chosen["unit"] or _UNIT.get(kind, "stance"))
    if chosen["unit"] not in (None, "stance") or kind in _UNIT:
        raise UsageError(f"{data} holds stances only; leave --unit out, and make another kind of network than {kind}")
    return chosen_coding(data, chosen)


def is_coding(data: str) -> bool:
    """Say whether data are a database or an event list of Discourse Network Analyzer."""
    from stakegraph.exchange import is_dna

    return data.lower().endswith(".csv") or is_dna(data)


def chosen_coding(data: str, chosen: Mapping[str, Any]) -> Units:
    """Return the coded units of a database or an event list that the coding options say."""
    from stakegraph.exchange import dna_units, read_event_list

    actor, target, qualifier = (chosen[name] for name in ("actor_variable", "target_variable", "qualifier"))
    variables = {"actor": actor, "target": target, "qualifier": qualifier or None}
    if data.lower().endswith(".csv"):
        return read_event_list(data, **variables)
    return dna_units(data, **variables, statement_type=chosen["statement_type"])


def chosen_filter(chosen: Mapping[str, Any]) -> Filter:
    """Return the filter that the counting options say."""
    from stakegraph.network import Filter

    parts = {name: chosen[name] for name in ("since", "until", "confidence", "targets")}
    return Filter(_pairs("include", chosen["include"]), _pairs("exclude", chosen["exclude"]), **parts)


def _pairs(option: str, given: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not (name and equals and value):
            raise UsageError(f"--{option} {pair!r} is not of the form FIELD=VALUE")
        found[name] = (*found.get(name, ()), value)
    return found


def _recipe(kind: str, chosen: dict[str, Any]) -> Recipe:
    from stakegraph.network import Recipe

    names = ("duplicates", "aggregation", "normalisation", "over", "threshold", "isolates")
    return Recipe(kind, chosen_filter(chosen), **{name: chosen[name] for name in names})


def _window(chosen: dict[str, Any]) -> Window | None:
    from stakegraph.network import Window

    if chosen["window"] is None:
        given = next((name for name in ("step", "seed") if chosen[name] is not None), None)
        given = "kernel" if chosen["kernel"] != "none" else given
        if given:
            raise UsageError(f"--{given} is for windows of time; add --window, say --window '3 months'")
        return None
    return Window.parse(chosen["window"], step=chosen["step"] or 0, kernel=chosen["kernel"], seed=chosen["seed"])


def _put_events(units: Units, chosen: dict[str, Any], out: str) -> None:
    from stakegraph.exchange import event_list
    from stakegraph.network import without_duplicates

    wanted = chosen_filter(chosen)
    kept = without_duplicates(wanted.apply(units), chosen["duplicates"])
    facts = {"kind": "eventlist", "unit": units.unit, "filter": wanted.describe(), "duplicates": chosen["duplicates"]}
    _put(event_list(kept), out, {**facts, "units": len(kept.items)}, "eventlist")


def _files(graphs: Sequence[nx.Graph], form: str, out: str) -> list[tuple[str, Sequence[nx.Graph]]]:
    """Return the files to write with their networks: a numbered one for each window where the format holds no more."""
    if form not in SINGLE or len(graphs) == 1 or out == "-":
        return [(out, graphs)]
    path, digits = Path(out), len(str(len(graphs)))
    names = [str(path.with_stem(f"{path.stem}-{number:0{digits}}")) for number in range(1, len(graphs) + 1)]
    return [(name, [graph]) for name, graph in zip(names, graphs, strict=True)]


def _said(graphs: Sequence[nx.Graph]) -> dict[str, Any]:
    """Return what made the networks, and how large they are."""
    facts = {name: value for graph in graphs[:1] for name, value in graph.graph.items() if name not in ("start", "end")}
    return {
        **facts,
        "windows": [[graph.graph["start"], graph.graph["end"]] for graph in graphs if "start" in graph.graph],
    }


def _put(data: bytes, out: str, facts: dict[str, Any], table: str | None) -> None:
    """Write what was made; the recipe of a table stands beside it, as the W3C's CSV on the Web has it, or is said."""
    from stakegraph.output import write

    if out == "-":
        sys.stdout.buffer.write(data)
        if table:
            say("; ".join(f"{name}: {value}" for name, value in facts.items() if value not in ("none", [], "")))
        return
    write(out, data)
    if table:
        about = {
            "@context": "http://www.w3.org/ns/csvw",
            "url": Path(out).name,
            "dialect": {"delimiter": ";" if table == "eventlist" else ","},
            "notes": [facts],
        }
        write(f"{out}-metadata.json", (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode())


def _put_table(graphs: Sequence[nx.Graph], out: str) -> None:
    from stakegraph.output import write

    parts = [line for graph in graphs for line in (_head(graph), _table(graph, out))]
    text = "\n".join(parts) if parts else "no unit is left, so there is no window\n"
    if out == "-":
        sys.stdout.buffer.write(text.encode())
    else:
        write(out, text.encode())


def _head(graph: nx.Graph) -> str:
    """Say what a network is, how large, and what made it."""
    facts = graph.graph
    over = f" over {facts['over']}" if facts["over"] != "actors" else ""
    span = f", {facts['start']} to before {facts['end']}" if "start" in facts else ""
    size = ", ".join((counted(len(graph), "node"), counted(graph.number_of_edges(), "tie"),
                      counted(facts["units"], facts["unit"]), counted(facts["articles"], "article")))  # fmt: skip
    names = (
        "filter",
        "duplicates",
        "aggregation",
        "normalisation",
        "threshold",
        "isolates",
        "window",
        "kernel",
        "seed",
    )
    made = [f"{name}: {facts[name]}" for name in names if facts[name] not in ("none", 0)]
    return f"{facts['kind']}{over}{span}: {size}\n{'; '.join(made)}\n"


def _table(graph: nx.Graph, out: str) -> str:
    from pyoxigraph import Literal

    from stakegraph.query import Result

    labels = dict(graph.nodes(data="label"))
    edges = sorted(graph.edges(data=True), key=lambda edge: (-abs(edge[2]["weight"]), labels[edge[0]], labels[edge[1]]))
    shown = [name for name in _SHOWN if any(name in facts for _, _, facts in edges)]
    rows = [
        (Literal(labels[one]), Literal(labels[other]), *(_cell(facts.get(name, "")) for name in shown))
        for one, other, facts in edges
    ]
    width = shutil.get_terminal_size().columns if out == "-" and sys.stdout.isatty() else None
    return Result(["source", "target", *shown], list(rows)).write("table", width=width).decode()


def _cell(value: object) -> Any:
    from pyoxigraph import Literal

    return Literal(round(value, 6)) if isinstance(value, float) else Literal(value)  # type: ignore[arg-type]
