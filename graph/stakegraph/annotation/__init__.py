"""The JSON form of an annotation: what the extractor writes and a person corrects.

The keys are those of the annotation guidelines, with more of them in documents that a machine wrote: ids, spans,
rules, confidences. A document written by hand may leave those out; then its words are looked up in the article.
``annotation.schema.json`` describes both.
"""

from __future__ import annotations

from pathlib import Path

from stakegraph.annotation.place import parse
from stakegraph.annotation.reader import read_annotation
from stakegraph.annotation.writer import dump
from stakegraph.errors import AnnotationError
from stakegraph.model import Annotation

__all__ = ["article_text", "dump", "load", "loads"]


def load(path: str | Path, text: str | None = None) -> Annotation:
    """Read the annotation in the file ``path``; its article is ``text``, or the file that it names beside it.

    Raises AnnotationError where a file can't be read, or where something in the annotation does not hold.
    """
    place = parse(_read(Path(path), "the annotation"), str(path))
    return read_annotation(place, article_text(path) if text is None else text)


def article_text(path: str | Path) -> str:
    """Return the text of the article that the annotation in ``path`` names, with its line ends as they are."""
    name = parse(_read(Path(path), "the annotation"), str(path)).at("article").at("file")
    file = name.string()
    if Path(file).name != file:
        name.fail(f"is {file!r}; it must be the name of a file beside the annotation")
    return _read(Path(path).parent / file, f"the article of {path}")


def loads(data: str, text: str, *, name: str = "annotation") -> Annotation:
    """Read an annotation of the article ``text`` from JSON; ``name`` stands for the file in messages.

    Raises AnnotationError that names the file, the path in the JSON, the value, and what to do.

    >>> document = '{"article": {"id": "a"}, "actors": [{"id": "m", "name": "Moscow", "type": "country"}]}'
    >>> loads(document, "Moscow said no.").actors[0].mentions[0].evidence.span
    (0, 6)
    """
    return read_annotation(parse(data, name), text)


def _read(path: Path, what: str) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AnnotationError(f"{path}: {what} is not UTF-8 at byte {error.start}; save it as UTF-8") from None
    except OSError as error:
        raise AnnotationError(f"{path}: {what} can't be read: {error.strerror or error}") from None
