"""Measures of what a debate is about, as tables."""

from __future__ import annotations

from stakegraph.measures.backbone import nested_backbone, penalised_backbone
from stakegraph.measures.networks import Networks
from stakegraph.measures.table import Options, Table

PENALTY = 3.5


def concepts(networks: Networks, options: Options) -> Table:
    """Targets that structure the network, and in which order the others can be done without."""
    graph = networks.get(options.network or "stance")
    columns = ("target", "backbone", "removed", "loss then")
    removals = nested_backbone(graph)
    if len(removals) < 2:
        return Table(
            columns, (), {"penalty": PENALTY}, ("a backbone is one of several targets, of which there are too few",)
        )
    chosen = penalised_backbone(graph, penalty=PENALTY)
    rows = [
        (networks.label(one.target), one.target in chosen.kept, place, one.loss)
        for place, one in reversed(list(enumerate(removals, 1)))
    ]
    settings = {"penalty": PENALTY, "loss": chosen.loss, "penalised loss": chosen.penalised, "proved": chosen.proved}
    return Table(columns, tuple(rows), settings)
