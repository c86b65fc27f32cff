"""The data behind the server: readers that answer queries, and where updates are allowed the one that writes."""

from __future__ import annotations

import asyncio
import shutil
from itertools import count
from pathlib import Path

from stakegraph.endpoint.messages import Answer, Look, Query, Question, Snapshot, Update
from stakegraph.endpoint.nursery import AGE, READER, SNAPSHOTS, WRITER, Nursery, is_small, state
from stakegraph.endpoint.pool import Pool, Reply, Ticket
from stakegraph.endpoint.view import Age


class Service:
    """Answers queries and does updates.

    Readers of a store that is written to look at a snapshot, which shares the files of the store and never changes.
    A query that comes after an update sees it: the first one lets a new snapshot be made. When no more updates come,
    the last snapshot is read into memory, where queries are faster.
    """

    def __init__(self, nursery: Nursery, workers: int) -> None:
        self._nursery = nursery
        self.updates = nursery.plan.update
        self._readers = Pool(nursery, workers, READER)
        self._writers = Pool(nursery, 1, WRITER)
        self._folder = Path(nursery.plan.place) / SNAPSHOTS
        self._names = count()
        self._current = ""
        self._seen = 0
        self._users: dict[str, int] = {}
        self._held = ""
        self._age: Age | None = None
        self.is_behind = self.updates
        """Whether an update has come that readers do not see yet."""
        self._turn = asyncio.Lock()

    async def open(self) -> None:
        """Let the workers be forked."""
        if self.updates:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder.mkdir(exist_ok=True)
            self._age = Age(self._folder / AGE)
            await self._writers.open()
        await self._readers.open()

    def state(self) -> object:
        """Return what changes with the data."""
        return state(Path(self._nursery.plan.place)) if self._age is None else self._age.now

    async def renew(self) -> bool:
        """Answer from the data as it is now; say whether it could be read, and snapshots whether they are small too."""
        age, snapshot = -1, ""
        if self.updates:
            lent = await self.lend()
            if lent is None:
                return False
            age, snapshot = lent
        renewed = (not snapshot or is_small(Path(snapshot))) and await self._nursery.renew(snapshot, age)
        if renewed:
            self._readers.renew()
            snapshot, self._held = self._held, snapshot
        if snapshot:
            self.leave(snapshot)
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
            self.leave(place)
            reply(answer)

        return self._readers.ask(job, leave, place)

    def drop(self, ticket: Ticket) -> None:
        """Give up a query for which nobody waits any more."""
        self._readers.drop(ticket)

    async def lend(self) -> tuple[int, str] | None:
        """Return the age and the place of a snapshot with all updates until now, or None where none can be made.

        It stays until :meth:`leave`.
        """
        if self.is_behind and not await self._renew():
            return None
        self._users[self._current] += 1
        return self._seen, self._current

    async def update(self, job: Update) -> Answer:
        """Do an update, one after the other."""
        assert self._age is not None
        async with self._turn:
            answer = await self._write(job)
            self.is_behind = True
            self._age.advance()
        return answer

    async def _write(self, job: Update | Snapshot) -> Answer:
        future, reply = _promise()
        self._writers.ask(job, reply)
        return await future

    async def _renew(self) -> bool:
        """Make a snapshot of what has been written, if nobody else has; say whether there is one."""
        assert self._age is not None
        async with self._turn:
            if not self.is_behind:
                return True
            path = str(self._folder / str(next(self._names)))
            made = await self._write(Snapshot(path))
            if made.status >= 300:
                return False
            old, self._current, self.is_behind = self._current, path, False
            self._seen = self._age.now
            self._users[path] = 0
            self._clear(old)
            return True

    def leave(self, place: str) -> None:
        """Say that a snapshot has a user less."""
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
