"""Parses an article's body with a spaCy pipeline into the plain tokens of ``stakegraph.syntax``.

The pipeline that ships (folder ``model``) is trained on open corpora only; any English pipeline of spaCy's with a
tagger, a parser and a lemmatizer will do. spaCy itself is imported when a pipeline is loaded, not before.
"""

from __future__ import annotations

from stakegraph.language.english import is_english
from stakegraph.language.pipeline import Pipeline, load

__all__ = ["Pipeline", "is_english", "load"]
