"""Checks graphs against the SHACL shapes of the model (``ontology/shapes.ttl``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from stakegraph.errors import GraphError
from stakegraph.ontology import source
from stakegraph.vocabulary import compact

if TYPE_CHECKING:
    import rdflib


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A node that breaks a rule: ``rule`` is the property or the constraint, ``message`` says how to mend it.

    >>> print(Problem("stance:1", "sg:polarity", "A stance needs exactly one sg:polarity.", "no"))
    stance:1, sg:polarity: A stance needs exactly one sg:polarity. It has 'no'.
    """

    node: str
    rule: str
    message: str
    value: str = ""

    def __str__(self) -> str:
        found = f" It has {self.value!r}." if self.value else ""
        return f"{self.node}, {self.rule}: {self.message}{found}"


def conforms(quads: Iterable[Quad]) -> list[Problem]:
    """Return what is wrong with ``quads``, each named graph by itself; an empty list where all is well.

    >>> from pyoxigraph import NamedNode
    >>> from stakegraph.rdf.terms import ISSUE, TYPE
    >>> [problem.rule for problem in conforms([Quad(NamedNode("https://example.org/tax"), TYPE, ISSUE[0])])]
    ['rdfs:label', 'sg:mentionedIn']
    """
    graphs: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        graphs[str(quad.graph_name)].append(quad)
    return sorted({problem for group in graphs.values() for problem in _check(group)})


def to_rdflib(quads: Iterable[Quad]) -> rdflib.Graph:
    """Return the triples of ``quads`` as a graph of rdflib, for tools that work on one.

    >>> len(to_rdflib([]))
    0
    """
    import rdflib

    data = pyoxigraph.serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=data or b"", format="nt")


@cache
def _shapes() -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(data=source("shapes.ttl"), format="turtle")


def _check(quads: list[Quad]) -> list[Problem]:
    import pyshacl
    import rdflib
    from rdflib.namespace import RDF, SH

    good, report, text = pyshacl.validate(to_rdflib(quads), shacl_graph=_shapes(), inplace=True)
    if good:
        return []
    if not isinstance(report, rdflib.Graph):
        raise GraphError(f"the graph can't be checked: {text}")
    return [_problem(report, result) for result in report.subjects(RDF.type, SH.ValidationResult)]


def _problem(report: rdflib.Graph, result: rdflib.term.Node) -> Problem:
    from rdflib.namespace import SH

    def short(name: rdflib.URIRef) -> str:
        found = report.value(result, name)
        return "" if found is None else compact(str(found))

    constraint = short(SH.sourceConstraintComponent).rpartition("#")[2]
    node, value = short(SH.focusNode), short(SH.value)
    message = str(report.value(result, SH.resultMessage)).replace(str(report.value(result, SH.value)), value)
    return Problem(node, short(SH.resultPath) or constraint, message, "" if value == node else value)
