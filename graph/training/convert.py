"""Writes training data as spaCy reads it."""

from __future__ import annotations

import random
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from training import corpora
from training.augment import Renamer
from training.clauses import Clauses, headline, renamed
from training.corpora import Sentence

_RUN = 10
_NAMES_RUN = 2
_OTHER_RUN = 3
_HEADLINES = 0.05
_LONGEST_HEADLINE = 16


def document(vocab: Vocab, sentences: list[Sentence]) -> Doc:
    """Build one gold document of ``sentences``, with whatever layers they have."""
    every = range(len(sentences))
    shifts = list(accumulate((len(s.words) for s in sentences), initial=0))
    layers: dict[str, Any] = {}
    if sentences[0].heads:
        layers = {
            "lemmas": [lemma for s in sentences for lemma in s.lemmas],
            "pos": [pos for s in sentences for pos in s.pos],
            "tags": [tag for s in sentences for tag in s.tags],
            "morphs": [morph for s in sentences for morph in s.morphs],
            "heads": [shifts[n] + head for n in every for head in sentences[n].heads],
            "deps": [dep for s in sentences for dep in s.deps],
        }
    if sentences[0].ents:
        layers["ents"] = [tag for s in sentences for tag in s.ents]
        layers["sent_starts"] = [i == 0 for s in sentences for i in range(len(s.words))]
    spaces = [space for s in sentences for space in (*s.spaces[:-1], True)]
    return Doc(vocab, words=[word for s in sentences for word in s.words], spaces=spaces, **layers)


def syntax(source: Path, target: Path, part: str, *, by: str, curled: float = 0.0, seed: int = 0) -> None:
    """Write ``train`` or ``dev`` of the treebanks, cut ``by`` documents ("new_doc") or paragraphs ("new_par").

    A share ``curled`` of it gets the quotation marks of newspapers.
    """
    vocab = spacy.blank("en").vocab
    chance = random.Random(seed)
    docs = []
    for name in corpora.SYNTAX:
        for run in corpora.grouped(corpora.conllu(source / name / f"{part}.conllu"), _RUN, by=by):
            if chance.random() < curled:
                curl(run)
            docs.append(document(vocab, run))
    _write(target, docs)


def news(source: Path, target: Path, *, made: int, curled: float = 0.0, seed: int = 0) -> None:
    """Write the train part of the treebanks by paragraphs, and beside it what makes it more like news.

    That is ``made`` sentences that are made up, all sentences with other names, and some of them as headlines.
    """
    vocab = spacy.blank("en").vocab
    chance = random.Random(seed)
    runs = [
        run
        for name in corpora.SYNTAX
        for run in corpora.grouped(corpora.conllu(source / name / "train.conllu"), _RUN, by="new_par")
    ]
    sentences = [sentence for run in runs for sentence in run]
    clauses = Clauses(sentences, chance)
    other = [new for new in (renamed(sentence, chance) for sentence in sentences) if new is not None]
    short = [s for s in sentences if len(s.words) <= _LONGEST_HEADLINE and "VERB" in s.pos]
    runs += [[clauses.sentence()] for _ in range(made)]
    runs += [[headline(one)] for one in chance.sample(short, int(_HEADLINES * len(short)))]
    runs += [other[i : i + _OTHER_RUN] for i in range(0, len(other), _OTHER_RUN)]
    chance.shuffle(runs)
    for run in runs:
        if chance.random() < curled:
            curl(run)
    _write(target, [document(vocab, run) for run in runs])


def curl(sentences: Iterable[Sentence]) -> None:
    """Replace straight quotation marks and apostrophes by curly ones, as most newspapers print them."""
    for sentence in sentences:
        for i, word in enumerate(sentence.words):
            opens = (i == 0 or sentence.spaces[i - 1]) and not sentence.spaces[i]
            plain = word.replace('"', "“" if opens else "”")
            sentence.words[i] = plain.replace("'", "‘" if opens and word == "'" else "’")


def names(
    source: Path, target: Path, files: Iterable[str], *, copies: int = 0, curled: float = 0.0, seed: int = 0
) -> None:
    """Write sentences with names; ``copies`` times more with most names replaced by others of their kind."""
    vocab = spacy.blank("en").vocab
    chance = random.Random(seed)
    read = [list(corpora.iob2(source / f"{file}.iob2")) for file in files]
    renamer = Renamer((sentence for sentences in read for sentence in sentences), chance)
    docs: list[Doc] = []
    for sentences in read:
        docs.extend(document(vocab, run) for run in corpora.grouped(iter(sentences), _NAMES_RUN))
        for sentence in sentences * copies:
            if any(tag != "O" for tag in sentence.ents):
                new = renamer.renamed(sentence, headline=chance.random() < _HEADLINES)
                if chance.random() < curled:
                    curl([new])
                docs.append(document(vocab, [new]))
    chance.shuffle(docs)
    _write(target, docs)


def _write(target: Path, docs: Iterable[Doc]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs, store_user_data=False).to_disk(target)
