"""What networks may cost beside their queries; the table for a large store is that of the benchmark itself."""

from __future__ import annotations

from bench import graphs
from bench.bench_network import measure
from stakegraph.network import KINDS
from stakegraph.store import memory_store


def test_building_a_network_costs_at_most_half_as_much_again_as_the_raw_query() -> None:
    found = measure(memory_store(graphs.quads(60_000)))
    assert set(found) == set(KINDS)
    assert {kind: made / raw for kind, (raw, made) in found.items() if made > 1.5 * raw} == {}
