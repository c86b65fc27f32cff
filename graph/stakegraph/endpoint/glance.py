"""A glance at what comes over a connection: whether it is a lookup, whole and plain, that can be answered at once."""

from __future__ import annotations

import re
from functools import lru_cache

from stakegraph.endpoint.grammar import NoLookupError
from stakegraph.endpoint.guard import Guard
from stakegraph.endpoint.lookup import Lookup, understand
from stakegraph.endpoint.media import choose, is_accept, wants_page
from stakegraph.endpoint.view import View

MAX_REQUEST = 8 * 1024
"""The longest request that is looked at, in bytes."""

LATER = b""
"""What stands for an answer that has to wait for a new snapshot."""

_START = b"GET /sparql?query="
_VALUE = re.compile(rb"[!-\"$%'-\[\]-~]+")  # of the last parameter, for there is no & in it; and no backslash
_HEADS = re.compile(rb"(?:[A-Za-z-]+:[ \t]*[ -~]*\r\n)+\r\n")
_HARMLESS = {"host", "accept", "user-agent", "accept-encoding", "accept-language", "cache-control", "pragma", "referer"}
_CODES = [(b"%%%02X" % code, bytes([code])) for code in b' ?{}<>:/#\n;,."@&=*()']
_HEAD = (
    b"HTTP/1.1 200 OK\r\n%bcontent-type: %b\r\ncontent-length: %d\r\nvary: accept\r\n"
    b"x-content-type-options: nosniff\r\nreferrer-policy: no-referrer\r\n\r\n"
)


class Glance:
    """Answers requests that are lookups in a ``view``, where the guard lets them pass."""

    def __init__(self, view: View, guard: Guard) -> None:
        self.view = view
        self._guard = guard
        self._media = lru_cache(256)(self._media_of)

    def answer(self, request: bytes, date: bytes) -> bytes | None:
        """Return the answer, with the header ``date``, to one whole request; None where there is more to be thought of.

        That is so where the request is not certain to be one of a well-known form, and where it is no lookup.
        """
        read = self._read(request)
        if read is None:
            return None
        if self.view.is_behind:
            return LATER
        if self.view.index is None:
            return None
        lookup, media = read
        try:
            body = self.view.index.answer(lookup)
        except (NoLookupError, OSError, RuntimeError):  # the last two of a damaged store
            return None
        return _HEAD % (date, media, len(body)) + body

    def is_lookup(self, request: bytes) -> bool:
        """Say whether a request is for a front, as far as one can see before it is answered."""
        return self._read(request) is not None

    def _read(self, request: bytes) -> tuple[Lookup, bytes] | None:
        """Return the lookup of a request with the media type of its answer, or None where it is none, or not plain."""
        if not request.startswith(_START) or len(request) > MAX_REQUEST:
            return None
        value, _, heads = request[len(_START) :].partition(b" HTTP/1.1\r\n")
        media = self._media(heads)
        if not media or not _VALUE.fullmatch(value):
            return None
        try:
            return understand(_unquoted(value)), media
        except (NoLookupError, UnicodeDecodeError):
            return None

    def _media_of(self, heads: bytes) -> bytes:
        """Return the media type of the JSON that answers a request with these headers, nothing where it may not be."""
        if not _HEADS.fullmatch(heads):
            return b""
        lines = [line.partition(":") for line in heads.decode("ascii").split("\r\n")[:-2]]
        known = {name.lower(): value.strip() for name, _, value in lines}
        if len(known) < len(lines) or known.pop("connection", "keep-alive").lower() != "keep-alive":
            return b""
        accept = known.get("accept", "")
        refused = not known.keys() <= _HARMLESS or self._guard.refuse(known.get("host", ""), "", False)
        if refused or not is_accept(accept) or wants_page(accept):
            return b""
        media, form = choose("rows", accept) or ("", "")
        return media.encode() if form == "json" else b""


def _unquoted(value: bytes) -> str:
    """Return the text of a parameter, by a decoder that is in C; it knows the codes by another mark.

    Raises UnicodeDecodeError where a code is no code, or the text is not UTF-8.
    """
    marked = value.replace(b"+", b" ").replace(b"%", b"\\x")
    return marked.decode("unicode_escape").encode("latin-1").decode()
