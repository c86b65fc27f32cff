"""Gives a name its kind.

The entity labels of the parse are one vote among several: titles, given names, words that head the names of
organizations, lists of countries and bodies, and what stands beside the name say more.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from stakegraph.extract.actors.countries import DEMONYM, NAME, PEOPLE, SEAT, Country
from stakegraph.extract.actors.naming import DOMAIN, LEGAL, Name, clean, two_syllables
from stakegraph.extract.actors.wordlists import LINKS, WordLists
from stakegraph.syntax import Token

KINDS = {NAME: "country", SEAT: "seat", PEOPLE: "people", DEMONYM: "demonym"}
PEOPLES = ("ans", "is", "ites", "ists")
"""Ends of words for people in number."""
IDEAS = ("ism", "phobia", "ocracy")
"""Ends of words for ideas, which nobody acts by."""
LABELS = {"PERSON": "person", "ORG": "organization", "LOC": "place"}


class Kinds:
    """Tells what the names of one article name: a person, an organization, a country, a place, a thing ..."""

    def __init__(self, lists: WordLists) -> None:
        self.lists = lists
        self.parse = lists.parse
        self.tokens = lists.parse.tokens
        self.words = lists.words
        self.countries = lists.countries

    def named(self, first: int, last: int) -> Name | None:
        """Return the name of these tokens with its kind, None where they are no name."""
        name = self.lists.name(first, last, "unknown", 0.5)
        found = self.countries.find(name.text) or self._upper(name.text)
        if name.text in self.words.regions and (
            not found or (found[1] == NAME and not self._country_near(found[0].code))
        ):
            return replace(name, kind="place", weight=8.0)
        if found:
            return replace(name, kind=KINDS[found[1]], weight=10.0, code=found[0].code)
        if self._of_region(first, last):
            return None
        if name.text in self.words.sets["no actors"]:
            return replace(name, kind="thing", weight=9.0)
        if name.text in self.words.bodies:
            if first == last and self.tokens[first].lower in self.words.roles and not self._attributive(first):
                return None
            return replace(name, kind=self.words.bodies[name.text].type, weight=9.0)
        if first == last:
            low = self.tokens[first].lower
            common = low in self.words.organizations or self.lists.is_role(first) or low in self.words.groups
            common = common or low in self.words.things or name.text in self.words.adjectives or low.endswith(IDEAS)
            if common or name.text in self.words.titles or low.rstrip(".") in LEGAL:
                return None
        if (
            first < last
            and self.tokens[first].lower in self.words.sets["party colours"]
            and name.text.endswith("Democrats")
        ):
            return replace(name, kind="organization", weight=6.0)
        return self._by_form(name)

    def _of_region(self, first: int, last: int) -> bool:
        """Say whether these are the adjective of a part of a continent: "East African", "Latin American"."""
        adjective = self.tokens[last].text in self.words.adjectives | {"American"}
        return first < last and adjective and all(t.text in self.words.sets["sides"] for t in self.tokens[first:last])

    def _upper(self, text: str) -> tuple[Country, str] | None:
        """Look up a name that stands all in capitals."""
        return self.countries.find(text.title()) if text.isupper() and len(text) > 4 else None

    def _country_near(self, code: str) -> bool:
        """Say whether the article has the demonym or the capital of a state whose name is a region's as well."""
        forms = self.countries.forms
        return any(forms.get(t.text, ("", ""))[0] == code and forms[t.text][1] != NAME for t in self.tokens)

    def _attributive(self, i: int) -> bool:
        return self.tokens[i].dep in ("amod", "compound") or self.tokens[i].pos == "ADJ"

    def _by_form(self, name: Name) -> Name:
        """Give a name that no list has a kind by its words, or else by its entity label."""
        tokens = self.tokens[name.first : name.last + 1]
        tail = tokens[-1].lower
        if tail in self.words.sets["government"] and len(tokens) > 1:
            found = self.countries.find(clean(self.parse.slice(name.first, name.last - 1)))
            if found and found[1] in (NAME, DEMONYM):
                return replace(name, kind="country", weight=9.0, code=found[0].code)
        if (
            self._founded(name.last)
            or self._owns_company(name.last)
            or DOMAIN.fullmatch(name.text)
            or self._incorporated(name.last)
        ):
            return replace(name, kind="organization", weight=6.0)
        if self._aged(name.last):
            return replace(name, kind="person", weight=6.0, gender=self.words.given.get(tokens[0].text, ""))
        people = len(tokens) == 2 and self.countries.forms.get(tokens[0].text, ("", ""))[1] == DEMONYM
        if people and tail.endswith(PEOPLES):
            return replace(name, kind="group", weight=4.0)
        known = self._kind_by_words(tokens, tail)
        if known:
            kind, weight = known
            gender = self.words.given.get(tokens[0].text, "") if kind == "person" else ""
            return replace(name, kind=kind, weight=weight, gender=gender)
        if len(tokens) == 1 and name.text.isupper() and 2 <= len(name.text) <= 6 and name.text.isalpha():
            return replace(name, kind="organization", weight=2.0)
        if self._after_role(name):
            return replace(name, kind="person", weight=5.0)
        if self._portfolio(name.last):
            return replace(name, kind="thing", weight=5.0)
        after = self.tokens[name.last + 1].lower if name.last + 1 < len(self.tokens) else ""
        if len(tokens) == 1 and after in self.words.sets["inhabitants"] and name.text not in self.words.given:
            return replace(name, kind="place", weight=3.0)
        label = LABELS.get(tokens[-1].ent, "unknown")
        if label in ("person", "unknown") and len(tokens) == 1 and self._numbered(name.last):
            return replace(name, kind="thing", weight=5.0)
        return replace(name, kind=label, weight=2.0 if label != "unknown" else 0.5)

    def _kind_by_words(self, tokens: list[Token], tail: str) -> tuple[str, float] | None:
        named = self.words.organization_names
        of = any(
            b.lower in LINKS and (a.lower in named or a.lower in self.words.sets["public"]) for a, b in pairwise(tokens)
        )
        if len(tokens) == 1:
            return None
        if len(tokens) == 3 and len(tokens[1].text) == 2 and tokens[1].text[1] == ".":
            return "person", 5.0
        if len(tokens) > 3 and tokens[-2].text == "-" and two_syllables(tokens[-3].text, tokens[-1].text):
            return "person", 5.0
        if tail in named and tail not in self.words.organizations and tokens[0].text not in self.words.given:
            return "organization", 4.0
        if tail in self.words.groups and not of:
            return "group", 5.0
        if tail in self.words.organizations or of:
            return "organization", 5.0
        surname = tail in self.words.sets["surnames"] and all(token.ent == "PERSON" for token in tokens)
        if (tail in self.words.things and not surname) or self._before_thing(tokens[-1].i):
            return "thing", 5.0
        state = self.countries.forms.get(tokens[-1].text, ("", ""))[1] == NAME
        region = tokens[-1].text in self.words.regions and not tokens[-1].text.endswith(".")  # not "Ely Va."
        state = state or (region and tokens[0].ent == "PERSON")
        if state and tokens[0].text not in self.words.given | self.words.titles and tokens[0].ent in ("PERSON", "ORG"):
            return "organization", 4.0  # "Greenpeace Norway"
        if len(tokens) == 3 and tokens[1].text == "-":
            return None
        if tokens[0].text in self.words.given and not (tail in named and len(tokens) > 2):
            return "person", 5.0
        if tail in named:
            return "organization", 4.0
        if tail in self.words.places or tokens[0].lower in ("mount", "lake", "port", "cape"):
            return "place", 5.0
        return None

    def _founded(self, last: int) -> bool:
        """Say whether words follow that only a body bears: "Volta Climate, founded by", "Moss & Berg, LLC"."""
        after = [t.lower for t in self.tokens[last + 1 : last + 3]]
        founded = len(after) == 2 and after[0] == "," and after[1] in self.words.sets["founding"]
        return founded or self._incorporated(last)

    def _owns_company(self, last: int) -> bool:
        """Say whether words for what only companies have follow the name: "Volta CEO", "Volta customers"."""
        after = self.tokens[last + 1] if last + 1 < len(self.tokens) else None
        kind = "corporate" if self.tokens[last - 1].text not in self.words.given else "shares"
        return after is not None and after.lower in self.words.sets[kind]

    def _incorporated(self, last: int) -> bool:
        """Say whether a legal form follows behind a comma: "Moss & Berg, LLC"."""
        after = [t.text for t in self.tokens[last + 1 : last + 3]]
        return len(after) == 2 and after[0] == "," and after[1][0].isupper() and after[1].lower().rstrip(".") in LEGAL

    def _portfolio(self, last: int) -> bool:
        """Say whether an office follows that the name only says the field of: "Foreign Affairs minister"."""
        after = self.tokens[last + 1].lower if last + 1 < len(self.tokens) else ""
        return after in self.words.sets["portfolios"]

    def _numbered(self, last: int) -> bool:
        """Say whether the number of a model follows: "Vektor 300e"."""
        after = self.tokens[last + 1].text if last + 1 < len(self.tokens) else ""
        return after[:1].isdigit() and after[-1:].isalpha() and after.isalnum()

    def _aged(self, last: int) -> bool:
        """Say whether an age follows, set off by commas: "Mara Lindqvist, 38, ..."."""
        after = [t.text for t in self.tokens[last + 1 : last + 4]]
        return (
            len(after) == 3 and after[0] == "," and after[1].isdigit() and len(after[1]) < 3 and after[2] in (",", ".")
        )

    def _before_thing(self, last: int) -> bool:
        """Say whether a capitalised word for a law or an event follows, that the run did not take in."""
        after = self.tokens[last + 1] if last + 1 < len(self.tokens) else None
        return after is not None and after.lower in self.words.things and after.text[0].isupper()

    def _after_role(self, name: Name) -> bool:
        before = self.tokens[name.first - 1] if name.first else None
        roles = self.words.roles - self.words.sets["trades"]
        return before is not None and before.text.islower() and before.lower in roles
