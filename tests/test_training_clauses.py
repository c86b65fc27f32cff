"""Made-up sentences for the parser: what they are made of, and that their trees are trees."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path

import pytest

from training import corpora, names
from training.clauses import Clauses, headline, renamed
from training.corpora import Sentence

TREEBANK = """\
1\tAnna\tAnna\tPROPN\tNNP\t_\t3\tnsubj\t_\t_
2\tBerg\tBerg\tPROPN\tNNP\t_\t1\tflat\t_\t_
3\ttook\ttake\tVERB\tVBD\t_\t0\troot\t_\t_
4\tlong\tlong\tADJ\tJJ\t_\t5\tamod\t_\t_
5\twalks\twalk\tNOUN\tNNS\t_\t3\tobj\t_\t_
6\tin\tin\tADP\tIN\t_\t8\tcase\t_\t_
7\tthe\tthe\tDET\tDT\t_\t8\tdet\t_\t_
8\train\train\tNOUN\tNN\t_\t3\tobl\t_\tSpaceAfter=No
9\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_
"""


@pytest.fixture
def sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sentence:
    monkeypatch.setattr(names, "people", lambda: (["Zoë"], ["Quux"]))
    monkeypatch.setattr(names, "countries", lambda: ["Far Baz"])
    monkeypatch.setattr(names, "place", lambda chance, words: "Foo")
    (tmp_path / "a.conllu").write_text(TREEBANK, encoding="utf-8")
    (one,) = corpora.conllu(tmp_path / "a.conllu")
    return one


def text(sentence: Sentence) -> str:
    return "".join(w + " " * s for w, s in zip(sentence.words, sentence.spaces, strict=True)).strip()


def made(sentence: Sentence, number: int) -> list[Sentence]:
    clauses = Clauses([sentence], random.Random(0))
    return [clauses.sentence() for _ in range(number)]


def arcs(sentence: Sentence) -> list[tuple[int, int]]:
    return [(min(i, h), max(i, h)) for i, h in enumerate(sentence.heads) if i != h]


def test_a_name_a_verb_and_an_object_without_an_article_make_a_sentence(sentence: Sentence) -> None:
    assert "Zoë Quux took long walks in the rain." in {text(one) for one in made(sentence, 3000)}


def test_every_made_sentence_has_one_root_that_all_words_lead_to(sentence: Sentence) -> None:
    for one in made(sentence, 500):
        (root,) = (i for i, head in enumerate(one.heads) if i == head)
        assert [d for d in one.deps if d == "root"] == [one.deps[root]]
        for i in range(len(one.heads)):
            at, seen = i, 0
            while at != root and seen <= len(one.heads):
                at, seen = one.heads[at], seen + 1
            assert at == root, (text(one), i)


def test_no_two_arcs_of_a_made_sentence_cross(sentence: Sentence) -> None:
    for one in made(sentence, 500):
        for (a, b), (c, d) in combinations(arcs(one), 2):
            assert not (a < c < b < d or c < a < d < b), text(one)


def test_a_seed_gives_the_same_sentences(sentence: Sentence) -> None:
    assert [text(one) for one in made(sentence, 20)] == [text(one) for one in made(sentence, 20)]


def test_names_of_a_treebank_are_replaced_and_its_trees_stay(sentence: Sentence) -> None:
    chance = random.Random(1)
    found = [one for one in (renamed(sentence, chance) for _ in range(50)) if one is not None]
    assert {text(one) for one in found} == {f"{given} {family} took long walks in the rain." for given, family in (
        ("Zoë", "Quux"), ("Zoë", "Berg"), ("Anna", "Quux"))}  # fmt: skip
    assert all((one.heads, one.deps) == (sentence.heads, sentence.deps) for one in found)


def test_a_sentence_without_a_name_is_not_written_again() -> None:
    plain = Sentence(["He", "left"], [True, True], ["he", "leave"], ["PRON", "VERB"], ["PRP", "VBD"], ["", ""], [1, 1])
    plain.deps = ["nsubj", "root"]
    assert renamed(plain, random.Random(0)) is None


def test_a_headline_has_its_words_capitalised(sentence: Sentence) -> None:
    assert text(headline(sentence)) == "Anna Berg Took Long Walks in the Rain."
