"""Large and odd networks in a real Chromium: drawn in time, without a frame of physics, and never blank."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browsing import Visit
from pages import row
from stakegraph.network import stance_network
from stakegraph.page import add_background, choice, render_network, write_page

TRIES = 4
WORDS = "They said on Monday that the longer quay would be good for the whole town."


def network_of(actors: int, *, each: int = 2) -> str:
    """The page of a network in which each actor has ``each`` stances toward others, the well-known most of all."""
    draw = random.Random(actors)
    ends = [0]
    rows: list[dict[str, str]] = []
    for at in range(1, actors):
        for _ in range(each):
            known = draw.choice(ends)
            target = known if known < at else draw.randrange(at)
            sign = "support" if (at - target) % 3 == 0 else "oppose"
            sure = {"confidence": f"0.{5 + at % 5}", "date": f"2025-03-{1 + at % 28:02}"}
            rows.append(row(len(rows), f"Actor {at}", f"Actor {target}", polarity=sign, quote=WORDS, **sure))
            ends += [at, target]
    graph = stance_network(rows)
    for node in graph:
        graph.nodes[node]["camp"] = f"camp {int(node.rpartition(' ')[2]) % 3}"
    place = "https://w3id.org/stakegraph/evidence/"
    contexts = [
        {"item": key, "evidence": f"{place}{at:016x}", "before": "x" * 32, "after": "y" * 32}
        for at, (_, _, key) in enumerate(graph.edges(keys=True))
    ]
    add_background(graph, [], contexts)
    return render_network(graph, title="Many", limit=0)


@pytest.mark.parametrize(("actors", "seconds", "size"), [(500, 1, 1.2e6), (2000, 2, 4e6), (5000, 5, 10e6)])
def test_a_map_is_drawn_in_time(browser: Browser, tmp_path: Path, actors: int, seconds: float, size: float) -> None:
    """From the begin of the navigation to the first frame; of some visits the best counts, for others work here too."""
    page = write_page(tmp_path / "large.html", network_of(actors))
    assert page.stat().st_size < size
    took: list[float] = []
    while len(took) < TRIES and min(took, default=seconds + 1) > seconds:
        took.append(seconds_to_draw(browser, page))
    assert min(took) <= seconds


def seconds_to_draw(browser: Browser, page: Path) -> float:
    """Visit a map anew, and return when its first frame was there."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    opened = context.new_page()
    opened.goto(page.as_uri(), wait_until="commit")
    # Asked before the page lays out its tables, which takes longer than the map.
    drawn = opened.wait_for_function("() => performance.getEntriesByName('sg-drawn')[0]?.startTime").json_value()
    context.close()
    return float(drawn) / 1000


def test_a_map_stands_where_it_was_laid_out(visit: Visit, tmp_path: Path) -> None:
    visit.open(write_page(tmp_path / "large.html", network_of(500)))
    visit.drawn()
    assert visit.page.evaluate(
        """() => { const at = stakegraph.network.getPositions();
                   return stakegraph.data.nodes.every(({ id, x, y }) => at[id].x === x && at[id].y === y); }"""
    )


def test_of_very_much_evidence_the_surest_is_shown_and_the_page_says_so(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choice, "MOST", 5)
    rows = [row(at, f"n{at % 4}", "hub", confidence=f"0.{at % 10}") for at in range(40)]
    write_page(tmp_path / "most.html", render_network(stance_network(rows), title="x"))
    visit.open(tmp_path / "most.html")
    visit.drawn()
    counts = visit.page.locator(".counts").inner_text()
    assert (
        "5 actors, 4 ties, 5 pieces of evidence. Of 40 pieces of evidence the surest of each tie are shown." in counts
    )
    sure = visit.page.locator("#sg-pieces td:last-child").all_inner_texts()
    assert sorted(sure) == ["0.80", "0.80", "0.80", "0.90", "0.90"]
    assert "40 pieces of evidence." in render_network(stance_network(rows), title="x", limit=0)


def test_fifty_thousand_edges_open(visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "MOST", 3000)
    draw = random.Random(1)
    rows = [row(at, f"a{draw.randrange(400)}", f"b{draw.randrange(60)}") for at in range(50_000)]
    graph = stance_network(rows)
    for node in graph:
        graph.nodes[node]["camp"] = node[:7]
    write_page(tmp_path / "edges.html", render_network(graph, title="x"))
    visit.open(tmp_path / "edges.html")
    visit.page.wait_for_selector("html[data-drawn=yes]", state="attached")
    assert visit.shown() == (300, 3000)
    assert "Shown are the 300 most tied of 460." in visit.page.locator(".counts").inner_text()


def test_five_hundred_parallel_stances_are_one_tie_with_all_evidence(visit: Visit, tmp_path: Path) -> None:
    rows = [row(at, "ann", "bob", quote=f"Reason {at}.") for at in range(500)]
    write_page(tmp_path / "parallel.html", render_network(stance_network(rows), title="x"))
    visit.open(tmp_path / "parallel.html")
    visit.drawn()
    visit.click_edge(0)
    expect(visit.evidence).to_have_count(50)
    note = visit.page.locator("#sg-panel-note").inner_text()
    assert note == "500 pieces of evidence. The first 50 are here, all are in the table."
    assert visit.page.locator("#sg-pieces tbody tr").count() == 500


def test_a_stance_toward_oneself_is_drawn_and_read(visit: Visit, tmp_path: Path) -> None:
    write_page(tmp_path / "self.html", render_network(stance_network([row(1, "ann", "ann")]), title="x"))
    visit.open(tmp_path / "self.html")
    visit.drawn()
    assert visit.shown() == (1, 1)
    visit.page.locator("#sg-map").focus()
    visit.page.keyboard.press("n")
    assert visit.page.locator("#sg-panel-title").inner_text() == "ann – ann"
    expect(visit.evidence).to_have_text(["Yes."])


def test_an_empty_network_says_so(visit: Visit, tmp_path: Path) -> None:
    write_page(tmp_path / "empty.html", render_network(stance_network([]), title="No news"))
    visit.open(tmp_path / "empty.html")
    assert "There is nothing to draw" in visit.page.locator("main").inner_text()
