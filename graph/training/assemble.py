"""Puts the parts together: syntax, names and a rule lemmatizer with tables completed from the treebanks."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import spacy
import srsly  # type: ignore[import-untyped]
from spacy.language import Language

from stakegraph.language.stored import KNOWN_NAMES, read
from training.known import known_names
from training.lemmas import lemmatizer

NAME, VERSION = "stakegraph_news", "0.3.0"
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
    known: Any = nlp.add_pipe(KNOWN_NAMES)
    known.fill(*known_names())
    nlp.meta.update(_META)
    nlp.config["paths"].update(dict.fromkeys(nlp.config["paths"]))
    nlp.to_disk(target)
    # Sourcing brings in every name that was made up for training; only the labels are needed.
    kept = json.dumps(sorted(strings | set(ner.labels)), ensure_ascii=False, indent=0)
    (target / "vocab" / "strings.json").write_text(kept, encoding="utf-8")
    for file in _FILES.iterdir():
        shutil.copy(file, target)
    narrow(target)
    return read(target)


def narrow(folder: Path) -> None:
    """Store every float32 of a pipeline as float16, half the size; ``read`` undoes it."""
    for file in folder.glob("*/model"):
        stored = srsly.msgpack_loads(file.read_bytes())
        for node in stored["params"]:
            node.update({name: value.astype("float16") for name, value in node.items() if value is not None})
        file.write_bytes(srsly.msgpack_dumps(stored))
