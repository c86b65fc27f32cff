"""The server: what it answers, what it refuses and how, and that nothing brings it down."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlencode

import jsonschema
import pytest
import uvicorn
from pyoxigraph import NamedNode, RdfFormat, parse
from uvicorn.server import ServerState

from endpoint import JSON, Server, built, count, rows, serving, stored
from factory import ARTICLE, dam_annotation
from stakegraph.endpoint import http
from stakegraph.rdf import to_quads
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
    return built(tmp_path_factory.mktemp("build"))


@pytest.fixture(scope="module")
def server(build: Path) -> Iterator[Server]:
    """A server that only reads, with one worker more than a test keeps busy and little patience."""
    with serving(build, "--timeout", "1", "--workers", "3", "--cors", "https://friend.example") as running:
        yield running


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


def test_no_packet_leaves(server: Server, tmp_path: Path) -> None:
    folder = stored(tmp_path / "store", to_quads(dam_annotation()))
    with serving(folder, "--update") as writable, socket.create_server(("127.0.0.1", 0)) as listener:
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
