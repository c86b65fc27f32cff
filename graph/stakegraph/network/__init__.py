"""Networks: query rows become coded units, and coded units NetworkX graphs whose edges keep what they rest on."""

from __future__ import annotations

from stakegraph.network.filters import COUNTED, FACTUALITIES, Filter, without_duplicates
from stakegraph.network.graphs import (
    affiliation,
    agreement,
    conflict,
    congruence,
    event_network,
    signed_digraph,
    stance_network,
)
from stakegraph.network.recipe import KINDS, Recipe, build, build_slices
from stakegraph.network.units import SIGNS, Node, Row, Unit, Units, event_units, stance_units, statement_units
from stakegraph.network.windows import Window

__all__ = [
    "COUNTED",
    "FACTUALITIES",
    "KINDS",
    "SIGNS",
    "Filter",
    "Node",
    "Recipe",
    "Row",
    "Unit",
    "Units",
    "Window",
    "affiliation",
    "agreement",
    "build",
    "build_slices",
    "conflict",
    "congruence",
    "event_network",
    "event_units",
    "signed_digraph",
    "stance_network",
    "stance_units",
    "statement_units",
    "without_duplicates",
]
