"""Content without a subject and verb of its own tense: "explained why it closed", "a poll showed her ahead"."""

from __future__ import annotations

from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.lexicon import word_set
from stakegraph.extract.statements.cues import Cue, Stretch, is_clause, speaks_within
from stakegraph.extract.statements.extents import before_main_clause, before_source, complete, next_cue
from stakegraph.syntax import FINITE

_QUESTIONS = frozenset(("how", "if", "what", "when", "where", "whether", "which", "who", "whom", "whose", "why"))
_TIMES = frozenset(("if", "when", "where"))
"""They ask only where the cue asks: "did not complain when it closed"."""
_RELATIVE = frozenset(("when", "where", "which", "who", "whom", "whose"))
_ASKED = frozenset(("ask", "tell"))
_GAP = 6
OF_NOUN = "relative clause of a cue"
"""The rule of what is said of the noun that a relative clause describes."""


def question_after(context: Context, cue: Cue) -> Stretch | None:
    """An indirect question right behind its cue, or behind those asked: "revealed why it closed"."""
    if "that" not in cue.match.predicate.say or cue.subject is None:
        return None
    tokens = context.parse.tokens
    last = context.sentence(cue.i)[1]
    asks = cue.match.predicate.lemma in word_set("asking")
    for i in range(cue.last + 1, min(cue.last + 1 + _GAP, last)):
        beside = i == cue.last + 1
        if tokens[i].lower in _QUESTIONS and (asks or (beside and tokens[i].lower not in _TIMES)):
            if not beside and (tokens[i].lower in _RELATIVE or cue.match.predicate.lemma not in _ASKED):
                return None
            return _question(context, cue, i, last)
        if tokens[i].tag in FINITE or tokens[i].pos in {"PUNCT", "ADP"}:
            return None
    return None


def _question(context: Context, cue: Cue, first: int, last: int) -> Stretch | None:
    tokens = context.parse.tokens
    if tokens[cue.i].tag in {"VBN", "VBG"} and cue.i == context.sentence(cue.i)[0]:
        last = next((j for j in range(first, last) if tokens[j].text == ","), last + 1) - 1
    ends = (
        next_cue(context, first, last),
        before_source(context, first, last),
        before_main_clause(context, cue.i, last),
    )
    part = context.trim(first, min(ends))
    return Stretch([part], "question of a cue", True) if part is not None and is_clause(context, *part) else None


def gerund(context: Context, cue: Cue) -> Stretch | None:
    """What somebody tells to do, or to have done: "denied taking money", "suggested moving it"."""
    tokens = context.parse.tokens
    if cue.subject is None or cue.match.predicate.lemma not in word_set("with gerund"):
        return None
    at = cue.last + 1
    if at + 1 >= len(tokens) or tokens[at].tag != "VBG" or context.inside[at] >= 0:
        return None
    above = next((t for t in (tokens[at], *context.parse.ancestors(at)) if t.head == cue.i), None)
    end = max(context.parse.subtree(above.i)) if above is not None else complete(context, at)
    part = context.trim(at, next_cue(context, at, end))
    return Stretch([part], "gerund of a cue", True) if part is not None and part[1] > part[0] else None


def predicate_of_noun(context: Context, cue: Cue) -> Stretch | None:
    """What a relative clause has somebody say of its noun: "a study that critics say [contains false data]"."""
    tokens = context.parse.tokens
    apart = cue.subject is not None and cue.subject < cue.i == cue.last
    if not apart or not speaks_within(context, cue.i):
        return None
    first = tokens[cue.i + 1]
    clear = first.pos == "AUX" or tokens[cue.i].relation == "acl"  # not "said closed shops are safe"
    head = tokens[first.head] if first.pos == "AUX" else first
    said = head.dep in {"ccomp", "xcomp"} or (first.pos == "AUX" and head.relation == "acl")
    if not clear or not said or head.head > cue.i or context.inside[first.i] >= 0:
        return None
    last = context.parse.subtree(head.i)[-1]
    comma = next((t.i for t in tokens[first.i : last] if t.text == "," and context.inside[t.i] < 0), last)
    part = context.trim(first.i, next_cue(context, first.i, comma))
    return Stretch([part], OF_NOUN, True) if part is not None and part[1] > part[0] else None


def small_clause(context: Context, cue: Cue) -> Stretch | None:
    """What a poll or a film shows: "showed her ahead of him", "found the town leaning to the left"."""
    source = context.parse.tokens[cue.subject] if cue.subject is not None else None
    if cue.match.predicate.lemma not in word_set("presenting") or source is None:
        return None
    if source.lemma.lower() not in word_set("evidence") or context.grammar.is_passive(cue.i):
        return None
    done = context.grammar.object(cue.i) or next((c.i for c in context.parse.children(cue.i, "ccomp", "xcomp")), None)
    if done is None or done < cue.i:
        return None
    tree = max(i for c in context.parse.children(cue.i) if c.i > cue.i for i in context.parse.subtree(c.i))
    end = complete(context, min(tree, context.sentence(cue.i)[1] - 1))
    part = context.trim(cue.i + 1, next_cue(context, cue.i + 1, end))
    return Stretch([part], "what is shown", True) if part is not None and part[1] - part[0] > 1 else None
