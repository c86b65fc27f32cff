"""When "it" is a matter and no actor: the plan that was just spoken of, or what the sentence before was about."""

from __future__ import annotations

from stakegraph.extract.actors.entities import Entities
from stakegraph.extract.reading.actorwords import words
from stakegraph.syntax import Parse, Token

POINTED = frozenset({"the", "this", "that"})


class Matters:
    """Looks for the matters that the subjects "it" of one article may stand for."""

    def __init__(self, parse: Parse, entities: Entities) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self.entities = entities

    def means(self, token: Token, key: str) -> bool:
        """Say whether the subject "it" is rather a matter of the sentence before than the actor ``key``."""
        if token.sent == 0 or not token.dep.startswith("nsubj"):
            return False
        begin, end = self.parse.sentences[token.sent - 1]
        here = [i for i in range(begin, token.i) if self.entities.owner.get(i) == key]
        if any(i >= end for i in here):
            return False
        return self._planned(token, max(here, default=begin), end) or self._goes_on(token, here, begin, end)

    def _planned(self, token: Token, since: int, end: int) -> bool:
        """Say whether somebody else says it of a plan spoken of after the actor: "Critics say it will fail"."""
        verb = self.tokens[token.head]
        cue = self.tokens[verb.head]
        if verb.dep != "ccomp" or cue.lemma not in words().sets["saying"] or self.parse.child(cue.i, "nsubj") is None:
            return False
        plans = words().sets["plans"]
        return any(
            t.lower in plans and self.tokens[t.i - 1].lower in POINTED and not t.dep.startswith("compound")
            for t in self.tokens[since + 1 : end]
        )

    def _goes_on(self, token: Token, here: list[int], begin: int, end: int) -> bool:
        """Say whether the sentence before has a thing for its subject, which the sentence of "it" goes on with."""
        if self.tokens[token.head].dep != "root" or any(self._is_argument(i) for i in here):
            return False
        root = next((t for t in self.tokens[begin:end] if t.dep == "root"), None)
        subject = self.parse.child(root.i, "nsubj", "nsubj:pass") if root is not None else None
        return subject is not None and subject.tag == "NN" and subject.i not in self.entities.owner

    def _is_argument(self, i: int) -> bool:
        return self.tokens[i].dep.startswith(("nsubj", "obj", "iobj", "appos"))
