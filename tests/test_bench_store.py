"""What stores, queries and exports may cost: bounds with room to spare, which only a real loss of speed breaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.bench_store import CATALOGUE, Row, asking, cold, exporting, loading
from bench.graphs import quads
from stakegraph.rdf import serialize
from stakegraph.store import OxigraphStore, folder_store, memory_store
from timing import least


@pytest.fixture(scope="module")
def store() -> OxigraphStore:
    return memory_store(quads(50_000))


LOADS = {
    "load, memory": 1.2,
    "load and first question, memory": 2.5,
    "load, new folder": 1.4,
    "load, folder with as much": 1.6,
}
QUERIES = {f"query {name}": 1.25 for name in CATALOGUE}


def ratios(rows: list[Row]) -> dict[str, float]:
    return {name: ratio for name, _, ratio in rows}


@pytest.fixture(scope="module")
def loads(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    data = serialize(quads(20_000), "nquads")
    return least(lambda: ratios(loading(data, tmp_path_factory.mktemp("loads"))), LOADS)


@pytest.fixture(scope="module")
def asked(store: OxigraphStore) -> dict[str, float]:
    return least(lambda: ratios(asking(store)), QUERIES)


def test_the_graph_is_the_same_at_every_run() -> None:
    assert quads(2000) == quads(2000)


@pytest.mark.parametrize("load", LOADS)
def test_loading_costs_little_more_than_the_engine_alone(load: str, loads: dict[str, float]) -> None:
    assert loads[load] <= LOADS[load]


@pytest.mark.parametrize("name", QUERIES)
def test_a_catalogue_query_costs_little_more_than_the_engine_alone(name: str, asked: dict[str, float]) -> None:
    assert asked[name] <= QUERIES[name]


def test_sorting_turtle_costs_less_than_four_unsorted_dumps(store: OxigraphStore) -> None:
    assert exporting(store, "memory")[2] < 4


def test_a_cold_query_of_a_folder_store_costs_less_than_half_a_second(store: OxigraphStore, tmp_path: Path) -> None:
    folder_store(tmp_path / "s").load(store.quads())
    assert max(seconds for _, seconds in cold(tmp_path / "s")) < 0.5
