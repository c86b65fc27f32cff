"""The pages in a real Chromium: one request, no error, and evidence by mouse, keyboard, search, filter and link."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from stakegraph.model import Actor, Annotation, Article, ArticleInfo, Evidence, Mention, Stance
from stakegraph.network import event_network, stance_network
from stakegraph.page import render_article, render_index, render_network, summarize, write_page

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

EVIL = [
    "</script><script>window.PWNED=1</script>",
    '"><img src=x onerror="window.PWNED=1">',
    "<svg/onload=window.PWNED=1>",
    "javascript:window.PWNED=1",
    "' onmouseover='window.PWNED=1",
    "href <b>bold</b>",
    "\u202eevil\u202c",
    "👩‍👩‍👧‍👦 مرحبا",
    "w" * 10_000,
    "__proto__",
    "constructor",
]


@dataclass
class Visit:
    """A page in the browser, and what happened there."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, path: Path, fragment: str = "") -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda message: self.errors.append(message.text) if message.type != "log" else None)
        self.page.goto(path.as_uri() + fragment)

    def drawn(self) -> None:
        self.page.wait_for_selector("html[data-drawn=yes]")

    def place(self, node: str) -> tuple[float, float]:
        """Where a node is on the screen."""
        at = self.page.evaluate(
            """(id) => { const c = stakegraph.network.canvasToDOM(stakegraph.network.getPosition(id));
                         const r = document.getElementById('sg-map').getBoundingClientRect();
                         return [c.x + r.left, c.y + r.top]; }""",
            node,
        )
        return float(at[0]), float(at[1])

    def click_edge(self, at: int, first: str = "") -> None:
        """Click on the middle of an edge, bowed or not."""
        x, y = self.page.evaluate(
            """(at) => { const edge = stakegraph.network.body.edges[stakegraph.data.edges[at].id];
                         const middle = edge.edgeType.getPoint(0.5);
                         const c = stakegraph.network.canvasToDOM(middle);
                         const r = document.getElementById('sg-map').getBoundingClientRect();
                         return [c.x + r.left, c.y + r.top]; }""",
            at,
        )
        self.page.mouse.click(x, y)
        # vis waits to see whether a second click follows.
        expect(self.page.locator(f'#sg-evidence a[href="#{first or self.fragment(at)}"]')).to_be_visible()

    def fitted(self) -> tuple[dict[str, float], list[dict[str, Any]]]:
        """The frame of the map, and what each node and its label cover as the browser measures it, on the screen."""
        frame, boxes = self.page.evaluate(
            """() => { const { network, data } = stakegraph;
                       const r = document.getElementById('sg-map').getBoundingClientRect();
                       return [r.toJSON(), data.nodes.map(({ id, name }) => {
                         const box = network.getBoundingBox(id);
                         const a = network.canvasToDOM({ x: box.left, y: box.top });
                         const b = network.canvasToDOM({ x: box.right, y: box.bottom });
                         return { name, left: a.x + r.left, top: a.y + r.top,
                                  right: b.x + r.left, bottom: b.y + r.top };
                       })]; }"""
        )
        return frame, boxes

    def outside(self) -> list[str]:
        """The names of the nodes that stand out of the map, with their labels."""
        frame, boxes = self.fitted()
        low, high = ("left", "top"), ("right", "bottom")
        return [
            box["name"]
            for box in boxes
            if any(box[side] < frame[side] for side in low) or any(box[side] > frame[side] for side in high)
        ]

    def fragment(self, at: int) -> str:
        """The name by which the first piece of evidence of an edge is cited."""
        return str(self.page.evaluate("(at) => stakegraph.data.edges[at].evidence[0].fragment", at))

    def evidence(self) -> list[str]:
        return self.page.locator("#sg-evidence li q").all_inner_texts()

    def shown(self) -> tuple[int, int]:
        counts = self.page.evaluate("[stakegraph.shown().nodes.length, stakegraph.shown().edges.length]")
        return counts[0], counts[1]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(params=["debate", "pair", "scattered", "stances", "events"])
def any_map(request: pytest.FixtureRequest) -> Path:
    """The maps on which the first view is checked: invented ones, and the two of the bundled article."""
    if request.param in ("stances", "events"):
        pages: Path = request.getfixturevalue("brief_pages")
        return pages / f"{request.param}.html"
    page: Path = request.getfixturevalue(f"{request.param}_page")
    return page


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    seen = Visit(context.new_page())
    yield seen
    context.close()
    assert seen.errors == []
    assert [url for url in seen.requests if not url.startswith(("file:", "data:,"))] == []


@pytest.fixture(scope="module")
def debate_page(debate: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("pages") / "debate.html"
    write_page(place, render_network(stance_network(debate), title="The harbour debate"))
    return place


@pytest.fixture(scope="module")
def scattered_page(tmp_path_factory: pytest.TempPathFactory, debate: list[dict[str, str]]) -> Path:
    """Many pairs that nothing joins, with long names."""
    place = tmp_path_factory.mktemp("pages") / "scattered.html"
    names = ["the International Fund for the Reconstruction of the Harbour", "Ada", "WWW OMM MWM", "the quay"]
    rows = [
        {
            **debate[0],
            "stance": f"stance/s{at}",
            "holder": f"h{at}",
            "target": f"t{at}",
            "holderLabel": f"{names[at % 4]} {at}",
            "targetLabel": f"{names[at % 3]} {at}",
            "targetType": "Issue" if at % 2 else "Group",
        }
        for at in range(14)
    ]
    write_page(place, render_network(stance_network(rows), title="Scattered"))
    return place


@pytest.fixture(scope="module")
def brief_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``stakegraph build`` makes of the bundled article, with the annotation of a person."""
    place = tmp_path_factory.mktemp("brief")
    curated = Path(__file__).parents[1] / "seeds" / "articles" / "peacekeeping-brief.json"
    command = [sys.executable, "-m", "stakegraph", "build", "--annotation", str(curated), "-o", str(place)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return place


@pytest.fixture(scope="module")
def pair_page(debate: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two actors, with a stance for and a stance against."""
    place = tmp_path_factory.mktemp("pages") / "pair.html"
    rows = [
        stance
        for stance in debate
        if (stance["holderLabel"], stance["targetLabel"]) == ("Ada Brandt", "Port Authority")
    ]
    write_page(place, render_network(stance_network(rows), title="Two"))
    return place


def test_a_page_asks_for_nothing_but_itself(visit: Visit, debate_page: Path) -> None:
    visit.open(debate_page)
    visit.drawn()
    visit.page.wait_for_load_state("networkidle")
    assert [url for url in visit.requests if url != "data:,"] == [debate_page.as_uri()]
    assert visit.page.evaluate("document.compatMode") == "CSS1Compat"
    assert visit.shown() == (26, 52)


def test_the_map_stands_still(visit: Visit, debate_page: Path) -> None:
    visit.open(debate_page)
    visit.drawn()
    before = visit.page.evaluate("stakegraph.network.getPositions()")
    visit.page.wait_for_timeout(300)
    assert visit.page.evaluate("stakegraph.network.getPositions()") == before
    assert visit.page.evaluate("stakegraph.network.physics.physicsEnabled") is False
    data = visit.page.evaluate("Object.fromEntries(stakegraph.data.nodes.map(n => [n.id, {x: n.x, y: n.y}]))")
    assert before == data


def test_two_stances_of_opposite_sign_are_clicked_apart(visit: Visit, pair_page: Path) -> None:
    visit.open(pair_page)
    visit.drawn()
    visit.click_edge(0)
    first = visit.evidence()
    assert first == ["On the cranes, Brandt said, the authority had been deaf."]
    visit.click_edge(1)
    assert visit.evidence() == ["Brandt called the authority the town's steady hand."]
    facts = visit.page.locator("#sg-evidence .facts").inner_text()
    assert "Rule: praise · confidence 0.85" in facts
    assert "The harbour, part 2, 2026-05-03, characters 9200" in facts
    assert visit.page.evaluate("location.hash") == f"#{visit.fragment(1)}"


def test_a_chosen_edge_keeps_the_colour_of_its_sign(visit: Visit, pair_page: Path) -> None:
    visit.open(pair_page)
    visit.drawn()
    visit.click_edge(0)
    colour = visit.page.evaluate(
        "stakegraph.network.body.edges[stakegraph.data.edges[0].id].getFormattingValues().color"
    )
    assert colour == "#D55E00"


def test_a_click_on_an_actor_shows_all_its_evidence(visit: Visit, debate_page: Path) -> None:
    visit.open(debate_page)
    visit.drawn()
    node = visit.page.evaluate("stakegraph.data.nodes.find(n => n.name === 'Marten Shipping').id")
    visit.page.mouse.click(*visit.place(node))
    expect(visit.page.locator("#sg-panel-title")).to_have_text("Marten Shipping")
    assert len(visit.evidence()) == 5
    assert (
        "Organization, coalition around Port Authority. 5 pieces" in visit.page.locator("#sg-panel-note").inner_text()
    )


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (700, 900), (390, 844)], ids=str)
def test_at_first_every_node_and_label_is_in_view(visit: Visit, any_map: Path, size: tuple[int, int]) -> None:
    visit.page.set_viewport_size({"width": size[0], "height": size[1]})
    visit.open(any_map)
    visit.drawn()
    assert visit.outside() == []
    frame, boxes = visit.fitted()
    tools = visit.page.locator("#sg-tools").bounding_box()
    assert tools is not None
    assert tools["y"] >= frame["bottom"]
    wide = max(box["right"] for box in boxes) - min(box["left"] for box in boxes)
    high = max(box["bottom"] for box in boxes) - min(box["top"] for box in boxes)
    scale = visit.page.evaluate("stakegraph.network.getScale()")
    assert scale > 1.59 or wide > 0.85 * frame["width"] or high > 0.85 * frame["height"]


def test_at_first_no_node_or_label_lies_on_another(visit: Visit, any_map: Path) -> None:
    visit.open(any_map)
    visit.drawn()
    _, boxes = visit.fitted()
    overlaps = [
        (one["name"], other["name"])
        for one, other in combinations(boxes, 2)
        if min(one["right"], other["right"]) - max(one["left"], other["left"]) > 1
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 1
    ]
    assert overlaps == []


def test_the_map_is_fitted_anew_until_the_reader_moves_it(visit: Visit, debate_page: Path) -> None:
    visit.open(debate_page)
    visit.drawn()
    visit.page.set_viewport_size({"width": 800, "height": 600})
    visit.page.wait_for_function("document.querySelector('#sg-map canvas').clientWidth < 500")
    assert visit.outside() == []
    visit.page.mouse.move(200, 300)
    visit.page.mouse.wheel(0, -600)
    visit.page.wait_for_timeout(100)
    assert visit.outside() != []
    visit.page.set_viewport_size({"width": 820, "height": 600})
    visit.page.wait_for_timeout(100)
    assert visit.outside() != []
    visit.page.click("#sg-fit")
    assert visit.outside() == []


def test_a_label_that_is_cut_is_told_in_full(visit: Visit, scattered_page: Path) -> None:
    visit.open(scattered_page)
    visit.drawn()
    name = "the International Fund for the Reconstruction of the Harbour 0"
    assert visit.page.evaluate("stakegraph.data.nodes.find(n => n.id === 'h0').label").endswith("…")
    visit.page.mouse.move(*visit.place("h0"))
    expect(visit.page.locator(".vis-tooltip")).to_have_text(name)
    visit.page.mouse.click(*visit.place("h0"))
    expect(visit.page.locator("#sg-panel-title")).to_have_text(name)


def test_the_keyboard_reaches_evidence_from_the_table(visit: Visit, debate_page: Path) -> None:
    visit.open(debate_page)
    visit.drawn()
    visit.page.locator("tbody tr a").first.focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#sg-evidence li")).to_have_count(1)
    expect(visit.page.locator("#sg-panel")).to_be_focused()


def test_the_keyboard_walks_along_the_ties_of_the_map(visit: Visit, debate_page: Path) -> None:
    visit.open(debate_page)
    visit.drawn()
    visit.page.locator("#sg-map").focus()
    seen = []
    for _ in range(3):
        visit.page.keyboard.press("n")
        seen.append(visit.page.locator("#sg-panel-title").inner_text())
    assert len(set(seen)) == 3
    visit.page.keyboard.press("p")
    assert visit.page.locator("#sg-panel-title").inner_text() == seen[1]
    assert "Tie 2 of 52" in visit.page.locator("#sg-status").inner_text()


def test_a_fragment_opens_the_page_at_its_evidence(visit: Visit, debate_page: Path) -> None:
    visit.open(debate_page, "#000000000000000a")
    visit.drawn()
    assert (
        visit.page.locator("#sg-evidence li.cited q").inner_text()
        == "The dockers refused to share the pier with machines."
    )
    assert visit.page.evaluate("stakegraph.network.getSelectedEdges().length") == 1


@pytest.mark.parametrize("fragment", ["#none", "#%E0%A4%A", "#__proto__", "#constructor"])
def test_an_unknown_fragment_does_nothing(visit: Visit, debate_page: Path, fragment: str) -> None:
    visit.open(debate_page, fragment)
    visit.drawn()
    assert visit.evidence() == []


def test_search_finds_an_actor_and_says_when_there_is_none(visit: Visit, debate_page: Path) -> None:
    visit.open(debate_page)
    visit.drawn()
    visit.page.fill("#sg-search", "solheim")
    visit.page.keyboard.press("Enter")
    assert visit.page.locator("#sg-panel-title").inner_text() == "Greta Solheim"
    assert visit.page.locator("#sg-status").inner_text() == "Found Greta Solheim."
    visit.page.fill("#sg-search", "nobody")
    visit.page.keyboard.press("Enter")
    assert visit.page.locator("#sg-status").inner_text() == "None of the actors and issues matches."


def test_the_legend_filters_map_and_table(visit: Visit, debate_page: Path) -> None:
    visit.open(debate_page)
    visit.drawn()
    visit.page.uncheck('input[data-filter="sign"][value="-1"]')
    assert visit.shown() == (26, 29)
    assert visit.page.locator("tbody tr:visible").count() == 29
    assert "29 of 52 ties" in visit.page.locator("#sg-status").inner_text()
    visit.page.uncheck('input[data-filter="type"][value="Issue"]')
    assert visit.shown() == (20, 6)
    visit.page.check('input[data-filter="sign"][value="-1"]')
    visit.page.check('input[data-filter="type"][value="Issue"]')
    assert visit.shown() == (26, 52)


def test_events_are_filtered_by_type(visit: Visit, tmp_path: Path) -> None:
    base = {"source": "us", "factuality": "actual", "quote": "q"}
    rows = [
        {**base, "event": "e1", "recipient": "ua", "type": "AID", "sign": "1"},
        {**base, "event": "e2", "recipient": "ua", "type": "AGREE", "sign": "1"},
        {**base, "event": "e3", "recipient": "ru", "type": "SANCTION", "sign": "-1"},
    ]
    write_page(tmp_path / "events.html", render_network(event_network(rows), title="x"))
    visit.open(tmp_path / "events.html")
    visit.drawn()
    visit.page.uncheck('input[data-filter="kind"][value="SANCTION"]')
    visit.page.uncheck('input[data-filter="kind"][value="AID"]')
    assert visit.shown()[1] == 1
    visit.click_edge(0 if visit.page.evaluate("stakegraph.data.edges[0].sign") == 1 else 1, first="e2")
    assert visit.page.evaluate("location.hash") == "#e2"
    assert "us agree ua" in visit.page.locator("#sg-evidence").inner_text()
    assert len(visit.evidence()) == 1


def test_evidence_below_a_confidence_is_left_out(visit: Visit, debate: list[dict[str, str]], tmp_path: Path) -> None:
    rows = [{**row, "confidence": "0.5" if at % 2 else "0.9"} for at, row in enumerate(debate)]
    write_page(tmp_path / "sure.html", render_network(stance_network(rows), title="x"))
    visit.open(tmp_path / "sure.html")
    visit.drawn()
    visit.page.locator("#sg-confidence").fill("0.8")
    assert visit.shown()[1] == 26
    assert visit.page.locator("tbody tr:visible").count() == 26


def test_events_are_kept_to_a_span_of_days(visit: Visit, tmp_path: Path) -> None:
    base = {"source": "us", "type": "AID", "sign": "1", "factuality": "actual", "quote": "q"}
    days = ("2025-03-01", "2025-03-05", "2025-03-09", "")
    rows = [{**base, "event": f"e{at}", "recipient": f"r{at}", "date": day} for at, day in enumerate(days)]
    write_page(tmp_path / "days.html", render_network(event_network(rows), title="x"))
    visit.open(tmp_path / "days.html")
    visit.drawn()
    assert visit.shown()[1] == 4
    visit.page.fill("#sg-from", "2025-03-02")
    visit.page.locator("#sg-from").blur()
    assert visit.shown()[1] == 2
    visit.page.fill("#sg-to", "2025-03-05")
    visit.page.locator("#sg-to").blur()
    assert visit.page.locator("tbody tr:visible td:nth-child(3)").all_inner_texts() == ["r1"]


def test_the_map_can_be_kept_to_the_neighbours_of_an_actor(visit: Visit, debate_page: Path) -> None:
    visit.open(debate_page)
    visit.drawn()
    visit.page.fill("#sg-search", "Jonas Weidt")
    visit.page.keyboard.press("Enter")
    visit.page.click("text=Only its neighbours")
    assert visit.shown() == (3, 3)
    visit.page.click("text=Two steps")
    assert visit.shown()[0] == 8
    visit.page.click("text=Show all")
    assert visit.shown() == (26, 52)


def test_the_table_is_sorted_by_any_column(visit: Visit, debate_page: Path) -> None:
    visit.open(debate_page)
    visit.drawn()
    first = visit.page.locator("tbody tr td:nth-child(3)")
    visit.page.click("th >> text=Whom or what")
    names = first.all_inner_texts()
    assert names == sorted(names, key=str.casefold)
    visit.page.click("th >> text=Whom or what")
    assert first.all_inner_texts()[0] == names[-1]
    assert visit.page.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"


def saved(visit: Visit, button: str) -> tuple[str, bytes]:
    with visit.page.expect_download() as waiting:
        visit.page.click(button)
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


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


def test_rearranging_moves_the_map_and_ends(visit: Visit, pair_page: Path) -> None:
    visit.open(pair_page)
    visit.drawn()
    visit.page.click("#sg-arrange")
    assert visit.page.evaluate("stakegraph.network.physics.physicsEnabled") is True
    expect(visit.page.locator("#sg-status")).to_have_text("Re-arranged.", timeout=8000)
    assert visit.page.evaluate("stakegraph.network.physics.physicsEnabled") is False


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_on_their_ground(visit: Visit, debate_page: Path, scheme: str) -> None:
    visit.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    visit.open(debate_page)
    visit.drawn()
    visit.click_edge(0)
    low = visit.page.evaluate(
        """() => {
          const linear = (v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
          const light = (c) => { const [r, g, b] = c.match(/[0-9.]+/g).map((v) => linear(Number(v) / 255));
              return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
          const ground = (e) => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
              if (!c.endsWith(", 0)")) return c; } return "rgb(255, 255, 255)"; };
          const bad = [];
          for (const e of document.querySelectorAll("h1, h2, p, label, td, th, a, q, legend, .n, .facts, button")) {
            if (!e.textContent.trim() || e.closest("[hidden]")) continue;
            const [a, b] = [light(getComputedStyle(e).color), light(ground(e))];
            const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (ratio < 4.5) bad.push(`${e.tagName}.${e.className} ${ratio.toFixed(2)}`);
          }
          return bad; }"""
    )
    assert low == []


def test_hostile_text_runs_nowhere(visit: Visit, debate: list[dict[str, str]], tmp_path: Path) -> None:
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
            "articleTitle": evil,
            "article": evil,
        }
        for evil in EVIL
    ]
    graph = stance_network(rows)
    write_page(tmp_path / "evil.html", render_network(graph, title=EVIL[0], subtitle=EVIL[1]))
    visit.open(tmp_path / "evil.html")
    visit.drawn()
    for at in range(len(EVIL)):
        visit.page.evaluate("(at) => { location.hash = '#' + stakegraph.data.edges[at].evidence[0].fragment; }", at)
        expect(visit.page.locator("#sg-evidence li.cited")).to_have_count(1)
    visit.page.fill("#sg-search", EVIL[0])
    visit.page.keyboard.press("Enter")
    visit.page.mouse.move(*visit.place(f"h{EVIL[1]}"))
    visit.page.uncheck('input[data-filter="sign"][value="1"]')
    assert visit.page.evaluate("window.PWNED") is None
    assert visit.page.locator("img, iframe").count() == 0


def test_the_article_page_leads_to_the_map_and_back(visit: Visit, debate: list[dict[str, str]], tmp_path: Path) -> None:
    text = "Brandt said yes to the quay. " * 60 + "Lenz said no to Brandt."
    article = Article(ArticleInfo.of(text, "brief", title="A brief"), text, ((0, len(text)),))
    at = text.index("Lenz")
    annotation = Annotation(
        article.info,
        actors=(
            Actor("lenz", "Ivo Lenz", "person", mentions=(Mention(article.evidence(at, at + 4)),)),
            Actor("brandt", "Ada Brandt", "person", mentions=(Mention(article.evidence(at + 16, at + 22)),)),
        ),
        stances=(Stance("t1", "lenz", "brandt", "oppose", Evidence.cut(text, at, len(text))),),
    )
    rows = [{**debate[0], "stance": "stance/t1", "start": str(at), "end": str(len(text)), "article": article.info.id}]
    write_page(tmp_path / "stances.html", render_network(stance_network(rows), title="Map"))
    name = f"article-{article.info.id}.html"
    write_page(tmp_path / name, render_article(article, annotation, stance_page="stances.html"))
    visit.open(tmp_path / "stances.html", "#t1")
    visit.drawn()
    visit.page.locator("#sg-evidence .facts a").first.click()
    visit.page.wait_for_url("**/article-*")
    assert visit.page.locator("mark.hit").all_inner_texts() == ["Lenz", " said no to ", "Brandt", "."]
    assert visit.page.evaluate("document.querySelector('mark.hit').getBoundingClientRect().top") < 800
    visit.page.locator(".notes a", has_text="map").click()
    visit.page.wait_for_url("**/stances.html#t1")
    visit.drawn()
    assert len(visit.evidence()) == 1


def test_the_index_page_is_quiet(visit: Visit, debate: list[dict[str, str]], tmp_path: Path) -> None:
    summary = summarize(stance_network(debate), event_network([]), title="The harbour", stance_page="stances.html")
    write_page(tmp_path / "index.html", render_index(summary))
    visit.open(tmp_path / "index.html")
    assert visit.page.locator("h1").inner_text() == "The harbour"
    assert visit.page.locator(".stances li").count() == 52
