"""A real server for the tests of the endpoint, and what asks it."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from pyoxigraph import Quad

from factory import ARTICLE, dam_annotation
from stakegraph.rdf import serialize, to_quads
from stakegraph.store import folder_store

JSON = "application/sparql-results+json"


class Reply(NamedTuple):
    """An answer of the server; the names of ``heads`` are in small letters."""

    status: int
    heads: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


class Server:
    """A server under ``stakegraph serve``."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process = process
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.warning = ""

    def send(
        self, method: str = "GET", path: str = "/sparql", body: bytes | None = None, heads: dict[str, str] | None = None
    ) -> Reply:
        """Send one request on a connection of its own."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            line.request(method, path, body, heads or {})
            answer = line.getresponse()
            known = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, known, answer.read())
        finally:
            line.close()

    def ask(self, query: str, accept: str = JSON, **more: str) -> Reply:
        """Ask a query by GET."""
        rest = "".join(f"&{name}={quote(value, safe='')}" for name, value in more.items())
        return self.send("GET", f"/sparql?query={quote(query, safe='')}{rest}", heads={"Accept": accept})

    def update(self, text: str) -> Reply:
        """Send an update."""
        return self.send("POST", "/sparql", text.encode(), {"Content-Type": "application/sparql-update"})


@contextmanager
def serving(data: Path, *options: str, quiet: bool = True) -> Iterator[Server]:
    """Run ``stakegraph serve`` over ``data`` on a free port; if it is not ``quiet``, it warns first."""
    command = [sys.executable, "-m", "stakegraph", "serve", "--data", str(data), "--port", "0", *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        warning = "" if quiet else process.stderr.readline()
        line = process.stderr.readline()
        port = re.search(r"http://[^ ]*:(\d+)/", line)
        assert port, line + process.stderr.read()
        server = Server(process, int(port[1]))
        server.warning = warning
        yield server
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)


def stored(folder: Path, quads: list[Quad]) -> Path:
    """Make a folder store that holds ``quads``."""
    store = folder_store(folder)
    store.load(quads)
    return folder


def built(folder: Path) -> Path:
    """Fill a folder as a build leaves it, with the debate about the dam and two pages that stand for all."""
    (folder / "graph.trig").write_bytes(serialize(to_quads(dam_annotation()), "trig"))
    (folder / "index.html").write_text("<!DOCTYPE html><title>Index</title>", encoding="utf-8")
    (folder / f"article-{ARTICLE.id}.html").write_text("<!DOCTYPE html><title>Dam</title>", encoding="utf-8")
    (folder / ".secret").write_text("no", encoding="utf-8")
    return folder


def rows(server: Server, query: str, **more: str) -> list[dict[str, str]]:
    reply = server.ask(query, **more)
    assert reply.status == 200, reply.text
    found = json.loads(reply.body)["results"]["bindings"]
    return [{name: cell["value"] for name, cell in row.items()} for row in found]


def count(server: Server, pattern: str) -> int:
    return int(rows(server, f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")[0]["n"])


def family(pid: int) -> list[int]:
    """The processes below one: of a server its nursery, the workers, and the fronts."""
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [int(child) for child in below] + [one for child in below for one in family(int(child))]


def kill(processes: list[int]) -> None:
    """End processes at once, and wait until they are gone; who is not waited for by another is a zombie then."""
    for pid in processes:
        os.kill(pid, signal.SIGKILL)
    for pid in processes:
        stat = Path(f"/proc/{pid}/stat")
        with suppress(FileNotFoundError):
            while stat.read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z":
                time.sleep(0.01)
