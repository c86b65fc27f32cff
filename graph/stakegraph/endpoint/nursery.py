"""The process that forks the workers: it holds the data once, and each worker sees it without a copy of its own.

It is started as a program, with one end of a socket as its standard input, runs no thread, and opens no folder store
itself, because the engine's threads would not survive a fork.
"""

from __future__ import annotations

import asyncio
import gc
import os
import pickle
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pyoxigraph

from stakegraph.endpoint.answering import Reader
from stakegraph.endpoint.front import Front
from stakegraph.endpoint.glance import Glance
from stakegraph.endpoint.guard import Guard
from stakegraph.endpoint.looking import engine
from stakegraph.endpoint.lookup import Index
from stakegraph.endpoint.view import Age, View
from stakegraph.endpoint.worker import work
from stakegraph.endpoint.writing import Writer
from stakegraph.errors import StakegraphError, StoreError
from stakegraph.query.worker import limit_memory
from stakegraph.store import MARKER, OxigraphStore, Store, folder_store, open_store

IN_MEMORY = 256 * 1024**2
"""The size in bytes up to which a folder store is read into memory, where queries are faster."""

SNAPSHOTS = "snapshots"
"""The folder in a folder store where snapshots lie, on the same disk, because they share its files."""

AGE = "age"
"""The file beside them where updates are counted."""

READER, WRITER, FRONT = b"r", b"w", b"f"
"""The letters that ask for a worker, or for a front."""


class Plan(NamedTuple):
    """What a nursery is to hold: the data at ``place``, each job with ``timeout`` seconds and ``memory`` bytes.

    With ``update`` the place is a folder store that one worker, the writer, changes, and the others read snapshots; one
    that is to be held is ``snapshot``, after ``age`` updates. ``host``, ``names`` and ``origins`` are what a guard
    wants to know.
    """

    place: str
    timeout: float
    memory: int
    update: bool = False
    host: str = "127.0.0.1"
    names: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    snapshot: str = ""
    age: int = -1


class Nursery:
    """The nursery as the server sees it; ``state`` is that of the data when it was begun to be read."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._turn = asyncio.Lock()
        self._closed = False
        self.state = state(Path(plan.place))
        self._start()

    def _start(self) -> None:
        self._link, theirs = socket.socketpair()
        # -P and the path make the program the one that runs here, whatever lies in the current folder.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "stakegraph.endpoint.nursery"],
            stdin=theirs.fileno(),
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        theirs.close()
        self._link.sendall(pickle.dumps(tuple(self.plan)))

    def load(self) -> None:
        """Wait until the data is there. Raises the error of the nursery where it can't be read."""
        heard = self._link.recv(65536)
        error = pickle.loads(heard) if heard else StoreError(f"the process that reads {self.plan.place} has ended")
        if error is not None:
            self.close()
            raise error

    async def fork(self, letter: bytes) -> tuple[int, socket.socket]:
        """Return the number of a new process and the line to it. If the nursery has died, the data is loaded anew.

        Raises OSError after :meth:`close`, and the error of the nursery where the data can't be read any more.
        """
        async with self._turn:
            try:
                return await asyncio.to_thread(self._fork, letter)
            except OSError:
                if self._closed:
                    raise
            self._end()
            self._start()
            await asyncio.to_thread(self.load)
            return await asyncio.to_thread(self._fork, letter)

    async def renew(self, snapshot: str = "", age: int = -1) -> bool:
        """Have another process load the data as it is now, or a snapshot, and fork from that one then.

        Says whether it could.
        """
        fresh = Nursery(self.plan._replace(snapshot=snapshot, age=age))
        try:
            await asyncio.to_thread(fresh.load)
        except StakegraphError:
            return False
        async with self._turn:
            self._end()
            self.plan, self._link, self._process = fresh.plan, fresh._link, fresh._process
        return True

    def _fork(self, letter: bytes) -> tuple[int, socket.socket]:
        self._link.sendall(letter)
        data, numbers, _, _ = socket.recv_fds(self._link, 8, 1)
        if not numbers:
            raise ConnectionError("the nursery has ended")
        link = socket.socket(fileno=numbers[0])
        link.setblocking(False)
        return int.from_bytes(data, "little"), link

    def close(self) -> None:
        """End the nursery; its workers end when their lines are closed."""
        self._closed = True
        self._end()

    def _end(self) -> None:
        self._link.close()
        self._process.wait()


def main(link: socket.socket) -> None:
    """Load what the plan says, and fork a worker for each letter that comes, until the other end has gone."""
    for number in (signal.SIGINT, signal.SIGTERM):  # they are for the server, which says when it is over
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    plan = Plan(*pickle.loads(link.recv(65536)))
    try:
        store = _load_snapshot(plan) if plan.update else _load(Path(plan.place))
    except StakegraphError as error:
        link.sendall(pickle.dumps(error))
        return
    link.sendall(pickle.dumps(None))
    gc.freeze()
    while letter := link.recv(1):
        # Messages to and from a front carry connections, and must not run into each other.
        ours, theirs = socket.socketpair(type=socket.SOCK_SEQPACKET if letter == FRONT else socket.SOCK_STREAM)
        pid = os.fork()
        if pid == 0:
            link.close()
            theirs.close()
            _live(plan, store, ours, letter)
        ours.close()
        socket.send_fds(link, [pid.to_bytes(8, "little")], [theirs.fileno()])
        theirs.close()


def _live(plan: Plan, store: Store | None, link: socket.socket, letter: bytes) -> None:
    """Be a worker or a front until the end of the process."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        if letter == FRONT:
            Front(link, Glance(_view(plan, store), Guard(plan.host, plan.names, plan.origins))).run()
            return
        handle = Writer(Path(plan.place)) if letter == WRITER else _reader(plan, store)
        limit_memory(plan.memory)
        work(link, plan.timeout, handle)
    except Exception:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(0)


def _reader(plan: Plan, store: Store | None) -> Reader:
    return Reader(store, Path(plan.place if store is None else plan.snapshot or plan.place))


def state(place: Path) -> set[tuple[str, int, int]]:
    """Return the files in which the data at ``place`` is, with their sizes and times: they tell when it has changed."""
    if (place / MARKER).exists():
        files = [file for form in ("*.sst", "*.log", "MANIFEST-*") for file in place.rglob(form)]
    else:
        files = [place / "graph.trig" if place.is_dir() else place]
    found = set()
    for file in files:
        with suppress(FileNotFoundError):
            known = file.stat()
            found.add((file.name, known.st_size, known.st_mtime_ns))
    return found


def _view(plan: Plan, store: Store | None) -> View:
    """Return what a front looks into; nothing where the folder can't be opened, which a worker will explain."""
    place = Path(plan.place)
    if plan.update:
        age = Age(place / SNAPSHOTS / AGE)
        return View(None, age) if store is None else View(Index(engine(store)), age, plan.age)
    try:
        return View(Index(Reader(store, place).engine))
    except StakegraphError:
        return View(None)


def _load(place: Path) -> Store | None:
    """Return the data in memory, or None where each worker has to open the folder."""
    if not (place / MARKER).exists():
        return open_store(place)
    return _copy(place, lambda: folder_store(place, read_only=True).engine) if is_small(place) else None


def _load_snapshot(plan: Plan) -> Store | None:
    """Return the snapshot of a plan in memory, or None where it has none."""
    return _copy(Path(plan.snapshot), lambda: pyoxigraph.Store.read_only(plan.snapshot)) if plan.snapshot else None


def is_small(place: Path) -> bool:
    """Say whether a folder store can be read into memory, by its tables and its last log, which has what they lack."""
    logs = sorted(place.rglob("*.log"))
    return sum(file.stat().st_size for file in [*place.rglob("*.sst"), *logs[-1:]]) <= IN_MEMORY


def _copy(place: Path, opened: Callable[[], pyoxigraph.Store]) -> OxigraphStore:
    """Return what is at a place, opened and read by a child, because to do that here would start threads."""
    with tempfile.NamedTemporaryFile(suffix=".nq") as file:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                opened().dump(file.name, format=pyoxigraph.RdfFormat.N_QUADS)  # the union too, as it is kept
                code = 0
            finally:
                os._exit(code)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _, status = os.waitpid(child, 0)
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        if status:
            raise StoreError(f"the store {place} can't be read; it may be damaged: build it again, or restore a copy")
        oxigraph = pyoxigraph.Store()
        oxigraph.bulk_load(path=file.name, format=pyoxigraph.RdfFormat.N_QUADS)
    return OxigraphStore(oxigraph)


if __name__ == "__main__":
    main(socket.socket(fileno=os.dup(0)))
