"""The shapes of the model as SPARQL: the check of a whole store, which SHACL engines are too slow for.

Each constraint of ``ontology/shapes.ttl`` becomes one query that selects what breaks it, graph by graph. Only the
constraints that our shapes use are known; tests hold this and pyshacl to the same findings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, RdfFormat, Triple

from stakegraph.errors import GraphError
from stakegraph.ontology import source
from stakegraph.shapes import Problem
from stakegraph.store import Store
from stakegraph.vocabulary import RDF, compact

SH = "http://www.w3.org/ns/shacl#"

Term = NamedNode | BlankNode | Literal | Triple
Graph = dict[Term, dict[str, list[Term]]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One constraint: ``body`` binds ``?this``, and ``?value`` where there is one, to what breaks it.

    ``path`` is the property that it is about, or the name of the constraint. Where ``having`` is given, a node breaks
    the rule when that holds of all that ``body`` finds for it in one graph.
    """

    path: str
    message: str
    body: str
    having: str = ""

    def query(self, named: bool) -> str:
        """Write the rule out, for ``named`` graphs one by one or for what has no graph."""
        body = f"GRAPH ?graph {{ {self.body} }}" if named else self.body
        if self.having:
            return f"SELECT ?this WHERE {{ {body} }} GROUP BY ?this ?graph HAVING ({self.having})"
        return f"SELECT DISTINCT ?this ?value WHERE {{ {body} }}"


def check_store(store: Store) -> list[Problem]:
    """Return what is wrong in any graph of ``store``, as :func:`stakegraph.shapes.conforms` would.

    >>> from stakegraph.store import memory_store
    >>> check_store(memory_store())
    []
    """
    named = bool(store.query("ASK { GRAPH ?graph { ?s ?p ?o } }"))
    found: set[Problem] = set()
    for rule in _rules():
        solutions = store.query(rule.query(named))
        if isinstance(solutions, QuerySolutions):
            found |= {_problem(rule, *solution) for solution in solutions}
    return sorted(found)


def _problem(rule: Rule, node: Term, value: Term | None = None) -> Problem:
    shown = "" if value is None else _plain(value)
    return Problem(_plain(node), rule.path, rule.message.replace("{?value}", shown), shown)


def _plain(term: Term) -> str:
    if isinstance(term, NamedNode):
        return compact(term.value)
    return term.value if isinstance(term, Literal | BlankNode) else str(term)


@cache
def _rules() -> tuple[Rule, ...]:
    shapes: Graph = defaultdict(lambda: defaultdict(list))
    for quad in pyoxigraph.parse(source("shapes.ttl"), format=RdfFormat.TURTLE):
        shapes[quad.subject][quad.predicate.value].append(quad.object)
    return tuple(rule for node in list(shapes) for rule in _shape_rules(shapes, node))


def _shape_rules(shapes: Graph, node: Term) -> Iterator[Rule]:
    """Yield the rules of a node shape: those of its properties, and its own."""
    shape = shapes[node]
    focus = [f"?this a {one} ." for one in shape[SH + "targetClass"]]
    focus += [f"?this {one} ?anything ." for one in shape[SH + "targetSubjectsOf"]]
    for target in focus:
        for one in shape[SH + "property"]:
            yield from _property_rules(shapes, one, target)
        for one in shape[SH + "xone"]:
            classes = " ".join(str(_first(shapes, part, "class")) for part in _items(shapes, one))
            body = f"{target} OPTIONAL {{ VALUES ?kind {{ {classes} }} ?this a ?kind }}"
            yield Rule("XoneConstraintComponent", _text(shapes, node, "message"), body, "COUNT(DISTINCT ?kind) != 1")
        for one in shape[SH + "sparql"]:
            select = _text(shapes, one, "select")
            path = select.partition(" AS ?path")[0].rpartition("(")[2]
            body = select.partition("WHERE {")[2].rstrip().removesuffix("}")
            yield Rule(path, _text(shapes, one, "message"), f"{target} {body}")


def _property_rules(shapes: Graph, node: Term, target: str) -> Iterator[Rule]:
    path = _first(shapes, node, "path")
    message = _text(shapes, node, "message")
    for constraint, argument in _constraints(shapes, node):
        body, having = _BODIES[constraint](_Constraint(shapes, argument, str(path), target))
        yield Rule(compact(str(path).strip("<>")), message, body, having)


def _constraints(shapes: Graph, node: Term) -> Iterator[tuple[str, Term]]:
    for predicate, values in shapes[node].items():
        name = predicate.removeprefix(SH)
        if name in ("path", "message", "qualifiedMinCount", "qualifiedMaxCount"):
            continue
        if name not in _BODIES:
            raise GraphError(f"shapes.ttl uses sh:{name}, which can't be checked as SPARQL; leave it out, or teach it")
        yield from ((name, value) for value in values)


def _first(shapes: Graph, node: Term, name: str) -> Term:
    return shapes[node][SH + name][0]


def _text(shapes: Graph, node: Term, name: str) -> str:
    value = _first(shapes, node, name)
    return value.value if isinstance(value, Literal) else str(value)


def _items(shapes: Graph, head: Term) -> list[Term]:
    """Return the items of an RDF list."""
    found: list[Term] = []
    while head in shapes and shapes[head][RDF + "first"]:
        found.append(shapes[head][RDF + "first"][0])
        head = shapes[head][RDF + "rest"][0]
    return found


@dataclass(frozen=True, slots=True)
class _Constraint:
    """A constraint as the shapes have it; ``focus`` is the pattern of the node, ``reads`` that with its value."""

    shapes: Graph
    argument: Term
    path: str
    focus: str

    @property
    def reads(self) -> str:
        return f"{self.focus} ?this {self.path} ?value ."

    def items(self) -> list[Term]:
        return _items(self.shapes, self.argument)


Body = Callable[[_Constraint], tuple[str, str]]
"""What a constraint becomes: body and ``having`` of a rule."""


def _filter(condition: str) -> Body:
    """Make the body of a rule that looks at one value; an error in the condition breaks the rule as well."""

    def body(one: _Constraint) -> tuple[str, str]:
        number = one.argument.value if isinstance(one.argument, Literal) else ""
        test = condition.replace("ARGUMENT", str(one.argument)).replace("NUMBER", number)
        return f"{one.reads} FILTER(!COALESCE({test}, false))", ""

    return body


def _min_count(one: _Constraint) -> tuple[str, str]:
    return f"{one.focus} FILTER NOT EXISTS {{ ?this {one.path} ?any }}", ""


def _max_count(one: _Constraint) -> tuple[str, str]:
    return f"{one.focus} ?this {one.path} ?one, ?two . FILTER(!sameTerm(?one, ?two))", ""


def _has_value(one: _Constraint) -> tuple[str, str]:
    return f"{one.focus} FILTER NOT EXISTS {{ ?this {one.path} {one.argument} }}", ""


def _class(one: _Constraint) -> tuple[str, str]:
    return f"{one.reads} FILTER NOT EXISTS {{ ?value a {one.argument} }}", ""


def _or(one: _Constraint) -> tuple[str, str]:
    parts = [one.shapes[part] for part in one.items()]
    kinds = [f"DATATYPE(?value) = {kind}" for part in parts for kind in part[SH + "datatype"]]
    missing = [f"FILTER NOT EXISTS {{ ?value a {kind} }}" for part in parts for kind in part[SH + "class"]]
    typed = f"FILTER(!COALESCE({' || '.join(kinds)}, false))" if kinds else ""
    return f"{one.reads} {' '.join(missing)} {typed}", ""


def _in(one: _Constraint) -> tuple[str, str]:
    return f"{one.reads} FILTER(?value NOT IN ({', '.join(map(str, one.items()))}))", ""


def _qualified(one: _Constraint) -> tuple[str, str]:
    """Our shapes ask for exactly one value of the class, and for no other number."""
    wanted = _first(one.shapes, one.argument, "class")
    return f"{one.focus} OPTIONAL {{ ?this {one.path} ?one . ?one a {wanted} }}", "COUNT(DISTINCT ?one) != 1"


def _less_than(one: _Constraint) -> tuple[str, str]:
    return f"{one.reads} ?this {one.argument} ?other . FILTER(!COALESCE(?value < ?other, false))", ""


def _node_kind(one: _Constraint) -> tuple[str, str]:
    return _filter("isIRI(?value)" if one.argument == NamedNode(SH + "IRI") else "isLiteral(?value)")(one)


_BODIES: dict[str, Body] = {
    "minCount": _min_count,
    "maxCount": _max_count,
    "hasValue": _has_value,
    "class": _class,
    "or": _or,
    "in": _in,
    "datatype": _filter("isLiteral(?value) && DATATYPE(?value) = ARGUMENT"),
    "pattern": _filter("REGEX(STR(?value), ARGUMENT)"),
    "minLength": _filter("STRLEN(STR(?value)) >= NUMBER"),
    "minInclusive": _filter("?value >= NUMBER"),
    "maxInclusive": _filter("?value <= NUMBER"),
    "nodeKind": _node_kind,
    "lessThan": _less_than,
    "qualifiedValueShape": _qualified,
}
