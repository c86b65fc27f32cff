"""Makes the pipeline from the corpora: ``python -m training --corpora DIR --out DIR``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config

from stakegraph.language.ops import faster
from training import convert, corpora
from training.assemble import assemble
from training.average import average
from training.evaluate import table

_CONFIGS = Path(__file__).parent / "configs"
_CURLED = 0.5
_COPIES = 2
_MADE = 4000
_SEEDS = (1, 2)
_TITLE = (
    "# What this pipeline gets right\n\nMeasured by `python -m training`, in per cent, on text never trained on.\n\n"
)


def main() -> None:
    """Convert, train, assemble and measure; what a step left in ``--out`` is made again by the next run."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of the corpora, one sub-folder each")
    parser.add_argument("--out", type=Path, required=True, help="folder to work in; the pipeline will be in OUT/model")
    options = parser.parse_args()
    print(make(options.corpora, options.out))


def make(source: Path, out: Path) -> str:
    """Run every step and return the table of what was measured."""
    data = out / "data"
    for stage, by in (("syntax", "new_doc"), ("paragraphs", "new_par")):
        convert.syntax(source, data / f"{stage}_train.spacy", "train", by=by, curled=_CURLED)
        convert.syntax(source, data / f"{stage}_dev.spacy", "dev", by=by)
    convert.news(source, data / "news_train.spacy", made=_MADE, curled=_CURLED)
    convert.syntax(source, data / "news_dev.spacy", "dev", by="new_par")
    convert.names(source, data / "names_train.spacy", corpora.NAMES, copies=_COPIES, curled=_CURLED)
    convert.names(source, data / "names_dev.spacy", corpora.NAMES_DEV)
    convert.names(source, data / "sentences_train.spacy", corpora.NAMES, curled=_CURLED)
    convert.names(source, data / "sentences_dev.spacy", corpora.NAMES_DEV)
    first = _train("syntax", data, out)
    paragraphs = _train("paragraphs", data, out, first)
    news = [_train("news", data, out, paragraphs, seed=seed) for seed in _SEEDS]
    syntax = average([paragraphs, *news], out / "news")
    names = _train("names", data, out, first)
    runs = [_train("sentences", data, out, names, seed=seed) for seed in _SEEDS]
    names = average(runs, out / "sentences")
    nlp = assemble(syntax, names, source, out / "model")
    found = table(nlp, source)
    (out / "model" / "TABLE.md").write_text(_TITLE + found, encoding="utf-8")
    return found


def _train(stage: str, data: Path, out: Path, start: Path | None = None, *, seed: int = 0) -> Path:
    """Train by the configuration of ``stage``, from the pipeline in ``start`` where one is given."""
    settings: dict[str, Any] = {f"paths.{part}": str(data / f"{stage}_{part}.spacy") for part in ("train", "dev")}
    if start:
        settings["paths.start"] = str(start)
    folder = out / f"{stage}-{seed}"
    folder.mkdir(parents=True, exist_ok=True)
    with faster():
        train(init_nlp(load_config(_CONFIGS / f"{stage}.cfg", overrides={**settings, "system.seed": seed})), folder)
    return folder / "model-best"


if __name__ == "__main__":
    main()
