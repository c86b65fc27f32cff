"""The process that a query runs in: a fork of this one where that is safe, else one that is started.

A fork has all that this process has read, and so costs next to nothing. But of its threads it has only the one that
asked for it, and what another one holds at that moment, the engine's own among them, stays locked in it for ever.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from select import select

_TASKS = Path("/proc/self/task")


def can_fork() -> bool:
    """Say whether this process has one thread only, as Linux tells; elsewhere it is not known."""
    return _TASKS.is_dir() and len(list(_TASKS.iterdir())) == 1


def forked(work: Callable[[], bytes], timeout: float) -> tuple[int, bytes]:
    """Return the exit code of a fork of this process that does ``work``, and what that returned.

    The code of one that a signal ended is negative. Raises TimeoutError after ``timeout`` seconds.

    >>> forked(lambda: b"done", 10)
    (0, b'done')
    """
    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        _do(work, sink)
    os.close(sink)
    try:
        data = _read(source, timeout)
    except BaseException:
        os.kill(child, signal.SIGKILL)
        raise
    finally:
        os.close(source)
        _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), data


def _do(work: Callable[[], bytes], sink: int) -> None:
    """Do the work and end, without anything of what this process would do at its end."""
    code = 1
    try:
        gc.disable()  # it ends before there is much to collect, and gives all back at once
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # where the engine says why it comes down
        data = memoryview(work())
        while data:
            data = data[os.write(sink, data) :]
        code = 0
    finally:
        os._exit(code)


def _read(source: int, timeout: float) -> bytes:
    """Return what comes out of a pipe until its end."""
    end = time.monotonic() + timeout
    parts: list[bytes] = []
    while (left := end - time.monotonic()) > 0 and select([source], [], [], left)[0]:
        if not (part := os.read(source, 1 << 20)):
            return b"".join(parts)
        parts.append(part)
    raise TimeoutError


def started(module: str, request: bytes, timeout: float) -> tuple[int, bytes, str]:
    """Return the exit code of a new process that runs ``module``, and what it wrote to stdout and to stderr.

    It reads ``request`` from stdin. Raises TimeoutError after ``timeout`` seconds.
    """
    import subprocess  # of which a fork has no use

    # It finds its modules where this process does, so it need not look for them again (-S).
    command = [sys.executable, "-S", "-P", "-m", module]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(
            command, input=request, capture_output=True, check=False, timeout=timeout, env=environment
        )
    except subprocess.TimeoutExpired:
        raise TimeoutError from None
    return done.returncode, done.stdout, done.stderr.decode(errors="replace").strip()
