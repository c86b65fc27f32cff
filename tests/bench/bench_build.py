"""Measures what a build costs, stage by stage: ``python tests/bench/bench_build.py [ARTICLE ...]``.

Each stage runs several times over all articles, in turn with the others, and its fastest run counts, in processor time:
other work on the machine makes a run slower, never faster. What carries from one machine to another is the last column,
the time of a stage over that of the parse alone. Loading the pipeline is told apart, for it is paid once.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pyoxigraph import Quad

from stakegraph import language, resources
from stakegraph.cli.build import BRIEF
from stakegraph.extract import extract
from stakegraph.model import Article, Provenance
from stakegraph.pipeline import Document, annotation_files, graph_files, name_documents, pages, to_graph, write_files
from stakegraph.read import read_bytes

Made = TypeVar("Made")

STAGES = ("read", "parse", "extract", "rdf", "pages", "write")


def measure(sources: dict[str, bytes], nlp: language.Pipeline) -> dict[str, float]:
    """Build the articles once and return the seconds of processor time that each stage took."""
    seconds: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], Made]) -> Made:
        start = time.process_time()
        result = work()
        seconds[stage] = time.process_time() - start
        return result

    articles = timed("read", lambda: [read_bytes(data, name) for name, data in sources.items()])
    parses = timed("parse", lambda: [nlp.parse(article) for article in articles])
    made_by = Provenance("stakegraph", "bench", nlp.name)
    pairs = list(zip(articles, parses, strict=True))
    found = timed("extract", lambda: [extract(article, parse, provenance=made_by) for article, parse in pairs])
    with tempfile.TemporaryDirectory() as folder:
        documents = name_documents([Document(a, f) for a, f in zip(articles, found, strict=True)], Path(folder))

        def graph() -> tuple[list[Quad], dict[str, bytes]]:
            quads = to_graph(one.annotation for one in documents)
            return quads, graph_files(quads)

        quads, files = timed("rdf", graph)
        html = timed("pages", lambda: pages(documents, quads))
        files |= {name: page.encode() for name, page in html.items()}
        timed("write", lambda: write_files(Path(folder), files | annotation_files(documents)))
    return seconds


def table(articles: list[Article], best: dict[str, float], load: float, nlp: language.Pipeline) -> str:
    """Return the table: seconds an article, words a second and the ratio to the parse, a row a stage."""
    words = sum(len(article.text.split()) for article in articles)
    lines = [
        f"{len(articles)} articles, {words} words, pipeline {nlp.name}, loaded in {load:.2f} s",
        f"{'stage':<10} {'s/article':>10} {'words/s':>10} {'of parse':>9}",
    ]
    rows = [*best.items(), ("extract+rdf", best["extract"] + best["rdf"]), ("build", sum(best.values()))]
    for stage, seconds in rows:
        ratio = seconds / best["parse"]
        lines.append(f"{stage:<11} {seconds / len(articles):>9.4f} {words / seconds:>10.0f} {ratio:>9.2f}")
    return "\n".join(lines)


def main() -> None:
    """Measure the articles that are named, or the bundled brief, and print the table."""
    parser = argparse.ArgumentParser(description="What a build costs, stage by stage.")
    parser.add_argument("articles", nargs="*", type=Path, metavar="ARTICLE")
    parser.add_argument("--nlp", metavar="NAME", help="another installed spaCy pipeline")
    parser.add_argument("--runs", type=int, default=7, metavar="N", help="how often each stage runs (default 7)")
    given = parser.parse_args()
    sources = {str(path): path.read_bytes() for path in given.articles} or {BRIEF: resources.text(BRIEF).encode()}
    start = time.process_time()
    nlp = language.load(given.nlp)
    load = time.process_time() - start
    runs = [measure(sources, nlp) for _ in range(given.runs + 1)][1:]
    best = {stage: min(run[stage] for run in runs) for stage in STAGES}
    print(table([read_bytes(data, name) for name, data in sources.items()], best, load, nlp))


if __name__ == "__main__":
    main()
