"""Who voted which way: "approved the plan, with the Greens voting in favour and the Liberals against"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.factuality import factuality, is_conditional
from stakegraph.extract.reading.lexicon import word_set
from stakegraph.extract.reading.voices import Voices
from stakegraph.extract.stances.targets import StanceDraft, Targets
from stakegraph.syntax import FINITE, Token

_NAMING = frozenset(("NOUN", "PROPN", "DET", "ADJ", "CCONJ", "NUM"))
_BETWEEN = frozenset(("and", "or", "but", "while", "whereas", ",", ";"))
_IN_FAVOUR = frozenset(("favour", "favor", "support"))
_SIDES = {"for": 1, "against": -1, "opposed": -1}
_LIGHT = frozenset(("vote", "voting", "in", "all", "it", "of", "from", "only"))
_FAR = 50
"""Tokens of a list of those who vote, with how they do."""

Group = tuple[int, list[int], int]
"""A sign, the last words of the names of those who vote so, and the last token of what tells it."""


@dataclass(frozen=True, slots=True)
class Votes:
    """Reads lists of who is in favour and who is against, whose second verb is mostly left out."""

    context: Context
    voices: Voices
    targets: Targets

    def of_votes(self) -> Iterator[StanceDraft]:
        """Yield the stance of each who voted on what the sentence decides, or what was decided before."""
        for token in self.context.parse.tokens:
            if token.lower == "with" and token.i and self.context.parse.tokens[token.i - 1].text == ",":
                yield from self._told(token, list(self._groups(token.i + 1)))
            elif token.lemma == "vote" and token.tag in FINITE | {"VBN"} and self._is_so(token.i):
                yield from self._voted(token)

    def _is_so(self, i: int) -> bool:
        """Say whether somebody did or will vote so: not "would not vote for it", "if they vote for it"."""
        return factuality(self.context.parse, i) in {"actual", "planned"} and not is_conditional(self.context.parse, i)

    def _voted(self, verb: Token) -> Iterator[StanceDraft]:
        """Who votes "in favour" or "against", and who is named after him with the verb left out."""
        side = self._side(verb.i + 1, closing=False)
        if side is None:
            return
        about = self._about(side[1])
        last = self.context.sentence(verb.i)[1]
        rest = self.context.parse.tokens[max(side[1], about or 0) + 1 : last]
        after = next((t.i for t in rest if t.lower in _BETWEEN), last)
        first = (side[0], [*self.context.grammar.subjects(verb.i)], side[1])
        yield from self._told(verb, [first, *self._groups(after)], about)

    def _told(self, token: Token, groups: list[Group], about: int | None = None) -> Iterator[StanceDraft]:
        target = about if about is not None else self._decided(token) if groups else None
        speech = self.targets.speech_at(token.i)
        for sign, names, last in groups if target is not None else ():
            evidence = self.targets.evidence(names[0], last, target) if names else None
            for holder in dict.fromkeys(a for i in names for a in self._holders(i)):
                if target is not None:
                    yield from self.targets.held(holder, target, sign, evidence, "vote", 0.6, speech)

    def _about(self, i: int) -> int | None:
        """Return what a vote "in favour of", "for" or "against" something is on; ``i`` is the last word of the side."""
        tokens = self.context.parse.tokens
        case = tokens[i + 1] if tokens[i].lower in _IN_FAVOUR else tokens[i]
        led = tokens[case.head]
        leads = case.lower in _SIDES or case.lower == "of"
        return led.i if leads and led.i > case.i and led.pos in {"NOUN", "PROPN"} else None

    def _decided(self, token: Token) -> int | None:
        """Return what the verb before ``token`` decides, in its sentence or the one before."""
        grammar, before = self.context.grammar, self.context.sentence(token.i)[0]
        for match in reversed(self.context.matches_between(before, token.i - 1)):
            deciding = match.predicate.pos == "VERB" and any(slot == "obj" for _, slot in match.predicate.aims)
            within = self.context.parse.tokens[match.i].dep == "acl:relcl"  # "a bill that would bar children"
            done = grammar.object(match.i) if deciding and not within else None
            if done is not None and not self._is_count(done):
                return done
        verb = next((t.i for t in self.context.parse.tokens[before : token.i] if t.lemma in word_set("passing")), None)
        if verb is None:
            return self.targets.decided_before(token)
        done = grammar.object(verb)
        return done if done is not None and not self._is_count(done) else grammar.subject(verb)

    def _is_count(self, i: int) -> bool:
        """Say whether a noun only tells how many voted: "60 votes"."""
        return any(t.lemma in word_set("margins") for t in self.context.parse.tokens[i : i + 2])

    def _groups(self, first: int) -> Iterator[Group]:
        """Yield, from token ``first`` on, names and the side that follows them, as long as there are such."""
        last = self.context.sentence(first)[1] if first < len(self.context.parse.tokens) else -1
        names: list[int] = []
        for token in self.context.parse.tokens[first : min(last + 1, first + _FAR)]:
            side = self._side(token.i)
            if side is not None and names:
                yield side[0], names, side[1]
                names = []
            elif token.lemma in {"abstain", "abstaining"}:
                names = []
            elif token.lower in _BETWEEN or token.lemma in _LIGHT or token.lower in _IN_FAVOUR:
                continue
            elif token.pos not in _NAMING and token.dep not in {"amod", "compound"}:  # "the ruling party"
                return
            elif token.pos in {"NOUN", "PROPN"}:
                names.append(token.i)

    def _holders(self, i: int) -> list[str]:
        """Return those whom a word names; a name that is no actor yet becomes one."""
        token = self.context.parse.tokens[i]
        return self.voices.actors(i) if token.pos == "PROPN" and token.ent else self.voices.known(i)

    def _side(self, i: int, *, closing: bool = True) -> tuple[int, int] | None:
        """Return the sign and the last word of "in favour", "for" or "against" at token ``i``.

        A ``closing`` one leads to nothing but "it".
        """
        tokens = self.context.parse.tokens
        if i + 1 >= len(tokens):
            return None
        if tokens[i].lower == "in" and tokens[i + 1].lower in _IN_FAVOUR:
            return 1, i + 1
        sign = _SIDES.get(tokens[i].lower)
        closes = not closing or tokens[i + 1].pos == "PUNCT" or tokens[i + 1].lower in _BETWEEN | {"it"}
        return None if sign is None or not closes else (sign, i)
