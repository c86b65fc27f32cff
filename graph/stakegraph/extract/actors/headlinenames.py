"""Links names in title-case lines, where a capital says nothing, to what the rest of the article named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from stakegraph.extract.actors.countries import gazetteer
from stakegraph.extract.actors.entities import Entities
from stakegraph.extract.actors.naming import Name

Forms = dict[str, list[tuple[list[str], str]]]
"""The names that are known, in words, each with the id of its entity; by their first words."""


def link_headlines(entities: Entities, lines: Iterable[int]) -> None:
    """Find in title-case lines the names that the rest of the article gave, and countries."""
    known: Forms = defaultdict(list)
    for entity in entities.by_id.values():
        for form in (entity.forms | {entity.name}) if entity.firm else ():
            parts = form.split()
            known[parts[0]].append((parts, entity.id))
    for number in sorted(lines):
        _link_line(entities, *entities.parse.sentences[number], known)


def _link_line(entities: Entities, first: int, end: int, known: Forms) -> None:
    """Link the names between two tokens of a headline, of those that begin at one token the longest."""
    tokens = entities.parse.tokens
    i = first
    while i < end:
        found = [
            (len(parts), key)
            for parts, key in known.get(tokens[i].text, ())
            if [t.text for t in tokens[i : i + len(parts)]] == parts
        ]
        country = gazetteer().named(tokens[i].text, "name")
        length = 1
        if found:
            length, key = max(found)
            entities.own(Name(i, i + length - 1, i, "", ""), entities.by_id[key], "name in a headline")
        elif country is not None:
            entity = entities.country(country.code)
            entity.firm = True
            entities.own(Name(i, i, i, "", ""), entity, "name of a country")
        i += length
