"""What counts as said, and which mention says it; who the mention is, is the matter of test_coreference."""

from __future__ import annotations

import pytest

from extracting import drafts, said
from stakegraph.extract.statements.finding import OTHER_SIDE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The mayor said the bridge was safe.",
            [("mayor", "said", "the bridge was safe")],
        ),
        (
            "The mayor said that the bridge was safe.",
            [("mayor", "said", "the bridge was safe")],
        ),
        (
            "“The bridge is safe,” the mayor said.",
            [("mayor", "said", "The bridge is safe,")],
        ),
        (
            "“The bridge is safe,” said the mayor.",
            [("mayor", "said", "The bridge is safe,")],
        ),
        (
            "The mayor said: “The bridge is safe.”",
            [("mayor", "said", "The bridge is safe.")],
        ),
        (
            "The bridge is safe, the mayor said.",
            [("mayor", "said", "The bridge is safe")],
        ),
        (
            "According to the mayor, the bridge is safe.",
            [("mayor", "According to", "the bridge is safe")],
        ),
        (
            "The bridge is safe, according to the mayor.",
            [("mayor", "according to", "The bridge is safe")],
        ),
        (
            "“The bridge is safe,” the mayor said, “and it will stay open.”",
            [("mayor", "said", "The bridge is safe, … and it will stay open.")],
        ),
        (
            "“The bridge is safe,” the mayor said. “It will stay open.”",
            [("mayor", "said", "The bridge is safe,"), (None, None, "It will stay open.")],
        ),
        (
            "“The bridge is safe,” the mayor said. “It will stay open.” “We tested it twice.”",
            [
                ("mayor", "said", "The bridge is safe,"),
                (None, None, "It will stay open."),
                (None, None, "We tested it twice."),
            ],
        ),
        (
            "The mayor called the bridge a “death trap”.",
            [("mayor", "called", "the bridge a “death trap”")],
        ),
        (
            "The mayor dismissed the report as nonsense.",
            [("mayor", "dismissed", "the report as nonsense")],
        ),
        (
            "The mayor urged residents to stay at home.",
            [("mayor", "urged", "residents to stay at home")],
        ),
        (
            "The mayor condemned the press for its lies.",
            [("mayor", "condemned", "the press for its lies")],
        ),
        (
            "The mayor joked about moving to Chile.",
            [("mayor", "joked", "moving to Chile")],
        ),
        (
            "The mayor denied the allegation.",
            [],
        ),
        (
            "The mayor denied any part in the fraud.",
            [("mayor", "denied", "any part in the fraud")],
        ),
        (
            "The mayor said this year that cutbacks in the coal sector could cost 200 jobs.",
            [("mayor", "said", "cutbacks in the coal sector could cost 200 jobs")],
        ),
        (
            "The town did not complain when the mine brought jobs, an official said.",
            [("official", "said", "The town did not complain when the mine brought jobs")],
        ),
        (
            "The mayor attacked Ms Roy, hired as a clerk in May.",
            [],
        ),
        (
            "As The Times has reported, the bridge was closed.",
            [("Times", "reported", "the bridge was closed")],
        ),
        (
            "To save the bridge, Moss said, the council must act.",
            [("Moss", "said", "To save the bridge … the council must act")],
        ),
        (
            "Though the bridge is old, he said, replacing it would cost much more.",
            [("he", "said", "Though the bridge is old … replacing it would cost much more")],
        ),
        (
            "The mayor said that, if it rains, the bridge will be closed.",
            [("mayor", "said", "if it rains, the bridge will be closed")],
        ),
        (
            "The mayor blasted the town council during a debate on Monday.",
            [("mayor", "blasted", "the town council")],
        ),
        (
            "The bridge, as Moss noted, is closed.",
            [("Moss", "noted", "The bridge … is closed")],
        ),
        (
            "Tolls for lorries were 500 dollars every month, The Daily Post reports.",
            [("Post", "reports", "Tolls for lorries were 500 dollars every month")],
        ),
        (
            "Brandt called on the council to close the bridge.",
            [("Brandt", "called", "the council to close the bridge")],
        ),
        (
            "The mayor is worried that the council will not act.",
            [("mayor", "worried", "the council will not act")],
        ),
        (
            "The mayor criticized old deals such as the Northern Bridge Agreement.",
            [("mayor", "criticized", "old deals such as the Northern Bridge Agreement")],
        ),
        (
            "But conservationists worry that Mr. Brandt is selling off the old harbour.",
            [("conservationists", "worry", "Mr. Brandt is selling off the old harbour")],
        ),
        (
            "In the end, all agreed that the bridge would be late.",
            [("all", "agreed", "the bridge would be late")],
        ),
        (
            "The mayor vowed to rebuild the bridge.",
            [("mayor", "vowed", "to rebuild the bridge")],
        ),
        (
            "The bridge is old. It was closed in May.",
            [],
        ),
        (
            "We say the bridge is safe.",
            [],
        ),
    ],
)
def test_what_is_said_and_by_which_mention(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(text) == expected


def test_adding_goes_on_with_the_speaker_of_its_sentence() -> None:
    text = "The mayor said the bridge was safe, adding: “It will stay open.”"
    assert said(text)[-1] == ("mayor", "adding", "It will stay open.")


@pytest.mark.parametrize(
    "text",
    [
        "Anna Moss, chair of the harbour party, said the plan was dead.",
        "The letters have been lost, Anna Moss, the chair of the party, wrote in a memo.",
        "Anna Moss, who toured the harbour this week, tweeted, “The plan is dead.”",
        "Harbour delegate Anna Moss, wearing a hat covered in pins, said she was proud of the plan.",
        "Anna Moss, the lawyer of the port under former Mayor Roger Stone, has said the plan was dead.",
        "Anna Moss, for her part, has denied that the plan is dead.",
    ],
)
def test_the_name_before_an_aside_speaks(text: str) -> None:
    assert {source for source, _, _ in said(text)} <= {"Moss", "Anna"}


def test_the_noun_before_a_clause_between_dashes_speaks() -> None:
    text = "Some party members — whose views were once respected — suggested that the plan was dead."
    assert [who for who, *_ in said(text)] == ["members"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Continued Anna Moss: “So I think it is a real problem for the port.”", "Anna"),
        ("“The plan is dead and buried,” said Harbour delegate Anna Moss, angered that nobody came.", "Anna"),
    ],
)
def test_the_name_behind_its_cue_speaks(text: str, who: str) -> None:
    assert [source for source, *_ in said(text)] == [who]


def test_may_and_day_are_names_where_they_speak() -> None:
    assert [who for who, *_ in said("May said that the plan was dead. Officials in May said it was not.")] == [
        "May",
        "Officials",
    ]


def test_the_name_right_before_its_cue_is_no_apposition() -> None:
    text = "In a talk about the party nominee Carl Berg, President Anna Moss said she liked him."
    assert {who for who, *_ in said(text)} <= {"Anna", "Moss"}


def test_whoever_has_what_a_quotation_tells_need_not_say_it() -> None:
    text = "Anna Moss spoke. She added that voters have two choices: “You either leave or you fight.”"
    assert "voters" not in {who for who, *_ in said(text)}


def test_who_is_criticized_behind_a_comma_does_not_criticize() -> None:
    text = "It was milder than the words of her aides, who, on a call Friday, criticized Carl Berg for stealing data."
    assert [who for who, *_ in said(text)] == ["aides"]


def test_a_quotation_that_ends_in_one_within_it_belongs_to_the_verb_behind_it() -> None:
    text = "“She came to talk with us about, ‘What kind of help do you need?’” Moss explained."
    assert [who for who, *_ in said(text)] == ["Moss"]


def test_a_quotation_belongs_to_the_verb_right_before_it() -> None:
    text = "After Mayor Carl Berg mocked Bill Lund in a debate, Hillary shot back, “I could have stayed at home.”"
    assert said(text)[-1][:2] == ("Hillary", "shot")


def test_who_speaks_first_speaks_after_but() -> None:
    text = "Speaking Sunday on the radio, Carl Moss admitted that the name was wrong, but said he would go on."
    assert [who for who, *_ in said(text)] == ["Carl", "Carl"]


def test_a_day_beside_the_cue_is_no_speaker() -> None:
    text = "An official, speaking on the condition of anonymity, said Wednesday that the bridge “will fall.”"
    assert [who for who, *_ in said(text)] == ["official"]


def test_who_is_blamed_for_saying_something_says_it() -> None:
    text = "The mayor criticized the minister on Monday for saying that the bridge was safe."
    assert ("minister", "saying", "the bridge was safe") in said(text)


def test_the_group_of_a_speaker_is_no_speaker() -> None:
    text = "“The bridge is safe,” said Nora Quinn of the advocacy group Privacy Now."
    assert [who for who, *_ in said(text)] == ["Nora"]


def test_a_quotation_is_direct() -> None:
    (draft,) = drafts("“The bridge is safe,” the mayor said.")
    assert draft.manner == "direct"


def test_what_was_never_said_is_denied() -> None:
    (draft,) = drafts("The mayor never said that the bridge was safe.")
    assert draft.factuality == "denied"


def test_what_somebody_would_say_is_hypothetical() -> None:
    (draft,) = drafts("The mayor would say that the bridge is safe.")
    assert draft.factuality == "hypothetical"


@pytest.mark.parametrize(
    "text",
    [
        "She wrote the novel “The Bridge” in May.",
        "Ada Moss is a host of the daily show “So, That Has Happened.” Subscribe here.",
        "A law called “No Bridge For The Harbour” was passed.",
        "The ruling may be seen by some as a setback.",
        "The firm built a system to guarantee that each part is sound.",
    ],
)
def test_a_title_or_what_is_only_possible_or_ensured_is_no_statement(text: str) -> None:
    assert drafts(text) == []


def test_a_verb_that_no_list_knows_is_a_cue_beside_a_quotation() -> None:
    text = "“Close the bridge,” the letter reads."
    assert said(text) == [("letter", "reads", "Close the bridge,")]


def test_a_signed_quotation_belongs_to_its_signature() -> None:
    text = "“The bridge must stay open for all of us.” — Maria Rossi"
    assert [content for _, _, content in said(text)] == ["The bridge must stay open for all of us."]


def test_a_transcript_gives_each_paragraph_to_the_name_before_its_colon() -> None:
    text = "ROSSI: The bridge is safe for all of us.\n\nSILVA: Nobody here believes that."
    assert said(text) == [
        ("ROSSI", ":", "The bridge is safe for all of us."),
        ("SILVA", ":", "Nobody here believes that."),
    ]


def test_a_name_with_a_hyphen_speaks_in_a_transcript() -> None:
    text = "Rossi-Lund: The bridge is safe.\n\nSilva: Nobody believes that.\n\nRossi-Lund: Well, it is."
    assert [content for _, _, content in said(text)] == ["The bridge is safe.", "Nobody believes that.", "Well, it is."]


def test_a_list_of_names_with_colons_is_no_transcript() -> None:
    items = ["Rossi: Win the north of the country.", "Silva: Hold the coast.", "Moss: Wait for a miracle there."]
    text = "\n\nThe harbour is quiet on Mondays.\n\n".join(["", *items])
    assert said(text) == []


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Ada Moss: The Bridge Is Dead", ("Moss", ":", "The Bridge Is Dead")),
        ("Ada Moss: ‘You Can’t Win This Way.’", ("Moss", ":", "You Can’t Win This Way.")),
        ("Ada Moss To Voters In The Harbour: It Is Going To Be Fine", ("Moss", ":", "It Is Going To Be Fine")),
        ("Ada Moss Endorses Ted Silva: I Am ‘Horrified’ By Rossi", ("Moss", ":", "I Am ‘Horrified’ By Rossi")),
        ("Report: The Bridge Will Be Closed", (None, ":", "The Bridge Will Be Closed")),
        ("Moss Hid Debts From Public, Former Palace Doctor Says", ("Doctor", "Says", "Moss Hid Debts From Public")),
    ],
)
def test_a_headline_tells_what_somebody_says(headline: str, expected: tuple[str | None, str, str]) -> None:
    assert said(f"{headline}.\n\nThe harbour was quiet on Monday.") == [expected]


@pytest.mark.parametrize("headline", ["Opinion: The Bridge Is Dead", "Ada Moss: What You Need To Know", "Moss: A Life"])
def test_a_heading_before_a_colon_is_nobody_who_speaks(headline: str) -> None:
    assert said(f"{headline}.\n\nThe harbour was quiet on Monday.") == []


def test_a_verb_of_the_next_paragraph_is_no_cue_of_a_quotation() -> None:
    text = "“The bridge is safe,” Moss told the crowd. “Why don’t you cross it?”\n\nMeanwhile, Silva visited the port."
    assert [who for who, _, _ in said(text)] == ["Moss", None]


def test_the_two_sides_of_a_quotation_are_one_act_of_speech() -> None:
    first, second, third = drafts("“The bridge is safe,” Moss said. “It will stay open.” “We tested it.”")
    assert (second.rule, second.follows) == (OTHER_SIDE, first)
    assert third.rule == "follow-on quotation"


def test_a_side_of_a_word_or_two_only_opens_what_is_said() -> None:
    text = "“Look,” Moss said. “The bridge will stay open.” “We tested it.”"
    first, second = drafts(text)
    assert [text[start:end] for start, end in first.content] == ["Look,", "The bridge will stay open."]
    assert (second.rule, second.follows and second.follows.follows) == ("follow-on quotation", first)


@pytest.mark.parametrize("verb", ["dismissed as nonsense", "has rejected", "had denied"])
def test_who_will_not_have_a_claim_does_not_make_it(verb: str) -> None:
    found = said(f"Moss {verb} on Monday the accusations that the bridge was unsafe.")
    assert "Moss" not in {who for who, cue, _ in found if cue == "accusations"}


def test_what_is_unfair_to_say_nobody_says() -> None:
    assert said("It is unfair to label people as liars for having concerns about the bridge.") == []


def test_who_is_quoted_speaks_behind_a_colon() -> None:
    text = "The book quotes the engineer Ada Moss: “The bridge was never safe.”"
    assert said(text) == [("engineer", "quotes", "The bridge was never safe.")]


def test_a_participle_behind_a_relative_clause_goes_on_with_the_main_clause() -> None:
    text = "Moss wrote to the mayor, who had left on Monday, calling the bridge a “death trap.”"
    assert said(text) == [("Moss", "calling", "the bridge a “death trap.”")]


def test_a_place_that_somebody_is_based_in_does_not_speak() -> None:
    text = "“The bridge is safe and sound,” explained Los Angeles-based lawyer Edgar Silva."
    assert [who for who, _, _ in said(text)] == ["lawyer"]


def test_who_was_asked_did_not_ask() -> None:
    text = "“I do not know,” Moss told the paper in an interview when asked how it would end."
    assert ("asked", None) in [(cue, who) for who, cue, _ in said(text)]


def test_a_verb_of_blame_judges_with_a_quotation() -> None:
    assert said("Moss mocked the plan as a “farce.”") == [("Moss", "mocked", "the plan as a “farce.”")]


def test_a_clause_of_time_behind_as_is_no_judgement() -> None:
    text = "Moss criticized the mayor as he rallied his supporters."
    assert [content for _, _, content in said(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "The mayor must acknowledge that the bridge was never safe.",
        "The council should formally ask the mayor to close the bridge.",
        "Think of the old bridge and what became of it.",
    ],
)
def test_what_ought_to_be_said_is_no_statement(text: str) -> None:
    assert said(text) == []


def test_what_somebody_is_barred_from_saying_is_not_said() -> None:
    assert said("The law bars guards from claiming that the prison is full.") == []
