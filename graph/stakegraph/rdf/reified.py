"""RDF 1.2: the direct edges of a graph, annotated with the stances that they are derived from."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad, Triple

from stakegraph.rdf import terms as t
from stakegraph.vocabulary import RDF

_REIFIES = NamedNode(RDF + "reifies")
_EDGES: dict[object, NamedNode] = {t.POLARITY_TERMS["support"]: t.SUPPORTS, t.POLARITY_TERMS["oppose"]: t.OPPOSES}


def with_reifiers(quads: Iterable[Quad]) -> list[Quad]:
    """Return ``quads`` and, for each direct edge, ``rdf:reifies`` from each stance behind it (a triple term).

    The result is RDF 1.2, which not every tool reads. Stances that are denied or hypothetical have no edge and reify
    none.

    >>> with_reifiers([])
    []
    """
    given = list(quads)
    edges = {quad for quad in given if quad.predicate in (t.SUPPORTS, t.OPPOSES)}
    values = {(quad.graph_name, quad.subject, quad.predicate): quad.object for quad in given}
    found = []
    for quad in given:
        if quad.predicate != t.POLARITY or quad.object not in _EDGES:
            continue
        holder, target = (values.get((quad.graph_name, quad.subject, side)) for side in (t.HOLDER, t.TARGET))
        factuality = values.get((quad.graph_name, quad.subject, t.FACTUALITY))
        happens = factuality in (t.FACTUALITY_TERMS["actual"], t.FACTUALITY_TERMS["planned"])
        if isinstance(holder, NamedNode) and isinstance(target, NamedNode) and happens:
            edge = Triple(holder, _EDGES[quad.object], target)
            if Quad(edge.subject, edge.predicate, edge.object, quad.graph_name) in edges:
                found.append(Quad(quad.subject, _REIFIES, edge, quad.graph_name))
    return given + found
