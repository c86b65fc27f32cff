"""What a build may cost: a bound with room to spare, so that only a real loss of speed breaks it."""

from __future__ import annotations

import time

import pytest

from bench.bench_build import STAGES, measure
from parsing import article, pipeline
from stakegraph import resources
from stakegraph.cli.build import BRIEF
from stakegraph.extract import extract
from stakegraph.model import Provenance

RUNS = 8


def seconds_to_extract(text: str) -> float:
    start = time.process_time()
    it = article(text)
    extract(it, pipeline().parse(it), provenance=Provenance("stakegraph"))
    return time.process_time() - start


def test_a_text_twenty_times_as_long_costs_at_most_a_fifth_more_than_twenty_texts() -> None:
    """One behind the other, for a machine that others work on too is faster at one time than at another."""
    brief = resources.text(BRIEF)
    long = "\n\n".join([brief] * 20)
    assert any(sum(seconds_to_extract(brief) for _ in range(20)) * 1.2 >= seconds_to_extract(long) for _ in range(3))


@pytest.fixture(scope="module")
def best() -> dict[str, float]:
    """The seconds of each stage of the brief's build, the fastest of several runs."""
    runs = [measure({BRIEF: resources.text(BRIEF).encode()}, pipeline()) for _ in range(RUNS)]
    return {stage: min(run[stage] for run in runs) for stage in STAGES}


def test_extraction_costs_at_most_half_of_the_parse(best: dict[str, float]) -> None:
    assert best["extract"] <= 0.5 * best["parse"]


def test_extraction_and_rdf_together_cost_at_most_seven_tenths_of_the_parse(best: dict[str, float]) -> None:
    assert best["extract"] + best["rdf"] <= 0.7 * best["parse"]
