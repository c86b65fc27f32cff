"""What somebody is told to think of something: "she considers the dam a mistake", "he saw it as a threat"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.factuality import is_conditional, is_negated
from stakegraph.extract.reading.lexicon import evaluations, word_set
from stakegraph.extract.reading.topics import Speech
from stakegraph.extract.reading.voices import Voices
from stakegraph.extract.stances.judgements import Judgements
from stakegraph.extract.stances.targets import StanceDraft, Targets
from stakegraph.syntax import FINITE, Token

_WOULD = frozenset(("would", "will", "'d", "’d", "'ll", "’ll"))
_FAR = 8
"""Tokens between what is judged and the word that judges it."""


@dataclass(frozen=True, slots=True)
class Opinions:
    """Finds verbs of thinking with an object and what it is thought to be."""

    context: Context
    voices: Voices
    targets: Targets
    judgements: Judgements

    def of_opinions(self) -> Iterator[StanceDraft]:
        """Who thinks something good or bad is for or against it; in a statement its speaker only."""
        parse = self.context.parse
        for token in parse.tokens:
            if token.pos != "VERB" or token.lemma not in word_set("considering"):
                continue
            judged = self._judged(token)
            word = self._judging(token, judged) if judged is not None else None
            sign = self._sign(word) if word is not None else 0
            negated = is_negated(parse, token.i)
            if judged is None or word is None or not sign or is_conditional(parse, token.i) or (negated and sign < 0):
                continue
            for holder in self._holders(token):
                yield from self._held(holder, token, judged, word, -1 if negated else sign)

    def of_preferences(self) -> Iterator[StanceDraft]:
        """Who would take one over another is for the one and against the other: "I prefer Peru over Chile"."""
        parse = self.context.parse
        for token in parse.tokens:
            if token.pos != "VERB" or token.lemma not in word_set("preferring") or is_negated(parse, token.i):
                continue
            done = self.context.grammar.object(token.i)
            found = self.context.predicate_at(token.i)
            light = found is not None and "_" in found.lemma  # "took issue with her over the dam"
            if done is None or done < token.i or light or is_conditional(parse, token.i):
                continue
            others = (t for head in (token.i, done) for t in self.context.grammar.hung(head, "over"))
            other = next((t for t in others if t.i > done), None)
            for holder in self._holders(token) if other is not None else ():
                yield from self._held(holder, token, done, parse.tokens[done], 1)
                if other is not None:
                    yield from self._held(holder, token, other.i, other, -1)

    def of_choices(self) -> Iterator[StanceDraft]:
        """Who is somebody's choice is supported: "she is my choice", "I would choose her", "I'll go with her"."""
        parse = self.context.parse
        for token in parse.tokens:
            named = token.pos == "NOUN" and token.lemma in word_set("choices")
            taken = token.pos == "VERB" and token.lemma in word_set("choosing")
            speech = self.targets.speech_at(token.i) if named or taken else None
            if speech is None or is_negated(parse, token.i) or is_conditional(parse, token.i):
                continue
            chosen = self._called_mine(speech, token) if named else self._chosen(token)
            if chosen is not None and self.voices.known(chosen.i):
                yield from self._held(speech.speaker, token, chosen.i, parse.tokens[chosen.i], 1)

    def _called_mine(self, speech: Speech, token: Token) -> Token | None:
        """Who is said to be the speaker's: the subject of "is my choice"."""
        owner = self.context.parse.child(token.i, "nmod:poss")
        mine = owner is not None and speech.speaker in self.voices.known(owner.i)
        is_one = mine and self.context.parse.child(token.i, "cop") is not None
        return self.context.parse.child(token.i, "nsubj") if is_one else None

    def _chosen(self, token: Token) -> Token | None:
        """Whom the speaker would choose, or go with."""
        would = any(aux.lower in _WOULD for aux in self.context.parse.children(token.i, "aux"))
        if not would or not self._holders(token):
            return None
        led = token.lemma == "go"
        if led and self.context.grammar.hung(token.i, "to"):
            return None  # "I will go with her to Peru"
        found = self.context.grammar.hung(token.i, "with") if led else self.context.parse.children(token.i, "obj")
        return next(iter(found), None)

    def _judged(self, token: Token) -> int | None:
        """Return what is thought good or bad: the object, or the subject of what follows without a verb."""
        parse = self.context.parse
        done = parse.child(token.i, "obj", "iobj")
        if done is None or done.i < token.i:
            clauses = (c for c in parse.children(token.i, "xcomp", "ccomp") if parse.child(c.i, "cop") is None)
            named = (parse.child(c.i, "nsubj") for c in clauses if c.tag not in FINITE)
            done = next((n for n in named if n is not None and n.i > token.i), None)
        return done.i if done is not None and done.i - token.i <= _FAR else None

    def _judging(self, token: Token, judged: int) -> Token | None:
        """Return the word that judges, right after the phrase: "as" leads it in behind "see" and "view"."""
        tokens = self.context.parse.tokens
        at = max(self.context.grammar.noun_phrase(judged)[1], judged) + 1
        last = min(self.context.sentence(judged)[1], at + _FAR)
        led = at <= last and tokens[at].lower in {"as", "to"}
        if token.lemma in word_set("considering as") and not (led and tokens[at].lower == "as"):
            return None
        for word in tokens[at : last + 1]:
            if word.pos in {"PUNCT", "CCONJ", "SCONJ"} and word.lower not in {"“", "”", '"', "as"}:
                return None
            if word.tag in FINITE or (word.pos == "ADP" and word.lower != "as"):
                return None
            if self._sign(word) and not self.judgements.describes_judging(word):
                return word
        return None

    def _sign(self, word: Token) -> int:
        """The sign of a word, of one too that the parser took for an adverb: "found the dam ugly"."""
        return self.judgements.sign(word) or (evaluations().get(word.lower, 0) if word.pos == "ADV" else 0)

    def _holders(self, token: Token) -> list[str]:
        """Who thinks so, where the article itself tells it or he says it himself."""
        speech = self.targets.speech_at(token.i)
        found = [actor for i in self.context.grammar.subjects(token.i) for actor in self.voices.known(i)]
        return found if speech is None else [actor for actor in found if actor == speech.speaker]

    def _held(self, holder: str, token: Token, judged: int, word: Token, sign: int) -> Iterator[StanceDraft]:
        speech = self.targets.speech_at(token.i)
        evidence = self.targets.evidence(token.i, self.context.grammar.subject(token.i), judged, word.i)
        rule = f"thought {word.lower}" if word.i != judged else f"verb {token.lemma}"
        yield from self.targets.held(holder, judged, sign, evidence, rule, 0.6, speech)
