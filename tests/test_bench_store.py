"""What stores, queries and exports may cost: bounds with room to spare, which only a real loss of speed breaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.bench_store import asking, cold, exporting, loading
from bench.graphs import quads
from stakegraph.rdf import serialize
from stakegraph.store import OxigraphStore, folder_store, memory_store


@pytest.fixture(scope="module")
def store() -> OxigraphStore:
    return memory_store(quads(10_000))


def test_the_graph_is_the_same_at_every_run() -> None:
    assert quads(2000) == quads(2000)


def test_loading_into_a_folder_costs_little_more_than_the_engine_alone(tmp_path: Path) -> None:
    data = serialize(quads(20_000), "nquads")
    ratios = {name: ratio for name, _, ratio in loading(data, tmp_path)}
    assert ratios["load, new folder"] < 1.4
    assert ratios["load, folder with as much"] < 1.6


def test_a_catalogue_query_costs_little_more_than_the_engine_alone(store: OxigraphStore) -> None:
    ratios = {name: ratio for name, _, ratio in asking(store)}
    assert ratios["query network/stances"] < 1.5


def test_sorting_turtle_costs_less_than_four_unsorted_dumps(store: OxigraphStore) -> None:
    assert exporting(store, "memory")[2] < 4


def test_a_cold_query_of_a_folder_store_costs_less_than_half_a_second(store: OxigraphStore, tmp_path: Path) -> None:
    folder_store(tmp_path / "s").load(store.quads())
    assert max(seconds for _, seconds in cold(tmp_path / "s")) < 0.5
