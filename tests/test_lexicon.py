"""The word lists that drive extraction."""

from __future__ import annotations

from collections import Counter

from stakegraph.resources import rows


def test_a_word_of_the_lexicon_has_one_row() -> None:
    told = Counter((row["lemma"], row["pos"]) for row in rows("seeds/lexicon/predicates.csv"))
    assert [word for word, count in told.items() if count > 1] == []


def test_a_set_of_words_has_one_row() -> None:
    told = Counter(row["set"] for row in rows("seeds/lexicon/sets.csv"))
    assert [name for name, count in told.items() if count > 1] == []
