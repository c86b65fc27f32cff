"""Finding in a real Chromium: search, legend, dates, confidence, neighbours, the table."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from browsing import Visit
from stakegraph.network import event_network, stance_network
from stakegraph.page import add_background, render_network, write_page


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
    assert visit.page.locator("#sg-pieces tbody tr:visible").count() == 29
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
    expect(visit.evidence).to_have_count(1)


def test_evidence_below_a_confidence_is_left_out(visit: Visit, debate: list[dict[str, str]], tmp_path: Path) -> None:
    rows = [{**row, "confidence": "0.5" if at % 2 else "0.9"} for at, row in enumerate(debate)]
    write_page(tmp_path / "sure.html", render_network(stance_network(rows), title="x"))
    visit.open(tmp_path / "sure.html")
    visit.drawn()
    visit.page.locator("#sg-confidence").fill("0.8")
    assert visit.shown()[1] == 26
    assert visit.page.locator("#sg-pieces tbody tr:visible").count() == 26


def test_a_slider_keeps_to_a_span_of_days(visit: Visit, tmp_path: Path) -> None:
    base = {"source": "us", "type": "AID", "sign": "1", "factuality": "actual", "quote": "q"}
    days = ("2025-03-01", "2025-03-05", "2025-03-09", "")
    rows = [{**base, "event": f"e{at}", "recipient": f"r{at}", "date": day} for at, day in enumerate(days)]
    write_page(tmp_path / "days.html", render_network(event_network(rows), title="x"))
    visit.open(tmp_path / "days.html")
    visit.drawn()
    assert visit.shown()[1] == 4
    visit.page.locator("#sg-from").focus()
    visit.page.keyboard.press("ArrowRight")
    assert visit.page.locator("#sg-days output").inner_text() == "2025-03-05 – 2025-03-09"
    assert visit.shown()[1] == 2
    visit.page.locator("#sg-to").focus()
    visit.page.keyboard.press("ArrowLeft")
    assert visit.page.locator("#sg-pieces tbody tr:visible td:nth-child(3)").all_inner_texts() == ["r1"]
    assert visit.page.locator("#sg-to").get_attribute("aria-valuetext") == "2025-03-05"
    visit.page.keyboard.press("Home")
    assert visit.page.locator("#sg-days output").inner_text() == "2025-03-01 – 2025-03-01"


def test_a_map_without_dates_or_issues_says_so(visit: Visit, tmp_path: Path) -> None:
    row = {"source": "us", "type": "AID", "sign": "1", "factuality": "actual", "event": "e", "recipient": "ua"}
    write_page(tmp_path / "bare.html", render_network(event_network([row]), title="x"))
    visit.open(tmp_path / "bare.html")
    hint = visit.page.locator(".hint").first.inner_text()
    assert "No dates are known. There are no issues in this map." in hint


def test_search_finds_an_actor_by_another_name(visit: Visit, debate: list[dict[str, str]], tmp_path: Path) -> None:
    graph = stance_network(debate)
    brandt = debate[0]["holder"]
    add_background(graph, [{"node": brandt, "alias": alias} for alias in ("the Mayor", "Frau Brandt")], [])
    write_page(tmp_path / "names.html", render_network(graph, title="x"))
    visit.open(tmp_path / "names.html")
    visit.drawn()
    visit.page.fill("#sg-search", "mayor")
    visit.page.keyboard.press("Enter")
    assert visit.page.locator("#sg-panel-title").inner_text() == "Ada Brandt"
    assert "Also called Frau Brandt; the Mayor." in visit.page.locator("#sg-panel-note").inner_text()
    assert visit.page.locator('#sg-names option[value="the Mayor"]').count() == 1


def test_issues_are_filtered_one_by_one(visit: Visit, debate: list[dict[str, str]], debate_page: Path) -> None:
    others = [row for row in debate if row["targetType"] != "Issue"]
    trains = [row for row in debate if row["targetLabel"] == "night trains"]
    visit.open(debate_page)
    visit.drawn()
    visit.page.click("#sg-issues summary")
    visit.page.click("#sg-issues >> text=None")
    assert visit.shown() == (20, len(others))
    visit.page.check("#sg-issues >> text=night trains")
    assert visit.shown() == (21, len(others) + len(trains))
    visit.page.click("#sg-issues >> text=All")
    assert visit.shown() == (26, 52)


def test_actors_are_coloured_by_country_where_it_is_known(
    visit: Visit, debate: list[dict[str, str]], tmp_path: Path
) -> None:
    graph = stance_network(debate)
    brandt = debate[0]["holder"]
    add_background(graph, [{"node": brandt, "alias": "", "countryLabel": "Norland"}], [])
    write_page(tmp_path / "lands.html", render_network(graph, title="x"))
    visit.open(tmp_path / "lands.html")
    visit.drawn()
    fill = """(iri) => { const { id } = stakegraph.data.nodes.find((node) => node.iri === iri);
                         return stakegraph.network.body.nodes[id].options.color.background; }"""
    before = visit.page.evaluate(fill, brandt)
    visit.page.click('[data-colour="land"]')
    assert visit.page.evaluate(fill, brandt) == "#009E73"
    assert {visit.page.evaluate(fill, row["holder"]) for row in debate if row["holder"] != brandt} == {"#9AA0A6"}
    visit.page.click('[data-colour="camp"]')
    assert visit.page.evaluate(fill, brandt) == before
    visit.page.uncheck('input[data-filter="land"][value="-1"]')
    kinds = visit.page.locator("#sg-nodes tbody tr:visible td:nth-child(2)").all_inner_texts()
    assert sorted(kinds) == ["issue"] * 6 + ["person"]


def keep(visit: Visit, steps: int) -> None:
    visit.page.fill("#sg-steps", str(steps))
    visit.page.keyboard.press("Enter")


def test_the_map_can_be_kept_to_the_neighbours_of_an_actor(visit: Visit, debate_page: Path) -> None:
    visit.open(debate_page)
    visit.drawn()
    visit.page.fill("#sg-search", "Jonas Weidt")
    visit.page.keyboard.press("Enter")
    keep(visit, 1)
    assert visit.shown() == (3, 3)
    keep(visit, 2)
    assert visit.shown()[0] == 8
    visit.page.click("text=Show all")
    assert visit.shown() == (26, 52)


def test_the_path_between_two_actors_is_shown_with_its_evidence(visit: Visit, debate_page: Path) -> None:
    visit.open(debate_page)
    visit.drawn()
    visit.page.fill("#sg-search", "Jonas Weidt")
    visit.page.keyboard.press("Enter")
    visit.page.fill("#sg-goal", "Ivo Lenz")
    visit.page.keyboard.press("Enter")
    names = visit.page.locator("#sg-panel-title").inner_text().split(" – ")
    assert (names[0], names[-1], len(names)) == ("Jonas Weidt", "Ivo Lenz", visit.shown()[0])
    assert visit.page.locator("#sg-status").inner_text() == f"{len(names) - 1} steps from Jonas Weidt to Ivo Lenz."
    expect(visit.evidence).to_have_count(len(names) - 1)
    expect(visit.page.locator("#sg-pieces tbody tr:visible")).to_have_count(len(names) - 1)
    visit.page.uncheck('input[data-filter="type"][value="Issue"]')
    visit.page.click("#sg-path")
    assert "No path leads from Jonas Weidt to Ivo Lenz" in visit.page.locator("#sg-status").inner_text()


def test_the_table_is_sorted_by_any_column(visit: Visit, debate_page: Path) -> None:
    visit.open(debate_page)
    visit.drawn()
    first = visit.page.locator("#sg-pieces tbody tr td:nth-child(3)")
    visit.page.click("th >> text=Whom or what")
    names = first.all_inner_texts()
    assert names == sorted(names, key=str.casefold)
    visit.page.click("th >> text=Whom or what")
    assert first.all_inner_texts()[0] == names[-1]
    assert visit.page.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"
