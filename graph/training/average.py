"""Averages pipelines that were trained on from one start, so that what one run chose by chance weighs less."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language


def average(folders: Sequence[Path], target: Path) -> Path:
    """Write to ``target`` the pipeline whose every number is the mean of those of the pipelines in ``folders``."""
    first, *others = (spacy.load(folder) for folder in folders)
    for (node, name), *rest in zip(_numbers(first), *map(_numbers, others), strict=True):
        total = sum((other.get_param(name) for other, _ in rest), start=node.get_param(name))
        node.set_param(name, total / len(folders))
    first.to_disk(target)
    return target


def _numbers(nlp: Language) -> Iterator[tuple[Any, str]]:
    """Yield each node of each model with the name of each of its parameters, in the order of the pipeline."""
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk():
            yield from ((node, name) for name in node.param_names if node.has_param(name))
