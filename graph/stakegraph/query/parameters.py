"""What a user gives for a parameter, as an RDF term: a name becomes the actor or issue it stands for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, QuerySolutions

from stakegraph.errors import QueryError
from stakegraph.model import POLARITIES
from stakegraph.query.catalogue import CatalogueQuery, Parameter
from stakegraph.resources import text as resource
from stakegraph.store import Store, Term
from stakegraph.vocabulary import PREFIXES, SG, XSD

_KINDS = {"actor": ("actor",), "issue": ("issue",), "target": ("actor", "issue")}
_CHECKS: dict[str, Callable[[str], object]] = {
    "integer": int, "decimal": Decimal, "date": date.fromisoformat,
}  # fmt: skip


class _Name(NamedTuple):
    """A row of ``names.rq``."""

    iri: str
    kind: str
    rank: str
    name: str


def bind(store: Store, query: CatalogueQuery, given: Mapping[str, str]) -> dict[str, Term]:
    """Return the terms of the parameters of ``query``, by name.

    Raises QueryError for a parameter that is missing or not known, and for a value that does not fit its type: no
    number, no date, no actor or issue of the store, or a name that several share.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    unknown = next((name for name in given if name not in known), None)
    if unknown is not None:
        raise QueryError(f"{query.name} has no parameter {unknown!r}; it has {', '.join(known) or 'none'}")
    names: list[_Name] | None = None
    terms: dict[str, Term] = {}
    for name, parameter in known.items():
        value = given.get(name, parameter.default)
        if value is not None and parameter.type in _KINDS:
            names = _names(store) if names is None else names
            terms[name] = _named(names, parameter, value)
        elif value is not None:
            terms[name] = _term(parameter, value)
        elif not parameter.optional:
            raise QueryError(f"{query.name} needs the parameter {name} ({parameter.type}): {parameter.text}")
    return terms


def _term(parameter: Parameter, value: str) -> Term:
    kind = parameter.type
    if kind == "text":
        return Literal(value)
    if kind == "polarity":
        if value not in POLARITIES:
            raise QueryError(f"{parameter.name} is {value!r} and must be one of {', '.join(POLARITIES)}")
        return NamedNode(SG + value)
    try:
        _CHECKS[kind](value)
    except (ValueError, InvalidOperation):
        example = "a date like 2025-03-07" if kind == "date" else f"a number ({kind})"
        raise QueryError(f"{parameter.name} is {value!r} and must be {example}") from None
    return Literal(value, datatype=NamedNode(XSD + kind))


def _names(store: Store) -> list[_Name]:
    solutions = store.query(resource("queries/names.rq"))
    assert isinstance(solutions, QuerySolutions)
    return [_Name(s["node"].value, s["kind"].value, s["rank"].value, s["name"].value) for s in solutions]


def _named(names: list[_Name], parameter: Parameter, value: str) -> NamedNode:
    """Find the actor or issue that ``value`` stands for: its IRI or id first, then its label, then an alias."""
    kinds = _KINDS[parameter.type]
    rows = [row for row in names if row.kind in kinds]
    wanted = " ".join(value.casefold().split())
    iri = _iri(value)
    if any(row.iri == iri for row in rows):
        return NamedNode(iri)
    for rank in ("id", "label", "alias"):
        found = sorted({row.iri for row in rows if row.rank == rank and row.name.casefold() == wanted})
        if len(found) == 1:
            return NamedNode(found[0])
        if found:
            raise QueryError(f"{value!r} is the name of several; give one of their IRIs: {', '.join(found)}")
    labels = sorted({row.name for row in rows if row.rank == "label"})
    near = get_close_matches(value, labels, n=3, cutoff=0.5) or labels[:5]
    hint = f"near it are {', '.join(near)}" if near else "the store has none"
    raise QueryError(f"{parameter.name} is {value!r}, but no {' or '.join(kinds)} is called so; {hint}")


def _iri(value: str) -> str:
    bare = value.strip("<>")
    prefix, colon, local = bare.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else bare
