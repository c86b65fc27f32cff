"""Countries by every name that news gives them: names, abbreviations, demonyms, capitals, seats of government.

Names come from the library ``countryinfo``; what it lacks, or writes otherwise than the news, is in
``seeds/actors/countries.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from countryinfo import CountryInfo

from stakegraph import resources
from stakegraph.model import slug

NAME, DEMONYM, PEOPLE, SEAT = "name", "demonym", "people", "seat"

NO_PLURAL = ("ese", "ish", "sh", "ch", "ss", "men", "women", "s")
UNCOUNTED = {"Dutch", "French", "Swiss", "British", "Czech"}


@dataclass(frozen=True, slots=True)
class Country:
    """A state: its ISO 3166-1 alpha-2 code and its English short name."""

    code: str
    name: str

    @property
    def id(self) -> str:
        """The id of its actor."""
        return slug(self.name)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """``forms`` maps a name as the news writes it to a country's code and how it names it."""

    countries: dict[str, Country]
    forms: dict[str, tuple[str, str]]

    def find(self, text: str) -> tuple[Country, str] | None:
        """Return the country that ``text`` names, with the kind of name: name, demonym, people or seat."""
        found = self.forms.get(text)
        return (self.countries[found[0]], found[1]) if found else None

    def named(self, text: str, *kinds: str) -> Country | None:
        """Return the country that ``text`` is a name of one of ``kinds`` of."""
        found = self.forms.get(text)
        return self.countries[found[0]] if found and found[1] in kinds else None


@cache
def dependent() -> frozenset[str]:
    """Return the codes of territories: a capital stands for no government there, a demonym may be another state's."""
    row = next(row for row in resources.rows("seeds/actors/sets.csv") if row["set"] == "dependent")
    return frozenset(_split(row["words"]))


def _split(cell: str | None) -> list[str]:
    return [part.strip() for part in (cell or "").split("|") if part.strip()]


def _library() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield code and record of each country of the library, the first one of a code."""
    seen = set()
    for record in CountryInfo("France").all().values():
        code = record.get("ISO", {}).get("alpha2")
        if code and code not in seen and "," not in record["name"] and "(" not in record["name"]:
            seen.add(code)
            yield code, record


def _aliases(record: Mapping[str, Any]) -> Iterator[str]:
    """Yield the English names of a library record: of its spellings those in ASCII with no code among them."""
    yield record["name"]
    for spelling in record.get("altSpellings") or ():
        if re.fullmatch(r"[A-Z][A-Za-z' -]+ (of|Republic|Islands|Federation|Kingdom)\b[A-Za-z' -]*", spelling):
            yield spelling


def _people(demonym: str) -> Iterator[tuple[str, str]]:
    """Yield a demonym and its plural, each with its kind."""
    yield demonym, DEMONYM
    if demonym.endswith(("men", "women")) or (demonym.endswith("s") and demonym not in {"Swiss"}):
        yield demonym, PEOPLE
    elif not demonym.endswith(NO_PLURAL) and demonym not in UNCOUNTED:
        yield demonym + "s", PEOPLE


@cache
def gazetteer() -> Gazetteer:
    """Load all countries and their names; the first owner of a name keeps it, names before demonyms before seats."""
    own = {row["code"]: row for row in resources.rows("seeds/actors/countries.csv")}
    countries: dict[str, Country] = {}
    names: dict[str, tuple[str, str]] = {}
    demonyms: dict[str, tuple[str, str]] = {}
    seats: dict[str, tuple[str, str]] = {}
    for code, record in sorted(_library()):
        row = own.get(code, {})
        name = row.get("name") or record["name"].removeprefix("The ")
        countries[code] = Country(code, name)
        for alias in (name, *_split(row.get("aliases")), *_aliases(record)):
            names.setdefault(alias, (code, NAME))
        library = "" if code in dependent() else (record.get("demonym") or "")
        for demonym in (*_split(row.get("demonyms")), *_split(library.replace(",", "|"))):
            for form, kind in _people(demonym):
                demonyms[form] = demonyms.get(form, (code, kind)) if kind == DEMONYM else (code, kind)
        capital = record.get("capital") if code not in dependent() else None
        for seat in (*_split(row.get("seats")), *([capital] if isinstance(capital, str) else [])):
            seats.setdefault(seat, (code, SEAT))
    return Gazetteer(countries, {**seats, **demonyms, **names})


@cache
def seats() -> frozenset[str]:
    """Return the seats that news takes for a government whether or not it names the state: "the Kremlin"."""
    listed = {seat for row in resources.rows("seeds/actors/countries.csv") for seat in _split(row["seats"])}
    capitals = next(row for row in resources.rows("seeds/actors/sets.csv") if row["set"] == "capitals")
    return frozenset(listed | set(_split(capitals["words"])))
