"""Mends subjects, objects and names that a parser hung where no clause of English has them.

Each repair is for tokens of one relation, as in ``repair``, which runs them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stakegraph.syntax import FINITE, NOMINAL, Token

if TYPE_CHECKING:
    from stakegraph.language.repair import Sentence

_GERUND = frozenset(("stop", "start", "begin", "continue", "keep", "resume", "halt", "quit", "cease"))
"""Verbs that take a gerund: what is stopped is no circumstance of the stopping."""
_LINKING = frozenset(
    ("be", "become", "remain", "stay", "seem", "appear", "look", "sound", "feel", "turn", "prove", "go", "get", "keep")
)
_TIMES = frozenset(
    ("day", "week", "month", "year", "hour", "minute", "second", "time", "morning", "afternoon", "evening", "night")
)
"""What tells when or how long without a preposition."""
_DAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_BETWEEN = frozenset(("AUX", "ADV", "PART"))
_OWNED = frozenset(("'s", "’s", "'", "’"))


def _before(sentence: Sentence, i: int) -> Token | None:
    return sentence.at(i - 1)


def _has_subject(sentence: Sentence, token: Token) -> bool:
    return bool(sentence.children(token.i, "nsubj", "csubj", "expl"))


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


def noun_as_clause(sentence: Sentence, token: Token) -> None:
    """In "in a rebuke of the plan to be fair, Moss said": a noun after a preposition is no clause."""
    led = sentence.children(token.i, "case")
    if token.pos == "NOUN" and led and not sentence.children(token.i, "cop", "nsubj", "mark"):
        verb = sentence.head(token)
        sentence.move(token, verb, "obl" if verb.pos == "VERB" else "nmod")


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
    link = _before(sentence, first)
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
    if verb.dep == "conj" and verb.head == talks.i and not _has_subject(sentence, verb):
        sentence.raise_to(verb, talks)
        sentence.move(talks, verb, passive)


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


def relative_pronoun(sentence: Sentence, token: Token) -> None:
    """In "leave the union out of anger that risks it": a clause whose subject is "that" describes a noun."""
    that = next((c for c in sentence.children(token.i, "nsubj") if c.tag == "WDT"), None)
    before = _before(sentence, that.i) if that is not None else None
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


def object_as_complement(sentence: Sentence, token: Token) -> None:
    """In "to suspend aid to Peru": a bare noun right after a verb of doing is its object."""
    verb = sentence.head(token)
    bare = token.pos == "NOUN" and not sentence.children(token.i, "mark", "case", "cop", "nsubj")
    doing = verb.pos == "VERB" and verb.lemma not in _LINKING and not sentence.children(verb.i, "obj", "iobj")
    if bare and doing and token.i > verb.i and sentence.spans(token.i)[0] == verb.i + 1:
        sentence.move(token, verb, "obj")


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


def from_a_people(sentence: Sentence, token: Token) -> None:
    """In "the Peruvian capital": an adjective is no part of a compound."""
    noun = sentence.head(token)
    if token.tag == "JJ" and token.text[:1].isupper() and noun.pos == "NOUN" and token.i < noun.i:
        sentence.move(token, noun, "amod")


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


def said_of_statement(sentence: Sentence, token: Token) -> None:
    """In "a statement that, while sorry, accused Moss": a participle after "that" has it for its subject."""
    noun = sentence.head(token)
    that = next((c for c in sentence.children(token.i, "mark") if c.lower == "that" and c.i == noun.i + 1), None)
    if token.tag in ("VBN", "VBD") and that is not None and not sentence.children(token.i, "nsubj", "aux"):
        that.pos, that.tag = "PRON", "WDT"
        sentence.move(that, token, "nsubj")
        sentence.move(token, noun, "acl:relcl")
        token.tag = "VBD"


def verb_under_apposition(sentence: Sentence, token: Token) -> None:
    """In "Moss, a critic of the plan, called for talks and left": the verb belongs to the name, not to the critic."""
    role = sentence.head(token)
    name = sentence.head(role)
    before, following = _before(sentence, token.i), sentence.at(token.i + 1)
    if token.tag != "VBN" or role.dep != "appos" or name.pos not in NOMINAL or before is None or before.text != ",":
        return
    if sentence.children(token.i, "aux", "mark", "nsubj") or following is None or following.lower == "by":
        return
    verb = sentence.head(name)
    added = any(c.i > token.i for c in sentence.children(verb.i, "cc")) and verb.i > token.i
    if name.dep == "nsubj" and added and verb.tag == "VBD":
        sentence.raise_to(token, verb)
        sentence.move(verb, token, "conj")
        sentence.move(name, token, "nsubj")
        token.tag = "VBD"
    elif name.head == name.i:
        _verb_of_name(sentence, token, name)


def _verb_of_name(sentence: Sentence, token: Token, name: Token) -> None:
    """Make a participle the verb of a sentence that has no other, and the name above it its subject."""
    own = sentence.spans(token.i)
    aside = ("acl:relcl", "advcl", "ccomp", "acl", "aux", "cop", "aux:pass")
    others = (t for t in sentence.tokens if not own[0] <= t.i <= own[1])
    if any(t.tag in FINITE and t.dep not in aside for t in others):
        return
    sentence.raise_to(token, name)
    sentence.move(name, token, "nsubj")
    token.tag = "VBD"


def noun_with_preposition(sentence: Sentence, token: Token) -> None:
    """In "calls on superdelegates to act": what follows a preposition is no finite verb."""
    led = next((c for c in sentence.children(token.i, "case") if c.i < token.i), None)
    if token.tag != "VBZ" or led is None or sentence.children(token.i, "nsubj", "obj", "aux"):
        return
    if not token.lower.endswith("s"):
        return
    token.pos, token.tag, token.lemma = "NOUN", "NNS", token.lower[:-1]


def subject_as_time(sentence: Sentence, token: Token) -> None:
    """In "Some critics, among them Moss, also blamed the bank": a verb without a subject has that of its clause."""
    verb = sentence.head(token)
    if verb.tag not in FINITE or token.i > verb.i or _has_subject(sentence, verb) or verb.dep in ("conj", "acl:relcl"):
        return
    timely = token.lemma.lower() in _TIMES or token.pos not in NOMINAL or sentence.children(token.i, "nummod")
    if not timely and token.tag in ("NNS", "NNPS"):
        sentence.move(token, verb, "nsubj")


def name_under_opening(sentence: Sentence, token: Token) -> None:
    """In "At the rally, Moss, a doctor, accused the board": the name after the opening is who acts."""
    place = sentence.head(token)
    verb = next((t for t in sentence.tokens if t.head == t.i), None)
    if verb is None or verb.tag not in ("VBD", "VBZ") or _has_subject(sentence, verb) or place.i > verb.i:
        return
    comma, following = _before(sentence, token.i), sentence.at(sentence.spans(token.i)[1] + 1)
    at = verb.i - 1
    while (t := sentence.at(at)) is not None and t.pos in _BETWEEN:
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


MISREAD = {
    "obj": (day_as_object,),
    "advcl": (gerund, noun_as_clause),
    "conj": (name_under_opening,),
    "nsubj": (two_of_a_people, torn_pair, ruling_as_verb),
    "nsubj:pass": (two_of_a_people, torn_pair),
    "ccomp": (relative_pronoun, main_verb_below, help_as_verb),
    "xcomp": (object_as_complement,),
    "nmod": (by_whom,),
    "compound": (from_a_people, gerund_as_name),
    "appos": (sum_given, name_under_opening),
    "flat": (sum_given,),
    "acl": (said_of_statement, verb_under_apposition),
    "obl": (noun_with_preposition,),
    "obl:unmarked": (subject_as_time,),
}
"""The repairs of a token by its relation."""
