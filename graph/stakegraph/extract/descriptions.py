"""Actors by description: roles of named people, bodies named by their state, "the committee"."""

from __future__ import annotations

from stakegraph.extract import roles
from stakegraph.extract.actorwords import words
from stakegraph.extract.coreference import Entities
from stakegraph.extract.entity import Entity
from stakegraph.extract.naming import Name, clean
from stakegraph.model import slug
from stakegraph.syntax import Parse, Token

DEFINITE = frozenset({"the", "this", "that", "its", "their", "his", "her", "our"})
SYNONYMS = {"panel": "committee", "subcommittee": "committee", "firm": "company"}
NP = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})


class Descriptions:
    """Resolves descriptions of the actors that are named, and finds bodies that are named by their state."""

    def __init__(self, parse: Parse, entities: Entities) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self.entities = entities
        self.demonyms = {n.first: n.code for n in entities.names if n.kind == "demonym"}
        self.seen: dict[int, str | None] = {}
        self._appositions()
        self._bodies()
        self._roles()

    def left(self, head: int) -> int:
        """Return the first token of the modifiers that stand right before ``head``."""
        first = head
        begin = self.parse.sentences[self.tokens[head].sent][0]
        while first > begin and self.tokens[first - 1].lower not in roles.DETERMINERS:
            token = self.tokens[first - 1]
            glued = token.text in ("-", "'s", "’s", "'", "’")
            inside = token.pos in NP or (token.dep in ("amod", "compound") and token.head <= head)
            if not (glued or inside or first - 1 in self.demonyms or first - 1 in self.entities.owner):
                break
            first -= 1
        return first

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

    def _appositions(self) -> None:
        """Note what an organization is said to be beside its name: "Volta, a battery company, ..."."""
        for name in self.entities.names:
            key = self.entities.of_name.get(name.first)
            entity = self.entities.by_id[key] if key else None
            found = roles.after(self.parse, name.last, body=True) if entity is not None else None
            if entity is None or found is None or entity.kind not in ("organization", "unknown"):
                continue
            first, last, head = found
            entity.kind, entity.firm = "organization", True
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
            first = self.left(token.i)
            while first < token.i and first not in self.demonyms and first not in self.entities.owner:
                first += 1
            owned = any(t.text in ("'s", "’s", "'", "’") for t in self.tokens[first : token.i])
            if first == token.i or (owned and not self._of_country(first)):
                self._possessed(token)
                continue
            self._body(first, token)

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
        backer = self.backers(first, head.i - 1)
        entity = self.entities.by_id[backer[0]] if backer else self._said_to_be(head)
        if entity is None:
            return
        if head.lower in words().sets["government"] and entity.kind == "country":
            rule = "government of a country"
            entity.firm = True
        elif head.lower in words().sets["same"] and entity.kind == "organization" and first == head.i - 1:
            rule = "name and what it is"
        elif (listed := words().bodies.get(clean(self.parse.slice(first, head.i)))) is not None:
            entity, rule = self.entities.body(listed), "name of a body"
            entity.firm = True
        else:
            text = clean(self.parse.slice(first, head.i))
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
        """Return the body that "House panel" names in other words: the only committee that begins with "House"."""
        other = SYNONYMS.get(head.lower)
        if other is None:
            return None
        asked = [t.lower for t in self.tokens[first : head.i]]
        found = [e for e in self.entities.by_id.values() if e.kind == "organization" and e.firm]
        found = [e for e in found if e.name.lower().split()[: len(asked)] == asked and other in e.name.lower()]
        return self._nearest(found, head.i) if found else None

    def _roles(self) -> None:
        """Give each named person the role that stands beside the name, and whom it speaks for."""
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
            if name.role:
                name.role = (self._owner_before(name.role[0]), name.role[1])
                name.start = min(name.start, name.role[0])
                self._role(entity, *name.role, self._role_head(*name.role), "role and name")
                self.entities.mention(entity, name.start, name.last, "role and name")
            for found in (roles.after(self.parse, name.last), roles.ahead(self.parse, name)):
                if found is not None:
                    self._role(entity, *found, "apposition")

    def _titles(self, entity: Entity, name: Name) -> None:
        """Take the offices that titles stand for: "Sen." for senator."""
        for i in range(name.start, name.first):
            offices = words().synonyms.get(self.tokens[i].lower.rstrip("."))
            if offices and self.tokens[i].text in words().titles:
                entity.roles |= offices
                entity.role = entity.role or self.tokens[i].text

    def _owner_before(self, first: int) -> int:
        """Return where a role begins with whose role it is: "Kenya's" of "Kenya's President"."""
        if first < 2 or self.tokens[first - 1].text not in ("'s", "’s") or first - 2 not in self.entities.owner:
            return first
        owner, at = self.entities.owner[first - 2], first - 2
        while at > 0 and self.entities.owner.get(at - 1) == owner:
            at -= 1
        return at

    def _role_head(self, first: int, last: int) -> int:
        heads = [i for i in range(first, last + 1) if self.tokens[i].lower in words().roles]
        return heads[-1] if heads else last

    def _role(self, entity: Entity, first: int, last: int, head: int, rule: str) -> None:
        if entity.kind == "unknown":
            entity.kind = "person"
        entity.firm = True
        self.entities.mention(entity, first, last, rule)
        entity.role = entity.role or clean(self.parse.slice(first, last))
        entity.roles |= self._role_words(first, head)
        self.entities.owner[head] = entity.id
        backers = [key for key in self.backers(first, last) if key != entity.id]
        if backers and entity.represents is None:
            entity.represents = backers[0]

    def resolve(self, i: int) -> str | None:
        """Return the id of the named actor that the noun phrase headed by token ``i`` describes, None where open."""
        if i not in self.seen:
            self.seen[i] = None
            found = self._resolve(i)
            if found is not None:
                first = self.left(i)
                if first > 0 and self.tokens[first - 1].lower == "the":
                    first -= 1
                self.entities.mention(found[0], first, i, found[1])
                self.entities.owner[i] = found[0].id
                self.seen[i] = found[0].id
        return self.seen[i]

    def _resolve(self, i: int) -> tuple[Entity, str] | None:
        token = self.tokens[i]
        first = self.left(i)
        definite = first > 0 and self.tokens[first - 1].lower in DEFINITE
        backers = self.backers(first, i - 1)
        if token.lower in words().roles:
            found = self._by_role(i, first, backers, definite or bool(backers) or self.tokens[first].text[0].isupper())
            return (found, "role description") if found else None
        if (
            token.lower in words().sets["members"]
            and backers
            and self.entities.by_id[backers[0]].kind == "organization"
        ):
            self.entities.by_id[backers[0]].firm = True
            return self.entities.by_id[backers[0]], "members of a body"
        if token.lower == "country" and definite and first == i:
            found = self._last(i, "country", 1)
            return (found, "the country") if found else None
        if token.lower in words().organizations and definite and not backers:
            found = self._by_head(i, first)
            return (found, "head of the name") if found else None
        return None

    def _by_role(self, i: int, first: int, backers: list[str], definite: bool) -> Entity | None:
        """Return the person who has the role of this description."""
        if not definite:
            return self._of_headline(i, first)
        asked = {self.tokens[i].lower}
        for token in self.tokens[first:i]:
            if token.pos in NP and token.i not in self.demonyms and token.i not in self.entities.owner:
                asked.add(token.lower)
        found = []
        for entity in self.entities.by_id.values():
            if entity.kind != "person" or not entity.roles:
                continue
            lower = entity.roles & words().sets["ranks"] <= asked
            if asked <= entity.roles and lower and self._may_represent(entity, backers):
                found.append(entity)
        if found:
            current = [e for e in found if not e.roles & {"former", "ex"}] if "former" not in asked else found
            return self._nearest(current or found, i)
        person = self._by_salience(i, backers)
        if person is not None:
            person.role = clean(self.parse.slice(first, i))
            person.roles |= self._role_words(first, i)
            if backers and person.represents is None:
                person.represents = backers[0]
        return person or self._of_headline(i, first)

    def _of_headline(self, i: int, first: int) -> Entity | None:
        """Return the person whom a headline means by a bare role ("Lawmaker urges"): the first subject of the text."""
        token = self.tokens[i]
        if token.sent > 1 or (first > 0 and self.tokens[first - 1].pos == "DET") or not token.dep.startswith("nsubj"):
            return None
        ends = next((end for start, end in self.parse.paragraphs if start <= i < end), i)
        for number in (token.sent + 1, token.sent + 2):
            for k in range(*self.parse.sentences[number] if number < len(self.parse.sentences) else (0, 0)):
                key = self.entities.owner.get(k)
                subject = self.tokens[k].dep.startswith("nsubj") and k >= ends
                if key and subject and self.entities.by_id[key].kind == "person":
                    return self.entities.by_id[key]
        return None

    def _may_represent(self, entity: Entity, backers: list[str]) -> bool:
        """Say whether a person can speak for the states and bodies that a description names."""
        if not backers or entity.represents in backers:
            return True
        return entity.represents is None and not any(self.entities.by_id[key].kind == "country" for key in backers)

    def _role_words(self, first: int, head: int) -> set[str]:
        """Return the words of a role up to its head, with other words for the head: a "Sen." is a lawmaker."""
        found = {self.tokens[i].lower for i in range(first, head + 1)}
        return found.union(*(words().synonyms.get(word, ()) for word in found))

    def _nearest(self, found: list[Entity], i: int) -> Entity:
        """Return the one that was mentioned last before token ``i``, or else the first after it."""

        def distance(entity: Entity) -> tuple[bool, int]:
            before = [f for f, _ in entity.mentions if f <= i]
            return (not before, i - max(before)) if before else (True, min(f for f, _ in entity.mentions))

        return min(found, key=distance)

    def _by_salience(self, i: int, backers: list[str]) -> Entity | None:
        """Return the person without a role that the sentences before were about, for "the" and an office."""
        token = self.tokens[i]
        follows = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        if (
            token.lower not in words().sets["taken-up"]
            or token.dep not in ("nsubj", "nsubj:pass")
            or self._possessed_by(i)
        ):
            return None
        if follows is not None and follows.lower in roles.LINKS:
            return None
        since = self.parse.sentences[max(0, token.sent - 2)][0]
        found = []
        for entity in self.entities.by_id.values():
            near = [f for f, _ in entity.mentions if since <= f < i]
            free = entity.role is None and (entity.represents is None or entity.represents in backers)
            if entity.kind == "person" and near and free:
                found.append((max(near), entity))
        return found[0][1] if len(found) == 1 else None

    def _possessed_by(self, i: int) -> bool:
        return any(True for _ in self.parse.children(i, "nmod:poss"))

    def _by_head(self, i: int, first: int) -> Entity | None:
        """Return the organization whose name has the words of "the banking committee"; the last one mentioned."""
        asked = {SYNONYMS.get(t.lower, t.lower) for t in self.tokens[first : i + 1] if t.pos in NP}
        found = [
            e for e in self.entities.by_id.values()
            if e.kind == "organization" and e.firm and asked <= {w.lower() for w in e.words} and e.mentions
        ]  # fmt: skip
        if not found and asked == {"party"}:
            found = [e for e in self.entities.by_id.values() if e.name in words().parties and e.mentions]
        if found:
            return self._nearest(found, i)
        return self._only_one(i) if self.tokens[i].lower in words().sets["alike"] else None

    def _only_one(self, i: int) -> Entity | None:
        """Return the organization that the text before is about and whose name does not say what else it is."""
        found = []
        for entity in self.entities.by_id.values():
            near = any(f < i for f, _ in entity.mentions)
            heads = {w.lower() for w in entity.words} & (words().organizations | words().sets["chambers"])
            if entity.kind == "organization" and entity.firm and near and not heads and not entity.represents:
                found.append(entity)
        found.sort(key=lambda e: (-len(e.mentions), e.id))
        clear = len(found) == 1 or (len(found) > 1 and len(found[0].mentions) >= 2 * len(found[1].mentions))
        return found[0] if clear else None

    def main_country(self, i: int) -> Entity | None:
        """Return the country that the article is about, for "the government" without more words."""
        if self.left(i) != i:
            return None
        named = [e for e in self.entities.by_id.values() if e.kind == "country" and e.mentions]
        named.sort(key=lambda e: (-len(e.mentions), e.id))
        clear = len(named) == 1 or (len(named) > 1 and len(named[0].mentions) >= 2 * len(named[1].mentions))
        return named[0] if clear else None

    def _last(self, i: int, kind: str, sentences: int) -> Entity | None:
        """Return the actor of a kind that was mentioned last, at most some sentences before."""
        since = self.parse.sentences[max(0, self.tokens[i].sent - sentences)][0]
        found = [
            (max(near), e.id)
            for e in self.entities.by_id.values()
            if e.kind == kind and (near := [f for f, _ in e.mentions if since <= f < i])
        ]
        return self.entities.by_id[max(found)[1]] if found else None
