"""Which role a person has, and for whom she speaks by it; sentences of our own words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extracting import Case
from stakegraph.extract.actors.names import NameFinder
from stakegraph.extract.actors.roles import ahead


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Transport secretary Mara Lindqvist rejected it.", "Transport secretary"),
        ("Mara Lindqvist, the transport secretary, rejected it.", "transport secretary"),
        ("Mara Lindqvist, a spokeswoman for the Harbour Workers Union, rejected it.",
         "spokeswoman for the Harbour Workers Union"),
        ("The mayor of Leeds, Mara Lindqvist, rejected it.", "mayor of Leeds"),
        ("Norwegian Prime Minister Mara Lindqvist rejected it.", "Norwegian Prime Minister"),
    ],
)  # fmt: skip
def test_the_role_beside_a_name_is_the_persons(text: str, role: str) -> None:
    assert Case(text).actors()["mara-lindqvist"].role == role


def test_a_minister_represents_the_country_of_the_demonym() -> None:
    actors = Case("Norwegian foreign minister Mara Lindqvist rejected it.").actors()
    assert actors["mara-lindqvist"].represents == "norway"


def test_what_is_represented_is_an_actor_as_well() -> None:
    assert "norway" in Case("Norwegian foreign minister Mara Lindqvist rejected it.").actors()


def test_a_spokeswoman_represents_her_body() -> None:
    actors = Case("Mara Lindqvist, a spokeswoman for the Harbour Workers Union, rejected it.").actors()
    assert actors["mara-lindqvist"].represents == "harbour-workers-union"


def test_a_chief_executive_represents_the_company_before_the_role() -> None:
    actors = Case("Volta Energy chief executive Mara Lindqvist rejected it.").actors()
    assert actors["mara-lindqvist"].represents == "volta-energy"


def test_a_body_of_a_state_represents_it() -> None:
    assert Case("The Norwegian navy rejected it.").actors()["norwegian-navy"].represents == "norway"


def test_names_may_stand_between_a_role_and_its_bearer() -> None:
    case = Case("The executive director, Green Harbour Farms, Mara Lindqvist, rejected the plan.")
    assert case.actors()["mara-lindqvist"].role == "executive director, Green Harbour Farms"


def test_the_noun_before_a_role_is_part_of_it() -> None:
    case = Case("The panel met. It was unfair, panel Chairman Mara Lindqvist said.")
    assert case.actors()["mara-lindqvist"].role == "panel Chairman"


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("This week Carla Stern's administration stopped the aid.", "stern-administration"),
        ("Erik Dahl, the Norwegian prime minister, spoke. This week Erik Dahl's administration stopped it.", "norway"),
    ],
)
def test_an_administration_is_the_state_that_its_owner_leads_or_a_body_of_his_name(text: str, actor: str) -> None:
    assert Case(text).refer("administration") == actor


def test_a_role_stands_before_a_comma_where_a_parser_ended_the_sentence() -> None:
    case = Case("The director, Blue Ridge Mills, Ibrahim Okoro, spoke.")
    parse = replace(case.parse, sentences=[(0, 3), (3, len(case.parse.tokens))])
    name = next(name for name in NameFinder(parse).find() if name.text == "Ibrahim Okoro")
    assert ahead(parse, name) == (1, 5, 1)


def test_the_office_before_a_name_is_the_person() -> None:
    case = Case("House Speaker Carl Berg rejected the plan.")
    assert {case.refer(word) for word in ("Speaker", "Berg")} == {"carl-berg"}


def test_the_field_of_a_minister_is_no_actor() -> None:
    assert list(Case("Carl Berg resigned as Foreign Affairs minister.").actors()) == ["carl-berg"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("She met actor and activist Carl Berg.", "actor and activist"),
        ("The president and Prime Minister Carl Berg spoke.", "Prime Minister"),
        ("Carl Berg, an author and former mayor, spoke.", "author and former mayor"),
    ],
)
def test_roles_joined_by_and_are_one_persons_unless_the_parts_them(text: str, role: str) -> None:
    assert Case(text).actors()["carl-berg"].role == role


def test_who_was_in_office_speaks_for_nobody() -> None:
    case = Case("Carl Berg, a former Norwegian minister, spoke.")
    assert case.actors()["carl-berg"].represents is None


def test_the_fields_of_a_minister_are_no_actors() -> None:
    case = Case("The Minister of Employment, Workforce Development and Labour, Carl Berg, spoke.")
    assert list(case.actors()) == ["carl-berg"]


def test_a_role_with_hyphens_is_kept_whole() -> None:
    assert Case("We met Post Editor-in-Chief Carl Berg.").actors()["carl-berg"].role == "Editor-in-Chief"


def test_the_subject_of_what_follows_a_name_is_nothing_that_the_name_is_called() -> None:
    actors = Case("The bridge is backed by the Harbour Fund, the Ministry of Defence said.").actors()
    assert actors["harbour-fund"].aliases == ()
