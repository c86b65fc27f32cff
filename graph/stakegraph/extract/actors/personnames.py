"""Links the names of people: in full, by title and surname, by a bare surname or first name."""

from __future__ import annotations

from collections.abc import Set

from stakegraph.extract.actors.entities import Entities
from stakegraph.extract.actors.entity import Entity
from stakegraph.extract.actors.naming import SURE, Name
from stakegraph.extract.reading.actorwords import words
from stakegraph.model import slug

_LANDS = ("ia", "stan", "land")
_PEOPLES = ("ian", "ese", "ish", "ani")


def link_people(entities: Entities, names: list[Name], kinds: dict[str, str]) -> None:
    """Link full names of people, the longest first, then titles with surnames, then bare surnames."""
    _link_full(entities, [n for n in names if n.kind != "demonym" and kinds[n.text] == "person" and " " in n.text])
    known = {part.lower() for e in entities.by_id.values() if e.kind == "person" for part in e.words}
    bodies = {n.text.split()[0]: n.first for n in reversed(names) if kinds[n.text] == "organization" and " " in n.text}
    capitalised = {token.text for token in entities.parse.tokens if token.text[:1].isupper()}
    for name in names:
        single = " " not in name.text and name.first not in entities.of_name
        if not single or name.kind == "demonym" or (name.kind == "place" and name.weight >= SURE):
            continue
        kind = kinds.get(name.text, "unknown")
        if not name.titled and bodies.get(name.text, name.first) < name.first and _comes_later(entities, name):
            continue  # the organization's: "Volta Group ... Volta", before any "Ann Volta"
        if _is_family(entities, name):
            entity = Entity(slug(name.text), name.text, "group", plural=True, firm=True)
            entities.own(name, entities.by_id.get(entity.id) or entities.add(entity), "name of a family")
        elif kind in ("person", "unknown") or name.text.lower() in known:
            _link_single(entities, name, kind, capitalised)


def _link_full(entities: Entities, full: list[Name]) -> None:
    _trim(entities, full)
    full = [n for n in full if " " in n.text]
    for name in sorted(full, key=lambda n: (-len(n.text.split()), n.first)):
        entity = entities.person(name)
        entity.roles |= entities.role_of(name)
        entities.own(name, entity, "full name")


def _link_single(entities: Entities, name: Name, kind: str, capitalised: Set[str]) -> None:
    """Link a name of one word to the person that bears it, or keep it as a new person's or a country's."""
    bearer = entities.surname(name)
    if bearer is not None:
        entities.own(name, bearer, "title and surname" if name.titled else "surname")
    elif kind == "person" and _is_land(name, capitalised):
        entity = entities.add(Entity(slug(name.text), name.text, "country", firm=entities.sure(name)))
        entities.own(name, entity, "name like that of a country")
    elif kind == "person":
        entity = Entity(slug(name.text), name.text, "person", firm=entities.sure(name))
        entities.surnames[name.text.lower()].append(entities.add(entity).id)
        entities.own(name, entity, "name of a person")


def _comes_later(entities: Entities, name: Name) -> bool:
    """Say whether the person whose surname a word is was not named yet where it stands."""
    bearer = entities.surname(name)
    return bearer is not None and min(first for first, _ in bearer.mentions) > name.first


def _is_family(entities: Entities, name: Name) -> bool:
    """Say whether a name is that of several people of one surname: "the Lindqvists"."""
    before = entities.parse.tokens[name.first - 1].lower if name.first else ""
    return before == "the" and name.text.endswith("s") and name.text[:-1].lower() in entities.surnames


def _is_land(name: Name, capitalised: Set[str]) -> bool:
    """Say whether a bare name is a country's: it ends like one, or the article has a people of that name."""
    if name.titled or name.gender or name.text in words().given:
        return False
    stem = name.text.rstrip("aeiouy")
    people = {stem + ending for ending in _PEOPLES} | {name.text + "n"}
    return name.text.endswith(_LANDS) or bool(people & capitalised)


def _trim(entities: Entities, full: list[Name]) -> None:
    """Cut the word off that begins a sentence before a surname given in full elsewhere: "Asked Lindqvist"."""
    given = words().given
    known = {n.text.split()[-1] for n in full if n.text.split()[0] in given}
    whole = {n.text for n in full if n.text.split()[0] in given}
    for name in full:
        first = entities.parse.tokens[name.first].text
        rest = name.text.partition(" ")[2]
        if first.islower():
            continue  # "von der Sand"
        if first not in given and rest in whole:
            name.first, name.start, name.text = name.first + 1, min(name.start, name.first + 1), rest
            continue
        if name.opening and first not in given and name.text.split()[1:] and name.text.split()[-1] in known:
            name.first = name.start = name.last
            name.text = entities.parse.tokens[name.last].text


def link_missed(entities: Entities) -> None:
    """Link surnames and first names that the tagger took for other words, as at the beginning of a sentence."""
    parts = {part for e in entities.by_id.values() if e.kind == "person" and len(e.words) > 1 for part in e.words}
    tokens = entities.parse.tokens
    lowered = {token.text for token in tokens if token.text.islower()}
    for token in tokens:
        if token.text not in parts or not token.text[0].isupper() or token.i in entities.owner or len(token.text) < 3:
            continue
        after = tokens[token.i + 1].text if token.i + 1 < len(tokens) else ""
        single = Name(token.i, token.i, token.i, token.text, "person")
        entity = entities.surname(single) if not after[:1].isupper() and token.lower not in lowered else None
        if entity is not None:
            entities.own(single, entity, "surname")
            entities.names.append(single)
