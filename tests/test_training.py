"""The recipe of the language pipeline: reading corpora, multiplying names, scoring."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language

from stakegraph.language.stored import parameters, read
from training import corpora, names
from training.assemble import narrow
from training.augment import Renamer, spans
from training.average import average
from training.convert import curl, document
from training.corpora import Sentence
from training.evaluate import Score

CONLLU = """\
# newdoc id = one
# text = He didn't.
1\tHe\the\tPRON\tPRP\tCase=Nom\t2\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\tdid\tdo\tAUX\tVBD\t_\t0\troot\t_\t_
3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t_\t_
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

# text = Go!
1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
2\t!\t!\tPUNCT\t.\t_\t1\tpunct\t_\t_
"""
IOB2 = "# doc one\nAnna\tB-PERSON\t1\n's\tO\t1\nplan\tO\t0\n.\tO\t1\n"


@pytest.fixture
def short_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "people", lambda: (["Zoë"], ["Quux"]))
    monkeypatch.setattr(names, "cities", lambda: ["Foo", "Foo Bar"])
    monkeypatch.setattr(names, "countries", lambda: ["Baz"])
    monkeypatch.setattr(names, "_longer", lambda: ["Foo Bar"])


def named(words: str, tags: str) -> Sentence:
    cells = words.split()
    return Sentence(words=cells, spaces=[True] * len(cells), ents=tags.split())


def test_words_that_share_a_surface_have_no_space_between_them(tmp_path: Path) -> None:
    (tmp_path / "a.conllu").write_text(CONLLU, encoding="utf-8")
    first, second = corpora.conllu(tmp_path / "a.conllu")
    assert document(spacy.blank("en").vocab, [first, second]).text == "He didn't. Go! "
    assert (first.heads, first.new_doc, second.new_doc) == ([1, 1, 1, 1], True, False)


def test_a_clitic_has_no_space_before_it(tmp_path: Path) -> None:
    (tmp_path / "a.iob2").write_text(IOB2, encoding="utf-8")
    (sentence,) = corpora.iob2(tmp_path / "a.iob2")
    assert document(spacy.blank("en").vocab, [sentence]).text == "Anna's plan. "


def test_runs_end_with_a_document_or_when_they_are_full() -> None:
    sentences = [Sentence(new_doc=n in (0, 2)) for n in range(5)]
    assert [len(run) for run in corpora.grouped(iter(sentences), 2)] == [2, 2, 1]


def test_quotation_marks_are_curled_by_the_side_they_stand_on() -> None:
    sentence = Sentence(words=['"', "We", "'ll", "go", '"', "."], spaces=[False, False, True, False, False, True])
    curl([sentence])
    assert sentence.words == ["“", "We", "’ll", "go", "”", "."]


def test_names_are_replaced_by_others_of_their_kind_and_the_rest_stays(short_lists: None) -> None:
    old = named("Anna B. Smith left Oslo", "B-PERSON I-PERSON I-PERSON O B-LOC")
    renamer = Renamer([old], random.Random(0))
    found = {" ".join(renamer.renamed(old).words) for _ in range(50)}
    assert found == {
        f"{person} left {place}"
        for person in ("Anna B. Smith", "Zoë B. Quux")
        for place in ("Oslo", "Foo", "Bar", "Baz")
    }


def test_a_renamed_sentence_has_one_tag_and_one_space_a_word(short_lists: None) -> None:
    old = named("the Foo Union met Anna in New York", "O B-ORG I-ORG O B-PERSON O B-LOC I-LOC")
    renamer = Renamer([old], random.Random(1))
    for _ in range(100):
        new = renamer.renamed(old)
        assert len(new.words) == len(new.spaces) == len(new.ents)
        assert [kind for _, _, kind in spans(new.ents)] == ["O", "ORG", "O", "PERSON", "O", "LOC"]


def test_a_score_is_one_of_precision_recall_and_their_mean() -> None:
    score = Score()
    score.add("all", {1, 2, 3, 4}, {1, 2, 5})
    assert (score.precision("all"), round(score.recall("all"), 1), round(score.f("all"), 1)) == (50.0, 66.7, 57.1)


@pytest.fixture
def tagged() -> Language:
    nlp = spacy.blank("en")
    tagger: Any = nlp.add_pipe("tagger")
    tagger.add_label("NN")
    nlp.initialize()
    return nlp


def test_the_average_of_pipelines_has_the_mean_of_each_of_their_numbers(tagged: Language, tmp_path: Path) -> None:
    for number in (1.0, 4.0):
        for node, name in parameters(tagged):
            node.set_param(name, np.full_like(node.get_param(name), number))
        tagged.to_disk(tmp_path / str(number))
    found = spacy.load(average([tmp_path / "1.0", tmp_path / "4.0"], tmp_path / "mean"))
    assert {number for node, name in parameters(found) for number in node.get_param(name).ravel().tolist()} == {2.5}


def test_halving_a_pipeline_rounds_its_numbers_and_they_are_read_in_single_precision(
    tagged: Language, tmp_path: Path
) -> None:
    tagged.to_disk(tmp_path)
    narrow(tmp_path)
    for (old, name), (new, _) in zip(parameters(tagged), parameters(read(tmp_path)), strict=True):
        assert new.get_param(name).dtype == np.float32
        assert np.array_equal(new.get_param(name), old.get_param(name).astype("float16"))
