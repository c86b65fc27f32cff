"""Measures extraction on gold that others made: ``python tests/bench/quality.py [--raise-floors] [--rows]``.

It extracts the articles of the shared gold, scores them with the scorers that lie beside it, and prints a table with
the floor of each figure. ``--raise-floors`` writes what was reached into ``tests/floors.json`` where it is higher than
what stands there; a floor never falls. ``--rows`` prints the table as Markdown, for the README.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from stakegraph import language
from stakegraph.annotation import dump
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


def extract_all(texts: Iterator[Path], out: Path, nlp: language.Pipeline) -> None:
    """Write the annotation of each text into ``out``."""
    for path in texts:
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


def of_polnear(out: Path) -> dict[str, float]:
    """Score the attributions of PolNeAR's dev part, all of them and those of speech alone."""
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
)


def measure(sets: tuple[str, ...] = ("dev", "claims", "polnear")) -> dict[str, float]:
    """Extract and score the named sets; return each figure by its name."""
    nlp = language.load()
    figures: dict[str, float] = {}
    for name, folder, score in SETS:
        if name in sets:
            with tempfile.TemporaryDirectory() as out:
                extract_all(iter(sorted((GOLD / folder).glob("*.txt"))), Path(out), nlp)
                figures |= score(Path(out))
    return figures


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
    options = parser.parse_args()
    old = floors() if FLOORS.exists() else {}
    reached = measure()
    if options.rows:
        print("| measure | reached |\n| --- | ---: |")
    for name, value in reached.items():
        plain = f"{name:34} {value:6.3f}   floor {old.get(name, 0.0):.3f}"
        print(f"| {name} | {value:.3f} |" if options.rows else plain)
    if options.raise_floors:
        FLOORS.write_text(json.dumps(raised(old, reached), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
