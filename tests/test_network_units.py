"""Rows become units; filters, rules for duplicates and windows say which of them count, and how much."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding import unit, units
from factory import dam_annotation
from stakegraph.errors import GraphError, UsageError
from stakegraph.network import Filter, Node, Window, event_units, stance_units, statement_units, without_duplicates
from stakegraph.network.windows import DENSITIES, slices
from stakegraph.pipeline import coded_units
from stakegraph.store import OxigraphStore, memory_store

BASE = "https://w3id.org/stakegraph/"


@pytest.fixture(scope="module")
def dam() -> OxigraphStore:
    store = memory_store()
    store.add(dam_annotation())
    return store


# Units from rows


def test_stances_know_day_and_outlet_of_their_article_and_the_country_of_actors(dam: OxigraphStore) -> None:
    found = coded_units(dam, "stance")
    first = found.items[0]
    assert (first.actor, first.target, first.level) == (f"{BASE}actor/anna-berg", f"{BASE}issue/the-dam", -1.0)
    assert (first.day, first.outlet, first.quote) == (date(2025, 3, 7), "The Valley Post", "the dam is a mistake")
    assert found.nodes[f"{BASE}actor/northland"] == Node("Northland", "Country", "NO")
    assert found.titles[first.article] == "Dam dispute"


def test_events_have_the_day_on_which_they_happened(dam: OxigraphStore) -> None:
    found = coded_units(dam, "event")
    assert [(one.kind, one.level, one.day) for one in found.items] == [
        ("SANCTION", -1.0, date(2025, 3, 3)),
        ("SUPPORT", 1.0, date(2025, 3, 7)),
    ]


def test_statements_are_about_whom_and_what_they_mention_with_the_side_that_a_stance_on_them_takes(
    dam: OxigraphStore,
) -> None:
    found = coded_units(dam, "statement")
    assert [(one.actor, one.target, one.level) for one in found.items] == [
        (f"{BASE}actor/anna-berg", f"{BASE}issue/the-dam", -1.0),
        (f"{BASE}actor/ben-cole", f"{BASE}actor/anna-berg", -1.0),
    ]


def test_a_statement_about_something_that_it_does_not_mention_by_name_is_a_unit_by_its_stance() -> None:
    said: dict[str, str | None] = {
        "statement": "s", "speaker": "ann", "article": "a", "start": "0", "end": "9", "manner": "direct",
    }  # fmt: skip
    stance: dict[str, str | None] = {"stance": "t", "holder": "ann", "target": "tax", "polarity": "support"}
    mention: dict[str, str | None] = {"node": "bob", "article": "a", "start": "2", "end": "5"}
    later: dict[str, str | None] = {**mention, "node": "cid", "start": "9", "end": "12"}
    found = statement_units([said], mentions=[mention, later], stances=[stance], bases=[{"stance": "t", "basis": "s"}])
    assert [(one.target, one.level) for one in found.items] == [("bob", None), ("tax", 1.0)]


def test_what_speakers_say_of_themselves_is_no_unit() -> None:
    said: dict[str, str | None] = {"statement": "s", "speaker": "ann", "article": "a", "start": "0", "end": "9"}
    mention: dict[str, str | None] = {"node": "ann", "article": "a", "start": "2", "end": "5"}
    assert statement_units([said], mentions=[mention]).items == ()


def test_an_event_without_a_sign_takes_no_side() -> None:
    row = {"event": "e", "source": "us", "recipient": "ua", "type": "CONSULT", "sign": "0"}
    assert event_units([row]).items[0].level is None


def test_a_month_is_no_day() -> None:
    row = {"stance": "s", "holder": "ann", "target": "tax", "polarity": "support", "date": "2025-03"}
    assert stance_units([row]).items[0].day is None


def test_a_row_without_an_article_of_a_mention_is_refused() -> None:
    with pytest.raises(GraphError, match="a row has no 'article'"):
        statement_units([], mentions=[{"node": "ann", "start": "1", "end": "2"}])


def test_a_coded_unit_that_there_is_not_names_the_known_ones(dam: OxigraphStore) -> None:
    with pytest.raises(UsageError, match="coded unit 'claim' is unknown; use one of stance, event, statement"):
        coded_units(dam, "claim")


# Filters

DEBATE = units(
    unit("a1", "ann", "issue-tax", outlet="Post", kind="support", confidence=0.9, day="2025-01-10"),
    unit("a2", "bob", "issue-tax", -1.0, outlet="Post", kind="oppose", confidence=0.4, day="2025-02-10"),
    unit("b3", "ann", "bob", outlet="Times", kind="support", section="2", day="2025-03-10"),
    unit("c4", "cid", "issue-road", outlet="Times", kind="support", factuality="denied"),
)


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [
        (Filter(), "a1 a2 b3"),
        (Filter(include={"factuality": ("denied",)}), "c4"),
        (Filter(exclude={"factuality": ("planned",)}), "a1 a2 b3 c4"),
        (Filter(include={"actor": ("ANN",)}), "a1 b3"),
        (Filter(include={"actor": ("ann", "bob")}, exclude={"outlet": ("Times",)}), "a1 a2"),
        (Filter(include={"target": ("Bob",)}), "b3"),
        (Filter(exclude={"issue": ("issue-tax",)}), "b3"),
        (Filter(include={"article": ("Title a",)}), "a1 a2"),
        (Filter(include={"section": ("2",)}), "b3"),
        (Filter(include={"kind": ("oppose",)}), "a2"),
        (Filter(include={"target-type": ("issue",)}), "a1 a2"),
        (Filter(targets="issues"), "a1 a2"),
        (Filter(targets="actors"), "b3"),
        (Filter(confidence=0.5), "a1 b3"),
        (Filter(since=date(2025, 2, 10)), "a2 b3"),
        (Filter(until=date(2025, 2, 10)), "a1 a2"),
    ],
)
def test_a_filter_keeps_what_it_says(chosen: Filter, kept: str) -> None:
    assert [one.id for one in chosen.apply(DEBATE).items] == kept.split()


def test_filters_by_type_and_country_are_of_the_actor() -> None:
    found = units(unit("a1", "us", "ua"), unit("a2", "ua", "us"), us="Country", ua="Group")
    nodes = {"us": Node("US", "Country", "US"), "ua": Node("Ukraine", "Group", "UA")}
    given = type(found)(found.unit, found.items, nodes, found.titles)
    assert [one.id for one in Filter(include={"type": ("Country",)}).apply(given).items] == ["a1"]
    assert [one.id for one in Filter(exclude={"country": ("us",)}).apply(given).items] == ["a2"]


@pytest.mark.parametrize(
    ("include", "message"),
    [
        ({"actor": ("Anne",)}, "actor 'Anne' is unknown here; known are Ann, Bob, Cid"),
        ({"outlet": ("Globe",)}, "outlet 'Globe' is unknown here; known are Post, Times"),
        ({"country": ("FR",)}, "country 'FR' is unknown here; known are none"),
        (
            {"factuality": ("maybe",)},
            "factuality 'maybe' is unknown here; known are actual, planned, hypothetical, denied",
        ),
    ],
)
def test_an_unknown_value_names_the_known_ones(include: Any, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Filter(include=include).apply(DEBATE)


def test_of_many_known_values_the_nearest_are_named() -> None:
    many = units(*(unit(f"a{at}", f"actor{at:02}", "issue-tax") for at in range(20)))
    with pytest.raises(UsageError, match=r"known are Actor1.* and 12 more"):
        Filter(include={"actor": ("Actor1",)}).apply(many)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"include": {"colour": ("red",)}}, "filter field 'colour' is unknown; use one of actor, type"),
        ({"targets": "none"}, "targets 'none' is unknown; use one of all, issues, actors"),
        ({"confidence": 2.0}, "confidence is 2; it must lie between 0 and 1"),
        ({"since": date(2025, 2, 1), "until": date(2025, 1, 1)}, "since 2025-02-01 is after until 2025-01-01"),
    ],
)
def test_a_filter_that_cannot_be_meant_is_refused(wrong: Any, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Filter(**wrong)


# Duplicates


def kept_of(rule: str, *days: str, level: float = 1.0) -> list[str]:
    items = [unit(f"{chr(97 + at)}{at}", "ann", "tax", level, day=day) for at, day in enumerate(days)]
    return [one.id for one in without_duplicates(units(*items), rule).items]


@pytest.mark.parametrize(
    ("rule", "days", "kept"),
    [
        ("include", ("2020-01-06", "2020-01-06"), "a0 b1"),
        ("document", ("2020-01-06", "2020-01-06"), "a0 b1"),
        ("month", ("2020-01-06", "2020-01-31", "2020-02-01"), "a0 c2"),
        # Fault a of the reference, which compares the number of the month alone.
        ("month", ("2020-01-06", "2021-01-06"), "a0 b1"),
        ("week", ("2020-01-06", "2020-01-12", "2020-01-13"), "a0 c2"),
        ("week", ("2020-01-06", "2021-01-06"), "a0 b1"),
        # Fault b: a week is one of ISO 8601 wherever the program runs, also where the year turns within it.
        ("week", ("2024-12-30", "2025-01-05", "2025-12-31"), "a0 c2"),
        ("year", ("2020-01-06", "2020-12-31", "2021-01-06"), "a0 c2"),
        ("acrossrange", ("2020-01-06", "2021-01-06", ""), "a0"),
        ("week", ("", ""), "a0 b1"),
    ],
)
def test_the_same_counts_once_within_a_span(rule: str, days: tuple[str, ...], kept: str) -> None:
    assert kept_of(rule, *days) == kept.split()


def test_within_a_document_the_first_in_the_text_is_kept() -> None:
    twice = units(unit("a2", "ann", "tax", start=5, end=6), unit("a1", "ann", "tax", start=9, end=10))
    assert [one.id for one in without_duplicates(twice, "document").items] == ["a2"]


def test_who_says_the_opposite_does_not_say_the_same() -> None:
    both = units(unit("a1", "ann", "tax", 1.0), unit("a2", "ann", "tax", -1.0))
    assert len(without_duplicates(both, "document").items) == 2
    assert len(without_duplicates(both, "document", by_level=False).items) == 1


def test_levels_are_compared_by_value() -> None:
    # Fault c: the reference compares objects, and takes 1000 and 1000 for different.
    assert kept_of("acrossrange", "2020-01-06", "2020-01-06", level=1000.0) == ["a0"]


def test_an_unknown_rule_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="duplicates 'day' is unknown; use one of include, document, week"):
        without_duplicates(units(), "day")


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xy"), st.integers(0, 700)), max_size=20))
def test_wider_spans_keep_less_and_nothing_is_said_twice(given_units: list[tuple[str, str, int]]) -> None:
    start = date(2020, 1, 1)
    items = [
        unit(f"a{at}", actor, target, day=(start + timedelta(days)).isoformat())
        for at, (actor, target, days) in enumerate(given_units)
    ]
    counts = [
        len(without_duplicates(units(*items), rule).items) for rule in ("include", "month", "year", "acrossrange")
    ]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] == len({pair[:2] for pair in given_units})


# Windows and kernels


def cut(window: Window, *days: str) -> list[tuple[str, str, str]]:
    items = [unit(f"{chr(97 + at)}{at}", "ann", "tax", day=day) for at, day in enumerate(days)]
    return [
        (str(one.start), str(one.end), " ".join(found.id for found, _ in one.units))
        for one in slices(units(*items), window)
    ]


def test_windows_of_months_start_on_the_first_and_end_before_the_next() -> None:
    assert cut(Window(1, "months"), "2024-12-31", "2025-01-01", "2025-02-28") == [
        ("2024-12-01", "2025-01-01", "a0"),
        ("2025-01-01", "2025-02-01", "b1"),
        ("2025-02-01", "2025-03-01", "c2"),
    ]


def test_windows_move_by_their_step() -> None:
    assert cut(Window(2, "years", step=1), "2024-06-01", "2025-06-01") == [
        ("2024-01-01", "2026-01-01", "a0 b1"),
        ("2025-01-01", "2027-01-01", "b1"),
    ]


def test_weeks_start_on_monday_and_empty_ones_are_windows_too() -> None:
    assert cut(Window(1, "weeks"), "2025-01-01", "2025-01-15") == [
        ("2024-12-30", "2025-01-06", "a0"),
        ("2025-01-06", "2025-01-13", ""),
        ("2025-01-13", "2025-01-20", "b1"),
    ]


def test_windows_of_events_hold_so_many_units() -> None:
    assert cut(Window(2, "events", step=1), "2025-01-03", "2025-01-01", "2025-01-02") == [
        ("2025-01-01", "2025-01-03", "b1 c2"),
        ("2025-01-02", "2025-01-04", "c2 a0"),
    ]


def test_units_of_one_day_are_shuffled_by_the_seed_alone() -> None:
    # Fault l: the reference shuffles without a seed.
    days = ("2025-01-01",) * 8
    plain = cut(Window(8, "events"), *days)
    assert plain[0][2] == "a0 b1 c2 d3 e4 f5 g6 h7"
    assert cut(Window(8, "events", seed=1), *days) == cut(Window(8, "events", seed=1), *days) != plain


def test_units_without_a_day_are_in_no_window() -> None:
    assert cut(Window(1, "years"), "", "2025-06-01") == [("2025-01-01", "2026-01-01", "b1")]


def test_without_any_day_time_cannot_be_cut() -> None:
    with pytest.raises(UsageError, match="no unit has a day"):
        cut(Window(1, "years"), "")


def test_no_units_make_no_window() -> None:
    assert slices(units(), Window(1, "days")) == slices(units(), Window(3, "events")) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("month", "window 'month' is no number with a unit"),
        ("3 moons", "window unit 'moons' is unknown; use one of events, days, weeks"),
        ("0 days", "a window of 0 days with steps of 0 has no length"),
    ],
)
def test_a_window_that_cannot_be_meant_is_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Window.parse(text)


def test_a_kernel_needs_a_calendar() -> None:
    with pytest.raises(UsageError, match="kernel gaussian needs windows of days"):
        Window(3, "events", kernel="gaussian")


@pytest.mark.parametrize("kernel", DENSITIES)
def test_a_kernel_is_a_density_and_the_same_on_both_sides(kernel: str) -> None:
    # Fault d: the triangle of the reference rises from the middle, and reaches 2 on the left.
    density = DENSITIES[kernel]
    width = 1e-3
    assert sum(density(at * width) * width for at in range(-8000, 8001)) == pytest.approx(1, abs=1e-3)
    assert all(density(u) == density(-u) <= density(0) for u in (0.1, 0.5, 0.9, 1.5))


def test_a_kernel_weighs_by_the_distance_from_the_middle() -> None:
    items = [unit(f"a{day}", "ann", "tax", day=f"2025-01-{day:02}") for day in (1, 2, 3, 4, 5)]
    window = slices(units(*items), Window(5, "days", kernel="triangular"))[0]
    assert [(one.id, round(weight, 6)) for one, weight in window.units] == [
        ("a1", 0.2), ("a2", 0.6), ("a3", 1.0), ("a4", 0.6), ("a5", 0.2),
    ]  # fmt: skip


def test_the_gaussian_kernel_reaches_beyond_its_window() -> None:
    items = [unit("a1", "ann", "tax", day="2025-01-01"), unit("a2", "ann", "tax", day="2025-01-08")]
    found = slices(units(*items), Window(4, "days", kernel="gaussian"))
    assert [len(one.units) for one in found] == [2, 2]
    assert [len(one.units) for one in slices(units(*items), Window(4, "days", kernel="uniform"))] == [1, 1]
