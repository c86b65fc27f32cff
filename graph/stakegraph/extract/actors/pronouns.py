"""Resolves pronouns of the third person: gender and number, then how near and how prominent the candidate is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

from stakegraph.extract.actors.entities import Entities
from stakegraph.extract.actors.entity import Entity
from stakegraph.extract.actors.matters import Matters
from stakegraph.extract.actors.plurals import Plurals
from stakegraph.extract.reading.actorwords import words
from stakegraph.extract.reading.phrases import unclosed
from stakegraph.syntax import Parse, Token

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})
FIRST = frozenset({"i", "we", "me", "us", "my", "our", "mine", "ours", "myself", "ourselves"})
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
POSSESSIVE = frozenset({"his", "her", "their", "its", "hers", "theirs"})
NEUTER = frozenset({"organization", "country", "unknown"})
_RULED = frozenset(("obj", "iobj", "obl", "obl:agent", "nmod", "flat", "compound"))
"""How what a verb is done to hangs on it, and what that is of: "it is destroying the name of the bank"."""

SUBJECT = 3.0
REPORTED = 2.5
"""What it weighs to be a subject, and one inside what somebody else says, or of a relative clause."""
ANSWERS = 1.5
BESIDE = 2.0
"""What it weighs to be asked before one speaks, and to bear what the same one did just before.

"Moss mocked Roy and accused him" is of the second kind."""
REACH = {"person": 7, "group": 2, "thing": 1}


@dataclass(frozen=True, slots=True)
class Place:
    """A mention as a candidate: its head token, whose it is, how prominent it is there."""

    at: int
    entity: str
    weight: float
    quoted: bool


class Pronouns:
    """Ranks candidates for the pronouns of one article."""

    def __init__(self, parse: Parse, entities: Entities, quoted: set[int]) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self.entities = entities
        self.quoted = quoted
        self.places = sorted(
            {self._place(first, last, e) for e in entities.by_id.values() for first, last in e.mentions},
            key=lambda p: (p.at, p.entity),
        )
        self.resolved: dict[int, list[str]] = {}
        self._plurals = Plurals(parse, entities, quoted, self.resolved)
        self._matters = Matters(parse, entities)
        spoken = (not all(i in quoted for i in range(first, end)) for first, end in parse.sentences)
        self._told = list(accumulate(spoken))
        for token in self.tokens:
            if token.pos in ("PRON", "DET") and token.lower in HE | SHE:
                self._people(token)
            elif token.lower == "it" and token.dep == "nsubj" and not self._empty(token):
                self._go_on(token, self._rank(token, lambda e: e.kind in NEUTER, REACH["thing"]))

    def _place(self, first: int, last: int, entity: Entity) -> Place:
        head = next((i for i in range(last, first - 1, -1) if not first <= self.tokens[i].head <= last), last)
        weight = SUBJECT if self._opens(first, last) else self._prominence(head)
        return Place(head, entity.id, weight, head in self.quoted)

    def _opens(self, first: int, last: int) -> bool:
        """Say whether a mention opens its sentence and owns nothing: the parser may miss that it is the subject."""
        begin = self.parse.sentences[self.tokens[first].sent][0]
        after = self.tokens[last + 1].text if last + 1 < len(self.tokens) else ""
        return first == begin and self.tokens[last].pos == "PROPN" and after == ","

    def _prominence(self, i: int) -> float:
        dep = self.tokens[i].dep
        if dep == "conj":
            dep = self.tokens[self.tokens[i].head].dep
        if dep == "appos" and unclosed(self.parse, self.tokens[i].head) == i:
            return SUBJECT
        if dep == "nsubj" and self.tokens[i].ent == "PERSON" and unclosed(self.parse, i) is not None:
            return 1.0
        if dep.startswith("nsubj"):
            return REPORTED if self.tokens[self.tokens[i].head].dep in ("ccomp", "acl:relcl") else SUBJECT
        return 2.0 if dep in ("obj", "iobj", "root") else 1.0

    def _people(self, token: Token) -> None:
        gender = "m" if token.lower in HE else "f"
        ranked = self._rank(token, lambda e: e.kind == "person" and e.gender in ("", gender), REACH["person"], gender)
        ahead = self._matrix_subject(token)
        if ahead is not None and self.entities.by_id[ahead].gender in ("", gender):
            ranked = [ahead, *(key for key in ranked if key != ahead)]
        self.resolved[token.i] = ranked
        if len(ranked) == 1 and not self.entities.by_id[ranked[0]].gender:
            # Who was "he" once is not "she" after.
            self.entities.by_id[ranked[0]].gender = gender
        self._go_on(token, ranked)

    def _go_on(self, token: Token, ranked: list[str]) -> None:
        """Make the best of the ranked candidates one for the pronouns that follow."""
        if ranked:
            place = Place(token.i, ranked[0], self._prominence(token.i) - 0.5, token.i in self.quoted)
            self.places.insert(bisect_left(self.places, token.i, key=lambda p: p.at), place)

    def _matrix_subject(self, token: Token) -> str | None:
        """Return the person named as subject after an opening clause: "When she was young, Ann Moss sang"."""
        clause = self.tokens[token.head]
        if clause.dep != "advcl" or clause.head < clause.i:
            return None
        subject = self.parse.child(clause.head, "nsubj")
        owner = self.entities.owner.get(subject.i) if subject is not None and subject.i > token.i else None
        return owner if owner and self.entities.by_id[owner].kind == "person" else None

    def _rank(self, token: Token, fits: Callable[[Entity], bool], reach: int, gender: str = "") -> list[str]:
        """Return the ids of fitting candidates before ``token``, best first."""
        scores: dict[str, float] = {}
        times: dict[str, int] = {}
        says = self._says(token.i)
        above = {verb.i for verb in self.parse.ancestors(token.i)} - {token.head}
        beside = self._sharing(token) - {token.head}
        stop = bisect_left(self.places, token.i, key=lambda p: p.at)
        begin = bisect_left(self.places, self.parse.sentences[token.sent][0], key=lambda p: p.at)
        bound = {p.entity for p in self.places[begin:stop] if self._bound(token, p.at)}
        bound |= self._named_beside(token, stop)
        for place in reversed(self.places[:stop]):
            distance = self._distance(token, place)
            if distance > reach:
                break
            entity = self.entities.by_id[place.entity]
            if not fits(entity) or place.entity in bound:
                continue
            score = place.weight - 1.3 * distance - 0.01 * (token.i - place.at)
            score -= 6.0 if place.quoted and token.i not in self.quoted else 0.0
            score += 0.6 if gender and entity.gender == gender else 0.0
            score += 0.8 if says and self._says(place.at) else 0.0
            score += self._answers(place.at) if says and distance == 1 else 0.0
            score += 2.5 if place.weight >= SUBJECT and self.tokens[place.at].head in above else 0.0
            score += BESIDE if self.tokens[place.at].head in beside else 0.0
            times[entity.id] = times.get(entity.id, 0) + 1
            scores[entity.id] = max(score, scores.get(entity.id, score))
        for key, count in times.items():
            scores[key] += 0.3 * min(count, 4)
        return sorted(scores, key=lambda key: (-scores[key], key))

    def _distance(self, token: Token, place: Place) -> int:
        """Return how many sentences lie between; where only a quotation does, its speaker is the next before."""
        here, there = token.sent, self.tokens[place.at].sent
        if token.i in self.quoted or place.quoted or token.lower not in HE | SHE:
            return here - there
        return 1 if here > there and self._told[here] - self._told[there] == 1 else here - there

    def _answers(self, i: int) -> float:
        """Return what it weighs for who speaks next to be asked, and against him to ask: "Moss asked Roy why"."""
        token = self.tokens[i]
        while token.dep == "flat":
            token = self.tokens[token.head]
        verb = self.tokens[token.head]
        if verb.lemma not in words().sets["asking"] or self.parse.child(verb.i, "obj", "iobj", "nsubj:pass") is None:
            return 0.0
        if token.dep in ("obj", "iobj", "nsubj:pass"):
            return ANSWERS
        return -ANSWERS if token.dep == "nsubj" else 0.0

    def _says(self, i: int) -> bool:
        """Say whether token ``i`` is the subject of a verb of saying: who spoke last goes on speaking."""
        token = self.tokens[i]
        return token.dep == "nsubj" and self.tokens[token.head].lemma in words().sets["saying"]

    def _bound(self, token: Token, other: int) -> bool:
        """Say whether the two are arguments of one verb, so that they can't be the same: "Moss mocked him"."""
        own = token.lower in POSSESSIVE and token.dep.startswith(("nmod", "det"))
        if own or token.lower.endswith(("self", "selves")):
            return False
        subject = self.tokens[other]
        clause = self.tokens[token.head]
        while subject.dep in ("conj", "appos", "flat"):
            if subject.i == clause.head:
                break
            subject = self.tokens[subject.head]  # of "Moss and her aide, Ann Roy, mocked her" she is neither
        if token.dep == "nsubj" and clause.dep == "acl:relcl" and clause.head == subject.i:
            return all(t.lower != "whose" for t in self.tokens[subject.i : token.i])  # "Roy, who he mocked"
        return subject.head in self._sharing(token) and subject.dep.startswith("nsubj")

    def _named_beside(self, token: Token, stop: int) -> set[str]:
        """Who is named behind a subject in its own clause, and so is not meant by it: "it will sue the bank"."""
        named: set[str] = set()
        end = self.parse.sentences[token.sent][1]
        for place in self.places[stop:] if token.dep.startswith("nsubj") else ():
            if place.at >= end:
                break
            alike = self.tokens[place.at].pos in ("NOUN", "PROPN") and place.quoted == (token.i in self.quoted)
            if alike and self._is_ruled(place.at, token.head):
                named.add(place.entity)
        return named

    def _is_ruled(self, i: int, verb: int) -> bool:
        """Say whether token ``i`` is what a verb is done to, or what that is of."""
        while self.tokens[i].dep in _RULED and i != verb:
            i = self.tokens[i].head
        return i == verb

    def _sharing(self, token: Token) -> set[int]:
        """The verb of an object and those that lend it their subject: "Moss mocked Roy and accused him".

        "It" may be what was done, and no actor at all: "Moss left the bank, calling it a relief".
        """
        verb = self.tokens[token.head]
        found = {verb.i}
        if token.dep.startswith("nsubj") or token.lower in IT:
            return found
        while self.parse.child(verb.i, "nsubj", "nsubj:pass") is None:
            joined = verb.dep == "conj" or (verb.dep == "advcl" and verb.tag == "VBG")
            if not joined or self.tokens[verb.head].pos != "VERB" or verb.head in found:
                break
            verb = self.tokens[verb.head]
            found.add(verb.i)
        return found

    def resolve(self, i: int, speaker: str | None) -> str | None:
        """Return the id of the actor that the pronoun at token ``i`` means, None where it is open."""
        token = self.tokens[i]
        low = token.lower
        if low in FIRST:
            return speaker
        if low in HE or low in SHE:
            ranked = [key for key in self.resolved.get(i, ()) if speaker is None or key != speaker]
            return ranked[0] if ranked else None
        if low in THEY:
            return self._they(token, speaker)
        if low in IT and not self._empty(token):
            ranked = self._rank(token, lambda e: e.kind in NEUTER, REACH["thing"])
            return ranked[0] if ranked and not self._matters.means(token, ranked[0]) else None
        return None

    def _they(self, token: Token, speaker: str | None) -> str | None:
        spoken_of = self._plurals.spoken_of(token.i, speaker) if speaker is not None else None
        found = self._plurals.owner(token.i) or spoken_of
        if found is not None:
            return found
        ranked = self._rank(token, lambda e: e.plural or e.kind == "group", REACH["group"])
        if token.i in self.quoted:
            ranked = [key for key in ranked if not self._plurals.is_side(token.i, key)]
        return ranked[0] if ranked else None

    def _empty(self, token: Token) -> bool:
        """Say whether "it" stands for nothing: "it is clear that", "it came as"."""
        if token.dep == "expl":
            return True
        head = self.tokens[token.head]
        if token.lower != "it" or not token.dep.startswith("nsubj"):
            return token.lower == "it" and token.dep not in ("nsubj", "nsubj:pass", "obj", "obl", "iobj")
        return head.pos in ("ADJ", "NOUN") or any(True for _ in self.parse.children(head.i, "csubj"))
