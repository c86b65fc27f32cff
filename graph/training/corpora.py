"""Reads the corpora: CoNLL-U for syntax, IOB2 for names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SYNTAX = ("ewt", "gum")
"""The folders whose ``train.conllu`` and ``dev.conllu`` are trained on."""

TOPICS = ("politics", "science", "literature", "music", "ai")
NAMES = (
    "uner_ewt/train", "gum/train", "wikigold/train", "crossner/politics-train", "crossner/politics-dev",
    *(f"crossner/{topic}-{part}" for topic in TOPICS[1:] for part in ("train", "dev", "test")),
)  # fmt: skip
"""The files trained on for names. Of CrossNER only the test part of politics is kept for measuring."""

NAMES_DEV = ("uner_ewt/dev", "gum/dev")
SYNTAX_TESTS = {"EWT test": "ewt/test", "GUM test (open genres)": "gum/test", "PUD (never trained on)": "pud/test"}
NAMES_TESTS = {
    "UNER-EWT test": "uner_ewt/test",
    "UNER-PUD (never trained on)": "uner_pud/test",
    "GUM test": "gum/test",
    "CrossNER politics test": "crossner/politics-test",
}

_CLITICS = ("'s", "'re", "'ve", "'ll", "'d", "'m", "n't")


@dataclass(slots=True)
class Sentence:
    """One sentence, a list for each column; ``spaces`` says after which words a space stands.

    ``heads`` are indices in the sentence (a root's is its own); ``new_doc`` and ``new_par`` say whether it begins one.
    """

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    ents: list[str] = field(default_factory=list)
    new_doc: bool = False
    new_par: bool = False


def conllu(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file. Of words that share a surface ("don't"), only the last has a space."""
    for block in _blocks(path):
        sentence = Sentence()
        inside, space_after = 0, True
        for line in block:
            if line.startswith("#"):
                sentence.new_doc |= line.startswith("# newdoc")
                sentence.new_par |= line.startswith(("# newpar", "# newdoc"))
                continue
            cells = line.split("\t")
            spaced = "SpaceAfter=No" not in cells[9]
            if "-" in cells[0]:
                inside, space_after = int(cells[0].partition("-")[2]), spaced
            elif "." not in cells[0]:
                here = int(cells[0])
                _add(sentence, cells, spaced if here > inside else here == inside and space_after)
        yield sentence


def _add(sentence: Sentence, cells: list[str], space: bool) -> None:
    here, head = int(cells[0]), int(cells[6])
    sentence.words.append(cells[1])
    sentence.spaces.append(space)
    sentence.lemmas.append(cells[2])
    sentence.pos.append(cells[3])
    sentence.tags.append(cells[4])
    sentence.morphs.append("" if cells[5] == "_" else cells[5])
    sentence.heads.append((head or here) - 1)
    sentence.deps.append(cells[7])


def iob2(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of an IOB2 file."""
    for block in _blocks(path):
        sentence = Sentence(new_doc=block[0].startswith("# doc"))
        for line in block:
            if not line.startswith("# doc"):
                word, tag, space = line.split("\t")
                sentence.words.append(word)
                sentence.ents.append(tag)
                sentence.spaces.append(space == "1")
        if sentence.words:
            _join_clitics(sentence)
            yield sentence


def _join_clitics(sentence: Sentence) -> None:
    """Take out the space that some files have before the "'s" or "n't" of a word."""
    for i, word in enumerate(sentence.words[1:]):
        if word.replace("’", "'").lower() in _CLITICS:
            sentence.spaces[i] = False


def _blocks(path: Path) -> Iterator[list[str]]:
    block: list[str] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                block.append(line.rstrip("\n"))
            elif block:
                yield block
                block = []
    if block:
        yield block


def grouped(sentences: Iterator[Sentence], most: int, *, by: str = "new_doc") -> Iterator[list[Sentence]]:
    """Yield runs of at most ``most`` sentences of one document (or, ``by="new_par"``, of one paragraph)."""
    run: list[Sentence] = []
    for sentence in sentences:
        if run and (getattr(sentence, by) or len(run) == most):
            yield run
            run = []
        run.append(sentence)
    if run:
        yield run
