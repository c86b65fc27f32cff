"""What a judgement comes to: the speaker's stance on whom or what it judges, and an accusation where it is bad."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stakegraph.extract.events.event import EventDraft
from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.topics import Speech
from stakegraph.extract.reading.voices import Voices
from stakegraph.extract.stances.targets import StanceDraft, Targets
from stakegraph.model import EventType, Evidence

_TYPES: tuple[EventType, ...] = ("ACCUSE", "REJECT")


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Makes stances of judgements; those that are accusations as well go to ``accusations``."""

    context: Context
    voices: Voices
    targets: Targets
    accusations: list[EventDraft]

    def on(self, speech: Speech, word: int, head: int, subject: int, sign: int) -> Iterator[StanceDraft]:
        """Yield what the speaker thinks of ``subject``, which ``word`` judges in the predicate ``head``."""
        evidence = self.targets.evidence(word, head, subject)
        if sign < 0 and evidence is not None:
            self.accuse(speech, subject, evidence)
        rule = f"judged {self.context.parse.tokens[word].lower}"
        yield from self.targets.held(speech.speaker, subject, sign, evidence, rule, 0.6, speech)

    def accuse(self, speech: Speech, subject: int, evidence: Evidence) -> None:
        """To judge somebody, or what is somebody's, badly is an accusation, where the article names whom."""
        owners = [*(c.i for c in self.context.grammar.owners(subject)), subject]
        accused = tuple(a for i in owners for a in self.voices.known(i) if a != speech.speaker)
        if accused and self.voices.is_named(accused[0]):
            by = (speech.speaker,)
            self.accusations.append(
                EventDraft(subject, _TYPES, by, accused[:1], evidence, "actual", 0.5, "judged badly")
            )
