"""Annotation to RDF."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from stakegraph.errors import GraphError
from stakegraph.model import Actor, Annotation, Event, Evidence, Issue, Mention, Stance, Statement, digest
from stakegraph.rdf import terms as t
from stakegraph.vocabulary import BASE, mint

_LABEL_WIDTH = 80
_DERIVED = {"support": t.SUPPORTS, "oppose": t.OPPOSES}
_HAPPENS = ("actual", "planned")


def graph_name(article: str, base: str = BASE) -> NamedNode:
    """Return the name of the graph that holds the article with the id ``article``.

    >>> graph_name("brief").value
    'https://w3id.org/stakegraph/graph/brief'
    """
    return NamedNode(mint("graph", article, base))


def to_quads(annotation: Annotation, *, base: str = BASE) -> list[Quad]:
    """Return ``annotation`` as the quads of one named graph, without blank nodes and without duplicates.

    The direct edges ``sg:supports`` and ``sg:opposes`` are written only for stances that are actual or planned;
    what is denied or hypothetical stays a stance node. Raises GraphError where a ``same_as`` is no IRI.

    >>> from stakegraph.model import ArticleInfo
    >>> quads = to_quads(Annotation(ArticleInfo("brief", "0" * 64, 9, title="A plan")))
    >>> [quad.object.value for quad in quads if quad.predicate.value.endswith("title")]
    ['A plan']
    """
    return _Writer(annotation, base).write()


def day(text: str) -> str | None:
    """Return the calendar day with which an ISO 8601 date or date-time begins, or None.

    >>> day("2025-03-07T10:00:00+00:00"), day("2025-03")
    ('2025-03-07', None)
    """
    found = re.match(r"\d{4}-\d\d-\d\d(?=T|$)", text)
    if not found:
        return None
    try:
        date.fromisoformat(found[0])
    except ValueError:
        return None
    return found[0]


def _dated(text: str) -> Literal:
    """Type what is surely a day, a month or a year; Oxigraph would rewrite more, so the rest stays a string."""
    if day(text) == text:
        return Literal(text, datatype=t.DAY)
    if re.fullmatch(r"[12]\d{3}-(0[1-9]|1[0-2])", text):
        return Literal(text, datatype=t.MONTH)
    if re.fullmatch(r"[12]\d{3}", text):
        return Literal(text, datatype=t.YEAR)
    return Literal(text)


def _decimal(value: float) -> Literal:
    text = format(Decimal(repr(float(value))), "f")
    return Literal(text.rstrip("0").rstrip(".") or "0", datatype=t.DECIMAL)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LABEL_WIDTH else flat[: _LABEL_WIDTH - 1].rstrip() + "…"


class _Writer:
    """Collects the quads of one annotation."""

    def __init__(self, annotation: Annotation, base: str) -> None:
        self.annotation, self.base = annotation, base
        self.graph = graph_name(annotation.article.id, base)
        self.article = NamedNode(mint("article", annotation.article.id, base))
        # One tag for all English articles, so that an actor of two of them has one label.
        tag = (annotation.article.language or "en").split("-")[0].lower()
        self.tag = tag if re.fullmatch(r"[a-z]{2,8}", tag) else "und"
        self.actors = {a.id: self.node("actor", a.id) for a in annotation.actors}
        self.issues = {i.id: self.node("issue", i.id) for i in annotation.issues}
        self.names = {a.id: a.name for a in annotation.actors} | {i.id: i.label for i in annotation.issues}
        self.said = {s.id for s in annotation.statements}
        self.pieces: dict[Evidence, NamedNode] = {}
        self.edges: set[tuple[str, str, str]] = set()
        self.quads: list[Quad] = []

    def write(self) -> list[Quad]:
        self.write_article()
        self.write_provenance()
        for actor in self.annotation.actors:
            self.write_actor(actor)
        for issue in self.annotation.issues:
            self.write_issue(issue)
        for statement in self.annotation.statements:
            self.write_statement(statement)
        for stance in self.annotation.stances:
            self.write_stance(stance)
        for event in self.annotation.events:
            self.write_event(event)
        return self.quads

    def node(self, kind: str, key: str) -> NamedNode:
        return NamedNode(mint(kind, key, self.base))

    def add(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
        self.quads.append(Quad(subject, predicate, value, self.graph))

    def add_types(self, subject: NamedNode, classes: Iterable[NamedNode]) -> None:
        self.quads += [Quad(subject, t.TYPE, one, self.graph) for one in classes]

    def add_text(self, subject: NamedNode, predicate: NamedNode, text: str | None) -> None:
        if text is not None:
            self.add(subject, predicate, Literal(text))

    def add_words(self, subject: NamedNode, predicate: NamedNode, text: str | None) -> None:
        """Add words of the article's language."""
        if text is not None:
            self.add(subject, predicate, Literal(text, language=self.tag))

    def add_optional(self, subject: NamedNode, optional: bool) -> None:
        if optional:
            self.add(subject, t.OPTIONAL, Literal("true", datatype=t.BOOLEAN))

    def write_article(self) -> None:
        info, node = self.annotation.article, self.article
        self.add_types(node, t.ARTICLE)
        self.add_text(node, t.LABEL, info.title or info.id)
        self.add_text(node, t.SHA256, info.sha256)
        self.add(node, t.LENGTH, Literal(str(info.length), datatype=t.INTEGER))
        for predicate, text in (
            (t.FILE, info.file), (t.TITLE, info.title), (t.PUBLISHER, info.publisher), (t.AUTHOR, info.author),
            (t.PUBLISHED, info.published), (t.LANGUAGE, info.language),
        ):  # fmt: skip
            self.add_text(node, predicate, text)
        if info.url is not None:
            self.add(node, t.URL, Literal(info.url, datatype=t.ANY_URI))
        if info.published and (issued := day(info.published)):
            self.add(node, t.ISSUED, Literal(issued, datatype=t.DAY))

    def write_provenance(self) -> None:
        made = self.annotation.provenance
        run = self.node("run", self.annotation.article.id)
        self.add_types(self.graph, t.ANNOTATION)
        self.add(self.graph, t.DERIVED_FROM, self.article)
        self.add(self.graph, t.GENERATED_BY, run)
        self.add_types(run, t.RUN)
        self.add(run, t.USED, self.article)
        self.add_text(run, t.LANGUAGE_MODEL, made.model)
        if made.software is not None or made.version is not None:
            agent = self.node("agent", digest("software", made.software, made.version))
            self.add_types(agent, t.SOFTWARE)
            self.add_text(agent, t.LABEL, " ".join(filter(None, (made.software, made.version))))
            self.add_text(agent, t.NAME, made.software)
            self.add_text(agent, t.SOFTWARE_VERSION, made.version)
            self.add(run, t.ASSOCIATED_WITH, agent)
        if made.annotator is not None:
            agent = self.node("agent", digest("person", made.annotator))
            self.add_types(agent, t.ANNOTATOR)
            self.add_text(agent, t.LABEL, made.annotator)
            self.add_text(agent, t.NAME, made.annotator)
            self.add(run, t.ASSOCIATED_WITH, agent)

    def write_actor(self, actor: Actor) -> None:
        node = self.actors[actor.id]
        self.add_types(node, (t.ACTOR, t.ACTOR_CLASSES[actor.type], t.OUTER_CLASSES[actor.type]))
        self.write_names(node, actor.name, actor.aliases, actor.mentions)
        self.add_words(node, t.ROLE, actor.role)
        if actor.represents is not None:
            self.add(node, t.REPRESENTS, self.actors[actor.represents])
        self.add_text(node, t.COUNTRY_CODE, actor.country)
        for iri in actor.same_as:
            try:
                self.add(node, t.SAME_AS, NamedNode(iri))
            except ValueError as error:
                raise GraphError(f"same_as of actor {actor.id} is {iri!r}, which is no IRI: {error}") from error
        self.add_optional(node, actor.optional)
        if actor.namesake_of is not None:
            self.add(node, t.NAMESAKE_OF, self.node("actor", actor.namesake_of))
        self.add_text(node, t.KEPT_APART, actor.kept_apart)

    def write_issue(self, issue: Issue) -> None:
        node = self.issues[issue.id]
        self.add_types(node, t.ISSUE)
        self.write_names(node, issue.label, issue.aliases, issue.mentions)

    def write_names(self, node: NamedNode, label: str, aliases: tuple[str, ...], mentions: tuple[Mention, ...]) -> None:
        self.add_words(node, t.LABEL, label)
        for alias in aliases:
            self.add_words(node, t.ALT_LABEL, alias)
        self.add(node, t.MENTIONED_IN, self.article)
        for mention in mentions:
            at = mention.evidence
            key = digest(node.value, self.article.value, *at.span, at.exact, at.prefix, at.suffix, mention.rule)
            place = self.write_piece(at, key, t.MENTION_CLASSES)
            self.add_text(place, t.RULE, mention.rule)
            self.add(node, t.MENTION, place)

    def write_statement(self, statement: Statement) -> None:
        node = self.node("statement", statement.id)
        self.add_types(node, t.STATEMENT)
        speaker = self.names[statement.speaker] if statement.speaker is not None else "Unattributed"
        self.add_words(node, t.LABEL, _short(f"{speaker}: {statement.text}"))
        self.add_text(node, t.TEXT, statement.text)
        if statement.speaker is not None:
            self.add(node, t.SPEAKER, self.actors[statement.speaker])
        if statement.addressee is not None:
            self.add(node, t.ADDRESSEE, self.actors[statement.addressee])
        for piece in statement.content:
            self.add(node, t.EVIDENCE, self.evidence(piece))
        if statement.cue is not None:
            self.add(node, t.CUE, self.evidence(statement.cue))
        if statement.source is not None:
            self.add(node, t.ATTRIBUTION, self.evidence(statement.source))
        self.add(node, t.MANNER, t.MANNER_TERMS[statement.manner])
        self.add_text(node, t.MEDIUM, statement.medium)
        self.write_claim(node, statement)

    def write_stance(self, stance: Stance) -> None:
        node = self.node("stance", stance.id)
        holder = self.actors[stance.holder]
        target = self.actors.get(stance.target) or self.issues[stance.target]
        self.add_types(node, t.STANCE)
        verb = f"{stance.polarity}s"
        self.add_words(node, t.LABEL, _short(f"{self.names[stance.holder]} {verb} {self.names[stance.target]}"))
        self.add(node, t.HOLDER, holder)
        self.add(node, t.TARGET, target)
        self.add(node, t.POLARITY, t.POLARITY_TERMS[stance.polarity])
        if stance.basis is not None:
            self.add(node, t.BASIS, self.node("statement" if stance.basis in self.said else "event", stance.basis))
        self.add(node, t.EVIDENCE, self.evidence(stance.evidence))
        self.add_optional(node, stance.optional)
        self.write_claim(node, stance)
        edge = (stance.holder, stance.polarity, stance.target)
        if stance.factuality in _HAPPENS and edge not in self.edges:
            self.edges.add(edge)
            self.add(holder, _DERIVED[stance.polarity], target)

    def write_event(self, event: Event) -> None:
        node = self.node("event", event.id)
        self.add_types(node, t.EVENT)
        sides = [", ".join(self.names[one] for one in side) for side in (event.source, event.recipient)]
        self.add_words(node, t.LABEL, _short(f"{' → '.join(filter(None, sides))}: {', '.join(event.types)}"))
        for kind in event.types:
            self.add(node, t.EVENT_TYPE, t.EVENT_TERMS[kind])
        for predicate, side in ((t.SOURCE, event.source), (t.RECIPIENT, event.recipient)):
            for one in side:
                self.add(node, predicate, self.actors[one])
        self.add_text(node, t.TIME, event.time)
        self.add_text(node, t.PLACE, event.place)
        if event.date is not None:
            self.add(node, t.DATE, _dated(event.date))
        self.add(node, t.EVIDENCE, self.evidence(event.evidence))
        self.add_optional(node, event.optional)
        self.write_claim(node, event)

    def write_claim(self, node: NamedNode, item: Statement | Stance | Event) -> None:
        """Write what statements, stances and events have in common."""
        self.add(node, t.FACTUALITY, t.FACTUALITY_TERMS[item.factuality])
        self.add(node, t.CONFIDENCE, _decimal(item.confidence))
        self.add_text(node, t.RULE, item.rule)
        self.add(node, t.DERIVED_FROM, self.article)

    def evidence(self, at: Evidence) -> NamedNode:
        """Return the node of a piece of evidence, written once however many items rest on it."""
        if at not in self.pieces:
            key = digest(self.article.value, *at.span, at.exact, at.prefix, at.suffix)
            self.pieces[at] = self.write_piece(at, key, t.EVIDENCE_CLASSES)
        return self.pieces[at]

    def write_piece(self, at: Evidence, key: str, classes: Iterable[NamedNode]) -> NamedNode:
        # Most of an article's triples are made here, so their quads are made without a call for each.
        node = NamedNode(f"{self.base}evidence/{key}")
        words = NamedNode(f"{self.base}selector/{key}-quote")
        place = NamedNode(f"{self.base}selector/{key}-position")
        graph = self.graph
        # What belongs to one subject comes together, which makes an unsorted dump short and quick to sort.
        self.add_types(node, classes)
        self.quads += (
            Quad(node, t.HAS_SOURCE, self.article, graph),
            Quad(node, t.HAS_SELECTOR, words, graph),
            Quad(node, t.HAS_SELECTOR, place, graph),
        )
        self.add_types(words, t.QUOTE_SELECTOR)
        self.quads += (
            Quad(words, t.EXACT, Literal(at.exact), graph),
            Quad(words, t.PREFIX, Literal(at.prefix), graph),
            Quad(words, t.SUFFIX, Literal(at.suffix), graph),
        )
        self.add_types(place, t.POSITION_SELECTOR)
        self.quads += (
            Quad(place, t.START, Literal(str(at.start), datatype=t.INTEGER), graph),
            Quad(place, t.END, Literal(str(at.end), datatype=t.INTEGER), graph),
        )
        return node
