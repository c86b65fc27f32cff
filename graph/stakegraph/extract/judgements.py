"""What speakers judge: "the plan is reckless", "she called it a farce", "they misled us"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from stakegraph.extract.context import Context
from stakegraph.extract.events import EventDraft
from stakegraph.extract.factuality import factuality, is_conditional, is_negated
from stakegraph.extract.lexicon import evaluations, word_set, wrongs
from stakegraph.extract.matches import predicate_of
from stakegraph.extract.targets import Speech, StanceDraft, Targets
from stakegraph.extract.voices import Voices
from stakegraph.model import EventType, Evidence
from stakegraph.syntax import Token


@dataclass(slots=True)
class Judgements:
    """Finds judgements in statements; ``accusations`` are the events that bad ones are."""

    context: Context
    voices: Voices
    targets: Targets
    accusations: list[EventDraft] = field(default_factory=list)

    def of_judgements(self) -> Iterator[StanceDraft]:
        """What a speaker calls good or bad: "the plan is reckless", "it is a mistake to wait"."""
        for speech in self.targets.speeches:
            if speech.judged is not None:
                yield from self._called(speech, speech.judged)
        for speech, token in self.targets.spoken():
            sign = self._sign(token) if speech.judged is None else None
            head = self._judged_by(token.i)
            subject = self._subject_of_judgement(head) if sign is not None else None
            if sign is not None and subject is not None and not is_conditional(self.context.parse, head):
                negated = is_negated(self.context.parse, head)
                if negated and sign < 0:
                    continue  # "no threat", "not bad": no praise either
                yield from self._judgement(speech, token.i, head, subject, -1 if negated else sign)

    def _sign(self, token: Token) -> int | None:
        """The sign of a word that judges: an adjective, a noun, a participle."""
        judges = token.pos in {"ADJ", "NOUN"} or token.tag in {"VBN", "VBG"}
        return (evaluations().get(token.lemma.lower()) or evaluations().get(token.lower)) if judges else None

    def _called(self, speech: Speech, judged: int) -> Iterator[StanceDraft]:
        """The words after the object judge it: "she called the plan a farce"."""
        end = self.context.grammar.noun_phrase(judged)[1]
        if self.context.inside[judged] < 0 and any(self.context.inside[i] >= 0 for i in range(judged, end + 1)):
            end = judged  # "called the ruling “dangerous”": what is in quotation marks is no part of its name
        led = (t.i for t in self.context.parse.tokens[judged + 1 : end + 1] if t.lower == "as")
        end = min(end, next(led, end))
        for token in self.context.parse.tokens[speech.first : speech.last + 1]:
            sign = self._sign(token)
            if sign is not None and (token.i > end or judged > speech.last or judged < speech.first):
                yield from self._judgement(speech, token.i, token.i, judged, sign)
                return

    def _judgement(self, speech: Speech, word: int, head: int, subject: int, sign: int) -> Iterator[StanceDraft]:
        evidence = self.targets.evidence(word, head, subject)
        if sign < 0 and evidence is not None:
            self._accuse(speech, subject, evidence)
        for name, is_issue in self.targets.of(subject, speech):
            if evidence is not None and name != speech.speaker:
                rule = f"judged {self.context.parse.tokens[word].lower}"
                yield StanceDraft(speech.speaker, name, is_issue, sign, evidence, "actual", 0.6, rule, speech.number)

    def _accuse(self, speech: Speech, subject: int, evidence: Evidence) -> None:
        """To judge somebody, or what is somebody's, badly is an accusation."""
        owners = [*(c.i for c in self.context.grammar.owners(subject)), subject]
        accused = tuple(a for i in owners for a in self.voices.known(i) if a != speech.speaker)
        if accused:
            types: tuple[EventType, ...] = ("ACCUSE", "REJECT")
            by = (speech.speaker,)
            self.accusations.append(
                EventDraft(subject, types, by, accused[:1], evidence, "actual", 0.5, "judged badly")
            )

    def _judged_by(self, i: int) -> int:
        """The predicate that a judging word stands in: the noun that an adjective describes, where that is one."""
        token = self.context.parse.tokens[i]
        described = self.context.parse.child(token.head, "cop") is not None
        if token.dep in {"amod", "compound"} and described and self.context.parse.child(token.head, "case") is None:
            return token.head
        return i

    def _subject_of_judgement(self, i: int) -> int | None:
        parse = self.context.parse
        head = parse.tokens[parse.tokens[i].head]
        if parse.tokens[i].dep in {"obl", "obj", "xcomp"} and head.lemma in word_set("amounting"):
            return self.context.grammar.subject(head.i)
        if parse.child(i, "cop") is None and parse.tokens[i].dep not in {"xcomp", "obl"}:
            return None
        subject = parse.child(i, "nsubj", "nsubj:outer", "csubj")
        if subject is not None and subject.lower != "it":
            return self.context.grammar.antecedent(subject.i)
        clause = parse.child(i, "ccomp", "xcomp", "csubj", "acl", "advcl") if subject is not None else None
        if clause is not None and clause.pos in {"VERB", "ADJ", "NOUN"}:
            return self._innermost(clause.i)
        if subject is not None:
            return subject.i
        return self._object_beside(i)

    def _innermost(self, i: int) -> int:
        """In "a mistake to think that we can wait", what is judged is the waiting."""
        token = self.context.parse.tokens[i]
        if token.lemma in word_set("thinking"):
            inner = self.context.parse.child(i, "ccomp")
            return inner.i if inner is not None else i
        return i

    def _object_beside(self, i: int) -> int | None:
        """In "called the plan a farce" the judged thing is the object of the same verb."""
        head = self.context.parse.tokens[i].head
        judged = self.context.grammar.object(head) if self.context.parse.tokens[head].pos == "VERB" else None
        return judged if judged is not None and judged != i else None

    def of_wrongs(self) -> Iterator[StanceDraft]:
        """Whoever says that somebody does wrong is against him: "the bank misled its customers"."""
        for speech, token in self.targets.spoken():
            subject = self.context.grammar.subject(token.i) if self._is_wrong(token) else None
            if subject is None or factuality(self.context.parse, token.i) != "actual":
                continue
            done = self.context.grammar.object(token.i)
            evidence = self.targets.evidence(token.i, subject, done)
            accused = [a for a in self.voices.actors(subject) if a != speech.speaker]
            harmed = self.voices.known(done) if done is not None else []
            if evidence is None or set(harmed) & set(accused):
                continue
            self._accuse(speech, subject, evidence)
            rule = f"accused to {token.lemma}"
            for name in accused:
                yield StanceDraft(speech.speaker, name, False, -1, evidence, "actual", 0.5, rule, speech.number)

    def _is_wrong(self, token: Token) -> bool:
        """Say whether a verb names a wrong: by itself, as an assault, by how it is done, or done to oneself."""
        if token.pos != "VERB":
            return False
        found = predicate_of(self.context.grammar, token)
        if token.lemma in wrongs() or (found is not None and found.event == ("ASSAULT",)):
            return True
        children = [*self.context.parse.children(token.i, "advmod", "obl")]
        badly = any(evaluations().get(_stem(c.lower), 0) < 0 for c in children if c.pos == "ADV")
        return badly or (token.lemma == "bring" and any(c.lower.endswith("selves") for c in children))


def _stem(adverb: str) -> str:
    """Return the adjective of an adverb: "recklessly", "angrily"."""
    plain = adverb.removesuffix("ly")
    return f"{plain[:-1]}y" if plain.endswith("i") else plain
