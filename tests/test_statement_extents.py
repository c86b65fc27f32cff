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
