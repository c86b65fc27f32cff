"""Where the content of a cue verb stands: before it, after it, around it, inside quotation marks or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from stakegraph.extract.context import Context
from stakegraph.extract.grammar import Match
from stakegraph.extract.lexicon import predicates
from stakegraph.extract.quotations import Quotation
from stakegraph.syntax import Token

_GAP = 14
"""Tokens that may stand between a cue and the quotation that it introduces."""

_PREPOSITIONS = frozenset(("for", "of"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Content as token stretches; ``quoted`` where the parts are quotations, ``sure`` where the parse says so."""

    parts: list[tuple[int, int]]
    rule: str
    sure: bool
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue verb with its clause: ``first`` to ``last`` are the tokens of subject and verb."""

    match: Match
    i: int
    subject: int | None
    first: int
    last: int


def content_of_verb(context: Context, match: Match, subject: int | None) -> Stretch | None:
    """Return what cue verb ``match`` reports, or None where it reports nothing."""
    cue = _cue(context, match, subject)
    for finder in _FINDERS:
        found = finder(context, cue)
        if found is not None:
            return found
    return None


def _cue(context: Context, match: Match, subject: int | None) -> Cue:
    first = last = match.i
    own = subject if subject is not None and _beside(context, subject, match.i) else None
    if own is not None:
        a, b = context.grammar.noun_phrase(own)
        tree = context.parse.subtree(own)
        if own < match.i:
            a = min([a, *(i for i in tree if i <= own and context.inside[i] < 0)])
        else:
            b = max([b, *(i for i in tree if context.inside[i] < 0)])
        first, last = min(first, a), max(last, b)
    for child in context.parse.children(match.i, "aux", "advmod"):
        if abs(child.i - match.i) <= 3:
            first, last = min(first, child.i), max(last, child.i)
    return Cue(match, match.i, subject, first, last)


def _beside(context: Context, subject: int, i: int) -> bool:
    """The subject stands in the clause of the cue itself: no other finite verb lies between them."""
    first, last = min(subject, i) + 1, max(subject, i)
    between = context.parse.tokens[first:last]
    own = context.parse.child(i, "nsubj", "nsubj:pass")
    if own is not None and own.i == subject:
        return True
    return len(between) < 12 and not any(t.tag in _FINITE and t.i != i for t in between)


# -- quotations ----------------------------------------------------------------------------------------------------


def _quoted(context: Context, cue: Cue) -> Stretch | None:
    """A quotation right before the cue's clause, right after it, or on both sides of it."""
    if not cue.match.predicate.say & {"quote", "that"}:
        return None
    before = _quotation_before(context, cue)
    after = _quotation_after(context, cue)
    if before is not None and _stands_alone(context, before):
        parts = [(before.first, before.last)]
        if (
            after is not None
            and context.sentence(after.first)[0] <= cue.i
            and _gap_is_thin(context, cue.last, after.first)
        ):
            parts.append((after.first, after.last))
        return Stretch(parts, "quotation before its cue", True, quoted=True)
    if after is not None and _opens_sentence(context, after) and "quote" in cue.match.predicate.say:
        return Stretch([(after.first, after.last)], "quotation after its cue", True, quoted=True)
    return None


def _quotation_before(context: Context, cue: Cue) -> Quotation | None:
    at = cue.first - 1
    tokens = context.parse.tokens
    while at >= 0 and context.inside[at] < 0 and tokens[at].text in {",", "–", "—", "―", "-"}:
        at -= 1
    if at < 0 or context.paragraph(at) != context.paragraph(cue.i):
        return None
    return context.quotation_at(at)


def _quotation_after(context: Context, cue: Cue) -> Quotation | None:
    tokens = context.parse.tokens
    here = context.paragraph(cue.i)
    for at in range(cue.last + 1, min(cue.last + 1 + _GAP, len(tokens))):
        if context.inside[at] >= 0:
            return context.quotation_at(at) if context.paragraph(at) == here else None
        if tokens[at].text in {".", "?", "!"} or tokens[at].tag in _FINITE:
            return None
    return None


def _stands_alone(context: Context, quotation: Quotation) -> bool:
    """A quotation before its cue ends a clause: a mark or a comma stands at its end, or it opens the sentence."""
    tokens = context.parse.tokens
    last = [t.text for t in tokens[max(quotation.first, quotation.last - 1) : quotation.last + 2]]
    begins = context.sentence(quotation.first)[0] == quotation.first
    return quotation.tokens > 3 and begins and any(t[-1:] in ",.!?…" for t in last)


def _opens_sentence(context: Context, quotation: Quotation) -> bool:
    """A quotation after its cue is an utterance of its own: a colon or comma before it, or a capital in it."""
    tokens = context.parse.tokens
    before = tokens[quotation.first - 1].text
    inside = tokens[min(quotation.first + 1, quotation.last)].text
    return before == ":" or (before == "," and inside[:1].isupper()) or (inside[:1].isupper() and quotation.tokens > 5)


def _gap_is_thin(context: Context, last: int, first: int) -> bool:
    return all(t.pos in {"PUNCT", "ADV"} or t.dep.startswith("obl") for t in context.parse.tokens[last + 1 : first])


# -- clauses -------------------------------------------------------------------------------------------------------


def _clause_after(context: Context, cue: Cue) -> Stretch | None:
    """The clause complement after the cue."""
    if "that" not in cue.match.predicate.say:
        return None
    for child in context.parse.children(cue.i, "ccomp", "parataxis", "xcomp"):
        tree = [i for i in context.parse.subtree(child.i) if i > cue.i]
        infinitive = any(t.lower == "to" and t.tag == "TO" for t in context.parse.children(child.i, "mark"))
        finite = tree and (_is_clause(context, tree[0], tree[-1]) or context.inside[tree[-1]] >= 0)
        if child.i > cue.last and finite and child.dep != "xcomp" and not infinitive:
            last = max(_complete(context, child, tree[-1]), _second_clause(context, cue))
            return _stretch_after(context, cue, tree[0], last, "clause of a cue", True)
    return None


def _second_clause(context: Context, cue: Cue) -> int:
    """The end of "and that ..." where the parser hung it on the cue itself, else -1."""
    for child in context.parse.children(cue.i, "conj"):
        marks = [m for m in context.parse.children(child.i, "mark") if m.lower == "that"]
        if marks and child.i > cue.i and context.parse.child(child.i, "cc") is not None:
            return context.parse.subtree(child.i)[-1]
    return -1


def _complete(context: Context, child: Token, last: int) -> int:
    """A complement without a comma in it runs on to the end of the sentence, where the parser lost its tail."""
    end = context.sentence(child.i)[1]
    tail = context.parse.tokens[last + 1 : end + 1]
    if any(t.text in {",", ";", ":", "–", "—"} for t in tail) or any(t.tag in _FINITE for t in tail):
        return last
    return end


def _stretch_after(context: Context, cue: Cue, first: int, last: int, rule: str, sure: bool) -> Stretch | None:
    tokens = context.parse.tokens
    if tokens[first].lower == "that" and (tokens[first].pos == "SCONJ" or tokens[first].dep == "mark"):
        first += 1
    cut = _next_cue(context, first, last)
    part = context.trim(first, cut)
    if part is None or part[1] - part[0] < 1:
        return None
    return Stretch([part], rule, sure)


def _next_cue(context: Context, first: int, last: int) -> int:
    """Cut content before ", adding that" and ", and Ms Roy said": another act of speech begins there."""
    tokens = context.parse.tokens
    for i in range(first + 3, last + 1):
        token = tokens[i]
        if context.inside[i] >= 0 or token.pos != "VERB":
            continue
        entry = predicates().get((token.lemma, "VERB"))
        if entry is None or not entry.say & {"that", "quote"}:
            continue
        if token.tag == "VBG" and tokens[i - 1].text == ",":
            return i - 2
        start = _coordinate(context, i)
        if start is not None and start > first + 2:
            return start - 1
    return last


def _coordinate(context: Context, i: int) -> int | None:
    """Return where a clause coordinated with a comma begins, whose verb is the cue ``i`` with its own subject."""
    tokens = context.parse.tokens
    subject = context.parse.child(i, "nsubj")
    if subject is None or subject.i > i or tokens[i].tag not in _FINITE:
        return None
    start = context.grammar.noun_phrase(subject.i)[0]
    if start >= 2 and tokens[start - 1].lower in {"and", "but", "while"} and tokens[start - 2].text == ",":
        return start - 2
    return None


def _clause_before(context: Context, cue: Cue) -> Stretch | None:
    """The sentence before the cue's clause, and what follows it after a comma: "The plan is dead, she said"."""
    if not {"that", "quote"} <= cue.match.predicate.say or cue.subject is None:
        return None
    tokens = context.parse.tokens
    if tokens[cue.i].tag not in _FINITE and context.parse.child(cue.i, "aux") is None:
        return None
    first, last = context.sentence(cue.i)
    if cue.first - first < 3 or (
        tokens[cue.first - 1].text not in {",", "–", "—", "―"} and context.inside[cue.first - 1] < 0
    ):
        return None
    before = context.trim(first, cue.first - 1)
    if before is None or not _parenthetical(context, cue, last):
        return None
    parts = [before, *_rest_of_broken_clause(context, cue, last)]
    if not any(_is_clause(context, *part) for part in parts):
        return None
    return Stretch(parts, "clause before its cue", True)


def _rest_of_broken_clause(context: Context, cue: Cue, last: int) -> list[tuple[int, int]]:
    """What goes on after ", she said," and after ", she said on Monday,"."""
    tokens = context.parse.tokens
    comma = next((i for i in range(cue.last + 1, min(cue.last + 8, last)) if tokens[i].text == ","), None)
    if comma is None or any(t.tag in _FINITE for t in tokens[cue.last + 1 : comma]):
        return []
    after = context.trim(comma, last)
    if after is None or after[1] - after[0] < 3 or tokens[after[0]].tag in {"VBG", "WP", "WDT", "VBN"}:
        return []
    return [after]


def _is_clause(context: Context, first: int, last: int) -> bool:
    return any(t.tag in _FINITE for t in context.parse.tokens[first : last + 1])


def _parenthetical(context: Context, cue: Cue, last: int) -> bool:
    """The cue has no complement of its own on its right."""
    after = context.parse.tokens[cue.last + 1] if cue.last + 1 <= last else None
    if after is None or after.pos == "PUNCT":
        return True
    complement = any(c.i > cue.last for c in context.parse.children(cue.i, "ccomp", "obj", "xcomp"))
    return not complement and after.lower != "that"


def _that_after(context: Context, cue: Cue) -> Stretch | None:
    """A "that" soon after the cue, where the parser attached the clause elsewhere."""
    if "that" not in cue.match.predicate.say:
        return None
    tokens = context.parse.tokens
    _, last = context.sentence(cue.i)
    for i in range(cue.last + 1, min(cue.last + _GAP, last)):
        if tokens[i].lower == "that" and tokens[i].pos == "SCONJ":
            return _stretch_after(context, cue, i, last, "that after a cue", False)
        if tokens[i].tag in _FINITE or tokens[i].text in {".", ";", ":"}:
            break
    return None


def _bare_after(context: Context, cue: Cue) -> Stretch | None:
    """A subject and a finite verb after the cue, whatever the parser made of them: "she said the plan was dead"."""
    token = context.parse.tokens[cue.i]
    if "that" not in cue.match.predicate.say or cue.subject is None or cue.subject > cue.i or token.tag == "VBN":
        return None
    _, last = context.sentence(cue.i)
    after = context.parse.tokens[cue.i + 1 : last + 1]
    if len(after) < 4 or after[0].pos not in {"DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM"}:
        return None
    if not any(t.tag in _FINITE for t in after[1:12]) or context.parse.child(cue.i, "obj") is not None:
        return None
    return _stretch_after(context, cue, cue.i + 1, last, "bare clause after a cue", False)


def _infinitive(context: Context, cue: Cue) -> Stretch | None:
    """The infinitive of a verb that speaks: "she vowed to fight on"."""
    if "to" not in cue.match.predicate.say or cue.subject is None:
        return None
    if not {"that", "quote"} & cue.match.predicate.say:
        return None
    for child in context.parse.children(cue.i, "xcomp", "ccomp"):
        mark = next((m for m in context.parse.children(child.i, "mark", "aux") if m.lower == "to"), None)
        if mark is not None and mark.i > cue.i:
            tree = [i for i in context.parse.subtree(child.i) if i >= mark.i]
            part = context.trim(mark.i, tree[-1])
            if part is not None and part[1] - part[0] >= 2:
                return Stretch([part], "infinitive of a cue", True)
    return None


def _asked_or_judged(context: Context, cue: Cue) -> Stretch | None:
    """What is asked for or spoken of: "urged ministers to act", "called for a vote", "condemned the law"."""
    say = cue.match.predicate.say
    if cue.subject is None:
        return None
    end = context.sentence(cue.i)[1]
    done = context.grammar.object(cue.i)
    asked = () if done is None else context.parse.children(done, "acl")
    for child in (*context.parse.children(cue.i, "xcomp", "ccomp", "obl", "obj", "advcl"), *asked):
        cases = {c.lower: c.i for c in context.parse.children(child.i, "case", "mark")}
        tree = [i for i in context.parse.subtree(child.i) if i > cue.i]
        if not tree:
            continue
        if "order" in say and "to" in cases and child.pos in {"VERB", "AUX", "ADJ", "NOUN"} and child.dep != "obl":
            ordered = context.grammar.object(cue.i)
            first = context.grammar.noun_phrase(ordered)[0] if ordered is not None else cases["to"]
            first = first if cue.i < first < tree[-1] else cases["to"]
        elif led := say & _PREPOSITIONS & cases.keys():
            first = cases[min(led)] + 1
        elif "obj" in say and child.dep == "obj" and child.pos in {"NOUN", "PROPN"}:
            first = tree[0]
        else:
            continue
        part = context.trim(first, _next_cue(context, first, min(tree[-1], end)))
        if part is not None and part[1] > part[0]:
            return Stretch([part], "object of a cue", True)
    return None


def _judgement(context: Context, cue: Cue) -> Stretch | None:
    """What is judged, and the judgement: "she called the plan a farce", "he dismissed it as nonsense"."""
    say = cue.match.predicate.say
    if "as" not in say or cue.subject is None:
        return None
    judged = context.grammar.object(cue.i)
    after = _after_as(context, cue) if cue.match.predicate.lemma != "call" else _predicative(context, cue, judged)
    if after is None:
        return None
    first, last = after
    if judged is not None and cue.i < judged < first and context.parse.tokens[judged].pos != "PRON":
        first = min(context.grammar.noun_phrase(judged)[0], first)
        first = max(first, cue.i + 1)
    quotation = context.quotation_at(after[0])
    if quotation is not None and quotation.first <= after[0] and first == after[0]:
        return Stretch([(quotation.first, quotation.last)], "judgement", True, quoted=True)
    part = context.trim(first, last)
    return Stretch([part], "judgement", True) if part is not None else None


def _after_as(context: Context, cue: Cue) -> tuple[int, int] | None:
    tokens = context.parse.tokens
    _, last = context.sentence(cue.i)
    for i in range(cue.i + 1, min(cue.i + 25, last)):
        if tokens[i].lower == "as" and tokens[i].head >= cue.i:
            quotation = context.quotation_at(i + 1)
            if quotation is not None:
                return quotation.first, quotation.last
            end = context.grammar.noun_phrase(tokens[i].head)[1] if tokens[i].head > i else i + 1
            return i + 1, max(end, i + 1)
    return None


def _predicative(context: Context, cue: Cue, judged: int | None) -> tuple[int, int] | None:
    """The second half of "call X Y": a quotation, or a noun or adjective after the object."""
    tokens = context.parse.tokens
    _, last = context.sentence(cue.i)
    if judged is None or context.parse.child(cue.i, "compound:prt") is not None:
        return None
    for child in context.parse.children(cue.i, "xcomp", "obl", "ccomp", "obj", "appos", "advcl"):
        if child.i > judged and not any(True for _ in context.parse.children(child.i, "case")):
            tree = context.parse.subtree(child.i)
            return max(judged + 1, tree[0]), tree[-1]
    nearby = next((i for i in range(judged, min(judged + 4, last + 1)) if context.inside[i] >= 0), None)
    if nearby is not None and tokens[nearby].i > cue.i:
        quotation = context.quotations[context.inside[nearby]]
        return quotation.first, quotation.last
    return None


def _is_title(context: Context, quotation: Quotation) -> bool:
    """A quotation whose words are capitalised names a book, a film, a group."""
    inside = context.parse.tokens[quotation.first : quotation.last + 1]
    return all(t.text[:1].isupper() for t in inside if t.pos in {"NOUN", "PROPN", "VERB", "ADJ"})


def _quoted_object(context: Context, cue: Cue) -> Stretch | None:
    """An object that is partly in quotation marks: "praised the “historic chance” of peace"."""
    if not cue.match.predicate.say & {"quote", "as"} or cue.subject is None:
        return None
    done = context.grammar.object(cue.i)
    if done is None or done < cue.i:
        return None
    first, last = context.grammar.whole_phrase(done)
    quotation = next((q for i in range(first, last + 1) if (q := context.quotation_at(i)) is not None), None)
    if (
        quotation is None
        or quotation.first > last + 1
        or _is_title(context, quotation)
        or context.sentence(quotation.first) != context.sentence(cue.i)
    ):
        return None
    part = context.trim(max(min(first, quotation.first), cue.i + 1), max(last, quotation.last))
    return Stretch([part], "object in quotation marks", True) if part is not None else None


_FINDERS: tuple[Callable[[Context, Cue], Stretch | None], ...] = (
    _quoted,
    _judgement,
    _clause_after,
    _clause_before,
    _that_after,
    _infinitive,
    _asked_or_judged,
    _quoted_object,
    _bare_after,
)
"""Ways to find content, most precise first."""
