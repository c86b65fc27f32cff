"""Voice and tense of verbs, where the tags of a small parser leave them open."""

from __future__ import annotations

from collections.abc import Iterator

from stakegraph.extract.reading.actorwords import words
from stakegraph.extract.reading.lexicon import word_set
from stakegraph.extract.reading.phrases import Phrases
from stakegraph.syntax import FINITE, NOMINAL, Token

_SUBORDINATE = frozenset(("acl:relcl", "advcl", "ccomp", "acl"))
_RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))


class Verbs(Phrases):
    """Reads off one parse whether a verb is passive, past or a headline's."""

    def antecedent(self, i: int) -> int:
        """Return what a relative pronoun stands for, else the token itself."""
        token = self.tokens[i]
        if token.lower in _RELATIVE and token.tag.startswith("W"):
            for above in self.parse.ancestors(i):
                if above.dep == "acl:relcl":
                    return self.described(above.i)
        return i

    def described(self, i: int) -> int:
        """Return what relative clause ``i`` describes: in "Mr Roy of Lima, head of Volta, who left" it is he."""
        head = self.tokens[self.tokens[i].head]
        above = self.tokens[head.head]
        named = next((t for t in reversed(self.tokens[head.i + 1 : i]) if t.lower == "who"), None)
        before = self.tokens[named.i - 1 - (self.tokens[named.i - 1].text == ",")] if named is not None else head
        known = words()
        people = any(head.lower in names for names in (known.roles, known.role_plurals, known.groups))
        thing = head.pos == "NOUN" and not people and not head.ent
        if thing and before.i > head.i and before.ent == "PERSON":
            return before.head if before.dep == "flat" else before.i
        body = head.ent in ("LOC", "ORG") or head.lower in words().organizations
        who = any(t.lower == "who" for t in self.tokens[head.i + 1 : head.i + 3])
        if not (body and who and head.dep in ("nmod", "obl")):
            return head.i
        while above.dep == "nmod" and above.lower not in words().roles and above.ent != "PERSON":
            above = self.tokens[above.head]
        if above.pos not in ("PROPN", "NOUN") or above.ent in ("LOC", "ORG"):
            return head.i
        return above.head if above.dep == "appos" else above.i

    def addressing(self, i: int) -> int | None:
        """Return the verb of writing whose subject does gerund ``i``, hung on whom it is written to.

        In "she wrote to the mayor asking for a delay" it is she who asks.
        """
        token = self.tokens[i]
        noun = self.tokens[token.head]
        if token.tag != "VBG" or token.dep != "acl" or self._leads(i) is not None:
            return None
        to = any(case.lower == "to" for case in self.parse.children(noun.i, "case"))
        verb = next((t for t in self.parse.ancestors(noun.i) if t.pos == "VERB"), None) if to else None
        return verb.i if verb is not None and verb.lemma in word_set("writing to") else None

    def is_passive(self, i: int) -> bool:
        """Say whether verb ``i`` is in the passive voice, or a bare past participle after a noun."""
        if self.parse.child(i, "aux:pass") is not None:
            return True
        token = self.tokens[i]
        if token.dep == "conj" and self.parse.child(i, "nsubj:pass", "nsubj", "aux") is None and token.tag == "VBN":
            above = self.tokens[token.head]
            beside = above.dep == "acl" and above.tag == "VBN" and self.parse.child(i, "obj") is None
            return self.parse.child(above.i, "aux:pass") is not None or (beside and self.is_passive(above.i))
        if token.tag == "VBN" and token.dep == "parataxis" and self.parse.child(i, "nsubj:pass") is not None:
            return self.parse.child(i, "aux") is None  # "..., a move hailed by the union"
        bare = token.tag == "VBN" and token.dep in ("acl", "amod") and self.parse.child(i, "nsubj") is None
        return bare and not self._is_past(i) and self._perfect(i) is None

    def _is_past(self, i: int) -> bool:
        """A seeming participle right after a name and right before an object is a verb in the past: "Silva met Roy"."""
        if i == 0 or i + 1 >= len(self.tokens):
            return False
        before, after = self.tokens[i - 1], self.tokens[i + 1]
        told = before.pos == "ADV" and self.tokens[i - 2].pos == "PROPN" and i > 1  # "Ms Roy sharply rebuked critics"
        if told and self.tokens[i].dep == "amod" and after.pos in NOMINAL:
            return True
        head = self.tokens[self.tokens[i].head]
        led = head.dep == "root" or (before.text == "," and self._opening(i) is not None) or self._is_set_off(head)
        if led and (before.text == "," or before.pos == "PROPN" or before.ent):
            return not self._has_main_verb(self.tokens[i].sent)
        return before.pos == "PROPN" and after.pos in ("PROPN", "DET", "PRON", "NOUN") and after.dep != "case"

    def _is_set_off(self, name: Token) -> bool:
        """Say whether a name stands after an opening that was taken for the sentence: "In a letter, Roy urged us"."""
        opening = self.tokens[name.head]
        return name.dep == "appos" and opening.dep == "root" and self.parse.child(opening.i, "case") is not None

    def is_headline_verb(self, i: int) -> bool:
        """Say whether a seeming plural is the verb of a sentence that has none: "Silva slams plan"."""
        if i == 0 or i + 1 >= len(self.tokens):
            return False
        token, before, after = self.tokens[i], self.tokens[i - 1], self.tokens[i + 1]
        between = before.pos == "PROPN" and before.sent == token.sent == after.sent and after.pos in (*NOMINAL, "DET")
        return between and not any(self._finite(*self.parse.sentences[token.sent]))

    def _opening(self, i: int) -> int | None:
        """Return the name that is the root of the sentence, before token ``i``: "Silva, who is ill, praised Roy"."""
        root = next((t for t in self.parse.ancestors(i) if t.dep == "root"), None)
        return root.i if root is not None and root.pos == "PROPN" and root.i < i else None

    def _has_main_verb(self, sentence: int) -> bool:
        first, end = self.parse.sentences[sentence]
        finite = (t if t.relation not in ("aux", "cop") else self.tokens[t.head] for t in self._finite(first, end))
        return any(t.dep not in _SUBORDINATE for t in finite)

    def _finite(self, first: int, end: int) -> Iterator[Token]:
        return (t for t in self.tokens[first:end] if t.tag in FINITE)

    def _perfect(self, i: int) -> int | None:
        """Return what has the subject of a perfect whose participle was taken for an adjective: "has cut supplies".

        The parser makes "has" the verb of the noun, or an auxiliary of it.
        """
        token = self.tokens[i]
        if token.tag != "VBN" or token.dep != "amod" or token.head < i:
            return None
        noun = self.tokens[token.head]
        governor = self.tokens[noun.head]
        if governor.lemma == "have" and governor.i < i:
            return governor.i
        has = next((c for c in self.parse.children(noun.i, "aux") if c.lower in ("has", "have", "had")), None)
        return noun.i if has is not None and has.i < i else None

    def _leads(self, i: int) -> str | None:
        """Return the preposition or conjunction that leads a clause in."""
        return next((c.lower for c in self.parse.children(i, "mark", "case")), None)
