"""The W3C tests of the SPARQL 1.1 protocol, of service descriptions and of the result formats, over HTTP.

``csvtsv03`` is left out: it asks for the spelling of numbers (``1.0E6``), and Oxigraph keeps their values.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from conftest import require_shared
from endpoint import Reply, Server, serving, stored
from test_query_w3c import CASES, canonical, expected, plain

HT = "http://www.w3.org/2011/http#"
CNT = "http://www.w3.org/2011/content#"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DATA = "http://kasei.us/2009/09/sparql/data/"

UPDATES = (
    "update_dataset_default_graph", "update_dataset_default_graphs", "update_dataset_named_graphs",
    "update_dataset_full", "update_post_form", "update_post_direct", "update_base_uri",
)  # fmt: skip
"""The tests that change the store, which a server that only reads refuses."""


class Request(NamedTuple):
    """A request of a test, and what the manifest says of its answer."""

    method: str
    path: str
    heads: dict[str, str]
    body: bytes
    statuses: tuple[int, ...]
    truth: bool | None
    form: str | None


def manifest() -> Store:
    store = Store()
    store.load(path=str(require_shared("w3c", "sparql11-protocol", "manifest.ttl")), base_iri="http://test/manifest")
    return store


def one(store: Store, subject: object, predicate: str) -> object:
    found = [quad.object for quad in store.quads_for_pattern(subject, NamedNode(predicate), None)]  # type: ignore[arg-type]
    return found[0] if found else None


def text(store: Store, subject: object, predicate: str, default: str = "") -> str:
    found = one(store, subject, predicate)
    return found.value if isinstance(found, Literal) else default


def listed(store: Store, subject: object, predicate: str) -> Iterator[object]:
    node = one(store, subject, predicate)
    while node is not None and node != NamedNode(RDF + "nil"):
        yield one(store, node, RDF + "first")
        node = one(store, node, RDF + "rest")


def requests(name: str) -> list[Request]:
    """The requests of a test."""
    store = manifest()
    test = next(
        quad.subject
        for quad in store.quads_for_pattern(None, NamedNode(MF + "action"), None)
        if str(quad.subject).endswith(f"#{name}>")
    )
    return [request(store, node) for node in listed(store, one(store, test, MF + "action"), HT + "requests")]


def request(store: Store, node: object) -> Request:
    answer, body = one(store, node, HT + "resp"), one(store, node, HT + "body")
    heads = {
        text(store, head, HT + "fieldName"): text(store, head, HT + "fieldValue")
        for head in listed(store, node, HT + "headers")
    }
    statuses = store.quads_for_pattern(answer, NamedNode(MF + "expectedStatus"), None)  # type: ignore[arg-type]
    truth = text(store, answer, MF + "expectedBoolean")
    encoding = text(store, body, CNT + "characterEncoding", "UTF-8")
    return Request(
        text(store, node, HT + "methodName"),
        text(store, node, HT + "absolutePath"),
        heads,
        text(store, body, CNT + "chars").encode(encoding) if body else b"",
        tuple(int(re.sub(r"\D", "", str(quad.object).rpartition("StatusCode")[2])) for quad in statuses),
        truth == "true" if truth else None,
        text(store, answer, MF + "expectedFormat") or None,
    )


def names() -> list[str]:
    try:
        store = manifest()
    except pytest.skip.Exception:
        return []
    found = store.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(MF + "ProtocolTest"))
    return sorted(str(quad.subject).rpartition("#")[2].strip(">") for quad in found)


def data() -> list[Quad]:
    folder = require_shared("w3c", "sparql11-protocol")
    quads = []
    for number in (1, 2, 3):
        graph = NamedNode(f"{DATA}data{number}.rdf")
        for quad in parse(path=str(folder / f"data{number}.nt")):
            quads.append(Quad(quad.subject, quad.predicate, quad.object, graph))
    return quads


def send(server: Server, asked: Request) -> Reply:
    return server.send(asked.method, asked.path, asked.body or None, asked.heads)


def check(reply: Reply, asked: Request) -> None:
    assert reply.status // 100 in asked.statuses, reply.text
    media = reply.heads.get("content-type", "").partition(";")[0]
    if asked.truth is not None:
        assert json.loads(reply.body)["boolean"] is asked.truth
    if asked.form in ("tabular", "boolean"):
        assert media == "application/sparql-results+json"
    elif asked.form == "RDF":
        assert media == "text/turtle"
        list(parse(reply.body, format=RdfFormat.TURTLE))


@pytest.fixture(scope="module")
def writing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that takes updates."""
    with serving(stored(tmp_path_factory.mktemp("w3c") / "store", data()), "--update") as server:
        yield server


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that only reads."""
    with serving(stored(tmp_path_factory.mktemp("w3c") / "store", data())) as server:
        yield server


def test_the_manifest_has_34_tests() -> None:
    require_shared("w3c")
    assert len(names()) == 34


@pytest.mark.parametrize("name", [name for name in names() if name not in UPDATES] + list(UPDATES))
def test_the_protocol_with_updates(writing: Server, name: str) -> None:
    # Queries come before the updates that clear everything.
    for asked in requests(name):
        check(send(writing, asked), asked)


@pytest.mark.parametrize("name", names())
def test_the_protocol_for_reading_only(reading: Server, name: str) -> None:
    asked = requests(name)
    if name in UPDATES:
        reply = send(reading, asked[0])
        assert reply.status == 403
        assert "this endpoint is read-only" in reply.text
    else:
        for each in asked:
            check(send(reading, each), each)


# The formats of results


@pytest.fixture(scope="module")
def tables(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server over the data of a suite of result formats."""
    with serving(require_shared("w3c", request.param, "data.ttl")) as server:
        yield server


def result(server: Server, case: str, form: str) -> bytes:
    text = require_shared("w3c", f"{case}.rq").read_text(encoding="utf-8")
    reply = server.ask(text, "", format=form)
    assert reply.status == 200, reply.text
    return reply.body


@pytest.mark.parametrize("tables", ["csv-tsv-res"], indirect=True)
@pytest.mark.parametrize("case", [case for case in CASES if case.startswith("csv")])
def test_csv_and_tsv_over_http(tables: Server, case: str) -> None:
    pair = (result(tables, case, "csv"), expected(case, "csv"))
    found, wanted = (sorted(re.sub(rb"_:\w+", b"_:", data).splitlines()) for data in pair)
    assert found == wanted
    rows = []
    for data in (result(tables, case, "tsv"), expected(case, "tsv")):
        read = parse_query_results(data, format=QueryResultsFormat.TSV)
        assert isinstance(read, QuerySolutions)
        rows.append(sorted(tuple(map(plain, row)) for row in read))
    assert rows[0] == rows[1]


@pytest.mark.parametrize("tables", ["json-res"], indirect=True)
@pytest.mark.parametrize("case", [case for case in CASES if case.startswith("json")])
def test_json_over_http(tables: Server, case: str) -> None:
    found, wanted = (json.loads(data) for data in (result(tables, case, "json"), expected(case, "srj")))
    assert canonical(found) == canonical(wanted)
