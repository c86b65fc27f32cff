"""The commands that keep many articles in one store, and those that read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import Run
from factory import ARTICLE, TEXT, actor, dam_annotation
from servers import clear, free_port
from stakegraph.annotation import dump
from stakegraph.model import Annotation, ArticleInfo
from stakegraph.rdf import from_quads, serialize, to_quads
from stakegraph.store import folder_store, open_store

DAM = ARTICLE.id


def written(folder: Path, annotation: Annotation, text: str = TEXT) -> Path:
    """Write an annotation with its article beside it."""
    name = annotation.article.id
    file = folder / f"{name}.json"
    file.write_text(dump(replace(annotation, article=replace(annotation.article, file=f"{name}.txt"))), "utf-8")
    (folder / f"{name}.txt").write_text(text, "utf-8")
    return file


def test_a_build_goes_into_a_store(console: Run, tmp_path: Path) -> None:
    file = written(tmp_path, dam_annotation())
    code, out, _ = console("build", "--annotation", file, "-o", "out", "--store", "s")
    assert (code, out.splitlines()[-1]) == (0, "s: 1 article put in, 1 in all")
    assert open_store("s").articles() == [DAM]
    assert serialize(open_store("s").quads(), "nquads") == serialize(open_store("out").quads(), "nquads")


def test_a_build_for_a_store_that_cannot_be_written_does_nothing(console: Run, tmp_path: Path) -> None:
    file = written(tmp_path, dam_annotation())
    code, out, err = console("build", "--annotation", file, "-o", "out", "--store", tmp_path)
    assert (code, out) == (1, "")
    assert err.endswith("holds other files and is no store of ours; name a new or an empty folder\n")
    assert not (tmp_path / "out").exists()


def test_a_new_version_takes_the_place_of_the_old_one_and_that_is_said(console: Run, tmp_path: Path) -> None:
    text = TEXT.replace("backed", "praised")
    new = Annotation(ArticleInfo.of(text, "Dam dispute"), (actor("Ben Cole"),))
    console("store", "add", "s", written(tmp_path, dam_annotation()))
    code, out, err = console("store", "add", "s", written(tmp_path, new, text))
    assert (code, out) == (0, "s: 1 article put in, 1 in all\n")
    assert err == f"stakegraph: {DAM} was an older version, and is taken out of s\n"
    assert open_store("s").articles() == [new.article.id]


def test_builds_graphs_and_stores_are_put_in(console: Run, tmp_path: Path) -> None:
    other = replace(dam_annotation(), article=replace(ARTICLE, id="other"))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "graph.trig").write_bytes(serialize(to_quads(dam_annotation()), "trig"))
    (tmp_path / "other.nq").write_bytes(serialize(to_quads(other), "nquads"))
    assert console("store", "add", "s", "out", "other.nq")[:2] == (0, "s: 2 articles put in, 2 in all\n")
    assert console("store", "add", "copy", "s")[:2] == (0, "copy: 2 articles put in, 2 in all\n")
    assert from_quads(open_store("copy").quads()) == [dam_annotation(), other]


def test_an_article_is_to_be_built(console: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Moscow said no.")
    code, _, err = console("store", "add", "s", "a.txt")
    assert (code, err) == (
        2, "stakegraph: a.txt is an article; stakegraph build a.txt --store PLACE reads it and puts it in\n"
    )  # fmt: skip


def test_articles_are_listed(console: Run) -> None:
    folder_store("s").add(dam_annotation())
    code, out, _ = console("store", "list", "s", "--format", "csv")
    assert (code, out.splitlines()[1].split(",")[:2]) == (
        0, [f"https://w3id.org/stakegraph/article/{DAM}", "Dam dispute"]
    )  # fmt: skip


def test_articles_are_taken_out_all_or_none(console: Run) -> None:
    folder_store("s").add(dam_annotation())
    code, _, err = console("store", "remove", "s", DAM, "none")
    assert (code, err) == (1, f"stakegraph: the store has no article 'none'; it has {DAM}\n")
    assert console("store", "remove", "s", DAM)[:2] == (0, "s: 1 article taken out, 0 left\n")


@pytest.mark.parametrize("task", ["list", "remove"])
def test_what_is_no_store_is_misuse(task: str, console: Run) -> None:
    code, _, err = console("store", task, "nowhere", *["x"] * (task == "remove"))
    assert (code, err) == (2, "stakegraph: nowhere is no store; stakegraph store add makes one\n")


def test_a_server_is_a_place_like_any_other(console: Run, server: Callable[[str], str], tmp_path: Path) -> None:
    url = server("oxigraph")
    clear(url)
    folder_store("s").add(dam_annotation())
    assert console("store", "add", url, "s")[:2] == (0, f"{url}: 1 article put in, 1 in all\n")
    asked = ("query", "supporters-and-opponents", "--param", "actor=Ben Cole", "--format", "csv", "--data")
    assert console(*asked, url) == console(*asked, "s")
    assert console(*asked, url)[1].count("\n") == 2
    for form in ("turtle", "nquads"):
        assert console("export", "--format", form, "--data", url) == console("export", "--format", form, "--data", "s")
    assert console("check", url)[1].startswith(f"{url}: conforms to the model: 1 article, ")
    assert console("store", "remove", url, DAM)[:2] == (0, f"{url}: 1 article taken out, 0 left\n")


@pytest.mark.parametrize("asking", [("query", "actors", "--data"), ("export", "--data"), ("store", "list"), ("check",)])
def test_a_server_that_is_not_there_is_one_line(asking: tuple[str, ...], console: Run) -> None:
    url = f"http://127.0.0.1:{free_port()}/query"
    code, out, err = console(*asking, url)
    assert (code, out) == (1, "")
    assert f"{url} can't be reached: Connection refused; is the server running?" in err
    assert "Traceback" not in err
