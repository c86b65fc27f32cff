"""The actors of an article, and which of its words mean each of them."""

from __future__ import annotations

from collections import defaultdict

from stakegraph.extract.actors.countries import gazetteer
from stakegraph.extract.actors.entity import Entity
from stakegraph.extract.actors.naming import Name, clean
from stakegraph.extract.reading.actorwords import Body, words
from stakegraph.model import slug
from stakegraph.syntax import Parse

AFTER_NAMES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def _plain(name: str) -> list[str]:
    """Return the small words of a person's name, without the "Jr." behind it."""
    parts = name.lower().split()
    return parts[:-1] if len(parts) > 2 and parts[-1].rstrip(".") in AFTER_NAMES else parts


class Entities:
    """All entities of an article and which of its tokens belong to which.

    ``owner`` says whose a token is, ``of_name`` whose the name that begins there; ``titled`` are the tokens of titles
    and roles before names, ``beside`` those of roles set apart by a comma. ``surnames`` are the people of each last
    word of a name.
    """

    def __init__(self, parse: Parse, names: list[Name]) -> None:
        self.parse = parse
        self.names = names
        self.by_id: dict[str, Entity] = {}
        self.owner: dict[int, str] = {}
        self.of_name: dict[int, str] = {}
        self.beside: dict[int, str] = {}
        self.titled: dict[int, str] = {}
        self.surnames: dict[str, list[str]] = defaultdict(list)

    def add(self, entity: Entity) -> Entity:
        """Keep ``entity``; where its id is taken by another kind of actor, give it one of its own."""
        if entity.id in self.by_id:
            entity.id = f"{entity.id}-{entity.kind}"
        return self.by_id.setdefault(entity.id, entity)

    def mention(self, entity: Entity, first: int, last: int, rule: str) -> None:
        """Note that tokens ``first`` to ``last`` mean ``entity``."""
        entity.mentions.setdefault((first, last), rule)
        entity.forms.add(clean(self.parse.slice(first, last)))

    def own(self, name: Name, entity: Entity, rule: str) -> None:
        """Note that ``name``, with its title and role, means ``entity``."""
        self.of_name[name.first] = entity.id
        self.mention(entity, name.first, name.last, rule)
        for i in range(name.start, name.last + 1):
            self.owner.setdefault(i, entity.id)
        if name.start < name.first:
            self.mention(entity, name.start, name.last, rule)
        entity.gender = entity.gender or name.gender
        entity.evident = True

    def country(self, code: str) -> Entity:
        """Return the entity of a country, made where the article did not name it."""
        country = gazetteer().countries[code]
        if country.id not in self.by_id:
            self.add(Entity(country.id, country.name, "country", country=code))
        return self.by_id[country.id]

    def body(self, body: Body) -> Entity:
        """Return the entity of a listed body."""
        key = slug(body.name)
        if key not in self.by_id:
            self.add(Entity(key, body.name, body.type, country=body.country or None))
            self._speaks_for(self.by_id[key], body.represents)
        return self.by_id[key]

    def _speaks_for(self, entity: Entity, backer: str) -> None:
        """Note for whom a listed body speaks: a country by its code, or another body by its name."""
        if backer in gazetteer().countries:
            entity.represents = self.country(backer).id
        elif backer:
            entity.represents = self.body(words().bodies[backer]).id

    def person(self, name: Name) -> Entity:
        """Return the person of this full name, made where the article did not give it before."""
        parts = _plain(name.text)
        for key in self.surnames[parts[-1]]:
            known = _plain(self.by_id[key].name)
            initial = known[0][0] == parts[0][0] and len(min(known[0], parts[0], key=len)) <= 2
            double = known[-len(parts) :] == parts
            if known[0] == parts[0] or initial or double or parts[0] in words().nicknames.get(known[0], ()):
                return self.by_id[key]
        entity = self.add(Entity(slug(name.text), name.text, "person", firm=True, gender=name.gender))
        self.surnames[parts[-1]].append(entity.id)
        return entity

    def surname(self, name: Name) -> Entity | None:
        """Return the person whose surname (or, failing that, first name) this is, None where it is open."""
        text = name.text.lower()
        found = [self.by_id[key] for key in self.surnames.get(text, ())]
        if not found and not (name.titled and self._of_faith_or_crown(name)):
            found = [e for e in self.by_id.values() if e.kind == "person" and e.words[0].lower() == text]
            found = [e for e in found if not name.gender or e.gender in ("", name.gender)]
            return found[0] if len(found) == 1 else None
        if name.gender:
            found = [e for e in found if e.gender in ("", name.gender)]
        if len(found) > 1:
            role = self.role_of(name)
            found = [e for e in found if role and role <= e.roles] or found
        return self._dominant(found, name.first) if found else None

    def _of_faith_or_crown(self, name: Name) -> bool:
        """Say whether a title stands before the name that goes with a name of its own: "King Charles", "Sister Ann"."""
        return self.parse.tokens[name.first - 1].text in words().sets["regnal"]

    def role_of(self, name: Name) -> set[str]:
        """Return the words of the role that stands before a name."""
        if name.role is None:
            return set()
        return {token.lower for token in self.parse.tokens[name.role[0] : name.role[1] + 1]}

    def _dominant(self, found: list[Entity], at: int) -> Entity:
        """Return of several bearers of a surname the one that the article is about, or else the last one mentioned."""
        times = {e.id: len({last for _, last in e.mentions}) + 2 * self._entitled(e) for e in found}
        ranked = sorted(found, key=lambda e: (-times[e.id], e.id))
        if len(ranked) == 1 or times[ranked[0].id] >= 2 * times[ranked[1].id]:
            return ranked[0]
        return max(ranked, key=lambda e: max((f for f, _ in e.mentions if f < at), default=-1))

    def _entitled(self, entity: Entity) -> bool:
        """Say whether the headline gives the full name of a person: it is about her, not her namesake."""
        title = [t.text for first, end in self.parse.paragraphs[:1] for t in self.parse.tokens[first : min(end, 30)]]
        return any(title[k : k + len(entity.words)] == entity.words for k in range(len(title)))

    def sure(self, name: Name) -> bool:
        """Say whether a name of one word that nothing explains is taken for an actor unasked: it does something."""
        if name.weight >= 5:
            return True
        same = [other for other in self.names if other.text == name.text]
        agents = any(self.parse.tokens[other.last].dep == "nsubj" for other in same)
        return len(same) > 1 and (agents or not name.text.isupper())
