"""Events: who did what to whom, by PLOVER class, from verbs and event nouns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from stakegraph.extract.context import Context
from stakegraph.extract.lexicon import word_set
from stakegraph.extract.matches import Match, predicate_of
from stakegraph.extract.times import place_of, time_of
from stakegraph.extract.voices import Voices
from stakegraph.model import EventType, Evidence, Factuality
from stakegraph.resources import words
from stakegraph.syntax import NOMINAL, Token

_SYMMETRIC = frozenset(("CONSULT", "AGREE", "COOPERATE"))
_UNNAMED = frozenset(("AID", "ASSAULT", "COERCE", "REQUEST", "CONSULT", "PROTEST", "ACCUSE"))
"""Classes whose recipient may be people without a name: villagers are rescued, but it is a plan that is rejected."""

_OF_VERBS = frozenset(("obj", "iobj", "beneficiary", "that"))
_VAGUE = frozenset(("it", "this", "that"))
_DIRECTED = frozenset(("REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION", "COERCE", "SUPPORT", "CONCEDE"))
"""Classes that are aimed at somebody, wherever the sentence names him."""

_ELSEWHERE = frozenset(("in", "at", "by", "as", "like", "since", "after", "before", "until", "than", "during", "for"))
_ASIDE = frozenset(("acl:relcl", "ccomp", "parataxis", "appos", "conj", "nsubj", "csubj"))
_REACH = 25
"""Tokens between an act and whom it is aimed at."""

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
    time: str | None
    date: str | None
    place: str | None
    confidence: float
    rule: str
    alone: bool = False


_CONDITIONS = {
    "help": frozenset(("AID", "SANCTION")),
    "forces": frozenset(("MOBILIZE",)),
    "alliance": frozenset(("COOPERATE",)),
}
"""What the object of a verb must be for the verb to be an act of these classes: cutting bread is none."""


@cache
def conditional_objects(condition: str) -> frozenset[str]:
    """Return the nouns that fulfil a condition: aid, supplies, relations; troops, warships."""
    return word_set(condition) if condition == "alliance" else frozenset(words(f"seeds/lexicon/{condition}.txt"))


def find_events(context: Context, voices: Voices) -> list[EventDraft]:
    """Return the events of the article, each at most once a place."""
    drafts = [draft for match in context.matches if (draft := _event(context, voices, match)) is not None]
    whole = [d for d in _complete(_distinct(drafts), voices.stands_for) if d.source and (d.recipient or _is_alone(d))]
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


def _event(context: Context, voices: Voices, match: Match) -> EventDraft | None:
    predicate = match.predicate
    if not predicate.event:
        return None
    token = context.parse.tokens[match.i]
    types = classes(context, match)
    if not types or is_undone(context, match):
        return None
    agents = tuple(dict.fromkeys(a for i in match.agents for a in voices.actors(i)))
    slot, recipient = _recipient(context, voices, match, agents)
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
        match.i, types, agents, recipient, context.evidence(first, last), match.factuality,
        time, date, place_of(context, match.verb), confidence, rule, "none" in predicate.recipient,
    )  # fmt: skip


def is_undone(context: Context, match: Match) -> bool:
    """Say whether a noun names aid that is cut or support that is refused: it is none."""
    token = context.parse.tokens[match.i]
    governor = predicate_of(context.grammar, context.parse.tokens[token.head])
    undoing = governor is not None and token.head != token.i and {"SANCTION", "REJECT"} & set(governor.event)
    return token.pos == "NOUN" and bool(undoing) and bool({"AID", "SUPPORT"} & set(match.predicate.event))


def classes(context: Context, match: Match) -> tuple[EventType, ...]:
    """Return the classes of a predicate that hold for its object; none where it is no act here."""
    predicate = match.predicate
    conditions = [c for c in _CONDITIONS if c in predicate.recipient]
    if not conditions:
        is_question = predicate.lemma == "ask" and context.parse.child(match.i, "obj", "xcomp") is None
        return () if is_question else predicate.event
    given = context.parse.child(match.i, "xcomp")
    ends_help = given is not None and given.tag == "VBG" and _gives(context, given)
    if ends_help:
        return tuple(kind for kind in predicate.event if kind == "SANCTION")
    done = context.grammar.object(match.i)
    if done is None:
        return ()
    first, last = context.grammar.noun_phrase(done)
    moved = {t.lemma.lower() for t in context.parse.tokens[first : last + 1]}
    held = frozenset[str]().union(*(_CONDITIONS[c] for c in conditions if moved & conditional_objects(c)))
    return tuple(kind for kind in predicate.event if kind in held)


def _gives(context: Context, token: Token) -> bool:
    """Say whether a verb gives what states give each other: "stopped sharing intelligence with Kyiv"."""
    found = predicate_of(context.grammar, token)
    done = context.grammar.object(token.i)
    given = done is not None and context.parse.tokens[done].lemma.lower() in conditional_objects("help")
    return given or (found is not None and bool({"AID", "COOPERATE"} & set(found.event)))


def _recipient(
    context: Context, voices: Voices, match: Match, agents: tuple[str, ...]
) -> tuple[int | None, tuple[str, ...]]:
    """Return the token of the slot that names the other end, and the actors in it; named actors before unnamed."""
    slots = match.predicate.recipient
    bases = [match.i] if match.i == match.verb else [match.i, match.verb]
    bases += [c.i for c in context.parse.children(match.i, "xcomp") if c.tag == "VBG"]
    if match.i == match.verb and context.grammar.object(match.i) is not None:
        bases.append(context.grammar.object(match.i) or match.i)
    fillers = [
        f
        for base in bases
        for name in slots
        if base == match.i or (name.isalpha() and name not in _OF_VERBS)
        for f in context.grammar.slot(base, name)
    ]
    sufferer = context.grammar.sufferer(match.i)
    if sufferer is not None:
        fillers = [context.parse.tokens[sufferer]]
    if "alliance" in slots:
        made = tuple(a for f in context.grammar.slot(match.i, "obj") for a in voices.alliance(f.i))
        return context.grammar.object(match.i), made
    if not fillers and "order" in match.predicate.say and (asked := context.grammar.noun_after(match.i)) is not None:
        fillers = [context.parse.tokens[asked]]
    fillers = [f for f in fillers if f.lower not in _VAGUE and not f.lower.endswith(("self", "selves"))]
    for resolve in (voices.known, voices.actors):
        for filler in fillers:
            if resolve == voices.actors and not set(match.predicate.event) & _UNNAMED:
                continue
            found = tuple(a for a in resolve(filler.i) if a not in agents)
            if found:
                return filler.i, found
    found = _forced(context, voices, match, agents) or _below(context, voices, match, agents)
    return found or ((fillers[0].i, ()) if fillers else (None, ()))


def _forced(
    context: Context, voices: Voices, match: Match, agents: tuple[str, ...]
) -> tuple[int, tuple[str, ...]] | None:
    """Whoever forces somebody to admit something is whom it is admitted to."""
    token = context.parse.tokens[match.i]
    above = context.parse.tokens[token.head]
    if "CONCEDE" not in match.predicate.event or token.dep != "xcomp" or above.lemma not in word_set("object control"):
        return None
    by = context.grammar.subject(above.i)
    found = tuple(a for a in voices.known(by) if a not in agents) if by is not None else ()
    return (by, found) if found and by is not None else None


def _below(
    context: Context, voices: Voices, match: Match, agents: tuple[str, ...]
) -> tuple[int, tuple[str, ...]] | None:
    """The first actor in what an act is about: "refused to answer the panel", "called for tariffs on Chinese steel"."""
    tokens = context.parse.tokens
    directed = set(match.predicate.event) & _DIRECTED and tokens[match.i].pos != "NOUN"
    if not directed or (match.predicate.lemma == "call" and context.grammar.object(match.i) is not None):
        return None
    for i in context.parse.subtree(match.i):
        if i <= match.i or tokens[i].pos not in NOMINAL or i - match.i > _REACH or tokens[i].lower in _VAGUE:
            continue
        found = tuple(a for a in voices.known(i) if a not in agents) if _is_about(context, match.i, i) else ()
        if found:
            return i, found
    return None


def _is_about(context: Context, act: int, i: int) -> bool:
    """Say whether token ``i`` stands in the object or infinitive of an act, and not in an aside or another act."""
    while i != act:
        token = context.parse.tokens[i]
        cases = {case.lower for case in context.parse.children(i, "case", "mark")}
        led = cases & _ELSEWHERE and not (cases == {"for"} and token.head == act)
        inner = predicate_of(context.grammar, token) if token.pos == "VERB" else None
        if led or (inner is not None and inner.event) or token.dep in _ASIDE or token.relation in _ASIDE:
            return False
        i = token.head
    return True


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
    first = next((c for c in asked if any(m.lower == "to" for m in context.parse.children(c.i, "mark"))), None)
    return match.i if first is None else context.grammar.clause(first.i)[1]


def _distinct(drafts: list[EventDraft]) -> list[EventDraft]:
    """Drop an event whose evidence lies inside that of another with the same ends and a common type."""
    kept: list[EventDraft] = []
    for draft in sorted(drafts, key=lambda d: (-len(d.evidence.exact), d.evidence.start)):
        same = (
            k for k in kept
            if k.evidence.start <= draft.evidence.start and draft.evidence.end <= k.evidence.end
            and set(k.types) & set(draft.types) and k.source == draft.source and k.recipient == draft.recipient
        )  # fmt: skip
        if next(same, None) is None:
            kept.append(draft)
    return sorted(kept, key=lambda d: (d.evidence.start, d.i))


def _complete(drafts: list[EventDraft], stands_for: Callable[[str], str]) -> list[EventDraft]:
    """Join the halves of a sanction that the article tells apart: who cut the aid, and whose aid was cut.

    A half is completed only where the other halves leave no choice; who speaks for a state counts as the state.
    """
    halves = [d for d in drafts if d.types == ("SANCTION",) and bool(d.source) != bool(d.recipient)]
    sources = {tuple(map(stands_for, d.source)) for d in halves if d.source}
    recipients = {tuple(map(stands_for, d.recipient)) for d in halves if d.recipient}
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
