"""Objects that hang elsewhere than on their verb, and what was taken for an object and is none.

Each repair is for tokens of one relation, as the table in ``stakegraph.language.repair`` has it.
"""

from __future__ import annotations

from stakegraph.language.repair.clauses import opening_that
from stakegraph.language.repair.sentence import Sentence
from stakegraph.syntax import NOMINAL, Token

_NAMING = frozenset(("call", "name", "label", "dub", "brand", "consider", "deem", "declare"))
_VERDICTS = frozenset(
    (
        "appeasement", "barbarism", "betrayal", "blackmail", "censorship", "cowardice", "discrimination", "extortion",
        "folly", "fraud", "genocide", "hypocrisy", "insanity", "lunacy", "madness", "murder", "nonsense", "piracy",
        "plunder", "propaganda", "racism", "robbery", "sabotage", "suicide", "terrorism", "theft", "treason", "tyranny",
        "vandalism",
    )
)  # fmt: skip
"""What acts are called, without an article."""
_REQUITING = frozenset(
    (
        "applaud", "arrest", "attack", "berate", "blame", "chide", "commend", "condemn", "congratulate", "criticise",
        "criticize", "denounce", "detain", "fault", "fine", "forgive", "honor", "honour", "jail", "mock", "praise",
        "prosecute", "punish", "rebuke", "reward", "ridicule", "sack", "salute", "scold", "slam", "sue", "thank",
    )
)  # fmt: skip
"""What is done to somebody for something that he did."""
_GERUND = frozenset(("stop", "start", "begin", "continue", "keep", "resume", "halt", "quit", "cease"))
"""Verbs that take a gerund: what is stopped is no circumstance of the stopping."""
_LINKING = frozenset(
    ("be", "become", "remain", "stay", "seem", "appear", "look", "sound", "feel", "turn", "prove", "go", "get", "keep")
)
_DAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))


def object_of_infinitive(sentence: Sentence, token: Token) -> None:
    """In "calling on members to back the plan": what stands right after an infinitive is its own object."""
    above = sentence.head(token)
    inner = sentence.at(sentence.spans(token.i)[0] - 1)
    if inner is None or inner.tag != "VB" or inner.head != above.i or inner.i < above.i:
        return
    bare = not sentence.children(inner.i, "obj", "xcomp", "ccomp")
    if bare and any(c.lower == "to" for c in sentence.children(inner.i, "mark")):
        sentence.move(token, inner, "obj")


def adverb_as_object(sentence: Sentence, token: Token) -> None:
    """In "Moss has sharply criticized": "sharply" is what she does not criticize."""
    if token.lower.endswith("ly") and token.i + 1 == sentence.head(token).i:
        sentence.move(token, sentence.head(token), "advmod")


def that_as_object(sentence: Sentence, token: Token) -> None:
    """In "the claim that it broke the law": the "that" of a clause which has its object only opens it."""
    verb = sentence.head(token)
    if token.tag == "WDT" and any(c.i > verb.i for c in sentence.children(verb.i, "obj")):
        sentence.move(token, verb, "mark")
        opening_that(sentence, token)


def verdict(sentence: Sentence, token: Token) -> None:
    """In "called the plan theft": the plan is called so, and no kind of theft."""
    verb, named = sentence.head(token), sentence.at(token.i - 1)
    if verb.lemma not in _NAMING or token.lower not in _VERDICTS or named is None or named.dep != "compound":
        return
    if named.head == token.i and token.i > verb.i:
        for child in sentence.children(token.i, "det", "amod", "nmod:poss", "compound"):
            sentence.move(child, named, child.dep)
        sentence.move(named, verb, "obj")
        sentence.move(token, verb, "xcomp")


def called_so(sentence: Sentence, token: Token) -> None:
    """In "called the deal on aid a farce": what no comma sets off stands in no apposition."""
    verb = next((t for t in sentence.above(token) if t.pos == "VERB"), None)
    first = sentence.spans(token.i)[0]
    opening, before = sentence.at(first), sentence.at(first - 1)
    if verb is None or verb.lemma not in _NAMING or opening is None or before is None:
        return
    done = [c for c in sentence.children(verb.i, "obj") if verb.i < c.i < first]
    if done and opening.lower in ("a", "an") and before.pos in NOMINAL and not sentence.children(verb.i, "xcomp"):
        sentence.move(token, verb, "xcomp")


def object_as_complement(sentence: Sentence, token: Token) -> None:
    """In "to suspend aid to Peru": a bare noun right after a verb of doing is its object."""
    verb = sentence.head(token)
    bare = token.pos == "NOUN" and not sentence.children(token.i, "mark", "case", "cop", "nsubj")
    doing = verb.pos == "VERB" and verb.lemma not in _LINKING and not sentence.children(verb.i, "obj", "iobj")
    if bare and doing and token.i > verb.i and sentence.spans(token.i)[0] == verb.i + 1:
        sentence.move(token, verb, "obj")


def gerund(sentence: Sentence, token: Token) -> None:
    """In "stopped sharing intelligence": the sharing is what stopped."""
    verb = sentence.head(token)
    marked = sentence.children(token.i, "mark", "nsubj", "case")
    if token.tag == "VBG" and token.i == verb.i + 1 and verb.lemma in _GERUND and not marked:
        sentence.move(token, verb, "xcomp")


def gerund_as_name(sentence: Sentence, token: Token) -> None:
    """In "continued bombing Peru": the bombing goes on, and is no part of a name."""
    name = sentence.head(token)
    verb = sentence.head(name)
    ing = token.lower.endswith("ing") and token.text.islower() and token.i == verb.i + 1
    if ing and verb.lemma in _GERUND and name.dep == "obj" and name.pos == "PROPN":
        sentence.move(token, verb, "xcomp")
        sentence.move(name, token, "obj")


def thanked_for(sentence: Sentence, token: Token) -> None:
    """In "thanked senators for listening": the listening is what they are thanked for, and does not describe them."""
    done = sentence.head(token)
    verb = sentence.head(done)
    led = any(c.lower == "for" for c in sentence.children(token.i, "mark", "case"))
    bare = token.tag == "VBG" and not sentence.children(token.i, "aux", "nsubj")
    if bare and led and done.dep == "obj" and done.i < token.i and verb.lemma in _REQUITING:
        sentence.move(token, verb, "advcl")


def sum_given(sentence: Sentence, token: Token) -> None:
    """In "gave Moss $2bn in aid": the sum is given, and no part of the name of whom it is given to."""
    who = sentence.head(token)
    verb = sentence.head(who)
    if token.tag != "$" or who.dep not in ("obj", "iobj") or verb.pos != "VERB" or who.i > token.i:
        return
    between = range(who.i + 1, token.i)
    if all((t := sentence.at(i)) is not None and t.head == who.i and t.dep == "flat" for i in between):
        sentence.move(token, verb, "obj")
        sentence.move(who, verb, "iobj")


def by_whom(sentence: Sentence, token: Token) -> None:
    """In "the cut in aid to Peru by Brazil": nothing is done by a name, it is the act that is done by somebody."""
    name = sentence.head(token)
    if name.pos != "PROPN" or not any(c.lower == "by" for c in sentence.children(token.i, "case")):
        return
    above = name
    while above.dep == "nmod" and sentence.head(above).pos in NOMINAL:
        above = sentence.head(above)
    passive = sentence.head(above)
    if above is name and above.dep == "obl" and sentence.children(passive.i, "aux:pass"):
        sentence.move(token, passive, "obl:agent")
    elif above.pos == "NOUN":
        sentence.move(token, above, "nmod")


def day_as_object(sentence: Sentence, token: Token) -> None:
    """In "called Wednesday for Peru to pay": the day is when it was, and no part of a name with what follows."""
    following = sentence.at(token.i + 1)
    if token.lower not in _DAYS or following is None or following.tag != "IN" or token.i < token.head:
        return
    sentence.move(token, sentence.head(token), "obl:unmarked")
    rest = sentence.at(token.i + 2)
    if token.ent and following.ent_iob == "I":
        for part in (token, following):
            part.ent, part.ent_iob = "", "O"
        if rest is not None and rest.ent_iob == "I":
            rest.ent_iob = "B"
