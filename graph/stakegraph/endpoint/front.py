"""The process that clients talk to first: it answers lookups, and passes every other connection on to the server.

The server deals the connections that it accepts out to some of these, which need no more than a glance at a request.
What a glance does not answer goes to the server with the connection itself, which stays there. A front has nothing
under way when it looks at a request, so one that dies takes no answer with it but those of its own.
"""

from __future__ import annotations

import select
import socket
import time
from contextlib import suppress
from email.utils import formatdate

from stakegraph.endpoint.glance import Glance

IDLE = 5.0
"""Seconds after which, at the latest twice of that, a connection that is silent is closed."""

MAX_PASSED = 64 * 1024
"""The most bytes that are read from a connection before it is passed on."""

MAX_LINES = 500
"""The most connections that a front has; more go to the server at once."""

MARK = b"\0"
"""The byte before them, because a message can't be empty."""


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
        """Take a connection, or hear that there will be no more."""
        heard, numbers, _, _ = socket.recv_fds(self._link, 1, 1)
        for number in numbers:
            line = self._lines[number] = socket.socket(fileno=number)
            line.setblocking(False)
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._fresh.add(number)
            self._active.add(number)
            self._poll.register(number, select.EPOLLIN)
            if len(self._lines) > MAX_LINES:
                self._pass_on(number, line, b"")
        if not heard:
            self._is_over = True
            self._poll.unregister(self._link.fileno())

    def _leave(self) -> None:
        """Pass on what waits for nothing."""
        for number, line in list(self._lines.items()):
            if number not in self._unsent:
                self._pass_on(number, line, b"")

    def _serve(self, number: int, line: socket.socket) -> None:
        """Go on with a connection where something is ready."""
        self._active.add(number)
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
            return
        answer = self._glance.answer(request, self._date)
        if answer is None:
            self._pass_on(number, line, request)
        else:
            self._fresh.discard(number)
            self._send(number, line, answer)

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
        self._fresh.discard(number)

    def _sweep(self) -> None:
        """Close what has been silent since the last time; who has said nothing at all waits on at the server."""
        for number, line in list(self._lines.items()):
            if number in self._active:
                continue
            if number in self._fresh:
                self._pass_on(number, line, b"")
            else:
                self._drop(number, line)
        self._active.clear()
