"""Reads a pipeline from disk, be it ours, which is stored in half precision and has a component of our own.

It imports spaCy; so it is imported where a pipeline is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language

from stakegraph.language.known import KnownNames
from stakegraph.language.ops import faster

KNOWN_NAMES = "stakegraph_known_names"
"""The factory of our own component in the pipeline that ships."""


@Language.factory(KNOWN_NAMES)
def _known_names(nlp: Language, name: str) -> KnownNames:  # noqa: ARG001  # spaCy passes both by name
    return KnownNames({}, ())


def read(name: str | Path) -> Language:
    """Load the pipeline that is installed as ``name`` or lies in that folder, to compute in single precision."""
    with faster():
        nlp = spacy.load(name)
    _widen(nlp)
    return nlp


def parameters(nlp: Language) -> Iterator[tuple[Any, str]]:
    """Yield each node of the models of ``nlp`` with the name of each matrix that it has, in the pipeline's order."""
    pipes: list[Any] = [pipe for _, pipe in nlp.pipeline]
    for pipe in pipes:
        model = getattr(pipe, "model", None)
        for node in model.walk() if model else ():
            yield from ((node, name) for name in node.param_names if node.has_param(name))


def _widen(nlp: Language) -> None:
    """Turn every number that was read as float16 into float32, in which spaCy computes; change no other."""
    for node, name in parameters(nlp):
        if node.get_param(name).dtype == np.float16:
            node.set_param(name, node.get_param(name).astype("float32"))
