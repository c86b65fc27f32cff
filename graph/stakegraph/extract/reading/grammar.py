"""Who does what to whom, read off the parse once for statements, stances and events.

Passives, relative clauses, conjunctions, participles and infinitives are normalised here, so that every rule after
it sees an agent, an object and prepositional slots.
"""

from __future__ import annotations

from collections.abc import Iterator

from stakegraph.extract.reading.complements import DAYS, Complements
from stakegraph.extract.reading.lexicon import Predicate, light_verbs, predicates, word_set
from stakegraph.extract.reading.phrases import unclosed
from stakegraph.syntax import FINITE, NOMINAL, Parse, Token

_DEEPEST = 6
"""Verbs that a subject may be handed down through."""
_AMID = frozenset(("in", "during", "on", "at", "after", "before", "with"))
"""What leads to an act that the subject of a clause does beside that of the clause."""
_TOGETHER = frozenset(("along", "alongside", "together"))


class Grammar(Complements):
    """Reads grammatical roles off one parse."""

    def __init__(self, parse: Parse) -> None:
        super().__init__(parse)
        self._carriers: dict[int, int] = {}
        self.predicates: dict[int, Predicate | None] = {}

    def subject(self, i: int, depth: int = 0) -> int | None:
        """Return who does verb ``i``: the subject, the agent of a passive, or whoever controls an infinitive."""
        if depth > _DEEPEST:
            return None
        token = self.tokens[i]
        if self.is_passive(i):
            return next((o.i for o in self._doing(i)), None)
        own = min(self.parse.children(i, "nsubj"), key=lambda c: abs(c.i - i), default=None)
        if own is not None:
            beside = unclosed(self.parse, own.i) if own.ent == "PERSON" else None
            return self.antecedent(own.i) if beside is None else beside
        controller = self._controller(token, depth)
        return controller if controller is not None else self._just_before(i)

    def _doing(self, i: int) -> Iterator[Token]:
        """Yield who does passive ``i``; "by" may hang on what is given: "was granted asylum by the court"."""
        yield from self.slot(i, "by")
        yield from (doer for given in self.parse.children(i, "obj", "obl") for doer in self.hung(given.i, "by"))
        if self.tokens[i].lemma in word_set("felt"):
            yield from self.hung(i, "among")

    def _just_before(self, i: int) -> int | None:
        """The subject that word order shows where the parser lost it: "..., which has paused", "Mr Roy cutting aid"."""
        at = i - 1
        while at > 0 and self.tokens[at].pos in ("AUX", "ADV", "PART"):
            at -= 1
        before = self.tokens[at]
        if before.tag in ("WDT", "WP") and at > 0:
            at -= 2 if self.tokens[at - 1].text == "," else 1
            return at if at >= 0 and self.tokens[at].pos in NOMINAL else None
        clear = self.tokens[i].tag in FINITE or (self.tokens[i].tag == "VBG" and at == i - 1) or self._is_past(i)
        return at if at >= 0 and clear and before.pos == "PROPN" else None

    def subjects(self, i: int) -> tuple[int, ...]:
        """Return every subject of verb ``i``: the parser may hang the members of a list side by side."""
        first = self.subject(i)
        if first is None:
            return ()
        beside = (c.i for c in self.parse.children(i, "nsubj") if c.i != first and self._listed(c.i, first))
        together = tuple(self._companions(first))
        return (first, *beside, *together) if self.tokens[first].head == i else (first, *together)

    def _listed(self, i: int, j: int) -> bool:
        """Say whether "and" stands between two nouns, and no comma."""
        between = self.tokens[min(i, j) + 1 : max(i, j)]
        return any(t.lower in ("and", "or") for t in between) and not any(t.text == "," for t in between)

    def _companions(self, i: int) -> Iterator[int]:
        """Yield those who act with noun ``i``: "the mayor, along with her deputy, ..."."""
        for child in self.parse.children(i, "nmod", "obl"):
            if any(c.lower in _TOGETHER for c in self.parse.children(child.i, "case", "advmod", "fixed")):
                yield child.i

    def _controller(self, token: Token, depth: int) -> int | None:
        """Return who does a verb that has no subject of its own: whoever the verb or noun above it says."""
        head = token.head
        if token.head == token.i or token.tag == "NNS":
            before = self.tokens[token.i - 1] if token.i else token
            return before.i if before.pos == "PROPN" and token.tag in FINITE | {"NNS"} else None
        perfect = self._perfect(token.i)
        if perfect is not None:
            return self.subject(perfect, depth + 1)
        named = self._named_before(token)
        if named is not None:
            return named
        saying = self._speaking_on(token)
        if saying is not None:
            return self.subject(saying, depth + 1)
        if token.dep in ("conj", "parataxis") and self.tokens[head].pos in ("VERB", "AUX", "ADJ", "NOUN"):
            return self._beside(token, depth)
        giving = self._giving_reasons(token)
        if giving is not None:
            given = self.parse.child(giving, "iobj")
            return self.antecedent(given.i) if given is not None else None
        asked = self._asked_party(token, head)
        asked = asked if asked is not None else self._whose_aim(token, head)
        if asked is not None:
            return asked
        under = {"amod": self._of_participle, "xcomp": self._of_complement, "advcl": self._of_adverbial}.get(token.dep)
        if under is None and token.relation == "acl":
            under = self._of_noun_clause
        return under(token, depth) if under is not None else None

    def _beside(self, token: Token, depth: int) -> int | None:
        """The subject of the verb that a verb stands beside: "came and went", of a passive whom it is done to."""
        head = token.head
        if self.is_passive(head) and self.is_passive(token.i) is False:
            passive = self.parse.child(head, "nsubj:pass")
            return self.antecedent(passive.i) if passive else None
        if self.tokens[head].pos == "NOUN" and token.tag in FINITE | {"VBN"}:
            head = next((t.i for t in self.parse.ancestors(head) if t.pos == "VERB"), head)
        return self.subject(head, depth + 1)

    def _of_participle(self, token: Token, depth: int) -> int | None:
        """What stands before a verb that was taken for a modifier of its object: "Moss condemned acts of terror"."""
        if token.tag == "VBN" and token.i and self._is_past(token.i):
            return token.i - 1
        if token.tag != "VBD" or token.i > token.head:
            return None
        verb = next((t.i for t in self.parse.ancestors(token.head) if t.pos == "VERB"), None)
        return self.subject(verb, depth + 1) if verb is not None else None

    def _of_complement(self, token: Token, depth: int) -> int | None:
        """Who is to do an infinitive: the object of "urged her to go", else the subject of "wants to go"."""
        controlled = self.parse.child(token.head, "obj", "iobj")
        if controlled is not None and self.tokens[token.head].lemma in word_set("object control"):
            return controlled.i
        return self._surface_subject(token.head, depth)

    def _of_noun_clause(self, token: Token, depth: int) -> int | None:
        """Who does what a noun is described by: "the aid that Moss froze", "a plan to freeze it", "people leaving"."""
        head = token.head
        if token.dep == "acl:relcl":
            return self.described(token.i)
        if token.tag == "VBD" or (token.tag == "VBN" and self._is_past(token.i)):
            return head
        if token.tag == "VBG" and self._leads(token.i) not in ("of", "for", "to"):
            return self._of_gerund(token, depth)
        held = token.tag == "VBG" and self._leads(token.i) == "for"
        if self._leads(token.i) == "of" and self.tokens[self.tokens[head].head].lemma in word_set("accusing"):
            return head  # "accused the council of caving in"
        acts = (t.i for t in self.parse.ancestors(head) if t.pos == "VERB" and t.i < head)
        verb = next(acts, None) if held else None
        blamed = self.object(verb) if verb is not None else None
        if blamed is not None and (blamed != head or (verb is not None and self._judges(verb))):
            return blamed
        if self.tokens[head].lemma in word_set("reasons") and self.tokens[self.tokens[head].head].lemma in word_set(
            "giving"
        ):
            given = self.parse.child(self.tokens[head].head, "iobj")
            return self.antecedent(given.i) if given is not None else None  # "gave us reasons to doubt it"
        return self._noun_owner(head)

    def _of_gerund(self, token: Token, depth: int) -> int | None:
        """The noun before a gerund, or who does the verb above where a comma stands between."""
        head, before = token.head, self.tokens[token.i - 1]
        writing = self.addressing(token.i)
        if writing is not None:
            return self._surface_subject(writing, depth)
        aside = before.text == "," and self.tokens[head].pos == "NOUN" and self.tokens[head].relation != "nsubj"
        above = next((t for t in self.parse.ancestors(head) if t.pos == "VERB"), None) if aside else None
        if above is not None:  # "called him a threat, turning her fire on him": no threat turns it
            return self._surface_subject(above.i, depth)
        return before.i if before.pos in ("NOUN", "PROPN", "PRON") else head

    def _of_adverbial(self, token: Token, depth: int) -> int | None:
        """Who does what an adverbial clause tells: whom the verb above is aimed at, else whoever does that."""
        head = token.head
        told = self.parse.child(head, "obj", "iobj") if self.parse.is_infinitive(token.i) else None
        if told is not None and self.tokens[head].lemma in word_set("object control"):
            after = self.noun_phrase(told.i)[1] + 1
            if self.tokens[after].lower == "to":
                return told.i  # "got the mayor to resign"
        held = token.tag == "VBG" and self._leads(token.i) in ("of", "for", "from", "with")
        blamed = self._blamed(head) if held else None
        if blamed is not None:
            return blamed
        return self._surface_subject(head if self.tokens[head].pos == "VERB" else self.carrier(head), depth)

    def _giving_reasons(self, token: Token) -> int | None:
        """Return the verb that gives others reasons for an infinitive: "gave us reasons to doubt it"."""
        noun = self.tokens[token.i - 2] if token.i > 1 and self.parse.is_infinitive(token.i) else token
        if noun.lemma not in word_set("reasons") or self.tokens[noun.head].lemma not in word_set("giving"):
            return None
        return noun.head

    def _speaking_on(self, token: Token) -> int | None:
        """Return the verb of saying whose subject goes on speaking: "said the state had failed and called on it"."""
        told = self.tokens[token.head]
        above = self.tokens[told.head]
        bare = self.parse.child(token.i, "aux", "nsubj") is None and token.tag in ("VBD", "VBN")
        if not bare or token.dep != "conj" or told.dep != "ccomp" or above.tag != "VBD" or told.tag == "VBD":
            return None
        own, between, saying = (predicates().get((t.lemma, "VERB")) for t in (token, told, above))
        speaks = own is not None and own.say and saying is not None and saying.say
        return above.i if speaks and (between is None or not between.say) else None

    def _judges(self, i: int) -> bool:
        """Say whether verb ``i`` praises or blames what it is done to: "criticised the board for selling it"."""
        found = predicates().get((self.tokens[i].lemma, "VERB"))
        return found is not None and any(slot == "obj" for _, slot in found.stance)

    def _named_before(self, token: Token) -> int | None:
        """The name that opens a sentence and has its verb after an aside: "Silva, the mayor, criticised the board".

        The parser makes the name the root, and the verb something beside it, or an adjective of what follows.
        """
        if token.tag not in ("VBD", "VBZ", "VBN") or token.dep not in ("parataxis", "amod", "conj"):
            return None
        root = self._opening(token.i)
        joined = token.dep != "amod" and token.tag != "VBN" and token.head == root
        return root if joined or (token.dep == "amod" and self._is_past(token.i)) else None

    def _asked_party(self, token: Token, head: int) -> int | None:
        """Who is to do an infinitive under a call: "called on the city to act", "pressure on it to act"."""
        if token.dep not in ("xcomp", "advcl", "acl", "ccomp") or not self.parse.is_infinitive(token.i):
            return None
        near = (head, *(c.i for c in self.parse.children(head, "obj")))  # "joined calls for the mayor to resign"
        calls = [i for i in near if self.tokens[i].lemma in word_set("oblique control")]
        asked = (
            f.i for call in calls for preposition in ("on", "for", "to", "with") for f in self.hung(call, preposition)
        )
        return next((i for i in asked if head < i < token.i), None)

    def _whose_aim(self, token: Token, head: int) -> int | None:
        """Who is to do an infinitive right after what is his, wherever it hangs: "condemned Roy's plan to ban them"."""
        at = token.i - 2
        if at < 0 or self.tokens[at + 1].lower != "to":
            return None
        at -= self.tokens[at].lower in ("not", "never")  # "the board's decision not to sue"
        aim = self.tokens[at - 2 if at >= 2 and self.tokens[at].lower in DAYS else at]
        if aim.pos != "NOUN" or self.tokens[head].lemma in word_set("object control"):
            return None
        owner = self.parse.child(aim.i, "nmod:poss") or next(self._named_owners(aim.i), None)
        return self.antecedent(owner.i) if owner is not None else None

    def _named_owners(self, i: int) -> Iterator[Token]:
        """Yield possessors that the parser took for parts of the name of what they own: "the Steel Group’s plan"."""
        for part in self.parse.children(i, "compound"):
            if any(case.lower in ("'s", "’s", "'", "’") for case in self.parse.children(part.i, "case")):
                yield part

    def _blamed(self, i: int) -> int | None:
        """Whom verb ``i`` is aimed at, or the infinitive under it: "voted to punish him for refusing"."""
        inner = self.parse.child(i, "xcomp")
        return self.object(i) if inner is None else self.object(inner.i)

    def _surface_subject(self, i: int, depth: int) -> int | None:
        """The subject as it stands, of a passive too: "he was asked to leave" leaves "he" to leave."""
        passive = self.parse.child(i, "nsubj:pass")
        return self.antecedent(passive.i) if passive is not None else self.subject(i, depth + 1)

    def _noun_owner(self, i: int) -> int | None:
        owner = self.parse.child(i, "nmod:poss") or self.parse.child(i, "nsubj") or self._named_in_front(i)
        owner = owner or next(iter(self.hung(i, "by")), None)  # "a decision by the board to sue"
        if owner is not None:
            return self.antecedent(owner.i)
        if self.tokens[i].relation == "nsubj" and self.tokens[i].tag == "NNS":
            return None  # "said attempts to act were absurd": anybody's
        verb = next((t for t in self.parse.ancestors(i) if t.pos == "VERB"), None)
        everyones = self.tokens[i].lemma == "right" and self.tokens[i].dep != "obj"  # "an attack on the right to act"
        return self.subject(verb.i, 3) if verb is not None and not everyones else None

    def _named_in_front(self, i: int) -> Token | None:
        """Return the name right before what somebody tries: "Unity Party efforts to block it", "a Brazilian move"."""
        if self.tokens[i].lemma not in word_set("own try"):
            return None
        before = (c for c in self.parse.children(i, "compound", "amod") if c.i == i - 1 and c.text[:1].isupper())
        return next(before, None)

    def partner(self, i: int) -> int | None:
        """Return the noun before "and" in front of the phrase headed by ``i``, which the parser may have torn off."""
        first = self.noun_phrase(i)[0]
        if first < 2 or self.tokens[first - 1].lower != "and" or self.tokens[first - 2].pos not in NOMINAL:
            return None
        return first - 2

    def agents_of_noun(self, i: int, *, of: bool = False, towards: frozenset[str] = frozenset()) -> Iterator[int]:
        """Yield who does what noun ``i`` names: a possessor, "by", "between", a country before it, its light verb.

        With ``of`` the complement of "of" is one too. A participle may stand between: "a fine imposed by the court".
        """
        if not self.hung(i, "by"):
            yield from (child.i for child in self.parse.children(i, "nmod:poss"))
        for child in self.parse.children(i, "amod", "compound"):
            before = self.tokens[max(child.i - 2, 0) : child.i]
            titled = [t.lower for t in before[1:]] == ["of"] and before[0].text[:1].isupper()
            if child.text[:1].isupper() and not titled:  # "a Freedom of Press lawsuit": the press does nothing
                yield child.i
        bearing = self.tokens[self.carrier(i)].lemma in word_set("undergoing")
        borne = (child.i for name in ("from", "among") for child in self.hung(self.carrier(i), name) if bearing)
        yield from borne
        origin = () if "from" in towards else ("from",)  # "her resignation from the party"
        of = of and self.parse.child(i, "nmod:poss") is None  # "Brazil's withdrawal of troops"
        for name in ("by", "between", *origin, *(("of",) if of else ())):
            yield from (child.i for child in self.hung(i, name))
        if of is False and not self.hung(i, "by"):  # "the suspension of aid to us by the council"
            yield from (child.i for done in self.hung(i, "of") for child in self.hung(done.i, "by"))
        after = self.tokens[i + 1 : i + 2]
        if origin and [t.lower for t in after] == ["from"] and after[0].dep == "case":
            yield after[0].head  # "after pressure from shareholders", wherever it hangs
        for clause in self.parse.children(i, "acl"):
            if clause.tag == "VBN" and clause.lemma in light_verbs():
                yield from (child.i for child in self.hung(clause.i, "by"))
        came = self.tokens[self.tokens[i].head]
        if self.tokens[i].dep == "nsubj" and came.lemma == "come":
            yield from (child.i for child in self.hung(came.i, "from"))
        own = (
            self.parse.child(i, "nsubj") if self.parse.child(i, "cop") is not None and self._leads(i) == "in" else None
        )
        if own is not None:  # "is in talks with the board"
            yield self.antecedent(own.i)
        verb = self.carrier(i)
        if verb != i and self._phrasal(verb) in light_verbs() - word_set("undergoing") and not self.is_won(i):
            yield from (subject for subject in self.subjects(verb) if subject != i)
        elif not self.is_won(i) and self._is_attended(i, towards):
            yield from self.subjects(self.tokens[i].head)
        yield from (child.i for child in self._those_above(i))
        dealt = self._dealt_by(i)
        if dealt is not None:
            by = (*self.hung(dealt, "by"), *self.hung(i, "from"))
            yield from (child.i for child in by if child.i != i) if self.is_passive(dealt) else self.subjects(dealt)
        if self.is_won(i) or self.bids(i):
            yield from (child.i for child in self.hung(i, "of"))

    def _is_attended(self, i: int, towards: frozenset[str]) -> bool:
        """Say whether the subject of a clause does what ``i`` names ``towards`` somebody: "in a rebuke to us"."""
        token = self.tokens[i]
        amid = _AMID | {"for"} if self.tokens[token.head].lemma in word_set("going") else _AMID
        led = any(c.lower in amid for c in self.parse.children(i, "case"))
        attended = led and token.dep == "obl" and token.lemma != "interview"  # that one is where something was printed
        named = attended and self.tokens[token.head].pos == "VERB" and not self.is_passive(token.head)
        return named and any(self.hung(i, preposition) for preposition in towards)

    def _those_above(self, i: int) -> Iterator[Token]:
        """Yield whose act somebody is under: "came under fire from senators", "was under investigation by us"."""
        if any(case.lower == "under" for case in self.parse.children(i, "case", "mark")):
            verb = self.tokens[i].head if self.tokens[self.tokens[i].head].pos == "VERB" else i
            yield from (
                child for at in dict.fromkeys((i, verb)) for name in ("from", "by") for child in self.hung(at, name)
            )

    def is_won(self, i: int) -> bool:
        """Say whether noun ``i`` is what the subject has from whoever it is of: "won the endorsement of the union"."""
        if self.tokens[i].lemma not in word_set("favours"):
            return False
        verb = self.tokens[self.carrier(i)].lemma
        given = (
            verb in word_set("undergoing") or verb == "have" or self._phrasal(self.carrier(i)) in word_set("winning")
        )
        if self._leads(i) == "with" and self.tokens[self.tokens[i].head].pos == "VERB":
            return bool(self.hung(i, "of") or self.hung(i, "from"))  # "won with the help of the union"
        return given and (bool(self.hung(i, "of")) or self.parse.child(i, "nmod:poss") is not None)

    def bids(self, i: int) -> bool:
        """Say whether what noun ``i`` asks for is what its clause tells: "at the urging of Mr Roy, she signed it"."""
        noun = self.tokens[i]
        led = {"at": "bidding", "on": "commanding", "under": "commanding"}.get(self._leads(i) or "")
        asked = led is not None and noun.lemma in word_set(led)
        return asked and noun.dep == "obl" and self.tokens[noun.head].pos == "VERB"

    def _phrasal(self, i: int) -> str:
        """Return the lemma of verb ``i`` with its particle: "work_out"."""
        particle = self.parse.child(i, "compound:prt")
        return self.tokens[i].lemma if particle is None else f"{self.tokens[i].lemma}_{particle.lower}"

    def _dealt_by(self, i: int) -> int | None:
        """Return the verb that deals somebody what noun ``i`` names: "hit the bank with a fine"."""
        token = self.tokens[i]
        verb = self.tokens[token.head]
        dealt = token.relation == "obl" and verb.lemma in word_set("dealing")
        return verb.i if dealt and self._leads(i) in ("with", "by") else None

    def _borne_by(self, i: int) -> int | None:
        """Return who "is the subject of an inquiry", is called "the target of an attack", or is "hit with a fine"."""
        dealt = self._dealt_by(i)
        if dealt is not None:
            return self.object(dealt) if not self.is_passive(dealt) else self._surface_subject(dealt, 0)
        above = self.tokens[self.tokens[i].head]
        if above.lemma not in word_set("subject of") or self._leads(i) != "of":
            return None
        own = self.parse.child(above.i, "nsubj")
        if own is not None:
            return self.antecedent(own.i)
        return above.head if above.dep == "appos" else None

    def sufferer(self, i: int) -> int | None:
        """Return who bears what ``i`` names: "was under questioning by senators", "faced it", "his arrest by us"."""
        if self.tokens[i].pos == "NOUN" and self.hung(i, "by"):
            owner = self.parse.child(i, "nmod:poss")
            if owner is not None:
                return self.antecedent(owner.i)
        borne = self._borne_by(i)
        if borne is not None:
            return borne
        verb = self.carrier(i)
        if self.is_won(i) or self.bids(i):
            return self._surface_subject(verb if verb != i else self.tokens[i].head, 0)
        bears = verb != i and self.tokens[verb].lemma in word_set("undergoing")
        if bears and any(self.hung(at, name) for at in (i, verb) for name in ("from", "among")):
            return self.subject(verb)
        if not any(self._those_above(i)):
            return None
        own = self.parse.child(i, "nsubj")
        if own is not None:
            return self.antecedent(own.i)
        head = self.tokens[self.tokens[i].head]
        return self.subject(head.i) if head.pos == "VERB" else head.i

    def carrier(self, i: int) -> int:
        """Return the verb whose clause noun ``i`` stands in as subject or object, else the noun itself."""
        if i not in self._carriers:
            self._carriers[i] = self._find_carrier(i)
        return self._carriers[i]

    def _find_carrier(self, i: int) -> int:
        token = self.tokens[i]
        seen = 0
        while token.dep == "conj" and seen < 4:
            token, seen = self.tokens[token.head], seen + 1
        head = self.tokens[token.head]
        if token.dep in ("obj", "nsubj:pass") and head.pos in ("VERB", "AUX"):
            return head.i
        described = (c.i for c in self.parse.children(token.i, "amod") if self.parse.child(c.i, "nsubj") is not None)
        return next(described, i)

    def bearers(self, i: int) -> tuple[int, ...]:
        """Return who is said to be concerned, ready, opposed: the subject, of a seeming passive too."""
        own = self.parse.child(i, "nsubj", "nsubj:pass")
        if own is not None:
            return (self.antecedent(own.i), *self._companions(own.i))
        subject = self._controller(self.tokens[i], 0) if self.tokens[i].dep in {"conj", "xcomp", "advcl"} else None
        return () if subject is None else (subject,)
