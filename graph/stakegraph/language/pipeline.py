"""Loads a spaCy pipeline, checks that it can do what extraction needs, and parses articles with it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from stakegraph.errors import LanguageModelError
from stakegraph.language.clearnlp import to_universal
from stakegraph.language.convert import Strings, tokens
from stakegraph.language.paragraphs import paragraphs
from stakegraph.language.repair import repair
from stakegraph.language.sentences import hold_together
from stakegraph.model import Article
from stakegraph.syntax import Parse, Token

if TYPE_CHECKING:
    from spacy.language import Language

_SHIPPED = Path(__file__).parent / "model"
_UNREAD = ("senter", "sentencizer", "textcat", "textcat_multilabel", "spancat", "entity_linker")
_BATCH = 64
_ONE_LINE = str.maketrans("\r\n\t\v\f\u2028\u2029", " " * 7)


class Pipeline:
    """A loaded spaCy pipeline; ``name`` is its name and version, as provenance records it."""

    def __init__(self, nlp: Language, name: str) -> None:
        from threadpoolctl import ThreadpoolController

        self.name = name
        self._nlp = nlp
        self._strings = Strings(nlp.vocab.strings)
        self._threads = ThreadpoolController()
        labels = _labels(nlp)
        self._clearnlp = "pobj" in labels or "nsubjpass" in labels
        if not self._clearnlp and "obl" not in labels:
            raise LanguageModelError(
                f"the parser of pipeline {name} knows neither Universal Dependencies nor ClearNLP labels; "
                "use an English pipeline, or leave --nlp out for the one that ships"
            )

    def parse(self, article: Article) -> Parse:
        """Parse the body of ``article``; a token's offsets are those of the article's text."""
        text = article.text
        spans = [span for first, last in article.body for span in paragraphs(text, first, last)]
        lines = (hold_together(self._nlp.make_doc(text[first:last].translate(_ONE_LINE))) for first, last in spans)
        made: list[Token] = []
        starts: list[int] = []
        found: list[tuple[int, int]] = []
        # The matrices are so small that a second thread of BLAS mostly waits, most of all on a busy machine.
        with self._threads.limit(limits=1, user_api="blas"):
            for (first, _), doc in zip(spans, self._nlp.pipe(lines, batch_size=_BATCH), strict=True):
                here = len(made)
                more, begins = tokens(doc, self._strings, text, first, here)
                made.extend(more)
                starts.extend(begins)
                found.append((here, len(made)))
        if self._clearnlp:
            to_universal(made)
        repair(made, starts)
        return Parse(text, made, list(pairwise([*starts, len(made)])), found)


def load(name: str | None = None) -> Pipeline:
    """Load the pipeline that ships, or the one that is installed as ``name`` or lies in the folder ``name``."""
    from stakegraph.language.stored import read

    what = "the pipeline that ships with stakegraph" if name is None else f"the spaCy pipeline {name!r}"
    advice = "install stakegraph again" if name is None else "install it, or leave --nlp out for the one that ships"
    try:
        nlp = read(_SHIPPED if name is None else name)
    except (OSError, ValueError, ImportError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise LanguageModelError(f"{what} can't be loaded ({reason}); {advice}") from error
    _check(nlp, what)
    for pipe in [p for p in nlp.pipe_names if nlp.get_pipe_meta(p).factory in _UNREAD]:
        nlp.disable_pipe(pipe)
    return Pipeline(nlp, f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}")


def _check(nlp: Language, what: str) -> None:
    """Raise LanguageModelError where a component is missing that extraction reads the work of."""
    has = {nlp.get_pipe_meta(pipe).factory for pipe in nlp.pipe_names}
    needs = {
        "a tagger": has & {"tagger"},
        "a parser": has & {"parser"},
        "a lemmatizer": has & {"lemmatizer", "trainable_lemmatizer"},
        "parts of speech": has & {"morphologizer", "attribute_ruler"},
    }
    missing = [need for need, found in needs.items() if not found]
    if missing:
        raise LanguageModelError(
            f"{what} lacks {', '.join(missing)} (it has {', '.join(nlp.pipe_names) or 'no component'}); "
            "use one that has them, or leave --nlp out for the one that ships"
        )


def _labels(nlp: Language) -> set[str]:
    parser = next(pipe for pipe in nlp.pipe_names if nlp.get_pipe_meta(pipe).factory == "parser")
    return set(nlp.meta["labels"].get(parser, ())) | set(getattr(nlp.get_pipe(parser), "labels", ()))
