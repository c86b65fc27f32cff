"""HTTP connections: uvicorn's, with limits on what may come before an application sees anything."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from http import HTTPStatus

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from stakegraph.endpoint.messages import Answer
from stakegraph.endpoint.pool import Ticket

MAX_URL = 64 * 1024
"""The longest address, in bytes; a longer query comes by POST."""

MAX_HEADER = 8 * 1024
"""The longest header, in bytes."""

MAX_HEADERS = 100
"""The most headers of a request."""

PATIENCE = 20.0
"""Seconds that the head of a request may take to come."""


_HEAD = (
    b"HTTP/1.1 %d %b\r\n%bcontent-type: %b\r\ncontent-length: %d\r\nvary: accept\r\n"
    b"x-content-type-options: nosniff\r\nreferrer-policy: no-referrer\r\n%b"
)
_PHRASES = {status.value: status.phrase.encode() for status in HTTPStatus}


class LimitError(Exception):
    """A request is larger than it may be."""


class Errand:
    """A request that takes the shortcut, as uvicorn sees it: an exchange that is under way or complete."""

    __slots__ = ("body", "disconnected", "keep_alive", "message_event", "more_body", "response_complete", "ticket")

    def __init__(self, keep_alive: bool) -> None:
        self.ticket: Ticket | None = None
        self.keep_alive = keep_alive
        self.response_complete = False
        self.disconnected = False
        self.more_body = False
        self.body = bytearray()
        self.message_event = _NOTHING


class _Nothing:
    def set(self) -> None:
        """Tell nobody."""


_NOTHING = _Nothing()


class Connection(HttpToolsProtocol):
    """A connection that is closed, with a reason, when the head of a request is too long or does not come.

    Where the application has a ``shortcut``, plain queries take it: they go from the parser to a worker and back
    without a task, a scope and messages of their own.
    """

    come = b""
    """What has come over the connection before it was made."""

    give: Callable[[int, bytes], bool] | None = None
    """What may take the socket, by its number, with what comes while no request is under way; says whether it did."""

    stay = 0
    """How often that is not asked yet."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request; the loop calls this."""
        super().connection_made(transport)
        self._in_head = self._in_request = False
        self._fault = (HTTPStatus.BAD_REQUEST, "this is no HTTP request")
        self._patience: asyncio.TimerHandle | None = self.loop.call_later(PATIENCE, self._give_up)
        if self.come:
            self.data_received(self.come)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection; the loop calls this."""
        self._stop_waiting()
        super().connection_lost(exc)
        if isinstance(self.cycle, Errand) and not self.cycle.response_complete:
            self.config.app.drop(self.cycle.ticket)

    def data_received(self, data: bytes) -> None:
        """Read on, or let another process do that; the loop calls this."""
        if self.stay:
            self.stay -= 1
        elif self.give and self._is_idle() and self.give(self.transport.get_extra_info("socket").fileno(), data):
            self.transport.abort()
            return
        super().data_received(data)
        if self._in_head and self._patience is None:
            self._patience = self.loop.call_later(PATIENCE, self._give_up)

    def on_message_begin(self) -> None:
        """Begin to read a request; the parser calls this."""
        super().on_message_begin()
        self._in_head = self._in_request = True

    def on_message_complete(self) -> None:
        """Note that a request is whole; the parser calls this."""
        super().on_message_complete()
        self._in_request = False

    def on_url(self, url: bytes) -> None:
        """Read a part of the address; the parser calls this."""
        super().on_url(url)
        if len(self.url) > MAX_URL:
            self._refuse(HTTPStatus.REQUEST_URI_TOO_LONG, f"the address is longer than {MAX_URL:,} bytes; send a POST")

    def on_header(self, name: bytes, value: bytes) -> None:
        """Read a header; the parser calls this."""
        name = name.lower()
        self.headers.append((name, value))
        if name == b"expect":
            self.expect_100_continue = value.lower() == b"100-continue"
        if len(name) + len(value) > MAX_HEADER or len(self.headers) > MAX_HEADERS:
            self._refuse(
                HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                f"a header may have {MAX_HEADER:,} bytes, and a request {MAX_HEADERS} headers",
            )

    def on_headers_complete(self) -> None:
        """Start to answer; the parser calls this."""
        self._in_head = False
        self._stop_waiting()
        if not (self.cycle is None or self.cycle.response_complete) or not self._takes_shortcut():
            super().on_headers_complete()

    def _is_idle(self) -> bool:
        """Say whether every request that has begun is whole, and its answer on its way to the client."""
        is_answered = self.cycle is None or self.cycle.response_complete
        return is_answered and not self._in_request and self.transport.get_write_buffer_size() == 0

    def _takes_shortcut(self) -> bool:
        shortcut = getattr(self.config.app, "shortcut", None)
        crowded = self.limit_concurrency is not None and len(self.connections) >= self.limit_concurrency
        if shortcut is None or crowded or self.flow.write_paused or self.parser.get_method() != b"GET":
            return False
        errand = Errand(self.parser.get_http_version() != "1.0" and self.parser.should_keep_alive())
        errand.ticket = shortcut(self.url, self.headers, partial(self._finish, errand))
        if errand.ticket is None:
            return False
        self.cycle = errand  # type: ignore[assignment]
        return True

    def _finish(self, errand: Errand, answer: Answer) -> None:
        """Send the answer to a request that took the shortcut."""
        errand.response_complete = True
        if errand.disconnected:
            return
        end = b"\r\n" if errand.keep_alive else b"connection: close\r\n\r\n"
        dates = b"".join(b"%b: %b\r\n" % pair for pair in self.server_state.default_headers)
        head = _HEAD % (answer.status, _PHRASES[answer.status], dates, answer.media.encode(), len(answer.body), end)
        self.transport.write(head + answer.body)
        if not errand.keep_alive:
            self.transport.close()
        self.on_response_complete()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - what the parser says is for programmers
        """Say what is wrong with the request, and hang up."""
        status, text = self._fault
        body = f"{text}\n".encode()
        head = f"HTTP/1.1 {status.value} {status.phrase}\r\ncontent-type: text/plain; charset=utf-8\r\n"
        self.transport.write(f"{head}content-length: {len(body)}\r\nconnection: close\r\n\r\n".encode() + body)
        self.transport.close()

    def _refuse(self, status: HTTPStatus, text: str) -> None:
        self._fault = (status, text)
        raise LimitError(text)

    def _give_up(self) -> None:
        self._fault = (HTTPStatus.REQUEST_TIMEOUT, f"the request did not come within {PATIENCE:g} seconds")
        self.send_400_response("")

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
