"""What "it", "this" and "that" stand for where a speaker judges what was just told.

In order: what the same speaker spoke of a sentence before, what his words are said to be about ("he said of the dam"),
what somebody else said just before, and the matter of the sentence before: "Peru closed the dam. “This is a farce.”"
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.lexicon import word_set
from stakegraph.syntax import FINITE, NOMINAL, Token

POINTING = frozenset(("it", "this", "that"))
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
_ABOUT = ("of", "about")
_CONJUNCTIONS = frozenset(("that", "when", "if", "how", "why", "for"))
_BACK = 80
"""Tokens before "this man" among which he is named."""
_FAR = 12
"""Tokens between an "it" and the infinitive that it leads to."""
_NEAREST = 4
"""Statements of one speaker among which the two before another are looked for."""
_DEEPEST = 3
"""Sentences that a chain of pronouns is followed through: "The dam is new. It is big. It is a farce."."""

Target = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Speech:
    """A statement as stances see it: its number, speaker, the tokens of its content, and the token that it judges."""

    number: int
    speaker: str
    first: int
    last: int
    judged: int | None = None


@dataclass(slots=True)
class Topics:
    """Resolves pronouns that point back; ``name`` says what the phrase or clause headed by a token names."""

    context: Context
    name: Callable[[int], list[Target]]
    speeches: Sequence[Speech]
    _known: dict[tuple[int, int], list[Target]] = field(default_factory=dict)
    _ordered: list[Speech] = field(init=False)
    _by_speaker: dict[str, list[Speech]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._ordered = sorted(self.speeches, key=lambda s: (s.first, s.number))
        for speech in self._ordered:
            self._by_speaker.setdefault(speech.speaker, []).append(speech)

    def of(self, token: Token, speech: Speech) -> list[Target]:
        """Return what a pronoun that opens a sentence of ``speech`` points back to, nothing where that is unclear."""
        if not self._points_back(token, speech):
            return self._led_to(token)
        at = (max(speech.first, self.context.sentence(token.i)[0]), speech.number)
        if at not in self._known:
            self._known[at] = self._before(at[0], speech, _DEEPEST)
        return [target for target in self._known[at] if target != (speech.speaker, False)]

    def epithet(self, token: Token, speech: Speech) -> list[Target]:
        """Return whom "this man" or "that guy" is: the person named last before it."""
        parse = self.context.parse
        pointed = any(c.lower in {"this", "that"} for c in parse.children(token.i, "det", "nmod"))
        if not pointed or token.lemma not in word_set("epithets"):
            return []
        for before in reversed(parse.tokens[max(token.i - _BACK, 0) : token.i]):
            found = self.name(before.i) if before.ent == "PERSON" and before.pos == "PROPN" else []
            if found and not found[0][1] and found[0][0] != speech.speaker:
                return found[:1]
        return []

    def _points_back(self, token: Token, speech: Speech) -> bool:
        """Say whether a subject opens its sentence, and leads to no clause: "it is sad that she left"."""
        tokens = self.context.parse.tokens
        first, last = self.context.sentence(token.i)
        before = tokens[max(speech.first, first) : token.i]
        if token.relation != "nsubj" or any(t.pos in NOMINAL for t in before):
            return False
        after = tokens[token.i + 1 : min(last, speech.last) + 1]
        return token.lower != "it" or not any(t.tag == "TO" or t.lower in _CONJUNCTIONS for t in after)

    def _led_to(self, token: Token) -> list[Target]:
        """What an "it" leads to, wherever the parser hung it: "it is a great honor to earn her praise"."""
        tokens = self.context.parse.tokens
        last = self.context.sentence(token.i)[1]
        ahead = tokens[token.i + 1 : min(last, token.i + _FAR) + 1]
        to = next((t for t in ahead if t.tag == "TO" and t.i < last), None)
        leads = token.lower == "it" and token.relation == "nsubj" and to is not None
        return self.name(to.i + 1) if leads and to is not None and tokens[to.i + 1].tag == "VB" else []

    def _before(self, first: int, speech: Speech, depth: int) -> list[Target]:
        """What was spoken of right before token ``first``, where a sentence of ``speech`` begins."""
        if depth == 0:
            return []
        if first > speech.first:
            start = max(self.context.sentence(first - 1)[0], speech.first)
            return self._matter(start, first - 1, speech, depth)
        return self._announced(speech) or self._said_before(speech, depth) or self._told_before(speech, depth)

    def _matter(self, first: int, last: int, speech: Speech, depth: int) -> list[Target]:
        """What a sentence is about: its subject where that is a thing, else what is done to."""
        tokens = self.context.parse.tokens
        subject = next((t for t in tokens[first : last + 1] if t.dep in _SUBJECTS), None)
        if subject is None:
            return []
        if subject.lower in POINTING:
            return self._before(first, speech, depth - 1)
        if subject.pos in {"NOUN", "PROPN"}:
            return self.name(subject.i)
        return []

    def _announced(self, speech: Speech) -> list[Target]:
        """What a cue says that a statement is about: "“This is a farce,” she said of the dam"."""
        tokens = self.context.parse.tokens
        first, _ = self.context.sentence(speech.first)
        _, last = self.context.sentence(min(speech.last + 2, len(tokens) - 1))  # its cue may be taken for another
        for token in tokens[first : last + 1]:
            outside = token.i < speech.first or token.i > speech.last
            said = self.context.predicate_at(token.i) if outside and token.tag in FINITE else None
            if said is not None and "quote" in said.say:
                about = next((t for name in _ABOUT for t in self.context.grammar.hung(token.i, name)), None)
                return self.name(about.i) if about is not None else []
        return []

    def _said_before(self, speech: Speech, depth: int) -> list[Target]:
        """What the same speaker spoke of just before."""
        own = self._by_speaker.get(speech.speaker, [])
        at = bisect_left(own, speech.first, key=lambda s: s.first)
        for other in reversed([s for s in own[max(at - _NEAREST, 0) : at] if s.last < speech.first][-2:]):
            if self._is_near(other.last, speech.first):
                first = max(self.context.sentence(other.last)[0], other.first)
                found = self._matter(first, other.last, other, depth - 1)
                if found:
                    return found
        return []

    def _told_before(self, speech: Speech, depth: int) -> list[Target]:
        """What somebody else said, or what was done, in the sentence before."""
        at = self.context.sentence(speech.first)[0] - 1
        if at < 0 or not self._is_near(at, speech.first):
            return []
        first, last = self.context.sentence(at)
        low = bisect_left(self._ordered, first, key=lambda s: s.first)
        within = self._ordered[low : bisect_left(self._ordered, last + 1, key=lambda s: s.first)]
        other = next((s for s in within if s.last <= last and s.speaker != speech.speaker), None)
        root = self._root(first, last) if other is None else self._root(other.first, other.last)
        if root is None:
            return []
        named = self.name(root) if other is not None else self._deed(root) or self._matter(first, last, speech, depth)
        return [(target, is_issue) for target, is_issue in named if is_issue]

    def _deed(self, i: int) -> list[Target]:
        """What verb ``i`` is done to, or what it leads to: "proposed paying for the dam"."""
        done = self.context.grammar.object(i)
        if done is not None and self.context.parse.tokens[done].pos == "NOUN":
            return self.name(done)
        led = self.context.parse.child(i, "xcomp", "ccomp")
        return self.name(led.i) if led is not None else []

    def _root(self, first: int, last: int) -> int | None:
        """The head of a stretch: the token whose own head lies outside."""
        tokens = (t for t in self.context.parse.tokens[first : last + 1] if t.pos != "PUNCT")
        return next((t.i for t in tokens if t.head < first or t.head > last or t.head == t.i), None)

    def _is_near(self, i: int, j: int) -> bool:
        return self.context.paragraph(j) - self.context.paragraph(i) <= 1
