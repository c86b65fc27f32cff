"""Hostile text in a real Chromium: it is shown as text, and nothing of it runs."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from browsing import Visit
from stakegraph.network import stance_network
from stakegraph.page import render_network, write_page

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
