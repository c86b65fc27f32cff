"""The chain of stages: what a build writes, under which names, and what it never does."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from factory import ARTICLE, TEXT, dam_annotation
from stakegraph.annotation import article_text, load
from stakegraph.errors import OutputError
from stakegraph.model import Annotation, Article, ArticleInfo
from stakegraph.output import write
from stakegraph.pipeline import Document, build, name_documents, write_annotations
from stakegraph.query import run


def dam(file: str | None = "dam.txt", text: str = TEXT) -> Document:
    info = replace(ArticleInfo.of(text, "Dam dispute"), file=file) if text != TEXT else replace(ARTICLE, file=file)
    annotation = replace(dam_annotation(), article=info) if text == TEXT else Annotation(info)
    return Document(Article(info, text, ((0, len(text)),)), annotation)


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_build_writes_annotations_graph_and_pages(tmp_path: Path) -> None:
    build([dam()], tmp_path / "out")
    assert names(tmp_path / "out") == [
        "annotations/dam.json",
        "annotations/dam.txt",
        f"article-{ARTICLE.id}.html",
        "discourse.html",
        "events.html",
        "graph.trig",
        "graph.ttl",
        "index.html",
        "issues.html",
        "stances.html",
        "timeline.html",
    ]


def test_a_build_says_which_files_it_wrote(tmp_path: Path) -> None:
    assert sorted(str(path.relative_to(tmp_path)) for path in build([dam()], tmp_path).files) == names(tmp_path)


def test_the_annotation_of_a_build_loads_as_what_was_built(tmp_path: Path) -> None:
    built = build([dam()], tmp_path)
    assert load(tmp_path / "annotations" / "dam.json") == built.documents[0].annotation


def test_the_text_of_a_build_keeps_its_line_ends(tmp_path: Path) -> None:
    text = "One plan.\r\nTwo plans.\n\rThree.\x85"
    build([dam(text=text)], tmp_path)
    assert article_text(tmp_path / "annotations" / "dam.json") == text


def test_building_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        build([dam()], tmp_path / name)
    files = names(tmp_path / "a")
    assert [(tmp_path / "a" / f).read_bytes() for f in files] == [(tmp_path / "b" / f).read_bytes() for f in files]


def test_the_graph_of_a_build_answers_queries(tmp_path: Path) -> None:
    build([dam()], tmp_path)
    question = "ASK { actor:anna-berg sg:opposes issue:the-dam }"
    assert run(tmp_path, question).answer is True


def test_two_articles_with_one_name_get_two(tmp_path: Path) -> None:
    other = dam(text="Another dam is planned.")
    build([dam(), other], tmp_path)
    sha = other.annotation.article.sha256[:8]
    assert {"annotations/dam.json", f"annotations/dam-{sha}.json"} <= set(names(tmp_path))


def test_names_that_differ_in_case_only_are_told_apart(tmp_path: Path) -> None:
    found = name_documents([dam(), dam("DAM.txt", "Another dam is planned.")], tmp_path)
    assert len({(one.annotation.article.file or "").lower() for one in found}) == 2


def test_an_article_named_twice_is_built_once(tmp_path: Path) -> None:
    assert len(name_documents([dam(), dam()], tmp_path)) == 1


def test_two_annotations_of_one_article_are_refused(tmp_path: Path) -> None:
    other = Document(dam().article, replace(dam().annotation, stances=()))
    with pytest.raises(OutputError, match="there are two annotations of the article dam-dispute-"):
        name_documents([dam(), other], tmp_path)


def test_an_article_without_a_file_is_named_by_its_id(tmp_path: Path) -> None:
    assert name_documents([dam(file=None)], tmp_path)[0].annotation.article.file == f"{ARTICLE.id}.txt"


def test_extracting_does_not_overwrite_another_text(tmp_path: Path) -> None:
    (tmp_path / "dam.txt").write_text("My notes", encoding="utf-8")
    write_annotations([dam()], tmp_path)
    assert (tmp_path / "dam.txt").read_text(encoding="utf-8") == "My notes"
    assert (tmp_path / f"dam-{ARTICLE.sha256[:8]}.json").exists()


def test_extracting_does_not_overwrite_what_a_person_wrote(tmp_path: Path) -> None:
    (tmp_path / "dam.txt").write_text(TEXT, encoding="utf-8", newline="")
    by_hand = json.dumps({"article": {"id": "dam", "file": "dam.txt"}})
    (tmp_path / "dam.json").write_text(by_hand, encoding="utf-8")
    with pytest.raises(OutputError, match=r"dam\.json was not written by stakegraph"):
        write_annotations([dam()], tmp_path)
    assert (tmp_path / "dam.json").read_text(encoding="utf-8") == by_hand


def test_extracting_twice_is_allowed(tmp_path: Path) -> None:
    for _ in range(2):
        write_annotations([dam()], tmp_path)
    assert names(tmp_path) == ["dam.json", "dam.txt"]


def test_a_build_into_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="out is a file; name a folder"):
        build([dam()], tmp_path / "out")


def test_a_file_that_is_written_leaves_nothing_beside_it(tmp_path: Path) -> None:
    write(tmp_path / "a", b"1")
    write(tmp_path / "a", b"2")
    assert (names(tmp_path), (tmp_path / "a").read_bytes()) == (["a"], b"2")


def test_writing_over_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="it is a folder; name a file"):
        write(tmp_path, b"1")


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a", b"old")

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match="No space left on device"):
        write(tmp_path / "a", b"new")
    assert (names(tmp_path), (tmp_path / "a").read_bytes()) == (["a"], b"old")
