"""Judgements by what something has, lacks or is due: "no need for the dam", "flaws in the plan", "deserves credit"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.factuality import is_conditional, is_negated
from stakegraph.extract.reading.lexicon import evaluations, word_set
from stakegraph.extract.reading.topics import Speech
from stakegraph.extract.stances.signs import Signs
from stakegraph.extract.stances.targets import StanceDraft
from stakegraph.extract.stances.verdicts import Verdicts
from stakegraph.syntax import Token


@dataclass(frozen=True, slots=True)
class Merits:
    """Finds worth and lack, defects, deserts, and whom nobody outdoes."""

    context: Context
    signs: Signs
    verdicts: Verdicts

    def of_word(self, speech: Speech, token: Token) -> Iterator[StanceDraft]:
        """Yield what the speaker judges with a word that tells of merit."""
        if token.pos in {"ADJ", "ADV"} and token.lower.endswith(("er", "more")):
            yield from self._unmatched(speech, token)
        elif token.pos == "NOUN":
            if token.lemma in word_set("defects"):
                yield from self._faulty(speech, token)
            if token.lemma in word_set("worth") or token.lemma in word_set("lacking"):
                yield from self._worth(speech, token)
        elif token.pos == "VERB" and token.lemma in word_set("deserving"):
            yield from self._deserts(speech, token)

    def _unmatched(self, speech: Speech, token: Token) -> Iterator[StanceDraft]:
        """Whom nobody outdoes is praised: "no one is tougher than she", "nobody has done more than Brazil"."""
        parse = self.context.parse
        near = (parse.tokens[token.head], *(s for i in (token.i, token.head) for s in parse.children(i, "nsubj")))
        if not any(t.lower == "nobody" or (t.lower == "one" and parse.tokens[t.i - 1].lower == "no") for t in near):
            return
        word = parse.tokens[token.head] if token.lower == "more" and parse.tokens[token.head].pos == "ADJ" else token
        sign = evaluations().get(word.lower, 1 if word is token else 0)
        for other in self.context.grammar.hung(token.i, "than") or self.context.grammar.hung(word.i, "than"):
            if sign:
                yield from self.verdicts.on(speech, token.i, word.i, other.i, sign)

    def _deserts(self, speech: Speech, token: Token) -> Iterator[StanceDraft]:
        """Who deserves something good is supported: "she deserves credit", "the credit she deserves"."""
        better = self.context.parse.child(token.i, "advmod")
        due = self.context.parse.child(token.i, "obj", "xcomp")
        due = better if due is None and better is not None and better.lower == "better" else due
        if token.dep == "acl:relcl":
            due = self.context.parse.tokens[token.head]
        subject = self.context.grammar.subject(token.i)
        if due is None or subject is None or is_conditional(self.context.parse, token.i):
            return
        for other in self.context.grammar.hung(due.i, "than") if due.lower == "better" else ():
            yield from self.verdicts.on(speech, token.i, due.i, other.i, -1)  # "we deserve better than her"
        found = self.context.predicate_at(due.i)
        sign = self.signs.sign(due) or (found.stance[0][0] if found is not None and found.stance else 0)
        sign = 1 if due.lemma in word_set("dues") else sign
        if sign:
            sign = -sign if is_negated(self.context.parse, token.i) else sign
            yield from self.verdicts.on(speech, token.i, due.i, subject, sign)

    def _worth(self, speech: Speech, token: Token) -> Iterator[StanceDraft]:
        """What is needed or not, or has merits: "there is no need for the dam", "the importance of the pact"."""
        if self.context.parse.child(token.i, "case") is not None:
            return  # "by virtue of the pact", "in need of a dam"
        denied = self._is_none(token)
        worth = token.lemma in word_set("worth") and token.lower != "needs"  # "the needs of the police"
        if is_conditional(self.context.parse, token.i) or not (denied or worth):
            return
        haver = self._haver(token) if denied else None
        if haver is not None:
            yield from self.verdicts.on(speech, token.i, token.i, haver, -1)
            return
        for name in ("of", "for") if token.lemma == "place" else ("of", "for", "in"):
            for filler in self.context.grammar.hung(token.i, name):
                yield from self.verdicts.on(speech, token.i, token.i, filler.i, -1 if denied else 1)

    def _faulty(self, speech: Speech, token: Token) -> Iterator[StanceDraft]:
        """What there are problems with is judged: "there are serious flaws in the plan"."""
        there = self.context.parse.child(token.head, "expl")
        if there is None or self._is_none(token) or is_conditional(self.context.parse, token.i):
            return
        for name in ("with", "in"):
            for filler in self.context.grammar.hung(token.i, name) or self.context.grammar.hung(token.head, name):
                yield from self.verdicts.on(speech, token.i, token.i, filler.i, -1)

    def _is_none(self, token: Token) -> bool:
        """Say whether there is none of what a noun names: "no need", "there isn’t any need", not "not the basis"."""
        parse = self.context.parse
        if any(c.lower in {"no", "zero", "little"} for c in parse.children(token.i, "det", "amod")):
            return True
        named = any(c.lower == "the" for c in parse.children(token.i, "det"))
        return not named and (is_negated(parse, token.i) or is_negated(parse, token.head))

    def _haver(self, token: Token) -> int | None:
        """Who has nothing of something: "guns have no place in our schools", "the claim lacks any basis"."""
        verb = self.context.parse.tokens[token.head]
        had = token.dep == "obj" and verb.lemma in {"have", "deserve", "hold", "offer"}
        subject = self.context.grammar.subject(verb.i) if had else None
        spoken = subject is not None and self.context.parse.tokens[subject].lower in {"i", "we", "you", "they"}
        return None if spoken else subject
