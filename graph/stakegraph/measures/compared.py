"""Two networks side by side: the ties that they share, their signs, and how alike their weights are."""

from __future__ import annotations

import random

import networkx as nx
import numpy as np

from stakegraph.measures.agreement import alpha, f1
from stakegraph.measures.significance import Significance, significance
from stakegraph.measures.table import Row, Table
from stakegraph.measures.ties import weight_of

Dyads = dict[tuple[str, str], float]


def dyads(network: nx.Graph) -> Dyads:
    """Return the sum of signed weights of each directed pair, nodes by their names, which two graphs may share."""
    names = {node: str(facts.get("label") or node).casefold() for node, facts in network.nodes(data=True)}
    sums: Dyads = {}
    for source, target, facts in network.edges(data=True):
        pair = (names[source], names[target])
        sums[pair] = sums.get(pair, 0.0) + weight_of(source, target, facts)
    return dict(sorted(sums.items()))


def qap(one: Dyads, other: Dyads, *, runs: int = 999, seed: int = 0) -> Significance:
    """Correlate two networks over the nodes of both, and test it by permuting the nodes of the second.

    It is the quadratic assignment procedure (Krackhardt 1988), which keeps what hangs together in a network. The
    diagonal is left out. Not defined where a network does not vary.
    """
    nodes = sorted({node for known in (one, other) for pair in known for node in pair})
    at = {node: place for place, node in enumerate(nodes)}
    first, second = (np.zeros((len(nodes), len(nodes))) for _ in range(2))
    for known, matrix in ((one, first), (other, second)):
        for (source, target), weight in known.items():
            matrix[at[source], at[target]] = weight
    off = ~np.eye(len(nodes), dtype=bool)

    def correlation(matrix: np.ndarray) -> float | None:
        a, b = first[off], matrix[off]
        if len(a) < 2 or not a.std() or not b.std():
            return None
        return float(np.corrcoef(a, b).item(1))

    def draw(chance: random.Random) -> float | None:
        order = np.random.default_rng(chance.getrandbits(64)).permutation(len(nodes))
        return correlation(second[order][:, order])

    return significance(correlation(second), draw, null="nodes permuted", runs=runs, seed=seed)


def shared_table(one: nx.Graph, other: nx.Graph, *, runs: int = 999, seed: int = 0) -> Table:
    """What two networks have in common: nodes, ties, signs, and the correlation of their weights."""
    first, second = dyads(one), dyads(other)
    nodes = [{node for pair in known for node in pair} for known in (first, second)]
    rows: list[Row] = []
    for name, left, right, both in (
        ("nodes", *nodes, nodes[0] & nodes[1]),
        ("ties", first, second, first.keys() & second.keys()),
    ):
        rows.append((str(name), len(left), len(right), len(both), f1(len(both), len(left), len(right))))
    signs = [(str(np.sign(first[pair])), str(np.sign(second[pair]))) for pair in sorted(first.keys() & second.keys())]
    rows.append(("ties with the same sign", None, None, sum(a == b for a, b in signs), alpha(signs)))
    found = qap(first, second, runs=runs, seed=seed) if len(nodes[0] | nodes[1]) <= 1000 else None
    notes = ["the last number of signs is Krippendorff's alpha over the ties of both"]
    if found is not None and found.value is not None:
        notes.append(f"weights correlate with r = {found.value:.3f} (QAP, p = {found.high:.3g} one-sided)")
    columns = ("what", "A", "B", "both", "F1 or alpha")
    settings = {"runs": runs if found else 0, "seed": seed}
    return Table(columns, tuple(rows), settings, tuple(notes), "shared", "What two networks have in common")
