"""Which names are a company's, and which body "the company" or "the union" means; sentences of our own words."""

from __future__ import annotations

import pytest

from extracting import Case


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Toll road operator Marrin Vale won the contract. The operator would start in May.", "Marrin Vale"),
        ("Towns fear the mine that Korvo Lind wants. Korvo Lind denied it. The company promises jobs.", "Korvo Lind"),
    ],
)
def test_a_name_that_the_company_takes_up_is_an_organization(text: str, name: str) -> None:
    assert {actor.name: actor.type for actor in Case(text).table.actors()}[name] == "organization"


def test_the_company_is_whose_name_it_takes_up() -> None:
    text = "Towns fear the mine that Korvo Lind wants. Korvo Lind denied it. The company promises jobs."
    assert Case(text).refer("company") == "korvo-lind"


def test_who_is_he_after_is_no_company() -> None:
    text = "Zoltan Bereny sued the ports. He wants more time. Zoltan Bereny left. The company had lied."
    assert Case(text).actors()["zoltan-bereny"].type == "person"


def test_the_head_of_a_company_is_no_company() -> None:
    text = "The chief executive of the company, Zlatko Moren, said it would appeal. The company lost."
    assert Case(text).actors()["zlatko-moren"].type == "person"


def test_a_description_with_a_name_set_apart_behind_it_is_of_that_name_from_then_on() -> None:
    text = "The union, NTRA, rejected it. The union wants talks. Norway's dockers' union backs them."
    assert Case(text).refer("union", 1) == "ntra"


def test_a_union_is_no_company() -> None:
    text = "Port operator Kazimir Quays cut jobs. The union, NTRA, accused the company of lying."
    assert Case(text).refer("company") == "kazimir-quays"


def test_a_body_named_before_is_meant_rather_than_one_named_later() -> None:
    text = "The taxi drivers' union Harbour Now met. The union wants talks. Norway's dockers' union backs them."
    assert Case(text).refer("union", 1) == "harbour-now"


def test_a_first_word_of_a_company_is_not_somebody_who_is_named_later() -> None:
    text = "Okonjo Group rejected it. Critics praised Okonjo. Ann Okonjo left."
    assert Case(text).refer("Okonjo", 1) == "okonjo-group"


def test_a_first_word_of_a_company_may_be_somebody_who_was_named_before() -> None:
    text = "Okonjo Group rejected it. Ann Okonjo left. Okonjo wants talks."
    assert Case(text).refer("Okonjo", 2) == "ann-okonjo"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The opposition Congress party rejected it. Congress wants talks.", "congress-party"),
        ("Brazil's Congress rejected it. Congress wants talks.", "brazils-congress"),
        ("The Brazilian Congress rejected it. Congress wants talks.", "brazils-congress"),
        ("Congress rejected it. Congress wants talks in Brazil.", "congress"),
    ],
)
def test_a_congress_is_that_of_the_state_or_party_that_the_article_says(text: str, body: str) -> None:
    assert Case(text).refer("Congress", 1) == body


def test_a_name_that_begins_a_sentence_is_whole() -> None:
    assert Case("Lothian Buses supports the zone.").refer("Buses") == "lothian-buses"


def test_a_party_may_be_named_by_two_things() -> None:
    assert Case("The ruling Law and Harvest party left.").refer("party") == "law-and-harvest"


def test_a_body_in_a_state_is_no_person_whose_surname_is_the_states() -> None:
    assert Case("Norway left. Greenpeace Norway rejected it.").refer("Norway") == "norway"


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Swiss trader Kazimir left. Volta Mines said the company lied.", "kazimir"),
        ("Copper producer Marrin Vale lost. The miner wants talks. The company left.", "marrin-vale"),
        ("Kazimir Vod, a state water company, left. The company wants talks.", "kazimir-vod"),
        ("Copper producer Marrin Vale lost. Polish mining group KAVM left, arguing that it hurt the company.", "kavm"),
    ],
)
def test_the_company_is_the_nearest_that_may_be_one_and_does_not_speak_of_it(text: str, company: str) -> None:
    assert Case(text).refer("company", -1) == company


def test_a_party_of_a_state_that_the_article_is_not_about_is_another_of_that_name() -> None:
    assert Case("Chile waited. The Republican Party rejected it.").refer("Party") == "republican-party"


def test_a_party_whose_state_the_article_names_is_the_listed_one() -> None:
    assert Case("Washington waited for Chile. The Republican Party rejected it.").refer("Party") == "republicans"


def test_christian_democrats_are_no_democrats() -> None:
    assert Case("Chile waited. Ann Moss of the Christian Democrats left.").refer("Democrats") == "christian-democrats"


def test_a_surname_is_the_word_before_junior() -> None:
    assert Case("Anton Okonjo Jr. left. Okonjo wants talks.").refer("Okonjo", 1) == "anton-okonjo-jr"
