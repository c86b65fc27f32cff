"""Bodies that are named by their owner or by what they are: "the Norwegian navy", "Volta, a battery company"."""

from __future__ import annotations

from stakegraph.extract.actors import roles
from stakegraph.extract.actors.entity import Entity
from stakegraph.extract.actors.naming import clean
from stakegraph.extract.actors.nounphrases import POSSESSIVE, NounPhrases
from stakegraph.extract.reading.actorwords import words
from stakegraph.model import slug
from stakegraph.syntax import Token

SYNONYMS = {"panel": "committee", "subcommittee": "committee", "firm": "company"}


class Bodies:
    """Finds the described bodies of one article and keeps them among its entities."""

    def __init__(self, phrases: NounPhrases) -> None:
        self.phrases = phrases
        self.parse = phrases.parse
        self.tokens = phrases.tokens
        self.entities = phrases.entities
        self.demonyms = phrases.demonyms

    def find(self) -> None:
        """Find them all."""
        self._appositions()
        self._bodies()

    def _appositions(self) -> None:
        """Note what an organization is said to be beside its name: "Volta, a battery company, ..."."""
        for name in self.entities.names:
            key = self.entities.of_name.get(name.first)
            entity = self.entities.by_id[key] if key else None
            found = roles.after(self.parse, name.last, body=True) if entity is not None else None
            bare = name.start == name.first and " " not in name.text
            if (
                entity is None
                or found is None
                or entity.kind not in ("organization", "unknown", "person" if bare else "")
            ):
                continue
            first, last, head = found
            entity.kind, entity.firm = "organization", True
            entity.roles.add(self.parse.tokens[head].lower)
            self.entities.mention(entity, first, last, "apposition")
            self.entities.owner[head] = entity.id

    def _bodies(self) -> None:
        """Make actors of "the Russian navy", "Senate banking committee", and of "the Russian government" Russia."""
        heads = words().organizations
        for token in self.tokens:
            if token.lower not in heads or token.i in self.entities.owner or token.pos not in ("NOUN", "PROPN"):
                continue
            after = self.tokens[token.i + 1] if token.i + 1 < len(self.tokens) else None
            if after is not None and after.pos in ("NOUN", "PROPN") and after.lower not in ("'s", "’s"):
                continue
            first = self.phrases.left(token.i)
            while first < token.i and first not in self.demonyms and first not in self.entities.owner:
                first += 1
            if self._named_so(token):
                continue
            owned = any(t.text in POSSESSIVE for t in self.tokens[first : token.i])
            if first == token.i or (owned and not self._of_country(first)):
                self._possessed(token)
                continue
            self._body(first, token)

    def _named_so(self, head: Token) -> bool:
        """Say whether the name before a word for a body has that word: "party" of "opposition Congress party"."""
        entity = self.entities.by_id.get(self.entities.owner.get(head.i - 1, ""))
        if entity is None or entity.kind != "organization" or entity.words[-1] != head.text or len(entity.words) < 2:
            return False
        self.entities.mention(entity, head.i - 1, head.i, "name and what it is")
        self.entities.owner[head.i] = entity.id
        return True

    def _of_country(self, first: int) -> bool:
        """Say whether a country owns the body: "Norway's foreign ministry"."""
        owner = self.entities.owner.get(first)
        return bool(owner) and self.entities.by_id[str(owner)].kind == "country"

    def _possessed(self, head: Token) -> None:
        """Link "Russia's government" and "the government of Russia" to Russia."""
        if head.lower not in words().sets["government"]:
            return
        for child in self.parse.children(head.i, "nmod"):
            key = self.entities.owner.get(child.i)
            if key and self.entities.by_id[key].kind == "country":
                self.entities.owner[head.i] = key
                span = min(child.i, head.i), max(child.i, head.i)
                self.entities.mention(self.entities.by_id[key], *span, "government of a country")

    def _body(self, first: int, head: Token) -> None:
        backer = self.phrases.backers(first, head.i - 1)
        entity = self.entities.by_id[backer[0]] if backer else self._said_to_be(head)
        if entity is None or (entity.kind == "person" and head.lower == "presidency"):
            return
        small = words().sets["extremes"]
        named = (k for k in range(first, head.i) if self.tokens[k].lower not in small)
        whole = {self.entities.owner.get(k) for k in named} == {entity.id}
        if head.lower in words().sets["government"] and entity.kind == "country":
            rule = "government of a country"
            entity.firm = True
        elif head.lower in words().sets["same"] and entity.kind in ("organization", "group") and whole:
            rule = "name and what it is"
        elif (listed := words().bodies.get(clean(self.parse.slice(first, head.i)))) is not None:
            entity, rule = self.entities.body(listed), "name of a body"
            entity.firm = True
        else:
            text = clean(self.parse.slice(first, head.i))
            if entity.kind == "person" and head.lower in words().sets["campaigns"]:
                text = f"{entity.words[-1]} campaign"
            country, key = entity, slug(text)
            entity = (
                self.entities.by_id.get(key)
                or self._same_body(country, text)
                or self._synonym(first, head)
                or self.entities.add(Entity(key, text, "organization"))
            )
            entity.firm, rule = True, "body named by its owner"
            if country.kind == "country":
                entity.represents, country.firm = country.id, True
            elif country.kind == "person":
                entity.represents = country.id
        self.entities.mention(entity, first, head.i, rule)
        for i in range(first, head.i + 1):
            if i == head.i or i not in self.entities.owner:
                self.entities.owner[i] = entity.id

    def _same_body(self, owner: Entity, text: str) -> Entity | None:
        """Return the body of the same state with the same words after the state: "Norway's navy", "Norwegian navy"."""
        rest = text.split()[1:]
        rest = rest[1:] if rest[:1] == ["'s"] else rest
        found = (e for e in self.entities.by_id.values() if e.represents == owner.id and e.kind == "organization")
        return next((e for e in found if e.words[1:] == rest), None)

    def _said_to_be(self, head: Token) -> Entity | None:
        """Return the name before "charity" or "company", which says that it is an organization's."""
        key = self.entities.owner.get(head.i - 1)
        entity = self.entities.by_id[key] if key else None
        if entity is None or entity.kind != "unknown" or head.lower not in words().sets["same"]:
            return None
        entity.kind, entity.firm = "organization", True
        return entity

    def _synonym(self, first: int, head: Token) -> Entity | None:
        """Return the body that "House panel" names in other words: the committee with "House" in its name."""
        asked = {t.lower for t in self.tokens[first : head.i]} | {SYNONYMS.get(head.lower, head.lower)}
        found = [e for e in self.entities.by_id.values() if e.kind == "organization" and e.firm]
        found = [e for e in found if asked <= {word.lower() for word in e.words}]
        return self.phrases.nearest(found, head.i) if found else None
