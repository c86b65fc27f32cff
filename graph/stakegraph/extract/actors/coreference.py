"""Says which names, descriptions and pronouns of an article mean the same actor: named passes, most precise first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from stakegraph.extract.actors.countries import gazetteer, seats
from stakegraph.extract.actors.entity import Entity
from stakegraph.extract.actors.naming import DOMAIN, SHORT, SURE, Name, clean, initials, kinds_of, without_suffix
from stakegraph.extract.reading.actorwords import Body, words
from stakegraph.model import slug
from stakegraph.syntax import Parse

_LANDS = ("ia", "stan", "land")
TWINS = {"North": "South", "South": "North", "East": "West", "West": "East"}
_PEOPLES = ("ian", "ese", "ish", "ani")


class Entities:
    """All entities of an article and which of its tokens belong to which."""

    def __init__(self, parse: Parse, names: list[Name], headlines: Iterable[int] = ()) -> None:
        self.parse = parse
        self.names = names
        self._capitalised = {token.text for token in parse.tokens if token.text[:1].isupper()}
        self.lowered = {token.text for token in parse.tokens if token.text.islower()}
        self.by_id: dict[str, Entity] = {}
        self.owner: dict[int, str] = {}
        self.of_name: dict[int, str] = {}
        self.beside: dict[int, str] = {}
        self.titled: dict[int, str] = {}
        self._surnames: dict[str, list[str]] = defaultdict(list)
        kinds = kinds_of(names)
        for link in (self._listed, self._people, self._bodies, self._parts, self._rest):
            link([n for n in names if n.first not in self.of_name], kinds)
        self._missed()
        self._headlines(headlines)

    def add(self, entity: Entity) -> Entity:
        """Keep ``entity``; where its id is taken by another kind of actor, give it one of its own."""
        if entity.id in self.by_id:
            entity.id = f"{entity.id}-{entity.kind}"
        return self.by_id.setdefault(entity.id, entity)

    def mention(self, entity: Entity, first: int, last: int, rule: str) -> None:
        """Note that tokens ``first`` to ``last`` mean ``entity``."""
        entity.mentions.setdefault((first, last), rule)
        entity.forms.add(clean(self.parse.slice(first, last)))

    def _own(self, name: Name, entity: Entity, rule: str) -> None:
        self.of_name[name.first] = entity.id
        self.mention(entity, name.first, name.last, rule)
        for i in range(name.start, name.last + 1):
            self.owner.setdefault(i, entity.id)
        if name.start < name.first:
            self.mention(entity, name.start, name.last, rule)
        entity.gender = entity.gender or name.gender
        entity.evident = True

    def country(self, code: str) -> Entity:
        """Return the entity of a country, made where the article did not name it."""
        country = gazetteer().countries[code]
        if country.id not in self.by_id:
            self.add(Entity(country.id, country.name, "country", country=code))
        return self.by_id[country.id]

    def body(self, body: Body) -> Entity:
        """Return the entity of a listed body."""
        key = slug(body.name)
        if key not in self.by_id:
            self.add(Entity(key, body.name, body.type, country=body.country or None))
            self._speaks_for(self.by_id[key], body.represents)
        return self.by_id[key]

    def _speaks_for(self, entity: Entity, backer: str) -> None:
        """Note for whom a listed body speaks: a country by its code, or another body by its name."""
        if backer in gazetteer().countries:
            entity.represents = self.country(backer).id
        elif backer:
            entity.represents = self.body(words().bodies[backer]).id

    def _listed(self, names: Iterable[Name], kinds: dict[str, str]) -> None:
        """Link names of countries, their governments' seats, their people, and of bodies."""
        self.codes = {n.code for n in names if n.kind in ("country", "demonym", "people")}
        rules = {
            "country": "name of a country",
            "seat": "seat of government",
            "people": "people of a country",
        }
        surnames = self._surnames_given(names, kinds)
        halves = self._halves(names)
        listed = (words().bodies.get(name.text) for name in names)
        named = {one for body in listed if body is not None for one in (body.name, body.represents)}
        self._spelled = self._spell(names)
        for name in names:
            if name.text in halves and self._after_the(name):
                self._own(name, self.country(halves[name.text]), "half of a divided land")
                continue
            acting = self._acting(name, named)
            if acting is not None:
                self._own(name, self.body(acting), "seat of a body")
                continue
            if name.text in surnames and not self._is_place(name):
                continue
            body = self._listed_body(name)
            if name.kind in rules and kinds[name.text] == name.kind:
                if name.kind == "seat" and not self._governs(name):
                    self._place(name)
                    continue
                entity = self.country(name.code)
                entity.firm = entity.firm or name.kind != "seat" or not self._is_place(name)
                self._own(name, entity, rules[name.kind])
            elif body is not None and not (name.kind == "person" and name.titled):
                entity = self.body(body)
                if self._describes(name, body):
                    self.of_name[name.first] = self.owner[name.first] = entity.id
                    entity.evident = True
                else:
                    self._own(name, entity, "name of a body")
                    entity.firm = True

    def _acting(self, name: Name, named: set[str]) -> Body | None:
        """Return the body whose seat acts for it, where the article names it: "Brussels" for the European Union."""
        body = words().acting.get(name.text)
        return body if body is not None and body.name in named and not self._is_place(name) else None

    def _after_the(self, name: Name) -> bool:
        before = self.parse.tokens[name.first - 1].lower if name.first else ""
        return before == "the" or self.parse.tokens[name.first].dep == "nsubj"

    def _halves(self, names: Iterable[Name]) -> dict[str, str]:
        """Return the states that "the North" and "the South" mean beside a state that has a twin: "North Korea"."""
        finds = gazetteer().named
        halves: dict[str, str] = {}
        for code in {n.code for n in names if n.kind == "country"}:
            side, _, land = gazetteer().countries[code].name.partition(" ")
            other = finds(f"{TWINS[side]} {land}", "name") if side in TWINS else None
            if other is not None:
                halves |= {side: code, TWINS[side]: other.code}
        return halves

    def _surnames_given(self, names: Iterable[Name], kinds: dict[str, str]) -> set[str]:
        """Return the surnames of people given in full that name states, capitals or bodies too: "Ann London"."""
        full = (n.text.split() for n in names if kinds[n.text] == "person" and " " in n.text)
        last = (parts[-1] for parts in full)
        return {word for word in last if word in words().bodies or gazetteer().named(word, "name", "seat")}

    def _spell(self, names: Iterable[Name]) -> dict[str, set[str]]:
        """Return for each acronym the full names of organizations that it may be short for here."""
        spelled: dict[str, set[str]] = defaultdict(set)
        for name in names:
            for short in initials(name.text) if name.kind == "organization" else ():
                spelled[short].add(name.text)
        return spelled

    def _listed_body(self, name: Name) -> Body | None:
        """Return the listed body of this name, which may have the name of its country before it."""
        bodies = words().bodies
        body: Body | None = bodies.get(name.text) or bodies.get(without_suffix(name.text))
        if body is not None and any(bodies.get(full) is not body for full in self._spelled.get(name.text, ())):
            return None
        if body is not None:
            return None if not (body.country or body.represents) and self._fuller(name) else body
        if name.kind not in ("organization", "unknown"):
            return None
        first, _, rest = name.text.partition(" ")
        found = gazetteer().find(first)
        body = bodies.get(rest)
        return body if body and found and body.country == found[0].code else None

    def _fuller(self, name: Name) -> bool:
        """Say whether the article names a state's body in full: "Supreme Court" beside "Indian Supreme Court"."""
        finds = gazetteer().find
        others = (other.text for other in self.names if other.kind == "organization" and name.text in other.text)
        return any(other not in words().bodies and finds(other.split()[0]) for other in others)

    def _describes(self, name: Name, body: Body) -> bool:
        """Say whether a body's name only describes what follows: "Democratic senator", "Senate panel"."""
        if self.parse.tokens[name.last].dep not in ("amod", "compound"):
            return False
        plain = " " not in name.text and not name.text.isupper() and not body.country
        return plain or name.text in words().adjectives

    def _governs(self, name: Name) -> bool:
        """Say whether a capital can stand for its state: the article names the state, or news is used to it."""
        return name.code in self.codes or name.text in seats() or self.parse.tokens[name.last].dep == "nsubj"

    def _place(self, name: Name) -> None:
        key = slug(name.text)
        entity = self.by_id.get(key) or self.add(Entity(key, name.text, "place"))
        self._own(name, entity, "name of a place")

    def _is_place(self, name: Name) -> bool:
        """Say whether a capital or seat stands for the place: "in Moscow", "Paris streets"."""
        tokens = self.parse.tokens
        before = tokens[name.first - 1].lower if name.first else ""
        if before == "the" and name.first > 1:
            before = tokens[name.first - 2].lower
        return before in words().sets["locative"] or tokens[name.last].dep == "compound"

    def _people(self, names: list[Name], kinds: dict[str, str]) -> None:
        """Link full names of people, the longest first, then titles with surnames, then bare surnames."""
        people = [n for n in names if n.kind != "demonym" and kinds[n.text] == "person"]
        full = [n for n in people if " " in n.text]
        self._trim(full)
        full = [n for n in full if " " in n.text]
        for name in sorted(full, key=lambda n: (-len(n.text.split()), n.first)):
            entity = self.person(name)
            entity.roles |= self._role_of(name)
            self._own(name, entity, "full name")
        known = {part.lower() for e in self.by_id.values() if e.kind == "person" for part in e.words}
        for name in names:
            single = " " not in name.text and name.first not in self.of_name
            single = single and name.kind != "demonym" and (name.kind != "place" or name.weight < SURE)
            if single and self._is_family(name):
                entity = Entity(slug(name.text), name.text, "group", plural=True, firm=True)
                self._own(name, self.by_id.get(entity.id) or self.add(entity), "name of a family")
                continue
            if not single or not (
                kinds.get(name.text, "unknown") in ("person", "unknown") or name.text.lower() in known
            ):
                continue
            bearer = self.surname(name)
            if bearer is not None:
                self._own(name, bearer, "title and surname" if name.titled else "surname")
            elif kinds[name.text] == "person" and self._is_land(name):
                entity = self.add(Entity(slug(name.text), name.text, "country", firm=self._sure(name)))
                self._own(name, entity, "name like that of a country")
            elif kinds[name.text] == "person":
                entity = Entity(slug(name.text), name.text, "person", firm=self._sure(name))
                self._surnames[name.text.lower()].append(self.add(entity).id)
                self._own(name, entity, "name of a person")

    def _is_family(self, name: Name) -> bool:
        """Say whether a name is that of several people of one surname: "the Lindqvists"."""
        before = self.parse.tokens[name.first - 1].lower if name.first else ""
        return before == "the" and name.text.endswith("s") and name.text[:-1].lower() in self._surnames

    def _is_land(self, name: Name) -> bool:
        """Say whether a bare name is a country's: it ends like one, or the article has a people of that name."""
        if name.titled or name.gender or name.text in words().given:
            return False
        stem = name.text.rstrip("aeiouy")
        people = {stem + ending for ending in _PEOPLES} | {name.text + "n"}
        return name.text.endswith(_LANDS) or bool(people & self._capitalised)

    def _trim(self, full: list[Name]) -> None:
        """Cut the word off that begins a sentence before a surname given in full elsewhere: "Asked Lindqvist"."""
        given = words().given
        known = {n.text.split()[-1] for n in full if n.text.split()[0] in given}
        whole = {n.text for n in full if n.text.split()[0] in given}
        for name in full:
            first = self.parse.tokens[name.first].text
            rest = name.text.partition(" ")[2]
            if first.islower():
                continue  # "von der Sand"
            if first not in given and rest in whole:
                name.first, name.start, name.text = name.first + 1, min(name.start, name.first + 1), rest
                continue
            if name.opening and first not in given and name.text.split()[1:] and name.text.split()[-1] in known:
                name.first = name.start = name.last
                name.text = self.parse.tokens[name.last].text

    def _sure(self, name: Name) -> bool:
        """Say whether a name of one word that nothing explains is taken for an actor unasked: it does something."""
        if name.weight >= 5:
            return True
        same = [other for other in self.names if other.text == name.text]
        agents = any(self.parse.tokens[other.last].dep == "nsubj" for other in same)
        return len(same) > 1 and (agents or not name.text.isupper())

    def _missed(self) -> None:
        """Link surnames and first names that the tagger took for other words, as at the beginning of a sentence."""
        parts = {part for e in self.by_id.values() if e.kind == "person" and len(e.words) > 1 for part in e.words}
        tokens = self.parse.tokens
        for token in tokens:
            if token.text not in parts or not token.text[0].isupper() or token.i in self.owner or len(token.text) < 3:
                continue
            after = tokens[token.i + 1].text if token.i + 1 < len(tokens) else ""
            single = Name(token.i, token.i, token.i, token.text, "person")
            entity = self.surname(single) if not after[:1].isupper() and token.lower not in self.lowered else None
            if entity is not None:
                self._own(single, entity, "surname")
                self.names.append(single)

    def person(self, name: Name) -> Entity:
        """Return the person of this full name, made where the article did not give it before."""
        parts = name.text.lower().split()
        for key in self._surnames[parts[-1]]:
            known = self.by_id[key].name.lower().split()
            initial = known[0][0] == parts[0][0] and len(min(known[0], parts[0], key=len)) <= 2
            double = known[-len(parts) :] == parts
            if known[0] == parts[0] or initial or double or parts[0] in words().nicknames.get(known[0], ()):
                return self.by_id[key]
        entity = self.add(Entity(slug(name.text), name.text, "person", firm=True, gender=name.gender))
        self._surnames[parts[-1]].append(entity.id)
        return entity

    def surname(self, name: Name) -> Entity | None:
        """Return the person whose surname (or, failing that, first name) this is, None where it is open."""
        text = name.text.lower()
        found = [self.by_id[key] for key in self._surnames.get(text, ())]
        if not found and not (name.titled and self._of_faith_or_crown(name)):
            found = [e for e in self.by_id.values() if e.kind == "person" and e.words[0].lower() == text]
            found = [e for e in found if not name.gender or e.gender in ("", name.gender)]
            return found[0] if len(found) == 1 else None
        if name.gender:
            found = [e for e in found if e.gender in ("", name.gender)]
        if len(found) > 1:
            role = self._role_of(name)
            found = [e for e in found if role and role <= e.roles] or found
        return self._dominant(found, name.first) if found else None

    def _of_faith_or_crown(self, name: Name) -> bool:
        """Say whether a title stands before the name that goes with a name of its own: "King Charles", "Sister Ann"."""
        return self.parse.tokens[name.first - 1].text in words().sets["regnal"]

    def _role_of(self, name: Name) -> set[str]:
        if name.role is None:
            return set()
        return {token.lower for token in self.parse.tokens[name.role[0] : name.role[1] + 1]}

    def _dominant(self, found: list[Entity], at: int) -> Entity:
        """Return of several bearers of a surname the one that the article is about, or else the last one mentioned."""
        times = {e.id: len({last for _, last in e.mentions}) + 2 * self._entitled(e) for e in found}
        ranked = sorted(found, key=lambda e: (-times[e.id], e.id))
        if len(ranked) == 1 or times[ranked[0].id] >= 2 * times[ranked[1].id]:
            return ranked[0]
        return max(ranked, key=lambda e: max((f for f, _ in e.mentions if f < at), default=-1))

    def _entitled(self, entity: Entity) -> bool:
        """Say whether the headline gives the full name of a person: it is about her, not her namesake."""
        title = [t.text for first, end in self.parse.paragraphs[:1] for t in self.parse.tokens[first : min(end, 30)]]
        return any(title[k : k + len(entity.words)] == entity.words for k in range(len(title)))

    def _bodies(self, names: list[Name], kinds: dict[str, str]) -> None:
        """Link names of organizations of several words, and acronyms that one of them explains."""
        for name in sorted(names, key=lambda n: (-len(n.text.split()), n.first)):
            kind = kinds[name.text]
            if kind not in ("organization", "group") or (" " not in name.text and name.text.isupper()):
                continue
            plain = without_suffix(name.text)
            plain = plain.rpartition(".")[0] if DOMAIN.fullmatch(plain) else plain
            known = next((e for e in self.by_id.values() if plain in (e.name, *e.forms) and e.kind == kind), None)
            firm = " " in name.text or self._sure(name)
            entity = (
                known
                or self._longer(name)
                or self._headed(plain)
                or self._begun(plain)
                or self._ended(name)
                or self._adjoined(plain)
                or self.add(Entity(slug(plain), plain, kind, firm=firm))
            )
            self._own(name, entity, "full name" if known or entity.name == name.text else "shorter name")
        for name in names:
            if name.first == name.last and name.text.isupper() and name.first not in self.of_name:
                self._acronym(name, kinds)

    def _longer(self, name: Name) -> Entity | None:
        """Return the only organization whose name has this one's words: "Trade Department", "Department of Trade"."""
        parts = [w.lower() for w in name.text.split() if w.lower() not in SHORT]
        heads = words().organizations
        if not any(part in heads for part in parts):
            return None
        found = []
        for entity in self.by_id.values():
            longer = {w.lower() for w in entity.words}
            if entity.kind == "organization" and longer.issuperset(parts) and entity.name != name.text:
                found.append(entity)
        return found[0] if len(found) == 1 else None

    def _headed(self, text: str) -> Entity | None:
        """Return the organization whose name only says in one more word what it is: "Homeland Security Department"."""
        found = [e for e in self.by_id.values() if e.kind == "organization" and e.name.startswith(text + " ")]
        rest = found[0].name.removeprefix(text).split() if len(found) == 1 else []
        return found[0] if len(rest) == 1 and rest[0].lower() in words().organizations and " " in text else None

    def _acronym(self, name: Name, kinds: dict[str, str]) -> None:
        for entity in self.by_id.values():
            if entity.kind in ("organization", "group") and name.text in initials(entity.name):
                self._own(name, entity, "acronym")
                return
        before = self._bracketed(name) or self._newsroom(name.text)
        if before is not None:
            self._own(name, before, "acronym")
        elif kinds[name.text] == "organization":
            entity = self.by_id.get(slug(name.text)) or self.add(Entity(slug(name.text), name.text, "organization"))
            entity.firm = True
            self._own(name, entity, "name of an organization")

    def _newsroom(self, text: str) -> Entity | None:
        """Return the medium that an acronym begins the name of: "HBC" for "HBC News"."""
        found = (self.by_id.get(slug(f"{text} {kind}")) for kind in ("News", "TV", "Radio", "Online"))
        return next((entity for entity in found if entity is not None), None)

    def _bracketed(self, name: Name) -> Entity | None:
        """Return the organization that stands before an acronym in brackets."""
        tokens = self.parse.tokens
        after = name.last + 1
        if after + 1 < len(tokens) and tokens[after].text == "(" and len(name.text) <= 6:
            owner = self.owner.get(after + 1)
        elif name.first > 1 and tokens[name.first - 1].text == "(":
            owner = self.owner.get(name.first - 2)
        else:
            return None
        entity = self.by_id[owner] if owner else None
        return entity if entity and entity.kind in ("organization", "group") and len(entity.words) > 1 else None

    def _parts(self, names: list[Name], kinds: dict[str, str]) -> None:
        """Link a first word that only one organization's name begins with: "Wells" for "Wells Fargo"."""
        for name in names:
            weak = kinds[name.text] in ("unknown", "organization") or (name.kind == "place" and name.weight < SURE)
            if " " in name.text or name.kind == "demonym" or not weak:
                continue
            entity = self._begun(name.text) or self._ended(name)
            if entity is not None:
                self._own(name, entity, "shorter name")

    def _begun(self, text: str) -> Entity | None:
        """Return the only organization of up to three words whose name begins with this one."""
        found = [e for e in self.by_id.values() if e.kind == "organization" and e.words[0] == text]
        found = [e for e in found if 1 < len(e.words) < 4]
        return found[0] if len(found) == 1 and not found[0].words[-1].islower() else None

    def _ended(self, name: Name) -> Entity | None:
        """Return the only organization whose name ends with the word after "the": "the Journal", "the Times"."""
        before = self.parse.tokens[name.first - 1].lower if name.first else ""
        found = [e for e in self.by_id.values() if e.kind == "organization" and e.words[-1] == name.text]
        return found[0] if before == "the" and len(found) == 1 and len(found[0].words) > 1 else None

    def _adjoined(self, text: str) -> Entity | None:
        """Return the only organization that is said to be one of this name: "Church of Zorism" for "Zorism"."""
        found = [e for e in self.by_id.values() if e.kind == "organization" and e.words[1:] == ["of", text]]
        found = [e for e in found if e.words[0].lower() in words().sets["beliefs"]]
        return found[0] if len(found) == 1 else None

    def _rest(self, names: list[Name], kinds: dict[str, str]) -> None:
        """Keep all other names as places or weak candidates: actors only where a later stage asks for them."""
        for name in names:
            if name.kind == "demonym":
                continue
            kind = "unknown" if name.kind in ("country", "seat") else kinds[name.text]
            known = next((e for e in self.by_id.values() if name.text in e.forms), None)
            entity = known or self.add(Entity(slug(name.text), name.text, kind))
            self._own(name, entity, "name")

    def _headlines(self, lines: Iterable[int]) -> None:
        """Find in title-case lines the names that the rest of the article gave, and countries."""
        known: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
        for entity in self.by_id.values():
            for form in (entity.forms | {entity.name}) if entity.firm else ():
                parts = form.split()
                known[parts[0]].append((parts, entity.id))
        for number in sorted(lines):
            self._headline(*self.parse.sentences[number], known)

    def _headline(self, first: int, end: int, known: dict[str, list[tuple[list[str], str]]]) -> None:
        tokens = self.parse.tokens
        i = first
        while i < end:
            found = [
                (len(parts), key)
                for parts, key in known.get(tokens[i].text, ())
                if [t.text for t in tokens[i : i + len(parts)]] == parts
            ]
            country = gazetteer().named(tokens[i].text, "name")
            length = 1
            if found:
                length, key = max(found)
                self._own(Name(i, i + length - 1, i, "", ""), self.by_id[key], "name in a headline")
            elif country is not None:
                entity = self.country(country.code)
                entity.firm = True
                self._own(Name(i, i, i, "", ""), entity, "name of a country")
            i += length
