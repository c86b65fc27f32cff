"""Queries that are not answered: those that would reach another server, change a graph, or are too long."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factory import ARTICLE, dam_annotation
from stakegraph.errors import QueryError
from stakegraph.query import run
from stakegraph.store import OxigraphStore, memory_store


class Server:
    """A server that counts who comes, and sends everybody away."""

    def __init__(self) -> None:
        self.guests = 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.socket.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        with suppress(OSError):
            while True:
                guest, _ = self.socket.accept()
                self.guests += 1
                guest.close()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.socket.shutdown(socket.SHUT_RDWR)
    made.socket.close()


@pytest.fixture(scope="module")
def store() -> OxigraphStore:
    made = memory_store()
    made.add(dam_annotation())
    return made


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
        "SELECT * { service SILENT <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
        "SELECT * {?s ?p 5SERVICE<http://127.0.0.1:{port}/>{?s ?p ?o}}",
        "PREFIX : <http://127.0.0.1:{port}/> SELECT * {SERVICE:x{?s ?p ?o}}",
        "SELECT * { BIND(<http://127.0.0.1:{port}/> AS ?x) SERVICE?x{?s ?p ?o}}",
        "SELECT * { ?s ?p sg:q.sg:x.SERVICE<http://127.0.0.1:{port}/>{} }",
        "SELECT * { ?s ?p _:b.SERVICE<http://127.0.0.1:{port}/>{} }",
        "# a comment\nSELECT * { ?a ?b 'it\\'s' . SERVICE <http://127.0.0.1:{port}/> {} }",
        "SELECT * FROM <http://127.0.0.1:{port}/> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://127.0.0.1:{port}/> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * FROM <relative> { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:{port}/>",
    ],
)
def test_no_query_reaches_another_server(store: OxigraphStore, server: Server, text: str) -> None:
    with pytest.raises(QueryError):
        run(store, text.replace("{port}", str(server.port)))
    assert server.guests == 0


PIECES = (
    "?s", "?p", "?o", "5", "1.", "1e5", ".", ";", ",", '"a"', "'b'", '"""c"""', "'\\''", "@en", "a", "<http://a.example/b#c>",
    "sg:x", "sg:x.", "sg:q.sg:", "_:b", "true", "FILTER(1<2)", "FILTER(?a<?b&&?c>?d)", "{", "}", "UNION", "OPTIONAL{}",
    "#c\n", "\n", "#", "()", "%41", ":y", "$v", "<", ">", '"', "'", " ",
)  # fmt: skip
GLUE = ("", " ", ".", "sg:x.", "sg:q.sg:x.", "_:b.", "5", "1.", '"x"@en', "true", "}", "\n")
CALLS = ("SERVICE<{url}>{}", "service silent<{url}>{?s ?p ?o}", "SERVICE:x{}", "seRVice<{url}x#y>{}")


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(PIECES), max_size=4),
    st.sampled_from(GLUE),
    st.sampled_from(CALLS),
    st.lists(st.sampled_from(PIECES), max_size=2),
)
def test_no_text_around_it_hides_a_call(
    store: OxigraphStore, server: Server, before: list[str], glue: str, call: str, after: list[str]
) -> None:
    url = f"http://127.0.0.1:{server.port}/"
    body = "".join(before) + glue + call.replace("{url}", url) + "".join(after)
    with suppress(QueryError):
        run(store, f"PREFIX : <{url}> SELECT * {{ ?s ?p {body} }}", max_rows=10)
    assert server.guests == 0


class Graph(BaseHTTPRequestHandler):
    """A server that gives out two triples and the answer to any query."""

    def do_GET(self) -> None:
        self.reply("text/turtle", b"<http://a.example/a> <http://a.example/p> 'here', 'there' .")

    def do_POST(self) -> None:
        head = '{"head": {"vars": ["o"]}, "results": {"bindings": '
        self.reply(
            "application/sparql-results+json", f'{head}[{{"o": {{"type": "literal", "value": "far"}}}}]}}}}'.encode()
        )

    def reply(self, kind: str, data: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def graph() -> Iterator[str]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Graph)
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}/"
    made.shutdown()
    made.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SELECT ?o FROM <{url}g.ttl> { ?s ?p ?o } ORDER BY ?o", ["here", "there"]),
        ("SELECT ?o FROM NAMED <{url}g.ttl> { GRAPH ?g { ?s ?p ?o } } ORDER BY ?o", ["here", "there"]),
        (
            f"SELECT ?o FROM <{{url}}> FROM graph:{ARTICLE.id} {{ ?s <http://a.example/p>|sg:place ?o }} ORDER BY ?o",
            ["Southland", "here", "there"],
        ),
        ("SELECT ?o { SERVICE <{url}sparql> { ?s ?p ?o } }", ["far"]),
    ],
)  # fmt: skip
def test_where_the_user_allows_it_another_server_is_asked(
    store: OxigraphStore, graph: str, text: str, found: list[str]
) -> None:
    result = run(store, text.replace("{url}", graph), network=True, timeout=20)
    assert [row["o"] for row in result.dicts()] == found


def test_a_graph_that_cannot_be_fetched_is_named(store: OxigraphStore) -> None:
    with pytest.raises(QueryError, match=r"<http://127\.0\.0\.1:1/g> can't be fetched: .*refused"):
        run(store, "ASK FROM <http://127.0.0.1:1/g> { ?s ?p ?o }", network=True)


def test_no_file_is_read_by_a_query(store: OxigraphStore) -> None:
    with pytest.raises(QueryError, match="only http and https addresses are fetched"):
        run(store, "ASK FROM <file:///etc/passwd> { ?s ?p ?o }", network=True)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?s ?p 'SERVICE <http://a.example/> {}' }",
        'ASK { ?s ?p """say "SERVICE" twice""" }',
        "ASK { ?service <http://a.example/SERVICE> ?o } # SERVICE",
        "ASK FROM graph:" + ARTICLE.id + " { ?s ?p ?o }",
    ],
)
def test_a_harmless_query_is_answered(store: OxigraphStore, text: str) -> None:
    assert run(store, text).answer is not None


@pytest.mark.parametrize(
    "text", ["INSERT DATA { }", "prefix x: <http://a.example/> drop all", "LOAD <http://a.example/>"]
)
def test_an_update_is_refused_by_name(store: OxigraphStore, text: str) -> None:
    with pytest.raises(QueryError, match=r"this is an update \((INSERT|DROP|LOAD)\), and a query only reads"):
        run(store, text)


def test_a_query_that_is_too_long_is_refused(store: OxigraphStore) -> None:
    with pytest.raises(QueryError, match="the query has 70011 characters; 65536 are allowed"):
        run(store, "ASK { }   #" + "x" * 70000)
