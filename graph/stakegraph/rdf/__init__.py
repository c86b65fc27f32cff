"""Annotations as RDF: one named graph an article, no blank nodes, and the way back.

The model is that of ``ontology/stakegraph.ttl``. Statements, stances, events and pieces of evidence are nodes; the
direct edges ``sg:supports`` and ``sg:opposes`` are derived from stances and only there for short queries.

>>> from stakegraph.model import Annotation, ArticleInfo
>>> brief = Annotation(ArticleInfo("brief", "0" * 64, 9))
>>> from_quads(to_quads(brief)) == [brief]
True
"""

from __future__ import annotations

from stakegraph.rdf.formats import FORMATS, format_of, parse, reading, serialize, sorted_graphs
from stakegraph.rdf.reader import from_quads
from stakegraph.rdf.reified import with_reifiers
from stakegraph.rdf.writer import graph_name, to_quads

__all__ = [
    "FORMATS",
    "format_of",
    "from_quads",
    "graph_name",
    "parse",
    "reading",
    "serialize",
    "sorted_graphs",
    "to_quads",
    "with_reifiers",
]
