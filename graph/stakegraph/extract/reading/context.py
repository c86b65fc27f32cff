"""What every rule of extraction reads: the parse, its grammar, and where quotations stand."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from stakegraph.extract.reading.grammar import Grammar
from stakegraph.extract.reading.lexicon import Predicate
from stakegraph.extract.reading.matches import Match, find_matches
from stakegraph.extract.reading.quotations import Quotation, find_quotations
from stakegraph.model import Article, Evidence
from stakegraph.syntax import Parse, Token


@dataclass(slots=True)
class Context:
    """An article under analysis. ``inside[i]`` is the number of the quotation that token ``i`` stands in, or -1."""

    article: Article
    parse: Parse
    grammar: Grammar
    quotations: list[Quotation]
    inside: list[int]
    matches: list[Match] = field(default_factory=list)
    _predicates: dict[int, Predicate] = field(default_factory=dict)
    _nested: dict[tuple[int, int], list[tuple[int, int]]] = field(default_factory=dict)

    @classmethod
    def of(cls, article: Article, parse: Parse) -> Context:
        """Prepare an article: pair its quotations and match its predicates."""
        quotations = find_quotations(parse)
        inside = [-1] * len(parse.tokens)
        for number, quotation in enumerate(quotations):
            for i in range(quotation.first, quotation.last + 1):
                inside[i] = number
        grammar = Grammar(parse)
        return cls(article, parse, grammar, quotations, inside, find_matches(grammar))

    def predicate_at(self, i: int) -> Predicate | None:
        """Return the lexicon's entry for the word at token ``i``; found once for the whole text."""
        if not self._predicates:
            self._predicates.update((match.i, match.predicate) for match in self.matches)
        return self._predicates.get(i)

    def evidence(self, first: int, last: int) -> Evidence:
        """Cut the stretch from token ``first`` up to and including ``last``."""
        return self.article.evidence(self.parse.tokens[first].start, self.parse.tokens[last].end)

    def matches_between(self, first: int, last: int) -> list[Match]:
        """Return the matches from token ``first`` up to and including ``last``."""
        low = bisect_left(self.matches, first, key=lambda m: m.i)
        return self.matches[low : bisect_right(self.matches, last, key=lambda m: m.i)]

    def sentence(self, i: int) -> tuple[int, int]:
        """Return first and last token of the sentence of token ``i``."""
        first, end = self.parse.sentences[self.parse.tokens[i].sent]
        return first, end - 1

    def is_asked(self, i: int) -> bool:
        """Say whether token ``i`` stands in a question."""
        first, last = self.sentence(i)
        return any(t.text == "?" for t in self.parse.tokens[max(first, last - 2) : last + 1])

    def paragraph(self, i: int) -> int:
        """Return the number of the paragraph of token ``i``."""
        low, high = 0, len(self.parse.paragraphs) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.parse.paragraphs[middle][0] <= i:
                low = middle
            else:
                high = middle - 1
        return low

    def quotation_at(self, i: int) -> Quotation | None:
        """Return the quotation that token ``i`` stands in, marks included."""
        return self.quotations[self.inside[i]] if self.inside[i] >= 0 else None

    def is_quoted_within(self, i: int) -> bool:
        """Say whether token ``i`` stands between single marks in a quotation: in a sentence that its speaker quotes."""
        around = self.quotation_at(i)
        if around is None or around.single:
            return False
        text, start = self.parse.text, self.parse.tokens[i].start
        opening = text.rfind("‘", around.inner[0], start)
        if opening < 0:
            return self._is_quoted_plainly(around.inner, start)
        closing = _CLOSING.search(text, opening, around.inner[1])
        end = closing.start() if closing is not None else around.inner[1]
        return start < end and len(text[opening:end].split()) >= _SENTENCE

    def _is_quoted_plainly(self, inner: tuple[int, int], start: int) -> bool:
        """Say whether a character stands between straight single marks behind a comma or colon: "he said, 'We go'"."""
        if inner not in self._nested:
            found = _NESTED.finditer(self.parse.text, *inner)
            self._nested[inner] = [m.span(1) for m in found if len(m[1].split()) >= _SENTENCE]
        return any(first <= start < end for first, end in self._nested[inner])

    def trim(self, first: int, last: int) -> tuple[int, int] | None:
        """Drop punctuation (but no quotation or bracket) at both ends of a stretch; None where nothing is left."""
        while first <= last and _loose(self.parse.tokens[first]):
            first += 1
        while last >= first and _loose(self.parse.tokens[last]):
            last -= 1
        return (first, last) if first <= last else None


_SENTENCE = 4
"""Words that make a quoted sentence; fewer are emphasis."""
_NESTED = re.compile(r"(?<=[,:] )'(?=\w)((?:[^']|(?<=\w)'(?=\w))+)'(?!\w)")
"""A quotation in straight single marks within another."""
_CLOSING = re.compile(r"’(?!\w)")
"""A mark that ends a quotation, and is no apostrophe."""


def _loose(token: Token) -> bool:
    return token.text in {",", ";", ":", ".", "–", "—", "-", "―", "...", "…"}
