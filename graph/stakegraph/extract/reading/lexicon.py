"""Reads the word lists that drive extraction: predicates, judgements, light verbs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from stakegraph.errors import UsageError
from stakegraph.model import EVENT_TYPES, EventType
from stakegraph.resources import rows, words


@dataclass(frozen=True, slots=True)
class Predicate:
    """What a word of the lexicon reports, whom it judges, and what it does to whom (see predicates.csv).

    ``stance`` are the signed slots that hold wherever the word stands, ``aims`` those that hold under another
    predicate as well ("wants to build").
    """

    lemma: str
    pos: str
    say: frozenset[str]
    stance: tuple[tuple[int, str], ...]
    aims: tuple[tuple[int, str], ...]
    event: tuple[EventType, ...]
    recipient: tuple[str, ...]


@cache
def predicates() -> Mapping[tuple[str, str], Predicate]:
    """Return the predicates by (lemma, pos); pos is VERB, NOUN or ADJ."""
    path = "seeds/lexicon/predicates.csv"
    return {(row["lemma"], row["pos"]): _predicate(row, path) for row in rows(path)}


def _predicate(row: dict[str, str], path: str) -> Predicate:
    events = tuple(kind for kind in row["event"].split("/") if kind)
    marks = row["stance"].split()
    aims = tuple((1 if mark[0] == "+" else -1, mark[1:].rstrip("?")) for mark in marks)
    stance = tuple(aim for aim, mark in zip(aims, marks, strict=True) if not mark.endswith("?"))
    if not set(events) <= set(EVENT_TYPES) or any(mark[0] not in "+-" for mark in marks):
        raise UsageError(f"{path}: row {row['lemma']!r} has event {row['event']!r} and stance {row['stance']!r}")
    return Predicate(
        row["lemma"], row["pos"], frozenset(row["say"].split()), stance, aims,
        cast("tuple[EventType, ...]", events), tuple(row["recipient"].split()),
    )  # fmt: skip


@cache
def phrases() -> Mapping[str, Mapping[str, Predicate]]:
    """Return, by its verb, what a verb with a particle, preposition or noun means: {"call": {"out": ...}}."""
    found: dict[str, dict[str, Predicate]] = {}
    for (lemma, pos), predicate in predicates().items():
        verb, _, rest = lemma.partition("_")
        if rest and pos == "VERB":
            found.setdefault(verb, {})[rest] = predicate
    return found


@cache
def evaluations() -> Mapping[str, int]:
    """Return the sign (+1, -1) of words that judge."""
    return {row["word"]: 1 if row["sign"] == "+" else -1 for row in rows("seeds/lexicon/evaluations.csv")}


@cache
def idioms() -> Mapping[tuple[str, str], list[tuple[tuple[str, ...], int]]]:
    """Return set phrases that judge, longest first, with their signs, by their verb and first word ("not" apart)."""
    found: dict[tuple[str, str], list[tuple[tuple[str, ...], int]]] = {}
    for row in sorted(rows("seeds/lexicon/idioms.csv"), key=lambda row: -len(row["phrase"])):
        phrase = tuple(row["phrase"].split())
        first = phrase[1] if phrase[0] == "not" else phrase[0]
        found.setdefault((row["verb"], first), []).append((phrase, 1 if row["sign"] == "+" else -1))
    return found


@cache
def idiom_verbs() -> frozenset[str]:
    """Return the verbs before set phrases that judge."""
    return frozenset(verb for verb, _ in idioms())


@cache
def wrongs() -> frozenset[str]:
    """Return the verbs that nobody does rightly ("mislead"); a particle follows an underscore."""
    return frozenset(words("seeds/lexicon/wrongs.txt"))


@cache
def goods() -> frozenset[str]:
    """Return the verbs of what does good ("help"); a particle follows an underscore."""
    return frozenset(words("seeds/lexicon/goods.txt"))


@cache
def light_verbs() -> frozenset[str]:
    """Return the verbs that lend a noun their subject ("hold talks")."""
    return frozenset(words("seeds/lexicon/light_verbs.txt"))


@cache
def word_set(name: str) -> frozenset[str]:
    """Return a small set of words that a rule asks for ("refusing")."""
    found = {row["set"]: frozenset(row["words"].split()) for row in rows("seeds/lexicon/sets.csv")}
    if name not in found:
        raise UsageError(f"seeds/lexicon/sets.csv has no set {name!r}; it has {', '.join(sorted(found))}")
    return found[name]
