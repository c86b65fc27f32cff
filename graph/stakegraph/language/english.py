"""Whether a text is English at all: the rules of extraction hold for no other language."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 20
"""Words below which nothing can be said."""
_SHARE = 0.25
"""English prose has 40 to 55 stop words in a hundred, headlines 30, other languages below 15."""


def is_english(text: str) -> bool:
    """Say whether enough of the words of ``text`` are English stop words; a text of a few words passes.

    >>> is_english("The ministers said that they would not be a part of it, and that is all there is to say about it.")
    True
    >>> is_english("Die Minister sagten, dass sie nicht daran teilnehmen werden, und mehr gibt es dazu im Moment "
    ...            "auch wirklich nicht zu sagen, weil noch verhandelt wird.")
    False
    """
    from spacy.lang.en.stop_words import STOP_WORDS

    words = _WORD.findall(text.lower())
    return len(words) < _FEWEST or sum(word in STOP_WORDS for word in words) >= _SHARE * len(words)
