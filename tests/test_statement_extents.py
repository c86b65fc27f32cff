"""Where that which is said begins and ends; sentences of our own words."""

from __future__ import annotations

import pytest

from extracting import drafts, said


def test_content_ends_where_another_speaker_begins() -> None:
    text = "The mayor said the bridge was safe, but engineers warned that it might fall."
    assert [content for _, _, content in said(text)] == ["the bridge was safe", "it might fall"]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "The mayor said she would check the bridge and warned of delays in May.",
            ["she would check the bridge", "delays in May"],
        ),
        (
            "The mayor says the bridge has been tested and adds that it will open in May.",
            ["the bridge has been tested", "it will open in May"],
        ),
        (
            "The mayor said engineers tested the bridge and found it safe.",
            ["engineers tested the bridge and found it safe"],
        ),
    ],
)
def test_content_ends_where_its_speaker_goes_on_with_another_cue(text: str, contents: list[str]) -> None:
    assert [(who, content) for who, _, content in said(text)] == [("mayor", content) for content in contents]


@pytest.mark.parametrize(
    "text",
    [
        "When the mayor said that the bridge was safe, engineers laughed.",
        "But after the mayor said the bridge was safe, the council bought a new one by mistake.",
    ],
)
def test_content_of_a_clause_ends_before_the_main_clause(text: str) -> None:
    assert said(text) == [("mayor", "said", "the bridge was safe")]


def test_a_reason_after_a_comma_is_said_as_well() -> None:
    text = "The mayor said the bridge was safe, because it had been tested in May."
    assert said(text) == [("mayor", "said", "the bridge was safe, because it had been tested in May")]


def test_a_mixed_statement_keeps_its_quotation_whole() -> None:
    (draft,) = drafts("The mayor said the bridge was “safe, open and free”.")
    assert draft.manner == "mixed"


def test_those_told_are_no_part_of_what_is_said() -> None:
    text = "Instead, Moss told the Post, the bridge would be closed for a year."
    assert said(text) == [("Moss", "told", "Instead … the bridge would be closed for a year")]


def test_a_quotation_at_the_end_of_the_sentence_is_part_of_what_is_said() -> None:
    text = "Moss argued that the bridge was old, “because nobody had ever cared for it.”"
    assert said(text) == [("Moss", "argued", "the bridge was old, “because nobody had ever cared for it.”")]


def test_what_the_writer_adds_to_an_object_is_not_said() -> None:
    text = "Moss praised the old bridge, which was built in the last century."
    assert said(text) == [("Moss", "praised", "the old bridge")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moss then revealed why the bridge was closed.", ("Moss", "revealed", "why the bridge was closed")),
        ("Moss asked the council whether the bridge was safe.", ("Moss", "asked", "whether the bridge was safe")),
        ("A new poll showed Moss ahead of Silva.", ("poll", "showed", "Moss ahead of Silva")),
        (
            "The survey found Moss leading Silva by three points.",
            ("survey", "found", "Moss leading Silva by three points"),
        ),
        ("Moss denied taking money from the council.", ("Moss", "denied", "taking money from the council")),
        ("Everybody knew of her vow to close the old bridge.", ("her", "vow", "to close the old bridge")),
        ("Moss was worried about the state of the bridge.", ("Moss", "worried", "the state of the bridge")),
    ],
)
def test_what_is_said_need_be_no_whole_clause(text: str, expected: tuple[str, str, str]) -> None:
    assert said(text) == [expected]


def test_a_time_is_no_question() -> None:
    assert said("The town did not complain when the mine was opened.") == []


def test_what_somebody_says_according_to_another_ends_before_that() -> None:
    text = "Voters say that the bridge is safe, according to a poll."
    assert ("Voters", "say", "the bridge is safe") in said(text)


def test_the_role_before_a_name_is_no_part_of_what_is_said() -> None:
    text = "The plan is still alive, his top aide, Ted Silva, told The Daily Post."
    assert said(text) == [("Ted", "told", "The plan is still alive")]


def test_a_clause_of_time_alone_is_not_said() -> None:
    text = "As the mayor spoke of the bridge, Moss replied with a joke."
    assert [content for who, _, content in said(text) if who == "Moss"] == []


def test_where_something_was_said_is_no_part_of_it() -> None:
    assert said("Moss called for a new vote in a statement.") == [("Moss", "called", "a new vote")]


def test_content_goes_on_behind_a_relative_clause_of_its_subject() -> None:
    text = "Moss said areas where the town wants to see changes include schools."
    assert said(text) == [("Moss", "said", "areas where the town wants to see changes include schools")]


def test_what_stands_around_an_aside_with_as_is_one_statement() -> None:
    text = "The rule can lead to cases of delay, as Moss said, with the tests often found useless by judges."
    content = "The rule can lead to cases of delay … with the tests often found useless by judges"
    assert said(text) == [("Moss", "said", content)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ann Moss said the plan was overdue, while her colleague Carl Berg argued that the council had botched it.",
            [("Ann", "the plan was overdue"), ("colleague", "the council had botched it")],
        ),
        (
            "Carl Berg said the town was safe, with Ann Moss calling it a trap.",
            [("Carl", "the town was safe"), ("Ann", "a trap")],
        ),
        (
            "Ann Moss said the north was poor, while the south was rich.",
            [("Ann", "the north was poor, while the south was rich")],
        ),
    ],
)
def test_a_clause_beside_what_is_said_is_said_by_its_own_subject(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(who, content) for who, _, content in said(text)] == expected


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ann Moss insisted that it was safe, as hundreds of people marched to the bridge.", "it was safe"),
        ("The mayor said he will not back the plan, as have other councillors.", "he will not back the plan"),
        (
            "Ann Moss said the vote must wait, as the hall was not ready.",
            "the vote must wait, as the hall was not ready",
        ),
        (
            "The mayor said that, as the bridge was closed, people had to walk.",
            "as the bridge was closed, people had to walk",
        ),
    ],
)
def test_what_happens_meanwhile_is_not_said(text: str, content: str) -> None:
    assert [found for _, _, found in said(text)] == [content]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The bridge is closed, the mayor said, although two trucks crossed it on Monday.", "The bridge is closed"),
        ("The bridge is closed, the mayor said, as police sealed off the road.", "The bridge is closed"),
        (
            "The bridge is closed, the mayor said, but the road will open on Monday.",
            "The bridge is closed … but the road will open on Monday",
        ),
        (
            "And so, he said, while members of his club are horrified, they admire the story.",
            "And so … while members of his club are horrified, they admire the story",
        ),
    ],
)
def test_behind_a_cue_a_clause_of_time_or_contrast_is_not_said(text: str, content: str) -> None:
    assert [found for _, _, found in said(text)] == [content]


def test_what_is_said_begins_behind_a_colon() -> None:
    text = "Ann Moss was cautious: while she shared the aim, she said, she could not back a plan that closed roads."
    assert [content for _, _, content in said(text)] == [
        "while she shared the aim … she could not back a plan that closed roads"
    ]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The town asked the clerk to retract it; the clerk refused.", "the clerk to retract it"),
        ("The mayor says that the plan is dead; the council voted for it.", "the plan is dead"),
    ],
)
def test_a_sentence_behind_a_semicolon_is_not_said(text: str, content: str) -> None:
    assert [found for _, _, found in said(text)] == [content]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moss has published a study that the council says contains false data.", [("council", "contains false data")]),
        ("The mayor defended a plan the opposition says is a farce.", [("opposition", "is a farce")]),
        ("The council adopted a plan that will fail.", []),
    ],
)
def test_a_relative_clause_is_said_by_who_says_it_there(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(who, content) for who, _, content in said(text)] == expected


def test_who_is_told_is_no_part_of_what_is_said() -> None:
    assert [content for _, _, content in said("Ann Moss told reporters she would resign on Monday.")] == [
        "she would resign on Monday"
    ]


def test_what_is_welcomed_is_said_by_who_says_so() -> None:
    text = "The town welcomes the plan to build a bridge, its mayor said."
    assert ("mayor", "The town welcomes the plan to build a bridge") in [(who, what) for who, _, what in said(text)]


def test_a_noun_and_a_verb_behind_and_make_no_clause() -> None:
    assert [content for _, _, content in said("Ann Moss denied the charges and called the trial a farce.")] == [
        "the trial a farce"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Moss denied that jobs would be lost and described the strike as “irresponsible”.",
        "Ann Moss insisted the council would pay and condemned the strike as a betrayal of patients.",
    ],
)
def test_a_judgement_beside_what_is_said_is_a_statement_of_its_own(text: str) -> None:
    assert [(who, content.split()[:2]) for who, _, content in said(text)][1] == ("Ann", ["the", "strike"])


def test_who_does_a_passive_beside_a_noun_judges() -> None:
    text = "Police held two people, a move condemned by Ann Moss as an attack on freedom."
    assert [(who, content) for who, _, content in said(text)] == [("Ann", "an attack on freedom")]


def test_a_cue_goes_on_with_a_request_or_a_charge() -> None:
    text = "Ann Moss said the plan would fail and called on the council to resign."
    assert [content for _, _, content in said(text)] == ["the plan would fail", "the council to resign"]


def test_two_perfects_beside_each_other_are_one_clause() -> None:
    text = "Ann Moss said the town had met its bankers and asked the state to pay."
    assert [content for _, _, content in said(text)] == ["the town had met its bankers and asked the state to pay"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Carl Berg branded the scheme a waste of money.", "the scheme a waste of money"),
        ("Ann Moss described the cut as a blow to the poor.", "the cut as a blow to the poor"),
        ("Both parties called on the ministry to investigate.", "the ministry to investigate"),
    ],
)
def test_a_judgement_is_whole(text: str, content: str) -> None:
    assert [found for _, _, found in said(text)] == [content]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("Farmers view the law as a betrayal.", ["the law as a betrayal"]),
        ("Ann Moss sees the pact as a threat to jobs.", ["the pact as a threat to jobs"]),
        ("Ann Moss saw the film as a child.", []),
        ("Ann Moss criticised the Harbour Office.", []),
        ("A photograph shows a gull eating a puffin.", []),
    ],
)
def test_what_is_seen_is_said_where_it_is_judged(text: str, contents: list[str]) -> None:
    assert [found for _, _, found in said(text)] == contents


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Farmers who say the measure is unfair have blocked two roads.", [("Farmers", "the measure is unfair")]),
        (
            "The reform, he said, amounted to theft, and he predicted that the courts would strike it down.",
            [("he", "The reform … amounted to theft"), ("he", "the courts would strike it down")],
        ),
        (
            "The council said growers had drained whole valleys, as satellite images showed.",
            [("council", "growers had drained whole valleys")],
        ),
        ("They are split: Senator Moss, whose region depends on farming, has asked for a delay.", []),
        (
            "Carl Berg argued that both had painted themselves into a corner and warned that a death would harm them.",
            [("Carl", "both had painted themselves into a corner"), ("Carl", "a death would harm them")],
        ),
        (
            "Asked whether he would send ships, Carl Berg replied that he would not.",
            [(None, "whether he would send ships"), ("Carl", "he would not")],
        ),
    ],
)
def test_content_ends_where_the_sentence_goes_on_without_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(who, content) for who, _, content in said(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The council urged both to wait, warning that mills would close, and its director, Ann Moss, complained "
            "that nobody had consulted it.",
            [("council", "both to wait"), ("council", "mills would close"), ("Ann", "nobody had consulted it")],
        ),
        (
            "In a speech Ann Moss thanked Kenyans for their patience, promised cash transfers and said it was over.",
            [("Ann", "cash transfers"), ("Ann", "it was over")],
        ),
        ("Ann Moss issued a warning that the dam could fail.", [("Ann", "the dam could fail")]),
    ],
)
def test_each_cue_of_a_long_sentence_has_its_own_content(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(who, content) for who, _, content in said(text)] == expected


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The union pledged not to handle ships diverted from Lisbon.", "not to handle ships diverted from Lisbon"),
        (
            "He called on the government to suspend the licence until an agreement had been reached.",
            "the government to suspend the licence until an agreement had been reached",
        ),
    ],
)
def test_what_is_pledged_or_asked_for_is_whole(text: str, content: str) -> None:
    assert [found for _, _, found in said(text)] == [content]
