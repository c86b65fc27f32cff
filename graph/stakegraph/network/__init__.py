"""Networks: query rows and coded units become NetworkX graphs whose edges keep what they rest on."""

from __future__ import annotations

from stakegraph.network.graphs import (
    COUNTED,
    FACTUALITIES,
    SIGNS,
    Row,
    affiliation,
    agreement,
    conflict,
    congruence,
    event_network,
    signed_digraph,
    stance_network,
)

__all__ = [
    "COUNTED",
    "FACTUALITIES",
    "SIGNS",
    "Row",
    "affiliation",
    "agreement",
    "conflict",
    "congruence",
    "event_network",
    "signed_digraph",
    "stance_network",
]
