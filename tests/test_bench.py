"""What a build may cost: a bound with room to spare, so that only a real loss of speed breaks it."""

from __future__ import annotations

import time

import pytest

from bench.bench_build import measure
from parsing import article, pipeline
from stakegraph import resources
from stakegraph.cli.build import BRIEF
from stakegraph.extract import extract
from stakegraph.model import Provenance
from timing import least

RUNS = 8


def seconds_to_extract(text: str) -> float:
    start = time.process_time()
    it = article(text)
    extract(it, pipeline().parse(it), provenance=Provenance("stakegraph"))
    return time.process_time() - start


def twenty_times_as_long() -> dict[str, float]:
    """A text that is the brief twenty times, as a ratio to the brief twenty times over."""
    brief = resources.text(BRIEF)
    apart = sum(seconds_to_extract(brief) for _ in range(20))
    return {"long": seconds_to_extract("\n\n".join([brief] * 20)) / apart}


def test_a_text_twenty_times_as_long_costs_at_most_a_fifth_more_than_twenty_texts() -> None:
    assert least(twenty_times_as_long, {"long": 1.2})["long"] <= 1.2


BOUNDS = {"extract": 0.6, "extract and rdf": 0.85}
"""What stages of the build of the brief may cost, as a ratio to the parse.

On a machine that does nothing else it is .5 and .7 at most, which ``bench_build`` prints. Beside other work the parse,
most of it arithmetic, slows down less.
"""


def of_parse() -> dict[str, float]:
    """The ratios, from the fastest of several runs of each stage."""
    runs = [measure({BRIEF: resources.text(BRIEF).encode()}, pipeline()) for _ in range(RUNS)]
    parse, extracted, rdf = (min(run[stage] for run in runs) for stage in ("parse", "extract", "rdf"))
    return {"extract": extracted / parse, "extract and rdf": (extracted + rdf) / parse}


@pytest.fixture(scope="module")
def found() -> dict[str, float]:
    return least(of_parse, BOUNDS)


@pytest.mark.parametrize("stages", BOUNDS)
def test_extraction_and_rdf_cost_less_than_the_parse(stages: str, found: dict[str, float]) -> None:
    assert found[stages] <= BOUNDS[stages]
