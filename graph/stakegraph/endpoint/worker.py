"""The process that answers: it takes job after job from its socket, and ends itself when one takes too long.

Nothing else can stop the engine, and a query can bring its process down. So each worker is a fork that the nursery
made, and is replaced when it dies.
"""

from __future__ import annotations

import resource
import signal
import socket
import time
from collections import deque
from collections.abc import Callable, Iterator

from stakegraph.endpoint.messages import Answer, Inbox, Job, pack

Handler = Callable[[Job, str], Answer]

LEAVING = 0
"""The number under which a worker says that it leaves; what it has not answered is for others."""

_CHUNK = 256 * 1024
_LONG = 0.1  # seconds after which it is worth a look whether a job has left the process fat
_FAT = 512 * 1024  # KiB


def work(link: socket.socket, timeout: float, handle: Handler) -> None:
    """Answer what comes over ``link`` until it is closed; a job that takes longer than ``timeout`` ends the process.

    A message is a number, the folder of a snapshot, and a job; without a job it says that what came since the job of
    this number was given to others. A worker whose memory has grown much says so and leaves.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    slim = _memory()
    for number, place, job in _jobs(link):
        started = time.monotonic()
        signal.setitimer(signal.ITIMER_REAL, timeout)
        found = handle(job, place)
        signal.setitimer(signal.ITIMER_REAL, 0)
        link.sendall(pack(number, "", found))
        if time.monotonic() - started > _LONG and _memory() > slim + _FAT:
            link.sendall(pack(LEAVING, "", None))
            return


def _jobs(link: socket.socket) -> Iterator[tuple[int, str, Job]]:
    inbox = Inbox()
    waiting: deque[tuple[int, str, Job]] = deque()
    while True:
        data = _receive(link, wait=not waiting)
        if data == b"":
            return
        for number, place, job in inbox.feed(data or b""):
            if job is None:
                waiting = deque(one for one in waiting if one[0] <= number)
            else:
                waiting.append((number, place, job))
        if waiting:
            yield waiting.popleft()


def _receive(link: socket.socket, *, wait: bool) -> bytes | None:
    """Return what came, nothing (b"") when the other end has gone, and None where nobody waits and nothing is there."""
    try:
        return link.recv(_CHUNK, 0 if wait else socket.MSG_DONTWAIT)
    except BlockingIOError:
        return None


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
