"""Hostile text in a real Chromium: every page shows it as text, and nothing of it runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect
from pyoxigraph import RdfFormat, parse

from browsing import Visit, saved
from pages import HOSTILE
from stakegraph import site
from stakegraph.model import Actor, Annotation, Article, ArticleInfo, Event, Evidence, Issue, Mention, Stance, Statement
from stakegraph.network import stance_network
from stakegraph.page import render_network, write_page
from stakegraph.page.document import label
from stakegraph.store import memory_store

PAGES = ("article", "index", *site.KINDS)
MAPS = ("stances", "issues", "discourse", "events")
WRITTEN = [evil for evil in HOSTILE if "\ud800" not in evil]
"""What a text file can hold."""


def hostile_article() -> tuple[Article, Annotation]:
    """An article whose every actor, issue, statement, stance and event has a hostile name, and a hostile title."""
    text = "\n".join(WRITTEN)
    info = ArticleInfo.of(
        text, WRITTEN[0], file=WRITTEN[9], title=WRITTEN[1], publisher=WRITTEN[10], author=WRITTEN[11], language="en"
    )
    places: list[Evidence] = []
    for evil in WRITTEN:
        start = places[-1].end + 1 if places else 0
        places.append(Evidence.cut(text, start, start + len(evil)))
    numbered = list(enumerate(zip(WRITTEN, places, strict=True)))
    turn = len(WRITTEN)
    return Article(info, text, ((0, len(text)),)), Annotation(
        info,
        actors=tuple(
            Actor(f"a{at}", evil, "person", aliases=(f"also {evil}",), role=evil, mentions=(Mention(place, evil),))
            for at, (evil, place) in numbered
        ),
        issues=tuple(Issue(f"i{at}", evil, mentions=(Mention(place),)) for at, (evil, place) in numbered),
        statements=tuple(
            Statement(f"s{at}", f"a{at}", (place,), manner="direct", rule=evil) for at, (evil, place) in numbered
        ),
        stances=tuple(
            Stance(f"t{at}-{end}", f"a{at}", f"i{end % turn}", "support", place, basis=f"s{at}", rule=evil)
            for at, (evil, place) in numbered
            for end in (at, at + 1)
        ),
        events=tuple(
            Event(f"e{at}", ("AID",), (f"a{at}",), (f"a{(at + 1) % turn}",), place, time=evil, place=evil, rule=evil)
            for at, (evil, place) in numbered
        ),
    )


@pytest.fixture(scope="module")
def hostile_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    article, annotation = hostile_article()
    store = memory_store()
    store.add(annotation)
    for name, html in site.pages(store, [(article, annotation)]).items():
        write_page(folder / name, html)
    return folder


@pytest.fixture
def quiet(visit: Visit) -> Iterator[Visit]:
    """A visit in which nothing of the text may have run, whatever was done."""
    yield visit
    assert visit.page.evaluate("window.PWNED") is None
    assert visit.page.locator("img, iframe, object, embed, base, meta[http-equiv=refresh], form[action]").count() == 0
    assert visit.page.locator("link").count() == 1
    assert len([url for url in visit.requests if url != "data:,"]) == 1


def open_page(visit: Visit, folder: Path, page: str) -> None:
    visit.open(next(folder.glob("article-*.html")) if page == "article" else folder / f"{page}.html")
    if page in MAPS:
        visit.drawn()


def test_there_are_sixty_hostile_texts() -> None:
    assert len(set(HOSTILE)) == 60


@pytest.mark.parametrize("page", PAGES)
def test_hostile_text_is_shown_as_text(quiet: Visit, hostile_pages: Path, page: str) -> None:
    open_page(quiet, hostile_pages, page)
    shown = " ".join(quiet.page.evaluate("document.body.innerText + document.body.textContent").split())
    wanted = WRITTEN if page != "index" else [WRITTEN[1]]
    assert [evil[:60] for evil in wanted if label(evil)[:300] not in label(shown)] == []


@pytest.mark.parametrize("page", MAPS)
def test_all_evidence_is_read_and_nothing_runs(quiet: Visit, hostile_pages: Path, page: str) -> None:
    open_page(quiet, hostile_pages, page)
    read = quiet.page.evaluate(
        """async () => { let read = 0;
                         for (const { evidence: [piece] } of stakegraph.data.edges) {
                           location.hash = "#" + piece.fragment;
                           await new Promise((done) => addEventListener("hashchange", done, { once: true }));
                           read += document.querySelectorAll("#sg-evidence li.cited").length; }
                         return read; }"""
    )
    assert read == quiet.shown()[1] > 50


def test_hostile_names_are_found_chosen_and_filtered(quiet: Visit, hostile_pages: Path) -> None:
    open_page(quiet, hostile_pages, "stances")
    for evil in (WRITTEN[0], WRITTEN[9], WRITTEN[12], "also " + WRITTEN[-1]):
        quiet.page.fill("#sg-search", evil)
        quiet.page.keyboard.press("Enter")
        assert quiet.page.locator("#sg-status").inner_text().startswith("Found ")
        quiet.page.mouse.move(*quiet.place(quiet.page.evaluate("stakegraph.data.nodes[0].iri")))
    quiet.page.fill("#sg-goal", WRITTEN[1])
    quiet.page.keyboard.press("Enter")
    assert quiet.page.locator("#sg-status").inner_text().endswith(f" to {label(WRITTEN[1])}.")
    quiet.page.click("#sg-all")
    quiet.page.click("#sg-issues summary")
    quiet.page.click("#sg-issues >> text=None")
    assert quiet.shown() == (60 - 1, 0)


def test_what_is_saved_of_hostile_text_can_be_read(quiet: Visit, hostile_pages: Path) -> None:
    open_page(quiet, hostile_pages, "stances")
    files = {form: saved(quiet, f'[data-save="{form}"]') for form in ("svg", "graphml", "csv", "ttl")}
    assert all(name.startswith("Who is for and against what.") for name, _ in files.values())
    for form in ("svg", "graphml"):
        assert not [tag for tag in ElementTree.fromstring(files[form][1]).iter() if tag.tag.endswith("script")]
    rows = list(csv.reader(io.StringIO(files["csv"][1].decode("utf-8-sig"))))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert len(list(parse(files["ttl"][1], RdfFormat.TURTLE))) > 1000


def test_hostile_ids_articles_and_types_run_nowhere(quiet: Visit, debate: list[dict[str, str]], tmp_path: Path) -> None:
    rows = [
        {
            **debate[0],
            "stance": f"stance/{evil}",
            "holder": f"h{evil}",
            "holderLabel": evil,
            "target": f"t{evil}",
            "targetLabel": evil + "2",
            "quote": evil,
            "rule": evil,
            "date": evil,
            "articleTitle": evil,
            "article": evil,
            "holderType": evil,
        }
        for evil in HOSTILE
    ]
    write_page(tmp_path / "evil.html", render_network(stance_network(rows), title=HOSTILE[0], subtitle=HOSTILE[9]))
    quiet.open(tmp_path / "evil.html")
    quiet.drawn()
    assert quiet.shown() == (120, 60)
    for form in ("csv", "graphml", "ttl"):
        saved(quiet, f'[data-save="{form}"]')
    quiet.page.locator("#sg-pieces tbody a[href^='#']").first.click()
    expect(quiet.evidence).to_have_count(1)
