"""What extraction reaches on gold that others made may only rise: the floors stand in ``floors.json``."""

from __future__ import annotations

import pytest

from bench.quality import floors, measure, raised
from conftest import require_shared


@pytest.fixture(scope="module")
def reached() -> dict[str, float]:
    require_shared("gold")
    return measure()


@pytest.mark.parametrize("name", sorted(floors()))
def test_no_figure_falls_below_its_floor(reached: dict[str, float], name: str) -> None:
    assert reached[name] >= floors()[name]


def test_a_floor_rises_with_what_is_reached() -> None:
    assert raised({"x": 0.5}, {"x": 0.6}) == {"x": 0.59}


def test_a_floor_never_falls() -> None:
    assert raised({"x": 0.5}, {"x": 0.3}) == {"x": 0.5}
