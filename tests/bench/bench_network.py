"""What building each kind of network costs beside the raw query under it, on a store of 300,000 triples.

Run ``python tests/bench/bench_network.py [--triples N]``. The raw queries are those of the coded unit that the kind
is made of (``queries/network/*.rq``), with all their rows as plain text; building is to ask the same and to make the
network. Times are of the processor, the best of several runs.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import graphs
from stakegraph.network import KINDS, Recipe, build
from stakegraph.pipeline import coded_units
from stakegraph.query import run
from stakegraph.store import OxigraphStore, memory_store

BOTH = ("nodes", "articles")
ROWS = {
    "stance": (*BOTH, "stances"),
    "event": (*BOTH, "events"),
    "statement": (*BOTH, "stances", "bases", "statements", "mentions"),
}


def measure(store: OxigraphStore, times: int = 5) -> dict[str, tuple[float, float]]:
    """Return the seconds of the raw queries and of building for each kind, in turns, the best of each."""
    found = {}
    for kind in KINDS:
        turns = [(_seconds(_ask, store, kind), _seconds(_build, store, kind)) for _ in range(times)]
        found[kind] = (min(asked for asked, _ in turns), min(built for _, built in turns))
    return found


def _unit(kind: str) -> str:
    return {"event": "event", "speech": "statement"}.get(kind, "stance")


def _ask(store: OxigraphStore, kind: str) -> None:
    for name in ROWS[_unit(kind)]:
        run(store, f"network/{name}").dicts()


def _build(store: OxigraphStore, kind: str) -> None:
    build(coded_units(store, _unit(kind)), Recipe(kind))


def _seconds(what: Callable[[OxigraphStore, str], None], store: OxigraphStore, kind: str) -> float:
    start = time.process_time()
    what(store, kind)
    return time.process_time() - start


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=300_000)
    store = memory_store(graphs.quads(parser.parse_args().triples))
    print(f"{len(store)} triples\nkind          query s  build s  ratio")
    for kind, (raw, made) in measure(store).items():
        print(f"{kind:<13} {raw:7.3f}  {made:7.3f}  {made / raw:5.2f}")


if __name__ == "__main__":
    main()
