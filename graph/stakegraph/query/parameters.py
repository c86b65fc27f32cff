"""What a user gives for a parameter, as an RDF term: a name becomes the actor or issue it stands for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode, QuerySolutions

from stakegraph.errors import QueryError
from stakegraph.query.catalogue import CatalogueQuery, Parameter
from stakegraph.resources import text as resource
from stakegraph.store import Store, Term
from stakegraph.vocabulary import PREFIXES, SG, XSD

_KINDS = {"actor": ("actor",), "issue": ("issue",), "target": ("actor", "issue")}
_CHECKS: dict[str, Callable[[str], object]] = {
    "integer": int, "decimal": Decimal, "date": date.fromisoformat,
}  # fmt: skip


def bind(store: Store, query: CatalogueQuery, given: Mapping[str, str], *, look: bool = True) -> dict[str, Term]:
    """Return the terms of the parameters of ``query``, by name.

    Without ``look`` a value that is an IRI, short or whole, is taken for the node that it names: an answer that has
    rows shows that it is there. Raises QueryError for a parameter that is missing or not known, and for a value that
    does not fit its type: no number, no date, no actor or issue of the store, or a name that several share.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    unknown = next((name for name in given if name not in known), None)
    if unknown is not None:
        raise QueryError(f"{query.name} has no parameter {unknown!r}; it has {', '.join(known) or 'none'}")
    terms: dict[str, Term] = {}
    for name, parameter in known.items():
        value = given.get(name, parameter.default)
        if value is not None and parameter.type in _KINDS:
            node = _node(value)
            terms[name] = node if node and not look else _named(store, parameter, value, node)
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
        from stakegraph.model import POLARITIES  # most queries have no need of the model

        if value not in POLARITIES:
            raise QueryError(f"{parameter.name} is {value!r} and must be one of {', '.join(POLARITIES)}")
        return NamedNode(SG + value)
    try:
        _CHECKS[kind](value)
    except (ValueError, InvalidOperation):
        example = "a date like 2025-03-07" if kind == "date" else f"a number ({kind})"
        raise QueryError(f"{parameter.name} is {value!r} and must be {example}") from None
    return Literal(value, datatype=NamedNode(XSD + kind))


def _named(store: Store, parameter: Parameter, value: str, node: NamedNode | None) -> NamedNode:
    """Find the actor or issue of a value: ``node``, its IRI, or its id come first, then its label, then an alias."""
    kinds = _KINDS[parameter.type]
    if node is not None and _is_there(store, kinds, node):
        return node
    rows = [row for row in _rows(store, "named", " ".join(value.split())) if row["kind"] in kinds]
    for rank in ("id", "label", "alias"):
        found = sorted({row["node"] for row in rows if row["rank"] == rank})
        if len(found) == 1:
            return NamedNode(found[0])
        if found:
            raise QueryError(f"{value!r} is the name of several; give one of their IRIs: {', '.join(found)}")
    labels = sorted({row["name"] for row in _rows(store, "names") if row["rank"] == "label" and row["kind"] in kinds})
    near = get_close_matches(value, labels, n=3, cutoff=0.5) or labels[:5]
    hint = f"near it are {', '.join(near)}" if near else "the store has none"
    raise QueryError(f"{parameter.name} is {value!r}, but no {' or '.join(kinds)} is called so; {hint}")


def _node(value: str) -> NamedNode | None:
    """Return the node whose IRI, short or whole, ``value`` is; None for what is no IRI but a name."""
    bare = value.strip("<>")
    prefix, colon, local = bare.partition(":")
    try:
        return NamedNode(PREFIXES[prefix] + local if colon and prefix in PREFIXES else bare)
    except ValueError:
        return None


def _is_there(store: Store, kinds: tuple[str, ...], node: NamedNode) -> bool:
    classes = " ".join(f"sg:{kind.capitalize()}" for kind in kinds)
    return bool(store.query(f"ASK {{ VALUES ?class {{ {classes} }} {node} a ?class }}"))


def _rows(store: Store, query: str, name: str | None = None) -> list[dict[str, str]]:
    """Return the rows of a query for names as text by column."""
    solutions = store.query(resource(f"queries/{query}.rq"), {"name": Literal(name)} if name else {})
    assert isinstance(solutions, QuerySolutions)
    columns = [variable.value for variable in solutions.variables]
    return [{column: one[column].value for column in columns} for one in solutions]
