"""Structural holes: whose contacts do not know each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from stakegraph.measures.centrality import check_layer

if TYPE_CHECKING:
    from scipy.sparse import csr_array

_ROWS = 256
"""Rows of a matrix that are multiplied at once: all of them would not fit into memory for a large network."""


def constraint(graph: nx.Graph) -> dict[str, float | None]:
    """Return Burt's constraint of each node (1992): how much all its ties lead to the same others; None without ties.

    It is SUM_j (p_ij + SUM_q p_iq p_qj)^2 over the neighbours j, where p_ij is the share of the ties of i that go to j.
    The two directions of a tie are added up, and loops are no ties. Raises UsageError for what is no layer
    (:func:`stakegraph.measures.centrality.check_layer`).

    >>> constraint(nx.star_graph(["b", "a", "c"]))["b"]
    0.5
    """
    nodes, ties = _ties(graph)
    shares = _divided(ties, ties.sum(axis=1))
    found = np.zeros(len(nodes))
    for rows, near in _slices(ties):
        own = shares[rows]
        found[rows] = (own + (own @ shares) * near).power(2).sum(axis=1)
    return _defined(nodes, ties, found)


def effective_size(graph: nx.Graph) -> dict[str, float | None]:
    """Return Burt's effective size of each node (1992): its neighbours less what they say twice; None without ties.

    It is SUM_j (1 - SUM_q p_iq m_jq) over the neighbours j, where m_jq is the tie of j and q over the strongest tie of
    j; for the rest see :func:`constraint`.

    >>> effective_size(nx.star_graph(["b", "a", "c"]))["b"]
    2.0
    """
    nodes, ties = _ties(graph)
    shares = _divided(ties, ties.sum(axis=1))
    scaled = _divided(ties, ties.max(axis=1).toarray().ravel() if len(nodes) else np.zeros(0)).T.tocsr()
    found = np.zeros(len(nodes))
    for rows, near in _slices(ties):
        found[rows] = near.sum(axis=1) - ((shares[rows] @ scaled) * near).sum(axis=1)
    return _defined(nodes, ties, found)


def _ties(graph: nx.Graph) -> tuple[list[str], csr_array]:
    """Return the nodes by name, and the sum of the ties in both directions of each pair."""
    from scipy.sparse import csr_array

    check_layer(graph)
    nodes = sorted(graph)
    if not nodes:
        return nodes, csr_array((0, 0))
    ties = nx.to_scipy_sparse_array(graph, nodes, dtype=float, format="csr")
    ties = csr_array(ties + ties.T)
    ties.setdiag(0.0)
    ties.eliminate_zeros()
    return nodes, ties


def _divided(ties: csr_array, by: np.ndarray) -> csr_array:
    """Divide each row by a number, where that is not 0."""
    from scipy.sparse import csr_array, diags_array

    factors = np.divide(1.0, by, out=np.zeros(len(by)), where=by > 0)
    return csr_array(diags_array(factors) @ ties) if len(by) else ties


def _slices(ties: csr_array) -> Iterator[tuple[slice, csr_array]]:
    """Yield some rows at a time, with 1 where there is a tie."""
    for first in range(0, ties.shape[0], _ROWS):
        rows = slice(first, first + _ROWS)
        yield rows, (ties[rows] > 0).astype(float)


def _defined(nodes: list[str], ties: csr_array, found: np.ndarray) -> dict[str, float | None]:
    tied = ties.sum(axis=1) > 0
    return {node: float(found[at]) if tied[at] else None for at, node in enumerate(nodes)}
