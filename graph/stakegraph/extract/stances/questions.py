"""Questions that answer themselves: "how can anyone support the dam?" is no question of whoever asks it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.factuality import is_negated
from stakegraph.extract.stances.targets import LONGEST, StanceDraft, Targets
from stakegraph.syntax import Token

_WONDERING = frozenset(("how", "who", "why"))
_CAN = frozenset(("can", "could", "would", "should"))
_ANYBODY = frozenset(("anyone", "anybody", "who", "we", "people", "one", "you"))


@dataclass(frozen=True, slots=True)
class Questions:
    """Finds, in statements, questions that nobody is to answer."""

    context: Context
    targets: Targets

    def of_questions(self) -> Iterator[StanceDraft]:
        """Who asks how anyone can be for something is against it."""
        for speech, token in self.targets.spoken():
            if token.pos != "VERB" or not self._is_rhetorical(token):
                continue
            sign = 1 if is_negated(self.context.parse, token.i) else -1
            first, last = self.context.grammar.clause(token.i)
            aim, target = self._aim(token.i, sign)
            if target == token.i or last - first > LONGEST:
                continue
            evidence = self.context.evidence(first, last)
            yield from self.targets.held(speech.speaker, target, aim, evidence, "rhetorical question", 0.5, speech)

    def _aim(self, i: int, sign: int) -> tuple[int, int]:
        """What a verb is for or against, and what that is: the verb itself where it is nothing."""
        found = self.context.predicate_at(i)
        for own, slot in found.aims if found is not None else ():
            filler = next(self.context.grammar.slot(i, slot), None)
            if filler is not None:
                return sign * own, filler.i
        return sign, i

    def _is_rhetorical(self, token: Token) -> bool:
        """Say whether a verb stands in "how could anyone ...?", "who would ...?"."""
        parse = self.context.parse
        subject = parse.child(token.i, "nsubj")
        if subject is None or subject.lower not in _ANYBODY or token.relation in {"acl", "advcl"}:
            return False
        able = any(aux.lower in _CAN for aux in parse.children(token.i, "aux"))
        before = parse.tokens[max(self.context.sentence(token.i)[0], token.i - 6) : token.i]
        return able and self.context.is_asked(token.i) and any(t.lower in _WONDERING for t in before)
