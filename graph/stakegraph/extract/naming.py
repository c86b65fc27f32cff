"""A name as it stands in the text, and the forms of names."""

from __future__ import annotations

from dataclasses import dataclass

LEGAL = frozenset({"inc", "corp", "co", "ltd", "llc", "plc", "llp", "ag", "sa", "gmbh"})
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


def clean(text: str) -> str:
    """Return a name on one line with plain apostrophes."""
    plain = " ".join(text.split()).replace("’", "'").replace("‘", "'")
    return plain.removesuffix("'s") if not plain.startswith("'") else plain
