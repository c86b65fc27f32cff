"""What a build may cost: a bound with room to spare, so that only a real loss of speed breaks it."""

from __future__ import annotations

from bench.bench_build import STAGES, measure
from stakegraph import language, resources
from stakegraph.cli.build import BRIEF


def test_extraction_and_rdf_together_cost_at_most_six_tenths_of_the_parse() -> None:
    nlp = language.load()
    source = {BRIEF: resources.text(BRIEF).encode()}
    runs = [measure(source, nlp) for _ in range(12)]
    best = {stage: min(run[stage] for run in runs) for stage in STAGES}
    assert best["extract"] + best["rdf"] <= 0.6 * best["parse"]
