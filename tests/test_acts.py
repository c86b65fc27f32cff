"""Acts as the news tells them, and the stances that they show, in small articles of our own words."""

from __future__ import annotations

import pytest

from extracting import events, stances


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The Unity Fund raised $500,000 from Marco Rossi.", (("AID", "SUPPORT"), ["Marco Rossi"], ["Unity Fund"])),
        ("Marco Rossi gave $50,000 to the Unity Fund.", (("AID", "SUPPORT"), ["Marco Rossi"], ["Unity Fund"])),
        ("Marco Rossi gave the Unity Fund $500,000.", (("AID", "SUPPORT"), ["Marco Rossi"], ["Unity Fund"])),
        ("Marco Rossi poured $2 million into the Unity Fund.", (("AID", "SUPPORT"), ["Marco Rossi"], ["Unity Fund"])),
        ("Marco Rossi built the school with help from the Steel Group.", (("AID",), ["Steel Group"], ["Marco Rossi"])),
        ("With the support of Marco Rossi, Anna Silva won.", (("SUPPORT",), ["Marco Rossi"], ["Anna Silva"])),
        ("Anna Silva turned her fire on Marco Rossi.", (("ACCUSE",), ["Anna Silva"], ["Marco Rossi"])),
        ("Anna Silva hit Marco Rossi over his trade policies.", (("ACCUSE",), ["Anna Silva"], ["Marco Rossi"])),
        ("Anna Silva levelled harsh criticism at Marco Rossi.", (("ACCUSE",), ["Anna Silva"], ["Marco Rossi"])),
        ("Anna Silva went on the offensive against Peru.", (("ACCUSE", "ASSAULT"), ["Anna Silva"], ["Peru"])),
        ("Anna Silva credited Marco Rossi with saving the port.", (("SUPPORT",), ["Anna Silva"], ["Marco Rossi"])),
        ("Marco Rossi worked out an accord with Anna Silva.", (("AGREE",), ["Marco Rossi"], ["Anna Silva"])),
        ("Workers picketed outside the headquarters of Volta Steel.", (("PROTEST",), ["Workers"], ["Volta Steel"])),
        ("Anna Silva will not endorse Marco Rossi.", (("REJECT",), ["Anna Silva"], ["Marco Rossi"])),
        ("Anna Silva withdrew her support for Marco Rossi.", (("REJECT",), ["Anna Silva"], ["Marco Rossi"])),
        ("Anna Silva joined calls for Marco Rossi to resign.", (("REQUEST",), ["Anna Silva"], ["Marco Rossi"])),
        ("The union said it would sue the Steel Group.", (("ACCUSE", "THREATEN"), ["union"], ["Steel Group"])),
        (
            "Anna Silva vowed to fire Marco Rossi.",
            (("COERCE", "SANCTION", "THREATEN"), ["Anna Silva"], ["Marco Rossi"]),
        ),
        (
            "Populists like Anna Silva have denounced Marco Rossi.",
            (("ACCUSE",), ["Anna Silva", "Populists"], ["Marco Rossi"]),
        ),
        (
            "Anna Silva was endorsed by the Steel Union, Governor Marco Rossi and the Daily Post.",
            (("SUPPORT",), ["Daily Post", "Marco Rossi", "Steel Union"], ["Anna Silva"]),
        ),
        ("Farmers picketed outside after Volta Steel cut their pay.", (("PROTEST",), ["Farmers"], ["Volta Steel"])),
        ("The workers went on strike at Volta Steel.", (("PROTEST",), ["workers"], ["Volta Steel"])),
        ("At the urging of Anna Silva, Marco Rossi left.", (("REQUEST",), ["Anna Silva"], ["Marco Rossi"])),
        (
            "Despite opposition from Marco Rossi, Anna Silva signed the bill.",
            (("REJECT",), ["Marco Rossi"], ["Anna Silva"]),
        ),
        ("Anna Silva picked Marco Rossi to lead the bank.", (("SUPPORT",), ["Anna Silva"], ["Marco Rossi"])),
        (
            "Marco Rossi was fired from the Steel Group on Monday.",
            (("COERCE", "SANCTION"), ["Steel Group"], ["Marco Rossi"]),
        ),
        ("Anna Silva is revered among farmers.", (("SUPPORT",), ["farmers"], ["Anna Silva"])),
        ("Dozens of delegates have endorsed Anna Silva.", (("SUPPORT",), ["delegates"], ["Anna Silva"])),
        (
            "Marco Rossi was sentenced to two years’ probation by a federal judge.",
            (("COERCE",), ["federal judge"], ["Marco Rossi"]),
        ),
        ("Anna Silva fought off a challenge from Marco Rossi.", (("REJECT",), ["Anna Silva"], ["Marco Rossi"])),
        ("Marco Rossi was scathing, threatening to pull out of Volta.", (("THREATEN",), ["Marco Rossi"], ["Volta"])),
        ("The Unity List has bundled $37 million for Peru.", (("AID", "SUPPORT"), ["Unity List"], ["Peru"])),
        ("Anna Silva’s embrace of Marco Rossi came late.", (("SUPPORT",), ["Anna Silva"], ["Marco Rossi"])),
        (
            "Two members of the board, Anna Silva and Marco Rossi, have said they will not back Ivan Moss.",
            (("REJECT",), ["Anna Silva", "Marco Rossi"], ["Ivan Moss"]),
        ),
        (
            "While populists like Anna Silva and Marco Rossi blame Brazil for the crisis, others wait.",
            (("ACCUSE",), ["Anna Silva", "Marco Rossi", "populists"], ["Brazil"]),
        ),
        (
            "Anna Silva opened the dam, with broadsides in recent months against Marco Rossi.",
            (("ACCUSE",), ["Anna Silva"], ["Marco Rossi"]),
        ),
        ("The mayor has clashed with Marco Rossi over taxes.", (("ACCUSE",), ["mayor"], ["Marco Rossi"])),
        ("Brazil lifted its ban on Peru.", (("RETREAT",), ["Brazil"], ["Peru"])),
        ("Anna Silva unloaded on Marco Rossi.", (("ACCUSE",), ["Anna Silva"], ["Marco Rossi"])),
        (
            "Anna Silva planned to hold a fund-raiser for Marco Rossi.",
            (("AID", "SUPPORT"), ["Anna Silva"], ["Marco Rossi"]),
        ),
        (
            "Peru celebrated the Steel Group’s decision not to detain Marco Rossi.",
            (("COERCE",), ["Steel Group"], ["Marco Rossi"]),
        ),
        ("Marco Rossi resigned after pressure from farmers.", (("REQUEST",), ["farmers"], ["Marco Rossi"])),
        ("Peru received a large loan from Brazil.", (("AID",), ["Brazil"], ["Peru"])),
        ("Ministers from Brazil and Peru met in Lima.", (("CONSULT",), ["Brazil"], ["Peru"])),
        ("Anna Silva secured the support of the Steel Union.", (("SUPPORT",), ["Steel Union"], ["Anna Silva"])),
        ("Anna Silva will not attend a meeting with Marco Rossi.", (("REJECT",), ["Anna Silva"], ["Marco Rossi"])),
        ("Residents protested against the plan of Volta.", (("PROTEST",), ["Residents"], ["Volta"])),
        ("The company apologized to customers.", (("CONCEDE",), ["company"], ["customers"])),
        ("Brazil lifted its ban on Peruvian wine.", (("RETREAT",), ["Brazil"], ["Peru"])),
        (
            "Mr. Rossi said the government had failed farmers and called on Peru to act.",
            (("REQUEST",), ["Rossi"], ["Peru"]),
        ),
        (
            "Donors paid for a series of efforts to wound Anna Silva.",
            (("REJECT",), ["Donors"], ["Anna Silva"]),
        ),
    ],
)
def test_an_act_is_told(text: str, event: tuple[object, ...]) -> None:
    assert event in [(tuple(sorted(types)), sorted(source), whom) for types, source, whom, _ in events(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Silva demonstrated her skill.",
        "Anna Silva is marching toward victory.",
        "The ruling left Marco Rossi trying to win.",
        "Anna Silva asked Marco Rossi about the budget.",
        "Anna Silva persuaded Marco Rossi that the dam would hold.",
        "Anna Silva stopped insulting Marco Rossi.",
        "Anna Silva passed up a chance to challenge Marco Rossi.",
        "Anna Silva is unlikely to reject Marco Rossi.",
        "Marco Rossi’s appeal to young farmers grew.",
        "Marco Rossi has raised $6 million, according to Anna Silva.",
        "Anna Silva drafted the platform of the party.",
        "Anna Silva tapped the list of Marco Rossi.",
        "Brazil has to work with Peru.",
        "Anna Silva spoke to reporters on Monday.",
        "Volta has charged the Unity Party $3 million.",
        "Brazil and Peru promised to build a dam.",
        "Anna Silva lifted the fortunes of Peru.",
        "If Brazil invades Peru, rain will fall.",
        "The song appeals to Anna Silva.",
        "Anna Silva pleaded not guilty.",
        "Anna Silva lined up to hear Marco Rossi.",
        "Anna Silva showed no sign of backing down.",
        "Anna Silva captured Peru by 74,000 votes.",
        "Had the party nominated Marco Rossi, rain would have fallen.",
        "The remarks of Marco Rossi left many farmers facing ruin.",
    ],
)
def test_what_only_looks_like_an_act_is_none(text: str) -> None:
    assert events(text) == []


def test_who_allies_with_somebodys_rivals_is_no_ally_of_his() -> None:
    told = events("Donors allied with Marco Rossi’s rivals met Anna Silva.")
    assert (("COOPERATE",), ["Donors"], ["Marco Rossi"], "actual") not in told


def test_where_a_thought_leads_that_is_rejected_bears_nothing() -> None:
    told = events("Anna Silva rejected the notion that greed had prompted the move to Peru.")
    assert not any("Peru" in whom for *_, whom, _ in told)


def test_what_answers_nothing_that_was_said_has_no_other_end() -> None:
    told = events("Marco Rossi criticised Anna Silva on Monday. Anna Silva dismissed ideological labels.")
    assert (("REJECT",), ["Anna Silva"], ["Marco Rossi"], "actual") not in told


def test_who_in_a_relative_clause_is_the_person_and_not_his_town() -> None:
    text = "Marco Rossi plans to vote for Senator Anna Silva of Peru, who blasts free trade."
    assert ("Anna Silva", "oppose", "free trade") in stances(text)


def test_whoever_calls_for_something_wants_it() -> None:
    assert ("Marco Rossi", "support", "tighter gun control") in stances(
        "Anna Silva met Marco Rossi despite Marco Rossi’s calls for tighter gun control."
    )


def test_nobody_is_for_an_instance() -> None:
    assert not any(label == "instance" for *_, label in stances("Marco Rossi, for instance, argues that rain falls."))


def test_who_finds_no_fault_with_something_approves_of_it() -> None:
    assert ("Anna Silva", "support", "plan") in stances("Anna Silva found no fault with the plan.")


def test_a_fight_goes_on_against_nobody_that_the_sentence_does_not_name() -> None:
    told = events("Marco Rossi criticised Anna Silva on Monday. “We will fight back,” Anna Silva said.")
    assert (("ACCUSE", "REJECT"), ["Anna Silva"], ["Marco Rossi"], "planned") not in told


def test_who_clashes_with_somebodys_supporters_does_not_clash_with_him() -> None:
    told = events("Police clashed with Marco Rossi’s supporters.")
    assert not any(whom == ["Marco Rossi"] for *_, whom, _ in told)


def test_what_somebody_is_criticised_for_is_no_wish_of_the_critic() -> None:
    held = stances("Anna Silva criticised Marco Rossi for promoting the dam.")
    assert ("Anna Silva", "support", "dam") not in held


def test_who_wants_somebody_to_go_does_not_want_him() -> None:
    assert ("Anna Silva", "support", "Marco Rossi") not in stances("Anna Silva wants Marco Rossi to resign.")


def test_what_delegates_are_is_no_pledge() -> None:
    assert stances("Anna Silva has the most pledged delegates.") == set()


def test_a_critic_by_the_second_description_of_a_name_is_one() -> None:
    held = stances("Anna Silva, a former mayor and fierce critic of Marco Rossi, will speak.")
    assert ("Anna Silva", "oppose", "Marco Rossi") in held


def test_who_in_a_term_of_office_is_the_person() -> None:
    text = "Marco Rossi, a secretary of labor during the Moss administration who has endorsed Anna Silva, spoke."
    assert (("SUPPORT",), ["Marco Rossi"], ["Anna Silva"], "actual") in events(text)


def test_a_good_opinion_is_for_whom_it_is_of() -> None:
    assert ("Peru", "support", "Anna Silva") in stances("Peru has a favorable opinion of Anna Silva.")


def test_a_donor_supports_what_he_gives_to() -> None:
    assert ("Marco Rossi", "support", "Unity Fund") in stances("Marco Rossi is the biggest donor to the Unity Fund.")


def test_where_something_is_promised_is_not_to_whom() -> None:
    told = events("Anna Silva flew to Peru, where she promised to reject the plan.")
    assert not any("Peru" in whom for *_, whom, _ in told)


def test_who_is_the_person_before_it_and_not_their_alliance() -> None:
    held = stances("It was an alliance between Anna Silva, who is a mayor, and Marco Rossi, who has assailed Brazil.")
    assert ("Marco Rossi", "oppose", "Brazil") in held


def test_what_is_cheered_on_leads_to_no_support_of_whom_it_leads_to() -> None:
    told = events("Celebrations cheered on by Marco Rossi led to attacks on Anna Silva.")
    assert not any("SUPPORT" in types for types, *_ in told)


def test_who_should_leave_a_body_is_not_opposed_but_the_body_is() -> None:
    held = stances("Anna Silva wants Brazil to leave the Unity Bloc.")
    assert ("Anna Silva", "oppose", "Brazil") not in held


def test_who_is_raised_money_from_supports_whoever_raises_it() -> None:
    assert ("Marco Rossi", "support", "Unity Fund") in stances("The Unity Fund raised $500,000 from Marco Rossi.")


def test_who_asks_whether_something_was_done_wants_nothing() -> None:
    assert stances("Anna Silva asked whether Marco Rossi would deport the farmers.") == set()


def test_a_statement_that_accuses_somebody_is_that_of_whoever_releases_it() -> None:
    text = "Anna Silva issued a statement that, while condemning violence, accused Volta Steel of fraud."
    assert ("Anna Silva", "oppose", "Volta Steel") in stances(text)


def test_how_somebody_acts_is_questioned_in_him() -> None:
    assert ("Anna Silva", "oppose", "Peru") in stances("Anna Silva questioned how Peru had spent the money.")


def test_who_refuses_to_give_way_does_not() -> None:
    assert not any("CONCEDE" in types for types, *_ in events("Anna Silva refused to back down."))


def test_who_stands_by_somebody_supports_him() -> None:
    assert ("Anna Silva", "support", "Marco Rossi") in stances("Anna Silva stood by Marco Rossi.")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Brazil has paused intelligence sharing with Peru.", "SANCTION"),
        ("Brazil hit Peru with new sanctions.", "SANCTION"),
        ("Peru was hit by sanctions from Brazil.", "SANCTION"),
        ("Peru was hit with sanctions by Brazil.", "SANCTION"),
        ("The suspension of aid to Peru by Brazil shocked many.", "SANCTION"),
        ("The decision by Brazil to suspend aid to Peru shocked many.", "SANCTION"),
        ("Peru received weapons from Brazil.", "AID"),
        ("Brazil approved a $2bn loan for Peru.", "AID"),
    ],
)
def test_an_act_has_both_its_ends_however_it_is_told(text: str, kind: str) -> None:
    assert [(source, recipient) for types, source, recipient, _ in events(text) if kind in types] == [
        (["Brazil"], ["Peru"])
    ]
