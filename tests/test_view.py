"""The command that draws one page: what it writes where, which links it has, and what it says of wrong calls."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import pytest

from conftest import Run
from pages import Reader, check_frame
from stakegraph import site
from stakegraph.cli.view import MAPS, PAGES


@pytest.fixture
def view(console: Run) -> Run:
    """Run ``stakegraph view`` in an empty folder."""
    return partial(console, "view")


def test_it_draws_every_page() -> None:
    assert (*site.KINDS, "index", "article") == PAGES


@pytest.mark.parametrize("page", PAGES)
def test_a_page_alone_leads_to_no_other(view: Run, brief_pages: Path, tmp_path: Path, page: str) -> None:
    code, out, err = view(page, "--data", brief_pages)
    written = tmp_path / f"{page}.html"
    size = f"{written.stat().st_size / 1000:.0f} kB"
    assert (code, out, err) == (0, "", f"stakegraph: wrote {page}.html, {size}; open it in a browser\n")
    hrefs = check_frame(written.read_text()).attributes("href")
    assert [href for href in hrefs if not href.startswith(("#", "data:"))] == []


@pytest.mark.parametrize("page", [page for page in PAGES if page != "index"])
def test_in_the_folder_of_a_build_it_draws_what_the_build_drew(
    view: Run, brief_pages: Path, tmp_path: Path, page: str
) -> None:
    folder = shutil.copytree(brief_pages, tmp_path / "built")
    view(page, "--data", folder, "-o", folder / "again.html")
    built = next(folder.glob("article-*.html")) if page == "article" else folder / f"{page}.html"
    assert (folder / "again.html").read_bytes() == built.read_bytes()


def test_a_page_goes_to_standard_output(view: Run, brief_pages: Path, tmp_path: Path) -> None:
    code, out, err = view("timeline", "--data", brief_pages / "graph.ttl", "-o", "-")
    assert (code, err, list(tmp_path.iterdir())) == (0, "", [])
    check_frame(out)


@pytest.mark.parametrize("page", site.KINDS)
def test_of_many_actors_those_with_most_are_shown_and_the_page_says_so(view: Run, brief_pages: Path, page: str) -> None:
    _, some, _ = view(page, "--data", brief_pages, "--limit", 3, "-o", "-")
    _, whole, _ = view(page, "--data", brief_pages, "--limit", 0, "-o", "-")
    assert len(some) < len(whole)
    assert "Shown " in " ".join(Reader(some).text)
    assert "Shown " not in " ".join(Reader(whole).text)


@pytest.mark.parametrize("page", MAPS)
def test_a_map_is_drawn_as_a_picture(view: Run, brief_pages: Path, tmp_path: Path, page: str) -> None:
    assert view(page, "--data", brief_pages, "-o", "map.svg")[0] == 0
    root = ElementTree.fromstring((tmp_path / "map.svg").read_text())
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    words = " ".join(" ".join(root.itertext()).split())
    assert "Macron" in words


def test_a_picture_of_nothing_is_refused(view: Run, tmp_path: Path) -> None:
    (tmp_path / "none.ttl").write_text("")
    nothing = "stakegraph: x.svg can't be drawn: this graph has nothing to draw on that map; try another page\n"
    assert view("--data", "none.ttl", "-o", "x.svg") == (1, "", nothing)
    code, _, err = view("timeline", "--data", "none.ttl", "-o", "x.svg")
    assert (code, "there is a picture (SVG) of stances, issues, discourse, events alone" in err) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["none.ttl"]


def test_of_several_articles_one_is_named(view: Run, brief_pages: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(brief_pages / "annotations", tmp_path / "built" / "annotations")
    stem = next(folder.glob("*.json")).stem
    for ending in ("json", "txt"):
        shutil.copy(folder / f"{stem}.{ending}", folder / f"other.{ending}")
    code, _, err = view("article", "--data", folder.parent)
    assert (code, err) == (2, f"stakegraph: there are 2 articles; name one with --article: other, {stem}\n")
    assert view("article", "--data", folder.parent, "--article", stem)[0] == 0
    code, _, err = view("article", "--data", folder.parent, "--article", "none")
    assert (code, err) == (2, f"stakegraph: there is no article 'none' in {folder}; it has other, {stem}\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["maps"], "'maps' is not one of 'stances', 'issues', 'discourse', 'events', 'timeline', 'index', 'article'"),
        (["index", "--limit", "3"], "--limit is for maps and the timeline; the page index shows all"),
        (["--article", "x"], "--article is for the page article, not for stances"),
        (["--limit", "-1"], "-1 is not in the range x>=0"),
        ([], "there is no stakegraph-out here; run stakegraph build first"),
    ],
)
def test_a_call_that_can_not_be_meant_is_refused(view: Run, arguments: list[str], message: str) -> None:
    code, out, err = view(*arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert message in err


def test_a_graph_has_no_texts(view: Run, brief_pages: Path) -> None:
    code, _, err = view("article", "--data", brief_pages / "graph.ttl")
    assert (code, "holds no article; name the folder of a build" in err) == (2, True)


def test_where_a_page_can_not_be_written_the_old_file_stays(
    view: Run, brief_pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = "stakegraph: none/page.html can't be written: No such file or directory; choose another place\n"
    assert view("--data", brief_pages, "-o", "none/page.html") == (1, "", missing)
    (tmp_path / "folder").mkdir()
    taken = "stakegraph: folder can't be written: it is a folder; name a file\n"
    assert view("--data", brief_pages, "-o", "folder") == (1, "", taken)
    (tmp_path / "old.html").write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    no_room = "stakegraph: old.html can't be written: No space left on device; choose another place\n"
    assert view("--data", brief_pages, "-o", "old.html") == (1, "", no_room)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "old.html"]
    assert (tmp_path / "old.html").read_text() == "old"
