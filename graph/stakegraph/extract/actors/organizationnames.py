"""Links the names of organizations: in full, shorter ones, acronyms."""

from __future__ import annotations

from stakegraph.extract.actors.entities import Entities
from stakegraph.extract.actors.entity import Entity
from stakegraph.extract.actors.naming import DOMAIN, SHORT, SURE, Name, initials, without_suffix
from stakegraph.extract.reading.actorwords import words
from stakegraph.model import slug


def link_organizations(entities: Entities, names: list[Name], kinds: dict[str, str]) -> None:
    """Link names of organizations of several words, and acronyms that one of them explains."""
    for name in sorted(names, key=lambda n: (-len(n.text.split()), n.first)):
        kind = kinds[name.text]
        if kind not in ("organization", "group") or (" " not in name.text and name.text.isupper()):
            continue
        plain = without_suffix(name.text)
        plain = plain.rpartition(".")[0] if DOMAIN.fullmatch(plain) else plain
        known = next((e for e in entities.by_id.values() if plain in (e.name, *e.forms) and e.kind == kind), None)
        firm = " " in name.text or entities.sure(name)
        entity = (
            known
            or _longer(entities, name)
            or _headed(entities, plain)
            or _begun(entities, plain)
            or _ended(entities, name)
            or _adjoined(entities, plain)
            or entities.add(Entity(slug(plain), plain, kind, firm=firm))
        )
        entities.own(name, entity, "full name" if known or entity.name == name.text else "shorter name")
    for name in names:
        if name.first == name.last and name.text.isupper() and name.first not in entities.of_name:
            _acronym(entities, name, kinds)


def link_shorter(entities: Entities, names: list[Name], kinds: dict[str, str]) -> None:
    """Link a first word that only one organization's name begins with: "Wells" for "Wells Fargo"."""
    for name in names:
        weak = kinds[name.text] in ("unknown", "organization", "person") or (
            name.kind == "place" and name.weight < SURE
        )
        if " " in name.text or name.kind == "demonym" or not weak:
            continue
        entity = _begun(entities, name.text) or _ended(entities, name)
        if entity is not None:
            entities.own(name, entity, "shorter name")


def _longer(entities: Entities, name: Name) -> Entity | None:
    """Return the only organization whose name has this one's words: "Trade Department", "Department of Trade"."""
    parts = [w.lower() for w in name.text.split() if w.lower() not in SHORT]
    heads = words().organizations
    if not any(part in heads for part in parts):
        return None
    found = []
    for entity in entities.by_id.values():
        longer = {w.lower() for w in entity.words}
        if entity.kind == "organization" and longer.issuperset(parts) and entity.name != name.text:
            found.append(entity)
    return found[0] if len(found) == 1 else None


def _headed(entities: Entities, text: str) -> Entity | None:
    """Return the organization whose name only says in one more word what it is: "Homeland Security Department"."""
    found = [e for e in entities.by_id.values() if e.kind == "organization" and e.name.startswith(text + " ")]
    rest = found[0].name.removeprefix(text).split() if len(found) == 1 else []
    return found[0] if len(rest) == 1 and rest[0].lower() in words().organizations and " " in text else None


def _begun(entities: Entities, text: str) -> Entity | None:
    """Return the only organization of up to three words whose name begins with this one."""
    found = [e for e in entities.by_id.values() if e.kind == "organization" and e.words[0] == text]
    found = [e for e in found if 1 < len(e.words) < 4]
    return found[0] if len(found) == 1 and not found[0].words[-1].islower() else None


def _ended(entities: Entities, name: Name) -> Entity | None:
    """Return the only organization whose name ends with the word after "the": "the Journal", "the Times"."""
    before = entities.parse.tokens[name.first - 1].lower if name.first else ""
    found = [e for e in entities.by_id.values() if e.kind == "organization" and e.words[-1] == name.text]
    return (
        found[0] if before == "the" and name.kind != "place" and len(found) == 1 and len(found[0].words) > 1 else None
    )


def _adjoined(entities: Entities, text: str) -> Entity | None:
    """Return the only organization that is said to be one of this name: "Church of Zorism" for "Zorism"."""
    found = [e for e in entities.by_id.values() if e.kind == "organization" and e.words[1:] == ["of", text]]
    found = [e for e in found if e.words[0].lower() in words().sets["beliefs"]]
    return found[0] if len(found) == 1 else None


def _acronym(entities: Entities, name: Name, kinds: dict[str, str]) -> None:
    """Link an acronym to the organization that explains it, or keep it as the name of a new one."""
    for entity in entities.by_id.values():
        if entity.kind in ("organization", "group") and name.text in initials(entity.name):
            entities.own(name, entity, "acronym")
            return
    before = _bracketed(entities, name) or _newsroom(entities, name.text)
    if before is not None:
        entities.own(name, before, "acronym")
    elif kinds[name.text] == "organization":
        entity = entities.by_id.get(slug(name.text)) or entities.add(Entity(slug(name.text), name.text, "organization"))
        entity.firm = True
        entities.own(name, entity, "name of an organization")


def _newsroom(entities: Entities, text: str) -> Entity | None:
    """Return the medium that an acronym begins the name of: "HBC" for "HBC News"."""
    found = (entities.by_id.get(slug(f"{text} {kind}")) for kind in ("News", "TV", "Radio", "Online"))
    return next((entity for entity in found if entity is not None), None)


def _bracketed(entities: Entities, name: Name) -> Entity | None:
    """Return the organization that stands before an acronym in brackets."""
    tokens = entities.parse.tokens
    after = name.last + 1
    if after + 1 < len(tokens) and tokens[after].text == "(" and len(name.text) <= 6:
        owner = entities.owner.get(after + 1)
    elif name.first > 1 and tokens[name.first - 1].text == "(":
        owner = entities.owner.get(name.first - 2)
    else:
        return None
    entity = entities.by_id[owner] if owner else None
    return entity if entity and entity.kind in ("organization", "group") and len(entity.words) > 1 else None
