"""Whom or what a judgement is of: its subject, the object beside it, who bears it, who did what it judges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.factuality import is_negated
from stakegraph.extract.reading.lexicon import word_set
from stakegraph.extract.reading.voices import Voices
from stakegraph.extract.stances.signs import Signs
from stakegraph.syntax import Token


@dataclass(frozen=True, slots=True)
class Judged:
    """Finds what a word judges, in the grammar around it."""

    context: Context
    voices: Voices
    signs: Signs

    def predicate(self, i: int) -> int:
        """The predicate that a judging word stands in: the noun that an adjective describes, where that is one."""
        token = self.context.parse.tokens[i]
        head = self.context.parse.tokens[token.head]
        if token.dep not in {"amod", "compound"} or head.i < token.i:
            return i
        if head.dep == "nmod" and self.context.parse.tokens[head.head].lower == "one":
            return head.head  # "one of the worst deals"
        made = head.dep == "xcomp" and self.context.parse.tokens[head.head].lemma in word_set("making")
        described = made or self.context.parse.child(head.i, "cop") is not None
        return head.i if described and self.context.parse.child(head.i, "case") is None else i

    def subject(self, i: int) -> int | None:
        """What a predicate is said of: "the dam is a farce", "it is a farce to wait", "called the dam a farce"."""
        parse = self.context.parse
        head = parse.tokens[parse.tokens[i].head]
        if parse.tokens[i].dep in {"obl", "obj", "xcomp"} and head.lemma in word_set("amounting"):
            return self.context.grammar.subject(head.i)
        if parse.tokens[i].dep == "conj" and parse.child(i, "nsubj") is None and parse.child(head.i, "cop") is not None:
            return self.subject(head.i)
        led = any(case.lower != "as" for case in parse.children(i, "case"))
        if led or (parse.child(i, "cop", "aux:pass") is None and parse.tokens[i].dep not in {"xcomp", "obl"}):
            return None  # "in danger" is no danger
        subject = parse.child(i, "nsubj", "nsubj:outer", "csubj")
        if subject is not None and subject.lower != "it":
            return self._whose(self.context.grammar.antecedent(subject.i))
        clauses = parse.children(i, "ccomp", "xcomp", "csubj", "acl", "advcl") if subject is not None else iter(())
        clause = next((c for c in clauses if c.i > i and c.pos in {"VERB", "ADJ", "NOUN"}), None)
        if clause is not None:
            return self._innermost(clause.i)
        if subject is not None:
            return subject.i
        beside = self._object_beside(i)
        return beside if beside is not None or parse.child(i, "cop") is None else self._borne(i)

    def doers(self, token: Token, head: int, subject: int) -> Iterator[int]:
        """Yield who did what is bad: "it is shameful that she left", "it was wrong of her to leave"."""
        parse = self.context.parse
        doer = parse.child(subject, "nsubj") if parse.tokens[subject].pos == "VERB" else None
        if doer is not None and self.voices.known(doer.i):
            yield doer.i
        for other in self.context.grammar.hung(head, "of") if token.pos == "ADJ" else ():
            if self.voices.known(other.i) and parse.child(head, "cop") is not None:
                yield other.i

    def made(self, head: int) -> Iterator[int]:
        """Yield who is made good or bad by something: "her courage makes her an excellent mayor"."""
        verb = self.context.parse.tokens[self.context.parse.tokens[head].head]
        if verb.lemma not in word_set("making"):
            return
        given = self.context.parse.child(verb.i, "iobj")
        made = self.context.grammar.object(verb.i) if given is None else given.i
        if made is None or made == head:
            return
        is_person = self.context.parse.tokens[made].lower in {"him", "her"}
        is_person = is_person or self.context.parse.tokens[made].ent == "PERSON"
        if (is_person or self.context.parse.tokens[head].pos == "NOUN") and self.voices.known(made):
            yield made

    def shown(self, token: Token) -> int | None:
        """Return what is said to be the good or bad thing: the dam of "the answer is a new dam", "the best way is"."""
        parse = self.context.parse
        noun = parse.tokens[token.head] if token.dep == "amod" else token
        if noun.dep != "nsubj" or noun.lemma not in word_set("answers" if noun is token else "ways"):
            return None
        head = parse.tokens[noun.head]
        own = any(c.lower in {"the", "our"} for c in parse.children(noun.i, "det", "nmod:poss"))
        if not own or self.signs.sign(head):
            return None  # "a solution is a threat"
        named = head.pos in {"NOUN", "PROPN"} or (head.pos == "VERB" and head.i > noun.i)
        return head.i if named and head.i > noun.i and parse.child(head.i, "cop") is not None else None

    def bearer(self, token: Token) -> int | None:
        """Return who has or makes what an object names, the plan in "the plan has flaws", or is of that kind."""
        if token.dep == "conj" and self.context.parse.child(token.head, "cop") is not None:
            return self.subject(token.head)
        verb = self.context.parse.tokens[token.head]
        if verb.lemma in {"have", "see"} and token.lemma in word_set("misfortunes"):
            return None  # who has a problem is not one
        bears = token.dep == "obj" and verb.lemma in word_set("bearing") and not is_negated(self.context.parse, verb.i)
        return self.context.grammar.subject(verb.i) if bears else None

    def meant(self, i: int) -> int:
        """What "it" leads to: "called it a farce to wait"."""
        if self.context.parse.tokens[i].lower != "it":
            return i
        verb = self.context.parse.tokens[i].head
        below = (verb, *(c.i for c in self.context.parse.children(verb, "xcomp")))
        led = (c.i for v in below for c in self.context.parse.children(v, "advcl", "xcomp", "acl", "ccomp", "csubj"))
        return next((c for c in led if c > i and self.context.parse.is_infinitive(c)), i)

    def _borne(self, i: int) -> int | None:
        """What a predicate without a subject of its own is said of: "proved to be false"."""
        subject = self.context.grammar.subject(i)
        return self._whose(subject) if subject is not None else None

    def _whose(self, i: int) -> int:
        """In "she is a person who is dishonest" she is judged."""
        if self.context.parse.child(i, "cop") is None:
            return i
        own = self.context.parse.child(i, "nsubj")
        subject = own.i if own is not None else self.context.grammar.subject(i)
        return i if subject is None else subject

    def _innermost(self, i: int) -> int:
        """In "a mistake to think that we can wait", what is judged is the waiting."""
        token = self.context.parse.tokens[i]
        if token.lemma in word_set("thinking"):
            inner = self.context.parse.child(i, "ccomp")
            return inner.i if inner is not None else i
        return i

    def _object_beside(self, i: int) -> int | None:
        """In "called the plan a farce" the judged thing is the object of the same verb."""
        head = self.context.parse.tokens[i].head
        if self.context.parse.tokens[head].lemma in word_set("making"):
            return self.context.grammar.subject(head)  # "the law makes us safe"
        judged = self.context.grammar.object(head) if self.context.parse.tokens[head].pos == "VERB" else None
        return judged if judged is not None and judged != i else None
