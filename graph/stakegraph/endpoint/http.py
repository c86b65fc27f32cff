"""HTTP connections: uvicorn's, with limits on what may come before an application sees anything."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MAX_URL = 64 * 1024
"""The longest address, in bytes; a longer query comes by POST."""

MAX_HEADER = 8 * 1024
"""The longest header, in bytes."""

MAX_HEADERS = 100
"""The most headers of a request."""

PATIENCE = 20.0
"""Seconds that the head of a request may take to come."""


class LimitError(Exception):
    """A request is larger than it may be."""


class Connection(HttpToolsProtocol):
    """A connection that is closed, with a reason, when the head of a request is too long or does not come."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request; the loop calls this."""
        super().connection_made(transport)
        self._in_head = False
        self._fault = (HTTPStatus.BAD_REQUEST, "this is no HTTP request")
        self._patience: asyncio.TimerHandle | None = self.loop.call_later(PATIENCE, self._give_up)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection; the loop calls this."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on; the loop calls this."""
        super().data_received(data)
        if self._in_head and self._patience is None:
            self._patience = self.loop.call_later(PATIENCE, self._give_up)

    def on_message_begin(self) -> None:
        """Begin to read a request; the parser calls this."""
        super().on_message_begin()
        self._in_head = True

    def on_url(self, url: bytes) -> None:
        """Read a part of the address; the parser calls this."""
        super().on_url(url)
        if len(self.url) > MAX_URL:
            self._refuse(HTTPStatus.REQUEST_URI_TOO_LONG, f"the address is longer than {MAX_URL:,} bytes; send a POST")

    def on_header(self, name: bytes, value: bytes) -> None:
        """Read a header; the parser calls this."""
        super().on_header(name, value)
        if len(name) + len(value) > MAX_HEADER or len(self.headers) > MAX_HEADERS:
            self._refuse(
                HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                f"a header may have {MAX_HEADER:,} bytes, and a request {MAX_HEADERS} headers",
            )

    def on_headers_complete(self) -> None:
        """Start to answer; the parser calls this."""
        self._in_head = False
        self._stop_waiting()
        super().on_headers_complete()

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
