"""What speakers say comes of something: "the dam would bring hardship", "the pact led to growth"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.factuality import is_conditional, is_doubted, is_negated
from stakegraph.extract.reading.lexicon import evaluations, word_set
from stakegraph.extract.reading.topics import Speech
from stakegraph.extract.stances.targets import StanceDraft, Targets
from stakegraph.syntax import Token

_LESS = frozenset(("less", "fewer", "little", "no", "lower"))


@dataclass(frozen=True, slots=True)
class Consequences:
    """Finds, in statements, what does good or harm by what comes of it."""

    context: Context
    targets: Targets

    def of_consequences(self) -> Iterator[StanceDraft]:
        """Whoever says that something good or bad comes of something is for or against it."""
        for speech, token in self.targets.spoken():
            effect = self._effect(token) if token.pos in {"VERB", "NOUN"} else 0
            if not effect:
                continue
            for outcome in self._outcomes(token):
                worth = self._worth(outcome)
                sign = 0 if worth < 0 and token.lemma in word_set("ruining") else effect * worth
                if sign:
                    yield from self._brought(speech, token, outcome, sign)
                    break

    def _effect(self, token: Token) -> int:
        """Whether a verb brings about what hangs on it (1), takes it away (-1), or neither (0)."""
        if token.pos == "NOUN":
            return int(token.lemma in word_set("recipes"))
        done = self.context.parse.child(token.i, "obj")
        opens = done is not None and f"{token.lemma}_{done.lemma}" in word_set("opening")
        return (opens or token.lemma in word_set("causing")) - (token.lemma in word_set("curbing"))

    def _outcomes(self, token: Token) -> Iterator[Token]:
        """Yield what comes of it, the members of a list each: "lead to war and hardship"."""
        parse = self.context.parse
        names = word_set("causing into") if token.lemma in word_set("causing into led") else frozenset[str]()
        found = [c for c in parse.children(token.i, "obj") if c.i > token.i and not names]
        found += [t for name in names for t in self.context.grammar.hung(token.i, name)]
        if names and not found:
            found = [c for c in parse.children(token.i, "xcomp") if parse.is_infinitive(c.i)]  # a noun taken for a verb
        opened = parse.child(token.i, "obj")
        if opened is not None and f"{token.lemma}_{opened.lemma}" in word_set("opening"):
            found = [
                t for at in (token.i, opened.i) for name in ("to", "for") for t in self.context.grammar.hung(at, name)
            ]
        if token.pos == "NOUN":
            found = self.context.grammar.hung(token.i, "for")
        for outcome in found:
            yield outcome
            yield from (c for c in parse.children(outcome.i, "conj") if c.pos == "NOUN")

    def _worth(self, outcome: Token) -> int:
        """The sign of an outcome: "job losses", "fewer deaths", "greater destruction"."""
        name = outcome.lemma.lower()
        inner = next((t for t in self.context.grammar.hung(outcome.i, "of")), None)
        if name in word_set("measures") and inner is not None:
            name = inner.lemma.lower()  # "a massive level of instability"
        sign = (name in word_set("good outcomes")) - (name in word_set("bad outcomes"))
        sign = sign or evaluations().get(name, 0)
        fewer = any(c.lower in _LESS for c in self.context.parse.children(outcome.i, "amod", "det"))
        return -sign if fewer else sign

    def _brought(self, speech: Speech, token: Token, outcome: Token, sign: int) -> Iterator[StanceDraft]:
        parse = self.context.parse
        subject = self._subject(token)
        open_ = is_conditional(parse, token.i) or is_doubted(parse, token.i) or self._is_aim(token.i)
        if subject is None or open_ or parse.tokens[subject].lemma in word_set("nature"):
            return
        if is_negated(parse, token.i):
            if sign < 0:
                return  # what does no harm need do no good
            sign = -1
        evidence = self.targets.evidence(token.i, subject, outcome.i)
        for name, is_issue in self.targets.of(subject, speech) if evidence is not None else ():
            if evidence is not None and name != speech.speaker and (is_issue or sign < 0 or self._is_told(token)):
                rule = f"said to {token.lemma}"
                yield StanceDraft(speech.speaker, name, is_issue, sign, evidence, "actual", 0.5, rule, speech.number)

    def _is_aim(self, i: int) -> bool:
        """Say whether an infinitive only tells what something is for: "a debate on how to end the unrest"."""
        above = self.context.parse.tokens[self.context.parse.tokens[i].head]
        return self.context.parse.is_infinitive(i) and above.lemma not in {"go", "help", "continue", "begin", "serve"}

    def _is_told(self, token: Token) -> bool:
        """Say whether somebody has brought something about, rather than that he might."""
        return self.context.parse.child(token.i, "aux") is None and token.tag in {"VBD", "VBZ", "VBP"}

    def _subject(self, token: Token) -> int | None:
        """What something comes of; that of "is a recipe for disaster" too."""
        if token.pos == "NOUN":
            own = self.context.parse.child(token.i, "nsubj")
            return own.i if own is not None else None
        return self.context.grammar.subject(token.i)
