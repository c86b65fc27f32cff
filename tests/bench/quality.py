"""Measures extraction on gold that others made: ``python tests/bench/quality.py [--raise-floors] [--rows]``.

It extracts the articles of the shared gold, scores them with the scorers that lie beside it, and prints a table with
the floor of each figure. ``--raise-floors`` writes what was reached into ``tests/floors.json`` where it is higher than
what stands there; a floor never falls. ``--rows`` prints the table as Markdown, for the README.

The two sides of a quotation that its cue breaks are two statements, as in articles that are annotated whole. PolNeAR
has them as one attribution, so there they are joined before they are scored; ``--apart`` scores them as they are.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from stakegraph import language
from stakegraph.annotation import dump
from stakegraph.extract.statements.finding import OTHER_SIDE
from stakegraph.pipeline import extract_article
from stakegraph.read import read_article

TESTS = Path(__file__).resolve().parents[1]
FLOORS = TESTS / "floors.json"
GOLD = Path(os.environ.get("STAKEGRAPH_SHARED") or TESTS.parents[1] / "shared") / "gold"
SLACK = 0.01
"""How far a floor lies below what was reached: another processor may round a score of the parser otherwise."""

POLNEAR = {
    "content": r"content partial .*F1 (\S+)",
    "content and source": r"content partial \+ source .*F1 (\S+)",
    "source head": r"source head accuracy.*?(?:: )(\S+) over all",
    "recall of direct": r"direct (\S+) \(",
    "recall of mixed": r"mixed (\S+) \(",
    "recall of indirect": r"indirect (\S+) \(",
}


MEANING = {
    "dev actors F1": "one found actor for one of the article's, by a shared wording",
    "dev statements F1": "content with at least half its words in common",
    "dev attributed F1": "the same, and the right speaker",
    "dev stances F1": "holder, sign and target right, evidence overlapping",
    "dev stance_signs F1": "the same without the target",
    "dev events F1": "PLOVER class, source and recipient right, evidence overlapping",
    "dev dyads F1": "the same without the class",
    "dev stances precision": "share of the stances found that are right",
    "claims found": "claims of which 60 % of the words lie in statements",
    "claims attributed": "the same, in statements of those who make them",
    "claims supported": "statements of which 60 % of the words lie in one claim of their speaker",
    "content": "words of the content overlap by half or more (F1)",
    "content and source": "the same, and the head word of the source is right (F1)",
    "source head": "right heads among the contents found",
    "recall of direct": "quotations found",
    "recall of mixed": "partly quoted contents found",
    "recall of indirect": "contents without a quotation found",
}
"""What is counted, by the name of a figure or by its last part."""

ANCHORS = {
    "PolNeAR speech: content": (".62", ".82"),
    "PolNeAR speech: content and source": (".50", ".79"),
    "PolNeAR all: content": (".50", ".80"),
    "PolNeAR all: content and source": (".40", ".75"),
    "PolNeAR all: source head": (".80", ".95"),
    "PolNeAR all: recall of direct": (".82", ".99"),
    "PolNeAR all: recall of mixed": (".57", ".93"),
    "PolNeAR all: recall of indirect": (".25", ".75"),
}
"""What the rules of the Gender Gap Tracker reach, and how far a second annotator agrees with the first."""


def row(name: str, value: float) -> str:
    """Return a figure as a row of the README's table."""
    rules, people = ANCHORS.get(name, ("", ""))
    counted = MEANING.get(name) or MEANING[name.partition(": ")[2]]
    return f"| {name} | {value:.3f} | {rules} | {people} | {counted} |"


Job = tuple[Path, Path]
"""A text, and the folder for its annotation."""


def extract_all(jobs: list[Job]) -> None:
    """Write the annotation of each text into its folder; each processor does its share."""
    cores = min(os.cpu_count() or 1, 4)
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        list(pool.map(extract_some, [jobs[i::cores] for i in range(cores)]))


def extract_some(jobs: list[Job]) -> None:
    """Write the annotation of each text into its folder."""
    nlp = language.load()
    for path, out in jobs:
        (out / f"{path.stem}.json").write_text(dump(extract_article(read_article(path), nlp)), encoding="utf-8")


def scored(script: str, *arguments: str) -> str:
    """Run a scorer of the shared gold and return what it prints."""
    command = [sys.executable, str(GOLD / script), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def of_dev(out: Path) -> dict[str, float]:
    """Score the articles that are annotated whole."""
    rows = json.loads(scored("score.py", str(GOLD / "dev"), str(out), "--json"))
    found = {f"dev {name} F1": row["f1"] for name, row in rows.items()}
    return found | {"dev stances precision": rows["stances"]["p"]}


def of_claims(out: Path) -> dict[str, float]:
    """Score the claims of CED-1K."""
    row = json.loads(scored("score_claims.py", str(GOLD / "claims"), str(out), "--json"))
    return {f"claims {name}": row[name] for name in ("found", "attributed", "supported")}


def join_sides(out: Path) -> None:
    """Make one attribution of the two sides of a quotation that its cue breaks, as PolNeAR has them."""
    for path in out.glob("*.json"):
        document = json.loads(path.read_text(encoding="utf-8"))
        joined: list[dict[str, Any]] = []
        for statement in sorted(document["statements"], key=lambda one: one["spans"]["content"]):
            if statement["rule"] == OTHER_SIDE:
                joined[-1]["spans"]["content"] += statement["spans"]["content"]
            else:
                joined.append(statement)
        path.write_text(json.dumps(document | {"statements": joined}), encoding="utf-8")


def of_polnear(out: Path) -> dict[str, float]:
    """Score the attributions of PolNeAR's dev part, all of them and those of speech alone; sides are joined."""
    join_sides(out)
    return of_polnear_apart(out)


def of_polnear_apart(out: Path) -> dict[str, float]:
    """Score the same with each side of a broken quotation as an attribution of its own."""
    lines = out / "predictions.jsonl"
    lines.write_text(scored("polnear_predictions.py", str(out)), encoding="utf-8")
    found: dict[str, float] = {}
    for name, options in (("PolNeAR speech", ["--speech-only"]), ("PolNeAR all", [])):
        printed = scored("score_polnear.py", "--split", "dev", "--pred", str(lines), *options)
        for label, pattern in POLNEAR.items():
            match = re.search(pattern, printed)
            if match is not None and (label.startswith("content") or name == "PolNeAR all"):
                found[f"{name}: {label}"] = float(match[1])
    return found


SETS: tuple[tuple[str, str, Callable[[Path], dict[str, float]]], ...] = (
    ("dev", "dev", of_dev),
    ("claims", "claims", of_claims),
    ("polnear", "polnear/data/dev/text", of_polnear),
    ("polnear-apart", "polnear/data/dev/text", of_polnear_apart),
)


def measure(sets: tuple[str, ...] = ("dev", "claims", "polnear")) -> dict[str, float]:
    """Extract and score the named sets; return each figure by its name."""
    with tempfile.TemporaryDirectory() as folder:
        outs = {name: Path(folder, name) for name in sets}
        jobs: list[Job] = []
        for name, texts, _ in SETS:
            if name in outs:
                outs[name].mkdir()
                jobs += [(path, outs[name]) for path in sorted((GOLD / texts).glob("*.txt"))]
        extract_all(jobs)
        return {key: value for name, _, score in SETS if name in outs for key, value in score(outs[name]).items()}


def floors() -> dict[str, float]:
    """Return the pinned floors."""
    found: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return found


def raised(old: dict[str, float], reached: dict[str, float]) -> dict[str, float]:
    """Return the floors after a measurement: higher where more was reached, never lower."""
    new = {name: max(old.get(name, 0.0), round(value - SLACK, 3)) for name, value in reached.items()}
    return dict(sorted((old | new).items()))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise-floors", action="store_true", help="pin what was reached where it is higher")
    parser.add_argument("--rows", action="store_true", help="print Markdown")
    parser.add_argument("--apart", action="store_true", help="score PolNeAR alone, sides of quotations apart")
    options = parser.parse_args()
    old = floors() if FLOORS.exists() else {}
    reached = measure(("polnear-apart",)) if options.apart else measure()
    if options.rows:
        print("| measure | reached | best rules | people | what is counted |\n| --- | ---: | ---: | ---: | --- |")
    for name, value in reached.items():
        plain = f"{name:34} {value:6.3f}   floor {old.get(name, 0.0):.3f}"
        print(row(name, value) if options.rows else plain)
    if options.raise_floors and not options.apart:
        FLOORS.write_text(json.dumps(raised(old, reached), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
