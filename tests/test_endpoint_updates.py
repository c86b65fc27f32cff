"""Updates of the server: what they change, what they leave, and what others see meanwhile."""

from __future__ import annotations

import http.client
import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest

from endpoint import Server, count, family, rows, serving, stored
from factory import dam_annotation
from stakegraph.endpoint.messages import Update
from stakegraph.endpoint.writing import Writer
from stakegraph.rdf import to_quads

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
LAST = "<http://a.example/last>"
PATH = f"/sparql?query={quote(f'SELECT ?o {{ ?s {LAST} ?o }}')}"
ENOUGH = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?l) }"


@pytest.fixture(scope="module")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that takes updates, over a folder store."""
    folder = stored(tmp_path_factory.mktemp("writable") / "store", to_quads(dam_annotation()))
    with serving(folder, "--update", "--timeout", "2") as running:
        yield running


def test_an_update_is_seen_by_the_next_query(writable: Server) -> None:
    for number in range(5):
        assert writable.update(f"INSERT DATA {{ <http://a.example/{number}> a <http://a.example/New> }}").status == 204
        assert count(writable, "?s a <http://a.example/New>") == number + 1


def test_the_default_graph_stays_the_union_of_the_named_ones(writable: Server) -> None:
    fact = "<http://a.example/s> <http://a.example/p> 1"
    steps = [
        (f"INSERT DATA {{ GRAPH <http://a.example/g> {{ {fact} }} GRAPH <http://a.example/h> {{ {fact} }} }}", 1),
        (f"DELETE DATA {{ {fact} }}", 1),
        ("DROP GRAPH <http://a.example/g>", 1),
        (f"DELETE WHERE {{ GRAPH ?g {{ {fact} }} }}", 0),
        (f"INSERT DATA {{ {fact} }} ; # of no graph\n", 1),
        (f"DELETE DATA {{ {fact} }} ;", 0),
    ]
    for text, wanted in steps:
        assert writable.update(text).status == 204
        assert count(writable, fact) == wanted, text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("DELETE DATA { GRAPH <http://b.example/g> { <http://b.example/s> <http://b.example/p> 1 , 2 } }", {"1", "3"}),
        ("PREFIX b: <http://b.example/> WITH <http://b.example/g> DELETE { ?s b:p ?o } INSERT { ?s b:p 4 } "
         "WHERE { ?s b:p ?o }", {"1", "3", "4"}),
        ("DELETE { ?s ?p ?o } WHERE { GRAPH <http://b.example/g> { ?s ?p ?o } }", {"1", "2", "3"}),
        ("CLEAR GRAPH <http://b.example/g>", {"1", "3"}),
        ("DROP SILENT GRAPH <http://b.example/h> ; DELETE DATA { <http://b.example/s> <http://b.example/p> 3 }",
         {"1", "2"}),
        ("DELETE WHERE { GRAPH ?g { ?s <http://b.example/p> 1 } }", {"2", "3"}),
        ("DROP NAMED", {"3"}),
        ("MOVE <http://b.example/h> TO <http://b.example/g>", {"1", "3"}),
    ],
)  # fmt: skip
def test_the_union_has_what_graphs_say_after_an_update_and_what_none_ever_said(
    text: str, left: set[str], tmp_path: Path
) -> None:
    ask, three = "<http://b.example/s> <http://b.example/p>", "?s <http://b.example/p> ?o"
    graphs = f"GRAPH <http://b.example/g> {{ {ask} 1 , 2 }} GRAPH <http://b.example/h> {{ {ask} 1 }}"
    writer = Writer(stored(tmp_path / "store", []))
    for step in (f"INSERT DATA {{ {graphs} {ask} 3 }}", text):
        assert writer(Update(step, "http://x.example/"), "").status == 204
    found = writer._store.query(f"SELECT ?o {{ {three} }}") if writer._store else ()
    assert {one[0].value for one in found} == left  # type: ignore[union-attr]
    assert sorted(path.name for path in (tmp_path / "store").iterdir()) == ["oxigraph", "stakegraph-store.json"]


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        ("CLEAR XYZ", 400, "the update can't be understood at line 1, column 10"),
        ("INSERT DATA { ", 400, "the update can't be understood"),
        ("CLEAR GRAPH <http://a.example/none>", 400, "does not exist"),
        (f"INSERT {{ <s> <p> ?n }} WHERE {{ {ENOUGH} }}", 504, "was stopped after 2 seconds"),
    ],
)
def test_an_update_that_fails_changes_nothing(writable: Server, text: str, status: int, words: str) -> None:
    before = count(writable, "?s ?p ?o")
    reply = writable.update(text)
    assert (reply.status, words in reply.text) == (status, True), reply.text
    assert count(writable, "?s ?p ?o") == before


def test_a_form_of_a_strange_page_changes_nothing(writable: Server) -> None:
    strange = {**FORM, "Origin": "http://evil.example"}
    assert writable.send("POST", "/sparql", b"update=DROP+ALL", strange).status == 403
    assert count(writable, "?s a sg:Stance") == 5


def test_updates_stay_in_the_store(tmp_path: Path) -> None:
    folder = stored(tmp_path / "store", [])
    with serving(folder, "--update") as first:
        first.update("INSERT DATA { <http://a.example/s> a <http://a.example/Kept> }")
    with serving(folder) as second:
        assert count(second, "?s a <http://a.example/Kept>") == 1
    assert sorted(path.name for path in folder.iterdir()) == ["oxigraph", "stakegraph-store.json"]


def changed(number: int) -> str:
    """An update that sets two values."""
    values = f"<http://a.example/left> ?p {number} . <http://a.example/right> ?p {number}".replace("?p", LAST)
    return f"DELETE {{ ?s {LAST} ?o }} WHERE {{ ?s {LAST} ?o }} ; INSERT DATA {{ {values} }}"


def last(server: Server) -> tuple[str, ...]:
    """The two values, by a lookup, which a front answers."""
    return tuple(row["o"] for row in rows(server, f"SELECT ?o {{ ?s {LAST} ?o }}"))


def lookups(port: int, over: threading.Event) -> int:
    """Ask for the values over one connection until it is over; return how often."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    asked = 0
    while not over.is_set():
        line.request("GET", PATH)
        asked += line.getresponse().read().count(b'"value"') == 2
    line.close()
    return asked


def test_an_update_is_seen_by_the_next_lookup_over_any_connection(writable: Server) -> None:
    """Eight clients ask all the time, and the one that updates asks over two old connections and over a new one."""
    over = threading.Event()
    assert writable.update(changed(-1)).status == 204
    lines = [http.client.HTTPConnection("127.0.0.1", writable.port, timeout=30) for _ in range(2)]
    with ThreadPoolExecutor(8) as threads:
        busy = [threads.submit(lookups, writable.port, over) for _ in range(8)]
        try:
            for number in range(50):
                assert writable.update(changed(number)).status == 204
                for line in lines:
                    line.request("GET", PATH)
                    found = json.loads(line.getresponse().read())["results"]["bindings"]
                    assert [row["o"]["value"] for row in found] == [str(number)] * 2
                assert last(writable) == (str(number),) * 2
        finally:
            over.set()
        assert min(client.result() for client in busy) > 0
    for line in lines:
        line.close()


def in_memory(server: Server, old: int = 0) -> list[int]:
    """The other processes of a server, when its data is in memory: the new nursery, readers, and fronts.

    ``old`` is the nursery before, if not the first.
    """
    old = old or family(server.process.pid)[0]
    deadline = time.monotonic() + 30
    while Path(f"/proc/{old}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    return family(server.process.pid)


def test_lookups_need_no_reader_after_an_update(tmp_path: Path) -> None:
    with serving(stored(tmp_path / "store", []), "--update", "--workers", "1") as running:
        reader = in_memory(running)[1]
        assert running.update(changed(1)).status == 204
        os.kill(reader, signal.SIGSTOP)
        try:
            assert last(running) == ("1", "1")
        finally:
            os.kill(reader, signal.SIGCONT)


def test_data_that_is_left_alone_is_read_into_memory_and_updates_are_seen_after(tmp_path: Path) -> None:
    folder = stored(tmp_path / "store", to_quads(dam_annotation()))
    with serving(folder, "--update") as running:
        nursery = 0
        for number in (1, 2):
            assert running.update(changed(number)).status == 204
            nursery = in_memory(running, nursery)[0]
            assert last(running) == (str(number),) * 2
            assert count(running, "?s a sg:Stance") == 5
        assert len(list((folder / "snapshots").iterdir())) == 2  # the last one, and the number of updates


def test_readers_see_whole_updates_only(writable: Server) -> None:
    """200 readers and a writer that puts in pairs and changes one: each reader finds both of a pair or none."""
    pair = "<http://a.example/left> <http://a.example/n> {n} . <http://a.example/right> <http://a.example/n> {n}"
    query = (
        "SELECT (COUNT(?l) AS ?left) (COUNT(?r) AS ?right) { { <http://a.example/left> <http://a.example/n> ?l } "
        "UNION { <http://a.example/right> <http://a.example/n> ?r } }"
    )
    over = threading.Event()
    assert writable.update(changed(0)).status == 204

    def read(_: int) -> set[tuple[str, ...]]:
        seen: set[tuple[str, ...]] = set()
        while not over.is_set():
            row = rows(writable, query)[0]
            seen.add((row["left"], row["right"]))
            seen.add(last(writable))
        return seen

    with ThreadPoolExecutor(200) as threads:
        readers = [threads.submit(read, number) for number in range(200)]
        try:
            for number in range(1, 5):
                fact = pair.replace("{n}", str(number))
                assert writable.update(f"INSERT DATA {{ {fact} }} ; {changed(number)}").status == 204
                assert rows(writable, query)[0] == {"left": str(number), "right": str(number)}
                assert last(writable) == (str(number), str(number))
        finally:
            over.set()
        seen = set[tuple[str, ...]]().union(*(reader.result() for reader in readers))
    assert {left for left, right in seen} == {right for left, right in seen}
    assert all(left == right for left, right in seen)
