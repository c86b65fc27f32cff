"""The numbers of measures as RDF: a node each, with what it is about and how it was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from stakegraph.measures.table import Row, Table, shown
from stakegraph.model import digest
from stakegraph.vocabulary import BASE, PREFIXES, RDF, RDFS, SG, XSD, mint

_ID = "id"
"""The column that names the node that a row is about."""


def observations(tables: Iterable[Table], *, base: str = BASE) -> list[Quad]:
    """Return a ``sg:Measurement`` for each number of the tables, in the default graph.

    ``sg:measure`` names measure and column, ``sg:about`` the actor or issue of the row, ``sg:case`` the words of a row
    that is about something else (a pair, a window, a statistic), ``sg:value`` the number, ``sg:settings`` all that made
    it. The same numbers have the same nodes.

    >>> table = Table(("actor", "ties", "id"), (("Ann", 3, "actor:ann"),), name="strength")
    >>> [quad.object.value for quad in observations([table]) if quad.predicate.value.endswith(("about", "value"))]
    ['3', 'https://w3id.org/stakegraph/actor/ann']
    """
    found: list[Quad] = []
    for table in tables:
        settings = ", ".join(f"{name} {shown(value) or '-'}" for name, value in table.settings.items())
        for row in table.rows:
            found += _of_row(table, row, settings, base)
    return found


def _of_row(table: Table, row: Row, settings: str, base: str) -> Iterator[Quad]:
    cells = dict(zip(table.columns, row, strict=True))
    about = _expanded(str(cells[_ID])) if cells.get(_ID) else None
    case = ", ".join(str(value) for name, value in cells.items() if isinstance(value, str) and name != _ID)
    for name, value in cells.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            continue
        measure = f"{table.name}: {name}"
        node = NamedNode(mint("measurement", digest(measure, about, case, row, settings), base))
        facts: list[tuple[str, NamedNode | Literal]] = [
            (RDF + "type", NamedNode(SG + "Measurement")),
            (RDFS + "label", Literal(f"{measure} of {case}" if case else measure)),
            (SG + "measure", Literal(measure)),
            (SG + "value", Literal(str(value), datatype=NamedNode(XSD + "double"))),
            (SG + "settings", Literal(settings)),
            (SG + "case", Literal(case)),
        ]
        if about is not None:
            facts.append((SG + "about", NamedNode(about)))
        yield from (Quad(node, NamedNode(predicate), value) for predicate, value in facts)


def _expanded(name: str) -> str:
    """Return the IRI behind a name with one of our prefixes."""
    prefix, _, local = name.partition(":")
    return f"{PREFIXES[prefix]}{local}" if prefix in PREFIXES else name
