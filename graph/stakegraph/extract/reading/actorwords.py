"""The word lists behind actor extraction, read once from ``seeds/actors``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from stakegraph import resources
from stakegraph.model import ActorType

FOLDER = "seeds/actors/"
IRREGULAR = {"man": "men", "woman": "women", "child": "children"}


@dataclass(frozen=True, slots=True)
class Body:
    """A body that news names without saying what it is; ``represents`` is an ISO code or the name of another body."""

    name: str
    type: ActorType
    represents: str
    country: str


@dataclass(frozen=True, slots=True)
class Words:
    """Sets of lower-case words, except names, titles, adjectives and bodies, which keep their case.

    ``organizations`` head names and descriptions, ``organization_names`` names (the former included).
    ``titles`` and ``given`` map a word to the gender it shows ("m", "f" or ""), ``bodies`` a form to a body,
    ``acting`` the forms that name a body only where they act; ``sets`` are small closed sets by name.
    """

    titles: dict[str, str]
    given: dict[str, str]
    roles: frozenset[str]
    role_plurals: frozenset[str]
    organizations: frozenset[str]
    organization_names: frozenset[str]
    groups: frozenset[str]
    sources: frozenset[str]
    places: frozenset[str]
    things: frozenset[str]
    adjectives: frozenset[str]
    regions: frozenset[str]
    nonames: frozenset[str]
    nopeople: frozenset[str]
    synonyms: dict[str, frozenset[str]]
    body_synonyms: dict[str, frozenset[str]]
    nicknames: dict[str, frozenset[str]]
    sets: dict[str, frozenset[str]]
    bodies: dict[str, Body]
    acting: dict[str, Body]
    parties: frozenset[str]


@cache
def full_words(name: str) -> frozenset[str]:
    """Return the small words of a body's name, and of its other names where it is listed.

    >>> "bureau" in full_words("FBI")
    True
    """
    body = words().bodies.get(name)
    names = [name, *(form for form, other in words().bodies.items() if body is not None and other is body)]
    return frozenset(word.lower() for form in names for word in form.split())


def plural(word: str) -> str:
    """Return the plural of an English noun.

    >>> plural("secretary"), plural("spokeswoman"), plural("boss")
    ('secretaries', 'spokeswomen', 'bosses')
    """
    for one, many in IRREGULAR.items():
        if word.endswith(one):
            return word.removesuffix(one) + many
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def _lower(name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in resources.words(f"{FOLDER}{name}.txt"))


def _pairs(name: str, key: str) -> dict[str, str]:
    return {row[key]: row["gender"] or "" for row in resources.rows(f"{FOLDER}{name}.csv")}


def _bodies() -> tuple[dict[str, Body], dict[str, Body]]:
    forms: dict[str, Body] = {}
    acting: dict[str, Body] = {}
    for row in resources.rows(f"{FOLDER}bodies.csv"):
        body = Body(row["name"], cast(ActorType, row["type"]), row["represents"], row["country"])
        forms |= dict.fromkeys([body.name, *filter(None, row["aliases"].split("|"))], body)
        acting |= dict.fromkeys(filter(None, row["acting"].split("|")), body)
    return forms, acting


def _also(name: str, key: str) -> Iterator[tuple[str, list[str]]]:
    for row in resources.rows(f"{FOLDER}{name}.csv"):
        yield row[key], row["also"].split("|")


def _nicknames() -> dict[str, frozenset[str]]:
    """Return for a given name the other forms of it, each way: "bill" for "william", "william" for "bill"."""
    groups: dict[str, set[str]] = {}
    for name, others in _also("nicknames", "name"):
        for one in (name, *others):
            groups.setdefault(one, set()).update({name, *others} if one == name else {name})
    return {name: frozenset(others - {name}) for name, others in groups.items()}


@cache
def words() -> Words:
    """Load all word lists."""
    roles, organizations = _lower("roles"), _lower("organizations")
    bodies, acting = _bodies()
    role_plurals = frozenset(map(plural, roles))
    return Words(
        titles=_pairs("titles", "title"),
        given=_pairs("given-names", "name"),
        roles=roles,
        role_plurals=role_plurals,
        organizations=organizations,
        organization_names=_lower("organization-names") | organizations,
        groups=_lower("groups") | role_plurals | frozenset(map(plural, organizations)),
        sources=_lower("sources"),
        places=_lower("places"),
        things=_lower("things"),
        adjectives=frozenset(resources.words(f"{FOLDER}adjectives.txt")),
        regions=frozenset(resources.words(f"{FOLDER}regions.txt")),
        nonames=frozenset(resources.words(f"{FOLDER}nonames.txt")),
        nopeople=_lower("nopeople"),
        synonyms={key: frozenset(also) for key, also in _also("role-synonyms", "role")},
        body_synonyms={key: frozenset(also) for key, also in _also("body-synonyms", "head")},
        nicknames=_nicknames(),
        sets={row["set"]: frozenset(row["words"].split("|")) for row in resources.rows(f"{FOLDER}sets.csv")},
        bodies=bodies,
        acting=acting,
        parties=frozenset(body.name for form, body in bodies.items() if form.lower().endswith(" party")),
    )
