"""Noun phrases around a head: where they begin, whom their modifiers name."""

from __future__ import annotations

from stakegraph.extract.actors import roles
from stakegraph.extract.actors.entities import Entities
from stakegraph.extract.actors.entity import Entity
from stakegraph.extract.reading.actorwords import words
from stakegraph.syntax import Parse

NP = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
GLUE = POSSESSIVE | {"-"}
INDEFINITE = frozenset({"a", "an", "another", "one", "some", "any", "each", "every"})
DEFINITE = frozenset({"the", "this", "that", "its", "their", "his", "her", "our"})


class NounPhrases:
    """The noun phrases of one article, read with the entities that are known so far."""

    def __init__(self, parse: Parse, entities: Entities) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self.entities = entities
        self.demonyms = {n.first: n.code for n in entities.names if n.kind == "demonym"}

    def left(self, head: int) -> int:
        """Return the first token of the modifiers that stand right before ``head``."""
        first = head
        begin = self.parse.sentences[self.tokens[head].sent][0]
        while first > begin and self.tokens[first - 1].lower not in roles.DETERMINERS:
            token = self.tokens[first - 1]
            glued = token.text in GLUE
            if token.lower in words().sets["times"] and first in self.entities.owner:
                break
            if self._did(first - 1):
                break
            inside = token.pos in NP or (token.dep in ("amod", "compound") and token.head <= head)
            if not (glued or inside or first - 1 in self.demonyms or first - 1 in self.entities.owner):
                break
            first -= 1
        return first

    def _did(self, i: int) -> bool:
        """Say whether a word in -ed is a verb that a parser took for a modifier: "Moss accused", "fiercely rebuked"."""
        token, before = self.tokens[i], self.tokens[i - 1] if i else None
        if before is None or not token.text.islower() or not token.text.endswith("ed"):
            return False
        entity = self.entities.by_id.get(self.entities.owner.get(i - 1, ""))
        person = entity is not None and entity.kind == "person" and before.text[0].isupper()
        return person or (before.pos == "ADV" and i > 1 and i - 2 in self.entities.owner)

    def possessed(self, i: int) -> bool:
        """Say whether token ``i`` has a possessive: "her husband", "the town's mayor"."""
        return self.parse.child(i, "nmod:poss") is not None

    def backers(self, first: int, last: int) -> list[str]:
        """Return the ids of the countries and bodies named between two tokens."""
        found = []
        for i in range(first, last + 1):
            if i in self.demonyms:
                country = self.entities.country(self.demonyms[i])
                country.evident = True
                found.append(country.id)
            elif i in self.entities.owner:
                found.append(self.entities.owner[i])
        actors = ("country", "organization", "group", "person")
        return [key for key in dict.fromkeys(found) if self.entities.by_id[key].kind in actors]

    def nearest(self, found: list[Entity], i: int) -> Entity:
        """Return the one that was mentioned last before token ``i``, or else the first after it."""

        def distance(entity: Entity) -> tuple[bool, int]:
            before = [f for f, _ in entity.mentions if f <= i]
            return (not before, i - max(before)) if before else (True, min(f for f, _ in entity.mentions))

        return min(found, key=distance)
