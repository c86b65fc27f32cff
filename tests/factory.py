"""Short builders of records for tests; every text in here is our own.

``TEXT`` is an article of a few sentences; ``ev("words")`` cuts evidence out of it, so that offsets are always true.
"""

from __future__ import annotations

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
    Mention,
    Polarity,
    Provenance,
    Stance,
    Statement,
    event_id,
    slug,
    stance_id,
    statement_id,
)

TEXT = (
    "Northland cut its aid to Southland on Monday. Anna Berg, the premier of Northland, said “the dam is a mistake”. "
    "Ben Cole of Southland backed the dam and called it “a gift”, adding that Berg was wrong. "
    "Critics said the talks were late. Southland thanked Ben Cole."
)

ARTICLE = ArticleInfo.of(
    TEXT, "Dam dispute", title="Dam dispute", publisher="The Valley Post", published="2025-03-07", language="en"
)


def ev(words: str, text: str = TEXT) -> Evidence:
    """Cut the first place of ``words`` out of ``text``."""
    start = text.index(words)
    return Evidence.cut(text, start, start + len(words))


def actor(name: str, kind: ActorType = "person", *mentions: str, **known: object) -> Actor:
    """Build an actor; its id is the slug of its name."""
    found = tuple(Mention(ev(words), "name") for words in mentions)
    return Actor(slug(name), name, kind, mentions=found, **known)  # type: ignore[arg-type]


def issue(label: str, *mentions: str, aliases: tuple[str, ...] = ()) -> Issue:
    """Build an issue; its id is the slug of its label."""
    return Issue(slug(label), label, aliases, tuple(Mention(ev(words), "head noun") for words in mentions))


def statement(speaker: str | None, *words: str, article: ArticleInfo = ARTICLE, **known: object) -> Statement:
    """Build a statement whose content are ``words``."""
    content = tuple(ev(part) for part in words)
    return Statement(statement_id(article.id, speaker, content), speaker, content, **known)  # type: ignore[arg-type]


def stance(
    holder: str, polarity: Polarity, target: str, words: str, article: ArticleInfo = ARTICLE, **known: object
) -> Stance:
    """Build a stance whose evidence are ``words``."""
    at = ev(words)
    key = stance_id(article.id, holder, target, polarity, at)
    return Stance(key, holder, target, polarity, at, **known)  # type: ignore[arg-type]


def event(
    kind: EventType, source: str, recipient: str, words: str, article: ArticleInfo = ARTICLE, **known: object
) -> Event:
    """Build an event; ``source`` and ``recipient`` are ids with spaces between them."""
    at, sides = ev(words), (tuple(source.split()), tuple(recipient.split()))
    return Event(event_id(article.id, [kind], *sides, at), (kind,), *sides, at, **known)  # type: ignore[arg-type]


def dam_annotation(*, factuality: Factuality = "actual") -> Annotation:
    """Build a whole annotation of ``TEXT``: five actors, two issues, three statements, five stances, two events."""
    berg = statement("anna-berg", "the dam is a mistake", cue=ev("said"), manner="direct", confidence=0.9, rule="quote")
    cole = statement("ben-cole", "a gift", "Berg was wrong", cue=ev("called"), source=ev("Ben Cole"), manner="mixed")
    return Annotation(
        ARTICLE,
        actors=(
            actor("Northland", "country", "Northland", country="NO"),
            actor("Southland", "country", "Southland", aliases=("the south",), country="SE"),
            actor(
                "Anna Berg", "person", "Anna Berg", "Berg was",
                aliases=("Berg", "the premier"), role="premier", represents="northland",
                same_as=("http://www.wikidata.org/entity/Q1",),
            ),
            actor("Ben Cole", "person", "Ben Cole", aliases=("Cole",), represents="southland"),
            actor("Critics", "group", "Critics", optional=True),
        ),
        issues=(issue("the dam", "the dam", aliases=("dam project",)), issue("talks", "the talks")),
        statements=(berg, cole, statement(None, "the talks were late", cue=ev("said the talks"))),
        stances=(
            stance("anna-berg", "oppose", "the-dam", "the dam is a mistake", basis=berg.id, confidence=0.9),
            stance("ben-cole", "support", "the-dam", "backed the dam", factuality=factuality),
            stance("ben-cole", "oppose", "anna-berg", "Berg was wrong", basis=cole.id, confidence=0.8),
            stance("southland", "support", "ben-cole", "Southland thanked Ben Cole"),
            stance("critics", "oppose", "talks", "the talks were late", optional=True),
        ),
        events=(
            event(
                "SANCTION", "northland", "southland", "Northland cut its aid to Southland",
                time="on Monday", date="2025-03-03", place="Southland", confidence=0.7, rule="cut aid",
            ),
            event("SUPPORT", "southland", "ben-cole", "Southland thanked Ben Cole", factuality="planned"),
        ),
        provenance=Provenance(software="stakegraph", version="0.1.0", model="sg_en 1.0"),
    )  # fmt: skip
