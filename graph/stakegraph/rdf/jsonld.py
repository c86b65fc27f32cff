"""JSON-LD with our context: short names in place of IRIs, and values without wrapping where the context types them."""

from __future__ import annotations

import json
from typing import Any

from stakegraph.ontology.context import context
from stakegraph.vocabulary import RDF, compact, prefixes

_TYPE = RDF + "type"


def compacted(data: bytes, base: str) -> bytes:
    """Return expanded JSON-LD as a document with the context for instances under ``base``."""
    writer = _Writer(base)
    document = {"@context": writer.context, "@graph": [writer.node(node) for node in json.loads(data)]}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


class _Writer:
    """Knows the short names of a context."""

    def __init__(self, base: str) -> None:
        self.context = context(base)
        self.known = prefixes(base)
        self.terms: dict[str, tuple[str, str | None]] = {}
        for name, definition in self.context.items():
            if name in self.known:
                continue
            short, typed = (definition, None) if isinstance(definition, str) else definition.values()
            self.terms[self.full(short)] = (name, typed if typed in (None, "@id") else self.full(typed))

    def full(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        return self.known[prefix] + local

    def node(self, node: dict[str, Any]) -> dict[str, Any]:
        return dict(self.item(key, value) for key, value in node.items())

    def item(self, key: str, value: Any) -> tuple[str, Any]:
        if key == "@id":
            return key, compact(value, self.known)
        if key == "@graph":
            return key, [self.node(one) for one in value]
        if key in ("@type", _TYPE):
            return "@type", [self.named(one if isinstance(one, str) else one["@id"]) for one in value]
        name, typed = self.terms.get(key, (compact(key, self.known), None))
        values = [self.value(one, typed) for one in value]
        return name, values[0] if len(values) == 1 else values

    def named(self, iri: str) -> str:
        return self.terms[iri][0] if iri in self.terms else compact(iri, self.known)

    def value(self, value: dict[str, Any], typed: str | None) -> Any:
        """Shorten a value: what the context says of its type is left out, and nothing else."""
        if "@id" in value:
            short = compact(value["@id"], self.known)
            return short if typed == "@id" else {"@id": short}
        kind = value.get("@type")
        if set(value) <= {"@value", "@type"} and kind == typed:
            return value["@value"]
        return {**value, "@type": compact(kind, self.known)} if kind else value
