"""The backbone of concepts agrees with looking at every set, and with the formulas written out here once more."""

from __future__ import annotations

from itertools import combinations
from math import exp
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakegraph.errors import UsageError
from stakegraph.measures import backbone
from stakegraph.measures.backbone import nested_backbone, penalised_backbone, spectral_loss
from stakegraph.network import Recipe, Units, build
from stakegraph.network.units import Node, Unit

stances = st.lists(
    st.tuples(st.sampled_from("abcde"), st.sampled_from("vwxyz"), st.sampled_from([-1, 1])), min_size=1, max_size=25
)


def graph_of(items: list[tuple[str, str, int]]) -> Any:
    graph = nx.MultiDiGraph()
    for at, (actor, target, sign) in enumerate(items):
        graph.add_edge(actor, target, f"s{at}", id=f"s{at}", sign=sign, weight=1.0)
    return graph


def spectrum(items: list[tuple[str, str, int]], kept: tuple[str, ...]) -> Any:
    """The eigenvalues of the Laplacian of the positive part of the network that the recipe makes."""
    actors = sorted({actor for actor, _, _ in items})
    chosen = tuple(Unit(str(at), a, t, float(s)) for at, (a, t, s) in enumerate(items) if t in kept)
    nodes = {name: Node(name, "Person") for item in items for name in item[:2]}
    made = build(Units("stance", chosen, nodes, {}), Recipe("subtract", normalisation="average"))
    layer = nx.Graph()
    layer.add_nodes_from(actors)
    layer.add_weighted_edges_from((one, other, w) for one, other, w in made.edges(data="weight") if w > 0)
    found = np.sort(np.linalg.eigvalsh(nx.to_numpy_array(layer, nodelist=actors) * -1
                    + np.diag([degree for _, degree in layer.degree(weight="weight")])))  # fmt: skip
    return found / found.sum() if found.sum() > 1e-12 else np.zeros(len(actors))


@given(stances, st.sets(st.sampled_from("vwxyz"), min_size=1))
def test_the_loss_is_the_distance_of_the_spectra_of_the_laplacians(
    items: list[tuple[str, str, int]], some: set[str]
) -> None:
    # Fault f of the reference: it takes the degrees for the Laplacian.
    targets = tuple(sorted({target for _, target, _ in items}))
    kept = tuple(sorted(some & set(targets)))
    expected = np.abs(spectrum(items, targets) - spectrum(items, kept)).sum()
    assert spectral_loss(graph_of(items), kept) == pytest.approx(expected, abs=1e-9)


def test_the_spectrum_of_a_path_is_that_of_a_path() -> None:
    graph = graph_of([("a", "x", 1), ("b", "x", 1), ("b", "y", 1), ("c", "y", 1)])
    # a - b - c has the eigenvalues 0, 1 and 3; without y a - b alone has 0, 0 and 2.
    assert spectral_loss(graph, ["x"]) == pytest.approx(abs(0.25 - 0) + abs(0.75 - 1))


@given(stances, st.sampled_from([0.0, 1.0, 3.5]))
def test_no_set_of_concepts_is_better_than_the_backbone(items: list[tuple[str, str, int]], penalty: float) -> None:
    graph = graph_of(items)
    targets = sorted({target for _, target, _ in items})
    if len(targets) < 2:
        return
    found = penalised_backbone(graph, penalty=penalty)
    scores = [
        spectral_loss(graph, kept) * exp(-penalty * (len(targets) - size) / len(targets))
        for size in range(1, len(targets))
        for kept in combinations(targets, size)
    ]
    assert found.penalised == pytest.approx(min(scores), abs=1e-12)
    assert sorted((*found.kept, *found.redundant)) == targets and found.proved


def test_of_many_concepts_no_neighbour_of_the_backbone_is_better(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = np.random.default_rng(0)
    graph = graph_of([(f"a{draw.integers(9)}", f"t{draw.integers(7)}", int(draw.choice([-1, 1]))) for _ in range(60)])
    exact = penalised_backbone(graph)
    monkeypatch.setattr(backbone, "EXACT", 3)
    found = penalised_backbone(graph)
    targets = sorted((*found.kept, *found.redundant))
    for target in targets:
        near = set(found.kept) ^ {target}
        if 0 < len(near) < len(targets):
            score = spectral_loss(graph, near) * exp(-3.5 * (len(targets) - len(near)) / len(targets))
            assert score >= found.penalised - 1e-12
    assert not found.proved and found.penalised >= exact.penalised - 1e-12


@given(stances)
def test_the_network_keeps_its_conflicts(items: list[tuple[str, str, int]]) -> None:
    # Fault g of the reference: it sets negative ties to zero in the network itself.
    graph = graph_of(items)
    nested_backbone(graph)
    assert [sign for _, _, sign in graph.edges(data="sign")] == [
        sign for _, _, sign in graph_of(items).edges(data="sign")
    ]


@given(stances)
def test_every_concept_is_removed_once_and_the_last_leaves_nothing(items: list[tuple[str, str, int]]) -> None:
    graph = graph_of(items)
    order = nested_backbone(graph)
    assert sorted(one.target for one in order) == sorted({target for _, target, _ in items})
    assert order[-1].loss == pytest.approx(spectral_loss(graph, []))


def test_one_concept_has_no_backbone() -> None:
    with pytest.raises(UsageError, match="a backbone is one of several targets, and there is 1"):
        penalised_backbone(graph_of([("a", "x", 1)]))


def test_an_unknown_concept_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="there is no stance on 'y'; known are x"):
        spectral_loss(graph_of([("a", "x", 1)]), ["y"])
