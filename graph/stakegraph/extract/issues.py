"""Issues: the plans, policies, proposals and claims that stances are about.

An issue is a noun phrase or a clause. Two wordings are one issue where they share their head and most of the shorter
one's words, so that "the peacekeeping plan" and "a plan for peacekeepers" meet.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from stakegraph.extract.context import Context
from stakegraph.extract.times import TIME_WORDS
from stakegraph.model import Evidence, Issue, Mention, slug

_CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ"))
_EMPTY = frozenset(
    ("thing", "way", "time", "people", "person", "lot", "kind", "sort", "something", "anything", "everything", "one",
     "day", "year", "week", "month", "today", "part", "fact", "question", "man", "woman", "year", "place", "hand",
     "bit", "side", "point", "word", "number", "case", "end", "other", "percent", "cent", "million", "billion")
)  # fmt: skip
_LONGEST = 14
"""Tokens of an issue's label: a longer phrase is cut before its first clause."""


@dataclass(slots=True)
class _Draft:
    label: str
    head: str
    words: frozenset[str]
    mentions: list[tuple[Evidence, str]] = field(default_factory=list)


class IssueTable:
    """Collects issues; asking twice for the same wording gives the same issue."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._drafts: list[_Draft] = []

    def of_phrase(self, head: int) -> str | None:
        """Return the key of the issue that the noun phrase headed by ``head`` names, None where it names nothing."""
        token = self.context.parse.tokens[head]
        if token.pos not in {"NOUN", "PROPN"} or token.lemma.lower() in _EMPTY or token.lower in TIME_WORDS:
            return None
        first, last = self.context.grammar.noun_phrase(head)
        return self._add(first, min(last, first + _LONGEST - 1), token.lemma.lower(), "phrase")

    def of_clause(self, head: int) -> str | None:
        """Return the key of the issue that the clause headed by verb or predicate ``head`` names."""
        first, last = self.context.grammar.clause(head)
        tokens = self.context.parse.tokens
        subject = self.context.parse.child(head, "nsubj", "nsubj:pass")
        if subject is not None and subject.pos == "PRON":
            first = max(first, subject.i + 1)
        while first < last and tokens[first].pos in {"AUX", "PART", "SCONJ", "ADV"}:
            first += 1
        return self._add(first, min(last, first + _LONGEST - 1), tokens[head].lemma.lower(), "clause")

    def _add(self, first: int, last: int, head: str, rule: str) -> str | None:
        tokens = self.context.parse.tokens
        while first < last and (
            tokens[first].pos in {"DET", "PUNCT"} or (tokens[first].dep == "nmod:poss" and tokens[first].pos == "PRON")
        ):
            first += 1
        trimmed = self.context.trim(first, last)
        if trimmed is None:
            return None
        first, last = trimmed
        words = frozenset(t.lemma.lower() for t in tokens[first : last + 1] if t.pos in _CONTENT)
        if not words:
            return None
        evidence = self.context.evidence(first, last)
        for draft in self._drafts:
            if self._same(draft, head, words):
                draft.mentions.append((evidence, rule))
                return draft.label
        label = " ".join(evidence.exact.split())
        if any(draft.label == label for draft in self._drafts):
            return label
        self._drafts.append(_Draft(label, head, words, [(evidence, rule)]))
        return label

    @staticmethod
    def _same(draft: _Draft, head: str, words: frozenset[str]) -> bool:
        shared = len(draft.words & words)
        shorter = min(len(draft.words), len(words))
        if draft.head == head:
            return shared >= max(1, 0.6 * shorter)
        return shared >= 3 and shared >= 0.8 * shorter

    def records(self, used: set[str], taken: set[str]) -> dict[str, Issue]:
        """Return the issues among ``used`` by key; their ids avoid those ``taken`` by actors."""
        found: dict[str, Issue] = {}
        ids = set(taken)
        for draft in self._drafts:
            if draft.label not in used:
                continue
            name = base = slug(draft.label)[:60].strip("-")
            number = 2
            while name in ids:
                name, number = f"{base}-{number}", number + 1
            ids.add(name)
            mentions = tuple(Mention(evidence, rule) for evidence, rule in draft.mentions)
            aliases = tuple(evidence.exact for evidence, _ in draft.mentions)
            found[draft.label] = Issue(name, draft.label, aliases, mentions)
        return found
