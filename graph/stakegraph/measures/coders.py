"""Two annotations of the same articles side by side: of two people, or of a person and a program."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stakegraph.errors import UsageError
from stakegraph.measures.agreement import alpha, f1, matched
from stakegraph.measures.table import Row, Table
from stakegraph.model import Actor, Annotation, Evidence, Issue

Spans = tuple[tuple[int, int], ...]

KINDS = ("actor", "issue", "statement", "stance", "event")

FIELDS: Mapping[str, tuple[str, ...]] = {
    "actor": ("type", "role", "represents", "country"),
    "statement": ("speaker", "manner", "factuality", "addressee"),
    "stance": ("holder", "target", "polarity", "factuality"),
    "event": ("types", "source", "recipient", "factuality", "date"),
}
"""What is compared of each kind of item."""

_REFERENCES = ("represents", "speaker", "addressee", "holder", "target", "source", "recipient")


@dataclass(frozen=True, slots=True)
class Pairing:
    """The items of one kind in two annotations, and the pairs that are about the same place of the article."""

    kind: str
    first: Sequence[Any]
    second: Sequence[Any]
    pairs: list[tuple[int, int]]


def pairings(one: Annotation, other: Annotation) -> list[Pairing]:
    """Pair the items of two annotations of the same article up by the stretches of text that they rest on.

    Two items are of a pair where they have characters in common, those with the largest share first; actors and
    issues also where they have a name in common. Raises UsageError where the articles are not the same.
    """
    if one.article.sha256 != other.article.sha256:
        raise UsageError(
            f"{one.article.id} and {other.article.id} are not the same article (their texts differ); "
            "compare annotations of one text"
        )
    found = []
    for kind in KINDS:
        first, second = items(one, kind), items(other, kind)
        places = [[_spans(item) for item in side] for side in (first, second)]
        names = [[_names(item) for item in side] for side in (first, second)]

        def likeness(a: int, b: int, places: Any = places, names: Any = names) -> float:
            return _shared(places[0][a], places[1][b]) + len(names[0][a] & names[1][b])

        found.append(Pairing(kind, first, second, matched(len(first), len(second), likeness)))
    return found


def items(annotation: Annotation, kind: str) -> Sequence[Any]:
    """Return the items of a kind, one of :data:`KINDS`."""
    found: Sequence[Any] = getattr(annotation, f"{kind}s")
    return found


def _spans(item: Any) -> Spans:
    evidence: Iterable[Evidence]
    if isinstance(item, Actor | Issue):
        evidence = (mention.evidence for mention in item.mentions)
    else:
        evidence = item.content if hasattr(item, "content") else (item.evidence,)
    return tuple(sorted({piece.span for piece in evidence}))


def _names(item: Any) -> frozenset[str]:
    if not isinstance(item, Actor | Issue):
        return frozenset()
    name = item.name if isinstance(item, Actor) else item.label
    return frozenset(" ".join(text.casefold().split()) for text in (name, *item.aliases))


def _shared(one: Spans, other: Spans) -> float:
    """Return the share of characters in common, as F1."""
    return f1(_common(one, other), _length(one), _length(other)) or 0.0


def _common(one: Spans, other: Spans) -> int:
    return sum(max(0, min(end, last) - max(start, first)) for start, end in one for first, last in other)


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


def found_table(compared: Sequence[list[Pairing]]) -> Table:
    """Return what both found: pairs, exactly the same stretches of text, and characters in common."""
    rows = tuple(_found(kind, [article[place] for article in compared]) for place, kind in enumerate(KINDS))
    columns = ("kind", "A", "B", "paired", "F1 paired", "F1 of exact spans", "F1 of characters")
    notes = ("a pair has characters or, of actors and issues, a name in common",)
    return Table(columns, rows, {"articles": len(compared)}, notes, "found", "What both annotations found")


def _found(kind: str, pairings: Sequence[Pairing]) -> Row:
    spans = [_numbered(pairings, _spans, side) for side in (0, 1)]
    chars = [_numbered(pairings, _characters, side) for side in (0, 1)]
    first, second = (sum(len((one.first, one.second)[side]) for one in pairings) for side in (0, 1))
    paired = sum(len(one.pairs) for one in pairings)
    shares = (f1(len(one & other), len(one), len(other)) for one, other in (spans, chars))
    return (kind, first, second, paired, f1(paired, first, second), *shares)


def _numbered(pairings: Sequence[Pairing], parts: Callable[[Any], Iterable[Hashable]], side: int) -> set[Hashable]:
    """Return the parts of all items on one side, each with the number of its article."""
    return {
        (number, part)
        for number, one in enumerate(pairings)
        for item in (one.first, one.second)[side]
        for part in parts(item)
    }


def _characters(item: Any) -> Iterator[int]:
    for start, end in _spans(item):
        yield from range(start, end)


def chosen_table(compared: Iterable[list[Pairing]]) -> Table:
    """Return what both chose for the items that both found: the share that is the same, and Krippendorff's alpha."""
    units: dict[tuple[str, str], list[tuple[str, str]]] = {
        (kind, name): [] for kind, names in FIELDS.items() for name in names
    }
    for article in compared:
        for one in article:
            for a, b in one.pairs:
                for name in FIELDS.get(one.kind, ()):
                    same = _same(article) if name in _REFERENCES else {}
                    choices = (_text(getattr(one.first[a], name)), _text(getattr(one.second[b], name), same))
                    units[one.kind, name].append(choices)
    rows = [(kind, name, len(pairs), _share(pairs), alpha(pairs)) for (kind, name), pairs in units.items()]
    notes = (
        "alpha is not defined where all choices are the same",
        "actors and issues that are paired are the same",
    )
    columns = ("kind", "field", "pairs", "same", "alpha")
    return Table(columns, tuple(rows), {"level": "nominal"}, notes, "chosen", "What both annotations chose")


def _share(pairs: Sequence[tuple[str, str]]) -> float | None:
    return sum(first == second for first, second in pairs) / len(pairs) if pairs else None


def _same(article: Iterable[Pairing]) -> dict[str, str]:
    """Return the id in the first annotation for each actor and issue of the second that is paired."""
    return {one.second[b].id: one.first[a].id for one in article if one.kind in KINDS[:2] for a, b in one.pairs}


def _text(value: object, same: Mapping[str, str] | None = None) -> str:
    if isinstance(value, tuple):
        return " ".join(sorted(_text(part, same) for part in value))
    text = "-" if value is None else str(value)
    return (same or {}).get(text, text)
