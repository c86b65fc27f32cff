"""Who "the senator" is where nobody is said to be one: the person that the text is about just then."""

from __future__ import annotations

from collections.abc import Set

from stakegraph.extract.actors import roles
from stakegraph.extract.actors.entity import Entity
from stakegraph.extract.actors.epithets import Epithets
from stakegraph.extract.actors.nounphrases import NounPhrases
from stakegraph.extract.reading.actorwords import words


class Salience:
    """Finds the salient person for an office; ``british`` are the ids of those with a British title."""

    def __init__(self, phrases: NounPhrases, epithets: Epithets, british: Set[str]) -> None:
        self.phrases = phrases
        self.parse = phrases.parse
        self.tokens = phrases.tokens
        self.entities = phrases.entities
        self.epithets = epithets
        self.british = british

    def whose(self, i: int, backers: list[str]) -> Entity | None:
        """Return the person without a role that the sentences before were about, for "the" and an office."""
        token = self.tokens[i]
        follows = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        states = [key for key in backers if self.entities.by_id[key].kind == "country"]
        subject = token.dep in ("nsubj", "nsubj:pass")
        if token.lower not in words().sets["taken-up"] or self.phrases.possessed(i) or not (subject or states):
            return None
        if follows is not None and follows.lower in roles.LINKS and not self.epithets.stands_for_office(i):
            return None
        inside = [k for k in range(self.phrases.left(i), i) if k in self.entities.owner]
        if not backers and any(self._an_actor(k) for k in inside):
            return None
        since = self.parse.sentences[max(0, token.sent - 2)][0]
        found = []
        for entity in self.entities.by_id.values():
            near = [f for f, _ in entity.mentions if since <= f < i]
            free = self._without_office(entity) and (entity.represents is None or entity.represents in backers)
            free = free and (bool(backers) or not inside or entity.role is not None)
            free = free and not self.epithets.other_party(entity, backers)
            free = free and not (states and entity.id in self.british and "united-kingdom" not in states)
            if entity.kind == "person" and near and free:
                found.append((max(near), entity))
        if len(found) > 1:
            found = [(at, entity) for at, entity in found if self._subject_before(entity, token.sent)]
        return found[0][1] if len(found) == 1 else None

    def _without_office(self, entity: Entity) -> bool:
        """Say whether nothing is known of a person's office: a rival or a candidate may be a senator as well."""
        return entity.role is None or entity.role.split()[-1].lower() in words().sets["relations"]

    def _subject_before(self, entity: Entity, sentence: int) -> bool:
        """Say whether a person is the subject of the sentence before."""
        begin, end = self.parse.sentences[max(0, sentence - 1)]
        return any(
            begin <= f <= k < end and self.tokens[k].dep == "nsubj"
            for f, last in entity.mentions
            for k in range(f, last + 1)
        )

    def _an_actor(self, i: int) -> bool:
        """Say whether token ``i`` belongs to a name that is more than a place's."""
        entity = self.entities.by_id.get(self.entities.owner.get(i, ""))
        return entity is not None and entity.kind != "place"
