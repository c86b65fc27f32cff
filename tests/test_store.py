"""What a store in a folder may be, and what an analyst may point at."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode

from factory import ARTICLE, actor, dam_annotation
from stakegraph.errors import GraphError, StoreError
from stakegraph.model import Annotation
from stakegraph.rdf import from_quads, graph_name, serialize, to_quads
from stakegraph.store import MARKER, OxigraphStore, folder_store, memory_store, open_store, oxigraph

# Folders


def test_a_folder_store_is_there_again_when_it_is_opened_again(tmp_path: Path) -> None:
    store = folder_store(tmp_path / "s")
    store.add(dam_annotation())
    del store
    assert from_quads(open_store(tmp_path / "s").quads()) == [dam_annotation()]


def test_a_folder_store_that_is_let_go_is_written_down_and_not_only_logged(tmp_path: Path) -> None:
    store = folder_store(tmp_path / "s")
    store.add(dam_annotation())
    before = set((tmp_path / "s").glob("oxigraph/*.sst"))
    del store
    assert set((tmp_path / "s").glob("oxigraph/*.sst")) - before != set()


def test_the_log_of_a_store_that_is_held_does_not_grow_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(oxigraph, "LOGGED", 100)
    store = folder_store(tmp_path / "s")
    store.add(dam_annotation())
    before = set((tmp_path / "s").glob("oxigraph/*.sst"))
    store.add(replace(dam_annotation(), article=replace(ARTICLE, id="other")))
    assert set((tmp_path / "s").glob("oxigraph/*.sst")) - before != set()
    assert store.articles() == [ARTICLE.id, "other"]


def test_what_was_loaded_is_written_down_and_not_only_logged(tmp_path: Path) -> None:
    store = folder_store(tmp_path / "s")
    before = sum(file.stat().st_size for file in (tmp_path / "s").glob("oxigraph/*.log"))
    store.load(to_quads(dam_annotation()))
    assert sum(file.stat().st_size for file in (tmp_path / "s").glob("oxigraph/*.log")) == before


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


# The union in memory


def article(name: str) -> Annotation:
    return Annotation(replace(ARTICLE, id=name), (actor("Ben Cole"),))


def loaded() -> OxigraphStore:
    """A store in memory of which nothing was asked yet."""
    return memory_store(to_quads(dam_annotation()))


def united(store: OxigraphStore) -> int:
    """Return how many triples the engine itself has in its default graph."""
    return sum(1 for _ in store._oxigraph.quads_for_pattern(None, None, None, DefaultGraph()))


def size(*annotations: Annotation) -> int:
    return len({quad.triple for annotation in annotations for quad in to_quads(annotation)})


def test_walking_a_store_in_memory_makes_no_union() -> None:
    store = loaded()
    assert len(list(store.quads())) == size(dam_annotation())
    assert united(store) == 0


@pytest.mark.parametrize(
    "question",
    [
        len,
        OxigraphStore.articles,
        lambda store: store.query("ASK {}"),
        lambda store: store.labels([NamedNode("http://x.example/s")]),
        lambda store: store.engine,
        lambda store: store.load([]),
    ],
)
def test_the_first_question_makes_the_union(question: Callable[[OxigraphStore], object]) -> None:
    store = loaded()
    question(store)
    assert united(store) == size(dam_annotation())


def test_what_is_loaded_before_and_after_the_first_question_is_in_the_union() -> None:
    store = loaded()
    store.load(to_quads(article("other")))
    assert len(store) == size(dam_annotation(), article("other"))
    store.load(to_quads(article("third")))
    assert len(store) == size(dam_annotation(), article("other"), article("third"))


def test_what_is_replaced_before_the_first_question_is_not_in_the_union() -> None:
    store = loaded()
    store.replace({graph_name(ARTICLE.id): {quad.triple for quad in to_quads(article("other"))}})
    assert len(store) == size(article("other"))


def test_a_triple_of_a_file_that_is_in_a_graph_and_in_none_is_there_once(tmp_path: Path) -> None:
    triple = "<http://x.example/s> <http://x.example/p> <http://x.example/o>"
    (tmp_path / "g.nq").write_text(f"{triple} .\n{triple} <http://x.example/g> .\n")
    store = open_store(tmp_path / "g.nq")
    before = list(store.quads())
    assert len(before) == len(store) == 1
    assert list(store.quads()) == before


def test_threads_that_ask_first_together_all_see_the_whole_union() -> None:
    store = memory_store(quad for number in range(200) for quad in to_quads(article(f"a{number}")))
    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(lambda _: len(store.articles()), range(8)))) == 1
    assert len(store.articles()) == 200
