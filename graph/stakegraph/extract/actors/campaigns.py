"""Campaigns and administrations: bodies that are named by the person who leads them."""

from __future__ import annotations

from stakegraph.extract.actors.entities import Entities
from stakegraph.extract.actors.entity import Entity
from stakegraph.extract.actors.nounphrases import POSSESSIVE, NounPhrases
from stakegraph.extract.reading.actorwords import words
from stakegraph.model import slug


def campaign_of(entities: Entities, person: Entity) -> Entity:
    """Return the campaign of ``person``, made where nothing named it before: "Moss campaign"."""
    name = f"{person.words[-1]} campaign"
    made = Entity(slug(name), name, "organization", represents=person.id)
    return entities.by_id.get(slug(name)) or entities.add(made)


def campaign(phrases: NounPhrases, i: int, bare: bool) -> Entity | None:
    """Return the campaign at token ``i``, whose owner stands beside it, or "the campaign" that was named last."""
    person = _owner(phrases, i)
    found = campaign_of(phrases.entities, person) if person is not None else None
    if bare and phrases.parse.child(i, "nmod:poss") is None:
        named = [e for e in phrases.entities.by_id.values() if e.words[-1] == "campaign" and e.mentions]
        found = phrases.nearest(named, i) if named else None
    if found is not None and phrases.tokens[i].dep == "nsubj":
        found.firm = True
    return found


def administration(phrases: NounPhrases, i: int) -> Entity | None:
    """Return the state whose leader owns the administration at token ``i``, or else that body by his surname."""
    person = _owner(phrases, i)
    if person is None or phrases.tokens[i - 1].lower not in POSSESSIVE:
        return None
    state = phrases.entities.by_id.get(person.represents or "")
    if state is not None and state.kind == "country" and person.roles & words().sets["leading"]:
        return state
    name = f"{person.words[-1]} {phrases.tokens[i].lower}"
    return phrases.entities.by_id.get(slug(name)) or phrases.entities.add(
        Entity(slug(name), name, "organization", firm=True)
    )


def _owner(phrases: NounPhrases, i: int) -> Entity | None:
    """Return the person that is named as the owner of what token ``i`` heads."""
    owner = phrases.parse.child(i, "nmod:poss")
    person = phrases.entities.by_id.get(phrases.entities.owner.get(owner.i, "")) if owner is not None else None
    return person if person is not None and person.kind == "person" else None
