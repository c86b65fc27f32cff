"""Content that is the object of its cue: what is asked for, condemned, called something."""

from __future__ import annotations

from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.lexicon import evaluations, word_set
from stakegraph.extract.reading.times import TIME_WORDS
from stakegraph.extract.statements.cues import Cue, Stretch, speaks_within
from stakegraph.extract.statements.extents import next_cue
from stakegraph.extract.statements.quoting import is_title
from stakegraph.syntax import FINITE, Token

_PREPOSITIONS = frozenset(("about", "against", "for", "of"))
_BEFORE_AS = frozenset(("such", "well", "far", "long", "soon", "much", "as", "same"))
_POINTING = frozenset(("DT", "PRP$"))
_COMPLEMENTS = frozenset(("as", "for", "that", "who"))
"""Words beside prepositions that open a phrase which goes on with what is judged."""
_BINDING = frozenset(("until", "unless"))
"""What is asked for is asked for until then: "called on them to wait until it was safe"."""
_RELATIVE = frozenset(("that", "which", "who"))
_FALLING = frozenset(("to", "for", "on", "against"))
_AT = frozenset(("in", "on", "with", "via", "through"))
_TALKS = frozenset(("interview", "debate", "email", "e-mail", "conference", "rally", "video", "hearing"))
_CIRCUMSTANCES = frozenset(("after", "amid", "at", "before", "during", "following", "until", "via"))
"""Prepositions that lead to when and where it was said, and to nothing that was."""


def asked_or_judged(context: Context, cue: Cue) -> Stretch | None:
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
            ordered = next((t.i for t in context.grammar.slot(cue.i, "on")), context.grammar.object(cue.i))
            first = context.grammar.noun_phrase(ordered)[0] if ordered is not None else cases["to"]
            first = first if cue.i < first < tree[-1] else cases["to"]
        elif led := say & _PREPOSITIONS & cases.keys():
            first = cases[min(led)] + 1
        elif "obj" in say and child.dep == "obj" and child.pos in {"NOUN", "PROPN"}:
            first = tree[0]
        else:
            continue
        last = max(tree[-1], _infinitive_of(context, cue, tree[-1]))
        last = _complements_after(context, cue, first, last, end)
        last = _before_relative(context, first, _before_occasion(context, first, min(last, end)))
        part = context.trim(first, next_cue(context, first, last))
        if part is not None and not _points_back(context, *part):
            return Stretch([part], "object of a cue", True)
    return None


def _before_relative(context: Context, first: int, last: int) -> int:
    """An object ends before ", who", ", which" and "critics say": what follows the writer adds, or somebody else."""
    tokens = context.parse.tokens
    for i in range(first + 1, last):
        if tokens[i].text == "," and tokens[i + 1].tag in {"WP", "WDT", "WRB"} and context.inside[i] < 0:
            return i - 1
        if tokens[i + 1].pos == "VERB" and speaks_within(context, i + 1) and context.inside[i] < 0:
            own = context.parse.child(i + 1, "nsubj")
            begin = context.grammar.noun_phrase(own.i)[0] if own is not None else i
            return begin - 2 if tokens[begin - 1].lower in _RELATIVE else begin - 1
    return last


def _points_back(context: Context, first: int, last: int) -> bool:
    """A single word, a name, or one noun behind a "the" or "his", tells nothing said: "denied the allegation"."""
    tokens = context.parse.tokens[first : last + 1]
    name = all(t.pos in {"DET", "PROPN"} for t in tokens)
    return name or last - first < 1 or (last - first == 1 and tokens[0].tag in _POINTING)


def _infinitive_of(context: Context, cue: Cue, after: int) -> int:
    """The end of an infinitive that begins right after a stretch: "called for the money to be paid back", else -1."""
    for child in context.parse.children(cue.i, "xcomp", "advcl", "acl"):
        tree = context.parse.subtree(child.i)
        if tree[0] == after + 1 and context.parse.tokens[tree[0]].lower == "to":
            return tree[-1]
    return -1


def _complements_after(context: Context, cue: Cue, first: int, last: int, end: int) -> int:
    """The end of the phrases that go on right after an object and say more of it: "blasted the press for its lies".

    A time is no such phrase, but with things that have no other word beside them: "warned of delays in May".
    """
    tokens = context.parse.tokens
    while last < end:
        bare = first == last and tokens[last].tag == "NNS"
        following = tokens[last + 1]
        heads = (following, *context.parse.ancestors(following.i))
        opened = next((t for t in heads if t.i > last and t.head <= last and t.head >= cue.i), None)
        led = following.pos == "ADP" and following.lower not in _CIRCUMSTANCES
        goes_on = led or following.lower in _COMPLEMENTS or following.tag in {"VBG", "VBN"}
        timed = following.lower == "as" and opened is not None and context.parse.child(opened.i, "nsubj") is not None
        when = opened is not None and opened.lower in TIME_WORDS and not (bare and following.lower == "in")
        bound = "order" in cue.match.predicate.say and following.lower in _BINDING
        if opened is None or not (goes_on or bound) or timed or when:
            return last
        tree = context.parse.subtree(opened.i)
        if tree[0] != last + 1:
            return last
        last = tree[-1]
    return last


def _before_occasion(context: Context, first: int, last: int) -> int:
    """Where something was said is no part of it: "called for a vote in a letter"."""
    tokens = context.parse.tokens
    for i in range(first + 1, last):
        said = tokens[i].lower in _AT and tokens[i + 1].pos in {"DET", "PRON"} and context.inside[i] < 0
        noun = next((t for t in tokens[i + 1 : last + 1] if t.pos not in {"DET", "ADJ", "PRON", "PROPN", "NUM"}), None)
        if said and noun is not None and noun.lemma in word_set("words") | _TALKS:
            return i - 1
    return last


def judgement(context: Context, cue: Cue) -> Stretch | None:
    """What is judged, and the judgement: "she called the plan a farce", "he dismissed it as nonsense"."""
    predicate = cue.match.predicate
    calls = predicate.lemma in word_set("calling")
    if (
        cue.subject is None
        or not predicate.say & {"as", "obj", "quote"}
        or (calls and context.grammar.is_passive(cue.i))
    ):
        return None
    judged = context.grammar.object(cue.i)
    after = _predicative(context, cue, judged) if calls else None
    after = _after_as(context, cue) if after is None and predicate.lemma != "call" else after
    if after is None or ("as" not in predicate.say and not _is_branded(context, cue, judged, after[0])):
        return None
    first, last = after
    if predicate.lemma == "see" and (judged is None or not _says_how(context, first, last)):
        return None  # "saw the film as a child"
    if predicate.lemma in ("see", "view") and any(c.tag == "MD" for c in context.parse.children(cue.i, "aux")):
        return None  # "may be seen by some as a setback"
    if judged is not None and cue.i < judged < first and context.parse.tokens[judged].pos != "PRON":
        first = min(context.grammar.noun_phrase(judged)[0], first)
        first = max(first, cue.i + 1)
    quotation = context.quotation_at(after[0])
    if quotation is not None and quotation.first <= after[0] and first == after[0]:
        return Stretch([(quotation.first, quotation.last)], "judgement", True, quoted=True)
    part = context.trim(first, last)
    return Stretch([part], "judgement", True) if part is not None else None


def _says_how(context: Context, first: int, last: int) -> bool:
    """Say whether a stretch has a word that judges."""
    return any({t.lower, t.lemma} & evaluations().keys() for t in context.parse.tokens[first : last + 1])


def _is_branded(context: Context, cue: Cue, judged: int | None, first: int) -> bool:
    """A verb of praise or blame judges with a quotation behind its "as": "attacked the plan as a “farce”"."""
    if judged is None or "that" in cue.match.predicate.say or context.inside[first] < 0:
        return False
    return not any(t.tag == "VBG" for t in context.parse.tokens[judged + 1 : first])


def _after_as(context: Context, cue: Cue) -> tuple[int, int] | None:
    tokens = context.parse.tokens
    _, last = context.sentence(cue.i)
    for i in range(cue.i + 1, min(cue.i + 25, last)):
        judges = tokens[i].lower == "as" and not {tokens[i - 1].lower, tokens[i + 1].lower} & _BEFORE_AS
        if judges and tokens[i].head >= cue.i and _of_clause(context, cue, tokens[i].head):
            quotation = context.quotation_at(i + 1)
            if quotation is not None:
                return quotation.first, quotation.last
            end = context.parse.subtree(tokens[i].head)[-1] if tokens[i].head > i else i + 1
            if any(t.tag in FINITE for t in _to_comma(tokens[i + 1 : end + 1])):
                continue  # "attacked him as the race went on"
            return i + 1, _with_bearer(context, cue, max(end, i + 1))
    return None


def _with_bearer(context: Context, cue: Cue, last: int) -> int:
    """The end of a judgement with whom it falls on, which may hang on the verb: "described it as a blow [to us]"."""
    following = context.parse.tokens[last + 1] if last + 1 < len(context.parse.tokens) else None
    if following is None or following.lower not in _FALLING or following.dep != "case":
        return last
    bearer = context.parse.tokens[following.head]
    mine = bearer.head == cue.i and bearer.i > last and bearer.lower not in TIME_WORDS
    return context.parse.subtree(bearer.i)[-1] if mine else last


def _to_comma(tokens: list[Token]) -> list[Token]:
    """The words before a comma or a relative pronoun."""
    ends = (n for n, t in enumerate(tokens) if t.text in {",", "—", "–"} or t.tag in {"WP", "WDT"} or t.lower == "that")
    return tokens[: next(ends, len(tokens))]


def _of_clause(context: Context, cue: Cue, i: int) -> bool:
    """Token ``i`` belongs to the cue itself, not to a clause about its object: "blamed Ms Roy, hired as a clerk"."""
    beside = context.parse.tokens[cue.i].head
    for above in context.parse.ancestors(i):
        if above.i == cue.i or beside < above.i < cue.i:  # across "and described it as": hung on the verb before
            return True
        if above.relation == "acl" or above.tag in FINITE:
            return False
    return False


def _predicative(context: Context, cue: Cue, judged: int | None) -> tuple[int, int] | None:
    """The second half of "call X Y": a quotation, or a noun or adjective after the object."""
    tokens = context.parse.tokens
    _, last = context.sentence(cue.i)
    if judged is None or context.parse.child(cue.i, "compound:prt") is not None:
        return None
    for child in context.parse.children(cue.i, "xcomp", "obl", "ccomp", "obj", "appos", "advcl"):
        led = any(True for _ in context.parse.children(child.i, "case")) or context.parse.is_infinitive(child.i)
        if child.i > judged and not led:
            tree = context.parse.subtree(child.i)
            return max(judged + 1, tree[0]), tree[-1]
    nearby = next((i for i in range(judged, min(judged + 4, last + 1)) if context.inside[i] >= 0), None)
    if nearby is not None and tokens[nearby].i > cue.i:
        quotation = context.quotations[context.inside[nearby]]
        return quotation.first, quotation.last
    return None


def quoted_object(context: Context, cue: Cue) -> Stretch | None:
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
        or is_title(context, quotation)
        or context.sentence(quotation.first) != context.sentence(cue.i)
    ):
        return None
    part = context.trim(max(min(first, quotation.first), cue.i + 1), max(last, quotation.last))
    return Stretch([part], "object in quotation marks", True) if part is not None else None
