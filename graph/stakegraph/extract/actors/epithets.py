"""Who a description means that only tells more of somebody: "the 46-year-old", "the brash billionaire", "the Texan"."""

from __future__ import annotations

from collections.abc import Set

from stakegraph.extract.actors import roles
from stakegraph.extract.actors.entity import Entity
from stakegraph.extract.actors.nounphrases import NounPhrases
from stakegraph.extract.reading.actorwords import words

REACH = 3
"""Sentences back in which whoever is meant must have been named."""
FARTHER = 1.3
OTHER = 3.0
CLEAR = 0.4
"""What it costs to be a sentence away or something else, and by how much the best must be better than the next."""
MALE = ("man", "actor", "king", "host")
FEMALE = ("woman", "ess")
PEOPLE = ("an", "er", "ite")


class Epithets:
    """Finds whom the epithets of one article mean."""

    def __init__(self, phrases: NounPhrases, quoted: Set[int]) -> None:
        self.phrases = phrases
        self.parse = phrases.parse
        self.tokens = phrases.tokens
        self.entities = phrases.entities
        self.quoted = quoted

    def release(self) -> None:
        """Take the names of parties back from single members: "the Republican said" is not the party."""
        for token in self.tokens:
            owner = self.entities.owner.get(token.i)
            if owner is None or token.lower not in words().sets["partisans"] or not self.is_epithet(token.i):
                continue
            if self.entities.by_id[owner].mentions.pop((token.i, token.i), None) is not None:
                del self.entities.owner[token.i]

    def only_tells(self, i: int) -> bool:
        """Say whether a word before a role tells nothing apart: "two-term", "former", "-born", "embattled"."""
        token = self.tokens[i]
        end = i
        while self.tokens[end + 1].text == "-" and end + 3 < len(self.tokens):
            end += 2
        last = self.tokens[end].lower in words().sets["telling"]
        return last or token.text == "-" or token.pos == "NUM"

    def other_party(self, entity: Entity, backers: list[str], head: str = "") -> bool:
        """Say whether a person is said to be of another party than a description with the word ``head`` names."""
        asked = ({self.entities.by_id[key].name for key in backers} & words().parties) | self._parties([head])
        own = self._parties((entity.role or "").split())
        return bool(asked) and bool(own) and not asked & own

    def _parties(self, found: list[str]) -> set[str]:
        """Return the parties that words name: "Democrat" of "Democrat and former mayor"."""
        listed = (words().bodies.get(word) for word in found)
        return {body.name for body in listed if body is not None} & words().parties

    def is_epithet(self, i: int) -> bool:
        """Say whether the phrase at token ``i`` is one person's, and only tells more of him: "the rock star"."""
        first = self.phrases.left(i)
        begins = first > 0 and self.tokens[first - 1].lower == "the"
        if not begins or self._goes_with(i) or self._told_apart(i):
            return False
        if self.aged(i) or self._by_word(i):
            return True
        low = self.tokens[i].lower
        human = low in words().roles | words().sets["humans"] and self.tokens[i].tag in ("NN", "NNP")
        return human and any(self.aged(k) or self.tokens[k].lower in words().sets["varied"] for k in range(first, i))

    def _goes_with(self, i: int) -> bool:
        """Say whether token ``i`` is no phrase of its own: it tells of a noun, or stands in a list."""
        token = self.tokens[i]
        above = self.tokens[token.head].pos in ("NOUN", "PROPN")
        first = self.phrases.left(i) - 2
        joined = first > 0 and self.tokens[first].lower == "and" and self.tokens[first - 1].text != ","
        listed = token.dep in ("conj", "appos") or joined
        return listed or self.is_predicate(i) or (token.dep in ("compound", "amod") and above)

    def is_predicate(self, i: int) -> bool:
        """Say whether the phrase at token ``i`` only tells what somebody is or may be: "becomes the nominee"."""
        token = self.tokens[i]
        become = token.dep == "obj" and self.tokens[token.head].lemma in ("become", "remain")
        return become or token.dep == "xcomp" or self.parse.child(i, "cop") is not None

    def _by_word(self, i: int) -> bool:
        token = self.tokens[i]
        party = token.lower in words().sets["partisans"] and token.tag in ("NN", "NNP", "JJ")
        origin = token.text in words().adjectives and token.text.endswith(PEOPLE) and token.text[0].isupper()
        return token.lower in words().sets["epithets"] or party or (origin and token.dep.startswith("nsubj"))

    def aged(self, i: int) -> bool:
        """Say whether token ``i`` ends an age: "46-year-old"."""
        if self.tokens[i].lower != "old" or i < 4:
            return False
        before = [t.lower for t in self.tokens[i - 4 : i]]
        return before[1:] == ["-", "year", "-"] and before[0].isdigit()

    def _told_apart(self, i: int) -> bool:
        """Say whether words behind the noun say which one is meant: "the businessman who sold it"."""
        after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        return any(True for _ in self.parse.children(i, "conj", "acl:relcl", "acl")) or (
            after is not None
            and not self.stands_for_office(i)
            and (after.lower in roles.LINKS | {"who"} or after.text == "-" or after.tag in ("NN", "NNP", "NNS"))
        )

    def whose(self, i: int, backers: list[str]) -> Entity | None:
        """Return the person whom the phrase at token ``i`` means, None where it is no epithet or that is open."""
        if not self.is_epithet(i):
            return None
        sentence = self.tokens[i].sent
        since = self.parse.sentences[max(0, sentence - REACH)][0]
        above = self._subject_above(i)
        here = above is not None and above < i and self.tokens[above].lower in ("he", "she")
        stands = self.tokens[i].lower in words().sets["standing"]
        scores: dict[str, float] = {}
        for entity in self.entities.by_id.values():
            if entity.kind != "person" or entity.unnamed or not self._fits(entity, i, backers):
                continue
            near = [last for first, last in entity.mentions if since <= first < i]
            near = [last for last in near if i in self.quoted or last not in self.quoted]
            if any(self._is_at(last, above) for last in near):
                continue
            if here and not any(self.tokens[last].sent == sentence for last in near):
                continue
            worth = [self._prominence(k) - FARTHER * (sentence - self.tokens[k].sent) for k in near]
            if worth:
                scores[entity.id] = (
                    max(worth) + 0.3 * min(len(entity.mentions), 6) - (OTHER if stands and entity.role else 0.0)
                )
        alike = words().sets["standing"] if stands else {self.tokens[i].lower}
        bearers = [key for key in scores if alike & self.entities.by_id[key].roles or self._of_party(key, backers)]
        ranked = sorted(bearers or scores, key=lambda key: (-scores[key], key))
        if not ranked or (len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < CLEAR):
            return None
        return self.entities.by_id[ranked[0]]

    def _of_party(self, key: str, backers: list[str]) -> bool:
        """Say whether a person is said to be of the party that a description names: "her Republican rival"."""
        asked = {self.entities.by_id[backer].name for backer in backers}
        return bool(asked & self._parties((self.entities.by_id[key].role or "").split()))

    def varied(self, i: int, first: int) -> Entity | None:
        """Return whom "his former strategist" or "retired general" is: the one subject of the sentence before."""
        token = self.tokens[i]
        told = any(t.lower in words().sets["varied"] for t in self.tokens[first:i])
        if not told or token.sent == 0 or not token.dep.startswith("nsubj"):
            return None
        begin, end = self.parse.sentences[token.sent - 1]
        subjects = (self.entities.owner.get(k) for k in range(begin, end) if self.tokens[k].dep.startswith("nsubj"))
        found = {key for key in subjects if key and self.entities.by_id[key].kind == "person"}
        return self.entities.by_id[found.pop()] if len(found) == 1 else None

    def stands_for_office(self, i: int) -> bool:
        """Say whether an office follows that somebody is candidate for: "nominee for president"."""
        after = [t.lower for t in self.tokens[i + 1 : i + 3]]
        return len(after) == 2 and after[0] == "for" and after[1] in words().roles

    def _fits(self, entity: Entity, i: int, backers: list[str]) -> bool:
        low = self.tokens[i].lower
        gender = "m" if low.endswith(MALE) else "f" if low.endswith(FEMALE) else ""
        if gender and entity.gender not in ("", gender):
            return False
        if self.other_party(entity, backers, self.tokens[i].text.capitalize()):
            return False
        ranks = {t.lower for t in self.tokens[self.phrases.left(i) : i]} & words().sets["ranks"]
        if entity.roles and ranks != entity.roles & words().sets["ranks"]:
            return False
        free = entity.represents is None or self.entities.by_id[entity.represents].name in words().parties
        return not backers or free or entity.represents in backers

    def _prominence(self, i: int) -> float:
        token = self.tokens[i]
        while token.dep in ("flat", "compound", "conj") and token.head < token.i:
            token = self.tokens[token.head]
        if token.dep.startswith("nsubj"):
            return 3.0
        return 2.0 if token.dep in ("obj", "iobj", "root") else 1.0

    def _subject_above(self, i: int) -> int | None:
        """Return the subject of the nearest verb that the epithet at token ``i`` stands under: it is somebody else."""
        below = {i}
        for above in self.parse.ancestors(i):
            own = self.parse.child(above.i, "nsubj")
            if own is not None and own.i not in below:
                return own.i
            below.add(above.i)
        return None

    def _is_at(self, last: int, subject: int | None) -> bool:
        """Say whether a name that ends at token ``last`` is that subject, or one of several."""
        token = self.tokens[last]
        while token.i != subject and token.dep in ("flat", "compound", "appos", "conj") and token.head < token.i:
            token = self.tokens[token.head]
        return token.i == subject
