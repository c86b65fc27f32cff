"""Stances, events and issues of small articles in our own words, by the whole extractor."""

from __future__ import annotations

import pytest

from parsing import article, pipeline
from stakegraph.extract import extract
from stakegraph.model import Annotation, Provenance


def found(text: str, published: str | None = None) -> Annotation:
    it = article(text, published)
    return extract(it, pipeline().parse(it), provenance=Provenance("stakegraph"))


def names(annotation: Annotation) -> dict[str, str]:
    return {a.id: a.name for a in annotation.actors} | {i.id: i.label for i in annotation.issues}


def stances(text: str) -> set[tuple[str, str, str]]:
    it = found(text)
    return {(names(it)[s.holder], s.polarity, names(it)[s.target]) for s in it.stances}


def events(text: str) -> list[tuple[tuple[str, ...], list[str], list[str], str]]:
    it = found(text)
    sides = [([names(it)[a] for a in e.source], [names(it)[a] for a in e.recipient]) for e in it.events]
    return [(e.types, *side, e.factuality) for e, side in zip(it.events, sides, strict=True)]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Brazil backs the pact on fishing.", ("Brazil", "support", "pact on fishing")),
        ("Brazil rejected the pact on fishing.", ("Brazil", "oppose", "pact on fishing")),
        ("The pact on fishing was rejected by Brazil.", ("Brazil", "oppose", "pact on fishing")),
        ("Brazil does not support the pact on fishing.", ("Brazil", "oppose", "pact on fishing")),
        ("Brazil is opposed to the pact on fishing.", ("Brazil", "oppose", "pact on fishing")),
        ("On Monday, Anna Silva praised Peru.", ("Anna Silva", "support", "Peru")),
        ("Anna Silva accused Peru of delay.", ("Anna Silva", "oppose", "Peru")),
        ("Anna Silva said the new dam was a disaster.", ("Anna Silva", "oppose", "new dam")),
        ("Anna Silva called the new bridge a farce.", ("Anna Silva", "oppose", "new bridge")),
        ("“The new dam is a triumph,” Anna Silva said.", ("Anna Silva", "support", "new dam")),
        ("Brazil vowed to fight the new tariffs.", ("Brazil", "oppose", "new tariffs")),
        (
            "Anna Silva’s plan for a new harbour was read on Monday.",
            ("Anna Silva", "support", "plan for a new harbour"),
        ),
        ("Anna Silva called the new law “dangerous”.", ("Anna Silva", "oppose", "new law")),
        ("Anna Silva said the new claim represented a betrayal.", ("Anna Silva", "oppose", "new claim")),
        ("Anna Silva said the bank had misled its customers.", ("Anna Silva", "oppose", "bank")),
        ("Anna Silva said Peru acted recklessly.", ("Anna Silva", "oppose", "Peru")),
        ("Anna Silva voted to send the new treaty to the court.", ("Anna Silva", "support", "new treaty")),
        ("Anna Silva said Peru is not only rich, but a menace.", ("Anna Silva", "oppose", "Peru")),
        ("Anna Silva said the new dam was ill-advised.", ("Anna Silva", "oppose", "new dam")),
        ("Anna Silva said the new dam has serious flaws.", ("Anna Silva", "oppose", "new dam")),
        ("Anna Silva said the new dam had a damaging effect on fish.", ("Anna Silva", "oppose", "new dam")),
        ("Anna Silva said Brazil was tired of its disastrous tariffs.", ("Anna Silva", "oppose", "disastrous tariffs")),
        ("Anna Silva said the new dam would hurt farmers.", ("Anna Silva", "oppose", "new dam")),
        ("Anna Silva said the new dam has helped farmers.", ("Anna Silva", "support", "new dam")),
        ("Anna Silva called it a farce to build the dam.", ("Anna Silva", "oppose", "build the dam")),
        ("Anna Silva said Peru was better than Brazil.", ("Anna Silva", "oppose", "Brazil")),
        ("Anna Silva said Peru proved to be dishonest.", ("Anna Silva", "oppose", "Peru")),
        ("Anna Silva and Marco Rossi condemned the new dam.", ("Marco Rossi", "oppose", "new dam")),
        ("Brazil called for a new dam and an amnesty.", ("Brazil", "support", "amnesty")),
        ("Brazil wants to deport Anna Silva.", ("Brazil", "support", "deport Anna Silva")),
        ("Brazil wants to deport Anna Silva.", ("Brazil", "oppose", "Anna Silva")),
        ("Anna Silva is a fierce critic of the new dam.", ("Anna Silva", "oppose", "new dam")),
        ("Marco Rossi, a supporter of the new dam, left.", ("Marco Rossi", "support", "new dam")),
        ("“I am against the new dam,” Anna Silva said.", ("Anna Silva", "oppose", "new dam")),
        ("Anna Silva spoke in favour of the new dam.", ("Anna Silva", "support", "new dam")),
        ("The new dam has drawn criticism from Anna Silva.", ("Anna Silva", "oppose", "new dam")),
        ("“The new dam is too expensive,” Anna Silva said.", ("Anna Silva", "oppose", "new dam")),
        ("“Our goal is to stop the new dam,” Anna Silva said.", ("Anna Silva", "oppose", "new dam")),
        ("“We will stop the new dam,” Anna Silva said.", ("Anna Silva", "oppose", "new dam")),
        ("“It is time to close the new dam,” Anna Silva said.", ("Anna Silva", "support", "close the new dam")),
        ("“Close the new dam,” Anna Silva said.", ("Anna Silva", "support", "Close the new dam")),
        ("“There is no excuse for the new dam,” Anna Silva said.", ("Anna Silva", "oppose", "new dam")),
        ("Anna Silva stressed the importance of the new dam.", ("Anna Silva", "support", "new dam")),
        ("Anna Silva said there was nothing wrong with the new dam.", ("Anna Silva", "support", "new dam")),
        ("“Congratulations to Marco Rossi on his victory,” Anna Silva said.", ("Anna Silva", "support", "Marco Rossi")),
        ("Anna Silva took issue with the new dam.", ("Anna Silva", "oppose", "new dam")),
        ("Anna Silva said Brazil had imprisoned her.", ("Anna Silva", "oppose", "Brazil")),
        ("Anna Silva said the leak raises serious questions.", ("Anna Silva", "oppose", "leak")),
        ("Anna Silva said the new dam was one of the worst plans.", ("Anna Silva", "oppose", "new dam")),
        ("Anna Silva said she would go ahead with the meeting.", ("Anna Silva", "support", "meeting")),
        ("Anna Silva said she would work to prevent the new dam.", ("Anna Silva", "oppose", "new dam")),
        ("Anna Silva said her party had supported the new dam.", ("Anna Silva", "support", "new dam")),
        ("Anna Silva called for an end to the new tariffs.", ("Anna Silva", "oppose", "new tariffs")),
        ("Anna Silva called on Monday for Marco Rossi to resign.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("Anna Silva called for the resignation of Marco Rossi.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("Anna Silva said that Marco Rossi deserves credit for it.", ("Anna Silva", "support", "Marco Rossi")),
        ("Anna Silva said that Marco Rossi deserves to be punished.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("“We’re going to stop the new dam,” Anna Silva said.", ("Anna Silva", "oppose", "new dam")),
        ("Brazil had little interest in the new dam.", ("Brazil", "oppose", "new dam")),
        ("Anna Silva requested an investigation of Marco Rossi.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("Anna Silva is trying to embarrass Marco Rossi.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("Anna Silva left the room, trashing Marco Rossi as a liar.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("Anna Silva brought a legal challenge against the ruling.", ("Anna Silva", "oppose", "ruling")),
        ("Anna Silva is lukewarm about the new dam.", ("Anna Silva", "oppose", "new dam")),
        ("Brazil funds the new dam.", ("Brazil", "support", "new dam")),
        ("“We have a commitment to the new dam,” Anna Silva said.", ("Anna Silva", "support", "new dam")),
        ("“We need a new dam,” Anna Silva said.", ("Anna Silva", "support", "new dam")),
        ("“Marco Rossi should be president,” Anna Silva said.", ("Anna Silva", "support", "Marco Rossi")),
        ("Brazil attacked critics of the dam, including Marco Rossi.", ("Brazil", "oppose", "Marco Rossi")),
        ("Brazil was criticised by farmers, including Anna Silva.", ("Anna Silva", "oppose", "Brazil")),
        ("Anna Silva said that the new dam is undermined by evidence.", ("Anna Silva", "oppose", "new dam")),
        ("Anna Silva wants Marco Rossi fired.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("Anna Silva has the backing of Marco Rossi.", ("Marco Rossi", "support", "Anna Silva")),
        ("Anna Silva said Marco Rossi acted irresponsibly.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("Anna Silva said that the new dam makes the city less safe.", ("Anna Silva", "oppose", "new dam")),
        ("“There’s no one tougher than Marco Rossi,” Anna Silva said.", ("Anna Silva", "support", "Marco Rossi")),
        ("“I welcome today's judgment,” Anna Silva said.", ("Anna Silva", "support", "today's judgment")),
        ("“We don’t allow fishing,” Anna Silva said.", ("Anna Silva", "oppose", "fishing")),
        ("“You cannot let Peru close the new dam,” Anna Silva said.", ("Anna Silva", "oppose", "close the new dam")),
        ("“We should be proud of the new dam,” Anna Silva said.", ("Anna Silva", "support", "new dam")),
        ("Anna Silva said the new tariffs do not work.", ("Anna Silva", "oppose", "new tariffs")),
        ("Anna Silva said the new dam is not worth the trouble.", ("Anna Silva", "oppose", "new dam")),
        ("Anna Silva has endorsements from Brazil, Chile and Peru.", ("Peru", "support", "Anna Silva")),
        ("Marco Rossi campaigned with Anna Silva on Monday.", ("Marco Rossi", "support", "Anna Silva")),
        ("Marco Rossi named Anna Silva as his running mate.", ("Marco Rossi", "support", "Anna Silva")),
        ("Anna Silva lost her bid to stop the new dam on Monday.", ("Anna Silva", "oppose", "new dam")),
        ("Anna Silva said Peru should sign the pact.", ("Anna Silva", "support", "pact")),
        ("Brazil announced an investment in the new dam.", ("Brazil", "support", "new dam")),
        ("Anna Silva took aim at Marco Rossi.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("Anna Silva made the case for the new dam.", ("Anna Silva", "support", "new dam")),
        ("Anna Silva withdrew her support for the new dam.", ("Anna Silva", "oppose", "new dam")),
        ("Anna Silva dropped her opposition to the new dam.", ("Anna Silva", "support", "new dam")),
        ("“I’m not a fan of Marco Rossi,” Anna Silva said.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("Anna Silva said the new law goes too far.", ("Anna Silva", "oppose", "new law")),
        ("Anna Silva said the new law does not go far enough.", ("Anna Silva", "oppose", "new law")),
        ("Anna Silva said the new law is a step in the right direction.", ("Anna Silva", "support", "new law")),
        ("“The new dam will cost jobs,” Anna Silva said.", ("Anna Silva", "oppose", "new dam")),
        ("“The new dam makes sense,” Anna Silva said.", ("Anna Silva", "support", "new dam")),
        ("“This dam has to be stopped,” Anna Silva said.", ("Anna Silva", "oppose", "This dam")),
        ("“Marco Rossi doesn’t care about workers,” Anna Silva said.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("“Marco Rossi has done a great job,” Anna Silva said.", ("Anna Silva", "support", "Marco Rossi")),
        ("“We don’t need a new dam,” Anna Silva said.", ("Anna Silva", "oppose", "new dam")),
        ("“It is time for Marco Rossi to resign,” Anna Silva said.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("“I could not disagree more with the ruling,” Anna Silva said.", ("Anna Silva", "oppose", "ruling")),
        ("The new bill was sponsored by Anna Silva.", ("Anna Silva", "support", "new bill")),
        ("Neither Anna Silva nor Marco Rossi supports the new dam.", ("Anna Silva", "oppose", "new dam")),
        ("Anna Silva signed a petition against the new dam.", ("Anna Silva", "oppose", "new dam")),
        ("Brazil struggled to curb the new trade.", ("Brazil", "oppose", "new trade")),
        ("Brazil suspended Marco Rossi’s licence.", ("Brazil", "oppose", "Marco Rossi")),
    ],
)
def test_a_stance_has_holder_polarity_and_target(text: str, stance: tuple[str, str, str]) -> None:
    assert stance in {(h, p, t.removeprefix("Anna Silva’s ")) for h, p, t in stances(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Brazil would reject the pact on fishing if Peru signed it.",
        "Will Brazil reject the pact on fishing?",
        "The pact on fishing is old.",
        "Anna Silva said that the new dam is in danger.",
        "Anna Silva said the case went to a criminal court.",
        "Brazil refused to comment on the matter.",
        "Brazil fired two shots.",
        "Anna Silva said Brazil imprisoned Marco Rossi.",
        "Anna Silva introduced Marco Rossi to the crowd.",
        "“That’s right,” Anna Silva said.",
        "Anna Silva said the farmers had raised concerns.",
        "Anna Silva said there were people who help others.",
        "Brazil was blamed for introducing the tariffs.",
        "Brazil left the room without signing the pact on fishing.",
        "“We have to wait for the bus,” Anna Silva said.",
        "Anna Silva said the trial should be fair.",
        "The court forced Brazil to sign the pact on fishing.",
        "Anna Silva met her rival Marco Rossi.",
        "“Feel free to walk,” Anna Silva said.",
        "Anna Silva said that Marco Rossi sat there by virtue of his position.",
        "Anna Silva said that Marco Rossi was kind of old.",
        "Anna Silva said gangs have been allowed to take hold of the coast.",
        "Anna Silva tried to do what she could.",
        "Brazil answered Anna Silva’s request for comment.",
        "Brazil watched Anna Silva’s presidential bid with interest.",
        "Brazil exports coffee.",
        "Anna Silva tried to find a seat in the hall.",
        "“I see no reason to sign the pact,” Anna Silva said.",
        "“The pact is not perfect,” Anna Silva said.",
        "Anna Silva said the gangs had been allowed to thrive.",
        "Anna Silva said Brazil won by virtue of its size.",
        "Anna Silva spoke of her presidential bid.",
        "Anna Silva cooked and Marco Rossi paid. “This is a mess,” she said.",
    ],
)
def test_what_is_only_possible_or_no_judgement_is_no_stance(text: str) -> None:
    assert stances(text) == set()


def test_who_is_attacked_among_others_does_not_attack_them() -> None:
    found = stances("Brazil, which attacked several mayors, including Marco Rossi and Anna Silva, is angry.")
    assert {holder for holder, _, _ in found} == {"Brazil"}


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
        ("Brazil gave 30 million dollars to Peru.", (("AID",), ["Brazil"], ["Peru"], "actual")),
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


def test_who_is_accused_by_a_speaker_is_you() -> None:
    text = "Anna Silva grilled Marco Rossi on Monday. “You should resign,” Anna Silva said."
    assert (("REQUEST",), ["Anna Silva"], ["Marco Rossi"], "actual") in events(text)
    assert ("Anna Silva", "oppose", "Marco Rossi") in stances(text)


def test_you_without_anybody_addressed_is_nobody() -> None:
    assert events("“You should see the harbour,” Anna Silva said.") == []


def test_the_evidence_of_praise_holds_what_it_is_for() -> None:
    (event,) = found("Anna Silva praised Marco Rossi for opening the port on Monday.").events
    assert event.evidence.exact.endswith("for opening the port on Monday")


@pytest.mark.parametrize("text", ["Anna Silva declined to comment.", "Anna Silva agreed that the port was ugly."])
def test_no_comment_and_an_opinion_are_no_acts(text: str) -> None:
    assert events(text) == []


def test_to_judge_people_without_a_name_is_no_event() -> None:
    text = "Peru met some farmers. “The farmers are a disgrace,” Anna Silva said."
    assert "ACCUSE" not in {t for types, *_ in events(text) for t in types}


def test_what_somebody_is_called_is_told_with_the_accusation() -> None:
    told = [types for types, *_ in events("Anna Silva met Marco Rossi, who she blasted as a liar.")]
    assert told == [("CONSULT",), ("ACCUSE",)]


def test_those_who_bear_a_wrong_are_not_those_accused_of_it() -> None:
    assert events("Anna Silva accused the whole field of robbing Peru.") == []


def test_what_is_demanded_is_not_done() -> None:
    assert [types for types, *_ in events("Anna Silva demanded that Peru withdraw its troops.")] == [("REQUEST",)]


def test_a_charge_made_again_is_a_second_event() -> None:
    text = "Anna Silva criticised Marco Rossi on Monday. On Friday she voiced criticism of Marco Rossi."
    assert [types for types, *_ in events(text)] == [("ACCUSE",), ("ACCUSE",)]


def test_what_a_noun_takes_up_again_is_no_second_event() -> None:
    text = "Brazil signed a deal with Peru on Monday. Brazil’s deal with Peru ends in May."
    assert [types for types, *_ in events(text)] == [("AGREE",)]


def test_soldiers_that_are_offered_are_an_issue_and_no_actor() -> None:
    it = found("Brazil offered peacekeepers of its own. Peru rejected the peacekeepers.")
    assert [a.name for a in it.actors] == ["Brazil", "Peru"]


def test_the_label_of_an_issue_has_no_asides() -> None:
    text = "Brazil opposed the dam project, a relic of the old days, on Monday."
    assert {t for _, _, t in stances(text)} == {"dam project"}


def test_what_stands_under_if_is_no_judgement() -> None:
    assert stances("Anna Silva said that if the new dam is a disaster, nobody will know.") == set()


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


def test_a_transcript_has_its_speakers() -> None:
    text = "Moderator: What of the plan?\n\nAnna Silva: I reject the plan.\n\nMarco Rossi: We support the plan."
    it = found(text)
    assert [names(it)[s.speaker] if s.speaker else None for s in it.statements] == [
        "Moderator", "Anna Silva", "Marco Rossi",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["Brazil wants to meet.", "Brazil needs to know."])
def test_a_bare_verb_is_no_issue(text: str) -> None:
    assert stances(text) == set()


def test_one_issue_under_several_wordings_is_one() -> None:
    text = (
        "Anna Silva’s plan for a new harbour was read on Monday. Brazil rejected the harbour plan. "
        "Peru welcomed the plan."
    )
    assert len({t for _, _, t in stances(text)}) == 1


def test_issues_that_a_modifier_tells_apart_stay_two() -> None:
    targets = {t for _, _, t in stances("Brazil backed the medical aid. Peru rejected the military aid.")}
    assert targets == {"medical aid", "military aid"}


def test_a_new_thing_is_no_known_issue() -> None:
    text = "Brazil rejected the fast system. “We want a system that works,” Anna Silva said."
    assert len({t for _, _, t in stances(text)}) == 2


def test_issues_of_two_owners_stay_two() -> None:
    text = "Anna Silva praised Brazil’s record. Marco Rossi criticised Peru’s record."
    assert len({t for _, _, t in stances(text)}) == 2


def test_halves_of_a_sanction_join() -> None:
    text = "Brazil has paused supplies of military aid. The freeze of aid to Peru is temporary, officials said."
    assert {(tuple(s), tuple(r)) for _, s, r, _ in events(text)} == {(("Brazil",), ("Peru",))}


def test_the_follow_on_quotation_has_the_speaker_of_the_one_before() -> None:
    text = "“The dam is old,” Anna Silva said on Monday.\n\n“It must be closed at once.”"
    it = found(text)
    assert [names(it)[s.speaker] if s.speaker else None for s in it.statements] == ["Anna Silva", "Anna Silva"]


def test_every_piece_of_evidence_cuts_the_text() -> None:
    text = "Anna Silva said the new dam was a disaster. Brazil suspended aid to Peru on Monday."
    found(text).check_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "“" * 5_000,
        "word " * 3_000,
        "ALL CAPITALS EVERYWHERE AND NO STOP " * 100,
        "1\t2\t3\n" * 500,
        "Rosen sind rot,\nVeilchen sind blau,\nund der Himmel\nist grau.",
    ],
)
def test_odd_input_ends_and_invents_no_stance(text: str) -> None:
    assert found(text).stances == ()


def test_what_a_speaker_quotes_is_no_stance_of_the_speaker() -> None:
    assert ("Ana Silva", "support", "conquer Peru") in stances("Ana Silva said: “We must conquer Peru.”")
    assert stances("Ana Silva said: “At least they said it: ‘We must conquer Peru.’”") == set()
