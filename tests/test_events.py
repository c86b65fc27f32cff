"""Events of small articles in our own words, by the whole extractor."""

from __future__ import annotations

import pytest

from extracting import events, found


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Brazil invaded Peru.", (("ASSAULT",), ["Brazil"], ["Peru"], "actual")),
        ("Peru was invaded by Brazil.", (("ASSAULT",), ["Brazil"], ["Peru"], "actual")),
        ("Brazil held talks with Peru.", (("CONSULT",), ["Brazil"], ["Peru"], "actual")),
        ("Brazil and Peru will hold talks next week.", (("CONSULT",), ["Brazil"], ["Peru"], "planned")),
        ("Brazil imposed sanctions on Peru.", (("SANCTION",), ["Brazil"], ["Peru"], "actual")),
        ("Brazil suspended aid to Peru.", (("SANCTION",), ["Brazil"], ["Peru"], "actual")),
        ("Brazil did not invade Peru.", (("ASSAULT",), ["Brazil"], ["Peru"], "denied")),
        ("Brazil signed a deal with Peru.", (("AGREE",), ["Brazil"], ["Peru"], "actual")),
        ("Freedonia imposed sanctions on Sylvania.", (("SANCTION",), ["Freedonia"], ["Sylvania"], "actual")),
        ("Brazil thanked Peru for its help.", (("SUPPORT",), ["Brazil"], ["Peru"], "actual")),
        ("Brazil rejected a Peruvian plan.", (("REJECT",), ["Brazil"], ["Peru"], "actual")),
        ("Brazil stopped sharing intelligence with Peru.", (("SANCTION",), ["Brazil"], ["Peru"], "actual")),
        ("Brazil sent weapons to Peru.", (("AID",), ["Brazil"], ["Peru"], "actual")),
        ("Brazil urged tariffs on goods from Peru.", (("REQUEST",), ["Brazil"], ["Peru"], "actual")),
        ("Brazil refused to answer questions from Peru.", (("REJECT",), ["Brazil"], ["Peru"], "actual")),
        ("Peru asked Brazil to release prisoners.", (("REQUEST",), ["Peru"], ["Brazil"], "actual")),
        (
            "Anna Silva forced Marco Rossi to admit the error.",
            (("CONCEDE",), ["Marco Rossi"], ["Anna Silva"], "planned"),
        ),
        ("Peru was under investigation by Brazil.", (("ACCUSE",), ["Brazil"], ["Peru"], "actual")),
        ("Anna Silva said Peru misled her.", (("ACCUSE", "REJECT"), ["Anna Silva"], ["Peru"], "actual")),
        ("Anna Silva said Peru should pay its debts.", (("REQUEST",), ["Anna Silva"], ["Peru"], "actual")),
        ("Peru criticised the request of Brazil for money.", (("ACCUSE",), ["Peru"], ["Brazil"], "actual")),
        ("Brazil heralded the Peruvian plan.", (("SUPPORT",), ["Brazil"], ["Peru"], "actual")),
        ("Brazil took strong issue with Peru.", (("ACCUSE", "REJECT"), ["Brazil"], ["Peru"], "actual")),
        ("Anna Silva laid off Marco Rossi.", (("COERCE", "SANCTION"), ["Anna Silva"], ["Marco Rossi"], "actual")),
        ("Anna Silva voted against Marco Rossi.", (("REJECT",), ["Anna Silva"], ["Marco Rossi"], "actual")),
        ("Brazil faced criticism from Peru.", (("ACCUSE",), ["Peru"], ["Brazil"], "actual")),
        ("Anna Silva told Marco Rossi to resign.", (("REQUEST",), ["Anna Silva"], ["Marco Rossi"], "actual")),
        ("Anna Silva wants Peru to pay for the dam.", (("REQUEST",), ["Anna Silva"], ["Peru"], "actual")),
        ("Anna Silva called for Marco Rossi to resign.", (("REQUEST",), ["Anna Silva"], ["Marco Rossi"], "actual")),
        ("Anna Silva called Wednesday for Peru to pay.", (("REQUEST",), ["Anna Silva"], ["Peru"], "actual")),
        ("Brazil fired 30 shells at Peru.", (("ASSAULT",), ["Brazil"], ["Peru"], "actual")),
        ("Brazil fired dozens of rockets into Peru.", (("ASSAULT",), ["Brazil"], ["Peru"], "actual")),
        ("Anna Silva fired Marco Rossi.", (("COERCE", "SANCTION"), ["Anna Silva"], ["Marco Rossi"], "actual")),
        ("Anna Silva refused to meet Marco Rossi.", (("REJECT",), ["Anna Silva"], ["Marco Rossi"], "actual")),
        ("Anna Silva agrees with Marco Rossi's remarks.", (("AGREE",), ["Anna Silva"], ["Marco Rossi"], "actual")),
        ("Marco Rossi's arrest by Peru angered Brazil.", (("COERCE",), ["Peru"], ["Marco Rossi"], "actual")),
        ("Anna Silva claimed that Peru hid the money.", (("ACCUSE",), ["Anna Silva"], ["Peru"], "actual")),
        ("Anna Silva aired the complaint that Peru is late.", (("ACCUSE",), ["Anna Silva"], ["Peru"], "actual")),
        ("Brazil has asked the United Nations for help.", (("REQUEST",), ["Brazil"], ["United Nations"], "actual")),
        ("Brazil threatened to invade Peru.", (("THREATEN",), ["Brazil"], ["Peru"], "actual")),
        ("Brazil and Peru exchanged heavy fire.", (("ASSAULT",), ["Brazil"], ["Peru"], "actual")),
        ("The panel held Marco Rossi in contempt.", (("ACCUSE", "COERCE"), ["panel"], ["Marco Rossi"], "actual")),
        ("Anna Silva won the backing of Marco Rossi.", (("SUPPORT",), ["Marco Rossi"], ["Anna Silva"], "actual")),
        ("Anna Silva came under fire from Marco Rossi.", (("ACCUSE",), ["Marco Rossi"], ["Anna Silva"], "actual")),
        ("In a rebuke to Peru, Brazil ended the war.", (("ACCUSE",), ["Brazil"], ["Peru"], "actual")),
        ("Anna Silva launched a scathing attack on Peru.", (("ACCUSE",), ["Anna Silva"], ["Peru"], "actual")),
        ("During a visit to Peru, Anna Silva smiled.", (("CONSULT",), ["Anna Silva"], ["Peru"], "actual")),
        ("Anna Silva travelled to Lima for talks with Peru.", (("CONSULT",), ["Anna Silva"], ["Peru"], "actual")),
        ("Brazil gave 30 million dollars to Peru.", (("AID", "SUPPORT"), ["Brazil"], ["Peru"], "actual")),
        ("Brazil recalled its ambassador from Peru.", (("SANCTION",), ["Brazil"], ["Peru"], "actual")),
        ("Brazil has rejected a bill backed by Peru.", (("REJECT",), ["Brazil"], ["Peru"], "actual")),
        ("Brazilian strikes on Peru killed Marco Rossi.", (("ASSAULT",), ["Brazil"], ["Marco Rossi"], "actual")),
        (
            "In talks with Marco Rossi, Anna Silva praised the dam.",
            (("CONSULT",), ["Anna Silva"], ["Marco Rossi"], "actual"),
        ),
        (
            "Brazil accused several companies, including Acme Corporation, of fraud.",
            (("ACCUSE",), ["Brazil"], ["Acme Corporation"], "actual"),
        ),
        (
            "Anna Silva, who is running for mayor this year, praised Marco Rossi.",
            (("SUPPORT",), ["Anna Silva"], ["Marco Rossi"], "actual"),
        ),
        (
            "Anna Silva, Peru’s former finance chief, ripped Marco Rossi.",
            (("ACCUSE",), ["Anna Silva"], ["Marco Rossi"], "actual"),
        ),
        (
            "Carla Rossi ran. Anna Silva and her aide, Lena Moss, campaigned for her.",
            (("SUPPORT",), ["Anna Silva", "Lena Moss"], ["Carla Rossi"], "actual"),
        ),
        (
            "“I want to commend Marco Rossi,” Anna Silva said.",
            (("SUPPORT",), ["Anna Silva"], ["Marco Rossi"], "planned"),
        ),
        (
            "Anna Silva bombarded the Volta homepage.",
            (("ASSAULT",), ["Anna Silva"], ["Volta"], "actual"),
        ),
        (
            "Marco Rossi, whose advice helped Anna Silva, spoke.",
            (("AID",), ["Marco Rossi"], ["Anna Silva"], "actual"),
        ),
        ("Anna Silva refused to sign the treaty.", (("REJECT",), ["Anna Silva"], [], "actual")),
        (
            "Brazil likes Marco Rossi. Ivan Moss won. Peru backs Ivan Moss, who he accused of fraud.",
            (("ACCUSE",), ["Marco Rossi"], ["Ivan Moss"], "actual"),
        ),
        (
            "Talks between Brazilian and Peruvian officials were held on Monday.",
            (("CONSULT",), ["Brazil"], ["Peru"], "actual"),
        ),
        ("Brazilian and Peruvian officials met on Monday.", (("CONSULT",), ["Brazil"], ["Peru"], "actual")),
        ("Marco Rossi gave Anna Silva his backing.", (("SUPPORT",), ["Marco Rossi"], ["Anna Silva"], "actual")),
        ("Anna Silva ordered that Peru withdraw.", (("REQUEST",), ["Anna Silva"], ["Peru"], "actual")),
        ("Anna Silva got Marco Rossi to resign.", (("RETREAT",), ["Marco Rossi"], [], "planned")),
        ("Brazil secured a deal with Peru.", (("AGREE",), ["Brazil"], ["Peru"], "actual")),
        ("A company called Volta gave aid to Peru.", (("AID",), ["Volta"], ["Peru"], "actual")),
        (
            "Ivan Moss condemned Brazil’s clumsy decision on Monday to punish Peru.",
            (("COERCE", "SANCTION"), ["Brazil"], ["Peru"], "planned"),
        ),
        ("Anna Silva has the backing of Brazil.", (("SUPPORT",), ["Brazil"], ["Anna Silva"], "actual")),
        ("Anna Silva earned Brazil’s praise on Monday.", (("SUPPORT",), ["Brazil"], ["Anna Silva"], "actual")),
        ("Anna Silva tweeted support for Brazil.", (("SUPPORT",), ["Anna Silva"], ["Brazil"], "actual")),
        ("Anna Silva signed a letter urging Peru to withdraw.", (("REQUEST",), ["Anna Silva"], ["Peru"], "actual")),
        ("Volta released a statement condemning Peru.", (("ACCUSE",), ["Volta"], ["Peru"], "actual")),
        ("Brazil debunked Peru’s claims.", (("REJECT",), ["Brazil"], ["Peru"], "actual")),
        ("Brazil sent Marco Rossi back to Peru.", (("COERCE",), ["Brazil"], ["Marco Rossi"], "actual")),
        ("Anna Silva admitted that she was wrong.", (("CONCEDE",), ["Anna Silva"], [], "actual")),
        ("Peru was asked by Brazil to withdraw.", (("REQUEST",), ["Brazil"], ["Peru"], "actual")),
        ("Marco Rossi wants Volta Steel held accountable.", (("REQUEST",), ["Marco Rossi"], ["Volta Steel"], "actual")),
        ("Brazil came to Peru’s aid.", (("AID", "SUPPORT"), ["Brazil"], ["Peru"], "actual")),
        ("Peru’s calls for Anna Silva to resign grew.", (("REQUEST",), ["Peru"], ["Anna Silva"], "actual")),
        (
            "In a scathing piece, The Daily Post called on Marco Rossi to drop out.",
            (("REQUEST",), ["Daily Post"], ["Marco Rossi"], "actual"),
        ),
        ("Anna Silva resigned her post in Volta.", (("RETREAT",), ["Anna Silva"], ["Volta"], "actual")),
    ],
)
def test_an_event_has_type_source_and_recipient(text: str, event: tuple[object, ...]) -> None:
    assert event in events(text)


@pytest.mark.parametrize(
    "text",
    [
        "Brazil is larger than Peru.",
        "Rain fell on Peru.",
        "Brazil cut bread for Peru.",
        "Brazil sent greetings to Peru.",
        "Anna Silva said Peru would have to wait.",
        "Anna Silva lives in a town called Peru.",
        "Anna Silva told Marco Rossi that rain fell.",
        "Anna Silva left the room.",
        "Anna Silva wants to swim in Peru.",
        "The minister committed an error.",
        "Marco Rossi asked Anna Silva if the bridge was still planned.",
        "Marco Rossi asked Anna Silva how high the bridge would be.",
        "Volta released the Unity Party emails.",
    ],
)
def test_a_sentence_without_an_event_gives_none(text: str) -> None:
    assert events(text) == []


def test_what_somebody_is_asked_to_do_is_not_done() -> None:
    asked = events("Anna Silva called on Peru to arrest Marco Rossi.")
    assert asked == [(("REQUEST",), ["Anna Silva"], ["Peru"], "actual")]


def test_what_else_somebody_is_asked_to_do_is_not_done() -> None:
    asked = events("The Daily Post called on Marco Rossi to get his act together or drop out.")
    assert asked == [(("REQUEST",), ["Daily Post"], ["Marco Rossi"], "actual")]


def test_who_does_two_things_does_not_do_the_second_to_himself() -> None:
    told = events("Marco Rossi met Paul Dunn on Monday, thanking him for the help.")
    assert (("SUPPORT",), ["Marco Rossi"], ["Paul Dunn"], "actual") in told


@pytest.mark.parametrize("question", ["if Peru would deport", "whether Peru had deported"])
def test_what_somebody_asks_about_is_not_done(question: str) -> None:
    assert events(f"Anna Silva asked {question} Marco Rossi.") == []


def test_what_somebody_should_do_is_not_done() -> None:
    assert "COERCE" not in {t for types, *_ in events("Anna Silva said Peru should arrest Marco Rossi.") for t in types}


def test_sanctions_that_are_lifted_are_none() -> None:
    assert [types for types, *_ in events("On Monday, Brazil has lifted its sanctions on Peru.")] == [("RETREAT",)]


def test_a_threatened_act_is_not_done() -> None:
    assert [types for types, *_ in events("Brazil threatened to invade Peru.")] == [("THREATEN",)]


def test_words_without_an_owner_are_those_quoted_last() -> None:
    told = events("“The dam is done,” Marco Rossi said. Anna Silva condemned the remarks.")
    assert (("ACCUSE",), ["Anna Silva"], ["Marco Rossi"], "actual") in told


def test_who_takes_in_people_does_nothing_to_where_they_are_from() -> None:
    assert "Peru" not in {who for *_, whom, _ in events("Brazil has accepted Peruvian refugees.") for who in whom}


def test_an_allegation_that_is_denied_is_that_of_whoever_accused() -> None:
    told = events("Anna Silva accused Peru of fraud on Monday. Peru denied the allegation.")
    assert (("REJECT",), ["Peru"], ["Anna Silva"], "actual") in told


def test_who_is_freed_was_freed_by_who_arrested_him() -> None:
    told = events("Peru arrested Marco Rossi on Monday. Marco Rossi was released on Friday.")
    assert (("RETREAT",), ["Peru"], ["Marco Rossi"], "actual") in told


def test_who_is_praised_in_the_passive_is_not_praised_by_who_praised_him_before() -> None:
    told = events("Peru praised Marco Rossi on Monday. Marco Rossi was praised on Friday.")
    assert told == [(("SUPPORT",), ["Peru"], ["Marco Rossi"], "actual")]


def test_evidence_is_shown_to_the_end_of_its_clause() -> None:
    (event,) = found("Anna Silva trashed Marco Rossi on the evening news.").events
    assert event.evidence.exact == "Anna Silva trashed Marco Rossi on the evening news"


def test_you_without_anybody_addressed_is_nobody() -> None:
    assert events("“You should see the harbour,” Anna Silva said.") == []


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("Anna Silva praised Marco Rossi for opening the port on Monday.", "for opening the port on Monday"),
        ("Anna Silva pleaded guilty to selling the port.", "to selling the port"),
        ("Anna Silva blasted Marco Rossi as a bully.", "as a bully"),
        ("Anna Silva challenged Marco Rossi to prove it.", "to prove it"),
    ],
)
def test_the_evidence_of_an_act_holds_what_it_is_for(text: str, ending: str) -> None:
    (event,) = found(text).events
    assert event.evidence.exact.endswith(ending)


def test_the_evidence_of_help_ends_before_what_it_is_to_do() -> None:
    (event,) = [e for e in found("Brazil supplied weapons to Peru to guard the coast.").events if "AID" in e.types]
    assert event.evidence.exact.endswith("to Peru")


@pytest.mark.parametrize("text", ["Anna Silva declined to comment.", "Anna Silva agreed that the port was ugly."])
def test_no_comment_and_an_opinion_are_no_acts(text: str) -> None:
    assert events(text) == []


def test_a_right_is_no_act_of_who_speaks_of_it() -> None:
    text = "Police held two people, a move condemned by the Harbour Union as an attack on the right to protest."
    assert not any("PROTEST" in types for types, *_ in events(text))


def test_to_judge_people_without_a_name_is_no_event() -> None:
    text = "Peru met some farmers. “The farmers are a disgrace,” Anna Silva said."
    assert "ACCUSE" not in {t for types, *_ in events(text) for t in types}


def test_what_somebody_is_called_is_told_with_the_accusation() -> None:
    told = [types for types, *_ in events("Anna Silva met Marco Rossi, who she blasted as a liar.")]
    assert told == [("CONSULT",), ("ACCUSE",)]


def test_what_somebody_is_accused_of_is_not_done_by_the_accuser() -> None:
    assert ("THREATEN", "Brazil") in [(kinds[0], source[0]) for kinds, source, *_ in events(
        "Anna Silva accused Brazil of trying to bully Peru into silence."
    )]  # fmt: skip


def test_those_who_bear_a_wrong_are_not_those_accused_of_it() -> None:
    assert events("Anna Silva accused the whole field of attacking Peru.") == []


def test_what_is_demanded_is_not_done() -> None:
    assert [types for types, *_ in events("Anna Silva demanded that Peru withdraw its troops.")] == [("REQUEST",)]


def test_a_charge_made_again_is_a_second_event() -> None:
    text = "Anna Silva criticised Marco Rossi on Monday. On Friday she voiced criticism of Marco Rossi."
    assert [types for types, *_ in events(text)] == [("ACCUSE",), ("ACCUSE",)]


def test_what_a_noun_takes_up_again_is_no_second_event() -> None:
    text = "Brazil signed a deal with Peru on Monday. Brazil’s deal with Peru ends in May."
    assert [types for types, *_ in events(text)] == [("AGREE",)]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Silva would praise Marco Rossi.",
        "Anna Silva did not criticise Marco Rossi.",
        "Anna Silva spoke to a group supporting Marco Rossi.",
    ],
)
def test_words_that_nobody_said_and_what_only_describes_somebody_are_no_act(text: str) -> None:
    assert not any({"SUPPORT", "ACCUSE"} & set(types) for types, *_ in events(text))


@pytest.mark.parametrize(
    "text",
    [
        "Anna Silva declined to say how the dam would be paid for.",
        "Anna Silva refused to give any more details of the plan.",
        "Anna Silva declined.",
    ],
)
def test_who_refuses_to_tell_nobody_in_particular_something_does_nothing(text: str) -> None:
    assert events(text) == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Marco Rossi was granted asylum by Brazil.", (("AID",), ["Brazil"], ["Marco Rossi"])),
        (
            "Anna Silva announced her resignation from the Unity Party.",
            (("RETREAT",), ["Anna Silva"], ["Unity Party"]),
        ),
        (
            "Marco Rossi is the subject of an investigation by the Peruvian police.",
            (("ACCUSE",), ["Peruvian police"], ["Marco Rossi"]),
        ),
        ("Brazil seized a ship owned by Peru.", (("COERCE",), ["Brazil"], ["Peru"])),
        ("Brazil recalled its ambassador to Peru.", (("SANCTION",), ["Brazil"], ["Peru"])),
        ("Brazil moved tanks to the border with Peru.", (("MOBILIZE",), ["Brazil"], ["Peru"])),
        ("Brazil will send troops and weapons to Peru.", (("AID", "MOBILIZE"), ["Brazil"], ["Peru"])),
        ("Brazil promised Peru $2bn in loans.", (("AGREE", "AID"), ["Brazil"], ["Peru"])),
        ("Brazil continued bombing Peru.", (("ASSAULT",), ["Brazil"], ["Peru"])),
        ("Brazil seized two boats and Peruvian goods.", (("COERCE",), ["Brazil"], ["Peru"])),
        ("Brazil killed six soldiers from Peru.", (("ASSAULT",), ["Brazil"], ["Peru"])),
        ("Brazil expelled diplomats from Peru.", (("SANCTION",), ["Brazil"], ["Peru"])),
        ("Talks between Brazil and the Unity Party will resume.", (("CONSULT",), ["Brazil"], ["Unity Party"])),
        ("Military aid to Peru was suspended by Brazil.", (("SANCTION",), ["Brazil"], ["Peru"])),
        ("Brazil’s decision to leave the European Union was bad.", (("RETREAT",), ["Brazil"], ["European Union"])),
        ("The charity provided refugees with food.", (("AID",), ["charity"], ["refugees"])),
        ("Police clashed with protesters.", (("ASSAULT", "PROTEST"), ["Police"], ["protesters"])),
        ("Brazil shelled the Peruvian capital.", (("ASSAULT",), ["Brazil"], ["Peru"])),
        ("Brazil is in talks with Peru.", (("CONSULT",), ["Brazil"], ["Peru"])),
        ("Unity Party efforts to block Anna Silva failed.", (("REJECT",), ["Unity Party"], ["Anna Silva"])),
    ],
)
def test_an_act_has_its_ends_however_the_clause_gives_them(
    text: str, event: tuple[tuple[str, ...], list[str], list[str]]
) -> None:
    assert event in [(tuple(sorted(types)), *ends) for types, *ends, _ in events(text)]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Silva slams Unity Party’s ‘doom and despair’ on economy", (("ACCUSE",), ["Silva"], ["Unity Party"])),
        ("Brazil frees Peru", (("RETREAT",), ["Brazil"], ["Peru"])),
    ],
)
def test_a_plural_between_two_names_is_the_verb_of_a_headline(text: str, event: tuple[object, ...]) -> None:
    assert [told[:3] for told in events(text)] == [event]


def test_a_complaint_that_is_withdrawn_is_not_made() -> None:
    told = events("Anna Silva withdrew her complaint against Marco Rossi.")
    assert [types for types, *_ in told] == [("RETREAT",)]


def test_what_somebody_is_charged_with_is_no_act_that_is_told() -> None:
    told = events("Brazil accused Peru of attacking Chile.")
    assert [types for types, *_ in told] == [("ACCUSE",)]


def test_the_noun_of_a_phrase_is_no_act_of_its_own() -> None:
    assert [types for types, *_ in events("The union went on strike against the Steel Group.")] == [("PROTEST",)]


def test_what_somebody_refrains_from_is_denied() -> None:
    assert [factuality for *_, factuality in events("Brazil refrained from attacking Peru.")] == ["denied"]


def test_halves_of_a_sanction_join() -> None:
    text = "Brazil has paused supplies of military aid. The freeze of aid to Peru is temporary, officials said."
    assert {(tuple(s), tuple(r)) for _, s, r, _ in events(text)} == {(("Brazil",), ("Peru",))}
