"""Stances: who supports or opposes whom or what, by word or by deed.

Each rule yields proposals; a proposal without a holder or a target is dropped, not guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from stakegraph.extract.context import Context
from stakegraph.extract.events import EventDraft, classes, conditional_objects, is_undone
from stakegraph.extract.factuality import factuality, is_negated
from stakegraph.extract.issues import IssueTable
from stakegraph.extract.lexicon import evaluations, word_set, wrongs
from stakegraph.extract.matches import Match, predicate_of
from stakegraph.extract.voices import Voices
from stakegraph.model import Evidence, Factuality
from stakegraph.syntax import Token

_DEMANDING = frozenset(("should", "must", "ought"))
_BARE_PRONOUNS = frozenset(("it", "this", "that", "these", "those"))
_LONGEST = 45


@dataclass(frozen=True, slots=True)
class Speech:
    """A statement as stances see it: its number, speaker, the tokens of its content, and the token that it judges."""

    number: int
    speaker: str
    first: int
    last: int
    judged: int | None = None


@dataclass(frozen=True, slots=True)
class StanceDraft:
    """A stance before it becomes a record; ``target`` is an actor's id or (``is_issue``) an issue's key."""

    holder: str
    target: str
    is_issue: bool
    sign: int
    evidence: Evidence
    factuality: Factuality
    confidence: float
    rule: str
    basis: int | None = None
    event: EventDraft | None = None


@dataclass(slots=True)
class Finder:
    """Finds stances; keeps the topic that "it" and "this" in a statement may stand for."""

    context: Context
    voices: Voices
    issues: IssueTable
    speeches: list[Speech]
    accusations: list[EventDraft] = field(default_factory=list)
    _topics: dict[int, tuple[str, bool]] = field(default_factory=dict)
    _at: dict[int, Speech] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for speech in sorted(self.speeches, key=lambda s: (s.first - s.last, s.number)):
            self._at.update(dict.fromkeys(range(speech.first, speech.last + 1), speech))

    def find(self, events: list[EventDraft]) -> list[StanceDraft]:
        """Return the stances of the article, each holder, target and sign once a place."""
        found = [
            *self._of_predicates({event.i: event for event in events}),
            *self._of_owned_ideas(),
            *self._of_judgements(),
            *self._of_demands(),
            *self._of_wrongs(),
        ]
        return _distinct(found)

    # -- targets -----------------------------------------------------------------------------------------------

    def _targets(self, i: int, speech: Speech | None) -> list[tuple[str, bool]]:
        """Return what the phrase headed by token ``i`` names: actors, else an issue, else the topic of talk."""
        token = self.context.parse.tokens[i]
        if token.lower in _BARE_PRONOUNS and speech is not None:
            topic = self._topic(speech)
            if topic is not None:
                return [topic]
        sent = token.pos == "NOUN" and token.lemma.lower() in conditional_objects("forces")
        actors = [] if sent else self.voices.known(i) or self.voices.alliance(i)
        if actors:
            return [(a, False) for a in actors]
        if token.pos in {"PRON", "DET"}:
            return []
        is_clause = token.pos in {"VERB", "AUX"} and self.context.parse.child(i, "det") is None
        issue = self.issues.of_clause(i) if is_clause else self.issues.of_phrase(i)
        return [(issue, True)] if issue is not None else []

    def _topic(self, speech: Speech) -> tuple[str, bool] | None:
        """What a speaker talks about: the subject of what the same speaker said just before, or of the sentence."""
        if speech.number in self._topics:
            return self._topics[speech.number]
        before = [s for s in self.speeches if s.speaker == speech.speaker and s.last < speech.first]
        for other in reversed(before[-2:]):
            subject = self._main_subject(other.first, other.last)
            if subject is not None:
                found = self._targets(subject, None)
                if found and found[0] != (speech.speaker, False):
                    self._topics[speech.number] = found[0]
                    return found[0]
        return None

    def _main_subject(self, first: int, last: int) -> int | None:
        for token in self.context.parse.tokens[first : last + 1]:
            if token.dep in {"nsubj", "nsubj:pass", "nsubj:outer"} and token.pos in {"NOUN", "PROPN"}:
                return token.i
        return None

    def _speech_at(self, i: int) -> Speech | None:
        """Return the innermost statement that token ``i`` stands in."""
        return self._at.get(i)

    def _evidence(self, *tokens: int | None) -> Evidence | None:
        """The stretch from the first to the last of the phrases headed by ``tokens``, within one sentence."""
        given = [i for i in tokens if i is not None]
        sentence = self.context.sentence(given[0])
        ends: list[int] = [given[0]]
        for i in given:
            if sentence[0] <= i <= sentence[1]:
                ends.extend(self.context.grammar.noun_phrase(i))
        first, last = min(ends), max(ends)
        return self.context.evidence(first, last) if last - first <= _LONGEST else None

    # -- rules -------------------------------------------------------------------------------------------------

    def _of_predicates(self, events: Mapping[int, EventDraft]) -> Iterator[StanceDraft]:
        """A word that supports or opposes what fills a slot of it: "rejected the plan", "is wary of it"."""
        for match in self.context.matches:
            speech = self._speech_at(match.i)
            token = self.context.parse.tokens[match.i]
            if (token.pos == "NOUN" and token.lemma in word_set("own idea")) or is_undone(self.context, match):
                continue
            agentless = speech is not None and not match.agents and match.predicate.lemma in word_set("allowing")
            if match.factuality == "hypothetical" and not (agentless and is_negated(self.context.parse, match.i)):
                continue
            holders = [speech.speaker] if agentless and speech is not None else self._holders(match)
            marks = match.predicate.aims if agentless else match.predicate.stance
            for sign, slot in marks:
                if slot == "beneficiary" and not classes(self.context, match):
                    continue
                for filler in self._fillers(match, slot):
                    for aim, target in ((sign, filler), *self._purposes(sign, filler)):
                        for draft in self._proposals(match, holders, aim, target, speech):
                            yield replace(draft, event=events.get(match.i))

    def _holders(self, match: Match) -> list[str]:
        """The named actors among the agents; within a quotation only its speaker speaks for himself."""
        found = [a for i in match.agents for a in self.voices.known(i)]
        inside = self.voices.speaker_at(match.i)
        return found if inside is None else [a for a in found if a == inside]

    def _fillers(self, match: Match, slot: str) -> list[int]:
        grammar = self.context.grammar
        if slot == "to":
            marked = [
                c.i for c in self.context.parse.children(match.i, "xcomp", "acl")
                if any(m.lower == "to" for m in self.context.parse.children(c.i, "mark", "aux"))
            ]  # fmt: skip
            return marked or [f.i for f in grammar.slot(match.i, "to")]
        if slot == "obj.to":
            done = grammar.object(match.i)
            heads = (match.i,) if done is None else (match.i, done)
            return [
                c.i for head in heads for c in self.context.parse.children(head, "xcomp", "acl", "ccomp", "advcl")
                if c.i > match.i and any(m.lower == "to" for m in self.context.parse.children(c.i, "mark", "aux"))
            ]  # fmt: skip
        found = [f.i for f in grammar.slot(match.i, slot)]
        if not found and match.verb != match.i:
            found = [f.i for f in grammar.slot(match.verb, slot)] if slot not in {"obj", "iobj"} else []
        reflexive = ("itself", "himself", "herself", "themselves", "ourselves")
        return [f for f in found if f not in match.agents and self.context.parse.tokens[f].lower not in reflexive]

    def _proposals(
        self, match: Match, holders: list[str], sign: int, filler: int, speech: Speech | None
    ) -> Iterator[StanceDraft]:
        if match.factuality == "denied" or is_negated(self.context.parse, match.i):
            if sign < 0 and match.predicate.lemma not in word_set("allowing"):
                return
            sign = -sign
        sign, target = self._through(sign, filler)
        evidence = self._evidence(match.i, *match.agents[:1], target)
        if evidence is None:
            return
        kind: Factuality = "planned" if match.factuality == "planned" else "actual"
        for holder in holders:
            for name, is_issue in self._targets(target, speech):
                if name != holder:
                    rule = f"{match.predicate.pos.lower()} {match.predicate.lemma}"
                    basis = speech.number if speech is not None else None
                    yield StanceDraft(holder, name, is_issue, sign, evidence, kind, 0.7, rule, basis)

    def _purposes(self, sign: int, filler: int) -> Iterator[tuple[int, int]]:
        """What a thing is made for: who approves "a bill designed to weaken the agency" opposes the agency."""
        for clause in self.context.parse.children(filler, "acl"):
            if clause.dep != "acl":
                continue
            for verb in (clause.i, *(c.i for c in self.context.parse.children(clause.i, "xcomp"))):
                aim, target = self._through(sign, verb)
                if target != verb and self.voices.known(target):
                    yield aim, target

    def _through(self, sign: int, filler: int) -> tuple[int, int]:
        """See through an infinitive to what it is about: "vowed to fight the law" opposes the law."""
        token = self.context.parse.tokens[filler]
        if token.pos != "VERB":
            return sign, filler
        if is_negated(self.context.parse, filler):
            return -sign, filler
        inner = predicate_of(self.context.grammar, token)
        if inner is not None:
            for own, slot in inner.aims:
                open_ = slot == "to" or (slot == "beneficiary" and "help" in inner.recipient)
                deeper = [] if open_ else [f.i for f in self.context.grammar.slot(filler, slot)]
                if deeper:
                    return sign * own, deeper[0]
        done = self.context.grammar.object(filler) if token.lemma in word_set("carrying") else None
        return sign, filler if done is None else done

    def _of_owned_ideas(self) -> Iterator[StanceDraft]:
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
            evidence = self._evidence(token.i, owner.i)
            for holder in self.voices.known(owner.i):
                for name, is_issue in self._targets(token.i, None):
                    if evidence is not None and name != holder:
                        rule = f"owner of a {token.lemma}"
                        yield StanceDraft(holder, name, is_issue, 1, evidence, "actual", 0.6, rule)

    def _of_judgements(self) -> Iterator[StanceDraft]:
        """What a speaker calls good or bad: "the plan is reckless", "it is a mistake to wait"."""
        for speech in self.speeches:
            if speech.judged is not None:
                yield from self._called(speech, speech.judged)
                continue
            for token in self.context.parse.tokens[speech.first : speech.last + 1]:
                sign = self._sign(token)
                if sign is None or self._speech_at(token.i) is not speech:
                    continue
                head = self._judged_by(token.i)
                subject = self._subject_of_judgement(head)
                if subject is None:
                    continue
                if is_negated(self.context.parse, head):
                    sign = -sign
                yield from self._judgement(speech, token.i, head, subject, sign)

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
        evidence = self._evidence(word, head, subject)
        if sign < 0 and evidence is not None:
            self._accuse(speech, subject, evidence)
        for name, is_issue in self._targets(subject, speech):
            if evidence is not None and name != speech.speaker:
                rule = f"judged {self.context.parse.tokens[word].lower}"
                yield StanceDraft(speech.speaker, name, is_issue, sign, evidence, "actual", 0.6, rule, speech.number)

    def _accuse(self, speech: Speech, subject: int, evidence: Evidence) -> None:
        """To judge somebody, or what is somebody's, badly is an accusation."""
        owners = [*(c.i for c in self.context.grammar.owners(subject)), subject]
        accused = tuple(a for i in owners for a in self.voices.known(i) if a != speech.speaker)
        if accused:
            rule = "judged badly"
            event = EventDraft(
                subject, ("ACCUSE", "REJECT"), (speech.speaker,), accused[:1], evidence,
                "actual", None, None, None, 0.5, rule,
            )  # fmt: skip
            self.accusations.append(event)

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

    def _of_demands(self) -> Iterator[StanceDraft]:
        """What a speaker says should, must or must not be: "banks should be broken up"."""
        for speech in self.speeches:
            for token in self.context.parse.tokens[speech.first : speech.last + 1]:
                if token.pos not in {"VERB", "ADJ", "NOUN"} or self._speech_at(token.i) is not speech:
                    continue
                modal = self._necessity(token)
                if modal is not None:
                    yield from self._demand(speech, token.i, modal)

    def _of_wrongs(self) -> Iterator[StanceDraft]:
        """Whoever says that somebody does wrong is against him: "the bank misled its customers"."""
        for speech in self.speeches:
            for token in self.context.parse.tokens[speech.first : speech.last + 1]:
                if not self._is_wrong(token) or self._speech_at(token.i) is not speech:
                    continue
                subject = self.context.grammar.subject(token.i)
                if subject is None or factuality(self.context.parse, token.i) != "actual":
                    continue
                done = self.context.grammar.object(token.i)
                evidence = self._evidence(token.i, subject, done)
                harmed = self.voices.known(done) if done is not None else []
                if evidence is None or set(harmed) & {speech.speaker, *self.voices.known(subject)}:
                    continue
                self._accuse(speech, subject, evidence)
                for name in self.voices.known(subject):
                    if name != speech.speaker:
                        rule = f"accused to {token.lemma}"
                        yield StanceDraft(
                            speech.speaker, name, False, -1, evidence, "actual", 0.5, rule, speech.number
                        )

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

    def _necessity(self, token: Token) -> int | None:
        """Return the word that says that ``token`` ought to be: "should", or "have" in "have to"."""
        modal = next((a for a in self.context.parse.children(token.i, "aux") if a.lower in _DEMANDING), None)
        if modal is not None:
            return modal.i
        head = self.context.parse.tokens[token.head]
        infinitive = any(m.lower == "to" for m in self.context.parse.children(token.i, "mark"))
        together = self.context.parse.tokens[min(head.i + 1, token.i)].lower == "to"
        needed = token.dep == "xcomp" and infinitive and together and head.lemma in word_set("needing")
        return head.i if needed else None

    def _is_doubted(self, i: int) -> bool:
        """In "I don't think it should" the negation stands on the verb of thinking."""
        thinking = next((t for t in self.context.parse.ancestors(i) if t.pos == "VERB"), None)
        return (
            thinking is not None
            and thinking.lemma in word_set("thinking")
            and is_negated(self.context.parse, thinking.i)
        )

    def _demand(self, speech: Speech, i: int, modal: int) -> Iterator[StanceDraft]:
        sign, target = self._through(-1 if self._is_doubted(i) else 1, i)
        first, last = self.context.grammar.clause(i)
        if last - first > _LONGEST:
            return
        evidence = self.context.evidence(min(first, modal), last)
        yield from self._asked(speech, i, modal, evidence, sign)
        for name, is_issue in self._targets(target, speech):
            if name != speech.speaker:
                rule = f"what {self.context.parse.tokens[modal].lower} be"
                yield StanceDraft(speech.speaker, name, is_issue, sign, evidence, "actual", 0.6, rule, speech.number)


    def _asked(self, speech: Speech, i: int, modal: int, evidence: Evidence, sign: int) -> Iterator[StanceDraft]:
        """Who should do something is asked to; who should give something up is opposed."""
        subject = self.context.grammar.subject(i)
        asked = [a for a in self.voices.known(subject) if a != speech.speaker] if subject is not None else []
        if not asked or sign < 0 or subject is None or not self._is_call(i, modal, subject):
            return
        rule = "what somebody should do"
        self.accusations.append(
            EventDraft(
                i, ("REQUEST",), (speech.speaker,), tuple(asked), evidence, "actual", None, None, None, 0.5, rule
            )
        )
        if self._lemma(i) in word_set("giving up"):
            for name in asked:
                yield StanceDraft(speech.speaker, name, False, -1, evidence, "actual", 0.6, rule, speech.number)

    def _is_call(self, i: int, modal: int, subject: int) -> bool:
        """Say whether a clause calls on its subject: not "should she win", "will have to wait", "the way it should"."""
        token = self.context.parse.tokens[modal]
        aside = {self.context.parse.tokens[at].dep for at in (i, modal)} & {"acl:relcl", "advcl"}
        helped = token.lower not in _DEMANDING and (
            token.tag not in {"VBZ", "VBP"} or self.context.parse.child(modal, "aux", "mark", "advmod") is not None
        )
        return subject < modal and not aside and not helped

    def _lemma(self, i: int) -> str:
        """The lemma of a verb with its particle."""
        found = predicate_of(self.context.grammar, self.context.parse.tokens[i])
        return found.lemma if found is not None else self.context.parse.tokens[i].lemma


def _stem(adverb: str) -> str:
    """Return the adjective of an adverb: "recklessly", "angrily"."""
    plain = adverb.removesuffix("ly")
    return f"{plain[:-1]}y" if plain.endswith("i") else plain


def _distinct(drafts: list[StanceDraft]) -> list[StanceDraft]:
    """Keep, of drafts with the same holder, target and sign whose evidence overlaps, the first (most precise)."""
    kept: dict[tuple[str, str, int], list[StanceDraft]] = {}
    for draft in drafts:
        same = kept.setdefault((draft.holder, draft.target, draft.sign), [])
        here = draft.evidence
        if not any(other.evidence.start < here.end and here.start < other.evidence.end for other in same):
            same.append(draft)
    return [draft for same in kept.values() for draft in same]
