"""Running queries: parameters, errors that help, limits, and the formats of answers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, QuerySolutions, Triple, parse_query_results

from factory import ARTICLE, actor, dam_annotation, statement
from stakegraph.errors import QueryError, StoreError
from stakegraph.model import Annotation
from stakegraph.query import Result, catalogue, run
from stakegraph.rdf import serialize, to_quads
from stakegraph.store import Answer, OxigraphStore, Term, folder_store, memory_store
from stakegraph.vocabulary import PREFIXES, XSD

BEN = NamedNode("https://w3id.org/stakegraph/actor/ben-cole")


@pytest.fixture(scope="module")
def store() -> OxigraphStore:
    made = memory_store()
    made.add(dam_annotation())
    return made


def said(store: OxigraphStore, actor: str) -> list[str | None]:
    return [row["text"] for row in run(store, "statements-of", {"actor": actor}).dicts()]


# Parameters


@pytest.mark.parametrize(
    "given",
    [
        "Ben Cole", "ben cole", " Ben  Cole ", "ben-cole", "Cole", "actor:ben-cole", BEN.value, f"<{BEN.value}>",
    ],
)  # fmt: skip
def test_an_actor_is_found_by_label_alias_id_and_iri(store: OxigraphStore, given: str) -> None:
    assert said(store, given) == ["a gift … Berg was wrong"]


def test_an_actor_that_is_not_there_is_named_with_the_nearest(store: OxigraphStore) -> None:
    with pytest.raises(QueryError, match="actor is 'Ben Colt', but no actor is called so; near it are Ben Cole"):
        said(store, "Ben Colt")


def test_an_issue_is_no_actor(store: OxigraphStore) -> None:
    with pytest.raises(QueryError, match="actor is 'the dam', but no actor is called so"):
        said(store, "the dam")


def test_a_name_that_several_share_asks_for_an_iri() -> None:
    shared = memory_store()
    shared.add(Annotation(ARTICLE, (actor("Al Fox", aliases=("Fox",)), actor("Bea Fox", aliases=("Fox",)))))
    with pytest.raises(QueryError, match=r"'fox' is the name of several; give one of .*al-fox, .*bea-fox"):
        said(shared, "fox")


def test_a_label_comes_before_an_alias() -> None:
    shared = memory_store()
    fox = replace(actor("Fox"), id="f1")
    shared.add(Annotation(ARTICLE, (fox, actor("Al Fox", aliases=("Fox",))), statements=(statement("f1", "a gift"),)))
    assert said(shared, "Fox") == ["a gift"]


def test_a_name_that_could_be_an_iri_is_found() -> None:
    band = memory_store()
    it = actor("AC:DC")
    band.add(Annotation(ARTICLE, (it,), statements=(statement(it.id, "a gift"),)))
    assert said(band, "AC:DC") == ["a gift"]


def test_an_iri_that_the_answer_tells_of_is_not_looked_for(
    store: OxigraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    query = OxigraphStore.query

    def noted(self: OxigraphStore, text: str, substitutions: Mapping[str, Term] | None = None) -> Answer:
        asked.append(text)
        return query(self, text, substitutions)

    monkeypatch.setattr(OxigraphStore, "query", noted)
    assert said(store, BEN.value)
    assert asked == [catalogue()["statements-of"].text]


def test_an_iri_that_is_not_there_is_named(store: OxigraphStore) -> None:
    with pytest.raises(QueryError, match="actor is 'actor:ben-colt', but no actor is called so"):
        said(store, "actor:ben-colt")


def test_a_missing_parameter_is_named_with_its_meaning(store: OxigraphStore) -> None:
    with pytest.raises(QueryError, match=r"statements-of needs the parameter actor \(actor\): The speaker, by label"):
        run(store, "statements-of")


def test_a_parameter_that_is_not_known_names_the_known_ones(store: OxigraphStore) -> None:
    with pytest.raises(QueryError, match="speakers has no parameter 'lest'; it has least"):
        run(store, "speakers", {"lest": "1"})


@pytest.mark.parametrize(
    ("query", "parameters", "message"),
    [
        ("speakers", {"least": "many"}, r"least is 'many' and must be a number \(integer\)"),
        ("coalition", {"target": "talks", "polarity": "for"}, "polarity is 'for' and must be one of support, oppose"),
    ],
)
def test_a_value_of_the_wrong_type_is_named(
    store: OxigraphStore, query: str, parameters: dict[str, str], message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        run(store, query, parameters)


def test_a_parameter_is_bound_as_a_term_and_can_inject_nothing(store: OxigraphStore) -> None:
    with pytest.raises(QueryError, match="but no actor is called so"):
        said(store, '" } SERVICE <http://127.0.0.1/> { ?s ?p ?o } #')


def test_a_text_of_ones_own_has_no_parameters(store: OxigraphStore) -> None:
    with pytest.raises(QueryError, match="a query of one's own has no parameters, but x was given"):
        run(store, "ASK {}", {"x": "1"})


# Errors


def test_an_unknown_name_lists_the_known_ones_the_nearest_first(store: OxigraphStore) -> None:
    with pytest.raises(QueryError, match=r"no query 'ally'; did you mean allies\? The catalogue has .*actors, allies"):
        run(store, "ally")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "SELECT ?s\nWHRE { ?s ?p ?o }",
            "the query can't be understood at line 2, column 6\n  WHRE { ?s ?p ?o }\n       ^\n"
            "did you mean WHERE instead of WHRE?",
        ),
        (
            "SELECT ?s { ?s foo:bar ?o }",
            "the query can't be understood at line 1, column 23\n  SELECT ?s { ?s foo:bar ?o }\n"
            "                        ^\n"
            f"the prefix foo: is not declared; known without declaration are {', '.join(PREFIXES)}",
        ),
        (
            "SELECT ?s { ?s ?p ?o",
            "the query can't be understood at line 1, column 21\n  SELECT ?s { ?s ?p ?o\n                      ^\n"
            "1 { are opened and 0 closed",
        ),
        (
            "SELECT ?s { ?s ?p 'o }",
            "the query can't be understood at line 1, column 23\n  SELECT ?s { ?s ?p 'o }\n                        ^\n"
            "expected there: '",
        ),
        (
            "SELECT ?x (COUNT(?y) AS ?n) { ?x a ?y }",
            "the query can't be understood at line 1, column 40\n  SELECT ?x (COUNT(?y) AS ?n) { ?x a ?y }\n"
            "                                         ^\nthe SELECT contains a variable that is unbound",
        ),
    ],
)
def test_a_syntax_error_shows_its_place_and_a_hint(store: OxigraphStore, text: str, shown: str) -> None:
    with pytest.raises(QueryError) as caught:
        run(store, text)
    assert str(caught.value) == shown


# Limits


def test_a_query_that_takes_too_long_is_stopped_and_the_next_one_answers(store: OxigraphStore) -> None:
    cross = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?l) }"
    started = time.monotonic()
    with pytest.raises(QueryError, match="the query was stopped after 1 seconds; narrow it, or give it more time"):
        run(store, cross, timeout=1)
    assert time.monotonic() - started < 10
    assert run(store, "ASK { ?s a sg:Stance }", timeout=30).answer is True


NESTED = "the query has brackets [0-9]+ deep; 100 are allowed"
ENDED = (
    "the query brought the engine down: it is nested too deeply, or needs more than 512 MB of memory"
    "|the query was stopped after 1 seconds; narrow it, or give it more time"
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * " + "{" * 3000 + "}" * 3000, NESTED),
        ("SELECT * {" + "{SELECT * {" * 1200 + "}}" * 1200 + "}", NESTED),
        ("SELECT * {" + "OPTIONAL {" * 3500 + "}" * 3500 + "}", NESTED),
        ("SELECT * { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }", NESTED),
        ("SELECT * { ?s " + "(" * 14500 + "sg:x" + ")" * 14500 + " ?o }", NESTED),
        ("SELECT * {" + "".join(f"BIND(1 AS ?a{i})" for i in range(3200)) + "}", ENDED),
        ("SELECT * {" + "{} UNION" * 7200 + "{} }", ENDED),
        ("SELECT * { FILTER(" + "!" * 15000 + "1) }", ENDED),
        ("SELECT * { FILTER(" + "1||" * 12000 + "1) }", ENDED),
        ("SELECT * { FILTER(" + "1+" * 8000 + "1) }", ENDED),
        ("SELECT * {" + "FILTER(1)" * 7000 + "}", ENDED),
        ("SELECT * {" + "".join(f"?s{i} ?p ?o{i % 7} ." for i in range(400)) + "}", ENDED),
        (
            "SELECT * { BIND('xx' AS ?a0)"
            + "".join(f"BIND(CONCAT(?a{i},?a{i}) AS ?a{i + 1})" for i in range(34)) + "}",
            ENDED,
        ),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?a", ENDED),
    ],
    ids=[
        "groups", "selects", "optionals", "brackets", "paths", "binds", "unions", "nots", "ors", "sums", "filters",
        "patterns", "doubling", "order",
    ],
)  # fmt: skip
def test_a_query_that_would_bring_the_engine_down_is_refused_or_stopped(
    store: OxigraphStore, text: str, message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        run(store, text, timeout=1, memory=512 * 1024**2, max_rows=10)


def test_after_all_that_the_next_query_answers(store: OxigraphStore) -> None:
    assert run(store, "ASK { ?s a sg:Stance }", timeout=30).answer is True


@pytest.mark.parametrize("kind", ["memory", "folder", "file", "build"])
def test_a_query_with_a_time_limit_reads_every_kind_of_data(store: OxigraphStore, kind: str, tmp_path: Path) -> None:
    data: OxigraphStore | Path = store
    if kind == "folder":
        data = tmp_path / "s"
        folder_store(data).add(dam_annotation())
    elif kind in ("file", "build"):
        (tmp_path / "graph.trig").write_bytes(serialize(to_quads(dam_annotation()), "trig"))
        data = tmp_path if kind == "build" else tmp_path / "graph.trig"
    found = run(data, "statements-of", {"actor": "Cole"}, timeout=30)
    assert [row["text"] for row in found.dicts()] == ["a gift … Berg was wrong"]


def test_an_error_of_the_worker_is_the_same_error(store: OxigraphStore) -> None:
    with pytest.raises(QueryError, match="actor is 'nobody', but no actor is called so"):
        run(store, "statements-of", {"actor": "nobody"}, timeout=30)


def test_data_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        run(tmp_path / "none", "actors", timeout=30)


@pytest.mark.parametrize(("most", "rows", "truncated"), [(2, 2, True), (5, 5, False), (9, 5, False)])
def test_rows_are_limited_and_the_result_says_so(store: OxigraphStore, most: int, rows: int, truncated: bool) -> None:
    result = run(store, "actors", max_rows=most)
    assert (len(result.rows), result.truncated) == (rows, truncated)


# Answers


def test_columns_of_a_star_come_in_the_order_of_the_query(store: OxigraphStore) -> None:
    assert run(store, "SELECT * { ?stance sg:holder ?a . ?b ?z ?a }").columns == ["stance", "a", "b", "z"]


def test_columns_come_in_the_order_of_the_projection(store: OxigraphStore) -> None:
    assert run(store, "SELECT ?z ?a { ?a ?z ?b }").columns == ["z", "a"]


def test_a_parameter_is_no_column(store: OxigraphStore) -> None:
    assert "actor" not in run(store, "statements-of", {"actor": "Berg"}).columns


ROWS = Result(
    ["who", "note", "n"],
    [
        (BEN, Literal('say "x",\n\tit', language="en"), Literal("3", datatype=NamedNode(XSD + "integer"))),
        (BlankNode("b"), None, Literal("<&>")),
    ],
)


def test_csv_is_that_of_the_w3c() -> None:
    assert ROWS.write("csv").decode() == (f'who,note,n\r\n{BEN.value},"say ""x"",\n\tit",3\r\n_:b,,<&>\r\n')


def test_tsv_is_that_of_the_w3c() -> None:
    number = f'"3"^^<{XSD}integer>'
    assert ROWS.write("tsv").decode() == (
        f'?who\t?note\t?n\n<{BEN.value}>\t"say \\"x\\",\\n\\tit"@en\t{number}\n_:b\t\t"<&>"\n'
    )


@pytest.mark.parametrize("form", ["json", "xml", "tsv"])
def test_another_reader_finds_the_same_rows(form: str) -> None:
    known = {"json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML, "tsv": QueryResultsFormat.TSV}
    read = parse_query_results(ROWS.write(form), format=known[form])
    assert isinstance(read, QuerySolutions)
    assert [variable.value for variable in read.variables] == ROWS.columns
    assert next(tuple(row) for row in read) == ROWS.rows[0]


def test_json_is_that_of_the_w3c() -> None:
    document = json.loads(ROWS.write("json"))
    assert document["head"] == {"vars": ["who", "note", "n"]}
    assert document["results"]["bindings"][1] == {
        "who": {"type": "bnode", "value": "b"},
        "n": {"type": "literal", "value": "<&>"},
    }


def test_xml_is_well_formed() -> None:
    root = ET.fromstring(ROWS.write("xml"))
    assert len(root.findall(".//{http://www.w3.org/2005/sparql-results#}result")) == 2


@pytest.mark.parametrize(
    ("form", "text"),
    [("table", "true\n"), ("csv", "true\r\n"), ("tsv", "true\n"), ("json", '{"head": {}, "boolean": true}\n')],
)
def test_yes_or_no_is_written_too(form: str, text: str) -> None:
    assert Result(answer=True).write(form).decode() == text


def test_a_triple_term_is_written_in_json_and_xml() -> None:
    result = Result(["t"], [(Triple(BEN, NamedNode("https://e.example/p"), Literal("x")),)])
    assert json.loads(result.write("json"))["results"]["bindings"][0]["t"]["type"] == "triple"
    assert b"<triple><subject><uri>" in result.write("xml")


def test_a_table_has_labels_beside_iris(store: OxigraphStore) -> None:
    result = run(store, "SELECT ?holder ?target { ?holder sg:supports ?target } ORDER BY ?holder", labels=True)
    assert result.write("table").decode() == (
        "holder                       target\n"
        "---------------------------  -------------------------\n"
        "actor:ben-cole (Ben Cole)    issue:the-dam (the dam)\n"
        "actor:southland (Southland)  actor:ben-cole (Ben Cole)\n"
    )


def test_a_table_fits_into_its_width_and_says_that_there_is_more(store: OxigraphStore) -> None:
    result = run(store, "stances-on-issue", {"issue": "the dam"}, max_rows=1)
    lines = result.write("table", width=80).decode().splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[-1] == "… there are more than these 1 rows"


def test_markdown_escapes_what_it_would_take_for_its_own() -> None:
    result = Result(["who", "words"], [(BEN, Literal("a|b *c*\n<i>")), (None, Literal("1"))])
    assert result.write("markdown").decode() == (
        "| who | words |\n|---|---|\n| actor:ben-cole | a\\|b \\*c\\* \\<i\\> |\n|  | 1 |\n"
    )


def test_a_table_lets_no_control_character_through() -> None:
    result = Result(["x"], [(Literal("a\x1b[31m\u202eb\nc"),)])
    assert result.write("table").decode() == "x\n----------\na\ufffd[31m\ufffdb c\n"


def test_a_table_counts_wide_characters_twice() -> None:
    result = Result(["x", "y"], [(Literal("東京"), Literal("a")), (Literal("abcd"), Literal("b"))])
    assert result.write("table").decode() == "x     y\n----  -\n東京  a\nabcd  b\n"


def test_numbers_stand_at_the_right(store: OxigraphStore) -> None:
    table = run(store, "SELECT (COUNT(*) AS ?number) { ?s a sg:Stance }").write().decode()
    assert table == "number\n------\n     5\n"


def test_a_construct_query_gives_turtle(store: OxigraphStore) -> None:
    result = run(store, "CONSTRUCT { ?a sg:opposes ?b } WHERE { ?a sg:opposes ?b . ?b a sg:Actor }")
    assert result.write().decode() == (
        "@prefix actor: <https://w3id.org/stakegraph/actor/> .\n"
        "@prefix sg: <https://w3id.org/stakegraph/ns#> .\n"
        "actor:ben-cole sg:opposes actor:anna-berg .\n"
    )


@pytest.mark.parametrize(
    ("result", "form", "message"),
    [
        (ROWS, "turtle", "rows can't be written as 'turtle'; use one of table, markdown, csv, tsv, json, xml"),
        (Result(triples=[]), "csv", "a graph can't be written as 'csv'; use one of turtle, trig"),
    ],
)
def test_a_format_that_does_not_fit_is_refused(result: Result, form: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        result.write(form)


@pytest.mark.parametrize("prefix", PREFIXES)
def test_our_prefixes_are_known_without_declaration(store: OxigraphStore, prefix: str) -> None:
    found = run(store, f"SELECT (STR({prefix}:x) AS ?iri) {{}}").dicts()
    assert found == [{"iri": PREFIXES[prefix] + "x"}]


# Weight


@pytest.mark.parametrize(
    "work",
    [
        "from stakegraph.query import run; run('g.trig', 'actors').write('table')",
        "from stakegraph.query import run; run('g.trig', 'actors', timeout=30).write('csv')",
        "from stakegraph.query.worker import Request, answer; answer(Request('g.trig', 'actors', labels=True))",
    ],
    ids=["here", "asking", "worker"],
)
def test_a_query_imports_nothing_heavy(work: str, tmp_path: Path) -> None:
    heavy = ("spacy", "pyvis", "networkx", "pandas", "rdflib", "numpy", "jinja2", "trafilatura")
    (tmp_path / "g.trig").write_bytes(serialize(to_quads(dam_annotation()), "trig"))
    code = f"import sys\n{work}\nprint([name for name in {heavy} if name in sys.modules])"
    package = str(Path(__file__).parents[1] / "graph")
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env={**os.environ, "PYTHONPATH": package},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "[]\n"
