"""Finds the words of the lexicon in the text, with who does what they say and whether it is so."""

from __future__ import annotations

from dataclasses import dataclass

from stakegraph.extract.reading.factuality import factuality
from stakegraph.extract.reading.grammar import Grammar
from stakegraph.extract.reading.lexicon import Predicate, phrases, predicates, word_set
from stakegraph.model import Factuality
from stakegraph.syntax import FINITE, Token

_PARTICLES = frozenset(("compound:prt", "advmod", "obl"))
_PHRASAL = frozenset(("obj", "obl", "xcomp"))
_OPEN = frozenset(("VERB", "NOUN", "ADJ"))
"""What the lexicon has: the rest of a text is not looked up."""
_FORCE = frozenset(("COERCE", "ASSAULT", "RETREAT", "SANCTION"))
"""Classes of nouns that somebody may be named beside without doing them: "testified in the murder of his aunt"."""


@dataclass(frozen=True, slots=True)
class Match:
    """A predicate of the lexicon in the text: ``i`` is its token, ``verb`` the verb that carries its clause."""

    i: int
    verb: int
    predicate: Predicate
    agents: tuple[int, ...]
    factuality: Factuality


def predicate_of(grammar: Grammar, token: Token) -> Predicate | None:
    """Return the lexicon's entry for a verb (with its particle) or noun, looked up once a token."""
    if token.i not in grammar.predicates:
        grammar.predicates[token.i] = _look_up(grammar, token)
    return grammar.predicates[token.i]


def _look_up(grammar: Grammar, token: Token) -> Predicate | None:
    if token.pos == "VERB" and token.tag in ("VBN", "JJ") and _is_state(grammar, token):
        feeling = predicates().get((token.lower, "ADJ"))
        if feeling is not None:
            return feeling
    if token.pos == "VERB":
        lemma = _lemma(token)
        return _phrase(grammar, token, lemma) or (
            None if grammar.parse.child(token.i, "compound:prt") is not None else predicates().get((lemma, "VERB"))
        )
    if token.pos == "NOUN":
        cue = _closing_cue(grammar, token) or _plural_cue(grammar, token)
        verb = cue or _headline_verb(grammar, token) or _verb_with_object(grammar, token)
        return verb or predicates().get((token.lemma, "NOUN"))
    if token.pos == "ADJ":
        return predicates().get((token.lower, "ADJ")) or _hidden_verb(grammar, token)
    return None


def _is_state(grammar: Grammar, token: Token) -> bool:
    """Say whether a participle tells how somebody is: "is opposed to it", "remains opposed to it"."""
    stays = token.dep == "xcomp" and grammar.tokens[token.head].lemma in word_set("remaining")
    return stays or grammar.parse.child(token.i, "aux:pass", "cop") is not None


def _phrase(grammar: Grammar, token: Token, lemma: str) -> Predicate | None:
    """Return what a verb means with a particle, noun or next word: "call out", "took strong issue", "go on strike"."""
    meanings = phrases().get(lemma)
    if meanings is None:
        return None
    children = list(grammar.parse.children(token.i))
    near = (c for c in children if c.relation in _PARTICLES or c.dep in _PARTICLES)
    found = next((meanings[c.lower] for c in near if c.lower in meanings and 1 <= c.i - token.i <= 3), None)
    if found is not None or any(c.dep == "compound:prt" for c in children):
        return found
    nouns = (meanings[c.lemma] for c in children if c.relation in _PHRASAL and c.lemma in meanings)
    following = grammar.tokens[token.i + 1].lower if token.i + 1 < len(grammar.tokens) else ""
    return next(nouns, None) or meanings.get(following)


def _closing_cue(grammar: Grammar, token: Token) -> Predicate | None:
    """A cue that was taken for a plural at the end of its sentence: "..., The Daily Post reports."."""
    following = grammar.tokens[token.i + 1] if token.i + 1 < len(grammar.tokens) else None
    closes = following is not None and following.text in {".", ","} and token.dep in {"parataxis", "root", "appos"}
    named = token.i > 0 and grammar.tokens[token.i - 1].text[0].isupper()
    found = predicates().get((token.lemma, "VERB")) if closes and named and token.tag == "NNS" else None
    return found if found is not None and "that" in found.say else None


def _plural_cue(grammar: Grammar, token: Token) -> Predicate | None:
    """A cue that was taken for a plural before its clause: "The republic denies that it was so"."""
    following = grammar.tokens[token.i + 1] if token.i + 1 < len(grammar.tokens) else None
    if token.tag != "NNS" or following is None or following.lower != "that" or following.pos != "SCONJ":
        return None
    start = grammar.parse.sentences[token.sent][0]
    before = grammar.tokens[start : token.i]
    if not before or before[-1].pos not in {"NOUN", "PROPN"} or any(t.tag in FINITE for t in before):
        return None
    forms = (token.lower[:-1], token.lower[:-2], f"{token.lower[:-3]}y")
    found = next((predicates()[form, "VERB"] for form in forms if (form, "VERB") in predicates()), None)
    return found if found is not None and "that" in found.say else None


def _headline_verb(grammar: Grammar, token: Token) -> Predicate | None:
    """A verb of a headline that was taken for a plural, between a name and what it is done to: "Silva slams plan"."""
    formed = token.tag in ("VBZ", "VBD") or (token.tag == "NNS" and grammar.is_headline_verb(token.i))
    verb = predicates().get((token.lemma, "VERB")) if formed else None
    return verb if verb is not None and (verb.event or verb.aims) else None


def _verb_with_object(grammar: Grammar, token: Token) -> Predicate | None:
    """A verb that was taken for a noun: it has an object all the same, "while skewering the mayor"."""
    done = grammar.parse.child(token.i, "obj")
    if done is None or done.i < token.i:
        return None
    stem = token.lower[:-3] if token.lower.endswith("ing") else token.lemma
    forms = (stem, f"{stem}e", stem[:-1] if stem[-2:-1] == stem[-1:] else stem)
    return next((predicates()[form, "VERB"] for form in forms if (form, "VERB") in predicates()), None)


def _hidden_verb(grammar: Grammar, token: Token) -> Predicate | None:
    """A verb that was taken for an adjective: it has an object, or a name after "and": "and assailed Mrs Silva".

    So is an infinitive, or one that has a subject and no "is": "sought to undercut it".
    """
    head = grammar.tokens[token.head]
    alone = token.lower.endswith("ed") and grammar.parse.child(token.i, "cop", "aux:pass") is None
    if (token.tag == "VB" and grammar.parse.is_infinitive(token.i)) or (
        alone and token.dep == "root" and grammar.parse.child(token.i, "nsubj") is not None
    ):
        return predicates().get((_lemma(token), "VERB"))
    joined = token.i > 0 and grammar.tokens[token.i - 1].lower == "and"
    named = token.tag == "VBD" and joined and head.pos == "PROPN" and head.i > token.i
    if not token.lower.endswith("ed") or (grammar.parse.child(token.i, "obj") is None and not named):
        return None
    return predicates().get((_lemma(token), "VERB"))


def _lemma(token: Token) -> str:
    """Return the lemma, mended where the lexicon knows better: "fined" is no form of "fin"."""
    table = predicates()
    if (token.lemma, "VERB") in table or not token.lower.endswith("ed"):
        return token.lemma
    forms = (token.lower[:-1], token.lower[:-2])
    return next((form for form in forms if (form, "VERB") in table), token.lemma)


def _is_part(grammar: Grammar, token: Token) -> bool:
    """Say whether a noun is part of what its verb means with it: the strike in "went on strike"."""
    verb = predicate_of(grammar, grammar.tokens[token.head]) if token.pos == "NOUN" and token.head != token.i else None
    return verb is not None and verb.lemma.endswith(f"_{token.lemma}")


def find_matches(grammar: Grammar) -> list[Match]:
    """Return every predicate of the lexicon in the text, with its agents, in order."""
    found = []
    for token in grammar.tokens:
        predicate = predicate_of(grammar, token) if token.pos in _OPEN else None
        if predicate is None or _is_part(grammar, token):
            continue
        if predicate.pos == "ADJ":
            found.append(
                Match(token.i, token.i, predicate, grammar.bearers(token.i), factuality(grammar.parse, token.i))
            )
        elif predicate.pos == "VERB":
            suffered = grammar.sufferer(token.i) is not None
            agents = tuple(grammar.agents_of_noun(token.i)) if suffered else grammar.subjects(token.i)
            found.append(Match(token.i, token.i, predicate, agents, factuality(grammar.parse, token.i)))
        else:
            verb = grammar.carrier(token.i)
            # In "the request of the town" the town asks, where a request has nothing else that "of" could lead to.
            owned = "of" not in predicate.recipient and all(slot != "of" for _, slot in predicate.stance)
            slots = frozenset(name for name in predicate.recipient if name.isalpha())
            towards = slots - {"of"} if _FORCE & set(predicate.event) else slots
            agents = tuple(dict.fromkeys(grammar.agents_of_noun(token.i, of=owned, towards=towards)))
            found.append(Match(token.i, verb, predicate, agents, factuality(grammar.parse, verb)))
    return found
