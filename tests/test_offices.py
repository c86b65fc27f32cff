"""For whom those speak who are only described, and whose role only describes a body; sentences of our own words."""

from __future__ import annotations

import pytest

from extracting import Case, found, names


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("A spokesperson for the Scottish government", "Scottish government"),
        ("A spokesman for the ministry", "ministry"),
        ("A spokeswoman for the farmers", "farmers"),
        ("A spokesperson from the charity Kestrel Aid", "Kestrel Aid"),
        ("A Greenpeace spokesman", "Greenpeace"),
    ],
)
def test_a_spokesman_speaks_for_whom_he_is_said_to(source: str, speaker: str) -> None:
    annotation = found(f"The drivers' union Harbour Now met. {source} said that the talks failed.")
    assert [names(annotation)[s.speaker] for s in annotation.statements if s.speaker] == [speaker]


def test_a_spokesman_for_a_person_is_not_the_body_spoken_of_before() -> None:
    annotation = found("Kestrel Union rejected it. A spokesman for President Carl Berg said that the talks failed.")
    assert [s.speaker for s in annotation.statements if s.speaker] != ["kestrel-union"]


def test_a_source_at_a_body_represents_it() -> None:
    annotation = found("A source at Northern Bank said that the talks failed.")
    assert {a.name: a.represents for a in annotation.actors}["source"] == "northern-bank"


@pytest.mark.parametrize(
    "text",
    [
        "The union, NTRA, met. Ann Moss, the president of the union, left.",
        "The union, NTRA, met. It lost. Its leader, Ann Moss, left.",
        "The union, NTRA, met. The union's leader, Ann Moss, left.",
    ],
)
def test_a_role_of_a_body_that_is_only_described_is_for_that_body(text: str) -> None:
    assert Case(text).actors()["ann-moss"].represents == "ntra"


def test_a_former_role_speaks_for_nobody() -> None:
    text = "The union, NTRA, met. Ann Moss, a former president of the union, left."
    assert Case(text).actors()["ann-moss"].represents is None


def test_the_name_of_a_body_may_be_a_sentence() -> None:
    assert "we-own-it" in Case("Carl Berg, a leader of the group We Own It, left.").actors()


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Liberal Democrat Kevin Moss rejected the plan.", "liberal-democrats"),
        ("Labour's Kevin Moss rejected the plan.", "labour-party"),
        ("Conservative MP Kevin Moss rejected the plan.", "conservative-party"),
        ("Talks failed after the Tories left. Tory councillor Kevin Moss rejected the plan.", "conservative-party"),
    ],
)
def test_a_member_of_a_party_represents_it(text: str, party: str) -> None:
    assert Case(text).actors()["kevin-moss"].represents == party


def test_her_party_is_the_one_that_she_represents() -> None:
    text = "Labour left. Conservative spokesman Carl Moss spoke. He said his party would fight the plan."
    assert Case(text).refer("party") == "conservative-party"


def test_who_is_of_a_body_speaks_for_it() -> None:
    assert Case("Ann Moss of the Harbour Union left.").actors()["ann-moss"].represents == "harbour-union"


def test_who_is_of_a_place_that_bears_a_name_speaks_for_nobody() -> None:
    assert Case("Ann Moss of the Social Welfare constituency left.").actors()["ann-moss"].represents is None
