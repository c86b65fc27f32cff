"""Puts the parts together: syntax, names and a rule lemmatizer with tables completed from the treebanks."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from training.lemmas import lemmatizer

NAME, VERSION = "stakegraph_news", "0.1.0"
_META = {
    "name": NAME,
    "version": VERSION,
    "description": "English pipeline for news: tagger, morphologizer, parser, lemmatizer, names; open corpora only",
    "author": "The stakegraph authors",
    "license": "CC BY-SA 4.0",
    "spacy_version": ">=3.8.7,<3.9.0",
    "sources": [
        {"name": "UD English EWT", "license": "CC BY-SA 4.0"},
        {"name": "GUM, open genres", "license": "CC BY 4.0 and as NOTICES.md says"},
        {"name": "Universal NER English EWT", "license": "CC BY-SA 4.0"},
        {"name": "CrossNER", "license": "MIT"},
        {"name": "WikiGold", "license": "CC BY 4.0"},
        {"name": "spacy-lookups-data", "license": "MIT and the WordNet 3.0 licence"},
    ],
}
_FILES = Path(__file__).parent / "licences"


def assemble(syntax: Path, names: Path, source: Path, target: Path) -> Language:
    """Write the whole pipeline to ``target``, its licence and notices beside it, and return it as it loads."""
    nlp = spacy.load(syntax)
    strings = set(nlp.vocab.strings)
    lemmatizer(nlp, source)
    namer = spacy.load(names)
    namer.replace_listeners("names_tok2vec", "ner", ["model.tok2vec"])
    ner: Any = nlp.add_pipe("ner", source=namer)
    nlp.meta.update(_META)
    nlp.config["paths"].update(dict.fromkeys(nlp.config["paths"]))
    nlp.to_disk(target)
    # Sourcing brings in every name that was made up for training; only the labels are needed.
    kept = json.dumps(sorted(strings | set(ner.labels)), ensure_ascii=False, indent=0)
    (target / "vocab" / "strings.json").write_text(kept, encoding="utf-8")
    for file in _FILES.iterdir():
        shutil.copy(file, target)
    return spacy.load(target)
