"""What a user gives for a parameter, as an RDF term: a name becomes the actor or issue it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode, QuerySolutions

from stakegraph.errors import QueryError
from stakegraph.model import POLARITIES
from stakegraph.query.catalogue import CatalogueQuery, Parameter
from stakegraph.resources import text as resource
from stakegraph.store import Store, Term
from stakegraph.vocabulary import PREFIXES, SG, XSD

_NUMBERS = {"integer": int, "decimal": float}


def bind(store: Store, query: CatalogueQuery, given: Mapping[str, str]) -> dict[str, Term]:
    """Return the terms of the parameters of ``query``, by name.

    Raises QueryError for a parameter that is missing or not known, and for a value that does not fit its type: no
    number, no date, no actor or issue of the store, or a name that several share.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    unknown = next((name for name in given if name not in known), None)
    if unknown is not None:
        raise QueryError(f"{query.name} has no parameter {unknown!r}; it has {', '.join(known) or 'none'}")
    terms: dict[str, Term] = {}
    for name, parameter in known.items():
        value = given.get(name, parameter.default)
        if value is not None:
            terms[name] = _term(store, parameter, value)
        elif not parameter.optional:
            raise QueryError(f"{query.name} needs the parameter {name} ({parameter.type}): {parameter.text}")
    return terms


def _term(store: Store, parameter: Parameter, value: str) -> Term:
    kind = parameter.type
    if kind == "text":
        return Literal(value)
    if kind == "polarity":
        if value not in POLARITIES:
            raise QueryError(f"{parameter.name} is {value!r} and must be one of {', '.join(POLARITIES)}")
        return NamedNode(SG + value)
    if kind in _NUMBERS or kind == "date":
        try:
            (date.fromisoformat if kind == "date" else _NUMBERS[kind])(value)
        except ValueError:
            example = "a date like 2025-03-07" if kind == "date" else f"a number ({kind})"
            raise QueryError(f"{parameter.name} is {value!r} and must be {example}") from None
        return Literal(value, datatype=NamedNode(XSD + kind))
    return _named(store, parameter, value)


def _named(store: Store, parameter: Parameter, value: str) -> NamedNode:
    """Find the actor or issue that ``value`` stands for: its IRI or id first, then its label, then an alias."""
    solutions = store.query(resource("queries/names.rq"))
    assert isinstance(solutions, QuerySolutions)
    kinds = ("actor", "issue") if parameter.type == "target" else (parameter.type,)
    rows = [(s["node"], s["name"].value, s["rank"].value) for s in solutions if s["kind"].value in kinds]
    wanted = " ".join(value.casefold().split())
    iri = _iri(value)
    if any(node.value == iri for node, _, _ in rows):
        return NamedNode(iri)
    for rank in ("id", "label", "alias"):
        found = sorted({node.value for node, name, at in rows if at == rank and name.casefold() == wanted})
        if len(found) == 1:
            return NamedNode(found[0])
        if found:
            raise QueryError(f"{value!r} is the name of several; give one of their IRIs: {', '.join(found)}")
    names = sorted({name for _, name, at in rows if at == "label"})
    near = get_close_matches(value, names, n=3, cutoff=0.5) or names[:5]
    hint = f"near it are {', '.join(near)}" if near else "the store has none"
    raise QueryError(f"{parameter.name} is {value!r}, but no {' or '.join(kinds)} is called so; {hint}")


def _iri(value: str) -> str:
    bare = value.strip("<>")
    prefix, colon, local = bare.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else bare
