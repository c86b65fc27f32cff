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
from pathlib import Path
from typing import NamedTuple

import pyoxigraph

from stakegraph.endpoint.answering import Reader
from stakegraph.endpoint.worker import work
from stakegraph.endpoint.writing import Writer
from stakegraph.errors import StakegraphError, StoreError
from stakegraph.query.worker import limit_memory
from stakegraph.store import MARKER, OxigraphStore, Store, open_store

IN_MEMORY = 256 * 1024**2
"""The size in bytes up to which a folder store is read into memory, where queries are faster."""

READER, WRITER = b"r", b"w"
"""The letters that ask for a worker."""


class Plan(NamedTuple):
    """What a nursery is to hold: the data at ``place``, each job with ``timeout`` seconds and ``memory`` bytes.

    With ``update`` the place is a folder store that one worker, the writer, changes, and the others read snapshots.
    """

    place: str
    timeout: float
    memory: int
    update: bool = False


class Nursery:
    """The nursery as the server sees it."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._turn = asyncio.Lock()
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
        """Return the number of a new worker's process and the line to it. Raises OSError where the nursery has died."""
        async with self._turn:
            return await asyncio.to_thread(self._fork, letter)

    async def restart(self) -> None:
        """Load the data anew after the process has died. Raises the error of the nursery where it can't be read."""
        async with self._turn:
            self.close()
            self._start()
            await asyncio.to_thread(self.load)

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
        self._link.close()
        self._process.wait()


def main(link: socket.socket) -> None:
    """Load what the plan says, and fork a worker for each letter that comes, until the other end has gone."""
    for number in (signal.SIGINT, signal.SIGTERM):  # they are for the server, which says when it is over
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    plan = Plan(*pickle.loads(link.recv(65536)))
    try:
        store = None if plan.update else _load(Path(plan.place))
    except StakegraphError as error:
        link.sendall(pickle.dumps(error))
        return
    link.sendall(pickle.dumps(None))
    gc.freeze()
    while letter := link.recv(1):
        ours, theirs = socket.socketpair()
        pid = os.fork()
        if pid == 0:
            link.close()
            theirs.close()
            _live(plan, store, ours, writes=letter == WRITER)
        ours.close()
        socket.send_fds(link, [pid.to_bytes(8, "little")], [theirs.fileno()])
        theirs.close()


def _live(plan: Plan, store: Store | None, link: socket.socket, *, writes: bool) -> None:
    """Be a worker until the end of the process."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        handle = Writer(Path(plan.place)) if writes else Reader(store, Path(plan.place))
        limit_memory(plan.memory)
        work(link, plan.timeout, handle)
    except Exception:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(0)


def _load(place: Path) -> Store | None:
    """Return the data in memory, or None where each worker has to open the folder."""
    if not (place / MARKER).exists():
        return open_store(place)
    size = sum(file.stat().st_size for file in place.rglob("*") if file.is_file())
    return _copy(place) if size <= IN_MEMORY else None


def _copy(place: Path) -> OxigraphStore:
    """Return what a folder store holds, read by a child, because to open it here would start threads."""
    with tempfile.NamedTemporaryFile(suffix=".nq") as file:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                Reader(None, place).dump(file.name)
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
