"""Stances: who supports or opposes whom or what, by word or by deed.

Each rule yields proposals; a proposal without a holder or a target is dropped, not guessed.
"""

from __future__ import annotations

from stakegraph.extract.events.event import EventDraft
from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.topics import Speech
from stakegraph.extract.reading.voices import Voices
from stakegraph.extract.stances.aims import Aims
from stakegraph.extract.stances.consequences import Consequences
from stakegraph.extract.stances.deeds import Deeds
from stakegraph.extract.stances.demands import Demands
from stakegraph.extract.stances.effects import Effects
from stakegraph.extract.stances.idioms import Idioms
from stakegraph.extract.stances.intent import Intent
from stakegraph.extract.stances.issues import IssueTable
from stakegraph.extract.stances.judgements import Judgements
from stakegraph.extract.stances.needs import Needs
from stakegraph.extract.stances.opinions import Opinions
from stakegraph.extract.stances.questions import Questions
from stakegraph.extract.stances.sides import Sides
from stakegraph.extract.stances.targets import StanceDraft, Targets
from stakegraph.extract.stances.votes import Votes


def find_stances(
    context: Context, voices: Voices, issues: IssueTable, speeches: list[Speech], events: list[EventDraft]
) -> tuple[list[StanceDraft], list[EventDraft]]:
    """Return the stances of the article, each holder, target and sign once a place, and the events that they are.

    To judge somebody badly is an accusation, to say what somebody should do a request.
    """
    targets = Targets(context, voices, issues, speeches)
    aims = Aims(context, voices, targets)
    deeds = Deeds(context, voices, targets, aims, Intent(context, voices))
    judgements = Judgements(context, voices, targets)
    demands = Demands(context, voices, targets)
    opinions = Opinions(context, voices, targets, judgements)
    found = [
        *deeds.of_predicates({event.i: event for event in events}),
        *deeds.of_owned_ideas(),
        *judgements.of_judgements(),
        *Idioms(context, targets, judgements).of_idioms(),
        *opinions.of_opinions(),
        *opinions.of_preferences(),
        *opinions.of_choices(),
        *demands.of_demands(),
        *Questions(context, targets).of_questions(),
        *Needs(context, voices, targets).of_needs(),
        *Sides(context, voices, targets, aims).of_sides(),
        *Votes(context, voices, targets).of_votes(),
        *Effects(context, voices, targets, judgements).of_effects(),
        *Consequences(context, targets).of_consequences(),
    ]
    return _distinct(found), _untold(events, [*judgements.accusations, *demands.requests])


def _untold(events: list[EventDraft], spoken: list[EventDraft]) -> list[EventDraft]:
    """Return what words do that no event tells there already: "Silva, who he blasted as a liar" is one accusation."""
    told = [*events]
    for draft in spoken:
        here, ends = draft.evidence, ({*draft.source}, {*draft.recipient})
        if not any(
            ends[0] & {*other.source} and ends[1] & {*other.recipient} and {*draft.types} & {*other.types}
            and other.evidence.start < here.end and here.start < other.evidence.end for other in told
        ):  # fmt: skip
            told.append(draft)
    return told[len(events) :]


def _distinct(drafts: list[StanceDraft]) -> list[StanceDraft]:
    """Keep, of drafts with the same holder, target and sign whose evidence overlaps, the first (most precise).

    Who is called somebody's critic twice is so once.
    """
    kept: dict[tuple[str, str, int], list[StanceDraft]] = {}
    for draft in drafts:
        same = kept.setdefault((draft.holder, draft.target, draft.sign), [])
        here = draft.evidence
        again = draft.rule.startswith("side ") and any(other.rule == draft.rule for other in same)
        if not again and not any(o.evidence.start < here.end and here.start < o.evidence.end for o in same):
            same.append(draft)
    return [draft for same in kept.values() for draft in same]
