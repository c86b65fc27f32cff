"""The graph of the examples: the bundled brief as a person annotated it, which needs no language model."""

from __future__ import annotations

from stakegraph.annotation import loads
from stakegraph.resources import text
from stakegraph.store import Store, memory_store

ARTICLE = "seeds/articles/peacekeeping-brief"


def example_store() -> Store:
    """Return a store with the graph of the bundled brief, annotated by hand.

    >>> example_store().articles()
    ['peacekeeping-brief']
    """
    store = memory_store()
    store.add(loads(text(f"{ARTICLE}.json"), text(f"{ARTICLE}.txt"), name=f"{ARTICLE}.json"))
    return store
