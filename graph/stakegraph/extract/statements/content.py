"""What a cue verb reports: the ways to find its content, most precise first."""

from __future__ import annotations

from collections.abc import Callable

from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.matches import Match
from stakegraph.extract.statements.clauses import (
    around_aside,
    bare_after,
    clause_after,
    clause_before,
    infinitive,
    that_after,
)
from stakegraph.extract.statements.complementless import gerund, predicate_of_noun, question_after, small_clause
from stakegraph.extract.statements.cues import Cue, Stretch, cue_of
from stakegraph.extract.statements.objects import asked_or_judged, judgement, quoted_object
from stakegraph.extract.statements.quoting import quoted


def content_of_verb(context: Context, match: Match, subject: int | None) -> Stretch | None:
    """Return what cue verb ``match`` reports, or None where it reports nothing."""
    cue = cue_of(context, match, subject)
    for finder in _FINDERS:
        found = finder(context, cue)
        if found is not None:
            return found
    return None


_FINDERS: tuple[Callable[[Context, Cue], Stretch | None], ...] = (
    quoted,
    judgement,
    predicate_of_noun,
    clause_after,
    around_aside,
    clause_before,
    that_after,
    question_after,
    small_clause,
    gerund,
    infinitive,
    asked_or_judged,
    quoted_object,
    bare_after,
)
"""Ways to find content, most precise first."""
