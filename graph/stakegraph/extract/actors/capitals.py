"""Capitals of which no names are made: headlines, bylines, the wire that sent a report, titles in quotation marks."""

from __future__ import annotations

from stakegraph.extract.actors.wordlists import LINKS, WordLists
from stakegraph.syntax import Token

SMALL = frozenset({"ADP", "ADV", "AUX", "DET", "PRON", "SCONJ", "PART", "VERB", "CCONJ"})
TITLED = frozenset({'"', "“", "”", "‘", "’", "''", "``"})
TITLE = 4
"""Tokens in the longest title before and behind a name in it."""
DASHES = frozenset({"—", "–", "-", "--"})
DATELINE_ENDS = DASHES | {"(", ","}


def title_case(tokens: list[Token]) -> bool:
    """Say whether a line writes nearly all its longer words with capitals, its verbs too, as some headlines do."""
    long = [t for t in tokens if len(t.text) > 3 and t.text.isalpha()]
    if len(long) < 3 or any(t.pos == "VERB" and t.text.islower() for t in tokens):
        return False
    return sum(t.text[0].isupper() for t in long) >= 0.75 * len(long)


class Capitals:
    """Tells what the lines and the capitalised words of one article are, where they are no names in a sentence."""

    def __init__(self, lists: WordLists) -> None:
        self.lists = lists
        self.parse = lists.parse
        self.tokens = lists.parse.tokens
        self.words = lists.words

    def titled_lines(self) -> set[int]:
        """Return the numbers of the sentences that stand in title-case headlines."""
        return {
            self.tokens[i].sent
            for first, end in self.parse.paragraphs
            if title_case(self.tokens[first:end]) and not self._only_names(first, end)
            for i in range(first, end)
        }

    def is_nameless(self, first: int, last: int, begin: int) -> bool:
        """Say whether a run in the sentence from ``begin`` is shouted, a title, a wire or a byline."""
        return (
            self._shouted(first, last)
            or self._title(first, last)
            or self._wire(first, last, begin)
            or self._byline(first)
        )

    def is_credit(self, first: int, end: int) -> bool:
        """Say whether a line only names who wrote or took something: "By Ann Moss", "Photo: Ann Moss".

        Behind a dash it is who says what stands before: "– Ann Moss".
        """
        signed = any(t.text in DASHES for t in self.tokens[max(0, first - 1) : first + 1])
        short = end - first <= 8 and not signed and self.tokens[end - 1].text not in (".", "?", "!", "”", '"')
        return short and not any(t.pos in ("VERB", "AUX") for t in self.tokens[first:end])

    def is_dateline(self, first: int, last: int, end: int) -> bool:
        """Say whether these are the capitals of the place that a report is sent from: "LONDON (Reuters) -"."""
        text = self.parse.slice(first, last)
        follows = self.tokens[last + 1].text if last + 1 < end else ""
        if not (text.isupper() and len(text) > 4 and follows in DATELINE_ENDS) or text in self.words.bodies:
            return False
        near = [token.text for token in self.tokens[last + 1 : min(end, last + 8)]]
        return any(text in DATELINE_ENDS and text != "," for text in near)

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
