"""Change in time: windows, turns, sides and phases, on debates made by hand."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakegraph.errors import UsageError
from stakegraph.measures.change import (
    Distance,
    Flip,
    Standing,
    camp_sides,
    distances,
    flips,
    phases,
    side_changes,
    timeline,
)
from stakegraph.measures.windows import UNITS, window_of, windows

Rows = list[tuple[str, str, int, str]]


def debate(rows: Rows) -> Any:
    graph = nx.MultiDiGraph()
    for number, (holder, target, sign, day) in enumerate(rows):
        graph.add_node(holder, type="Person")
        graph.add_node(target, type="Issue" if target.isupper() else "Person")
        graph.add_edge(holder, target, f"s{number}", id=f"s{number}", sign=sign, weight=1.0, date=day)
    return graph


@pytest.mark.parametrize(
    ("day", "unit", "window"),
    [
        ("2024-12-30", "week", "2025-W01"),
        ("2021-01-03", "week", "2020-W53"),
        ("2026-05-03", "month", "2026-05"),
        ("2026-05-03T23:59:00+02:00", "day", "2026-05-03"),
        ("2026-12-31", "quarter", "2026-Q4"),
        ("2026-05-03", "year", "2026"),
        ("2026-05", "year", None),
        ("soon", "year", None),
        ("", "day", None),
    ],
)
def test_a_day_lies_in_a_window(day: str, unit: str, window: str | None) -> None:
    assert window_of(day, unit) == window


@given(st.dates(), st.dates(), st.sampled_from(UNITS))
def test_windows_sort_by_time(one: Any, other: Any, unit: str) -> None:
    first, second = sorted((one, other))
    before, after = (window_of(day.isoformat(), unit) for day in (first, second))
    assert before is not None
    assert after is not None
    if first.year > 999:
        assert before <= after


def test_the_same_month_of_another_year_is_another_window() -> None:
    found = windows(debate([("a", "X", 1, "2020-01-05"), ("a", "X", 1, "2021-01-05"), ("a", "X", 1, "")]), "month")
    assert {name: network.number_of_edges() for name, network in found.items()} == {"2020-01": 1, "2021-01": 1}
    assert found["2020-01"].nodes["X"] == {"type": "Issue"}


def test_an_unknown_window_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="no window 'decade'; use one of day, week, month, quarter, year"):
        window_of("2026-05-03", "decade")


def test_the_timeline_counts_for_and_against() -> None:
    rows = [("a", "X", sign, f"2026-05-{day:02}") for day, sign in enumerate((1, 1, -1, 0), 3)]
    found = timeline(debate(rows))
    assert found == [Standing("2026-05", "a", "X", support=2, oppose=1)]
    assert found[0].balance == pytest.approx(1 / 3)


def test_a_turn_is_found_where_the_sign_changes() -> None:
    rows = [
        ("a", "X", 1, "2026-05-01"),
        ("a", "X", 1, "2026-05-02"),
        ("a", "X", 1, "2026-05-03"),
        ("a", "X", -1, "2026-05-03"),
        ("a", "X", -1, "2026-05-09"),
        ("a", "Y", -1, "2026-05-10"),
        ("b", "X", 1, "2026-05-11"),
    ]
    assert flips(debate(rows)) == [Flip("a", "X", before="2026-05-02", after="2026-05-09", sign=-1)]


def test_an_actor_that_goes_over_is_found() -> None:
    def month(supporters: str, opponents: str, day: str) -> Rows:
        sides = [(holder, 1) for holder in supporters] + [(holder, -1) for holder in opponents]
        return [(holder, "X", sign, day) for holder, sign in sides]

    first, again = month("abcd", "xyz", "2026-01-05"), month("abc", "xyzd", "2026-02-05")
    found = side_changes(camp_sides(debate(first * 2 + again)))
    assert [(one.node, one.window, other.window) for one, other in found] == [("d", "2026-01", "2026-02")]


def test_without_two_camps_nobody_changes_sides() -> None:
    assert camp_sides(debate([("a", "X", 1, "2026-01-05"), ("b", "X", 1, "2026-01-05")])) == []
    assert camp_sides(nx.MultiDiGraph()) == []


def test_distances_of_windows() -> None:
    rows = [
        ("a", "X", 1, "2026-01-05"),
        ("b", "X", 1, "2026-01-05"),
        ("a", "X", -1, "2026-02-05"),
        ("c", "X", 1, "2026-02-05"),
    ]
    # |1 + 1| + 1 + 1 over 2 + 2; one pair of three in both; and that one is flipped.
    assert distances(debate(rows)) == [Distance("2026-01", "2026-02", 1.0, 1 - 1 / 3, 1.0)]


days = st.sampled_from(["2026-01-05", "2026-02-05", "2026-03-05"])
debates = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("XY"), st.sampled_from([1, -1]), days), max_size=9)


@given(debates)
def test_distances_lie_between_nothing_and_one(rows: Rows) -> None:
    for distance in distances(debate(rows)):
        assert 0 <= distance.weights <= 1
        assert 0 <= distance.pairs <= 1


def test_a_debate_that_breaks_has_two_phases() -> None:
    before = [(holder, "X", 1, f"2026-0{month}-05") for holder in "abc" for month in (1, 2, 3)]
    after = [(holder, "X", -1, f"2026-0{month}-05") for holder in "xyz" for month in (4, 5, 6)]
    odd = [(holder, "Y", 1, f"2026-0{month}-09") for month, holder in enumerate("abcxyz", 1)]
    found = phases(debate(before + after + odd))
    assert list(found.values()) == [1, 1, 1, 2, 2, 2]


@pytest.mark.parametrize("months", [0, 1, 2])
def test_fewer_than_three_windows_are_one_phase(months: int) -> None:
    rows = [("a", "X", (-1) ** month, f"2026-0{month}-05") for month in range(1, months + 1)]
    assert list(phases(debate(rows)).values()) == [1] * months


def test_windows_that_are_all_alike_are_one_phase() -> None:
    rows = [("a", "X", 1, f"2026-0{month}-05") for month in range(1, 6)]
    assert set(phases(debate(rows)).values()) == {1}
