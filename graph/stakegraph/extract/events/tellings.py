"""All events of an article: each told once, with the ends that the article tells elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from stakegraph.extract.events.event import EventDraft, event_of
from stakegraph.extract.events.recipients import Recipients
from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.lexicon import light_verbs, word_set
from stakegraph.extract.reading.voices import Voices

_CALLS = frozenset(("REQUEST", "ACCUSE", "THREATEN", "SANCTION"))
_ANSWERS = frozenset(("REJECT", "CONCEDE"))
_FAMILIES = {"COERCE": "force", "ASSAULT": "force", "RETREAT": "force", "SANCTION": "force", "AID": "help"}
"""What the same one is likely to do to somebody: who arrests him also jails and frees him."""
_ANSWERABLE = 12
"""Sentences within which an answer follows what it answers."""


def find_events(context: Context, voices: Voices) -> list[EventDraft]:
    """Return the events of the article, each at most once a place."""
    recipients = Recipients(context, voices)
    drafts = [draft for match in context.matches if (draft := event_of(recipients, match)) is not None]
    ends = _answered(context, _suffered(_complete(_distinct(drafts), voices.principals())))
    return _first_told(context, [draft for draft in ends if draft.source and (draft.recipient or _is_alone(draft))])


def _suffered(drafts: list[EventDraft]) -> list[EventDraft]:
    """Give a passive without an agent its source, where the article tells before who did such a thing to the same one.

    "The navy held Ana Silva ... She was released on Monday."
    """
    doers: dict[tuple[str, str], tuple[str, ...]] = {}
    found = []
    for draft in drafts:
        keys = [(r, _FAMILIES[kind]) for r in draft.recipient for kind in draft.types if kind in _FAMILIES]
        found.append(_done_by(draft, {doers[key] for key in keys if key in doers}))
        if draft.source and draft.factuality != "denied":
            doers.update(dict.fromkeys(keys, draft.source))
    return found


def _done_by(draft: EventDraft, doers: set[tuple[str, ...]]) -> EventDraft:
    """Return the event with the one source that it may have; as it is where it has one, or the choice is open."""
    if draft.source or not draft.agentless or len(doers) != 1:
        return draft
    (source,) = doers
    if set(source) & set(draft.recipient):
        return draft
    return replace(draft, source=source, confidence=0.4, rule=f"{draft.rule}, source from what was done before")


def _answered(context: Context, drafts: list[EventDraft]) -> list[EventDraft]:
    """Give what turns down a request or charge that is only taken up its other end: whoever made it just before.

    "The bank accused Ana Silva of fraud ... She denied the allegation": it is the bank's that she denies.
    """
    last: dict[str, EventDraft] = {}
    found = []
    for draft in drafts:
        asker = last.get(draft.source[0]) if draft.source else None
        found.append(draft if asker is None else _in_answer(context, draft, asker))
        if draft.source and (_CALLS & set(draft.types) or draft.rule.endswith(" offer")):
            last.update(dict.fromkeys(draft.recipient, draft))
    return found


def _in_answer(context: Context, draft: EventDraft, asker: EventDraft) -> EventDraft:
    """Return an answer without another end as one to whoever asked or accused before."""
    tokens = context.parse.tokens
    near = tokens[draft.i].sent - tokens[asker.i].sent <= _ANSWERABLE
    if draft.recipient or not near or not _ANSWERS.issuperset(draft.types) or not _takes_up(context, draft.i):
        return draft
    recipient = tuple(a for a in asker.source if a not in draft.source)
    return replace(draft, recipient=recipient, confidence=0.4, rule=f"{draft.rule}, in answer to what was said")


def _takes_up(context: Context, i: int) -> bool:
    """Say whether an answer is to what was said before: "denied the allegation", not "dismissed labels"."""
    done = context.grammar.object(i) if context.parse.tokens[i].pos == "VERB" else None
    told = None if done is None else context.parse.tokens[done]
    attacked = any(
        found is not None and {"ACCUSE", "ASSAULT"} & set(found.event)
        for found in (context.predicate_at(c.i) for c in context.parse.children(i, "xcomp"))
    )  # "declined to attack her": that is no answer to whoever asked for it last
    if told is None:
        bare = context.parse.child(i, "ccomp") is None
        return bare and not attacked and context.parse.tokens[i].lemma in word_set("answering")
    return not attacked and (told.pos in {"PRON", "DET"} or told.lemma in word_set("taken up"))


def _is_alone(draft: EventDraft) -> bool:
    """Say whether an event needs nobody at its other end: a resignation that is told, not one that is asked for."""
    return draft.alone and draft.factuality in ("actual", "planned")


def _first_told(context: Context, drafts: list[EventDraft]) -> list[EventDraft]:
    """Drop what a noun without a verb only takes up again: "Britain signed a deal with Kyiv ... its deal with Kyiv"."""
    known: set[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = set()
    kept = []
    making = light_verbs() | word_set("undergoing")
    for draft in drafts:
        key = (draft.types, draft.source, draft.recipient)
        verb = context.grammar.carrier(draft.i)
        again = verb != draft.i and context.parse.tokens[verb].lemma in making  # "made a new offer", "won his praise"
        if key in known and not again and draft.rule.startswith(("noun", "adj")):
            continue
        known.add(key)
        kept.append(draft)
    return kept


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
