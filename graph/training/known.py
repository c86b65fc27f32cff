"""Lists of the names that need no training: of countries, their capitals, regions and bodies, and of titles."""

from __future__ import annotations

from stakegraph.extract.actors import countries
from stakegraph.resources import rows, words


def known_names() -> tuple[dict[str, str], list[str]]:
    """Return the label of each, and titles and roles of persons; a word that is a given name as well is left out."""
    given = {row["name"].casefold() for row in rows("seeds/actors/given-names.csv")}
    kinds = (countries.NAME, countries.SEAT)
    places = {form for form, (_, kind) in countries.gazetteer().forms.items() if kind in kinds}
    labels = dict.fromkeys(places | set(words("seeds/actors/regions.txt")), "LOC")
    for body in rows("seeds/actors/bodies.csv"):
        labels |= dict.fromkeys(filter(None, (body["name"], *body["aliases"].split("|"))), "ORG")
    sure = {name: label for name, label in sorted(labels.items()) if name.casefold() not in given}
    roles = {role.title() for role in words("seeds/actors/roles.txt") if " " not in role and role not in given}
    return sure, sorted(roles | {row["title"] for row in rows("seeds/actors/titles.csv")})
