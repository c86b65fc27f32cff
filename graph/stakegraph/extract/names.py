"""Finds names in a parse: runs of capitalised words, cut where titles, roles and known names end, each with a kind.

The entity labels of the parse are one vote among several: titles, given names, words that head the names of
organizations, lists of countries and bodies, and what stands beside the name say more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from stakegraph.extract.actorwords import Words, words
from stakegraph.extract.countries import DEMONYM, NAME, PEOPLE, SEAT, Gazetteer, gazetteer
from stakegraph.syntax import Parse, Token

PARTICLES = frozenset(["von", "van", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "el", "al", "bin", "ibn", "ben", "ter", "zu", "ul"])
LINKS = frozenset({"of", "for", "on"})
STOPS = frozenset(
    ["the", "a", "an", "this", "that", "these", "those", "he", "she", "it", "they", "we", "you", "i", "his", "her", "its", "their", "our", "my", "but", "and", "or", "if", "when", "as", "in", "on", "at", "to", "for", "from", "by", "with", "of", "not", "no", "yes", "so", "then", "there", "here", "what", "who", "how", "why", "where", "which", "after", "before", "while", "since", "although", "though", "because", "however", "meanwhile", "also", "both", "all", "some", "many", "most", "one", "two", "three", "four", "five", "new"]
)
NOMINAL = frozenset({"PROPN", "NOUN", "ADJ", "X"})
QUOTES = frozenset("\"'“”‘’«»(:-–—•…[")
LONGEST = 6
"""Tokens in the longest name that is looked up as a whole."""


@dataclass(slots=True)
class Name:
    """A name in the text: tokens ``first`` to ``last``; ``start`` counts title and role in.

    ``kind`` is one of person, organization, country, seat, place, group, people, demonym, unknown; ``weight`` says how
    sure. ``role`` are the tokens of the role that stands before or after the name, ``code`` is a country's.
    """

    first: int
    last: int
    start: int
    text: str
    kind: str
    weight: float = 1.0
    code: str = ""
    gender: str = ""
    titled: bool = False
    role: tuple[int, int] | None = None
    end: int = -1


@cache
def _openers() -> frozenset[str]:
    """Return the first words of all listed names of several words."""
    forms = (*gazetteer().forms, *words().bodies, *words().regions, *words().acting)
    return frozenset(form.split()[0] for form in forms if " " in form)


def clean(text: str) -> str:
    """Return a name on one line with plain apostrophes."""
    return " ".join(text.split()).replace("’", "'")


def title_case(tokens: list[Token]) -> bool:
    """Say whether a line writes nearly all its longer words with capitals, as some headlines do."""
    long = [t for t in tokens if len(t.text) > 3 and t.text.isalpha()]
    return len(long) >= 3 and sum(t.text[0].isupper() for t in long) >= 0.75 * len(long)


class NameFinder:
    """Finds the names of one article."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self.words: Words = words()
        self.countries: Gazetteer = gazetteer()
        self.lowered = {t.text for t in parse.tokens if t.text.islower()}
        self.titled_lines = {number for number, (a, b) in enumerate(parse.sentences) if title_case(parse.tokens[a:b])}

    def find(self) -> list[Name]:
        """Return the names of all lines that are no title-case headline, in order."""
        names: list[Name] = []
        for number, (first, last) in enumerate(self.parse.sentences):
            if number not in self.titled_lines:
                names.extend(self._sentence(first, last))
        return names

    def _sentence(self, first: int, end: int) -> Iterator[Name]:
        i, opening = first, True
        while i < end:
            token = self.tokens[i]
            if self._begins(i, opening):
                last = self._run(i, end)
                yield from self._split(i, last)
                i = last
                opening = False
            else:
                opening = (opening and not token.text[0].isalnum()) or token.text in QUOTES
            i += 1

    def _begins(self, i: int, opening: bool) -> bool:
        token = self.tokens[i]
        text = token.text
        if not text[0].isupper():
            return text[:3] in ("al-", "el-") and text[3:4].isupper()
        if len(text) == 1 or text in self.words.nonames or self._stopped(i) or self._party_tag(i):
            return False
        if text in self.countries.forms or text in self.words.bodies or text in self.words.titles:
            return token.pos != "AUX"
        if opening:
            sure = token.pos == "PROPN" or bool(token.ent)
            return sure and (bool(token.ent) or token.lower not in self.lowered or self._goes_on(i))
        return token.pos in NOMINAL or bool(token.ent)

    def _stopped(self, i: int) -> bool:
        """Say whether token ``i`` is a function word, written with a capital for whatever reason."""
        token = self.tokens[i]
        return token.lower in STOPS and token.text not in self.words.bodies and token.text != "US"

    def _party_tag(self, i: int) -> bool:
        """Say whether token ``i`` belongs to a tag such as "(R-Ohio)" or "(D)"."""
        before = [t.text for t in self.tokens[max(0, i - 4) : i]]
        return (
            ("(" in before
            and any(t in ("R", "D", "I") or t[:2] in ("R-", "D-", "I-") for t in before))
            or (i > 0 and before[-1:] == ["("] and self.tokens[i].text[:2] in ("R-", "D-", "I-"))
        )

    def _goes_on(self, i: int) -> bool:
        return i + 1 < len(self.tokens) and self.tokens[i + 1].text[0].isupper()

    def _continues(self, i: int, first: int) -> bool:
        """Say whether token ``i`` may stand inside a name that began at ``first``."""
        token = self.tokens[i]
        text = token.text
        if not text[0].isupper():
            return text[:3] in ("al-", "el-") and text[3:4].isupper()
        if text in self.words.nonames:
            before = self.tokens[i - 1].text
            return token.pos == "PROPN" and (before in self.words.given or before in self.words.titles)
        if token.lower in STOPS and text != "US":
            return False
        return not (token.pos in ("AUX", "PRON", "DET") and token.ent == "")

    def _run(self, first: int, end: int) -> int:
        """Return the last token of the run of name words that begins at ``first``."""
        last = first
        while last + 1 < end:
            step = self._step(first, last, end)
            if not step:
                break
            last += step
        return last

    def _step(self, first: int, last: int, end: int) -> int:
        """Return by how many tokens the run goes on after ``last``; 0 where it ends."""
        tokens = self.tokens
        following = tokens[last + 1]
        if self._continues(last + 1, first):
            return 1
        nearer = last + 2 < end and self._continues(last + 2, first)
        glued = following.start == tokens[last].end
        if following.text in ("-", "–") and glued and nearer and tokens[last + 2].start == following.end:
            return 2
        if following.lower in PARTICLES and following.text.islower():
            steps = 1
            while last + steps < end - 1 and tokens[last + steps].lower in PARTICLES:
                steps += 1
            return steps if self._continues(last + steps, first) else 0
        if following.lower in LINKS and self._links(first, last, following.lower):
            article = last + 2 < end and tokens[last + 2].lower == "the"
            after = last + 2 + article
            return 2 + article if after < end and self._continues(after, first) else 0
        if following.lower in ("and", "&") and nearer and self._joins(first, last, end):
            return 2
        return 0

    def _links(self, first: int, last: int, link: str) -> bool:
        """Say whether "of", "for" or "on" after ``last`` goes on with the name: "Ministry of", "Council on"."""
        run = [t.lower for t in self.tokens[first : last + 1]]
        heads = self.words.organizations
        if link == "on":
            return run[-1] in ("council", "committee", "commission", "subcommittee", "panel") and len(run) < 4
        if link == "of" and run[-1] in self.words.roles:
            return True
        return any(word in heads or word in ("fund", "republic", "secretary", "minister") for word in run)

    def _joins(self, first: int, last: int, end: int) -> bool:
        """Say whether "and" after ``last`` is inside a name: "Government Reform and Oversight Committee"."""
        left = [t.text for t in self.tokens[first : last + 1]]
        if self._known(first, last) or left[-1].lower() in self.words.organizations or left[-1].isupper():
            return self.tokens[last + 1].text == "&" or left[:2] in (["Department", "of"], ["Ministry", "of"])
        if left[-1] in self.words.given or left[0] in self.words.given or left[0] in self.words.titles:
            return False
        right = []
        for token in self.tokens[last + 2 : min(end, last + 6)]:
            if not token.text[0].isupper():
                break
            right.append(token.lower)
        return bool(right) and right[-1] in self.words.organizations and right[0] not in self.words.roles

    def _known(self, first: int, last: int) -> str | None:
        """Return the text of these tokens where it is a listed name."""
        text = clean(self.parse.slice(first, last))
        listed = text in self.countries.forms or text in self.words.bodies or text in self.words.regions
        return text if listed else None

    def _split(self, first: int, last: int) -> Iterator[Name]:
        """Cut a run of capitalised words into names."""
        person = self._person_after_role(first, last)
        if person is not None:
            if person.role and person.role[0] > first:
                yield from self._split(first, person.role[0] - 1)
            elif person.first > first:
                yield from self._modifiers(first, person)
            yield person
            return
        if first < last and (cut := self._cut(first, last)):
            yield from self._split(first, cut - 1)
            yield from self._split(cut, last)
            return
        name = self._classify(first, last)
        if name is not None:
            yield name

    def _modifiers(self, first: int, person: Name) -> Iterator[Name]:
        """Yield the names that stand before the role of ``person``: "European Commission", "British"."""
        heads = [i for i in range(first, person.first) if self._role_word(i)]
        if heads and heads[0] > first:
            yield from self._split(first, heads[0] - 1)

    def _role_word(self, i: int) -> bool:
        token = self.tokens[i]
        return token.text in self.words.titles or token.lower in self.words.roles

    def _person_after_role(self, first: int, last: int) -> Name | None:
        """Return the person whose title or role stands in this run before the name."""
        if self._known(first, last):
            return None
        given = self.words.given
        for k in range(last - 1, first - 1, -1):
            if not self._role_word(k) or (k > first and self.tokens[k - 1].text in given):
                continue
            begin = k + 1
            while begin < last and self.tokens[begin].lower in LINKS:
                begin = self._after_link(begin, last)
            rest = self.tokens[begin : last + 1]
            if begin > last or rest[-1].lower in self.words.organizations or (rest[0].text.isupper() and len(rest) > 2):
                return None
            if self._known(begin, last) or self.tokens[begin].lower in LINKS or self._role_word(last):
                return None
            return self._person(first, begin, last)
        return None

    def _after_link(self, link: int, last: int) -> int:
        """Return where the name begins after "of State", "for Education", "of Foreign Affairs"."""
        at = link + 1 + (self.tokens[link + 1].lower == "the")
        for k in range(at + 1, last + 1):
            if self.tokens[k].text in self.words.given or self.tokens[k].lower in LINKS or self._role_word(k):
                return k
        return at + 1

    def _person(self, first: int, begin: int, last: int) -> Name:
        titles = [self.tokens[i].text for i in range(first, begin) if self.tokens[i].text in self.words.titles]
        gender = next((g for g in map(self.words.titles.__getitem__, titles) if g), "")
        if not gender and begin < last:
            gender = self.words.given.get(self.tokens[begin].text, "")
        role = self._role_before(first, begin)
        name = Name(begin, last, first, clean(self.parse.slice(begin, last)), "person", 6.0, gender=gender, role=role)
        name.titled = bool(titles)
        return name

    def _role_before(self, first: int, begin: int) -> tuple[int, int] | None:
        """Return the tokens of the role in a run, titles such as "Mr" left out."""
        last = begin - 1
        while last >= first and self.tokens[last].text in self.words.titles:
            last -= 1
        roles = any(self.tokens[i].lower in self.words.roles for i in range(first, last + 1))
        return (first, last) if roles else None

    def _cut(self, first: int, last: int) -> int:
        """Return where a second name begins in the run, 0 where it is one: "Russian | Vladimir Putin"."""
        given, organizations = self.words.given, self.words.organizations
        if self._known(first, last) or any(t.lower in organizations for t in self.tokens[first : last + 1]):
            return 0
        for k in range(min(last, first + LONGEST), first, -1):
            if (
                k <= last
                and self._known(first, k - 1)
                and (
                    self.tokens[k].text in given
                    or self.countries.forms.get(self.tokens[first].text, ("", ""))[1] == DEMONYM
                )
                and k < last
            ):
                return k if self.tokens[k].text in given else 0
        for k in range(first + 1, last + 1):
            if self.tokens[k].text in _openers() and k < last and self._known(k, last):
                return k
        return 0

    def _classify(self, first: int, last: int) -> Name | None:
        """Give the name of these tokens its kind."""
        while first < last and self.tokens[first].lower in STOPS and not self._known(first, last):
            first += 1
        text = clean(self.parse.slice(first, last))
        name = Name(first, last, first, text, "unknown")
        found = self.countries.find(text)
        if found:
            kind = {NAME: "country", SEAT: "seat", PEOPLE: "people", DEMONYM: "demonym"}[found[1]]
            return replace(name, kind=kind, weight=10.0, code=found[0].code)
        if text in self.words.bodies:
            return replace(name, kind=self.words.bodies[text].type, weight=9.0)
        if text in self.words.regions:
            return replace(name, kind="place", weight=8.0)
        if first == last and (self._role_word(first) or self.tokens[first].lower in self.words.role_plurals):
            return None
        return self._by_form(name)

    def _by_form(self, name: Name) -> Name:
        """Give a name that no list has a kind by its words, or else by its entity label."""
        tokens = self.tokens[name.first : name.last + 1]
        given = self.words.given.get(tokens[0].text)
        tail = tokens[-1].lower
        if given is not None and len(tokens) > 1 and tail not in self.words.organizations:
            return replace(name, kind="person", weight=5.0, gender=given)
        if tail in self.words.organizations or self._headed_by_organization(tokens):
            return replace(name, kind="organization", weight=5.0)
        if tail in self.words.places or tokens[0].lower in ("mount", "lake", "port", "cape"):
            return replace(name, kind="place", weight=5.0)
        if len(tokens) == 1 and name.text.isupper() and 2 <= len(name.text) <= 6 and name.text.isalpha():
            return replace(name, kind="organization", weight=2.0)
        if self._after_role(name):
            return replace(name, kind="person", weight=5.0)
        label = {"PERSON": "person", "ORG": "organization", "LOC": "place"}.get(tokens[-1].ent, "unknown")
        return replace(name, kind=label, weight=2.0 if label != "unknown" else 0.5)

    def _headed_by_organization(self, tokens: list[Token]) -> bool:
        """Say whether an organization word stands before "of" or "for": "University of", "Fund for"."""
        return any(
            b.lower in LINKS and a.lower in self.words.organizations for a, b in zip(tokens, tokens[1:], strict=False)
        )

    def _after_role(self, name: Name) -> bool:
        before = self.tokens[name.first - 1] if name.first else None
        return before is not None and before.text.islower() and before.lower in self.words.roles
