"""When and where: the time and place that a clause gives, as written and, for the time, as a date."""

from __future__ import annotations

import re
from datetime import date, timedelta

from stakegraph.extract.reading.complements import DAYS
from stakegraph.extract.reading.context import Context
from stakegraph.syntax import Token

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_UNITS = {
    "day": 1, "night": 1, "evening": 1, "morning": 1, "afternoon": 1, "week": 7, "weekend": 7, "month": 30, "year": 365,
}  # fmt: skip
_RELATIVE = ("today", "yesterday", "tomorrow", "tonight", "recently", "earlier")
TIME_WORDS = frozenset((*_RELATIVE, *DAYS, *_MONTHS, *_UNITS, *(f"{unit}s" for unit in _UNITS)))
_PREPOSITIONS_OF_PLACE = frozenset(("in", "at"))


def time_of(context: Context, i: int) -> tuple[str | None, str | None]:
    """Return the time that verb ``i`` is given, as written and as an ISO date where that can be told."""
    near = list(context.parse.children(i, "obl", "advmod", "nmod"))
    below = [c for one in near if one.relation == "obl" for c in context.parse.children(one.i, "nmod")]
    for child in (*near, *below):
        if child.lower in TIME_WORDS or re.fullmatch(r"(19|20)\d\d", child.text):
            first, last = context.grammar.noun_phrase(child.i)
            written = context.parse.slice(first, last)
            return written, resolve(written, context.article.info.published)
    return None, None


def resolve(written: str, published: str | None) -> str | None:
    """Return the ISO date that ``written`` means in an article of ``published``, None where it can't be told.

    >>> resolve("last week", "2025-03-07"), resolve("Thursday", "2025-03-07"), resolve("in May", "2025-03-07")
    ('2025-02-28', '2025-03-06', None)
    """
    if published is None or not re.match(r"\d{4}-\d\d-\d\d", published):
        return None
    day = date.fromisoformat(published[:10])
    words = re.findall(r"[a-z]+|\d+", written.lower())
    simple = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
    for word in words:
        if word in simple:
            return (day + timedelta(simple[word])).isoformat()
    direction = 1 if "next" in words else -1
    for word in words:
        if word in DAYS:
            return _weekday(day, DAYS.index(word), direction, "last" in words).isoformat()
    exact = _calendar(words, day)
    if exact is not None:
        return exact
    for word in words:
        unit = _UNITS.get(word)
        if unit and ({"last", "next"} & set(words)):
            return (day + timedelta(direction * unit)).isoformat()
    return None


def _weekday(day: date, wanted: int, direction: int, strictly: bool) -> date:
    """The nearest such weekday in that direction; the day itself counts unless "last" is said."""
    step = (wanted - day.weekday()) % 7 if direction > 0 else -((day.weekday() - wanted) % 7)
    if step == 0 and (strictly or direction > 0):
        step = 7 * direction
    return day + timedelta(step)


def _calendar(words: list[str], day: date) -> str | None:
    month = next((_MONTHS.index(w) + 1 for w in words if w in _MONTHS), None)
    number = next((int(w) for w in words if w.isdigit() and 1 <= int(w) <= 31), None)
    year = next((int(w) for w in words if len(w) == 4 and w.isdigit()), day.year)
    if month is None or number is None:
        return None
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return None


def place_of(context: Context, i: int) -> str | None:
    """Return the place that verb ``i`` is given ("in Brussels")."""
    for child in context.parse.children(i, "obl"):
        if child.pos == "PROPN" and _is_place(context, child):
            first, last = context.grammar.noun_phrase(child.i)
            times = (c.i for c in context.parse.children(child.i, "nmod") if c.lower in TIME_WORDS)
            cut = min((context.parse.subtree(t)[0] for t in times), default=last + 1)
            return context.parse.slice(first, min(last, cut - 1))
    return None


def _is_place(context: Context, token: Token) -> bool:
    cases = {c.lower for c in context.parse.children(token.i, "case")}
    return token.ent == "LOC" and bool(cases & _PREPOSITIONS_OF_PLACE)
