"""Which words judge, and whether they praise or blame: "reckless", "a farce", "too slow", "a step backwards"."""

from __future__ import annotations

from dataclasses import dataclass

from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.factuality import is_negated
from stakegraph.extract.reading.lexicon import evaluations, word_set
from stakegraph.extract.reading.voices import Voices
from stakegraph.syntax import Token

_COURSES = frozenset(("step", "move", "direction"))
_LED_TO = ("for", "of", "to", "toward", "towards")
_LESS = frozenset(("less", "least"))
_PARTICIPLES = frozenset(("VBN", "VBG"))


@dataclass(frozen=True, slots=True)
class Signs:
    """Tells whether a word judges: +1 for praise, -1 for blame, None for a word that does neither."""

    context: Context
    voices: Voices

    def sign(self, token: Token) -> int | None:
        """The sign of a word that judges: an adjective, a noun, a participle, parts joined by hyphens included."""
        joined = self.context.grammar.hyphenated(token.i)
        if not self._may_judge(token, joined):
            return None
        if self._is_too_much(token) or self._is_raised(token):
            return -1
        if token.pos == "NOUN" and token.lemma in _COURSES:
            return self._course(token)
        if token.pos == "NOUN" and token.lemma in word_set("tendencies"):
            return self._tendency(token)
        if token.lower == "responsible" and self.context.grammar.hung(token.i, "for"):
            return self._answerable(token)
        if token.lemma == "gift" and self.context.grammar.hung(token.i, "to"):
            return None  # "a gift to the farmers", and "a gift to polluters"
        if token.lower == "worth" and is_negated(self.context.parse, token.i):
            return 1  # "not worth it"; what is worth something has its price
        if token.pos == "ADJ" and token.i and self.context.parse.tokens[token.i - 1].lower in _LESS:
            return -1 if evaluations().get(token.lower, 0) > 0 else None
        return _listed(token, joined)

    def describes_judging(self, token: Token) -> bool:
        """Say whether a word only describes one that judges: "a transparent ploy"."""
        described = token.dep in {"amod", "compound"} and token.head > token.i
        return described and self.sign(self.context.parse.tokens[token.head]) is not None

    def _may_judge(self, token: Token, joined: str) -> bool:
        """Say whether a word can judge by its part of speech and as a part of ``joined``, all that hyphens join."""
        before = joined.rpartition("-")[0]
        if before and joined != token.lower and joined not in evaluations() and not before.endswith("ly"):
            return False  # "low-key" is not "key"
        plain = token.pos in {"ADJ", "NOUN"} or (token.pos == "ADV" and token.dep == "amod")  # "a silly thing"
        if not plain and token.tag not in _PARTICIPLES and joined == token.lower:
            return False
        return token.pos != "NOUN" or token.lower not in word_set("things")  # "kind of old", "takes away our rights"

    def _is_too_much(self, token: Token) -> bool:
        """Say whether something is said to be so too much: "the dam is too big"."""
        too = self.context.parse.tokens[token.i - 1].lower == "too" if token.i else False
        return too and token.pos == "ADJ" and self.context.parse.child(token.i, "cop") is not None

    def _is_raised(self, token: Token) -> bool:
        """Say whether a thing raises questions; people who raise them are not judged."""
        verb = self.context.parse.tokens[token.head]
        issues = token.lower == "issues"  # not "raised the issue"
        if token.dep != "obj" or verb.lemma != "raise" or not (issues or token.lemma in word_set("raised")):
            return False
        subject = self.context.grammar.subject(verb.i)
        named = self.context.parse.tokens[subject].pos == "NOUN" if subject is not None else False
        return named and subject is not None and not self.voices.known(subject)

    def _course(self, token: Token) -> int | None:
        """The sign of a step: "a step backwards", "a move in the right direction"."""
        led = [f for t in (token, *self.context.grammar.hung(token.i, "in")) for f in self.context.parse.children(t.i)]
        words = {f.lower for f in led}
        if words & {"forward", "forwards", "right"}:
            return 1
        return -1 if words & {"back", "backward", "backwards", "wrong"} else None

    def _tendency(self, token: Token) -> int | None:
        """The sign of what something tends to: "a penchant for sexism"."""
        led = (filler for name in _LED_TO for filler in self.context.grammar.hung(token.i, name))
        return next((sign for filler in led if (sign := self.sign(filler))), None)

    def _answerable(self, token: Token) -> int | None:
        """The sign of who is "responsible for" something: that of what for, if any."""
        names = {filler.lemma.lower() for filler in self.context.grammar.hung(token.i, "for")}
        bad = names & word_set("bad outcomes") or any(evaluations().get(name, 0) < 0 for name in names)
        return -1 if bad else 1 if names & word_set("good outcomes") else None


def _listed(token: Token, joined: str) -> int | None:
    """The sign that the list of words that judge gives one, with all that hyphens join to it or by itself."""
    known = evaluations()
    lemma = token.lower if token.tag in _PARTICIPLES else token.lemma.lower()  # "honored" is not "honor"
    return next((known[word] for word in (joined, lemma, token.lower) if word in known), None)
