"""What speakers judge: "the plan is reckless", "she called it a farce", "our disastrous laws".

``signs`` tells which words judge, ``judged`` whom or what they judge, ``verdicts`` makes stances and accusations of
that. ``merits`` and ``loaded`` find the judgements that no plain predicate states.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from stakegraph.extract.events.event import EventDraft
from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.factuality import is_conditional, is_doubted, is_negated
from stakegraph.extract.reading.lexicon import word_set
from stakegraph.extract.reading.topics import Speech
from stakegraph.extract.reading.voices import Voices
from stakegraph.extract.stances.judged import Judged
from stakegraph.extract.stances.loaded import LoadedWords
from stakegraph.extract.stances.merits import Merits
from stakegraph.extract.stances.signs import Signs
from stakegraph.extract.stances.targets import StanceDraft, Targets
from stakegraph.extract.stances.verdicts import Verdicts
from stakegraph.model import Evidence
from stakegraph.syntax import Token

_ANYTHING = frozenset(("nothing", "something", "anything", "everything", "little", "much"))
_ASSENT = frozenset(("right", "true", "fair", "good", "great", "correct", "fine"))
_FUNCTIONAL = frozenset(("PUNCT", "DET", "ADP", "PRON", "AUX", "CCONJ", "SCONJ", "PART", "NUM", "SYM"))
_WISHED = frozenset(("should", "must", "ought"))


@dataclass(slots=True)
class Judgements:
    """Finds judgements in statements; ``accusations`` are the events that bad ones are."""

    context: Context
    voices: Voices
    targets: Targets
    accusations: list[EventDraft] = field(default_factory=list)
    _signs: Signs = field(init=False)
    _judged: Judged = field(init=False)
    _verdicts: Verdicts = field(init=False)
    _merits: Merits = field(init=False)
    _loaded: LoadedWords = field(init=False)

    def __post_init__(self) -> None:
        self._signs = Signs(self.context, self.voices)
        self._judged = Judged(self.context, self.voices, self._signs)
        self._verdicts = Verdicts(self.context, self.voices, self.targets, self.accusations)
        self._merits = Merits(self.context, self._signs, self._verdicts)
        self._loaded = LoadedWords(self.context, self.voices, self._signs, self._judged, self._verdicts)

    def of_judgements(self) -> Iterator[StanceDraft]:
        """What a speaker calls good or bad: "the plan is reckless", "it is a mistake to wait", "our broken laws"."""
        for speech in self.targets.speeches:
            if speech.judged is not None:
                yield from self._called(speech, speech.judged)
        for speech, token in self.targets.spoken():
            if token.pos in _FUNCTIONAL:
                continue
            yield from self._merits.of_word(speech, token)
            sign = self.sign(token) if speech.judged is None else None
            if sign is not None:
                yield from self._of_word(speech, token, sign)
            elif token.lower in word_set("wanted so") and is_negated(self.context.parse, token.i):
                yield from self._of_word(speech, token, 1)

    def sign(self, token: Token) -> int | None:
        """The sign of a word that judges, None where it does not."""
        return self._signs.sign(token)

    def describes_judging(self, token: Token) -> bool:
        """Say whether a word only describes one that judges: "a transparent ploy"."""
        return self._signs.describes_judging(token)

    def accuse(self, speech: Speech, subject: int, evidence: Evidence) -> None:
        """Add to ``accusations`` that the speaker judges somebody badly, where the article names whom."""
        self._verdicts.accuse(speech, subject, evidence)

    def _called(self, speech: Speech, judged: int) -> Iterator[StanceDraft]:
        """The words after the object judge it: "she called the plan a farce"."""
        end = self.context.grammar.noun_phrase(judged)[1]
        if self.context.inside[judged] < 0 and any(self.context.inside[i] >= 0 for i in range(judged, end + 1)):
            end = judged  # "called the ruling “dangerous”": what is in quotation marks is no part of its name
        led = (t.i for t in self.context.parse.tokens[judged + 1 : end + 1] if t.lower == "as")
        end = min(end, next(led, end))
        for token in self.context.parse.tokens[speech.first : speech.last + 1]:
            sign = -1 if self._assails(token) else self.sign(token)
            outside = token.i > end or judged > speech.last or judged < speech.first
            if sign is not None and outside and not self.describes_judging(token):
                yield from self._verdicts.on(speech, token.i, token.i, self._judged.meant(judged), sign)
                return

    def _assails(self, token: Token) -> bool:
        """Say whether a judgement is that something is "an attack on" somebody."""
        told = self.context.parse.tokens[token.head].pos == "VERB" and token.dep in {"obl", "obj", "xcomp"}
        return told and token.lemma in word_set("assaults") and bool(self.context.grammar.hung(token.i, "on"))

    def _of_word(self, speech: Speech, token: Token, sign: int) -> Iterator[StanceDraft]:
        """What a word of this sign judges, by itself, in a predicate, or in passing."""
        parse = self.context.parse
        if self.describes_judging(token) or (token.dep == "amod" and token.lower in word_set("only classifying")):
            return
        if parse.tokens[token.head].lower in _ANYTHING and token.head == token.i - 1:
            yield from self._about(speech, token, sign)
            return
        shown = self._judged.shown(token)
        if shown is not None:
            yield from self._verdicts.on(speech, token.i, shown, shown, -sign if self._is_negated(shown) else sign)
            return
        head = self._judged.predicate(token.i)
        subject = self._judged.subject(head)
        if subject is None:
            yield from self._loaded.of_word(speech, token, sign)
        elif not self._is_open(token, head, subject):
            yield from self._predicated(speech, token, head, subject, sign)

    def _about(self, speech: Speech, token: Token, sign: int) -> Iterator[StanceDraft]:
        """What something or nothing is good or bad about: "nothing wrong with the dam"."""
        denied = self.context.parse.tokens[token.head].lower in {"nothing", "little"}
        for name in ("with", "about", "in"):
            for filler in self.context.grammar.hung(token.i, name) or self.context.grammar.hung(token.head, name):
                yield from self._verdicts.on(speech, token.i, token.i, filler.i, -sign if denied else sign)

    def _predicated(self, speech: Speech, token: Token, head: int, subject: int, sign: int) -> Iterator[StanceDraft]:
        """What a predicate says of its subject, of who did that, of whom it makes so, and of what it compares with."""
        negated = self._is_negated(head) != is_doubted(self.context.parse, head)
        if negated and (sign < 0 or token.lower in word_set("utmost")):
            return  # "no threat", "not bad": no praise either; what is not perfect may be good
        said = -1 if negated else sign
        yield from self._verdicts.on(speech, token.i, head, subject, said)
        for doer in self._judged.doers(token, head, subject) if sign < 0 else ():
            yield from self._verdicts.on(speech, token.i, head, doer, sign)
        for made in self._judged.made(head):
            yield from self._verdicts.on(speech, token.i, head, made, said)
        for other in self.context.grammar.hung(head, "than"):
            yield from self._verdicts.on(speech, token.i, head, other.i, -said)

    def _is_open(self, token: Token, head: int, subject: int) -> bool:
        """Say whether a predicate leaves open what its subject is like, or only agrees: "that's right"."""
        assent = self.context.parse.tokens[subject].lower == "that" and token.lower in _ASSENT
        supposed = assent or is_conditional(self.context.parse, head)
        return supposed or self._is_wished(head) or self._is_felt(token, head)

    def _is_wished(self, head: int) -> bool:
        """Say whether something ought to be so, which tells nothing of how it is: "it should be fair", "asked to"."""
        parse = self.context.parse
        token = parse.tokens[head]
        if any(modal.lower in _WISHED for modal in parse.children(head, "aux")):
            return token.pos != "NOUN"
        while token.dep == "xcomp" and not parse.is_infinitive(token.i):
            token = parse.tokens[token.head]  # "asked to become more aggressive"
        asking = self.context.predicate_at(token.head) if parse.is_infinitive(token.i) else None
        return asking is not None and ("order" in asking.say or (1, "to") in asking.aims)

    def _is_felt(self, token: Token, head: int) -> bool:
        """Say whether a word tells what somebody feels about something: "voters are dubious about the dam"."""
        grammar = self.context.grammar
        about = grammar.hung(head, "about") or grammar.hung(head, "of") or self.context.parse.child(head, "ccomp")
        return token.lower in word_set("feelings") and bool(about)

    def _is_negated(self, i: int) -> bool:
        """Say whether a judgement is negated, by itself or with the one that it joins: "not fair or reasonable"."""
        parse = self.context.parse
        joins = parse.tokens[i].dep == "conj" and any(c.lower != "but" for c in parse.children(i, "cc"))
        bare = joins and parse.child(i, "nsubj", "cop") is None
        return is_negated(parse, i) or (bare and is_negated(parse, parse.tokens[i].head))
