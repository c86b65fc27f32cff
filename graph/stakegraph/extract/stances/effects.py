"""What speakers say is done well or badly: "the bank misled us", "the law will hurt farmers", "the aid has helped"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.factuality import NEGATIONS, is_conditional, is_doubted, is_negated
from stakegraph.extract.reading.lexicon import evaluations, goods, word_set, wrongs
from stakegraph.extract.reading.topics import Speech
from stakegraph.extract.reading.voices import Voices
from stakegraph.extract.stances.judgements import Judgements
from stakegraph.extract.stances.targets import StanceDraft, Targets
from stakegraph.syntax import FINITE, Token

_LACKED = frozenset(("could", "should", "must"))


@dataclass(frozen=True, slots=True)
class Effects:
    """Finds, in statements, verbs that tell of harm or help; bad deeds are accusations among ``judgements``."""

    context: Context
    voices: Voices
    targets: Targets
    judgements: Judgements

    def of_effects(self) -> Iterator[StanceDraft]:
        """Whoever says that somebody does wrong, or that something does harm or good, is against or for it."""
        for speech, token in self.targets.spoken():
            sign = (self._sign(token) or self._borne(speech, token)) if self._tells(token) else 0
            subject = self._doer(token.i) if sign else None
            if subject is not None and (not self._is_open(token.i) or self._is_off_measure(token.i)):
                yield from self._done(speech, token, subject, sign)
            elif subject is not None and sign > 0 and self._is_useless(token.i):
                yield from self._done(speech, token, subject, -1)
            elif token.lemma in word_set("expected") and self._is_useless(token.i):
                yield from self._omitted(speech, token)
            elif token.lemma == "refuse" and token.pos == "VERB" and self._is_owed(token):
                yield from self._idle(speech, token)
            elif token.lemma in word_set("moving") and token.pos == "VERB":
                yield from self._moved(speech, token)
            elif token.lemma in word_set("devoted") and self._is_devoted(token):
                yield from self._praised(speech, token)
            elif token.lemma == "treat" and self.context.grammar.is_passive(token.i):
                yield from self._wronged(speech, token)
            elif token.lemma == "get" and self._understands(token):
                yield from self._praised(speech, token)
            elif token.lemma == "do" and token.pos == "VERB" and self._is_too_little(token):
                yield from self._idle(speech, token)

    def _tells(self, token: Token) -> bool:
        """Say whether a verb tells what is done: not the one in "her failing plan", nor what is "allowed to thrive"."""
        above = self.context.parse.tokens[token.head].lemma
        open_ = token.dep in {"xcomp", "ccomp"} and above in word_set("allowing") | word_set("needing")
        avoided = token.tag == "VBG" and above in word_set("refusing")  # "to avoid inspiring others"
        return token.pos == "VERB" and token.dep != "amod" and not open_ and not avoided

    def _is_open(self, i: int) -> bool:
        """Say whether a clause is denied, doubted or a condition."""
        parse = self.context.parse
        return is_negated(parse, i) or is_doubted(parse, i) or is_conditional(parse, i)

    def _omitted(self, speech: Speech, token: Token) -> Iterator[StanceDraft]:
        """Who does not do what anybody should is judged: "the mayor does not care about us"."""
        subject = self.context.grammar.subject(token.i)
        if subject is not None and self.context.parse.child(token.i, "aux") is not None:
            yield from self._done(speech, token, subject, -1)

    def _doer(self, i: int) -> int | None:
        """Who does something, he too of whom it is said that "what he does is" this."""
        subject = self.context.grammar.subject(i)
        if subject is None or self.context.parse.tokens[subject].lower != "what":
            return subject
        told = self.context.parse.child(subject, "acl:relcl")
        return self.context.grammar.subject(told.i) if told is not None else None

    def _wronged(self, speech: Speech, token: Token) -> Iterator[StanceDraft]:
        """Who was treated badly has the speaker on his side: "she had been treated unfairly"."""
        badly = any(_is_bad(c.lower) for c in self.context.parse.children(token.i, "advmod"))
        treated = self.context.grammar.object(token.i)
        if badly and treated is not None and not self._is_open(token.i):
            yield from self._rated(speech, token, treated, 1)

    def _is_owed(self, token: Token) -> bool:
        """Say whether somebody refuses what anybody should do: "refuses to listen"."""
        owed = self.context.parse.child(token.i, "xcomp")
        return owed is not None and owed.lemma in word_set("owed") and not self._is_open(token.i)

    def _moved(self, speech: Speech, token: Token) -> Iterator[StanceDraft]:
        """What moves the speaker is judged by how: "the dam worries me", "she inspires us"."""
        parse = self.context.parse
        done = parse.child(token.i, "obj")
        subject = self.context.grammar.subject(token.i)
        if done is None or subject is None or done.lower not in {"me", "us"} or self._is_open(token.i):
            return
        sign = 1 if token.lemma in word_set("moving well") else -1
        evidence = self.targets.evidence(token.i, subject, done.i)
        yield from self.targets.held(speech.speaker, subject, sign, evidence, f"said to {token.lemma}", 0.5, speech)

    def _is_devoted(self, token: Token) -> bool:
        """Say whether somebody is told to care for others, or to have done much for them."""
        parse = self.context.parse
        if token.pos != "VERB" or self._is_open(token.i) or parse.child(token.i, "mark") is not None:
            return False
        if token.lemma == "do":
            much = {c.lower for c in parse.children(token.i, "obj", "advmod")} & {"much", "lot", "more"}
            return (
                bool(much)
                and parse.child(token.i, "aux") is not None
                and bool(self.context.grammar.hung(token.i, "for"))
            )
        wished = any(aux.tag == "MD" for aux in parse.children(token.i, "aux"))
        led = "about" if token.lemma == "care" else "for"
        others = (
            t for t in self.context.grammar.hung(token.i, led) if t.tag in {"NNS", "PRP", "NN"} or t.lower == "people"
        )
        return not wished and any(t.lemma in word_set("people") for t in others)

    def _understands(self, token: Token) -> bool:
        """Say whether somebody "gets it", or does not."""
        parse = self.context.parse
        done = parse.child(token.i, "obj")
        bare = parse.child(token.i, "obl", "xcomp", "advmod", "compound:prt", "advcl", "aux") is None
        denied = is_negated(parse, token.i)
        return done is not None and done.lower == "it" and (bare or denied) and not is_conditional(parse, token.i)

    def _praised(self, speech: Speech, token: Token) -> Iterator[StanceDraft]:
        """Who understands is praised, who does not is judged."""
        subject = self.context.grammar.subject(token.i)
        if subject is not None:
            yield from self._rated(speech, token, subject, -1 if is_negated(self.context.parse, token.i) else 1)

    def _rated(self, speech: Speech, token: Token, rated: int, sign: int) -> Iterator[StanceDraft]:
        evidence = self.targets.evidence(token.i, rated, self.context.grammar.object(token.i))
        for name in self.voices.known(rated) if evidence is not None else ():
            if evidence is not None and name != speech.speaker:
                rule = f"said to {token.lemma}"
                yield StanceDraft(speech.speaker, name, False, sign, evidence, "actual", 0.5, rule, speech.number)

    def _is_too_little(self, token: Token) -> bool:
        """Say whether somebody does too little: "is not doing enough", "has done nothing to help", "could do more"."""
        parse = self.context.parse
        if is_conditional(parse, token.i) or is_doubted(parse, token.i):
            return False
        found = list(parse.children(token.i, "obj", "advmod"))
        done = {c.lower for c in found}
        if {"nothing", "little"} & done:
            heads = (token.i, *(c.i for c in found))
            return any(parse.is_infinitive(c.i) for i in heads for c in parse.children(i, "advcl", "xcomp", "acl"))
        denied = any(c.lower in NEGATIONS for c in parse.children(token.i, "advmod"))
        asked = any(c.lower in _LACKED for c in parse.children(token.i, "aux"))
        return ("enough" in done and denied) or ("more" in done and asked and not denied)

    def _idle(self, speech: Speech, token: Token) -> Iterator[StanceDraft]:
        """Who does too little is judged."""
        subject = self.context.grammar.subject(token.i)
        if subject is not None and self.context.parse.tokens[subject].lower not in {"i", "we", "you"}:
            yield from self._done(speech, token, subject, -1)

    def _is_useless(self, i: int) -> bool:
        """Say whether a clause denies that something does good: "the tariffs do not work"."""
        parse = self.context.parse
        return is_negated(parse, i) and not is_doubted(parse, i) and not is_conditional(parse, i)

    def _done(self, speech: Speech, token: Token, subject: int, sign: int) -> Iterator[StanceDraft]:
        done = self.context.grammar.object(token.i)
        evidence = self.targets.evidence(token.i, subject, done)
        doers = [a for a in self.voices.actors(subject) if a != speech.speaker] if sign < 0 else []
        harmed = self.voices.known(done) if done is not None else []
        if evidence is None or set(harmed) & set(doers):
            return
        if doers:
            self.judgements.accuse(speech, subject, evidence)
        refuted = token.lemma in word_set("refuting") and self.context.grammar.is_passive(token.i)
        faulted = done if refuted and done is not None else subject
        found = [(name, False) for name in doers] or self._things(faulted, speech)
        if sign > 0 and self._with_object(token) in word_set("feats") and token.tag in FINITE | {"VBN"}:
            found = [(name, False) for name in self.voices.known(subject) if name != speech.speaker] or found
        for name, is_issue in found:
            rule = f"said to {token.lemma}"
            yield StanceDraft(speech.speaker, name, is_issue, sign, evidence, "actual", 0.5, rule, speech.number)

    def _things(self, subject: int, speech: Speech) -> list[tuple[str, bool]]:
        """A plan, a law, an event that does harm or good; what people do well is no praise yet."""
        return [(name, True) for name, is_issue in self.targets.of(subject, speech) if is_issue]

    def _borne(self, speech: Speech, token: Token) -> int:
        """The sign of what the speaker says was done to him: "she said the church had imprisoned her"."""
        found = self.context.predicate_at(token.i)
        hostile = found is not None and (-1, "obj") in found.stance
        done = self.context.grammar.object(token.i) if hostile else None
        suffered = done is not None and speech.speaker in self.voices.known(done)
        return -1 if suffered else 0

    def _with_object(self, token: Token) -> str:
        """Return a verb with what it is done to, as the word lists name it: "cost_job"."""
        done = self.context.parse.child(token.i, "obj")
        return f"{token.lemma}_{done.lemma}" if done is not None and done.i > token.i else ""

    def _is_off_measure(self, i: int) -> bool:
        """Say whether something "goes too far" or "does not go far enough"."""
        parse = self.context.parse
        words = [w for c in parse.children(i, "advmod") for w in (c, *parse.children(c.i, "advmod"))]
        said = {w.lower for w in words}
        return bool(said & {"far", "further"}) and ("too" in said or ("enough" in said and is_negated(parse, i)))

    def _sign(self, token: Token) -> int:
        """The sign of a verb by itself, as an assault, by how it is done, or done to oneself; else 0."""
        found = self.context.predicate_at(token.i)
        particle = self.context.parse.child(token.i, "compound:prt")
        names = {
            token.lemma,
            f"{token.lemma}_{particle.lower}" if particle is not None else "",
            self._with_object(token),
            *(f"{token.lemma}_{c.lemma}" for c in self.context.parse.children(token.i, "obl") if c.i > token.i),
        }
        if token.lemma == "go" and self._is_off_measure(token.i):
            return -1
        assault = found is not None and found.event == ("ASSAULT",) and (-1, "obj") in found.stance
        if names & wrongs() or assault:
            return -1
        children = [*self.context.parse.children(token.i, "advmod", "obl")]
        badly = any(_is_bad(c.lower) for c in children if c.pos == "ADV")
        endangers = token.lemma in {"put", "place"} and any(c.lemma in word_set("perils") for c in children)
        if badly or endangers or (token.lemma == "bring" and any(c.lower.endswith("selves") for c in children)):
            return -1
        told = token.dep == "acl:relcl"  # "those who help others": told in passing
        plain = token.lemma != "work" or self.context.parse.child(token.i, "obj") is None  # "to work a crowd"
        if token.lemma == "help" and self.context.parse.child(token.i, "xcomp", "ccomp") is not None:
            return 0  # "her blunder will help them win": no praise of it
        does_good = names & goods() and not told and plain
        return 1 if does_good and not self.context.is_asked(token.i) else 0  # "does anyone think it will work?"


def _is_bad(adverb: str) -> bool:
    """Say whether an adverb blames: "recklessly", "angrily", "irresponsibly", "tragically"."""
    plain = adverb.removesuffix("ly")
    stems = (plain, f"{plain[:-1]}y", f"{plain}le", plain.removesuffix("al"))
    return plain != adverb and any(evaluations().get(stem, 0) < 0 for stem in stems)
