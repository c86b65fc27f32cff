"""Fronts: that they answer lookups themselves, pass everything else on, and are replaced when they die."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import quote

import pytest

from endpoint import Server, built, family, kill, serving
from stakegraph.endpoint import front
from stakegraph.endpoint.front import MARK, SNAPSHOT, Front
from stakegraph.endpoint.glance import LATER
from stakegraph.endpoint.reception import FRONTS

LOOKUP = "SELECT ?o { actor:ben-cole sg:supports ?o }"
LONGER = "SELECT ?o { OPTIONAL { actor:ben-cole sg:supports ?o } }"
DAM = "https://w3id.org/stakegraph/issue/the-dam"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(built(tmp_path_factory.mktemp("build")), "--workers", "1") as running:
        assert running.ask("ASK {}").status == 200
        yield running


def found(body: bytes) -> list[str]:
    return [row["o"]["value"] for row in json.loads(body)["results"]["bindings"]]


def processes(server: Server) -> tuple[list[int], list[int]]:
    """The workers and the fronts."""
    below = family(server.process.pid)[1:]
    return below[:1], below[1:]


def test_a_lookup_needs_no_worker(server: Server) -> None:
    workers, _ = processes(server)
    for worker in workers:
        os.kill(worker, signal.SIGSTOP)
    try:
        assert found(server.ask(LOOKUP).body) == [DAM]
    finally:
        for worker in workers:
            os.kill(worker, signal.SIGCONT)


def test_answers_of_fronts_and_of_workers_are_alike(server: Server) -> None:
    replies = [server.send("GET", f"/sparql?query={quote(text)}") for text in (LOOKUP, LOOKUP + " # a comment")]
    heads = [{name: value for name, value in reply.heads.items() if name != "date"} for reply in replies]
    assert (heads[0], replies[0].body) == (heads[1], replies[1].body)


def test_a_connection_goes_to_the_server_and_comes_back_with_the_next_lookup(server: Server) -> None:
    (worker,), _ = processes(server)
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    for text, signals in ((LONGER, (signal.SIGCONT,)), (LOOKUP, (signal.SIGSTOP, signal.SIGCONT))) * 2:
        os.kill(worker, signals[0])
        line.request("GET", f"/sparql?query={quote(text)}")
        assert found(line.getresponse().read()) == [DAM]
        os.kill(worker, signals[-1])
    line.close()


def test_a_connection_with_a_lookup_that_is_too_large_stays_at_the_server(server: Server) -> None:
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    for _ in range(3):
        line.request("GET", f"/sparql?query={quote('SELECT ?o { ?s ?p ?o }')}")
        assert len(found(line.getresponse().read())) > 200
    line.close()


def test_requests_in_a_row_are_answered_in_their_order(server: Server) -> None:
    texts = (LONGER, LOOKUP, LONGER, LONGER, LOOKUP)
    request = b"".join(
        f"GET /sparql?query={quote(text)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode() for text in texts
    )
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        line.sendall(request)
        heard = b""
        while heard.count(DAM.encode()) < len(texts):
            heard += line.recv(65536)
    assert heard.count(b"HTTP/1.1 200 OK") == len(texts)


def test_what_looks_like_a_lookup_in_a_body_is_none(server: Server) -> None:
    """The body comes when its request has been refused already, and the connection is idle but for that."""
    lookup = f"GET /sparql?query={quote(LOOKUP)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    head = f"POST /sparql HTTP/1.1\r\nHost: evil.example\r\nContent-Length: {len(lookup)}\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        line.sendall(head)
        heard = line.recv(65536)
        line.sendall(lookup)
        line.settimeout(0.5)
        with suppress(TimeoutError):
            while data := line.recv(65536):
                heard += data
    assert (heard[:12], heard.count(b"HTTP/1.1")) == (b"HTTP/1.1 403", 1)


def test_a_connection_goes_on_at_the_server(server: Server) -> None:
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    answers = []
    for text in (LOOKUP, LOOKUP, LONGER, LOOKUP, LONGER):
        line.request("GET", f"/sparql?query={quote(text)}")
        answers.append(found(line.getresponse().read()))
    line.close()
    assert answers == [[DAM]] * 5


def test_a_request_that_comes_in_pieces_is_answered(server: Server) -> None:
    request = f"GET /sparql?query={quote(LOOKUP)} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        for piece in (request[:20], request[20:60], request[60:]):
            line.sendall(piece)
            time.sleep(0.05)
        heard = b""
        while data := line.recv(65536):
            heard += data
    assert found(heard.partition(b"\r\n\r\n")[2]) == [DAM]


@pytest.mark.parametrize(
    ("heads", "status", "media"),
    [
        ({}, 200, "application/sparql-results+json"),
        ({"Accept": "application/json"}, 200, "application/json"),
        ({"Accept": "text/csv"}, 200, "text/csv; charset=utf-8"),
        ({"Accept": "text/html"}, 200, "text/html; charset=utf-8"),
        ({"Accept": "image/png"}, 406, "text/plain; charset=utf-8"),
        ({"Accept": "garbage"}, 400, "text/plain; charset=utf-8"),
        ({"Host": "evil.example"}, 403, "text/plain; charset=utf-8"),
        ({"Origin": "http://evil.example"}, 403, "text/plain; charset=utf-8"),
        ({"Connection": "close"}, 200, "application/sparql-results+json"),
        ({"Content-Length": "0"}, 200, "application/sparql-results+json"),
    ],
)
def test_headers_of_a_lookup_count(server: Server, heads: dict[str, str], status: int, media: str) -> None:
    reply = server.send("GET", f"/sparql?query={quote(LOOKUP)}", heads=heads)
    assert (reply.status, reply.heads["content-type"]) == (status, media)


def test_a_front_that_dies_is_replaced_and_meanwhile_the_server_answers(server: Server) -> None:
    _, fronts = processes(server)
    assert len(fronts) == FRONTS
    kill(fronts)
    assert [found(server.ask(LOOKUP).body) for _ in range(5)] == [[DAM]] * 5
    deadline = time.monotonic() + 10
    while len(set(processes(server)[1]) - set(fronts)) < FRONTS and time.monotonic() < deadline:
        time.sleep(0.1)
    assert len(set(processes(server)[1]) - set(fronts)) == FRONTS
    assert found(server.ask(LOOKUP).body) == [DAM]


# A front alone


class Parrot:
    """Answers what begins with "long" at length, and "new" when it has turned to a snapshot; nothing else."""

    def __init__(self) -> None:
        self.view = self
        self.seen: list[tuple[str, int]] = []

    def turn_to(self, snapshot: str, seen: int) -> None:
        self.seen.append((snapshot, seen))

    def answer(self, request: bytes, date: bytes) -> bytes | None:
        if request == b"new":
            return repr(self.seen[-1]).encode() if self.seen else LATER
        return request * 1_000_000 if request.startswith(b"long") else None


@contextmanager
def at_front() -> Iterator[tuple[socket.socket, socket.socket]]:
    """A front with a connection: the server's end of the link, and the client's end of the connection."""
    ours, theirs = socket.socketpair(type=socket.SOCK_SEQPACKET)
    thread = threading.Thread(target=Front(theirs, Parrot()).run)  # type: ignore[arg-type]
    thread.start()
    client = connected(ours, MARK)
    try:
        with client:
            yield ours, client
    finally:
        ours.close()
        thread.join(10)
        theirs.close()
    assert not thread.is_alive()


def connected(link: socket.socket, data: bytes) -> socket.socket:
    """The client's end of a new connection, whose other end goes over the link with ``data``."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        client = socket.create_connection(listening.getsockname(), timeout=10)
        accepted, _ = listening.accept()
    with accepted:
        socket.send_fds(link, [data], [accepted.fileno()])
    return client


def taken_back(link: socket.socket) -> tuple[bytes, socket.socket]:
    link.settimeout(10)
    data, numbers, _, _ = socket.recv_fds(link, 100_000, 1)
    return data, socket.socket(fileno=numbers[0])


def test_a_client_that_reads_slowly_gets_all() -> None:
    with at_front() as (_, client):
        client.sendall(b"long")
        time.sleep(0.3)
        got = 0
        while got < 4_000_000:
            got += len(client.recv(65536))
        client.sendall(b"long")
        assert client.recv(4) == b"long"


def test_what_is_no_lookup_comes_back_with_its_connection() -> None:
    with at_front() as (link, client):
        client.sendall(b"something else")
        data, line = taken_back(link)
        with line:
            line.sendall(b"an answer")
            assert (data, client.recv(100)) == (MARK + b"something else", b"an answer")


def test_what_needs_a_new_snapshot_waits_for_it() -> None:
    with at_front() as (link, client):
        client.sendall(b"new")
        assert link.recv(100) == SNAPSHOT
        link.send(SNAPSHOT + b"7 /a place")
        assert client.recv(100) == b"('/a place', 7)"
        client.sendall(b"new")
        assert client.recv(100) == b"('/a place', 7)"


def test_what_gets_no_new_snapshot_comes_back() -> None:
    with at_front() as (link, client):
        client.sendall(b"new")
        assert link.recv(100) == SNAPSHOT
        link.send(SNAPSHOT)
        data, line = taken_back(link)
        with line:
            assert data == MARK + b"new"


def test_who_leaves_while_a_snapshot_is_made_is_forgotten() -> None:
    with at_front() as (link, client):
        client.sendall(b"new")
        assert link.recv(100) == SNAPSHOT
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # so that it ends at once
        client.close()
        time.sleep(0.2)
        link.send(SNAPSHOT)
        link.settimeout(0.2)
        with pytest.raises(TimeoutError):
            link.recv(100)


def test_a_connection_can_come_with_its_request() -> None:
    with at_front() as (link, _), connected(link, MARK + b"longer") as client:
        assert client.recv(6) == b"longer"


def test_who_says_nothing_waits_on_at_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front, "IDLE", 0.1)
    with at_front() as (link, client):
        data, line = taken_back(link)
        with line:
            line.sendall(b"408")
            assert (data, client.recv(100)) == (MARK, b"408")


def test_who_has_had_an_answer_and_is_silent_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front, "IDLE", 0.1)
    with at_front() as (_, client):
        client.sendall(b"long")
        got = 0
        while data := client.recv(65536):
            got += len(data)
        assert got == 4_000_000
