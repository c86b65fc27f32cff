"""Trees that a parser gets wrong in news, and what becomes of them."""

from __future__ import annotations

import pytest

from stakegraph.language.repair import repair
from stakegraph.syntax import Token


def tree(*rows: str) -> list[Token]:
    """Make tokens from rows "word/TAG/relation/head", heads by number; the Penn tag tells the universal one."""
    kinds = {
        "NN": "NOUN",
        "VB": "VERB",
        "MD": "AUX",
        "RB": "ADV",
        "PR": "PRON",
        "JJ": "ADJ",
        "DT": "DET",
        "IN": "ADP",
        "TO": "PART",
    }
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


def test_what_somebody_is_told_describes_nobody() -> None:
    rows = (
        "Moss/NNP/nsubj/1", "told/VBD/root/1", "Peru/NNP/iobj/1", "that/WDT/mark/6", "talks/NNS/nsubj/6",
        "would/MD/aux/6", "fail/VB/acl:relcl/2",
    )  # fmt: skip
    tokens = tree(*rows)
    tokens[1].lemma = "tell"
    repair(tokens, [0])
    assert (tokens[6].dep, tokens[6].head) == ("ccomp", 1)


def test_what_is_said_is_one_clause() -> None:
    rows = (
        "They/PRP/nsubj/1", "say/VBP/root/1", "it/PRP/nsubj/3", "works/VBZ/ccomp/1", ",/,/punct/7",
        "although/IN/mark/7", "some/NNS/nsubj/7", "doubt/VBP/ccomp/1",
    )  # fmt: skip
    assert mended(*rows)[7] == "advcl/3"


def test_who_does_what_describes_him_stays_described() -> None:
    rows = ("Moss/NNP/nsubj/1", "told/VBD/root/1", "men/NNS/iobj/1", "that/WDT/nsubj/4", "came/VBD/acl:relcl/2")
    tokens = tree(*rows)
    tokens[1].lemma = "tell"
    repair(tokens, [0])
    assert (tokens[4].dep, tokens[4].head) == ("acl:relcl", 2)


def test_a_finite_clause_behind_a_relative_one_has_its_subject_before_that() -> None:
    rows = (
        "Moss/NNP/nsubj/1", "said/VBD/root/1", "talks/NNS/obj/1", ",/,/punct/5", "which/WDT/nsubj/5",
        "began/VBD/acl:relcl/2", ",/,/punct/5", "would/MD/aux/8", "fail/VB/ccomp/1",
    )  # fmt: skip
    assert mended(*rows)[2] == "nsubj/8"


@pytest.mark.parametrize(
    ("rows", "at", "right"),
    [
        (("letter/NN/compound/1", "reads/VBZ/root/1"), 0, "nsubj/1"),
        (
            ("Moss/NNP/nsubj/1", "thank/VBP/root/1", "senators/NNS/obj/1", "for/IN/mark/4", "listening/VBG/acl/2"),
            4, "advcl/1",
        ),
        (
            ("Moss/NNP/nsubj/1", "backs/VBZ/root/1", "aid/NN/obj/1", "and/CC/cc/6", "Peru/NNP/nsubj/5",
             "signalled/JJ/amod/6", "doubts/NNS/conj/2"),
            5, "conj/1",
        ),
        (("Unions/NNS/nsubj/3", "back/RB/advmod/3", "the/DT/det/3", "loan/NN/root/3"), 1, "root/1"),
        (("Unions/NNS/nsubj/3", "back/RB/advmod/3", "the/DT/det/3", "loan/NN/root/3"), 0, "nsubj/1"),
        (("Unions/NNS/nsubj/3", "back/RB/advmod/3", "the/DT/det/3", "loan/NN/root/3"), 3, "obj/1"),
        (("Years/NNS/obl/4", "back/RB/advmod/0", "the/DT/det/3", "bank/NN/nsubj/4", "fell/VBD/root/4"), 1, "advmod/0"),
        (
            ("Moss/NNP/nsubj/1", "said/VBD/root/1", "talks/NNS/nsubj/4", "were/VBD/cop/4", "dead/JJ/ccomp/1",
             "and/CC/cc/6", "urge/VBN/conj/4", "calm/NN/obj/6"),
            6, "conj/1",
        ),
        (
            ("Moss/NNP/nsubj/1", "said/VBD/root/1", "unions/NNS/nsubj/3", "saw/VBD/ccomp/1", "him/PRP/obj/3",
             "and/CC/cc/6", "urge/VBD/conj/3", "calm/NN/obj/6"),
            6, "conj/3",
        ),
        (
            ("Unions/NNS/nsubj/6", "which/WDT/nsubj/1", "back/RB/advmod/4", "the/DT/det/4", "loan/NN/acl/0",
             "have/VBP/aux/6", "met/VBN/root/6"),
            2, "acl:relcl/0",
        ),
        (("Moss/NNP/nsubj/1", "have/VBP/aux/2", "argued/VBN/root/2"), 0, "nsubj/2"),
        (("Moss/NNP/nsubj/2", "sharply/NNP/nsubj/2", "criticized/VBN/root/2"), 1, "advmod/2"),
        (("Moss/NNP/nsubj/1", "daily/JJ/amod/2", "makes/VBZ/root/2", "claims/NNS/obj/2"), 0, "nsubj/2"),
        (("Guests/NNS/obl:unmarked/2", "also/RB/advmod/2", "left/VBD/root/2"), 0, "nsubj/2"),
        (
            ("Moss/NNP/nsubj/1", "call/VBP/root/1", "aid/NN/obj/1", "for/IN/case/4", "farms/NNS/nmod/2",
             "a/DT/det/6", "farce/NN/appos/4"),
            6, "xcomp/1",
        ),
        (
            ("In/IN/case/1", "speech/NN/obl/7", ",/,/punct/3", "Moss/NNP/appos/1", ",/,/punct/5", "lawyer/NN/appos/1",
             ",/,/punct/5", "accused/VBD/root/7", "Peru/NNP/obj/7"),
            3, "nsubj/7",
        ),
        (
            ("asked/VBD/root/0", "men/NNS/obj/0", "to/TO/mark/3", "back/VB/advcl/0", "the/DT/det/5", "plan/NN/obj/0"),
            5, "obj/3",
        ),
        (
            ("They/PRP/nsubj/1", "tell/VBP/root/1", "Peru/NNP/nsubj/5", "talks/NNS/nsubj/5", "will/MD/aux/5",
             "fail/VB/ccomp/1"),
            2, "iobj/1",
        ),
        (
            ("plan/NN/nsubj/2", "is/VBZ/cop/2", "dead/JJ/root/2", ",/,/punct/4", "Moss/NNP/dep/2", ",/,/punct/6",
             "told/VBD/conj/2", "us/PRP/iobj/6"),
            4, "nsubj/6",
        ),
        (
            ("group/NN/nsubj/2", ",/,/punct/2", "made/VBD/ccomp/6", "of/IN/case/4", "miners/NNS/obl/2", ",/,/punct/2",
             "said/VBD/root/6"),
            0, "nsubj/6",
        ),
        (
            ("They/PRP/nsubj/1", "say/VBP/root/1", "in/IN/case/3", "reports/NNS/obl/1", "that/WDT/mark/6",
             "prices/NNS/nsubj/6", "rose/VBD/acl:relcl/3"),
            6, "ccomp/1",
        ),
        (
            ("vote/NN/nsubj/1", "comes/VBZ/root/1", "after/IN/mark/4", "Moss/NNP/nsubj/4", "left/VBD/advcl/1",
             "and/CC/cc/6", "said/VBD/conj/1"),
            6, "conj/4",
        ),
        (
            ("It/PRP/nsubj/1", "spoke/VBD/root/1", ",/,/punct/3", "warning/VBG/csubj/5", "it/PRP/obj/3",
             "fails/VBZ/parataxis/1"),
            4, "nsubj/5",
        ),
        (
            ("Moss/NNP/root/0", ",/,/punct/2", "mayor/NN/appos/0", ",/,/punct/2", "called/VBN/acl/2", "on/IN/case/6",
             "men/NNS/obl/4", "and/CC/cc/8", "left/VBD/conj/4"),
            0, "nsubj/4",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_hung_so_hangs_where_it_can(rows: tuple[str, ...], at: int, right: str) -> None:
    assert mended(*rows)[at] == right


def test_a_that_which_opens_a_clause_is_no_pronoun() -> None:
    tokens = tree("said/VBD/root/0", "that/WDT/mark/3", "talks/NNS/nsubj/3", "failed/VBD/ccomp/0")
    repair(tokens, [0])
    assert (tokens[1].tag, tokens[1].pos) == ("IN", "SCONJ")


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


@pytest.mark.parametrize(
    ("rows", "at", "becomes"),
    [
        ("Peru/NNP/nsubj/1 stopped/VBD/root/1 sharing/VBG/advcl/1 data/NN/obj/2", 2, "xcomp/1"),
        ("Mali/NNP/nsubj/1 stopped/VBD/root/1 bombing/NN/compound/3 Peru/NNP/obj/1", 2, "xcomp/1"),
        ("Mali/NNP/nsubj/1 stopped/VBD/root/1 bombing/NN/compound/3 Peru/NNP/obj/1", 3, "obj/2"),
        ("in/IN/case/1 defence/NN/advcl/3 Moss/NNP/nsubj/3 spoke/VBD/root/3", 1, "obl/3"),
        ("Peruvian/JJ/nsubj/4 and/CC/cc/3 Malian/JJ/amod/3 envoys/NNS/nsubj/4 met/VBD/root/4", 0, "amod/3"),
        ("talks/NNS/nsubj/4 between/IN/case/2 Mali/NNP/nmod/0 and/CC/cc/4 began/VBD/root/4", 3, "cc/4"),
        (
            "pacts/NNS/nsubj/5 between/IN/case/2 Mali/NNP/nmod/0 and/CC/cc/5 Peru/NNP/nsubj/5 end/VBP/root/5",
            4,
            "conj/2",
        ),
        (
            "pacts/NNS/root/0 between/IN/case/2 Mali/NNP/nmod/0 and/CC/cc/5 Peru/NNP/nsubj/5 end/VBP/conj/0",
            0,
            "nsubj/5",
        ),
        (
            "I/PRP/nsubj/1 left/VBD/root/1 the/DT/det/3 court/NN/nsubj/5 's/POS/case/3 ruling/VBG/obl/1",
            3,
            "nmod:poss/5",
        ),
        (
            "I/PRP/nsubj/1 see/VBP/root/1 anger/NN/obj/1 that/WDT/nsubj/4 risks/VBZ/ccomp/1 it/PRP/obj/4",
            4,
            "acl:relcl/2",
        ),
        ("plans/NNS/root/0 to/TO/mark/2 leave/VB/acl/0 Mali/NNP/nsubj/4 shocked/VBD/ccomp/2 us/PRP/obj/4", 3, "obj/2"),
        (
            "plans/NNS/root/0 to/TO/mark/2 leave/VB/acl/0 Mali/NNP/nsubj/4 shocked/VBD/ccomp/2 us/PRP/obj/4",
            0,
            "nsubj/4",
        ),
        (
            "army/NN/nsubj/1 aid/VBP/root/1 to/IN/mark/5 Mali/NNP/nsubj:pass/5 was/VBD/aux:pass/5 cut/VBN/ccomp/1",
            1,
            "nsubj:pass/5",
        ),
        ("Peru/NNP/nsubj/1 cut/VBD/root/1 aid/NN/xcomp/1 to/IN/case/4 Mali/NNP/nmod/2", 2, "obj/1"),
        ("he/PRP/nsubj/1 became/VBD/root/1 mayor/NN/xcomp/1", 2, "xcomp/1"),
        ("aid/NN/root/0 to/IN/case/2 Mali/NNP/nmod/0 by/IN/case/4 Peru/NNP/nmod/2", 4, "nmod/0"),
        (
            "aid/NN/nsubj:pass/2 was/VBD/aux:pass/2 sent/VBN/root/2 to/IN/case/4 Mali/NNP/obl/2 by/IN/case/6 "
            "Peru/NNP/nmod/4",
            6,
            "obl:agent/2",
        ),
        ("the/DT/det/2 Peruvian/JJ/compound/2 capital/NN/root/2", 1, "amod/2"),
        ("we/PRP/nsubj/1 gave/VBD/root/1 Moss/NNP/obj/1 $/$/appos/2 5/CD/nummod/3", 2, "iobj/1"),
        ("we/PRP/nsubj/1 gave/VBD/root/1 Moss/NNP/obj/1 $/$/flat/2 5/CD/nummod/3", 3, "obj/1"),
        ("a/DT/det/1 note/NN/root/1 that/IN/mark/3 accused/VBN/acl/1 Moss/NNP/obj/3", 3, "acl:relcl/1"),
        (
            "Moss/NNP/root/0 ,/,/punct/2 mayor/NN/appos/0 ,/,/punct/2 called/VBN/acl/2 for/IN/case/6 aid/NN/obl/4",
            4,
            "root/4",
        ),
        (
            "Moss/NNP/nsubj/7 ,/,/punct/2 mayor/NN/appos/0 ,/,/punct/2 warned/VBN/acl/2 Mali/NNP/obj/4 and/CC/cc/7 "
            "left/VBD/root/7",
            7,
            "conj/4",
        ),
        ("some/DT/det/1 critics/NNS/obl:unmarked/3 also/RB/advmod/3 blamed/VBD/root/3 Moss/NNP/obj/3", 1, "nsubj/3"),
        ("some/DT/det/1 days/NNS/obl:unmarked/3 also/RB/advmod/3 passed/VBD/root/3", 1, "obl:unmarked/3"),
        (
            "at/IN/case/1 rallies/NNS/obl/5 ,/,/punct/3 Moss/NNP/appos/1 ,/,/punct/1 beat/VBD/root/5 Mali/NNP/obj/5",
            3,
            "nsubj/5",
        ),
        ("he/PRP/nsubj/1 called/VBD/root/1 Monday/NNP/obj/1 for/IN/case/4 aid/NN/obl/1", 2, "obl:unmarked/1"),
    ],
)
def test_what_hangs_where_no_clause_has_it_is_hung_where_it_belongs(rows: str, at: int, becomes: str) -> None:
    tokens = tree(*rows.split())
    for token in tokens:
        token.lemma = {"stopped": "stop", "became": "become", "days": "day"}.get(token.text, token.lemma)
    repair(tokens, [0])
    assert f"{tokens[at].dep}/{tokens[at].head}" == becomes


def test_a_verb_after_a_preposition_is_read_as_a_noun() -> None:
    tokens = tree("he/PRP/nsubj/1", "called/VBD/root/1", "on/IN/case/3", "delegates/VBZ/obl/1")
    repair(tokens, [0])
    assert (tokens[3].pos, tokens[3].lemma) == ("NOUN", "delegate")


def test_a_day_is_no_part_of_the_name_after_it() -> None:
    tokens = tree("he/PRP/nsubj/1", "called/VBD/root/1", "Monday/NNP/obj/1", "for/IN/case/4", "Peru/NNP/obl/1")
    for token, iob in zip(tokens[2:], "BII", strict=True):
        token.ent, token.ent_iob = "ORG", iob
    repair(tokens, [0])
    assert [(t.ent, t.ent_iob) for t in tokens[2:]] == [("", "O"), ("", "O"), ("ORG", "B")]
