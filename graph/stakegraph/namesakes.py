"""Which actors of several articles are one: those of one name, unless what the articles say of them speaks against it.

An actor's id is its name, so the same actor in two articles is one node. It is kept apart, with the reason, where that
would be a guess: a person of whom an article gives one name only, and namesakes of another kind or country. The
decision depends on what the articles say and never on the order in which they came, so that it can be taken back when
an article goes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from stakegraph.model import Actor, Annotation, digest

ONE_NAME = "the article gives only one name of this person"


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one article says of an actor, as far as it tells namesakes apart; ``key`` is the id that its name gives.

    ``reason`` is given where the article alone tells that it is kept apart.
    """

    article: str
    key: str
    type: str
    country: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """The id of an actor among all articles and, where it is not the one of its name, why."""

    id: str
    reason: str | None = None


def key(actor: Actor) -> str:
    """Return the id that an actor has when no other article is looked at."""
    return actor.namesake_of or actor.id


def sightings(annotation: Annotation) -> list[Sighting]:
    """Return what an annotation says of its actors."""
    article = annotation.article.id
    return [Sighting(article, key(a), a.type, a.country, reason(a)) for a in annotation.actors]


def reason(actor: Actor) -> str | None:
    """Return why an actor is kept apart from those of other articles, as far as its own article tells.

    >>> reason(Actor("smith", "Smith", "person")), reason(Actor("un", "UN", "organization"))
    ('the article gives only one name of this person', None)
    """
    if actor.kept_apart and not actor.namesake_of:
        return actor.kept_apart
    return ONE_NAME if actor.type == "person" and len(actor.name.split()) == 1 and not actor.same_as else None


def identities(seen: Iterable[Sighting]) -> dict[tuple[str, str], Identity]:
    """Return who everyone is, by article and key, when ``seen`` is all that any article says.

    >>> known = identities([Sighting("a", "john-smith", "person", "GB"), Sighting("b", "john-smith", "person", "US")])
    >>> known["a", "john-smith"].id, known["b", "john-smith"].reason
    ('john-smith-gb', 'others of this name belong to another country: GB, US')
    """
    groups: dict[str, list[Sighting]] = defaultdict(list)
    found: dict[tuple[str, str], Identity] = {}
    for one in seen:
        if one.reason:
            own = _local(one) if one.reason == ONE_NAME else one.key
            found[one.article, one.key] = Identity(own, one.reason)
        else:
            groups[one.key].append(one)
    for group in groups.values():
        found |= {(one.article, one.key): identity for one, identity in _told_apart(group).items()}
    return found


def _told_apart(group: list[Sighting]) -> dict[Sighting, Identity]:
    """Return who the sightings of one key are."""
    kinds: dict[str, list[Sighting]] = defaultdict(list)
    for one in group:
        kinds[kind(one.type)].append(one)
    found: dict[Sighting, Identity] = {}
    for name, members in kinds.items():
        countries = sorted({one.country for one in members if one.country})
        for one in members:
            found[one] = Identity(one.key)
            if len(kinds) > 1:
                others = ", ".join(sorted(kinds))
                found[one] = Identity(f"{one.key}-{name}", f"others of this name are of another kind: {others}")
            if len(countries) > 1:
                found[one] = _by_country(one, found[one].id, ", ".join(countries))
    return found


def _by_country(one: Sighting, start: str, countries: str) -> Identity:
    if one.country:
        return Identity(f"{start}-{one.country.lower()}", f"others of this name belong to another country: {countries}")
    reason = f"others of this name belong to {countries}, and the article does not tell to which this one does"
    return Identity(_local(one), reason)


def kind(type_: str) -> str:
    """Return what an actor's type is here: articles are not of one mind whether a body is an organization or a group.

    >>> kind("group"), kind("person")
    ('body', 'person')
    """
    return "body" if type_ in ("organization", "group") else type_


def _local(one: Sighting) -> str:
    return f"{one.key}-{digest(one.article)[:8]}"


def settle(annotations: Iterable[Annotation]) -> list[Annotation]:
    """Return annotations whose actors have the ids that they have among all of these.

    >>> from stakegraph.model import ArticleInfo
    >>> [one] = settle([Annotation(ArticleInfo("brief", "0" * 64, 9), (Actor("smith", "Smith", "person"),))])
    >>> one.actors[0].id, one.actors[0].namesake_of
    ('smith-29a8825b', 'smith')
    """
    given = list(annotations)
    known = identities(one for annotation in given for one in sightings(annotation))
    return [identified(annotation, known) for annotation in given]


def identified(annotation: Annotation, known: Mapping[tuple[str, str], Identity]) -> Annotation:
    """Return an annotation whose actors have the ids that ``known`` gives them, if it does; items keep their ids."""
    found = {actor.id: known.get((annotation.article.id, key(actor))) for actor in annotation.actors}
    ids = {old: new.id if new else old for old, new in found.items()}
    return replace(
        annotation,
        actors=tuple(_renamed(actor, found[actor.id], ids) for actor in annotation.actors),
        statements=tuple(
            replace(one, speaker=ids.get(one.speaker or ""), addressee=ids.get(one.addressee or ""))
            for one in annotation.statements
        ),
        stances=tuple(
            replace(one, holder=ids[one.holder], target=ids.get(one.target, one.target)) for one in annotation.stances
        ),
        events=tuple(
            replace(one, source=tuple(ids[a] for a in one.source), recipient=tuple(ids[a] for a in one.recipient))
            for one in annotation.events
        ),
    )


def _renamed(actor: Actor, identity: Identity | None, ids: Mapping[str, str]) -> Actor:
    represents = ids.get(actor.represents or "")
    if identity is None:
        return replace(actor, represents=represents)
    own = key(actor)
    shared = own if identity.id != own else None
    return replace(actor, id=identity.id, represents=represents, namesake_of=shared, kept_apart=identity.reason)
