"""What stores, queries and exports may cost: bounds with room to spare, which only a real loss of speed breaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.bench_store import CATALOGUE, asking, cold, exporting, loading
from bench.graphs import quads
from stakegraph.rdf import serialize
from stakegraph.store import OxigraphStore, folder_store, memory_store


@pytest.fixture(scope="module")
def store() -> OxigraphStore:
    return memory_store(quads(50_000))


@pytest.fixture(scope="module")
def loads(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    rows = loading(serialize(quads(20_000), "nquads"), tmp_path_factory.mktemp("loads"))
    return {name: ratio for name, _, ratio in rows}


@pytest.fixture(scope="module")
def asked(store: OxigraphStore) -> dict[str, float]:
    return {name: ratio for name, _, ratio in asking(store)}


def test_the_graph_is_the_same_at_every_run() -> None:
    assert quads(2000) == quads(2000)


@pytest.mark.parametrize(
    ("load", "most"),
    [
        ("load, memory", 1.2),
        ("load and first question, memory", 2.5),
        ("load, new folder", 1.4),
        ("load, folder with as much", 1.6),
    ],
)
def test_loading_costs_little_more_than_the_engine_alone(load: str, most: float, loads: dict[str, float]) -> None:
    assert loads[load] < most


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_catalogue_query_costs_little_more_than_the_engine_alone(name: str, asked: dict[str, float]) -> None:
    assert asked[f"query {name}"] < 1.25


def test_sorting_turtle_costs_less_than_four_unsorted_dumps(store: OxigraphStore) -> None:
    assert exporting(store, "memory")[2] < 4


def test_a_cold_query_of_a_folder_store_costs_less_than_half_a_second(store: OxigraphStore, tmp_path: Path) -> None:
    folder_store(tmp_path / "s").load(store.quads())
    assert max(seconds for _, seconds in cold(tmp_path / "s")) < 0.5
