"""Databases of Discourse Network Analyzer: its own sample gives its own numbers, and is written as it was read.

The golden numbers are those that rDNA asserts, and those of a re-implementation that gives all of these.
"""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest

from conftest import require_shared
from factory import ARTICLE, TEXT, dam_annotation
from stakegraph.errors import ReadError, StoreError, UsageError
from stakegraph.exchange import dna_units, event_list, is_dna, read_dna, read_event_list, write_dna
from stakegraph.exchange.dna_file import load
from stakegraph.measures.backbone import penalised_backbone
from stakegraph.model import Annotation, Article, ArticleInfo, Evidence
from stakegraph.network import Filter, Recipe, Units, build, without_duplicates
from stakegraph.pipeline import coded_units
from stakegraph.store import memory_store

SAMPLE = require_shared("gold", "dna", "sample.dna")

NORMS = ("none", "average", "jaccard", "dna-cosine")
GOLD = {
    ("include", "cooccurrence"): (276, 46.261854, 24.469002, 8.872727),
    ("include", "congruence"): (160, 25.802436, 13.610663, 4.806061),
    ("include", "conflict"): (116, 20.459418, 10.858340, 4.066667),
    ("include", "subtract"): (44, 5.343018, 2.752323, 0.739394),
    ("document", "cooccurrence"): (86, 26.095238, 16.747619, 8.875556),
    ("document", "congruence"): (48, 14.638095, 10.190476, 4.975556),
    ("document", "conflict"): (38, 11.457143, 6.557143, 3.900000),
    ("document", "subtract"): (10, 3.180952, 3.633333, 1.075556),
}
SIDES = {
    "Alliance to Save Energy": (4, 0),
    "Energy and Environmental Analysis, Inc.": (1, 3),
    "Environmental Protection Agency": (10, 1),
    "National Petrochemical & Refiners Association": (0, 4),
    "Senate": (2, 3),
    "Sierra Club": (6, 0),
    "U.S. Public Interest Research Group": (6, 0),
}
BACKBONE = (
    "CO2 legislation will not hurt the economy.",
    "Emissions legislation should regulate CO2.",
    "There should be legislation to regulate emissions.",
)


def from_file() -> Units:
    """The statements as they lie in the database."""
    return dna_units(SAMPLE)


def from_graph() -> Units:
    """The same by way of annotations, RDF and queries."""
    store = memory_store()
    for _, annotation in read_dna(SAMPLE).documents:
        store.add(annotation)
    return coded_units(store, "stance")


@pytest.fixture(scope="module", params=[from_file, from_graph])
def hearings(request: pytest.FixtureRequest) -> Units:
    found: Units = request.param()
    return found


def total(graph: nx.Graph) -> float:
    """The sum over the full matrix, in which a tie without direction stands twice."""
    weight: float = graph.size(weight="weight")
    return weight if graph.is_directed() else 2 * weight


# The numbers of the reference


@pytest.mark.parametrize(("duplicates", "kind"), GOLD)
def test_the_sums_of_one_mode_networks_are_those_of_the_reference(hearings: Units, duplicates: str, kind: str) -> None:
    found = tuple(total(build(hearings, Recipe(kind, duplicates=duplicates, normalisation=norm))) for norm in NORMS)
    assert found == pytest.approx(GOLD[duplicates, kind], abs=5e-7)


@pytest.mark.parametrize(("duplicates", "number"), [("include", 40), ("document", 23)])
def test_there_are_as_many_statements_as_the_reference_counts(hearings: Units, duplicates: str, number: int) -> None:
    assert len(without_duplicates(hearings, duplicates).items) == number


def test_everybody_says_what_the_reference_counts(hearings: Units) -> None:
    graph = build(hearings, Recipe("affiliation"))
    sides = {
        graph.nodes[node]["label"]: tuple(
            sum(facts[side] for _, _, facts in graph.out_edges(node, data=True)) for side in ("support", "oppose")
        )
        for node in graph
        if graph.out_degree(node)
    }
    assert sides == SIDES


def test_the_two_mode_network_has_the_sums_and_cells_of_the_reference(hearings: Units) -> None:
    assert total(build(hearings, Recipe("affiliation", aggregation="ignore"))) == 40
    assert total(build(hearings, Recipe("affiliation"))) == 18
    assert total(build(hearings, Recipe("affiliation", duplicates="document"))) == 9
    codes = [
        weight for _, _, weight in build(hearings, Recipe("affiliation", aggregation="combine")).edges(data="weight")
    ]
    assert (len(codes), codes.count(1), codes.count(2), codes.count(3)) == (22, 15, 6, 1)


def test_one_mode_and_two_mode_networks_have_seven_organizations_and_six_concepts(hearings: Units) -> None:
    assert len(build(hearings, Recipe("congruence"))) == 7
    assert len(build(hearings, Recipe("congruence", over="issues"))) == 6


def test_exclusions_leave_five_by_five(hearings: Units) -> None:
    chosen = Filter(exclude={"actor": ("Senate", "Sierra Club"), "target": (BACKBONE[2],)})
    graph = build(hearings, Recipe("congruence", chosen, normalisation="average"))
    assert (len(graph), round(total(graph), 2)) == (5, 9.81)


def test_one_section_leaves_four_by_four() -> None:
    graph = build(from_file(), Recipe("congruence", Filter(include={"section": ("1",)})))
    assert len(graph) == 4


def test_the_signed_network_has_the_ties_of_the_reference(hearings: Units) -> None:
    signs = [sign for _, _, sign in build(hearings, Recipe("subtract", duplicates="document")).edges(data="sign")]
    assert (len(signs), signs.count(1), signs.count(-1)) == (16, 8, 8)
    assert build(hearings, Recipe("subtract")).number_of_edges() == 18


def test_the_penalised_backbone_are_the_three_concepts_of_the_reference(hearings: Units) -> None:
    graph = build(hearings, Recipe("stance", duplicates="document"))
    found = penalised_backbone(graph, penalty=3.5)
    assert tuple(graph.nodes[target]["label"] for target in found.kept) == BACKBONE
    assert (round(found.penalised, 5), found.proved) == (0.00495, True)


# Reading


def test_a_document_becomes_an_article_with_its_coding() -> None:
    found = read_dna(SAMPLE)
    assert (len(found.documents), found.left_out) == (7, 1)
    article, annotation = found.documents[0]
    info = article.info
    assert (info.publisher, info.published, len(article.text)) == ("109", "2005-01-26T00:00:00Z", 11705)
    assert annotation.provenance.annotator == "Coder 1"
    stance = annotation.stances[0]
    assert stance.evidence.span == (6351, 7213)
    assert (stance.holder, stance.polarity) == ("energy-and-environmental-analysis-inc", "oppose")
    assert next(said for said in annotation.statements if said.id == stance.basis).speaker == "joel-bluestein"


def test_one_coder_can_be_read_alone() -> None:
    assert sum(len(one.stances) for _, one in read_dna(SAMPLE, coder="Coder 1").documents) == 40
    assert sum(len(one.stances) for _, one in read_dna(SAMPLE, coder="Coder 2").documents) == 0


def test_variables_and_fields_of_documents_can_be_actors() -> None:
    assert {unit.actor for unit in dna_units(SAMPLE, actor="section").items} == {"1", "867", "876"}
    assert len(build(dna_units(SAMPLE, actor="person"), Recipe("congruence"))) == 7


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"actor": "outlet"}, "variable 'outlet' is unknown here; known are person, organization, concept, author"),
        ({"qualifier": "concept"}, "qualifier 'concept' is no boolean or integer here; known are agreement"),
        ({"statement_type": "Claim"}, "statement type 'Claim' is unknown here; known are DNA Statement, NPF"),
    ],
)
def test_what_the_database_does_not_have_names_what_it_has(wrong: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        dna_units(SAMPLE, **wrong)


def test_the_event_list_has_a_row_a_statement_with_its_words_as_they_are() -> None:
    # Fault l: the reference writes a comma for each semicolon, and an apostrophe for each quotation mark.
    units = from_file()
    quoted = units.keep([replace(units.items[0], quote='He said: "no"; twice')])
    head, row = event_list(quoted).decode().splitlines()
    assert head == (
        "statement ID;time;document ID;document title;author;source;section;type;text;"
        "person;organization;concept;agreement"
    )
    assert row == (
        "1;2005-01-26 00:00:00;1;109-876: Bluestein, Joel-BUS-Y;Bluestein, Joel;109;876;oppose;"
        '"He said: ""no""; twice";;'
        "Energy and Environmental Analysis, Inc.;CO2 legislation will not hurt the economy.;0"
    )


@pytest.mark.parametrize("kind", ["subtract", "affiliation"])
def test_an_event_list_is_read_as_it_was_written(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "events.csv"
    units = from_file()
    place.write_bytes(event_list(units))
    again = read_event_list(place)
    assert [(one.id, one.level, one.quote) for one in again.items] == [
        (one.id, one.level, one.quote)
        for one in sorted(units.items, key=lambda one: replace(one, start=-1, end=-1).place)
    ]
    recipe = Recipe(kind, Filter(exclude={"section": ("1",)}), "document")
    assert list(build(again, recipe).edges(data="weight")) == list(build(units, recipe).edges(data="weight"))


RDNA = """statement_id,time,organization,concept,scale,document_id
7,2025-03-07 10:00:00,Port,the bridge,-4,1
8,2025-03-08 10:00:00,City,the bridge,2,1
9,,City,,2,2
"""


def test_a_list_of_rdna_with_a_scale_is_read(tmp_path: Path) -> None:
    place = tmp_path / "rdna.csv"
    place.write_text(RDNA, encoding="utf-8")
    units = read_event_list(place, qualifier="scale")
    assert ([(one.actor, one.level) for one in units.items], units.scale) == ([("Port", -4.0), ("City", 2.0)], 6.0)


@pytest.mark.parametrize(
    ("old", "new", "error", "message"),
    [
        ("statement_id", "number", ReadError, "is no event list: it has no columns 'statement ID' and 'time'"),
        ("2025-03-07 10:00:00", "May", ReadError, "row 2: the time is 'May'; it must be like 2025-03-07"),
        ("-4", "much", ReadError, "row 2: the qualifier is 'much'; it must be 1 or 0, true or false, or an integer"),
        (
            "organization",
            "body",
            UsageError,
            "column 'organization' is unknown here; known are statement id, time, body",
        ),
    ],
)
def test_what_is_no_event_list_is_refused(tmp_path: Path, old: str, new: str, error: type, message: str) -> None:
    place = tmp_path / "wrong.csv"
    place.write_text(RDNA.replace(old, new), encoding="utf-8")
    with pytest.raises(error, match=message):
        read_event_list(place, qualifier="scale")


# Writing


def test_the_same_annotations_are_the_same_bytes() -> None:
    before = read_dna(SAMPLE)
    assert write_dna(before.documents) == write_dna(before.documents)


def again(documents: list[tuple[Article, Annotation]], folder: Path) -> Path:
    place = folder / "again.dna"
    place.write_bytes(write_dna(documents))
    return place


def test_the_sample_survives_the_way_there_and_back(tmp_path: Path) -> None:
    before = read_dna(SAMPLE)
    place = again(list(before.documents), tmp_path)
    assert read_dna(place).documents == before.documents
    coded = [(one.start, one.end, one.values) for one in load(SAMPLE).statements if one.type == "DNA Statement"]
    assert [(one.start, one.end, one.values) for one in load(place).statements] == coded


def test_every_table_of_the_sample_is_written_with_its_columns(tmp_path: Path) -> None:
    def columns(path: Path) -> dict[str, list[str]]:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as base:
            names = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return {name: [row[1] for row in base.execute(f"PRAGMA table_info({name})")] for name in names}

    assert columns(again([], tmp_path)) == columns(SAMPLE)


def test_annotations_of_a_machine_become_statements_of_their_holders(tmp_path: Path) -> None:
    article = Article(ARTICLE, TEXT, ((0, len(TEXT)),))
    base = load(again([(article, dam_annotation())], tmp_path))
    assert [one.values for one in base.statements] == [
        {"person": "Anna Berg", "organization": "Northland", "concept": "the dam", "agreement": 0},
        {"person": "Ben Cole", "organization": "Southland", "concept": "the dam", "agreement": 1},
        {"person": "Ben Cole", "organization": "Southland", "concept": "Anna Berg", "agreement": 0},
        {"person": "", "organization": "Critics", "concept": "talks", "agreement": 0},
        {"person": "", "organization": "Southland", "concept": "Ben Cole", "agreement": 1},
    ]
    assert base.attributes["person", "Anna Berg"] == {"Type": "premier", "Alias": "Berg; the premier"}


def test_offsets_count_as_java_does(tmp_path: Path) -> None:
    text = "😀 Anna Berg, the premier: “the dam is a mistake” 😀."
    info = ArticleInfo.of(text, "Faces", published="2025-03-07")
    old = dam_annotation()
    start = text.index("the dam is")
    at = Evidence.cut(text, start, start + 20)
    stance = replace(old.stances[0], evidence=at, basis=None)
    actors = tuple(replace(actor, mentions=()) for actor in old.actors)
    issues = tuple(replace(issue, mentions=()) for issue in old.issues)
    place = again([(Article(info, text, ()), Annotation(info, actors, issues, stances=(stance,)))], tmp_path)
    with sqlite3.connect(f"file:{place}?mode=ro", uri=True) as base:
        assert base.execute("SELECT Start FROM STATEMENTS").fetchone() == (start + 1,)
    assert read_dna(place).documents[0][1].stances[0].evidence == at


# What is no database


def test_a_database_is_known_by_its_name_or_its_first_bytes(tmp_path: Path) -> None:
    renamed = tmp_path / "renamed"
    renamed.write_bytes(SAMPLE.read_bytes())
    assert is_dna("gone.DNA") and is_dna(renamed) and not is_dna(tmp_path) and not is_dna(__file__)


def test_a_pipe_is_left_unread(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert not is_dna(pipe)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "gone.dna is no file"),
        (
            b"not a database at all",
            "can't be read as a database of Discourse Network Analyzer 3: file is not a database",
        ),
        (b"", "is no database of Discourse Network Analyzer 3: it has no table CODERS"),
    ],
)
def test_what_is_no_database_is_refused(tmp_path: Path, content: bytes | None, message: str) -> None:
    place = tmp_path / "gone.dna"
    if content is not None:
        place.write_bytes(content)
    with pytest.raises(StoreError, match=message):
        read_dna(place)
