"""Actors by description: roles of named people, "the committee", "the country"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set

from stakegraph.extract.actors import roles
from stakegraph.extract.actors.entity import Entity
from stakegraph.extract.actors.epithets import Epithets
from stakegraph.extract.actors.naming import Name, clean
from stakegraph.extract.actors.nounphrases import NP, POSSESSIVE, NounPhrases
from stakegraph.extract.actors.takenup import TakenUp
from stakegraph.extract.reading.actorwords import words
from stakegraph.model import slug

LEAD = 3
"""Sentences at the beginning of an article in which a role may stand before the name that it is of."""
SPOUSES = {"husband": "m", "wife": "f"}
INDEFINITE = frozenset({"a", "an", "another", "one", "some", "any", "each", "every"})
PAST = frozenset({"former", "ex", "ex-", "late", "onetime", "one-time", "erstwhile", "retired"})
DEFINITE = frozenset({"the", "this", "that", "its", "their", "his", "her", "our"})


class Descriptions:
    """Resolves descriptions of the actors that are named."""

    def __init__(self, phrases: NounPhrases, quoted: Set[int]) -> None:
        self.phrases = phrases
        self.parse = phrases.parse
        self.tokens = phrases.tokens
        self.entities = phrases.entities
        self.demonyms = phrases.demonyms
        self.seen: dict[int, str | None] = {}
        self.members: dict[str, str] = {}
        self.british: set[str] = set()
        self.begins = {n.last: n.first for n in self.entities.names if n.kind in ("person", "unknown")}
        self.epithets = Epithets(phrases, quoted)
        self.bodies = TakenUp(phrases)
        self.epithets.release()
        self._roles()

    def _roles(self) -> None:
        """Give each named person the role that stands beside the name, and whom it speaks for."""
        for name in self.entities.names:
            key = self.entities.of_name.get(name.first)
            entity = self.entities.by_id[key] if key else None
            if entity is None or entity.kind not in ("person", "unknown"):
                continue
            if name.role is None:
                name.role = roles.before(self.parse, name)
                if name.role:
                    name.start = name.role[0]
            self._titles(entity, name)
            entity.roles |= self._shared(name)
            if name.role:
                name.role = (self._joined(self._owner_before(self._more(name.role[0]))), name.role[1])
                name.start = min(name.start, name.role[0])
                for i in range(*name.role):
                    self.entities.owner.setdefault(i, entity.id)
                self.entities.titled.update(dict.fromkeys(range(name.start, name.first), entity.id))
                self._role(entity, *name.role, self._role_head(*name.role), "role and name")
                self.entities.mention(entity, name.start, name.last, "role and name")
            before = roles.ahead(self.parse, name)
            for found in (roles.after(self.parse, name.last), before):
                if found is not None:
                    self._role(entity, *found, "apposition")
            if before is not None:
                self.entities.beside.update(dict.fromkeys(range(before[0], before[1] + 1), entity.id))

    def _shared(self, name: Name) -> set[str]:
        """Return the role that a noun in number gives each name after it: "hosts Ann Moss and Carl Berg"."""
        at = name.start - 1
        if at > 1 and self.tokens[at].lower in ("and", ",") and (first := self.begins.get(at - 1)) is not None:
            at = first - 1
        many = self.tokens[at].lower if at >= 0 else ""
        if many not in words().role_plurals or self.tokens[at].pos not in ("NOUN", "PROPN"):
            return set()
        return {one for one in (self.tokens[at].lemma.lower(), many.removesuffix("s")) if one in words().roles}

    def _titles(self, entity: Entity, name: Name) -> None:
        """Take the offices that titles stand for: "Sen." for senator."""
        for i in range(name.start, name.first):
            if self.tokens[i].text in words().sets["british"]:
                self.british.add(entity.id)
            offices = words().synonyms.get(self.tokens[i].lower.rstrip("."))
            if offices and self.tokens[i].text in words().titles:
                entity.roles |= offices
                entity.roles |= {self.tokens[name.start - 1].lower} & PAST if name.start else set()
                entity.role = entity.role or self.tokens[i].text

    def _more(self, first: int) -> int:
        """Return where a role begins with the nouns before it: "panel" of "panel Chairman Ann Moss"."""
        begin = self.parse.sentences[self.tokens[first].sent][0]
        while first > begin and self.tokens[first - 1].pos == "NOUN" and self.tokens[first - 1].text.islower():
            first -= 1
        first += self.tokens[first].text == "-"
        if first > begin + 3 and [t.lower for t in self.tokens[first - 3 : first]] == ["-", "in", "-"]:
            first -= 4  # "Editor-in-Chief"
        return first - 1 if first > begin and self.tokens[first - 1].lower in PAST else first

    def _owner_before(self, first: int) -> int:
        """Return where a role begins with whose role it is: "Kenya's" of "Kenya's President"."""
        if first < 2 or self.tokens[first - 1].text not in ("'s", "’s") or first - 2 not in self.entities.owner:
            return first
        owner, at = self.entities.owner[first - 2], first - 2
        while at > 0 and self.entities.owner.get(at - 1) == owner:
            at -= 1
        return at

    def _joined(self, first: int) -> int:
        """Return where roles joined by "and" begin: "author" of "author and former mayor Ann Moss"."""
        begin = self.parse.sentences[self.tokens[first].sent][0]
        at = first - 2
        if at < begin or self.tokens[first - 1].lower != "and" or not roles.is_role(self.parse, at):
            return first
        left = self.phrases.left(at)
        bare = left == begin or self.tokens[left - 1].lower not in roles.DETERMINERS - {"a", "an"}
        return left if bare and at not in self.entities.owner else first

    def _role_head(self, first: int, last: int) -> int:
        heads = [i for i in range(first, last + 1) if self.tokens[i].lower in words().roles]
        return heads[-1] if heads else last

    def _role(self, entity: Entity, first: int, last: int, head: int, rule: str) -> None:
        if entity.kind == "unknown":
            entity.kind = "person"
        entity.firm = True
        self.entities.mention(entity, first, last, rule)
        entity.role = entity.role or clean(self.parse.slice(first, last))
        entity.roles |= self._role_words(first, head)
        self.entities.owner[head] = entity.id
        backers = [key for key in self.phrases.backers(first, last) if key != entity.id]
        if self.tokens[head].lower == "counterpart" and backers and entity.represents is None:
            entity.represents = backers[0]
            entity.roles |= self._roles_across(entity, head)
        past = self._role_words(max(0, first - 1), head) & PAST
        if past or self.tokens[head].lower in words().sets["relations"]:
            return
        if backers and entity.represents is None:
            entity.represents = backers[0]

    def _roles_across(self, entity: Entity, i: int) -> set[str]:
        """Return the roles of the person named before "his American counterpart": they are the counterpart's too."""
        begin = self.parse.sentences[self.tokens[i].sent][0]
        found = [e for e in self.entities.by_id.values() if e is not entity and e.kind == "person" and e.roles]
        found = [e for e in found if any(begin <= f < i for f, _ in e.mentions)]
        return set(found[0].roles) if len(found) == 1 else set()

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
        token = self.tokens[i]
        called_so = self._called_so(i)
        if called_so is not None:
            return called_so, "name and what it is"
        first = self.phrases.left(i)
        definite = first > 0 and self.tokens[first - 1].lower in DEFINITE
        backers = self.phrases.backers(first, i - 1)
        if token.lower in words().roles:
            indefinite = first > 0 and self.tokens[first - 1].lower in INDEFINITE
            known = definite or bool(backers) or self.tokens[first].text[0].isupper()
            found = self._by_role(i, first, backers, known and not indefinite)
            return (found, "role description") if found else None
        told = self._epithet(i, backers)
        if told is not None:
            return told, "epithet"
        says = self.tokens[token.head].lemma in words().sets["saying"] | words().sets["reporting"]
        if token.lower in words().sets["humans"] and says:
            found = self._of_headline(i, first, backers)
            return (found, "role description") if found else None
        if (
            token.lower in words().sets["members"]
            and backers
            and self.entities.by_id[backers[0]].kind == "organization"
        ):
            self.entities.by_id[backers[0]].firm = True
            self.members[token.lower] = backers[0]
            return self.entities.by_id[backers[0]], "members of a body"
        if token.lower in self.members and first == i and self._whole(i):
            return self.entities.by_id[self.members[token.lower]], "members of a body"
        led = self._led(i) if token.lower in words().sets["administrations"] else None
        if led is not None:
            return led, "government of a country"
        campaign = self._campaign(i, definite and first == i) if token.lower in words().sets["campaigns"] else None
        if campaign is not None:
            return campaign, "description"
        if token.lower == "country" and definite and first == i:
            found = self._last(i, "country", 1)
            return (found, "the country") if found else None
        if token.lower in words().organizations and (named := self._named_after(i)) is not None:
            return named, "name and what it is"
        if token.lower in words().sets["localities"] and definite and first == i:
            found = self.phrases.nearest(called, i) if (called := self.bodies.called(i)) else None
            return (found, "head of the name") if found else None
        if token.lower in words().organizations | words().sets["press"] and definite and not backers:
            found = self.bodies.by_head(i, self._after_based(first, i)) or self.bodies.reporter(i, first)
            return (found, "head of the name") if found else None
        return None

    def _called_so(self, i: int) -> Entity | None:
        """Return whose name follows "called" or "named": "a company called Green Farms", "a man named Carl Berg"."""
        if i + 2 >= len(self.tokens) or self.tokens[i + 1].lower not in ("called", "named"):
            return None
        entity = self.entities.by_id.get(self.entities.owner.get(i + 2, ""))
        body = self.tokens[i].lower in words().organizations
        if entity is not None and entity.kind == "unknown":
            entity.kind = "organization" if body else "person"
        return entity if entity is not None and entity.kind in ("organization", "person") else None

    def _named_after(self, i: int) -> Entity | None:
        """Return the body whose name follows what it is: "the advocacy group Harbour Now"."""
        entity = self.entities.by_id.get(self.entities.owner.get(i + 1, ""))
        if entity is None or not self.tokens[i].text.islower() or self.tokens[i].i + 1 >= len(self.tokens):
            return None
        if entity.kind == "unknown":
            entity.kind = "organization"
        return entity if entity.kind == "organization" else None

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
            and not self._possessed_by(i)
            and not any(self.parse.children(i, "nmod"))
        )

    def _led(self, i: int) -> Entity | None:
        """Return the state whose leader owns the administration at token ``i``, or else that body by his surname."""
        owner = self.parse.child(i, "nmod:poss")
        person = self.entities.by_id.get(self.entities.owner.get(owner.i, "")) if owner is not None else None
        if person is None or person.kind != "person" or self.tokens[i - 1].lower not in POSSESSIVE:
            return None
        state = self.entities.by_id.get(person.represents or "")
        if state is not None and state.kind == "country" and person.roles & words().sets["leading"]:
            return state
        name = f"{person.words[-1]} {self.tokens[i].lower}"
        return self.entities.by_id.get(slug(name)) or self.entities.add(
            Entity(slug(name), name, "organization", firm=True)
        )

    def _campaign(self, i: int, bare: bool) -> Entity | None:
        """Return the campaign at token ``i``, whose owner stands beside it, or "the campaign" that was named last."""
        owner = self.parse.child(i, "nmod:poss")
        person = self.entities.by_id.get(self.entities.owner.get(owner.i, "")) if owner is not None else None
        found = self.campaign_of(person) if person is not None and person.kind == "person" else None
        if owner is None and bare:
            named = [e for e in self.entities.by_id.values() if e.words[-1] == "campaign" and e.mentions]
            found = self.phrases.nearest(named, i) if named else None
        if found is not None and self.tokens[i].dep == "nsubj":
            found.firm = True
        return found

    def campaign_of(self, person: Entity) -> Entity:
        """Return the campaign of ``person``, made where nothing named it before: "Moss campaign"."""
        name = f"{person.words[-1]} campaign"
        made = Entity(slug(name), name, "organization", represents=person.id)
        return self.entities.by_id.get(slug(name)) or self.entities.add(made)

    def _by_role(self, i: int, first: int, backers: list[str], definite: bool) -> Entity | None:
        """Return the person who has the role of this description."""
        if not definite:
            return self._of_headline(i, first, backers)
        asked = {self.tokens[i].lower}
        for token in self.tokens[first:i]:
            set_apart = token.pos in NP and token.i not in self.demonyms and token.i not in self.entities.owner
            if set_apart and not self.epithets.only_tells(token.i):
                asked.add(token.lower)
        found = []
        for entity in self.entities.by_id.values():
            if entity.kind != "person" or not entity.roles:
                continue
            lower = entity.roles & words().sets["ranks"] <= asked
            if asked - {"former"} <= entity.roles and lower and self._may_represent(entity, backers):
                found.append(entity)
        if self.tokens[i].sent > LEAD:
            found = [e for e in found if any(f < i for f, _ in e.mentions)]
        new = self._introduced(i)
        if new is not None and not any(new < f < i for e in found for f, _ in e.mentions):
            return None
        if found:
            past = [e for e in found if e.roles & {"former", "ex"}]
            current = past if "former" in asked else [e for e in found if e not in past]
            return self.phrases.nearest(current or found, i)
        if self.epithets.is_predicate(i):
            return self._of_headline(i, first, backers)
        standing = self._epithet(i, backers) if self.tokens[i].lower in words().sets["standing"] else None
        person = self._spouse(i) or standing or self._by_salience(i, backers) or self._epithet(i, backers)
        person = person or self.epithets.varied(i, first)
        if person is not None:
            person.role = person.role or clean(self.parse.slice(first, i))
            person.roles |= self._role_words(first, i)
            if backers and person.represents is None:
                person.represents = backers[0]
        return person or self._of_headline(i, first, backers)

    def _epithet(self, i: int, backers: list[str]) -> Entity | None:
        return self.epithets.whose(i, backers) if self.epithets.is_epithet(i) else None

    def _introduced(self, i: int) -> int | None:
        """Return where the sentences before token ``i`` bring in somebody new by the same noun: "an aide"."""
        since = self.parse.sentences[max(0, self.tokens[i].sent - 4)][0]
        for k in range(i - 1, since, -1):
            if self.tokens[k].lower == self.tokens[i].lower and k not in self.entities.owner:
                return k if self.tokens[self.phrases.left(k) - 1].lower in INDEFINITE else None
        return None

    def _of_headline(self, i: int, first: int, backers: list[str]) -> Entity | None:
        """Return the person whom a headline means by a bare role ("Lawmaker urges"): the first subject of the text."""
        token = self.tokens[i]
        before = self.tokens[first - 1].lower if first > 0 else ""
        known = before in ("his", "her", "their", "its") or (
            first > 0 and self.tokens[first - 1].pos == "DET" and before not in ("a", "an")
        )
        of = before in ("a", "an") and self.tokens[min(i + 1, len(self.tokens) - 1)].lower in roles.LINKS
        if token.sent > 2 or known or of or not token.dep.startswith("nsubj"):
            return None
        ends = next((end for start, end in self.parse.paragraphs if start <= i < end), i)
        for number in (token.sent + 1, token.sent + 2):
            for k in range(*self.parse.sentences[number] if number < len(self.parse.sentences) else (0, 0)):
                key = self.entities.owner.get(k)
                subject = self.tokens[k].dep.startswith("nsubj") and k >= ends
                if key and subject and self.entities.by_id[key].kind == "person":
                    person = self.entities.by_id[key]
                    return person if not backers or person.represents in (None, *backers) else None
        return None

    def _may_represent(self, entity: Entity, backers: list[str]) -> bool:
        """Say whether a person can speak for the states and bodies that a description names."""
        if self.epithets.other_party(entity, backers):
            return False
        if not backers or entity.represents in backers:
            return True
        own = self.entities.by_id.get(entity.represents or "")
        if self.entities.by_id[backers[0]].name in words().parties and (own is None or own.name not in words().parties):
            return True
        return entity.represents is None and not any(self.entities.by_id[key].kind == "country" for key in backers)

    def _role_words(self, first: int, head: int) -> set[str]:
        """Return the words of a role up to its head, with other words for the head: a "Sen." is a lawmaker."""
        found = {self.tokens[i].lower for i in range(first, head + 1)}
        return found.union(*(words().synonyms.get(word, ()) for word in found))

    def _by_salience(self, i: int, backers: list[str]) -> Entity | None:
        """Return the person without a role that the sentences before were about, for "the" and an office."""
        token = self.tokens[i]
        follows = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        states = [key for key in backers if self.entities.by_id[key].kind == "country"]
        subject = token.dep in ("nsubj", "nsubj:pass")
        if token.lower not in words().sets["taken-up"] or self._possessed_by(i) or not (subject or states):
            return None
        if follows is not None and follows.lower in roles.LINKS and not self.epithets.stands_for_office(i):
            return None
        inside = [k for k in range(self.phrases.left(i), i) if k in self.entities.owner]
        if not backers and any(self._an_actor(k) for k in inside):
            return None
        since = self.parse.sentences[max(0, token.sent - 2)][0]
        found = []
        for entity in self.entities.by_id.values():
            near = [f for f, _ in entity.mentions if since <= f < i]
            free = self._without_office(entity) and (entity.represents is None or entity.represents in backers)
            free = free and (bool(backers) or not inside or entity.role is not None)
            free = free and not self.epithets.other_party(entity, backers)
            free = free and not (states and entity.id in self.british and "united-kingdom" not in states)
            if entity.kind == "person" and near and free:
                found.append((max(near), entity))
        if len(found) > 1:
            found = [(at, entity) for at, entity in found if self._subject_before(entity, token.sent)]
        return found[0][1] if len(found) == 1 else None

    def _without_office(self, entity: Entity) -> bool:
        """Say whether nothing is known of a person's office: a rival or a candidate may be a senator as well."""
        return entity.role is None or entity.role.split()[-1].lower() in words().sets["relations"]

    def _subject_before(self, entity: Entity, sentence: int) -> bool:
        """Say whether a person is the subject of the sentence before."""
        begin, end = self.parse.sentences[max(0, sentence - 1)]
        return any(
            begin <= f <= k < end and self.tokens[k].dep == "nsubj"
            for f, last in entity.mentions
            for k in range(f, last + 1)
        )

    def _an_actor(self, i: int) -> bool:
        """Say whether token ``i`` belongs to a name that is more than a place's."""
        entity = self.entities.by_id.get(self.entities.owner.get(i, ""))
        return entity is not None and entity.kind != "place"

    def _spouse(self, i: int) -> Entity | None:
        """Return who "her husband" is: the man with the surname of a woman that is named, the last of such."""
        sought = SPOUSES.get(self.tokens[i].lower)
        if sought is None or not self._possessed_by(i):
            return None
        sexes: dict[str, dict[str, list[Entity]]] = {}
        for entity in self.entities.by_id.values():
            if entity.kind == "person" and len(entity.words) > 1 and entity.gender:
                sexes.setdefault(entity.words[-1], {}).setdefault(entity.gender, []).append(entity)
        couples = {
            owner.id: family[sought][0]
            for family in sexes.values()
            if sought in family
            for gender, members in family.items()
            if gender != sought
            for owner in members
        }
        owners = [self.entities.by_id[key] for key in couples]
        return couples[self.phrases.nearest(owners, i).id] if owners else None

    def _possessed_by(self, i: int) -> bool:
        return any(True for _ in self.parse.children(i, "nmod:poss"))

    def main_country(self, i: int) -> Entity | None:
        """Return the country that the article is about, for "the government" without more words."""
        if self.phrases.left(i) != i:
            return None
        times = Counter(self.demonyms.values())
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
