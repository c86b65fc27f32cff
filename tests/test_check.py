"""``stakegraph check`` on graphs and stores: the shapes for one article, the same rules for many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from pyoxigraph import Quad

from conftest import Run
from factory import ARTICLE, actor, dam_annotation
from stakegraph import shapes
from stakegraph.model import Annotation
from stakegraph.rdf import serialize, to_quads
from stakegraph.store import folder_store

OTHER = Annotation(replace(ARTICLE, id="other"), (actor("Anna Berg"),))


@pytest.fixture
def run(console: Run) -> Run:
    """Run ``stakegraph check`` in an empty folder."""
    return partial(console, "check")


def write(name: str, *annotations: Annotation, without: str = "\0") -> None:
    quads = [quad for one in annotations for quad in to_quads(one) if without not in quad.predicate.value]
    Path(name).write_bytes(serialize(quads, "trig"))


def test_a_folder_store_is_checked(run: Run) -> None:
    store = folder_store("s")
    store.add(dam_annotation())
    store.add(OTHER)
    size = len(store)
    del store
    assert run("s") == (0, f"s: conforms to the model: 2 articles, {size} triples\n", "")


def test_a_fault_of_a_store_names_node_rule_and_mend(run: Run) -> None:
    folder_store("s").load(quad for quad in to_quads(OTHER) if "label" not in quad.predicate.value)
    code, out, err = run("s")
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        "stakegraph: s: actor:anna-berg, rdfs:label: It needs exactly one rdfs:label, a text.",
        "stakegraph: s: article:other, rdfs:label: It needs exactly one rdfs:label, a text.",
        "stakegraph: s: has 2 faults",
        "stakegraph: 1 of 1 files have a fault",
    ]


def test_a_build_is_checked_by_its_folder(run: Run) -> None:
    write("graph.trig", dam_annotation())
    code, out, _ = run(".")
    assert (code, out.partition(" article,")[0]) == (0, ".: conforms to the model: 1")


@pytest.mark.parametrize(("annotations", "shacl"), [((OTHER,), 1), ((OTHER, dam_annotation()), 0)])
def test_one_article_is_checked_by_shacl_and_several_by_the_same_rules(
    run: Run, monkeypatch: pytest.MonkeyPatch, annotations: tuple[Annotation, ...], shacl: int
) -> None:
    calls = []
    conforms = shapes.conforms

    def counted(quads: Iterable[Quad]) -> list[shapes.Problem]:
        calls.append(1)
        return conforms(quads)

    monkeypatch.setattr(shapes, "conforms", counted)
    write("g.trig", *annotations, without="mentionedIn")
    code, _, err = run("g.trig")
    assert (code, len(calls)) == (1, shacl)
    assert "g.trig: actor:anna-berg, sg:mentionedIn: It needs sg:mentionedIn, the sg:Article that mentions it." in err


def test_of_many_faults_the_first_are_shown(run: Run) -> None:
    write("g.trig", dam_annotation(), without="oa#")
    code, _, err = run("g.trig")
    assert (code, err.count("g.trig: ")) == (1, 21)
    assert ", of which 20 are shown" in err
