"""Actors that an article does not name: "a senior official", "critics", "the ministry"."""

from __future__ import annotations

from stakegraph.extract.actors.descriptions import Descriptions
from stakegraph.extract.actors.entity import Entity
from stakegraph.extract.actors.naming import clean
from stakegraph.extract.actors.nounphrases import DEFINITE, NP
from stakegraph.extract.actors.takenup import TAKEN_UP
from stakegraph.extract.reading.actorwords import words
from stakegraph.model import slug

PERSON_SUFFIXES = ("er", "ist", "ian", "man", "woman", "ee", "crat")
GROUP_SUFFIXES = ("ers", "ors", "ists", "ians", "men", "women", "ees", "crats")
UNNAMED = "the article does not name it"
"""Why such an actor is kept apart from those of other articles."""

TELLING = frozenset({"across", "in", "from", "for"})
"""Prepositions after which a bare "people" or "workers" goes on with which ones."""

EMPLOYING = frozenset({"for", "of", "at", "from", "with", "to", "in"})
"""Prepositions between who speaks and for whom."""

SPEAKING = ("organization", "country", "group")


class Unnamed:
    """Makes an actor for each description; the same words in the article mean the same actor."""

    def __init__(self, descriptions: Descriptions, article: str) -> None:
        self.known = descriptions
        self.phrases = descriptions.phrases
        self.parse = descriptions.parse
        self.tokens = descriptions.tokens
        self.entities = descriptions.entities
        self.article = article
        self.unnamed: dict[str, list[Entity]] = {}

    def kind_of(self, i: int) -> str | None:
        """Return the actor type of what the noun at token ``i`` means, None where it is no actor."""
        token, known = self.tokens[i], words()
        low = token.lower
        if token.pos not in ("NOUN", "PROPN", "ADJ"):
            return None
        if low in known.groups or low in known.role_plurals:
            return "group"
        if low in known.roles:
            return "person"
        if low in known.organizations:
            return "organization"
        if low in known.sources:
            return "person" if low in ("man", "woman", "boy", "girl", "source", "person", "adult") else "organization"
        if token.pos != "NOUN" or low in known.nopeople or len(low) < 5:
            return None
        if low.endswith(GROUP_SUFFIXES):
            return "group"
        return "person" if low.endswith(PERSON_SUFFIXES) and not low.endswith("ment") else None

    def introduce(self, i: int) -> str | None:
        """Return the id of the unnamed actor that token ``i`` heads, made where it is new; None where it is none."""
        counted = self._counted(i)
        if counted is not None:
            key = self.known.resolve(counted) or self.introduce(counted)
            if key is not None and key in self.entities.by_id:
                self.entities.mention(self.entities.by_id[key], i, counted, "description")
            return key
        body = words().bodies.get(self.tokens[i].text)
        if body is not None:
            entity = self.entities.body(body)
            self.entities.mention(entity, i, i, "name of a body")
            return entity.id
        first = self.phrases.left(i)
        if self.tokens[i].lower in words().sets["documents"]:
            return self._author(first, i)
        kind = self.kind_of(i)
        if kind is None or (first > 0 and self.tokens[first - 1].lower in words().sets["none"] and kind != "group"):
            return None
        backers = self.phrases.backers(first, i - 1) or self._principals(i)
        author = self._spoken_for(i, backers)
        if author is not None:
            self.entities.mention(author, first, i, "what speaks for a body")
            return author.id
        entity = self._make(i, first, kind)
        if backers and entity.represents is None:
            entity.represents = backers[0]
        self.entities.mention(entity, first, i, "description")
        self.entities.owner[i] = entity.id
        entity.forms.add(self._with_quantity(first, i))
        return entity.id

    def _with_quantity(self, first: int, i: int) -> str:
        """Return a description as the article words it, with the "some" or "two dozen" before it."""
        few = words().sets["quantifiers"]
        while first > 0 and (self.tokens[first - 1].pos == "NUM" or self.tokens[first - 1].lower in few):
            first -= 1
        return self.parse.slice(first, i)

    def _make(self, i: int, first: int, kind: str) -> Entity:
        """Return the actor that tokens ``first`` to ``i`` describe, the one made before where there is one."""
        plain = first
        few = words().sets["quantifiers"]
        while plain < i and (self.tokens[plain].pos in ("NUM", "DET", "PUNCT") or self.tokens[plain].lower in few):
            plain += 1
        text = clean(self.parse.slice(plain, self._of(i, kind)))
        modifiers = frozenset(t.lower for t in self.tokens[plain:i] if t.pos in NP and t.pos != "NUM")
        head = self.tokens[i].lemma.lower()
        definite = (first > 0 and self.tokens[first - 1].lower in DEFINITE) or (kind == "group" and not modifiers)
        key = f"{slug(text)}-{self.article[-8:]}"
        entity = self._described(head, modifiers, definite, kind, i) or self.entities.by_id.get(key)
        if entity is None:
            entity = self.entities.add(Entity(key, text, kind, plural=kind == "group", unnamed=True))
            self.unnamed.setdefault(head, []).append(entity)
        return entity

    def _counted(self, i: int) -> int | None:
        """Return what a word of number counts: "bankers" of "thousands of bankers", "some of the bankers"."""
        if self.tokens[i].lower not in words().sets["counts"] | words().sets["quantifiers"]:
            return None
        inside = [c.i for c in self.parse.children(i, "nmod") if c.i > i + 1 and self.tokens[i + 1].lower == "of"]
        return inside[0] if inside else None

    def _of(self, i: int, kind: str) -> int:
        """Return the last token of a group's or body's name: "coalition of the willing", "groups backing Moss"."""
        after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        if kind == "person" or after is None:
            return i
        bare = kind == "group" and self.phrases.left(i) == i and (after.tag == "VBG" or after.lower in TELLING)
        # "accused the government of lying", "wrote to senators urging them to act"
        deed = after.pos in ("ADP", "SCONJ") and i + 2 < len(self.tokens) and self.tokens[i + 2].tag == "VBG"
        if deed or (after.lower != "of" and (not bare or self._case(i) == "to")):
            return i
        inside = [max(self.parse.subtree(c.i)) for c in self.parse.children(i, "nmod", "acl") if c.i > i]
        return inside[0] if inside and inside[0] - i <= 5 else i

    def _author(self, first: int, i: int) -> str | None:
        """Return who speaks by the report or poll at token ``i``: "the IMF report", "a post by a user"."""
        owners = [self.entities.by_id[self.entities.owner[k]] for k in range(first, i) if k in self.entities.owner]
        author = next((e for e in owners if e.kind not in ("place", "thing", "country")), None)
        if author is not None:
            self.entities.mention(author, first, i, "what speaks for a body")
            return author.id
        acts = (a.i for a in self.parse.children(i, "acl") if a.tag == "VBN")
        near = [*self.parse.children(i, "nmod"), *(c for k in acts for c in self.parse.children(k, "obl", "obl:agent"))]
        by = (c for c in near if self._case(c.i) in ("by", "from"))
        found = next((self.entities.owner.get(c.i) or self.known.resolve(c.i) or self.introduce(c.i) for c in by), None)
        return found or self._maker(i) or self._taken_up(first, i)

    def _maker(self, i: int) -> str | None:
        """Return who made the document at token ``i``: the subject of "published a report", "wrote in a post"."""
        token = self.tokens[i]
        verb = self.tokens[token.head]
        led = token.dep == "obl" and self._case(i) == "in"
        if verb.lemma not in words().sets["making"] or not (led or token.dep == "obj"):
            return None
        subject = self.parse.child(verb.i, "nsubj")
        return self.entities.owner.get(subject.i) if subject is not None else None

    def _taken_up(self, first: int, i: int) -> str | None:
        """Return whose report "the report" at token ``i`` is: that of the same word a few sentences before."""
        if first != i or self.tokens[i - 1].lower not in ("the", "this", "that"):
            return None
        since = self.parse.sentences[max(0, self.tokens[i].sent - TAKEN_UP)][0]
        for k in range(i - 2, since - 1, -1):
            if self.tokens[k].lemma.lower() == self.tokens[i].lemma.lower() and self.tokens[k].pos == "NOUN":
                begin = self.phrases.left(k)
                bare = begin == k and self.tokens[k - 1].lower in ("the", "this", "that")
                found = None if bare else self._author(begin, k)
                if found is not None or not bare:
                    return found
        return None

    def _case(self, i: int) -> str:
        """Return the preposition of the noun at token ``i``."""
        case = self.parse.child(i, "case")
        return case.lower if case is not None else ""

    def _spoken_for(self, i: int, backers: list[str]) -> Entity | None:
        """Return the body that an unnamed spokesperson at token ``i`` speaks for: named beside it, or just before."""
        if self.tokens[i].lower not in words().sets["voices"]:
            return None
        beside = [c.i for c in self.parse.children(i, "nmod", "nmod:poss") if c.i < i or self._case(c.i) in EMPLOYING]
        keys = (*backers, *filter(None, map(self._employer, beside)))
        if keys or beside:
            return next((e for key in keys if (e := self.entities.by_id[key]).kind in SPEAKING), None)
        first = self.phrases.left(i)
        return self._about(i) if first == i else self._of_body(first, i)

    def _principals(self, i: int) -> list[str]:
        """Return the named actors for whom somebody unnamed speaks: "a source at Volta", "a lawyer for Ann Moss"."""
        if self.tokens[i].lower not in words().sets["voices"] | words().sets["agents"]:
            return []
        beside = (c.i for c in self.parse.children(i, "nmod") if self._case(c.i) in EMPLOYING)
        return [key for k in beside for key in self.phrases.backers(k, k)]

    def _employer(self, i: int) -> str | None:
        """Return whom the phrase at token ``i`` means, of whom somebody is a spokesman: named, or made where new."""
        known = self.entities.owner.get(i) or self.known.resolve(i)
        if known is not None or self.tokens[i].pos not in ("NOUN", "PROPN"):
            return known
        state = self.known.main_country(i) if self.tokens[i].lower in words().sets["government"] else None
        return state.id if state is not None else self.introduce(i)

    def _of_body(self, first: int, i: int) -> Entity | None:
        """Return the body that "council" of "a council spokesman" takes up, the main state for "government"."""
        k = i - 1
        if first < k or self.tokens[k].lower not in words().organizations:
            return None
        if self.tokens[k].lower in words().sets["government"]:
            return self.known.main_country(k)
        return self.known.body(k)

    def _about(self, i: int) -> Entity | None:
        """Return the body that the sentences before token ``i`` are about: the last one that is a subject there."""
        since = self.parse.sentences[max(0, self.tokens[i].sent - 3)][0]
        for k in range(i - 1, since - 1, -1):
            entity = self.entities.by_id.get(self.entities.owner.get(k, ""))
            if entity is not None and entity.kind == "organization" and self.tokens[k].dep.startswith("nsubj"):
                return entity
        return None

    def _described(self, head: str, modifiers: frozenset[str], definite: bool, kind: str, i: int) -> Entity | None:
        """Return the unnamed actor with this description, or, for "the officials", the last one with this head."""
        found = []
        for entity in self.unnamed.get(head, []):
            words_of = {w.lower() for w in entity.words[:-1]}
            if entity.kind == kind and (words_of == modifiers or (definite and modifiers <= words_of)):
                found.append(entity)
        return self.phrases.nearest(found, i) if found else None
