"""A SPARQL server as a store: addresses, credentials, and every way in which a server can fail as one line."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from traceback import walk_tb

import pytest
from pyoxigraph import QuerySolutions, QueryTriples

from factory import dam_annotation
from servers import VIRTUOSO_ROWS, clear, free_port, update
from stakegraph.errors import QueryError, StoreError, UsageError
from stakegraph.query import run
from stakegraph.store import is_url, memory_store, open_store, writable_store
from stakegraph.store.http import PASSWORD, UPDATE, USER, Endpoint
from stakegraph.store.remote import remote_store

NO = b'{"head": {}, "boolean": false}'
JSON = "application/sparql-results+json"


class Answer(BaseHTTPRequestHandler):
    """Answers every request as its class says, and keeps what was asked."""

    status = 200
    headers_out: dict[str, str] = {"Content-Type": JSON}  # noqa: RUF012
    body = NO
    asked: list[tuple[str, str | None]]
    challenge = ""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        given = self.headers.get("Authorization")
        self.asked.append((self.path, given))
        refused = self.challenge and not (given or "").startswith(self.challenge.split()[0])
        self.send_response(401 if refused else self.status)
        for name, value in self.headers_out.items():
            self.send_header(name, value)
        if refused:
            self.send_header("WWW-Authenticate", self.challenge)
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def answering(**how: object) -> Iterator[tuple[str, list[tuple[str, str | None]]]]:
    """Run a server that answers in this way, and give its address and what it is asked."""
    asked: list[tuple[str, str | None]] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("One", (Answer,), {"asked": asked, **how}))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}/query", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def ask(url: str) -> bool:
    """Ask a server a question."""
    return bool(remote_store(url, timeout=0.5).query("ASK { ?s ?p ?o }"))


def test_a_server_that_is_not_there_is_said() -> None:
    port = free_port()
    with pytest.raises(StoreError) as error:
        ask(f"http://127.0.0.1:{port}/query")
    assert str(error.value) == (
        f"http://127.0.0.1:{port}/query can't be reached: Connection refused; is the server running?"
    )


@pytest.mark.parametrize(
    "asking",
    [
        lambda url: remote_store(url).query("SELECT * { ?s ?p ?o }"),
        lambda url: run(memory_store(), f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}", network=True),
    ],
)
def test_an_error_keeps_no_answer_of_the_engine_that_only_one_thread_may_let_go(
    asking: Callable[[str], object],
) -> None:
    with pytest.raises((StoreError, QueryError)) as error:
        asking(f"http://127.0.0.1:{free_port()}/query")
    causes = [error.value, error.value.__cause__]
    held = [
        value for one in causes if one for frame, _ in walk_tb(one.__traceback__) for value in frame.f_locals.values()
    ]
    assert not [value for value in held if isinstance(value, (QuerySolutions, QueryTriples))]


def test_a_name_that_does_not_exist_is_said() -> None:
    with pytest.raises(StoreError, match=r"http://nowhere\.invalid/query can't be reached: .*; is the server running"):
        ask("http://nowhere.invalid/query")


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({"status": 404}, "is no SPARQL endpoint (404); name the address of its queries, like"),
        ({"status": 403}, "does not allow this (403); give user and password by STAKEGRAPH_USER and"),
        ({"status": 401}, "does not allow this (401); give user and password by"),
        ({"status": 400, "body": b"bad\nquery"}, "failed (400): bad query"),
        ({"status": 500, "body": b"out of memory"}, "failed (500): out of memory"),
        ({"status": 503, "body": b""}, "failed (503): Service Unavailable"),
        ({"status": 302, "headers_out": {"Location": "http://x.example/sparql"}}, "sends us on to http://x.example/sp"),
        ({"headers_out": {"Content-Type": "text/html"}}, "answers with text/html and not as SPARQL"),
        ({"headers_out": {}}, "answers with nothing and not as SPARQL"),
        ({"body": b'{"head": {}, "bool'}, "can't be understood"),
        ({"body": b""}, "can't be understood"),
        ({"headers_out": {"Content-Type": JSON, "X-SPARQL-MaxRows": "10000"}}, "left out all rows after 10000; raise"),
    ],
)
def test_an_answer_that_is_none_is_said(how: dict[str, object], message: str) -> None:
    with answering(**how) as (address, _), pytest.raises(StoreError) as error:
        ask(f"http://me:secret@{address}")
    assert message in str(error.value)
    assert "secret" not in str(error.value)


def test_a_server_that_does_not_answer_is_given_up() -> None:
    held = threading.Event()

    def wait(self: Answer) -> None:
        held.wait(5)

    with answering(do_POST=wait) as (address, _):
        with pytest.raises(StoreError, match=r"gave no answer within 0\.5 seconds"):
            ask(f"http://{address}")
        held.set()


def test_user_and_password_are_those_of_the_address() -> None:
    with answering() as (address, asked):
        ask(f"http://me:se%40cret@{address}")
    assert asked == [("/query", f"Basic {base64.b64encode(b'me:se@cret').decode()}")] * len(asked)


def test_user_and_password_are_those_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(USER, "me")
    monkeypatch.setenv(PASSWORD, "secret")
    with answering() as (address, asked):
        ask(f"http://{address}")
    assert asked[0][1] == f"Basic {base64.b64encode(b'me:secret').decode()}"


def test_a_server_that_wants_digests_gets_them() -> None:
    with answering(challenge='Digest realm="x", nonce="1", qop="auth"') as (address, asked):
        assert ask(f"http://me:secret@{address}") is False
    assert (asked[-1][1] or "").startswith('Digest username="me"')


@pytest.mark.parametrize(
    ("url", "updates"),
    [
        ("http://localhost:7878/query", "http://localhost:7878/update"),
        ("http://localhost:8890/sparql", "http://localhost:8890/sparql"),
        ("https://me:x@data.example/ds/query", "https://data.example/ds/update"),
        ("http://[::1]:3030/ds", "http://[::1]:3030/ds"),
    ],
)
def test_updates_go_beside_queries(url: str, updates: str) -> None:
    assert Endpoint(url).update_url == updates


def test_the_address_of_updates_can_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(UPDATE, "http://localhost:7200/repositories/x/statements")
    assert Endpoint("http://localhost:7200/repositories/x").update_url.endswith("/statements")


@pytest.mark.parametrize("url", ["http://", "http:///query", "http://localhost:port/query"])
def test_what_is_no_address_is_misuse(url: str) -> None:
    with pytest.raises(UsageError):
        open_store(url)


def test_an_address_is_known_by_its_scheme() -> None:
    assert [is_url(one) for one in ("http://x/", "HTTPS://x/", Path("http:"), "ftp://x/")] == [True, True, False, False]


def test_what_others_keep_on_a_server_is_left_alone(server: Callable[[str], str]) -> None:
    url = server("oxigraph")
    clear(url)
    update(url, "INSERT DATA { GRAPH <http://x.example/g> { <http://x.example/s> <http://x.example/p> 1 } }")
    store = writable_store(url)
    store.add(dam_annotation())
    assert {str(quad.graph_name) for quad in store.quads()} == {
        f"<https://w3id.org/stakegraph/graph/{dam_annotation().article.id}>"
    }
    store.remove(dam_annotation().article.id)
    assert store.has_graph("http://x.example/g")


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("SELECT *", f"left out all rows after {VIRTUOSO_ROWS}; raise its limit"),
        ("CONSTRUCT { ?s ?p ?x }", "gave a graph of just the size of a usual limit; if it has such a limit"),
    ],
)
def test_virtuoso_that_leaves_rows_out_is_said(head: str, message: str, server: Callable[[str], str]) -> None:
    url = server("virtuoso")
    clear(url)
    store = writable_store(url)
    store.add(dam_annotation())
    with pytest.raises(StoreError, match=message):
        store.query(f"{head} WHERE {{ ?s ?p ?o . ?x ?y ?z }}")
