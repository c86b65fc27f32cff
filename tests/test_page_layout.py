"""Layouts: no label on another, camps apart, parts packed."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from stakegraph.page.faults import faults
from stakegraph.page.labels import Box, wrap
from stakegraph.page.layout import positions
from stakegraph.page.packing import covered, pack


@given(st.integers(1, 40), st.data())
def test_no_label_lies_on_another(count: int, data: st.DataObject) -> None:
    nodes = [f"n{at}" for at in range(count)]
    boxes = {node: Box(data.draw(st.floats(20, 160)), 10, data.draw(st.floats(10, 80))) for node in nodes}
    pairs = st.tuples(st.sampled_from(nodes), st.sampled_from(nodes)).filter(lambda pair: pair[0] < pair[1])
    pulls = dict.fromkeys(data.draw(st.lists(pairs, max_size=60)), 1.0) if count > 1 else {}
    camps = {node: at % 3 for at, node in enumerate(nodes) if at % 4}
    place = positions(nodes, pulls, camps, boxes)
    for at, one in enumerate(nodes):
        for other in nodes[:at]:
            a, b = boxes[one], boxes[other]
            apart = abs(place[one][0] - place[other][0]) >= (a.width + b.width) / 2
            above = place[one][1] + a.down <= place[other][1] - b.up
            below = place[other][1] + b.down <= place[one][1] - a.up
            assert apart or above or below


def test_no_label_lies_on_another_in_a_large_part_and_camps_keep_together() -> None:
    nodes = [f"n{at}" for at in range(240)]
    camps = {node: at % 3 for at, node in enumerate(nodes)}
    boxes = {node: Box(60 + 40 * (at % 3), 10, 30) for at, node in enumerate(nodes)}
    within = {(nodes[at], nodes[at + 3 * step]): 1.0 for at in range(200) for step in (1, 5, 11)}
    across = {(nodes[at], nodes[at + 1]): 0.35 for at in range(0, 230, 4)}
    place = positions(nodes, within | across, camps, boxes)
    assert place == positions(nodes, within | across, camps, boxes)
    at = np.array([place[node] for node in nodes])
    half, up, down = np.array([(boxes[node].width / 2, boxes[node].up, boxes[node].down) for node in nodes]).T
    beside = np.abs(at[:, None, 0] - at[None, :, 0]) < half[:, None] + half[None, :]
    above = (at[:, None, 1] - up[:, None] < at[None, :, 1] + down) & (
        at[None, :, 1] - up < at[:, None, 1] + down[:, None]
    )
    assert np.argwhere(np.triu(beside & above, 1)).tolist() == []
    camp = np.arange(240) % 3
    centre = np.array([at[camp == number].mean(axis=0) for number in range(3)])
    own = np.linalg.norm(at[:, None] - centre[None], axis=2).argmin(axis=1) == camp
    assert own.mean() > 0.9


def test_two_camps_at_odds_stand_left_and_right() -> None:
    nodes = [f"n{at}" for at in range(12)]
    camps = {node: at % 2 for at, node in enumerate(nodes)}
    pulls = {(a, b): 1.0 for a in nodes for b in nodes if a < b and camps[a] == camps[b]}
    pulls["n0", "n1"] = 0.35
    place = positions(nodes, pulls, camps, dict.fromkeys(nodes, Box(60, 10, 20)))
    assert max(place[node][0] for node in nodes if camps[node] == 0) < min(
        place[node][0] for node in nodes if camps[node] == 1
    )


@given(st.lists(st.tuples(st.integers(1, 300), st.integers(1, 100)), min_size=1, max_size=12))
def test_packed_parts_share_no_cell(sizes: list[tuple[int, int]]) -> None:
    parts = [covered(np.array([[0.0, 0.0, width, height]]), [], 10) for width, height in sizes]
    moves = pack(parts, 10)
    cells = [
        (x + int(right / 10), y + int(down / 10))
        for part, (right, down) in zip(parts, moves, strict=True)
        for x, y in part.tolist()
    ]
    assert len(cells) == len(set(cells))


def test_small_parts_stand_close_around_the_largest() -> None:
    hub = {("a0", f"a{at}"): 1.0 for at in range(1, 9)}
    pairs = {(f"b{at}", f"c{at}"): 1.0 for at in range(8)}
    nodes = sorted({node for pair in (*hub, *pairs) for node in pair})
    place = positions(nodes, hub | pairs, {}, dict.fromkeys(nodes, Box(100, 20, 40)))
    x, y = np.array([place[node] for node in nodes]).T
    wide, high = np.ptp(x) + 100, np.ptp(y) + 60
    assert 1.2 < wide / high < 1.9
    assert len(nodes) * 100 * 60 > 0.25 * wide * high
    assert abs(place["a0"][0] - (x.min() + x.max()) / 2) < wide / 4
    assert all(place[one][1] == place[other][1] for one, other in pairs)


def test_ties_over_labels_and_crossing_ties_are_faults() -> None:
    sides = np.full((4, 3), 5.0)
    square = np.array([[0.0, 0.0], [100.0, 0.0], [100.0, 100.0], [0.0, 100.0]])
    line = np.array([[0.0, 0.0], [50.0, 0.0], [100.0, 0.0], [0.0, 90.0]])
    assert faults(square[None], sides, np.array([[0, 1], [2, 3]])).tolist() == [0.0]
    assert faults(square[None], sides, np.array([[0, 2], [1, 3]])).tolist() == [0.5]
    assert faults(np.array([square, line]), sides, np.array([[0, 2]])).tolist() == [0.0, 2.0]


@given(st.text())
def test_a_wrapped_label_is_never_larger_than_asked(text: str) -> None:
    lines = wrap(text, width=10, lines=3)
    assert len(lines) <= 3
    assert all(len(line) <= 10 for line in lines)
