"""Where connections come in: the server accepts them, deals them out to its fronts, and has back what is not for those.

A front that dies is replaced after a while, and until then the server does without. A front that finds its snapshot
old is lent a new one, and gives that back by asking for the next.
"""

from __future__ import annotations

import asyncio
import os
import select
import socket
from collections import deque
from collections.abc import Callable, Coroutine

from stakegraph.endpoint.front import MARK, MAX_PASSED, SNAPSHOT
from stakegraph.endpoint.http import Connection
from stakegraph.endpoint.nursery import FRONT, Nursery
from stakegraph.endpoint.service import Service
from stakegraph.errors import StakegraphError

FRONTS = min(4, len(os.sched_getaffinity(0))) if hasattr(select, "epoll") else 0
"""Fronts of a server, as many as there are processors up to four."""

_AT_ONCE = 100  # connections that are accepted in a row, before others have their turn
_PAUSE = 1.0  # seconds before a front that has died is replaced, or something else is tried again


class Reception:
    """Accepts connections at a listening socket; ``make`` makes the server's end of one, given what came over it."""

    def __init__(
        self, service: Service, nursery: Nursery, listening: socket.socket, make: Callable[[bytes], Connection]
    ) -> None:
        self._service = service
        self._nursery = nursery
        self._listening = listening
        self._make = make
        self._fronts: deque[socket.socket] = deque()
        self._leaving: set[socket.socket] = set()
        self._lent: dict[socket.socket, str] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._again: asyncio.TimerHandle | None = None
        self._loop = asyncio.get_running_loop()

    async def open(self) -> None:
        """Have the fronts forked, and begin to accept."""
        for _ in range(FRONTS):
            await self._hire()
        self._listening.setblocking(False)
        self._loop.add_reader(self._listening, self._accept)

    def close(self) -> None:
        """Accept no more, and end the fronts."""
        self._loop.remove_reader(self._listening)
        if self._again is not None:
            self._again.cancel()
        for task in self._tasks:
            task.cancel()
        for front in (*self._fronts, *self._leaving):
            self._loop.remove_reader(front)
            front.close()

    def renew(self) -> None:
        """Replace the fronts; their connections come back, and stay here."""
        for front in self._fronts:
            front.shutdown(socket.SHUT_WR)
            self._leaving.add(front)
            self._start(self._hire())
        self._fronts.clear()

    async def _hire(self, pause: float = 0.0) -> None:
        await asyncio.sleep(pause)
        try:
            _, front = await self._nursery.fork(FRONT)
        except (OSError, StakegraphError):  # the end is near, or the data can't be read any more: workers say so
            return
        self._fronts.append(front)
        self._loop.add_reader(front, self._hear, front)

    def _accept(self) -> None:
        for _ in range(_AT_ONCE):
            try:
                line, _ = self._listening.accept()
            except (BlockingIOError, ConnectionAbortedError):
                return
            except OSError:  # there are too many open files
                self._loop.remove_reader(self._listening)
                self._again = self._loop.call_later(_PAUSE, self._loop.add_reader, self._listening, self._accept)
                return
            self._deal(line)

    def _deal(self, line: socket.socket) -> None:
        """Give a connection to a front, or keep it."""
        if self.give(line.fileno(), b""):
            line.close()
        else:
            self._keep(line, b"")

    def give(self, number: int, request: bytes) -> bool:
        """Give a connection, over which a request may have come, to the front whose turn it is; say whether it could.

        A front that has no time takes none.
        """
        if not self._fronts:
            return False
        self._fronts.rotate()
        try:
            socket.send_fds(self._fronts[0], [MARK + request], [number])
        except OSError:
            return False
        return True

    def _hear(self, front: socket.socket) -> None:
        """Have back what a front passes on, or hear that it wants a snapshot; the loop calls this."""
        try:
            data, numbers, _, _ = socket.recv_fds(front, len(MARK) + MAX_PASSED, 1)
        except BlockingIOError:
            return
        except OSError:
            data, numbers = b"", []
        for number in numbers:
            self._keep(socket.socket(fileno=number), data[len(MARK) :])
        if data == SNAPSHOT:
            self._start(self._lend(front))
        if not data:
            self._loop.remove_reader(front)
            front.close()
            self._have_back(front)
            if front in self._leaving:
                self._leaving.remove(front)
            else:
                self._fronts.remove(front)
                self._start(self._hire(_PAUSE))

    async def _lend(self, front: socket.socket) -> None:
        """Show a new snapshot to a front, or say that there is none."""
        self._have_back(front)
        lent = await self._service.lend()
        if lent is None:
            shown = b""
        else:
            age, self._lent[front] = lent
            shown = b"%d %b" % (age, os.fsencode(self._lent[front]))
        try:
            await self._loop.sock_sendall(front, SNAPSHOT + shown)
        except OSError:  # it has died
            self._have_back(front)

    def _have_back(self, front: socket.socket) -> None:
        place = self._lent.pop(front, None)
        if place is not None:
            self._service.leave(place)

    def _keep(self, line: socket.socket, data: bytes) -> None:
        line.setblocking(False)
        self._start(self._serve(line, data))

    async def _serve(self, line: socket.socket, data: bytes) -> None:
        try:
            await self._loop.connect_accepted_socket(lambda: self._make(data), line)
        except OSError:  # the client has gone
            line.close()

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
