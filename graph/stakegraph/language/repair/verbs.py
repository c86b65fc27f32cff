"""Verbs that were taken for what describes a noun, or coordinated with what is no verb of theirs.

Each repair is for tokens of one relation, as the table in ``stakegraph.language.repair`` has it.
"""

from __future__ import annotations

from stakegraph.language.repair.sentence import ADJOINING, Sentence
from stakegraph.syntax import FINITE, NOMINAL, Token

_ASIDE = frozenset(("acl:relcl", "advcl", "ccomp", "acl", "aux", "cop", "aux:pass"))
"""The relations of finite verbs that are no main verb."""
_TITLING = frozenset(("call", "name", "title", "entitle", "dub", "label"))
_PLEADING = frozenset(
    (
        "accuse", "appeal", "ask", "blame", "call", "challenge", "condemn", "criticise", "criticize", "demand", "deny",
        "insist", "invite", "pledge", "plead", "praise", "promise", "reject", "request", "thank", "threaten", "urge",
        "vow", "warn", "welcome",
    )
)  # fmt: skip
"""What somebody does with words who has just said something else."""


def verb_under_its_subject(sentence: Sentence, token: Token) -> None:
    """In "Moss called on the court to act": the only verb that can be one is no participle of its subject."""
    if token.tag != "VBN" or sentence.children(token.i, "aux", "mark"):
        return
    name = sentence.head(token)
    before = sentence.at(token.i - 1)
    following = sentence.at(token.i + 1)
    described = name.dep == "appos" and before is not None and before.text == ","
    if described:
        name = sentence.head(name)
    if name.head != name.i or name.pos not in NOMINAL or before is None or following is None:
        return
    titled = token.lemma in _TITLING and following.tag == "``"
    if titled or following.lower == "by" or (before.text == "," and not described):
        return
    if sentence.children(name.i, "cop"):
        return
    main = (t for t in sentence.tokens if t.tag in FINITE and t.dep not in _ASIDE)
    if any(token not in sentence.above(t) for t in main):
        return
    sentence.raise_to(token, name)
    sentence.move(name, token, "nsubj")
    token.tag = "VBD"


def verb_under_apposition(sentence: Sentence, token: Token) -> None:
    """In "Moss, a critic of the plan, called for talks and left": the verb belongs to the name, not to the critic."""
    role = sentence.head(token)
    name = sentence.head(role)
    before, following = sentence.at(token.i - 1), sentence.at(token.i + 1)
    if token.tag != "VBN" or role.dep != "appos" or name.dep != "nsubj" or before is None or before.text != ",":
        return
    if sentence.children(token.i, "aux", "mark", "nsubj") or following is None or following.lower == "by":
        return
    verb = sentence.head(name)
    if verb.tag == "VBD" and verb.i > token.i and any(c.i > token.i for c in sentence.children(verb.i, "cc")):
        sentence.raise_to(token, verb)
        sentence.move(verb, token, "conj")
        sentence.move(name, token, "nsubj")
        token.tag = "VBD"


def adjective_of_verb(sentence: Sentence, token: Token) -> None:
    """In "Moss daily makes claims": what stands before a finite verb is no adjective, and has no subject."""
    verb = sentence.head(token)
    if verb.pos == "VERB" and verb.tag in FINITE and token.pos == "ADJ" and token.i < verb.i:
        for subject in sentence.children(token.i, "nsubj"):
            sentence.move(subject, verb, "nsubj")
            sentence.move(token, verb, "advmod")


def verb_before_object(sentence: Sentence, token: Token) -> None:
    """In "The mayor praised Moss": a noun with a subject and no copula is no predicate, the participle before it is."""
    noun = sentence.head(token)
    subject = [c for c in sentence.children(noun.i, "nsubj") + sentence.children(token.i, "nsubj") if c.i < token.i]
    past = token.tag in ("VBN", "VBD") or (token.lower.endswith("ed") and sentence.has_subject(token))
    if not past or noun.i < token.i or len(subject) != 1:
        return
    if noun.pos not in NOMINAL or sentence.children(noun.i, "cop") or sentence.spans(subject[0].i)[1] > token.i:
        return
    beside = range(sentence.spans(subject[0].i)[1] + 1, token.i)
    if any((t := sentence.at(i)) is None or t.pos not in ADJOINING for i in beside):
        return
    of_clause = ("nsubj", "aux", "mark", "punct", "obl", "advmod", "advcl", "parataxis", "ccomp", "conj", "cc")
    sentence.raise_to(token, noun)
    for child in list(sentence.below.get(noun.i, ())):
        ours = child.i < token.i or child.relation in ("punct", "obl", "advcl")
        if child is not token and child.relation in of_clause and ours:
            sentence.move(child, token, child.dep)
    sentence.move(noun, token, "obj")
    above = next((t for t in sentence.above(token) if t.tag in FINITE), None)
    if token.tag == "JJ":
        token.pos, token.tag = "VERB", "VBD"
    if token.dep == "conj" and sentence.head(token).pos in NOMINAL and above is not None:
        sentence.move(token, above, "conj")


def subject_left_over(sentence: Sentence, token: Token) -> None:
    """In "The plan is dead, his aide, Moss, told us": the noun that nothing holds is the subject of the verb after."""
    said = sentence.head(token)
    if token.tag not in FINITE or sentence.children(token.i, "nsubj", "csubj", "cc", "aux:pass"):
        return
    for left in sentence.children(said.i, "dep"):
        if left.pos in NOMINAL and said.i < left.i < token.i:
            after = range(sentence.spans(left.i)[1] + 1, token.i)
            if all((t := sentence.at(i)) is not None and (t.pos in ADJOINING or t.text == ",") for i in after):
                sentence.move(left, token, "nsubj")
                sentence.move(token, said, "parataxis")
                return


def verb_beside_noun(sentence: Sentence, token: Token) -> None:
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


def verb_beside_reporter(sentence: Sentence, token: Token) -> None:
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


def plea_beside_report(sentence: Sentence, token: Token) -> None:
    """In "Moss said the plan was dead and urged calm": who says also urges, for what is dead or has failed does not."""
    inner = sentence.head(token)
    above = sentence.head(inner)
    if token.lemma not in _PLEADING or token.tag not in ("VBD", "VBN") or inner.dep != "ccomp" or above.tag != "VBD":
        return
    if sentence.children(token.i, "nsubj", "mark", "aux") or not sentence.children(token.i, "cc"):
        return
    named = any(c.pos == "PROPN" or c.tag == "PRP" for c in sentence.children(inner.i, "nsubj"))
    idle = inner.pos == "VERB" and not named and not sentence.children(inner.i, "obj", "ccomp", "xcomp", "aux:pass")
    if above.i < inner.i and (idle or sentence.children(inner.i, "cop")):
        token.tag = "VBD"
        sentence.move(token, above, "conj")


def verb_beside_earlier(sentence: Sentence, token: Token) -> None:
    """In "The vote comes after Moss left and called it off": the past goes on with what was before the vote."""
    above = sentence.head(token)
    if token.tag != "VBD" or above.tag not in ("VBZ", "VBP") or not sentence.children(token.i, "cc"):
        return
    before = [c for c in sentence.children(above.i, "advcl") if above.i < c.i < token.i and c.tag == "VBD"]
    if before and sentence.children(before[-1].i, "nsubj") and not sentence.children(token.i, "nsubj", "nsubj:pass"):
        sentence.move(token, before[-1], "conj")
