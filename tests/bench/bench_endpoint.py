"""Measures the endpoint beside the official Oxigraph server: ``python tests/bench/bench_endpoint.py [--triples N]``.

Both serve folder stores of the same generated graph, first for reading alone and then such that they take updates, and
``wrk`` (Debian's package) asks both for what a random node has, over connections that stay open; the two take turns,
and the best round of each counts, because other work on the machine makes a round slower, never faster. A lookup and
one with a filter are what our fronts answer; a sum is what they pass on, so that a worker parses, plans and answers it.
Nothing is cached: each request is evaluated. The last columns are the processor time that a request costs a server and
its processes, which other work hardly touches.

``--readers S`` lets 200 readers and one writer at a server that takes updates for S seconds instead, and counts what
was answered, and what was not or wrongly: each update puts in a pair, which workers count, and changes another, which
fronts look up, and a reader that sees half a pair is wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import NamedNode

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.graphs import quads
from endpoint import Server, serving
from stakegraph.store import folder_store

TICKS = os.sysconf("SC_CLK_TCK")
REQUESTS = """
local paths = { PATHS }
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
"""
QUERIES = {
    "lookup": "SELECT ?p ?o { <NODE> ?p ?o }",
    "filter": "SELECT ?p ?o { <NODE> ?p ?o FILTER(?p != <http://a.example/>) }",
    "sum": "SELECT (COUNT(?o) AS ?n) { <NODE> ?p ?o }",
}
UPDATE = """
PREFIX a: <http://a.example/> INSERT DATA { a:left a:n NUMBER . a:right a:n NUMBER } ;
DELETE { ?s a:last ?o } WHERE { ?s a:last ?o } ; INSERT DATA { a:left a:last NUMBER . a:right a:last NUMBER }
"""
LAST = "SELECT ?o { ?s <http://a.example/last> ?o }"
HALVES = (
    "SELECT (COUNT(?l) AS ?left) (COUNT(?r) AS ?right) { { <http://a.example/left> <http://a.example/n> ?l } "
    "UNION { <http://a.example/right> <http://a.example/n> ?r } }"
)


@contextmanager
def oxigraph(store: Path, *, update: bool) -> Iterator[tuple[str, int]]:
    """Run the official server over the files of a folder store; yield its address and its process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    binary = Path(sys.executable).with_name("oxigraph")
    kind = "serve" if update else "serve-read-only"
    command = [str(binary), kind, "--location", str(store / "oxigraph"), "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/query", process.pid
    finally:
        process.terminate()
        process.wait()


def processes(pid: int) -> list[int]:
    """Return a process with all below it."""
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(one for child in below for one in processes(int(child)))]


def settle(pid: int) -> None:
    """Wait until a server of ours that takes updates, and gets none, has its data in memory."""
    nursery = processes(pid)[1]
    while nursery in processes(pid):
        time.sleep(0.5)


def cpu(pid: int) -> float:
    """Return the seconds of processor time of a process and all below it."""
    fields = [
        Path(f"/proc/{one}/stat").read_text(encoding="ascii").rpartition(")")[2].split() for one in processes(pid)
    ]
    return sum(int(one[11]) + int(one[12]) for one in fields) / TICKS


def asked(url: str, texts: list[str], seconds: int, connections: int, folder: Path) -> int:
    """Return how many requests a server answers in some seconds."""
    path = re.sub(r"^http://[^/]*", "", url)
    lines = ",".join(f'"{path}?query={_quoted(text)}"' for text in texts)
    script = folder / "requests.lua"
    script.write_text(REQUESTS.replace("PATHS", lines), encoding="utf-8")
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "20s", "-s", str(script), url]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in printed or "Socket errors" in printed:
        sys.exit(f"{url} failed:\n{printed}")
    return int(re.search(r"(\d+) requests in", printed)[1])  # type: ignore[index]


def _quoted(text: str) -> str:
    return "".join(char if char.isalnum() else f"%{ord(char):02X}" for char in text)


def compare(triples: int, connections: list[int], seconds: int, rounds: int) -> None:
    """Print what both servers do on the same data, for each kind of query and number of connections."""
    with tempfile.TemporaryDirectory() as name:
        folder, store = Path(name), Path(name) / "store"
        made = folder_store(store)
        made.load(quads(triples))
        nodes = sorted({quad.subject.value for quad in made.quads() if isinstance(quad.subject, NamedNode)})
        size = len(made)
        del made
        copy = shutil.copytree(store, folder / "copy")
        chosen = random.Random(7).sample(nodes, k=500)
        for update in (False, True):
            options = ["--update"] if update else []
            with serving(store, *options) as ours, oxigraph(copy, update=update) as (url, pid):
                if update:
                    settle(ours.process.pid)
                servers = [(f"{ours.url}/sparql", ours.process.pid), (url, pid)]
                for kind, form in QUERIES.items():
                    texts = [form.replace("NODE", node) for node in chosen]
                    for number in connections:
                        (here, mine), (there, theirs) = best(servers, texts, number, seconds, rounds, folder)
                        takes = "updates" if update else "reads"
                        print(f"{size:>9} {takes:>8} {kind:>7} {number:>12} {here:>9.0f} {there:>9.0f}"
                              f" {here / there:>6.2f} {mine:>7.0f} {theirs:>5.0f} µs", flush=True)  # fmt: skip


def best(
    servers: list[tuple[str, int]], texts: list[str], connections: int, seconds: int, rounds: int, folder: Path
) -> list[tuple[float, float]]:
    """Return requests a second and processor time a request, of each server in its best round."""
    found = [(0.0, 1e9)] * len(servers)
    for _ in range(rounds):
        for at, (address, process) in enumerate(servers):
            before = cpu(process)
            count = asked(address, texts, seconds, connections, folder)
            spent = (cpu(process) - before) / count * 1e6
            found[at] = (max(found[at][0], count / seconds), min(found[at][1], spent))
    return found


def crowd(seconds: int) -> None:
    """Print what 200 readers and a writer get."""
    with tempfile.TemporaryDirectory() as name:
        store = Path(name) / "store"
        folder_store(store).load(quads(10_000))
        with serving(store, "--update") as server, ThreadPoolExecutor(200) as threads:
            written = 0
            failed = int(server.update(UPDATE.replace("NUMBER", "0")).status != 204)
            until = time.monotonic() + seconds
            readers = [threads.submit(_read, server, until) for _ in range(200)]
            while time.monotonic() < until:
                written += 1
                failed += server.update(UPDATE.replace("NUMBER", str(written))).status != 204
                failed += _last(server) != [written] * 2 or _halves(server) != [written + 1] * 2
            counts = [reader.result() for reader in readers]
    answered, wrong = (sum(count[at] for count in counts) for at in (0, 1))
    print(f"{seconds} s, 200 readers: {answered} answers, {wrong} failed or wrong")
    print(f"{seconds} s, 1 writer: {written} updates, each seen by the next query; {failed} failed or not seen")


def _read(server: Server, until: float) -> tuple[int, int]:
    answered = wrong = 0
    while time.monotonic() < until:
        for pair in (_halves(server), _last(server)):
            answered += 1
            wrong += len(pair) != 2 or pair[0] != pair[1]
    return answered, wrong


def _halves(server: Server) -> list[int]:
    return [int(row[name]["value"]) for row in _rows(server, HALVES) for name in ("left", "right")]


def _last(server: Server) -> list[int]:
    return [int(row["o"]["value"]) for row in _rows(server, LAST)]


def _rows(server: Server, query: str) -> list[dict[str, dict[str, str]]]:
    reply = server.ask(query)
    return json.loads(reply.body)["results"]["bindings"] if reply.status == 200 else []


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description="The endpoint beside the official Oxigraph server.")
    parser.add_argument("--triples", type=int, nargs="+", default=[10_000, 300_000], metavar="N")
    parser.add_argument("--seconds", type=int, default=3, metavar="S", help="length of a round (default 3)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="rounds of each server (default 5)")
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 8, 32, 200], metavar="N")
    parser.add_argument("--readers", type=int, metavar="S", help="200 readers and a writer for S seconds instead")
    given = parser.parse_args()
    if given.readers:
        crowd(given.readers)
        return
    if not shutil.which("wrk"):
        sys.exit("wrk is missing: apt-get install wrk")
    print("  triples    takes   query  connections      ours  oxigraph  ratio  CPU a request")
    for triples in given.triples:
        compare(triples, given.connections, given.seconds, given.rounds)


if __name__ == "__main__":
    main()
