"""The vocabulary of the graph: the ontology and its shapes as files, and what is made from them to read and look at."""

from __future__ import annotations

from importlib.resources import files


def source(name: str) -> str:
    """Return a file of the vocabulary: ``stakegraph.ttl``, ``shapes.ttl``.

    >>> "sg:Actor a owl:Class" in source("stakegraph.ttl")
    True
    """
    return (files("stakegraph") / "ontology" / name).read_text(encoding="utf-8")
