"""Turns ClearNLP dependencies, the labels of spaCy's own English pipelines, into Universal Dependencies.

Not every construction is told apart as a treebank would; what extraction reads is: who does what to whom, what is
said, and which preposition leads a phrase.
"""

from __future__ import annotations

from collections.abc import Iterable

from stakegraph.syntax import Token

_RENAMED = {
    "acomp": "xcomp", "attr": "xcomp", "auxpass": "aux:pass", "complm": "mark", "csubjpass": "csubj:pass",
    "dative": "iobj", "dobj": "obj", "infmod": "acl", "intj": "discourse", "meta": "dep", "neg": "advmod",
    "nn": "compound", "npadvmod": "obl:npmod", "nsubjpass": "nsubj:pass", "num": "nummod", "number": "nummod",
    "oprd": "xcomp", "partmod": "acl", "poss": "nmod:poss", "possessive": "case", "preconj": "cc:preconj",
    "predet": "det:predet", "prt": "compound:prt", "quantmod": "advmod", "rcmod": "acl:relcl", "relcl": "acl:relcl",
    "tmod": "obl:tmod",
}  # fmt: skip
_LINKS = ("prep", "agent", "dative")
_OBJECTS = ("pobj", "obl", "nmod")
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "SYM")


class _Tree:
    """The tokens with the dependents of each, kept right while edges move."""

    def __init__(self, tokens: Iterable[Token]) -> None:
        self.tokens = {token.i: token for token in tokens}
        self.below: dict[int, list[int]] = {i: [] for i in self.tokens}
        for token in self.tokens.values():
            if token.head != token.i:
                self.below[token.head].append(token.i)

    def kids(self, i: int, *deps: str) -> list[Token]:
        """Return the dependents of token ``i`` in order, those with one of ``deps`` where any is given."""
        found = [self.tokens[j] for j in sorted(self.below[i])]
        return [kid for kid in found if kid.dep in deps] if deps else found

    def attach(self, token: Token, head: int, dep: str) -> None:
        """Hang ``token`` below ``head``."""
        if token.head != token.i:
            self.below[token.head].remove(token.i)
        token.head, token.dep = head, dep
        if head != token.i:
            self.below[head].append(token.i)

    def replace(self, old: Token, new: Token, dep: str) -> None:
        """Let ``new``, a dependent of ``old``, take its place; ``old`` hangs below it as ``dep``."""
        head, relation = old.head, old.dep
        self.attach(new, new.i if head == old.i else head, relation)
        self.attach(old, new.i, dep)


def to_universal(tokens: list[Token]) -> None:
    """Change heads and relations of ``tokens`` from ClearNLP's to those of Universal Dependencies, in place."""
    tree = _Tree(tokens)
    for token in _upwards(tree):
        if token.dep in _LINKS:
            _adposition(tree, token)
    for token in tokens:
        _infinitive(tree, token)
    for token in _upwards(tree):
        if token.lemma == "be" and not token.dep.startswith("aux"):
            _copula(tree, token)
    for token in tokens:
        _coordination(tree, token)
    for token in tokens:
        token.dep = _RENAMED.get(token.dep, token.dep)


def _upwards(tree: _Tree) -> list[Token]:
    """Return the tokens so that each comes before its head."""
    order = [token for token in tree.tokens.values() if token.head == token.i]
    for token in order:
        order.extend(tree.kids(token.i))
    return order[::-1]


def _adposition(tree: _Tree, link: Token) -> None:
    """Make the object of a preposition the dependent, and the preposition its ``case`` or ``mark``."""
    nominal = tree.tokens[link.head].pos in _NOMINAL
    objects, clauses = tree.kids(link.i, *_OBJECTS), tree.kids(link.i, "pcomp")
    # "in and around Gaza": the object hangs on the second preposition
    shared = [thing for other in tree.kids(link.i, "conj") for thing in tree.kids(other.i, *_OBJECTS)]
    if not objects and shared and not clauses:
        tree.attach(shared[0], link.i, "pobj")
        objects = shared[:1]
    if objects:
        dep = "obl:agent" if link.dep == "agent" else "nmod" if nominal else "obl"
        _lift(tree, link, objects[0], dep, "case")
    elif clauses and clauses[0].pos in ("VERB", "AUX"):
        _lift(tree, link, clauses[0], "acl" if nominal else "advcl", "mark")
    elif clauses:
        _lift(tree, link, clauses[0], "nmod" if nominal else "obl", "case")
    elif link.dep != "dative" or link.pos == "ADP":
        link.dep = "advmod"


def _lift(tree: _Tree, link: Token, child: Token, dep: str, below: str) -> None:
    """Let ``child`` take the place of ``link`` as ``dep``, and hang on it whatever else hung on ``link``."""
    tree.replace(link, child, below)
    child.dep = dep
    phrases = {other.i: tree.kids(other.i, *_OBJECTS) for other in tree.kids(link.i, "conj")}
    paired = any(phrases.values())
    for other in tree.kids(link.i):
        if phrases.get(other.i):
            phrase = phrases[other.i][0]
            tree.replace(other, phrase, "case")
            tree.attach(phrase, child.i, "conj")
        elif other.dep == "pcomp":
            tree.attach(other, child.i, below)
        elif paired or other.dep not in ("cc", "conj"):
            tree.attach(other, child.i, other.dep)


def _infinitive(tree: _Tree, token: Token) -> None:
    """Mark infinitives by "to", and raise the subject of one that is a complement: "urged him to go"."""
    if token.dep == "aux" and token.tag == "TO":
        token.dep = "mark"
    if token.dep != "ccomp" or not any(kid.tag == "TO" for kid in tree.kids(token.i, "aux", "mark")):
        return
    token.dep = "xcomp"
    for subject in tree.kids(token.i, "nsubj", "nsubjpass"):
        if subject.i < token.i:
            tree.attach(subject, token.head, "obj")


def _copula(tree: _Tree, verb: Token) -> None:
    """Make what "be" ascribes the head of the clause, except in "there is"."""
    ascribed = tree.kids(verb.i, "attr", "acomp")
    if tree.kids(verb.i, "expl"):
        for thing in ascribed:
            thing.dep = "nsubj"
        return
    if not ascribed and tree.kids(verb.i, "nsubj") and not tree.kids(verb.i, "ccomp", "xcomp"):
        ascribed = [kid for kid in tree.kids(verb.i, "obl") if kid.i > verb.i]
    if not ascribed:
        return
    head = ascribed[0]
    tree.replace(verb, head, "cop")
    for other in tree.kids(verb.i):
        tree.attach(other, head.i, other.dep)


def _coordination(tree: _Tree, token: Token) -> None:
    """Hang every conjunct on the first one, and a conjunction on the conjunct that it leads."""
    if token.dep == "conj":
        first = tree.tokens[token.head]
        while first.dep == "conj":
            first = tree.tokens[first.head]
        if first.i != token.head:
            tree.attach(token, first.i, "conj")
    elif token.dep == "cc":
        head = tree.tokens[token.head]
        root = head.head if head.dep == "conj" else head.i
        later = [kid for i in (head.i, root) for kid in tree.kids(i, "conj") if kid.i > token.i]
        if later:
            tree.attach(token, later[0].i, "cc")
