"""Stores: one contract over memory and folder, and what a folder may be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Quad, QuerySolutions

from factory import ARTICLE, actor, dam_annotation, stance
from stakegraph.errors import GraphError, StoreError
from stakegraph.model import Annotation, Issue
from stakegraph.rdf import from_quads, serialize, to_quads
from stakegraph.store import MARKER, OxigraphStore, folder_store, memory_store, open_store

Make = Callable[[], OxigraphStore]


@pytest.fixture(params=["memory", "folder"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    """Return a maker of empty stores of each kind."""
    if request.param == "memory":
        return memory_store
    return lambda: folder_store(tmp_path / "store")


def other() -> Annotation:
    """An article that shares Northland and the dam with the first, and says one thing more."""
    info = replace(ARTICLE, id="other")
    said = stance("northland", "support", "the-dam", "the dam", article=info)
    return Annotation(info, (actor("Northland", "country"),), (Issue("the-dam", "the dam"),), stances=(said,))


# The contract


def test_what_was_added_comes_back(make: Make) -> None:
    store = make()
    store.add(dam_annotation())
    store.add(other())
    assert from_quads(store.quads()) == [dam_annotation(), other()]


def test_articles_are_listed_by_id(make: Make) -> None:
    store = make()
    store.add(other())
    store.add(dam_annotation())
    assert store.articles() == [ARTICLE.id, "other"]


def test_adding_an_article_twice_changes_nothing(make: Make) -> None:
    store = make()
    store.add(dam_annotation())
    before = serialize(store.quads(), "nquads")
    store.add(dam_annotation())
    assert serialize(store.quads(), "nquads") == before


def test_a_changed_article_replaces_its_old_graph(make: Make) -> None:
    store = make()
    store.add(dam_annotation())
    store.add(Annotation(ARTICLE, (actor("Ben Cole"),)))
    assert from_quads(store.quads()) == [Annotation(ARTICLE, (actor("Ben Cole"),))]
    assert not store.query("ASK { ?stance a sg:Stance }")


def test_removing_an_article_leaves_exactly_what_the_others_gave(make: Make) -> None:
    store = make()
    store.add(other())
    alone, size = serialize(store.quads(), "nquads"), len(store)
    store.add(dam_annotation())
    store.remove(ARTICLE.id)
    assert (serialize(store.quads(), "nquads"), len(store)) == (alone, size)


def test_removing_what_is_not_there_names_it(make: Make) -> None:
    store = make()
    store.add(other())
    with pytest.raises(StoreError, match="the store has no article 'dam'; it has other"):
        store.remove("dam")


def test_a_triple_of_two_articles_counts_once(make: Make) -> None:
    store = make()
    store.add(dam_annotation())
    store.add(other())
    solutions = store.query("SELECT ?label { actor:northland rdfs:label ?label }")
    assert isinstance(solutions, QuerySolutions)
    assert [solution["label"].value for solution in solutions] == ["Northland"]


def test_the_number_of_triples_counts_each_once(make: Make) -> None:
    store = make()
    store.add(dam_annotation())
    store.add(other())
    union = {q.triple for annotation in (dam_annotation(), other()) for q in to_quads(annotation)}
    assert len(store) == len(union)


def test_a_named_graph_can_be_asked_alone(make: Make) -> None:
    store = make()
    store.add(dam_annotation())
    store.add(other())
    solutions = store.query("SELECT ?stance { GRAPH graph:other { ?stance a sg:Stance } }")
    assert isinstance(solutions, QuerySolutions)
    assert len(list(solutions)) == 1


def test_triples_without_a_graph_are_kept_without_one(make: Make) -> None:
    store = make()
    plain = next(iter(to_quads(dam_annotation()))).triple
    store.load(to_quads(other()))
    before = len(list(store.quads()))
    store.load([Quad(plain.subject, plain.predicate, plain.object)])
    last = list(store.quads())[before:]
    assert [(q.triple, q.graph_name) for q in last] == [(plain, DefaultGraph())]


def test_a_store_knows_its_graphs_and_labels(make: Make) -> None:
    store = make()
    store.add(other())
    node = to_quads(other())[0].subject
    assert store.has_graph("https://w3id.org/stakegraph/graph/other")
    assert not store.has_graph("https://w3id.org/stakegraph/graph/none")
    assert store.label(node) == "Dam dispute"  # type: ignore[arg-type]


# Folders


def test_a_folder_store_is_there_again_when_it_is_opened_again(tmp_path: Path) -> None:
    store = folder_store(tmp_path / "s")
    store.add(dam_annotation())
    del store
    assert from_quads(open_store(tmp_path / "s").quads()) == [dam_annotation()]


def test_a_folder_store_keeps_its_base(tmp_path: Path) -> None:
    folder_store(tmp_path / "s", base="https://x.example/").add(dam_annotation())
    assert open_store(tmp_path / "s").base == "https://x.example/"


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(StoreError, match="holds other files and is no store of ours; name a new or an empty folder"):
        folder_store(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "s").write_text("")
    with pytest.raises(StoreError, match="a store can't be made in"):
        folder_store(tmp_path / "s")


@pytest.mark.parametrize(
    ("marker", "message"),
    [
        ({"schema": 2, "base": "x"}, "has schema version 2, and this stakegraph reads 1; update stakegraph"),
        ({"schema": 0, "base": "x"}, "has schema version 0, and this stakegraph reads 1; build the store again"),
        ({"schema": "new"}, "can't be understood; restore it, or build the store again"),
        ([], "can't be understood; restore it, or build the store again"),
    ],
)
def test_a_store_of_another_version_is_refused(marker: object, message: str, tmp_path: Path) -> None:
    folder_store(tmp_path / "s")
    (tmp_path / "s" / MARKER).write_text(json.dumps(marker))
    with pytest.raises(StoreError, match=message):
        folder_store(tmp_path / "s")


def test_a_store_that_another_one_holds_is_refused(tmp_path: Path) -> None:
    held = folder_store(tmp_path / "s")
    with pytest.raises(StoreError, match="is held by another process; wait for it, or end it"):
        folder_store(tmp_path / "s")
    assert len(held) == 0


def test_a_store_that_is_held_can_be_read(tmp_path: Path) -> None:
    held = folder_store(tmp_path / "s")
    held.add(dam_annotation())
    assert len(open_store(tmp_path / "s")) == len(held)


def test_a_damaged_store_is_refused(tmp_path: Path) -> None:
    folder_store(tmp_path / "s").add(dam_annotation())
    (tmp_path / "s" / "oxigraph" / "CURRENT").write_text("nonsense\n")
    with pytest.raises(StoreError, match="is damaged; build it again, or restore a copy"):
        folder_store(tmp_path / "s")


def test_a_store_that_is_only_read_refuses_to_be_written(tmp_path: Path) -> None:
    folder_store(tmp_path / "s")
    with pytest.raises(StoreError, match="can't be written, and was left as it was"):
        open_store(tmp_path / "s").add(dam_annotation())


def test_a_killed_writer_leaves_whole_articles_only(tmp_path: Path) -> None:
    code = (
        "import sys; from dataclasses import replace; from factory import ARTICLE, dam_annotation\n"
        "from stakegraph.store import folder_store\n"
        "store = folder_store(sys.argv[1])\n"
        "for n in range(1000):\n"
        "    info = replace(ARTICLE, id=f'n{n % 7}', title=f'title {n}')\n"
        "    store.add(replace(dam_annotation(), article=info)); print(n, flush=True)\n"
    )
    path = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    for kill_after in (3, 8, 12, 17):
        place = tmp_path / f"s{kill_after}"
        command = [sys.executable, "-c", code, str(place)]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path}
        ) as run:
            assert run.stdout
            for _ in range(kill_after):
                run.stdout.readline()
            run.kill()
        found = from_quads(open_store(place).quads())
        assert {len(annotation.stances) for annotation in found} == {5}
        assert len(found) >= min(kill_after, 7)


# What an analyst points at


def test_a_build_folder_is_read_from_its_trig(tmp_path: Path) -> None:
    (tmp_path / "graph.trig").write_bytes(serialize(to_quads(dam_annotation()), "trig"))
    assert from_quads(open_store(tmp_path).quads()) == [dam_annotation()]


def test_a_turtle_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_bytes(serialize(to_quads(dam_annotation()), "turtle"))
    assert from_quads(open_store(tmp_path / "graph.ttl").quads()) == [dam_annotation()]


def test_a_folder_without_a_graph_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"has neither a store .* nor a graph.trig; run stakegraph build first"):
        open_store(tmp_path)


def test_a_path_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist; name a store, an output folder of stakegraph build or"):
        open_store(tmp_path / "nowhere")


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    with pytest.raises(GraphError, match=r"a\.pdf is no RDF file by its name"):
        open_store(tmp_path / "a.pdf")
