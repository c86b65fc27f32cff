"""The stretches of text that belong to a word: its noun phrase, its clause, the name that a run of titles leads to."""

from __future__ import annotations

from itertools import pairwise

from stakegraph.extract.reading.actorwords import words
from stakegraph.extract.reading.lexicon import word_set
from stakegraph.syntax import Parse, Token

_OUTSIDE_NOUN_PHRASE = (
    "acl:relcl", "acl", "parataxis", "punct", "conj", "cc", "advcl", "cop", "nsubj", "case", "mark", "aux", "advmod",
    "discourse",
)  # fmt: skip
_RUN = frozenset(("flat", "appos", "compound", "nmod:desc"))


class Phrases:
    """Cuts phrases out of one parse."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self._noun_phrases: dict[int, tuple[int, int]] = {}

    def noun_phrase(self, i: int) -> tuple[int, int]:
        """Return first and last token of the noun phrase headed by ``i``, without relative clauses and appositions."""
        if i not in self._noun_phrases:
            self._noun_phrases[i] = self._stretch(i, _OUTSIDE_NOUN_PHRASE)
        return self._noun_phrases[i]

    def hyphenated(self, i: int) -> str:
        """Return a word in lower case with what hyphens join to its front: "out-of-touch" at "touch"."""
        first = i
        if i < 2 or self.tokens[i - 1].text != "-":
            return self.tokens[i].lower
        while first > 1 and self.tokens[first - 1].text == "-" and self._touch(first - 2, first):
            first -= 2
        return "".join(token.lower for token in self.tokens[first : i + 1])

    def _touch(self, i: int, j: int) -> bool:
        """Say whether no space stands between tokens ``i`` and ``j``."""
        return all(a.end == b.start for a, b in pairwise(self.tokens[i : j + 1]))

    def whole_phrase(self, i: int) -> tuple[int, int]:
        """Return the noun phrase headed by ``i`` with what defines it: "plan for troops to patrol the border"."""
        return self._stretch(i, tuple(dep for dep in _OUTSIDE_NOUN_PHRASE if dep != "acl"))

    def mention(self, i: int) -> tuple[int, int]:
        """Return the noun phrase headed by ``i`` with the name that it leads to: "party leader Ana Silva"."""
        first, last = self.noun_phrase(i)
        if self.tokens[first].pos == "ADP":  # "In a statement, the ministry": what leads in is no part of it
            first = next((j + 1 for j in range(i - 1, first, -1) if self.tokens[j].text == ","), first)
        last = max(last, self.run_end(i))
        while last > i and self.tokens[last].pos in ("ADV", "VERB", "AUX"):
            last -= 1
        return first, last

    def run_end(self, i: int) -> int:
        """Return the last word of a run of titles, bodies and names that begins at ``i``, each tied to the others."""
        at = i
        while at + 1 < len(self.tokens) and self.tokens[at + 1].pos in ("PROPN", "NOUN") and self._tied(at + 1, i):
            at += 1
        return at if self.tokens[at].pos == "PROPN" else i

    def _tied(self, j: int, i: int) -> bool:
        token, before = self.tokens[j], self.tokens[j - 1]
        if (token.head >= i and token.dep in _RUN) or token.head in (i, j - 1):
            return True
        side_by_side = token.head == before.head and token.dep == before.dep and before.pos == "PROPN"
        if side_by_side and token.pos == "PROPN":
            return True
        titles = words().roles
        return token.lower in titles or (before.lower in titles and token.text[:1].isupper())

    def clause(self, i: int) -> tuple[int, int]:
        """Return first and last token of the clause headed by ``i``, without what is loosely attached to it."""
        return self._stretch(i, ("advcl", "parataxis", "punct", "conj", "cc", "mark", "discourse"))

    def _is_aside(self, case: Token) -> bool:
        """Say whether a preposition leads from a noun to what belongs to its verb.

        So do "greeted the plan with cheers", "approved the plan, with Peru against", "approved it by 30 votes to 2".
        """
        led = self.tokens[case.head]
        if case.lower == "by":
            return led.lemma in word_set("margins") and self.parse.child(led.i, "nummod", "det") is not None
        verb = self.tokens[self.tokens[led.head].head]
        off = case.i > 0 and self.tokens[case.i - 1].text == ","
        return case.lower == "with" and (off or verb.lemma in word_set("greeting"))

    def _stretch(self, i: int, without: tuple[str, ...]) -> tuple[int, int]:
        kept = [i]
        for child in self.parse.children(i):
            if child.dep in without or child.relation in without:
                continue
            if any(c.lower == "as" or self._is_aside(c) for c in self.parse.children(child.i, "case")):
                continue
            if child.dep == "appos" and self.tokens[child.i - 1].pos == "PUNCT":
                continue
            kept.extend(self.parse.subtree(child.i))
        kept = _contiguous(sorted(kept), i)
        while (
            kept and self.tokens[kept[-1]].pos == "PUNCT" and kept[-1] > i and self.tokens[kept[-1]].text in ",;:.-–—"
        ):
            kept.pop()
        while kept and self.tokens[kept[0]].pos == "PUNCT" and kept[0] < i and self.tokens[kept[0]].text in ",;:.-–—":
            kept.pop(0)
        return kept[0], kept[-1]


def unclosed(parse: Parse, i: int) -> int | None:
    """Return the name right before its verb that a parser took for an apposition to the subject ``i``.

    No comma ends an apposition there: "In a nod to Ann Moss, Mayor Carl Berg said" is what Carl Berg said.
    """
    tokens = parse.tokens
    verb = tokens[i].head
    for name in parse.children(i, "appos"):
        if not i < name.i < verb or name.ent != "PERSON" or any(True for _ in parse.children(name.i, "appos")):
            continue
        first = name.i
        while first > i and tokens[first - 1].pos in ("PROPN", "NOUN", "ADJ", "DET", "PART"):
            first -= 1
        between = tokens[name.i + 1 : verb]
        if tokens[first - 1].text == "," and all(t.ent == "PERSON" or t.pos in ("AUX", "ADV") for t in between):
            return name.i
    return None


def _contiguous(indices: list[int], around: int) -> list[int]:
    """Keep the run of indices around one of them; gaps of one token (a stray comma) are bridged."""
    at = indices.index(around)
    first = last = at
    while first > 0 and indices[first] - indices[first - 1] <= 2:
        first -= 1
    while last + 1 < len(indices) and indices[last + 1] - indices[last] <= 2:
        last += 1
    return list(range(indices[first], indices[last] + 1))
