"""Which names are those of companies, though nothing in them says so: by what the article calls them.

An entity label may take "Volta Rio" for a person; that "the company" takes the name up says more.
"""

from __future__ import annotations

from functools import cached_property

from stakegraph.extract.actors.entity import Entity
from stakegraph.extract.actors.nounphrases import DEFINITE, NounPhrases
from stakegraph.extract.actors.roles import after, is_role
from stakegraph.extract.reading.actorwords import words

PEOPLE = frozenset({"he", "she", "his", "her", "him", "mr", "mrs", "ms"})
WEAK = 5.0
"""What a name must weigh for nothing but its kind to be sure."""


class Firms:
    """Finds the companies of one article and notes what they are said to be."""

    def __init__(self, phrases: NounPhrases) -> None:
        self.phrases = phrases
        self.parse = phrases.parse
        self.tokens = phrases.tokens
        self.entities = phrases.entities

    def find(self) -> None:
        """Make organizations of the weak names of people that are a company's."""
        weights: dict[str, float] = {}
        for name in self.entities.names:
            key = self.entities.of_name.get(name.first, "")
            sure = WEAK if name.titled or name.gender or name.role else name.weight
            weights[key] = max(sure, weights.get(key, 0.0))
        weak = [e for e in self.entities.by_id.values() if weights.get(e.id, WEAK) < WEAK]
        people = [e for e in weak if e.kind in ("person", "unknown")]
        for entity in people:
            if self._is_firm(entity):
                entity.kind, entity.firm = "organization", True
                self._forget(entity)

    @cached_property
    def _called(self) -> list[int]:
        """Where the article says "the company" or the like."""
        firms = words().sets["firms"]
        return [t.i for t in self.tokens if t.lower in firms and self.tokens[t.i - 1].lower in DEFINITE]

    def _is_firm(self, entity: Entity) -> bool:
        """Say whether a name that may be a person's is said to be a company, and nobody's "he" or "she"."""
        if entity.words[0] in words().given or self._is_human(entity):
            return False
        said = [found for _, last in entity.mentions if (found := after(self.parse, last, body=True)) is not None]
        if said:
            entity.roles |= {self.tokens[head].lower for _, _, head in said}
            return True
        beside = {word for first, last in entity.mentions for word in self._beside(first, last)}
        if beside & words().sets["trades"]:
            entity.roles |= beside
        if beside and (entity.kind == "unknown" or " " not in entity.name or beside & words().organizations):
            return True
        once = " " in entity.name and len(entity.mentions) == 1
        if entity.kind != "person" or (once and not beside):
            return False
        at = next((i for i in self._called if self._takes_up(i, entity, bool(beside))), None)
        if at is not None:
            entity.roles.add(self.tokens[at].lower)
        return at is not None

    def _beside(self, first: int, last: int) -> set[str]:
        """Return the words for a company before a name: "the operator, Volta Rio", "operator Volta"."""
        apart = first > 1 and self.tokens[first - 1].text == ","
        at = first - 2 if apart else first - 1
        low = self.tokens[at].lower if at >= 0 else ""
        if low not in words().sets["firms"] and low not in words().organizations:
            return set()
        begin = self.phrases.left(at)
        of = begin > 1 and self.tokens[begin - 2].lower in ("of", "at", "for")  # "head of the firm, Ann Moss, said"
        closed = last + 1 < len(self.tokens) and self.tokens[last + 1].text == ","
        return set() if apart and (of or not closed) else {self.tokens[at].lower}

    def _takes_up(self, i: int, entity: Entity, told: bool) -> bool:
        """Say whether "the company" at token ``i`` takes up a name: nobody else's stands nearer, or it is told so."""
        since = self.parse.sentences[max(0, self.tokens[i].sent - 1)][0]
        if not any((0 if told else since) <= first < i for first, _ in entity.mentions):
            return False
        others = (self.entities.by_id[self.entities.owner[k]] for k in range(since, i) if k in self.entities.owner)
        return told or not any(e is not entity and self._may_be_firm(e) for e in others)

    def _may_be_firm(self, entity: Entity) -> bool:
        """Say whether an actor may be a company as well: no word of its name says that it is something else."""
        called = {word.lower() for word in entity.words}
        other = called & words().organizations - words().sets["firms"] or entity.name in words().bodies
        return entity.kind in ("organization", "unknown") and not other

    def _is_human(self, entity: Entity) -> bool:
        """Say whether only people are spoken of so: with "he" behind, a role or "who" beside, or by the surname."""
        if len(entity.words) > 1 and any(f == entity.words[-1] for f in entity.forms):
            return True
        trades = words().sets["trades"]
        roles_before = (self.tokens[f - 1].lower for f, _ in entity.mentions if f and is_role(self.parse, f - 1))
        if any(role not in trades for role in roles_before):
            return True
        return any(after(self.parse, last) or self._goes_on(entity, last) for _, last in entity.mentions)

    def _goes_on(self, entity: Entity, last: int) -> bool:
        number = min(self.tokens[last].sent + 1, len(self.parse.sentences) - 1)
        rest = self.tokens[last + 1 : self.parse.sentences[number][1]]
        if any(token.lower in ("who", "whose") for token in rest[:2]):
            return True
        for token in rest:
            other = self.entities.by_id.get(self.entities.owner.get(token.i, ""))
            if other is not None and other is not entity and other.kind == "person":
                return False
            if token.lower in PEOPLE and self.tokens[token.i - 1].text != ",":  # "Volta Rio, he added, ..."
                return True
        return False

    def _forget(self, entity: Entity) -> None:
        """Take a company out of the surnames."""
        for found in self.entities.surnames.values():
            if entity.id in found:
                found.remove(entity.id)
