"""Sees that every id that an annotation names stands for something, so that an error can say where it is named."""

from __future__ import annotations

from difflib import get_close_matches

from stakegraph.annotation.place import Place

_REFERENCES = (
    ("actors", "represents", "actor"),
    ("statements", "speaker", "actor"),
    ("statements", "addressee", "actor"),
    ("stances", "holder", "actor"),
    ("stances", "target", "actor or issue"),
    ("events", "source", "actor"),
    ("events", "recipient", "actor"),
)


def check_references(document: Place) -> None:
    """Raise AnnotationError where an actor or issue is named that the document does not have."""
    actors = {one.text("id") for one in document.all("actors")}
    known = {"actor": actors, "actor or issue": actors | {one.text("id") for one in document.all("issues")}}
    for section, key, kind in _REFERENCES:
        for one in document.all(section):
            for named in _named(one, key):
                if named.string() not in known[kind]:
                    _fail(named, kind, known[kind])


def _named(item: Place, key: str) -> list[Place]:
    if not item.has(key):
        return []
    return item.all(key) if key in ("source", "recipient") else [item.at(key)]


def _fail(named: Place, kind: str, known: set[str]) -> None:
    near = get_close_matches(named.string(), sorted(known), n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"add the {kind}, or correct the id"
    named.fail(f"is {named.string()[:80]!r}, which is no {kind} of this annotation; {hint}")
