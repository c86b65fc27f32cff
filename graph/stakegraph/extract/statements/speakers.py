"""Who speaks each statement: the actor behind the mention that its sentence gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.topics import Speech
from stakegraph.extract.statements.addressees import find_addressees
from stakegraph.extract.statements.drafts import TRANSCRIPT, Draft


class Mentions(Protocol):
    """What is needed of the table of actors."""

    def refer(self, i: int, speaker: str | None = None) -> str | None:
        """Return the actor that the phrase headed by token ``i`` names."""
        ...

    def refer_all(self, i: int, speaker: str | None = None) -> list[str]:
        """Return the actors that the phrase headed by token ``i`` names."""
        ...

    def introduce(self, i: int) -> str | None:
        """Return an unnamed actor for the phrase headed by token ``i``."""
        ...

    def label(self, i: int) -> str | None:
        """Return who speaks a paragraph that begins with a name up to token ``i``."""
        ...


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with its speaker: ``source`` is the token stretch of the mention, ``addressee`` an actor."""

    draft: Draft
    speaker: str | None
    source: tuple[int, int] | None
    addressee: str | None


@dataclass(frozen=True, slots=True)
class Speeches:
    """All statements with their speakers, and the speaker and the addressee of each quotation."""

    said: list[Said]
    speeches: list[Speech]
    of_quotation: Mapping[int, str]
    addressees: Mapping[int, str]


def find_speakers(context: Context, drafts: list[Draft], actors: Mentions) -> Speeches:
    """Resolve the speakers of ``drafts``; one that the text does not name stays None."""
    known: dict[int, str | None] = {}
    said: list[Said] = []
    of_quotation: dict[int, str] = {}
    for draft in drafts:
        speaker = _speaker(draft, actors, known)
        known[id(draft)] = speaker
        source = _mention(context, draft)
        addressee = actors.refer(draft.addressee) if draft.addressee is not None else None
        for one in _speakers(draft, speaker, actors):
            said.append(Said(draft, one, source, addressee if addressee != one else None))
        for i in range(draft.tokens[0], draft.tokens[1] + 1):
            if speaker is not None and context.inside[i] >= 0:
                of_quotation[context.inside[i]] = speaker
    speeches = [
        Speech(number, s.speaker, *s.draft.tokens, s.draft.judged)
        for number, s in enumerate(said)
        if s.speaker is not None
    ]
    spoken = [(draft, known[id(draft)]) for draft in sorted(drafts, key=lambda d: d.tokens)]
    return Speeches(said, speeches, of_quotation, find_addressees(context, spoken, actors.refer))


def _mention(context: Context, draft: Draft) -> tuple[int, int] | None:
    """The words that name who speaks: those of the cue's sentence, for a follow-on those of what it follows."""
    while draft.source is None and draft.follows is not None:
        draft = draft.follows
    if draft.relative is not None:
        return draft.relative, draft.relative
    if draft.source is None:
        return None
    first, last = context.grammar.mention(draft.source)
    partner = context.grammar.partner(draft.source)
    return (first if partner is None else context.grammar.mention(partner)[0]), last


def _speaker(draft: Draft, actors: Mentions, known: Mapping[int, str | None]) -> str | None:
    if draft.source is None:
        before = draft.follows
        while before is not None and id(before) not in known:
            before = before.follows
        return known[id(before)] if before is not None else None
    if draft.rule == TRANSCRIPT:
        return actors.label(draft.source)
    return actors.refer(draft.source) or actors.introduce(draft.source)


def _speakers(draft: Draft, speaker: str | None, actors: Mentions) -> list[str | None]:
    """Several people may say one thing: "Rao and Silva said"; each gets the statement."""
    together = actors.refer_all(draft.source) if draft.source is not None else []
    return [*together] if len(together) > 1 else [speaker]
