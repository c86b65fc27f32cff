"""The data behind the server: readers that answer queries, and where updates are allowed the one that writes."""

from __future__ import annotations

import asyncio
import shutil
from itertools import count
from pathlib import Path

from stakegraph.endpoint.messages import Answer, Look, Query, Question, Snapshot, Update
from stakegraph.endpoint.nursery import READER, WRITER, Nursery
from stakegraph.endpoint.pool import Pool, Ticket

SNAPSHOTS = "snapshots"
"""The folder in a folder store where snapshots lie, on the same disk, because they share its files."""


class Service:
    """Answers queries and does updates.

    Readers of a store that is written to look at a snapshot, which shares the files of the store and never changes.
    A query that comes after an update sees it: the first one lets a new snapshot be made.
    """

    def __init__(self, nursery: Nursery, workers: int) -> None:
        self._nursery = nursery
        self.updates = nursery.plan.update
        self._readers = Pool(nursery, workers, READER)
        self._writers = Pool(nursery, 1, WRITER)
        self._folder = Path(nursery.plan.place) / SNAPSHOTS
        self._names = count()
        self._current = ""
        self._users: dict[str, int] = {}
        self._stale = self.updates
        self._turn = asyncio.Lock()

    async def open(self) -> None:
        """Let the workers be forked."""
        if self.updates:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder.mkdir()
            await self._writers.open()
        await self._readers.open()

    def close(self) -> None:
        """End the workers and the nursery, and clear the snapshots away."""
        self._readers.close()
        self._writers.close()
        self._nursery.close()
        if self.updates:
            shutil.rmtree(self._folder, ignore_errors=True)

    async def ask(self, job: Query | Question | Look) -> Ticket:
        """Give a query to a reader; the ticket has the future of its answer."""
        if self._stale:
            await self._renew()
        ticket = self._readers.ask(job, self._current)
        if self._current:
            self._users[self._current] += 1
            ticket.future.add_done_callback(lambda _: self._leave(ticket.place))
        return ticket

    def drop(self, ticket: Ticket) -> None:
        """Give up a query for which nobody waits any more."""
        self._readers.drop(ticket)

    async def update(self, job: Update) -> Answer:
        """Do an update, one after the other."""
        async with self._turn:
            answer = await self._writers.ask(job).future
            self._stale = True
        return answer

    async def _renew(self) -> None:
        async with self._turn:
            if not self._stale:
                return
            path = str(self._folder / str(next(self._names)))
            made = await self._writers.ask(Snapshot(path)).future
            if made.status < 300:
                old, self._current, self._stale = self._current, path, False
                self._users[path] = 0
                self._clear(old)

    def _leave(self, place: str) -> None:
        self._users[place] -= 1
        if place != self._current:
            self._clear(place)

    def _clear(self, place: str) -> None:
        if place and self._users[place] == 0:
            del self._users[place]
            shutil.rmtree(place, ignore_errors=True)
