"""Clauses that hang on the wrong verb or noun.

Each repair is for tokens of one relation, as the table in ``stakegraph.language.repair`` has it.
"""

from __future__ import annotations

from stakegraph.language.repair.sentence import ADJOINING, Sentence
from stakegraph.syntax import FINITE, NOMINAL, Token

_TELLING = frozenset(("tell", "assure", "remind", "inform", "warn", "notify", "convince", "persuade", "promise"))
_SAYING = frozenset(("say", "state", "write", "announce", "add", "argue", "claim", "declare", "report", "acknowledge"))
_SUBORDINATING = frozenset(
    ("which", "despite", "although", "though", "because", "since", "while", "unless", "until", "when", "as")
)


def verbs_crossed(sentence: Sentence, token: Token) -> None:
    """In "Russia warns the plan would fail" and ", warning it fails": the verb of saying is no subject of the other."""
    inner = sentence.head(token)
    done = [c for c in sentence.children(token.i, "obj") if token.i < c.i < inner.i]
    before = sentence.at(token.i - 1)
    participle = token.lower.endswith("ing") and before is not None and before.text == ","
    spoken = token.tag in FINITE and sentence.children(token.i, "nsubj")
    if not done or not (participle or spoken):
        return
    if inner.pos != "VERB" or sentence.children(inner.i, "nsubj"):
        return
    sentence.raise_to(token, inner)
    sentence.move(inner, token, "ccomp")
    sentence.move(done[0], inner, "nsubj")


def finite_complement(sentence: Sentence, token: Token) -> None:
    """In "They noted his lawyer offered": a finite verb is no infinitive, and the object before it is its subject."""
    if token.tag not in ("VBD", "VBZ") or sentence.children(token.i, "nsubj", "mark"):
        return
    above = sentence.head(token)
    done = [c for c in sentence.children(above.i, "obj") if above.i < c.i < token.i]
    if not done or above.pos != "VERB":
        return
    between = range(sentence.spans(done[0].i)[1] + 1, token.i)
    if any((t := sentence.at(i)) is None or t.pos not in ADJOINING for i in between):
        return
    sentence.move(done[0], token, "nsubj")
    sentence.move(token, above, "ccomp")


def subject_cut_off(sentence: Sentence, token: Token) -> None:
    """In "They said the talks, which began, would go on": what was taken for the object is the clause's subject."""
    above = sentence.head(token)
    done = [c for c in sentence.children(above.i, "obj") if above.i < c.i < token.i]
    verbs = [token, *sentence.children(token.i, "aux", "cop")]
    if len(done) != 1 or sentence.children(token.i, "nsubj", "csubj", "mark", "expl"):
        return
    before = sentence.at(min(verb.i for verb in verbs) - 1)
    aside = bool(sentence.children(done[0].i, "acl")) and before is not None and before.text == ","
    if aside and any(verb.tag in FINITE for verb in verbs):
        sentence.move(done[0], token, "nsubj:pass" if sentence.children(token.i, "aux:pass") else "nsubj")


def aside_as_clause(sentence: Sentence, token: Token) -> None:
    """In "The group, made up of miners, said": the participle between commas only describes who speaks."""
    verb = sentence.head(token)
    subject = sentence.children(token.i, "nsubj", "nsubj:pass")
    if token.i > verb.i or token.tag not in ("VBD", "VBN") or verb.tag not in FINITE or len(subject) != 1:
        return
    before, ending = sentence.at(token.i - 1), sentence.at(verb.i - 1)
    if before is None or ending is None or not before.text == ending.text == ",":
        return
    if sentence.spans(subject[0].i)[1] >= token.i or sentence.has_subject(verb):
        return
    sentence.move(subject[0], verb, "nsubj")
    sentence.move(token, subject[0], "acl")


def second_clause(sentence: Sentence, token: Token) -> None:
    """In "They say it is safe, although some doubt it": what is said is one clause, and the other stands under it."""
    above = sentence.head(token)
    first = next((c for c in sentence.children(above.i, "ccomp") if above.i < c.i < token.i), None)
    led = {c.lower for c in sentence.children(token.i, "mark", "nsubj")}
    if first is not None and led & _SUBORDINATING:
        sentence.move(token, first, "advcl")


def relative_pronoun(sentence: Sentence, token: Token) -> None:
    """In "leave the union out of anger that risks it": a clause whose subject is "that" describes a noun."""
    that = next((c for c in sentence.children(token.i, "nsubj") if c.tag == "WDT"), None)
    before = sentence.at(that.i - 1) if that is not None else None
    if before is not None and before.pos in ("NOUN", "PROPN") and before.i > token.head:
        sentence.move(token, before, "acl:relcl")


def main_verb_below(sentence: Sentence, token: Token) -> None:
    """In "Peru's decision to leave the union shocked many": the verb of the sentence is not what is left."""
    done = sentence.head(token)
    noun = sentence.head(done)
    subject = next((c for c in sentence.children(token.i, "nsubj") if c.i < token.i), None)
    if subject is None or token.tag not in FINITE or noun.head != noun.i or noun.pos != "NOUN" or done.dep != "acl":
        return
    free = done.tag == "VB" and not sentence.children(done.i, "obj") and not sentence.children(token.i, "mark")
    if free and sentence.spans(subject.i)[0] == done.i + 1:
        sentence.move(subject, done, "obj")
        sentence.raise_to(token, noun)
        sentence.move(noun, token, "nsubj")


def help_as_verb(sentence: Sentence, token: Token) -> None:
    """In "Military aid to Peru was cut": "to" leads no finite clause, and what stands before it is the subject."""
    aid = sentence.head(token)
    led = next((c for c in sentence.children(token.i, "mark") if c.lower == "to"), None)
    given = next((c for c in sentence.children(token.i, "nsubj") if c.i < token.i), None)
    if led is None or given is None or aid.i != led.i - 1 or not sentence.children(token.i, "aux", "cop"):
        return
    if any(c.tag == "TO" for c in sentence.children(token.i, "mark")) and token.tag == "VB":
        return
    for before in sentence.children(aid.i, "nsubj", "obj", "advmod"):
        sentence.move(before, aid, "compound")
    dep = given.dep
    sentence.raise_to(token, aid)
    sentence.move(aid, token, dep)
    aid.pos, aid.tag = "NOUN", "NN"
    sentence.move(given, aid, "nmod")
    sentence.move(led, given, "case")


def opening_that(_: Sentence, token: Token) -> None:
    """The "that" that only opens a clause is no pronoun."""
    if token.lower == "that" and token.tag == "WDT":
        token.tag, token.pos = "IN", "SCONJ"


def that_of_copula(sentence: Sentence, token: Token) -> None:
    """In "the myth that she is weak": what is weak can't be done to anything."""
    for that in sentence.children(token.i, "obj") if sentence.children(token.i, "cop") else ():
        noun = sentence.at(that.i - 1)
        if that.lower == "that" and sentence.children(token.i, "nsubj") and noun is not None and noun.pos in NOMINAL:
            sentence.move(that, token, "mark")
            sentence.move(token, noun, "acl")


def told_clause(sentence: Sentence, token: Token) -> None:
    """In "Moss told the board that it would fail": what somebody is told describes nobody."""
    heard = sentence.head(token)
    verb = sentence.head(heard)
    that = sentence.at(sentence.spans(token.i)[0])
    own = [c for c in sentence.children(token.i, "nsubj") if that is not None and c.i != that.i]
    told = verb.lemma in _TELLING and heard.relation in ("obj", "iobj")
    if told and that is not None and that.lower == "that" and own:
        sentence.move(token, verb, "ccomp")


def said_clause(sentence: Sentence, token: Token) -> None:
    """In "It said in a report that prices had risen": the "that" of what is said stands for no report."""
    occasion = sentence.head(token)
    verb = sentence.head(occasion)
    first = sentence.at(sentence.spans(token.i)[0])
    if first is None or first.lower != "that" or verb.lemma not in _SAYING | _TELLING:
        return
    beside = occasion.relation == "obl" and verb.i < occasion.i < first.i
    if beside and first.dep == "mark" and sentence.children(token.i, "nsubj", "expl"):
        sentence.move(token, verb, "ccomp")


def said_of_statement(sentence: Sentence, token: Token) -> None:
    """In "a statement that, while sorry, accused Moss": a participle after "that" has it for its subject."""
    noun = sentence.head(token)
    that = next((c for c in sentence.children(token.i, "mark") if c.lower == "that" and c.i == noun.i + 1), None)
    if token.tag in ("VBN", "VBD") and that is not None and not sentence.children(token.i, "nsubj", "aux"):
        that.pos, that.tag = "PRON", "WDT"
        sentence.move(that, token, "nsubj")
        sentence.move(token, noun, "acl:relcl")
        token.tag = "VBD"


def noun_as_clause(sentence: Sentence, token: Token) -> None:
    """In "in a rebuke of the plan to be fair, Moss said": a noun after a preposition is no clause."""
    led = sentence.children(token.i, "case")
    if token.pos == "NOUN" and led and not sentence.children(token.i, "cop", "nsubj", "mark"):
        verb = sentence.head(token)
        sentence.move(token, verb, "obl" if verb.pos == "VERB" else "nmod")
