"""The query page in a real Chromium: without a script, and with the editor that a build bundles."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import require
from endpoint import Server, built, serving
from factory import ARTICLE, TEXT, dam_annotation
from stakegraph.model import Article
from stakegraph.page import article_page, render_article
from test_page_access import check_html, npm

HOSTILE = "</textarea></script><script>window.PWNED=1</script><img src=x onerror=window.PWNED=1>"


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a build leaves it."""
    folder = built(tmp_path_factory.mktemp("build"))
    page = render_article(Article(ARTICLE, TEXT, ((0, len(TEXT)),)), dam_annotation())
    (folder / article_page(ARTICLE.id)).write_text(page, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def plain(build: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server without the editor."""
    with serving(build, "--editor", str(tmp_path_factory.mktemp("none"))) as server:
        yield server


@pytest.fixture(scope="module")
def edited(build: Path) -> Iterator[Server]:
    """A server with the editor."""
    folder = os.environ.get("STAKEGRAPH_EDITOR", "")
    how = "python graph/stakegraph/endpoint/bundle.py DIR, and set STAKEGRAPH_EDITOR to DIR"
    require(folder and Path(folder, "yasgui.min.js").exists(), "YASGUI", how)
    with serving(build, "--editor", folder) as server:
        yield server


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test where it logs an error or asks another host."""
    context = browser.new_context()
    page = context.new_page()
    faults: list[str] = []
    page.on("request", lambda request: None if "//127.0.0.1:" in request.url else faults.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert [fault for fault in faults if not fault.startswith("data:")] == []


@pytest.fixture
def unscripted(browser: Browser) -> Iterator[Page]:
    """A page in a browser that runs no script."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_saved_query_leads_to_the_words_in_the_article(plain: Server, unscripted: Page) -> None:
    page = unscripted
    page.goto(plain.url)
    page.get_by_role("link", name="Evidence of an edge").click()
    page.get_by_label("source").fill("Ben Cole")
    page.get_by_label("target").fill("the dam")
    page.get_by_role("button", name="Run").first.click()
    expect(page.get_by_role("row")).to_have_count(2)
    page.get_by_role("link", name="in the article").click()
    expect(page).to_have_url(re.compile(re.escape(f"{plain.url}/pages/{article_page(ARTICLE.id)}#evidence-")))
    expect(page.locator("mark.stance-support", has_text="backed the dam")).to_be_visible()


def test_a_query_of_ones_own_is_answered_without_a_script(plain: Server, unscripted: Page) -> None:
    page = unscripted
    page.goto(plain.url)
    page.get_by_label("SPARQL query").fill("SELECT ?who { ?who sg:opposes issue:the-dam }")
    page.get_by_role("button", name="Run").click()
    page.get_by_role("cell").get_by_role("link", name="Anna Berg").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Anna Berg")
    expect(page.locator(".quotes mark").first).to_have_text("Anna Berg")
    page.get_by_role("link", name="Anna Berg opposes the dam").click()
    expect(page.locator(".quotes mark")).to_have_text("the dam is a mistake")


def test_a_mistake_is_shown_with_its_place(plain: Server, unscripted: Page) -> None:
    page = unscripted
    page.goto(plain.url)
    page.get_by_label("SPARQL query").fill("SELEC ?who { ?who a sg:Actor }")
    with page.expect_response("**/?query=*") as waiting:
        page.get_by_role("button", name="Run").click()
    assert waiting.value.status == 400
    expect(page.get_by_role("alert")).to_contain_text("did you mean SELECT instead of SELEC?")


def test_a_catalogue_query_can_be_taken_along_as_sparql(plain: Server, page: Page) -> None:
    page.goto(f"{plain.url}/?name=statements-of&p.actor=Cole&run=")
    page.get_by_text("The same as SPARQL, to change").click()
    text = page.get_by_label("SPARQL query").input_value()
    page.get_by_role("button", name="Run").last.click()
    expect(page.get_by_role("cell", name="a gift … Berg was wrong", exact=True)).to_be_visible()
    assert "<https://w3id.org/stakegraph/actor/ben-cole>" in text
    csv = plain.ask(text, "text/csv")
    assert "a gift … Berg was wrong" in csv.text


def test_hostile_text_stays_text(plain: Server, page: Page) -> None:
    text = f"SELECT (?x AS ?y) {{ BIND('''{HOSTILE}''' AS ?x) }}"
    page.goto(f"{plain.url}/?query={text.replace('<', '%3C').replace('=', '%3D')}")
    expect(page.get_by_role("cell")).to_have_text(HOSTILE)
    assert page.get_by_label("SPARQL query").input_value() == text
    assert page.evaluate("window.PWNED") is None


def test_a_phone_sees_the_page_without_scrolling_sideways(plain: Server, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{plain.url}/?name=actors&run=")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_editor_takes_the_place_of_the_form(edited: Server, page: Page) -> None:
    page.goto(edited.url)
    expect(page.locator("html[data-editor=yes]")).to_have_count(1)
    expect(page.get_by_label("SPARQL query")).to_be_hidden()
    page.locator(".yasqe_queryButton").click()
    expect(page.locator(".yasr table")).to_contain_text("Anna Berg")


def test_a_node_in_the_editor_is_looked_at_here(edited: Server, page: Page) -> None:
    page.goto(edited.url)
    page.locator(".yasqe_queryButton").click()
    page.locator(".yasr table a[href*=anna-berg]").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Anna Berg")


def test_a_saved_query_is_opened_in_the_editor_with_the_prefixes_that_it_needs(edited: Server, page: Page) -> None:
    page.goto(f"{edited.url}/?name=statements-of&p.actor=Cole&run=")
    expect(page.get_by_role("cell", name="a gift … Berg was wrong", exact=True)).to_be_visible()
    page.get_by_text("The same as SPARQL, to change").click()
    expect(page.locator(".CodeMirror")).to_contain_text("PREFIX sg: <https://w3id.org/stakegraph/ns#>")
    expect(page.locator(".CodeMirror .parseErrorIcon")).to_have_count(0)


def test_a_build_bundles_what_is_pinned(edited: Server) -> None:
    for name, media in (("yasgui.min.js", "text/javascript"), ("yasgui.min.css", "text/css")):
        reply = edited.send("GET", f"/static/{name}")
        assert (reply.status, reply.heads["content-type"].partition(";")[0]) == (200, media)
        assert b"sourceMappingURL" not in reply.body


PAGES = ("/", "/?name=evidence-of&p.source=Ben+Cole&p.target=the+dam&run=", "/?query=SELEC", "/api",
         "/node?iri=https://w3id.org/stakegraph/actor/ben-cole", "/node?iri=https://a.example/none")  # fmt: skip


def test_the_pages_are_valid_html(plain: Server, tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.html" for number in range(len(PAGES))]
    for file, path in zip(files, PAGES, strict=True):
        file.write_bytes(plain.send("GET", path, heads={"Accept": "text/html"}).body)
    check_html(*files)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_accessible(plain: Server, browser: Browser, scheme: Literal["light", "dark"]) -> None:
    axe = npm("axe-core", "axe.min.js").read_text(encoding="utf-8")
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)
    page = context.new_page()
    faults = {}
    for path in PAGES:
        page.goto(plain.url + path)
        page.evaluate(axe)
        found = page.evaluate("axe.run().then((r) => r.violations.map((v) => [v.id, v.nodes.map((n) => n.html)]))")
        faults[path] = found
    context.close()
    assert faults == {path: [] for path in PAGES}
