"""The records that flow through stakegraph.

All are frozen and checked when they are made, so that a later stage never meets a wrong one. Offsets are
characters (code points) of ``Article.text``, half-open. The order of items inside a record is canonical (sorted),
so that two records that say the same are equal, whatever order they were made in.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from stakegraph.errors import AnnotationError

ActorType = Literal["person", "organization", "country", "group"]
Manner = Literal["direct", "indirect", "mixed"]
Polarity = Literal["support", "oppose"]
Factuality = Literal["actual", "planned", "hypothetical", "denied"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "RETREAT",
]  # fmt: skip

ACTOR_TYPES: tuple[str, ...] = get_args(ActorType)
MANNERS: tuple[str, ...] = get_args(Manner)
POLARITIES: tuple[str, ...] = get_args(Polarity)
FACTUALITIES: tuple[str, ...] = get_args(Factuality)
EVENT_TYPES: tuple[str, ...] = get_args(EventType)

CONTEXT = 32
"""Characters kept on each side of a piece of evidence, to find it again when offsets have moved."""

BY_HAND = "by hand"
"""The rule of everything that a person annotated."""


def slug(text: str) -> str:
    """Return ``text`` as lower-case ASCII words joined by hyphens, the form of ids and IRIs.

    >>> slug("Sir Keir Starmer’s “plan”")
    'sir-keir-starmers-plan'
    """
    plain = unicodedata.normalize("NFKD", re.sub(r"['’]", "", text)).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    return "-".join(words) or hashlib.sha256(text.encode()).hexdigest()[:8]


def digest(*parts: object) -> str:
    """Return 16 hexadecimal digits that depend on all ``parts`` and on nothing else."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


def _require(condition: bool, message: str) -> None:
    if not condition:
        raise AnnotationError(message)


def _one_of(what: str, value: str, known: tuple[str, ...]) -> None:
    _require(value in known, f"{what} {value!r} is unknown; use one of {', '.join(known)}")


def _score(what: str, value: float) -> None:
    _require(0 <= value <= 1, f"confidence of {what} is {value}; it must lie between 0 and 1")


def _sorted(record: object, *names: str) -> None:
    for name in names:
        object.__setattr__(record, name, tuple(sorted(set(getattr(record, name)))))


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A stretch of an article: ``text[start:end] == exact``, with a little of what stands around it."""

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""

    def __post_init__(self) -> None:
        # An article has hundreds of these: the message is only put together where it is needed.
        if not (0 <= self.start < self.end and self.end - self.start == len(self.exact)):
            raise AnnotationError(
                f"evidence [{self.start}, {self.end}) does not fit its text {self.exact[:60]!r} "
                f"of {len(self.exact)} characters"
            )

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> Evidence:
        """Cut ``text[start:end]`` out, with its context.

        >>> Evidence.cut("Moscow said no.", 0, 6).exact
        'Moscow'
        """
        if not 0 <= start < end <= len(text):
            raise AnnotationError(f"evidence [{start}, {end}) lies outside the text of {len(text)}")
        return cls(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])

    @property
    def span(self) -> tuple[int, int]:
        """Start and end."""
        return self.start, self.end


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One place where an actor or issue is mentioned; ``rule`` says why it is taken for this one."""

    evidence: Evidence
    rule: str = BY_HAND


@dataclass(frozen=True, slots=True)
class ArticleInfo:
    """What is known of an article without its text; this is what travels into RDF.

    ``published`` is an ISO 8601 date or date-time, ``language`` a BCP 47 tag, ``sha256`` that of the text in UTF-8,
    ``length`` its number of characters, ``file`` the name of the file that holds it.
    """

    id: str
    sha256: str
    length: int
    file: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None

    @classmethod
    def of(cls, text: str, name: str, **known: str | None) -> ArticleInfo:
        """Describe ``text``; its id is the slug of ``name`` and a content hash."""
        sha = hashlib.sha256(text.encode()).hexdigest()
        return cls(f"{slug(name)}-{sha[:8]}", sha, len(text), **known)


@dataclass(frozen=True, slots=True)
class Article:
    """An article as read. ``body`` are the spans to analyse; what lies outside them is boilerplate."""

    info: ArticleInfo
    text: str
    body: tuple[tuple[int, int], ...]

    def evidence(self, start: int, end: int) -> Evidence:
        """Cut a piece of evidence out of the text."""
        return Evidence.cut(self.text, start, end)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organization, country or group that says, does, or is the target of something.

    ``represents`` is the id of the actor for whom this one speaks by office, ``country`` an ISO 3166-1 alpha-2 code,
    ``same_as`` IRIs of the same actor elsewhere. ``optional`` marks what a scorer neither demands nor punishes.
    ``kept_apart`` says why it is not the actor that other articles call so, ``namesake_of`` the id it would have.
    """

    id: str
    name: str
    type: ActorType
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    role: str | None = None
    represents: str | None = None
    country: str | None = None
    same_as: tuple[str, ...] = ()
    optional: bool = False
    namesake_of: str | None = None
    kept_apart: str | None = None

    def __post_init__(self) -> None:
        _require(bool(self.id and self.name), f"an actor needs an id and a name, not {self.id!r} and {self.name!r}")
        _one_of(f"type of actor {self.id}", self.type, ACTOR_TYPES)
        _sorted(self, "aliases", "mentions", "same_as")


@dataclass(frozen=True, slots=True)
class Issue:
    """What stances are about when it is no actor: a plan, policy, proposal, claim or event."""

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()

    def __post_init__(self) -> None:
        _require(bool(self.id and self.label), f"an issue needs an id and a label, not {self.id!r} and {self.label!r}")
        _sorted(self, "aliases", "mentions")


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that somebody says in the article.

    ``content`` has a piece for each side of a sentence that its cue breaks ("the dam," she said, "is safe"), without
    the outer quotation marks. ``source`` is the mention that the sentence itself gives ("he", "a spokesman"),
    ``speaker`` the id of the actor behind it, or None.
    """

    id: str
    speaker: str | None
    content: tuple[Evidence, ...]
    cue: Evidence | None = None
    source: Evidence | None = None
    manner: Manner = "indirect"
    factuality: Factuality = "actual"
    addressee: str | None = None
    medium: str | None = None
    confidence: float = 1.0
    rule: str = BY_HAND

    def __post_init__(self) -> None:
        _require(bool(self.content), f"statement {self.id} has no content")
        _one_of(f"manner of statement {self.id}", self.manner, MANNERS)
        _one_of(f"factuality of statement {self.id}", self.factuality, FACTUALITIES)
        _score(f"statement {self.id}", self.confidence)
        _sorted(self, "content")

    @property
    def text(self) -> str:
        """The reported words; the parts of a broken quotation are joined by an ellipsis."""
        return " … ".join(part.exact for part in self.content)

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.content[0].start


@dataclass(frozen=True, slots=True)
class Stance:
    """``holder`` supports or opposes ``target`` (an actor or an issue); ``basis`` is the statement or event behind."""

    id: str
    holder: str
    target: str
    polarity: Polarity
    evidence: Evidence
    basis: str | None = None
    factuality: Factuality = "actual"
    confidence: float = 1.0
    rule: str = BY_HAND
    optional: bool = False

    def __post_init__(self) -> None:
        _one_of(f"polarity of stance {self.id}", self.polarity, POLARITIES)
        _one_of(f"factuality of stance {self.id}", self.factuality, FACTUALITIES)
        _score(f"stance {self.id}", self.confidence)


@dataclass(frozen=True, slots=True)
class Event:
    """Who did (does, will do) what to whom. ``types`` are the acceptable PLOVER classes, usually one.

    ``time`` and ``place`` are the article's words, ``date`` the ISO 8601 date that the time was resolved to.
    """

    id: str
    types: tuple[EventType, ...]
    source: tuple[str, ...]
    recipient: tuple[str, ...]
    evidence: Evidence
    factuality: Factuality = "actual"
    time: str | None = None
    date: str | None = None
    place: str | None = None
    confidence: float = 1.0
    rule: str = BY_HAND
    optional: bool = False

    def __post_init__(self) -> None:
        _require(bool(self.types), f"event {self.id} has no type; use one of {', '.join(EVENT_TYPES)}")
        for kind in self.types:
            _one_of(f"type of event {self.id}", kind, EVENT_TYPES)
        _one_of(f"factuality of event {self.id}", self.factuality, FACTUALITIES)
        _score(f"event {self.id}", self.confidence)
        _sorted(self, "types", "source", "recipient")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who made an annotation: a version of a program with a language model, or a person (``annotator``)."""

    software: str | None = None
    version: str | None = None
    model: str | None = None
    annotator: str | None = None


def statement_id(article: str, speaker: str | None, content: Iterable[Evidence]) -> str:
    """Return the id of a statement: it depends on the article, the speaker and where the content stands."""
    return digest("statement", article, speaker, *sorted(part.span for part in content))


def stance_id(article: str, holder: str, target: str, polarity: str, evidence: Evidence) -> str:
    """Return the id of a stance."""
    return digest("stance", article, holder, target, polarity, evidence.span)


def event_id(article: str, types: Iterable[str], source: Iterable[str], recipient: Iterable[str], at: Evidence) -> str:
    """Return the id of an event."""
    return digest("event", article, *(sorted(set(part)) for part in (types, source, recipient)), at.span)


@dataclass(frozen=True, slots=True)
class Annotation:
    """All that is said to be in one article, and who says so: the seam between extraction and everything after it."""

    article: ArticleInfo
    actors: tuple[Actor, ...] = ()
    issues: tuple[Issue, ...] = ()
    statements: tuple[Statement, ...] = ()
    stances: tuple[Stance, ...] = ()
    events: tuple[Event, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)

    def __post_init__(self) -> None:
        order: dict[str, tuple[Any, ...]] = {
            "actors": tuple(sorted(self.actors, key=lambda a: a.id)),
            "issues": tuple(sorted(self.issues, key=lambda i: i.id)),
            "statements": tuple(sorted(self.statements, key=lambda s: (s.start, s.id))),
            "stances": tuple(sorted(self.stances, key=lambda s: (s.evidence.start, s.id))),
            "events": tuple(sorted(self.events, key=lambda e: (e.evidence.start, e.id))),
        }
        for name, items in order.items():
            object.__setattr__(self, name, items)
        self._check_ids()
        self._check_references()
        for piece in self.evidence():
            if piece.end > self.article.length:
                raise AnnotationError(
                    f"evidence [{piece.start}, {piece.end}) {piece.exact[:60]!r} lies outside article "
                    f"{self.article.id}, which has {self.article.length} characters"
                )

    def _check_ids(self) -> None:
        seen: set[str] = set()
        named = [*(a.id for a in self.actors), *(i.id for i in self.issues)]
        said = [*(s.id for s in self.statements), *(s.id for s in self.stances), *(e.id for e in self.events)]
        for one in named + said:
            _require(one not in seen, f"the id {one!r} is used twice")
            seen.add(one)

    def _check_references(self) -> None:
        actors = {a.id for a in self.actors}
        targets = actors | {i.id for i in self.issues}
        bases = {s.id for s in self.statements} | {e.id for e in self.events}

        def known(what: str, value: str | None, ids: set[str], kind: str) -> None:
            _require(value is None or value in ids, f"{what} is {value!r}, which is no {kind} of this annotation")

        for a in self.actors:
            known(f"represents of actor {a.id}", a.represents, actors, "actor")
        for s in self.statements:
            known(f"speaker of statement {s.id}", s.speaker, actors, "actor")
            known(f"addressee of statement {s.id}", s.addressee, actors, "actor")
        for t in self.stances:
            known(f"holder of stance {t.id}", t.holder, actors, "actor")
            known(f"target of stance {t.id}", t.target, targets, "actor or issue")
            known(f"basis of stance {t.id}", t.basis, bases, "statement or event")
        for e in self.events:
            for side, ids in (("source", e.source), ("recipient", e.recipient)):
                for one in ids:
                    known(f"{side} of event {e.id}", one, actors, "actor")

    def evidence(self) -> Iterator[Evidence]:
        """Yield every piece of evidence in the annotation, mentions included."""
        for actor in self.actors:
            yield from (mention.evidence for mention in actor.mentions)
        for issue in self.issues:
            yield from (mention.evidence for mention in issue.mentions)
        for s in self.statements:
            yield from s.content
            yield from (piece for piece in (s.cue, s.source) if piece is not None)
        yield from (stance.evidence for stance in self.stances)
        yield from (event.evidence for event in self.events)

    def check_text(self, text: str) -> None:
        """Raise AnnotationError where a piece of evidence is not what stands in ``text``."""
        for piece in self.evidence():
            found = text[piece.start : piece.end]
            _require(
                found == piece.exact,
                f"the article has {found[:60]!r} at [{piece.start}, {piece.end}), not {piece.exact[:60]!r}; "
                "is this the right article?",
            )
