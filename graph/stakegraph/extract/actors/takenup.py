"""Which named body a common noun takes up: "the agency", "the conservative newspaper", "the bank"."""

from __future__ import annotations

from stakegraph.extract.actors.bodies import SYNONYMS
from stakegraph.extract.actors.entity import Entity
from stakegraph.extract.actors.nounphrases import NP, NounPhrases
from stakegraph.extract.reading.actorwords import full_words, words

TAKEN_UP = 4
"""Sentences back in which a body must have been named for another word to take it up."""


class TakenUp:
    """Finds the bodies of one article that descriptions take up."""

    def __init__(self, phrases: NounPhrases) -> None:
        self.phrases = phrases
        self.parse = phrases.parse
        self.tokens = phrases.tokens
        self.entities = phrases.entities

    def by_head(self, i: int, first: int) -> Entity | None:
        """Return the organization that has the words of "the banking committee": one named before rather than later."""
        asked = {SYNONYMS.get(t.lower, t.lower) for t in self.tokens[first : i + 1] if t.pos in NP}
        found = [
            e for e in self.entities.by_id.values()
            if e.kind == "organization" and e.firm and asked <= {w.lower() for w in e.words} | e.roles and e.mentions
        ]  # fmt: skip
        before = [e for e in found if any(f < i for f, _ in e.mentions)]
        before = before or (self.called(i) if self._only_praised(first, i) else [])
        if asked == {"party"} and self.tokens[first - 1].lower in ("his", "her"):
            return None  # whose it is shows with the pronouns
        if not before and asked == {"party"}:
            before = [e for e in self.entities.by_id.values() if e.name in words().parties and e.mentions]
        if before:
            return self.phrases.nearest(before, i)
        one = self._only_one(i) if self.tokens[i].lower in words().sets["alike"] else None
        return one or (self.phrases.nearest(found, i) if found else None)

    def firm(self, i: int) -> Entity | None:
        """Return the company that "the operator" or "the company" takes up: one that was said before to be some."""
        firms, low = words().sets["firms"], self.tokens[i].lower
        if low not in firms:
            return None
        since = self.parse.sentences[max(0, self.tokens[i].sent - 1)][0]
        bodies = [e for e in self.entities.by_id.values() if e.kind == "organization"]
        said = [e for e in bodies if e.roles & firms and any(f < i for f, _ in e.mentions)]
        if low in ("company", "firm"):
            near = [e for e in bodies if any(since <= f < i for f, _ in e.mentions) and self._may_be_firm(e)]
            acting = self._acting(i)
            near = [e for e in near if e.roles & firms or e.id not in acting]
            found = near if said and near else said
        else:
            found = [e for e in said if low in e.roles] or (said if low in words().sets["trades"] else [])
        return self.phrases.nearest(found, i) if found else None

    def _acting(self, i: int) -> set[str]:
        """Return who does or says that which the noun at token ``i`` stands in: "Volta said the firm was lying"."""
        above = list(self.parse.ancestors(i))
        verbs = [verb for verb in above if verb is above[0] or verb.lemma in words().sets["saying"]]
        subjects = (self.parse.child(verb.i, "nsubj") for verb in verbs)
        return {self.entities.owner[t.i] for t in subjects if t is not None and t.i in self.entities.owner}

    def _may_be_firm(self, entity: Entity) -> bool:
        """Say whether an organization is said to be a company, or to be nothing else."""
        firms = words().sets["firms"]
        other = ({w.lower() for w in entity.words} | entity.roles) & (words().organizations | words().sets["chambers"])
        other |= {entity.words[-1].lower()} & words().organization_names
        also = words().body_synonyms["company"] | words().body_synonyms["firm"] | {"group"}
        return bool(entity.roles & firms) or (entity.firm and not entity.represents and not other - firms - also)

    def called(self, i: int) -> list[Entity]:
        """Return the organizations that "the agency" or "the newspaper" takes up: "Ports Authority", "Morning Post"."""
        token = self.tokens[i]
        also = words().body_synonyms.get(token.lower, frozenset()) | {token.lower}
        since = self.parse.sentences[max(0, token.sent - TAKEN_UP)][0]
        return [
            e for e in self.entities.by_id.values()
            if e.kind == "organization" and e.firm and also & (full_words(e.name) | self._said_to_be(e) | e.roles)
            and any(since <= f < i for f, _ in e.mentions)
        ]  # fmt: skip

    def _said_to_be(self, entity: Entity) -> set[str]:
        """Return what stands behind the name of a body for what it is: "magazine" of "Port Circle magazine"."""
        return {form.split()[-1] for form in entity.forms if form.startswith(f"{entity.name} ")}

    def _only_praised(self, first: int, i: int) -> bool:
        """Say whether only small adjectives stand before a noun: "the conservative-leaning newspaper"."""
        small = (t.text == "-" or (t.text.islower() and t.pos in ("ADJ", "ADV", "VERB")) for t in self.tokens[first:i])
        return all(small)

    def reporter(self, i: int, first: int) -> Entity | None:
        """Return which medium "the news site" or "the paper" is: the subject of the two sentences before it."""
        if self.tokens[i].lower not in words().sets["press"] or self.tokens[first - 1].lower != "the":
            return None
        since = self.parse.sentences[max(0, self.tokens[i].sent - 2)][0]
        for k in range(i - 1, since - 1, -1):
            entity = self.entities.by_id.get(self.entities.owner.get(k, ""))
            spoke = (
                self.tokens[k].dep == "nsubj" and self.tokens[self.tokens[k].head].lemma in words().sets["reporting"]
            )
            if spoke and entity is not None and entity.kind in ("organization", "unknown"):
                return entity if not entity.roles & words().sets["firms"] else None
        return None

    def _only_one(self, i: int) -> Entity | None:
        """Return the organization that the text before is about and whose name does not say what else it is."""
        found = []
        for entity in self.entities.by_id.values():
            near = any(f < i for f, _ in entity.mentions)
            called = {w.lower() for form in (entity.name, *entity.forms) for w in form.split()}
            other = (called | entity.roles) & (words().organizations | words().sets["chambers"]) - {
                self.tokens[i].lower
            }
            if entity.kind == "organization" and entity.firm and near and not other and not entity.represents:
                found.append(entity)
        found.sort(key=lambda e: (-len(e.mentions), e.id))
        clear = len(found) == 1 or (len(found) > 1 and len(found[0].mentions) >= 2 * len(found[1].mentions))
        return found[0] if clear else None
