"""Judgements of several words: "she is out of touch", "the dam is a slap in the face", "they are not up to the job"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stakegraph.extract.context import Context
from stakegraph.extract.factuality import NEGATIONS, is_conditional, is_doubted
from stakegraph.extract.judgements import Judgements
from stakegraph.extract.lexicon import idioms
from stakegraph.extract.targets import StanceDraft, Targets
from stakegraph.extract.topics import Speech
from stakegraph.syntax import Token

_BEING = frozenset(("be", "seem", "look", "remain", "become", "represent"))
_FILLERS = frozenset(("a", "an", "the", "only", "just", "so", "now", "also", "still", "very", "really", "far", "quite"))
_FILLERS |= {"totally", "completely", "simply", "utterly", "clearly", "absolutely", "badly", "hopelessly"}
_FAR = 12
"""Tokens after "is" in which an idiom ends."""


@dataclass(frozen=True, slots=True)
class Idioms:
    """Finds, in statements, what is said of somebody or something in a set phrase."""

    context: Context
    targets: Targets
    judgements: Judgements

    def of_idioms(self) -> Iterator[StanceDraft]:
        """Whoever says that somebody is out of touch is against him."""
        for speech, token in self.targets.spoken():
            if token.lemma in _BEING and token.pos in {"AUX", "VERB"}:
                yield from self._said(speech, token)

    def _said(self, speech: Speech, token: Token) -> Iterator[StanceDraft]:
        parse = self.context.parse
        ahead = parse.tokens[token.i + 1 : min(speech.last, token.i + _FAR) + 1]
        negated = any(t.lower in NEGATIONS for t in ahead[:2])
        words = [t for t in ahead if t.lower not in _FILLERS and t.lower not in NEGATIONS]
        found = _match([t.lower for t in words], negated=negated)
        subject = self._subject(token) if found is not None else None
        if found is None or subject is None or is_conditional(parse, token.i) or is_doubted(parse, token.i):
            return
        size, sign = found
        evidence = self.targets.evidence(subject, words[size - 1].i)
        if evidence is None:
            return
        if sign < 0:
            self.judgements.accuse(speech, subject, evidence)
        for name, is_issue in self.targets.of(subject, speech):
            if name != speech.speaker:
                rule = f"judged {' '.join(t.lower for t in words[:size])}"
                yield StanceDraft(speech.speaker, name, is_issue, sign, evidence, "actual", 0.6, rule, speech.number)

    def _subject(self, token: Token) -> int | None:
        """Return what stands before the verb and is said to be something."""
        heads = (token.head, token.i) if token.dep == "cop" else (token.i,)
        found = (c.i for head in heads for c in self.context.parse.children(head, "nsubj") if c.i < token.i)
        own = next(found, None)
        return self.context.grammar.antecedent(own) if own is not None else None


def _match(words: list[str], *, negated: bool) -> tuple[int, int] | None:
    """Return how many words an idiom at the front has, and its sign: what is denied praises nothing."""
    for phrase, sign in idioms().get(words[0], ()) if words else ():
        denied = phrase[0] == "not"
        if denied and not negated:
            continue
        if list(phrase[denied:]) == words[: len(phrase) - denied]:
            if negated and not denied:
                return None if sign < 0 else (len(phrase), -1)
            return len(phrase) - denied, sign
    return None
