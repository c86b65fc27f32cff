"""Who the actors of an article are, and which phrases mean them; sentences of our own words."""

from __future__ import annotations

import pytest

from extracting import Case
from stakegraph.extract.actors.countries import gazetteer
from stakegraph.extract.reading.actorwords import words


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Mara Lindqvist rejected the offer.", "Mara Lindqvist", "person"),
        ("Mr Okonjo rejected the offer.", "Okonjo", "person"),
        ("The deal was rejected by Ludwig van der Berg.", "Ludwig van der Berg", "person"),
        ("The Harbour Workers Union rejected the offer.", "Harbour Workers Union", "organization"),
        ("The Ministry of Transport rejected the offer.", "Ministry of Transport", "organization"),
        ("The Friends of the Harbour rejected the offer.", "Friends of the Harbour", "organization"),
        ("The Council on Fair Trade rejected the offer.", "Council on Fair Trade", "organization"),
        ("Norway rejected the offer.", "Norway", "country"),
        ("House Republicans rejected the offer.", "House Republicans", "group"),
        ("The UN rejected the offer.", "United Nations", "organization"),
    ],
)
def test_a_name_is_an_actor_of_its_kind(text: str, name: str, kind: str) -> None:
    assert {actor.name: actor.type for actor in Case(text).table.actors()}[name] == kind


@pytest.mark.parametrize(
    ("form", "country"),
    [("the UK", "united-kingdom"), ("Britain", "united-kingdom"), ("the U.S.", "united-states"), ("Burma", "myanmar")],
)
def test_a_country_has_one_id_under_all_its_names(form: str, country: str) -> None:
    assert country in Case(f"The ministers met after {form} rejected the plan.").actors()


def test_a_country_carries_its_code() -> None:
    assert Case("Norway rejected the offer.").actors()["norway"].country == "NO"


@pytest.mark.parametrize(
    ("seat", "country"),
    [("Moscow", "russia"), ("Kyiv", "ukraine"), ("Washington", "united-states"), ("Paris", "france")],
)
def test_a_capital_that_acts_is_its_state(seat: str, country: str) -> None:
    assert Case(f"{seat} rejected the offer.").refer(seat) == country


def test_the_kremlin_is_russia() -> None:
    assert Case("The Kremlin rejected the offer.").refer("Kremlin") == "russia"


def test_a_capital_that_is_only_a_place_makes_no_actor() -> None:
    assert "sweden" not in Case("Mara Lindqvist met the editors in Stockholm.").actors()


def test_the_people_of_a_country_stand_for_it() -> None:
    assert Case("The Ukrainians rejected the offer.").refer("Ukrainians") == "ukraine"


def test_a_government_stands_for_its_country() -> None:
    assert Case("The Norwegian government rejected the offer.").refer("government") == "norway"


def test_members_of_a_body_act_for_it() -> None:
    assert Case("Nato members rejected the offer.").refer("members") == "nato"


def test_the_months_and_days_are_no_actors() -> None:
    assert list(Case("On Monday and again in June the talks failed.").actors()) == []


def test_a_law_is_no_actor() -> None:
    assert list(Case("The talks turned to the Clean Harbours Act.").actors()) == []


def test_an_adjective_of_a_country_is_no_actor() -> None:
    assert list(Case("The talks were about Russian gas.").actors()) == []


def test_a_report_speaks_for_its_author() -> None:
    case = Case("The Northern Fisheries Board met. The Northern Fisheries Board report warned of losses.")
    assert case.table.introduce(case.token("report")) == "northern-fisheries-board"


def test_an_unnamed_source_gets_an_id_of_its_article() -> None:
    case = Case("A senior official rejected the plan.")
    made = case.table.introduce(case.token("official"))
    assert made == f"senior-official-{case.article.info.id[-8:]}"


def test_the_same_description_is_the_same_unnamed_actor() -> None:
    case = Case("A senior official rejected the plan. The official wanted more time.")
    first, second = (case.table.introduce(case.token("official", n)) for n in (0, 1))
    assert first == second


def test_the_name_of_a_group_has_its_complement() -> None:
    case = Case("A coalition of the willing rejected the plan.")
    made = case.table.introduce(case.token("coalition"))
    assert made is not None
    assert case.actors()[made].name == "coalition of the willing"


def test_a_noun_of_number_counts_the_actor() -> None:
    case = Case("Dozens of fishermen rejected the plan.")
    made = case.table.introduce(case.token("Dozens"))
    assert made is not None
    assert case.actors()[made].name == "fishermen"


@pytest.mark.parametrize(("text", "word"), [("The winter was hard.", "winter"), ("Nobody came.", "Nobody")])
def test_what_can_not_act_is_not_introduced(text: str, word: str) -> None:
    case = Case(text)
    assert case.table.introduce(case.token(word)) is None


def test_an_unnamed_actor_appears_only_when_asked_for() -> None:
    assert list(Case("A senior official rejected the plan.").actors()) == []


def test_every_mention_stands_in_the_text() -> None:
    case = Case("Mara Lindqvist, the transport secretary, left. Ms Lindqvist said the minister would return.")
    for actor in case.table.actors():
        for mention in actor.mentions:
            assert case.article.text[mention.evidence.start : mention.evidence.end] == mention.evidence.exact


def test_each_mention_names_the_rule_that_merged_it() -> None:
    case = Case("Mara Lindqvist left. Ms Lindqvist said no.")
    rules = {m.evidence.exact: m.rule for m in case.actors()["mara-lindqvist"].mentions}
    assert rules == {
        "Mara Lindqvist": "full name",
        "Lindqvist": "title and surname",
        "Ms Lindqvist": "title and surname",
    }


def test_a_phrase_takes_title_and_determiner_in_and_leaves_clauses_out() -> None:
    case = Case("The senior official who left the talks rejected the plan.")
    first, last = case.table.phrase(case.token("official"))
    assert case.parse.slice(first, last) == "The senior official"


def test_both_conjuncts_are_referred_to() -> None:
    case = Case("Mara Lindqvist and Carl Berg rejected the plan.")
    assert case.table.refer_all(case.token("Mara")) == ["mara-lindqvist", "carl-berg"]


def test_every_body_represents_a_country_or_another_body() -> None:
    known = set(gazetteer().countries) | set(words().bodies) | {""}
    assert {body.represents for body in words().bodies.values()} <= known


def test_what_a_body_is_said_to_be_is_the_body() -> None:
    case = Case("NARWA, the UN agency for rivers, rejected the plan. The agency wants more time.")
    assert case.refer("agency", 1) == "narwa"


def test_the_place_that_a_report_is_sent_from_is_no_actor() -> None:
    case = Case("LEEDS, May 3 (Newswire) - Mara Lindqvist rejected the plan.")
    assert "leeds" not in case.actors()


def test_a_government_with_a_possessive_is_that_of_the_persons_country() -> None:
    case = Case("Norwegian Prime Minister Mara Lindqvist said her government would stay.")
    assert case.refer("government") == "norway"


def test_a_state_has_one_navy_under_both_names() -> None:
    case = Case("Norway's navy rejected the plan. The Norwegian navy wants more time.")
    assert case.refer("navy", 1) == case.refer("navy", 0)


def test_a_report_of_nobody_is_nobody() -> None:
    case = Case("A recent report said that it was wrong.")
    assert case.table.introduce(case.token("report")) is None


def test_a_post_speaks_for_who_wrote_it() -> None:
    case = Case("A post by an angry fisherman said that it was wrong.")
    made = case.table.introduce(case.token("post"))
    assert case.actors()[str(made)].name == "angry fisherman"


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("The Church of Zorism spoke. Zorism rejected it.", ["church-of-zorism"]),
        ("The Trade Department spoke. The Department of Trade said no.", ["department-of-trade"]),
        ("The Harbour Street Journal reported it. The Journal said no.", ["harbour-street-journal"]),
        ("The Select Committee on Ports met. The Ports committee said no.", ["select-committee-on-ports"]),
        ("HBC News reported it on Monday. It was seen on HBC.ca and on HBC.", ["hbc-news"]),
        ("North Korea spoke. The South rejected it.", ["north-korea", "south-korea"]),
    ],
)
def test_a_body_is_the_same_in_other_words(text: str, actors: list[str]) -> None:
    case = Case(text)
    for token in case.parse.tokens:
        case.table.refer(token.i)
    assert list(case.actors()) == actors


def test_a_site_such_as_a_company_is_the_company() -> None:
    case = Case("Other sites such as Volta.com rejected the plan.")
    assert case.refer("sites") == "volta"


def test_the_seat_of_a_body_that_the_article_names_acts_for_it() -> None:
    case = Case("The European Commission met. Brussels rejected the plan.")
    assert case.refer("Brussels") == "european-union"


def test_the_seat_of_a_body_that_nobody_names_is_a_capital() -> None:
    assert Case("Brussels rejected the plan.").refer("Brussels") == "belgium"


def test_a_regulator_is_no_person() -> None:
    case = Case("The regulator, Ofharbour, rejected the plan.")
    made = case.refer("Ofharbour")
    assert case.actors()[str(made)].type == "organization"


def test_a_quantity_is_part_of_how_the_article_words_a_group() -> None:
    case = Case("Some observers rejected the offer.")
    key = case.table.introduce(case.token("observers"))
    assert key is not None
    assert (case.actors()[key].name, case.actors()[key].aliases) == ("observers", ("Some observers",))


def test_a_legislature_that_acts_is_an_actor() -> None:
    assert "congress" in Case("Congress rejected the plan.").actors()


@pytest.mark.parametrize("text", ["He sold it to an East African nation.", "They flew to a Latin American country."])
def test_the_adjective_of_a_region_names_nobody(text: str) -> None:
    assert Case(text).actors() == {}


def test_south_african_is_no_adjective_of_a_region() -> None:
    case = Case("A South African minister, Carl Berg, spoke.")
    assert case.actors()["carl-berg"].represents == "south-africa"


def test_who_worked_on_a_report_is_no_actor() -> None:
    text = "Norway rejected the plan. (Reporting by Mara Lindqvist in Oslo; Editing by Carl Berg)"
    assert not {"mara-lindqvist", "carl-berg"} & Case(text).actors().keys()


def test_people_of_a_state_and_a_faith_are_a_group() -> None:
    assert Case("The Iraqi Yazidis rejected the plan.").actors()["iraqi-yazidis"].type == "group"


def test_words_for_ideas_are_no_actors() -> None:
    assert "islamophobia" not in Case("The mayor rejected Islamophobia.").actors()


def test_a_name_before_its_residents_is_a_place() -> None:
    case = Case("Officials told Flint residents to leave. The people of Flint rejected it.")
    assert "flint" not in case.actors() or case.actors()["flint"].type != "person"


def test_what_was_founded_is_a_body() -> None:
    assert Case("Mara Climate, founded by Carl Berg, met.").actors()["mara-climate"].type == "organization"
