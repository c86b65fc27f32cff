"""Null models keep what they must, intervals and reliability come out as theory has them, and seeds repeat them."""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stakegraph.errors import UsageError
from stakegraph.measures.balance import triangles
from stakegraph.measures.resampling import (
    bootstrap,
    coalition_stability,
    resampled,
    sign_support,
    split_half,
)
from stakegraph.measures.significance import (
    balance_test,
    descriptive,
    frustration_test,
    permutation_test,
    polarization_test,
    rewired,
    sign_shuffled,
    significance,
)

NODES = "abcdefgh"
signed = st.dictionaries(
    st.sampled_from(list(combinations(NODES, 2))), st.sampled_from([-2.0, -1.0, 1.0, 3.0]), max_size=20
)


def camps(size: int, wrong: int = 0) -> Any:
    """Two camps of ``size`` that only fight each other, with some ties of the wrong sign."""
    graph = nx.Graph()
    for number, (one, other) in enumerate(combinations([f"{side}{at}" for side in "ab" for at in range(size)], 2)):
        graph.add_edge(one, other, weight=(1.0 if one[0] == other[0] else -1.0) * (-1 if number < wrong else 1))
    return graph


def stances(rows: list[tuple[str, str, int]], articles: int = 3) -> Any:
    graph = nx.MultiDiGraph()
    for number, (holder, target, sign) in enumerate(rows):
        graph.add_node(holder, type="Person")
        graph.add_node(target, type="Issue" if target.isupper() else "Person")
        graph.add_edge(holder, target, id=f"s{number}", sign=sign, weight=1.0, article=f"article{number % articles}")
    return graph


def degrees(known: dict[tuple[str, str], float]) -> Counter[tuple[str, bool]]:
    return Counter((node, weight > 0) for pair, weight in known.items() for node in pair)


@given(signed, st.integers(0, 99))
def test_shuffled_signs_keep_pairs_and_weights(known: dict[tuple[str, str], float], seed: int) -> None:
    shuffled = sign_shuffled(known, random.Random(seed))
    assert (list(shuffled), sorted(shuffled.values())) == (list(known), sorted(known.values()))


@given(signed, st.integers(0, 99))
def test_rewiring_keeps_how_many_ties_of_each_sign_every_node_has(
    known: dict[tuple[str, str], float], seed: int
) -> None:
    made = rewired(known, random.Random(seed))
    assert degrees(made) == degrees(known)
    assert sorted(made.values()) == sorted(known.values())
    assert all(one < other for one, other in made)


def test_p_values_count_the_observation_as_one_of_the_draws() -> None:
    found = significance(1.0, lambda chance: 0.0, null="nothing", runs=19)
    assert (found.high, found.low, found.mean, found.z) == (0.05, 1.0, 0.0, None)
    assert significance(None, lambda chance: 0.0, null="nothing", runs=19).high is None


def test_p_values_of_noise_are_even() -> None:
    # Under the null model itself a p-value below 0.2 comes up in a fifth of all cases.
    chance = random.Random(5)
    values = [
        significance(chance.random(), lambda draw: draw.random(), null="unit", runs=39, seed=seed).high or 0.0
        for seed in range(300)
    ]
    assert sum(value <= 0.2 for value in values) / 300 == pytest.approx(0.2, abs=0.06)


def ladder() -> Any:
    """Two camps of twelve in which each has four friends, and four enemies in the other one."""
    graph = nx.Graph()
    for at in range(12):
        for step in (1, 2):
            for side in "ab":
                graph.add_edge(f"{side}{at}", f"{side}{(at + step) % 12}", weight=1.0)
            graph.add_edge(f"a{at}", f"b{(at + step) % 12}", weight=-1.0)
            graph.add_edge(f"b{at}", f"a{(at + step) % 12}", weight=-1.0)
    return graph


@pytest.mark.parametrize("null", ["signs", "rewire"])
def test_two_camps_are_more_balanced_than_chance(null: str) -> None:
    found = balance_test(ladder(), null=null, runs=199, seed=1)
    assert found.value == triangles(ladder()).balanced == 1
    assert (found.high, found.null, found.runs, found.seed) == (0.005, null, 199, 1)


def test_two_camps_have_less_frustration_and_more_polarization_than_chance() -> None:
    graph = camps(5, wrong=1)
    found = frustration_test(graph, runs=99)
    assert (found.value, found.low) == (1.0, 0.01)
    assert polarization_test(graph, runs=99).high == 0.01


def test_tests_say_the_same_again_with_the_same_seed_and_something_else_with_another() -> None:
    graph = camps(4, wrong=3)
    assert balance_test(graph, runs=50, seed=1) == balance_test(graph, runs=50, seed=1)
    assert balance_test(graph, runs=50, seed=1).mean != balance_test(graph, runs=50, seed=2).mean


@pytest.mark.parametrize("test", [balance_test, frustration_test, polarization_test])
def test_nothing_is_tested_where_there_is_nothing(test: Any) -> None:
    assert (test(nx.Graph(), runs=5).value, test(nx.Graph(), runs=5).high) == (None, None)


def test_an_unknown_null_model_and_no_runs_are_refused() -> None:
    with pytest.raises(UsageError, match="no null model 'chaos'; use one of signs, rewire"):
        permutation_test(nx.Graph(), lambda known: 0.0, null="chaos")
    with pytest.raises(UsageError, match="needs one run or more, not 0"):
        balance_test(nx.Graph(), runs=0)


def test_below_ten_actors_numbers_are_descriptive() -> None:
    assert descriptive(9) == "only 9 actors: the numbers describe these and say nothing about others"
    assert descriptive(10) is None


def test_a_bootstrap_draws_as_many_statements_as_there_are() -> None:
    network = stances([("a", "X", 1), ("b", "X", -1), ("c", "X", 1)])
    for made in resampled(network, runs=20):
        assert sum(weight for *_, weight in made.edges(data="weight")) == 3
        assert set(made) == set(network)


def test_articles_are_drawn_with_all_that_is_in_them() -> None:
    network = stances([("a", "X", 1), ("b", "X", -1), ("c", "X", 1), ("d", "X", 1)], articles=2)
    for made in resampled(network, unit="article", runs=20):
        weight = {holder: value for holder, _, value in made.edges(data="weight")}
        assert (weight.get("a"), weight.get("b")) == (weight.get("c"), weight.get("d"))


def test_intervals_of_a_count_are_those_of_the_binomial() -> None:
    # 40 of 100 statements are of one actor: the share drawn is binomial, 95 % of it between 30 and 50.
    network = stances([("a" if number < 40 else "b", "X", 1) for number in range(100)])
    found = bootstrap(network, {"degree": lambda graph: dict(graph.out_degree(weight="weight"))}, runs=1000, seed=2)
    interval = found["degree"]["a"]
    assert (interval.value, interval.defined) == (40.0, 1.0)
    assert [interval.low, interval.high] == pytest.approx([30, 50], abs=1.5)


def test_a_sign_that_rests_on_one_statement_is_less_sure_than_one_that_rests_on_many() -> None:
    network = stances([("a", "b", 1)] * 12 + [("c", "d", -1)])
    sure, unsure = sign_support(network, runs=400, seed=1)
    assert (sure.same, sure.opposite, sure.none) == (1.0, 0.0, 0.0)
    # It is drawn at all with probability 1 - (12/13)^13.
    assert unsure.same == pytest.approx(1 - (12 / 13) ** 13, abs=0.06)
    assert unsure.same + unsure.none == pytest.approx(1)


def test_coalitions_that_rest_on_much_are_stable() -> None:
    rows = [(holder, target, 1) for holder, target in [*combinations("abc", 2), *combinations("xyz", 2)]] * 20
    found = coalition_stability(stances(rows), runs=20)
    assert min(found.values()) > 0.95


def test_a_debate_that_repeats_itself_is_stable_from_few_statements() -> None:
    rows = [(holder, "X", 1 if holder in "abc" else -1) for _ in range(40) for holder in NODES]
    found, needed = split_half(stances(rows), runs=30, seed=1)
    assert [step.statements for step in found] == [40, 80, 120, 160, 200, 240, 280, 320]
    assert found[-1].reliability > 0.95
    assert needed is not None
    assert needed <= 80


def test_noise_needs_more_statements_than_there_are() -> None:
    chance = random.Random(1)
    rows = [(chance.choice(NODES), chance.choice("UVWXYZ"), chance.choice([1, -1])) for _ in range(60)]
    found, needed = split_half(stances(rows), runs=30, seed=1)
    assert found[-1].reliability < 0.5
    assert needed is None or needed > 60


@pytest.mark.parametrize("rows", [[], [("a", "X", 1)], [("a", "X", 1)] * 9])
def test_nothing_is_said_about_the_reliability_of_nothing(rows: list[tuple[str, str, int]]) -> None:
    assert split_half(stances(rows)) == ([], None)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("XY"), st.sampled_from([1, -1])), max_size=12))
@settings(max_examples=20)
def test_the_same_seed_draws_the_same(rows: list[tuple[str, str, int]]) -> None:
    network = stances(rows)
    one, other = ([sorted(made.edges(data="weight")) for made in resampled(network, runs=3, seed=9)] for _ in "12")
    assert one == other
    assert split_half(network, runs=3, seed=9) == split_half(network, runs=3, seed=9)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"unit": "word"}, "no unit 'word' to draw; use one of statement, article"),
        ({"runs": 0}, "one run or more, not 0"),
    ],
)
def test_draws_that_cannot_be_made_are_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        list(resampled(nx.MultiDiGraph(), **options))


def test_edges_without_an_id_cannot_be_drawn() -> None:
    with pytest.raises(UsageError, match="have no 'id', so that no statement can be drawn"):
        list(resampled(nx.MultiDiGraph([("a", "b")])))


def test_an_interval_has_a_level() -> None:
    with pytest.raises(UsageError, match="the level 95 is none of an interval"):
        bootstrap(nx.MultiDiGraph(), {}, level=95)


def test_reliability_is_what_spearman_and_brown_make_of_the_correlation() -> None:
    # Two statements of each of two pairs that always agree: halves correlate fully or not at all.
    found, _ = split_half(stances([("a", "X", 1), ("b", "X", -1)] * 30), steps=1, runs=20)
    assert found[0].reliability == pytest.approx(1.0)
    assert np.isclose(found[0].high, 1.0)
