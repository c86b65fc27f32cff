"""Tells a parser where no sentence begins: behind a word or a comma, however it would like to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LONGEST = 100
"""Tokens after which a parser is let free again: what runs on for so long is a list or a table."""
_OPENING = frozenset(("“", '"', "``", "''", "‘", "(", "["))


def hold_together(doc: Doc) -> Doc:
    """Forbid sentences to begin behind a word or a comma in ``doc``, which is not parsed yet, and return it.

    Parsers that are trained on headlines and lists end a sentence inside "Mr Roy praised | German Chancellor Moss".
    """
    since = 0
    before = "."
    for token in doc:
        text = token.text
        since += 1
        if not (before[-1].isalnum() or before == ",") or text in _OPENING:
            since = 0
        elif since < _LONGEST:
            token.is_sent_start = False
        if not text.isspace():
            before = text
    return doc
