"""Keeps the names that no pass before could link."""

from __future__ import annotations

from stakegraph.extract.actors.entities import Entities
from stakegraph.extract.actors.entity import Entity
from stakegraph.extract.actors.naming import Name
from stakegraph.model import slug


def link_others(entities: Entities, names: list[Name], kinds: dict[str, str]) -> None:
    """Keep all other names as places or weak candidates: actors only where a later stage asks for them."""
    for name in names:
        if name.kind == "demonym":
            continue
        kind = "unknown" if name.kind in ("country", "seat") else kinds[name.text]
        known = next((e for e in entities.by_id.values() if name.text in e.forms), None)
        entity = known or entities.add(Entity(slug(name.text), name.text, kind))
        entities.own(name, entity, "name")
