"""Who speaks a cue verb, as a mention in its sentence: the grammar's subject, or what stands where subjects stand.

The small parser loses subjects of inverted cues ("...," said Ms Rao) and behind appositions; word order then decides.
"""

from __future__ import annotations

from stakegraph.extract.reading.actorwords import words
from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.matches import Match
from stakegraph.extract.reading.times import TIME_WORDS
from stakegraph.extract.statements.asides import led_in, named_aside
from stakegraph.extract.statements.extents import gone_on_with
from stakegraph.syntax import FINITE, NOMINAL, Token

_PARTICIPLES = frozenset(("advcl", "acl", "conj", "xcomp", "ccomp"))
_ALONE = frozenset(("all", "both", "few", "many", "most", "others", "several", "some"))
"""Words of number that speak without a noun."""
_TITLES = 5
"""Words of the longest run of capitals before a role."""
_NAMES = frozenset(("day", "may", "march", "april", "june", "august"))
"""Words of time that are people's names as well."""
_PEOPLE = ("ists", "ians")
_REDUCED = frozenset(("when", "if"))
"""Before a participle these tell what is done to somebody: "when asked"."""
_BEFORE_CUE = frozenset((",", "”", '"', "''", "’", "?", "!", "—", "–"))


def source_of(context: Context, match: Match) -> int | None:
    """Return the head token of the mention that speaks, or None where the sentence names none."""
    first = gone_on_with(context, match.i)
    if first is not None:
        return source_of(context, first)
    found = _subject_of_cue(context, match)
    if found is not None and _is_time(context, found, match.i):
        found = _subject_beside_time(context, match.i)
    if found is not None and context.inside[found] >= 0:
        found = _before(context, match.i)
    return found if found is None else _name_behind(context, _set_off(context, found, match.i), match.i)


def _name_behind(context: Context, i: int, cue: int) -> int:
    """The name that a role has behind a comma, behind a clause: "It is dead, his aide, Ann Moss, told us"."""
    tokens = context.parse.tokens
    name = next((c for c in context.parse.children(i, "appos") if i < c.i < cue and c.ent == "PERSON"), None)
    behind = tokens[cue].dep == "parataxis" and name is not None and tokens[name.i - 1].text == ","
    return name.i if name is not None and behind else i


def _is_time(context: Context, i: int, cue: int) -> bool:
    """Say whether token ``i`` is a time, and no name right before its verb: "May said", "Day has said"."""
    tokens = context.parse.tokens
    token = tokens[i]
    if token.lower not in TIME_WORDS:
        return False
    alone = i == context.sentence(i)[0] or tokens[i - 1].text in _BEFORE_CUE or tokens[i - 1].ent == "PERSON"
    beside = all(t.pos in {"AUX", "ADV"} for t in tokens[i + 1 : cue])
    return not (token.lower in _NAMES and token.text[0].isupper() and alone and beside and i < cue)


def _subject_beside_time(context: Context, cue: int) -> int | None:
    """The other subject of a cue that the parser gave a time for one: "the aide, who asked for more, said Monday"."""
    subjects = context.parse.children(cue, "nsubj")
    others = (c.i for c in subjects if c.lower not in TIME_WORDS and c.i < cue and context.inside[c.i] < 0)
    return next(others, None) or _before(context, cue)


def _set_off(context: Context, i: int, cue: int) -> int:
    """The name before a comma that a description is set off from: "Ann Moss, chair of the Green party, said"."""
    tokens = context.parse.tokens
    first = context.grammar.noun_phrase(i)[0]
    after = cue - 1
    while after > i and tokens[after].pos in {"ADV", "AUX"}:
        after -= 1
    if first < 2 or i > cue or tokens[first - 1].text != "," or tokens[after].text != "," or tokens[i].pos == "PRON":
        return i
    at = first - 2
    if tokens[at].text == ")":
        at = next((j for j in range(at, context.sentence(i)[0] - 1, -1) if tokens[j].text == "("), at) - 1
    if at < context.sentence(i)[0] or tokens[at].ent not in {"PERSON", "ORG"} or tokens[i].ent == "PERSON":
        return i
    while tokens[at].dep in {"flat", "compound"} and tokens[tokens[at].head].ent == tokens[at].ent:
        at = tokens[at].head
    return at


def _subject_of_cue(context: Context, match: Match) -> int | None:
    tokens = context.parse.tokens
    token = tokens[match.i]
    asked = token.dep == "advcl" and token.lemma == "ask" and match.i == context.sentence(match.i)[0]
    if token.tag in {"VBN", "VBD"} and (asked or tokens[match.i - 1].lower in _REDUCED):
        return None
    led = led_in(context, match.i)
    if led is not None:
        return led
    if _is_misread_past(context, match):
        return token.head
    if context.grammar.is_passive(match.i):
        return match.agents[0] if match.agents else None
    beside = named_aside(context, match.i)
    if beside is not None:
        return beside
    own = _beside(context, match.i)
    if own is not None:
        return own
    if _is_participle(token) and (token.dep in _PARTICIPLES or tokens[match.i - 1].text == ","):
        blamed = _blamed(context, match.i)
        if blamed is not None:
            return blamed
        shared = _speaker_before(context, match.i)
        if shared is None and tokens[match.i - 1].text == ",":
            shared = _main_subject(context, match.i)
        if shared is not None:
            return shared
    by_order = _inverted(context, match.i) if _may_invert(context, match) else None
    if by_order is not None:
        return by_order
    subject = match.agents[0] if match.agents else None
    if subject is not None and context.inside[subject] < 0 and tokens[subject].tag != "VBG":
        return subject
    if tokens[match.i - 1].pos == "CCONJ":
        return _speaker_before(context, match.i)
    return _before(context, match.i) if token.tag != "VBG" else _main_subject(context, match.i)


def _beside(context: Context, i: int) -> int | None:
    """The subject that a participle has of its own: "said it was safe, with Ms Roy calling it a trap"."""
    own = context.parse.child(i, "nsubj") if context.parse.tokens[i].tag == "VBG" else None
    led = any(mark.lower == "with" for mark in context.parse.children(i, "mark"))
    return own.i if own is not None and own.pos in NOMINAL and led else None


def _is_participle(token: Token) -> bool:
    """Say whether a cue is one in -ing, whatever the tagger took it for."""
    return token.tag == "VBG" or (token.lower.endswith("ing") and token.dep in _PARTICIPLES)


def _is_misread_past(context: Context, match: Match) -> bool:
    """A past tense taken for a participle of its subject: "The front-runner predicted in May that he would win"."""
    token = context.parse.tokens[match.i]
    if token.tag != "VBN" or token.dep != "acl" or "that" not in match.predicate.say:
        return False
    following = context.parse.tokens[match.i + 1 : match.i + 5]
    says = any(t.lower == "that" and t.pos == "SCONJ" for t in following)
    return says and not any(True for _ in context.grammar.slot(match.i, "by"))


def _blamed(context: Context, i: int) -> int | None:
    """Whom somebody blames or thanks "for saying", "of saying" something: the object of the verb before it."""
    tokens = context.parse.tokens
    mark = context.parse.child(i, "mark")
    if mark is None or mark.lower not in {"for", "of"}:
        return None
    above = tokens[tokens[i].head]
    blamed = above if above.pos in NOMINAL else context.parse.child(above.i, "obj")
    to = context.parse.child(above.i, "mark")
    if blamed is None and to is not None and to.lower == "to" and tokens[to.i - 1].pos in NOMINAL:
        blamed = tokens[to.i - 1]
        while blamed.dep in {"flat", "compound"}:
            blamed = tokens[blamed.head]
    return blamed.i if blamed is not None and context.inside[blamed.i] < 0 else None


def _main_subject(context: Context, i: int) -> int | None:
    """The subject of the verb that governs a participle, of the sentence's main verb, or of the last one before it."""
    tokens = context.parse.tokens
    for above in context.parse.ancestors(i):
        if tokens[i - 1].text == "," and above.dep == "acl:relcl":
            continue  # "Moss wrote to the mayor, who left, calling it a shame": it is Moss who calls it so
        if above.pos == "VERB" and (subject := context.grammar.subject(above.i)) not in (None, i):
            return subject
    first, last = context.sentence(i)
    root = next((t for t in tokens[first : last + 1] if t.dep == "root" and t.i != i), None)
    subject = context.grammar.subject(root.i) if root is not None else None
    if subject is not None and subject != i:
        return subject
    before = (context.parse.child(t.i, "nsubj") for t in reversed(tokens[first:i]) if t.tag in FINITE)
    return next((own.i for own in before if own is not None and own.pos in NOMINAL), None)


def _speaker_before(context: Context, i: int) -> int | None:
    """Whoever spoke before in the sentence goes on in ", adding ..."."""
    first, _ = context.sentence(i)
    earlier = [m for m in context.matches_between(first, i - 1) if m.predicate.say and context.inside[m.i] < 0]
    for match in reversed(earlier):
        token = context.parse.tokens[match.i]
        if token.pos == "VERB" and token.tag != "VBG" and context.grammar.sufferer(match.i) is None:
            agent = match.agents[0] if match.agents else None
            found = (
                agent if agent is not None and context.parse.tokens[agent].tag != "VBG" else source_of(context, match)
            )
            if found is not None:
                return found
    return None


def _may_invert(context: Context, match: Match) -> bool:
    """Say whether the subject may follow: what only judges ("criticized") takes its object there behind a comma."""
    before = context.parse.tokens[max(0, match.i - 2) : match.i]
    quoted = any(t.text in _BEFORE_CUE - {","} for t in before)
    return quoted or bool(match.predicate.say & {"quote", "that"})


def _inverted(context: Context, i: int) -> int | None:
    """Return the head of the noun phrase right after a cue that follows a quotation or a comma."""
    tokens = context.parse.tokens
    if i < 1 or i + 1 >= len(tokens) or tokens[i - 1].text not in _BEFORE_CUE or tokens[i].lower == "told":
        return None
    after = tokens[i + 1]
    titled = _titled(context, i + 1)
    if titled is not None:
        return titled
    if after.pos not in {"PROPN", "NOUN", "DET", "PRON", "ADJ", "NUM"} or after.tag in {"WP", "WDT"}:
        return None
    if after.lower in TIME_WORDS:
        return None
    if after.lower in {"that", "it", "me", "him", "them", "us", "her"} or _is_participle(tokens[i]):
        return None
    own = context.parse.child(i, "nsubj")
    if own is not None and context.inside[own.i] < 0 and (own.i < i or own.i == _head_of_run(context, after)):
        return own.i if own.i > i else None
    found = _head_of_run(context, after)
    clause = tokens[tokens[found].head]
    # In "Ann Moss, said the plan is dead" the plan is no speaker: it is the subject of what is said.
    behind = context.grammar.noun_phrase(found)[1] + 1
    set_off = behind < len(tokens) and tokens[behind].text in {",", "“", '"', "’", "."}
    says_so = tokens[found].dep.startswith("nsubj") and clause.dep == "ccomp" and clause.head == i
    # In "she thanked them, promised help and left" it is no help that promises.
    done = tokens[i].dep == "conj" and tokens[found].dep == "obj" and tokens[found].ent != "PERSON" and not set_off
    return None if (says_so and not set_off) or done else found


def _titled(context: Context, first: int) -> int | None:
    """The name behind a role that the parser took for a verb: "said Essex delegate Ann Moss, who"."""
    tokens = context.parse.tokens
    role = next((t for t in tokens[first : first + _TITLES] if not t.text[0].isupper()), None)
    if role is None or role.pos not in ("VERB", "ADJ") or role.lower not in words().roles or role.i + 1 >= len(tokens):
        return None
    name = tokens[role.i + 1]
    return name.i if name.ent == "PERSON" and name.text[0].isupper() else None


def _head_of_run(context: Context, token: Token) -> int:
    """Climb from the first word of a noun phrase to its head."""
    seen = 0
    tokens = context.parse.tokens
    while token.head > token.i and _is_noun(tokens, token.head) and seen < 8:
        if token.ent == "PERSON" and any(t.pos == "ADP" for t in tokens[token.i : token.head]):
            # In "said Ann Moss of the group Volta" a parser may take the group for the head.
            break
        token, seen = tokens[token.head], seen + 1
    return _behind_base(context, token.i)


def _behind_base(context: Context, i: int) -> int:
    """The head behind a place that somebody is based in: "said Oslo-based lawyer Ann Moss"."""
    tokens = context.parse.tokens
    based = next((j for j in range(i + 1, min(i + 5, len(tokens) - 1)) if tokens[j].lower == "based"), None)
    if based is None or tokens[based - 1].text != "-" or tokens[based + 1].pos not in NOMINAL:
        return i
    return _head_of_run(context, tokens[based + 1])


def _is_noun(tokens: list[Token], i: int) -> bool:
    """Say whether token ``i`` can head a noun phrase: "the 46-year-old" and "the Texan" as well."""
    token = tokens[i]
    aged = token.lower == "old" and tokens[i - 1].text == "-"
    return token.pos in NOMINAL or aged or (token.pos == "ADJ" and token.tag.startswith("NNP"))


def _passed_over(token: Token) -> bool:
    """Say whether a token may stand between a speaker and the cue: "Moss late on Monday also said"."""
    manner = token.text.islower() and token.text.endswith("ly")
    return (
        manner
        or token.pos in {"AUX", "ADV", "PART"}
        or token.lower in TIME_WORDS
        or token.text in {",", ")", "–", "—", "--"}
    )


def _misread(token: Token, *, opens: bool) -> bool:
    """A name that opens a sentence ("Brandt further asserted") or people ("pacifists worry") taken for a verb."""
    return token.pos == "VERB" and ((opens and token.text.istitle()) or token.lower.endswith(_PEOPLE))


def _before(context: Context, i: int) -> int | None:
    """Return the nominal right before a cue, across one comma and the cue's auxiliaries."""
    tokens = context.parse.tokens
    first, _ = context.sentence(i)
    at = i - 1
    while at >= first and _passed_over(tokens[at]):
        if tokens[at].text == ")":
            at = next((j for j in range(at, first - 1, -1) if tokens[j].text == "("), first)
        at -= 1
    if at < first or context.inside[at] >= 0 or tokens[at].tag in {"WP", "WDT"}:
        return None
    if _misread(tokens[at], opens=at == first) or (at == i - 1 and tokens[at].lower in _ALONE):
        return at
    if not _is_noun(tokens, at):
        return None
    head = tokens[at]
    while head.dep in {"flat", "compound", "nmod:desc", "appos", "nmod"} and first <= head.head < i:
        above = tokens[head.head]
        if head.ent == "PERSON" and ((head.dep == "appos" and above.dep == "nmod") or above.lower in TIME_WORDS):
            break  # In "in a blow to the mayor, Ann Moss said" a parser may hang her on the mayor.
        head = tokens[head.head]
    return head.i if head.pos in NOMINAL else at
