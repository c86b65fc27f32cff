"""Says which names of an article mean the same actor: named passes, most precise first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from stakegraph.extract.actors.entities import Entities
from stakegraph.extract.actors.headlinenames import link_headlines
from stakegraph.extract.actors.listednames import link_listed
from stakegraph.extract.actors.naming import Name, kinds_of
from stakegraph.extract.actors.organizationnames import link_organizations, link_shorter
from stakegraph.extract.actors.othernames import link_others
from stakegraph.extract.actors.personnames import link_missed, link_people
from stakegraph.syntax import Parse

PASSES = (link_listed, link_people, link_organizations, link_shorter, link_others)
"""Each takes the names that those before it left open, and what each name is taken for."""


def link_names(parse: Parse, names: list[Name], headlines: Iterable[int] = ()) -> Entities:
    """Return the entities that the names of an article mean; ``headlines`` are the numbers of title-case sentences.

    The last two steps find names that nothing marked as such: where a sentence begins, and in title-case lines.
    """
    entities = Entities(parse, names)
    kinds = defaultdict(lambda: "unknown", kinds_of(names))  # which a name that a pass cuts shorter may not be in
    for link in PASSES:
        link(entities, [n for n in names if n.first not in entities.of_name], kinds)
    link_missed(entities)
    link_headlines(entities, headlines)
    return entities
