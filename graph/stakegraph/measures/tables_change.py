"""Tables of change in time."""

from __future__ import annotations

from collections import Counter

import networkx as nx

from stakegraph.measures.change import (
    Flip,
    Standing,
    camp_sides,
    distances,
    flips,
    phases,
    side_changes,
    timeline,
    trend,
)
from stakegraph.measures.networks import Networks
from stakegraph.measures.table import Options, Table, Value
from stakegraph.measures.windows import window_of
from stakegraph.model import POLARITIES


def _told(stances: nx.MultiDiGraph, options: Options) -> tuple[dict[str, Value], tuple[str, ...]]:
    """Return the window as a setting, and the note on stances that have no date."""
    undated = sum(window_of(str(day or ""), options.window) is None for *_, day in stances.edges(data="date"))
    notes = (f"{undated} of {stances.number_of_edges()} stances have no date and are left out",) if undated else ()
    return {"window": options.window}, notes


def _names(networks: Networks, one: Standing | Flip) -> tuple[str, str]:
    return networks.label(one.source), networks.label(one.target)


def standings(networks: Networks, options: Options) -> Table:
    """How each actor stood to each target in each window."""
    rows = [
        (*_names(networks, one), one.window, one.support, one.oppose, one.balance)
        for one in timeline(networks.stances, options.window)
    ]
    columns = ("actor", "target", "window", "support", "oppose", "balance")
    return Table(columns, tuple(rows), *_told(networks.stances, options))


def turns(networks: Networks, options: Options) -> Table:
    """Who turned round on what, and when."""
    sides = {1: POLARITIES[0], -1: POLARITIES[1]}
    rows = [
        (
            networks.label(one.source),
            networks.label(one.target),
            one.before,
            one.after,
            sides[-one.sign],
            sides[one.sign],
        )
        for one in flips(networks.stances)
    ]
    columns = ("actor", "target", "until", "from", "before", "after")
    settings, notes = _told(networks.stances, options)
    return Table(columns, tuple(rows), {**settings, "window": "day"}, notes)


def moves(networks: Networks, options: Options) -> Table:
    """Who went over to the other camp between windows."""
    solved = networks.frustration("alignment", seed=options.seed)
    found = camp_sides(networks.stances, options.window, solved=solved)
    rows = [
        (networks.label(one.node), one.window, other.window, (one.camp or 0) + 1, (other.camp or 0) + 1)
        for one, other in side_changes(found)
    ]
    settings, notes = _told(networks.stances, options)
    settings |= {"seed": options.seed, "camps of": "the whole period"}
    return Table(("actor", "window", "next", "camp", "next camp"), tuple(rows), settings, notes)


def trends(networks: Networks, options: Options) -> Table:
    """How balanced and how polarized each window is."""
    rows = [
        (one.window, one.stances, one.actors, one.balanced, one.balance, one.polarization)
        for one in trend(networks.stances, options.window, seed=options.seed)
    ]
    columns = ("window", "stances", "actors", "balanced triads", "balance of camps", "polarization")
    settings, notes = _told(networks.stances, options)
    return Table(columns, tuple(rows), {**settings, "on": "alignment", "seed": options.seed}, notes)


def window_distances(networks: Networks, options: Options) -> Table:
    """How far windows are apart."""
    rows = [
        (one.one, one.other, one.weights, one.pairs, one.flipped) for one in distances(networks.stances, options.window)
    ]
    columns = ("window", "other", "weights", "pairs", "flipped")
    return Table(columns, tuple(rows), *_told(networks.stances, options))


def window_phases(networks: Networks, options: Options) -> Table:
    """Phases of the debate: windows that are alike."""
    counts: Counter[str | None] = Counter(
        window_of(str(day or ""), options.window) for *_, day in networks.stances.edges(data="date")
    )
    rows = [(name, phase, counts[name]) for name, phase in phases(networks.stances, options.window).items()]
    return Table(("window", "phase", "stances"), tuple(rows), *_told(networks.stances, options))
