"""Gives the people that are named the roles that stand beside their names, and whom they speak for."""

from __future__ import annotations

from collections.abc import Sequence

from stakegraph.extract.actors import roles
from stakegraph.extract.actors.entity import Entity
from stakegraph.extract.actors.naming import Name, clean
from stakegraph.extract.actors.nounphrases import POSSESSIVE, NounPhrases
from stakegraph.extract.reading.actorwords import words
from stakegraph.syntax import Token

PAST = frozenset({"former", "ex", "ex-", "late", "onetime", "one-time", "erstwhile", "retired"})
"""Words before a role that somebody had: whoever it was for does not speak through her any more."""


def role_words(tokens: Sequence[Token], first: int, head: int) -> set[str]:
    """Return the words of a role up to its head, with other words for the head: a "Sen." is a lawmaker."""
    found = {tokens[i].lower for i in range(first, head + 1)}
    return found.union(*(words().synonyms.get(word, ()) for word in found))


class RolesBeside:
    """Finds the roles beside the names of one article.

    ``british`` are the ids of people with a British title, who hold no office of another state.
    """

    def __init__(self, phrases: NounPhrases) -> None:
        self.phrases = phrases
        self.parse = phrases.parse
        self.tokens = phrases.tokens
        self.entities = phrases.entities
        self.british: set[str] = set()
        self._begins = {n.last: n.first for n in self.entities.names if n.kind in ("person", "unknown")}

    def find(self) -> None:
        """Find them all."""
        for name in self.entities.names:
            key = self.entities.of_name.get(name.first)
            entity = self.entities.by_id[key] if key else None
            if entity is None or entity.kind not in ("person", "unknown"):
                continue
            if name.role is None:
                name.role = roles.before(self.parse, name)
                if name.role:
                    name.start = name.role[0]
            self._titles(entity, name)
            entity.roles |= self._shared(name)
            if name.role:
                self._before(entity, name, name.role)
            self._set_apart(entity, name)
            if entity.kind == "person" and entity.represents is None:
                entity.represents = self._owner(name)

    def _owner(self, name: Name) -> str | None:
        """Return the body whose person a name is said to be: "Labour's Ann Moss", "Ann Moss of the Labour Party"."""
        if self.tokens[name.start - 1].text in POSSESSIVE:
            entity = self.entities.by_id.get(self.entities.owner.get(name.start - 2, ""))
            return entity.id if entity is not None and entity.kind == "organization" else None
        after = [t.lower for t in self.tokens[name.last + 1 : name.last + 3]]
        if after[:1] not in (["of"], ["from"]):
            return None
        at = name.last + (3 if after[1:] == ["the"] else 2)
        entity = self.entities.by_id.get(self.entities.of_name.get(at, ""))
        if entity is None or entity.kind not in ("organization", "unknown") or " " not in entity.name:
            return None
        follows = at + len(entity.words)
        if follows < len(self.tokens) and self.tokens[follows].pos == "NOUN":
            return None  # "of the Green Farms constituency"
        entity.kind, entity.firm = "organization", True
        return entity.id

    def _before(self, entity: Entity, name: Name, role: tuple[int, int]) -> None:
        """Take the role that leads up to a name, with all that belongs to it."""
        first, last = self._joined(self._owner_before(self._more(role[0]))), role[1]
        name.role = first, last
        name.start = min(name.start, first)
        for i in range(first, last):
            self.entities.owner.setdefault(i, entity.id)
        self.entities.titled.update(dict.fromkeys(range(name.start, name.first), entity.id))
        self._take(entity, first, last, self._head(first, last), "role and name")
        self.entities.mention(entity, name.start, name.last, "role and name")

    def _set_apart(self, entity: Entity, name: Name) -> None:
        """Take the roles that a comma sets apart from a name, after and before it."""
        ahead = roles.ahead(self.parse, name)
        for found in (roles.after(self.parse, name.last), ahead):
            if found is not None:
                self._take(entity, *found, "apposition")
        if ahead is not None:
            self.entities.beside.update(dict.fromkeys(range(ahead[0], ahead[1] + 1), entity.id))

    def _titles(self, entity: Entity, name: Name) -> None:
        """Take the offices that titles stand for: "Sen." for senator."""
        for i in range(name.start, name.first):
            if self.tokens[i].text in words().sets["british"]:
                self.british.add(entity.id)
            offices = words().synonyms.get(self.tokens[i].lower.rstrip("."))
            if offices and self.tokens[i].text in words().titles:
                entity.roles |= offices
                entity.roles |= {self.tokens[name.start - 1].lower} & PAST if name.start else set()
                entity.role = entity.role or self.tokens[i].text

    def _shared(self, name: Name) -> set[str]:
        """Return the role that a noun in number gives each name after it: "hosts Ann Moss and Carl Berg"."""
        at = name.start - 1
        if at > 1 and self.tokens[at].lower in ("and", ",") and (first := self._begins.get(at - 1)) is not None:
            at = first - 1
        many = self.tokens[at].lower if at >= 0 else ""
        if many not in words().role_plurals or self.tokens[at].pos not in ("NOUN", "PROPN"):
            return set()
        return {one for one in (self.tokens[at].lemma.lower(), many.removesuffix("s")) if one in words().roles}

    def _more(self, first: int) -> int:
        """Return where a role begins with the nouns before it: "panel" of "panel Chairman Ann Moss"."""
        begin = self.parse.sentences[self.tokens[first].sent][0]
        while first > begin and self.tokens[first - 1].pos == "NOUN" and self.tokens[first - 1].text.islower():
            first -= 1
        first += self.tokens[first].text == "-"
        if first > begin + 3 and [t.lower for t in self.tokens[first - 3 : first]] == ["-", "in", "-"]:
            first -= 4  # "Editor-in-Chief"
        return first - 1 if first > begin and self.tokens[first - 1].lower in PAST else first

    def _owner_before(self, first: int) -> int:
        """Return where a role begins with whose role it is: "Kenya's" of "Kenya's President"."""
        if first < 2 or self.tokens[first - 1].text not in ("'s", "’s") or first - 2 not in self.entities.owner:
            return first
        owner, at = self.entities.owner[first - 2], first - 2
        while at > 0 and self.entities.owner.get(at - 1) == owner:
            at -= 1
        return at

    def _joined(self, first: int) -> int:
        """Return where roles joined by "and" begin: "author" of "author and former mayor Ann Moss"."""
        begin = self.parse.sentences[self.tokens[first].sent][0]
        at = first - 2
        if at < begin or self.tokens[first - 1].lower != "and" or not roles.is_role(self.parse, at):
            return first
        left = self.phrases.left(at)
        bare = left == begin or self.tokens[left - 1].lower not in roles.DETERMINERS - {"a", "an"}
        return left if bare and at not in self.entities.owner else first

    def _head(self, first: int, last: int) -> int:
        """Return the noun that a role is of: the last word for an office or work in it."""
        heads = [i for i in range(first, last + 1) if self.tokens[i].lower in words().roles]
        return heads[-1] if heads else last

    def _take(self, entity: Entity, first: int, last: int, head: int, rule: str) -> None:
        """Note that tokens ``first`` to ``last``, headed by ``head``, are a role of a person."""
        if entity.kind == "unknown":
            entity.kind = "person"
        entity.firm = True
        self.entities.mention(entity, first, last, rule)
        entity.role = entity.role or clean(self.parse.slice(first, last))
        entity.roles |= role_words(self.tokens, first, head)
        self.entities.owner[head] = entity.id
        backers = [key for key in self.phrases.backers(first, last) if key != entity.id]
        if self.tokens[head].lower == "counterpart" and backers and entity.represents is None:
            entity.represents = backers[0]
            entity.roles |= self._roles_across(entity, head)
        past = role_words(self.tokens, max(0, first - 1), head) & PAST
        if past or self.tokens[head].lower in words().sets["relations"]:
            return
        if backers and entity.represents is None:
            entity.represents = backers[0]

    def _roles_across(self, entity: Entity, i: int) -> set[str]:
        """Return the roles of the person named before "his American counterpart": they are the counterpart's too."""
        begin = self.parse.sentences[self.tokens[i].sent][0]
        found = [e for e in self.entities.by_id.values() if e is not entity and e.kind == "person" and e.roles]
        found = [e for e in found if any(begin <= f < i for f, _ in e.mentions)]
        return set(found[0].roles) if len(found) == 1 else set()
