"""The SPARQL 1.1 protocol: what a request asks for, and the answer to it (https://www.w3.org/TR/sparql11-protocol/)."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from typing import Any
from urllib.parse import unquote_to_bytes

from pyoxigraph import NamedNode

from stakegraph.endpoint.guard import Guard, Headers
from stakegraph.endpoint.media import NAMES, is_accept, wants_page
from stakegraph.endpoint.messages import Answer, Query, Update, refusal
from stakegraph.endpoint.pool import Reply, Ticket
from stakegraph.endpoint.service import Service

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MAX_BODY = 16 * 1024**2
"""The longest body of a request, in bytes."""

PATIENCE = 20.0
"""Seconds that a body may take to come."""

_WATCH = 0.5  # seconds after which it is worth a look whether the client is still there
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_DATASETS = ("default-graph-uri", "named-graph-uri")
_USING = ("using-graph-uri", "using-named-graph-uri")
_IGNORED = ("output", "results")  # SPARQLWrapper sends them beside "format" and says the same in its Accept header
_KNOWN = ("query", "update", *_DATASETS, *_USING, "format", *_IGNORED)
_METHODS = b"GET, HEAD, POST, OPTIONS"

_PLAIN = b"/sparql?query="

Fields = dict[str, list[str]]


class RefusedError(Exception):
    """A request that gets no answer but a status and a reason."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.answer = refusal(status, text)


class Protocol:
    """The endpoint as an ASGI application.

    ``page`` answers who would rather look at a page, ``describe`` who asks for nothing.
    """

    def __init__(
        self, service: Service, guard: Guard, page: App, describe: Callable[[str, str], Awaitable[Answer]], *,
        network: bool = False,
    ) -> None:  # fmt: skip
        self._service = service
        self._guard = guard
        self._page = page
        self._describe = describe
        self._network = network

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        heads = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        method = scope["method"]
        extra: Headers = self._guard.headers(heads.get("origin", ""))
        try:
            found = await self._reply(method, scope, heads, receive)
        except RefusedError as error:
            found = error.answer
        if found is None:
            await self._page(scope, receive, send)
            return
        if found.status in (204, 405):
            extra = [*extra, (b"allow", _METHODS), *preflight(extra)]
        await respond(send, found, extra, head=method == "HEAD")

    def shortcut(self, url: bytes, headers: Headers, reply: Reply) -> Ticket | None:
        """Ask the plainest of queries, by GET and without anything but its text; None leaves it to the long way.

        Most requests are of this kind, and the long way through ASGI takes longer than the answer.
        """
        if not url.startswith(_PLAIN) or b"&" in url or b"#" in url or self._service.is_behind:
            return None
        heads = dict(headers)
        if b"origin" in heads or b"transfer-encoding" in heads or heads.get(b"content-length", b"0") != b"0":
            return None
        host, accept = (heads.get(name, b"").decode("latin-1") for name in (b"host", b"accept"))
        if self._guard.refuse(host, "", False) or not is_accept(accept) or wants_page(accept):
            return None
        try:
            text = unquote_to_bytes(url[len(_PLAIN) :].replace(b"+", b" ")).decode()
        except UnicodeDecodeError:
            return None
        return self._service.ask_now(Query(text, accept, "", None, None, f"http://{host}/sparql", self._network), reply)

    async def _reply(self, method: str, scope: Scope, heads: dict[str, str], receive: Receive) -> Answer | None:
        """Return the answer, or None where a page is wanted."""
        refused = self._guard.refuse(heads.get("host", ""), heads.get("origin", ""), method == "POST")
        if refused:
            return refused
        if method == "OPTIONS":
            return Answer(204, "", b"")
        if method not in ("GET", "HEAD", "POST"):
            return refusal(405, f"{method} is not understood here; use GET or POST")
        accept = heads.get("accept", "")
        if not is_accept(accept):
            return refusal(400, f"the Accept header {accept[:200]!r} is no list of media types")
        fields = parse(scope["query_string"])
        if method == "POST":
            add_body(fields, heads, await read_body(heads, receive))
        elif "update" in fields:
            raise RefusedError(400, "an update comes by POST")
        check(fields)
        base = f"{scope['scheme']}://{heads.get('host', 'localhost')}{scope['path']}"
        if "update" in fields:
            return await self._update(fields, base)
        if "query" in fields:
            if method != "POST" and "format" not in fields and wants_page(accept):
                return None
            return await self._ask(fields, accept, base, receive)
        if fields or method == "POST":
            raise RefusedError(400, "there is no query; send one as the parameter query, or as the body")
        return None if wants_page(accept) else await self._describe(base, accept)

    async def _ask(self, fields: Fields, accept: str, base: str, receive: Receive) -> Answer:
        default, named = (fields.get(name) for name in _DATASETS)
        job = Query(
            fields["query"][0], accept, fields.get("format", [""])[0], _graphs(default), _graphs(named), base,
            self._network,
        )  # fmt: skip
        ticket, answer = await self._service.begin(job)
        loop = asyncio.get_running_loop()
        watchers: list[asyncio.Task[None]] = []
        watch = loop.call_later(_WATCH, lambda: watchers.append(loop.create_task(self._until_gone(receive, ticket))))
        try:
            return await answer
        finally:
            watch.cancel()
            for one in watchers:
                one.cancel()

    async def _until_gone(self, receive: Receive, ticket: Ticket) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self._service.drop(ticket)

    async def _update(self, fields: Fields, base: str) -> Answer:
        if not self._service.updates:
            raise RefusedError(403, "this endpoint is read-only; the server takes updates when started with --update")
        using, named = (tuple(fields.get(name, ())) for name in _USING)
        return await self._service.update(Update(fields["update"][0], base, using, named, self._network))


def parse(data: bytes) -> Fields:
    """Return the fields of a query string or a form. Raises RefusedError where they are no UTF-8.

    >>> parse(b"query=ASK+%7B%7D&format=json")
    {'query': ['ASK {}'], 'format': ['json']}
    """
    fields: Fields = {}
    for part in data.split(b"&"):
        if part:
            name, _, value = part.partition(b"=")
            fields.setdefault(_text(name), []).append(_text(value))
    return fields


def _text(data: bytes) -> str:
    try:
        return unquote_to_bytes(data.replace(b"+", b" ")).decode()
    except UnicodeDecodeError as error:
        raise RefusedError(400, f"the parameters are not UTF-8 at byte {error.start} of a value") from None


def add_body(fields: Fields, heads: dict[str, str], body: bytes) -> None:
    """Put what a body says into the fields. Raises RefusedError for a media type that is none of the protocol's."""
    media, _, parameters = heads.get("content-type", "").partition(";")
    media = media.strip().lower()
    charset = re.search(r"charset\s*=\s*\"?([\w-]+)", parameters, re.IGNORECASE)
    if charset and charset[1].lower() not in ("utf-8", "utf8"):
        raise RefusedError(415, f"the charset is {charset[1]}, and UTF-8 is understood here")
    if media == _FORM:
        for name, values in parse(body).items():
            fields.setdefault(name, []).extend(values)
        return
    if media not in (_QUERY, _UPDATE):
        given = f"is {media!r}" if media else "is missing"
        raise RefusedError(415, f"the Content-Type {given}; send {_FORM}, {_QUERY} or {_UPDATE}")
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise RefusedError(400, f"the body is not UTF-8 at byte {error.start}") from None
    fields.setdefault("query" if media == _QUERY else "update", []).append(text)


async def read_body(heads: dict[str, str], receive: Receive) -> bytes:
    """Return the body of a request. Raises RefusedError where it is packed, too long, or does not come."""
    if heads.get("content-encoding", "identity").lower() != "identity":
        raise RefusedError(415, f"the body is packed ({heads['content-encoding']}); send it as it is")
    length = heads.get("content-length", "0")
    if length.isdecimal() and int(length) > MAX_BODY:
        raise RefusedError(413, f"the body has {length} bytes, and {MAX_BODY:,} are taken")
    body = bytearray()
    try:
        async with asyncio.timeout(PATIENCE):
            async for part in _parts(receive):
                body += part
                if len(body) > MAX_BODY:
                    raise RefusedError(413, f"the body is longer than {MAX_BODY:,} bytes")
    except TimeoutError:
        raise RefusedError(408, f"the body did not come within {PATIENCE:g} seconds") from None
    return bytes(body)


async def _parts(receive: Receive) -> Any:
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise RefusedError(400, "the client has gone")
        yield message.get("body", b"")
        more = message.get("more_body", False)


def check(fields: Fields) -> None:
    """Raise RefusedError where fields are unknown, contrary, given twice, or no IRIs where they should be."""
    strange = next((name for name in fields if name not in _KNOWN), None)
    if strange is not None:
        raise RefusedError(400, f"the parameter {strange[:100]!r} is unknown; known are {', '.join(_KNOWN)}")
    if "query" in fields and "update" in fields:
        raise RefusedError(400, "there is a query and an update; send one of them")
    for name in ("query", "update", "format"):
        if len(fields.get(name, ())) > 1:
            raise RefusedError(400, f"the parameter {name} is given {len(fields[name])} times; give it once")
    form = fields.get("format", ["json"])[0]
    if form.lower() not in NAMES:
        raise RefusedError(400, f"the format {form[:100]!r} is unknown; use one of {', '.join(NAMES)}")
    _check_graphs(fields)


def _check_graphs(fields: Fields) -> None:
    for operation, strange in (("query", _USING), ("update", _DATASETS)):
        wrong = next((name for name in strange if name in fields and operation in fields), None)
        if wrong:
            raise RefusedError(400, f"the parameter {wrong} does not go with a parameter {operation}")
    for name in (*_DATASETS, *_USING):
        for iri in fields.get(name, ()):
            try:
                NamedNode(iri)
            except ValueError:
                raise RefusedError(400, f"{name} is {iri[:200]!r}, which is no absolute IRI") from None


def _graphs(iris: list[str] | None) -> tuple[str, ...] | None:
    return None if iris is None else tuple(iris)


def preflight(headers: Headers) -> Iterator[tuple[bytes, bytes]]:
    """Yield what a browser wants to hear before it lets a page of another origin send a query."""
    if any(name == b"access-control-allow-origin" for name, _ in headers):
        yield b"access-control-allow-methods", _METHODS
        yield b"access-control-allow-headers", b"accept, content-type"


async def respond(send: Send, answer: Answer, headers: Headers, *, head: bool = False) -> None:
    """Send an answer."""
    known = [(b"content-length", b"%d" % len(answer.body)), (b"vary", b"accept"), *headers]
    if answer.media:
        known.append((b"content-type", answer.media.encode()))
    await send({"type": "http.response.start", "status": answer.status, "headers": known})
    await send({"type": "http.response.body", "body": b"" if head else answer.body})
