"""Mends what a parser often gets wrong in news, where the tags of the words show that it can't be so.

Each repair is for tokens of one relation, and changes heads and relations in place. The tags are surer than the tree:
a finite verb has a subject, an adverb is none, and a noun before "of" is no modifier of what follows.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from stakegraph.syntax import FINITE, NOMINAL, Token

_BEFORE_NOUN = frozenset(("det", "amod", "compound", "nmod:poss", "nummod"))
_ADJOINING = frozenset(("AUX", "ADV", "PART"))


class Sentence:
    """The tokens of one sentence with who depends on whom; ``first`` is the index of its first token."""

    def __init__(self, tokens: list[Token], first: int, end: int) -> None:
        self.tokens = tokens[first:end]
        self.first = first
        self.below: dict[int, list[Token]] = {}
        for token in self.tokens:
            if token.head != token.i:
                self.below.setdefault(token.head, []).append(token)

    def at(self, i: int) -> Token | None:
        """Return token ``i``, None outside the sentence."""
        return self.tokens[i - self.first] if self.first <= i < self.first + len(self.tokens) else None

    def head(self, token: Token) -> Token:
        """Return the head of a token, itself where it is the root."""
        return self.tokens[token.head - self.first]

    def children(self, i: int, *deps: str) -> list[Token]:
        """Return the dependents of token ``i`` with one of the relations."""
        return [c for c in self.below.get(i, ()) if c.dep in deps or c.relation in deps]

    def move(self, token: Token, head: Token, dep: str) -> None:
        """Hang a token on another head."""
        if token.head != token.i:
            self.below[token.head].remove(token)
        token.head, token.dep, token.relation = head.i, dep, dep.partition(":")[0]
        self.below.setdefault(head.i, []).append(token)

    def raise_to(self, token: Token, above: Token) -> None:
        """Put a token in the place of the one above it, which is left to be hung elsewhere."""
        if above.head == above.i:
            self.below.get(token.head, [token]).remove(token)
            token.head, token.dep, token.relation = token.i, "root", "root"
        else:
            self.move(token, self.head(above), above.dep)

    def spans(self, i: int) -> tuple[int, int]:
        """Return first and last token under token ``i``."""
        first = last = i
        todo = [i]
        while todo:
            at = todo.pop()
            first, last = min(first, at), max(last, at)
            todo.extend(c.i for c in self.below.get(at, ()))
        return first, last


def repair(tokens: list[Token], starts: Iterable[int]) -> None:
    """Mend the trees of all sentences; ``starts`` are the indices of their first tokens."""
    for first, end in pairwise([*starts, len(tokens)]):
        sentence = Sentence(tokens, first, end)
        for token in sentence.tokens:
            mend = _REPAIRS.get(token.dep)
            if mend is not None:
                mend(sentence, token)


def _noun_before_of(sentence: Sentence, token: Token) -> None:
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


def _adverb_as_subject(sentence: Sentence, token: Token) -> None:
    """In "Mr Roy has sharply criticized": "sharply" is no subject; what was taken for its own is the verb's."""
    if token.pos != "ADV" and not (token.lower.endswith("ly") and sentence.children(token.i, "nsubj", "aux")):
        return
    verb = sentence.head(token)
    for child in sentence.children(token.i, "nsubj", "aux", "obl", "punct"):
        sentence.move(child, verb, child.dep)
    sentence.move(token, verb, "advmod")


def _verbs_crossed(sentence: Sentence, token: Token) -> None:
    """In "Russia warns the plan would fail": the verb of saying is no subject of the other, which depends on it."""
    inner = sentence.head(token)
    done = [c for c in sentence.children(token.i, "obj") if token.i < c.i < inner.i]
    has_subject = sentence.children(token.i, "nsubj")
    if token.tag not in FINITE or not done or not has_subject:
        return
    if inner.pos != "VERB" or sentence.children(inner.i, "nsubj"):
        return
    sentence.raise_to(token, inner)
    sentence.move(inner, token, "ccomp")
    sentence.move(done[0], inner, "nsubj")


def _finite_complement(sentence: Sentence, token: Token) -> None:
    """In "They noted his lawyer offered": a finite verb is no infinitive, and the object before it is its subject."""
    if token.tag not in ("VBD", "VBZ") or sentence.children(token.i, "nsubj", "mark"):
        return
    above = sentence.head(token)
    done = [c for c in sentence.children(above.i, "obj") if above.i < c.i < token.i]
    if not done or above.pos != "VERB":
        return
    between = range(sentence.spans(done[0].i)[1] + 1, token.i)
    if any((t := sentence.at(i)) is None or t.pos not in _ADJOINING for i in between):
        return
    sentence.move(done[0], token, "nsubj")
    sentence.move(token, above, "ccomp")


def _verb_taken_along(sentence: Sentence, token: Token) -> None:
    """A verb that was coordinated with a noun or with a clause of another tense."""
    _verb_beside_noun(sentence, token)
    _verb_beside_reporter(sentence, token)


def _verb_beside_noun(sentence: Sentence, token: Token) -> None:
    """In "criticized the deal and called for talks": a finite verb stands beside the verb, not beside its object."""
    noun = sentence.head(token)
    if token.pos != "VERB" or token.tag not in FINITE or noun.pos not in NOMINAL:
        return
    if sentence.children(token.i, "nsubj", "nsubj:pass") or sentence.children(noun.i, "cop"):
        return
    above = sentence.head(noun)
    while above.pos not in ("VERB", "AUX") and above.head != above.i:
        above = sentence.head(above)
    if above.pos != "VERB" or above.i > token.i or above.tag not in FINITE | {"VBN"}:
        return
    sentence.move(token, above, "conj")


def _verb_beside_reporter(sentence: Sentence, token: Token) -> None:
    """In "They said it will rain but pledged to stay": the past goes on with the report, not with what will be."""
    inner = sentence.head(token)
    above = sentence.head(inner)
    if token.tag != "VBD" or inner.dep != "ccomp" or above.i > inner.i or above.tag not in ("VBD", "VBZ"):
        return
    if sentence.children(token.i, "nsubj", "nsubj:pass", "mark") or not sentence.children(token.i, "cc"):
        return
    finite = [t for t in (inner, *sentence.children(inner.i, "aux", "cop")) if t.tag in FINITE]
    if finite and all(t.tag in ("VBZ", "VBP", "MD") for t in finite):
        sentence.move(token, above, "conj")


def _verb_under_its_subject(sentence: Sentence, token: Token) -> None:
    """In "Moss called on the court to act": the only verb that can be one is no participle of its subject."""
    if token.tag != "VBN" or sentence.children(token.i, "aux", "aux:pass", "mark"):
        return
    name = sentence.head(token)
    before = sentence.at(token.i - 1)
    following = sentence.at(token.i + 1)
    if name.head != name.i or name.pos not in NOMINAL or before is None or following is None:
        return
    if following.lower == "by" or before.text == "," or sentence.children(name.i, "cop"):
        return
    if any(_is_main(t) for t in sentence.tokens):
        return
    sentence.raise_to(token, name)
    sentence.move(name, token, "nsubj")


def _verb_before_object(sentence: Sentence, token: Token) -> None:
    """In "The mayor praised Moss": a noun with a subject and no copula is no predicate, the participle before it is."""
    noun = sentence.head(token)
    subject = [c for c in sentence.children(noun.i, "nsubj") + sentence.children(token.i, "nsubj") if c.i < token.i]
    if token.tag not in ("VBN", "VBD") or noun.i < token.i or len(subject) != 1:
        return
    if noun.pos not in NOMINAL or sentence.children(noun.i, "cop") or sentence.spans(subject[0].i)[1] > token.i:
        return
    beside = range(sentence.spans(subject[0].i)[1] + 1, token.i)
    if any((t := sentence.at(i)) is None or t.pos not in _ADJOINING for i in beside):
        return
    of_clause = ("nsubj", "aux", "mark", "punct", "obl", "advmod", "advcl", "parataxis", "ccomp", "conj", "cc")
    sentence.raise_to(token, noun)
    for child in list(sentence.below.get(noun.i, ())):
        ours = child.i < token.i or child.relation in ("punct", "obl", "advcl")
        if child is not token and child.relation in of_clause and ours:
            sentence.move(child, token, child.dep)
    sentence.move(noun, token, "obj")


def _is_main(token: Token) -> bool:
    return token.tag in FINITE and token.dep not in ("acl:relcl", "advcl", "ccomp", "acl", "aux", "cop", "aux:pass")


_REPAIRS = {
    "compound": _noun_before_of,
    "nsubj": _adverb_as_subject,
    "nsubj:pass": _adverb_as_subject,
    "csubj": _verbs_crossed,
    "xcomp": _finite_complement,
    "conj": _verb_taken_along,
    "acl": _verb_under_its_subject,
    "amod": _verb_before_object,
}
"""The repair of a token by its relation."""
