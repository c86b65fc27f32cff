from __future__ import annotations

import pytest

from parsing import parse
from stakegraph.extract.reading.quotations import find_quotations


def quoted(text: str) -> list[str]:
    return [text[slice(*q.inner)] for q in find_quotations(parse(text))]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“We will stay,” she said.", ["We will stay,"]),
        ('"We will stay," she said.', ["We will stay,"]),
        ("''We will stay,'' she said.", ["We will stay,"]),
        ("‘We will stay,’ she said.", ["We will stay,"]),
        ("'We will stay,' she said.", ["We will stay,"]),
        ("«We will stay», she said.", ["We will stay"]),
    ],
)
def test_every_kind_of_mark_is_paired(text: str, inner: list[str]) -> None:
    assert quoted(text) == inner


@pytest.mark.parametrize(
    "text",
    [
        '“We will stay," she said.',
        '"We will stay,” she said.',
        "“We will stay,“ she said.",
        "”We will stay,” she said.",
    ],
)
def test_a_mark_of_another_shape_closes_at_the_end_of_a_word(text: str) -> None:
    assert quoted(text) == ["We will stay,"]


def test_a_mixed_pair_does_not_reach_into_the_next_quotation() -> None:
    assert quoted('“We will stay," she said. “They won\'t," he said.') == ["We will stay,", "They won't,"]


def test_a_quotation_in_marks_of_another_shape_does_not_close_the_one_around_it() -> None:
    assert quoted('“He said "no" twice,” she said.') == ['He said "no" twice,']


def test_two_sides_of_a_broken_quotation_are_two() -> None:
    assert quoted("“We will stay,” she said, “until the work is done.”") == ["We will stay,", "until the work is done."]


def test_an_apostrophe_is_no_mark() -> None:
    assert quoted("The miners’ union and the city’s mayor didn't agree.") == []


def test_an_apostrophe_inside_single_marks_does_not_close_them() -> None:
    assert quoted("He called it ‘the people’s choice’ on Monday.") == ["the people’s choice"]


def test_a_quotation_inside_a_quotation_is_not_its_own() -> None:
    assert quoted("“They told us ‘never again’ and left,” he said.") == ["They told us ‘never again’ and left,"]


def test_a_quotation_goes_on_over_paragraphs_that_open_it_again() -> None:
    text = "“The bridge is closed.\n\n“It will open in May,” she said."
    assert quoted(text) == ["The bridge is closed.", "It will open in May,"]


def test_a_lone_opening_mark_is_left_alone() -> None:
    assert quoted("The “mayor said the bridge was closed.\n\nIt rained.") == []


def test_ten_thousand_marks_end() -> None:
    assert len(find_quotations(parse('"' * 10_000 + " he said"))) <= 5_000


def test_ten_thousand_open_marks_end() -> None:
    assert find_quotations(parse("x " + "“a " * 10_000)) == []
