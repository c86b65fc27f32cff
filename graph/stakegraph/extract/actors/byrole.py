"""Whom a description by a role means: "the minister", "the former mayor of Leeds", "her husband"."""

from __future__ import annotations

from collections.abc import Set

from stakegraph.extract.actors import roles
from stakegraph.extract.actors.entity import Entity
from stakegraph.extract.actors.epithets import Epithets
from stakegraph.extract.actors.naming import clean
from stakegraph.extract.actors.nounphrases import INDEFINITE, NP, NounPhrases
from stakegraph.extract.actors.rolesbeside import role_words
from stakegraph.extract.actors.salience import Salience
from stakegraph.extract.actors.spouses import spouse
from stakegraph.extract.reading.actorwords import words

LEAD = 3
"""Sentences at the beginning of an article in which a role may stand before the name that it is of."""


class ByRole:
    """Finds the people whom roles describe: those who are said to have them, or else who is salient."""

    def __init__(self, phrases: NounPhrases, epithets: Epithets, british: Set[str]) -> None:
        self.phrases = phrases
        self.parse = phrases.parse
        self.tokens = phrases.tokens
        self.entities = phrases.entities
        self.epithets = epithets
        self.salience = Salience(phrases, epithets, british)

    def whose(self, i: int, first: int, backers: list[str]) -> Entity | None:
        """Return the person who has the role of the description that tokens ``first`` to ``i`` are."""
        asked = self._asked(first, i)
        found = self._bearers(i, asked, backers)
        new = self._introduced(i)
        if new is not None and not any(new < f < i for e in found for f, _ in e.mentions):
            return None
        if found:
            past = [e for e in found if e.roles & {"former", "ex"}]
            current = past if "former" in asked else [e for e in found if e not in past]
            return self.phrases.nearest(current or found, i)
        if self.epithets.is_predicate(i):
            return self.of_headline(i, first, backers)
        return self._unsaid(i, first, backers) or self.of_headline(i, first, backers)

    def _asked(self, first: int, i: int) -> set[str]:
        """Return the words of a description that whoever it means must have for a role."""
        asked = {self.tokens[i].lower}
        for token in self.tokens[first:i]:
            set_apart = token.pos in NP and token.i not in self.phrases.demonyms and token.i not in self.entities.owner
            if set_apart and not self.epithets.only_tells(token.i):
                asked.add(token.lower)
        return asked

    def _bearers(self, i: int, asked: Set[str], backers: list[str]) -> list[Entity]:
        """Return the people who are said to have a role, and after the lead were named before token ``i``."""
        found = []
        for entity in self.entities.by_id.values():
            if entity.kind != "person" or not entity.roles:
                continue
            lower = entity.roles & words().sets["ranks"] <= asked
            if asked - {"former"} <= entity.roles and lower and self._may_represent(entity, backers):
                found.append(entity)
        if self.tokens[i].sent > LEAD:
            found = [e for e in found if any(f < i for f, _ in e.mentions)]
        return found

    def _unsaid(self, i: int, first: int, backers: list[str]) -> Entity | None:
        """Return the person of whom nothing said the role before; who it is has the role from then on."""
        standing = self.tokens[i].lower in words().sets["standing"]
        person = spouse(self.phrases, i) or (self.epithets.whose(i, backers) if standing else None)
        person = person or self.salience.whose(i, backers) or self.epithets.whose(i, backers)
        person = person or self.epithets.varied(i, first)
        if person is not None:
            person.role = person.role or clean(self.parse.slice(first, i))
            person.roles |= role_words(self.tokens, first, i)
            if backers and person.represents is None:
                person.represents = backers[0]
        return person

    def _introduced(self, i: int) -> int | None:
        """Return where the sentences before token ``i`` bring in somebody new by the same noun: "an aide"."""
        since = self.parse.sentences[max(0, self.tokens[i].sent - 4)][0]
        for k in range(i - 1, since, -1):
            if self.tokens[k].lower == self.tokens[i].lower and k not in self.entities.owner:
                return k if self.tokens[self.phrases.left(k) - 1].lower in INDEFINITE else None
        return None

    def _may_represent(self, entity: Entity, backers: list[str]) -> bool:
        """Say whether a person can speak for the states and bodies that a description names."""
        if self.epithets.other_party(entity, backers):
            return False
        if not backers or entity.represents in backers:
            return True
        own = self.entities.by_id.get(entity.represents or "")
        if self.entities.by_id[backers[0]].name in words().parties and (own is None or own.name not in words().parties):
            return True
        return entity.represents is None and not any(self.entities.by_id[key].kind == "country" for key in backers)

    def of_headline(self, i: int, first: int, backers: list[str]) -> Entity | None:
        """Return the person whom a headline means by a bare role ("Lawmaker urges"): the first subject of the text."""
        token = self.tokens[i]
        before = self.tokens[first - 1].lower if first > 0 else ""
        known = before in ("his", "her", "their", "its") or (
            first > 0 and self.tokens[first - 1].pos == "DET" and before not in ("a", "an")
        )
        of = before in ("a", "an") and self.tokens[min(i + 1, len(self.tokens) - 1)].lower in roles.LINKS
        if token.sent > 2 or known or of or not token.dep.startswith("nsubj"):
            return None
        ends = next((end for start, end in self.parse.paragraphs if start <= i < end), i)
        for number in (token.sent + 1, token.sent + 2):
            for k in range(*self.parse.sentences[number] if number < len(self.parse.sentences) else (0, 0)):
                key = self.entities.owner.get(k)
                subject = self.tokens[k].dep.startswith("nsubj") and k >= ends
                if key and subject and self.entities.by_id[key].kind == "person":
                    person = self.entities.by_id[key]
                    return person if not backers or person.represents in (None, *backers) else None
        return None
