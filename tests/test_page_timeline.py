"""The timeline: by date, in the order of the text where there is none, each item with its evidence."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browsing import Visit, saved
from factory import ARTICLE, actor, dam_annotation, statement
from pages import HOSTILE, Reader, check_frame
from stakegraph.model import Annotation, ArticleInfo
from stakegraph.page import render_timeline, write_page
from stakegraph.page.timeline import Row
from stakegraph.query import run
from stakegraph.store import memory_store

LATER = replace(ARTICLE, id="later", title="A year later", published="2026-03-07")
UNDATED = replace(ARTICLE, id="undated", title="An undated one", published=None)


def saying(article: ArticleInfo) -> Annotation:
    """Two statements in an article, one of them by nobody who is named."""
    said = (
        statement("anna-berg", "the dam is a mistake", article=article),
        statement(None, "the talks were late", article=article),
    )
    return Annotation(article, (actor("Anna Berg"),), statements=said)


def rows(*annotations: Annotation) -> list[Row]:
    store = memory_store()
    for one in annotations:
        store.add(one)
    return list(run(store, "network/timeline").dicts())


def words(html: str) -> str:
    return " ".join("".join(Reader(html).text).split())


def table(html: str) -> list[list[str]]:
    """The rows of the table: a heading alone, or when, who, what, to whom and in which words."""
    found = []
    for line in html.partition("</thead>")[2].partition("</table>")[0].split("</tr>")[:-1]:
        cells = re.findall(r"<t[dh]\b.*?</t[dh]>", line, re.S)
        found.append([words(cell) for cell in cells[:5]])
    return found


def test_items_stand_by_date_and_else_on_the_day_of_the_article_in_its_order() -> None:
    html = render_timeline(rows(dam_annotation()), title="Dam")
    check_frame(html)
    assert table(html) == [
        ["3 March 2025"],
        ["on Monday", "Northland", "sanction", "Southland", "Northland cut its aid to Southland"],
        ["7 March 2025"],
        ["reported", "Anna Berg", "says", "", "the dam is a mistake"],
        ["reported", "Ben Cole", "says", "", "a gift … Berg was wrong"],
        ["reported", "not named", "says", "", "the talks were late"],
        ["reported", "Southland", "support", "Ben Cole", "Southland thanked Ben Cole"],
    ]


def test_articles_of_several_days_come_after_one_another_and_undated_ones_last() -> None:
    html = render_timeline(rows(*map(saying, (LATER, UNDATED, ARTICLE))), title="Dam")
    assert [line[0] for line in table(html) if len(line) == 1] == [
        "7 March 2025",
        "7 March 2026",
        "Without a date, in the order of the text: An undated one",
    ]


def test_without_dates_the_page_says_that_it_is_in_the_order_of_the_text() -> None:
    html = render_timeline(rows(saying(UNDATED)), title="Dam")
    assert "There are no dates: from left to right, and from top to bottom, runs the order of the text." in words(html)
    assert [line[1] for line in table(html)[1:]] == ["Anna Berg", "not named"]


def test_each_item_leads_to_its_evidence() -> None:
    page = check_frame(render_timeline(rows(dam_annotation()), title="Dam"))
    assert f"article-{ARTICLE.id}.html#evidence-89-109" in page.attributes("href")
    alone = check_frame(render_timeline(rows(dam_annotation()), title="Dam", link_articles=False))
    assert all(href.startswith(("#", "data:")) for href in alone.attributes("href"))


def test_every_mark_of_the_picture_leads_to_a_row() -> None:
    page = check_frame(render_timeline(rows(dam_annotation()), title="Dam"))
    marks = [attrs for tag, attrs in page.tags if tag == "a" and "data-kind" in attrs]
    assert [attrs["aria-label"] for attrs in marks] == [
        *("Southland support Ben Cole", "Ben Cole says"),
        *("Northland sanction Southland", "Southland support Ben Cole"),
        "Anna Berg says",
        "Northland sanction Southland",
        "somebody says",
    ]
    ids = page.attributes("id")
    assert all(str(attrs["href"])[1:] in ids for attrs in marks)


def test_of_many_actors_what_those_with_most_say_and_do_is_shown() -> None:
    html = render_timeline(rows(dam_annotation()), title="Dam", limit=1)
    assert "Shown is what the 1 with most of them, of 4 actors, say and do." in words(html)
    assert [line[1] for line in table(html) if len(line) > 1] == ["Ben Cole", "not named", "Southland"]


def test_of_very_many_items_those_of_the_actors_with_most_are_shown() -> None:
    first = rows(dam_annotation())[0]

    def said(actor: str | None, times: int) -> list[Row]:
        return [{**first, "item": f"event/{actor}{at}", "actor": actor, "actorLabel": actor} for at in range(times)]

    html = render_timeline([*said("ann", 15), *said("bob", 9), *said("cem", 3), *said(None, 2)], title="Dam", limit=2)
    assert "Shown is what the 1 with most of them, of 3 actors, say and do." in words(html)
    assert "What nobody is named for is left out." not in words(html)
    assert len([line for line in table(html) if len(line) > 1]) == 17
    assert "Shown is" not in words(render_timeline(said("ann", 15), title="Dam", limit=1))
    crowded = words(render_timeline([*said("ann", 15), *said("bob", 9), *said(None, 50)], title="Dam", limit=1))
    assert "of 2 actors, say and do. What nobody is named for is left out." in crowded


def test_many_days_are_drawn_as_months_and_the_table_keeps_them() -> None:
    found = rows(dam_annotation())
    days = [f"2024-{month:02}-{day:02}" for month in range(1, 7) for day in range(1, 20)]
    many = [{**found[0], "item": f"event/{at}", "date": day} for at, day in enumerate(days)]
    html = render_timeline(many, title="Dam")
    assert re.findall(r"<text [^>]*>(\d{4}-.*?)</text>", html) == [f"2024-{month:02}" for month in range(1, 7)]
    assert sum(len(line) == 1 for line in table(html)) == len(days)


def test_what_has_no_date_stands_beside_what_has_one_under_a_heading_of_its_own() -> None:
    html = render_timeline(rows(saying(ARTICLE), saying(UNDATED)), title="Dam")
    headings = [words(text) for text in re.findall(r'<text x="[\d.]+" y="15">.*?</text>', html)]
    assert headings == ["2025-03-07", "no date: in the order of the text"]


def test_an_empty_timeline_says_so() -> None:
    assert "Nothing was said or done: no statement and no event was found." in words(render_timeline([], title="None"))


@pytest.mark.parametrize("evil", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text(evil: str) -> None:
    first = rows(dam_annotation())[0]
    columns = ("item", "actorLabel", "time", "date", "issued", "rule", "quote", "article", "articleTitle", "factuality")
    page = check_frame(render_timeline([{**first, **dict.fromkeys(columns, evil)}], title=evil, subtitle=evil))
    assert [tag for tag, _ in page.tags].count("script") == 2


def test_kinds_actors_and_days_filter_table_and_picture(visit: Visit, tmp_path: Path) -> None:
    write_page(tmp_path / "timeline.html", render_timeline(rows(dam_annotation()), title="Dam"))
    visit.open(tmp_path / "timeline.html")
    shown = visit.page.locator("tr[data-kind]:visible")
    expect(shown).to_have_count(5)
    visit.page.uncheck("input[value=statement]")
    expect(shown).to_have_count(2)
    expect(visit.page.locator(".lane a.off")).to_have_count(3)
    visit.page.fill("#sg-search", "north")
    expect(shown).to_have_count(1)
    expect(visit.page.locator(".lane:not(.off)")).to_have_count(1)
    expect(visit.page.locator("#sg-status")).to_have_text("Shown: 1 of 5.")
    expect(visit.page.locator("tr.day:visible")).to_have_text(["3 March 2025"])
    visit.page.fill("#sg-search", "")
    visit.page.fill("#sg-from", "2025-03-05")
    expect(shown).to_have_count(1)


def test_what_is_shown_is_saved_as_csv(visit: Visit, tmp_path: Path) -> None:
    write_page(tmp_path / "timeline.html", render_timeline(rows(dam_annotation()), title="Dam"))
    visit.open(tmp_path / "timeline.html")
    visit.page.fill("#sg-search", "northland")
    name, data = saved(visit, "#sg-csv")
    assert name == "Dam.csv"
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig")))) == [
        ["Date", "When", "Who", "What", "To whom", "In which words", "Article", "Rule", "Confidence"],
        [
            *("2025-03-03", "on Monday", "Northland", "sanction", "Southland", "Northland cut its aid to Southland"),
            *("Dam dispute, characters 0–34", "cut aid", "0.70"),
        ],
    ]


def test_hostile_text_runs_nowhere(visit: Visit, tmp_path: Path) -> None:
    first = rows(dam_annotation())[0]
    columns = ("item", "actorLabel", "time", "rule", "quote", "article", "articleTitle", "factuality")
    evil = [{**first, **dict.fromkeys(columns, f"{text} {at}")} for at, text in enumerate(HOSTILE)]
    write_page(tmp_path / "timeline.html", render_timeline(evil, title=HOSTILE[0], subtitle=HOSTILE[1]))
    visit.open(tmp_path / "timeline.html")
    for at in range(visit.page.locator(".lane a").count()):
        visit.page.locator(".lane a").nth(at).focus()
        visit.page.keyboard.press("Enter")
    visit.page.fill("#sg-search", HOSTILE[0])
    assert visit.page.evaluate("window.PWNED") is None
    assert visit.page.locator("img, iframe").count() == 0


def test_a_mark_is_reached_by_keyboard_and_opens_its_row(visit: Visit, tmp_path: Path) -> None:
    write_page(tmp_path / "timeline.html", render_timeline(rows(dam_annotation()), title="Dam"))
    visit.open(tmp_path / "timeline.html")
    visit.page.locator('.lane a[aria-label="Northland sanction Southland"]').first.focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("tr:target td").first).to_have_text("on Monday")
