"""Who does what to whom, read off the parse once for statements, stances and events.

Passives, relative clauses, conjunctions, participles and infinitives are normalised here, so that every rule after
it sees an agent, an object and prepositional slots. Factuality is computed here as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from stakegraph.extract.actorwords import words
from stakegraph.extract.lexicon import Predicate, light_verbs, particles, predicates
from stakegraph.model import Factuality
from stakegraph.syntax import Parse, Token

NEGATIONS = frozenset(("not", "n't", "n’t", "never", "neither", "nor", "hardly", "no"))
_NEGATIVE_WORDS = frozenset(("no", "nobody", "none", "neither", "nothing"))
_HYPOTHETICAL = frozenset(("would", "could", "might", "may", "can", "should", "must", "ca", "ought", "wo"))
_CONDITIONS = frozenset(("if", "unless", "whether", "lest"))
_PLANNING = frozenset(
    ("plan", "want", "hope", "intend", "seek", "offer", "threaten", "promise", "vow", "pledge", "agree", "expect",
     "prepare", "try", "aim", "propose", "consider", "attempt", "wish", "decide", "vote", "need", "urge", "ask",
     "call", "order", "demand")
)  # fmt: skip
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_SUBORDINATE = frozenset(("acl:relcl", "advcl", "ccomp", "acl"))
_REFUSING = frozenset(("refuse", "decline", "fail", "deny", "reject", "avoid", "stop", "cease"))
_ALLEGED = frozenset(("accusation", "allegation", "charge", "claim", "suggestion", "rumour", "rumor", "fear", "hope"))
_OBJECT_CONTROL = frozenset(
    ("urge", "ask", "tell", "force", "allow", "order", "persuade", "encourage", "want", "help", "let", "make",
     "press", "invite", "expect", "enable", "require", "permit", "convince", "see", "have")
)  # fmt: skip
_OUTSIDE_NOUN_PHRASE = (
    "acl:relcl", "acl", "parataxis", "punct", "conj", "cc", "advcl", "cop", "nsubj", "case", "mark", "aux", "advmod",
    "discourse",
)  # fmt: skip
_NEAR = 10
"""Tokens between a predicate and a preposition that may still belong to it."""

_BREAKS = frozenset((",", ";", ":", ".", "(", ")", "“", "”", '"', "–", "—"))
_RUN = frozenset(("flat", "appos", "compound", "nmod:desc"))
_TOGETHER = frozenset(("along", "alongside", "together"))
_RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))


@dataclass(frozen=True, slots=True)
class Match:
    """A predicate of the lexicon in the text: ``i`` is its token, ``verb`` the verb that carries its clause."""

    i: int
    verb: int
    predicate: Predicate
    agents: tuple[int, ...]
    factuality: Factuality


class Grammar:
    """Reads grammatical roles off one parse."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.tokens = parse.tokens

    # -- roles -------------------------------------------------------------------------------------------------

    def antecedent(self, i: int) -> int:
        """Return what a relative pronoun stands for, else the token itself."""
        token = self.tokens[i]
        if token.lower in _RELATIVE and token.tag.startswith("W"):
            for above in self.parse.ancestors(i):
                if above.dep == "acl:relcl":
                    return above.head
        return i

    def is_passive(self, i: int) -> bool:
        """Say whether verb ``i`` is in the passive voice, or a bare past participle after a noun."""
        if self.parse.child(i, "aux:pass") is not None:
            return True
        token = self.tokens[i]
        if token.dep == "conj" and self.parse.child(i, "nsubj:pass", "nsubj", "aux") is None and token.tag == "VBN":
            return self.parse.child(token.head, "aux:pass") is not None
        bare = token.tag == "VBN" and token.dep in ("acl", "amod") and self.parse.child(i, "nsubj") is None
        return bare and not self._is_past(i) and self._perfect(i) is None

    def _is_past(self, i: int) -> bool:
        """A seeming participle right after a name and right before an object is a verb in the past: "Silva met Roy"."""
        if i == 0 or i + 1 >= len(self.tokens):
            return False
        before, after = self.tokens[i - 1], self.tokens[i + 1]
        if before.text == "," and self.tokens[self.tokens[i].head].dep == "root":
            return not self._has_main_verb(self.tokens[i].sent)
        return before.pos == "PROPN" and after.pos in ("PROPN", "DET", "PRON", "NOUN") and after.dep != "case"

    def _has_main_verb(self, sentence: int) -> bool:
        first, end = self.parse.sentences[sentence]
        return any(t.tag in _FINITE and t.dep not in _SUBORDINATE for t in self.tokens[first:end])

    def _perfect(self, i: int) -> int | None:
        """Return the "has" of a perfect whose participle was taken for an adjective: "has criticised deals"."""
        token = self.tokens[i]
        if token.tag != "VBN" or token.dep != "amod":
            return None
        governor = self.tokens[self.tokens[token.head].head]
        return governor.i if governor.lemma == "have" and governor.i < i < token.head else None

    def subject(self, i: int, depth: int = 0) -> int | None:
        """Return who does verb ``i``: the subject, the agent of a passive, or whoever controls an infinitive."""
        if depth > 6:
            return None
        token = self.tokens[i]
        if self.is_passive(i):
            return next((o.i for o in self.slot(i, "by")), None)
        own = self.parse.child(i, "nsubj", "nsubj:pass")
        if own is not None:
            return self.antecedent(own.i)
        return self._controller(token, depth)

    def subjects(self, i: int) -> tuple[int, ...]:
        """Return every subject of verb ``i``: the parser may hang the members of a list side by side."""
        first = self.subject(i)
        if first is None:
            return ()
        beside = (c.i for c in self.parse.children(i, "nsubj") if c.i != first and not self.is_passive(i))
        together = tuple(self._companions(first))
        return (first, *beside, *together) if self.tokens[first].head == i else (first, *together)

    def _companions(self, i: int) -> Iterator[int]:
        """Yield those who act with noun ``i``: "the mayor, along with her deputy, ..."."""
        for child in self.parse.children(i, "nmod", "obl"):
            if any(c.lower in _TOGETHER for c in self.parse.children(child.i, "case", "advmod", "fixed")):
                yield child.i

    def _controller(self, token: Token, depth: int) -> int | None:
        head = token.head
        if token.head == token.i:
            before = self.tokens[token.i - 1] if token.i else token
            return before.i if before.pos == "PROPN" and token.tag in _FINITE | {"NNS"} else None
        perfect = self._perfect(token.i)
        if perfect is not None:
            return self.subject(perfect, depth + 1)
        if token.dep in ("conj", "parataxis") and self.tokens[head].pos in ("VERB", "AUX", "ADJ", "NOUN"):
            if self.is_passive(head) and self.is_passive(token.i) is False:
                passive = self.parse.child(head, "nsubj:pass")
                return self.antecedent(passive.i) if passive else None
            return self.subject(head, depth + 1)
        if token.dep == "xcomp":
            controlled = self.parse.child(head, "obj", "iobj")
            if controlled is not None and self.tokens[head].lemma in _OBJECT_CONTROL:
                return controlled.i
            return self._surface_subject(head, depth)
        if token.dep.startswith("acl"):
            if token.dep == "acl:relcl" or (token.tag == "VBN" and self._is_past(token.i)):
                return head
            if token.tag == "VBG":
                before = self.tokens[token.i - 1]
                return before.i if before.pos in ("NOUN", "PROPN", "PRON") else head
            return self._noun_owner(head)
        if token.dep == "advcl":
            blamed = self.object(head) if token.tag == "VBG" and self._leads(token.i) == "for" else None
            return blamed if blamed is not None else self._surface_subject(head, depth)
        return None

    def _leads(self, i: int) -> str | None:
        """Return the preposition or conjunction that leads a clause in."""
        return next((c.lower for c in self.parse.children(i, "mark", "case")), None)

    def _surface_subject(self, i: int, depth: int) -> int | None:
        """The subject as it stands, of a passive too: "he was asked to leave" leaves "he" to leave."""
        passive = self.parse.child(i, "nsubj:pass")
        return self.antecedent(passive.i) if passive is not None else self.subject(i, depth + 1)

    def _noun_owner(self, i: int) -> int | None:
        owner = self.parse.child(i, "nmod:poss")
        if owner is not None:
            return owner.i
        verb = self.tokens[i].head
        if self.tokens[i].dep == "obj" and self.tokens[verb].pos == "VERB":
            return self.subject(verb, 3)
        return None

    def object(self, i: int) -> int | None:
        """Return what verb ``i`` is done to: its object, or the subject of a passive."""
        token = self.tokens[i]
        if self.is_passive(i):
            passive = self.parse.child(i, "nsubj:pass")
            if passive is not None:
                return self.antecedent(passive.i)
            if token.dep in ("acl", "amod"):
                return token.head
            if token.dep == "conj" and self.is_passive(token.head):
                return self.object(token.head)
        own = self.parse.child(i, "obj")
        if own is not None:
            return self.antecedent(own.i)
        judged = next((f for f in self.hung(i, "as") if self.tokens[f.i - 1].text in "”\"’'"), None)
        if judged is not None:
            return judged.i
        if token.dep == "acl:relcl" and self.parse.child(i, "nsubj") is not None:
            return token.head
        return token.head if self._perfect(i) is not None else self._unhung_object(i)

    def _unhung_object(self, i: int) -> int | None:
        """The noun right after a verb that the parser hung elsewhere, or as one of two predicates: "called X Y"."""
        token = self.tokens[i]
        predicates = [c.i for c in self.parse.children(i, "xcomp") if c.i > i and c.pos in ("NOUN", "PROPN")]
        if len(predicates) > 1:
            return predicates[0]
        if token.tag != "VBN" or not self._is_past(i):
            return None
        at = i + 1
        while self.tokens[at].pos in ("DET", "ADJ") and at + 1 < len(self.tokens):
            at += 1
        return at if self.tokens[at].pos in ("PROPN", "NOUN", "PRON") else None

    def slot(self, i: int, name: str) -> Iterator[Token]:
        """Yield what fills slot ``name`` of token ``i``: obj, iobj, obj.poss, or a preposition's complement."""
        base, _, inner = name.partition(".")
        for filler in self._fillers(i, base):
            if not inner:
                yield filler
            elif inner == "poss":
                yield from self.owners(filler.i)

    def owners(self, i: int) -> Iterator[Token]:
        """Yield the possessors inside the noun phrase headed by ``i``."""
        first, last = self.noun_phrase(i)
        yield from (t for t in self.tokens[first : last + 1] if t.dep == "nmod:poss")

    def hung(self, i: int, preposition: str) -> list[Token]:
        """Return the complements of ``preposition`` that the parser hung on token ``i``."""
        return [
            child
            for child in self.parse.children(i, "obl", "nmod", "advcl", "acl")
            if any(case.lower == preposition for case in self.parse.children(child.i, "case", "mark"))
        ]

    def _fillers(self, i: int, base: str) -> Iterator[Token]:
        if base == "obj":
            found = self.object(i)
            if found is not None:
                yield self.tokens[found]
        elif base == "iobj":
            yield from self.parse.children(i, "iobj")
        elif base == "beneficiary":
            given = self.object(i) if self.hung(i, "with") else None
            yield from self.parse.children(i, "iobj")
            yield from [self.tokens[given]] if given is not None else (*self.hung(i, "to"), *self.hung(i, "for"))
        elif base == "clause":
            yield from (c for c in self.parse.children(i, "ccomp") if c.i > i)
        elif base == "that":
            for clause in self.parse.children(i, "ccomp", "advcl"):
                subject = self.parse.child(clause.i, "nsubj", "nsubj:pass")
                if clause.i > i and subject is not None and subject.pos != "PRON":
                    yield subject
        else:
            yield from self.hung(i, base) or self._near(i, base)

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

    def agents_of_noun(self, i: int) -> Iterator[int]:
        """Yield who does what noun ``i`` names: a possessor, "by", "between", a country before it, its light verb."""
        for child in self.parse.children(i, "nmod:poss"):
            yield child.i
        for child in self.parse.children(i, "amod", "compound"):
            if child.text[:1].isupper():
                yield child.i
        for name in ("by", "between", "from"):
            yield from (child.i for child in self.hung(i, name))
        verb = self.carrier(i)
        if verb != i and self.tokens[verb].lemma in light_verbs():
            yield from (subject for subject in self.subjects(verb) if subject != i)

    def carrier(self, i: int) -> int:
        """Return the verb whose clause noun ``i`` stands in as subject or object, else the noun itself."""
        token = self.tokens[i]
        seen = 0
        while token.dep == "conj" and seen < 4:
            token, seen = self.tokens[token.head], seen + 1
        head = self.tokens[token.head]
        if token.dep in ("obj", "nsubj:pass") and head.pos in ("VERB", "AUX"):
            return head.i
        return i

    # -- factuality --------------------------------------------------------------------------------------------

    def is_negated(self, i: int) -> bool:
        """Say whether predicate ``i`` carries a negation, in its own clause or on its subject or object."""
        for child in self.parse.children(i):
            if child.lower in NEGATIONS and child.dep in ("advmod", "det", "cc", "neg", "cc:preconj"):
                return True
            if child.dep in ("nsubj", "obj", "nsubj:pass", "obl") and (
                child.lower in _NEGATIVE_WORDS
                or any(d.lower in _NEGATIVE_WORDS for d in self.parse.children(child.i, "det"))
            ):
                return True
        return False

    def factuality(self, i: int) -> Factuality:
        """Return whether what verb ``i`` tells is actual, planned, hypothetical or denied."""
        if self.is_negated(i):
            return "denied"
        own = self._own_factuality(i)
        return own if own != "actual" else self._inherited(i)

    def _own_factuality(self, i: int) -> Factuality:
        if self._is_question(i):
            return "hypothetical"
        for child in self.parse.children(i, "aux", "mark", "advmod"):
            if child.lower in ("will", "'ll", "’ll", "shall", "going"):
                return "planned"
            if child.dep == "aux" and child.lower in _HYPOTHETICAL:
                return "hypothetical"
            if child.dep == "mark" and child.lower in _CONDITIONS:
                return "hypothetical"
        return "actual"

    def _is_question(self, i: int) -> bool:
        token = self.tokens[i]
        first, last = self.parse.sentences[token.sent]
        return token.dep == "root" and any(t.text == "?" for t in self.tokens[max(first, last - 3) : last])

    def _inherited(self, i: int) -> Factuality:
        token = self.tokens[i]
        head = self.tokens[token.head]
        infinitive = any(c.lower == "to" and c.dep in ("mark", "aux") for c in self.parse.children(i))
        if token.dep in ("acl", "ccomp", "acl:relcl") and head.pos == "NOUN" and head.lemma in _ALLEGED:
            return "hypothetical"
        if token.dep in ("xcomp", "ccomp") and head.lemma in _REFUSING:
            return "denied"
        if token.dep in ("xcomp", "acl", "advcl", "ccomp") and infinitive:
            return "planned"
        if token.dep == "xcomp" and head.lemma in _PLANNING:
            return "planned"
        if token.dep == "conj" and head.pos in ("VERB", "AUX"):
            above = self.factuality(head.i)
            return above if above != "denied" else "actual"
        return "actual"

    # -- predicates --------------------------------------------------------------------------------------------

    def predicate(self, token: Token) -> Predicate | None:
        """Return the lexicon's entry for a verb (with its particle) or noun."""
        if token.pos == "VERB" and token.tag == "VBN" and self.parse.child(token.i, "aux:pass", "cop") is not None:
            feeling = predicates().get((token.lower, "ADJ"))
            if feeling is not None:
                return feeling
        if token.pos == "VERB":
            table: Mapping[tuple[str, str], Predicate] = predicates()
            lemma = self._lemma(token)
            for child in self.parse.children(token.i, "compound:prt", "advmod", "obl"):
                if child.lower in particles() and child.i - token.i in (1, 2, 3):
                    found = table.get((f"{lemma}_{child.lower}", "VERB"))
                    if found is not None:
                        return found
            if any(True for _ in self.parse.children(token.i, "compound:prt")):
                return None
            following = self.tokens[token.i + 1].lower if token.i + 1 < len(self.tokens) else ""
            return table.get((f"{lemma}_{following}", "VERB")) or table.get((lemma, "VERB"))
        if token.pos == "NOUN":
            return predicates().get((token.lemma, "NOUN"))
        if token.pos == "ADJ":
            return predicates().get((token.lower, "ADJ")) or self._hidden_verb(token)
        return None

    def _hidden_verb(self, token: Token) -> Predicate | None:
        """A verb that was taken for an adjective, for it has an object: "urged residents to stay"."""
        if not token.lower.endswith("ed") or self.parse.child(token.i, "obj") is None:
            return None
        return predicates().get((self._lemma(token), "VERB"))

    @staticmethod
    def _lemma(token: Token) -> str:
        """Return the lemma, mended where the lexicon knows the verb that the form is of ("fined" is no form of "fin")."""
        table = predicates()
        if (token.lemma, "VERB") in table or not token.lower.endswith("ed"):
            return token.lemma
        forms = (token.lower[:-1], token.lower[:-2])
        return next((form for form in forms if (form, "VERB") in table), token.lemma)

    def matches(self) -> list[Match]:
        """Return every predicate of the lexicon in the text, with its agents, in order."""
        found = []
        for token in self.tokens:
            predicate = self.predicate(token)
            if predicate is None:
                continue
            if predicate.pos == "ADJ":
                found.append(Match(token.i, token.i, predicate, self._bearers(token.i), self.factuality(token.i)))
            elif predicate.pos == "VERB":
                agents = self.subjects(token.i)
                found.append(Match(token.i, token.i, predicate, agents, self.factuality(token.i)))
            else:
                verb = self.carrier(token.i)
                agents = tuple(dict.fromkeys(self.agents_of_noun(token.i)))
                found.append(Match(token.i, verb, predicate, agents, self.factuality(verb)))
        return found

    def _bearers(self, i: int) -> tuple[int, ...]:
        """Return who is said to be concerned, ready, opposed: the subject, of a seeming passive too."""
        own = self.parse.child(i, "nsubj", "nsubj:pass")
        if own is not None:
            return (self.antecedent(own.i), *self._companions(own.i))
        subject = self._controller(self.tokens[i], 0) if self.tokens[i].dep in {"conj", "xcomp", "advcl"} else None
        return () if subject is None else (subject,)

    # -- stretches ---------------------------------------------------------------------------------------------

    def noun_phrase(self, i: int) -> tuple[int, int]:
        """Return first and last token of the noun phrase headed by ``i``, without relative clauses and appositions."""
        return self._stretch(i, _OUTSIDE_NOUN_PHRASE)

    def whole_phrase(self, i: int) -> tuple[int, int]:
        """Return the noun phrase headed by ``i`` with what defines it: "plan for troops to patrol the border"."""
        return self._stretch(i, tuple(dep for dep in _OUTSIDE_NOUN_PHRASE if dep != "acl"))

    def mention(self, i: int) -> tuple[int, int]:
        """Return the noun phrase headed by ``i`` with the name that it leads to: "party leader Ana Silva"."""
        first, last = self.noun_phrase(i)
        return first, max(last, self.run_end(i))

    def run_end(self, i: int) -> int:
        """Return the last word of a run of titles, bodies and names that begins at ``i``, each tied to the others."""
        at = i
        while at + 1 < len(self.tokens) and self.tokens[at + 1].pos in ("PROPN", "NOUN") and self._tied(at + 1, i):
            at += 1
        return at if self.tokens[at].pos == "PROPN" else i

    def _tied(self, j: int, i: int) -> bool:
        token, before = self.tokens[j], self.tokens[j - 1]
        if (token.head >= i and token.dep in _RUN) or token.head in (i, j - 1):
            return True
        side_by_side = token.head == before.head and token.dep == before.dep and before.pos == "PROPN"
        if side_by_side and token.pos == "PROPN":
            return True
        titles = words().roles
        return token.lower in titles or (before.lower in titles and token.text[:1].isupper())

    def clause(self, i: int) -> tuple[int, int]:
        """Return first and last token of the clause headed by ``i``, without what is loosely attached to it."""
        return self._stretch(i, ("advcl", "parataxis", "punct", "conj", "cc", "mark", "discourse"))

    def _stretch(self, i: int, without: tuple[str, ...]) -> tuple[int, int]:
        kept = [i]
        for child in self.parse.children(i):
            if child.dep in without or child.dep.partition(":")[0] in without:
                continue
            if child.dep == "appos" and self.tokens[child.i - 1].pos == "PUNCT":
                continue
            kept.extend(self.parse.subtree(child.i))
        kept = _contiguous(sorted(kept), i)
        while (
            kept and self.tokens[kept[-1]].pos == "PUNCT" and kept[-1] > i and self.tokens[kept[-1]].text in ",;:.-–—"
        ):
            kept.pop()
        while kept and self.tokens[kept[0]].pos == "PUNCT" and kept[0] < i and self.tokens[kept[0]].text in ",;:.-–—":
            kept.pop(0)
        return kept[0], kept[-1]


def _contiguous(indices: list[int], around: int) -> list[int]:
    """Keep the run of indices around one of them; gaps of one token (a stray comma) are bridged."""
    at = indices.index(around)
    first = last = at
    while first > 0 and indices[first] - indices[first - 1] <= 2:
        first -= 1
    while last + 1 < len(indices) and indices[last + 1] - indices[last] <= 2:
        last += 1
    return list(range(indices[first], indices[last] + 1))
