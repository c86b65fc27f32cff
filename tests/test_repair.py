"""Trees that a parser gets wrong in news, and what becomes of them."""

from __future__ import annotations

import pytest

from stakegraph.language.repair import repair
from stakegraph.syntax import Token


def tree(*rows: str) -> list[Token]:
    """Make tokens from rows "word/TAG/relation/head", heads by number; the Penn tag tells the universal one."""
    kinds = {"NN": "NOUN", "VB": "VERB", "MD": "AUX", "RB": "ADV", "PR": "PRON", "DT": "DET", "IN": "ADP", "TO": "PART"}
    made = []
    for i, row in enumerate(rows):
        word, tag, dep, head = row.split("/")
        pos = "PROPN" if tag.startswith("NNP") else "AUX" if dep in ("aux", "cop") else kinds.get(tag[:2], "PUNCT")
        made.append(Token(i, i * 10, i * 10 + len(word), word, word.lower(), pos, tag, dep, int(head)))
    return made


def mended(*rows: str) -> list[str]:
    tokens = tree(*rows)
    repair(tokens, [0])
    return [f"{t.dep}/{t.head}" for t in tokens]


def test_a_noun_before_of_is_the_head() -> None:
    rows = ("an/DT/det/3", "offer/NN/compound/3", "of/IN/case/3", "help/NN/nsubj/4", "stands/VBZ/root/4")
    assert mended(*rows) == ["det/1", "nsubj/4", "case/3", "nmod/1", "root/4"]


def test_an_adverb_is_no_subject() -> None:
    rows = ("Moss/NNP/nsubj/1", "sharply/RB/nsubj/2", "criticized/VBD/root/2", "deals/NNS/obj/2")
    assert mended(*rows) == ["nsubj/2", "advmod/2", "root/2", "obj/2"]


def test_a_verb_of_saying_is_no_subject_of_what_is_said() -> None:
    rows = (
        "Peru/NNP/nsubj/1",
        "warns/VBZ/csubj/5",
        "the/DT/det/3",
        "plan/NN/obj/1",
        "would/MD/aux/5",
        "fail/VB/root/5",
    )
    assert mended(*rows) == ["nsubj/1", "root/1", "det/3", "nsubj/5", "aux/5", "ccomp/1"]


def test_a_finite_verb_has_a_subject_of_its_own() -> None:
    rows = ("They/PRP/nsubj/1", "noted/VBD/root/1", "lawyers/NNS/obj/1", "offered/VBD/xcomp/1", "help/NN/obj/3")
    assert mended(*rows) == ["nsubj/1", "root/1", "nsubj/3", "ccomp/1", "obj/3"]


def test_a_finite_verb_stands_beside_a_verb() -> None:
    rows = ("Moss/NNP/nsubj/1", "left/VBD/root/1", "town/NN/obj/1", "and/CC/cc/4", "called/VBD/conj/2")
    assert mended(*rows) == ["nsubj/1", "root/1", "obj/1", "cc/4", "conj/1"]


def test_a_past_verb_goes_on_with_the_report_of_what_will_be() -> None:
    rows = (
        "They/PRP/nsubj/1",
        "said/VBD/root/1",
        "rain/NN/nsubj/4",
        "will/MD/aux/4",
        "fall/VB/ccomp/1",
        "but/CC/cc/6",
        "pledged/VBD/conj/4",
        "help/NN/obj/6",
    )
    assert mended(*rows) == ["nsubj/1", "root/1", "nsubj/4", "aux/4", "ccomp/1", "cc/6", "conj/1", "obj/6"]


def test_the_only_verb_is_no_participle_of_its_subject() -> None:
    rows = ("Moss/NNP/root/0", "called/VBN/acl/0", "on/IN/case/3", "courts/NNS/obl/1")
    assert mended(*rows) == ["nsubj/1", "root/1", "case/3", "obl/1"]


def test_a_noun_with_a_subject_is_the_object_of_the_verb_before_it() -> None:
    rows = ("The/DT/det/1", "mayor/NN/nsubj/3", "praised/VBN/amod/3", "Moss/NNP/root/3", "././punct/3")
    assert mended(*rows) == ["det/1", "nsubj/2", "root/2", "obj/2", "punct/2"]


def test_a_participle_with_a_subject_is_a_verb() -> None:
    rows = ("It/PRP/nsubj/2", "has/VBZ/aux/2", "signed/VBN/amod/3", "contracts/NNS/root/3")
    assert mended(*rows) == ["nsubj/2", "aux/2", "root/2", "obj/2"]


@pytest.mark.parametrize(
    "rows",
    [
        ("steel/NN/compound/1", "plants/NNS/nsubj/2", "closed/VBD/root/2"),
        ("plans/NNS/root/0", "made/VBN/acl/0", "by/IN/case/3", "Peru/NNP/obl/1"),
        ("Moss/NNP/nsubj/1", "saw/VBD/root/1", "him/PRP/obj/1", "leave/VB/xcomp/1"),
        ("Moss/NNP/nsubj/3", "is/VBZ/cop/3", "elected/VBN/amod/3", "mayor/NN/root/3"),
    ],
)
def test_what_may_be_right_stays(rows: tuple[str, ...]) -> None:
    assert mended(*rows) == [row.split("/", 2)[2] for row in rows]
