"""The page of measures: tables and plots, each with the command that gives its numbers again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from stakegraph.measures.networks import Networks
from stakegraph.measures.table import Table, Value, shown
from stakegraph.measures.ties import ties
from stakegraph.page import plots
from stakegraph.page.document import asset, label, plain, render
from stakegraph.page.index import Figure
from stakegraph.page.plots import Plot

MEASURES = (
    "polarization", "frustration", "camps", "frustrated", "triads", "trend", "timeline", "flips", "moves", "phases",
    "strength", "centrality", "holes", "coalitions", "cohesion", "homophily", "assortativity", "brokerage", "validity",
)  # fmt: skip
"""The measures of a report, in the order of its sections."""

ROWS, BARS, TARGETS, MEMBERS = 25, 15, 8, 40
"""The most rows of a table, bars of a plot, targets over time, and members of a matrix."""


@dataclass(frozen=True, slots=True)
class Section:
    """A measure on the page: its table, its plots, and the command that makes it."""

    table: Table
    command: str
    plots: tuple[Plot, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A query that gives the rows on which all numbers rest."""

    name: str
    command: str
    text: str


def section(table: Table, command: str, networks: Networks) -> Section:
    """Return the section of a measure, with the plots that there are for it."""
    drawn = _PLOTS[table.name](table, networks) if table.name in _PLOTS and table.rows else []
    return Section(table, command, tuple(drawn))


def render_report(sections: Sequence[Section], queries: Sequence[Query], *, title: str, subtitle: str = "") -> str:
    """Return one HTML page without script that asks for no other file.

    >>> "nothing was measured" in render_report([], [], title="No news")
    True
    """
    # What is to be said of several measures is said once, above them all.
    said = Counter(note for one in sections for note in one.table.notes)
    warnings = [note for note, count in said.items() if count > 1]
    return render(
        "report.html",
        styles=asset("report.css"),
        page="report",
        title=label(title),
        subtitle=plain(subtitle),
        warnings=[plain(warning) for warning in warnings],
        sections=[_context(one, warnings) for one in sections],
        figures=_figures({one.table.name: one.table for one in sections}),
        queries=[Query(plain(one.name), plain(one.command), plain(one.text)) for one in queries],
    )


def _context(one: Section, warnings: Collection[str]) -> dict[str, Any]:
    table = one.table
    settings = ", ".join(f"{name} {shown(value) or '–'}" for name, value in table.settings.items())
    cells = [[(plain(shown(value)), isinstance(value, int | float)) for value in row] for row in table.rows[:ROWS]]
    return {
        "name": table.name,
        "title": plain(table.title),
        "columns": [plain(column) for column in table.columns],
        "rows": cells,
        "more": max(len(table.rows) - ROWS, 0),
        "settings": plain(settings),
        "numbers": [any(number for _, number in column) for column in zip(*cells, strict=True)],
        "notes": [plain(note) for note in table.notes if note not in warnings],
        "command": plain(one.command),
        # The plots escape what they write.
        "plots": [(plot.title, Markup(plot.svg)) for plot in one.plots],
    }


def _figures(tables: Mapping[str, Table]) -> list[Figure]:
    wanted = (
        ("polarization", "polarization", "polarization, 0 to 1"),
        ("frustration", "frustration index", "ties against the camps"),
        ("frustration", "ties", "ties between actors"),
        ("triads", "balanced", "share of balanced triads"),
    )
    found = []
    for name, statistic, words in wanted:
        values = {row[0]: row[1] for row in tables[name].rows} if name in tables else {}
        if values.get(statistic) is not None:
            found.append(Figure(words, shown(values[statistic])))
    return found


def _number(value: Value) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _whole(value: Value) -> int:
    return int(_number(value))


def _tested(table: Table, _: Networks) -> list[Plot]:
    rows = [
        (str(row[0]), _number(row[1]), _number(row[2]), _number(row[3]))
        for row in table.rows
        if isinstance(row[1], int | float) and isinstance(row[3], float) and row[3] > 0
    ]
    return [plots.beside_chance(f"{table.name.capitalize()} beside chance", rows)] if rows else []


def _camps(table: Table, networks: Networks) -> list[Plot]:
    made = table.settings
    graph = networks.get(str(made["network"]))
    parts = networks.frustration(
        str(made["network"]), camps=_whole(made["camps"]), weighted=bool(made["weighted"]), seed=_whole(made["seed"])
    ).parts
    if not parts or parts[0].nodes > MEMBERS:
        return []
    inside = {node for camp in parts[0].camps for node in camp}
    # Two actors of one name are kept apart by what comes after it.
    names = {node: networks.label(node) for node in sorted(inside)}
    doubled = {name for name in names.values() if list(names.values()).count(name) > 1}
    names |= {node: f"{name} ({node})" for node, name in names.items() if name in doubled}
    weights = {(names[a], names[b]): weight for (a, b), weight in ties(graph).items() if a in inside and b in inside}
    groups = [[names[node] for node in camp] for camp in parts[0].camps]
    return [plots.matrix("Who agrees and who is at odds, by camps", groups, weights)]


def _strength(table: Table, _: Networks) -> list[Plot]:
    at = {name: place for place, name in enumerate(table.columns)}
    made = []
    for title, more, less in (
        ("What actors are for and against", "supports", "opposes"),
        ("Who and what is supported and opposed", "supported", "opposed"),
    ):
        rows = [(str(row[0]), _number(row[at[more]]), _number(row[at[less]])) for row in table.rows]
        most = sorted((row for row in rows if row[1] + row[2]), key=lambda row: (-row[1] - row[2], row[0]))[:BARS]
        if most:
            made.append(plots.bars(title, most))
    return made


def _timeline(table: Table, _: Networks) -> list[Plot]:
    windows = sorted({str(row[2]) for row in table.rows})
    sums: dict[str, dict[str, list[float]]] = defaultdict(lambda: {window: [0.0, 0.0] for window in windows})
    for _actor, target, window, support, oppose, _balance in table.rows:
        both = sums[str(target)][str(window)]
        both[0] += _number(support)
        both[1] += _number(oppose)
    most = sorted(sums, key=lambda target: (-sum(map(sum, sums[target].values())), target))
    return [
        plots.sides(f"Stances on {label(target)}", windows, [(more, less) for more, less in sums[target].values()])
        for target in (most[:TARGETS] if len(windows) > 1 else [])
    ]


def _trend(table: Table, _: Networks) -> list[Plot]:
    return _lines("Balance and polarization over time", table, 3) if len(table.rows) > 1 else []


def _validity(table: Table, _: Networks) -> list[Plot]:
    return _lines("Reliability by number of statements", table, 1)


def _lines(title: str, table: Table, first: int) -> list[Plot]:
    """Draw a line for each column from the ``first`` on, over what is in the first one."""
    columns = [
        (name, [value if isinstance(value := row[at], float) else None for row in table.rows])
        for at, name in enumerate(table.columns)
        if at >= first
    ]
    return [plots.lines(title, [shown(row[0]) for row in table.rows], columns)]


_PLOTS: Mapping[str, Callable[[Table, Networks], list[Plot]]] = {
    "polarization": _tested,
    "frustration": _tested,
    "triads": _tested,
    "camps": _camps,
    "strength": _strength,
    "timeline": _timeline,
    "trend": _trend,
    "validity": _validity,
}
