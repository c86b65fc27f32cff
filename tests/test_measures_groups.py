"""Centralities and groups agree with NetworkX, with igraph, and with counting by hand."""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction
from importlib.util import find_spec
from itertools import pairwise, permutations
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import require
from stakegraph.errors import UsageError
from stakegraph.measures import centrality, coalitions
from stakegraph.measures.brokerage import Brokerage, brokerage
from stakegraph.measures.centrality import betweenness, closeness, core, eigenvector
from stakegraph.measures.coalitions import Cohesion, cohesion, modularity
from stakegraph.measures.disparity import disparity, filtered
from stakegraph.measures.holes import constraint, effective_size
from stakegraph.measures.homophily import assortativity, ei_index, homophily_test, numeric_assortativity

NODES = "abcdefgh"
layers = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES), st.sampled_from([1, 2, 3, 6])), max_size=24)
groupings = st.lists(st.sampled_from("xyz"), min_size=8, max_size=8).map(
    lambda values: dict(zip(NODES, values, strict=True))
)


def layer(edges: list[tuple[str, str, int]], *, directed: bool = False) -> Any:
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(NODES)
    graph.add_weighted_edges_from(edge for edge in edges if edge[0] != edge[1])
    return graph


def igraph_of(graph: Any) -> Any:
    require(find_spec("igraph"), "igraph", "pip install igraph")
    import igraph

    nodes = sorted(graph)
    edges = [(nodes.index(one), nodes.index(other)) for one, other in graph.edges()]
    made = igraph.Graph(n=len(nodes), edges=edges, directed=graph.is_directed())
    made.es["weight"] = [weight for *_, weight in graph.edges(data="weight")]
    made.es["length"] = [1 / weight for weight in made.es["weight"]]
    return made


@given(layers, st.booleans())
def test_igraph_gives_the_same_betweenness(edges: list[tuple[str, str, int]], directed: bool) -> None:
    graph = layer(edges, directed=directed)
    pairs = (len(graph) - 1) * (len(graph) - 2) / (1 if directed else 2)
    found = igraph_of(graph).betweenness(weights="length", directed=directed)
    assert list(betweenness(graph).values()) == pytest.approx([value / pairs for value in found])


@given(layers, st.booleans(), st.sampled_from([None, 3]))
def test_betweenness_is_the_same_with_igraph_behind_it_as_without(
    edges: list[tuple[str, str, int]], directed: bool, sources: int | None
) -> None:
    graph = layer(edges, directed=directed)
    without = betweenness(graph, sources=sources)
    small, centrality._SMALL = centrality._SMALL, -1
    try:
        assert betweenness(graph, sources=sources) == pytest.approx(without)
    finally:
        centrality._SMALL = small


@pytest.mark.parametrize("measure", [betweenness, closeness])
def test_estimates_from_half_of_the_nodes_are_near(measure: Any) -> None:
    graph = nx.relabel_nodes(nx.barabasi_albert_graph(200, 3, seed=1), {at: f"n{at:03}" for at in range(200)})
    exact, estimated = measure(graph), measure(graph, sources=100, seed=1)
    assert np.corrcoef([exact[node] for node in graph], [estimated[node] for node in graph])[0, 1] > 0.97
    assert sum(estimated.values()) == pytest.approx(sum(exact.values()), rel=0.1)


def test_ways_of_equal_length_are_equal_though_fractions_are_not() -> None:
    # Ten times 0.1 is not 1 in binary, but ten ties of weight 10 are as long as one of weight 1.
    names = [f"n{at:02}" for at in range(11)]
    graph = nx.Graph()
    graph.add_weighted_edges_from([*((one, other, 10) for one, other in pairwise(names)), (names[0], names[-1], 1)])
    exact = nx.Graph(
        [(one, other, {"length": Fraction(1, weight)}) for one, other, weight in graph.edges(data="weight")]
    )
    assert betweenness(graph) == pytest.approx(nx.betweenness_centrality(exact, weight="length"))


@given(layers)
def test_eigenvector_centrality_is_that_of_igraph_on_the_strongest_part(edges: list[tuple[str, str, int]]) -> None:
    graph = layer(edges)
    found = eigenvector(graph)
    if not graph.number_of_edges():
        assert set(found.values()) == {0.0}
        return
    matrix = nx.to_numpy_array(graph, sorted(graph))
    values = np.array([found[node] for node in sorted(graph)])
    # It is an eigenvector, of the largest eigenvalue, and without negative parts.
    assert matrix @ values == pytest.approx(np.linalg.eigvalsh(matrix)[-1] * values, abs=1e-4)
    assert (values.min() >= 0, values.max()) == (True, 1.0)


def test_eigenvector_centrality_is_not_defined_on_directed_layers() -> None:
    with pytest.raises(UsageError, match="needs an undirected layer"):
        eigenvector(nx.DiGraph([("a", "b")]))


@given(layers)
def test_constraint_and_core_are_those_of_igraph(edges: list[tuple[str, str, int]]) -> None:
    graph = layer(edges)
    other = igraph_of(graph)
    expected = dict(zip(sorted(graph), other.constraint(weights="weight"), strict=True))
    found = {node: math.nan if value is None else value for node, value in constraint(graph).items()}
    assert found == pytest.approx(expected, nan_ok=True)
    assert [core(graph)[node] for node in sorted(graph)] == other.coreness()


@given(layers, st.booleans())
def test_constraint_is_that_of_networkx_with_directions_added_up(
    edges: list[tuple[str, str, int]], directed: bool
) -> None:
    graph = layer(edges, directed=directed)
    found = {node: math.nan if value is None else value for node, value in constraint(graph).items()}
    assert found == pytest.approx(nx.constraint(graph, weight="weight"), nan_ok=True)


@given(layers)
def test_effective_size_is_the_formula_of_burt(edges: list[tuple[str, str, int]]) -> None:
    # NetworkX 3.6 divides by the strongest tie of q where the book, and its own documentation, have that of j.
    graph = layer(edges)
    z = {node: {other: facts["weight"] for other, facts in near.items()} for node, near in graph.adjacency()}
    for i, value in effective_size(graph).items():
        p = {q: weight / sum(z[i].values()) for q, weight in z[i].items()}
        redundant = sum(p[q] * z[j].get(q, 0) / max(z[j].values()) for j in z[i] for q in z[i] if q not in (i, j))
        assert value == (pytest.approx(len(z[i]) - redundant) if z[i] else None)


@given(layers)
def test_effective_size_is_that_of_borgatti(edges: list[tuple[str, str, int]]) -> None:
    # For ties that are all alike it is the number of neighbours less their mean number of ties among each other.
    graph = layer([(one, other, 1) for one, other, _ in edges])
    for node, value in effective_size(graph).items():
        near = list(graph[node])
        among = graph.subgraph(near).number_of_edges()
        assert value == (None if not near else pytest.approx(len(near) - 2 * among / len(near)))


@pytest.mark.parametrize("measure", [eigenvector, constraint, effective_size, core, disparity])
class TestLayerMeasuresRefuse:
    def test_negative_weights(self, measure: Any) -> None:
        with pytest.raises(UsageError, match="layers without negative ties"):
            measure(nx.Graph([("a", "b", {"weight": -1.0})]))

    def test_networks_with_parallel_edges(self, measure: Any) -> None:
        with pytest.raises(UsageError, match="need one layer"):
            measure(nx.MultiGraph([("a", "b")]))

    def test_nothing_of_an_empty_graph(self, measure: Any) -> None:
        assert measure(nx.Graph()) == {}


def role_by_hand(a: str, b: str, c: str) -> str:
    same = (a == b, b == c, a == c)
    return {
        (True, True, True): "coordinator", (False, False, True): "consultant", (False, True, False): "gatekeeper",
        (True, False, False): "representative", (False, False, False): "liaison",
    }[same]  # fmt: skip


@given(layers, groupings, st.booleans())
def test_brokerage_is_that_of_all_triples(
    edges: list[tuple[str, str, int]], groups: dict[str, str], directed: bool
) -> None:
    graph = layer(edges, directed=directed)
    expected: dict[str, Counter[str]] = {node: Counter() for node in graph}
    for a, b, c in permutations(NODES, 3):
        if graph.has_edge(a, b) and graph.has_edge(b, c) and not graph.has_edge(a, c):
            expected[b][role_by_hand(groups[a], groups[b], groups[c])] += 1
    assert brokerage(graph, groups) == {node: Brokerage(**roles) for node, roles in expected.items()}


def test_who_has_no_group_brokers_nothing() -> None:
    assert brokerage(nx.path_graph(["a", "b", "c"]), {"a": 1, "b": 1}) == {"a": Brokerage(), "b": Brokerage()}


@given(layers, st.booleans())
def test_the_disparity_filter_is_the_integral_of_its_paper(edges: list[tuple[str, str, int]], directed: bool) -> None:
    from scipy.integrate import quad

    graph = layer(edges, directed=directed)

    def chance(weight: float, node: str, degree: Any) -> float:
        # Serrano, Boguna and Vespignani 2009, equation 2: 1 - (k - 1) times the integral of (1 - x)^(k - 2) up to p.
        k, total = degree(node), degree(node, weight="weight")
        return 1 - (k - 1) * float(quad(lambda x: (1 - x) ** (k - 2), 0, weight / total)[0]) if k > 1 else 1.0

    out, into = (graph.out_degree, graph.in_degree) if directed else (graph.degree, graph.degree)
    expected = {
        (one, other) if directed or one < other else (other, one): min(
            chance(weight, one, out), chance(weight, other, into)
        )
        for one, other, weight in graph.edges(data="weight")
    }
    assert disparity(graph) == pytest.approx(expected)


def test_the_backbone_keeps_the_nodes_of_what_it_keeps() -> None:
    star = nx.Graph([("a", "b", {"weight": 50.0}), *(("a", node, {"weight": 1.0}) for node in "cdef")])
    assert sorted(filtered(star)) == ["a", "b"]
    with pytest.raises(UsageError, match="the level 5 is no probability"):
        filtered(star, level=5)


@given(layers, groupings)
def test_assortativity_is_that_of_networkx(edges: list[tuple[str, str, int]], groups: dict[str, str]) -> None:
    graph = layer(edges)
    nx.set_node_attributes(graph, groups, "group")
    found = assortativity(graph, groups)
    tied = {groups[node] for node, degree in graph.degree() if degree}
    if len(tied) > 1:
        assert found == pytest.approx(nx.attribute_assortativity_coefficient(graph, "group"))
    else:
        assert found is None


@given(layers, st.lists(st.integers(0, 5), min_size=8, max_size=8))
def test_numeric_assortativity_is_that_of_networkx(edges: list[tuple[str, str, int]], values: list[int]) -> None:
    graph = layer(edges)
    numbers = dict(zip(NODES, values, strict=True))
    nx.set_node_attributes(graph, numbers, "number")
    if len({numbers[node] for node, degree in graph.degree() if degree}) > 1:
        expected = nx.numeric_assortativity_coefficient(graph, "number")
        assert numeric_assortativity(graph, numbers) == pytest.approx(expected)
    else:
        assert numeric_assortativity(graph, numbers) is None


def test_the_e_i_index_of_krackhardt_and_stern() -> None:
    graph = layer([("a", "b", 1), ("b", "c", 1), ("c", "d", 5), ("d", "e", 1)])
    groups = dict(zip("abcde", "xxyyz", strict=True))
    rows = [(row.group, row.members, row.internal, row.external, row.index) for row in ei_index(graph, groups)]
    assert rows == [("", 5, 2, 2, 0.0), ("x", 2, 1, 1, 0.0), ("y", 2, 1, 2, pytest.approx(1 / 3)), ("z", 1, 0, 1, 1.0)]
    assert ei_index(nx.Graph(), {})[0].index is None


def test_like_tied_to_like_is_more_than_chance() -> None:
    graph = nx.relabel_nodes(nx.barbell_graph(6, 0), dict(enumerate("abcdefghijkl")))
    groups = dict(zip("abcdefghijkl", "x" * 6 + "y" * 6, strict=True))
    found = homophily_test(graph, groups, runs=199, seed=3)
    assert (found.high, found.low, found.seed) == (0.005, 1.0, 3)


def test_cohesion_counts_within_and_between() -> None:
    graph = nx.Graph([("a", "b", {"weight": 2.0}), ("a", "c", {"weight": -1.0}), ("b", "d", {"weight": 1.0})])
    assert cohesion(graph, [("a", "b"), ("c", "d")]) == [
        Cohesion(0, 0, pairs=1, positive=1, negative=0, density=1.0, weight=2.0),
        Cohesion(0, 1, pairs=4, positive=1, negative=1, density=0.5, weight=0.0),
        Cohesion(1, 1, pairs=1, positive=0, negative=0, density=0.0, weight=0.0),
    ]


@given(layers)
def test_modularity_is_that_of_igraph(edges: list[tuple[str, str, int]]) -> None:
    graph = layer(edges)
    groups = coalitions.coalitions(graph)
    where = coalitions.members(groups)
    if graph.number_of_edges():
        expected = igraph_of(graph).modularity([where[node] for node in sorted(graph)], weights="weight")
        assert modularity(graph, groups) == pytest.approx(expected)
    else:
        assert modularity(graph, groups) is None


@given(layers)
@settings(max_examples=30)
def test_leiden_finds_no_worse_a_division_than_single_nodes_and_the_same_one_again(
    edges: list[tuple[str, str, int]],
) -> None:
    require(find_spec("igraph"), "igraph", "pip install igraph")
    graph = layer(edges)
    groups = coalitions.coalitions(graph, method="leiden", seed=4)
    assert groups == coalitions.coalitions(graph, method="leiden", seed=4)
    assert sorted(node for group in groups for node in group) == sorted(graph)
    assert all(nx.is_connected(graph.subgraph(group)) for group in groups)


def test_two_cliques_are_two_coalitions_by_leiden_too() -> None:
    require(find_spec("igraph"), "igraph", "pip install igraph")
    graph = nx.relabel_nodes(nx.barbell_graph(5, 0), dict(enumerate("abcdefghij")))
    assert coalitions.coalitions(graph, method="leiden") == [tuple("abcde"), tuple("fghij")]


def test_without_igraph_leiden_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coalitions, "igraph_installed", lambda: False)
    with pytest.raises(UsageError, match=r"pip install 'stakegraph\[fast\]', or use louvain"):
        coalitions.coalitions(nx.Graph([("a", "b")]), method="leiden")


def test_an_unknown_method_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="no method 'walktrap' to find coalitions; use one of louvain, leiden"):
        coalitions.coalitions(nx.Graph(), method="walktrap")
