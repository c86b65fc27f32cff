"""What networks may cost beside their queries: a bound with room to spare, so that only a real loss of speed breaks it.

On the store of 300,000 triples of the benchmark itself, ``bench_network.py``, the bound is 1.5.
"""

from __future__ import annotations

from bench import graphs
from bench.bench_network import measure
from stakegraph.network import KINDS
from stakegraph.store import memory_store


def test_building_a_network_costs_at_most_twice_the_raw_query() -> None:
    found = measure(memory_store(graphs.quads(30_000)), times=3)
    assert set(found) == set(KINDS)
    assert {kind: made / raw for kind, (raw, made) in found.items() if made > 2 * raw} == {}
