"""Averages pipelines that were trained on from one start, so that what one run chose by chance weighs less."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import spacy

from stakegraph.language.stored import parameters


def average(folders: Sequence[Path], target: Path) -> Path:
    """Write to ``target`` the pipeline whose every number is the mean of those of the pipelines in ``folders``."""
    first, *others = (spacy.load(folder) for folder in folders)
    for (node, name), *rest in zip(parameters(first), *map(parameters, others), strict=True):
        total = sum((other.get_param(name) for other, _ in rest), start=node.get_param(name))
        node.set_param(name, total / len(folders))
    first.to_disk(target)
    return target
