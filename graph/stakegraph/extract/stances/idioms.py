"""Judgements of several words: "she is out of touch", "the dam is a slap in the face", "they are not up to the job"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.factuality import is_conditional, is_doubted
from stakegraph.extract.reading.lexicon import idiom_verbs, idioms
from stakegraph.extract.reading.topics import Speech
from stakegraph.extract.stances.judgements import Judgements
from stakegraph.extract.stances.targets import StanceDraft, Targets
from stakegraph.syntax import Token

_BEING = frozenset(("be", "seem", "look", "remain", "become", "represent"))
_WISHED = frozenset(("should", "must", "ought", "might", "may"))
_DENYING = frozenset(("not", "n't", "n’t", "never", "hardly"))
_FILLERS = frozenset(("a", "an", "the", "only", "just", "so", "now", "also", "still", "very", "really", "far", "quite"))
_FILLERS |= {"totally", "completely", "simply", "utterly", "clearly", "absolutely", "badly", "hopelessly", "been"}
_FILLERS |= {
    "his",
    "her",
    "their",
    "its",
    "our",
    "my",
    "your",
    "he",
    "she",
    "they",
    "is",
    "are",
    "’s",
    "'s",
    "’re",
    "'re",
}
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
            if token.pos not in {"AUX", "VERB"} or self._is_wished(token):
                continue
            if token.lemma in _BEING:
                yield from self._said(speech, token, "be", self._subject(token))
            if token.lemma in idiom_verbs() and token.lemma != "be":
                yield from self._said(speech, token, token.lemma, self.context.grammar.subject(token.i))

    def _is_wished(self, token: Token) -> bool:
        """Say whether something ought to be so, or is only aimed at: "he should tell the truth"."""
        heads = (token.head, token.i) if token.dep == "cop" else (token.i,)
        ought = any(aux.lower in _WISHED for head in heads for aux in self.context.parse.children(head, "aux"))
        marks = (c for head in heads for c in self.context.parse.children(head, "mark") if c.lower == "to")
        return ought or any(mark.i < token.i for mark in marks)  # "to be at fault", but not "is to blame"

    def _said(self, speech: Speech, token: Token, verb: str, subject: int | None) -> Iterator[StanceDraft]:
        parse = self.context.parse
        ahead = parse.tokens[token.i + 1 : min(speech.last, token.i + _FAR) + 1]
        before = parse.children(token.i, "advmod") if verb != "be" else ahead[:2]
        words = [t for t in ahead if t.lower not in _FILLERS and t.lower not in _DENYING]
        negated = any(t.lower in _DENYING for t in before)
        found = _match(verb, [t.lower for t in words], negated=negated) if subject is not None else None
        if found is None or subject is None or is_conditional(parse, token.i) or is_doubted(parse, token.i):
            return
        size, sign = found
        evidence = self.targets.evidence(token.i, subject, words[size - 1].i)
        if evidence is None:
            return
        if sign < 0:
            self.judgements.accuse(speech, subject, evidence)
        said = "" if verb == "be" else f"{verb} "
        rule = f"judged {said}{' '.join(t.lower for t in words[:size])}"
        yield from self.targets.held(speech.speaker, subject, sign, evidence, rule, 0.6, speech)

    def _subject(self, token: Token) -> int | None:
        """Return what stands before the verb and is said to be something."""
        heads = (token.head, token.i) if token.dep == "cop" else (token.i,)
        found = (c.i for head in heads for c in self.context.parse.children(head, "nsubj") if c.i < token.i)
        own = next(found, None)
        return self.context.grammar.antecedent(own) if own is not None else None


def _match(verb: str, words: list[str], *, negated: bool) -> tuple[int, int] | None:
    """Return how many words an idiom at the front has, and its sign: what is denied praises nothing."""
    for phrase, sign in idioms().get((verb, words[0]), ()) if words else ():
        denied = phrase[0] == "not"
        if (denied and not negated) or list(phrase[denied:]) != words[: len(phrase) - denied]:
            continue
        if negated and not denied:
            return None if sign < 0 else (len(phrase), -1)
        return len(phrase) - denied, sign
    return None
