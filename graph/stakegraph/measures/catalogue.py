"""The measures by name: on which network each is taken, and the table that it answers with."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from stakegraph.errors import UsageError
from stakegraph.measures import tables_actors, tables_change, tables_concepts, tables_conflict, tables_sure
from stakegraph.measures.networks import SIGNED, STATEMENTS, Networks
from stakegraph.measures.significance import descriptive
from stakegraph.measures.table import Options, Table

Make = Callable[[Networks, Options], Table]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: the networks on which it is defined, its own first, and how its table is made.

    ``default`` measures are taken where none is named; the others draw the network many times.
    """

    name: str
    networks: tuple[str, ...]
    make: Make
    default: bool = True

    @property
    def title(self) -> str:
        """What it tells, in a line."""
        return (self.make.__doc__ or self.name).rstrip(".")


_PATHS = ("agreement", "congruence", "conflict", "support", "opposition")
_ACTORS = ("alignment", "subtract")
_SIGNED = (*_ACTORS, *STATEMENTS)
_STANCES = ("stance",)

MEASURES: Mapping[str, Measure] = {
    one.name: one
    for one in (
        Measure("strength", STATEMENTS, tables_actors.strengths),
        Measure("centrality", _PATHS, tables_actors.centrality),
        Measure("holes", _PATHS, tables_actors.holes),
        Measure("coalitions", _PATHS, tables_actors.coalition_members),
        Measure("cohesion", _SIGNED, tables_actors.cohesions),
        Measure("homophily", (*_PATHS, *_SIGNED), tables_actors.homophilies),
        Measure("assortativity", (*_PATHS, *_SIGNED), tables_actors.assortativities),
        Measure("brokerage", _PATHS, tables_actors.brokers),
        Measure("backbone", _PATHS, tables_actors.backbone),
        Measure("concepts", _STANCES, tables_concepts.concepts, default=False),
        Measure("triads", _SIGNED, tables_conflict.triads),
        Measure("frustration", _SIGNED, tables_conflict.frustrations),
        Measure("camps", _SIGNED, tables_conflict.camp_members),
        Measure("frustrated", _SIGNED, tables_conflict.contradictions),
        Measure("polarization", _ACTORS, tables_conflict.polarizations),
        Measure("timeline", _STANCES, tables_change.standings),
        Measure("trend", _STANCES, tables_change.trends),
        Measure("flips", _STANCES, tables_change.turns),
        Measure("moves", _STANCES, tables_change.moves),
        Measure("distances", _STANCES, tables_change.window_distances),
        Measure("phases", _STANCES, tables_change.window_phases),
        Measure("validity", STATEMENTS, tables_sure.validity),
        Measure("intervals", _STANCES, tables_sure.intervals, default=False),
        Measure("signs", _STANCES, tables_sure.signs, default=False),
        Measure("stability", _STANCES, tables_sure.stability, default=False),
    )
}


def find(name: str) -> Measure:
    """Return the measure called ``name``. Raises UsageError that names the nearest, or all.

    >>> find("triads").networks[0]
    'alignment'
    """
    if name in MEASURES:
        return MEASURES[name]
    near = difflib.get_close_matches(name, MEASURES, n=1)
    known = f"did you mean {near[0]}?" if near else f"use one of {', '.join(MEASURES)}"
    raise UsageError(f"there is no measure {name!r}; {known}")


def measure(name: str, networks: Networks, options: Options | None = None) -> Table:
    """Take the measure ``name`` and return its table, with its network, its size and its options in the settings.

    Raises UsageError for a measure or network that is not known, and for a network on which it is not defined: no path
    measure is taken on negative ties.
    """
    one, given = find(name), options or Options()
    where = given.network or one.networks[0]
    graph = networks.get(where)
    if where not in one.networks:
        why = "has negative ties or parallel edges, on which it is not defined" if where in SIGNED else "does not fit"
        raise UsageError(f"the network {where!r} {why} for {name}; use one of {', '.join(one.networks)}")
    table = one.make(networks, given.on(where))
    actors = sum(kind != "Issue" for _, kind in graph.nodes(data="type"))
    few = descriptive(actors)
    made = {name: value for name in ("filter", "duplicates") if (value := networks.stances.graph.get(name))}
    size = {"nodes": len(graph), "edges": graph.number_of_edges()}
    settings = {"network": where, **size, **made, **table.settings}
    notes = (*table.notes, *([few] if few else []))
    return replace(table, name=name, title=one.title, settings=settings, notes=notes)
