"""Events: who did what to whom, by PLOVER class, from verbs and event nouns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from stakegraph.extract.acts import classes, is_undone
from stakegraph.extract.context import Context
from stakegraph.extract.matches import Match
from stakegraph.extract.recipients import Recipients
from stakegraph.extract.times import place_of, time_of
from stakegraph.extract.voices import Voices
from stakegraph.model import EventType, Evidence, Factuality

_SYMMETRIC = frozenset(("CONSULT", "AGREE", "COOPERATE"))
_LONGEST = 45
"""Tokens of an event's evidence: a longer stretch shows nothing."""


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event before it becomes a record; ``i`` is its predicate, ``alone`` says that it needs no recipient."""

    i: int
    types: tuple[EventType, ...]
    source: tuple[str, ...]
    recipient: tuple[str, ...]
    evidence: Evidence
    factuality: Factuality
    confidence: float
    rule: str
    time: str | None = None
    date: str | None = None
    place: str | None = None
    alone: bool = False


def find_events(context: Context, voices: Voices) -> list[EventDraft]:
    """Return the events of the article, each at most once a place."""
    recipients = Recipients(context, voices)
    drafts = [draft for match in context.matches if (draft := _event(recipients, match)) is not None]
    whole = [d for d in _complete(_distinct(drafts), voices.principals()) if d.source and (d.recipient or _is_alone(d))]
    return _first_told(whole)


def _is_alone(draft: EventDraft) -> bool:
    """Say whether an event needs nobody at its other end: a resignation that is told, not one that is asked for."""
    return draft.alone and draft.factuality in ("actual", "planned")


def _first_told(drafts: list[EventDraft]) -> list[EventDraft]:
    """Drop what a noun only takes up again: "Britain signed a deal with Kyiv ... Britain's deal with Kyiv"."""
    known: set[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = set()
    kept = []
    for draft in drafts:
        key = (draft.types, draft.source, draft.recipient)
        if key in known and draft.rule.startswith("noun"):
            continue
        known.add(key)
        kept.append(draft)
    return kept


def _event(recipients: Recipients, match: Match) -> EventDraft | None:
    context, voices = recipients.context, recipients.voices
    predicate = match.predicate
    if not predicate.event:
        return None
    token = context.parse.tokens[match.i]
    types = classes(context, match)
    if not types or is_undone(context, match):
        return None
    agents = tuple(dict.fromkeys(a for i in match.agents for a in voices.actors(i)))
    slot, recipient = recipients.of(match, agents)
    if not recipient and len(agents) == 1 and set(predicate.event) & _SYMMETRIC:
        partner = context.grammar.partner(match.agents[0])
        agents = (*agents, *(voices.known(partner) if partner is not None else ()))
    if not recipient and len(agents) > 1 and set(predicate.event) & _SYMMETRIC:
        agents, recipient = agents[:1], agents[1:]
    recipient = tuple(r for r in recipient if r not in agents)
    if not agents and not recipient:
        return None
    if token.pos == "NOUN" and not (agents and recipient) and "SANCTION" not in predicate.event:
        return None
    first, last = _stretch(context, match, slot)
    if "REQUEST" in types:
        last = max(last, _asked(context, match))
    if last - first > _LONGEST:
        return None
    time, date = time_of(context, match.verb)
    rule = f"{'verb' if token.pos == 'VERB' else 'noun'} {predicate.lemma}"
    confidence = 0.8 if token.pos == "VERB" and recipient else 0.6
    return EventDraft(
        match.i, types, agents, recipient, context.evidence(first, last), match.factuality, confidence, rule,
        time, date, place_of(context, match.verb), "none" in predicate.recipient,
    )  # fmt: skip


def _stretch(context: Context, match: Match, slot: int | None) -> tuple[int, int]:
    """The shortest stretch with agent, predicate, object, recipient and what is given, within the sentence."""
    sentence = context.sentence(match.i)
    ends = [match.i, match.verb]
    given = next((f.i for f in context.grammar.hung(match.i, "with")), None)
    for i in (*match.agents[:1], context.grammar.object(match.verb), slot, given):
        if i is not None and sentence[0] <= i <= sentence[1]:
            ends.extend(context.grammar.noun_phrase(i))
    return min(ends), max(ends)


def _asked(context: Context, match: Match) -> int:
    """The end of what somebody is asked to do."""
    asked = (c for c in context.parse.children(match.i, "xcomp", "advcl") if c.i > match.i)
    first = next((c for c in asked if context.parse.is_infinitive(c.i)), None)
    return match.i if first is None else context.grammar.clause(first.i)[1]


def _distinct(drafts: list[EventDraft]) -> list[EventDraft]:
    """Drop an event whose evidence lies inside that of another with the same ends and a common type."""
    kept: dict[tuple[tuple[str, ...], tuple[str, ...]], list[EventDraft]] = {}
    for draft in sorted(drafts, key=lambda d: (-len(d.evidence.exact), d.evidence.start)):
        alike = kept.setdefault((draft.source, draft.recipient), [])
        if not any(
            k.evidence.start <= draft.evidence.start and draft.evidence.end <= k.evidence.end
            and set(k.types) & set(draft.types) for k in alike
        ):  # fmt: skip
            alike.append(draft)
    return sorted((d for alike in kept.values() for d in alike), key=lambda d: (d.evidence.start, d.i))


def _complete(drafts: list[EventDraft], principals: Mapping[str, str]) -> list[EventDraft]:
    """Join the halves of a sanction that the article tells apart: who cut the aid, and whose aid was cut.

    A half is completed only where the other halves leave no choice; who speaks for a state counts as the state.
    """
    halves = [d for d in drafts if d.types == ("SANCTION",) and bool(d.source) != bool(d.recipient)]
    sources = {tuple(principals.get(a, a) for a in d.source) for d in halves if d.source}
    recipients = {tuple(principals.get(a, a) for a in d.recipient) for d in halves if d.recipient}
    return [_completed(d, sources, recipients) if d in halves else d for d in drafts]


def _completed(draft: EventDraft, sources: set[tuple[str, ...]], recipients: set[tuple[str, ...]]) -> EventDraft:
    missing, choice = ("recipient", recipients) if draft.source else ("source", sources)
    if len(choice) != 1:
        return draft
    (value,) = choice
    if set(value) & {*draft.source, *draft.recipient}:
        return draft
    rule = f"{draft.rule}, {missing} from the same act elsewhere"
    if missing == "source":
        return replace(draft, source=value, confidence=0.4, rule=rule)
    return replace(draft, recipient=value, confidence=0.4, rule=rule)
