"""The actors of an article: who they are, and which words of the article mean them."""

from __future__ import annotations

from collections.abc import Sequence, Set

from stakegraph.extract.actors.bodies import Bodies
from stakegraph.extract.actors.campaigns import campaign_of
from stakegraph.extract.actors.coreference import link_names
from stakegraph.extract.actors.descriptions import Descriptions
from stakegraph.extract.actors.entity import Entity
from stakegraph.extract.actors.firms import Firms
from stakegraph.extract.actors.names import NameFinder
from stakegraph.extract.actors.naming import Name
from stakegraph.extract.actors.nounphrases import NounPhrases
from stakegraph.extract.actors.offices import Offices
from stakegraph.extract.actors.pronouns import FIRST, HE, IT, RELATIVE, SHE, THEY, Pronouns
from stakegraph.extract.actors.unnamed import UNNAMED, Unnamed
from stakegraph.extract.reading.actorwords import words
from stakegraph.model import Actor, ActorType, Article, Mention
from stakegraph.syntax import Parse

PRONOUNS = FIRST | HE | SHE | THEY | IT
OUTPUT: dict[str, ActorType] = {
    "person": "person", "organization": "organization", "country": "country", "group": "group", "place": "country",
    "unknown": "organization", "thing": "organization",
}  # fmt: skip
MODIFYING = frozenset({"compound", "amod", "nmod", "nmod:poss"})
INSIDE = frozenset({"ADP", "DET", "ADJ", "NOUN", "PROPN", "PART", "NUM", "CCONJ"})
CLAUSES = ("acl", "acl:relcl", "advcl", "ccomp", "parataxis", "conj", "cc", "cop", "nsubj", "mark", "advmod", "aux")


class ActorTable:
    """Answers which actor a noun phrase means; what is asked for is an actor from then on."""

    def __init__(self, article: Article, parse: Parse, quotations: Sequence[tuple[int, int]]) -> None:
        self._article = article
        self._parse = parse
        self._tokens = parse.tokens
        finder = NameFinder(parse)
        self._entities = link_names(parse, finder.find(), finder.titled_lines)
        self._phrases = phrases = NounPhrases(parse, self._entities)
        Firms(phrases).find()
        Bodies(phrases).find()
        quoted = {i for first, last in quotations for i in range(first, last + 1)}
        self._descriptions = Descriptions(phrases, quoted)
        self._unnamed = Unnamed(self._descriptions, article.info.id)
        heads = words().roles | words().organizations | words().sets["members"] | words().sets["press"]
        described = [
            t.i
            for t in parse.tokens
            if t.lower in heads and t.pos in ("NOUN", "PROPN") and t.i not in self._entities.owner
        ]
        for i in sorted(described, key=lambda i: i - 1 not in phrases.demonyms):
            self._descriptions.resolve(i)
        for token in parse.tokens:
            common = token.pos == "NOUN" or (token.pos == "PROPN" and token.text.islower())
            if common and token.dep.startswith("nsubj") and self._open(token.i):
                self._unnamed.introduce(token.i)
        self._pronouns = Pronouns(parse, self._entities, quoted)
        Offices(phrases, self._pronouns).find()

    def _open(self, i: int) -> bool:
        """Say whether the noun at token ``i`` means nobody that was named."""
        low = self._tokens[i].lower
        owned = low == "party" and i > 0 and self._tokens[i - 1].lower in ("his", "her")
        known = low in PRONOUNS or low in words().sets["government"] or i in self._entities.owner or owned
        return not known and (self._descriptions.resolve(i) or self._apposed(i)) is None

    def refer(self, i: int, speaker: str | None = None) -> str | None:
        """Return the id of the actor that the noun phrase headed by token ``i`` means, None where that is open.

        ``speaker`` is who says the quotation that the token stands in: "I" and "we" mean that actor.
        """
        key = self._find(i, speaker, 0)
        if key is not None and key in self._entities.by_id:
            self._entities.by_id[key].used = True
        return key

    def refer_all(self, i: int, speaker: str | None = None) -> list[str]:
        """Return the ids of all actors that a coordination headed by token ``i`` means."""
        owner = self._entities.owner.get(i)
        inside = [
            i,
            *(t.i for t in self._parse.children(i, "flat") if owner and self._entities.owner.get(t.i) == owner),
        ]
        heads = [i, *(t.i for k in inside for t in self._parse.children(k, "conj"))]
        return list(dict.fromkeys(key for h in heads if (key := self.refer(h, speaker)) is not None))

    def _find(self, i: int, speaker: str | None, depth: int) -> str | None:
        token = self._tokens[i]
        low = token.lower
        if token.pos in ("PRON", "DET", "SCONJ") and low in RELATIVE and depth < 3:
            antecedent = self._before(i) if low in ("who", "whom") else None
            antecedent = self._antecedent(i) if antecedent is None else antecedent
            return self._find(antecedent, speaker, depth + 1) if antecedent is not None else None
        if low in PRONOUNS and token.text != "US" and token.pos != "PROPN":
            return self._pronoun(i, speaker)
        titled = self._entities.titled.get(i) if token.dep not in MODIFYING else None
        owner = titled or self._beside(i) or self._entities.owner.get(i)
        if owner is not None:
            entity = self._entities.by_id[owner]
            return None if entity.kind == "thing" or (entity.unnamed and not entity.used) else owner
        if token.pos not in ("NOUN", "PROPN", "ADJ", "NUM", "X", "PRON"):
            return None
        if i in self._phrases.demonyms and token.dep in ("amod", "conj"):
            return next(iter(self._phrases.backers(i, i)), None)
        described = self._descriptions.resolve(i) or self._apposed(i) or self._government(i, speaker)
        described = described or self._campaign(i, speaker) or self._party(i, speaker)
        return described or self._example(i)

    def _example(self, i: int) -> str | None:
        """Return the actor that is given for an example: "sites such as Volta"."""
        given = (c.i for c in self._parse.children(i, "nmod") if self._parse.slice(c.i - 2, c.i - 1) == "such as")
        return next((self._entities.owner[k] for k in given if k in self._entities.owner), None)

    def _before(self, i: int) -> int | None:
        """Return the name right before a relative pronoun and its comma, which a parser may hang elsewhere."""
        at = i - 2 if i > 1 and self._tokens[i - 1].text == "," else i - 1
        return at if at >= 0 and at in self._entities.owner else None

    def _beside(self, i: int) -> str | None:
        """Return the person whom the phrase at token ``i`` stands beside, where a parser took it for the subject.

        "Ann Moss, of Green Farms, said" and "LEEDS (Reuters) - Ann Moss said" are what Ann Moss said.
        """
        if not self._tokens[i].dep.startswith("nsubj") and not self._before_verb(i):
            return None
        if self._tokens[i].dep.startswith("nsubj") and i in self._entities.beside:
            return self._entities.beside[i]
        owner = self._entities.owner.get(i)
        entity = self._entities.by_id[owner] if owner else None
        if entity is not None and entity.kind == "place" and self._tokens[i].text.isupper():
            return self._after_dateline(i)
        if entity is not None and entity.kind == "person":
            return None
        follows = self._tokens[i + 1] if i + 1 < len(self._tokens) else None
        return self._set_off(i) if follows is not None and follows.text == "," else None

    def _before_verb(self, i: int) -> bool:
        """Say whether a comma and a verb follow: the phrase at token ``i`` is set off before it."""
        after = self._tokens[i + 1 : i + 3]
        return len(after) == 2 and after[0].text == "," and after[1].tag in ("VBD", "VBZ")

    def _after_dateline(self, i: int) -> str | None:
        end = self._tokens[i].head
        found = [self._entities.owner[k] for k in range(i + 1, end) if k in self._entities.owner]
        return next((key for key in reversed(found) if self._entities.by_id[key].kind != "place"), None)

    def _set_off(self, i: int) -> str | None:
        """Return the person before the comma that opens the phrase at token ``i``."""
        at = i
        while at > 1 and i - at < 15 and self._tokens[at - 1].pos in INSIDE:
            at -= 1
        if at < 2 or self._tokens[at - 1].text != ",":
            return None
        owner = self._entities.owner.get(at - 2)
        return owner if owner and self._entities.by_id[owner].kind == "person" else None

    def _government(self, i: int, speaker: str | None) -> str | None:
        """Return the state whose government token ``i`` means: "his government", or that of the only state around."""
        if self._tokens[i].lower not in words().sets["government"]:
            return None
        owner = self._parse.child(i, "nmod:poss")
        if owner is None:
            entity = self._descriptions.main_country(i)
        else:
            entity = self._entities.by_id.get(self._find(owner.i, speaker, 2) or "")
            if entity is not None and entity.kind == "person":
                entity = self._entities.by_id.get(entity.represents or "")
        if entity is None or entity.kind != "country":
            return None
        self._entities.mention(entity, i, i, "government of a country")
        return entity.id

    def _campaign(self, i: int, speaker: str | None) -> str | None:
        """Return the campaign of the person that a pronoun means: "her campaign"."""
        owner = self._parse.child(i, "nmod:poss") if self._tokens[i].lower in words().sets["campaigns"] else None
        person = self._entities.by_id.get(self._find(owner.i, speaker, 2) or "") if owner is not None else None
        if person is None or person.kind != "person":
            return None
        entity = campaign_of(self._entities, person)
        self._entities.mention(entity, i, i, "description")
        return entity.id

    def _party(self, i: int, speaker: str | None) -> str | None:
        """Return the party that a person is of: "her party"."""
        owner = self._parse.child(i, "nmod:poss") if self._tokens[i].lower == "party" else None
        person = self._entities.by_id.get(self._find(owner.i, speaker, 2) or "") if owner is not None else None
        body = self._entities.by_id.get(person.represents or "") if person is not None else None
        if body is None or body.kind not in ("organization", "group"):
            return None
        self._entities.mention(body, i, i, "description")
        return body.id

    def _pronoun(self, i: int, speaker: str | None) -> str | None:
        key = self._pronouns.resolve(i, speaker)
        if key is not None and key in self._entities.by_id:
            self._entities.by_id[key].mentions.setdefault((i, i), "pronoun")
        return key

    def _antecedent(self, i: int) -> int | None:
        """Return the noun that the relative clause around token ``i`` belongs to."""
        for token in (self._tokens[i], *self._parse.ancestors(i)):
            if token.dep == "acl:relcl":
                return token.head
            if token.dep in ("root", "ccomp", "advcl"):
                return None
        return None

    def _apposed(self, i: int) -> str | None:
        """Return the actor that the phrase at token ``i`` stands in apposition to."""
        near = [*self._parse.children(i, "appos", "flat")]
        if self._tokens[i].dep in ("appos", "flat"):
            near.append(self._tokens[self._tokens[i].head])
        return next((self._entities.owner[t.i] for t in near if t.i in self._entities.owner), None)

    def phrase(self, i: int) -> tuple[int, int]:
        """Return first and last token of the mention that token ``i`` heads: title and modifiers, no clause."""
        first = last = i
        for child in self._parse.children(i):
            if child.dep in CLAUSES or child.pos == "PUNCT":
                continue
            below = self._parse.subtree(child.i)
            if child.i < i:
                first = min(first, below[0])
            else:
                last = max(last, self._short(child.i))
        return first, last

    def _short(self, i: int) -> int:
        """Return the last token of the phrase at ``i``, relative clauses left out."""
        last = i
        for child in self._parse.children(i):
            if child.i > i and child.dep not in CLAUSES and child.pos != "PUNCT":
                last = max(last, self._short(child.i))
        return last

    def label(self, i: int) -> str | None:
        """Return the id of who speaks a paragraph that begins with a name up to token ``i``, as in a transcript."""
        known = self.refer(i) or self.introduce(i)
        begin = next(first for first, end in self._parse.paragraphs if first <= i < end)
        while begin < i and not self._tokens[begin].text[0].isalpha():
            begin += 1
        text = self._parse.slice(begin, i)
        if known is not None or begin == i:
            return known
        name = Name(begin, i, begin, text.title() if text.isupper() else text, "person")
        entity = self._entities.person(name)
        entity.firm = entity.used = True
        self._entities.mention(entity, begin, i, "name before what is said")
        return entity.id

    def introduce(self, i: int) -> str | None:
        """Return the id of an actor for an unnamed source, made where needed; None where it can't be an actor."""
        key = self.refer(i)
        if key is None:
            agent = self._tokens[i].dep.startswith("nsubj")
            key = (self._entities.owner.get(i) if agent else None) or self._unnamed.introduce(i)
            if key is not None:
                self._entities.by_id[key].used = True
        return key

    def is_named(self, actor: str) -> bool:
        """Say whether the article names an actor, given by its id, rather than only describing it."""
        entity = self._entities.by_id.get(actor)
        return entity is not None and not entity.unnamed

    def actors(self) -> tuple[Actor, ...]:
        """Return the actors that were named or asked for, and those that they speak for."""
        chosen = self._chosen()
        return tuple(self._actor(chosen[key], chosen.keys()) for key in sorted(chosen))

    def principals(self) -> dict[str, str]:
        """Return for whom each actor speaks by office, by their ids: those of ``actors``, without their mentions."""
        chosen = self._chosen()
        return {key: e.represents for key, e in chosen.items() if e.represents is not None and e.represents in chosen}

    def _chosen(self) -> dict[str, Entity]:
        """Return by their ids those whom the article names or tells something of, and those that they speak for."""
        chosen = {e.id: e for e in self._entities.by_id.values() if e.used or (e.firm and e.mentions and self._acts(e))}
        waiting = list(chosen.values())
        for entity in waiting:
            backer = self._entities.by_id.get(entity.represents or "")
            if backer is None or backer.id in chosen:
                continue
            if backer.evident if backer.kind == "country" else backer.firm and backer.mentions:
                chosen[backer.id] = backer
                waiting.append(backer)
        return chosen

    def _acts(self, entity: Entity) -> bool:
        """Say whether a name is more than a modifier: "U.S." of "a former U.S. attorney" alone is no actor."""
        if entity.kind not in ("country", "organization"):
            return True
        if entity.name in words().sets["legislatures"]:
            return any(self._does(first, last) for first, last in entity.mentions)
        return not all(self._modifies(first, last) for first, last in entity.mentions)

    def _does(self, first: int, last: int) -> bool:
        """Say whether a legislature is subject or object, not the place of a vote or whose member somebody is."""
        return any(self._tokens[i].dep.startswith(("nsubj", "obj")) for i in range(first, last + 1))

    def _modifies(self, first: int, last: int) -> bool:
        head = next((i for i in range(last, first - 1, -1) if not first <= self._tokens[i].head <= last), last)
        return self._tokens[head].dep in ("compound", "amod") or head in self._entities.titled

    def _actor(self, entity: Entity, known: Set[str]) -> Actor:
        tokens, text = self._tokens, self._article
        mentions = tuple(
            Mention(text.evidence(tokens[first].start, tokens[last].end), rule)
            for (first, last), rule in entity.mentions.items()
        )
        return Actor(
            id=entity.id,
            name=entity.name,
            type=OUTPUT[entity.kind],
            aliases=tuple(entity.forms - {entity.name}),
            mentions=mentions,
            role=entity.role,
            represents=entity.represents if entity.represents in known else None,
            country=entity.country,
            kept_apart=UNNAMED if entity.unnamed else None,
        )


def find_actors(article: Article, parse: Parse, quotations: Sequence[tuple[int, int]]) -> ActorTable:
    """Find the actors of an article; ``quotations`` are the [first, last] token spans inside quotation marks."""
    return ActorTable(article, parse, quotations)
