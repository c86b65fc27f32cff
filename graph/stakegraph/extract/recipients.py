"""Whom an act is aimed at: who is accused, asked, helped, met."""

from __future__ import annotations

from dataclasses import dataclass

from stakegraph.extract.context import Context
from stakegraph.extract.lexicon import word_set
from stakegraph.extract.matches import Match, predicate_of
from stakegraph.extract.voices import Voices
from stakegraph.syntax import NOMINAL

_UNNAMED = frozenset(("AID", "ASSAULT", "COERCE", "REQUEST", "CONSULT", "PROTEST", "ACCUSE"))
"""Classes whose recipient may be people without a name: villagers are rescued, but it is a plan that is rejected."""

_OF_VERBS = frozenset(("obj", "iobj", "beneficiary", "that"))
_VAGUE = frozenset(("it", "this", "that"))
_DIRECTED = frozenset(("REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION", "COERCE", "SUPPORT", "CONCEDE"))
"""Classes that are aimed at somebody, wherever the sentence names him."""

_ELSEWHERE = frozenset(("in", "at", "by", "as", "like", "since", "after", "before", "until", "than", "during", "for"))
_ASIDE = frozenset(("acl:relcl", "ccomp", "parataxis", "appos", "conj", "nsubj", "csubj"))
_REACH = 25
"""Tokens between an act and whom it is aimed at."""
_REFLEXIVE = ("self", "selves")


@dataclass(frozen=True, slots=True)
class Recipients:
    """Finds the other end of acts: the slot that names it, else what the act is about."""

    context: Context
    voices: Voices

    def of(self, match: Match, agents: tuple[str, ...]) -> tuple[int | None, tuple[str, ...]]:
        """Return the token that names the other end, and the actors there; named actors before unnamed."""
        if "alliance" in match.predicate.recipient:
            done = self.context.grammar.object(match.i)
            return done, tuple(self.voices.alliance(done)) if done is not None else ()
        fillers = self._fillers(match)
        ways = [self.voices.known]
        if set(match.predicate.event) & _UNNAMED:
            ways.append(self.voices.actors)
        for resolve in ways:
            for i in fillers:
                found = tuple(a for a in resolve(i) if a not in agents)
                if found:
                    return i, found
        elsewhere = self._forced(match, agents) or self._below(match, agents)
        return elsewhere or ((fillers[0], ()) if fillers else (None, ()))

    def _fillers(self, match: Match) -> list[int]:
        """Return the tokens in the slots of the predicate, best first."""
        grammar, tokens = self.context.grammar, self.context.parse.tokens
        sufferer = grammar.sufferer(match.i)
        if sufferer is not None:
            return [sufferer]
        done = grammar.object(match.i) if match.i == match.verb else None
        bases = [match.i, *([match.verb] if match.verb != match.i else [])]
        bases += [c.i for c in self.context.parse.children(match.i, "xcomp") if c.tag == "VBG"]
        bases += [done] if done is not None else []
        found = [
            filler.i
            for base in bases
            for name in match.predicate.recipient
            if base == match.i or (name.isalpha() and name not in _OF_VERBS)
            for filler in grammar.slot(base, name)
        ]
        asked = grammar.noun_after(match.i) if not found and "order" in match.predicate.say else None
        found += [asked] if asked is not None else []
        return [i for i in found if tokens[i].lower not in _VAGUE and not tokens[i].lower.endswith(_REFLEXIVE)]

    def _forced(self, match: Match, agents: tuple[str, ...]) -> tuple[int, tuple[str, ...]] | None:
        """Whoever forces somebody to admit something is whom it is admitted to."""
        token = self.context.parse.tokens[match.i]
        above = self.context.parse.tokens[token.head]
        forced = token.dep == "xcomp" and above.lemma in word_set("object control")
        by = self.context.grammar.subject(above.i) if forced and "CONCEDE" in match.predicate.event else None
        found = tuple(a for a in self.voices.known(by) if a not in agents) if by is not None else ()
        return (by, found) if by is not None and found else None

    def _below(self, match: Match, agents: tuple[str, ...]) -> tuple[int, tuple[str, ...]] | None:
        """The first actor in what an act is about: "refused to answer the panel", "called for tariffs on China"."""
        tokens = self.context.parse.tokens
        directed = set(match.predicate.event) & _DIRECTED and tokens[match.i].pos != "NOUN"
        if not directed or (match.predicate.lemma == "call" and self.context.grammar.object(match.i) is not None):
            return None
        for i in self.context.parse.subtree(match.i):
            if not match.i < i <= match.i + _REACH or tokens[i].pos not in NOMINAL or tokens[i].lower in _VAGUE:
                continue
            found = tuple(a for a in self.voices.known(i) if a not in agents) if self._is_about(match.i, i) else ()
            if found:
                return i, found
        return None

    def _is_about(self, act: int, i: int) -> bool:
        """Say whether token ``i`` stands in the object or infinitive of an act, and not in an aside or another act."""
        while i != act:
            token = self.context.parse.tokens[i]
            cases = {case.lower for case in self.context.parse.children(i, "case", "mark")}
            led = cases & _ELSEWHERE and not (cases == {"for"} and token.head == act)
            inner = predicate_of(self.context.grammar, token) if token.pos == "VERB" else None
            if led or (inner is not None and inner.event) or token.dep in _ASIDE or token.relation in _ASIDE:
                return False
            i = token.head
        return True
