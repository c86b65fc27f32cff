"""Mends what the trained part of a pipeline says of names that lists know: countries, regions, bodies, and titles.

The lists are stored with the pipeline, so that what was measured is what runs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.tokens import Doc, Span

_FILE = "lists.json"
_TAGS = ("NNP", "NNPS")
_Bounds = tuple[int, int]


class KnownNames:
    """A component after the recognizer of names: ``labels`` maps a name to its label, ``titles`` are no part of one."""

    def __init__(self, labels: dict[str, str], titles: Iterable[str]) -> None:
        self.fill(labels, titles)

    def fill(self, labels: dict[str, str], titles: Iterable[str]) -> None:
        """Replace the lists."""
        self.labels = labels
        self.titles = frozenset(titles)
        self._first = {name.partition(" ")[0] for name in labels}
        self._longest = max((len(name.split()) for name in labels), default=0) + 1

    def __call__(self, doc: Doc) -> Doc:
        """Cut titles off persons, label known names as the lists do, and add those that were missed."""
        found = {(name.start, name.end): name.label_ for name in map(self._untitled, doc.ents)}
        taken = {i for first, end in found for i in range(first, end)}
        for first, end in self._known(doc):
            missed = taken.isdisjoint(range(first, end)) and _whole(doc, first, end)
            if missed or (first, end) in found:
                found[first, end] = self.labels[doc[first:end].text]
        doc.ents = [Span(doc, first, end, label=label) for (first, end), label in sorted(found.items())]
        return doc

    def _untitled(self, name: Span) -> Span:
        """Return a person's name without the titles it begins with; one that is nothing else stays."""
        first = name.start
        while name.label_ == "PERSON" and first < name.end - 1 and name.doc[first].text in self.titles:
            first += 1
        return Span(name.doc, first, name.end, label=name.label)

    def _known(self, doc: Doc) -> Iterator[_Bounds]:
        """Yield the bounds of the known names, the longest at each place."""
        i = 0
        while i < len(doc):
            ends = range(min(len(doc), i + self._longest), i, -1) if doc[i].text in self._first else ()
            end = next((end for end in ends if doc[i:end].text in self.labels), i)
            if end > i:
                yield i, end
            i = max(end, i + 1)

    def to_disk(self, path: Path, **_: object) -> None:
        """Write the lists into the folder ``path``."""
        Path(path).mkdir(exist_ok=True)
        lists = {"labels": self.labels, "titles": sorted(self.titles)}
        (Path(path) / _FILE).write_text(json.dumps(lists, ensure_ascii=False, indent=0), encoding="utf-8")

    def from_disk(self, path: Path, **_: object) -> KnownNames:
        """Read the lists from the folder ``path``."""
        lists = json.loads((Path(path) / _FILE).read_text(encoding="utf-8"))
        self.fill(lists["labels"], lists["titles"])
        return self


def _whole(doc: Doc, first: int, end: int) -> bool:
    """Say whether proper nouns are a name and no part of a longer one, as in "2008 United States Open"."""
    around = [doc[i] for i in (first - 1, end) if 0 <= i < len(doc)]
    longer = any(token.tag_ in _TAGS for token in around) or (first > 0 and doc[first - 1].is_digit)
    return not longer and all(token.tag_ in _TAGS for token in doc[first:end])
