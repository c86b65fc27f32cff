"""Whether a word of the lexicon is an act where it stands: cutting aid is a sanction, cutting bread is none."""

from __future__ import annotations

from functools import cache

from stakegraph.extract.context import Context
from stakegraph.extract.lexicon import word_set
from stakegraph.extract.matches import Match, predicate_of
from stakegraph.model import EventType
from stakegraph.resources import words
from stakegraph.syntax import Token

_CONDITIONS = {
    "help": frozenset(("AID", "SANCTION")),
    "forces": frozenset(("MOBILIZE",)),
    "alliance": frozenset(("COOPERATE",)),
}
"""What the object of a verb must be for the verb to be an act of these classes: cutting bread is none."""


@cache
def conditional_objects(condition: str) -> frozenset[str]:
    """Return the nouns that fulfil a condition: aid, supplies, relations; troops, warships."""
    return word_set(condition) if condition == "alliance" else frozenset(words(f"seeds/lexicon/{condition}.txt"))


def is_undone(context: Context, match: Match) -> bool:
    """Say whether a noun names aid that is cut or support that is refused: it is none."""
    token = context.parse.tokens[match.i]
    governor = predicate_of(context.grammar, context.parse.tokens[token.head])
    undoing = governor is not None and token.head != token.i and {"SANCTION", "REJECT"} & set(governor.event)
    return token.pos == "NOUN" and bool(undoing) and bool({"AID", "SUPPORT"} & set(match.predicate.event))


def classes(context: Context, match: Match) -> tuple[EventType, ...]:
    """Return the classes of a predicate that hold for its object; none where it is no act here."""
    predicate = match.predicate
    conditions = [c for c in _CONDITIONS if c in predicate.recipient]
    if not conditions:
        is_question = predicate.lemma == "ask" and context.parse.child(match.i, "obj", "xcomp") is None
        return () if is_question else predicate.event
    given = context.parse.child(match.i, "xcomp")
    ends_help = given is not None and given.tag == "VBG" and _gives(context, given)
    if ends_help:
        return tuple(kind for kind in predicate.event if kind == "SANCTION")
    done = context.grammar.object(match.i)
    if done is None:
        return ()
    first, last = context.grammar.noun_phrase(done)
    moved = {t.lemma.lower() for t in context.parse.tokens[first : last + 1]}
    held = frozenset[str]().union(*(_CONDITIONS[c] for c in conditions if moved & conditional_objects(c)))
    return tuple(kind for kind in predicate.event if kind in held)


def _gives(context: Context, token: Token) -> bool:
    """Say whether a verb gives what states give each other: "stopped sharing intelligence with Kyiv"."""
    found = predicate_of(context.grammar, token)
    done = context.grammar.object(token.i)
    given = done is not None and context.parse.tokens[done].lemma.lower() in conditional_objects("help")
    return given or (found is not None and bool({"AID", "COOPERATE"} & set(found.event)))
