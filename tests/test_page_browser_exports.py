"""Taking away in a real Chromium: what is saved, printed, and read without JavaScript."""

from __future__ import annotations

import csv
from pathlib import Path
from xml.etree import ElementTree

from playwright.sync_api import Browser

from browsing import Visit, saved
from stakegraph.network import stance_network
from stakegraph.page import render_network, write_page


def test_the_map_is_saved_as_picture_and_table(visit: Visit, debate: list[dict[str, str]], tmp_path: Path) -> None:
    rows = [{**debate[0], "holderLabel": "=HYPERLINK(1)"}, {**debate[1], "quote": 'He said "no", twice.'}]
    write_page(tmp_path / "save.html", render_network(stance_network(rows), title="The <harbour>/debate"))
    visit.open(tmp_path / "save.html")
    visit.drawn()
    name, png = saved(visit, "#sg-png")
    assert (name, png[:8]) == ("The harbourdebate.png", b"\x89PNG\r\n\x1a\n")
    name, svg = saved(visit, "#sg-svg")
    assert ElementTree.fromstring(svg).tag == "{http://www.w3.org/2000/svg}svg"
    name, table = saved(visit, "#sg-csv")
    read = list(csv.reader(table.decode("utf-8-sig").splitlines()))
    assert read[0][:4] == ["Who", "Tie", "Whom or what", "In which words"]
    assert {row[0] for row in read[1:]} == {"'=HYPERLINK(1)"}
    assert {row[3] for row in read[1:]} == {debate[0]["quote"], 'He said "no", twice.'}


def test_without_javascript_picture_and_table_are_there(browser: Browser, debate_page: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(debate_page.as_uri() + "#000000000000000a")
    assert page.locator("svg.still").is_visible()
    assert page.locator("tbody tr:visible").count() == 52
    assert page.locator("tr:target").inner_text().startswith("Dock Workers' Union")
    assert not page.locator("#sg-search").is_visible()
    context.close()


def test_in_print_the_still_picture_takes_the_place_of_the_map(visit: Visit, debate_page: Path) -> None:
    visit.open(debate_page)
    visit.drawn()
    assert not visit.page.locator("svg.still").is_visible()
    visit.page.emulate_media(media="print")
    assert visit.page.locator("svg.still").is_visible()
    assert not visit.page.locator("#sg-map").is_visible()
