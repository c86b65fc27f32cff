"""Links the names that lists know: countries, their capitals and people, and the bodies in ``seeds/``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from stakegraph.extract.actors.countries import gazetteer, seats
from stakegraph.extract.actors.elsewhere import Elsewhere
from stakegraph.extract.actors.entities import Entities
from stakegraph.extract.actors.entity import Entity
from stakegraph.extract.actors.naming import Name, initials, without_suffix
from stakegraph.extract.reading.actorwords import Body, words
from stakegraph.model import slug

TWINS = {"North": "South", "South": "North", "East": "West", "West": "East"}
COUNTRY_RULES = {"country": "name of a country", "seat": "seat of government", "people": "people of a country"}


def link_listed(entities: Entities, names: list[Name], kinds: dict[str, str]) -> None:
    """Link names of countries, their governments' seats, their people, and of bodies."""
    listed = ListedNames(entities, names, kinds)
    for name in names:
        listed.link(name)


class ListedNames:
    """Links a name to what the lists say of it, as far as the other names of the article allow."""

    def __init__(self, entities: Entities, names: list[Name], kinds: dict[str, str]) -> None:
        self.entities = entities
        self.tokens = entities.parse.tokens
        self.kinds = kinds
        self._codes = {n.code for n in names if n.kind in ("country", "demonym", "people")}
        self._surnames = _surnames_given(names, kinds)
        self._elsewhere = Elsewhere(entities, names)
        people = [name for name in names if name.kind == "person"]
        self._titles = {i for person in people for i in range(person.start, person.first)}
        self._halves = _halves(names)
        self._spelled = _spell(names)
        listed = (words().bodies.get(name.text) for name in names)
        self._named = {one for body in listed if body is not None for one in (body.name, body.represents)}

    def link(self, name: Name) -> None:
        """Link one name if it is listed, and means here what the list says."""
        half = self._halves.get(name.text)
        if half is not None and self._after_the(name):
            self.entities.own(name, self.entities.country(half), "half of a divided land")
            return
        acting = self._acting(name)
        if acting is not None:
            self.entities.own(name, self.entities.body(acting), "seat of a body")
            return
        if name.text in self._surnames and not self._is_place(name):
            return
        other = self._elsewhere.body(name)
        if other is not None:
            self.entities.own(name, other, "name of a body")
            return
        body = self._listed_body(name)
        if name.kind in COUNTRY_RULES and self.kinds[name.text] == name.kind:
            self._link_country(name)
        elif body is not None and not (name.kind == "person" and name.titled):
            self._link_body(name, body)

    def _link_country(self, name: Name) -> None:
        """Link a name of a state, its capital or its people; a capital that only is where it lies stays a place."""
        if name.kind == "seat" and not self._governs(name):
            place = self.entities.by_id.get(slug(name.text))
            place = place or self.entities.add(Entity(slug(name.text), name.text, "place"))
            self.entities.own(name, place, "name of a place")
            return
        entity = self.entities.country(name.code)
        entity.firm = entity.firm or name.kind != "seat" or not self._is_place(name)
        self.entities.own(name, entity, COUNTRY_RULES[name.kind])

    def _link_body(self, name: Name, body: Body) -> None:
        """Link a name of a listed body, which where it only describes what follows is no mention of it."""
        entity = self.entities.body(body)
        if self._describes(name, body):
            self.entities.of_name[name.first] = self.entities.owner[name.first] = entity.id
            entity.evident = True
        else:
            self.entities.own(name, entity, "name of a body")
            entity.firm = True

    def _acting(self, name: Name) -> Body | None:
        """Return the body whose seat acts for it, where the article names it: "Brussels" for the European Union."""
        body = words().acting.get(name.text)
        return body if body is not None and body.name in self._named and not self._is_place(name) else None

    def _after_the(self, name: Name) -> bool:
        """Say whether "the North" means a state: "the" stands before it, or it does something."""
        before = self.tokens[name.first - 1].lower if name.first else ""
        return before == "the" or self.tokens[name.first].dep == "nsubj"

    def _listed_body(self, name: Name) -> Body | None:
        """Return the listed body of this name, which may have the name of its country before it."""
        bodies = words().bodies
        body: Body | None = bodies.get(name.text) or bodies.get(without_suffix(name.text))
        if body is not None and any(bodies.get(full) is not body for full in self._spelled.get(name.text, ())):
            return None
        if body is not None:
            return None if not (body.country or body.represents) and self._fuller(name) else body
        if name.kind not in ("organization", "unknown"):
            return None
        first, _, rest = name.text.partition(" ")
        found = gazetteer().find(first)
        body = bodies.get(rest)
        return body if body and found and body.country == found[0].code else None

    def _fuller(self, name: Name) -> bool:
        """Say whether the article names a state's body in full: "Supreme Court" beside "Indian Supreme Court"."""
        finds = gazetteer().find
        others = (
            other.text for other in self.entities.names if other.kind == "organization" and name.text in other.text
        )
        return any(other not in words().bodies and finds(other.split()[0]) for other in others)

    def _describes(self, name: Name, body: Body) -> bool:
        """Say whether a body's name only describes what follows: "Democratic senator", "Senate panel"."""
        if name.last in self._titles and body.name in words().parties:
            follows = self.tokens[name.last + 1].lower
            return name.text in words().adjectives and follows not in words().sets["partisan"]
        if self.tokens[name.last].dep not in ("amod", "compound"):
            return False
        plain = " " not in name.text and not name.text.isupper() and not body.country
        return plain or name.text in words().adjectives

    def _governs(self, name: Name) -> bool:
        """Say whether a capital can stand for its state: the article names the state, or news is used to it."""
        return name.code in self._codes or name.text in seats() or self.tokens[name.last].dep == "nsubj"

    def _is_place(self, name: Name) -> bool:
        """Say whether a capital or seat stands for the place: "in Moscow", "Paris streets"."""
        tokens = self.tokens
        before = tokens[name.first - 1].lower if name.first else ""
        if before == "the" and name.first > 1:
            before = tokens[name.first - 2].lower
        return before in words().sets["locative"] or tokens[name.last].dep == "compound"


def _halves(names: Iterable[Name]) -> dict[str, str]:
    """Return the states that "the North" and "the South" mean beside a state that has a twin: "North Korea"."""
    finds = gazetteer().named
    halves: dict[str, str] = {}
    for code in dict.fromkeys(n.code for n in names if n.kind == "country"):
        side, _, land = gazetteer().countries[code].name.partition(" ")
        other = finds(f"{TWINS[side]} {land}", "name") if side in TWINS else None
        if other is not None:
            halves |= {side: code, TWINS[side]: other.code}
    return halves


def _surnames_given(names: Iterable[Name], kinds: dict[str, str]) -> set[str]:
    """Return the surnames of people given in full that name states, capitals or bodies too: "Ann London"."""
    full = (n.text.split() for n in names if kinds[n.text] == "person" and " " in n.text)
    last = (parts[-1] for parts in full)
    return {word for word in last if word in words().bodies or gazetteer().named(word, "name", "seat")}


def _spell(names: Iterable[Name]) -> dict[str, set[str]]:
    """Return for each acronym the full names of organizations that it may be short for here."""
    spelled: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for short in initials(name.text) if name.kind == "organization" else ():
            spelled[short].add(name.text)
    return spelled
