"""Nouns that were taken for modifiers or verbs, and modifiers that were taken for nouns.

Each repair is for tokens of one relation, as the table in ``stakegraph.language.repair`` has it.
"""

from __future__ import annotations

from stakegraph.language.repair.sentence import Sentence
from stakegraph.syntax import Token

_BEFORE_NOUN = frozenset(("det", "amod", "compound", "nmod:poss", "nummod"))
_OWNED = frozenset(("'s", "’s", "'", "’"))


def noun_before_of(sentence: Sentence, token: Token) -> None:
    """In "Mr Roy's offer of help was": the offer is no modifier of the help, but the other way round."""
    following = sentence.at(token.i + 1)
    if token.pos != "NOUN" or following is None or following.lower != "of":
        return
    inner = sentence.head(token)
    if inner.i < token.i:
        return
    for child in list(sentence.below.get(inner.i, ())):
        if child.i < token.i and child.dep in _BEFORE_NOUN:
            sentence.move(child, token, child.dep)
    sentence.raise_to(token, inner)
    sentence.move(inner, token, "nmod")
    sentence.move(following, inner, "case")


def noun_with_preposition(sentence: Sentence, token: Token) -> None:
    """In "calls on superdelegates to act": what follows a preposition is no finite verb."""
    led = next((c for c in sentence.children(token.i, "case") if c.i < token.i), None)
    if token.tag != "VBZ" or led is None or sentence.children(token.i, "nsubj", "obj", "aux"):
        return
    if not token.lower.endswith("s"):
        return
    token.pos, token.tag, token.lemma = "NOUN", "NNS", token.lower[:-1]


def ruling_as_verb(sentence: Sentence, token: Token) -> None:
    """In "disagreed with the court's ruling": what has an owner is no verb."""
    owned = sentence.head(token)
    last = sentence.at(sentence.spans(token.i)[1])
    if owned.tag != "VBG" or last is None or last.tag != "POS" or last.lower not in _OWNED or last.i != owned.i - 1:
        return
    owned.pos, owned.tag, owned.lemma = "NOUN", "NN", owned.lower
    sentence.move(last, token, "case")
    sentence.move(token, owned, "nmod:poss")
    for led in sentence.children(owned.i, "mark"):
        if led.tag == "IN" and led.i < token.i:
            sentence.move(led, owned, "case")


def from_a_people(sentence: Sentence, token: Token) -> None:
    """In "the Peruvian capital": an adjective is no part of a compound."""
    noun = sentence.head(token)
    if token.tag == "JJ" and token.text[:1].isupper() and noun.pos == "NOUN" and token.i < noun.i:
        sentence.move(token, noun, "amod")
