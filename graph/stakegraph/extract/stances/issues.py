"""Issues: the plans, policies, proposals and claims that stances are about.

An issue is a noun phrase or a clause. Two phrases are one issue where they are about the same thing and no modifier
tells them apart: "the peacekeeping plan", "his offer of peacekeepers" and "peacekeepers on the border" meet, "military
aid" and "medical aid" do not, nor do "Brazil's record" and "Peru's record". A plan is one, whoever's it is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from stakegraph.extract.reading.actorwords import words as role_nouns
from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.factuality import NEGATIONS
from stakegraph.extract.reading.lexicon import evaluations, predicates, word_set
from stakegraph.extract.reading.matches import predicate_of
from stakegraph.extract.reading.times import TIME_WORDS
from stakegraph.extract.reading.voices import Voices
from stakegraph.model import Evidence, Issue, Mention, slug
from stakegraph.resources import words
from stakegraph.syntax import NOMINAL, Token

_CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ"))
_OUGHT = frozenset(("should", "must"))
_INDEFINITE = frozenset(("a", "an", "any", "another"))
_RELATIVE = frozenset(("WP", "WDT"))
_OCCASIONS = frozenset(("after", "amid", "despite", "following", "before", "during"))
_DEFINING = frozenset(("on", "of", "for"))
_LEADING = frozenset(("DET", "ADP", "CCONJ", "SCONJ", "PART", "AUX", "PUNCT", "PRON"))
_OWNED = re.compile(r"^(?:[^\s,]+ ){0,5}?[^\s,]+(?:[’']s|s[’']) (?=\S+ \S)")
"""Whose a plan is, before two words or more of what it is."""

_SHORT = 8
"""Words of a label that is chosen among several wordings."""

_OWNER = 6
"""Tokens within which the name ends whose something is."""

_PRONOUNS = frozenset(("his", "her", "their", "its", "our", "my", "your", "it", "him", "them", "he", "she", "they"))
_MARKS = frozenset('()[]{},;:“”"‘’«»')
_NEAR = 200
"""Tokens before "the idea" within which a plan or an offer is meant by it."""
_LONGEST = 16
"""Tokens of an issue's label: a longer phrase is cut."""


@cache
def carriers() -> frozenset[str]:
    """Return the nouns that only carry an issue: in "plan for troops" the issue is the troops."""
    return frozenset(words("seeds/lexicon/carriers.txt"))


@cache
def empty_nouns() -> frozenset[str]:
    """Return the nouns that name no issue: "thing", "way"."""
    return frozenset(words("seeds/lexicon/empty_nouns.txt"))


@dataclass(slots=True)
class _Draft:
    label: str
    theme: str
    modifiers: frozenset[str]
    carrier: str | None
    owner: str | None
    mentions: list[tuple[Evidence, str]] = field(default_factory=list)
    wordings: list[str] = field(default_factory=list)

    def fits(self, theme: str, modifiers: frozenset[str], owner: str | None) -> bool:
        """Say whether another wording names this issue."""
        alike = theme == self.theme and (modifiers <= self.modifiers or self.modifiers <= modifiers)
        return alike and (owner == self.owner or owner is None or self.owner is None)

    def best_label(self) -> str:
        """Return the wording that says most by itself: the longest short one without a pronoun, else the first.

        A plan that several are said to have is nobody's: "Roy’s plan for a dam" and "her plan for the dam".
        """
        shared = self.owner is None and len(self.wordings) > 1
        wordings = [_OWNED.sub("", w) for w in self.wordings] if shared else self.wordings
        plain = [w for w in wordings if len(w.split()) <= _SHORT and not set(w.lower().split()) & _PRONOUNS]
        plain = [w for w in plain if w.lower() not in carriers()]
        return max(plain, key=lambda w: len(w.split()), default=self.label)


class IssueTable:
    """Collects issues; asking twice for the same thing gives the same issue."""

    def __init__(self, context: Context, voices: Voices) -> None:
        self.context = context
        self.voices = voices
        self._drafts: list[_Draft] = []
        self._telling: list[int] | None = None

    def of_phrase(self, head: int) -> str | None:
        """Return the key of the issue that the noun phrase headed by ``head`` names, None where it names nothing."""
        head += self._joins(head)
        while self._joins(head + 1):
            head += 2  # "re-election" where the parser made "re" the noun
        token = self.context.parse.tokens[head]
        name = token.lemma.lower()
        is_noun = token.pos in {"NOUN", "PROPN"} or self.context.parse.child(head, "det") is not None
        is_somebody = token.tag == "NN" and name in role_nouns().roles
        if not is_noun or is_somebody or name in empty_nouns() or token.lower in TIME_WORDS:
            return None
        first, last = self._extent(head)
        theme = self._theme(token)
        carrier = name if name in carriers() else None
        is_new = self._is_new(token)
        if carrier is not None and theme is token and not is_new:
            known = self._carried(head)
            if known is not None:
                return self._mention(known, first, last, f"the {carrier}")
        modifiers = frozenset(c.lemma.lower() for c in self._modifiers(theme))
        owner = self._owner(token) if theme is token and carrier is None else None
        fought = theme is not token and any(c.lower == "against" for c in self.context.parse.children(theme.i, "case"))
        about = (f"against {theme.lemma.lower()}" if fought else theme.lemma.lower(), modifiers, owner)
        if is_new and not modifiers and any(d.fits(*about) for d in self._drafts):
            about = (f"a {about[0]}", modifiers, owner)
        key = self._add(first, last, about, carrier, "phrase")
        if last - first >= _SHORT and name not in carriers() | word_set("own idea"):
            self._shorten(key, head)
        return key

    def _carried(self, head: int) -> _Draft | None:
        """Return what "the plan" is: the last plan before it that tells what it is for, or else the last offer or idea.

        What stands in the article counts, for the rules don't come by in its order.
        """
        tokens = self.context.parse.tokens
        if self._telling is None:
            carrying = (t for t in tokens if t.lemma.lower() in carriers() and t.pos in NOMINAL)
            self._telling = [t.i for t in carrying if self._theme(t) is not t]
        before = [i for i in self._telling if i < head]
        alike = [i for i in before if tokens[i].lemma == tokens[head].lemma]
        for i in reversed([*(i for i in before if head - i <= _NEAR), *alike]):
            key = self.of_phrase(i)
            if key is not None:
                return next((d for d in self._drafts if d.label == key), None)
        return next((d for d in reversed(self._drafts) if d.carrier is not None), None)

    def _joins(self, i: int) -> bool:
        """Say whether token ``i`` is a hyphen within a word."""
        tokens = self.context.parse.tokens
        if not 0 < i < len(tokens) - 1 or tokens[i].text != "-":
            return False
        return tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start

    def _is_new(self, token: Token) -> bool:
        """Say whether a phrase brings up something new: "a system", but not "such a system"."""
        before = {c.lower for c in self.context.parse.children(token.i, "det")}
        return bool(before & _INDEFINITE) and "such" not in before

    def _shorten(self, key: str | None, head: int) -> None:
        """Keep the bare phrase as a wording: "new dam" for "new dam built by the state in the spring of that year"."""
        stretch = self._core(*self.context.grammar.noun_phrase(head)) if key is not None else None
        bare = self._label(*stretch) if stretch is not None else ""
        draft = next((d for d in self._drafts if d.label == key), None)
        if draft is not None and " " in bare and bare not in draft.wordings:
            draft.wordings.append(bare)

    def _owner(self, token: Token) -> str | None:
        """Return the actor whose something is: that of "her" in "her record"."""
        owner = self.context.parse.child(token.i, "nmod:poss")
        return next(iter(self.voices.known(owner.i)), None) if owner is not None else None

    def _extent(self, head: int) -> tuple[int, int]:
        """The noun phrase, with what "pact on fishing" is on where the parser hung it on the verb."""
        first, last = self.context.grammar.whole_phrase(head)
        tokens = self.context.parse.tokens
        name = tokens[head].lemma.lower()
        if last + 1 < len(tokens) and last == head and (name in carriers() or (name, "NOUN") in predicates()):
            leading = tokens[last + 1]
            if leading.lower in _DEFINING and tokens[leading.head].head == tokens[head].head and leading.head > last:
                return first, self.context.grammar.noun_phrase(leading.head)[1]
        return first, self._before_occasion(head, last)

    def _before_occasion(self, head: int, last: int) -> int:
        """Where a phrase ends before what a headline's verb is about: "scraps the deal [after public outcry]"."""
        tokens = self.context.parse.tokens
        for i in range(head + 1, last):
            led = tokens[tokens[i].head]
            verbal = tokens[i].lower in _OCCASIONS or (tokens[i].lower == "over" and led.relation == "obl")
            if verbal and tokens[i].dep == "case" and led.head == head:
                return i - 1
            if tokens[i].lower == "with" and tokens[i - 1].text == ",":
                return i - 2  # "a plan to lend money, with Peru refusing to join"
        return last

    def _theme(self, token: Token) -> Token:
        """Return what a carrying noun is about: the "troops" of "troops plan", "plan for troops", "offer of troops"."""
        if token.lemma.lower() not in carriers():
            return token
        before = [c for c in self.context.parse.children(token.i, "compound") if c.pos == "NOUN"]
        if before:
            return before[-1]
        for child in self.context.parse.children(token.i, "nmod", "acl"):
            if child.dep in ("nmod:poss", "acl:relcl"):
                continue
            if child.pos in {"NOUN", "PROPN"}:
                return self._theme(child)
            done = self.context.grammar.object(child.i) if child.pos == "VERB" else None
            if done is not None and done != token.i:
                return child if self._is_against(child) else self.context.parse.tokens[done]
        return token

    def _is_against(self, token: Token) -> bool:
        """Say whether a verb undoes its object: a policy of turning boats away is not about boats."""
        found = predicate_of(self.context.grammar, token)
        return found is not None and (-1, "obj") in found.aims

    def _modifiers(self, theme: Token) -> list[Token]:
        """Return the words before a theme that tell it apart, names left out."""
        near = [*self.context.parse.children(theme.i, "amod", "compound")]
        if theme.dep == "compound":
            beside = self.context.parse.children(theme.head, "amod", "compound")
            near += [c for c in beside if c.i != theme.i]
        telling = {"ADJ", "NOUN", "VERB"}
        return [c for c in near if c.pos in telling and not c.text[:1].isupper() and not _only_judges(c)]

    def of_clause(self, head: int) -> str | None:
        """Return the key of the issue that the clause headed by verb or predicate ``head`` names."""
        tokens = self.context.parse.tokens
        done = self.context.grammar.object(head)
        if tokens[head].lemma in word_set("no issue of its own") and done is None:
            return None
        if tokens[min(head + 1, len(tokens) - 1)].text == ":":
            return None  # "adding: “Europe has to act”": a cue is no matter
        first, last = self.context.grammar.clause(head)
        subject = self.context.parse.child(head, "nsubj", "nsubj:pass")
        if subject is not None and subject.pos == "PRON":
            first = max(first, subject.i + 1)
        while first < last and (tokens[first].pos in {"AUX", "PART", "SCONJ", "ADV"} or tokens[first].tag in _RELATIVE):
            first += 1
        described = frozenset(t.lemma.lower() for t in tokens[first : last + 1] if t.pos in _CONTENT)
        if len(described) == 1 and tokens[head].lemma not in word_set("giving up"):
            return None
        about = (tokens[head].lemma.lower(), described, None)
        return self._add(first, last, about, None, "clause") if described else None

    def _add(
        self, first: int, last: int, about: tuple[str, frozenset[str], str | None], carrier: str | None, rule: str
    ) -> str | None:
        known = next((d for d in self._drafts if d.fits(*about)), None)
        if known is not None:
            return self._mention(known, first, last, rule)
        stretch = self._core(first, last)
        if stretch is None:
            return None
        evidence = self.context.evidence(*stretch)
        label = self._label(*stretch)
        if any(draft.label == label for draft in self._drafts):
            return label
        theme, modifiers, owner = about
        wordings = [*self._wordings(*stretch)]
        self._drafts.append(_Draft(label, theme, modifiers, carrier, owner, [(evidence, rule)], wordings))
        return label

    def _label(self, first: int, last: int) -> str:
        """The words of a stretch without asides: an apposition, a relative clause, what stands in brackets."""
        tokens = self.context.parse.tokens
        aside = {
            i for head in range(first, last + 1)
            for child in self.context.parse.children(head, "appos", "acl:relcl", "acl", "parataxis", "dep")
            if child.i > head and (child.dep != "acl" or self._is_told(child))
            for i in self.context.parse.subtree(child.i)
        }  # fmt: skip
        aside.update(self._modal(first, last))
        kept = [t for t in tokens[first : last + 1] if t.i not in aside and t.text not in _MARKS]
        gaps = (self.context.parse.text[a.end : b.start] for a, b in pairwise(kept))
        pieces = [b.text if not gap else f" {b.text}" for gap, b in zip(gaps, kept[1:], strict=True)]
        return "".join((kept[0].text, *pieces)) if kept else self.context.evidence(first, last).exact

    def _is_told(self, clause: Token) -> bool:
        """Say whether a participle only tells who says what of a thing: "a move [hailed by the union as brave]"."""
        found = predicate_of(self.context.grammar, clause) if clause.tag == "VBN" else None
        return found is not None and "as" in found.say

    def _modal(self, first: int, last: int) -> Iterator[int]:
        """Yield "should" and "shouldn’t" after a subject: what somebody is for or against is the deed."""
        for token in self.context.parse.tokens[first + 1 : last + 1]:
            if token.tag == "MD" and token.lower in _OUGHT and self.context.parse.tokens[token.head].i > token.i:
                yield token.i
                yield from (c.i for c in self.context.parse.children(token.head, "advmod") if c.lower in NEGATIONS)

    def _mention(self, draft: _Draft, first: int, last: int, rule: str) -> str:
        stretch = self._core(first, last)
        if stretch is not None:
            draft.mentions.append((self.context.evidence(*stretch), rule))
            draft.wordings.extend(self._wordings(*stretch))
        return draft.label

    def _wordings(self, first: int, last: int) -> Iterator[str]:
        """The label of a stretch, and where that is long the one without whose it is: "push for a pact on fishing"."""
        yield self._label(first, last)
        mark = next((t.i for t in self.context.parse.tokens[first : min(first + _OWNER, last)] if t.tag == "POS"), None)
        if mark is not None and last - first >= _SHORT:
            yield self._label(mark + 1, last)

    def _core(self, first: int, last: int) -> tuple[int, int] | None:
        """Cut articles and pronouns off the front, a quotation that only begins or ends here, and too long a tail."""
        tokens = self.context.parse.tokens
        called = self.context.quotation_at(last)
        if (
            called is not None
            and called.first > first
            and not any(t.pos in NOMINAL for t in tokens[called.first : last + 1])
        ):
            last = called.first - 1  # "called the law “dangerous”"
        for i in range(first, last):
            quotation = self.context.quotation_at(i)
            if quotation is None or quotation.first >= first or quotation.last >= last:
                continue
            if quotation.first == first - 1 and tokens[quotation.last + 1].tag == "VBN":
                last = quotation.last  # "warned of “a coup” disguised as a vote"
                break
            first = quotation.last + 1
        while first < last and (
            tokens[first].pos in {"DET", "PUNCT", "AUX"}
            or (tokens[first].pos == "SYM" and tokens[first].tag != "$")
            or tokens[first].tag == "POS"
            or (tokens[first].pos in {"PRON", "VERB"} and tokens[first + 1].pos in {"AUX", "VERB"})
            or (tokens[first].pos == "PRON" and tokens[first].dep == "nmod:poss")
        ):
            first += 1
        if last >= first + _LONGEST:
            last = first + _LONGEST - 1
            while last > first and tokens[last].pos in _LEADING:
                last -= 1  # a label that is cut ends with a word that says something
        while self._joins(first - 1):
            first -= 2
        while self._joins(last + 1):
            last += 2
        return self.context.trim(first, last)

    def records(self, used: set[str], taken: set[str]) -> dict[str, Issue]:
        """Return the issues among ``used`` by key; their ids avoid those ``taken`` by actors."""
        found: dict[str, Issue] = {}
        ids = set(taken)
        for draft in self._drafts:
            if draft.label not in used:
                continue
            label = draft.best_label()
            name = base = slug(label)[:60].strip("-")
            number = 2
            while name in ids:
                name, number = f"{base}-{number}", number + 1
            ids.add(name)
            mentions = tuple(Mention(evidence, rule) for evidence, rule in draft.mentions)
            aliases = tuple(evidence.exact for evidence, _ in draft.mentions)
            found[draft.label] = Issue(name, label, aliases, mentions)
        return found


def _only_judges(token: Token) -> bool:
    """Say whether a word tells what somebody thinks of a thing, and not which thing it is: "reckless plan"."""
    return token.lower in evaluations() and token.lower not in word_set("classifying")
