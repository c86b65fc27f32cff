"""The map in a real Chromium: one request, no error, all in view, evidence by mouse and keyboard."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browsing import Visit


@pytest.fixture(params=["debate", "pair", "scattered", "stances", "events"])
def any_map(request: pytest.FixtureRequest) -> Path:
    """The maps on which the first view is checked: invented ones, and the two of the bundled article."""
    if request.param in ("stances", "events"):
        pages: Path = request.getfixturevalue("brief_pages")
        return pages / f"{request.param}.html"
    page: Path = request.getfixturevalue(f"{request.param}_page")
    return page


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
    expect(visit.evidence).to_have_text(["On the cranes, Brandt said, the authority had been deaf."])
    visit.click_edge(1)
    expect(visit.evidence).to_have_text(["Brandt called the authority the town's steady hand."])
    facts = visit.page.locator("#sg-evidence .facts").inner_text()
    assert "Rule: praise · confidence 0.85" in facts
    assert "The harbour, part 2 characters 9200–9251, 2026-05-03" in facts
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
    node = visit.page.evaluate("stakegraph.data.nodes.find(n => n.name === 'Marten Shipping').iri")
    visit.page.mouse.click(*visit.place(node))
    expect(visit.page.locator("#sg-panel-title")).to_have_text("Marten Shipping")
    expect(visit.evidence).to_have_count(5)
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
    visit.page.wait_for_function("() => document.querySelector('#sg-map canvas').clientWidth < 500")
    visit.drawn()
    assert visit.outside() == []
    scale = visit.page.evaluate("stakegraph.network.getScale()")
    visit.page.mouse.move(200, 300)
    visit.page.mouse.wheel(0, -600)
    visit.page.wait_for_function("(scale) => stakegraph.network.getScale() > scale", arg=scale)
    assert visit.outside() != []
    visit.page.set_viewport_size({"width": 820, "height": 600})
    visit.drawn()
    assert visit.outside() != []
    visit.page.click("#sg-fit")
    assert visit.outside() == []


def test_a_label_that_is_cut_is_told_in_full(visit: Visit, scattered_page: Path) -> None:
    visit.open(scattered_page)
    visit.drawn()
    name = "the International Fund for the Reconstruction of the Harbour 0"
    assert visit.page.evaluate("stakegraph.data.nodes.find(n => n.iri === 'h0').label").endswith("…")
    visit.page.mouse.move(*visit.place("h0"))
    expect(visit.page.locator(".vis-tooltip")).to_have_text(name)
    visit.page.mouse.click(*visit.place("h0"))
    expect(visit.page.locator("#sg-panel-title")).to_have_text(name)


def test_the_keyboard_reaches_evidence_from_the_table(visit: Visit, debate_page: Path) -> None:
    visit.open(debate_page)
    visit.drawn()
    visit.page.locator("#sg-pieces tbody a").first.focus()
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


def test_the_keyboard_alone_finds_reads_moves_and_keeps(visit: Visit, debate_page: Path) -> None:
    visit.open(debate_page)
    visit.drawn()
    press = visit.page.keyboard.press
    while visit.page.evaluate("document.activeElement.id") != "sg-search":
        press("Tab")
    visit.page.keyboard.type("Jonas Weidt")
    press("Enter")
    expect(visit.evidence).to_have_count(2)
    while visit.page.evaluate("document.activeElement.id") != "sg-map":
        press("Shift+Tab")
    press("1")
    assert visit.shown() == (3, 3)
    press("0")
    assert visit.shown() == (26, 52)
    before = visit.page.evaluate("[stakegraph.network.getViewPosition().x, stakegraph.network.getScale()]")
    press("ArrowRight")
    press("+")
    after = visit.page.evaluate("[stakegraph.network.getViewPosition().x, stakegraph.network.getScale()]")
    assert after[0] > before[0]
    assert after[1] > before[1]
    press("n")
    press("Enter")
    expect(visit.page.locator("#sg-panel")).to_be_focused()
    press("Tab")
    assert visit.page.evaluate("document.activeElement.closest('#sg-evidence') !== null")


def test_a_fragment_opens_the_page_at_its_evidence(visit: Visit, debate_page: Path) -> None:
    visit.open(debate_page, "#000000000000000a")
    visit.drawn()
    assert (
        visit.page.locator("#sg-evidence li.cited q").inner_text()
        == "The dockers refused to share the pier with machines."
    )
    assert visit.page.evaluate("stakegraph.network.getSelectedEdges().length") == 1


def test_a_citation_is_called_what_it_shows(visit: Visit, debate_page: Path) -> None:
    visit.open(debate_page, "#000000000000000a")
    visit.drawn()
    link = visit.page.get_by_role("link", name="cite this evidence: Dock Workers' Union opposes automatic cranes")
    assert link.inner_text() == "cite"
    assert link.get_attribute("href") == "#000000000000000a"


@pytest.mark.parametrize("fragment", ["#none", "#%E0%A4%A", "#__proto__", "#constructor"])
def test_an_unknown_fragment_does_nothing(visit: Visit, debate_page: Path, fragment: str) -> None:
    visit.open(debate_page, fragment)
    visit.drawn()
    expect(visit.evidence).to_have_count(0)


def test_rearranging_moves_the_map_and_ends(visit: Visit, pair_page: Path) -> None:
    visit.open(pair_page)
    visit.drawn()
    visit.page.click("#sg-arrange")
    assert visit.page.evaluate("stakegraph.network.physics.physicsEnabled") is True
    expect(visit.page.locator("#sg-status")).to_have_text("Re-arranged.", timeout=8000)
    assert visit.page.evaluate("stakegraph.network.physics.physicsEnabled") is False


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
