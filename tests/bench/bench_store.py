"""Measures stores, queries and exports beside the engine: ``python tests/bench/bench_store.py [--triples N ...]``.

Graphs of 10k and 300k triples are generated (3M by ``--triples 3000000``). Every figure is processor time, the best of
several runs that take turns, because other work on the machine makes runs slower, never faster; what carries from one
machine to another are the ratios. A store keeps the union of all articles beside their graphs, each triple once, which
pyoxigraph's own load does not: in memory the first question pays for it, and both rows are held against the engine's
load. Into a folder ours goes by the engine's bulk loader, which is all or nothing too, and is held against the engine's
load through its log. rdflib gets the same named graphs and their union as default graph, and with ``--plain`` the union
as one plain graph, which is as fast as it gets, without the query that asks which article says so; each query there
runs warm, in a process of its own that is ended at 120 times what it takes here.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Variable

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.graphs import quads
from stakegraph.cli.export import union_turtle
from stakegraph.query import catalogue, run
from stakegraph.store import OxigraphStore, Term, folder_store, memory_store, open_store
from stakegraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    import rdflib

FOLDER = Path(__file__).parent / "analyst"
LIMIT = 120
"""How many times longer than here a query may take in rdflib before it is ended."""

SHORT = 0.5
"""Seconds for which a short query is asked again and again: what takes a millisecond is easily disturbed."""

CATALOGUE = {
    "stances-on-issue": {"issue": "issue:issue-0"},
    "statements-of": {"actor": "actor:actor-0"},
    "supporters-and-opponents": {"actor": "actor:actor-1"},
    "speakers": {"least": "2"},
    "issues": {},
    "network/stances": {},
}

Row = tuple[str, float, float]
"""What was measured, its seconds, and the ratio to the engine's own."""


def cpu(work: Callable[[], object]) -> float:
    """Return the seconds of processor time that ``work`` takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def best(*works: Callable[[], object], times: int = 5) -> list[float]:
    """Return the least time of each of ``works``, which take turns."""
    runs = [[cpu(work) for work in works] for _ in range(times)]
    return [min(column) for column in zip(*runs, strict=True)]


def loading(data: bytes, folder: Path) -> list[Row]:
    """Compare reading N-Quads with the engine's own load: in memory, in a new folder, and in one that has as much."""
    file = folder / "graph.nq"
    file.write_bytes(data)
    half = data.index(b"\n", len(data) // 2) + 1
    there, more = data[:half], data[half:]

    def own() -> None:
        pyoxigraph.Store().load(data, format=RdfFormat.N_QUADS)

    memory = best(own, lambda: open_store(file), lambda: open_store(file).articles())
    new = [_into(folder, b"", data, ours=ours) for ours in (False, True) * 2]
    old = [_into(folder, there, more, ours=ours) for ours in (False, True) * 2]
    return [
        ("load, memory", memory[1], memory[1] / memory[0]),
        ("load and first question, memory", memory[2], memory[2] / memory[0]),
        ("load, new folder", min(new[1::2]), min(new[1::2]) / min(new[::2])),
        ("load, folder with as much", min(old[1::2]), min(old[1::2]) / min(old[::2])),
    ]


def _into(folder: Path, there: bytes, data: bytes, *, ours: bool) -> float:
    """Return the seconds of loading N-Quads into a folder that has some already, by our store or by the engine's."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        place = Path(name) / "store"
        store = folder_store(place)
        store.load(pyoxigraph.parse(there, format=RdfFormat.N_QUADS))
        if ours:
            return cpu(lambda: store.load(pyoxigraph.parse(data, format=RdfFormat.N_QUADS)))
        return cpu(lambda: store._oxigraph.load(data, format=RdfFormat.N_QUADS))


def asking(store: OxigraphStore) -> list[Row]:
    """Compare queries of the catalogue with the same text given to the engine."""
    rows = []
    for name, given in CATALOGUE.items():
        text = catalogue()[name].text
        terms = {Variable(key): _term(value) for key, value in given.items()}

        alone = partial(_alone, store, text, terms)
        times = min(100, max(5, int(SHORT / cpu(alone))))
        engine, api = best(alone, partial(run, store, name, given), times=times)
        rows.append((f"query {name}", api, api / engine))
    return rows


def _alone(store: OxigraphStore, text: str, terms: dict[Variable, Term]) -> None:
    """Give a query to the engine, and read its answer."""
    answer = store.engine.query(text, prefixes=PREFIXES, substitutions=terms)
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    for solution in answer:
        tuple(solution)


def _term(value: str) -> Term:
    prefix, colon, local = value.partition(":")
    return NamedNode(PREFIXES[prefix] + local) if colon else pyoxigraph.Literal(int(value))


def exporting(store: OxigraphStore, name: str) -> Row:
    """Compare sorted Turtle with the engine's dump in no order."""

    def own() -> None:
        with tempfile.TemporaryFile() as file:
            store.engine.dump(file, format=RdfFormat.TURTLE, from_graph=DefaultGraph(), prefixes=PREFIXES)

    def ours() -> None:
        with tempfile.TemporaryFile() as file:
            file.writelines(union_turtle(store))

    engine, sorted_ = best(own, ours)
    return f"sorted Turtle, {name}", sorted_, sorted_ / engine


def analyst(store: OxigraphStore, *, plain: bool) -> list[tuple[str, float, str]]:
    """Compare the six analyst queries with rdflib: seconds here, and how many times longer it takes."""
    import rdflib

    graph: rdflib.Graph
    if plain:
        data = pyoxigraph.serialize((quad.triple for quad in store.quads()), format=RdfFormat.N_TRIPLES)
        graph = rdflib.Graph().parse(data=data or b"", format="nt")
    else:
        data = pyoxigraph.serialize(store.quads(), format=RdfFormat.N_QUADS)
        graph = rdflib.Dataset(default_union=True).parse(data=data or b"", format="nquads")
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    gc.freeze()  # what a collection looks at is copied into each process; this is to rdflib's advantage
    rows = []
    ours, theirs, ended = 0.0, 0.0, False
    for file in sorted(FOLDER.glob("*.rq")):
        text = file.read_text(encoding="utf-8")
        if plain and "GRAPH" in text:
            continue
        (here,) = best(partial(run, store, text))
        took, number = _in_rdflib(graph, text, max(2, LIMIT * here))
        assert number in (None, len(run(store, text).rows)), f"{file.stem}: {number} rows in rdflib"
        rows.append((file.stem, here, _times(took / here, ended=number is None)))
        ours, theirs, ended = ours + here, theirs + took, ended or number is None
    return [*rows, ("all of them", ours, _times(theirs / ours, ended=ended))]


def _times(ratio: float, *, ended: bool) -> str:
    return f"over {ratio:.0f}" if ended else f"{ratio:.0f}"


def _in_rdflib(graph: rdflib.Graph, text: str, limit: float) -> tuple[float, int | None]:
    """Return the seconds of a query in a process that is ended after ``limit`` of them, and its rows if it came to any.

    It is the least of up to three runs, as many as end in time.
    """
    fork = multiprocessing.get_context("fork")
    source, sink = fork.Pipe(duplex=False)
    child = fork.Process(target=_runs, args=(graph, text, limit, sink))
    child.start()
    sink.close()
    runs = []
    with suppress(EOFError):
        while True:
            runs.append(source.recv())
    child.join()
    if child.exitcode not in (0, -signal.SIGXCPU):
        sys.exit(f"rdflib failed ({child.exitcode})")
    return min(runs, default=(limit, None))


def _runs(graph: rdflib.Graph, text: str, limit: float, sink: Connection) -> None:
    """Run a query, and send how long it took and how many rows it has, as often as the time allows."""
    # Memory that is shared with the parent is copied when it is first touched, and the first query makes the parser.
    list(graph)
    list(graph.query("SELECT * {}"))
    end = time.process_time() + limit
    resource.setrlimit(resource.RLIMIT_CPU, (int(end) + 1, int(end) + 5))
    took = 0.0
    for _ in range(3):
        if time.process_time() + took > end:
            break
        start = time.process_time()
        number = len(list(graph.query(text, initNs=PREFIXES)))
        took = time.process_time() - start
        sink.send((took, number))


def cold(place: Path) -> list[tuple[str, float]]:
    """Return the processor seconds of ``stakegraph query`` from its start to its end, its worker included."""
    rows = []
    for name, given in CATALOGUE.items():
        params = [word for key, value in given.items() for word in ("--param", f"{key}={value}")]
        command = [sys.executable, "-m", "stakegraph", "query", name, *params, "--data", str(place), "--format", "csv"]
        command += ["--timeout", "600"]  # of the clock, which other work on the machine takes too
        took = []
        for _ in range(3):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            done = subprocess.run(command, check=False, capture_output=True, text=True)
            if done.returncode:
                sys.exit(done.stderr)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        rows.append((f"stakegraph query {name}", min(took)))
    return rows


def report(triples: int, *, rdflib: bool, plain: bool) -> None:
    """Measure a graph of about ``triples`` triples and print the table."""
    data = pyoxigraph.serialize(quads(triples), format=RdfFormat.N_QUADS) or b""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{'CPU':<34} {'seconds':>9} {'of engine':>10}")
        for row in loading(data, folder):
            print(f"{row[0]:<34} {row[1]:>9.4f} {row[2]:>10.2f}")
        memory = memory_store(pyoxigraph.parse(data, format=RdfFormat.N_QUADS))
        for row in (*asking(memory), exporting(memory, "memory")):
            print(f"{row[0]:<34} {row[1]:>9.4f} {row[2]:>10.2f}")
        store = folder_store(folder / "store")
        store.load(pyoxigraph.parse(data, format=RdfFormat.N_QUADS))
        row = exporting(store, "folder")
        print(f"{row[0]:<34} {row[1]:>9.4f} {row[2]:>10.2f}")
        del store
        for what, seconds in cold(folder / "store"):
            print(f"{what:<34} {seconds:>9.4f}")
        number, articles = data.count(b"\n"), len(memory.articles())
        print(f"in all {number} quads of {articles} articles, {len(memory)} triples")
        if rdflib:
            print(f"{'analyst query':<34} {'seconds':>9} {'rdflib is':>10}")
            for what, here, times in analyst(memory, plain=plain):
                print(f"{what:<34} {here:>9.4f} {times:>10} times slower")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="What stores, queries and exports cost beside the engine alone.")
    parser.add_argument("--triples", type=int, nargs="+", default=[10_000, 300_000], metavar="N")
    parser.add_argument("--no-rdflib", action="store_true", help="leave out the comparison with rdflib")
    parser.add_argument("--plain", action="store_true", help="give rdflib the union as one plain graph")
    given = parser.parse_args()
    for triples in given.triples:
        report(triples, rdflib=not given.no_rdflib, plain=given.plain)


if __name__ == "__main__":
    main()
