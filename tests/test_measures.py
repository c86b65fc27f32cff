"""Measures agree with NetworkX, with counting by hand, and with what they must not depend on."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakegraph.errors import UsageError
from stakegraph.measures.balance import TriangleCensus, triangles
from stakegraph.measures.centrality import Strength, betweenness, closeness, layer, pagerank, strength
from stakegraph.measures.coalitions import coalitions

nodes = st.sampled_from("abcdefg")
signed_edges = st.lists(st.tuples(nodes, nodes, st.sampled_from([-1, 0, 1])), max_size=30)


def multigraph(edges: list[tuple[str, str, int]]) -> Any:
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(sorted({node for edge in edges for node in edge[:2]}))
    for source, target, sign in edges:
        graph.add_edge(source, target, sign=sign, weight=1.0)
    return graph


def test_strength_tells_direction_and_sign_apart() -> None:
    graph = multigraph([("a", "b", 1), ("a", "b", 1), ("b", "a", -1), ("a", "c", 0)])
    assert strength(graph) == {
        "a": Strength(supports=2, opposed=1, neutral=1, neighbours=2),
        "b": Strength(supported=2, opposes=1, neighbours=1),
        "c": Strength(neutral=1, neighbours=1),
    }


def test_a_loop_is_no_neighbour() -> None:
    assert strength(multigraph([("a", "a", 1)]))["a"] == Strength(supports=1, supported=1)


@given(signed_edges)
def test_all_ties_of_a_node_are_its_weighted_degree(edges: list[tuple[str, str, int]]) -> None:
    graph = multigraph([edge for edge in edges if edge[0] != edge[1]])
    assert {node: value.ties for node, value in strength(graph).items()} == dict(graph.degree(weight="weight"))


@given(signed_edges)
def test_the_layers_divide_the_network(edges: list[tuple[str, str, int]]) -> None:
    graph = multigraph(edges)
    total = sum(weight for sign in (-1, 0, 1) for _, _, weight in layer(graph, sign).edges(data="weight"))
    assert total == len(edges)


def test_there_are_three_layers() -> None:
    with pytest.raises(UsageError, match="no layer of sign 2; use 1 "):
        layer(multigraph([]), 2)


@given(signed_edges)
def test_path_measures_are_those_of_networkx_on_a_layer(edges: list[tuple[str, str, int]]) -> None:
    support = layer(multigraph(edges), 1)
    lengths = nx.DiGraph()
    lengths.add_nodes_from(support)
    lengths.add_weighted_edges_from((a, b, 1 / w) for a, b, w in support.edges(data="weight"))
    assert betweenness(support) == pytest.approx(nx.betweenness_centrality(lengths, weight="weight"))
    assert closeness(support) == pytest.approx(nx.closeness_centrality(lengths, distance="weight"))


@given(signed_edges, st.sampled_from([0.5, 0.85]))
def test_pagerank_is_the_steady_state_of_the_google_matrix(edges: list[tuple[str, str, int]], damping: float) -> None:
    support = layer(multigraph(edges), 1)
    found = pagerank(support, damping=damping)
    assert sum(found.values()) == pytest.approx(1 if len(support) else 0)
    if len(support):
        order = sorted(support)
        ranks = np.array([found[node] for node in order])
        assert ranks @ nx.google_matrix(support, alpha=damping, nodelist=order) == pytest.approx(ranks, abs=1e-9)


@pytest.mark.parametrize("measure", [betweenness, closeness, pagerank])
class TestPathMeasuresRefuse:
    def test_negative_weights(self, measure: Any) -> None:
        with pytest.raises(UsageError, match=r"weight -1 .* take layer\(graph, 1\)"):
            measure(nx.DiGraph([("a", "b", {"weight": -1.0})]))

    def test_negative_signs(self, measure: Any) -> None:
        with pytest.raises(UsageError, match="layers without negative ties"):
            measure(nx.DiGraph([("a", "b", {"weight": 1.0, "sign": -1})]))

    def test_weights_that_are_no_number(self, measure: Any) -> None:
        with pytest.raises(UsageError, match="weight nan"):
            measure(nx.Graph([("a", "b", {"weight": float("nan")})]))

    def test_networks_with_parallel_edges(self, measure: Any) -> None:
        with pytest.raises(UsageError, match="need one layer"):
            measure(multigraph([("a", "b", 1)]))

    def test_nothing_of_an_empty_graph(self, measure: Any) -> None:
        assert measure(nx.Graph()) == {}


def test_triangles_are_counted_by_their_signs() -> None:
    edges = [("a", "b", 1), ("b", "c", 1), ("a", "c", 1), ("c", "d", -1), ("d", "a", -1), ("d", "b", 1)]
    census = triangles(multigraph(edges))
    # abc +++, acd +--, abd ++-, bcd ++-
    assert census == TriangleCensus(three=1, two=2, one=1, none=0)
    assert (census.total, census.balanced) == (4, 0.5)


def test_without_triangles_no_share_is_given() -> None:
    assert triangles(multigraph([("a", "b", 1)])).balanced is None


def test_a_pair_that_is_for_and_against_has_no_tie() -> None:
    edges = [("a", "b", 1), ("b", "a", -1), ("b", "c", 1), ("a", "c", 1)]
    assert triangles(multigraph(edges)).total == 0


@given(signed_edges)
def test_the_census_is_that_of_all_triples(edges: list[tuple[str, str, int]]) -> None:
    sums: Counter[frozenset[str]] = Counter()
    for source, target, sign in edges:
        sums[frozenset((source, target))] += sign
    expected: Counter[int] = Counter()
    for triple in combinations("abcdefg", 3):
        signs = [sums[frozenset(pair)] for pair in combinations(triple, 2)]
        if all(signs):
            expected[sum(sign > 0 for sign in signs)] += 1
    census = triangles(multigraph(edges))
    assert (census.three, census.two, census.one, census.none) == tuple(expected[at] for at in (3, 2, 1, 0))


@given(signed_edges, st.permutations("abcdefg"))
def test_relabelling_changes_no_measure(edges: list[tuple[str, str, int]], order: list[str]) -> None:
    new = dict(zip("abcdefg", order, strict=True))
    one, other = multigraph(edges), multigraph([(new[a], new[b], sign) for a, b, sign in edges])
    assert triangles(one) == triangles(other)
    assert {new[node]: value for node, value in strength(one).items()} == strength(other)
    for measure in (betweenness, closeness):
        renamed = {new[node]: value for node, value in measure(layer(one, 1)).items()}
        assert renamed == pytest.approx(measure(layer(other, 1)))


@given(st.lists(st.booleans(), min_size=3, max_size=8))
def test_a_network_in_two_camps_is_balanced(sides: list[bool]) -> None:
    graph = nx.Graph()
    for one, other in combinations(range(len(sides)), 2):
        graph.add_edge(str(one), str(other), sign=1 if sides[one] == sides[other] else -1)
    assert triangles(graph).balanced == 1


def test_two_cliques_with_a_bridge_are_two_coalitions() -> None:
    graph = nx.barbell_graph(5, 0)
    graph = nx.relabel_nodes(graph, dict(enumerate("abcdefghij")))
    graph.add_node("z")
    assert coalitions(graph) == [tuple("abcde"), tuple("fghij"), ("z",)]


def test_weights_decide_who_belongs_together() -> None:
    graph = nx.Graph([("a", "b", {"weight": 9}), ("b", "c", {"weight": 1}), ("c", "d", {"weight": 9})])
    assert coalitions(graph) == [("a", "b"), ("c", "d")]


@given(signed_edges, st.randoms(use_true_random=False))
def test_coalitions_do_not_depend_on_the_order_of_edges(edges: list[tuple[str, str, int]], random: Any) -> None:
    plain = [(a, b) for a, b, _ in edges]
    shuffled = [edge if random.random() < 0.5 else edge[::-1] for edge in plain]
    random.shuffle(shuffled)
    found = coalitions(nx.Graph(plain))
    assert found == coalitions(nx.Graph(shuffled))
    assert sorted(node for group in found for node in group) == sorted(nx.Graph(plain))


def test_coalitions_refuse_negative_weights() -> None:
    with pytest.raises(UsageError, match="coalitions need weights >= 0"):
        coalitions(nx.Graph([("a", "b", {"weight": -1})]))


def test_nobody_is_in_no_coalition() -> None:
    assert coalitions(nx.Graph()) == []
