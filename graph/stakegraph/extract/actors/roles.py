"""Role phrases beside names: "defence secretary John Healey", "Ada Moreno, a spokeswoman for the ministry"."""

from __future__ import annotations

from stakegraph.extract.actors.naming import Name
from stakegraph.extract.reading.actorwords import words
from stakegraph.syntax import Parse

PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "PART", "NUM", "DET", "X"})
LINKS = frozenset({"of", "for", "on", "to", "in", "at", "with"})
DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "one", "another", "this", "that"})
FORMER = frozenset({"retired", "former", "then", "late", "veteran", "ex", "-"})
ENDS = frozenset({",", ".", ";", ":", ")", "—", "–", "-", "”", '"', "?", "!"})
LONGEST = 18
"""Tokens in the longest role phrase that is looked for."""


def is_role(parse: Parse, i: int) -> bool:
    """Say whether token ``i`` is a noun for what one person is by office or work."""
    token = parse.tokens[i]
    return token.lower in words().roles and (token.pos in ("NOUN", "PROPN", "ADJ") or _misread(parse, i))


def _misread(parse: Parse, i: int) -> bool:
    """Say whether a role between two names was taken for a verb: "Essex delegate Ann Moss"."""
    if not 0 < i < len(parse.tokens) - 1 or parse.tokens[i].tag in ("VBD", "VBZ", "VBG"):
        return False
    before, after = parse.tokens[i - 1], parse.tokens[i + 1]
    return before.text[0].isupper() and before.pos == "PROPN" and after.ent == "PERSON" and after.text[0].isupper()


def before(parse: Parse, name: Name) -> tuple[int, int] | None:
    """Return the tokens of the role that leads up to a name without a comma: "foreign minister" of "... Lavrov"."""
    last = name.start - 1
    begin = _begin(parse, name.start)
    if last < begin or not is_role(parse, last):
        return None
    first = last
    while first - 1 >= begin and _modifies(parse, first - 1):
        first -= 1
    while parse.tokens[first].lower in DETERMINERS or parse.tokens[first].pos in ("PART", "PUNCT"):
        first += 1
    return (first, last) if first <= last else None


def _begin(parse: Parse, i: int) -> int:
    """Return where the sentence of token ``i`` begins; a parser may end one between a role and a name."""
    begin = parse.sentences[parse.tokens[i].sent][0]
    if (
        begin == i
        and i > 0
        and (parse.tokens[i - 1].pos != "PUNCT" or parse.tokens[i - 1].text == ",")
        and parse.tokens[i].start - parse.tokens[i - 1].end == 1
    ):
        begin = parse.sentences[parse.tokens[i - 1].sent][0]
    return begin


def _modifies(parse: Parse, i: int) -> bool:
    token = parse.tokens[i]
    if token.lower in DETERMINERS:
        return False
    return token.pos in ("NOUN", "PROPN", "ADJ", "PART", "NUM") or token.text in ("'s", "’s", "-")


def after(parse: Parse, last: int, *, body: bool = False) -> tuple[int, int, int] | None:
    """Return first token, last token and head of the role set off behind a name that ends at ``last``.

    With ``body`` it is what an organization is: "the UN agency for refugees".
    """
    tokens = parse.tokens
    end = parse.sentences[tokens[last].sent][1]
    at = last + 1
    if at + 1 < end and tokens[at].text == "(":
        while at < min(end - 1, last + 8) and tokens[at].text != ")":
            at += 1
        at += 1
    if at + 1 < end and tokens[at].text == "," and tokens[at + 1].pos == "NUM":
        at += 2
    if at + 1 >= end or tokens[at].text not in (",", "—", "–"):
        return None
    first = at + 1
    head = _head(parse, first, end)
    fits = head is not None and (parse.tokens[head].lower in words().organizations if body else is_role(parse, head))
    if head is None or not fits or (body and tokens[first].lower not in DETERMINERS):
        return None
    stop = _extent(parse, head, end)
    if _goes_on(parse, last, stop, end) or _speaks_for_itself(parse, last, head, stop, end):
        return None
    if stop + 1 < end and tokens[stop + 1].lower in ("and", "or") and tokens[first].lower not in ("a", "an"):
        return None
    if tokens[first].lower in DETERMINERS:
        first += 1
    return first, stop, head


def _goes_on(parse: Parse, last: int, stop: int, end: int) -> bool:
    """Say whether the phrase behind a name is the subject of a verb: "After talks with Ann Moss, the mayor said"."""
    tokens = parse.tokens
    after = tokens[stop + 1] if stop + 1 < end else None
    first = parse.sentences[tokens[last].sent][0]
    opening = any(t.pos in ("ADP", "SCONJ") for t in tokens[first : first + 2])
    return opening and after is not None and after.pos in ("VERB", "AUX") and after.tag != "VBG"


def _speaks_for_itself(parse: Parse, last: int, head: int, stop: int, end: int) -> bool:
    """Say whether the phrase is the subject of the verb behind it, and the name is none: "met Moss, the mayor said"."""
    verb = parse.tokens[parse.tokens[head].head]
    closed = stop + 1 >= end or parse.tokens[stop + 1].pos == "PUNCT"
    subject = parse.tokens[head].relation == "nsubj" and stop < verb.i < stop + 4 and not closed
    finite = verb.tag in ("VBD", "VBZ", "VBP") or parse.child(verb.i, "aux") is not None
    return subject and finite and parse.tokens[last].relation != "nsubj"


def _head(parse: Parse, first: int, end: int) -> int | None:
    """Return the last token of the noun phrase that begins at ``first``, None where no noun phrase does."""
    at, head = first, None
    while at < min(end, first + LONGEST):
        token = parse.tokens[at]
        if token.pos in ("NOUN", "PROPN") or token.lower in words().roles:
            head = at
        elif (head is not None and (token.lower in DETERMINERS or token.pos == "DET")) or not (
            token.pos in PHRASE or token.lower in DETERMINERS or token.text in ("'s", "’s", "-")
        ):
            break
        at += 1
    return head


def _extent(parse: Parse, head: int, end: int) -> int:
    """Return the last token of the phrase headed by ``head``, its "of", "for" and "to" phrases included."""
    at = head
    while at + 1 < end and at - head < LONGEST:
        token = parse.tokens[at + 1]
        inside = token.pos in PHRASE or token.lower in LINKS or token.lower in DETERMINERS or token.lower == "and"
        joined = token.lower == "and" and at + 2 < end and parse.tokens[at + 2].lower in DETERMINERS
        if not inside or joined or token.text in ENDS:
            break
        at += 1
    while at > head and parse.tokens[at].pos not in ("NOUN", "PROPN"):
        at -= 1
    return at


def ahead(parse: Parse, name: Name) -> tuple[int, int, int] | None:
    """Return first token, last token and head of the role set off before a name: "The mayor of Ely, Ann Moss, ..."."""
    tokens = parse.tokens
    begin, end = parse.sentences[tokens[name.first].sent]
    begin = _begin(parse, begin)
    comma = name.start - 1
    while comma > begin and (tokens[comma].pos == "ADJ" or tokens[comma].lower in FORMER):
        comma -= 1
    if comma <= begin or tokens[comma].text != ",":
        return None
    follows = tokens[name.last + 1] if name.last + 1 < end else None
    if follows and follows.text not in ENDS | {"(", "'s", "’s"} and follows.pos not in ("VERB", "AUX"):
        return None
    return _set_off(parse, begin, comma, comma)


def _set_off(parse: Parse, begin: int, comma: int, end: int) -> tuple[int, int, int] | None:
    """Return the role whose phrase ends at ``comma``, or names before it: "The director, Green Farms, Ann Moss"."""
    tokens = parse.tokens
    first = comma
    while first > begin and comma - first < LONGEST:
        token = tokens[first - 1]
        inside = token.pos in PHRASE or token.lower in LINKS or token.lower in DETERMINERS
        if not (inside or token.lower in ("and", "-")):
            break
        first -= 1
    while first < comma and tokens[first].lower in LINKS | {"and"}:
        first += 1
    head = _head(parse, first, comma)
    if head is not None and is_role(parse, head):
        return first + (tokens[first].lower in DETERMINERS), end - 1, head
    named = begin < first < comma and tokens[first - 1].text == "," and tokens[first].text[0].isupper()
    if named and end - first < LONGEST:
        return _set_off(parse, begin, first - 1, end)
    return None
