"""Content that is a clause or an infinitive: after its cue, before it, around it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise

from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.lexicon import predicates, word_set
from stakegraph.extract.reading.times import TIME_WORDS
from stakegraph.extract.statements.cues import Cue, Stretch, is_clause, speaks_within
from stakegraph.extract.statements.extents import (
    SUBORDINATE,
    after_that,
    before_main_clause,
    before_main_verb,
    before_source,
    complete,
    end_of_relative,
    is_time,
    next_cue,
)
from stakegraph.syntax import FINITE, Token

_OPENS_CLAUSE = frozenset(("DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM", "ADV", "CCONJ"))
_FINITE_OR_MISREAD = FINITE | {"NNS"}
"""Tags of finite verbs, and the one that they get at the end of a sentence: "..., The Daily Post reports."."""
_LEADING = frozenset(("amid", "despite", "following", "until", "upon"))
_MEANWHILE = frozenset(("while", "whereas", "as", "after", "although", "though"))
_DENIALS = frozenset(("not", "never"))
_SETTING_OFF = frozenset((",", "–", "—"))
_GAP = 14
"""Tokens that may stand between a cue and the "that" of its clause."""


def clause_after(context: Context, cue: Cue) -> Stretch | None:
    """The clause complement after the cue."""
    if "that" not in cue.match.predicate.say or _is_set_off(context, cue):
        return None
    for child in context.parse.children(cue.i, "ccomp", "parataxis", "xcomp"):
        tree = [i for i in context.parse.subtree(child.i) if i > cue.i]
        if (child.dep == "parataxis" and _only_speaks(child)) or _is_apart(context, cue, tree):
            continue
        infinitive = any(t.lower == "to" and t.tag == "TO" for t in context.parse.children(child.i, "mark"))
        if any(t.tag in FINITE for t in _opening_words(context, tree)):
            continue
        finite = tree and (is_clause(context, tree[0], tree[-1]) or context.inside[tree[-1]] >= 0)
        if child.i > cue.last and finite and child.dep != "xcomp" and not infinitive:
            last = max(complete(context, tree[-1]), _second_clause(context, cue))
            opening = _whole_subject(context, cue, _opening(context, cue, tree[0]))
            return _stretch_after(context, cue, opening, last, "clause of a cue", True)
    return None


def _opening_words(context: Context, tree: list[int]) -> Iterator[Token]:
    """Yield the first word of a clause, past the comma that an aside before it ends with."""
    tokens = context.parse.tokens
    return islice((tokens[i] for i in tree if tokens[i].text != ","), 1)


def _opening(context: Context, cue: Cue, first: int) -> int:
    """Where a clause begins whose "that" stands right after its cue, with something between: "that in May it ..."."""
    tokens = context.parse.tokens
    for i in range(cue.last + 1, min(first, cue.last + 5)):
        if tokens[i].lower == "that" and tokens[i].pos == "SCONJ":
            return i
    return first


def _whole_subject(context: Context, cue: Cue, first: int) -> int:
    """Where a clause begins whose subject the parser tore: "said [the council's plan to save] the bridge was dead"."""
    tokens = context.parse.tokens
    between = tokens[cue.last + 1 : first]
    predicate = cue.match.predicate
    told = predicate.lemma in word_set("telling") or predicate.say & {"order", "to"} or "_" in predicate.lemma
    if not between or told or tokens[first].lower == "that":
        return first
    opens = between[0].pos in {"DET", "PROPN", "NOUN", "ADJ"} and between[0].lower not in TIME_WORDS
    done = context.grammar.object(cue.i)
    torn = () if done is None else context.parse.subtree(done)
    clause = any(t.tag in FINITE and t.i not in torn for t in between)
    whole = not clause and all(t.text not in {",", ":", ";", "(", ")"} and t.lower != "that" for t in between)
    return cue.last + 1 if opens and whole and context.inside[cue.last + 1] < 0 else first


def _is_set_off(context: Context, cue: Cue) -> bool:
    """The cue stands between commas in what it reports: "To save it, he said, we must act"."""
    tokens = context.parse.tokens
    first, last = context.sentence(cue.i)
    if cue.subject is None or cue.first - first < 2 or cue.last >= last or context.inside[cue.first - 1] >= 0:
        return False
    before = cue.first - 2 if tokens[cue.first - 1].lower == "as" else cue.first - 1
    if tokens[before].text not in _SETTING_OFF or tokens[cue.last + 1].text not in _SETTING_OFF:
        return False
    relative = tokens[cue.first].tag in {"WP", "WDT"}
    if tokens[first].pos == "CCONJ" and cue.first - first == 2:
        return False
    return not relative and tokens[first].tag not in {"VBN", "VBG"} and cue.subject < cue.i


def _is_apart(context: Context, cue: Cue, tree: list[int]) -> bool:
    """Say whether a clause stands behind a semicolon, and so is the writer's: "They asked to see it; she refused"."""
    tokens = context.parse.tokens
    before = range(cue.i + 1, max(tree, default=cue.i))
    at = next((i for i in before if tokens[i].text == ";"), None)
    return at is not None and context.inside[at] < 0 and not any(i < at and tokens[i].pos == "VERB" for i in tree)


def _only_speaks(child: Token) -> bool:
    """In "They did not complain when it helped, an aide said": what stands beside the cue is another cue."""
    entry = predicates().get((child.lemma, "VERB"))
    return entry is not None and {"that", "quote"} <= entry.say


def _second_clause(context: Context, cue: Cue) -> int:
    """The end of "and that ..." where the parser hung it on the cue itself, else -1."""
    for child in context.parse.children(cue.i, "conj"):
        marks = [m for m in context.parse.children(child.i, "mark") if m.lower == "that"]
        speaks = (child.lemma, "VERB") in predicates() and predicates()[child.lemma, "VERB"].say
        if marks and not speaks and child.i > cue.i and context.parse.child(child.i, "cc") is not None:
            return context.parse.subtree(child.i)[-1]
    return -1


def _stretch_after(context: Context, cue: Cue, first: int, last: int, rule: str, sure: bool) -> Stretch | None:
    first = after_that(context, first, last)
    cut = min(
        next_cue(context, first, last),
        end_of_relative(context, first, last),
        before_main_clause(context, cue.i, last),
        before_main_verb(context, cue.i, first, last),
        before_source(context, first, last),
    )
    part = context.trim(first, cut)
    if part is None or part[1] - part[0] < 1:
        return None
    return Stretch([part], rule, sure)


def clause_before(context: Context, cue: Cue) -> Stretch | None:
    """The sentence before the cue's clause, and what follows it after a comma: "The plan is dead, she said"."""
    if not {"that", "quote"} <= cue.match.predicate.say or cue.subject is None:
        return None
    tokens = context.parse.tokens
    if tokens[cue.i].tag not in _FINITE_OR_MISREAD and context.parse.child(cue.i, "aux") is None:
        return None
    first, last = context.sentence(cue.i)
    if cue.first - first < 2 or (
        tokens[cue.first - 1].text not in {",", "–", "—", "―"} and context.inside[cue.first - 1] < 0
    ):
        return None
    before = context.trim(_behind_colon(context, first, cue.first - 1), cue.first - 1)
    if before is None or not _parenthetical(context, cue, last) or _is_led_away(context, cue, before):
        return None
    rest = _rest_of_broken_clause(context, cue, last)
    if rest and _is_writers(context, rest[0][0]) and _has_main_clause(context, *before) and is_clause(context, *before):
        rest = []
    parts = [before, *rest]
    if not any(is_clause(context, *part) for part in parts) or (not rest and not _has_main_clause(context, *before)):
        return None
    return Stretch(parts, "clause before its cue", True)


def _is_led_away(context: Context, cue: Cue, before: tuple[int, int]) -> bool:
    """Say whether a cue has what stands before it for its subject, or is only an aside with "as" to another cue."""
    first, last = before
    if cue.subject is not None and first <= cue.subject <= last:
        return True  # "Senator Moss, whose town depends on it, has asked for a delay"
    aside = "as" in {context.parse.tokens[i].lower for i in (cue.first - 1, cue.first)}
    return aside and _is_told_before(context, first, last)


def _is_told_before(context: Context, first: int, last: int) -> bool:
    """Say whether a stretch has a cue with its clause."""
    cues = (m for m in context.matches_between(first, last) if "that" in m.predicate.say and m.predicate.pos == "VERB")
    return any(context.inside[m.i] < 0 and context.parse.child(m.i, "ccomp") is not None for m in cues)


def _behind_colon(context: Context, first: int, last: int) -> int:
    """Where what is said begins behind a clause that leads to it: "She was cautious: [it may work], she said"."""
    tokens = context.parse.tokens
    for i in range(first + 1, last):
        if tokens[i].text == ":" and context.inside[i] < 0:
            return i + 1 if is_clause(context, first, i) else first
    return first


def _is_writers(context: Context, first: int) -> bool:
    """Say whether a clause behind a cue tells what else is so: "It is safe, she said, [while others have left]"."""
    tokens = context.parse.tokens
    return tokens[first].lower in _MEANWHILE and tokens[first].dep == "mark" and context.inside[first] < 0


def _has_main_clause(context: Context, first: int, last: int) -> bool:
    """A stretch is more than a clause of time or a phrase: "As she spoke, he replied with a joke" tells no words."""
    tokens = context.parse.tokens
    opens = tokens[first + 1 if tokens[first].pos == "CCONJ" else first]
    commas = [i for i in range(first, last) if tokens[i].text in _SETTING_OFF]
    if opens.tag == "VBG" and any(t.tag in FINITE for t in tokens[first : commas[0] if commas else last + 1]):
        return True  # "Moving it would help"
    if opens.lower not in SUBORDINATE | _LEADING and opens.tag not in {"VBN", "VBG"}:
        return True
    return any(t.tag in FINITE for t in tokens[commas[0] : last + 1]) if commas else False


def around_aside(context: Context, cue: Cue) -> Stretch | None:
    """What stands around "as ... reported": "The bridge, as the Post has reported, is closed"."""
    tokens = context.parse.tokens
    if cue.subject is None or cue.subject > cue.i or not {"that", "quote"} <= cue.match.predicate.say:
        return None
    first, last = context.sentence(cue.i)
    opening = next((i for i in range(cue.first, max(first, cue.first - 3) - 1, -1) if tokens[i].lower == "as"), None)
    after = tokens[cue.last + 1] if cue.last < last else None
    if opening is None or after is None or after.text not in {",", "."}:
        return None
    if opening > first and tokens[opening - 1].text not in {",", "–", "—"} and opening - 1 > first:
        return None
    parts = [context.trim(first, opening - 1), context.trim(cue.last + 1, last)]
    told = [part for part in parts if part is not None and part[1] > part[0]]
    return Stretch(told, "clause around its cue", True) if any(is_clause(context, *part) for part in told) else None


def _rest_of_broken_clause(context: Context, cue: Cue, last: int) -> list[tuple[int, int]]:
    """What goes on after ", she said," and after ", she said on Monday,"."""
    tokens = context.parse.tokens
    comma = next((i for i in range(cue.last + 1, min(cue.last + 8, last)) if tokens[i].text == ","), None)
    if comma is None or any(t.tag in FINITE for t in tokens[cue.last + 1 : comma]):
        return []
    after = context.trim(comma, last)
    if after is None or after[1] - after[0] < 3 or tokens[after[0]].tag in {"WP", "WDT", "VBN"}:
        return []
    if tokens[after[0]].pos == "NUM" and tokens[after[0] + 1].lower in TIME_WORDS:
        return []
    if tokens[after[0]].tag == "VBG" and not _is_subject(context, after[0], last):
        return []
    return [(after[0], next_cue(context, *after))]


def _is_subject(context: Context, i: int, last: int) -> bool:
    """A gerund that has its own verb before any comma: "Moving it, he said, [replacing the bridge would cost more]"."""
    tokens = context.parse.tokens
    entry = predicates().get((tokens[i].lemma, "VERB"))
    comma = next((j for j in range(i, last) if tokens[j].text == ","), last)
    return (entry is None or not entry.say) and any(t.tag in FINITE for t in tokens[i + 1 : comma])


def _parenthetical(context: Context, cue: Cue, last: int) -> bool:
    """The cue has no complement of its own on its right."""
    after = context.parse.tokens[cue.last + 1] if cue.last + 1 <= last else None
    if after is None or after.pos == "PUNCT":
        return True
    complement = any(c.i > cue.last for c in context.parse.children(cue.i, "ccomp", "obj", "xcomp"))
    return not complement and after.lower != "that"


def that_after(context: Context, cue: Cue) -> Stretch | None:
    """A "that" soon after the cue, where the parser attached the clause elsewhere."""
    tokens = context.parse.tokens
    attributive = cue.subject is None and tokens[cue.i].dep == "amod"  # "the repeated promise that": the promise tells
    if "that" not in cue.match.predicate.say or attributive:
        return None
    _, last = context.sentence(cue.i)
    for i in range(cue.last + 1, min(cue.last + _GAP, last)):
        if tokens[i].lower == "that" and (tokens[i].pos == "SCONJ" or is_time(tokens[cue.last + 1 : i])):
            nearer = context.predicate_at(i - 1) if i - 1 > cue.last else None
            if speaks_within(context, tokens[i].head) or (nearer is not None and "that" in nearer.say):
                return None
            return _stretch_after(context, cue, i, last, "that after a cue", False)
        if tokens[i].tag in FINITE or tokens[i].text in {".", ";", ":"}:
            break
    return None


def bare_after(context: Context, cue: Cue) -> Stretch | None:
    """A subject and a finite verb after the cue, whatever the parser made of them: "she said the plan was dead"."""
    if "that" not in cue.match.predicate.say or cue.subject is None or cue.subject > cue.i:
        return None
    if context.grammar.is_passive(cue.i):
        return None
    _, last = context.sentence(cue.i)
    start = _behind_told(context, cue)
    after = context.parse.tokens[start : last + 1]
    if (
        len(after) < 4
        or after[0].tag in {"WRB", "WP"}
        or after[0].pos not in {"DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM", "ADV", "CCONJ"}
    ):
        return None
    takes_no_object = cue.match.predicate.lemma in word_set("clause only") and after[0].lower not in word_set(
        "no clause"
    )
    if not _verb_follows(after[:14]) and not (takes_no_object and after[0].pos not in {"ADV", "CCONJ"}):
        return None
    return _stretch_after(context, cue, start, last, "bare clause after a cue", False)


def _behind_told(context: Context, cue: Cue) -> int:
    """Where what follows a cue begins behind those told: "told reporters [she would resign]"."""
    told = context.parse.child(cue.i, "iobj", "obj") if cue.match.predicate.lemma in word_set("telling") else None
    phrase = context.grammar.noun_phrase(told.i) if told is not None else (cue.i + 1, cue.i)
    return phrase[1] + 1 if phrase[0] == cue.i + 1 else cue.i + 1


def _verb_follows(tokens: list[Token]) -> bool:
    """A finite verb comes before any comma or relative pronoun."""
    for before, token in pairwise(tokens):
        if token.tag in FINITE:
            return before.pos != "CCONJ"  # "denied the charges and left"
        if token.text in {",", ";", ":"} or token.tag in {"WDT", "WP", "WRB"} or token.lower == "that":
            return False
    return False


def _with_participle(context: Context, cue: Cue, last: int) -> int:
    """The end of an infinitive with what its object is described by: "to handle ships [diverted from Lima]"."""
    after = (c for c in context.parse.children(cue.i, "xcomp", "acl", "advcl") if c.i == last + 1 and c.tag == "VBN")
    return next((context.parse.subtree(c.i)[-1] for c in after), last)


def infinitive(context: Context, cue: Cue) -> Stretch | None:
    """The infinitive of a verb that speaks: "she vowed to fight on"."""
    if "to" not in cue.match.predicate.say or cue.subject is None:
        return None
    if not {"that", "quote"} & cue.match.predicate.say:
        return None
    for child in context.parse.children(cue.i, "xcomp", "ccomp", "advcl"):
        mark = next((m for m in context.parse.children(child.i, "mark", "aux") if m.lower == "to"), None)
        if mark is not None and mark.i > cue.i and (child.dep != "advcl" or mark.i == cue.last + 1):
            tree = [i for i in context.parse.subtree(child.i) if i >= mark.i]
            first = mark.i - 1 if context.parse.tokens[mark.i - 1].lower in _DENIALS else mark.i
            part = context.trim(first, _with_participle(context, cue, tree[-1]))
            if part is not None and part[1] - part[0] >= 2:
                return Stretch([part], "infinitive of a cue", True)
    return None
