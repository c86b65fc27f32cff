"""Where somebody stands, told in ways that a parser or a list of verbs alone does not show."""

from __future__ import annotations

import pytest

from extracting import events, stances


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("A petition against the new dam was signed by Anna Silva.", ("Anna Silva", "oppose", "new dam")),
        ("The Unity Party joined a campaign for a new harbour.", ("Unity Party", "support", "new harbour")),
        ("Peruvian lawmakers greeted the ruling with cheers.", ("Peruvian lawmakers", "support", "ruling")),
        ("The ruling was met with anger by Anna Silva.", ("Anna Silva", "oppose", "ruling")),
        ("Anna Silva reacted with fury to the ruling.", ("Anna Silva", "oppose", "ruling")),
        ("Peru is understood to oppose the new dam.", ("Peru", "oppose", "new dam")),
        ("Marco Rossi is expected to back the new dam.", ("Marco Rossi", "support", "new dam")),
        ("Thousands saw a plant that the Steel Group wants to build.", ("Steel Group", "support", "plant")),
        ("The court read the law that Anna Silva vowed to repeal.", ("Anna Silva", "oppose", "law")),
        ("Anna Silva shared the aims of the law.", ("Anna Silva", "support", "law")),
        (
            "The house approved a bill that would bar phones, with the ruling Unity Party voting for and Peru against.",
            ("Unity Party", "support", "bill"),
        ),
        ("The new dam was opened. It attracted support from Peru.", ("Peru", "support", "new dam")),
        ("Brazil pledged never to use the new bomb.", ("Brazil", "oppose", "new bomb")),
        ("Brazil promised not to block the new dam.", ("Brazil", "support", "new dam")),
        ("The new dam, opposed by Peru and backed by Brazil, was read.", ("Brazil", "support", "new dam")),
        (
            "The council approved the dam, with the Unity Party voting in favour and Peru against.",
            ("Peru", "oppose", "dam"),
        ),
        (
            "The council approved the dam, with the Unity Party voting in favour and Peru against.",
            ("Unity Party", "support", "dam"),
        ),
        (
            "Lawmakers passed the bill by 60 votes to 40, with Brazil in favour and Peru opposed.",
            ("Peru", "oppose", "bill"),
        ),
        ("The council approved the dam. Peru voted in favour and Brazil against.", ("Brazil", "oppose", "dam")),
        ("Peru voted for the dam and Brazil against it.", ("Brazil", "oppose", "dam")),
        (
            "Peru faced fierce criticism from Anna Silva, who spoke on Monday, and from Marco Rossi.",
            ("Marco Rossi", "oppose", "Peru"),
        ),
        ("The new dam drew praise from Brazil and criticism from Peru.", ("Peru", "oppose", "new dam")),
        ("The Steel Group has written to the mayor asking for a delay.", ("Steel Group", "support", "delay")),
        (
            "Brazil backed the new dam. The shopkeepers' union opposes it outright.",
            ("shopkeepers' union", "oppose", "new dam"),
        ),
        (
            "Anna Silva backed a new dam. Marco Rossi promised that his party would scrap it.",
            ("Marco Rossi", "oppose", "new dam"),
        ),
    ],
)
def test_a_stance_shows_however_it_is_told(text: str, stance: tuple[str, str, str]) -> None:
    assert stance in stances(text)


@pytest.mark.parametrize(
    "text",
    [
        "Peru was asked to back the new dam.",
        "Anna Silva met the ambassador with her deputy.",
        "Anna Silva launched a campaign for mayor.",
        "Anna Silva owns a hall that Marco Rossi wants to paint in the spring.",
        "The Teachers' Union complained that schools had been given no money.",
        "Anna Silva had doubts about how it would be paid.",
        "Peru refused to take sides.",
        "The court said its ruling would block the new dam.",
        "The union pledged not to handle ships.",
        "Anna Silva said that Marco Rossi would scrap the new dam.",
    ],
)
def test_no_stance_shows_where_nobody_takes_one(text: str) -> None:
    assert stances(text) == set()


def test_who_votes_against_something_is_not_voted_for() -> None:
    text = "Peru voted for the dam and Brazil against it."
    assert stances(text) == {("Peru", "support", "dam"), ("Brazil", "oppose", "dam")}
    assert events(text) == []


def test_who_votes_is_no_recipient_of_what_is_approved() -> None:
    text = "Lima councillors approved the dam by 34 votes to 27, with Brazil voting in favour and Peru against."
    assert not any(recipient for _, _, recipient, _ in events(text))


def test_a_companion_of_an_act_votes_on_nothing() -> None:
    assert stances("Brazil signed a treaty with Peru against piracy.") == {("Brazil", "support", "treaty")}


def test_who_signs_a_petition_against_something_is_for_no_petition() -> None:
    assert stances("A petition against the new dam was signed by Anna Silva.") == {("Anna Silva", "oppose", "new dam")}


def test_who_opposes_a_deal_is_not_supported_by_whoever_backs_it() -> None:
    assert events("The deal, opposed by Peru and backed by Brazil, was read.") == []


def test_whoever_would_get_what_a_cancelled_deal_gives_is_turned_down() -> None:
    told = events("Brazil cancelled a deal that would have handed the new port to the Steel Group.")
    assert (("REJECT",), ["Brazil"], ["Steel Group"]) in [event[:3] for event in told]


def test_it_is_another_than_whoever_should_do_it_to_it() -> None:
    text = "The journal praised the study. The Steel Group asked the journal to retract it."
    assert ("Steel Group", "oppose", "journal") not in stances(text)


def test_what_is_written_to_somebody_is_asked_of_him() -> None:
    told = events("The Steel Group wrote to Anna Silva asking for a delay.")
    assert [event[:3] for event in told] == [(("REQUEST",), ["Steel Group"], ["Anna Silva"])]


def test_what_is_written_to_somebody_is_asked_of_no_other() -> None:
    told = events("Business leaders met. Anna Silva wrote to senators urging them to act.")
    assert (("REQUEST",), ["Anna Silva"], ["senators"]) in [event[:3] for event in told]


def test_how_long_somebody_campaigns_is_no_cause_of_his() -> None:
    assert stances("Anna Silva campaigned for a dam for a decade.") == {("Anna Silva", "support", "dam")}


def test_a_deal_that_is_scrapped_is_one_with_somebody() -> None:
    assert (("REJECT",), ["Brazil"], ["Steel Group"]) in [
        e[:3] for e in events("Brazil scrapped a deal with the Steel Group.")
    ]


@pytest.mark.parametrize("text", ["Anna Silva agreed with the aim.", "Brazil refused to be silent."])
def test_an_opinion_or_a_state_is_no_act(text: str) -> None:
    assert events(text) == []
