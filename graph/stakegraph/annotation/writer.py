"""Writes an annotation as JSON: the same bytes for the same annotation."""

from __future__ import annotations

import json
import re
from typing import Any

from stakegraph.model import Annotation, Event, Evidence, Mention, Stance, Statement

ARTICLE = ("id", "file", "title", "publisher", "author", "published", "url", "language", "sha256", "length")
PROVENANCE = ("software", "version", "model", "annotator")
_ACTOR = (
    "id", "name", "type", "aliases", "role", "represents", "country", "same_as", "optional",
    "namesake_of", "kept_apart",
)  # fmt: skip
_STATEMENT = ("manner", "factuality", "addressee", "medium", "confidence", "rule")
_STANCE = ("id", "holder", "target", "polarity")
_EVENT = ("factuality", "time", "date", "place", "confidence", "rule", "optional")


def dump(annotation: Annotation) -> str:
    """Return ``annotation`` as JSON text: the same bytes for the same annotation, a span on one line.

    >>> from stakegraph.model import ArticleInfo
    >>> print(dump(Annotation(ArticleInfo("brief", "0" * 64, 9)))[:32])
    {
     "article": {
      "id": "brief",
    """
    document = {
        "article": _keys(annotation.article, ARTICLE),
        "provenance": _keys(annotation.provenance, PROVENANCE),
        "actors": [_keys(a, _ACTOR) | {"mentions": _mentions(a.mentions)} for a in annotation.actors],
        "issues": [
            _keys(i, ("id", "label", "aliases")) | {"mentions": _mentions(i.mentions)} for i in annotation.issues
        ],
        "statements": [_statement(s) for s in annotation.statements],
        "stances": [
            _keys(s, _STANCE) | _evidence(s) | _keys(s, ("basis", "factuality", "confidence", "rule", "optional"))
            for s in annotation.stances
        ],
        "events": [
            {"id": e.id, "type": list(e.types), "source": list(e.source), "recipient": list(e.recipient)}
            | _evidence(e)
            | _keys(e, _EVENT)
            for e in annotation.events
        ],
    }
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return re.sub(r"\[\n\s+(\d+),\n\s+(\d+)\n\s+\]", r"[\1, \2]", text) + "\n"


def _keys(record: object, names: tuple[str, ...]) -> dict[str, Any]:
    values = {name: getattr(record, name) for name in names}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def _span(piece: Evidence | None) -> list[int] | None:
    return list(piece.span) if piece else None


def _evidence(item: Stance | Event) -> dict[str, Any]:
    return {"evidence": item.evidence.exact, "span": _span(item.evidence)}


def _mentions(mentions: tuple[Mention, ...]) -> list[dict[str, Any]]:
    return [{"span": _span(mention.evidence), "rule": mention.rule} for mention in mentions]


def _statement(s: Statement) -> dict[str, Any]:
    spans = {"content": [_span(part) for part in s.content], "cue": _span(s.cue), "source": _span(s.source)}
    said = {"id": s.id, "speaker": s.speaker, "content": s.text, "cue": s.cue.exact if s.cue else None}
    return said | _keys(s, _STATEMENT) | {"spans": spans}
