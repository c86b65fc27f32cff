"""Who speaks a cue across what is set off between the two: "Ann Moss, wearing a red cape, said"."""

from __future__ import annotations

from stakegraph.extract.reading.actorwords import words
from stakegraph.extract.reading.context import Context
from stakegraph.syntax import FINITE, NOMINAL, Token

_LONGEST = 40
"""Tokens in the longest aside between a name and its cue."""
_OPENS = frozenset(("ADP", "DET", "NOUN", "PROPN", "ADJ", "ADV", "NUM"))
"""What an aside begins with that is no clause."""
_RELATIVE = frozenset(("who", "whose", "whom"))
_LEADS = frozenset(("DET", "NOUN", "PROPN", "ADJ", "ADP", "PART", "PRON"))
_IRREGULAR = frozenset(("said", "wrote", "told"))
_LED = 14
"""Tokens in the longest name and role between a cue and its colon."""
_DASHES = frozenset(("—", "–", "--"))
_TITLES = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "PART"))
_CLOSED = frozenset(("ADP", "VERB", "AUX", "PRON"))
"""What shows, right before a name, that it is no subject."""
_PASSED = frozenset(("AUX", "ADV"))


def named_aside(context: Context, cue: int) -> int | None:
    """Return the head of the noun before what is set off right before a cue, None where nothing is."""
    tokens = context.parse.tokens
    first = context.sentence(cue)[0]
    end = cue - 1
    while end > first and tokens[end].pos in _PASSED:
        end -= 1
    if tokens[cue].tag == "VBG" or end - 1 <= first:
        return None
    if tokens[end].text in _DASHES:
        return _before_dash(context, end, first)
    if tokens[end].text != ",":
        return None
    who = next((i for i in range(end - 2, max(first, end - _LONGEST), -1) if tokens[i].lower in _RELATIVE), None)
    if who is not None and tokens[who + 1].text == "," == tokens[who - 1].text and tokens[who - 2].pos in NOMINAL:
        return _head(context, who - 2, first)  # "her aides, who, on Monday, said"
    name = _set_off_name(context, cue, end, first)
    if name is not None:
        return name
    for comma in range(max(first + 1, end - _LONGEST), end - 1):
        if tokens[comma].text == "," and context.inside[comma] < 0 and _is_aside(context, comma + 1, end):
            name = _name_before(context, comma, first)
            if name is not None:
                return name if _is_free(context, cue, name) else None
    return None


def _set_off_name(context: Context, cue: int, end: int, first: int) -> int | None:
    """The head of a name between commas, behind its role: "they left, and the director, Ann Moss, said so"."""
    tokens = context.parse.tokens
    begin = end - 1
    while begin > first and tokens[begin].ent == "PERSON":
        begin -= 1
    named = begin < end - 1 and tokens[begin].text == "," and context.parse.child(cue, "nsubj") is None
    role = named and tokens[begin - 1].lower in words().roles and context.inside[begin] < 0
    return _head(context, end - 1, begin + 1) if role else None


def led_in(context: Context, i: int) -> int | None:
    """Return the head of the noun between a cue that opens a sentence and a colon: "Added Ann Moss, her aide: ..."."""
    tokens = context.parse.tokens
    first, last = context.sentence(i)
    formed = tokens[i].lower.endswith(("ed", "s")) or tokens[i].lower in _IRREGULAR
    if i != first or not tokens[i].text[0].isupper() or tokens[i].pos != "VERB" or not formed:
        return None
    after = next((t for t in tokens[i + 1 : min(last + 1, i + _LED)] if t.pos not in _LEADS and t.text != ","), None)
    named = [t for t in tokens[i + 1 : last] if t.pos in NOMINAL and tokens[t.i + 1].pos not in NOMINAL]
    if after is None or after.text != ":" or not named or named[0].i > after.i:
        return None
    if not named[0].text[0].isupper() and named[0].lower not in words().roles:
        return None
    return _head(context, named[0].i, i + 1)


def _before_dash(context: Context, end: int, first: int) -> int | None:
    """The noun before the dash that opens a clause with "who" or "whose", which another dash ends."""
    tokens = context.parse.tokens
    opening = next((i for i in range(end - 1, first, -1) if tokens[i].text in _DASHES), None)
    told = opening is not None and tokens[opening + 1].lower in _RELATIVE | {"which"}
    if opening is None or not told or tokens[opening - 1].pos not in NOMINAL:
        return None
    head = tokens[_head(context, opening - 1, first)]
    while context.parse.child(head.i, "case") is not None and first <= head.head < head.i:
        head = tokens[head.head]
    return head.i if head.pos in NOMINAL and context.parse.child(head.i, "case") is None else None


def _is_aside(context: Context, first: int, end: int) -> bool:
    """Say whether the tokens from ``first`` up to ``end`` only tell more of who is named before them."""
    tokens = context.parse.tokens
    opening = tokens[first]
    outside = [t for t in tokens[first:end] if context.inside[t.i] < 0]
    joined = any(t.pos == "CCONJ" and tokens[t.i - 1].text == "," for t in outside)
    if joined or (opening.ent == "PERSON" and not any(t.tag == "POS" for t in outside)):
        return False
    if opening.lower in _RELATIVE or opening.tag in ("VBG", "VBN", "PRP$"):
        return True
    clause = next((t.i for t in outside if t.lower in _RELATIVE | {"which", "that"}), end)
    return opening.pos in _OPENS and not any(t.tag in FINITE for t in outside if t.i < clause)


def _name_before(context: Context, comma: int, first: int) -> int | None:
    """The head of a person's name that ends at a comma, with or without a bracket, and can be a subject."""
    tokens = context.parse.tokens
    last = comma - 1
    if tokens[last].text == ")":
        last = next((i for i in range(last, first, -1) if tokens[i].text == "("), first) - 1
    if last < first or tokens[last].ent != "PERSON" or context.inside[last] >= 0:
        return None
    begin = last
    while begin > first and tokens[begin - 1].ent == "PERSON":
        begin -= 1
    at = begin
    while at > first and _is_title(tokens[at - 1]):
        at -= 1
    at -= at > first and tokens[at - 1].pos == "DET"
    before = tokens[at - 1] if at > first and context.inside[at - 1] < 0 else None
    if before is not None and (before.pos in _CLOSED or (before.pos == "SCONJ" and before.lower != "that")):
        return None
    return _head(context, last, begin)


def _is_title(token: Token) -> bool:
    return token.pos in _TITLES or token.lower in words().roles


def _head(context: Context, last: int, first: int) -> int:
    """The head of the name or noun that ends at token ``last`` and begins at ``first`` at the earliest."""
    head = context.parse.tokens[last]
    while head.dep in {"flat", "compound"} and first <= head.head <= last:
        head = context.parse.tokens[head.head]
    return head.i


def _is_free(context: Context, cue: int, name: int) -> bool:
    """Say whether a cue has no subject that is another person, or that the name is only one of."""
    own = context.parse.child(cue, "nsubj")
    if own is None or own.i == name:
        return True
    if own.i > name:
        return own.ent != "PERSON"
    return not any(t.lower == "and" for t in context.parse.tokens[own.i : name])
