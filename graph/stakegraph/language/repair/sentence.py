"""The tree of a sentence that can be changed: who hangs on whom."""

from __future__ import annotations

from collections.abc import Iterator

from stakegraph.syntax import Token

ADJOINING = frozenset(("AUX", "ADV", "PART"))
"""What may stand between a subject and its verb."""


class Sentence:
    """The tokens of one sentence with who depends on whom; ``first`` is the index of its first token."""

    def __init__(self, tokens: list[Token], first: int, end: int) -> None:
        self.tokens = tokens[first:end]
        self.first = first
        self.below: dict[int, list[Token]] = {}
        for token in self.tokens:
            if token.head != token.i:
                self.below.setdefault(token.head, []).append(token)

    def at(self, i: int) -> Token | None:
        """Return token ``i``, None outside the sentence."""
        return self.tokens[i - self.first] if self.first <= i < self.first + len(self.tokens) else None

    def head(self, token: Token) -> Token:
        """Return the head of a token, itself where it is the root."""
        return self.tokens[token.head - self.first]

    def above(self, token: Token) -> Iterator[Token]:
        """Yield the head of a token, its head, and so on up to the root."""
        while token.head != token.i:
            token = self.head(token)
            yield token

    def children(self, i: int, *deps: str) -> list[Token]:
        """Return the dependents of token ``i`` with one of the relations."""
        return [c for c in self.below.get(i, ()) if c.dep in deps or c.relation in deps]

    def has_subject(self, token: Token) -> bool:
        """Say whether a token has a subject, or the "there" or "it" that stands in its place."""
        return bool(self.children(token.i, "nsubj", "csubj", "expl"))

    def move(self, token: Token, head: Token, dep: str) -> None:
        """Hang a token on another head, unless that hangs on the token itself."""
        if token is head or token in self.above(head):
            return
        if token.head != token.i:
            self.below[token.head].remove(token)
        token.head, token.dep, token.relation = head.i, dep, dep.partition(":")[0]
        self.below.setdefault(head.i, []).append(token)

    def raise_to(self, token: Token, above: Token) -> None:
        """Put a token in the place of the one above it, which is left to be hung elsewhere."""
        if above.head == above.i:
            self.below.get(token.head, [token]).remove(token)
            token.head, token.dep, token.relation = token.i, "root", "root"
        else:
            self.move(token, self.head(above), above.dep)

    def spans(self, i: int) -> tuple[int, int]:
        """Return first and last token under token ``i``."""
        first = last = i
        todo = [i]
        while todo:
            at = todo.pop()
            first, last = min(first, at), max(last, at)
            todo.extend(c.i for c in self.below.get(at, ()))
        return first, last
