from __future__ import annotations

import pytest

from parsing import context
from stakegraph.extract.reading.times import place_of, resolve, time_of

FRIDAY = "2025-03-07"


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("today", "2025-03-07"),
        ("yesterday", "2025-03-06"),
        ("tomorrow", "2025-03-08"),
        ("Thursday", "2025-03-06"),
        ("Friday", "2025-03-07"),
        ("last Friday", "2025-02-28"),
        ("next Monday", "2025-03-10"),
        ("last week", "2025-02-28"),
        ("next week", "2025-03-14"),
        ("5 February", "2025-02-05"),
        ("February 5, 2024", "2024-02-05"),
        ("31 February", None),
        ("recently", None),
        ("in May", None),
    ],
)
def test_a_time_is_resolved_against_the_day_of_publication(written: str, date: str | None) -> None:
    assert resolve(written, FRIDAY) == date


def test_without_a_day_of_publication_no_time_is_resolved() -> None:
    assert resolve("yesterday", None) is None


def root(text: str) -> tuple[tuple[str | None, str | None], str | None]:
    it = context(text, FRIDAY)
    verb = next(t.i for t in it.parse.tokens if t.dep == "root")
    return time_of(it, verb), place_of(it, verb)


def test_the_time_and_place_of_a_clause_are_its_own_words() -> None:
    assert root("The ministers met in Brussels on Thursday.") == (("Thursday", "2025-03-06"), "Brussels")


def test_a_clause_without_time_and_place_has_none() -> None:
    assert root("The ministers met.") == ((None, None), None)
