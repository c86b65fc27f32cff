"""Where a name begins: which words may be its first, in a sentence and at its beginning."""

from __future__ import annotations

from stakegraph.extract.actors.wordlists import CLOSED, LINKS, NOMINAL, WordLists, particle_name
from stakegraph.syntax import Token


class Beginnings:
    """Tells with which tokens of one article names begin."""

    def __init__(self, lists: WordLists) -> None:
        self.lists = lists
        self.tokens = lists.parse.tokens
        self.words = lists.words
        self.countries = lists.countries

    def at(self, i: int, opening: bool) -> bool:
        """Say whether a name begins with token ``i``; ``opening`` says that it begins a sentence."""
        token = self.tokens[i]
        text = token.text
        if not text[0].isupper():
            return particle_name(text) or (self._is_particle(i) and not self._is_particle(i - 1))
        if opening and token.pos in NOMINAL and self._before_role(i):
            return True
        if len(text) == 1 or text in self.words.nonames or self._stopped(token) or self._party_tag(i):
            return False
        if text == "New":
            return self._goes_on(i) and (not opening or self.lists.known(i, i + 1) is not None)
        if text in self.countries.forms or text in self.words.bodies or text in self.words.titles:
            return token.pos != "AUX"
        if not opening:
            return token.pos in NOMINAL or bool(token.ent)
        if text in self.words.sets["openers"] or token.lower in self.words.sets["counts"]:
            return False
        if text.isupper() and 3 <= len(text) <= 6 and text.isalpha() and token.pos not in CLOSED:
            return True
        if token.lower in self.words.roles and i + 1 < len(self.tokens) and self.tokens[i + 1].lower in LINKS:
            return True
        if token.lower in self.lists.lowered:
            return (token.pos == "PROPN" or bool(token.ent)) and self._goes_on(i)
        return token.pos == "PROPN" or bool(token.ent) or (token.tag == "NNP" and self._goes_on(i))

    def _is_particle(self, i: int) -> bool:
        """Say whether a small word begins a surname: "von der" of "von der Sand said", not "la" of "a la carte"."""
        after = i + 1
        while self.tokens[after - 1].text in self.words.sets["particles"] and after < len(self.tokens):
            if self.tokens[after].text[0].isupper():
                return self.tokens[i].ent == "PERSON" or self.tokens[after].ent == "PERSON"
            after += 1
        return False

    def _stopped(self, token: Token) -> bool:
        """Say whether a token is a function word, written with a capital for whatever reason."""
        return token.lower in self.words.sets["stops"] and token.text != "US"

    def _party_tag(self, i: int) -> bool:
        """Say whether token ``i`` belongs to a tag such as "(R-Ohio)" or "(D)"."""
        before = [t.text for t in self.tokens[max(0, i - 4) : i]]
        if "(" not in before or ")" in before:
            return False
        return any(t[:2] in ("R", "D", "I", "R-", "D-", "I-") for t in [*before, self.tokens[i].text])

    def _before_role(self, i: int) -> bool:
        """Say whether a role in capitals follows: "Prime Minister", "Former President"."""
        return self._goes_on(i) and self.tokens[i + 1].lower in self.words.roles

    def _goes_on(self, i: int) -> bool:
        """Say whether a capitalised word follows token ``i``."""
        at = i + 2 if self.tokens[i].text in ("Al", "El") and self.tokens[i + 1].text == "-" else i + 1  # "Al-Sadr"
        return at < len(self.tokens) and self.tokens[at].text[0].isupper()
