"""Turns spaCy's documents into plain tokens, in one pass over their attribute arrays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from stakegraph.syntax import Token

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

ENTITIES = {
    "PERSON": "PERSON", "PER": "PERSON",
    "ORG": "ORG",
    "LOC": "LOC", "GPE": "LOC", "FAC": "LOC",
}  # fmt: skip
"""The entity labels of the pipelines that exist, in the three of ``syntax``; the rest are no names of actors."""

_COLUMNS = ("IDX", "LENGTH", "POS", "TAG", "DEP", "LEMMA", "MORPH", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE")
_SPACE = "SPACE"


class Strings(dict[int, str]):
    """Remembers what spaCy's hashes stand for: a look-up in its own store is the slowest part of a conversion."""

    def __init__(self, store: StringStore) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, key: int) -> str:
        self[key] = value = self._store[key]
        return value


def tokens(doc: Doc, strings: Strings, text: str, shift: int, at: int) -> tuple[list[Token], list[int]]:
    """Return the tokens of ``doc``, which begins at character ``shift`` of ``text``, and where sentences start.

    The first token gets the index ``at``. White space is no token: what hangs on it goes to its head.
    """
    rows = doc.to_array(list(_COLUMNS)).tolist()
    heads = [i + _signed(row[7]) for i, row in enumerate(rows)]
    blank = [text[shift + row[0] : shift + row[0] + row[1]].isspace() for row in rows]
    places = _places(blank, at)
    _reattach(heads, blank)
    made: list[Token] = []
    starts: list[int] = []
    begins = True
    for i, (idx, length, pos, tag, dep, lemma, morph, _, sent, iob, label) in enumerate(rows):
        begins = begins or sent == 1
        if blank[i]:
            continue
        first = shift + idx
        relation = "root" if heads[i] == i else strings[dep].lower()
        word = text[first : first + length]
        token = Token(
            places[i], first, first + length, word, strings[lemma] or word, strings[pos], strings[tag], relation,
            places[heads[i]], 0, strings[morph], *_entity(strings[label], strings[tag], iob, made),
        )  # fmt: skip
        made.append(token)
        if begins:
            starts.append(token.i)
            begins = False
    return made, starts


def _signed(number: int) -> int:
    """Undo what an unsigned column does to a negative distance."""
    return number - (1 << 64) if number >> 63 else number


def _places(blank: Iterable[bool], at: int) -> list[int]:
    places = []
    for skipped in blank:
        places.append(at)
        at += not skipped
    return places


def _reattach(heads: list[int], blank: list[bool]) -> None:
    """Give what hangs on white space to the head of that; where it is the root, its first word becomes the root."""
    if not any(blank):
        return
    roots: dict[int, int] = {}
    for i in range(len(heads)):
        head = heads[i]
        if blank[i] or not blank[head]:
            continue
        while blank[head] and heads[head] != head:
            head = heads[head]
        heads[i] = roots.setdefault(head, i) if blank[head] else head


def _entity(label: str, tag: str, iob: int, before: list[Token]) -> tuple[str, str]:
    """Return a token's entity label and B, I or O; peoples ("the Kurds") are groups, their adjectives are not."""
    if iob not in (1, 3):
        return "", "O"
    kind = ENTITIES.get(label, "")
    if label == "NORP" and tag.startswith("NN"):
        kind = "ORG"
    if not kind:
        return "", "O"
    return kind, "I" if iob == 1 and before and before[-1].ent == kind else "B"
