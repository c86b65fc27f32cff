"""The server: what it answers, what it refuses and how, and that nothing brings it down."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlencode

import jsonschema
import pytest
import uvicorn
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from uvicorn.server import ServerState

from endpoint import JSON, Server, serving, stored
from factory import ARTICLE, dam_annotation
from stakegraph.endpoint import http
from stakegraph.rdf import serialize, to_quads
from stakegraph.vocabulary import SG

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
AS_QUERY = {"Content-Type": "application/sparql-query"}
AS_UPDATE = {"Content-Type": "application/sparql-update"}
ASK = "/sparql?query=ASK%7B%7D"
ENOUGH = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?l) }"
SD = "http://www.w3.org/ns/sparql-service-description#"


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a build leaves it."""
    folder = tmp_path_factory.mktemp("build")
    (folder / "graph.trig").write_bytes(serialize(to_quads(dam_annotation()), "trig"))
    (folder / "index.html").write_text("<!DOCTYPE html><title>Index</title>", encoding="utf-8")
    (folder / f"article-{ARTICLE.id}.html").write_text("<!DOCTYPE html><title>Dam</title>", encoding="utf-8")
    (folder / ".secret").write_text("no", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def server(build: Path) -> Iterator[Server]:
    """A server that only reads, with one worker more than a test keeps busy and little patience."""
    with serving(build, "--timeout", "1", "--workers", "3", "--cors", "https://friend.example") as running:
        yield running


@pytest.fixture(scope="module")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that takes updates, over a folder store."""
    folder = stored(tmp_path_factory.mktemp("writable") / "store", to_quads(dam_annotation()))
    with serving(folder, "--update", "--timeout", "2") as running:
        yield running


def rows(server: Server, query: str, **more: str) -> list[dict[str, str]]:
    reply = server.ask(query, **more)
    assert reply.status == 200, reply.text
    found = json.loads(reply.body)["results"]["bindings"]
    return [{name: cell["value"] for name, cell in row.items()} for row in found]


def count(server: Server, pattern: str) -> int:
    return int(rows(server, f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")[0]["n"])


# Answers


@pytest.mark.parametrize(
    ("query", "accept", "media"),
    [
        ("SELECT ?a { ?a a sg:Person }", "", JSON),
        ("SELECT ?a { ?a a sg:Person }", "*/*", JSON),
        ("SELECT ?a { ?a a sg:Person }", "application/json", JSON),
        ("SELECT ?a { ?a a sg:Person }", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("SELECT ?a { ?a a sg:Person }", "text/csv", "text/csv; charset=utf-8"),
        ("SELECT ?a { ?a a sg:Person }", "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("SELECT ?a { ?a a sg:Person }", "text/turtle, text/*;q=0.2, text/csv;q=0.3", "text/csv; charset=utf-8"),
        ("ASK {}", "application/sparql-results+xml;q=0.9, */*;q=0.1", "application/sparql-results+xml"),
        ("DESCRIBE actor:ben-cole", "", "text/turtle; charset=utf-8"),
        ("DESCRIBE actor:ben-cole", "application/n-triples", "application/n-triples; charset=utf-8"),
        ("DESCRIBE actor:ben-cole", "application/trig", "application/trig; charset=utf-8"),
        ("DESCRIBE actor:ben-cole", "application/ld+json", "application/ld+json"),
        ("DESCRIBE actor:ben-cole", "application/rdf+xml", "application/rdf+xml"),
    ],
)
def test_the_client_chooses_the_format(server: Server, query: str, accept: str, media: str) -> None:
    reply = server.ask(query, accept)
    given = reply.heads["content-type"]
    assert (reply.status, given if media != JSON else given.replace("application/json", JSON)) == (200, media)


def test_a_format_by_name_comes_before_the_header(server: Server) -> None:
    assert server.ask("SELECT * { ?s a sg:Country } ORDER BY ?s", "*/*", format="csv").text == (
        "s\r\nhttps://w3id.org/stakegraph/actor/northland\r\nhttps://w3id.org/stakegraph/actor/southland\r\n"
    )


def test_columns_of_a_star_come_in_the_order_of_the_query(server: Server) -> None:
    assert server.ask("SELECT * { ?z sg:supports ?a } LIMIT 1", "text/csv").text.startswith("z,a\r\n")


def test_a_graph_is_the_same_in_every_format(server: Server) -> None:
    forms = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD}
    found = [
        {str(quad.triple) for quad in parse(server.ask("DESCRIBE actor:ben-cole", "", format=name).body, format=form)}
        for name, form in forms.items()
    ]
    assert len(found[0]) > 5 and found[0] == found[1] == found[2]


def test_a_query_comes_by_get_by_form_and_as_it_is(server: Server) -> None:
    text = "ASK { actor:ben-cole sg:supports issue:the-dam }"
    direct = {"Content-Type": "application/sparql-query; charset=UTF-8"}
    replies = [
        server.ask(text),
        server.send("POST", body=urlencode({"query": text}).encode(), heads=FORM),
        server.send("POST", body=text.encode(), heads=direct),
    ]
    assert [json.loads(reply.body)["boolean"] for reply in replies] == [True, True, True]


def test_the_dataset_of_the_protocol_is_the_one_that_is_asked(server: Server) -> None:
    graph = f"https://w3id.org/stakegraph/graph/{ARTICLE.id}"
    everything = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    inside = int(rows(server, everything, **{"default-graph-uri": graph})[0]["n"])
    assert inside == len(to_quads(dam_annotation()))
    assert rows(server, everything, **{"named-graph-uri": graph}) == [{"n": "0"}]
    named = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    assert rows(server, named, **{"named-graph-uri": graph}) == [{"g": graph}]


def test_head_is_get_without_a_body(server: Server) -> None:
    path = f"/sparql?query={quote('ASK {}')}"
    get, head = server.send("GET", path), server.send("HEAD", path)
    assert (head.status, head.body, head.heads["content-length"]) == (200, b"", str(len(get.body)))


def test_the_service_describes_itself(server: Server) -> None:
    reply = server.send("GET", "/sparql", heads={"Accept": "application/n-triples"})
    triples = {(quad.predicate.value, quad.object) for quad in parse(reply.body, format=RdfFormat.N_TRIPLES)}
    assert (SD + "endpoint", NamedNode(f"{server.url}/sparql")) in triples
    assert (SD + "supportedLanguage", NamedNode(SD + "SPARQL11Query")) in triples
    assert (SD + "supportedLanguage", NamedNode(SD + "SPARQL11Update")) not in triples


def test_void_counts_triples_and_instances(server: Server) -> None:
    reply = server.send("GET", "/.well-known/void", heads={"Accept": "application/n-triples"})
    quads = list(parse(reply.body, format=RdfFormat.N_TRIPLES))
    counted = {quad.object.value for quad in quads if quad.predicate.value.endswith("void#triples")}
    assert str(count(server, "?s ?p ?o")) in counted
    part = next(quad.subject for quad in quads if quad.object == NamedNode(SG + "Stance"))
    assert any(quad.subject == part and quad.object.value == "5" for quad in quads)


# Bad requests


@pytest.mark.parametrize(
    ("method", "path", "body", "heads", "status", "words"),
    [
        ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", None, {}, 400, "the parameter query is given 2 times"),
        ("POST", "/sparql", b"query=ASK%7B%7D&update=CLEAR+ALL", FORM, 400, "there is a query and an update"),
        ("GET", "/sparql?querry=ASK%7B%7D", None, {}, 400, "the parameter 'querry' is unknown; known are query"),
        ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=no+iri", None, {}, 400, "which is no absolute IRI"),
        ("GET", "/sparql?query=ASK%7B%7D&format=pdf", None, {}, 400, "the format 'pdf' is unknown"),
        ("GET", "/sparql?default-graph-uri=http://a.example/", None, {}, 400, "there is no query"),
        ("GET", "/sparql?query=%FF", None, {}, 400, "the parameters are not UTF-8 at byte 0"),
        ("GET", "/sparql?query=", None, {}, 400, "can't be understood"),
        ("GET", "/sparql?query=SELEC+%3Fs%7B%7D", None, {}, 400, "did you mean SELECT instead of SELEC?"),
        ("GET", "/sparql?query=ASK+%7B%7D+ASK+%7B%7D", None, {}, 400, "can't be understood at line 1, column 14"),
        ("GET", "/sparql?query=SELECT+*+%7B+%3Fs+foo:bar+1+%7D", None, {}, 400, "the prefix foo: is not declared"),
        ("GET", "/sparql?query=CLEAR+ALL", None, {}, 400, "this is an update (CLEAR)"),
        ("GET", "/sparql?update=CLEAR+ALL", None, {}, 400, "an update comes by POST"),
        ("POST", "/sparql", b"ASK {}", {}, 415, "the Content-Type is missing; send"),
        ("POST", "/sparql", b"ASK {}", {"Content-Type": "text/plain"}, 415, "the Content-Type is 'text/plain'"),
        ("POST", "/sparql", b"", {"Content-Type": "application/sparql-query;charset=latin-1"}, 415, "is latin-1"),
        ("POST", "/sparql", b"x", {**FORM, "Content-Encoding": "gzip"}, 415, "the body is packed (gzip)"),
        ("POST", "/sparql", b"ASK {\xff}", AS_QUERY, 400, "not UTF-8 at byte 5"),
        ("POST", "/sparql", b"CLEAR ALL", AS_UPDATE, 403, "endpoint is read-only"),
        ("GET", ASK, None, {"Accept": "image/png"}, 406, "application/sparql-results+json"),
        ("GET", ASK, None, {"Accept": "*/*;q=0"}, 406, "text/csv"),
        ("GET", ASK, None, {"Accept": "garbage"}, 400, "'garbage' is no list of media types"),
        ("GET", ASK, None, {"Accept": "a" * 10_000}, 431, "a header may have 8,192 bytes"),
        ("GET", "/sparql", None, {f"X-{n}": "1" for n in range(100)}, 431, "100 headers"),
        ("GET", "/sparql?query=" + "a" * 100_000, None, {}, 414, "the address is longer than 65,536 bytes"),
        ("DELETE", "/sparql", None, {}, 405, "DELETE is not understood here"),
        ("PUT", ASK, None, {}, 405, "PUT is not understood here"),
        ("TRACE", "/sparql", None, {}, 405, "TRACE is not understood here"),
        ("GET", ASK, None, {"Host": "evil.example"}, 403, "this server is not called 'evil.example'"),
        ("GET", "/", None, {"Host": "evil.example:80"}, 403, "this server is not called"),
        ("GET", ASK, None, {"Origin": "http://evil.example"}, 403, "pages of 'http://evil.example'"),
        ("GET", "/sparql?query=ASK%7BSERVICE%3Chttp://a.example/%3E%7B%7D%7D", None, {}, 403, "asks another server"),
        ("GET", "/sparql?query=ASK+FROM%3Cfile:///etc/passwd%3E%7B%7D", None, {}, 403, "FROM names <file:///etc/passwd>"),
        ("GET", "/../../etc/passwd", None, {}, 404, ""),
        ("GET", "/%2e%2e/%2e%2e/etc/passwd", None, {}, 404, ""),
        ("GET", "/pages/../.secret", None, {}, 404, ""),
        ("GET", "/pages/%2e%2e/%2e%2e/etc/passwd", None, {}, 404, "there is nothing at this address"),
        ("GET", "/pages/.secret", None, {}, 404, "there is nothing at this address"),
        ("GET", "/pages/%00.html", None, {}, 404, "there is nothing at this address"),
        ("GET", "/static/%00", None, {}, 404, "there is nothing at this address"),
        ("GET", "/static/%2e%2e%2fapp.py", None, {}, 404, ""),
    ],
)  # fmt: skip
def test_a_bad_request_has_its_status_and_a_reason(
    server: Server, method: str, path: str, body: bytes | None, heads: dict[str, str], status: int, words: str
) -> None:
    reply = server.send(method, path, body, heads)
    assert (reply.status, words in reply.text) == (status, True), reply.text
    assert "access-control-allow-origin" not in reply.heads
    if status == 405:
        assert reply.heads["allow"] == "GET, HEAD, POST, OPTIONS"


def test_options_says_what_is_allowed(server: Server) -> None:
    reply = server.send("OPTIONS")
    assert (reply.status, reply.heads["allow"]) == (204, "GET, HEAD, POST, OPTIONS")


def test_a_page_of_a_friend_may_ask(server: Server) -> None:
    friend = {"Origin": "https://friend.example"}
    for reply in (server.send("GET", "/sparql?query=ASK%7B%7D", heads=friend), server.send("OPTIONS", heads=friend)):
        assert reply.heads["access-control-allow-origin"] == "https://friend.example"


def test_a_body_that_is_too_long_is_refused_by_its_length(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        line.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
            b"Content-Length: 99999999999\r\n\r\n"
        )
        assert line.recv(1000).startswith(b"HTTP/1.1 413 ")


def test_no_header_can_be_put_into_an_answer(server: Server) -> None:
    reply = server.send("GET", "/node?iri=%0d%0aX-Evil:%201")
    assert reply.status == 400 and "x-evil" not in reply.heads


def test_what_is_no_http_is_told_so(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        line.sendall(b"\x16\x03\x01 hello\r\n\r\n")
        assert line.recv(1000).startswith(b"HTTP/1.1 400 Bad Request\r\n")


def test_requests_that_come_in_one_go_are_answered_in_their_order(server: Server) -> None:
    """Plain queries, which take the shortcut, and others, on one connection that the last one closes."""
    texts = [f"SELECT ({number} AS ?n) {{}}" for number in range(12)]
    forms = ["", "&format=csv", ""]
    lines = [
        f"GET /sparql?query={quote(text)}{forms[number % 3]} HTTP/1.1\r\nHost: localhost\r\nAccept: text/csv\r\n"
        for number, text in enumerate(texts)
    ]
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        line.sendall("".join(f"{one}\r\n" for one in lines[:-1]).encode())
        line.sendall(f"{lines[-1]}Connection: close\r\n\r\n".encode())
        heard = b""
        while data := line.recv(65536):
            heard += data
    bodies = [part.partition(b"\r\n\r\n")[2] for part in heard.split(b"HTTP/1.1 200 OK\r\n")[1:]]
    assert bodies == [f"n\r\n{number}\r\n".encode() for number in range(12)]


def test_who_does_not_come_to_the_point_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "PATIENCE", 0.1)

    async def run() -> bytes:
        config = uvicorn.Config(lambda: None, http=http.Connection, lifespan="off", log_config=None)
        config.load()

        def connection() -> http.Connection:
            return http.Connection(config, ServerState(), {})

        listening = await asyncio.get_running_loop().create_server(connection, "127.0.0.1", 0)
        async with listening:
            reader, writer = await asyncio.open_connection(*listening.sockets[0].getsockname())
            writer.write(b"GET /sparql?query=AS")
            heard = await reader.read()
            writer.close()
        return heard

    assert asyncio.run(run()).startswith(b"HTTP/1.1 408 Request Timeout\r\n")


# Limits


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        (ENOUGH, 504, "the query was stopped after 1 seconds"),
        ("SELECT * " + "{" * 3000 + "}" * 3000, 500, "the query brought the engine down"),
        ("SELECT * " + "{SELECT * " * 3000 + "{}" + "}" * 3000, 500, "the query brought the engine down"),
        ("SELECT * {" + "?a ?b ?c . " * 300 + "}", 504, "the query was stopped"),
        (
            "SELECT ?x34 { BIND('aaaaaaaaaaaaaaaa' AS ?x0) "
            + "".join(f"BIND(CONCAT(?x{n},?x{n}) AS ?x{n + 1}) " for n in range(34))
            + "}",
            500,
            "the query",
        ),
    ],
)
def test_a_query_that_kills_its_worker_is_answered_and_the_next_one_too(
    server: Server, query: str, status: int, words: str
) -> None:
    reply = server.send("POST", body=urlencode({"query": query}).encode(), heads=FORM)
    assert (reply.status in (status, 400, 504), words in reply.text or reply.status == 400) == (True, True), reply
    assert json.loads(server.ask("ASK {}").body)["boolean"] is True


def test_slow_queries_hold_up_nobody(server: Server) -> None:
    with ThreadPoolExecutor(22) as threads:
        slow = [threads.submit(server.ask, ENOUGH) for _ in range(2)]
        time.sleep(0.3)
        started = time.monotonic()
        quick = [threads.submit(server.ask, "ASK {}") for _ in range(20)]
        assert {reply.result().status for reply in quick} == {200}
        assert time.monotonic() - started < 0.6
        assert [reply.result().status for reply in slow] == [504, 504]


def test_a_client_that_goes_away_frees_its_worker(build: Path) -> None:
    with serving(build, "--timeout", "30", "--workers", "1") as alone:
        with socket.create_connection(("127.0.0.1", alone.port)) as line:
            line.sendall(f"GET /sparql?query={quote(ENOUGH)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            time.sleep(1)
        started = time.monotonic()
        assert alone.ask("ASK {}").status == 200
        assert time.monotonic() - started < 5


def test_no_packet_leaves(server: Server, writable: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.5)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        assert server.ask(f"ASK {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}").status == 403
        for text in (f"LOAD <{url}>", f"LOAD SILENT <{url}> INTO GRAPH <http://a.example/>",
                     f"CLEAR SILENT GRAPH <http://a.example/>;LOAD<{url}>",
                     f"INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{url}> {{ ?s ?p ?o }} }}"):  # fmt: skip
            assert writable.update(text).status == 403
        with pytest.raises(TimeoutError):
            listener.accept()


def test_another_server_is_asked_where_that_is_allowed(server: Server, build: Path) -> None:
    with serving(build, "--allow-network") as open_one:
        query = f"SELECT (COUNT(*) AS ?n) {{ SERVICE <{server.url}/sparql> {{ ?s a <{SG}Stance> }} }}"
        assert rows(open_one, query) == [{"n": "5"}]


# Updates


def test_an_update_is_seen_by_the_next_query(writable: Server) -> None:
    for number in range(5):
        assert writable.update(f"INSERT DATA {{ <http://a.example/{number}> a <http://a.example/New> }}").status == 204
        assert count(writable, "?s a <http://a.example/New>") == number + 1


def test_the_default_graph_stays_the_union_of_the_named_ones(writable: Server) -> None:
    fact = "<http://a.example/s> <http://a.example/p> 1"
    steps = [
        (f"INSERT DATA {{ GRAPH <http://a.example/g> {{ {fact} }} GRAPH <http://a.example/h> {{ {fact} }} }}", 1),
        (f"DELETE DATA {{ {fact} }}", 1),
        ("DROP GRAPH <http://a.example/g>", 1),
        (f"DELETE WHERE {{ GRAPH ?g {{ {fact} }} }}", 0),
        (f"INSERT DATA {{ {fact} }} ; # of no graph\n", 1),
        (f"DELETE DATA {{ {fact} }} ;", 0),
    ]
    for text, wanted in steps:
        assert writable.update(text).status == 204
        assert count(writable, fact) == wanted, text


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        ("CLEAR XYZ", 400, "the update can't be understood at line 1, column 10"),
        ("INSERT DATA { ", 400, "the update can't be understood"),
        ("CLEAR GRAPH <http://a.example/none>", 400, "does not exist"),
        (f"INSERT {{ <s> <p> ?n }} WHERE {{ {ENOUGH} }}", 504, "was stopped after 2 seconds"),
    ],
)
def test_an_update_that_fails_changes_nothing(writable: Server, text: str, status: int, words: str) -> None:
    before = count(writable, "?s ?p ?o")
    reply = writable.update(text)
    assert (reply.status, words in reply.text) == (status, True), reply.text
    assert count(writable, "?s ?p ?o") == before


def test_a_form_of_a_strange_page_changes_nothing(writable: Server) -> None:
    strange = {**FORM, "Origin": "http://evil.example"}
    assert writable.send("POST", "/sparql", b"update=DROP+ALL", strange).status == 403
    assert count(writable, "?s a sg:Stance") == 5


def test_updates_stay_in_the_store(tmp_path: Path) -> None:
    folder = stored(tmp_path / "store", [])
    with serving(folder, "--update") as first:
        first.update("INSERT DATA { <http://a.example/s> a <http://a.example/Kept> }")
    with serving(folder) as second:
        assert count(second, "?s a <http://a.example/Kept>") == 1
    assert sorted(path.name for path in folder.iterdir()) == ["oxigraph", "stakegraph-store.json"]


def test_readers_see_whole_updates_only(writable: Server) -> None:
    """200 readers and a writer that puts in and takes out pairs: each reader finds both of a pair or none."""
    pair = "<http://a.example/left> <http://a.example/n> {n} . <http://a.example/right> <http://a.example/n> {n}"
    query = (
        "SELECT (COUNT(?l) AS ?left) (COUNT(?r) AS ?right) { { <http://a.example/left> <http://a.example/n> ?l } "
        "UNION { <http://a.example/right> <http://a.example/n> ?r } }"
    )
    over = threading.Event()

    def read(_: int) -> set[tuple[str, str]]:
        seen = set()
        while not over.is_set():
            row = rows(writable, query)[0]
            seen.add((row["left"], row["right"]))
        return seen

    with ThreadPoolExecutor(200) as threads:
        readers = [threads.submit(read, number) for number in range(200)]
        try:
            for number in range(1, 5):
                fact = pair.replace("{n}", str(number))
                assert writable.update(f"INSERT DATA {{ {fact} }}").status == 204
                assert rows(writable, query)[0] == {"left": str(number), "right": str(number)}
        finally:
            over.set()
        seen = set[tuple[str, str]]().union(*(reader.result() for reader in readers))
    assert {left for left, right in seen} == {right for left, right in seen}
    assert all(left == right for left, right in seen)


# The JSON API


def described(server: Server, path: str) -> dict[str, object]:
    document = json.loads(server.send("GET", "/api/openapi.json").body)
    schema = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    return {**schema, "components": document["components"]}


@pytest.mark.parametrize(
    ("path", "query", "items"),
    [
        ("/api/actors", "", 5),
        ("/api/stances", "", 5),
        ("/api/stances", "?by=Ben+Cole", 2),
        ("/api/stances", "?about=the+dam&polarity=oppose", 1),
        ("/api/evidence", "?source=Ben+Cole&target=the+dam", 1),
    ],
)
def test_the_api_answers_as_it_says(server: Server, path: str, query: str, items: int) -> None:
    reply = server.send("GET", path + query)
    found = json.loads(reply.body)
    assert (reply.status, len(found["items"]), found["more"]) == (200, items, False)
    jsonschema.validate(found, described(server, path))


def test_the_description_of_the_api_names_the_parameters_of_its_queries(server: Server) -> None:
    from stakegraph.endpoint.api import QUERIES
    from stakegraph.query import catalogue

    paths = json.loads(server.send("GET", "/api/openapi.json").body)["paths"]
    said = {path: [(one["name"], one["required"]) for one in item["get"]["parameters"]] for path, item in paths.items()}
    assert said == {
        f"/api/{name}": [(one.name, not one.optional) for one in catalogue()[query].parameters]
        for name, query in QUERIES.items()
    }


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/api/evidence", 400, "needs the parameter source"),
        ("/api/stances?by=Nobody", 400, "but no actor is called so"),
        ("/api/stances?polarity=for", 400, "must be one of support, oppose"),
        ("/api/stances?by=Cole&by=Cole", 400, "a parameter is given twice"),
        ("/api/actors?x=1", 400, "has no parameter 'x'"),
        ("/api/events", 404, "there is no 'events' here; there are actors, stances, evidence"),
    ],
)
def test_the_api_says_what_is_wrong(server: Server, path: str, status: int, words: str) -> None:
    reply = server.send("GET", path)
    assert (reply.status, words in json.loads(reply.body)["error"]) == (status, True)


# Start and end


def start(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "stakegraph", "serve", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=30)


def test_a_port_that_is_taken_is_named(server: Server, build: Path) -> None:
    done = start("--data", str(build), "--port", str(server.port))
    taken = f"stakegraph: port {server.port} of 127.0.0.1 is taken; end who has it, or name another with --port\n"
    assert (done.returncode, done.stderr) == (1, taken)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--data", "nowhere"], 1, "nowhere does not exist; name a store"),
        (["--data", "{broken}"], 1, "broken.ttl"),
        (["--data", "{broken}", "--update"], 1, "broken.ttl"),
        (["--data", "{build}", "--host", "no.such.host.invalid"], 1, "the host 'no.such.host.invalid' is not known"),
        (["--data", "{build}", "--port", "70000"], 2, "Invalid value for '--port'"),
        (["--data", "{build}", "--timeout", "0"], 2, "Invalid value for '--timeout'"),
    ],
)
def test_what_can_not_be_served_is_one_line(
    build: Path, tmp_path: Path, arguments: list[str], code: int, words: str
) -> None:
    (tmp_path / "broken.ttl").write_text("this is no Turtle", encoding="utf-8")
    known = {"{build}": str(build), "{broken}": str(tmp_path / "broken.ttl")}
    done = start("--port", "0", *(known.get(one, one) for one in arguments))
    assert (done.returncode, done.stderr.count("\n"), words in done.stderr) == (code, 1, True), done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_ends_everything(build: Path, number: signal.Signals) -> None:
    with serving(build) as running:
        assert running.ask("ASK {}").status == 200
        children = family(running.process.pid)
        assert len(children) == 5
        running.process.send_signal(number)
        assert running.process.wait(timeout=10) in (0, 130, -number)
        assert running.process.stderr is not None and running.process.stderr.read() == ""
        deadline = time.monotonic() + 5
        while any(Path(f"/proc/{pid}").exists() for pid in children) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert [pid for pid in children if Path(f"/proc/{pid}").exists()] == []


def family(pid: int) -> list[int]:
    """The processes below one."""
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [int(child) for child in below] + [one for child in below for one in family(int(child))]


def test_another_address_is_a_warning(build: Path) -> None:
    with serving(build, "--host", "0.0.0.0", quiet=False) as running:
        assert (
            running.warning
            == "stakegraph: 0.0.0.0 can be reached by other machines, and nobody is asked for a password\n"
        )
        assert running.send("GET", "/sparql?query=ASK%7B%7D", heads={"Host": "192.0.2.1:80"}).status == 200
        assert running.send("GET", "/sparql?query=ASK%7B%7D", heads={"Host": "evil.example"}).status == 403


def test_a_nursery_that_dies_is_started_again(build: Path) -> None:
    with serving(build, "--workers", "1") as running:
        assert running.ask("ASK {}").status == 200
        nursery, worker = family(running.process.pid)
        os.kill(nursery, signal.SIGKILL)
        os.kill(worker, signal.SIGKILL)
        assert running.ask("ASK { ?s a sg:Stance }").text == '{"head": {}, "boolean": true}\n'


def test_data_in_a_store_is_literal_and_whole(tmp_path: Path) -> None:
    """A literal with quotes, a newline and marks of direction comes back as it was."""
    words = 'say "no" \u202e\n\t</script> 𝔸'
    fact = Quad(NamedNode("http://a.example/s"), NamedNode("http://a.example/p"), Literal(words))
    with serving(stored(tmp_path / "store", [fact])) as running:
        assert rows(running, "SELECT ?o { ?s ?p ?o }") == [{"o": words}]
