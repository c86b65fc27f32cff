"""Replaces the names in a sentence by others of their kind, so that names are learned by what stands round them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

from training import names
from training.corpora import Sentence

_KEPT = {"PERSON": 0.2, "LOC": 0.2, "ORG": 0.5}
_BORROWED = 0.5
_ARTICLES = ("the", "a", "an", "this")
_BY_FAMILY = 0.65
_MARKS = ("'s", "’s", "'", "’")


class Renamer:
    """Makes new sentences from old ones; ``chance`` decides, so that a seed gives the same data again."""

    def __init__(self, sentences: Iterable[Sentence], chance: random.Random) -> None:
        self._chance = chance
        self._organizations: dict[bool, list[list[str]]] = {True: [], False: []}
        for sentence in sentences:
            for first, last, kind in spans(sentence.ents):
                if kind == "ORG" and sentence.words[first][0].isupper():
                    self._organizations[_article(sentence, first)].append(sentence.words[first:last])

    def renamed(self, old: Sentence, *, headline: bool = False) -> Sentence:
        """Return ``old`` with most of its names replaced; a ``headline`` has Its Words Capitalised."""
        new = Sentence(new_doc=True, new_par=True)
        for first, last, kind in spans(old.ents):
            words, ends = old.words[first:last], old.spaces[first:last]
            if kind != "O":
                swapped = self._swapped(words, kind, article=_article(old, first))
                ends = ends if swapped is words else [*_spaces(swapped), ends[-1]]
                words = swapped
            elif headline:
                words = [word[:1].upper() + word[1:] for word in words]
            new.words.extend(words)
            new.spaces.extend(ends)
            new.ents.extend(["O"] * len(words) if kind == "O" else [f"B-{kind}"] + [f"I-{kind}"] * (len(words) - 1))
        return new

    def _swapped(self, words: list[str], kind: str, *, article: bool) -> list[str]:
        """Return another name of the same kind, or ``words`` itself where it is to stay."""
        chance = self._chance
        if chance.random() < _KEPT[kind] or not words[0][:1].isupper():
            return words
        if kind == "PERSON":
            name = self._person(words)
        elif kind == "LOC":
            name = names.place(chance, words=len(words)).split()
        elif chance.random() < _BORROWED:
            name = chance.choice(self._organizations[article])
        else:
            name = _cut(names.organization(chance, after_article=article))
        return [word.upper() for word in name] if all(map(_shouted, words)) and kind != "ORG" else name

    def _person(self, words: list[str]) -> list[str]:
        """Replace the words of a person's name one by one; initials, particles and marks stay."""
        given, family = names.people()
        only = sum(len(word) > 2 for word in words) < 2
        found = []
        for i, word in enumerate(words):
            if len(word) <= 2 or not word[0].isupper() or "." in word or not word.isalpha():
                found.append(word)
            elif (only and self._chance.random() < _BY_FAMILY) or (not only and i == len(words) - 1):
                found.append(self._chance.choice(family))
            else:
                found.append(self._chance.choice(given))
        return found


def spans(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the names, and what lies between them as kind "O", as [first, last) and kind.

    >>> list(spans(["O", "O", "B-LOC", "I-LOC", "B-ORG"]))
    [(0, 2, 'O'), (2, 4, 'LOC'), (4, 5, 'ORG')]
    """
    first = 0
    for i in range(1, len(tags) + 1):
        if i == len(tags) or tags[i][0] == "B" or (tags[i] == "O") != (tags[first] == "O"):
            yield first, i, tags[first].partition("-")[2] or "O"
            first = i


def _article(sentence: Sentence, i: int) -> bool:
    return i > 0 and sentence.words[i - 1].lower() in _ARTICLES


def _cut(name: str) -> list[str]:
    """Cut a made-up name as the tokenizer would."""
    return name.replace("'s", " 's").replace("s' ", "s ' ").split()


def _spaces(words: list[str]) -> list[bool]:
    return [after not in _MARKS for after in words[1:]]


def _shouted(word: str) -> bool:
    return len(word) > 3 and word.isupper()
