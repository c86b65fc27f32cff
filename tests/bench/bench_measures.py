"""Measures what measures cost: ``python tests/bench/bench_measures.py [--actors N] [--edges N] [--exact]``.

The network is invented: actors of two camps, tied unevenly as in the news, with a share of ties against the camps. Each
default measure runs once, in one process that may only grow; seconds tell of this machine, what carries to another is
the last column, the time of a measure over that of one walk through all edges in Python. ``--exact`` times the exact
frustration index of networks of 100 actors and 1,000 ties with more and more noise.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Callable

import networkx as nx

from stakegraph.measures.catalogue import MEASURES, measure
from stakegraph.measures.centrality import igraph_installed
from stakegraph.measures.frustration import frustration
from stakegraph.measures.networks import Networks
from stakegraph.measures.table import Options
from stakegraph.measures.ties import ties

NOISE = (0.1, 0.2, 0.25, 0.3, 0.5)


def stances(actors: int, edges: int, *, noise: float = 0.2, seed: int = 7) -> nx.MultiDiGraph:
    """Return a network of stances between actors of two camps, a few of them in most ties, dated over a year."""
    chance = random.Random(seed)
    graph = nx.MultiDiGraph()
    for number in range(actors):
        kind = ("Person", "Organization", "Country", "Group")[number % 4]
        graph.add_node(f"actor-{number:05}", label=f"Actor {number}", type=kind)
    names = list(graph)
    for number in range(edges):
        one, other = _two(chance, actors)
        sign = 1 if (one % 2 == other % 2) != (chance.random() < noise) else -1
        graph.add_edge(
            names[one], names[other], f"s{number}", id=f"s{number}", sign=sign, weight=1.0,
            article=f"article-{number // 5}", date=f"2026-{1 + number % 12:02}-{1 + number % 28:02}",
        )  # fmt: skip
    return graph


def _two(chance: random.Random, actors: int) -> tuple[int, int]:
    while True:
        one, other = (int(actors * chance.random() ** 1.5) for _ in range(2))
        if one != other:
            return one, other


def seconds(work: Callable[[], object]) -> float:
    """Return how long ``work`` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def walk(graph: nx.MultiDiGraph) -> float:
    """Return how long one walk through all edges takes, the best of five: the unit of the ratios."""
    return min(seconds(lambda: sum(facts["weight"] for *_, facts in graph.edges(data=True))) for _ in range(5))


def peak() -> float:
    """Return the most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def default_measures(actors: int, edges: int) -> list[tuple[str, float, float]]:
    """Return name, seconds and peak memory in MB of each default measure, on networks of so many ties."""
    network = stances(actors, edges)
    direct = nx.Graph()
    direct.add_nodes_from(network.nodes(data=True))
    direct.add_weighted_edges_from((*pair, weight) for pair, weight in ties(network).items())
    networks = Networks(network, others={"alignment": direct})
    return [
        (name, seconds(lambda name=name: measure(name, networks, Options())), peak())  # type: ignore[misc]
        for name, one in MEASURES.items()
        if one.default
    ]


def exact(noise: float, seed: int = 7) -> tuple[float, float, bool]:
    """Return seconds, index and whether it is proven, of 100 actors and 1,000 ties with a share of noise."""
    chance = random.Random(seed)
    graph = nx.Graph()
    while graph.number_of_edges() < 1000:
        one, other = chance.sample(range(100), 2)
        sign = 1 if (one % 2 == other % 2) != (chance.random() < noise) else -1
        graph.add_edge(f"actor-{one:02}", f"actor-{other:02}", sign=sign)
    start = time.perf_counter()
    found = frustration(graph)
    return time.perf_counter() - start, found.index, found.exact


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="What measures cost.")
    parser.add_argument("--actors", type=int, default=10_000, metavar="N")
    parser.add_argument("--edges", type=int, default=100_000, metavar="N")
    parser.add_argument("--exact", action="store_true", help="time the exact frustration index instead")
    given = parser.parse_args()
    if given.exact:
        print(f"{'noise':<8} {'seconds':>8} {'index':>8} proven")
        for noise in NOISE:
            taken, index, proven = exact(noise)
            print(f"{noise:<8} {taken:>8.1f} {index:>8.0f} {'yes' if proven else 'no'}")
        return
    unit = walk(stances(given.actors, given.edges))
    print(f"{given.actors} actors, {given.edges} edges, igraph {'in use' if igraph_installed() else 'not installed'}")
    print(f"{'measure':<14} {'seconds':>8} {'peak MB':>8} {'of a walk':>10}")
    for name, taken, memory in default_measures(given.actors, given.edges):
        print(f"{name:<14} {taken:>8.1f} {memory:>8.0f} {taken / unit:>10.0f}")


if __name__ == "__main__":
    main()
