"""For whom people speak by roles that only name their body by a description: "president of the union", "its leader"."""

from __future__ import annotations

from stakegraph.extract.actors.entity import Entity
from stakegraph.extract.actors.nounphrases import NounPhrases
from stakegraph.extract.actors.pronouns import Pronouns
from stakegraph.extract.actors.rolesbeside import PAST, role_words
from stakegraph.extract.reading.actorwords import words

RULES = frozenset({"apposition", "role and name"})
OWNING = frozenset({"its", "their", "whose"})


class Offices:
    """Finds the bodies behind the roles of one article, once its descriptions are resolved."""

    def __init__(self, phrases: NounPhrases, pronouns: Pronouns) -> None:
        self.phrases = phrases
        self.pronouns = pronouns
        self.tokens = phrases.tokens

    def find(self) -> None:
        """Give the people who speak for nobody yet whom their roles are of."""
        for entity in list(self.phrases.entities.by_id.values()):
            if entity.kind == "person" and entity.role and entity.represents is None:
                entity.represents = self._principal(entity)

    def _principal(self, entity: Entity) -> str | None:
        for (first, last), rule in entity.mentions.items():
            if rule not in RULES or first == 0:
                continue
            if role_words(self.tokens, first - 1, last) & (PAST | words().sets["relations"]):
                continue
            found = [key for key in self.phrases.backers(first, last) if key != entity.id]
            if found:
                return found[0]
            owner = self.tokens[first - 1]
            if owner.lower in OWNING and (key := self.pronouns.resolve(owner.i, None)) is not None:
                return key
        return None
