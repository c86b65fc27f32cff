"""Where a name begins and ends, what kind of actor it names, and which names are one; sentences of our own words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extracting import Case
from stakegraph.extract.actors.countries import gazetteer, seats
from stakegraph.extract.actors.names import NameFinder
from stakegraph.extract.actors.naming import two_syllables
from stakegraph.extract.reading.actorwords import plural, words


def test_a_surname_is_the_person_named_in_full() -> None:
    case = Case("Mara Lindqvist met the press. Lindqvist rejected the offer.")
    assert case.refer("Lindqvist", 1) == "mara-lindqvist"


def test_a_title_with_a_surname_is_the_person_named_in_full() -> None:
    case = Case("Mara Lindqvist met the press. Ms Lindqvist rejected the offer.")
    assert case.actors()["mara-lindqvist"].aliases == ("Lindqvist", "Ms Lindqvist")


def test_a_possessive_mark_is_no_part_of_a_name() -> None:
    assert Case("Lindqvist’s plan failed. Mara Lindqvist left.").refer("Lindqvist") == "mara-lindqvist"


def test_titles_keep_two_bearers_of_a_surname_apart() -> None:
    case = Case("Anna Berg and Carl Berg spoke. Mr Berg rejected the offer.")
    assert case.refer("Berg", 2) == "carl-berg"


def test_a_short_form_of_a_given_name_makes_no_second_person() -> None:
    case = Case("Elizabeth Halloran spoke first. Then Liz Halloran left.")
    assert [actor for actor in case.actors() if "halloran" in actor] == ["elizabeth-halloran"]


def test_an_acronym_in_brackets_is_the_body_before_it() -> None:
    case = Case("The Northern Fisheries Board (NFB) rejected the plan. The NFB wants more time.")
    assert case.refer("NFB", 1) == "northern-fisheries-board"


def test_an_acronym_is_the_body_with_these_initials() -> None:
    case = Case("The Northern Fisheries Board rejected the plan. The NFB wants more time.")
    assert case.refer("NFB") == "northern-fisheries-board"


def test_a_shorter_name_is_the_body_named_in_full() -> None:
    case = Case("The Senate Fisheries Committee met. The Fisheries Committee rejected the plan.")
    assert case.refer("Committee", 1) == "senate-fisheries-committee"


def test_the_party_of_a_lawmaker_is_no_part_of_the_name() -> None:
    assert list(Case("Sen. Mara Lindqvist (D-Ohio) rejected it.").actors()) == ["mara-lindqvist"]


def test_a_headline_in_title_case_gives_no_names_of_its_own() -> None:
    case = Case("Harbour Talks Collapse As Lindqvist Walks Out\n\nMara Lindqvist left the talks on Monday.")
    assert list(case.actors()) == ["mara-lindqvist"]


def test_names_of_countries_go_before_capitals() -> None:
    assert gazetteer().find("Mexico") is not None
    assert gazetteer().forms["Luxembourg"][1] == "name"


def test_every_seat_in_the_list_is_known() -> None:
    assert {seat for seat in seats() if gazetteer().find(seat) is None} == set()


def test_every_given_name_has_a_known_gender() -> None:
    assert set(words().given.values()) <= {"m", "f", ""}


@pytest.mark.parametrize(("one", "many"), [("lady", "ladies"), ("boss", "bosses"), ("chairman", "chairmen")])
def test_plurals(one: str, many: str) -> None:
    assert plural(one) == many


def test_a_legal_form_makes_no_second_company() -> None:
    case = Case("Volta Motors rejected the plan. A spokesman for Volta Motors Inc. said no.")
    assert [key for key in case.actors() if "volta" in key] == ["volta-motors"]


def test_an_honour_and_a_given_name_mean_the_person_named_in_full() -> None:
    case = Case("Dame Judith Holloway spoke first. Dame Judith said that the plan was bad.")
    assert case.actors()["judith-holloway"].aliases == ("Dame Judith", "Dame Judith Holloway", "Judith")


def test_a_name_said_to_be_a_company_is_no_person() -> None:
    case = Case("The navy signed a contract with Kestrel, a small security company, on Friday.")
    assert case.actors()["kestrel"].type == "organization"


def test_a_name_with_an_age_behind_it_is_a_person() -> None:
    case = Case("Sela Phillips, 11, saw the fire. The fire was bad, Sela said.")
    assert case.actors()["sela-phillips"].type == "person"
    assert case.refer("Sela", 1) == "sela-phillips"


def test_a_name_with_a_legal_form_behind_a_comma_is_a_company() -> None:
    case = Case("Anna Moss Berg, LLC, rejected the offer.")
    assert [actor.type for actor in case.actors().values()] == ["organization"]


def test_a_sentence_that_a_parser_ended_inside_a_name_is_one() -> None:
    parse = replace(Case("Fans met Emily Harke today.").parse, sentences=[(0, 3), (3, 6)])
    assert [name.text for name in NameFinder(parse).find()] == ["Emily Harke"]


@pytest.mark.parametrize(
    ("text", "actor", "kind"),
    [
        ("Corvin H. Tribe rejected the plan.", "corvin-h-tribe", "person"),
        ("Chad Orvell wrote the report. Orvell said that it was wrong.", "chad-orvell", "person"),
        ("The speaker of the House Newt Harlan spoke.", "newt-harlan", "person"),
    ],
)
def test_an_initial_or_a_surname_alone_shows_a_person(text: str, actor: str, kind: str) -> None:
    assert Case(text).actors()[actor].type == kind


def test_a_reader_may_sign_with_a_name_in_small_letters() -> None:
    case = Case("Username bluekettle remarked that it was right.")
    assert case.refer("bluekettle") == "bluekettle"
    assert case.actors()["bluekettle"].type == "person"


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Enrique Vela Duro spoke. Mr. Vela Duro said that it was wrong.", ["enrique-vela-duro"]),
        ("It was Shen Weiping. Mr. Shen said that it was wrong.", ["shen-weiping"]),
        ("Crooked Anna Moss spoke. Anna Moss said that it was wrong.", ["anna-moss"]),
        ("Charles Moss spoke. King Charles said that it was wrong.", ["charles", "charles-moss"]),
        ("Kestrel Energy closed a mine. Kestrel said that it was wrong.", ["kestrel-energy"]),
        ("The Harbour Security Department spoke. Harbour Security said no.", ["harbour-security-department"]),
        ("The New Conservatives group spoke. The New Conservatives said no.", ["new-conservatives"]),
    ],
)
def test_a_shorter_form_of_a_name_is_the_same_actor(text: str, actors: list[str]) -> None:
    assert list(Case(text).actors()) == actors


def test_a_name_with_the_number_of_a_model_is_a_product() -> None:
    case = Case("Norway bought Vektor 300e and Vektor 500e drones.")
    assert list(case.actors()) == ["norway"]
    assert case.refer("Vektor") is None


@pytest.mark.parametrize("text", ["Freedonia rejected the plan.", "Freedon left. The Freedonian army left."])
def test_a_name_that_ends_like_a_country_or_has_a_people_is_one(text: str) -> None:
    case = Case(text)
    case.refer(text.split()[0])
    assert [a.type for a in case.table.actors() if a.name.startswith("Freedon")] == ["country"]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Park Min-ho left. Lau Cheuk-wai stayed.", ["lau-cheuk-wai", "park-min-ho"]),
        ("It was the EU-Turkey deal. The EU kept it, and so did Turkey.", ["european-union", "turkey"]),
        ("The Northern People's Party rejected it.", ["northern-peoples-party"]),
        ("The Committee on Trade, Ports and Home Affairs met.", ["committee-on-trade-ports-and-home-affairs"]),
    ],
)
def test_a_name_goes_on_where_names_do(text: str, actors: list[str]) -> None:
    assert list(Case(text).actors()) == actors


def test_two_states_after_one_body_are_no_part_of_its_name() -> None:
    assert {"norway", "poland"} <= set(Case("The Ministry of Trade, Norway and Poland met.").actors())


@pytest.mark.parametrize(
    ("first", "second", "given"),
    [("Jae", "in", True), ("Hsien", "loong", True), ("York", "based", False), ("Left", "wing", False)],
)
def test_syllables_of_a_given_name(first: str, second: str, given: bool) -> None:
    assert two_syllables(first, second) is given


def test_a_surname_that_is_a_capital_too_is_the_person() -> None:
    case = Case("Mara London spoke on Monday. London rejected the plan.")
    assert case.refer("London", 1) == "mara-london"


def test_the_capital_stays_a_place_beside_its_namesake() -> None:
    case = Case("Mara London spoke on Monday. She was born in London.")
    assert case.refer("London", 1) != "mara-london"


def test_an_acronym_that_the_article_spells_is_no_other_body() -> None:
    case = Case("The Coastal Inspection Agency met. The CIA rejected the plan.")
    assert case.refer("CIA") == "coastal-inspection-agency"


def test_a_name_that_only_modifies_others_is_no_actor() -> None:
    assert list(Case("Carl Berg spoke about U.S. summers.").actors()) == ["carl-berg"]


def test_a_title_in_quotation_marks_is_no_actor() -> None:
    assert list(Case("Carl Berg spoke on “Morning Harbour,” as he often does.").actors()) == ["carl-berg"]


@pytest.mark.parametrize(
    "text",
    [
        "LEEDS, Aug. 19 (HBC) - Nobody rejected the plan.",
        "The film ''Hail, Caesar!'' opened.",
        "Retirees live on Social Security in the town.",
        "The senator left the State of the Union address early.",
        "A member of Congress left.",
        "They spoke of Ephesians and of Conservatism.",
        "A Carl Berg presidency would fail.",
    ],
)
def test_what_only_has_a_name_is_no_actor(text: str) -> None:
    assert [actor.name for actor in Case(text).actors().values() if actor.name != "Carl Berg"] == []


def test_a_byline_ends_before_the_medium() -> None:
    assert "helen-berg" in Case("The story was told to Helen Berg BBC correspondents.").actors()


def test_a_state_tag_is_no_part_of_the_name_after_it() -> None:
    case = Case("He came from Lodi, N.J. Carl Berg left.")
    assert "carl-berg" in case.actors()


def test_a_word_before_a_listed_body_makes_it_another() -> None:
    assert Case("The American Red Cross met.").refer("Cross") == "american-red-cross"


def test_a_surname_is_no_body_of_that_name() -> None:
    assert Case("Ann Forbes spoke. Forbes rejected it.").refer("Forbes", -1) == "ann-forbes"


def test_who_signs_a_quotation_is_an_actor() -> None:
    case = Case('"The harbour drives the town."\n\n– Ann Lindqvist, CEO, Kestrel\n\nNorway left.')
    assert "ann-lindqvist" in case.actors()


def test_small_words_stand_inside_a_title_in_quotation_marks() -> None:
    assert "rulers-of-the-harbour" not in Case("She starred in “Rulers of the Harbour” and left.").actors()


def test_the_end_of_a_double_name_of_a_people_is_no_actor() -> None:
    assert not any(a.name.startswith("-") for a in Case("African-Americans rejected the plan.").table.actors())
