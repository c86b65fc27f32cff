"""Reads an annotation from JSON; words without offsets, as people write them, are looked up in the article."""

from __future__ import annotations

import hashlib
from typing import cast

from stakegraph.annotation import locate
from stakegraph.annotation.place import Place
from stakegraph.annotation.references import check_references
from stakegraph.annotation.writer import ARTICLE, PROVENANCE
from stakegraph.errors import AnnotationError
from stakegraph.model import (
    ACTOR_TYPES,
    BY_HAND,
    EVENT_TYPES,
    FACTUALITIES,
    MANNERS,
    POLARITIES,
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
    event_id,
    stance_id,
    statement_id,
)


def read_annotation(place: Place, text: str) -> Annotation:
    """Return the annotation that the document at ``place`` makes of the article ``text``. Raises AnnotationError."""
    try:
        return _records(place, text)
    except AnnotationError as error:
        if str(error).startswith(f"{place.file}: "):
            raise
        raise AnnotationError(f"{place.file}: {error}; correct the annotation") from None


def _records(place: Place, text: str) -> Annotation:
    check_references(place)
    article = _article(place.at("article"), text)
    provenance = place.at("provenance") if place.has("provenance") else Place({}, place.file)
    statements: list[Statement] = []
    for one in place.all("statements"):
        statements.append(_read_statement(one, text, article.id, statements))
    return Annotation(
        article,
        tuple(_actor(one, text) for one in place.all("actors")),
        tuple(_issue(one, text) for one in place.all("issues")),
        tuple(statements),
        tuple(_stance(one, text, article.id) for one in place.all("stances")),
        tuple(_event(one, text, article.id) for one in place.all("events")),
        Provenance(**{key: provenance.optional(key) for key in PROVENANCE}),
    )


def _article(place: Place, text: str) -> ArticleInfo:
    sha = hashlib.sha256(text.encode()).hexdigest()
    if place.has("sha256") and place.text("sha256") != sha:
        place.at("sha256").fail(
            f"is {place.text('sha256')[:12]}..., but the article's is {sha[:12]}...; use the text that was annotated, "
            "or take sha256, length and all spans out to have them found again"
        )
    known = {key: place.optional(key) for key in ARTICLE[1:8]}
    return ArticleInfo(place.text("id"), sha, len(text), **known)


def _actor(place: Place, text: str) -> Actor:
    return Actor(
        place.text("id"),
        place.text("name"),
        cast(ActorType, place.choice("type", ACTOR_TYPES)),
        place.strings("aliases"),
        _read_mentions(place, text, place.text("name")),
        place.optional("role"),
        place.optional("represents"),
        place.optional("country"),
        place.strings("same_as"),
        place.flag("optional"),
        place.optional("namesake_of"),
        place.optional("kept_apart"),
    )


def _issue(place: Place, text: str) -> Issue:
    label = place.text("label")
    return Issue(place.text("id"), label, place.strings("aliases"), _read_mentions(place, text, label))


def _read_mentions(place: Place, text: str, name: str) -> tuple[Mention, ...]:
    """Return the mentions as given; where none are, every place of an alias is one, and an alias must have a place."""
    if place.has("mentions"):
        return tuple(
            Mention(Evidence.cut(text, *one.at("span").span(len(text))), one.optional("rule") or BY_HAND)
            for one in place.items("mentions")
        )
    for alias in place.all("aliases"):
        _verbatim(alias, text)
    return locate.mentions(text, (name, *place.strings("aliases")))


def _verbatim(place: Place, text: str) -> str:
    words = place.string()
    if not words or words not in text:
        place.fail(f"is {words[:80]!r}, which is not in the article; copy it verbatim")
    return words


def _agreed(place: Place, found: str) -> None:
    if place.string() != found:
        place.fail(
            f"is {place.string()[:80]!r}, but the article has {found[:80]!r} there; correct the words or the span"
        )


def _cut(place: Place, span: Place, text: str) -> Evidence:
    """Cut out what ``span`` says and see that it is what ``place`` quotes."""
    piece = Evidence.cut(text, *span.span(len(text)))
    _agreed(place, piece.exact)
    return piece


def _read_statement(place: Place, text: str, article: str, before: list[Statement]) -> Statement:
    speaker = place.optional("speaker")
    if place.has("spans"):
        content, cue, source = _statement_spans(place, text)
    else:
        same = [s.content[0].span for s in before if s.speaker == speaker]
        content, cue, source = _statement_words(place, text, same)
    return Statement(
        place.optional("id") or statement_id(article, speaker, content),
        speaker,
        content,
        cue,
        source,
        cast(Manner, place.choice("manner", MANNERS, locate.manner(text, content[0]))),
        cast(Factuality, place.choice("factuality", FACTUALITIES, "actual")),
        place.optional("addressee"),
        place.optional("medium"),
        _confidence(place),
        place.optional("rule") or BY_HAND,
    )


_Pieces = tuple[tuple[Evidence, ...], Evidence | None, Evidence | None]


def _statement_spans(place: Place, text: str) -> _Pieces:
    spans = place.at("spans")
    content = tuple(Evidence.cut(text, *one.span(len(text))) for one in spans.items("content"))
    if not content:
        spans.at("content").fail("is empty; a statement needs content")
    _agreed(place.at("content"), " … ".join(part.exact for part in sorted(content)))
    cue = _cut(place.at("cue"), spans.at("cue"), text) if spans.has("cue") else None
    source = Evidence.cut(text, *spans.at("source").span(len(text))) if spans.has("source") else None
    return content, cue, source


def _statement_words(place: Place, text: str, taken: list[tuple[int, int]]) -> _Pieces:
    content = locate.first(text, _verbatim(place.at("content"), text), taken)
    cue = locate.nearest(text, _verbatim(place.at("cue"), text), content) if place.has("cue") else None
    return (content,), cue, None


def _read_evidence(place: Place, text: str) -> Evidence:
    """Cut the evidence out at its span; without one the words are looked up, and so are those of time and place."""
    if place.has("span"):
        return _cut(place.at("evidence"), place.at("span"), text)
    for key in ("time", "place"):
        if place.has(key):
            _verbatim(place.at(key), text)
    return locate.first(text, _verbatim(place.at("evidence"), text))


def _stance(place: Place, text: str, article: str) -> Stance:
    holder, target = place.text("holder"), place.text("target")
    polarity = cast(Polarity, place.choice("polarity", POLARITIES))
    evidence = _read_evidence(place, text)
    return Stance(
        place.optional("id") or stance_id(article, holder, target, polarity, evidence),
        holder,
        target,
        polarity,
        evidence,
        place.optional("basis"),
        cast(Factuality, place.choice("factuality", FACTUALITIES, "actual")),
        _confidence(place),
        place.optional("rule") or BY_HAND,
        place.flag("optional"),
    )


def _event(place: Place, text: str, article: str) -> Event:
    types = tuple(cast(EventType, one.one_of(EVENT_TYPES)) for one in place.items("type"))
    if not types:
        place.at("type").fail(f"is empty; use one of {', '.join(EVENT_TYPES)}")
    source, recipient = place.strings("source"), place.strings("recipient")
    evidence = _read_evidence(place, text)
    return Event(
        place.optional("id") or event_id(article, types, source, recipient, evidence),
        types,
        source,
        recipient,
        evidence,
        cast(Factuality, place.choice("factuality", FACTUALITIES, "actual")),
        place.optional("time"),
        place.optional("date"),
        place.optional("place"),
        _confidence(place),
        place.optional("rule") or BY_HAND,
        place.flag("optional"),
    )


def _confidence(place: Place) -> float:
    value = place.number("confidence", 1.0)
    if not 0 <= value <= 1:
        place.at("confidence").fail(f"is {value}; it must lie between 0 and 1")
    return value
