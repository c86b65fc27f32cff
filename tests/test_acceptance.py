"""The whole chain on real articles: what must be found, and evidence that cuts the stored words out of the file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import require_shared
from stakegraph import cli
from stakegraph.query import run
from stakegraph.rdf import from_quads, parse
from stakegraph.shapes import conforms

CLAIMS = ("5715754635_uk_immigration", "7570482044_climate_change", "7571877780_climate_change")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the gold articles and three others, by the command line."""
    articles = [*sorted(require_shared("gold", "dev").glob("*.txt"))]
    articles += [require_shared("gold", "claims", f"{name}.txt") for name in CLAIMS]
    out = tmp_path_factory.mktemp("built")
    assert cli.run(["build", *map(str, articles), "-o", str(out)]) == 0
    return out


def test_every_article_is_built(built: Path) -> None:
    assert len(list((built / "annotations").glob("*.json"))) == 7 + len(CLAIMS)


def test_every_graph_conforms_to_the_shapes(built: Path) -> None:
    assert conforms(parse(built / "graph.trig")) == []


def test_evidence_cuts_exactly_the_stored_words_out_of_the_files(built: Path) -> None:
    for annotation in from_quads(parse(built / "graph.trig")):
        assert annotation.article.file is not None
        annotation.check_text((built / "annotations" / annotation.article.file).read_bytes().decode())


def test_each_article_has_actors_and_statements(built: Path) -> None:
    rows = run(built, "SELECT ?a (COUNT(DISTINCT ?s) AS ?n) { ?s a sg:Statement; prov:wasDerivedFrom ?a } GROUP BY ?a")
    assert len(rows.rows) == 7 + len(CLAIMS)


@pytest.mark.parametrize("name", ["The Independent", "Elon Musk", "Big Tech", "Latest Articles"])
def test_boilerplate_yields_no_actor(built: Path, name: str) -> None:
    question = f'ASK {{ ?a a sg:Actor ; rdfs:label|skos:altLabel ?l . FILTER(STR(?l) = "{name}") }}'
    assert run(built, question).answer is False


STANCE = """ASK {{
  ?stance sg:holder ?holder ; sg:target ?target ; sg:polarity sg:{polarity} ; sg:evidence/oa:hasSelector/oa:exact ?q .
  ?holder rdfs:label ?who . FILTER(STR(?who) = "{holder}")
  ?target rdfs:label|skos:altLabel ?what .
  FILTER(REGEX(?what, "coalition|peacekeeping|plan for British troops|offer", "i"))
}}"""


@pytest.mark.parametrize(
    ("holder", "polarity"),
    [
        ("Keir Starmer", "support"),
        ("Emmanuel Macron", "support"),
        ("Russia", "oppose"),
        ("Sergei Lavrov", "oppose"),
    ],
)
def test_who_is_for_and_against_the_peacekeepers(built: Path, holder: str, polarity: str) -> None:
    assert run(built, STANCE.format(holder=holder, polarity=polarity)).answer is True


def test_the_pause_of_aid_is_a_sanction_of_ukraine_by_the_united_states(built: Path) -> None:
    question = """ASK {
      ?event sg:eventType plover:SANCTION ; sg:source ?s ; sg:recipient ?r ; sg:evidence/oa:hasSelector/oa:exact ?q .
      ?s rdfs:label ?from . ?r rdfs:label ?to . FILTER(STR(?to) = "Ukraine")
      FILTER(STR(?from) IN ("United States", "White House", "Donald Trump"))
    }"""
    assert run(built, question).answer is True


def test_the_same_bytes_come_out_at_every_hash_seed(tmp_path: Path) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "stakegraph", "build", "-o", str(tmp_path / seed)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            stdout=subprocess.DEVNULL,
        )
        for seed in ("1", "2")
    ]
    assert [one.wait() for one in started] == [0, 0]
    one, two = (
        {path.relative_to(tmp_path / seed): path.read_bytes() for path in (tmp_path / seed).rglob("*.*")}
        for seed in ("1", "2")
    )
    assert one == two
