"""What a store in a folder may be, and what an analyst may point at."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from factory import ARTICLE, dam_annotation
from stakegraph.errors import GraphError, StoreError
from stakegraph.rdf import from_quads, serialize, to_quads
from stakegraph.store import MARKER, folder_store, open_store, oxigraph

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
