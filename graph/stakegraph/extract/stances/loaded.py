"""Words that judge in passing what they describe, or whose it is: "our broken laws", "the cruelty of the regime"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stakegraph.extract.reading.actorwords import words as role_nouns
from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.factuality import is_conditional, is_negated
from stakegraph.extract.reading.lexicon import word_set
from stakegraph.extract.reading.topics import Speech
from stakegraph.extract.reading.voices import Voices
from stakegraph.extract.stances.judged import Judged
from stakegraph.extract.stances.signs import Signs
from stakegraph.extract.stances.targets import StanceDraft
from stakegraph.extract.stances.verdicts import Verdicts
from stakegraph.syntax import Token


@dataclass(frozen=True, slots=True)
class LoadedWords:
    """Finds judgements that no predicate states."""

    context: Context
    voices: Voices
    signs: Signs
    judged: Judged
    verdicts: Verdicts

    def of_word(self, speech: Speech, token: Token, sign: int) -> Iterator[StanceDraft]:
        """Yield what the speaker judges with a word of this sign, of which nothing is said."""
        head = self.context.parse.tokens[token.head]
        if token.dep == "amod" and head.pos in {"NOUN", "PROPN"} and head.i > token.i:
            if self.signs.sign(head) is None and not self._only_classifies(speech, token, head, sign):
                yield from self._described(speech, token.i, head.i, sign)
        elif is_conditional(self.context.parse, token.i):
            return
        elif token.pos == "NOUN" and token.dep == "obj" and self.judged.bearer(token) is not None:
            yield from self._described(speech, token.i, token.i, sign)
        elif token.pos == "NOUN" and sign < 0 and not is_negated(self.context.parse, token.i):
            for owner in self._blamed(token):
                if owner.i != token.i and self.voices.known(owner.i):
                    yield from self.verdicts.on(speech, token.i, token.i, owner.i, sign)

    def _only_classifies(self, speech: Speech, token: Token, head: Token, sign: int) -> bool:
        """Say whether an adjective only tells the kind of its noun: "a criminal court", not "has done a bad job"."""
        if token.lower not in word_set("classifying"):
            return False
        done = head.lemma in {"job", "work"} and self.judged.bearer(head) is not None  # "has done a great job"
        made = self.context.parse.tokens[head.head].lemma == "make" and head.lemma in role_nouns().roles
        return not done and not made and not (sign < 0 and self._is_others(speech, head.i))

    def _is_others(self, speech: Speech, i: int) -> bool:
        """Say whether something is somebody else's: in "the mayor’s failed strategy" even "failed" judges."""
        owner = self.context.parse.child(i, "nmod:poss")
        return owner is not None and any(name != speech.speaker for name in self.voices.known(owner.i))

    def _described(self, speech: Speech, word: int, noun: int, sign: int) -> Iterator[StanceDraft]:
        """What has something bad is judged as well: "the plan has a damaging effect"."""
        bearer = self.judged.bearer(self.context.parse.tokens[noun])
        more = self.context.parse.tokens[word].tag == "JJR"  # who takes stronger action is not strong himself
        found = list(self.verdicts.on(speech, word, noun, bearer, sign)) if bearer is not None and not more else []
        if not found and sign < 0 and word != noun:
            found = list(self.verdicts.on(speech, word, noun, noun, sign))
        yield from found

    def _blamed(self, token: Token) -> Iterator[Token]:
        """Yield whose fault is named: "the cruelty of the regime"; not who suffers from one: "their enemies"."""
        if token.lemma in word_set("misfortunes"):
            return
        yield from self.context.grammar.owners(token.i)
        if token.lemma not in word_set("suffered"):
            yield from self.context.grammar.hung(token.i, "of")
