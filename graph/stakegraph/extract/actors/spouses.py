"""Who "her husband" is: the one of the same surname."""

from __future__ import annotations

from stakegraph.extract.actors.entity import Entity
from stakegraph.extract.actors.nounphrases import NounPhrases

SPOUSES = {"husband": "m", "wife": "f"}


def spouse(phrases: NounPhrases, i: int) -> Entity | None:
    """Return who "her husband" is: the man with the surname of a woman that is named, the last of such."""
    sought = SPOUSES.get(phrases.tokens[i].lower)
    if sought is None or not phrases.possessed(i):
        return None
    sexes: dict[str, dict[str, list[Entity]]] = {}
    for entity in phrases.entities.by_id.values():
        if entity.kind == "person" and len(entity.words) > 1 and entity.gender:
            sexes.setdefault(entity.words[-1], {}).setdefault(entity.gender, []).append(entity)
    couples = {
        owner.id: family[sought][0]
        for family in sexes.values()
        if sought in family
        for gender, members in family.items()
        if gender != sought
        for owner in members
    }
    owners = [phrases.entities.by_id[key] for key in couples]
    return couples[phrases.nearest(owners, i).id] if owners else None
