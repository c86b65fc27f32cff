"""The drawing and the reference of the ontology show all of it, and are made from it."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path

import pytest

from pictures.model import PICTURE
from stakegraph.cli import run
from stakegraph.ontology import source
from stakegraph.ontology.drawing import CENTRES, CONCEPTS, SIZE, edges, model_svg
from stakegraph.ontology.reference import reference_html
from stakegraph.ontology.terms import Term, ontology
from stakegraph.rdf import serialize

KNOWN = ontology()
TERMS = [*KNOWN.classes, *KNOWN.properties, *KNOWN.concepts]
PAGE = reference_html()
SVG = ET.fromstring(model_svg())
NS = "{http://www.w3.org/2000/svg}"
TEXTS = [text.text or "" for text in SVG.iter(f"{NS}text")]


def test_the_picture_of_the_readme_is_current() -> None:
    assert PICTURE.read_text(encoding="utf-8") == model_svg(), "run python tests/pictures/model.py"


def test_every_class_is_drawn_as_a_box_or_as_a_line_in_one() -> None:
    kinds = {name.strip() for text in TEXTS for name in text.split(",")}
    boxes = {one.name for one in KNOWN.classes if one.name in CENTRES}
    others = {one for one in KNOWN.classes if one.name not in CENTRES and one.name not in CONCEPTS}
    assert boxes <= set(TEXTS)
    assert {one.label for one in others} <= kinds


def test_every_property_between_nodes_is_an_arrow_or_a_line_in_a_box() -> None:
    arrows = {name for edge in edges(KNOWN) for name in edge.properties}
    lines = {text.partition(":")[0] for text in TEXTS}
    objects = [one for one in KNOWN.properties if one.kind == "owl:ObjectProperty"]
    assert [one.name for one in objects if one.name not in arrows and one.label not in lines] == []
    assert arrows <= set(TEXTS)


def test_no_box_lies_over_another_or_beyond_the_edge() -> None:
    frames = [
        tuple(float(rect.get(side) or 0) for side in ("x", "y", "width", "height"))
        for rect in SVG.iter(f"{NS}rect")
        if rect.get("class") == "box"
    ]
    assert len(frames) == len(CENTRES)
    for x, y, width, height in frames:
        assert x >= 0 and y >= 0 and x + width <= SIZE[0] and y + height <= SIZE[1]
    for (x, y, width, height), (left, top, wide, high) in combinations(frames, 2):
        assert x + width < left or left + wide < x or y + height < top or top + high < y


@pytest.mark.parametrize("term", TERMS, ids=lambda term: str(term.name))
def test_every_term_is_in_the_reference_with_its_comment(term: Term) -> None:
    name, comment = term.name, term.comment
    entry = PAGE.partition(f'<h3 id="{name.replace(":", "-")}">')[2].partition("<h3")[0]
    assert comment.replace('"', "&#34;") in entry


def test_every_link_inside_the_reference_leads_somewhere() -> None:
    ids = re.findall(r'id="([^"]+)"', PAGE)
    assert set(re.findall(r'href="#([^"]+)"', PAGE)) - set(ids) == set()
    assert len(ids) == len(set(ids))


def test_the_reference_asks_the_network_for_nothing() -> None:
    assert re.findall(r"<(?:script|img|iframe|object)|@import|url\((?!#)", PAGE) == []
    assert [link for link in re.findall(r"<link [^>]*>", PAGE) if 'href="data:,"' not in link] == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("o.html", PAGE),
        ("o.svg", model_svg()),
        ("o.ttl", source("stakegraph.ttl")),
    ],
)
def test_the_vocabulary_is_written_to_a_file_of_its_kind(name: str, text: str, tmp_path: Path) -> None:
    assert run(["ontology", "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / name).read_text(encoding="utf-8") == text


def test_the_context_is_that_of_an_export(tmp_path: Path) -> None:
    assert run(["ontology", "-o", str(tmp_path / "c.jsonld")]) == 0
    export = json.loads(serialize([], "jsonld"))
    assert json.loads((tmp_path / "c.jsonld").read_text(encoding="utf-8")) == {"@context": export["@context"]}


def test_the_shapes_are_written_to_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["ontology", "--format", "shacl"]) == 0
    assert capfdbinary.readouterr().out.decode() == source("shapes.ttl")
