"""Makes the pipeline from the corpora: ``python -m training --corpora DIR --out DIR``."""

from __future__ import annotations

import argparse
from pathlib import Path

from spacy.cli.train import train

from training import convert, corpora
from training.assemble import assemble
from training.evaluate import table

_CONFIGS = Path(__file__).parent / "configs"
_CURLED = 0.5
_COPIES = 2
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
    convert.syntax(source, data / "syntax_train.spacy", "train", curled=_CURLED)
    convert.syntax(source, data / "syntax_dev.spacy", "dev")
    convert.names(source, data / "names_train.spacy", corpora.NAMES, copies=_COPIES, curled=_CURLED)
    convert.names(source, data / "names_dev.spacy", corpora.NAMES_DEV)
    syntax, names = out / "syntax" / "model-best", out / "names" / "model-best"
    _train("syntax", data, out)
    _train("names", data, out, {"paths.syntax": str(syntax)})
    nlp = assemble(syntax, names, source, out / "model")
    found = table(nlp, source)
    (out / "model" / "TABLE.md").write_text(_TITLE + found, encoding="utf-8")
    return found


def _train(what: str, data: Path, out: Path, overrides: dict[str, str] | None = None) -> None:
    paths = {f"paths.{part}": str(data / f"{what}_{part}.spacy") for part in ("train", "dev")}
    train(_CONFIGS / f"{what}.cfg", out / what, overrides={**paths, **(overrides or {})})


if __name__ == "__main__":
    main()
