"""Measures a pipeline from raw text, on the test corpora."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path
from typing import TypeVar

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.training import Example

from training import corpora
from training.augment import spans
from training.convert import document
from training.corpora import Sentence

_LAYERS = {
    "token F": "token_f", "UPOS": "pos_acc", "XPOS": "tag_acc", "lemma": "lemma_acc",
    "UAS": "dep_uas", "LAS": "dep_las", "sentence F": "sents_f",
}  # fmt: skip
_LABELS = ("PERSON", "ORG", "LOC")
_ALL = 10_000
_T = TypeVar("_T")


class Score:
    """Counts what was right, found and there to be found, for each layer."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.gold: Counter[str] = Counter()

    def add(self, layer: str, found: set[_T], gold: set[_T]) -> None:
        """Count one paragraph's answers against its gold."""
        self.right[layer] += len(found & gold)
        self.found[layer] += len(found)
        self.gold[layer] += len(gold)

    def precision(self, layer: str) -> float:
        """Return the share of what was found that is right, in per cent."""
        return 100 * self.right[layer] / max(1, self.found[layer])

    def recall(self, layer: str) -> float:
        """Return the share of the gold that was found, in per cent."""
        return 100 * self.right[layer] / max(1, self.gold[layer])

    def f(self, layer: str) -> float:
        """Return the harmonic mean of both."""
        return 200 * self.right[layer] / max(1, self.found[layer] + self.gold[layer])


def table(nlp: Language, source: Path) -> str:
    """Return the figures of ``nlp`` on all test corpora as two Markdown tables."""
    lines = [_row("syntax, from raw text", _LAYERS), _row("---", ["---"] * len(_LAYERS))]
    for title, name in corpora.SYNTAX_TESTS.items():
        lines.append(_row(title, [f"{figure:.1f}" for figure in syntax(nlp, source / f"{name}.conllu")]))
    heads = ("P", "R", "F", *_LABELS)
    lines += ["", _row("names, from raw text", heads), _row("---", ["---"] * len(heads))]
    for title, name in corpora.NAMES_TESTS.items():
        score = names(nlp, source / f"{name}.iob2")
        figures = [score.precision("all"), score.recall("all"), score.f("all"), *(score.f(label) for label in _LABELS)]
        lines.append(_row(title, [f"{figure:.1f}" for figure in figures]))
    return "\n".join(lines) + "\n"


def _row(first: str, cells: Iterable[str]) -> str:
    return f"| {' | '.join((first, *cells))} |"


def syntax(nlp: Language, path: Path) -> list[float]:
    """Return the figures of ``_LAYERS`` by spaCy's scorer; each paragraph is one text, as in an article."""
    gold = [document(nlp.vocab, run) for run in corpora.grouped(corpora.conllu(path), _ALL, by="new_par")]
    parsed = nlp.pipe(doc.text for doc in gold)
    scores = Scorer(nlp).score([Example(doc, right) for doc, right in zip(parsed, gold, strict=True)])
    return [100 * scores[layer] for layer in _LAYERS.values()]


def names(nlp: Language, path: Path) -> Score:
    """Score names; one that has the right characters and the wrong label is wrong."""
    score = Score()
    sentences = list(corpora.iob2(path))
    for sentence, doc in zip(sentences, nlp.pipe(map(_text, sentences)), strict=True):
        where = _places(sentence)
        gold = {(where[a][0], where[b - 1][1], kind) for a, b, kind in spans(sentence.ents) if kind != "O"}
        found = {(name.start_char, name.end_char, name.label_) for name in doc.ents}
        score.add("all", found, gold)
        for label in _LABELS:
            score.add(label, {n for n in found if n[2] == label}, {n for n in gold if n[2] == label})
    return score


def _text(sentence: Sentence) -> str:
    spaced = zip(sentence.words, sentence.spaces, strict=True)
    return "".join(word + " " * space for word, space in spaced).rstrip()


def _places(sentence: Sentence) -> list[tuple[int, int]]:
    """Return the characters of each word in the sentence's text."""
    ends = accumulate(len(word) + space for word, space in zip(sentence.words, sentence.spaces, strict=True))
    return [
        (end - space - len(w), end - space) for end, w, space in zip(ends, sentence.words, sentence.spaces, strict=True)
    ]
