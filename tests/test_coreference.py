"""Which pronouns and descriptions mean which actor; sentences of our own words."""

from __future__ import annotations

import pytest

from extracting import Case
from parsing import context


@pytest.mark.parametrize(
    ("text", "pronoun", "actor"),
    [
        ("Mara Lindqvist rejected it. She wants more time.", "She", "mara-lindqvist"),
        ("Carl Berg met Mara Lindqvist. He wants more time.", "He", "carl-berg"),
        ("Carl Berg met Mara Lindqvist. She wants more time.", "She", "mara-lindqvist"),
        ("Mr Okonjo met the press. His plan failed.", "His", "okonjo"),
        ("Norway rejected the plan because it wants more time.", "it", "norway"),
        ("The Harbour Workers Union lost its case.", "its", "harbour-workers-union"),
        ("House Republicans rejected it. They want more time.", "They", "house-republicans"),
    ],
)
def test_a_pronoun_means_the_nearest_prominent_actor_that_fits(text: str, pronoun: str, actor: str) -> None:
    assert Case(text).refer(pronoun) == actor


def test_the_object_is_not_the_subject_of_its_own_verb() -> None:
    assert Case("Anton Weiss left early. Carl Berg mocked him.").refer("him") == "anton-weiss"


def test_a_reflexive_may_be_the_subject() -> None:
    assert Case("Carl Berg blamed himself.").refer("himself") == "carl-berg"


def test_it_that_stands_for_nothing_is_open() -> None:
    assert Case("Norway waited. It is clear that the talks failed.").refer("It") is None


def test_the_first_person_is_the_speaker() -> None:
    assert Case("We reject the plan.").refer("We", speaker="norway") == "norway"


def test_the_first_person_without_a_speaker_is_open() -> None:
    assert Case("We reject the plan.").refer("We") is None


def test_the_second_person_is_open() -> None:
    assert Case("Mara Lindqvist spoke. You know the plan.").refer("You") is None


def test_a_pronoun_in_a_quotation_is_not_its_speaker() -> None:
    case = Case("Carl Berg met Anton Weiss. He rejected the plan.")
    assert case.refer("He", speaker="carl-berg") == "anton-weiss"


def test_a_relative_pronoun_means_its_antecedent() -> None:
    assert Case("Carl Berg, who left the talks, rejected the plan.").refer("who") == "carl-berg"


@pytest.mark.parametrize(
    ("text", "head", "actor"),
    [
        ("Transport secretary Ann Moss spoke. The transport secretary rejected it.", "secretary", "ann-moss"),
        ("Norwegian president Carl Berg met Polish president Jan Nowak. The Norwegian president left.",
         "president", "carl-berg"),
        ("Sen. Mara Lindqvist spoke. The senator rejected it.", "senator", "mara-lindqvist"),
        ("Carl Berg, an attorney for the union, spoke. The lawyer rejected it.", "lawyer", "carl-berg"),
        ("Carl Berg arrived by train. The prime minister rejected it.", "minister", "carl-berg"),
        ("The Senate Fisheries Committee met. The committee rejected it.", "committee", "senate-fisheries-committee"),
        ("The Senate Fisheries Committee met. A Senate panel rejected it.", "panel", "senate-fisheries-committee"),
        ("Norway hosted the talks. The country rejected it.", "country", "norway"),
    ],
)  # fmt: skip
def test_a_description_means_the_actor_that_it_fits(text: str, head: str, actor: str) -> None:
    assert Case(text).refer(head, -1) == actor


def test_the_vice_president_is_not_the_president() -> None:
    case = Case("Norwegian president Carl Berg met vice president Jan Nowak. The president rejected it.")
    assert case.refer("president", -1) == "carl-berg"


def test_an_indefinite_description_is_nobody_named() -> None:
    assert Case("Transport secretary Mara Lindqvist spoke. A secretary typed it.").refer("secretary", -1) is None


def test_the_role_in_a_headline_is_the_first_subject_of_the_text() -> None:
    case = Case("Senator rejects harbour plan\n\nSen. Mara Lindqvist rejected the plan on Monday.")
    assert case.refer("Senator") == "mara-lindqvist"


def test_who_is_set_off_beside_a_name_is_the_person() -> None:
    case = Case("The editors waited. Mara Lindqvist, of the Harbour Workers Union, rejected the plan.")
    assert case.refer("Mara") == "mara-lindqvist"


def test_the_subject_of_the_clause_above_comes_first() -> None:
    text = (
        "Anton Weiss spoke at length. His speech came after Carl Berg called the plan unsafe as he defended the port."
    )
    assert Case(text).refer("he") == "carl-berg"


def test_a_pronoun_in_an_opening_clause_looks_ahead() -> None:
    assert (
        Case("Anna Weiss spoke. When she worked in Leeds, Mara Lindqvist won the prize.").refer("she")
        == "mara-lindqvist"
    )


def test_an_unnamed_person_can_be_meant_by_a_pronoun() -> None:
    case = Case("Carl Berg visited the port. A fisherman rejected the plan. He said the fish had gone.")
    assert case.refer("He") == f"fisherman-{case.article.info.id[-8:]}"


def test_who_spoke_last_goes_on_speaking() -> None:
    assert Case("Carl Berg said Anton Weiss had left. He said the talks would go on.").refer("He") == "carl-berg"


def test_a_rival_does_not_speak_for_a_person() -> None:
    case = Case("Carl Berg, a rival of Mara Lindqvist, spoke.")
    assert case.actors()["carl-berg"].represents is None


@pytest.mark.parametrize(
    ("head", "actor"), [("minister", "martin-okafor"), ("president", "luc-renard"), ("leader", "luc-renard")]
)
def test_an_office_means_the_only_person_who_can_hold_it(head: str, actor: str) -> None:
    case = Case(
        "Sir Martin Okafor and Luc Renard met in Geneva. The prime minister offered troops, and the French president "
        "offered ships. Critics mocked the French leader."
    )
    assert case.refer(head) == actor


def test_a_counterpart_has_the_office_of_the_other() -> None:
    text = "John Moor, the British trade secretary, met Pat Ruiz, his Mexican counterpart."
    assert Case(f"{text} The Mexican trade secretary said that it went well.").refer("secretary", 1) == "pat-ruiz"


def test_a_retired_general_is_the_subject_of_the_sentence_before() -> None:
    case = Case("Anton Brandt, the envoy to Chad, spoke on Monday. The retired general said that the talks had failed.")
    assert case.refer("general") == "anton-brandt"


def test_the_leaders_are_those_of_the_body_named_before() -> None:
    assert Case("Nato leaders met on Friday. The leaders agreed a plan.").refer("leaders", 1) == "nato"


@pytest.mark.parametrize(
    ("text", "head", "actor"),
    [
        ("A Harbour Party spokesperson said that it was wrong.", "spokesperson", "harbour-party"),
        ("A spokesman for the Harbour Party said that it was wrong.", "spokesman", "harbour-party"),
        ("The Home Office rejected the claim. A spokesman said that it was wrong.", "spokesman", "home-office"),
    ],
)
def test_an_unnamed_spokesperson_is_the_body_spoken_for(text: str, head: str, actor: str) -> None:
    case = Case(text)
    assert case.table.introduce(case.token(head)) == actor


def test_a_spokesman_of_no_body_is_unnamed() -> None:
    case = Case("Mara Lindqvist rejected the claim. A spokesman said that it was wrong.")
    found = case.table.introduce(case.token("spokesman"))
    assert case.actors()[str(found)].name == "spokesman"


def test_it_goes_on_meaning_what_it_meant_before() -> None:
    case = Case("Norway rejected the plan. It wanted more time. Without more time, it said, the talks would fail.")
    assert case.refer("it") == "norway"


def test_who_leads_a_council_may_be_of_a_party() -> None:
    case = Case(
        "Carl Berg, the trade minister, spoke. Westford City Council leader Ivo Brandt complained. "
        "The Labour politician said that it was wrong."
    )
    assert case.refer("politician") == "ivo-brandt"


def test_an_office_of_another_place_is_not_who_was_just_named() -> None:
    case = Case("Alba Moreno spoke at the rally. The Indiana governor said that it was wrong.")
    assert case.refer("governor") is None


def test_the_news_site_is_the_medium_that_reported_before() -> None:
    case = Case("The Harbour Herald reported that the talks had failed. The news site said that nobody was there.")
    assert case.refer("site") == "harbour-herald"


def test_the_site_is_open_where_no_medium_reported() -> None:
    assert Case("The Harbour Herald closed. The site will become a school.").refer("site") is None


def test_a_grandmother_is_a_person() -> None:
    case = Case("Carl Berg left early. His grandmother said that he was ill.")
    found = case.table.introduce(case.token("grandmother"))
    assert case.actors()[str(found)].type == "person"


def test_the_figures_of_a_body_speak_for_it() -> None:
    case = Case("Home Office figures said that it was wrong.")
    assert case.table.introduce(case.token("figures")) == "home-office"


def test_a_new_aide_is_nobody_named() -> None:
    case = Case("Mara Lindqvist, a Norwegian aide, spoke. A Norwegian aide rejected the plan.")
    assert case.refer("aide", 1) is None


def test_the_aide_is_the_one_that_was_just_brought_in() -> None:
    case = Case("Mara Lindqvist, an adviser to Norway, spoke. An aide rejected the plan. The aide wanted more time.")
    found = case.table.introduce(case.token("aide", 1))
    assert case.actors()[str(found)].name == "aide"


def test_a_billionaire_is_the_subject_of_the_sentence_before() -> None:
    case = Case("Anton Brandt spoke on Monday. The billionaire developer said that the talks had failed.")
    assert case.refer("developer") == "anton-brandt"


@pytest.mark.parametrize(
    ("text", "head", "actor"),
    [
        ("The Ports Administration met. The agency rejected it.", "agency", "ports-administration"),
        ("The Harbour Herald wrote about it. The newspaper said no.", "newspaper", "harbour-herald"),
    ],
)
def test_a_body_is_taken_up_by_what_it_is(text: str, head: str, actor: str) -> None:
    assert Case(text).refer(head) == actor


def test_a_body_named_long_before_is_not_taken_up_by_another_word() -> None:
    assert Case("The Ports Administration met." + " It rained." * 6 + " The agency left.").refer("agency") is None


def test_who_reports_what_others_do_goes_on_speaking() -> None:
    case = Case("Carl Berg spoke. He suggested that Anton Weiss had left the talks. “It will fail,” he said.")
    assert case.refer("he", -1) == "carl-berg"


def test_the_man_in_a_headline_who_claims_something_is_the_first_subject_of_the_text() -> None:
    case = Case("Norwegian woman claims harbour plan failed\n\nMara Lindqvist rejected the plan on Monday.")
    assert case.refer("woman") == "mara-lindqvist"


def test_the_man_in_a_headline_who_does_something_is_open() -> None:
    case = Case("Norwegian man attacks minister\n\nMara Lindqvist was hurt on Monday.")
    assert case.refer("man") is None


def test_the_bureau_is_the_body_that_is_one_by_its_full_name() -> None:
    assert Case("The FBI met on Monday. The bureau rejected the plan.").refer("bureau") == "fbi"


def test_of_two_unnamed_aides_the_last_one_is_meant() -> None:
    case = Case("An aide spoke. A Norwegian aide left. The aide rejected the plan.")
    found = case.table.introduce(case.token("aide", 2))
    assert case.actors()[str(found)].name == "Norwegian aide"


@pytest.mark.parametrize(
    ("text", "head", "actor"),
    [
        ("Westford City Council met. A council spokesperson said no.", "spokesperson", "westford-city-council"),
        ("Norway spoke. A government spokesman said no.", "spokesman", "norway"),
        ("Kestrel Motors spoke. The Leeds-based automaker said no.", "automaker", "kestrel-motors"),
    ],
)
def test_a_body_is_taken_up_inside_a_description(text: str, head: str, actor: str) -> None:
    case = Case(text)
    assert case.table.introduce(case.token(head)) == actor


def test_a_government_is_open_between_two_states() -> None:
    case = Case("Norwegian ministers met. Poland left. A government spokesman said no.")
    found = case.table.introduce(case.token("spokesman"))
    assert case.actors()[str(found)].name == "government spokesman"


def test_what_a_body_is_stands_before_its_name() -> None:
    case = Case("Kestrel spoke. The advocacy group Harbour Now rejected it.")
    assert case.refer("group") == "harbour-now"


def test_a_company_is_not_the_group_that_was_named_last() -> None:
    case = Case("Facebook spoke. The advocacy group Harbour Now left. The company stayed.")
    assert case.refer("company") == "facebook"


@pytest.mark.parametrize(
    "text",
    [
        "Mara Moss spoke in Leeds. Ann Moss's presidential campaign rejected it.",
        "The Moss campaign waited. Ann Moss spoke. Her campaign rejected it.",
        "Ann Moss spoke. The Moss campaign rejected it.",
    ],
)
def test_the_campaign_of_a_person_has_one_name(text: str) -> None:
    assert Case(text).refer("campaign", -1) == "moss-campaign"


def test_a_campaign_speaks_for_who_runs() -> None:
    case = Case("Ann Moss spoke. The Moss campaign rejected it.")
    assert case.actors()["moss-campaign"].represents == "ann-moss"


def test_her_husband_is_the_man_of_her_surname() -> None:
    case = Case("John Moss left. Mary Moss waited. Her husband rejected it.")
    assert case.refer("husband") == "john-moss"


def test_the_husband_of_a_woman_alone_is_nobody_named() -> None:
    assert Case("John Berg left. Mary Moss waited. Her husband rejected it.").refer("husband") != "john-berg"


def test_a_former_office_is_that_of_who_left_it() -> None:
    case = Case("Former Gov. Carl Berg met Sen. Mara Lindqvist. The former Ohio governor rejected it.")
    assert case.refer("governor", -1) == "carl-berg"


def test_who_is_first_described_is_then_named() -> None:
    case = Case("A college professor rejected the plan.\n\nCarl Berg left the talks.")
    assert case.refer("professor") == "carl-berg"


def test_a_rival_may_be_the_senator_of_a_place() -> None:
    case = Case("Former candidate Carl Berg, who met Ann Moss, spoke. The Vermont senator rejected it.")
    assert case.refer("senator") == "carl-berg"


@pytest.mark.parametrize(
    ("text", "word", "form"),
    [
        ("Some observers rejected the plan.", "observers", "Some observers"),
        ("Hundreds of teachers rejected the plan.", "teachers", "Hundreds of teachers"),
        ("They praised groups supporting Norway.", "groups", "groups supporting Norway"),
        ("Workers across Norway rejected the plan.", "Workers", "Workers across Norway"),
        ("Carl Berg fiercely rebuked critics of the plan.", "critics", "critics of the plan"),
    ],
)
def test_a_description_is_whole(text: str, word: str, form: str) -> None:
    case = Case(text)
    key = str(case.table.introduce(case.token(word)))
    made = case.actors()[key]
    assert form in (made.name, *made.aliases)


def test_hosts_in_number_are_each_a_host() -> None:
    case = Case("In an interview with hosts Carl Berg and Ann Moss, he spoke. The host left.")
    assert case.refer("host") in ("carl-berg", "ann-moss")


def test_a_surname_begins_with_its_small_words() -> None:
    case = Case("Mayor Ursula van der Berg won. “It was close,” van der Berg said.")
    assert case.actors()["ursula-van-der-berg"].aliases == ("Mayor", "Mayor Ursula van der Berg", "van der Berg")
    assert case.refer("van", 1) == "ursula-van-der-berg"


def test_a_surname_is_that_of_the_headline() -> None:
    case = Case(
        "Mary Moss rejects the plan.\n\nMary Moss spoke. Former mayor John Moss and Carl Berg waited. Moss left."
    )
    assert case.refer("Moss", -1) == "mary-moss"


def test_what_says_behind_a_comma_is_no_apposition() -> None:
    case = Case("In talks with Carl Berg, the reporter said that the plan failed.")
    assert case.refer("reporter") != "carl-berg"


def test_who_was_he_once_is_not_she_after() -> None:
    case = Case("Mara Lindqvist waited. Okonjo rejected his own plan. He left. Then she left.")
    assert case.refer("she") == "mara-lindqvist"


@pytest.mark.parametrize(
    ("text", "head", "actor"),
    [
        ("The Municipality of Livorno met. The city rejected it.", "city", "municipality-of-livorno"),
        ("Kestrel Media waits. Kestrel Media's tracker shows it.", "tracker", "kestrel-media"),
        ("A memo released by the Harbour Workers Union shows it.", "memo", "harbour-workers-union"),
    ],
)
def test_a_document_or_a_city_is_whose_it_is(text: str, head: str, actor: str) -> None:
    case = Case(text)
    assert case.table.introduce(case.token(head)) == actor


def test_the_campaign_is_the_one_that_was_named() -> None:
    case = Case("Ann Moss spoke. Ann Moss's campaign bought a ship. The campaign rejected it.")
    assert case.refer("campaign", -1) == "moss-campaign"


@pytest.mark.parametrize(
    ("text", "head", "actor"),
    [
        ("A company called Kestrel gave money. Kestrel left.", "company", "kestrel"),
        ("A farmer named Carl Berg rejected it.", "farmer", "carl-berg"),
    ],
)
def test_what_is_called_by_a_name_has_it(text: str, head: str, actor: str) -> None:
    assert Case(text).refer(head) == actor


@pytest.mark.parametrize(
    ("text", "head", "actor"),
    [
        ("Carl Berg left the stage. The 46-year-old smiled at the crowd.", "old", "carl-berg"),
        ("Carl Berg left the stage. The brash billionaire smiled at the crowd.", "billionaire", "carl-berg"),
        ("Carl Berg left the stage. The Texan smiled at the crowd.", "Texan", "carl-berg"),
        ("Carl Berg left the stage after his talk. The Republican smiled.", "Republican", "carl-berg"),
        ("Carl Berg spoke. His aide Anton Weiss said that the tycoon was tired.", "tycoon", "carl-berg"),
        ("Carl Berg spoke of tea. He took a swipe at the businessman.", "businessman", None),
        ("Carl Berg left the stage. The businessman who sold the town a ship smiled.", "businessman", None),
        ("Sen. Carl Berg left the stage. Anton Weiss is happy if he becomes the nominee.", "nominee", None),
        ("Nominee Carl Berg met Anton Weiss. Weiss was angry. “No,” the candidate said.", "candidate", "carl-berg"),
    ],
)
def test_an_epithet_means_whom_the_sentences_before_are_about(text: str, head: str, actor: str | None) -> None:
    assert Case(text).refer(head) == actor


def test_a_nominee_of_another_party_is_somebody_else() -> None:
    case = Case("Republican nominee Carl Berg met Mara Lindqvist. The Democratic nominee left early.")
    assert case.refer("nominee", 1) == "mara-lindqvist"


def test_what_tells_more_of_an_office_sets_nobody_apart() -> None:
    case = Case("President Carl Berg met his rival Mara Lindqvist. Lindqvist sang. The two-term president left.")
    assert case.refer("president") == "carl-berg"


def test_a_former_office_stays_one_in_the_role() -> None:
    assert Case("I saw former UN Ambassador Carl Berg.").actors()["carl-berg"].role == "former UN Ambassador"


@pytest.mark.parametrize(
    ("text", "head", "occurrence", "actor"),
    [
        ("Carl Berg published a report on Monday. The report found no plan.", "report", 1, "carl-berg"),
        ("A report by the Harbour Union came out. The report found no plan.", "report", 1, "harbour-union"),
        ("Tide Circle magazine held a poll. The magazine praised the plan.", "magazine", 1, "tide-circle"),
        ("The Harbour Post called on him. The left-leaning newspaper praised it.", "newspaper", 0, "harbour-post"),
    ],
)
def test_a_document_or_a_medium_is_taken_up(text: str, head: str, occurrence: int, actor: str) -> None:
    case = Case(text)
    assert case.table.introduce(case.token(head, occurrence)) == actor


def test_people_of_one_surname_are_a_group() -> None:
    actors = Case("Carl Berg met Mara Berg. The Bergs rejected the plan.").actors()
    assert actors["bergs"].type == "group"


def test_a_spokesman_for_somebody_is_not_that_person() -> None:
    assert Case("A spokesman for Mara Berg rejected the plan.").refer("spokesman") is None


def test_an_arabic_surname_is_taken_up() -> None:
    assert Case("I saw Karim al-Hadid there. Al-Hadid rejected the plan.").refer("Hadid", 1) == "karim-al-hadid"


def test_a_candidate_is_seldom_somebody_with_another_role() -> None:
    case = Case("Actor Anton Weiss mocked Carl Berg and his wife. The words of the candidate were strange.")
    assert case.refer("candidate") == "carl-berg"


def test_who_is_asked_speaks_next() -> None:
    case = Case("Last month, Anton Weiss asked Carl Berg whether he was ill. “Sure I am,” he said.")
    assert case.refer("he", 1) == "carl-berg"


def test_a_faction_and_what_it_is_are_one_actor() -> None:
    assert Case("The Islamic State extremist group took the town.").refer("group") == "islamic-state"


def test_a_role_that_nobody_had_before_is_not_that_of_somebody_named_later() -> None:
    text = "Carl Berg won. He was glad. It was hot. It rained. The board met. The mayor smiled. Mayor Anton Weiss left."
    assert Case(text).refer("mayor") != "anton-weiss"


def test_what_a_verb_is_done_to_is_not_its_subject() -> None:
    case = Case("The Harbour Union met the Harbour Board. It is destroying the name of the Harbour Board.")
    assert case.refer("It") == "harbour-union"


def test_who_is_given_a_reason_has_it() -> None:
    it = context("Anna Silva gave them reasons to reject the plan.")
    assert [it.parse.tokens[m.agents[0]].text for m in it.matches if m.predicate.lemma == "reject"] == ["them"]
