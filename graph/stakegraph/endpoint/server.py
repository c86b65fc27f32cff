"""Running the server: the data, the socket, and the end."""

from __future__ import annotations

import asyncio
import errno
import logging
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from stakegraph.endpoint.app import Server
from stakegraph.endpoint.glance import Glance
from stakegraph.endpoint.guard import Guard
from stakegraph.endpoint.http import Connection
from stakegraph.endpoint.nursery import Nursery, Plan
from stakegraph.endpoint.reception import Reception
from stakegraph.endpoint.service import Service
from stakegraph.endpoint.view import View
from stakegraph.errors import StakegraphError
from stakegraph.query import MEMORY, TIMEOUT
from stakegraph.store import MARKER, folder_store, is_url, open_store

MAX_CONNECTIONS = 1000
"""Connections at a time; more are turned away with 503."""

WORKERS = 4
"""Queries that are worked on at a time, unless said otherwise."""


WATCH = 1.0
"""Seconds between two looks at whether the data has changed."""

STAY = 10
"""How much more comes over a connection whose lookup was too much for a front before one of them is asked again."""

REST = 10
"""How many times as long as the reading of data after updates lasts the time until it may be read again."""


class ServerError(StakegraphError):
    """The server can't be started."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to serve: ``names`` are further names of the server, ``origins`` those whose pages may read it.

    ``network`` lets queries and updates ask other servers.
    """

    host: str = "127.0.0.1"
    port: int = 7878
    update: bool = False
    timeout: float = TIMEOUT
    workers: int = WORKERS
    names: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    network: bool = False
    editor: str | None = None


def serve(data: str | Path, options: Options, ready: Callable[[str], None]) -> None:
    """Serve the graph in ``data`` until somebody interrupts; ``ready`` is told the address.

    Raises StoreError or GraphError where the data can't be read, ServerError where the address can't be had.
    """
    if is_url(data):
        raise ServerError(f"{data} is a server already; export what it has to a file, and serve that")
    with _place(Path(data), update=options.update) as place, _listen(options.host, options.port) as listening:
        callers = (options.host, options.names, options.origins)
        nursery = Nursery(Plan(str(place), options.timeout, MEMORY, options.update, *callers))
        nursery.load()
        guard = Guard(*callers)
        editor = Path(options.editor) if options.editor else None
        service = Service(nursery, options.workers)
        app = Server(service, guard, Path(data), network=options.network, editor=editor)
        config = uvicorn.Config(
            app, http=Connection, ws="none", access_log=False, log_config=None, server_header=False,
            proxy_headers=False, limit_concurrency=MAX_CONNECTIONS, backlog=MAX_CONNECTIONS,
            timeout_graceful_shutdown=2,
        )  # fmt: skip
        logging.getLogger("uvicorn").setLevel(logging.ERROR)  # a bad request of a client is no news
        ready(f"http://{_shown(options.host)}:{listening.getsockname()[1]}/")
        with suppress(KeyboardInterrupt):
            _Server(config, service, nursery, listening, Glance(View(None), guard)).run(sockets=[])


class _Server(uvicorn.Server):
    """A server with a reception before it."""

    def __init__(
        self, config: uvicorn.Config, service: Service, nursery: Nursery, listening: socket.socket, glance: Glance
    ) -> None:
        super().__init__(config)
        self._service = service
        self._nursery = nursery
        self._listening = listening
        self._glance = glance

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start with the reception, and watch the data."""
        await super().startup(sockets)
        self._reception = Reception(self._service, self._nursery, self._listening, self._connection)
        await self._reception.open()
        self._watch = asyncio.create_task(self._follow())

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the reception first."""
        self._watch.cancel()
        self._reception.close()
        await super().shutdown(sockets)

    async def _follow(self) -> None:
        """Read the data anew when it has been changed, and left alone for a moment.

        Updates may come all the time, so of that little is spent on reading; it is done ahead of the first too.
        """
        served: object = None if self._service.updates else self._nursery.state
        before = served
        pause = WATCH
        while True:
            await asyncio.sleep(pause)
            now = self._service.state()
            if now == before and now != served:
                served, begun = now, time.monotonic()
                if await self._service.renew():
                    self._reception.renew()
                if self._service.updates:
                    pause = WATCH + REST * (time.monotonic() - begun)
            before = now

    def _connection(self, come: bytes) -> Connection:
        made = Connection(self.config, self.server_state, self.lifespan.state)
        made.come = come
        made.give = self._give
        made.stay = STAY if self._glance.is_lookup(come) else bool(come)
        return made

    def _give(self, number: int, request: bytes) -> bool:
        """Give a connection to a front if what comes over it is a lookup."""
        return self._glance.is_lookup(request) and self._reception.give(number, request)


@contextmanager
def _place(data: Path, *, update: bool) -> Iterator[Path]:
    """Yield where the data is. What is no folder store is copied into one for as long as it takes updates."""
    if (data / MARKER).exists():
        folder_store(data, read_only=not update)
        yield data.absolute()
    elif update:
        with tempfile.TemporaryDirectory(prefix="stakegraph-") as folder:
            folder_store(folder).load(open_store(data).quads())
            yield Path(folder)
    else:
        yield data.absolute()


@contextmanager
def _listen(host: str, port: int) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=MAX_CONNECTIONS)
    except (OSError, OverflowError) as error:
        raise ServerError(_why(host, port, error)) from None
    with listening:
        yield listening


def _why(host: str, port: int, error: Exception) -> str:
    if isinstance(error, OSError) and (error.errno or 0) < 0:  # the errors of name look-ups
        return f"the host {host!r} is not known; use 127.0.0.1, or an address of this machine, with --host"
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return f"port {port} of {host} is taken; end who has it, or name another with --port"
    return f"can't listen at port {port} of {host}: {getattr(error, 'strerror', None) or error}"


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
