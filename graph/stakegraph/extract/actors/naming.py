"""A name as it stands in the text, and the forms of names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from stakegraph.extract.reading.actorwords import words

_SYLLABLE = re.compile(r"(?:hs|ts|tz|sz|[gk]w|ng|[bcdfghjklmnpqrstvwxyz]h?)?[aeiouyw]{1,3}(?:ng|hn|[nktpmlhr])?")
_NO_SYLLABLES = frozenset(
    {"run", "wing", "man", "men", "year", "day", "up", "on", "to", "at", "win", "war", "law", "top"}
)
DOMAIN = re.compile(r"\w[\w-]*\.(?:com|org|net|info|tv|co\.[a-z]{2}|[a-z]{2})")
LEGAL = frozenset({"inc", "corp", "co", "ltd", "llc", "plc", "llp", "ag", "sa", "gmbh"})
LISTED = frozenset({"country", "seat", "people", "demonym", "place", "group"})
SURE = 5.0
SURNAME = 3.0
"""What it weighs for a person that the article goes on with the last word of a name: more than an entity label."""
SHORT = frozenset({"of", "the", "and", "for", "on", "to", "in", "a", "&"})


@dataclass(slots=True)
class Name:
    """A name in the text: tokens ``first`` to ``last``; ``start`` counts title and role in.

    ``kind`` is one of person, organization, country, seat, place, group, people, demonym, thing, unknown; ``weight``
    says how sure. ``role`` are the tokens of the role that stands before the name, ``code`` is a country's,
    ``opening`` says that it begins a sentence, where its capital says nothing.
    """

    first: int
    last: int
    start: int
    text: str
    kind: str
    weight: float = 1.0
    code: str = ""
    gender: str = ""
    titled: bool = False
    role: tuple[int, int] | None = None
    opening: bool = False


def initials(name: str) -> set[str]:
    """Return the acronyms that a name of several words may have.

    >>> sorted(initials("Bureau of Fair Trade"))
    ['BFT', 'BOFT']
    """
    parts = [part for part in name.replace("-", " ").split() if part[0].isalpha()]
    if len(parts) < 2:
        return set()
    short = "".join(part[0] for part in parts if part.lower() not in SHORT)
    return {short.upper(), "".join(part[0] for part in parts).upper()}


def without_suffix(name: str) -> str:
    """Return the name of a company without its legal form.

    >>> without_suffix("Volta Motors Inc.")
    'Volta Motors'
    """
    parts = name.split()
    return " ".join(parts[:-1]) if len(parts) > 1 and parts[-1].rstrip(".").lower() in LEGAL else name


def two_syllables(first: str, second: str) -> bool:
    """Say whether two words joined by a hyphen are a given name as Chinese and Korean ones are written.

    >>> two_syllables("Cheuk", "yan"), two_syllables("York", "based")
    (True, False)
    """
    parts = first.lower(), second.lower()
    return all(_SYLLABLE.fullmatch(part) and part not in _NO_SYLLABLES for part in parts)


def clean(text: str) -> str:
    """Return a name on one line with plain apostrophes."""
    plain = " ".join(text.split()).replace("’", "'").replace("‘", "'")
    return plain.removesuffix("'s") if not plain.startswith("'") else plain


def kinds_of(names: Iterable[Name]) -> dict[str, str]:
    """Return what each name is taken for by all its occurrences together, and by its longer forms."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    sure, titled = set(), set()
    for name in names:
        votes[name.text][name.kind] += name.weight
        if name.weight >= SURE:
            sure.add(name.text)
        if name.titled:
            titled.add(name.text)
    for text in votes:
        if _taken_up(text, votes, titled):
            votes[text]["person"] += SURNAME
    kinds = {text: max(sorted(found), key=found.__getitem__) for text, found in votes.items()}
    first_words = [text.split()[0] for text, kind in kinds.items() if kind == "organization" and " " in text]
    parts = {part for text, kind in kinds.items() if kind == "person" and " " in text for part in text.split()}
    for text, kind in kinds.items():
        if kind == "person" and text not in sure and text not in parts and first_words.count(text) == 1:
            kinds[text] = "organization"
    return kinds


def _taken_up(text: str, votes: Mapping[str, Mapping[str, float]], titled: Set[str]) -> bool:
    """Say whether a word of a name takes it up as only a person's does: "Coral Moss ... Moss", "Xi Jie ... Mr Xi"."""
    parts = text.split()
    last = parts[-1].lower()
    plain = len(parts) == 2 and all(part.isalpha() and not part.isupper() for part in parts)
    common = last in words().organization_names or last in words().places or last in words().things
    alone = votes.get(parts[-1], {})
    free = bool(alone) and not alone.keys() & LISTED and alone.get("organization", 0.0) < SURE
    return plain and not common and (free or parts[0] in titled)
