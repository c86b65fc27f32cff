"""Clients that others wrote, against a real server: SPARQLWrapper and rdflib from Python, Comunica from npm."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rdflib import Dataset, Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from conftest import require
from endpoint import Server, serving, stored
from factory import dam_annotation
from stakegraph.rdf import to_quads

BEN = "https://w3id.org/stakegraph/actor/ben-cole"
SG = "https://w3id.org/stakegraph/ns#"
TARGETS = f"SELECT ?target WHERE {{ <{BEN}> <{SG}supports> ?target }}"
DAM = "https://w3id.org/stakegraph/issue/the-dam"
COMUNICA = """
const { QueryEngine } = require("@comunica/query-sparql");
(async () => {
  const engine = new QueryEngine();
  const sources = [{ type: "sparql", value: process.argv[2] }];
  const bindings = await engine.queryBindings(process.argv[3], { sources });
  const found = await bindings.toArray();
  console.log(JSON.stringify(found.map((row) => row.get("target").value)));
})();
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that takes updates."""
    folder = stored(tmp_path_factory.mktemp("clients") / "store", to_quads(dam_annotation()))
    with serving(folder, "--update") as running:
        yield running


@pytest.fixture
def wrapper(server: Server) -> SPARQLWrapper:
    return SPARQLWrapper(f"{server.url}/sparql")


def answer(wrapper: SPARQLWrapper) -> Any:
    return wrapper.queryAndConvert()


def test_sparqlwrapper_reads_json(wrapper: SPARQLWrapper) -> None:
    wrapper.setQuery(TARGETS)
    wrapper.setReturnFormat(JSON)
    found = answer(wrapper)
    assert [row["target"]["value"] for row in found["results"]["bindings"]] == [DAM]


def test_sparqlwrapper_reads_xml_by_post(wrapper: SPARQLWrapper) -> None:
    wrapper.setQuery(TARGETS)
    wrapper.setReturnFormat(XML)
    wrapper.setMethod(POST)
    assert DAM in answer(wrapper).toxml()


def test_sparqlwrapper_reads_csv(wrapper: SPARQLWrapper) -> None:
    wrapper.setQuery(TARGETS)
    wrapper.setReturnFormat(CSV)
    assert answer(wrapper) == f"target\r\n{DAM}\r\n".encode()


def test_sparqlwrapper_reads_a_graph(wrapper: SPARQLWrapper) -> None:
    wrapper.setQuery(f"DESCRIBE <{BEN}>")
    wrapper.setReturnFormat(TURTLE)
    graph = Graph().parse(data=answer(wrapper), format="turtle")
    assert (URIRef(BEN), URIRef(SG + "supports"), URIRef(DAM)) in graph


def test_sparqlwrapper_understands_what_is_wrong(wrapper: SPARQLWrapper) -> None:
    wrapper.setQuery("SELECT ?s { ?s ?p")
    with pytest.raises(QueryBadFormed, match=r"1 \{ are opened and 0 closed"):
        wrapper.query()


def test_sparqlwrapper_updates(wrapper: SPARQLWrapper, server: Server) -> None:
    wrapper.setMethod(POST)
    wrapper.setQuery("INSERT DATA { <http://a.example/wrapped> a <http://a.example/Thing> }")
    wrapper.query()
    assert json.loads(server.ask("ASK { <http://a.example/wrapped> a ?c }").body)["boolean"] is True


def test_rdflib_reads_the_endpoint_as_a_graph(server: Server) -> None:
    graph = Graph(store=SPARQLStore(f"{server.url}/sparql"))
    assert [str(row.target) for row in graph.query(TARGETS)] == [DAM]  # type: ignore[union-attr]
    assert list(graph.objects(URIRef(BEN), URIRef(SG + "supports"))) == [URIRef(DAM)]


def test_rdflib_writes_a_named_graph(server: Server) -> None:
    address = f"{server.url}/sparql"
    dataset = Dataset(store=SPARQLUpdateStore(address, address))
    fact = (URIRef("http://a.example/s"), URIRef("http://a.example/p"), URIRef("http://a.example/o"))
    dataset.graph(URIRef("http://a.example/g")).add(fact)
    query = "ASK { GRAPH <http://a.example/g> { ?s <http://a.example/p> ?o } ?s <http://a.example/p> ?o }"
    assert json.loads(server.ask(query).body)["boolean"] is True


def test_comunica_queries_the_endpoint(server: Server, tmp_path: Path) -> None:
    folder = os.environ.get("STAKEGRAPH_NPM", "")
    how = "npm install --prefix DIR @comunica/query-sparql@4.4.1, and set STAKEGRAPH_NPM to DIR"
    require(shutil.which("node"), "Node.js", "apt-get install nodejs")
    require(folder and Path(folder, "node_modules", "@comunica", "query-sparql").exists(), "Comunica", how)
    script = tmp_path / "ask.js"
    script.write_text(COMUNICA, encoding="utf-8")
    known = {**os.environ, "NODE_PATH": str(Path(folder, "node_modules"))}
    done = subprocess.run(
        ["node", str(script), f"{server.url}/sparql", TARGETS],
        capture_output=True, text=True, env=known, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, f'["{DAM}"]\n'), done.stderr
