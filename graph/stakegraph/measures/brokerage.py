"""Brokerage: who stands between actors that have no tie of their own, within their group or between groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import networkx as nx


@dataclass(frozen=True, slots=True)
class Brokerage:
    """How often a node is in each of the roles of Gould and Fernandez (1989), between a sender and a receiver.

    ``coordinator``: all three of one group. ``consultant``: sender and receiver of one, the broker of another.
    ``gatekeeper``: sender of another group. ``representative``: receiver of another group. ``liaison``: three groups.
    """

    coordinator: int = 0
    consultant: int = 0
    gatekeeper: int = 0
    representative: int = 0
    liaison: int = 0

    @property
    def total(self) -> int:
        """All roles together."""
        return sum(getattr(self, field.name) for field in fields(self))


def brokerage(layer: nx.Graph, groups: Mapping[str, object]) -> dict[str, Brokerage]:
    """Count the roles of each node: the ways sender -> broker -> receiver without a tie from sender to receiver.

    ``groups`` says of which group each node is; nodes that it does not name are left out. A tie of an undirected layer
    runs both ways, so that its ways count in both directions, as in the package sna of R.

    >>> brokerage(nx.DiGraph([("a", "b"), ("b", "c")]), {"a": 1, "b": 1, "c": 2})["b"].representative
    1
    """
    after = {
        node: {other for other in layer.adj[node] if other in groups and other != node}
        for node in layer
        if node in groups
    }
    before: dict[str, set[str]] = {node: set() for node in after}
    for node, others in after.items():
        for other in others:
            before[other].add(node)
    found = {}
    for broker in after:
        counts = dict.fromkeys((field.name for field in fields(Brokerage)), 0)
        for sender in before[broker]:
            for receiver in after[broker] - after[sender] - {sender}:
                counts[_role(groups[sender], groups[broker], groups[receiver])] += 1
        found[broker] = Brokerage(**counts)
    return found


def _role(sender: object, broker: object, receiver: object) -> str:
    if sender == receiver:
        return "coordinator" if sender == broker else "consultant"
    if broker == receiver:
        return "gatekeeper"
    return "representative" if sender == broker else "liaison"
