"""Whom a speaker addresses: the "you" of a quotation.

Told outright ("told the minister"), or shown by what the speaker does to somebody just before ("grilled the banker"). A
speaker who goes on speaking goes on addressing the same, and in a hearing all address one person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from stakegraph.extract.reading.context import Context
from stakegraph.extract.statements.drafts import Draft

_FACING = frozenset(("ACCUSE", "REQUEST", "CONSULT", "THREATEN"))
_BEFORE = 2
"""Sentences before a quotation in which its speaker may turn to somebody."""


def find_addressees(
    context: Context, spoken: Sequence[tuple[Draft, str | None]], refer: Callable[[int], str | None]
) -> Mapping[int, str]:
    """Return the addressee of each quotation that has one, by the number of the quotation.

    ``spoken`` are the statements with their speakers, in the order of the text; ``refer`` resolves a token to an actor.
    """
    found: dict[int, str] = {}
    last: dict[str, str] = {}
    open_: list[tuple[int, str]] = []
    for draft, speaker in spoken:
        if speaker is None:
            continue
        numbers = {context.inside[i] for i in range(draft.tokens[0], draft.tokens[1] + 1)} - {-1}
        told = refer(draft.addressee) if draft.addressee is not None else _faced(context, draft, speaker, refer)
        addressee = told if told is not None and told != speaker else last.get(speaker)
        if addressee is None:
            open_.extend((number, speaker) for number in numbers)
            continue
        last[speaker] = addressee
        found.update(dict.fromkeys(numbers, addressee))
    if len(set(last.values())) == 1:
        (everyones,) = set(last.values())
        found.update({number: everyones for number, speaker in open_ if speaker != everyones})
    return found


def _faced(context: Context, draft: Draft, speaker: str, refer: Callable[[int], str | None]) -> str | None:
    """The person whom the speaker accuses, asks or meets in the sentence of the cue or shortly before."""
    tokens = context.parse.tokens
    sentence = tokens[draft.tokens[0]].sent
    since = context.parse.sentences[max(0, sentence - _BEFORE)][0]
    until = context.sentence(draft.tokens[1])[1]
    for match in reversed(context.matches_between(since, until)):
        if not _FACING & set(match.predicate.event) or context.inside[match.i] >= 0 or tokens[match.i].pos != "VERB":
            continue
        done = context.grammar.object(match.i)
        if done is not None and any(refer(agent) == speaker for agent in match.agents):
            return refer(done)
    return None
