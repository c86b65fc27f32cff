"""Stances and issues of small articles in our own words, by the whole extractor."""

from __future__ import annotations

import pytest

from extracting import events, found, names, stances


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
        (
            "Kenya scraps airport deal with Indian firm after outcry",
            ("Kenya", "oppose", "airport deal with Indian firm"),
        ),
        ("Brazil warned against “a coup” disguised as a vote.", ("Brazil", "oppose", "coup")),
        ("Brazil welcomed the new pact, condemned by farmers as a farce.", ("Brazil", "support", "new pact")),
        ("Anna Silva described the new plan as an attack on drivers.", ("Anna Silva", "oppose", "new plan")),
        (
            "Anna Silva denied that jobs would be lost and described the strike as “irresponsible”.",
            ("Anna Silva", "oppose", "strike"),
        ),
        (
            "Police held two people, a move condemned by Anna Silva as an attack on the right to protest.",
            ("Anna Silva", "oppose", "move"),
        ),
        (
            "The council has published a study that Anna Silva says contains false data.",
            ("Anna Silva", "oppose", "study"),
        ),
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
        ("Brazil, Peru and Chile back the new dam.", ("Peru", "support", "new dam")),
        ("Anna Silva called the new dam theft.", ("Anna Silva", "oppose", "new dam")),
        ("Brazil's parliament passed a law on mining.", ("Brazil's parliament", "support", "law on mining")),
        ("Anna Silva and Marco Rossi joined forces against the new dam.", ("Anna Silva", "oppose", "new dam")),
        ("Anna Silva, who is wanted by Brazil, left.", ("Brazil", "oppose", "Anna Silva")),
        (
            "Peru presented a plan to close the mine. Brazil will veto any decision. Anna Silva supports the idea.",
            ("Anna Silva", "support", "plan to close the mine"),
        ),
        (
            "Anna Silva opposes a plan to close the mine, with Brazil refusing to pay.",
            ("Anna Silva", "oppose", "plan to close the mine"),
        ),
        ("Anna Silva criticised what she called a new dam.", ("Anna Silva", "oppose", "new dam")),
        ("Brazil condemned what it described as an illegal dam.", ("Brazil", "oppose", "illegal dam")),
        ("Brazil welcomed what a Peruvian official called a new dam.", ("Brazil", "support", "new dam")),
        ("Brazil failed on Monday to back the new dam.", ("Brazil", "oppose", "new dam")),
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
        ("“We will never accept the pact,” Anna Silva said.", ("Anna Silva", "oppose", "pact")),
        ("Anna Silva remains opposed to the new pact.", ("Anna Silva", "oppose", "new pact")),
        ("Anna Silva said Peru was to blame for the crisis.", ("Anna Silva", "oppose", "Peru")),
        ("Anna Silva is one of the leading critics of the pact.", ("Anna Silva", "oppose", "pact")),
        ("Brazil signed off on the pact.", ("Brazil", "support", "pact")),
        ("Brazil led calls for a ban on nets.", ("Brazil", "support", "ban on nets")),
        ("Brazil repeated its call for a ban on nets.", ("Brazil", "support", "ban on nets")),
        ("Anna Silva said the new pact should go ahead.", ("Anna Silva", "support", "new pact")),
        ("“Nobody wants the new pact,” Anna Silva said.", ("Anna Silva", "oppose", "new pact")),
        ("Brazil tabled a motion against the pact.", ("Brazil", "oppose", "pact")),
        ("Brazil rejected a £5bn loan package.", ("Brazil", "oppose", "£5bn loan package")),
        ("Peru backs the new pact, but Brazil opposes it.", ("Brazil", "oppose", "new pact")),
        ("Peru proposed a new pact. Brazil opposes it.", ("Brazil", "oppose", "new pact")),
        ("Anna Silva rejected the notion that Peru should have a dam.", ("Anna Silva", "oppose", "Peru have a dam")),
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
        "Brazil declined to give any details of the talks.",
        "Brazil refused to admit that the new dam was failing.",
        "Brazil refused to say whether the new dam should be built.",
        "Brazil has given ample reasons to doubt its word.",
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
        "Anna Silva called the new law a gift to polluters.",
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


def test_who_is_accused_by_a_speaker_is_you() -> None:
    text = "Anna Silva grilled Marco Rossi on Monday. “You should resign,” Anna Silva said."
    assert (("REQUEST",), ["Anna Silva"], ["Marco Rossi"], "actual") in events(text)
    assert ("Anna Silva", "oppose", "Marco Rossi") in stances(text)


def test_soldiers_that_are_offered_are_an_issue_and_no_actor() -> None:
    it = found("Brazil offered peacekeepers of its own. Peru rejected the peacekeepers.")
    assert [a.name for a in it.actors] == ["Brazil", "Peru"]


def test_the_label_of_an_issue_has_no_asides() -> None:
    text = "Brazil opposed the dam project, a relic of the old days, on Monday."
    assert {t for _, _, t in stances(text)} == {"dam project"}


def test_what_stands_under_if_is_no_judgement() -> None:
    assert stances("Anna Silva said that if the new dam is a disaster, nobody will know.") == set()


def test_a_transcript_has_its_speakers() -> None:
    text = "Moderator: What of the plan?\n\nAnna Silva: I reject the plan.\n\nMarco Rossi: We support the plan."
    it = found(text)
    assert [names(it)[s.speaker] if s.speaker else None for s in it.statements] == [
        "Moderator", "Anna Silva", "Marco Rossi",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["Brazil wants to meet.", "Brazil needs to know."])
def test_a_bare_verb_is_no_issue(text: str) -> None:
    assert stances(text) == set()


def test_a_plan_of_several_is_called_by_what_it_is() -> None:
    text = "Brazil rejected Anna Silva’s plan for a harbour. Peru welcomed Marco Rossi’s plan for the harbour."
    assert {t for _, _, t in stances(text)} == {"plan for a harbour"}


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


def test_whoever_will_lose_something_is_not_warned_against() -> None:
    assert stances("Anna Silva warned that Brazil would lose its ports.") == set()


def test_what_attempts_are_made_for_is_not_of_the_speaker() -> None:
    assert ("Anna Silva", "oppose", "Brazil") not in stances("Anna Silva said attempts to blame Brazil were absurd.")


def test_what_somebody_is_accused_of_is_no_part_of_a_name() -> None:
    assert ("Carl Berg", "oppose", "protesters") in stances("Carl Berg accused protesters of lying.")


def test_what_a_body_says_that_it_did_itself_is_no_judgement() -> None:
    assert (
        stances("Brazil said Peru had lost. Peru's army counted its dead and said it had killed 90 fighters.") == set()
    )


def test_a_person_without_a_name_who_does_nothing_is_no_target() -> None:
    assert not stances("The boy left the hall. Anna Silva said the boy was welcome to tour the plant.")
