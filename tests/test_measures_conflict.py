"""Balance, camps and polarization agree with brute force over all divisions, and with published numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.bench_measures import exact
from conftest import require_shared
from stakegraph.errors import UsageError
from stakegraph.measures import frustration as module
from stakegraph.measures.balance import triangles
from stakegraph.measures.frustration import frustration
from stakegraph.measures.polarization import Polarization, polarization, sides
from stakegraph.measures.ties import alignment, positive_part, ties
from stakegraph.network import agreement, conflict, congruence

NAMES = "abcdefghijkl"
Division = frozenset[frozenset[str]]

weights = st.sampled_from([-2.0, -1.5, -1.0, 1.0, 1.0, 3.0])
signed = st.dictionaries(st.sampled_from(list(combinations(NAMES[:7], 2))), weights, max_size=16)


def network(pairs: dict[tuple[str, str], float]) -> Any:
    graph = nx.Graph()
    graph.add_weighted_edges_from((*pair, weight) for pair, weight in pairs.items())
    return graph


def planted(sides: dict[str, int], wrong: set[tuple[str, str]] = frozenset()) -> Any:  # type: ignore[assignment]
    """A complete network of camps, but for the ties that are ``wrong``."""
    return network(
        {
            (one, other): 1.0 if (sides[one] == sides[other]) != ((one, other) in wrong) else -1.0
            for one, other in combinations(sorted(sides), 2)
        }
    )


def divisions(nodes: list[str], camps: int) -> Iterator[Division]:
    for labels in product(range(camps), repeat=len(nodes)):
        groups = (frozenset(n for n, label in zip(nodes, labels, strict=True) if label == camp) for camp in set(labels))
        yield frozenset(groups)


def brute(pairs: dict[tuple[str, str], float], camps: int, *, weighted: bool) -> tuple[float, set[Division]]:
    """The least frustration over all divisions of the tied nodes, and the divisions that have it."""
    nodes = sorted({node for pair in pairs for node in pair})
    costs = {}
    for division in set(divisions(nodes, camps)):
        camp = {node: group for group in division for node in group}
        costs[division] = sum(
            abs(weight) if weighted else 1
            for (one, other), weight in pairs.items()
            if (camp[one] == camp[other]) == (weight < 0)
        )
    least = min(costs.values(), default=0)
    return least, {division for division, cost in costs.items() if cost == least}


@given(signed, st.booleans())
@settings(max_examples=60)
def test_the_frustration_index_is_the_least_over_all_divisions(
    pairs: dict[tuple[str, str], float], weighted: bool
) -> None:
    found = frustration(network(pairs), weighted=weighted, most=200)
    least, _ = brute(pairs, 2, weighted=weighted)
    assert [found.index, found.bound, found.exact] == pytest.approx([least, least, True])


@given(signed)
@settings(max_examples=30)
def test_all_divisions_into_two_camps_that_are_as_good_are_found(pairs: dict[tuple[str, str], float]) -> None:
    graph = network(pairs)
    for part in frustration(graph, most=200).parts:
        inside = {pair: weight for pair, weight in pairs.items() if set(pair) <= {n for c in part.camps for n in c}}
        assert part.complete
        assert {frozenset(map(frozenset, camps)) for camps in part.optima} == brute(inside, 2, weighted=False)[1]


@given(st.dictionaries(st.sampled_from(list(combinations(NAMES[:6], 2))), weights, max_size=12))
@settings(max_examples=20)
def test_three_camps_frustrate_the_least_that_three_can(pairs: dict[tuple[str, str], float]) -> None:
    found = frustration(network(pairs), camps=3)
    assert (found.index, found.exact) == (brute(pairs, 3, weighted=False)[0], True)


@pytest.mark.parametrize("seed", range(4))
def test_networks_of_twelve_are_solved_as_by_brute_force(seed: int) -> None:
    graph = nx.gnp_random_graph(12, 0.5, seed=seed)
    pairs = {(NAMES[a], NAMES[b]): (-1.0) ** ((a * b + seed) % 3) for a, b in graph.edges}
    found = frustration(network(pairs), most=500)
    least, _ = brute(pairs, 2, weighted=False)
    assert (found.index, found.exact) == (least, True)


@given(st.lists(st.booleans(), min_size=2, max_size=10))
def test_a_balanced_network_has_no_frustration(camps: list[bool]) -> None:
    graph = planted({NAMES[at]: side for at, side in enumerate(camps)})
    found = frustration(graph)
    assert (found.index, found.balance, found.frustrated) == (0, 1, ())


@given(signed, st.permutations(NAMES[:7]))
@settings(max_examples=30)
def test_other_names_change_no_frustration_and_no_polarization(
    pairs: dict[tuple[str, str], float], order: list[str]
) -> None:
    new = dict(zip(NAMES, order, strict=False))
    renamed = nx.relabel_nodes(network(pairs), new)
    assert frustration(renamed).index == frustration(network(pairs)).index
    one, other = polarization(renamed).value, polarization(network(pairs)).value
    assert one == (other if other is None else pytest.approx(other))


def test_the_ties_that_contradict_the_camps_are_named() -> None:
    graph = planted(dict.fromkeys("abcd", 0) | dict.fromkeys("efgh", 1), {("a", "b"), ("c", "g")})
    found = frustration(graph)
    assert (found.index, found.total, found.frustrated) == (2, 28, (("a", "b"), ("c", "g")))
    assert found.parts[0].camps == (tuple("abcd"), tuple("efgh"))
    assert found.balance == pytest.approx(1 - 4 / 28)


def test_camps_of_three_are_found() -> None:
    graph = planted(dict.fromkeys("abc", 0) | dict.fromkeys("def", 1) | dict.fromkeys("ghi", 2))
    assert frustration(graph).index > 0
    assert frustration(graph, camps=3).parts[0].camps == (tuple("abc"), tuple("def"), tuple("ghi"))


def test_parts_that_are_not_connected_have_camps_of_their_own() -> None:
    found = frustration(network({("a", "b"): 1, ("a", "c"): -1, ("x", "y"): -1}))
    assert [part.camps for part in found.parts] == [(("a", "b"), ("c",)), (("x",), ("y",))]


def test_few_optima_are_listed_and_many_are_not_said_to_be_all() -> None:
    ring = network({(NAMES[at], NAMES[(at + 1) % 8]): -1.0 if at == 0 else 1.0 for at in range(8)})
    found = frustration(ring, most=3)
    assert (found.index, len(found.parts[0].optima), found.parts[0].complete) == (1, 3, False)
    assert len(frustration(ring, most=8).parts[0].optima) == 8


def test_above_the_limit_a_heuristic_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = planted(dict.fromkeys("abcde", 0) | dict.fromkeys("fghij", 1), {("a", "b")})
    monkeypatch.setattr(module, "EXACT_NODES", 5)
    found = frustration(graph)
    assert (found.index, found.bound, found.exact) == (1, 1, True)
    worse = frustration(planted(dict.fromkeys("abcdefghij", 0), {(a, b) for a, b in combinations("abcde", 2)}))
    assert 0 < worse.bound <= worse.index


@pytest.mark.parametrize("graph", [nx.Graph(), nx.Graph([("a", "a")]), nx.MultiDiGraph()])
def test_nothing_is_frustrated_where_there_are_no_ties(graph: Any) -> None:
    found = frustration(graph)
    assert (found.index, found.total, found.parts, found.balance, found.exact) == (0, 0, (), None, True)


def test_a_single_node_and_one_sign_only_are_answered() -> None:
    graph = nx.Graph()
    graph.add_node("a")
    assert frustration(graph).parts == ()
    assert frustration(network({("a", "b"): 1, ("b", "c"): 1})).parts[0].camps == (("a", "b", "c"),)
    assert frustration(network(dict.fromkeys(combinations("abc", 2), -1.0))).index == 1


def test_fifty_parallel_edges_are_one_tie() -> None:
    graph = nx.MultiDiGraph([("a", "b", {"sign": -1})] * 50)
    assert ties(graph) == {("a", "b"): -50.0}
    assert frustration(graph).total == 1
    assert frustration(graph, weighted=True).total == 50


@pytest.mark.parametrize("measure", [frustration, polarization, triangles, sides])
@pytest.mark.parametrize("weight", [float("nan"), float("inf"), None])
def test_weights_that_are_no_number_are_refused(measure: Any, weight: Any) -> None:
    with pytest.raises(UsageError, match=r"tie of 'a' and 'b' has the weight .*; it must be a finite number"):
        measure(nx.Graph([("a", "b", {"weight": weight})]))


@pytest.mark.parametrize("measure", [frustration, polarization])
def test_one_camp_is_none(measure: Any) -> None:
    with pytest.raises(UsageError, match="there can't be 1 camps; use two or more"):
        measure(nx.Graph(), camps=1)


def best_fit(graph: Any) -> float | None:
    """Polarization as its distance from the ideal, over all divisions into two camps of near equal size."""
    known = sides(graph)
    nodes = sorted({node for pair in known for node in pair})
    size = (len(nodes) + 1) // 2
    agree, contradict = (sum(both[side] for both in known.values()) for side in (0, 1))
    if not (agree and contradict):
        return None
    within = sum(n * (n - 1) // 2 for n in (size, len(nodes) - size))
    between = len(nodes) * (len(nodes) - 1) // 2 - within
    fits = []
    for left in combinations(nodes, size):
        distance = 0.0
        for one, other in combinations(nodes, 2):
            same = (one in left) == (other in left)
            a, c = known.get((one, other), (0.0, 0.0))
            distance += abs(a - (agree / within if same else 0)) + abs(c - (0 if same else contradict / between))
        fits.append(1 - distance / (2 * (agree + contradict)))
    return max(fits)


@given(st.dictionaries(st.sampled_from(list(combinations(NAMES[:8], 2))), weights, min_size=3, max_size=20))
@settings(max_examples=40)
def test_polarization_is_the_best_fit_over_all_equal_divisions(pairs: dict[tuple[str, str], float]) -> None:
    graph = network(pairs)
    value, expected = polarization(graph).value, best_fit(graph)
    assert value is None or 0 <= value <= 1
    if expected is not None and (len({node for pair in pairs for node in pair}) > 2):
        assert value == pytest.approx(expected)


def test_a_hundred_actors_with_a_thousand_ties_are_solved_within_half_a_minute() -> None:
    seconds, _, proven = exact(0.2)
    assert proven
    assert seconds < 30


def test_two_camps_that_only_fight_each_other_are_wholly_polarized() -> None:
    graph = planted(dict.fromkeys("abcd", 0) | dict.fromkeys("efgh", 1))
    assert polarization(graph) == Polarization(1.0, (tuple("abcd"), tuple("efgh")))


@pytest.mark.parametrize("weight", [1.0, -1.0])
def test_where_all_agree_or_all_fight_there_is_no_polarization(weight: float) -> None:
    assert polarization(network(dict.fromkeys(combinations("abcd", 2), weight))).value is None


@pytest.fixture(scope="module")
def hearings() -> Any:
    """The statements of organizations on concepts in the sample of Discourse Network Analyzer."""
    query = (Path(__file__).parent / "data" / "dna_statements.sql").read_text(encoding="utf-8")
    with sqlite3.connect(f"file:{require_shared('gold', 'dna', 'sample.dna')}?mode=ro", uri=True) as database:
        rows = database.execute(query).fetchall()
    graph = nx.MultiDiGraph()
    for key, holder, concept, agrees in rows:
        graph.add_node(holder, type="Organization")
        graph.add_node(concept, type="Issue")
        graph.add_edge(holder, concept, id=str(key), sign=1 if agrees else -1, weight=1.0)
    return graph


def short(camps: tuple[tuple[str, ...], ...]) -> set[frozenset[str]]:
    names = {"Energy": "EEA", "Environmental": "EPA", "Alliance": "Alliance", "National": "Refiners", "U.S.": "PIRG"}
    return {frozenset(names.get(node.split()[0], node.split()[0]) for node in camp) for camp in camps}


OPPONENTS, SUPPORTERS = frozenset({"EEA", "Refiners", "Senate"}), frozenset({"Alliance", "EPA", "Sierra", "PIRG"})


def test_the_camps_of_the_sample_of_dna_are_the_real_coalitions(hearings: Any) -> None:
    network = alignment(hearings)
    found = frustration(network)
    assert (found.index, found.total) == (3, 18)
    optima = [short(camps) for camps in found.parts[0].optima]
    assert len(optima) == 2
    assert {OPPONENTS, SUPPORTERS} in optima
    weighted = frustration(network, weighted=True)
    assert (weighted.index, short(weighted.parts[0].camps)) == (
        13, {frozenset({"EEA", "Refiners"}), frozenset({"Alliance", "EPA", "Senate", "Sierra", "PIRG"})},
    )  # fmt: skip
    census = triangles(network)
    assert (census.three + census.one, census.total) == (16, 22)


def test_polarization_of_the_sample_of_dna_does_not_pick_the_camps_that_fit_worst(hearings: Any) -> None:
    counts = {node: hearings.out_degree(node) for node in hearings}
    network = alignment(hearings)
    for one, other, facts in network.edges(data=True):
        for side in ("support", "oppose"):
            facts[side] /= (counts[one] + counts[other]) / 2
    # The sums over both triangles are those that rDNA asserts and that were measured with it.
    assert 2 * sum(facts["support"] for *_, facts in network.edges(data=True)) == pytest.approx(25.802436)
    assert 2 * sum(facts["oppose"] for *_, facts in network.edges(data=True)) == pytest.approx(20.459418)
    assert short(polarization(network).camps) == {OPPONENTS, SUPPORTERS}


@given(signed)
def test_the_alignment_of_actors_is_their_congruence_less_their_conflict(pairs: dict[tuple[str, str], float]) -> None:
    stances = nx.MultiDiGraph()
    for number, ((one, other), weight) in enumerate(pairs.items()):
        stances.add_node(one, type="Person")
        stances.add_node(other.upper(), type="Issue")
        stances.add_edge(one, other.upper(), id=f"s{number}", sign=1 if weight > 0 else -1, weight=1.0)
    expected: dict[frozenset[str], float] = {}
    for layer, sign in ((congruence(stances), 1), (conflict(stances), -1)):
        for one, other, weight in layer.edges(data="weight"):
            pair = frozenset((one, other))
            expected[pair] = expected.get(pair, 0.0) + sign * weight
    assert {frozenset(edge[:2]): edge[2] for edge in alignment(stances).edges(data="weight")} == expected


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcdXY"), st.sampled_from([1, -1, 0])), max_size=25)
)
def test_the_positive_part_of_the_alignment_is_the_agreement_of_the_network(rows: list[tuple[str, str, int]]) -> None:
    stances = nx.MultiDiGraph()
    for number, (one, other, sign) in enumerate(rows):
        for node in (one, other):
            stances.add_node(node, type="Issue" if node.isupper() else "Person")
        stances.add_edge(one, other, id=f"s{number}", sign=sign, weight=1.0)
    found, expected = positive_part(alignment(stances)), agreement(stances)
    assert sorted(found) == sorted(expected)
    ours, theirs = (
        {frozenset(edge[:2]): edge[2] for edge in graph.edges(data="weight")} for graph in (found, expected)
    )
    assert ours == theirs
