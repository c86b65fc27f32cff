"""RDF to annotations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import cast

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from stakegraph.errors import GraphError
from stakegraph.model import (
    Actor,
    ActorType,
    Annotation,
    ArticleInfo,
    Event,
    EventType,
    Evidence,
    Factuality,
    Issue,
    Manner,
    Mention,
    Polarity,
    Provenance,
    Stance,
    Statement,
)
from stakegraph.rdf import terms as t
from stakegraph.vocabulary import compact, key_of

Node = NamedNode | BlankNode | Triple
Term = Node | Literal


def from_quads(quads: Iterable[Quad]) -> list[Annotation]:
    """Return the annotations that ``quads`` were made of, in the order of their article ids.

    Each named graph is one annotation; so is the default graph, where it describes one article. Derived triples
    (direct edges, labels of items) are not looked at. Raises GraphError where a graph holds no article or several,
    or where a node lacks what the model asks for, and AnnotationError where the records refuse what it says.

    >>> from_quads([])
    []
    """
    graphs: dict[NamedNode | BlankNode | DefaultGraph, list[Quad]] = defaultdict(list)
    for quad in quads:
        graphs[quad.graph_name].append(quad)
    found = [_Reader(group).read() for group in graphs.values()]
    return sorted(found, key=lambda annotation: annotation.article.id)


def _inverse(terms: Mapping[str, NamedNode]) -> dict[Term, str]:
    return {term: name for name, term in terms.items()}


_POLARITIES = _inverse(t.POLARITY_TERMS)
_FACTUALITIES = _inverse(t.FACTUALITY_TERMS)
_MANNERS = _inverse(t.MANNER_TERMS)
_EVENT_TYPES = _inverse(t.EVENT_TERMS)
_ACTOR_TYPES = _inverse(t.ACTOR_CLASSES)


class _Reader:
    """Reads one annotation out of the triples of one graph."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.values: dict[Node, dict[NamedNode, list[Term]]] = defaultdict(lambda: defaultdict(list))
        self.members: dict[Term, list[Node]] = defaultdict(list)
        seen: set[tuple[Node, NamedNode, Term]] = set()
        for quad in quads:
            fact = (quad.subject, quad.predicate, quad.object)
            if fact in seen:
                continue
            seen.add(fact)
            self.values[quad.subject][quad.predicate].append(quad.object)
            if quad.predicate == t.TYPE:
                self.members[quad.object].append(quad.subject)

    def read(self) -> Annotation:
        articles = self.members[t.ARTICLE[0]]
        if len(articles) != 1:
            raise GraphError(
                f"a graph holds {len(articles)} articles (nodes of class sg:Article) and must hold one; "
                "several articles need TriG or N-Quads, with a named graph for each"
            )
        return Annotation(
            self.article(articles[0]),
            tuple(self.actor(node) for node in self.members[t.ACTOR]),
            tuple(self.issue(node) for node in self.members[t.ISSUE[0]]),
            tuple(self.statement(node) for node in self.members[t.STATEMENT[0]]),
            tuple(self.stance(node) for node in self.members[t.STANCE[0]]),
            tuple(self.event(node) for node in self.members[t.EVENT[0]]),
            self.provenance(),
        )

    def find(self, node: Node, predicate: NamedNode) -> Term | None:
        values = self.values[node][predicate]
        if len(values) > 1:
            raise GraphError(f"{_name(node)} has {len(values)} values of {_name(predicate)} and may have one")
        return values[0] if values else None

    def get(self, node: Node, predicate: NamedNode) -> Term:
        value = self.find(node, predicate)
        if value is None:
            raise GraphError(f"{_name(node)} has no {_name(predicate)}")
        return value

    def text(self, node: Node, predicate: NamedNode) -> str:
        value = self.get(node, predicate)
        if not isinstance(value, Literal):
            raise GraphError(f"{_name(predicate)} of {_name(node)} is {_name(value)} and must be a literal")
        return value.value

    def text_or_none(self, node: Node, predicate: NamedNode) -> str | None:
        return None if self.find(node, predicate) is None else self.text(node, predicate)

    def number(self, node: Node, predicate: NamedNode) -> float:
        text = self.text(node, predicate)
        try:
            return float(text)
        except ValueError:
            raise GraphError(f"{_name(predicate)} of {_name(node)} is {text!r} and must be a number") from None

    def true(self, node: Node, predicate: NamedNode) -> bool:
        return self.text_or_none(node, predicate) in ("true", "1")

    def link(self, node: Node, predicate: NamedNode) -> Node:
        value = self.get(node, predicate)
        if isinstance(value, Literal):
            raise GraphError(f"{_name(predicate)} of {_name(node)} is {value} and must be a node")
        return value

    def concept(self, node: Node, predicate: NamedNode, known: Mapping[Term, str]) -> str:
        value = self.get(node, predicate)
        if value not in known:
            names = ", ".join(_name(term) for term in known)
            raise GraphError(f"{_name(predicate)} of {_name(node)} is {_name(value)} and must be one of {names}")
        return known[value]

    def key(self, node: Node, predicate: NamedNode, *kinds: str) -> str | None:
        value = self.find(node, predicate)
        return None if value is None else _key(value, *kinds)

    def keys(self, node: Node, predicate: NamedNode, kind: str) -> tuple[str, ...]:
        return tuple(_key(value, kind) for value in self.values[node][predicate])

    def texts(self, node: Node, predicate: NamedNode) -> tuple[str, ...]:
        return tuple(value.value for value in self.values[node][predicate] if isinstance(value, Literal | NamedNode))

    def article(self, node: Node) -> ArticleInfo:
        return ArticleInfo(
            id=_key(node, "article"),
            sha256=self.text(node, t.SHA256),
            length=int(self.number(node, t.LENGTH)),
            file=self.text_or_none(node, t.FILE),
            title=self.text_or_none(node, t.TITLE),
            publisher=self.text_or_none(node, t.PUBLISHER),
            author=self.text_or_none(node, t.AUTHOR),
            published=self.text_or_none(node, t.PUBLISHED),
            url=self.text_or_none(node, t.URL),
            language=self.text_or_none(node, t.LANGUAGE),
        )

    def provenance(self) -> Provenance:
        software = next(iter(self.members[t.SOFTWARE[0]]), None)
        person = next(iter(self.members[t.ANNOTATOR[0]]), None)
        run = next(iter(self.members[t.RUN[0]]), None)
        return Provenance(
            software=self.text_or_none(software, t.NAME) if software else None,
            version=self.text_or_none(software, t.SOFTWARE_VERSION) if software else None,
            model=self.text_or_none(run, t.LANGUAGE_MODEL) if run else None,
            annotator=self.text_or_none(person, t.NAME) if person else None,
        )

    def actor(self, node: Node) -> Actor:
        classes = [_ACTOR_TYPES[one] for one in self.values[node][t.TYPE] if one in _ACTOR_TYPES]
        if len(classes) != 1:
            names = ", ".join(_name(one) for one in t.ACTOR_CLASSES.values())
            raise GraphError(f"{_name(node)} must be of one of the classes {names}, not of {len(classes)}")
        return Actor(
            id=_key(node, "actor"),
            name=self.text(node, t.LABEL),
            type=cast(ActorType, classes[0]),
            aliases=self.texts(node, t.ALT_LABEL),
            mentions=self.mentions(node),
            role=self.text_or_none(node, t.ROLE),
            represents=self.key(node, t.REPRESENTS, "actor"),
            country=self.text_or_none(node, t.COUNTRY_CODE),
            same_as=self.texts(node, t.SAME_AS),
            optional=self.true(node, t.OPTIONAL),
            namesake_of=self.key(node, t.NAMESAKE_OF, "actor"),
            kept_apart=self.text_or_none(node, t.KEPT_APART),
        )

    def issue(self, node: Node) -> Issue:
        return Issue(_key(node, "issue"), self.text(node, t.LABEL), self.texts(node, t.ALT_LABEL), self.mentions(node))

    def mentions(self, node: Node) -> tuple[Mention, ...]:
        places = [place for place in self.values[node][t.MENTION] if not isinstance(place, Literal)]
        return tuple(Mention(self.piece(place), self.text(place, t.RULE)) for place in places)

    def piece(self, node: Node) -> Evidence:
        """Read a piece of evidence from its two selectors."""
        known: dict[NamedNode, Node] = {}
        for selector in self.values[node][t.HAS_SELECTOR]:
            if not isinstance(selector, Literal):
                known |= dict.fromkeys(self.values[selector], selector)
        missing = next((p for p in (t.EXACT, t.PREFIX, t.SUFFIX, t.START, t.END) if p not in known), None)
        if missing:
            raise GraphError(f"evidence {_name(node)} has no {_name(missing)} on its selectors (oa:hasSelector)")
        start, end = (int(self.number(known[p], p)) for p in (t.START, t.END))
        return Evidence(start, end, *(self.text(known[p], p) for p in (t.EXACT, t.PREFIX, t.SUFFIX)))

    def piece_or_none(self, node: Node, predicate: NamedNode) -> Evidence | None:
        return None if self.find(node, predicate) is None else self.piece(self.link(node, predicate))

    def factuality(self, node: Node) -> Factuality:
        return cast(Factuality, self.concept(node, t.FACTUALITY, _FACTUALITIES))

    def statement(self, node: Node) -> Statement:
        return Statement(
            id=_key(node, "statement"),
            speaker=self.key(node, t.SPEAKER, "actor"),
            content=tuple(self.piece(at) for at in self.values[node][t.EVIDENCE] if not isinstance(at, Literal)),
            cue=self.piece_or_none(node, t.CUE),
            source=self.piece_or_none(node, t.ATTRIBUTION),
            manner=cast(Manner, self.concept(node, t.MANNER, _MANNERS)),
            factuality=self.factuality(node),
            addressee=self.key(node, t.ADDRESSEE, "actor"),
            medium=self.text_or_none(node, t.MEDIUM),
            confidence=self.number(node, t.CONFIDENCE),
            rule=self.text(node, t.RULE),
        )

    def stance(self, node: Node) -> Stance:
        return Stance(
            id=_key(node, "stance"),
            holder=_key(self.get(node, t.HOLDER), "actor"),
            target=_key(self.get(node, t.TARGET), "actor", "issue"),
            polarity=cast(Polarity, self.concept(node, t.POLARITY, _POLARITIES)),
            evidence=self.piece(self.link(node, t.EVIDENCE)),
            basis=self.key(node, t.BASIS, "statement", "event"),
            factuality=self.factuality(node),
            confidence=self.number(node, t.CONFIDENCE),
            rule=self.text(node, t.RULE),
            optional=self.true(node, t.OPTIONAL),
        )

    def event(self, node: Node) -> Event:
        kinds = self.values[node][t.EVENT_TYPE]
        unknown = next((kind for kind in kinds if kind not in _EVENT_TYPES), None)
        if unknown:
            raise GraphError(f"sg:eventType of {_name(node)} is {_name(unknown)}, which is no class of PLOVER")
        return Event(
            id=_key(node, "event"),
            types=tuple(cast(EventType, _EVENT_TYPES[kind]) for kind in kinds),
            source=self.keys(node, t.SOURCE, "actor"),
            recipient=self.keys(node, t.RECIPIENT, "actor"),
            evidence=self.piece(self.link(node, t.EVIDENCE)),
            factuality=self.factuality(node),
            time=self.text_or_none(node, t.TIME),
            date=self.text_or_none(node, t.DATE),
            place=self.text_or_none(node, t.PLACE),
            confidence=self.number(node, t.CONFIDENCE),
            rule=self.text(node, t.RULE),
            optional=self.true(node, t.OPTIONAL),
        )


def _name(term: Term) -> str:
    return compact(term.value) if isinstance(term, NamedNode) else str(term)


def _key(term: Term, *kinds: str) -> str:
    """Return the id of a node that must be of one of ``kinds``."""
    iri = term.value if isinstance(term, NamedNode) else str(term)
    folder = iri.rpartition("/")[0]
    return key_of(iri, next((kind for kind in kinds if folder.endswith("/" + kind)), kinds[-1]))
