"""The W3C tests of the CSV, TSV and JSON result formats.

``csvtsv03`` is left out: it asks for the spelling of numbers (``1.0E6``), and Oxigraph keeps their values.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, QuerySolutions, Triple, parse_query_results

from conftest import require_shared
from stakegraph.query import Result, run
from stakegraph.store import memory_store, open_store

CASES = [f"csv-tsv-res/csvtsv0{n}" for n in (1, 2)] + [f"json-res/jsonres0{n}" for n in (1, 2, 3, 4)]


def answer(case: str) -> Result:
    folder = require_shared("w3c", *Path(case).parts[:-1])
    text = (folder / f"{Path(case).name}.rq").read_text(encoding="utf-8")
    return run(open_store(folder / "data.ttl"), text)


def expected(case: str, suffix: str) -> bytes:
    return require_shared("w3c", f"{case}.{suffix}").read_bytes()


def plain(term: NamedNode | BlankNode | Literal | Triple | None) -> str:
    return "_" if isinstance(term, BlankNode) else str(term)


@pytest.mark.parametrize("case", [case for case in CASES if case.startswith("csv")])
def test_csv(case: str) -> None:
    pair = (answer(case).write("csv"), expected(case, "csv"))
    found, wanted = (sorted(re.sub(rb"_:\w+", b"_:", data).splitlines()) for data in pair)
    assert found == wanted


@pytest.mark.parametrize("case", [case for case in CASES if case.startswith("csv")])
def test_tsv(case: str) -> None:
    rows = []
    for data in (answer(case).write("tsv"), expected(case, "tsv")):
        read = parse_query_results(data, format=QueryResultsFormat.TSV)
        assert isinstance(read, QuerySolutions)
        rows.append(sorted(tuple(map(plain, row)) for row in read))
    assert rows[0] == rows[1]


def canonical(document: dict[str, Any]) -> Any:
    """A JSON result without what may differ: the order of rows, names of blank nodes, the datatype xsd:string."""
    if "boolean" in document:
        return document["boolean"]
    rows = [
        sorted(
            (name, "_" if term["type"] == "bnode" else json.dumps(term, sort_keys=True)) for name, term in row.items()
        )
        for row in document["results"]["bindings"]
    ]
    return document["head"]["vars"], sorted(rows)


@pytest.mark.parametrize("case", [case for case in CASES if case.startswith("json")])
def test_json(case: str) -> None:
    found, wanted = (json.loads(data) for data in (answer(case).write("json"), expected(case, "srj")))
    assert canonical(found) == canonical(wanted)


def test_a_store_without_rows_gives_a_header_only() -> None:
    assert run(memory_store(), "SELECT ?a ?b { ?a sg:holder ?b }").write("csv") == b"a,b\r\n"
