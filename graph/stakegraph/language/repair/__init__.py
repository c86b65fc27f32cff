"""Mends what a parser often gets wrong in news, where the tags of the words show that it can't be so.

Each repair is for tokens of one relation, and changes heads and relations in place. The tags are surer than the tree:
a finite verb has a subject, an adverb is none, and a noun before "of" is no modifier of what follows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

from stakegraph.language.repair import clauses, nouns, objects, plurals, subjects, verbs
from stakegraph.language.repair.sentence import Sentence
from stakegraph.syntax import NOMINAL, Token

_SUBJECT = (
    subjects.subject_of_helper,
    subjects.adverb_as_subject,
    subjects.hearer_as_subject,
    subjects.two_of_a_people,
    subjects.torn_pair,
)
_CLAUSE_OF_NOUN = (
    clauses.that_of_copula,
    clauses.told_clause,
    clauses.said_clause,
    verbs.verb_under_its_subject,
)
REPAIRS: dict[str, tuple[Callable[[Sentence, Token], None], ...]] = {
    "nsubj": (*_SUBJECT, nouns.ruling_as_verb),
    "nsubj:pass": _SUBJECT,
    "csubj": (clauses.verbs_crossed,),
    "obj": (
        objects.object_of_infinitive,
        objects.adverb_as_object,
        objects.that_as_object,
        objects.verdict,
        objects.day_as_object,
    ),
    "obl": (nouns.noun_with_preposition,),
    "obl:unmarked": (subjects.subject_as_time,),
    "xcomp": (clauses.finite_complement, objects.object_as_complement),
    "ccomp": (
        clauses.subject_cut_off,
        clauses.aside_as_clause,
        clauses.second_clause,
        clauses.relative_pronoun,
        clauses.main_verb_below,
        clauses.help_as_verb,
    ),
    "advcl": (objects.gerund, clauses.noun_as_clause),
    "advcl:relcl": _CLAUSE_OF_NOUN,
    "acl": (objects.thanked_for, *_CLAUSE_OF_NOUN, clauses.said_of_statement, verbs.verb_under_apposition),
    "acl:relcl": _CLAUSE_OF_NOUN,
    "mark": (clauses.opening_that,),
    "conj": (
        verbs.subject_left_over,
        verbs.verb_beside_noun,
        verbs.verb_beside_reporter,
        verbs.plea_beside_report,
        verbs.verb_beside_earlier,
        subjects.name_under_opening,
    ),
    "appos": (
        objects.called_so,
        objects.sum_given,
        subjects.name_under_opening,
    ),
    "flat": (objects.sum_given,),
    "amod": (verbs.adjective_of_verb, verbs.verb_before_object),
    "compound": (
        nouns.noun_before_of,
        subjects.noun_before_verb,
        nouns.from_a_people,
        objects.gerund_as_name,
    ),
    "nmod": (objects.by_whom,),
}
"""The repairs of a token by the relation that it has at first, in their order."""


def repair(tokens: list[Token], starts: Iterable[int]) -> None:
    """Mend the trees of all sentences; ``starts`` are the indices of their first tokens."""
    for first, end in pairwise([*starts, len(tokens)]):
        sentence = Sentence(tokens, first, end)
        for token in sentence.tokens:
            if token.tag == "VBD" and token.pos in NOMINAL:
                token.pos = "VERB"
            if token.lower in plurals.VERBS:
                plurals.plural_verb(sentence, token)
            for mend in REPAIRS.get(token.dep, ()):
                mend(sentence, token)
