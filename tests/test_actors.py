"""Who the actors of an article are, and which phrases mean them; sentences of our own words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsing import article, pipeline
from stakegraph.extract.actors import ActorTable, find_actors
from stakegraph.extract.actorwords import plural, words
from stakegraph.extract.countries import gazetteer, seats
from stakegraph.extract.names import NameFinder
from stakegraph.extract.naming import two_syllables
from stakegraph.extract.roles import ahead
from stakegraph.model import Actor
from stakegraph.syntax import Parse


class Case:
    """An article with its actors, asked by the words of its text."""

    def __init__(self, text: str) -> None:
        self.article = article(text)
        self.parse: Parse = pipeline().parse(self.article)
        self.table: ActorTable = find_actors(self.article, self.parse, ())

    def token(self, word: str, occurrence: int = 0) -> int:
        return [t.i for t in self.parse.tokens if t.text == word][occurrence]

    def refer(self, word: str, occurrence: int = 0, speaker: str | None = None) -> str | None:
        return self.table.refer(self.token(word, occurrence), speaker)

    def actors(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.table.actors()}


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


def test_the_months_and_days_are_no_actors() -> None:
    assert list(Case("On Monday and again in June the talks failed.").actors()) == []


def test_a_law_is_no_actor() -> None:
    assert list(Case("The talks turned to the Clean Harbours Act.").actors()) == []


def test_the_party_of_a_lawmaker_is_no_part_of_the_name() -> None:
    assert list(Case("Sen. Mara Lindqvist (D-Ohio) rejected it.").actors()) == ["mara-lindqvist"]


def test_a_headline_in_title_case_gives_no_names_of_its_own() -> None:
    case = Case("Harbour Talks Collapse As Lindqvist Walks Out\n\nMara Lindqvist left the talks on Monday.")
    assert list(case.actors()) == ["mara-lindqvist"]


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


def test_names_of_countries_go_before_capitals() -> None:
    assert gazetteer().find("Mexico") is not None
    assert gazetteer().forms["Luxembourg"][1] == "name"


def test_every_seat_in_the_list_is_known() -> None:
    assert {seat for seat in seats() if gazetteer().find(seat) is None} == set()


def test_every_given_name_has_a_known_gender() -> None:
    assert set(words().given.values()) <= {"m", "f", ""}


def test_every_body_represents_a_country_or_another_body() -> None:
    known = set(gazetteer().countries) | set(words().bodies) | {""}
    assert {body.represents for body in words().bodies.values()} <= known


@pytest.mark.parametrize(("one", "many"), [("lady", "ladies"), ("boss", "bosses"), ("chairman", "chairmen")])
def test_plurals(one: str, many: str) -> None:
    assert plural(one) == many


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


def test_names_may_stand_between_a_role_and_its_bearer() -> None:
    case = Case("The executive director, Green Harbour Farms, Mara Lindqvist, rejected the plan.")
    assert case.actors()["mara-lindqvist"].role == "executive director, Green Harbour Farms"


def test_the_noun_before_a_role_is_part_of_it() -> None:
    case = Case("The panel met. It was unfair, panel Chairman Mara Lindqvist said.")
    assert case.actors()["mara-lindqvist"].role == "panel Chairman"


def test_a_legal_form_makes_no_second_company() -> None:
    case = Case("Volta Motors rejected the plan. A spokesman for Volta Motors Inc. said no.")
    assert [key for key in case.actors() if "volta" in key] == ["volta-motors"]


def test_an_honour_and_a_given_name_mean_the_person_named_in_full() -> None:
    case = Case("Dame Judith Holloway spoke first. Dame Judith said that the plan was bad.")
    assert case.actors()["judith-holloway"].aliases == ("Dame Judith", "Dame Judith Holloway", "Judith")


def test_a_name_said_to_be_a_company_is_no_person() -> None:
    case = Case("The navy signed a contract with Kestrel, a small security company, on Friday.")
    assert case.actors()["kestrel"].type == "organization"


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("This week Carla Stern's administration stopped the aid.", "stern-administration"),
        ("Erik Dahl, the Norwegian prime minister, spoke. This week Erik Dahl's administration stopped it.", "norway"),
    ],
)
def test_an_administration_is_the_state_that_its_owner_leads_or_a_body_of_his_name(text: str, actor: str) -> None:
    assert Case(text).refer("administration") == actor


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


def test_a_role_stands_before_a_comma_where_a_parser_ended_the_sentence() -> None:
    case = Case("The director, Blue Ridge Mills, Ibrahim Okoro, spoke.")
    parse = replace(case.parse, sentences=[(0, 3), (3, len(case.parse.tokens))])
    name = next(name for name in NameFinder(parse).find() if name.text == "Ibrahim Okoro")
    assert ahead(parse, name) == (1, 5, 1)


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


def test_the_office_before_a_name_is_the_person() -> None:
    case = Case("House Speaker Carl Berg rejected the plan.")
    assert {case.refer(word) for word in ("Speaker", "Berg")} == {"carl-berg"}


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


def test_an_acronym_that_the_article_spells_is_no_other_body() -> None:
    case = Case("The Coastal Inspection Agency met. The CIA rejected the plan.")
    assert case.refer("CIA") == "coastal-inspection-agency"


def test_a_name_that_only_modifies_others_is_no_actor() -> None:
    assert list(Case("Carl Berg spoke about U.S. summers.").actors()) == ["carl-berg"]


def test_a_title_in_quotation_marks_is_no_actor() -> None:
    assert list(Case("Carl Berg spoke on “Morning Harbour,” as he often does.").actors()) == ["carl-berg"]


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


def test_a_legislature_that_acts_is_an_actor() -> None:
    assert "congress" in Case("Congress rejected the plan.").actors()


def test_a_byline_ends_before_the_medium() -> None:
    assert "helen-berg" in Case("The story was told to Helen Berg BBC correspondents.").actors()


def test_a_state_tag_is_no_part_of_the_name_after_it() -> None:
    case = Case("He came from Lodi, N.J. Carl Berg left.")
    assert "carl-berg" in case.actors()


def test_the_fields_of_a_minister_are_no_actors() -> None:
    case = Case("The Minister of Employment, Workforce Development and Labour, Carl Berg, spoke.")
    assert list(case.actors()) == ["carl-berg"]


def test_a_word_before_a_listed_body_makes_it_another() -> None:
    assert Case("The American Red Cross met.").refer("Cross") == "american-red-cross"


def test_a_surname_is_no_body_of_that_name() -> None:
    assert Case("Ann Forbes spoke. Forbes rejected it.").refer("Forbes", -1) == "ann-forbes"


def test_who_signs_a_quotation_is_an_actor() -> None:
    case = Case('"The harbour drives the town."\n\n– Ann Lindqvist, CEO, Kestrel\n\nNorway left.')
    assert "ann-lindqvist" in case.actors()


@pytest.mark.parametrize("text", ["He sold it to an East African nation.", "They flew to a Latin American country."])
def test_the_adjective_of_a_region_names_nobody(text: str) -> None:
    assert Case(text).actors() == {}


def test_south_african_is_no_adjective_of_a_region() -> None:
    case = Case("A South African minister, Carl Berg, spoke.")
    assert case.actors()["carl-berg"].represents == "south-africa"


def test_who_worked_on_a_report_is_no_actor() -> None:
    text = "Norway rejected the plan. (Reporting by Mara Lindqvist in Oslo; Editing by Carl Berg)"
    assert not {"mara-lindqvist", "carl-berg"} & Case(text).actors().keys()


def test_small_words_stand_inside_a_title_in_quotation_marks() -> None:
    assert "rulers-of-the-harbour" not in Case("She starred in “Rulers of the Harbour” and left.").actors()


def test_people_of_a_state_and_a_faith_are_a_group() -> None:
    assert Case("The Iraqi Yazidis rejected the plan.").actors()["iraqi-yazidis"].type == "group"


def test_words_for_ideas_are_no_actors() -> None:
    assert "islamophobia" not in Case("The mayor rejected Islamophobia.").actors()


def test_a_role_with_hyphens_is_kept_whole() -> None:
    assert Case("We met Post Editor-in-Chief Carl Berg.").actors()["carl-berg"].role == "Editor-in-Chief"


def test_a_name_before_its_residents_is_a_place() -> None:
    case = Case("Officials told Flint residents to leave. The people of Flint rejected it.")
    assert "flint" not in case.actors() or case.actors()["flint"].type != "person"


def test_the_end_of_a_double_name_of_a_people_is_no_actor() -> None:
    assert not any(a.name.startswith("-") for a in Case("African-Americans rejected the plan.").table.actors())


def test_what_was_founded_is_a_body() -> None:
    assert Case("Mara Climate, founded by Carl Berg, met.").actors()["mara-climate"].type == "organization"
