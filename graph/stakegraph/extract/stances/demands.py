"""What speakers call for: "banks should be broken up", "he must resign", "we have to find money"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from stakegraph.extract.events.event import EventDraft
from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.factuality import is_conditional, is_doubted, is_negated
from stakegraph.extract.reading.lexicon import word_set
from stakegraph.extract.reading.matches import predicate_of
from stakegraph.extract.reading.topics import Speech
from stakegraph.extract.reading.voices import Voices
from stakegraph.extract.stances.targets import LONGEST, StanceDraft, Targets
from stakegraph.model import Evidence
from stakegraph.syntax import Token

_ORDERING = frozenset(
    ("do", "n't", "n’t", "not", "never", "please", "just", "let", "'s", "’s", "us", "now", "so", "and")
)
_US = frozenset(("we", "you", "i"))
_DEMANDING = frozenset(("should", "must", "ought"))


@dataclass(slots=True)
class Demands:
    """Finds demands in statements; ``requests`` are the events that those aimed at somebody are."""

    context: Context
    voices: Voices
    targets: Targets
    requests: list[EventDraft] = field(default_factory=list)

    def of_demands(self) -> Iterator[StanceDraft]:
        """What a speaker says should, must or must not be: "banks should be broken up"."""
        for speech, token in self.targets.spoken():
            modal = self._necessity(token) if token.pos in {"VERB", "ADJ", "NOUN"} else None
            if modal is not None and not self._is_asked(token.i, modal):
                yield from self._demand(speech, token.i, modal)
            elif modal is None and token.lemma == "need" and token.tag in {"VB", "VBP", "VBZ"}:
                yield from self._needed(speech, token)
            elif modal is None and token.pos == "VERB" and (self._is_order(token) or self._is_due(speech, token)):
                yield from self._urged(speech, token.i)

    def _needed(self, speech: Speech, token: Token) -> Iterator[StanceDraft]:
        """What is needed is wanted: "we need a new dam", "we don’t need a wall"."""
        parse = self.context.parse
        needed = parse.child(token.i, "obj")
        told = parse.child(token.i, "aux", "xcomp", "ccomp")
        by = parse.child(token.i, "nsubj")
        open_ = (told is not None and told.lemma != "do") or by is None or by.lower not in _US
        if needed is None or needed.pos == "PRON" or open_ or is_conditional(parse, token.i):
            return
        sign = -1 if is_negated(parse, token.i) else 1
        evidence = self.targets.evidence(token.i, self.context.grammar.subject(token.i), needed.i)
        yield from self.targets.held(speech.speaker, needed.i, sign, evidence, "said to be needed", 0.6, speech)

    def _is_order(self, token: Token) -> bool:
        """Say whether a quoted verb is an imperative: "Close the dam", "Don't sign it", "Let's vote"."""
        parse = self.context.parse
        bare = token.tag in {"VB", "VBP"} and parse.child(token.i, "nsubj", "nsubj:pass", "mark", "cop") is None
        if token.dep == "conj" and not self._is_order(parse.tokens[token.head]):
            return False
        if self.context.inside[token.i] < 0 or not bare or token.lemma in word_set("mere address"):
            return False
        first = self.context.grammar.clause(token.i)[0]
        led = {t.lower for t in parse.tokens[first : token.i] if t.pos != "PUNCT"}
        before = parse.tokens[first - 1] if first else None
        return led <= _ORDERING and (before is None or before.pos == "PUNCT" or before.sent != token.sent)

    def _is_due(self, speech: Speech, token: Token) -> bool:
        """Say whether an infinitive is what the time has come for, or the speaker's goal: "it is time to act"."""
        parse = self.context.parse
        if not parse.is_infinitive(token.i):
            return False
        above = parse.tokens[token.head]
        time = parse.tokens[above.head] if token.dep == "acl" and above.lemma != "time" else above
        has_come = parse.child(time.i, "cop") is not None or parse.tokens[time.head].lemma == "come"
        if time.lemma == "time" and has_come:
            return True
        goal = parse.child(token.i, "nsubj") if parse.child(token.i, "cop") is not None else None
        owner = parse.child(goal.i, "nmod:poss") if goal is not None and goal.lemma in word_set("goals") else None
        return owner is not None and speech.speaker in self.voices.known(owner.i)

    def _urged(self, speech: Speech, i: int) -> Iterator[StanceDraft]:
        first, last = self.context.grammar.clause(i)
        evidence = self.context.evidence(first, last)
        leaver = self._leaver(i) if last - first <= LONGEST else None
        if leaver is not None and leaver != speech.speaker:
            yield StanceDraft(speech.speaker, leaver, False, -1, evidence, "actual", 0.6, "urged", speech.number)
        for aim, target in self.targets.reached(1, i) if last - first <= LONGEST else ():
            bare = target == i and self._is_order(self.context.parse.tokens[i])
            if not bare or self._undoes(i):
                yield from self.targets.held(speech.speaker, target, aim, evidence, "urged", 0.6, speech)

    def _undoes(self, i: int) -> bool:
        """Say whether an order is a matter by itself: "Close the dam" is an act, "Find your seat" is none."""
        found = self.context.predicate_at(i)
        acts = found is not None and bool(found.aims or found.event)
        return acts or self.context.parse.tokens[i].lemma.lower() in word_set("ordered")

    def _leaver(self, i: int) -> str | None:
        """Who should give something up: "it is time for her to resign"."""
        if self._lemma(i) not in word_set("giving up"):
            return None
        subject = self.context.parse.child(i, "nsubj")
        token = self.context.parse.tokens[i]
        above = self.context.parse.tokens[token.head] if token.dep == "acl" else None
        if above is not None and above.lemma == "time":  # "it is time for her to resign"
            above = next(iter(self.context.grammar.hung(above.i, "for")), None)
        named = subject if subject is not None else above
        return next(iter(self.voices.known(named.i)), None) if named is not None else None

    def _necessity(self, token: Token) -> int | None:
        """Return the word that says that ``token`` ought to be: "should", or "have" in "have to"."""
        modal = next((a for a in self.context.parse.children(token.i, "aux") if a.lower in _DEMANDING), None)
        if modal is not None:
            return modal.i
        head = self.context.parse.tokens[token.head]
        together = self.context.parse.tokens[min(head.i + 1, token.i)].lower == "to"
        needed = (
            token.dep == "xcomp"
            and self.context.parse.is_infinitive(token.i)
            and together
            and head.lemma in word_set("needing")
        )
        return head.i if needed else None

    def _is_asked(self, i: int, modal: int) -> bool:
        """Say whether a clause is a question or a condition: "what the flag should mean", "should she win"."""
        first = self.context.grammar.clause(i)[0]
        own = self.context.parse.child(i, "nsubj")
        before = self.context.parse.tokens[max(first - 1, 0) : i]
        asked = any(t.tag in {"WP", "WRB", "WDT"} and not self._is_told_why(t) for t in before)
        return (own is not None and own.i > modal) or asked

    def _is_told_why(self, token: Token) -> bool:
        """Say whether a "why" tells a reason: "this is why she should be mayor"."""
        before = self.context.parse.tokens[token.i - 1] if token.i else token
        return token.lower == "why" and (before.lemma == "be" or before.lower == "reason")

    def _demand(self, speech: Speech, i: int, modal: int) -> Iterator[StanceDraft]:
        sign = -1 if is_doubted(self.context.parse, i) else 1
        first, last = self.context.grammar.clause(i)
        if last - first > LONGEST or (sign > 0 and is_conditional(self.context.parse, i)):
            return
        evidence = self.context.evidence(min(first, modal), last)
        word = self.context.parse.tokens[modal]
        rule = f"what {word.lower} be"
        gone = self._to_go(i, modal) if sign > 0 else None
        if gone is not None:
            for name, is_issue in self.targets.of(gone, speech):
                if is_issue:
                    yield StanceDraft(speech.speaker, name, is_issue, -1, evidence, "actual", 0.6, rule, speech.number)
                    return
        due = (self._due(i) or self._to_go_on(i)) if sign > 0 else None
        if due is not None:
            for name, is_issue in self.targets.of(due, speech):
                yield StanceDraft(speech.speaker, name, is_issue, 1, evidence, "actual", 0.6, rule, speech.number)
            return
        yield from self._asked(speech, i, modal, evidence, sign)
        if word.lower not in _DEMANDING and not self._is_need(word):
            return  # "we had to wait", "what I have to offer": no more than what happens
        for aim, target in self.targets.reached(sign, i):
            if target == i and self._is_idle(word, i):
                continue
            yield from self.targets.held(speech.speaker, target, aim, evidence, rule, 0.6, speech)

    def _to_go(self, i: int, modal: int) -> int | None:
        """Return what must go, stop or end: "this dam must go"."""
        parse = self.context.parse
        ends = parse.tokens[i].lemma in {"go", "stop", "end", "cease"} and parse.tokens[modal].lower in _DEMANDING
        more = parse.child(i, "obj", "obl", "xcomp", "advcl", "aux:pass", "compound:prt")
        own = parse.child(i, "nsubj") if ends and more is None and not self._goes_on(i) else None
        return own.i if own is not None and own.pos == "NOUN" else None

    def _to_go_on(self, i: int) -> int | None:
        """Return what should go on or go ahead: "the dam should go ahead"."""
        parse = self.context.parse
        ahead = parse.child(i, "advmod", "compound:prt")
        goes = parse.tokens[i].lemma == "go" and ahead is not None and ahead.lower in {"ahead", "forward", "on"}
        on = goes or parse.tokens[i].lemma in word_set("proceeding")
        own = parse.child(i, "nsubj") if on and parse.child(i, "obj", "xcomp", "aux:pass") is None else None
        return own.i if own is not None and own.pos == "NOUN" else None

    def _due(self, i: int) -> int | None:
        """Return who should be given something good: "she should be awarded the prize", "he should get credit"."""
        parse = self.context.parse
        token = parse.tokens[i]
        given = parse.child(i, "obj")
        good = given is not None and given.lemma.lower() in word_set("dues")
        if token.lemma not in word_set("awarding") or not (good or token.lemma in {"honor", "honour"}):
            return None
        if token.lemma in {"get", "receive", "win", "earn"}:
            return self.context.grammar.subject(i)
        passive = parse.child(i, "nsubj:pass")
        return passive.i if passive is not None else None

    def _is_need(self, word: Token) -> bool:
        """Say whether somebody is said to need to do what follows: "the ministry needs to act", "we have to act"."""
        parse = self.context.parse
        by = self.context.grammar.subject(word.i)
        aside = word.dep in {"acl:relcl", "acl"} or parse.child(word.i, "aux") is not None
        if by is None or aside or word.tag not in {"VBZ", "VBP"} or is_conditional(parse, word.i):
            return False
        subject = parse.tokens[by]
        passive = any(parse.child(c.i, "aux:pass") is not None for c in parse.children(word.i, "xcomp"))
        wanting = word.lemma == "need" or passive  # "this dam has to be stopped"
        named = subject.pos in {"NOUN", "PROPN"} and wanting and not self._is_means(word)
        return named or subject.lower in {"we", "you"}

    def _is_means(self, word: Token) -> bool:
        """Say whether something is only needed for something else: "to win the race, they need to win the north"."""
        parse = self.context.parse
        heads = (word, *parse.children(word.i, "xcomp"))
        return any(parse.is_infinitive(c.i) for head in heads for c in parse.children(head.i, "advcl"))

    def _is_idle(self, word: Token, i: int) -> bool:
        """Say whether what ought to be is no matter by itself: "we have to wait", "no one should feel what I felt"."""
        subject = self.context.parse.child(i, "nsubj")
        nobody = subject is not None and subject.lower in {"one", "nobody", "everyone", "everybody", "anyone"}
        return nobody or (word.lower not in _DEMANDING and word.lemma != "need")

    def _asked(self, speech: Speech, i: int, modal: int, evidence: Evidence, sign: int) -> Iterator[StanceDraft]:
        """Who should do something is asked to; who should give something up is opposed."""
        subject = self.context.grammar.subject(i)
        asked = [a for a in self.voices.known(subject) if a != speech.speaker] if subject is not None else []
        if not asked or sign < 0 or subject is None or not self._is_call(i, modal, subject):
            return
        rule = "what somebody should do"
        request = EventDraft(i, ("REQUEST",), (speech.speaker,), tuple(asked), evidence, "actual", 0.5, rule)
        self.requests.append(request)
        leaves = self._lemma(i) in word_set("giving up") and not self._goes_on(i)
        if leaves or self.context.parse.tokens[i].lemma in word_set("offices"):
            wanted = -1 if leaves else 1
            for name in asked:
                yield StanceDraft(speech.speaker, name, False, wanted, evidence, "actual", 0.6, rule, speech.number)

    def _goes_on(self, i: int) -> bool:
        """Say whether somebody is to go on or somewhere: "should go further", "should go to the court"."""
        token = self.context.parse.tokens[i]
        return token.lemma == "go" and self.context.parse.child(i, "advmod", "obl", "xcomp", "obj", "advcl") is not None

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
