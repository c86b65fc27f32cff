"""What a verb or noun takes: its object and what prepositions hang on it."""

from __future__ import annotations

from collections.abc import Iterator

from stakegraph.extract.reading.lexicon import predicates, word_set
from stakegraph.extract.reading.verbs import Verbs
from stakegraph.syntax import FINITE, NOMINAL, Parse, Token

_NEAR = 10
"""Tokens between a predicate and a preposition that may still belong to it."""
_BREAKS = frozenset((",", ";", ":", ".", "(", ")", "“", "”", '"', "–", "—"))
_ASIDES = ("instance", "example")
"""What no preposition leads to: "for instance"."""
_PLACING = frozenset(("where", "when", "why"))
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Complements(Verbs):
    """Reads objects and prepositional slots off one parse."""

    def __init__(self, parse: Parse) -> None:
        super().__init__(parse)
        self._objects: dict[int, int | None] = {}
        self._hung: dict[int, dict[str, list[Token]]] = {}

    def object(self, i: int) -> int | None:
        """Return what verb ``i`` is done to: its object, or the subject of a passive."""
        if i not in self._objects:
            found = self._find_object(i)
            self._objects[i] = None if found is not None and self.tokens[found].lower in DAYS else found
        return self._objects[i]

    def _find_object(self, i: int) -> int | None:
        token = self.tokens[i]
        if self.is_passive(i):
            passive = self.parse.child(i, "nsubj:pass")
            if passive is not None:
                return self.antecedent(passive.i)
            if token.dep in ("acl", "amod"):
                return token.head
            if token.dep == "conj" and self.is_passive(token.head):
                return self.object(token.head)
        own = self._given(i) or self.parse.child(i, "obj") or self.parse.child(i, "iobj") or self._mere_it(i)
        if own is None or own.lower == "what":
            described = self._described(i)
            if described is not None:
                return described
        if own is not None:
            return self.antecedent(own.i)
        left = self._left_out(i)
        if left is not None:
            return left
        judged = next((f for f in self.hung(i, "as") if self.tokens[f.i - 1].text in "”\"’'"), None)
        if judged is not None:
            return judged.i
        placed = any(c.lower in _PLACING for c in self.parse.children(i, "advmod"))  # "Lima, where she spoke"
        if token.dep == "acl:relcl" and self.parse.child(i, "nsubj") is not None and not placed:
            return token.head
        named = token.tag == "VBG" and self.tokens[i - 1].pos == "PROPN"
        acts = named or token.tag in FINITE or self.parse.child(i, "nsubj") is not None
        adjectival = token.dep == "amod" and acts and token.head > i
        loose = (c.i for c in self.parse.children(i, "obl:unmarked") if c.i > i and self.parse.child(c.i, "det"))
        dismissed = next(loose, None) if self.hung(i, "as") else None
        if dismissed is not None:
            return dismissed
        if adjectival or self._perfect(i) is not None:
            titled = self.tokens[token.head]  # "and assailed Mrs Silva": it may hang on the title
            return titled.head if titled.dep == "nmod:desc" else token.head
        shared = next((c.i for c in self.parse.children(i, "conj") if c.pos == "VERB" and c.i == i + 2), None)
        together = self.parse.child(shared, "obj") if shared is not None else None
        return together.i if together is not None else self._unhung_object(i)

    def _described(self, i: int) -> int | None:
        """Return what somebody calls something that verb ``i`` is done to: "condemned what it called a breach"."""
        what = self.tokens[i + 1] if i + 1 < len(self.tokens) else self.tokens[i]
        near = self.tokens[i + 2 : i + _NEAR] if what.lower == "what" else []
        telling = next((t for t in near if t.pos == "VERB"), None)
        if telling is None or telling.relation not in ("ccomp", "acl") or telling.head not in (i, what.i):
            return None
        named = [*self.hung(telling.i, "as"), *self.parse.children(telling.i, "xcomp", "obj")]
        return next((n.i for n in named if n.i > telling.i and n.pos in NOMINAL), None)

    def _left_out(self, i: int) -> int | None:
        """Return what a relative clause describes that leaves out an object: "a mine that they want to build"."""
        head = self.tokens[self.tokens[i].head]
        if self.tokens[i].dep != "xcomp" or head.dep != "acl:relcl" or not self.parse.is_infinitive(i):
            return None
        doer, done = self.parse.child(head.i, "nsubj"), self.parse.child(head.i, "obj")
        open_ = self.parse.child(i, "ccomp", "xcomp", "aux:pass", "cop") is None and (done is None or done.i < head.i)
        placed = any(c.lower in _PLACING for c in self.parse.children(head.i, "advmod"))
        if doer is None or self.antecedent(doer.i) != doer.i or not open_ or placed:
            return None
        described = self.described(head.i)
        return None if self.tokens[described].lemma in word_set("times") else described

    def _mere_it(self, i: int) -> Token | None:
        """Return an "it" right behind a verb that the parser took for one that stands for nothing: "opposes it"."""
        it = self.parse.child(i, "expl")
        led = it is not None and self.parse.child(i, "xcomp", "ccomp", "advcl", "csubj") is None
        return it if led and it is not None and it.i == i + 1 else None

    def _given(self, i: int) -> Token | None:
        """Return what is given where the parser has two objects: the money of "gave the union money"."""
        objects = list(self.parse.children(i, "obj")) if self.tokens[i].lemma in word_set("giving") else []
        return objects[-1] if len(objects) > 1 else None

    def receivers(self, i: int) -> list[Token]:
        """Return who is given something by verb ``i``, where no preposition leads to them: "gave the union money"."""
        given = self._given(i)
        objects = list(self.parse.children(i, "obj"))
        sums = (c for c in objects if c.pos == "SYM")  # "gave the fund $500" may be taken for one phrase
        torn = [
            c for one in sums for c in self.parse.children(one.i, "compound") if c.pos in NOMINAL and c.i == one.i - 1
        ]
        apart = [c for c in objects if given is not None and c.i != given.i]
        return [*self.parse.children(i, "iobj"), *apart, *torn]

    def _unhung_object(self, i: int) -> int | None:
        """The noun right after a verb that the parser hung elsewhere, or as one of two predicates: "called X Y"."""
        token = self.tokens[i]
        if token.tag == "NNS" and self.is_headline_verb(i):
            return self.noun_after(i)
        named = self.parse.child(i, "flat")
        if named is not None and named.i == i + 1 and named.pos == "PROPN":
            return named.i  # "trashing Anna Silva", taken for one name
        beside = [c.i for c in self.parse.children(token.head, "obl:unmarked") if token.dep == "advcl"]
        after = self.noun_after(i) if token.tag == "VBG" and beside else None
        if after is not None and after in beside:
            return after  # "before savaging Mrs Silva", hung on the verb before
        predicates = [c.i for c in self.parse.children(i, "xcomp") if c.i > i and c.pos in ("NOUN", "PROPN")]
        if len(predicates) > 1:
            return predicates[0]
        torn = self.noun_after(i) if token.dep == "conj" and token.tag in FINITE else None
        if torn is not None and token.head < self.tokens[torn].head < i and self.tokens[torn].dep == "obj":
            return torn  # "insisted it would run and condemned the strike", hung on "run"
        if token.tag != "VBN" or not self._is_past(i):
            return None
        at = i + 1
        while self.tokens[at].pos in ("DET", "ADJ") and at + 1 < len(self.tokens):
            at += 1
        return at if self.tokens[at].pos in ("PROPN", "NOUN", "PRON") else None

    def noun_after(self, i: int) -> int | None:
        """Return the head of the noun phrase that begins right after token ``i``."""
        at = i + 1
        while at < len(self.tokens) and self.tokens[at].pos in ("DET", "ADJ", "NUM"):
            at += 1
        while (
            at + 1 < len(self.tokens) and self.tokens[at + 1].pos in ("NOUN", "PROPN") and self.tokens[at].pos == "NOUN"
        ):
            at += 1
        return at if at < len(self.tokens) and self.tokens[at].pos in NOMINAL else None

    def slot(self, i: int, name: str) -> Iterator[Token]:
        """Yield what fills slot ``name`` of token ``i``: obj, iobj, obj.poss, or a preposition's complement."""
        base, _, inner = name.partition(".")
        for filler in self._fillers(i, base):
            if not inner:
                yield filler
            elif inner == "poss":
                yield from self.owners(filler.i)

    def owners(self, i: int) -> Iterator[Token]:
        """Yield the possessors inside the noun phrase headed by ``i``, "a British plan" having one as well."""
        first, last = self.noun_phrase(i)
        for token in self.tokens[first : last + 1]:
            adjective = token.dep in ("amod", "conj") and token.pos in ("ADJ", "PROPN") and token.text[:1].isupper()
            if token.dep == "nmod:poss" or (adjective and token.i < i):
                yield token

    def hung(self, i: int, preposition: str) -> list[Token]:
        """Return the complements of ``preposition`` that the parser hung on token ``i``, or on a day beside it."""
        if i not in self._hung:
            self._hung[i] = self._led(i)
        return self._hung[i].get(preposition, [])

    def _led(self, i: int) -> dict[str, list[Token]]:
        """Return all that is hung on token ``i`` by what leads it in."""
        found: dict[str, list[Token]] = {}
        beside = self.parse.children(i, "obj", "obl", "xcomp", "nmod")
        nested = word_set("times") | word_set("money") if self.tokens[i].pos == "NOUN" else word_set("times")
        days = (c.i for c in beside if c.lower in DAYS or (c.relation != "xcomp" and c.lemma in nested))
        for head in (i, *days):
            for child in self.parse.children(head, "obl", "nmod", "advcl", "acl"):
                if child.lower in _ASIDES:
                    continue
                cases = {case.lower for case in self.parse.children(child.i, "case", "mark")}
                for preposition in cases if "according" not in cases else ("according",):
                    found.setdefault(preposition, []).append(child)
        after = self._right_behind(i)
        if after is not None and after[1] not in found.get(after[0], []):
            found.setdefault(after[0], []).insert(0, after[1])
        return found

    def _right_behind(self, i: int) -> tuple[str, Token] | None:
        """Return the preposition right behind a noun of the lexicon and its complement, though hung on the verb.

        The dam of "began her fight against the dam" is what the fight is against, whatever the parser says.
        """
        case = self.tokens[i + 1] if i + 1 < len(self.tokens) else self.tokens[i]
        told = word_set("tendencies") | word_set("petitions")
        known = (self.tokens[i].lemma, "NOUN") in predicates() or self.tokens[i].lemma in told
        if self.tokens[i].pos != "NOUN" or case.dep != "case" or not known:
            return None
        led = self.tokens[case.head]
        beside = led.relation == "obl" and led.head == self.tokens[i].head != i and led.i > i
        return (case.lower, led) if beside else None

    def _fillers(self, i: int, base: str) -> Iterator[Token]:
        if base == "obj":
            found = self.object(i)
            if found is not None:
                yield self.tokens[found]
        elif base == "iobj":
            yield from self.receivers(i)
        elif base == "beneficiary":
            yield from self.receivers(i)
            yield from self._led_receivers(i)
        elif base == "clause":
            for child in self.parse.children(i, "ccomp"):
                subject = self.parse.child(child.i, "nsubj") if child.pos == "NOUN" else None
                if child.i > i:
                    yield child if subject is None else subject
        elif base == "that":
            for clause in self.parse.children(i, "ccomp", "advcl", "acl"):
                subject = self.parse.child(clause.i, "nsubj", "nsubj:pass")
                aside = clause.dep == "advcl" and self._leads(clause.i) not in ("that", None)
                harmed = clause.lemma in word_set("victims")
                if clause.i > i and not (aside or harmed) and subject is not None and subject.pos != "PRON":
                    yield subject
        else:
            yield from self.hung(i, base) or self._near(i, base)

    def addressees(self, i: int) -> list[int]:
        """Return whom somebody writes to with what verb ``i`` asks: "wrote to the mayor asking for a delay"."""
        token = self.tokens[i]
        if self.addressing(i) is not None:
            return [token.head]
        under = token.dep in ("advcl", "xcomp") and (token.tag == "VBG" or self.parse.is_infinitive(i))
        writes = under and self._leads(i) in (None, "to") and self.tokens[token.head].lemma in word_set("writing to")
        return [t.i for t in self.hung(token.head, "to") if t.i < i] if writes else []

    def _led_receivers(self, i: int) -> Iterator[Token]:
        """Yield who is given something by verb ``i``: "supplied them with food", "gave 50 dollars to the union"."""
        given = self.object(i)
        if given is not None and self._takes_with(i):
            yield self.tokens[given]
            return
        yield from (*self.hung(i, "to"), *self.hung(i, "for"))
        if given is not None and self.tokens[given].pos in ("SYM", "NUM"):
            yield from self.hung(given, "to")

    def _takes_with(self, i: int) -> bool:
        """Say whether verb ``i`` gives somebody something: "with" hangs on it or its object, or follows that."""
        done = self.object(i)
        if self.hung(i, "with") or done is None or self.hung(done, "with"):
            return bool(self.hung(i, "with")) or done is not None
        after = self.noun_phrase(done)[1] + 1
        return after < len(self.tokens) and self.tokens[after].lower == "with"

    def _near(self, i: int, preposition: str) -> Iterator[Token]:
        """The noun phrase after the next such preposition, where the parser hung it elsewhere in the clause."""
        for token in self.tokens[i + 1 : min(i + 1 + _NEAR, self.parse.sentences[self.tokens[i].sent][1])]:
            if token.pos in {"VERB", "AUX", "SCONJ"} or token.text in _BREAKS:
                return
            if token.pos in {"NOUN", "PROPN"} and self.tokens[i].pos != "NOUN" and token.dep != "case":
                return
            if token.lower == preposition and token.dep == "case" and token.head > token.i:
                yield self.tokens[token.head]
                return
