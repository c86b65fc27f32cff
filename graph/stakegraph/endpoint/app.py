"""The server's application: the endpoint, what it says of itself, pages, and the JSON API."""

from __future__ import annotations

import pickle
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from stakegraph.endpoint.api import Api
from stakegraph.endpoint.describing import service_description, void, written
from stakegraph.endpoint.guard import Guard
from stakegraph.endpoint.messages import Answer, Found, Question
from stakegraph.endpoint.protocol import App, Protocol, Receive, Scope, Send, respond
from stakegraph.endpoint.service import Service
from stakegraph.endpoint.site import Site
from stakegraph.query import Result

PATHS = ("/sparql", "/sparql/")
"""Where the endpoint is."""


class Server:
    """The ASGI application over a service.

    ``data`` is what is served, by name and for the pages of a build in it. ``network`` lets queries ask other servers.
    ``editor`` is a folder with the files of YASGUI, if they lie elsewhere than in the package.
    """

    def __init__(
        self, service: Service, guard: Guard, data: Path, *, network: bool = False, editor: Path | None = None
    ) -> None:
        async def describe(endpoint: str, accept: str) -> Answer:
            return written(service_description(endpoint, update=service.updates, network=network), accept)

        self._guard = guard
        self._site = _site(service, data, editor, network)
        self._protocol = Protocol(service, guard, self._site, describe, network=network)
        self.shortcut = self._protocol.shortcut
        self.drop = service.drop

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._site(scope, receive, send)
        elif scope["path"] in PATHS:
            await self._protocol(scope, receive, send)
        else:
            await guarded(self._guard, self._site, scope, receive, send)


async def guarded(guard: Guard, site: App, scope: Scope, receive: Receive, send: Send) -> None:
    """Let the site answer those who may ask, and put the headers of every answer on its answers."""
    heads = {name: value.decode("latin-1") for name, value in scope["headers"] if name in (b"host", b"origin")}
    origin = heads.get(b"origin", "")
    refused = guard.refuse(heads.get(b"host", ""), origin, False)

    async def send_with_headers(message: Scope) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *guard.headers(origin)]
        await send(message)

    if refused:
        await respond(send, refused, guard.headers(""))
    else:
        await site(scope, receive, send_with_headers)


def _site(service: Service, data: Path, editor: Path | None, network: bool) -> Starlette:
    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await service.open()
        yield
        service.close()

    async def look(name: str) -> Result:
        answer = await service.ask(Question(name))
        if answer.status != 200:
            raise HTTPException(answer.status, answer.body.decode().strip())
        found: Found = pickle.loads(answer.body)
        return found.result

    async def describe_data(request: Request) -> Response:
        quads = await void(str(request.url.replace(path="/sparql", query="")), look)
        answer = written(quads, request.headers.get("accept", ""))
        return Response(answer.body, answer.status, media_type=answer.media)

    async def fault(_: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return PlainTextResponse(f"{error.detail}\n", error.status_code, error.headers)

    routes = [
        Route("/.well-known/void", describe_data),
        *Site(service, data, editor, network=network).routes,
        *Api(service).routes,
    ]
    return Starlette(routes=routes, lifespan=lifespan, exception_handlers={HTTPException: fault})
