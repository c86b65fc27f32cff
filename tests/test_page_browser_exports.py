"""Taking away in a real Chromium: what is saved, printed, and read without JavaScript."""

from __future__ import annotations

import base64
import csv
import io
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from playwright.sync_api import Browser
from pyoxigraph import RdfFormat, Triple, parse

from browsing import Visit, saved
from conftest import Run
from stakegraph.network import stance_network
from stakegraph.page import render_network, render_svg, write_page

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def save_page(debate: list[dict[str, str]], tmp_path: Path) -> Path:
    rows = [{**debate[0], "holderLabel": "=HYPERLINK(1)"}, {**debate[1], "quote": 'He said "no" & <twice>.'}]
    return write_page(tmp_path / "save.html", render_network(stance_network(rows), title="The <harbour>/debate"))


def take(visit: Visit, page: Path, form: str) -> tuple[str, bytes]:
    visit.open(page)
    visit.drawn()
    return saved(visit, f'[data-save="{form}"]')


def test_the_map_is_saved_as_a_large_png(visit: Visit, save_page: Path) -> None:
    name, png = take(visit, save_page, "png")
    assert (name, png[:8]) == ("The harbourdebate.png", b"\x89PNG\r\n\x1a\n")
    wide, high = (int.from_bytes(png[at : at + 4]) for at in (16, 20))
    assert max(wide, high) == 2400
    colours = visit.page.evaluate(
        """async (data) => { const image = new Image(); image.src = data; await image.decode();
                             const canvas = document.createElement("canvas");
                             [canvas.width, canvas.height] = [image.width, image.height];
                             const context = canvas.getContext("2d"); context.drawImage(image, 0, 0);
                             const dots = context.getImageData(0, 0, canvas.width, canvas.height).data;
                             const seen = new Set();
                             for (let at = 0; at < dots.length; at += 4) seen.add(dots.slice(at, at + 3).join(" "));
                             return [...seen]; }""",
        "data:image/png;base64," + base64.b64encode(png).decode(),
    )
    assert {"255 255 255", "0 114 178", "154 160 166", "27 31 36"} <= set(colours)


def test_the_table_is_saved_as_csv_that_no_spreadsheet_runs(visit: Visit, save_page: Path) -> None:
    _, table = take(visit, save_page, "csv")
    read = list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
    assert read[0][:4] == ["Who", "Tie", "Whom or what", "In which words"]
    assert {row[0] for row in read[1:]} == {"'=HYPERLINK(1)"}
    assert {row[3] for row in read[1:]} >= {'He said "no" & <twice>.'}


def test_the_picture_saved_is_that_of_python(visit: Visit, debate: list[dict[str, str]], debate_page: Path) -> None:
    _, svg = take(visit, debate_page, "svg")
    mine = ElementTree.fromstring(render_svg(stance_network(debate), title="The harbour debate"))
    theirs = ElementTree.fromstring(svg)
    for part in ("circle", "polygon", "rect"):
        keys = ("cx", "cy", "points", "x", "y", "fill")
        places = [[[mark.get(key) for key in keys] for mark in root.iter(f"{SVG}{part}")] for root in (mine, theirs)]
        assert places[0] == places[1]
    lines = [[path.get("d") for path in root.iter(f"{SVG}path")] for root in (mine, theirs)]
    assert Counter(lines[0]) == Counter(lines[1])


def test_the_legend_of_a_picture_is_that_of_its_colours(visit: Visit, brief_pages: Path) -> None:
    visit.open(brief_pages / "stances.html")
    visit.drawn()
    visit.page.click('[data-colour="land"]')
    _, svg = saved(visit, '[data-save="svg"]')
    (key,) = ElementTree.fromstring(svg).findall(f"{SVG}g[@class='key']")
    words = [text.text for text in key.iter(f"{SVG}text")]
    assert "Russia" in words
    assert not [word for word in words if word and word.startswith("around ")]


def test_what_is_filtered_out_is_not_saved(visit: Visit, debate_page: Path) -> None:
    visit.open(debate_page)
    visit.drawn()
    visit.page.uncheck('input[data-filter="sign"][value="-1"]')
    _, svg = saved(visit, '[data-save="svg"]')
    root = ElementTree.fromstring(svg)
    assert len(root.findall(f"{SVG}g[@class='line1']/{SVG}path")) == 29
    assert root.findall(f"{SVG}g[@class='line-1']/{SVG}path") == []
    _, table = saved(visit, '[data-save="csv"]')
    assert len(list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))) == 30


def test_the_map_is_saved_as_graphml(visit: Visit, debate: list[dict[str, str]], debate_page: Path) -> None:
    _, text = take(visit, debate_page, "graphml")
    read = nx.parse_graphml(text.decode(), force_multigraph=True)
    graph = stance_network(debate)
    assert sorted(read) == sorted(graph)
    assert {node: facts["name"] for node, facts in read.nodes(data=True)} == dict(graph.nodes(data="label"))
    ties = [sorted((*ends, sign) for *ends, sign in one.edges(data="sign")) for one in (read, graph)]
    assert ties[0] == ties[1]
    assert {facts["quote"] for _, _, facts in read.edges(data=True)} == {row["quote"] for row in debate}


@pytest.mark.parametrize("page", ["stances", "events"])
def test_the_turtle_of_a_map_is_a_part_of_the_graph(visit: Visit, brief_pages: Path, page: str) -> None:
    _, turtle = take(visit, brief_pages / f"{page}.html", "ttl")
    part, whole = (
        {Triple(quad.subject, quad.predicate, quad.object) for quad in parse(data, RdfFormat.TURTLE)}
        for data in (turtle, (brief_pages / "graph.ttl").read_bytes())
    )
    assert part - whole == set()
    items = {triple.subject for triple in part if triple.predicate.value.endswith("#confidence")}
    kind = "Stance" if page == "stances" else "Event"
    drawn = {triple.subject for triple in whole if str(triple.object).endswith(f"#{kind}>")}
    assert items and items <= drawn


def test_the_query_that_is_saved_gives_the_rows_of_the_map(visit: Visit, brief_pages: Path, console: Run) -> None:
    _, query = take(visit, brief_pages / "stances.html", "rq")
    Path("map.rq").write_bytes(query)
    code, out, _ = console("query", "map.rq", "--format", "csv", "--data", brief_pages / "graph.ttl")
    assert code == 0
    assert len(list(csv.reader(io.StringIO(out)))) > 10


def test_a_map_that_was_rearranged_is_saved_as_it_stands(visit: Visit, pair_page: Path) -> None:
    visit.open(pair_page)
    visit.drawn()
    visit.page.evaluate("stakegraph.network.moveNode(0, 400, 300)")
    _, svg = saved(visit, '[data-save="svg"]')
    root = ElementTree.fromstring(svg)
    first = visit.page.evaluate("[stakegraph.data.nodes[0].x, stakegraph.data.nodes[0].y]")
    mark = next(iter(root.find(f"{SVG}g[@class='nodes']") or ()))
    assert mark.get("transform") == f"translate({400 - first[0]} {300 - first[1]})"
    left, top, width, height = map(float, (root.get("viewBox") or "").split())
    assert left < 400 < left + width
    assert top < 300 < top + height


def test_without_javascript_picture_and_tables_are_there(browser: Browser, debate_page: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(debate_page.as_uri() + "#000000000000000a")
    assert page.locator("svg.still").is_visible()
    assert page.locator("#sg-pieces tbody tr:visible").count() == 52
    assert page.locator("#sg-nodes tbody tr:visible").count() == 26
    assert page.locator("tr:target").inner_text().startswith("Dock Workers' Union")
    assert not page.locator("#sg-search").is_visible()
    context.close()


def test_in_print_the_still_picture_takes_the_place_of_the_map(visit: Visit, debate_page: Path) -> None:
    visit.open(debate_page)
    visit.drawn()
    assert not visit.page.locator("svg.still").is_visible()
    visit.page.uncheck('input[data-filter="sign"][value="1"]')
    visit.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    visit.page.emulate_media(media="print")
    assert visit.page.locator("svg.still").is_visible()
    assert visit.page.locator("svg.still .line1 path:visible").count() == 0
    assert visit.page.locator("svg.still .line-1 path:visible").count() == 23
    assert not visit.page.locator("#sg-map").is_visible()
    assert visit.page.locator("#sg-pieces").is_visible()


def test_in_print_dark_or_light_is_dark_on_white_and_nothing_is_cut(visit: Visit, brief_pages: Path) -> None:
    visit.page.set_viewport_size({"width": 794, "height": 1123})
    visit.page.emulate_media(color_scheme="dark")
    visit.open(brief_pages / "stances.html")
    visit.drawn()
    visit.page.emulate_media(media="print", color_scheme="dark")
    style = "(name) => getComputedStyle(document.querySelector(name)).%s"
    assert visit.page.evaluate(style % "backgroundColor", "body") == "rgb(255, 255, 255)"
    assert visit.page.evaluate(style % "color", "#sg-pieces td:nth-child(7) a") == "rgb(0, 90, 146)"
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 794
    inside = "(id) => document.getElementById(id).scrollWidth <= document.getElementById(id).clientWidth"
    assert [visit.page.evaluate(inside, name) for name in ("sg-pieces", "sg-nodes")] == [True, True]
