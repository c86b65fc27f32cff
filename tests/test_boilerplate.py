"""What is marked as no part of an article, and what must never be."""

from __future__ import annotations

import pytest

from conftest import require_shared
from stakegraph.boilerplate import body, mark, rules

STORY = "The mayor of Westport said on Friday that the harbour would close in the coming summer."
MORE = "The fishing union said it would fight the plan in court and called it a grave mistake."


def kept(*lines: str) -> list[str]:
    text = "\n\n".join(lines)
    return [line for start, end in body(text) for line in text[start:end].split("\n\n")]


@pytest.mark.parametrize(
    "line",
    [
        "ADVERTISEMENT",
        "- Advertisement -",
        "Article continues below",
        "Source link",
        "Read more: Harbour workers plan a strike",
        "READ MORE Harbour workers plan a strike",
        "Sign up for our daily newsletter",
        "Get the day's news straight to your inbox",
        "Please enter a valid email address",
        "We use cookies to improve your visit",
        "© 2025 The Valley Post",
        "Copyright 2025 The Valley Post. All rights reserved.",
        "12 shares",
        "3.4k Followers",
        "Share",
        "Follow us on Facebook",
        "The harbour in March (AP Photo/Ann Example)",
        "The harbour in March (Ann Example/PA)",
        "The harbour in March / PA Wire",
        "Photo: Ann Example",
        "Getty Images",
        "Reporting by Ann Example; Editing by Bo Sample",
        "(Reporting by Ann Example and Bo Sample; Editing by Cy Test)",
        "Your donation helps us to report from every harbour.",
    ],
)
def test_a_line_of_boilerplate_is_left_out(line: str) -> None:
    assert kept(STORY, line, MORE) == [STORY, MORE]


@pytest.mark.parametrize(
    "line",
    [
        "The mayor asked the residents to sign up for the new ferry, and many did.",
        "He shared the letter with reporters.",
        "“Your support helps us to keep the harbour open,” the union's leader told the crowd.",
        "The minister read more than one letter aloud.",
        "Related costs would be borne by the town, the mayor said.",
        "The union (backed by the port) said no.",
        "Copyright law does not cover the design, the court said.",
        "The photo by the mayor was widely shared.",
        "Reporting by the town to the ministry is late, he said.",
        "Advertisement revenue fell in March, the port said.",
        "What happens next",
        "The council has been contacted for comment.",
    ],
)
def test_a_line_of_the_article_is_kept(line: str) -> None:
    assert kept(STORY, line, MORE) == [STORY, line, MORE]


def test_an_appeal_is_left_out_from_its_head_to_its_end() -> None:
    appeal = ("Your support makes this work", "The Valley Post is read by all.", "Your support makes a difference.")
    assert kept("Harbour to close", *appeal, STORY) == ["Harbour to close", STORY]


def test_the_head_of_an_appeal_without_end_takes_nothing_with_it() -> None:
    lines = ("Your support makes this work", STORY, MORE)
    assert kept(*lines) == list(lines)


def test_links_under_a_head_are_left_out_up_to_the_next_sentence() -> None:
    assert kept(STORY, "Related Articles", "Harbour strike ends", "Port fees up", MORE) == [STORY, MORE]


def test_a_comment_form_takes_the_rest() -> None:
    assert kept(STORY, MORE, "LEAVE A REPLY", "Please enter your comment!", "I like the harbour.") == [STORY, MORE]


def test_the_head_of_a_comment_form_in_the_first_half_takes_nothing() -> None:
    lines = (STORY, "Join the discussion", MORE, STORY, MORE)
    assert kept(*lines) == list(lines)


def test_a_biography_is_left_out_at_the_foot_only() -> None:
    biography = "Ann Example is a reporter for The Valley Post. Follow her on Twitter: @example."
    assert kept(*[STORY] * 9, biography) == [STORY] * 9
    assert biography in kept(biography, *[STORY] * 9)


def test_offsets_are_those_of_the_text_with_its_line_ends() -> None:
    text = f"Harbour to close\r\n\r\nADVERTISEMENT\r\n\r\n{STORY}\r\n"
    assert [text[start:end] for start, end in body(text)] == ["Harbour to close", STORY]


def test_a_text_of_nothing_but_boilerplate_is_kept_whole() -> None:
    assert body("Share") == ((0, 5),)


def test_each_pattern_has_a_reason_and_a_known_scope() -> None:
    assert all(rule.reason and rule.scope in {"line", "foot", "list", "rest", "block"} for rule in rules())


def test_a_block_and_nothing_else_has_an_end() -> None:
    assert all((rule.scope == "block") == (rule.until is not None) for rule in rules())


def test_marking_a_long_line_takes_no_time() -> None:
    assert mark("a " * 200_000 + "(b" * 50_000) == []


def test_the_appeal_and_the_foot_of_the_seed_article_are_outside_its_body() -> None:
    path = require_shared("gold", "dev", "peacekeeping-plan.txt")
    text = path.read_bytes().decode()
    left = "\n".join(text[start:end] for start, end in body(text))
    assert not [name for name in ("The Independent", "Elon Musk", "Big Tech", "Latest Articles") if name in left]
    assert left.startswith(text.split("\n")[0])


def test_little_of_the_gold_articles_is_marked() -> None:
    for folder in ("dev", "claims"):
        for path in sorted(require_shared("gold", folder).glob("*.txt")):
            text = path.read_bytes().decode()
            lost = sum(found.end - found.start for found in mark(text))
            assert lost < 0.35 * len(text), path.name
