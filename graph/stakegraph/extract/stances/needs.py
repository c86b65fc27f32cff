"""What speakers cannot do without, or not afford: "there is no way without a new tax", "we can't afford the dam"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.factuality import is_conditional, is_negated
from stakegraph.extract.reading.lexicon import evaluations, word_set
from stakegraph.extract.reading.topics import Speech
from stakegraph.extract.reading.voices import Voices
from stakegraph.extract.stances.targets import StanceDraft, Targets
from stakegraph.syntax import Token

_MIGHT = frozenset(("would", "could", "can", "ca", "will", "wo", "’d", "'d", "might"))


@dataclass(frozen=True, slots=True)
class Needs:
    """Finds, in statements, what nothing goes without, and what costs too much."""

    context: Context
    voices: Voices
    targets: Targets

    def of_needs(self) -> Iterator[StanceDraft]:
        """Whoever says that something fails without something is for it; what cannot be afforded is opposed."""
        for speech, token in self.targets.spoken():
            if token.lower == "without":
                yield from self._missed(speech, token, self.context.parse.tokens[token.head])
            elif token.lemma == "afford" and is_negated(self.context.parse, token.i):
                yield from self._dear(speech, token)
            elif token.pos == "VERB" and self._is_nobodys(token):
                done = self.context.grammar.object(token.i)
                if done is not None:
                    evidence, rule = self.targets.evidence(token.i, done), f"verb {token.lemma}"
                    yield from self.targets.held(speech.speaker, done, -1, evidence, rule, 0.5, speech)

    def _missed(self, speech: Speech, token: Token, thing: Token) -> Iterator[StanceDraft]:
        parse = self.context.parse
        clause = parse.tokens[thing.head]
        led = thing.pos in {"NOUN", "PROPN"} and thing.relation in {"obl", "nmod"} and thing.head != thing.i
        if led and not is_conditional(parse, clause.i) and self._goes_wrong(clause):
            evidence = self.targets.evidence(token.i, thing.i, clause.i)
            yield from self.targets.held(speech.speaker, thing.i, 1, evidence, "said to be needed", 0.5, speech)

    def _is_nobodys(self, token: Token) -> bool:
        """Say whether nobody wants something, or nobody can trust it: "nobody wants this dam"."""
        by = self.context.parse.child(token.i, "nsubj")
        nobody = by is not None and self.context.parse.tokens[max(by.i - 1, 0)].lower == "no" and by.lower == "one"
        nobody = nobody or (by is not None and by.lower == "nobody")
        wants = token.lemma in word_set("liking") and nobody and not is_conditional(self.context.parse, token.i)
        return wants or (token.lemma == "trust" and self._is_unable(token))

    def _is_unable(self, token: Token) -> bool:
        """Say whether nobody can do something: "you can't trust him", "no one can trust him"."""
        parse = self.context.parse
        by = parse.child(token.i, "nsubj")
        able = any(aux.lower in _MIGHT for aux in parse.children(token.i, "aux"))
        anybody = by is not None and by.lower in {"you", "we", "one", "nobody", "i"}
        return able and anybody and is_negated(parse, token.i) and not is_conditional(parse, token.i)

    def _goes_wrong(self, clause: Token) -> bool:
        """Say whether something could not be, or would be bad: "we couldn't win", "we would be in trouble"."""
        parse = self.context.parse
        might = any(aux.lower in _MIGHT for aux in parse.children(clause.i, "aux"))
        above = parse.tokens[clause.head]
        no_way = above.lower == "way" and any(c.lower == "no" for c in parse.children(above.i, "det"))
        by = self.context.grammar.subject(clause.i)
        if by is not None and self.voices.known(by) and parse.tokens[by].lower not in {"we", "you", "i", "it"}:
            return False  # "he would not leave without his coat"
        bad = clause.lemma in word_set("bad outcomes") or evaluations().get(clause.lower, 0) < 0
        return (might and (is_negated(parse, clause.i) or bad)) or no_way

    def _dear(self, speech: Speech, token: Token) -> Iterator[StanceDraft]:
        """What cannot be afforded: "can't afford to keep the dam", "cannot afford four more years of her"."""
        wanted = self.context.parse.child(token.i, "xcomp", "obj")
        by = self.context.grammar.subject(token.i)
        ours = by is not None and self.context.parse.tokens[by].lower in {"we", "nobody", "one"}
        if wanted is None or wanted.pos == "PRON" or not ours:
            return
        for sign, target in self.targets.reached(-1, wanted.i):
            evidence = self.targets.evidence(token.i, self.context.grammar.subject(token.i), target)
            yield from self.targets.held(speech.speaker, target, sign, evidence, "said to cost too much", 0.5, speech)
