"""Hostile text is text on every page."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from pages import HOSTILE, check_frame, data_of, row
from stakegraph.network import event_network, stance_network
from stakegraph.page import render_index, render_network, render_svg, summarize


@pytest.mark.parametrize("evil", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text(evil: str) -> None:
    rows = [
        row(1, evil, "bob", quote=evil, rule=evil, article=evil, articleTitle=evil, stance=evil, date=evil),
        row(2, "bob", evil, holderType=evil, targetType=evil),
    ]
    page = check_frame(render_network(stance_network(rows), title=evil, subtitle=evil))
    assert [tag for tag, _ in page.tags].count("script") == 4
    assert {tag for tag, _ in page.tags}.isdisjoint({"img", "iframe", "object", "base"})
    data = data_of(page)
    assert max(len(line) for node in data["nodes"] for line in node["label"].split("\n")) <= 22
    index = check_frame(render_index(summarize(stance_network(rows), event_network([]), title=evil, subtitle=evil)))
    assert "script" not in [tag for tag, _ in index.tags]


@pytest.mark.parametrize("evil", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_leaves_a_still_picture_whole(evil: str) -> None:
    svg = render_svg(stance_network([row(1, evil, "bob"), row(2, "bob", evil + "!", targetType="Issue")]), title=evil)
    assert ElementTree.fromstring(svg).findall(".//{http://www.w3.org/2000/svg}script") == []
