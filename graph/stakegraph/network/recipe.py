"""From units to a network of any kind: the recipe says how, and the network says by which recipe it was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import sqrt
from operator import attrgetter
from typing import Any

import networkx as nx

from stakegraph import __version__
from stakegraph.errors import UsageError
from stakegraph.network.filters import DUPLICATES, Filter, one_of, without_duplicates
from stakegraph.network.projection import (
    ONE_MODE,
    ONE_MODE_NORMS,
    TWO_MODE,
    TWO_MODE_NORMS,
    Tie,
    Weighted,
    one_mode,
    tabulate,
    two_mode,
)
from stakegraph.network.units import Unit, Units
from stakegraph.network.windows import Slice, Window, slices

DIRECT = {"stance": "stance", "event": "event", "speech": "statement"}
"""The kinds with an edge a unit, and the unit that each is made of."""

KINDS = (*DIRECT, "affiliation", *ONE_MODE)
ISOLATES = ("keep", "drop", "all")

# There are many more edges than units, and these are quicker than a loop.
_ID, _ARTICLE, _DAY = attrgetter("id"), attrgetter("article"), attrgetter("day")

Edge = tuple[Any, ...]
"""The ends of an edge, the key of a parallel one, and its facts last."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a network is made of units.

    ``kind`` is one of :data:`KINDS`: an edge a unit (``stance``, ``event``, ``speech``), the two-mode
    ``affiliation``, or a one-mode ``cooccurrence``, ``congruence``, ``conflict`` or ``subtract`` over ``actors`` or
    ``issues`` (all targets, unless the filter keeps to issues). The formulas are those of :func:`two_mode` and
    :func:`one_mode`. Ties whose weight is below ``threshold``, whatever its sign, are left out; ``isolates`` says
    whether nodes without a tie are kept, dropped, or joined by all that the data know.
    """

    kind: str
    filter: Filter = field(default_factory=Filter)
    duplicates: str = "include"
    aggregation: str = ""
    normalisation: str = "none"
    over: str = "actors"
    threshold: float = 0.0
    isolates: str = "keep"

    def __post_init__(self) -> None:
        one_of("kind of network", self.kind, KINDS)
        one_of("duplicates", self.duplicates, DUPLICATES)
        one_of("over", self.over, ("actors", "issues"))
        one_of("isolates", self.isolates, ISOLATES)
        norms = ONE_MODE_NORMS if self.kind in ONE_MODE else TWO_MODE_NORMS if self.kind == "affiliation" else ("none",)
        if self.normalisation not in norms:
            raise UsageError(
                f"normalisation {self.normalisation!r} is not for {self.kind}; use one of {', '.join(norms)}"
            )
        if self.aggregation and self.kind != "affiliation":
            raise UsageError(f"aggregation is for affiliation, not for {self.kind}; leave it out")
        if self.kind == "affiliation":
            object.__setattr__(self, "aggregation", self.aggregation or "subtract")
            one_of("aggregation", self.aggregation, TWO_MODE)
        if self.over == "issues" and self.kind not in ONE_MODE:
            raise UsageError(f"over issues is for {', '.join(ONE_MODE)}, not for {self.kind}; leave it out")
        if not self.threshold >= 0:
            raise UsageError(f"threshold is {self.threshold:g}; it must be 0 or more")


def build(units: Units, recipe: Recipe) -> nx.Graph:
    """Make one network of all units. Direct kinds are MultiDiGraphs, affiliation a DiGraph, one-mode kinds Graphs.

    Nodes carry ``label``, ``type``, ``country`` and ``units``; edges ``weight``, ``units`` and ``articles`` (their
    numbers), ``ids`` (of the units), ``first`` and ``last`` (days), one-mode edges also ``targets``; the graph itself
    carries the recipe. Raises UsageError for a filter that names what there is not.

    >>> from stakegraph.network.units import stance_units
    >>> rows = [{"stance": one, "holder": one, "target": "tax", "targetType": "Issue", "polarity": "oppose"}
    ...         for one in ("ann", "bob")]
    >>> list(build(stance_units(rows), Recipe("congruence")).edges(data="weight"))
    [('ann', 'bob', 1.0)]
    """
    chosen = _chosen(units, recipe)
    graph = _made(chosen, [(unit, 1.0) for unit in chosen.items], recipe)
    graph.graph.update(_facts(units, chosen, recipe))
    return graph


def build_slices(units: Units, recipe: Recipe, window: Window) -> list[nx.Graph]:
    """Make a network of each window of time, in order; ``start`` and ``end`` (exclusive) are facts of the graph.

    With a kernel, x_ijk is the sum of the weights z of the units in a two-mode network, and of their square roots in a
    one-mode network, so that a pair of units weighs sqrt(z z'). Duplicates are left out before time is cut. Raises
    UsageError where no unit has a day.
    """
    chosen = _chosen(units, recipe)
    facts = _facts(units, chosen, recipe)
    facts["undated"] = sum(unit.day is None for unit in chosen.items)
    cut = {"window": window.describe(), "kernel": window.kernel, "seed": "none" if window.seed is None else window.seed}
    return [_sliced(chosen, recipe, one, {**facts, **cut}) for one in slices(chosen, window)]


def _sliced(units: Units, recipe: Recipe, part: Slice, facts: dict[str, Any]) -> nx.Graph:
    root = recipe.kind in ONE_MODE
    weighted = [(unit, sqrt(weight) if root else weight) for unit, weight in part.units]
    graph = _made(units, weighted, recipe)
    graph.graph.update(facts, units=len(weighted), articles=len({unit.article for unit, _ in weighted}))
    graph.graph.update(start=part.start.isoformat(), end=part.end.isoformat())
    return graph


def _chosen(units: Units, recipe: Recipe) -> Units:
    wanted = DIRECT.get(recipe.kind)
    if wanted and units.unit != wanted:
        raise UsageError(f"a network of kind {recipe.kind} is made of {wanted}s, not of {units.unit}s")
    chosen = recipe.filter.apply(units)
    if recipe.kind == "speech":
        chosen = chosen.keep(unit for unit in chosen.items if chosen.nodes[unit.target].type != "Issue")
    return without_duplicates(chosen, recipe.duplicates)


def _facts(units: Units, chosen: Units, recipe: Recipe) -> dict[str, Any]:
    """Return what made a network, as scalars that every format can hold."""
    return {
        "kind": recipe.kind,
        "unit": units.unit,
        "filter": recipe.filter.describe(),
        "duplicates": recipe.duplicates,
        "aggregation": recipe.aggregation or "none",
        "normalisation": recipe.normalisation,
        "over": recipe.over,
        "threshold": recipe.threshold,
        "isolates": recipe.isolates,
        "window": "none",
        "kernel": "none",
        "seed": "none",
        "units": len(chosen.items),
        "units_in_data": len(units.items),
        "articles": len({unit.article for unit in chosen.items}),
        "made_by": f"stakegraph {__version__}",
    }


def _made(units: Units, weighted: list[Weighted], recipe: Recipe) -> nx.Graph:
    graph = nx.MultiDiGraph() if recipe.kind in DIRECT else nx.DiGraph() if recipe.kind == "affiliation" else nx.Graph()
    names = _taking_part(weighted, recipe)
    if recipe.isolates == "all":
        names |= {name for name, node in units.nodes.items() if _fits(node.type == "Issue", recipe)}
    counts = Counter(end for unit, _ in weighted for end in {unit.actor, unit.target})
    for name in sorted(names):
        node = units.nodes[name]
        graph.add_node(name, label=node.label, type=node.type, country=node.country, units=counts[name])
    edges = _edges(units, weighted, recipe)
    graph.add_edges_from(edge for edge in edges if abs(edge[-1]["weight"]) >= recipe.threshold)
    if recipe.isolates == "drop":
        graph.remove_nodes_from(list(nx.isolates(graph)))
    return graph


def _edges(units: Units, weighted: list[Weighted], recipe: Recipe) -> Iterable[Edge]:
    if recipe.kind in DIRECT:
        return direct_edges(units, weighted)
    if recipe.kind == "affiliation":
        table = tabulate(weighted, any_level=recipe.aggregation == "ignore")
        return _two_mode_edges(two_mode(table, recipe.aggregation, recipe.normalisation))
    table = tabulate(weighted, over=recipe.over, any_level=recipe.kind == "cooccurrence")
    ties = one_mode(table, recipe.kind, recipe.normalisation, scale=units.scale)
    return _one_mode_edges(ties, signed=recipe.kind == "subtract")


def direct_edges(units: Units, weighted: Iterable[Weighted]) -> Iterator[Edge]:
    """Yield an edge of each unit, from its actor to its target, with all that is known of it."""
    for unit, weight in weighted:
        yield unit.actor, unit.target, unit.id, _direct_facts(units, unit, weight)


def _direct_facts(units: Units, unit: Unit, weight: float) -> dict[str, Any]:
    sign = ((unit.level or 0) > 0) - ((unit.level or 0) < 0)
    return {
        "id": unit.id, "kind": unit.kind, "sign": sign, "weight": weight, "quote": unit.quote,
        "start": unit.start, "end": unit.end, "article": unit.article,
        "article_title": units.titles.get(unit.article, ""), "confidence": unit.confidence, "rule": unit.rule,
        "factuality": unit.factuality, "date": unit.day.isoformat() if unit.day else "", "outlet": unit.outlet,
        "units": 1, "articles": 1, "ids": (unit.id,),
    }  # fmt: skip


def _two_mode_edges(ties: dict[tuple[str, str], Tie]) -> Iterator[Edge]:
    for (one, other), tie in ties.items():
        levels = [unit.level or 0 for unit in tie.units]
        sides = {"support": sum(level > 0 for level in levels), "oppose": sum(level < 0 for level in levels)}
        yield one, other, {"weight": tie.weight, **rests_on(tie.units), **sides}


def _one_mode_edges(ties: dict[tuple[str, str], Tie], *, signed: bool) -> Iterator[Edge]:
    for (one, other), tie in ties.items():
        facts = {"weight": tie.weight, **rests_on(tie.units), "targets": tuple(tie.targets)}
        if signed:
            facts["sign"] = (tie.weight > 0) - (tie.weight < 0)
            facts |= {"congruence": tie.congruence, "conflict": tie.conflict}
        yield one, other, facts


def rests_on(units: Sequence[Unit]) -> dict[str, Any]:
    """Return what an edge says of its units: their number, that of their articles, their ids and days."""
    ids = tuple(sorted(set(map(_ID, units))))
    days = list(filter(None, map(_DAY, units)))
    return {
        "units": len(ids),
        "articles": len(set(map(_ARTICLE, units))),
        "ids": ids,
        "first": min(days).isoformat() if days else "",
        "last": max(days).isoformat() if days else "",
    }


def _taking_part(weighted: Iterable[Weighted], recipe: Recipe) -> set[str]:
    if recipe.kind not in ONE_MODE:
        return {end for unit, _ in weighted for end in (unit.actor, unit.target)}
    return {unit.actor if recipe.over == "actors" else unit.target for unit, _ in weighted}


def _fits(is_issue: bool, recipe: Recipe) -> bool:
    """Say whether a node of the data may stand in a network: no issue among actors, and the other way round."""
    if recipe.kind not in ONE_MODE:
        return recipe.kind in ("stance", "affiliation") or not is_issue
    return is_issue == (recipe.over == "issues")
