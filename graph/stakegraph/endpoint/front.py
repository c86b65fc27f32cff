"""The process that clients talk to first: it answers lookups, and passes every other connection on to the server.

The server deals the connections that it accepts out to some of these, which need no more than a glance at a request.
What a glance does not answer goes to the server with the connection itself, and a connection over which the server
hears a lookup comes back. A front has nothing under way when it looks at a request, so one that dies takes no answer
with it but those of its own. Where an update has come, it asks the server for a new snapshot, and holds lookups until
it has that.
"""

from __future__ import annotations

import os
import select
import socket
import time
from contextlib import suppress
from email.utils import formatdate

from stakegraph.endpoint.glance import LATER, MAX_REQUEST, Glance

IDLE = 5.0
"""Seconds after which, at the latest twice of that, a connection that is silent is closed."""

MAX_PASSED = 64 * 1024
"""The most bytes that are read from a connection before it is passed on."""

MAX_LINES = 500
"""The most connections that a front has; more go to the server at once."""

MARK = b"\0"
"""The byte of a message that carries a connection, before what has come over that."""

SNAPSHOT = b"s"
"""The byte by which a front asks for a snapshot, and before the age and the path in the answer, if there is one."""


class Front:
    """Has connections, and a ``link`` over which they come and go."""

    def __init__(self, link: socket.socket, glance: Glance) -> None:
        self._link = link
        self._glance = glance
        self._poll = select.epoll()
        self._lines: dict[int, socket.socket] = {}
        self._fresh: set[int] = set()
        self._active: set[int] = set()
        self._unsent: dict[int, bytes] = {}
        self._held: dict[int, bytes] = {}
        self._has_asked = False
        self._date = b""
        self._is_over = False

    def run(self) -> None:
        """Answer until the server gives no more connections, then pass on those that are here."""
        with suppress(ConnectionError):  # it may go while something is on its way
            self._run()

    def _run(self) -> None:
        self._link.setblocking(True)
        self._poll.register(self._link.fileno(), select.EPOLLIN)
        second = sweep = 0.0
        while not self._is_over or self._lines:
            ready = self._poll.poll(IDLE)
            now = time.time()
            if now - second >= 1:
                second = now
                self._date = f"date: {formatdate(now, usegmt=True)}\r\n".encode()
            for number, _ in ready:
                line = self._lines.get(number)
                if line is not None:
                    self._serve(number, line)
                elif number == self._link.fileno():
                    self._take()
            if self._is_over:
                self._leave()
            if now - sweep >= IDLE:
                sweep = now
                self._sweep()

    def _take(self) -> None:
        """Take a connection or a snapshot, or hear that there will be no more."""
        heard, numbers, _, _ = socket.recv_fds(self._link, len(MARK) + MAX_REQUEST, 1)
        for number in numbers:
            self._add(number, heard[len(MARK) :])
        if heard.startswith(SNAPSHOT):
            self._turn_to(heard[len(SNAPSHOT) :])
        if not heard:
            self._is_over = True
            self._poll.unregister(self._link.fileno())

    def _add(self, number: int, request: bytes) -> None:
        """Have one connection more, over which a request may have come already."""
        line = self._lines[number] = socket.socket(fileno=number)
        line.setblocking(False)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._fresh.add(number)
        self._active.add(number)
        self._poll.register(number, select.EPOLLIN)
        if len(self._lines) > MAX_LINES:
            self._pass_on(number, line, request)
        elif request:
            self._reply(number, line, request)

    def _turn_to(self, shown: bytes) -> None:
        """Look into a snapshot, and answer what was held for it; where there is none, pass that on."""
        self._has_asked = False
        age, _, path = shown.partition(b" ")
        if path:
            self._glance.view.turn_to(os.fsdecode(path), int(age))
        held, self._held = self._held, {}
        for number, request in held.items():
            line = self._lines[number]
            self._poll.modify(number, select.EPOLLIN)
            if path:
                self._reply(number, line, request)
            else:
                self._pass_on(number, line, request)

    def _leave(self) -> None:
        """Pass on what waits for nothing but a snapshot."""
        for number, line in list(self._lines.items()):
            if number not in self._unsent:
                self._pass_on(number, line, self._held.get(number, b""))

    def _serve(self, number: int, line: socket.socket) -> None:
        """Go on with a connection where something is ready."""
        self._active.add(number)
        if number in self._held:  # nothing is awaited there but its end
            self._drop(number, line)
            return
        try:
            if number in self._unsent:
                self._poll.modify(number, select.EPOLLIN)
                self._send(number, line, self._unsent.pop(number))
                return
            request = line.recv(MAX_PASSED)
        except BlockingIOError:
            return
        except OSError:
            request = b""
        if not request:
            self._drop(number, line)
        else:
            self._reply(number, line, request)

    def _reply(self, number: int, line: socket.socket, request: bytes) -> None:
        """Answer a request, hold it, or pass it on."""
        answer = self._glance.answer(request, self._date)
        if answer is None:
            self._pass_on(number, line, request)
        elif answer == LATER:
            self._hold(number, request)
        else:
            self._fresh.discard(number)
            self._send(number, line, answer)

    def _hold(self, number: int, request: bytes) -> None:
        """Keep a request until there is a new snapshot; nothing more is read from its connection before."""
        self._held[number] = request
        self._poll.modify(number, 0)
        if not self._has_asked:
            self._has_asked = True
            self._link.send(SNAPSHOT)

    def _send(self, number: int, line: socket.socket, data: bytes) -> None:
        """Send what the client takes now; nothing more is read from it before it has taken the rest."""
        try:
            sent = line.send(data)
        except BlockingIOError:
            sent = 0
        except OSError:
            self._drop(number, line)
            return
        if sent < len(data):
            self._unsent[number] = data[sent:]
            self._poll.modify(number, select.EPOLLOUT)

    def _pass_on(self, number: int, line: socket.socket, data: bytes) -> None:
        """Give a connection to the server, with what has come over it."""
        socket.send_fds(self._link, [MARK + data], [number])
        self._drop(number, line)

    def _drop(self, number: int, line: socket.socket) -> None:
        """Have a connection no more."""
        self._poll.unregister(number)  # it would be heard of still where the server has it
        line.close()
        del self._lines[number]
        self._unsent.pop(number, None)
        self._held.pop(number, None)
        self._fresh.discard(number)

    def _sweep(self) -> None:
        """Close what has been silent since the last time; who has said nothing at all waits on at the server."""
        for number, line in list(self._lines.items()):
            if number in self._active or number in self._held:
                continue
            if number in self._fresh:
                self._pass_on(number, line, b"")
            else:
                self._drop(number, line)
        self._active.clear()
