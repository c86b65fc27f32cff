"""Finds the words of a hand-written annotation in its article by plain search."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from stakegraph.errors import AnnotationError
from stakegraph.model import Evidence, Manner, Mention

QUOTES = '"“”„«»'
"""Double quotation marks; single ones are left out, for an apostrophe looks the same."""

_OPENING = "\"“„«‘‚›'"
_CLOSING = "\"”“»’‘‹'"


def occurrences(text: str, words: str) -> list[tuple[int, int]]:
    """Return the places of ``words`` in ``text``, as whole words where there is any such place.

    >>> occurrences("US aid for Russia: the US", "US")
    [(0, 2), (23, 25)]
    """
    whole = [match.span() for match in _whole(words).finditer(text)]
    return whole or [match.span() for match in re.finditer(re.escape(words), text)]


def first(text: str, words: str, taken: Iterable[tuple[int, int]] = ()) -> Evidence:
    """Return the first place of ``words`` that is not ``taken``, the last where all are.

    Raises AnnotationError where ``words`` are not in ``text``.

    >>> first("No, no, no.", "no").span
    (4, 6)
    """
    found, used = _places(text, words), set(taken)
    start, end = next((span for span in found if span not in used), found[-1])
    return Evidence.cut(text, start, end)


def nearest(text: str, words: str, to: Evidence) -> Evidence:
    """Return the place of ``words`` that is nearest to ``to``; one inside of it counts as far as its edge.

    Raises AnnotationError where ``words`` are not in ``text``.
    """

    def distance(span: tuple[int, int]) -> tuple[int, int]:
        start, end = span
        if start >= to.end:
            return start - to.end, 0
        if end <= to.start:
            return to.start - end, 0
        return min(start - to.start, to.end - end), 1

    return Evidence.cut(text, *min(_places(text, words), key=distance))


def mentions(text: str, aliases: Iterable[str]) -> tuple[Mention, ...]:
    """Return a mention for each place where one of ``aliases`` stands and no longer one covers it.

    >>> [m.evidence.exact for m in mentions("Sir Keir said so. Keir did.", ["Keir", "Sir Keir"])]
    ['Sir Keir', 'Keir']
    """
    taken: list[tuple[int, int]] = []
    for alias in sorted(set(aliases), key=lambda alias: (-len(alias), alias)):
        for start, end in occurrences(text, alias):
            if not any(start < other_end and other_start < end for other_start, other_end in taken):
                taken.append((start, end))
    return tuple(Mention(Evidence.cut(text, start, end)) for start, end in sorted(taken))


def manner(text: str, content: Evidence) -> Manner:
    """Tell from the quotation marks whether ``content`` is quoted whole, in part, or not at all.

    >>> manner('He said: "No deal."', Evidence(10, 18, "No deal."))
    'direct'
    """
    before = text[: content.start].rstrip()[-1:]
    after = text[content.end :].lstrip(" ,.")[:1]
    opened = bool(before) and before in _OPENING
    closed = bool(after) and after in _CLOSING
    inside = any(mark in content.exact for mark in QUOTES)
    if opened and closed:
        return "direct"
    if inside:
        return "mixed"
    return "direct" if opened or closed else "indirect"


def _places(text: str, words: str) -> list[tuple[int, int]]:
    found = occurrences(text, words)
    if not found:
        raise AnnotationError(f"{words[:80]!r} is not in the article; copy it verbatim")
    return found


@lru_cache(maxsize=4096)
def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
