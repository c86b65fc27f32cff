"""Actors by description: roles of named people, "the committee", "the country"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set

from stakegraph.extract.actors.byrole import ByRole
from stakegraph.extract.actors.campaigns import administration, campaign
from stakegraph.extract.actors.entity import Entity
from stakegraph.extract.actors.epithets import Epithets
from stakegraph.extract.actors.nounphrases import DEFINITE, INDEFINITE, NounPhrases
from stakegraph.extract.actors.rolesbeside import RolesBeside
from stakegraph.extract.actors.takenup import TakenUp
from stakegraph.extract.reading.actorwords import words


class Descriptions:
    """Resolves descriptions of the actors that are named."""

    def __init__(self, phrases: NounPhrases, quoted: Set[int]) -> None:
        self.phrases = phrases
        self.parse = phrases.parse
        self.tokens = phrases.tokens
        self.entities = phrases.entities
        self.seen: dict[int, str | None] = {}
        self.members: dict[str, str] = {}
        self.bodies = TakenUp(phrases)
        self.epithets = Epithets(phrases, quoted)
        self.epithets.release()
        beside = RolesBeside(phrases)
        beside.find()
        self.by_role = ByRole(phrases, self.epithets, beside.british)

    def resolve(self, i: int) -> str | None:
        """Return the id of the named actor that the noun phrase headed by token ``i`` describes, None where open."""
        if i not in self.seen:
            self.seen[i] = None
            found = self._resolve(i)
            if found is not None:
                first = self.phrases.left(i)
                if first > 0 and self.tokens[first - 1].lower == "the":
                    first -= 1
                self.entities.mention(found[0], first, i, found[1])
                self.entities.owner[i] = found[0].id
                self.seen[i] = found[0].id
        return self.seen[i]

    def _resolve(self, i: int) -> tuple[Entity, str] | None:
        """Return whom the noun phrase headed by token ``i`` describes, with the rule that says so."""
        first = self.phrases.left(i)
        called_so = self._called_so(i) or self._set_apart(i, first) or self._named_after(i)
        if called_so is not None:
            return called_so, "name and what it is"
        firm = self.bodies.firm(i) if self._bare(i, first) else None
        if firm is not None:
            return firm, "head of the name"
        backers = self.phrases.backers(first, i - 1)
        if self.tokens[i].lower in words().roles:
            found = self._by_role(i, first, backers)
            return (found, "role description") if found else None
        told = self.epithets.whose(i, backers)
        if told is not None:
            return told, "epithet"
        if self._reports(i):
            found = self.by_role.of_headline(i, first, backers)
            return (found, "role description") if found else None
        body = self._of_members(i, first, backers)
        if body is not None:
            return body, "members of a body"
        return self._led(i, first) or self._state_or_body(i, first, backers)

    def _by_role(self, i: int, first: int, backers: list[str]) -> Entity | None:
        """Return who has the role at token ``i``: somebody known only where the words before it allow for that."""
        before = self.tokens[first - 1].lower if first > 0 else ""
        known = before in DEFINITE or bool(backers) or self.tokens[first].text[0].isupper()
        if known and before not in INDEFINITE:
            return self.by_role.whose(i, first, backers)
        return self.by_role.of_headline(i, first, backers)

    def _reports(self, i: int) -> bool:
        """Say whether token ``i`` is a word for a human who says something: "Woman tells court"."""
        token, sets = self.tokens[i], words().sets
        verb = self.tokens[token.head].lemma
        return token.lower in sets["humans"] and (verb in sets["saying"] or verb in sets["reporting"])

    def _of_members(self, i: int, first: int, backers: list[str]) -> Entity | None:
        """Return the body whose members are meant: "Nato leaders", and "the leaders" from then on."""
        low = self.tokens[i].lower
        body = self.entities.by_id[backers[0]] if backers else None
        if low in words().sets["members"] and body is not None and body.kind == "organization":
            body.firm = True
            self.members[low] = body.id
            return body
        return self.entities.by_id[self.members[low]] if low in self.members and first == i and self._whole(i) else None

    def _led(self, i: int, first: int) -> tuple[Entity, str] | None:
        """Return the administration or campaign of the person beside it, with the rule that says so."""
        low, sets = self.tokens[i].lower, words().sets
        led = administration(self.phrases, i) if low in sets["administrations"] else None
        if led is not None:
            return led, "government of a country"
        found = campaign(self.phrases, i, self._bare(i, first)) if low in sets["campaigns"] else None
        return (found, "description") if found else None

    def _state_or_body(self, i: int, first: int, backers: list[str]) -> tuple[Entity, str] | None:
        """Return the state or body that a common noun takes up or names, with the rule that says so."""
        low, sets = self.tokens[i].lower, words().sets
        if low == "country" and self._bare(i, first):
            found = self._last(i, "country", 1)
            return (found, "the country") if found else None
        if low in sets["localities"] and self._bare(i, first):
            found = self.phrases.nearest(called, i) if (called := self.bodies.called(i)) else None
            return (found, "head of the name") if found else None
        new = self._capital_after(i)
        if (low in words().organizations or low in sets["press"]) and self._definite(first) and not (backers or new):
            found = self.bodies.by_head(i, self._after_based(first, i)) or self.bodies.reporter(i, first)
            return (found, "head of the name") if found else None
        return None

    def _definite(self, first: int) -> bool:
        """Say whether "the" or its like stands before the phrase that begins at token ``first``."""
        return first > 0 and self.tokens[first - 1].lower in DEFINITE

    def _capital_after(self, i: int) -> bool:
        """Say whether a word with a capital goes on behind token ``i``: "the group Dam Now" is none named before."""
        follows = self.tokens[i + 1] if i + 1 < self.parse.sentences[self.tokens[i].sent][1] else None
        return follows is not None and follows.text[0].isupper() and follows.pos in ("PROPN", "NOUN", "ADJ", "PRON")

    def _bare(self, i: int, first: int) -> bool:
        """Say whether nothing but "the" or its like stands before token ``i``."""
        return first == i and self._definite(first)

    def _called_so(self, i: int) -> Entity | None:
        """Return whose name follows "called" or "named": "a company called Green Farms", "a man named Carl Berg"."""
        if i + 2 >= len(self.tokens) or self.tokens[i + 1].lower not in ("called", "named"):
            return None
        entity = self.entities.by_id.get(self.entities.owner.get(i + 2, ""))
        body = self.tokens[i].lower in words().organizations
        if entity is not None and entity.kind == "unknown":
            entity.kind = "organization" if body else "person"
        return entity if entity is not None and entity.kind in ("organization", "person") else None

    def _set_apart(self, i: int, first: int) -> Entity | None:
        """Return the body whose name commas set off behind what it is: "The union, Harbour Now, said"."""
        if i + 2 not in self.entities.of_name or self.tokens[i + 1].text != "," or not self._definite(first):
            return None
        low = self.tokens[i].lower
        if low not in words().organizations and low not in words().sets["firms"]:
            return None
        entity = self.entities.by_id[self.entities.of_name[i + 2]]
        if entity.kind not in ("organization", "unknown", "place"):
            return None
        last = next(last for begin, last in entity.mentions if begin == i + 2)
        after = [t.lower for t in self.tokens[last + 1 : last + 3]]
        if after[:1] != [","] or after[1:] in (["and"], ["or"]):
            return None
        entity.kind, entity.firm = "organization", True
        entity.roles.add(low)
        return entity

    def _named_after(self, i: int) -> Entity | None:
        """Return the body whose name follows what it is: "the advocacy group Harbour Now"."""
        if i + 1 not in self.entities.owner or self.tokens[i].text not in words().organizations:
            return None
        entity = self.entities.by_id[self.entities.owner[i + 1]]
        if entity.kind == "unknown" or (entity.kind == "place" and entity.name not in words().regions):
            entity.kind = "organization"
        if entity.kind != "organization":
            return None
        entity.firm = True
        entity.roles.add(self.tokens[i].lower)
        return entity

    def _after_based(self, first: int, i: int) -> int:
        """Return where a description goes on after the seat of a body: "company" of "Leeds-based company"."""
        return next((k + 1 for k in range(i - 1, first, -1) if self.tokens[k].lower == "based"), first)

    def body(self, i: int) -> Entity | None:
        """Return the body that the common noun at token ``i`` takes up: "council" of "a council spokesman"."""
        return self.bodies.by_head(i, i)

    def _whole(self, i: int) -> bool:
        """Say whether nothing tells which ones are meant: "the leaders", no leaders of another body."""
        before = self.tokens[i - 1].lower if i else ""
        return (
            before in ("", "the", "these", "those")
            and not self.phrases.possessed(i)
            and not any(self.parse.children(i, "nmod"))
        )

    def main_country(self, i: int) -> Entity | None:
        """Return the country that the article is about, for "the government" without more words."""
        if self.phrases.left(i) != i:
            return None
        times = Counter(self.phrases.demonyms.values())
        named = [
            (len(e.mentions) + times[e.country or ""], e.id)
            for e in self.entities.by_id.values()
            if e.kind == "country" and (e.mentions or e.evident)
        ]
        named.sort(key=lambda row: (-row[0], row[1]))
        clear = len(named) == 1 or (len(named) > 1 and named[0][0] >= 2 * named[1][0])
        return self.entities.by_id[named[0][1]] if clear else None

    def _last(self, i: int, kind: str, sentences: int) -> Entity | None:
        """Return the actor of a kind that was mentioned last, at most some sentences before."""
        since = self.parse.sentences[max(0, self.tokens[i].sent - sentences)][0]
        found = [
            (max(near), e.id)
            for e in self.entities.by_id.values()
            if e.kind == kind and (near := [f for f, _ in e.mentions if since <= f < i])
        ]
        return self.entities.by_id[max(found)[1]] if found else None
