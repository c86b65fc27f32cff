"""A store when something goes wrong: killed writers, full disks, damaged files, requests that break off."""

from __future__ import annotations

import os
import resource
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from pyoxigraph import Quad, Triple

from conftest import require
from factory import ARTICLE, dam_annotation
from servers import clear, update
from stakegraph.errors import StoreError
from stakegraph.model import Annotation
from stakegraph.rdf import from_quads, graph_name, serialize, to_quads
from stakegraph.rdf.terms import LABEL
from stakegraph.store import MARKER, Store, folder_store, memory_store, open_store, writable_store
from stakegraph.store.changes import replacement
from stakegraph.store.mending import BEFORE
from stakegraph.store.remote import remote_store

WRITER = """
import sys
from test_store_faults import write
write(sys.argv[1], rounds=1000)
"""
KILLER = """
import os, signal, sys, time
from test_store_faults import load, write
for line in sys.stdin:
    child = os.fork()
    if not child:
        {work}(sys.argv[1], rounds=1000)
    time.sleep(float(line))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    sys.stderr.write("killed\\n")
    sys.stderr.flush()
"""
LOADER = """
import resource, sys
from test_store_faults import folder_store, to_quads, version
store = folder_store(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (15_000, 15_000))
store.load(quad for number in range(20) for quad in to_quads(version(number, 0)))
"""
UPDATER = """
import os, sys
from pathlib import Path
from stakegraph.store import folder_store
from stakegraph.store.mending import mended
store = folder_store(sys.argv[1])
with mended(store._oxigraph, Path(sys.argv[1])):
    store._oxigraph.update("DELETE WHERE { GRAPH ?g { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?o } }")
    os._exit(9)
"""
NUMBER = 5
FULL = 12
"""Articles beyond which a store is begun anew: to hold many against each other takes long."""


def version(number: int, edition: int) -> Annotation:
    """Return one of two editions of one of a few articles."""
    return replace(dam_annotation(), article=replace(ARTICLE, id=f"n{number}", title=f"edition {edition}"))


def write(place: str, rounds: int) -> None:
    """Put edition after edition of all articles into a store, and say each."""
    store = folder_store(place)
    for edition in range(rounds):
        for number in range(NUMBER):
            store.add(version(number, edition % 2))
            sys.stdout.write(".")
            sys.stdout.flush()


def load(place: str, rounds: int) -> None:
    """Load more and more articles into a store, two at a time."""
    store = folder_store(place)
    for _ in range(rounds):
        there = len(store.articles())
        store.load(quad for number in range(there, there + 2) for quad in to_quads(version(number, 0)))


def assert_whole(store: Store) -> int:
    """Hold every article against its two editions, and the union against the articles; return how many they are."""
    found = from_quads(store.quads())
    for one in found:
        number = int(one.article.id[1:])
        assert one in (version(number, 0), version(number, 1))
    assert len(store) == len({quad.triple for one in found for quad in to_quads(one)})
    return len(found)


def program(text: str, place: Path, **options: Any) -> subprocess.Popen[str]:
    """Start a process that works on a store."""
    path = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    streams = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    environment = {**os.environ, "PYTHONPATH": path}
    command = [sys.executable, "-S", "-c", text, str(place)]
    return subprocess.Popen(command, text=True, env=environment, **{**streams, **options})


def killed(work: str, place: Path, later: float) -> Iterator[int]:
    """Kill what works on a store 20 times, each time later, and yield how many articles it left."""
    # It forks a worker for each kill, for a start of Python takes longer than what is killed here.
    with program(KILLER.format(work=work), place, stdout=subprocess.DEVNULL) as killer:
        assert killer.stdin
        assert killer.stderr
        for kill in range(20):
            killer.stdin.write(f"{kill * later}\n")
            killer.stdin.flush()
            assert killer.stderr.readline() == "killed\n"
            if (place / MARKER).exists():
                left = assert_whole(open_store(place))
                yield left
                if left > FULL:
                    shutil.rmtree(place)
        killer.stdin.close()


def test_a_writer_that_is_killed_leaves_whole_articles_and_can_be_run_again(tmp_path: Path) -> None:
    place = tmp_path / "store"
    assert max(killed("write", place, later=0.02)) == NUMBER
    write(str(place), rounds=1)
    assert serialize(open_store(place).quads(), "nquads") == serialize(
        [quad for number in range(NUMBER) for quad in to_quads(version(number, 0))], "nquads"
    )


def test_a_load_that_is_killed_leaves_all_of_it_or_nothing(tmp_path: Path) -> None:
    start = time.monotonic()
    load(str(tmp_path / "undisturbed"), rounds=1)
    took = time.monotonic() - start  # by the clock: other work on the machine keeps up both
    left = list(killed("load", tmp_path / "store", later=max(0.01, took / 5)))
    assert max(left) > 0
    assert [number % 2 for number in left] == [0] * len(left)


def test_what_a_killed_load_left_is_removed_by_the_next_writer(tmp_path: Path) -> None:
    folder_store(tmp_path / "s")
    left = tmp_path / "s" / "oxigraph" / "bulk-1.sst"
    left.write_bytes(b"half")
    assert len(open_store(tmp_path / "s")) == 0
    assert left.exists()
    assert len(folder_store(tmp_path / "s")) == 0
    assert not left.exists()


def test_an_update_whose_consequences_were_cut_off_is_mended_by_the_next_writer(tmp_path: Path) -> None:
    place = tmp_path / "store"
    store = folder_store(place)
    store.add(version(0, 0))
    labels = sum(quad.predicate == LABEL for quad in store.quads())
    alone = Quad(LABEL, LABEL, LABEL)
    store.load([alone])
    before = len(store)
    del store
    with program(UPDATER, place) as process:
        assert process.wait(timeout=60) == 9
    assert len(open_store(place)) == before
    store = folder_store(place)
    assert len(store) == before - labels
    assert list(store.quads())[-1] == alone
    assert not (place / BEFORE).exists()


def test_a_full_disk_is_said_and_leaves_whole_articles(tmp_path: Path) -> None:
    place = tmp_path / "store"
    folder_store(place)

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))

    with program(WRITER, place, preexec_fn=little_room) as process:
        out, err = process.communicate(timeout=60)
    assert "can't be written, and was left as it was" in err
    assert len(out) >= 1
    assert_whole(open_store(place))


def test_a_disk_that_is_full_while_loading_is_said_and_leaves_what_was_there(tmp_path: Path) -> None:
    place = tmp_path / "store"
    folder_store(place).add(version(0, 0))
    with program(LOADER, place) as process:
        _, err = process.communicate(timeout=60)
    assert "can't be written, and was left as it was" in err
    assert assert_whole(open_store(place)) == 1


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose data lies in tables as well as in the log."""
    place = tmp_path_factory.mktemp("sound") / "store"
    for number in range(2):
        folder_store(place).add(version(number, 0))
    return place


@pytest.mark.parametrize("harm", ["cut", "overwritten", "gone"])
@pytest.mark.parametrize("files", ["*.sst", "*.log", "CURRENT", "MANIFEST-*"])
def test_a_damaged_store_is_refused_or_whole(files: str, harm: str, sound: Path, tmp_path: Path) -> None:
    place = tmp_path / "store"
    shutil.copytree(sound, place)
    names = sorted((place / "oxigraph").glob(files))
    assert names
    for name in names:
        data = name.read_bytes()
        name.write_bytes(data[: len(data) // 2] + (b"\x55" * (len(data) // 2) if harm == "overwritten" else b""))
        if harm == "gone":
            name.unlink()
    try:
        assert_whole(open_store(place))
    except StoreError as error:
        assert "is damaged; build it again, or restore a copy" in str(error)
        assert files != "*.log"  # what the log lost was never told to be written
    else:
        assert files == "*.log"


@pytest.mark.parametrize("kind", ["oxigraph", "virtuoso"])
def test_a_request_that_breaks_off_changes_nothing_on_a_server(kind: str, server: Callable[[str], str]) -> None:
    url = server(kind)
    clear(url)
    store = writable_store(url)
    store.add(version(0, 0))
    before = serialize(store.quads(), "nquads")
    parts = urlsplit(url)
    whole = b"DROP SILENT GRAPH <https://w3id.org/stakegraph/graph/n0> ; " + b"# more \n" * 1000
    head = (
        f"POST {parts.path.replace('query', 'update')} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
        f"Content-Type: application/sparql-update\r\nContent-Length: {len(whole)}\r\n\r\n"
    )
    with socket.create_connection((str(parts.hostname), parts.port or 80)) as line:
        line.sendall(head.encode() + whole[:100])
    time.sleep(0.5)
    assert serialize(store.quads(), "nquads") == before


@pytest.mark.parametrize("done", [1, 2, 3, 4])
@pytest.mark.parametrize("kind", ["oxigraph", "virtuoso"])
def test_a_change_that_a_server_left_half_done_is_mended_by_the_same_change(
    kind: str, done: int, server: Callable[[str], str]
) -> None:
    url = server(kind)
    clear(url)
    store = remote_store(url)
    store.change([version(number, 0) for number in range(3)])
    names = [graph_name(f"n{number}", store.base) for number in range(2)]
    change = {names[0]: {quad.triple for quad in to_quads(version(0, 1))}, names[1]: set[Triple]()}
    steps = replacement(change, names, store._union_to_write).split(" ;\n")
    assert len(steps) == 5
    update(url, " ;\n".join(steps[:done]))
    store.replace(change)
    assert from_quads(store.quads()) == [version(0, 1), version(2, 0)]
    assert_whole(store)


def test_a_store_that_another_process_writes_to_is_held(tmp_path: Path) -> None:
    with program(WRITER, tmp_path / "store") as process:
        assert process.stdout
        process.stdout.read(2)
        with pytest.raises(StoreError, match="is held by another process; wait for it, or end it"):
            folder_store(tmp_path / "store")
        assert_whole(open_store(tmp_path / "store"))
        process.kill()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    require(os.geteuid() != 0 or Path("/proc/self").exists(), "a folder that refuses", "run on Linux")
    place = Path("/proc/self/store") if os.geteuid() == 0 else tmp_path / "closed" / "store"
    if os.geteuid() != 0:
        place.parent.mkdir(mode=0o500)
    with pytest.raises(StoreError, match="a store can't be made in"):
        folder_store(place)


def test_a_store_that_was_only_marked_is_empty(tmp_path: Path) -> None:
    folder_store(tmp_path / "store")
    shutil.rmtree(tmp_path / "store" / "oxigraph")
    assert open_store(tmp_path / "store").articles() == []
    folder_store(tmp_path / "store").add(version(0, 0))
    assert open_store(tmp_path / "store").articles() == ["n0"]


def test_an_interrupted_first_file_does_not_make_a_folder_foreign(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / ".stakegraph-x1").write_text("")
    assert len(folder_store(tmp_path / "store")) == len(memory_store()) == 0
