"""What the lists of names, titles and roles say of the tokens of an article, and names made of such tokens."""

from __future__ import annotations

from stakegraph.extract.actors.countries import gazetteer
from stakegraph.extract.actors.naming import Name, clean
from stakegraph.extract.reading.actorwords import words
from stakegraph.syntax import Parse

LINKS = frozenset({"of", "for", "on"})
NOMINAL = frozenset({"PROPN", "NOUN", "ADJ", "X"})
CLOSED = frozenset({"AUX", "PRON", "DET"})


def particle_name(text: str) -> bool:
    """Say whether a word such as "al-Sadr" is a name though it begins with a small letter."""
    return text[:3] in ("al-", "el-") and text[3:4].isupper()


class WordLists:
    """Looks up the tokens of one article; ``lowered`` are the words that it writes without capitals too."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self.lowered = {t.text for t in parse.tokens if t.text.islower()}
        self.words = words()
        self.countries = gazetteer()

    def name(self, first: int, last: int, kind: str, weight: float) -> Name:
        """Make a name of these tokens."""
        return Name(first, last, first, clean(self.parse.slice(first, last)), kind, weight)

    def known(self, first: int, last: int) -> str | None:
        """Return the text of these tokens where it is a listed name."""
        text = clean(self.parse.slice(first, last))
        listed = text in self.countries.forms or text in self.words.bodies or text in self.words.regions
        return text if listed else None

    def is_title_or_role(self, i: int) -> bool:
        """Say whether token ``i`` may stand before a person's name: "Mr", "secretary"."""
        token = self.tokens[i]
        return token.text in self.words.titles or token.lower in self.words.roles

    def is_role(self, i: int) -> bool:
        """Say whether token ``i`` is a role of one or of many: "secretary", "secretaries"."""
        low = self.tokens[i].lower
        return low in self.words.roles or low in self.words.role_plurals
