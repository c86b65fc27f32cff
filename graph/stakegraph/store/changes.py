"""A change of articles as one SPARQL update, the same for every store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

Name = NamedNode | DefaultGraph


def replacement(graphs: Mapping[NamedNode, set[Triple]], there: Iterable[NamedNode], union: Name) -> str:
    """Return the update that gives ``graphs`` new triples, or none, and keeps ``union`` the union of all graphs.

    ``there`` are those of them that the store has. A triple leaves the union only when no other graph says it. What is
    taken out stands first, and each step may be taken again: an engine that was stopped between two of them is mended
    by the same update.

    >>> print(replacement({NamedNode("http://x.example/g"): set()}, [NamedNode("http://x.example/g")], DefaultGraph()))
    DELETE { ?s ?p ?o }
    WHERE {
      GRAPH <http://x.example/g> { ?s ?p ?o }
      FILTER NOT EXISTS { GRAPH ?other { ?s ?p ?o } FILTER(?other NOT IN (<http://x.example/g>)) }
    } ;
    DROP SILENT GRAPH <http://x.example/g>
    """
    names = sorted(map(str, there))
    not_other = ", ".join(names if isinstance(union, DefaultGraph) else [*names, str(union)])
    steps = [
        f"DELETE {{ {_inside(union, '?s ?p ?o')} }}\n"
        "WHERE {\n"
        f"  GRAPH {name} {{ ?s ?p ?o }}\n"
        f"  FILTER NOT EXISTS {{ GRAPH ?other {{ ?s ?p ?o }} FILTER(?other NOT IN ({not_other})) }}\n"
        "}"
        for name in names
    ]
    steps += [f"DROP SILENT GRAPH {name}" for name in names]
    if any(graphs.values()):
        steps.append(insertion(graphs, union))
    return " ;\n".join(steps)


def insertion(graphs: Mapping[NamedNode, set[Triple]] | Mapping[Name, set[Triple]], union: Name) -> str:
    """Return the update that adds triples to ``graphs``, and all of them to ``union``.

    It is one operation, for not every server takes back the first one where a second fails.
    """
    parts = [(union, set[Triple]().union(*graphs.values())), *graphs.items()]
    return f"INSERT DATA {{ {' '.join(_inside(name, _data(new)) for name, new in parts if new)} }}"


def by_graph(quads: Iterable[Quad], union: Name) -> dict[Name, set[Triple]]:
    """Return the triples of ``quads`` by their graphs; those without a graph are in ``union``."""
    found: dict[Name, set[Triple]] = defaultdict(set)
    for quad in quads:
        found[quad.graph_name if isinstance(quad.graph_name, NamedNode) else union].add(quad.triple)
    return dict(found)


def _data(triples: Iterable[Triple]) -> str:
    """Write triples for an update; sorted, so that the same change is the same text."""
    return " .\n".join(sorted(map(str, triples)))


def _inside(graph: Name, triples: str) -> str:
    return triples if isinstance(graph, DefaultGraph) else f"GRAPH {graph} {{ {triples} }}"
