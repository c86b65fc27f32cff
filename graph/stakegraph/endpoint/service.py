"""The data behind the server: readers that answer queries, and where updates are allowed the one that writes."""

from __future__ import annotations

import asyncio
import shutil
from itertools import count
from pathlib import Path

from stakegraph.endpoint.messages import Answer, Look, Query, Question, Snapshot, Update
from stakegraph.endpoint.nursery import READER, WRITER, Nursery
from stakegraph.endpoint.pool import Pool, Reply, Ticket

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
        self.is_behind = self.updates
        """Whether an update has come that readers do not see yet."""
        self._turn = asyncio.Lock()

    async def open(self) -> None:
        """Let the workers be forked."""
        if self.updates:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder.mkdir(exist_ok=True)
            await self._writers.open()
        await self._readers.open()

    async def renew(self) -> bool:
        """Answer from the data as it is now; say whether it could be read."""
        renewed = await self._nursery.renew()
        if renewed:
            self._readers.renew()
        return renewed

    def close(self) -> None:
        """End the workers and the nursery, and clear the snapshots away."""
        self._readers.close()
        self._writers.close()
        self._nursery.close()
        if self.updates:
            shutil.rmtree(self._folder, ignore_errors=True)

    async def ask(self, job: Query | Question | Look) -> Answer:
        """Return the answer to a query."""
        _, answer = await self.begin(job)
        return await answer

    async def begin(self, job: Query | Question | Look) -> tuple[Ticket, asyncio.Future[Answer]]:
        """Give a query to a reader, and return its ticket and the future of its answer."""
        if self.is_behind:
            await self._renew()
        future, reply = _promise()
        return self.ask_now(job, reply), future

    def ask_now(self, job: Query | Question | Look, reply: Reply) -> Ticket:
        """Give a query to a reader, of what it sees now."""
        place = self._current
        if not place:
            return self._readers.ask(job, reply)
        self._users[place] += 1

        def leave(answer: Answer) -> None:
            self._leave(place)
            reply(answer)

        return self._readers.ask(job, leave, place)

    def drop(self, ticket: Ticket) -> None:
        """Give up a query for which nobody waits any more."""
        self._readers.drop(ticket)

    async def update(self, job: Update) -> Answer:
        """Do an update, one after the other."""
        async with self._turn:
            answer = await self._write(job)
            self.is_behind = True
        return answer

    async def _write(self, job: Update | Snapshot) -> Answer:
        future, reply = _promise()
        self._writers.ask(job, reply)
        return await future

    async def _renew(self) -> None:
        async with self._turn:
            if not self.is_behind:
                return
            path = str(self._folder / str(next(self._names)))
            made = await self._write(Snapshot(path))
            if made.status < 300:
                old, self._current, self.is_behind = self._current, path, False
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


def _promise() -> tuple[asyncio.Future[Answer], Reply]:
    """Return a future, and what fills it."""
    future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()

    def reply(answer: Answer) -> None:
        if not future.done():
            future.set_result(answer)

    return future, reply
