"""Whether an act is told where a word of the lexicon names it, or only thought of, or meant as a trait of somebody."""

from __future__ import annotations

from stakegraph.extract.events.acts import FRIENDLY
from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.lexicon import word_set
from stakegraph.extract.reading.matches import Match, predicate_of

_WORDS = frozenset(("ACCUSE", "REJECT", "SUPPORT", "REQUEST", "THREATEN", "CONCEDE", "AGREE"))
"""Classes of acts that are done by words: where nobody spoke, nothing was done."""
_IF = frozenset(("if", "unless"))
WILL = frozenset(("will", "would", "wo", "shall", "'ll", "’ll"))
_PLANS = frozenset(("xcomp", "advcl", "acl"))


def is_told(context: Context, match: Match) -> bool:
    """Say whether a match tells an act: "praised him", not "would praise him", "a group supporting him"."""
    if_so = any(mark.lower in _IF for mark in context.parse.children(match.verb, "mark"))
    open_ = if_so or _is_unspoken(context, match) or _is_questioned(context, match) or _is_due(context, match)
    return not (open_ or _is_trait(context, match) or _is_charge(context, match))


def _is_due(context: Context, match: Match) -> bool:
    """Say whether an act is only what somebody has to do: "they have to work together"."""
    token = context.parse.tokens[match.i]
    above = context.parse.tokens[token.head]
    return token.dep == "xcomp" and above.lemma in word_set("needing") and context.parse.is_infinitive(match.i)


def _is_questioned(context: Context, match: Match) -> bool:
    """Say whether an act is only what somebody asks about: "asked whether they would free him"."""
    token = context.parse.tokens[match.verb]
    while token.dep == "conj" and context.parse.tokens[token.head].pos == "VERB":
        token = context.parse.tokens[token.head]
    marks = {mark.lower for mark in context.parse.children(token.i, "mark")}
    asked = token.head != token.i and context.parse.tokens[token.head].lemma in word_set("asking")
    return "whether" in marks or ("if" in marks and asked and token.i > token.head)


def _is_unspoken(context: Context, match: Match) -> bool:
    """Say whether words are only imagined, or not said: "would endorse him", "did not complain".

    Who refuses to say them does something: "declined to threaten them".
    """
    kinds = set(match.predicate.event)
    swapped = any(c.lower == "instead" for c in context.parse.children(match.i, "mark", "case"))
    if swapped and "ACCUSE" in kinds:
        return True  # "instead of attacking me, they should help"
    words = match.predicate.pos != "NOUN" and kinds <= _WORDS
    if not words or is_ruled_out(context, match):
        return False
    token = context.parse.tokens[match.i]
    refused = (
        not FRIENDLY.issuperset(match.predicate.event)
        and token.dep != "root"
        and context.parse.tokens[token.head].lemma in word_set("declining")
    )
    return match.factuality == "hypothetical" or (match.factuality == "denied" and not refused)


def is_ruled_out(context: Context, match: Match) -> bool:
    """Say whether a friendly act is one that somebody will not do: "would not endorse him"."""
    will = any(aux.lower in WILL for aux in context.parse.children(match.verb, "aux"))
    return will and match.factuality == "denied" and FRIENDLY.issuperset(match.predicate.event)


def is_taken_back(context: Context, match: Match) -> bool:
    """Say whether a friendly act is one that somebody ends: "withdrew her support for the mayor"."""
    noun = context.parse.tokens[match.i]
    ended = (
        noun.pos == "NOUN" and noun.dep == "obj" and context.parse.tokens[noun.head].lemma in word_set("withdrawing")
    )
    return ended and FRIENDLY.issuperset(match.predicate.event)


def _is_trait(context: Context, match: Match) -> bool:
    """Say whether what lasts only describes somebody, or is what something is for: "a group supporting him"."""
    token = context.parse.tokens[match.i]
    if token.pos != "VERB" or token.lemma not in word_set("lasting"):
        return False
    beside = token.tag == "VBG" and token.dep in _PLANS
    return beside or (token.dep in _PLANS and context.parse.is_infinitive(match.i))


def _is_charge(context: Context, match: Match) -> bool:
    """Say whether an act is only what somebody is charged with: "accused the board of sabotaging the plan"."""
    token = context.parse.tokens[match.i]
    if token.tag != "VBG" or token.dep not in _PLANS:
        return False
    above = predicate_of(context.grammar, context.parse.tokens[token.head])
    charged = above is not None and "ACCUSE" in above.event
    return charged and any(mark.lower in ("of", "with") for mark in context.parse.children(match.i, "mark", "case"))
