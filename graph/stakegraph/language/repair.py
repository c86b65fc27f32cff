"""Mends what a parser often gets wrong in news, where the tags of the words show that it can't be so.

Each repair is for tokens of one relation, and changes heads and relations in place. The tags are surer than the tree:
a finite verb has a subject, an adverb is none, and a noun before "of" is no modifier of what follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from stakegraph.language.misread import MISREAD
from stakegraph.syntax import FINITE, NOMINAL, Token

_BEFORE_NOUN = frozenset(("det", "amod", "compound", "nmod:poss", "nummod"))
_TELLING = frozenset(("tell", "assure", "remind", "inform", "warn", "notify", "convince", "persuade", "promise"))
_SAYING = frozenset(("say", "state", "write", "announce", "add", "argue", "claim", "declare", "report", "acknowledge"))
_NAMING = frozenset(("call", "name", "label", "dub", "brand", "consider", "deem", "declare"))
_HELPERS = frozenset(("aux", "aux:pass", "cop"))
_SUBORDINATING = frozenset(
    ("which", "despite", "although", "though", "because", "since", "while", "unless", "until", "when", "as")
)
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
            if token.tag == "VBD" and token.pos in NOMINAL:
                token.pos = "VERB"
            mend = _REPAIRS.get(token.dep)
            if mend is not None:
                mend(sentence, token)
            for other in MISREAD.get(token.dep, ()):
                other(sentence, token)


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


def _compound(sentence: Sentence, token: Token) -> None:
    """A noun that was taken for the modifier of what depends on it, or of its own verb."""
    _noun_before_of(sentence, token)
    _noun_before_verb(sentence, token)


def _noun_before_verb(sentence: Sentence, token: Token) -> None:
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


def _subject(sentence: Sentence, token: Token) -> None:
    """A subject that hangs on an auxiliary or is none."""
    if sentence.head(token).dep in _HELPERS:
        sentence.move(token, sentence.head(sentence.head(token)), token.dep)
    _adverb_as_subject(sentence, token)
    _hearer_as_subject(sentence, token)


def _hearer_as_subject(sentence: Sentence, token: Token) -> None:
    """In "Officials told the Post every case would be read": the first of two subjects is who was told."""
    inner = sentence.head(token)
    verb = sentence.head(inner)
    others = [c for c in sentence.children(inner.i, "nsubj", "csubj", "expl") if token.i < c.i < inner.i]
    told = verb.lemma in _TELLING and inner.dep == "ccomp" and verb.i < token.i
    beside = told and sentence.spans(token.i)[0] == verb.i + 1
    if beside and others and sentence.spans(others[0].i)[0] == sentence.spans(token.i)[1] + 1:
        sentence.move(token, verb, "iobj")


def _name_in_apposition(sentence: Sentence, token: Token) -> None:
    """An apposition that is the subject of a verb that has none, or what something is called."""
    _called_so(sentence, token)
    _subject_beside_occasion(sentence, token)


def _called_so(sentence: Sentence, token: Token) -> None:
    """In "called the deal on aid a farce": what no comma sets off stands in no apposition."""
    verb = next((t for t in _above(sentence, token) if t.pos == "VERB"), None)
    first = sentence.spans(token.i)[0]
    opening, before = sentence.at(first), sentence.at(first - 1)
    if verb is None or verb.lemma not in _NAMING or opening is None or before is None:
        return
    done = [c for c in sentence.children(verb.i, "obj") if verb.i < c.i < first]
    if done and opening.lower in ("a", "an") and before.pos in NOMINAL and not sentence.children(verb.i, "xcomp"):
        sentence.move(token, verb, "xcomp")


def _subject_beside_occasion(sentence: Sentence, token: Token) -> None:
    """In "In a speech on Monday, Moss, a lawyer, accused it": a person is no speech, and the verb needs a subject."""
    occasion = sentence.head(token)
    verb = next((t for t in _above(sentence, token) if t.pos == "VERB"), None)
    before = sentence.at(token.i - 1)
    if verb is None or verb.tag not in FINITE or verb.i < token.i or before is None or before.text != ",":
        return
    named = token.pos == "PROPN" and token.ent in ("PERSON", "") and token.text[0].isupper()
    if not named or not occasion.text.islower() or occasion.ent or sentence.children(verb.i, "nsubj", "csubj", "expl"):
        return
    if any(t.tag in FINITE for t in sentence.tokens[: verb.i - sentence.first]):
        return
    for child in list(sentence.below[occasion.i]):
        if child.i > token.i and child.relation in ("appos", "conj", "punct"):
            sentence.move(child, token, child.dep)
    sentence.move(token, verb, "nsubj")


def _object_of_infinitive(sentence: Sentence, token: Token) -> None:
    """In "calling on members to back the plan": what stands right after an infinitive is its own object."""
    above = sentence.head(token)
    inner = sentence.at(sentence.spans(token.i)[0] - 1)
    if inner is None or inner.tag != "VB" or inner.head != above.i or inner.i < above.i:
        return
    bare = not sentence.children(inner.i, "obj", "xcomp", "ccomp")
    if bare and any(c.lower == "to" for c in sentence.children(inner.i, "mark")):
        sentence.move(token, inner, "obj")


def _above(sentence: Sentence, token: Token) -> Iterator[Token]:
    """Yield the head of a token, its head, and so on up to the root."""
    while token.head != token.i:
        token = sentence.head(token)
        yield token


def _adverb_as_subject(sentence: Sentence, token: Token) -> None:
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


def _verbs_crossed(sentence: Sentence, token: Token) -> None:
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


def _complement(sentence: Sentence, token: Token) -> None:
    """A clause that has the subject of the verb above it, or whose subject hangs there."""
    _subject_cut_off(sentence, token)
    _aside_as_clause(sentence, token)
    _second_clause(sentence, token)


def _second_clause(sentence: Sentence, token: Token) -> None:
    """In "They say it is safe, although some doubt it": what is said is one clause, and the other stands under it."""
    above = sentence.head(token)
    first = next((c for c in sentence.children(above.i, "ccomp") if above.i < c.i < token.i), None)
    led = {c.lower for c in sentence.children(token.i, "mark", "nsubj")}
    if first is not None and led & _SUBORDINATING:
        sentence.move(token, first, "advcl")


def _aside_as_clause(sentence: Sentence, token: Token) -> None:
    """In "The group, made up of miners, said": the participle between commas only describes who speaks."""
    verb = sentence.head(token)
    subject = sentence.children(token.i, "nsubj", "nsubj:pass")
    if token.i > verb.i or token.tag not in ("VBD", "VBN") or verb.tag not in FINITE or len(subject) != 1:
        return
    before, ending = sentence.at(token.i - 1), sentence.at(verb.i - 1)
    if before is None or ending is None or not before.text == ending.text == ",":
        return
    if sentence.spans(subject[0].i)[1] >= token.i or sentence.children(verb.i, "nsubj", "csubj", "expl"):
        return
    sentence.move(subject[0], verb, "nsubj")
    sentence.move(token, subject[0], "acl")


def _subject_cut_off(sentence: Sentence, token: Token) -> None:
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


def _that(_: Sentence, token: Token) -> None:
    """The "that" that only opens a clause is no pronoun."""
    if token.lower == "that" and token.tag == "WDT":
        token.tag, token.pos = "IN", "SCONJ"


def _object(sentence: Sentence, token: Token) -> None:
    """An object that belongs to a verb further down, or is only the "that" of a clause which has its object."""
    _object_of_infinitive(sentence, token)
    _adverb_as_object(sentence, token)
    verb = sentence.head(token)
    if token.tag == "WDT" and any(c.i > verb.i for c in sentence.children(verb.i, "obj")):
        sentence.move(token, verb, "mark")
        _that(sentence, token)


def _adverb_as_object(sentence: Sentence, token: Token) -> None:
    """In "Moss has sharply criticized": "sharply" is what she does not criticize."""
    if token.lower.endswith("ly") and token.i + 1 == sentence.head(token).i:
        sentence.move(token, sentence.head(token), "advmod")


def _clause_of_noun(sentence: Sentence, token: Token) -> None:
    """A clause that describes nothing, or a main verb that does not."""
    _that_of_copula(sentence, token)
    _told_clause(sentence, token)
    _said_clause(sentence, token)
    _verb_under_its_subject(sentence, token)


def _that_of_copula(sentence: Sentence, token: Token) -> None:
    """In "the myth that she is weak": what is weak can't be done to anything."""
    for that in sentence.children(token.i, "obj") if sentence.children(token.i, "cop") else ():
        noun = sentence.at(that.i - 1)
        if that.lower == "that" and sentence.children(token.i, "nsubj") and noun is not None and noun.pos in NOMINAL:
            sentence.move(that, token, "mark")
            sentence.move(token, noun, "acl")


def _said_clause(sentence: Sentence, token: Token) -> None:
    """In "It said in a report that prices had risen": the "that" of what is said stands for no report."""
    occasion = sentence.head(token)
    verb = sentence.head(occasion)
    first = sentence.at(sentence.spans(token.i)[0])
    if first is None or first.lower != "that" or verb.lemma not in _SAYING | _TELLING:
        return
    beside = occasion.relation == "obl" and verb.i < occasion.i < first.i
    if beside and first.dep == "mark" and sentence.children(token.i, "nsubj", "expl"):
        sentence.move(token, verb, "ccomp")


def _told_clause(sentence: Sentence, token: Token) -> None:
    """In "Moss told the board that it would fail": what somebody is told describes nobody."""
    heard = sentence.head(token)
    verb = sentence.head(heard)
    that = sentence.at(sentence.spans(token.i)[0])
    own = [c for c in sentence.children(token.i, "nsubj") if that is not None and c.i != that.i]
    told = verb.lemma in _TELLING and heard.relation in ("obj", "iobj")
    if told and that is not None and that.lower == "that" and own:
        sentence.move(token, verb, "ccomp")


def _verb_taken_along(sentence: Sentence, token: Token) -> None:
    """A verb that was coordinated with a noun, with a clause of another tense, or with what its subject said."""
    _subject_left_over(sentence, token)
    _verb_beside_noun(sentence, token)
    _verb_beside_reporter(sentence, token)
    _verb_beside_earlier(sentence, token)


def _subject_left_over(sentence: Sentence, token: Token) -> None:
    """In "The plan is dead, his aide, Moss, told us": the noun that nothing holds is the subject of the verb after."""
    said = sentence.head(token)
    if token.tag not in FINITE or sentence.children(token.i, "nsubj", "csubj", "cc", "aux:pass"):
        return
    for left in sentence.children(said.i, "dep"):
        if left.pos in NOMINAL and said.i < left.i < token.i:
            after = range(sentence.spans(left.i)[1] + 1, token.i)
            if all((t := sentence.at(i)) is not None and (t.pos in _ADJOINING or t.text == ",") for i in after):
                sentence.move(left, token, "nsubj")
                sentence.move(token, said, "parataxis")
                return


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


def _verb_beside_earlier(sentence: Sentence, token: Token) -> None:
    """In "The vote comes after Moss left and called it off": the past goes on with what was before the vote."""
    above = sentence.head(token)
    if token.tag != "VBD" or above.tag not in ("VBZ", "VBP") or not sentence.children(token.i, "cc"):
        return
    before = [c for c in sentence.children(above.i, "advcl") if above.i < c.i < token.i and c.tag == "VBD"]
    if before and sentence.children(before[-1].i, "nsubj") and not sentence.children(token.i, "nsubj", "nsubj:pass"):
        sentence.move(token, before[-1], "conj")


def _verb_under_its_subject(sentence: Sentence, token: Token) -> None:
    """In "Moss called on the court to act": the only verb that can be one is no participle of its subject."""
    if token.tag != "VBN" or sentence.children(token.i, "aux", "aux:pass", "mark"):
        return
    name = sentence.head(token)
    before = sentence.at(token.i - 1)
    following = sentence.at(token.i + 1)
    described = name.dep == "appos" and before is not None and before.text == ","
    if described:
        name = sentence.head(name)
    if name.head != name.i or name.pos not in NOMINAL or before is None or following is None:
        return
    if following.lower == "by" or (before.text == "," and not described) or sentence.children(name.i, "cop"):
        return
    if any(_is_main(t) and token not in _above(sentence, t) for t in sentence.tokens):
        return
    if described:
        sentence.move(token, name, token.dep)
    sentence.raise_to(token, name)
    sentence.move(name, token, "nsubj")


def _modifier(sentence: Sentence, token: Token) -> None:
    """A verb that was taken for an adjective, or an adverb of a verb that was."""
    _adjective_of_verb(sentence, token)
    _verb_before_object(sentence, token)


def _adjective_of_verb(sentence: Sentence, token: Token) -> None:
    """In "Moss daily makes claims": what stands before a finite verb is no adjective, and has no subject."""
    verb = sentence.head(token)
    if verb.pos == "VERB" and verb.tag in FINITE and token.pos == "ADJ" and token.i < verb.i:
        for subject in sentence.children(token.i, "nsubj"):
            sentence.move(subject, verb, "nsubj")
            sentence.move(token, verb, "advmod")


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
    "compound": _compound,
    "nsubj": _subject,
    "nsubj:pass": _subject,
    "obj": _object,
    "appos": _name_in_apposition,
    "csubj": _verbs_crossed,
    "xcomp": _finite_complement,
    "ccomp": _complement,
    "acl:relcl": _clause_of_noun,
    "advcl:relcl": _clause_of_noun,
    "conj": _verb_taken_along,
    "acl": _clause_of_noun,
    "amod": _modifier,
    "mark": _that,
}
"""The repair of a token by its relation."""
