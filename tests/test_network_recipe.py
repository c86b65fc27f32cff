"""Units become networks by the formulas of discourse network analysis, written out here once more."""

from __future__ import annotations

from itertools import combinations
from math import sqrt
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding import unit, units
from stakegraph.errors import UsageError
from stakegraph.network import Filter, Recipe, Unit, Units, Window, build, build_slices

HEARING = units(
    unit("a1", "ann", "issue-tax", 1.0, "2025-01-01"),
    unit("a2", "ann", "issue-tax", 1.0, "2025-01-02"),
    unit("b3", "bob", "issue-tax", 1.0, "2025-02-01"),
    unit("b4", "bob", "issue-tax", -1.0, "2025-02-02"),
    unit("c5", "cid", "issue-road", -1.0),
    unit("c6", "ann", "issue-road", -1.0),
    unit("c7", "ann", "dan", None),
    zoe="Person",
)  # fmt: skip


def weights(graph: nx.Graph) -> dict[tuple[str, str], float]:
    return {(one, other): weight for one, other, weight in graph.edges(data="weight")}


# What nodes, edges and graphs say


def test_an_edge_of_a_one_mode_network_says_what_it_rests_on() -> None:
    assert build(HEARING, Recipe("congruence")).edges["ann", "bob"] == {
        "weight": 2.0,
        "units": 3,
        "articles": 2,
        "ids": ("a1", "a2", "b3"),
        "first": "2025-01-01",
        "last": "2025-02-01",
        "targets": ("issue-tax",),
    }


def test_an_edge_of_an_affiliation_has_the_sides_apart() -> None:
    assert build(HEARING, Recipe("affiliation")).edges["bob", "issue-tax"] == {
        "weight": 0.0,
        "units": 2,
        "articles": 1,
        "ids": ("b3", "b4"),
        "first": "2025-02-01",
        "last": "2025-02-02",
        "support": 1,
        "oppose": 1,
    }


def test_subtract_has_both_layers_beside_its_sign() -> None:
    disputed = units(*HEARING.items, unit("d8", "bob", "issue-road", 1.0))
    edge = build(disputed, Recipe("subtract")).edges["ann", "bob"]
    assert (edge["weight"], edge["sign"], edge["congruence"], edge["conflict"]) == (-1.0, -1, 2.0, 3.0)


def test_ties_that_cancel_out_are_none() -> None:
    assert weights(build(HEARING, Recipe("subtract"))) == {("ann", "cid"): 1.0}


def test_an_edge_of_a_direct_network_is_a_unit() -> None:
    graph = build(HEARING, Recipe("stance"))
    assert graph.number_of_edges() == 7
    assert graph.edges["ann", "dan", "c7"]["sign"] == 0
    assert graph.edges["bob", "issue-tax", "b4"]["date"] == "2025-02-02"


def test_fifty_parallel_edges_stay_fifty_and_are_one_tie_of_affiliation() -> None:
    many = units(*(unit(f"a{at:02}", "ann", "bob") for at in range(50)))
    assert build(many, Recipe("stance")).number_of_edges() == 50
    assert build(many, Recipe("affiliation")).edges["ann", "bob"]["weight"] == 50


def test_nodes_say_what_they_are_and_in_how_many_units() -> None:
    assert dict(build(HEARING, Recipe("congruence")).nodes(data=True)) == {
        "ann": {"label": "Ann", "type": "Person", "country": "", "units": 4},
        "bob": {"label": "Bob", "type": "Person", "country": "", "units": 2},
        "cid": {"label": "Cid", "type": "Person", "country": "", "units": 1},
    }


def test_a_network_says_what_made_it() -> None:
    recipe = Recipe("affiliation", Filter(confidence=0.5), "month", normalisation="activity", threshold=0.1)
    assert build(HEARING, recipe).graph == {
        "kind": "affiliation",
        "unit": "stance",
        "filter": "factuality=actual|planned; confidence>=0.5",
        "duplicates": "month",
        "aggregation": "subtract",
        "normalisation": "activity",
        "over": "actors",
        "threshold": 0.1,
        "isolates": "keep",
        "window": "none",
        "kernel": "none",
        "seed": "none",
        "units": 6,
        "units_in_data": 7,
        "articles": 3,
        "made_by": "stakegraph 0.1.0",
    }


def test_a_network_of_a_window_says_which() -> None:
    graphs = build_slices(HEARING, Recipe("congruence"), Window(1, "months", kernel="uniform", seed=3))
    assert [(graph.graph["start"], graph.graph["end"], graph.graph["units"]) for graph in graphs] == [
        ("2025-01-01", "2025-02-01", 2),
        ("2025-02-01", "2025-03-01", 2),
    ]
    facts = graphs[0].graph
    assert (facts["window"], facts["kernel"], facts["seed"], facts["undated"]) == ("1 month, step 1", "uniform", 3, 3)


# Which nodes and ties there are


@pytest.mark.parametrize(
    ("isolates", "nodes"), [("drop", "ann bob cid"), ("keep", "ann bob cid dan"), ("all", "ann bob cid dan zoe")]
)
def test_isolates_are_dropped_kept_or_taken_from_all_the_data(isolates: str, nodes: str) -> None:
    more = Units("stance", (*HEARING.items, unit("e9", "dan", "ann")), HEARING.nodes, HEARING.titles)
    assert sorted(build(more, Recipe("congruence", isolates=isolates))) == nodes.split()


def test_ties_below_the_threshold_are_left_out_whatever_their_sign() -> None:
    sides = [("ann", 1.0), ("bob", -1.0), ("cid", 1.0), ("cid", 1.0)]
    given_units = units(*(unit(f"a{at}", who, "issue-tax", side) for at, (who, side) in enumerate(sides)))
    assert weights(build(given_units, Recipe("subtract", threshold=2))) == {("ann", "cid"): 2.0, ("bob", "cid"): -2.0}


def test_speech_leaves_issues_out() -> None:
    said = units(unit("a1", "ann", "bob"), unit("a2", "ann", "issue-tax"), what="statement")
    assert list(build(said, Recipe("speech")).edges()) == [("ann", "bob")]


def test_over_issues_those_who_speak_about_both_tie_them() -> None:
    graph = build(HEARING, Recipe("cooccurrence", over="issues", filter=Filter(targets="issues")))
    assert weights(graph) == {("issue-road", "issue-tax"): 2.0}


@pytest.mark.parametrize("kind", ["stance", "affiliation", "cooccurrence", "congruence", "conflict", "subtract"])
def test_no_units_make_an_empty_network(kind: str) -> None:
    graph = build(units(), Recipe(kind))
    assert (len(graph), graph.graph["units"]) == (0, 0)


@pytest.mark.parametrize(
    ("recipe", "message"),
    [
        ({"kind": "friends"}, "kind of network 'friends' is unknown; use one of stance, event"),
        ({"kind": "stance", "normalisation": "cosine"}, "normalisation 'cosine' is not for stance; use one of none"),
        ({"kind": "affiliation", "normalisation": "jaccard"}, "use one of none, activity, prominence"),
        ({"kind": "congruence", "normalisation": "activity"}, "use one of none, average, jaccard, cosine, dna-cosine"),
        ({"kind": "congruence", "aggregation": "combine"}, "aggregation is for affiliation, not for congruence"),
        ({"kind": "affiliation", "aggregation": "add"}, "aggregation 'add' is unknown; use one of ignore, combine"),
        ({"kind": "affiliation", "over": "issues"}, "over issues is for cooccurrence, congruence"),
        ({"kind": "congruence", "threshold": float("nan")}, "threshold is nan; it must be 0 or more"),
    ],
)
def test_a_recipe_that_cannot_be_meant_is_refused(recipe: Any, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Recipe(**recipe)


def test_a_kind_is_made_of_its_units() -> None:
    with pytest.raises(UsageError, match="a network of kind event is made of events, not of stances"):
        build(HEARING, Recipe("event"))


# Scales and codes


def test_the_example_of_the_manual_adds_two_point_four() -> None:
    # i mentions j twice at -4 and i' three times at +2, on a scale from -5 to 5: 2 x 3 x (1 - 6/10).
    items = [unit(f"a{at}", "i", "issue-j", -4.0) for at in range(2)] + [
        unit(f"b{at}", "k", "issue-j", 2.0) for at in range(3)
    ]
    scaled = units(*items, scale=10.0)
    assert weights(build(scaled, Recipe("congruence"))) == {("i", "k"): pytest.approx(2.4)}
    assert weights(build(scaled, Recipe("conflict"))) == {("i", "k"): pytest.approx(3.6)}


def test_a_scale_on_which_all_say_the_same_is_no_division_by_nothing() -> None:
    # Fault k of the reference: one observed level gives 0/0.
    alike = units(unit("a1", "ann", "issue-tax", 3.0), unit("a2", "bob", "issue-tax", 3.0), scale=0.0)
    assert weights(build(alike, Recipe("congruence"))) == {("ann", "bob"): 1.0}
    assert weights(build(alike, Recipe("conflict"))) == {}


def test_subtract_on_a_scale_adds_the_values() -> None:
    # Fault e: under a kernel the reference adds the place of a level, not its value.
    scaled = units(
        unit("a1", "ann", "issue-tax", -4.0, "2025-01-02"),
        unit("a2", "ann", "issue-tax", 2.0, "2025-01-02"),
        scale=10.0,
    )
    assert weights(build(scaled, Recipe("affiliation"))) == {("ann", "issue-tax"): -2.0}
    window = Window(1, "days", kernel="uniform")
    assert weights(build_slices(scaled, Recipe("affiliation"), window)[0]) == {("ann", "issue-tax"): -1.0}


def test_combine_is_one_for_two_against_three_for_both() -> None:
    graph = build(HEARING, Recipe("affiliation", aggregation="combine"))
    assert weights(graph) == {
        ("ann", "issue-road"): 2.0, ("ann", "issue-tax"): 1.0, ("bob", "issue-tax"): 3.0, ("cid", "issue-road"): 2.0,
    }  # fmt: skip


def test_combine_on_a_scale_has_a_bit_for_each_level() -> None:
    levels = [("ann", -4.0), ("ann", 2.0), ("bob", 0.0)]
    scaled = units(*(unit(f"a{at}", who, "issue-tax", level) for at, (who, level) in enumerate(levels)), scale=6.0)
    assert weights(build(scaled, Recipe("affiliation", aggregation="combine"))) == {
        ("ann", "issue-tax"): 5.0,
        ("bob", "issue-tax"): 2.0,
    }


def test_prominence_divides_by_what_all_say_on_the_target_combined_too() -> None:
    # Fault j: the reference takes rows for columns there.
    graph = build(HEARING, Recipe("affiliation", aggregation="combine", normalisation="prominence"))
    assert weights(graph) == {
        ("ann", "issue-road"): 1.0, ("ann", "issue-tax"): 0.25, ("bob", "issue-tax"): 0.75, ("cid", "issue-road"): 1.0,
    }  # fmt: skip


# Kernels


@pytest.mark.parametrize("norm", ["none", "average", "jaccard", "cosine", "dna-cosine"])
def test_under_a_kernel_the_normalisation_is_the_one_asked_for(norm: str) -> None:
    # Fault e: the reference takes another average in silence, and fills the diagonal.
    items = [unit("a1", "ann", "issue-tax", 1.0, "2025-01-02"), unit("a2", "bob", "issue-tax", 1.0, "2025-01-02")]
    graph = build_slices(units(*items), Recipe("congruence", normalisation=norm), Window(1, "days", kernel="uniform"))[
        0
    ]
    # x = sqrt(1/2) each, so that the pair weighs sqrt(1/2 x 1/2).
    x = sqrt(0.5)
    expected = {"none": 0.5, "average": 0.5 / x, "jaccard": 1.0, "cosine": 1.0, "dna-cosine": 1.0}[norm]
    assert weights(graph) == {("ann", "bob"): pytest.approx(expected)}
    assert nx.number_of_selfloops(graph) == 0


def test_a_pair_of_units_weighs_the_root_of_both() -> None:
    items = [unit("a1", "ann", "issue-tax", 1.0, "2025-01-01"), unit("a2", "bob", "issue-tax", 1.0, "2025-01-02")]
    graph = build_slices(units(*items), Recipe("congruence"), Window(3, "days", kernel="triangular"))[0]
    # u is -2/3 and 0, so that the triangle gives 1/3 and 1.
    assert weights(graph) == {("ann", "bob"): pytest.approx(sqrt(1 / 3))}


# The formulas, over everything

actors = st.sampled_from(["ann", "bob", "cid", "dee"])
targets = st.sampled_from(["issue-tax", "issue-road", "issue-dam"])
debates = st.lists(st.tuples(actors, targets, st.sampled_from([-1.0, 1.0, None])), max_size=25).map(
    lambda items: units(*(unit(f"a{at:02}", *item) for at, item in enumerate(items)))
)
scaled_debates = st.lists(st.tuples(actors, targets, st.integers(-5, 5).map(float)), max_size=15).map(
    lambda items: units(*(unit(f"a{at:02}", *item) for at, item in enumerate(items)), scale=10.0)
)


def by_hand(items: tuple[Unit, ...], pair: tuple[str, str], kind: str, scale: float) -> float:
    """Sum over all pairs of units, which is what the formulas say."""
    total = 0.0
    for one in items:
        for other in items:
            if (one.actor, other.actor) != pair or one.target != other.target:
                continue
            if kind == "cooccurrence":
                total += 1
            elif one.level is not None and other.level is not None:
                apart = abs(one.level - other.level) / scale
                total += {"congruence": 1 - apart, "conflict": apart, "subtract": 1 - 2 * apart}[kind]
    return total


@given(debates | scaled_debates, st.sampled_from(["cooccurrence", "congruence", "conflict", "subtract"]))
def test_one_mode_networks_are_sums_over_all_pairs_of_units(debate: Units, kind: str) -> None:
    found = weights(build(debate, Recipe(kind)))
    names = sorted({one.actor for one in debate.items})
    expected = {pair: by_hand(debate.items, pair, kind, debate.scale) for pair in combinations(names, 2)}
    for pair, weight in expected.items():
        assert found.get(pair, 0.0) == pytest.approx(weight, abs=1e-9)
    assert set(found) <= set(expected)


@given(
    debates,
    st.sampled_from(["average", "jaccard", "cosine", "dna-cosine"]),
    st.sampled_from(["congruence", "conflict"]),
)
def test_normalisations_divide_by_what_their_formulas_say(debate: Units, norm: str, kind: str) -> None:
    x: dict[str, dict[tuple[str, float], int]] = {}
    for one in debate.items:
        if one.level is not None:
            row = x.setdefault(one.actor, {})
            row[one.target, one.level] = row.get((one.target, one.level), 0) + 1
    plain, found = (weights(build(debate, Recipe(kind, normalisation=name))) for name in ("none", norm))
    assert set(plain) == set(found)
    for (i, k), weight in plain.items():
        alone = sum(n for key, n in x[i].items() if key not in x[k]) + sum(
            n for key, n in x[k].items() if key not in x[i]
        )
        norms = {
            "average": (sum(x[i].values()) + sum(x[k].values())) / 2,
            "jaccard": alone + sum(n * x[k].get(key, 0) for key, n in x[i].items()),
            "cosine": sqrt(sum(n * n for n in x[i].values())) * sqrt(sum(n * n for n in x[k].values())),
            "dna-cosine": sum(x[i].values()) * sum(x[k].values()),
        }
        assert found[i, k] == pytest.approx(weight / norms[norm])


@given(debates, st.sampled_from(["cooccurrence", "congruence"]))
def test_the_cosine_of_the_textbook_lies_between_zero_and_one(debate: Units, kind: str) -> None:
    assert all(
        0 < weight < 1 + 1e-9 for weight in weights(build(debate, Recipe(kind, normalisation="cosine"))).values()
    )


@given(debates, st.sampled_from(["ignore", "subtract"]), st.sampled_from(["activity", "prominence"]))
def test_two_mode_networks_are_sums_over_units(debate: Units, aggregation: str, norm: str) -> None:
    counted = [one for one in debate.items if aggregation == "ignore" or one.level is not None]
    found = weights(build(debate, Recipe("affiliation", aggregation=aggregation, normalisation=norm)))
    assert set(found) == {(one.actor, one.target) for one in counted}
    for (actor, target), weight in found.items():
        both = [one for one in counted if (one.actor, one.target) == (actor, target)]
        total = sum(1.0 if aggregation == "ignore" else one.level or 0.0 for one in both)
        size = sum(one.actor == actor if norm == "activity" else one.target == target for one in counted)
        assert weight == pytest.approx(total / size)


@given(debates, st.sampled_from(["cooccurrence", "congruence", "conflict", "subtract"]), st.permutations("abcd"))
def test_relabelling_changes_nothing_but_names(debate: Units, kind: str, letters: list[str]) -> None:
    new = dict(zip(["ann", "bob", "cid", "dee"], letters, strict=True))
    moved = units(*(unit(one.id, new[one.actor], one.target, one.level) for one in debate.items))
    before, after = (weights(build(given_units, Recipe(kind))) for given_units in (debate, moved))
    assert {frozenset((new[a], new[b])): w for (a, b), w in before.items()} == {
        frozenset(pair): w for pair, w in after.items()
    }


@given(debates)
def test_windows_without_a_kernel_share_the_units_out(debate: Units) -> None:
    dated = units(*(unit(one.id, one.actor, one.target, one.level, f"2025-{at % 12 + 1:02}-01")
                    for at, one in enumerate(debate.items)))  # fmt: skip
    graphs = build_slices(dated, Recipe("stance"), Window(1, "months"))
    ids = sorted(key for graph in graphs for *_, key in graph.edges(keys=True))
    assert ids == sorted(one.id for one in debate.items)
