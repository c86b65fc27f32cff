"""Verbs without an ending, after a plural, that were taken for nouns, adjectives or adverbs.

"Most unions back the plan" has no word that can only be a verb, and so a parser may see none.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import dropwhile, takewhile

from stakegraph.language.repair.sentence import Sentence
from stakegraph.syntax import FINITE, NOMINAL, Token

VERBS = frozenset(
    (
        "approve", "back", "blame", "boycott", "challenge", "condemn", "criticise", "criticize", "defend", "demand",
        "dispute", "distrust", "doubt", "endorse", "fault", "favor", "favour", "fear", "hail", "host", "mistrust",
        "oppose", "praise", "protest", "question", "regret", "reject", "resent", "resist", "respect", "support",
        "trust", "want", "welcome",
    )
)  # fmt: skip
"""Verbs that take an object; most are words of another kind as well."""
_MANY = frozenset(("many", "most", "some", "several", "both", "all", "few", "others", "they", "we"))
_PART = frozenset(("majority", "minority", "number", "handful", "half", "third", "quarter", "group", "lot"))
_TIMES = frozenset(("second", "minute", "hour", "day", "week", "month", "year", "decade", "time"))
_LINKS = frozenset((",", "and", "or", "of", "in", "at", "from", "for", "on", "across", "both"))
_BASE = frozenset(("DET", "ADJ", "NUM", "NOUN", "PROPN", "PART"))
_PLAIN = {"DET": "det", "ADJ": "amod", "NUM": "nummod", "PUNCT": "punct", "CCONJ": "cc"}
"""How a word hangs on the noun whose phrase it stands in."""
_LONG = 14
"""The most words of a noun phrase that is looked at."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun phrase from token ``first`` to token ``last``."""

    head: Token
    first: int
    last: int


def plural_verb(sentence: Sentence, token: Token) -> None:
    """In "Most unions in the south back the plan": what stands between a plural and an object is a verb."""
    if not token.text.islower() or (token.pos == "VERB" and sentence.has_subject(token)):
        return
    done = _object_after(sentence, token.i)
    if done is None:
        return
    subject = _subject_before(sentence, token.i)
    if subject is None:
        _relative_verb(sentence, token, done)
        return
    following = sentence.at(done.last + 1)
    if following is not None and (following.tag in FINITE or following.pos == "AUX"):
        return
    top = token
    while subject.first <= top.head <= done.last and top.head != top.i:
        top = sentence.head(top)
    if top.head <= done.last:
        _make_verb(sentence, token, top)
        _hang(sentence, token, subject, "nsubj")
        _hang(sentence, token, done, "obj")
        _take_over(sentence, token, top, subject, done)


def _relative_verb(sentence: Sentence, token: Token, done: _Phrase) -> None:
    """In "unions, which back the plan": so is what stands behind a relative pronoun."""
    which = sentence.at(token.i - 1)
    if which is None or which.tag not in ("WDT", "WP"):
        return
    noun = next((t for t in reversed(sentence.tokens) if t.i < which.i and t.pos in (*NOMINAL, "PRON", "DET")), None)
    if noun is not None and which.i - noun.i <= 2:
        _tag(token)
        for above in (token, done.head):
            if above in sentence.above(noun):
                sentence.raise_to(noun, above)
        sentence.move(token, noun, "acl:relcl")
        sentence.move(which, token, "nsubj")
        sentence.move(done.head, token, "obj")


def _tag(token: Token) -> None:
    """Give a word the tags of a verb in the present without an ending."""
    token.pos, token.tag, token.lemma = "VERB", "VBP", token.lower


def _subject_before(sentence: Sentence, i: int) -> _Phrase | None:
    """Return the plural that ends right before token ``i``, adverbs aside."""
    last = i - 1
    while (t := sentence.at(last)) is not None and (t.pos == "ADV" or t.lower == "both"):
        last -= 1
    ending = sentence.at(last)
    if ending is None or ending.pos not in (*NOMINAL, "PRON", "DET", "ADJ") or ending.tag == "WDT":
        return None
    words = _phrase_words(sentence, last)
    if not words or words[0].pos == "ADP":
        return None
    base = [words[0], *takewhile(lambda t: t.pos in _BASE, words[1:])]
    head = next((t for t in reversed(base) if t.pos in (*NOMINAL, "PRON")), base[-1])
    return _Phrase(head, words[0].i, last) if _is_plural(head, words) else None


def _phrase_words(sentence: Sentence, last: int) -> list[Token]:
    """Return the words of the noun phrase with all that hangs on it that ends with token ``last``."""
    first = last
    while (t := sentence.at(first - 1)) is not None and last - first < _LONG and _within(t):
        first -= 1
    words = [t for j in range(first, last + 1) if (t := sentence.at(j)) is not None]
    commas = [t.i for t in words if t.text == ","]
    ands = [t.i for t in words if t.lower in ("and", "or")]
    listed = bool(ands) and (not commas or ands[-1] > commas[-1])
    before = sentence.at(first - 1)
    if before is not None and before.pos == "VERB" and ands:
        # "They prefer one and most unions back the other."
        words = [t for t in words if t.i > ands[-1]]
    elif commas and (words[0].pos == "ADP" or not listed):
        words = [t for t in words if t.i > commas[0 if listed else -1]]
    return list(dropwhile(lambda t: t.pos in ("CCONJ", "PUNCT"), words))


def _within(token: Token) -> bool:
    """Say whether a token may stand in a noun phrase with what hangs on it."""
    return token.pos in _BASE or token.tag == "PRP$" or token.lower in _LINKS


def _is_plural(head: Token, words: list[Token]) -> bool:
    if head.lemma.lower() in _TIMES:
        return False
    after = [t for t in words if t.i > head.i]
    joined = bool(after) and after[0].lower in (",", "and")
    of_many = head.lower in _PART and any(t.tag in ("NNS", "NNPS") for t in after)
    return head.tag in ("NNS", "NNPS") or head.lower in _MANY or joined or of_many


def _object_after(sentence: Sentence, i: int) -> _Phrase | None:
    """Return the noun phrase that begins right behind token ``i``."""
    last = i
    while (t := sentence.at(last + 1)) is not None and (t.pos in _BASE or t.tag == "PRP$") and t.tag != "TO":
        last += 1
    words = [t for j in range(i + 1, last + 1) if (t := sentence.at(j)) is not None]
    alone = sentence.at(i + 1)
    if not words and alone is not None and alone.tag == "PRP":
        words = [alone]
    head = next((t for t in reversed(words) if t.pos in (*NOMINAL, "PRON")), None)
    return None if head is None else _Phrase(head, i + 1, words[-1].i)


def _make_verb(sentence: Sentence, token: Token, top: Token) -> None:
    """Let a token be the verb of its clause, in the place of what stood for the clause."""
    if top is not token:
        sentence.raise_to(token, top)
    _tag(token)
    above = sentence.head(token)
    if above is not token and token.relation not in ("conj", "ccomp", "advcl", "parataxis", "acl"):
        sentence.move(token, above, "ccomp" if above.pos == "VERB" else "parataxis")


def _hang(sentence: Sentence, verb: Token, phrase: _Phrase, dep: str) -> None:
    """Hang a noun phrase on the verb, whole."""
    sentence.move(phrase.head, verb, dep)
    noun = phrase.head
    for t in sentence.tokens[phrase.first - sentence.first : phrase.last + 1 - sentence.first]:
        before = sentence.at(t.i - 1)
        if t is not phrase.head and not phrase.first <= t.head <= phrase.last:
            led = before is not None and before.pos == "ADP" and t.i > phrase.first
            following = next((n for n in sentence.tokens if n.i > t.i and n.pos in NOMINAL), noun)
            if t.pos == "ADP":
                sentence.move(t, following, "case")
            else:
                sentence.move(t, noun if led else phrase.head, "nmod" if led else _PLAIN.get(t.pos, "compound"))
        if t.pos in NOMINAL and t.i > phrase.head.i:
            noun = t


def _take_over(sentence: Sentence, verb: Token, top: Token, subject: _Phrase, done: _Phrase) -> None:
    """Hang on the verb what hung on a noun of its clause and is no part of that noun's phrase."""
    of_clause = ("punct", "obl", "advcl", "parataxis", "ccomp", "conj", "cc", "mark", "advmod", "aux")
    for noun in {top.i: top, subject.head.i: subject.head, done.head.i: done.head}.values():
        for child in list(sentence.below.get(noun.i, ())):
            outside = child.i < subject.first or child.i > done.last or subject.last < child.i < done.first
            clausal = child.relation in of_clause and (child.relation != "conj" or child.pos == "VERB")
            if noun is not verb and child is not verb and outside and clausal:
                sentence.move(child, verb, child.dep)
