"""What must hold of every page that a build writes, in a real Chromium and by the validators of others."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from browsing import Visit
from conftest import require
from pages import Reader
from stakegraph import cli, site
from stakegraph.annotation import dump
from stakegraph.model import Annotation, ArticleInfo

NOTHING = "Nothing happened.\n"
PAGES = ("index", "article", *site.KINDS)


@pytest.fixture(scope="session")
def empty_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``stakegraph build`` makes of an article in which nothing was found."""
    place = tmp_path_factory.mktemp("empty")
    (place / "none.txt").write_text(NOTHING)
    (place / "none.json").write_text(dump(Annotation(ArticleInfo.of(NOTHING, "none", file="none.txt"))))
    assert cli.run(["build", "--annotation", str(place / "none.json"), "-o", str(place)]) == 0
    return place


@pytest.fixture(params=["brief", "empty"])
def folder(request: pytest.FixtureRequest) -> Path:
    """A build of the bundled article, and one of an article without findings."""
    found: Path = request.getfixturevalue(f"{request.param}_pages")
    return found


def npm(*parts: str) -> Path:
    """Return a file of the npm packages that judge pages."""
    found = Path(os.environ.get("STAKEGRAPH_NPM", "/none"), "node_modules", *parts)
    require(
        found.exists() and shutil.which("node"),
        f"{parts[0]} (npm)",
        "npm install --prefix DIR --ignore-scripts axe-core@4.14.1 html-validate@9.7.1, then set STAKEGRAPH_NPM=DIR",
    )
    return found


def file_of(folder: Path, page: str) -> Path:
    return next(folder.glob("article-*.html")) if page == "article" else folder / f"{page}.html"


@cache
def parts(path: Path) -> Reader:
    """What a page is made of."""
    return Reader(path.read_text(encoding="utf-8"))


def test_these_are_all_pages(folder: Path) -> None:
    assert sorted(folder.glob("*.html")) == sorted(file_of(folder, page) for page in PAGES)


@pytest.fixture(scope="session")
def report_page(brief_pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``stakegraph report`` makes of the bundled article."""
    place = tmp_path_factory.mktemp("report") / "report.html"
    assert cli.run(["report", "--data", str(brief_pages), "-o", str(place)]) == 0
    return place


def check_html(*paths: Path) -> None:
    validator = npm("html-validate", "bin", "html-validate.mjs")
    command = ["node", str(validator), "--preset", "standard", *map(str, paths)]
    result = subprocess.run(command, capture_output=True, text=True)
    assert (result.returncode, result.stdout) == (0, "")


def check_use(visit: Visit, path: Path) -> None:
    """Check what a page asks for, its policy, its title and its language, and let axe look at it, light and dark.

    In the dark nothing changes but colours, so there axe looks at those.
    """
    axe = npm("axe-core", "axe.min.js").read_text(encoding="utf-8")
    visit.open(path)
    policy = visit.page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy
    assert visit.page.title() and visit.page.locator("html").get_attribute("lang") == "en"
    visit.page.evaluate(axe)
    schemes: tuple[tuple[Literal["light", "dark"], str], ...] = (
        ("light", ""),
        ("dark", "runOnly: ['color-contrast', 'link-in-text-block'],"),
    )
    for scheme, only in schemes:
        visit.page.emulate_media(color_scheme=scheme)
        found = visit.page.evaluate(f"axe.run(document, {{ {only} resultTypes: ['violations'] }})")["violations"]
        assert [(one["id"], one["impact"], one["nodes"][0]["html"]) for one in found] == [], scheme
    assert [url for url in visit.requests if url != "data:,"] == [path.as_uri()]


def test_every_page_is_valid_html(folder: Path) -> None:
    check_html(*folder.glob("*.html"))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_for_itself_alone_and_can_be_used_by_all(visit: Visit, folder: Path, page: str) -> None:
    check_use(visit, file_of(folder, page))


def test_so_does_the_report_and_so_can_it_be(visit: Visit, report_page: Path) -> None:
    check_html(report_page)
    check_use(visit, report_page)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_a_phone(visit: Visit, brief_pages: Path, page: str) -> None:
    visit.page.set_viewport_size({"width": 360, "height": 740})
    visit.open(file_of(brief_pages, page))
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_cut_off_at_the_side_in_print(visit: Visit, brief_pages: Path, page: str) -> None:
    visit.page.set_viewport_size({"width": 718, "height": 1000})  # A4 with the margins that Chromium gives it
    visit.page.emulate_media(media="print")
    visit.open(file_of(brief_pages, page))
    wide = "[...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > 719)"
    assert visit.page.evaluate(f"{wide}.map((one) => one.outerHTML.slice(0, 80))") == []


@pytest.fixture(scope="module")
def plain_tab(browser: Browser) -> Page:
    return browser.new_context(java_script_enabled=False).new_page()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_never_blank(folder: Path, plain_tab: Page, page: str) -> None:
    """Without JavaScript too, and where there is nothing to show."""
    plain_tab.goto(file_of(folder, page).as_uri())
    assert plain_tab.locator("main").inner_text().strip()


@pytest.mark.parametrize("page", PAGES)
def test_a_link_leads_to_a_page_and_to_a_place_that_is_there(brief_pages: Path, page: str) -> None:
    ids = {path.name: set(parts(path).attributes("id")) for path in brief_pages.glob("*.html")}
    here = file_of(brief_pages, page)
    hrefs = parts(here).attributes("href")
    local = [href for href in hrefs if not href.startswith("data:")]
    assert local
    for href in local:
        name, _, fragment = href.partition("#")
        assert (brief_pages / (name or here.name)).exists(), href
        assert not fragment or fragment in ids[name or here.name], href


@pytest.mark.parametrize("page", site.KINDS)
def test_pages_lead_to_the_article_and_back(brief_pages: Path, page: str) -> None:
    article = file_of(brief_pages, "article")
    there = parts(brief_pages / f"{page}.html").attributes("href")
    assert any(href.startswith(f"{article.name}#evidence-") for href in there)
    assert "index.html" in there
    back = parts(article).attributes("href")
    assert any(href.startswith(f"{page}.html#") for href in back)
    if page != "timeline":
        assert any(href.startswith(f"{page}.html#actor-") for href in back)
    assert f"{page}.html" in parts(brief_pages / "index.html").attributes("href")
