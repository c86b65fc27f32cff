"""Finds names in a parse: runs of capitalised words, which ``splitting`` cuts into names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from stakegraph.extract.actors.naming import Name, two_syllables
from stakegraph.extract.actors.splitting import Splitter
from stakegraph.extract.actors.wordlists import LINKS, WordLists
from stakegraph.syntax import Parse, Token

NOMINAL = frozenset({"PROPN", "NOUN", "ADJ", "X"})
CLOSED = frozenset({"AUX", "PRON", "DET"})
SMALL = frozenset({"ADP", "ADV", "AUX", "DET", "PRON", "SCONJ", "PART", "VERB", "CCONJ"})
QUOTES = frozenset("\"'“”‘’«»(:-–—•…[")
CLOSERS = frozenset({"Co.", "Inc.", "Corp.", "Ltd.", "Inc", "Ltd", "LLC", "PLC"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
TITLED = frozenset({'"', "“", "”", "‘", "’", "''", "``"})
TITLE = 4
"""Tokens in the longest title before and behind a name in it."""
FIELDS = 12
"""Tokens in the longest list of fields that the name of a committee or ministry is looked for in."""
DASHES = frozenset({"—", "–", "-", "--"})
DATELINE_ENDS = DASHES | {"(", ","}


def title_case(tokens: list[Token]) -> bool:
    """Say whether a line writes nearly all its longer words with capitals, its verbs too, as some headlines do."""
    long = [t for t in tokens if len(t.text) > 3 and t.text.isalpha()]
    if len(long) < 3 or any(t.pos == "VERB" and t.text.islower() for t in tokens):
        return False
    return sum(t.text[0].isupper() for t in long) >= 0.75 * len(long)


def particle_name(text: str) -> bool:
    """Say whether a word such as "al-Sadr" is a name though it begins with a small letter."""
    return text[:3] in ("al-", "el-") and text[3:4].isupper()


class NameFinder:
    """Finds the names of one article."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self.lists = WordLists(parse)
        self.words = self.lists.words
        self.countries = self.lists.countries
        self.splitter = Splitter(self.lists)
        self.titled_lines = {
            parse.tokens[i].sent
            for first, end in parse.paragraphs
            if title_case(parse.tokens[first:end]) and not self._only_names(first, end)
            for i in range(first, end)
        }

    def _only_names(self, first: int, end: int) -> bool:
        """Say whether a line that looks like a headline is a sentence full of names: it writes small words small.

        A line behind a dash is a signature: "– Ann Moss, CEO, Green Farms".
        """
        small = sum(t.pos in SMALL and t.text[0].isupper() for t in self.tokens[first + 1 : end])
        if self.tokens[first].text in DASHES:
            return True
        if first == 0 and len(self.parse.paragraphs) > 1:
            return False
        return self.tokens[end - 1].text == "." and end - first > 12 and small < 2

    def find(self) -> list[Name]:
        """Return the names of all lines that are no title-case headline, in order."""
        names: list[Name] = []
        for first, end in self._whole_sentences():
            found = list(self._sentence(first, end))
            if self._credit(first, end):
                found = [name for name in found if name.kind not in ("person", "unknown")]
            names.extend(found)
        return names

    def _whole_sentences(self) -> list[tuple[int, int]]:
        """Return the sentences, those joined that a parser parted inside a name: "by Mara | Lindqvist, who"."""
        whole: list[tuple[int, int]] = []
        for number, (first, end) in enumerate(self.parse.sentences):
            if number in self.titled_lines:
                continue
            before, token = self.tokens[first - 1] if first else None, self.tokens[first]
            goes_on = before is not None and before.text[0].isupper() and before.pos != "PUNCT"
            if goes_on and before and whole and whole[-1][1] == first and token.start - before.end == 1:
                whole[-1] = whole[-1][0], end
            else:
                whole.append((first, end))
        return whole

    def _credit(self, first: int, end: int) -> bool:
        """Say whether a line only names who wrote or took something: "By Ann Moss", "Photo: Ann Moss".

        Behind a dash it is who says what stands before: "– Ann Moss".
        """
        signed = any(t.text in DASHES for t in self.tokens[max(0, first - 1) : first + 1])
        short = end - first <= 8 and not signed and self.tokens[end - 1].text not in (".", "?", "!", "”", '"')
        return short and not any(t.pos in ("VERB", "AUX") for t in self.tokens[first:end])

    def _sentence(self, first: int, end: int) -> Iterator[Name]:
        i, opening, handles = first, True, self.words.sets["handles"]
        while i < end:
            token = self.tokens[i]
            if i > first and self.tokens[i - 1].lower in handles and token.text.isalnum():
                handle = self._handle(i, end)
                yield handle
                i, opening = handle.last, False
            elif self._begins(i, opening):
                last = self._run(i, end)
                if self._shouted(i, last) or self._title(i, last) or self._wire(i, last, first) or self._byline(i):
                    pass
                elif opening and self._dateline(i, last, end):
                    yield self.lists.name(i, last, "place", 6.0)
                else:
                    for name in self.splitter.split(i, last):
                        name.opening = opening and name.first == i
                        yield name
                i = last
                opening = False
            else:
                opening = (opening and not token.text[0].isalnum()) or token.text in QUOTES
            i += 1

    def _handle(self, first: int, end: int) -> Name:
        """Return the name by which a reader signs, small letters or not: "username blue kettle said"."""
        last = first
        while last + 1 < min(end, first + 3) and self.tokens[last + 1].pos in NOMINAL:
            last += 1
        name = self.lists.name(first, last, "person", 6.0)
        name.start = first - 1
        return name

    def _shouted(self, first: int, last: int) -> bool:
        """Say whether several words stand all in capitals: a headline inside the text."""
        run = self.tokens[first : last + 1]
        loud = sum(t.text.isupper() and len(t.text) > 3 for t in run)
        after = self.tokens[min(last + 1, len(self.tokens) - 1)].text
        return loud > 1 and self.lists.known(first, last) is None and after not in DATELINE_ENDS

    def _byline(self, i: int) -> bool:
        """Say whether a name only tells who worked on the report: "(Reporting by Ann Moss)"."""
        before = [token.lower for token in self.tokens[max(0, i - 2) : i]]
        return len(before) == 2 and before[0] in self.words.sets["newsroom"] and before[1] == "by"

    def _wire(self, first: int, last: int, begin: int) -> bool:
        """Say whether these words in brackets only say which agency sent the report: "LEEDS, May 2 (HBC) -"."""
        before, after = self.tokens[first - 1].text if first else "", self.tokens[last + 1 : last + 3]
        ends = [t.text for t in after]
        return before == "(" and first - begin < 9 and len(ends) == 2 and ends[0] == ")" and ends[1] in DASHES

    def _title(self, first: int, last: int) -> bool:
        """Say whether these are words of a title in quotation marks, of a programme or a book: “Good Morning Port”."""
        begin, end = first - 1, last + 1
        while begin > 0 and first - begin < TITLE and self._titular(begin):
            begin -= 1
        while end < len(self.tokens) and end - last < TITLE and self._titular(end):
            end += 1
        end += end < len(self.tokens) and self.tokens[end].text in (",", "!", "?", ".")
        if begin < 1 or end >= len(self.tokens) or end - begin < 3 or self.lists.known(first, last):
            return False
        before = self.tokens[begin - 1].lower
        quoted = self._opens(begin) and self._closes(end)
        return quoted and before not in self.words.organization_names | self.words.sets["same"] | self.words.roles

    def _opens(self, i: int) -> bool:
        """Say whether token ``i`` is a mark that opens a quotation: no space stands behind it."""
        return self.tokens[i].text in TITLED and self.tokens[i].end == self.tokens[i + 1].start

    def _closes(self, i: int) -> bool:
        """Say whether token ``i`` is a mark that closes a quotation, and no possessive."""
        token = self.tokens[i]
        return token.text in TITLED and token.pos == "PUNCT" and self.tokens[i - 1].end == token.start

    def _titular(self, i: int) -> bool:
        """Say whether token ``i`` may stand inside a title: a capitalised word, or a small one or a comma between."""
        token, before = self.tokens[i], self.tokens[i - 1]
        small = token.lower in self.words.sets["stops"] or token.text in (",", "-")
        return token.text[0].isupper() or (small and before.text[0].isupper()) or (small and before.lower in LINKS)

    def _dateline(self, first: int, last: int, end: int) -> bool:
        """Say whether these are the capitals of the place that a report is sent from: "LONDON (Reuters) -"."""
        text = self.parse.slice(first, last)
        follows = self.tokens[last + 1].text if last + 1 < end else ""
        if not (text.isupper() and len(text) > 4 and follows in DATELINE_ENDS) or text in self.words.bodies:
            return False
        near = [token.text for token in self.tokens[last + 1 : min(end, last + 8)]]
        return any(text in DATELINE_ENDS and text != "," for text in near)

    def _begins(self, i: int, opening: bool) -> bool:
        token = self.tokens[i]
        text = token.text
        if not text[0].isupper():
            return particle_name(text) or (self._is_particle(i) and not self._is_particle(i - 1))
        if opening and token.pos in NOMINAL and self._before_role(i):
            return True
        if len(text) == 1 or text in self.words.nonames or self._stopped(token) or self._party_tag(i):
            return False
        if text == "New":
            return self._goes_on(i) and (not opening or self.lists.known(i, i + 1) is not None)
        if text in self.countries.forms or text in self.words.bodies or text in self.words.titles:
            return token.pos != "AUX"
        if not opening:
            return token.pos in NOMINAL or bool(token.ent)
        if text in self.words.sets["openers"] or token.lower in self.words.sets["counts"]:
            return False
        if text.isupper() and 3 <= len(text) <= 6 and text.isalpha() and token.pos not in CLOSED:
            return True
        if token.lower in self.words.roles and i + 1 < len(self.tokens) and self.tokens[i + 1].lower in LINKS:
            return True
        if token.lower in self.lists.lowered:
            return (token.pos == "PROPN" or bool(token.ent)) and self._goes_on(i)
        return token.pos == "PROPN" or bool(token.ent)

    def _is_particle(self, i: int) -> bool:
        """Say whether a small word begins a surname: "von der" of "von der Sand said", not "la" of "a la carte"."""
        after = i + 1
        while self.tokens[after - 1].text in self.words.sets["particles"] and after < len(self.tokens):
            if self.tokens[after].text[0].isupper():
                return self.tokens[i].ent == "PERSON" or self.tokens[after].ent == "PERSON"
            after += 1
        return False

    def _stopped(self, token: Token) -> bool:
        """Say whether a token is a function word, written with a capital for whatever reason."""
        return token.lower in self.words.sets["stops"] and token.text != "US"

    def _party_tag(self, i: int) -> bool:
        """Say whether token ``i`` belongs to a tag such as "(R-Ohio)" or "(D)"."""
        before = [t.text for t in self.tokens[max(0, i - 4) : i]]
        if "(" not in before or ")" in before:
            return False
        return any(t[:2] in ("R", "D", "I", "R-", "D-", "I-") for t in [*before, self.tokens[i].text])

    def _before_role(self, i: int) -> bool:
        """Say whether a role in capitals follows: "Prime Minister", "Former President"."""
        return self._goes_on(i) and self.tokens[i + 1].lower in self.words.roles

    def _goes_on(self, i: int) -> bool:
        at = i + 2 if self.tokens[i].text in ("Al", "El") and self.tokens[i + 1].text == "-" else i + 1  # "Al-Sadr"
        return at < len(self.tokens) and self.tokens[at].text[0].isupper()

    def _continues(self, i: int) -> bool:
        """Say whether token ``i`` may stand inside a name that began before it."""
        token = self.tokens[i]
        text = token.text
        if not text[0].isupper():
            return particle_name(text)
        if text in self.words.nonames:
            before = self.tokens[i - 1].text
            return before in self.words.given or before in self.words.titles
        if token.lower in self.words.sets["stops"] and text != "US":
            return False
        return token.pos not in CLOSED or token.ent != ""

    def _run(self, first: int, end: int) -> int:
        """Return the last token of the run of name words that begins at ``first``."""
        last = first
        while last + 1 < end and self.tokens[last].text not in CLOSERS and (step := self._step(first, last, end)):
            last += step
        return last

    def _step(self, first: int, last: int, end: int) -> int:
        """Return by how many tokens the run goes on after ``last``; 0 where it ends."""
        tokens = self.tokens
        following = tokens[last + 1]
        if self._continues(last + 1):
            return 1
        if last + 2 >= end:
            return 0
        nearer = self._continues(last + 2)
        if following.text in ("-", "–"):
            return 2 if self._hyphenated(first, last, nearer) else 0
        if following.text.isdigit() and len(following.text) < 4 and nearer:
            return 2
        if following.lower in self.words.sets["particles"] and following.text.islower():
            return self._particles(last, end)
        if following.lower in LINKS and self._links(first, last, following.lower):
            article = tokens[last + 2].lower == "the"
            after = last + 2 + article
            return 2 + article if after < end and self._continues(after) else 0
        if following.lower in ("and", "&") and nearer and self._joins(first, last, end):
            return 2
        if following.text in POSSESSIVE and nearer and self._of_people(last, end):
            return 2
        return self._listed_fields(first, last, end) if following.text == "," and nearer else 0

    def _hyphenated(self, first: int, last: int, nearer: bool) -> bool:
        """Say whether the hyphen after ``last`` is inside a name: "Al-Azhar", "Kim Jong-un", not "EU-Turkey"."""
        hyphen, after = self.tokens[last + 1], self.tokens[last + 2]
        if hyphen.start != self.tokens[last].end or after.start != hyphen.end:
            return False
        if nearer:
            both = self.lists.known(last, last) and self.lists.known(last + 2, last + 2)
            return not both or self.lists.known(first, last + 2) is not None
        return last > first and two_syllables(self.tokens[last].text, after.text)

    def _of_people(self, last: int, end: int) -> bool:
        """Say whether a possessive after ``last`` is inside a body's name: "New People's Party", "Workers' Union"."""
        people = self.tokens[last].lower in self.words.groups
        whole = all(token.ent == "ORG" for token in self.tokens[last : last + 3])
        return people and whole and self._ends_in_head(last + 2, end)

    def _listed_fields(self, first: int, last: int, end: int) -> int:
        """Return how long a list of fields goes on in a body's name: "Committee on Trade, Law and Home Affairs"."""
        run = [t.lower for t in self.tokens[first : last + 1]]
        heads = self.words.sets["councils"] | self.words.organizations | self.words.sets["portfolios"]
        if not any(a in heads and b in LINKS for a, b in pairwise(run)):
            return 0
        at = last + 2
        while at < min(end - 1, last + FIELDS) and (self.tokens[at].text == "," or self._field(at)):
            at += 1
        if self.tokens[at].lower not in ("and", "&") or not self._field(at + 1) or self.tokens[at - 1].text == ",":
            return 0
        return at + 1 - last

    def _field(self, i: int) -> bool:
        """Say whether token ``i`` is a capitalised common word, not the name of a person or a state."""
        token = self.tokens[i]
        named = token.text in self.words.given or token.text in self.countries.forms or token.text in self.words.regions
        return token.text[0].isupper() and token.pos in NOMINAL and not named and token.ent in ("", "ORG")

    def _particles(self, last: int, end: int) -> int:
        steps = 1
        while last + steps < end - 1 and self.tokens[last + steps].lower in self.words.sets["particles"]:
            steps += 1
        steps += self.tokens[last + steps].text == "-" and last + steps < end - 1  # "Anwar al-Sadr"
        return steps if self._continues(last + steps) else 0

    def _links(self, first: int, last: int, link: str) -> bool:
        """Say whether "of", "for" or "on" after ``last`` goes on with the name: "Ministry of", "Council on"."""
        run = [t.lower for t in self.tokens[first : last + 1]]
        if link == "on":
            return run[-1] in self.words.sets["councils"] and len(run) < 4
        if run[-1] in self.words.roles:
            return run[-1] in self.words.sets["linking"] and link in ("of", "for")
        return any(word in self.words.organization_names or word in self.words.sets["linking"] for word in run)

    def _joins(self, first: int, last: int, end: int) -> bool:
        """Say whether "and" after ``last`` is inside a name: "Government Reform and Oversight Committee"."""
        tokens = self.tokens
        left = [t.text for t in tokens[first : last + 1]]
        following = tokens[last + 2]
        person = following.text in self.words.given or following.text in self.words.titles
        if tokens[last + 1].text == "&":
            return following.text not in self.words.titles
        if person or following.text.isupper():
            return False
        if tokens[last + 1].ent == "ORG" and following.ent == "ORG" and self._ends_in_head(last + 2, end):
            return True
        listed = self.lists.known(last + 2, last + 2) is not None
        if any(b in LINKS and a.lower() in self.words.organization_names for a, b in pairwise(left)):
            return not listed and left[-1].lower() not in self.words.organization_names
        if listed or self.lists.known(first, last) or left[-1].isupper() or self._person(left):
            return False
        if first == last and tokens[first].tag in ("NNS", "NNPS") and self._ends_in_head(last + 2, end):
            return True
        if left[-1].lower() in self.words.organization_names or tokens[max(0, first - 1)].lower not in ("the", "a"):
            return False
        return self._ends_in_head(last + 2, end)

    def _person(self, left: list[str]) -> bool:
        return left[0] in self.words.given or left[0] in self.words.titles

    def _ends_in_head(self, first: int, end: int) -> bool:
        right = []
        for token in self.tokens[first : min(end, first + 5)]:
            if not token.text[0].isupper():
                break
            right.append(token.lower)
        return bool(right) and right[-1] in self.words.organizations and right[0] not in self.words.roles
