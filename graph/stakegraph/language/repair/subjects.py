"""Subjects that hang elsewhere than on their verb, and what was taken for a subject and is none.

Each repair is for tokens of one relation, as the table in ``stakegraph.language.repair`` has it.
"""

from __future__ import annotations

from stakegraph.language.repair.sentence import ADJOINING, Sentence
from stakegraph.syntax import FINITE, NOMINAL, Token

_BEFORE_NOUN = frozenset(("det", "amod", "compound", "nmod:poss", "nummod"))
_TELLING = frozenset(("tell", "assure", "remind", "inform", "warn", "notify", "convince", "persuade", "promise"))
_HELPERS = frozenset(("aux", "aux:pass", "cop"))
_TIMES = frozenset(
    ("day", "week", "month", "year", "hour", "minute", "second", "time", "morning", "afternoon", "evening", "night")
)
"""What tells when or how long without a preposition."""


def subject_of_helper(sentence: Sentence, token: Token) -> None:
    """In "Moss has rejected it": the subject is that of the verb and not of its auxiliary."""
    if sentence.head(token).dep in _HELPERS:
        sentence.move(token, sentence.head(sentence.head(token)), token.dep)


def adverb_as_subject(sentence: Sentence, token: Token) -> None:
    """In "Mr Roy has sharply criticized": "sharply" is no subject; what was taken for its own is the verb's."""
    verb = sentence.head(token)
    beside = any(c.i < token.i for c in sentence.children(verb.i, "nsubj"))
    manner = token.text.islower() and token.text.endswith("ly") and token.i == verb.i - 1
    taken = token.lower.endswith("ly") and sentence.children(token.i, "nsubj", "aux")
    if token.pos != "ADV" and not taken and not (manner and beside):
        return
    for child in sentence.children(token.i, "nsubj", "aux", "obl", "punct"):
        sentence.move(child, verb, child.dep)
    sentence.move(token, verb, "advmod")


def hearer_as_subject(sentence: Sentence, token: Token) -> None:
    """In "Officials told the Post every case would be read": the first of two subjects is who was told."""
    inner = sentence.head(token)
    verb = sentence.head(inner)
    others = [c for c in sentence.children(inner.i, "nsubj", "csubj", "expl") if token.i < c.i < inner.i]
    told = verb.lemma in _TELLING and inner.dep == "ccomp" and verb.i < token.i
    beside = told and sentence.spans(token.i)[0] == verb.i + 1
    if beside and others and sentence.spans(others[0].i)[0] == sentence.spans(token.i)[1] + 1:
        sentence.move(token, verb, "iobj")


def name_under_opening(sentence: Sentence, token: Token) -> None:
    """In "At the rally, Moss, a doctor, accused the board": the name after the opening is who acts."""
    place = sentence.head(token)
    verb = next((t for t in sentence.tokens if t.head == t.i), None)
    if verb is None or verb.tag not in ("VBD", "VBZ") or sentence.has_subject(verb) or place.i > verb.i:
        return
    comma, following = sentence.at(token.i - 1), sentence.at(sentence.spans(token.i)[1] + 1)
    at = verb.i - 1
    while (t := sentence.at(at)) is not None and t.pos in ADJOINING:
        at -= 1
    closing = sentence.at(at)
    set_off = all(t is not None and t.text == "," for t in (comma, following, closing))
    if token.pos != "PROPN" or token.ent in ("LOC", "ORG") or not set_off or place.pos not in ("NOUN", "PROPN"):
        return
    opened = any(t.dep == "case" and t.i < place.i for t in sentence.tokens)
    if sentence.children(token.i, "cc") or place.ent == "PERSON" or not opened:
        return
    aside = [c for c in sentence.children(place.i, "appos", "conj") if c.i > token.i]
    sentence.move(token, verb, "nsubj")
    for role in aside:
        sentence.move(role, token, role.dep)


def subject_as_time(sentence: Sentence, token: Token) -> None:
    """In "Some critics, among them Moss, also blamed the bank": a verb without a subject has that of its clause."""
    verb = sentence.head(token)
    if verb.tag not in FINITE or token.i > verb.i or sentence.has_subject(verb) or verb.dep in ("conj", "acl:relcl"):
        return
    timely = token.lemma.lower() in _TIMES or token.pos not in NOMINAL or sentence.children(token.i, "nummod")
    if not timely and token.tag in ("NNS", "NNPS"):
        sentence.move(token, verb, "nsubj")


def two_of_a_people(sentence: Sentence, token: Token) -> None:
    """In "Brazilian and Peruvian officials met": the first adjective is no subject beside the officials."""
    verb = sentence.head(token)
    noun = next((c for c in sentence.children(verb.i, token.relation) if c.i > token.i and c.pos == "NOUN"), None)
    if token.pos != "ADJ" or noun is None:
        return
    other = next((c for c in sentence.children(noun.i, "amod") if c.i == token.i + 2), None)
    link = sentence.at(token.i + 1)
    if other is not None and link is not None and link.dep == "cc":
        sentence.move(token, noun, "amod")
        sentence.move(other, token, "conj")
        sentence.move(link, other, "cc")


def torn_pair(sentence: Sentence, token: Token) -> None:
    """In "talks between Moss and the mayor will resume": the mayor alone is no subject, he is the other of two.

    The talks may have been taken for the sentence, and what they do for something beside it.
    """
    verb = sentence.head(token)
    first = sentence.spans(token.i)[0]
    link = sentence.at(first - 1)
    if link is None or link.lower != "and" or link.dep != "cc" or link.head != verb.i:
        return
    pair = next((t for t in sentence.tokens if t.i < link.i and t.lower == "between" and t.dep == "case"), None)
    one = sentence.head(pair) if pair is not None else None
    if one is None or one.pos not in NOMINAL or sentence.spans(one.i)[1] != link.i - 1:
        return
    talks = sentence.head(one)
    passive = token.dep
    sentence.move(token, one, "conj")
    sentence.move(link, token, "cc")
    if verb.dep == "conj" and verb.head == talks.i and not sentence.has_subject(verb):
        sentence.raise_to(verb, talks)
        sentence.move(talks, verb, passive)


def noun_before_verb(sentence: Sentence, token: Token) -> None:
    """In "the letter reads": a finite verb that was taken for a noun has no modifiers, but a subject."""
    verb = sentence.head(token)
    if verb.tag not in ("VBZ", "VBD") or verb.i != token.i + 1 or token.pos not in NOMINAL:
        return
    if verb.dep not in ("root", "ccomp", "parataxis"):
        return
    if sentence.children(verb.i, "nsubj", "case", "cop"):
        return
    for child in list(sentence.below.get(verb.i, ())):
        if child.i < token.i and child.dep in _BEFORE_NOUN:
            sentence.move(child, token, child.dep)
    sentence.move(token, verb, "nsubj")
    verb.pos = "VERB"
