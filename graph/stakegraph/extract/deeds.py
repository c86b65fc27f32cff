"""Stances of those who do or want something: "rejected the plan", "vowed to fight it", "his offer of help"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from stakegraph.extract.acts import classes, is_undone
from stakegraph.extract.context import Context
from stakegraph.extract.events import EventDraft
from stakegraph.extract.factuality import is_conditional, is_negated
from stakegraph.extract.lexicon import word_set
from stakegraph.extract.matches import Match, predicate_of
from stakegraph.extract.targets import Speech, StanceDraft, Targets
from stakegraph.extract.voices import Voices
from stakegraph.model import Factuality
from stakegraph.syntax import FINITE, Token

_FUTURE = frozenset(("will", "'ll", "’ll", "shall", "would", "wo"))
_BODILY = frozenset(("ASSAULT", "COERCE", "AID", "COOPERATE"))
"""Classes of acts that show a stance where they are told as a fact, and towards somebody only."""


@dataclass(frozen=True, slots=True)
class Deeds:
    """Finds the stances that the words of the lexicon show."""

    context: Context
    voices: Voices
    targets: Targets

    def of_predicates(self, events: Mapping[int, EventDraft]) -> Iterator[StanceDraft]:
        """A word that supports or opposes what fills a slot of it: "rejected the plan", "is wary of it"."""
        for match in self.context.matches:
            speech = self.targets.speech_at(match.i)
            token = self.context.parse.tokens[match.i]
            if (token.pos == "NOUN" and token.lemma in word_set("own idea")) or is_undone(self.context, match):
                continue
            if (
                self._is_description(token)
                or self._is_made_to(match)
                or (speech is not None and self._is_hearsay(match, speech))
            ):
                continue
            agentless = speech is not None and not match.agents and self._is_own(match)
            vowed = speech is not None and self._is_vow(match, speech)
            possible = match.factuality == "hypothetical" and not vowed
            if possible and not (agentless and is_negated(self.context.parse, match.i)):
                continue
            own = agentless or vowed
            holders = [speech.speaker] if own and speech is not None else self._holders(match)
            marks = match.predicate.aims if own else match.predicate.stance
            for sign, slot in marks:
                if slot == "beneficiary" and not classes(self.context, match):
                    continue
                for filler in self._listed(self._fillers(match, slot)):
                    for aim, target in ((sign, filler), *self._purposes(sign, filler), *self._ousted(sign, filler)):
                        for draft in self._proposals(match, holders, aim, target, filler):
                            yield replace(draft, event=events.get(match.i))

    def _is_vow(self, match: Match, speech: Speech) -> bool:
        """Say whether a speaker says what he will do himself: "we will stop the boats", "said she would vote"."""
        parse = self.context.parse
        will = any(aux.lower in _FUTURE for aux in parse.children(match.i, "aux"))
        by_speaker = any(speech.speaker in self.voices.known(i) for i in match.agents)
        return will and by_speaker and not is_conditional(parse, match.i)

    def _is_own(self, match: Match) -> bool:
        """Say whether what nobody is said to do is the speaker's own: "it can't be allowed", "shame on them"."""
        return match.predicate.lemma in word_set("allowing") | word_set("exclaimed")

    def _is_description(self, token: Token) -> bool:
        """Say whether a participle only describes the noun after it: "enough pledged delegates"."""
        before = self.context.parse.tokens[token.i - 1] if token.i else token
        return token.dep == "amod" and token.tag == "VBN" and before.pos in {"DET", "ADJ", "NUM", "PRON"}

    def _is_made_to(self, match: Match) -> bool:
        """Say whether who does something has no choice: "members have to sign", "for them to sign", "made us sign"."""
        parse = self.context.parse
        token = parse.tokens[match.i]
        if token.pos != "VERB" or not parse.is_infinitive(match.i):
            return False
        governor = parse.tokens[token.head]
        own = parse.child(match.i, "nsubj") is not None
        controlled = match.agents[:1] == (self.context.grammar.object(governor.i),)
        return own or controlled or (token.dep == "xcomp" and governor.lemma in word_set("needing"))

    def _is_hearsay(self, match: Match, speech: Speech) -> bool:
        """Say whether somebody only tells of what others did to others: "she said the church imprisoned her"."""
        token = self.context.parse.tokens[match.i]
        done = set(match.predicate.event) & _BODILY and not set(match.predicate.event) & {"ACCUSE", "REJECT"}
        return (
            bool(done)
            and token.tag in FINITE | {"VBN", "NN", "NNS"}
            and all(speech.speaker not in self.voices.known(i) for i in match.agents)
        )

    def _needs_somebody(self, match: Match) -> bool:
        """Say whether an act shows a stance towards somebody only: "fired the minister", not "fired shots"."""
        personal = match.predicate.lemma in word_set("done to people")
        return personal or (bool(match.predicate.event) and set(match.predicate.event) <= {"ASSAULT", "AID"})

    def _holders(self, match: Match) -> list[str]:
        """The named actors among the agents; within a quotation only its speaker speaks for himself."""
        found = [a for i in (*match.agents, *self._sided(match)) for a in self.voices.known(i)]
        inside = self.voices.speaker_at(match.i)
        return found if inside is None else [a for a in found if a == inside]

    def _sided(self, match: Match) -> tuple[int, ...]:
        """Who does something "in support of" a cause, or is "in favour of" it."""
        token = self.context.parse.tokens[match.i]
        if token.pos != "NOUN" or all(case.lower != "in" for case in self.context.parse.children(match.i, "case")):
            return ()
        own = self.context.parse.child(match.i, "cop") is not None
        return self.context.grammar.subjects(match.i if own else token.head)

    def _fillers(self, match: Match, slot: str) -> list[int]:
        grammar = self.context.grammar
        if slot == "to":
            marked = [
                c.i for c in self.context.parse.children(match.i, "xcomp", "acl")
                if self.context.parse.is_infinitive(c.i)
            ]  # fmt: skip
            return marked or [f.i for f in grammar.slot(match.i, "to")]
        if slot == "obj.to":
            done = grammar.object(match.i)
            heads = (match.i,) if done is None else (match.i, done)
            return [
                c.i for head in heads for c in self.context.parse.children(head, "xcomp", "acl", "ccomp", "advcl")
                if c.i > match.i and self.context.parse.is_infinitive(c.i)
            ]  # fmt: skip
        wished = self._wished(match.i) if slot == "for" else None
        if wished is not None:
            return [wished]
        found = [f.i for f in grammar.slot(match.i, slot)]
        if not found and slot == "obj" and match.predicate.pos == "VERB":
            found = [c.i for c in self.context.parse.children(match.i, "xcomp") if c.tag == "VBG" and c.i > match.i]
        if not found and match.verb != match.i:
            found = [f.i for f in grammar.slot(match.verb, slot)] if slot not in {"obj", "iobj"} else []
        reflexive = ("itself", "himself", "herself", "themselves", "ourselves")
        return [f for f in found if f not in match.agents and self.context.parse.tokens[f].lower not in reflexive]

    def _listed(self, fillers: list[int]) -> Iterator[int]:
        """Each of what a list names: "called for a new dam, an end to fishing and closing the port"."""
        for filler in fillers:
            yield filler
            if not self.voices.known(filler):
                yield from (c.i for c in self.context.parse.children(filler, "conj") if c.tag not in FINITE)

    def _ousted(self, sign: int, filler: int) -> Iterator[tuple[int, int]]:
        """Who should give something up is opposed: "urged her to resign", "called for her resignation"."""
        tokens = self.context.parse.tokens
        token = tokens[filler]
        found = predicate_of(self.context.grammar, token)
        lemma = found.lemma if found is not None else token.lemma
        if token.pos == "VERB" and lemma in word_set("giving up"):
            told = filler - 2 if tokens[filler - 1].lower == "to" else self.context.grammar.subject(filler)
            if told is not None and self.voices.known(told):
                yield -sign, told
        elif token.pos == "NOUN" and token.lemma in word_set("ousting"):
            for owner in (*self.context.grammar.owners(filler), *self.context.grammar.hung(filler, "of")):
                if self.voices.known(owner.i):
                    yield -sign, owner.i

    def _wished(self, i: int) -> int | None:
        """Return the infinitive of "called for Peru to leave"."""
        for child in self.context.parse.children(i, "advcl", "xcomp", "ccomp"):
            led = any(t.lower == "for" for t in self.context.parse.tokens[i + 1 : child.i])
            if child.i > i and led and self.context.parse.is_infinitive(child.i):
                return child.i
        return None

    def _proposals(self, match: Match, holders: list[str], sign: int, filler: int, shown: int) -> Iterator[StanceDraft]:
        speech = self.targets.speech_at(match.i)
        if match.factuality == "denied" or is_negated(self.context.parse, match.i):
            if sign < 0 and match.predicate.lemma not in word_set("allowing"):
                return
            sign = -sign
        kind: Factuality = "planned" if match.factuality == "planned" else "actual"
        rule = f"{match.predicate.pos.lower()} {match.predicate.lemma}"
        basis = speech.number if speech is not None else None
        aimed = self.context.parse.tokens[filler]
        if aimed.pos == "VERB" and aimed.lemma in word_set("nobody's cause"):
            return
        for aim, target in self.targets.reached(sign, filler):
            evidence = self.targets.evidence(match.i, *match.agents[:1], target, *((shown,) if filler != shown else ()))
            if evidence is None:
                continue
            for holder in holders:
                for name, is_issue in self.targets.of(target, speech):
                    if name != holder and not (is_issue and self._needs_somebody(match)):
                        yield StanceDraft(holder, name, is_issue, aim, evidence, kind, 0.7, rule, basis)

    def _purposes(self, sign: int, filler: int) -> Iterator[tuple[int, int]]:
        """What a thing is for: who approves "a bill designed to weaken the agency" opposes the agency."""
        is_somebody = bool(self.voices.known(filler))
        for clause in self.context.parse.children(filler, "acl"):
            if clause.dep != "acl" and (is_somebody or self.context.grammar.object(clause.i) == filler):
                continue
            for verb in (clause.i, *(c.i for c in self.context.parse.children(clause.i, "xcomp"))):
                aim, target = self.targets.through(sign, verb)
                if target not in {verb, filler} and (clause.dep != "acl" or self.voices.known(target)):
                    yield from ((aim, one) for one in self._listed([target]))

    def of_owned_ideas(self) -> Iterator[StanceDraft]:
        """Whoever owns a plan supports it: "Mr Roy's plan for the harbour"."""
        for token in self.context.parse.tokens:
            if token.pos != "NOUN" or token.lemma not in word_set("own idea"):
                continue
            owner = self.context.parse.child(token.i, "nmod:poss")
            content = (
                c for c in self.context.parse.children(token.i, "nmod", "acl", "compound") if c.dep != "nmod:poss"
            )
            if owner is None or next(content, None) is None:
                continue
            evidence = self.targets.evidence(token.i, owner.i)
            for holder in self.voices.known(owner.i):
                for name, is_issue in self.targets.of(token.i, None):
                    if evidence is not None and name != holder:
                        rule = f"owner of a {token.lemma}"
                        yield StanceDraft(holder, name, is_issue, 1, evidence, "actual", 0.6, rule)
