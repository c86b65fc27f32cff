"""The workers as the server sees them: jobs go out, answers come back, and who dies is replaced.

A worker has up to :data:`DEPTH` jobs at a time, which saves it the wait for the next. Where the first of them turns
out to be slow, the others are given to somebody else. A job that ends its worker, by its time limit or by a crash, is
answered with the reason; nobody else notices.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from typing import cast

from stakegraph.endpoint.messages import Answer, Inbox, Job, Update, pack, refusal
from stakegraph.endpoint.nursery import READER, Nursery
from stakegraph.endpoint.worker import LEAVING

Reply = Callable[[Answer], None]

DEPTH = 8
"""Jobs that a worker has at a time."""

QUICK = 0.002
"""Seconds below which jobs are quick on average. Such ones go to few workers, for to wake one up takes longer."""

SLOW = 0.01
"""Seconds after which a job is slow: nothing is put behind it, and what waits there is given to others."""

GRACE = 0.5
"""Seconds that a job has to come to its end after the one who asked has gone."""

MAX_WAITING = 2000
"""Jobs that may wait for a worker; more are turned away."""


class Ticket:
    """A job on its way; ``reply`` is told the answer, once."""

    __slots__ = ("job", "number", "place", "reply", "settled", "since", "tried", "worker")

    def __init__(self, job: Job, place: str, reply: Reply, since: float) -> None:
        self.job = job
        self.place = place
        self.reply = reply
        self.since = since
        self.number = 0
        self.settled = False
        self.tried = isinstance(job, Update)  # which may have been done when its worker died
        self.worker: Worker | None = None

    def settle(self, answer: Answer) -> None:
        """Pass the answer on, if it is the first."""
        if not self.settled:
            self.settled = True
            self.reply(answer)


class Worker(asyncio.Protocol):
    """A worker's end of the line. ``jobs`` are those it has, the first being worked on since ``since``.

    One that ``is_old`` gets no more of them.
    """

    def __init__(self, pool: Pool, pid: int) -> None:
        self.pid = pid
        self.jobs: deque[Ticket] = deque()
        self.since = 0.0
        self.is_old = False
        self._pool = pool
        self._inbox = Inbox()
        self._line: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the line; the loop calls this."""
        self._line = cast(asyncio.WriteTransport, transport)
        self._pool.born(self)

    def send(self, number: int, place: str, job: Job | None) -> None:
        """Put a message on the line."""
        assert self._line is not None
        self._line.write(pack(number, place, job))

    def data_received(self, data: bytes) -> None:
        """Hand answers on; the loop calls this."""
        for number, _, answer in self._inbox.feed(data):
            self._pool.answered(self, number, answer)

    def connection_lost(self, _: Exception | None) -> None:
        """Say that the worker is gone; the loop calls this."""
        self._pool.lost(self)

    def has_room(self, now: float) -> bool:
        """Say whether another job would be done soon."""
        return not self.is_old and (not self.jobs or (len(self.jobs) < DEPTH and now - self.since < SLOW))

    def end(self) -> None:
        """End the process, whatever it does."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        if self._line is not None:
            self._line.abort()


class Pool:
    """Workers that a nursery forks; :meth:`ask` gives a job to one of them."""

    def __init__(self, nursery: Nursery, size: int, letter: bytes = READER) -> None:
        self._nursery = nursery
        self._size = size
        self._letter = letter
        self._what = "query" if letter == READER else "update"
        self._numbers = count(LEAVING + 1)
        self._workers: list[Worker] = []
        self._waiting: deque[Ticket] = deque()
        self._births: set[asyncio.Task[None]] = set()
        self._watch: asyncio.TimerHandle | None = None
        self._closed = False
        self._pace = 0.0

    async def open(self) -> None:
        """Let the workers be forked."""
        for _ in range(self._size):
            await self._bear()

    def close(self) -> None:
        """End all workers; who waits for an answer is told."""
        self._closed = True
        for worker in self._workers:
            worker.end()
        while self._waiting:
            self._waiting.popleft().settle(refusal(503, "the server is ending"))

    def renew(self) -> None:
        """Replace the workers, each when it has done what it has."""
        for worker in self._workers:
            worker.is_old = True
            if not worker.jobs:
                worker.end()

    def ask(self, job: Job, reply: Reply, place: str = "") -> Ticket:
        """Give a job to a worker, to be done on the snapshot at ``place``; ``reply`` is told the answer."""
        ticket = Ticket(job, place, reply, asyncio.get_running_loop().time())
        if len(self._waiting) >= MAX_WAITING or self._closed:
            ticket.settle(refusal(503, "the server has more queries than it can answer; try again later"))
        else:
            self._place(ticket)
        return ticket

    def drop(self, ticket: Ticket) -> None:
        """Give up a job: nobody waits for it any more. Its worker is ended if it does not come to an end soon."""
        ticket.settle(refusal(408, "nobody waits for the answer"))
        if ticket in self._waiting:
            self._waiting.remove(ticket)
        else:
            asyncio.get_running_loop().call_later(GRACE, self._end, ticket)

    def _end(self, ticket: Ticket) -> None:
        worker = ticket.worker
        if worker and worker.jobs and worker.jobs[0] is ticket:
            worker.end()

    def answered(self, worker: Worker, number: int, answer: Answer) -> None:
        """Take an answer from a worker; that of a job which others have been given too is passed over."""
        if number == LEAVING:
            self._part(worker)
        elif worker.jobs and worker.jobs[0].number == number:
            now = asyncio.get_running_loop().time()
            self._pace += 0.05 * (now - worker.since - self._pace)
            worker.since = now
            worker.jobs.popleft().settle(answer)
            if worker.is_old and not worker.jobs:
                worker.end()
            elif self._waiting:
                self._place(self._waiting.popleft())

    def lost(self, worker: Worker) -> None:
        """Answer for a worker that has died over its first job, and give its other jobs to others."""
        if worker not in self._workers:
            return
        if worker.jobs:
            first = worker.jobs[0]
            late = asyncio.get_running_loop().time() - worker.since > 0.95 * self._nursery.plan.timeout
            if late or first.tried or first.settled or self._closed:
                worker.jobs.popleft().settle(self._obituary(late))
            first.tried = True  # somebody else may have ended the worker, so a second one may try
        self._part(worker)

    def _obituary(self, late: bool) -> Answer:
        plan = self._nursery.plan
        if late:
            return refusal(504, f"the {self._what} was stopped after {plan.timeout:g} seconds; narrow it")
        return refusal(
            500,
            f"the {self._what} brought the engine down: it is nested too deeply, or needs more than "
            f"{plan.memory // 1024**2} MB of memory; make it simpler",
        )

    def _part(self, worker: Worker) -> None:
        self._workers.remove(worker)
        for ticket in worker.jobs:
            self._place(ticket)
        worker.jobs.clear()
        if not self._closed:
            birth = asyncio.ensure_future(self._bear())
            self._births.add(birth)
            birth.add_done_callback(self._births.discard)

    async def _bear(self) -> None:
        try:
            pid, link = await self._nursery.fork(self._letter)
        except OSError:
            if self._closed:
                return
            raise
        worker = Worker(self, pid)
        await asyncio.get_running_loop().create_connection(lambda: worker, sock=link)

    def born(self, worker: Worker) -> None:
        """Take a new worker on."""
        if self._closed:
            worker.end()
            return
        self._workers.append(worker)
        for _ in range(min(DEPTH, len(self._waiting))):
            self._place(self._waiting.popleft())

    def _place(self, ticket: Ticket) -> None:
        """Give a job to a worker that has room and is not slow, or let it wait for one."""
        now = asyncio.get_running_loop().time()
        free = [one for one in self._workers if one.has_room(now)]
        choose = max if self._pace < QUICK else min
        ticket.worker = choose(free, key=_load) if free else None
        if ticket.worker is None:
            self._waiting.append(ticket)
        else:
            self._send(ticket.worker, ticket, now)
        if self._watch is None:
            self._watch = asyncio.get_running_loop().call_later(SLOW, self._look)

    def _send(self, worker: Worker, ticket: Ticket, now: float) -> None:
        if not worker.jobs:
            worker.since = now
        ticket.number = next(self._numbers)
        worker.jobs.append(ticket)
        worker.send(ticket.number, ticket.place, ticket.job)

    def _look(self) -> None:
        """Take back what waits behind a slow job, and turn away who has waited too long for a worker."""
        now = asyncio.get_running_loop().time()
        self._watch = None
        taken: list[Ticket] = []
        for worker in self._workers:
            if len(worker.jobs) > 1 and now - worker.since > SLOW:
                first, *others = worker.jobs
                worker.send(first.number, "", None)
                worker.jobs = deque([first])
                taken += others
        while self._waiting and now - self._waiting[0].since > self._nursery.plan.timeout:
            self._waiting.popleft().settle(refusal(503, "all workers are busy with long queries; try again later"))
        for ticket in taken:
            self._place(ticket)
        if self._watch is None and (self._waiting or any(worker.jobs for worker in self._workers)):
            self._watch = asyncio.get_running_loop().call_later(SLOW, self._look)


def _load(worker: Worker) -> int:
    return len(worker.jobs)
