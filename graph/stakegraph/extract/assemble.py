"""Turns drafts into the records of an annotation, with the ids that they refer to each other by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from stakegraph.extract.events.event import EventDraft
from stakegraph.extract.reading.context import Context
from stakegraph.extract.stances.issues import IssueTable
from stakegraph.extract.stances.targets import StanceDraft
from stakegraph.extract.statements.speakers import Said, Speeches
from stakegraph.model import (
    Actor,
    Annotation,
    Event,
    Issue,
    Provenance,
    Stance,
    Statement,
    event_id,
    stance_id,
    statement_id,
)

_DESCRIBING = frozenset(("description", "pronoun", "name"))
"""Mentions by which nobody is an actor yet: words for whom or what, and capitals that nothing explains."""


def assemble(
    context: Context,
    actors: Iterable[Actor],
    issues: IssueTable,
    speech: Speeches,
    events: list[EventDraft],
    stances: list[StanceDraft],
    provenance: Provenance,
) -> Annotation:
    """Return the annotation; items that name an actor which was dropped are dropped as well."""
    voices = {one.speaker for one in speech.said} | {a for e in events for a in (*e.source, *e.recipient)}
    voices |= {s.holder for s in stances}
    people = {a.id: a for a in actors if a.id in voices or not _is_anybody(a)}
    statements = _statements(context, speech.said, set(people))
    records = _events(context, events, set(people))
    topics = issues.records({s.target for s in stances if s.is_issue}, set(people))
    held = _stances(context, stances, people, topics, statements, records)
    busy = {s.speaker for s in statements.values()} | {s.addressee for s in statements.values()}
    busy |= {a for s in held.values() for a in (s.holder, s.target)}
    busy |= {a for e in records.values() for a in (*e.source, *e.recipient)}
    busy |= {a.represents for a in people.values()}
    return Annotation(
        context.article.info,
        tuple(a for a in people.values() if a.id in busy or _is_named(a)),
        tuple(topics.values()),
        tuple({s.id: s for s in statements.values()}.values()),
        tuple(held.values()),
        tuple({e.id: e for e in records.values()}.values()),
        provenance,
    )


def _is_anybody(actor: Actor) -> bool:
    """Say whether an actor is a person whom the article does not name: one by what he says, does or bears."""
    return actor.type == "person" and actor.kept_apart is not None


def _is_named(actor: Actor) -> bool:
    """Say whether an article names an actor; others count where they say, do or bear something."""
    return any(mention.rule not in _DESCRIBING for mention in actor.mentions)


def _statements(context: Context, said: list[Said], people: set[str]) -> dict[int, Statement]:
    found = {}
    article = context.article
    for number, one in enumerate(said):
        draft = one.draft
        content = tuple(article.evidence(*span) for span in draft.content)
        speaker = one.speaker if one.speaker in people else None
        found[number] = Statement(
            statement_id(article.info.id, speaker, content), speaker, content,
            article.evidence(*draft.cue) if draft.cue is not None else None,
            context.evidence(*one.source) if one.source is not None else None,
            draft.manner, draft.factuality, one.addressee if one.addressee in people else None, None,
            draft.confidence, draft.rule,
        )  # fmt: skip
    return found


def _events(context: Context, drafts: list[EventDraft], people: set[str]) -> dict[EventDraft, Event]:
    found = {}
    for draft in drafts:
        source = tuple(a for a in draft.source if a in people)
        recipient = tuple(a for a in draft.recipient if a in people)
        if not source or (draft.recipient and not recipient):
            continue
        found[draft] = Event(
            event_id(context.article.info.id, draft.types, source, recipient, draft.evidence), draft.types, source,
            recipient, draft.evidence, draft.factuality, draft.time, draft.date, draft.place, draft.confidence,
            draft.rule,
        )  # fmt: skip
    return found


def _stances(
    context: Context,
    drafts: list[StanceDraft],
    people: Mapping[str, Actor],
    topics: Mapping[str, Issue],
    statements: Mapping[int, Statement],
    events: Mapping[EventDraft, Event],
) -> dict[str, Stance]:
    found: dict[str, Stance] = {}
    for draft in drafts:
        target = topics[draft.target].id if draft.is_issue and draft.target in topics else draft.target
        if draft.holder not in people or not (draft.is_issue or target in people):
            continue
        basis = statements[draft.basis].id if draft.basis is not None else None
        if draft.event is not None:
            basis = events[draft.event].id if draft.event in events else None
        polarity = "support" if draft.sign > 0 else "oppose"
        key = stance_id(context.article.info.id, draft.holder, target, polarity, draft.evidence)
        found[key] = Stance(
            key, draft.holder, target, "support" if draft.sign > 0 else "oppose", draft.evidence, basis,
            draft.factuality, round(draft.confidence, 2), draft.rule,
        )  # fmt: skip
    return found
