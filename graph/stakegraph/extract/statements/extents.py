"""Where what a cue reports begins and ends, where the parse leaves that open.

A parser may lose the tail of a clause, or take what another cue reports for more of it.
"""

from __future__ import annotations

from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.lexicon import predicates, word_set
from stakegraph.extract.reading.matches import Match
from stakegraph.extract.reading.times import TIME_WORDS
from stakegraph.syntax import FINITE, Token

_STOPS = frozenset((",", ";", ":", "–", "—", "(", ")"))
_GOING_ON = frozenset(("because", "since", "so", "if", "unless", "given", "provided", "lest"))
"""What gives reason or condition after a comma is still part of what is said."""
SUBORDINATE = frozenset(("when", "while", "after", "before", "although", "though", "as", "because", "since", "whereas"))
_SUBJECT = frozenset(("DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM"))
"""What the main clause may begin with."""
_JOINING = frozenset(("and", "but", "while", "though", "although", "whereas", "yet"))
_MARKS = frozenset(("”", '"', "’", "''"))
_PAST = frozenset(("VBD", "VBN"))
_COMPARING = frozenset(("if", "though"))
_ROLE = frozenset(("NOUN", "PROPN", "ADJ", "DET", "PRON"))
_TAKEN_UP = frozenset(("quote", "of", "order"))
"""What a verb takes that a speaker may go on with: "said it was late and accused him of lying"."""
_ACTS = frozenset(("that", "quote", "of", "order"))


def complete(context: Context, last: int) -> int:
    """A complement runs on to the next comma or the end of the sentence, where the parser lost its tail."""
    tokens = context.parse.tokens
    end = context.sentence(last)[1]
    at = last + 1
    while at <= end:
        if tokens[at].text in _STOPS and not (
            at < end and tokens[at].text == "," and _tells_more(context, at + 1, end)
        ):
            return at - 1 if at > last + 1 else last
        at += 1
    return end


def _tells_more(context: Context, i: int, end: int) -> bool:
    """What stands behind a comma is part of what is said: a reason, or a quotation up to the end of the sentence."""
    if context.parse.tokens[i].lower in _GOING_ON:
        return True
    quotation = context.quotation_at(i)
    return quotation is not None and quotation.first == i and quotation.last >= end - 1


def after_that(context: Context, first: int, last: int) -> int:
    """Where content begins behind a "that", and behind a time before it: "said [this year that] it was late"."""
    tokens = context.parse.tokens
    for i in range(first, min(first + 4, last)):
        if tokens[i].lower == "that":
            before = [t for t in tokens[first:i] if t.pos != "PUNCT"]
            joins = (
                tokens[i].pos == "SCONJ" or tokens[i].dep == "mark" or i > first or _is_plural(tokens[tokens[i].head])
            )
            return i + 1 if joins and (not before or is_time(before)) else first
    return first


def _is_plural(token: Token) -> bool:
    """A noun that "that" can't point to: "implied that leaders should go"."""
    return token.tag in {"NNS", "NNPS"}


def is_time(tokens: list[Token]) -> bool:
    """Say whether a stretch is a time alone ("this year"), which has no relative clause."""
    return (
        bool(tokens)
        and tokens[-1].lower in TIME_WORDS
        and all(t.lower in TIME_WORDS or t.pos in {"DET", "ADP", "ADJ", "NUM"} for t in tokens)
    )


def end_of_relative(context: Context, first: int, last: int) -> int:
    """In "those who say the deal is bad, met on Monday" the content ends before the main verb."""
    tokens = context.parse.tokens
    for i in range(first + 2, last + 1):
        closes = tokens[i - 1].text == "," and tokens[i].tag in FINITE and context.inside[i] < 0
        if closes and tokens[i].dep == "conj" and context.parse.child(i, "nsubj", "nsubj:pass", "cc") is None:
            return i - 2
    return last


def before_main_clause(context: Context, cue: int, last: int) -> int:
    """Where content ends whose cue stands in a clause before the main one: "When he said it was late, she left"."""
    tokens = context.parse.tokens
    first, end = context.sentence(cue)
    first += tokens[first].pos == "CCONJ"
    commas = [i for i in range(first, end) if tokens[i].text == "," and context.inside[i] < 0]
    opens = tokens[first].lower in SUBORDINATE or (first == cue and tokens[cue].tag == "VBG")
    if not opens or sum(i < cue for i in commas) % 2:
        return last
    for comma in commas:
        following = next((i for i in commas if i > comma), end)
        if comma > last or not any(t.tag in FINITE for t in tokens[cue + 1 : comma]):
            continue
        if tokens[comma + 1].pos in _SUBJECT and any(t.tag in FINITE for t in tokens[comma + 2 : following]):
            return comma - 1
    return last


def before_main_verb(context: Context, cue: int, first: int, last: int) -> int:
    """Where content ends before the verb of those who say it: "those who say it is late [have left]"."""
    parse = context.parse
    who = parse.child(cue, "nsubj")
    if who is None or who.tag != "WP":
        return last
    for above in parse.ancestors(cue):
        if first < above.i <= last and above.pos in {"VERB", "ADJ", "NOUN"}:
            helpers = (c.i for c in parse.children(above.i, "aux", "aux:pass", "cop", "advmod") if first < c.i)
            end = min(above.i, *helpers, above.i) - 1
            return end if any(t.tag in FINITE for t in parse.tokens[first : end + 1]) else last
    return last


def before_source(context: Context, first: int, last: int) -> int:
    """Where content ends that is said by somebody else in turn: "said it was late, according to the paper"."""
    tokens = context.parse.tokens
    for i in range(first + 1, last):
        if tokens[i].lower == "according" and tokens[i + 1].lower == "to" and context.inside[i] < 0:
            return i - 2 if tokens[i - 1].text == "," else i - 1
    return last


def next_cue(context: Context, first: int, last: int) -> int:
    """Cut content before ", adding that", ", and Ms Roy said" and ", as crowds marched": the writer goes on there."""
    last = _before_sentence(context, first, last)
    return _before_circumstance(context, first, _before_act(context, first, last))


def _before_sentence(context: Context, first: int, last: int) -> int:
    """Where content ends before a semicolon and a sentence of the writer's: "asked to see it[; the clerk refused]"."""
    tokens = context.parse.tokens
    for i in range(first + 1, last - 1):
        if tokens[i].text == ";" and context.inside[i] < 0 and tokens[i + 1].pos in _SUBJECT:
            rest = next((t for t in tokens[i + 2 : last + 1] if t.tag in FINITE or t.text in {",", ";"}), None)
            if rest is not None and rest.tag in FINITE and context.inside[i + 1] < 0:
                return i - 1
    return last


def _before_act(context: Context, first: int, last: int) -> int:
    """Where content ends before another act of speech."""
    tokens = context.parse.tokens
    for i in range(first + 2, last + 1):
        token = tokens[i]
        if context.inside[i] >= 0:
            continue
        if token.pos == "NOUN" and is_misread_gerund(context, i):
            return i - 2
        if token.pos != "VERB":
            continue
        if gone_on_with(context, i) is not None:
            return _joint(tokens, i) - 1
        entry = predicates().get((token.lemma, "VERB"))
        if i < first + 3 or entry is None or not entry.say & _ACTS:
            continue
        if token.tag == "VBG" and tokens[i - 1].text == ",":
            return i - 2
        start = _coordinate(context, i)
        if start is not None and start > first + 2:
            return start - 1
    return last


def is_misread_gerund(context: Context, i: int) -> bool:
    """Say whether a noun behind a comma tells that something is so: "urged them to go, warning that it was late"."""
    tokens = context.parse.tokens
    opens = tokens[i].lower.endswith("ing") and tokens[i - 1].text == "," and i + 1 < len(tokens)
    opens = opens and tokens[i + 1].lower == "that"
    entry = context.predicate_at(i) if opens else None
    return entry is not None and "that" in entry.say


def _before_circumstance(context: Context, first: int, last: int) -> int:
    """Where content ends before what happens meanwhile: "said it was safe[, as crowds marched]"."""
    tokens = context.parse.tokens
    for i in range(first + 2, last - 1):
        if tokens[i].text != "," or tokens[i + 1].lower != "as" or context.inside[i] >= 0:
            continue
        verb = next((t for t in tokens[i + 2 : last + 1] if t.tag in FINITE or t.text == ","), None)
        clause = tokens[i + 1].dep in {"mark", "case"} and verb is not None and verb.relation != "acl"
        if clause and verb is not None and verb.tag in FINITE:
            return last if _is_reason(context, i + 2, verb) else i - 1
    return last


def _is_reason(context: Context, first: int, verb: Token) -> bool:
    """Say whether a clause behind "as" tells how things are or would be: that is why its speaker says so."""
    tokens = context.parse.tokens
    if tokens[first].lower in _COMPARING:
        return True
    above = tokens[verb.head] if verb.pos == "AUX" else verb
    return verb.i > first and (verb.tag == "MD" or above.pos != "VERB" or above.lemma == "have")


def gone_on_with(context: Context, i: int) -> Match | None:
    """The cue whose clause cue ``i`` goes on with, past what is said: "said she would check it and warned of it"."""
    token = context.parse.tokens[i]
    entry = context.predicate_at(i)
    speaks = entry is not None and bool(entry.say & _TAKEN_UP) and entry.lemma not in word_set("thinking")
    if token.dep != "conj" or not speaks:
        return None
    before = context.matches_between(context.sentence(i)[0], i - 1)
    cues = (m for m in reversed(before) if m.predicate.say and m.predicate.pos == "VERB" and context.inside[m.i] < 0)
    return next((m for m in cues if _goes_on(context, m.i, i)), None)


def _joint(tokens: list[Token], i: int) -> int:
    """Where the "and" before verb ``i`` stands, an adverb between them or not."""
    at = i - 1
    while tokens[at].pos == "ADV" and i - at < 3:
        at -= 1
    return at


def _goes_on(context: Context, cue: int, i: int) -> bool:
    """Say whether cue ``i`` goes on with the clause of ``cue``: the verb of what is said between has another form."""
    tokens = context.parse.tokens
    if tokens[_joint(tokens, i)].lower not in {"and", "but"}:
        return False
    if context.parse.child(i, "nsubj", "aux", "aux:pass") is not None:
        return False
    main, here = tokens[cue].tag, tokens[i].tag
    if not (main == here or (main == "VBD" and here in _PAST)) or main not in FINITE:
        return False
    head = tokens[tokens[i].head]
    if head.i <= cue:
        return head.i == cue
    shared = context.parse.child(head.i, "aux")
    both = here in _PAST and tokens[_joint(tokens, i)].lower == "and" and tokens[i + 1].lower != "that"
    if shared is not None and shared.lemma == "have" and both:
        return False  # "said the town had met and asked the state to pay"
    return context.inside[head.i] < 0 and _has_another_form(context, head, here)


def _has_another_form(context: Context, verb: Token, tag: str) -> bool:
    helper = context.parse.child(verb.i, "aux", "cop", *(("aux:pass",) if tag == "VBD" else ()))
    return helper is not None or (verb.tag != tag and verb.tag not in _PAST)


def _coordinate(context: Context, i: int) -> int | None:
    """Return where a clause joined by a comma begins, whose verb is the cue ``i`` with its own subject."""
    tokens = context.parse.tokens
    subject = context.parse.child(i, "nsubj")
    if subject is None or subject.i > i:
        return None
    if tokens[i].tag == "VBG":  # "said it was safe, with Ms Roy calling it a trap"
        mark = context.parse.child(i, "mark")
        return mark.i - 1 if mark is not None and mark.lower == "with" and tokens[mark.i - 1].text == "," else None
    if tokens[i].tag not in FINITE and context.parse.child(i, "aux") is None:
        return None
    start = _joining(context, subject.i)
    comma = start - 1 if start < 2 or tokens[start - 1].text not in _MARKS else start - 2
    return comma if start >= 1 and tokens[start].lower in _JOINING and tokens[comma].text == "," else None


def _joining(context: Context, subject: int) -> int:
    """Where the word before a subject stands, and before a role that the parser tore off: "while her aide Ann"."""
    start = context.grammar.noun_phrase(subject)[0] - 1
    while start > 0 and context.parse.tokens[start].pos in _ROLE:
        start -= 1
    return start
