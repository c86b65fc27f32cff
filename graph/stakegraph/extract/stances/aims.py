"""What a word of the lexicon is aimed at: its slots, the members of a list, and what lies behind them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stakegraph.extract.reading.actorwords import words as role_nouns
from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.lexicon import word_set
from stakegraph.extract.reading.matches import Match
from stakegraph.extract.reading.voices import Voices
from stakegraph.extract.stances.intent import BODILY
from stakegraph.extract.stances.targets import Targets
from stakegraph.syntax import FINITE, Token

_REFLEXIVE = frozenset(("itself", "himself", "herself", "themselves", "ourselves"))


@dataclass(frozen=True, slots=True)
class Aims:
    """Finds what fills the slots of a predicate, and whom that is for or against."""

    context: Context
    voices: Voices
    targets: Targets

    def of(self, match: Match, sign: int, slot: str) -> Iterator[tuple[int, int, int]]:
        """Yield the sign and the head of each thing that ``match`` is for or against, and the slot's filler itself."""
        ordering = slot == "obj" and (1, "obj.to") in match.predicate.aims
        told = self._told(match) if ordering else None
        if ordering and told is None and self._fillers(match, "obj.to"):
            return  # "wants the mayor to resign": it is not the mayor that is wanted
        if told is not None:
            yield from self._undergone(sign, told)
            return
        for filler in self._listed(self._fillers(match, slot)):
            lasts = slot == "for" and self.context.parse.tokens[filler].lemma in word_set("times")
            if lasts or self._is_left_open(filler) or (sign < 0 and slot == "that" and self._is_victim(filler)):
                continue
            causes = [*self.causes(filler)] if sign > 0 else []
            if causes or (sign > 0 and self._is_spoken(filler)):
                yield from ((aim, target, filler) for aim, target in causes)
                continue
            for aim, target in ((sign, filler), *self._purposes(sign, filler), *self._ousted(sign, filler)):
                yield aim, target, filler

    def _is_left_open(self, i: int) -> bool:
        """Say whether a clause is a question, and so no matter by itself: "had doubts about how it would be paid"."""
        token = self.context.parse.tokens[i]
        asked = (c for c in self.context.parse.children(i, "advmod", "mark") if c.i < i)
        return token.pos == "VERB" and any(c.tag == "WRB" or c.lower == "whether" for c in asked)

    def _is_victim(self, i: int) -> bool:
        """Say whether somebody is complained for, not about: "complained that schools had been given no money"."""
        token = self.context.parse.tokens[i]
        return token.dep == "nsubj:pass" and (token.tag == "NNS" or bool(self.voices.known(i)))

    def causes(self, i: int) -> Iterator[tuple[int, int]]:
        """Yield what a petition, motion or campaign is against or for: who signs it is so too."""
        if self.context.parse.tokens[i].lemma not in word_set("petitions"):
            return
        for name, sign in (("against", -1), ("for", 1)):
            for led in self.context.grammar.hung(i, name):
                if sign < 0 or (led.pos == "NOUN" and led.lemma not in word_set("nobody's cause")):
                    yield from ((sign, one) for one in self._listed([led.i]))

    def _is_spoken(self, i: int) -> bool:
        """Say whether a gerund tells what a letter or motion says: "signed a letter calling for a ban"."""
        if self.context.parse.tokens[i].lemma not in word_set("petitions"):
            return False
        said = (self.context.predicate_at(c.i) for c in self.context.parse.children(i, "acl") if c.tag == "VBG")
        return any(one is not None and one.aims for one in said)

    def _told(self, match: Match) -> Token | None:
        """Return the verb of what is wanted of an object: "wants the bank to pay", "wants the minister fired"."""
        done = self.context.grammar.object(match.i)
        for head in (match.i,) if done is None else (match.i, done):
            for child in self.context.parse.children(head, "ccomp", "xcomp", "acl"):
                bare = child.tag in {"VBN", "VBD"} and self.context.parse.child(child.i, "mark", "aux") is None
                if child.i > match.i and (bare or (head == done and self.context.parse.is_infinitive(child.i))):
                    return child
        return None

    def _undergone(self, sign: int, told: Token) -> Iterator[tuple[int, int, int]]:
        """Who wants somebody fired is against him: what is done to whom it is wanted for."""
        found = self.context.predicate_at(told.i) if told.tag in {"VBN", "VBD"} else None
        own = next((mark for mark, slot in found.aims if slot == "obj"), 0) if found is not None else 0
        subject = self.context.parse.child(told.i, "nsubj", "nsubj:pass")
        sufferer = subject.i if subject is not None else self.context.grammar.object(told.head)
        if told.dep == "acl":
            sufferer = told.head
        if own and sufferer is not None:
            yield from ((sign * own, one, told.i) for one in self._listed([sufferer]))

    def _fillers(self, match: Match, slot: str) -> list[int]:
        grammar = self.context.grammar
        if slot == "to":
            marked = [
                c.i for c in self.context.parse.children(match.i, "xcomp", "acl")
                if self.context.parse.is_infinitive(c.i)
            ]  # fmt: skip
            return marked or [f.i for f in grammar.slot(match.i, "to")]
        if slot == "obj.to":
            done = grammar.object(match.i)
            heads = (match.i,) if done is None else (match.i, done)
            return [
                c.i for head in heads for c in self.context.parse.children(head, "xcomp", "acl", "ccomp", "advcl")
                if c.i > match.i and (self._is_bare(c) or self.context.parse.is_infinitive(c.i))
            ]  # fmt: skip
        if slot == "for" and match.predicate.lemma == "call" and grammar.object(match.i) is not None:
            return []  # "called her a liar for the claim"
        wished = self._wished(match.i) if slot == "for" else None
        found = [f.i for f in grammar.slot(match.i, slot)]
        if wished is not None and not any(self._is_thing(i) for i in found):
            return [wished]
        if not found and slot == "obj" and match.predicate.pos == "VERB":
            found = [c.i for c in self.context.parse.children(match.i, "xcomp") if c.tag == "VBG" and c.i > match.i]
            found = found or self._mistaken(match.i)
        if not found and match.verb != match.i:
            found = [f.i for f in grammar.slot(match.verb, slot)] if slot not in {"obj", "iobj"} else []
        if not found and match.predicate.pos == "VERB":
            found = self._beyond(match, slot)
        if slot == "obj":  # "a law that they vowed to repeal": it is not the law that was vowed
            inner = [c.i for c in self.context.parse.children(match.i, "xcomp") if c.i > match.i]
            found = [f for f in found if f > match.i or all(grammar.object(i) != f for i in inner)]
        return [f for f in found if f not in match.agents and self.context.parse.tokens[f].lower not in _REFLEXIVE]

    def _is_thing(self, i: int) -> bool:
        """Say whether something is nobody who could do something: "called for a new plan to replace the old one"."""
        token, known = self.context.parse.tokens[i], role_nouns()
        people = known.roles | known.role_plurals | known.groups | known.organizations
        return token.pos == "NOUN" and not {token.lemma, token.lower} & people and not self.voices.known(i)

    def _is_bare(self, token: Token) -> bool:
        """Say whether a verb is a bare infinitive: "let them go", but not "until they can go"."""
        return token.tag == "VB" and self.context.parse.child(token.i, "mark", "aux") is None

    def _beyond(self, match: Match, slot: str) -> list[int]:
        """What hangs on the noun beside a verb: "took aim at the dam", "donated money to the union"."""
        parts = self.context.parse.children(match.i, "obj", "obl")
        return [f.i for part in parts for f in self.context.grammar.hung(part.i, slot)]

    def _mistaken(self, i: int) -> list[int]:
        """The object that the parser took for a clause: "I welcome today’s ruling"."""
        clauses = self.context.parse.children(i, "ccomp")
        nouns = (c for c in clauses if c.pos == "NOUN" and self.context.parse.child(c.i, "cop", "nsubj", "aux") is None)
        return [c.i for c in nouns if self.context.grammar.noun_phrase(c.i)[0] == i + 1][:1]

    def _listed(self, fillers: list[int]) -> Iterator[int]:
        """Each of what a list names: "called for a new dam, an end to fishing and closing the port"."""
        for filler in fillers:
            yield filler
            yield from self.voices.members(filler) if self.context.parse.tokens[filler].pos == "NOUN" else ()
            if not self.voices.known(filler):
                others = self.voices.otherwise(filler)
                beside = (c for c in self.context.parse.children(filler, "conj") if c.i not in others)
                yield from (c.i for c in beside if c.tag not in FINITE)

    def _ousted(self, sign: int, filler: int) -> Iterator[tuple[int, int]]:
        """Who should give something up is opposed: "urged her to resign", "called for her resignation"."""
        tokens = self.context.parse.tokens
        token = tokens[filler]
        found = self.context.predicate_at(filler)
        lemma = found.lemma if found is not None else token.lemma
        done = self.context.grammar.object(filler) if token.pos == "VERB" else None
        body = done is not None and bool(self.voices.known(done))  # "wants Peru to leave the union"
        gone = token.lemma == "go" and self.context.parse.child(filler, "obl", "xcomp", "obj", "advcl") is not None
        elsewhere = body or gone
        if token.pos == "VERB" and lemma in word_set("giving up") and not elsewhere:
            told = filler - 2 if tokens[filler - 1].lower == "to" else self.context.grammar.subject(filler)
            if told is not None and self.voices.known(told):
                yield -sign, told
        elif token.pos == "NOUN" and token.lemma in word_set("ousting"):
            for owner in (*self.context.grammar.owners(filler), *self.context.grammar.hung(filler, "of")):
                if self.voices.known(owner.i):
                    yield -sign, owner.i
        elif token.pos == "NOUN" and token.lemma in word_set("probing"):
            for name in ("of", "into", "against"):
                yield from (
                    (-sign, one.i) for one in self.context.grammar.hung(filler, name) if self.voices.known(one.i)
                )

    def _wished(self, i: int) -> int | None:
        """Return the infinitive of "called for Peru to leave"."""
        for child in self.context.parse.children(i, "advcl", "xcomp", "ccomp"):
            led = any(t.lower == "for" for t in self.context.parse.tokens[i + 1 : child.i])
            if child.i > i and led and self.context.parse.is_infinitive(child.i):
                return child.i
        return None

    def _purposes(self, sign: int, filler: int) -> Iterator[tuple[int, int]]:
        """What a thing is for: who approves "a bill designed to weaken the agency" opposes the agency."""
        is_somebody = bool(self.voices.known(filler))
        for clause in self.context.parse.children(filler, "acl"):
            told = clause.dep != "acl" and (is_somebody or self._is_told(clause.i, filler))
            for verb in () if told else (clause.i, *(c.i for c in self.context.parse.children(clause.i, "xcomp"))):
                aim, target = self.targets.through(sign, verb)
                if target not in {verb, filler} and (clause.dep != "acl" or self.voices.known(target)):
                    yield from ((aim, one) for one in self._listed([target]))

    def _is_told(self, i: int, filler: int) -> bool:
        """Say whether a relative clause tells what was done, or is done to what it describes: no purpose."""
        found = self.context.predicate_at(i)
        past = self.context.parse.tokens[i].tag == "VBD"
        return (
            past or self.context.grammar.object(i) == filler or (found is not None and bool(BODILY & set(found.event)))
        )
