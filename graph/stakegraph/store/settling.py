"""What a change of some articles means for the actors of all: namesakes come apart, and together again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from pyoxigraph import Literal, Quad, QuerySolutions

from stakegraph.model import Annotation
from stakegraph.namesakes import ONE_NAME, Sighting, identified, identities, kind, sightings
from stakegraph.rdf import from_quads, graph_name
from stakegraph.rdf.terms import ACTOR_CLASSES
from stakegraph.vocabulary import key_of, mint

if TYPE_CHECKING:
    from stakegraph.store.base import Store

_TYPES = {node.value: name for name, node in ACTOR_CLASSES.items()}
_FACTS = """
    ?actor a ?type .
    OPTIONAL {{ ?actor sg:countryCode ?country }}
    OPTIONAL {{ ?actor sg:keptApart ?reason }}
    OPTIONAL {{ ?actor sg:namesakeOf ?shared }}"""
_SEEN = "SELECT * {{ VALUES ?actor {{ {keys} }} GRAPH ?graph {{" + _FACTS + " }} }}"
_SHARED = "SELECT * {{ VALUES ?name {{ {keys} }} GRAPH ?graph {{ ?actor sg:namesakeOf ?name ." + _FACTS + " }} }}"
_KEYS = """SELECT ?actor ?shared ?reason {{
  GRAPH {graph} {{
    ?actor a sg:Actor
    OPTIONAL {{ ?actor sg:namesakeOf ?shared }}
    OPTIONAL {{ ?actor sg:keptApart ?reason }}
  }}
}}"""
_UNION = """SELECT ?actor ?type ?country {{
  VALUES ?actor {{ {keys} }}
  ?actor a ?type
  OPTIONAL {{ ?actor sg:countryCode ?country }}
}}"""
_APART = """SELECT DISTINCT ?name {{
  VALUES ?name {{ {keys} }}
  ?actor sg:namesakeOf ?name ; sg:keptApart ?reason FILTER(?reason != "{one_name}")
}}"""


def settled(store: Store, put: Iterable[Annotation], gone: Iterable[str]) -> list[Annotation]:
    """Return the annotations to be written when ``put`` come in and the articles ``gone`` go.

    These are ``put`` themselves, with the ids that their actors have among all articles, and those of the store in
    which an actor gets another id.
    """
    new = {one.article.id: one for one in put}
    changed = {*new, *gone}
    seen = [one for annotation in new.values() for one in sightings(annotation)]
    keys = {one.key for one in seen if one.reason is None} | _keys(store, changed)
    keys = _in_conflict(store, keys, seen)
    stored = {one: node for one, node in _seen(store, keys) if one.article not in changed}
    known = identities([*seen, *stored])
    touched = {one.article for one, node in stored.items() if known[one.article, one.key].id != node}
    new |= {article: read_article(store, article) for article in touched}
    return [identified(new[article], known) for article in sorted(new)]


def read_article(store: Store, article: str) -> Annotation:
    """Return the annotation of an article that the store has."""
    name = graph_name(article, store.base)
    rows = cast(QuerySolutions, store.query(f"SELECT ?s ?p ?o {{ GRAPH {name} {{ ?s ?p ?o }} }}"))
    return from_quads(Quad(one["s"], one["p"], one["o"], name) for one in rows)[0]


def _keys(store: Store, articles: Iterable[str]) -> set[str]:
    """Return the keys of the actors of articles, as far as the store has these."""
    found: set[str] = set()
    for name in (graph_name(article, store.base) for article in articles):
        if store.has_graph(name.value):
            rows = cast(QuerySolutions, store.query(_KEYS.format(graph=name)))
            shared = [one["shared"] or one["actor"] for one in rows if one["reason"] != Literal(ONE_NAME)]
            found |= {key_of(node.value, "actor") for node in shared}
    return found


def _in_conflict(store: Store, keys: Iterable[str], seen: Iterable[Sighting]) -> set[str]:
    """Return those of ``keys`` that have namesakes now, or get some: of no others need all articles be looked at.

    The union tells that, in which an actor has the types and countries of all its articles.
    """
    nodes = _nodes(store, keys)
    if not nodes:
        return set()
    kinds: dict[str, set[str]] = defaultdict(set)
    countries: dict[str, set[str]] = defaultdict(set)
    for one in cast(QuerySolutions, store.query(_UNION.format(keys=nodes))):
        if one["type"].value in _TYPES:
            key = key_of(one["actor"].value, "actor")
            kinds[key].add(kind(_TYPES[one["type"].value]))
            countries[key] |= {one["country"].value} if one["country"] else set()
    for sighting in seen:
        kinds[sighting.key].add(kind(sighting.type))
        countries[sighting.key] |= {sighting.country} if sighting.country else set()
    apart = cast(QuerySolutions, store.query(_APART.format(keys=nodes, one_name=ONE_NAME)))
    found = {key_of(one["name"].value, "actor") for one in apart}
    return found | {key for key in keys if len(kinds[key]) > 1 or len(countries[key]) > 1}


def _nodes(store: Store, keys: Iterable[str]) -> str:
    return " ".join(f"<{mint('actor', key, store.base)}>" for key in sorted(keys))


def _seen(store: Store, keys: Iterable[str]) -> Iterator[tuple[Sighting, str]]:
    """Yield what the articles of the store say of actors with these keys, with the ids that these have now."""
    nodes = _nodes(store, keys)
    for text in (_SEEN, _SHARED) if nodes else ():
        for one in cast(QuerySolutions, store.query(text.format(keys=nodes))):
            if one["type"].value not in _TYPES:
                continue
            node, country, reason = key_of(one["actor"].value, "actor"), one["country"], one["reason"]
            key = key_of(one["shared"].value, "actor") if one["shared"] else node
            # The reason of a conflict is that of all who share the name, and is found anew.
            own = reason.value if reason and (key == node or reason.value == ONE_NAME) else None
            article = key_of(one["graph"].value, "graph")
            yield Sighting(article, key, _TYPES[one["type"].value], country.value if country else None, own), node
