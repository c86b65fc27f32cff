"""Which actors a mention stands for, given who is speaking where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.lexicon import word_set

_LONGEST_NAME = 5
_MEMBERS = frozenset(("including", "such"))
_SINGLING = frozenset(("particularly", "especially", "notably", "namely"))
"""What leads to members of a group; "like" does after a plural: "populists like Ana Silva"."""
_ADDRESSED = frozenset(("you", "your", "yourself", "yourselves"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "X"))


class Actors(Protocol):
    """What the rules need of the table of actors."""

    def refer(self, i: int, speaker: str | None = None) -> str | None:
        """Return the actor that the noun phrase headed by token ``i`` names."""
        ...

    def refer_all(self, i: int, speaker: str | None = None) -> list[str]:
        """Return the actors that the noun phrase headed by token ``i`` names."""
        ...

    def principals(self) -> Mapping[str, str]:
        """Return for whom each actor found so far speaks by office, by their ids."""
        ...

    def is_named(self, actor: str) -> bool:
        """Say whether the article names an actor."""
        ...

    def introduce(self, i: int) -> str | None:
        """Return an unnamed actor for the noun phrase headed by token ``i``."""
        ...


class Voices:
    """Resolves mentions; inside a quotation "I" and "we" are its speaker, and "you" is whom he addresses."""

    def __init__(
        self, context: Context, actors: Actors, speakers: Mapping[int, str], addressees: Mapping[int, str]
    ) -> None:
        self.context = context
        self._actors = actors
        self._speakers = speakers
        self._addressees = addressees
        self._answers: dict[int, list[str]] = {}

    def principals(self) -> Mapping[str, str]:
        """Return for whom each actor speaks by office, by their ids; who speaks for himself is not in it."""
        return self._actors.principals()

    def is_named(self, actor: str) -> bool:
        """Say whether the article names an actor, rather than only describing it."""
        return self._actors.is_named(actor)

    def speaker_at(self, i: int) -> str | None:
        """Return who speaks the words at token ``i``, None outside direct speech."""
        return self._speakers.get(self.context.inside[i])

    def known(self, i: int) -> list[str]:
        """Return the named actors that the phrase headed by token ``i`` stands for, members of a list each."""
        if i not in self._answers:
            found = self._resolve(i)
            if not found:
                # Not kept: an actor may be introduced for these words later.
                return []
            self._answers[i] = found
        return self._answers[i]

    def included(self, i: int) -> list[str]:
        """Those whom a phrase names as members of a group: "several defectors, including Ana Silva"."""
        return [actor for t in self.members(i) for actor in self.known(t)]

    def members(self, i: int) -> list[int]:
        """Return the heads of the names that the phrase headed by ``i`` includes."""
        parse = self.context.parse
        near = [i, *(c.i for c in parse.children(i, "nmod"))]  # "critics of the dam, including Ana Silva"
        named = [c for head in near for c in parse.children(head, "nmod") if c.i > i and c.pos in _NOMINAL]
        leading = _MEMBERS | ({"like"} if parse.tokens[i].tag in {"NNS", "NNPS"} else frozenset())
        led = [t.i for t in named if any(case.lower in leading for case in parse.children(t.i, "case"))]
        led += [
            c.i for c in parse.children(i, "appos") if any(w.lower in _SINGLING for w in parse.children(c.i, "advmod"))
        ]
        return [*led, *(c.i for t in led for c in parse.children(t, "conj"))]

    def _resolve(self, i: int) -> list[str]:
        token = self.context.parse.tokens[i]
        if token.pos not in _NOMINAL:
            return []
        if token.lower in _ADDRESSED:
            addressee = self._addressees.get(self.context.inside[i])
            return [addressee] if addressee is not None else []
        speaker = self.speaker_at(i)
        end = self.context.grammar.run_end(i)
        heads = [i]
        if end > i and self._actors.refer(end, speaker) is not None:
            heads = [end, *(c.i for c in self.context.parse.children(i, "conj"))]
        found = [actor for head in heads for actor in self._actors.refer_all(head, speaker)] or self._called(i, speaker)
        found = [*self._torn_off(heads[0], speaker), *self._listed(heads[0], speaker), *found]
        others = [a for at in self.otherwise(i) for a in self._actors.refer_all(at, speaker)] if found else []
        return list(dict.fromkeys(actor for actor in found if actor not in others))

    def otherwise(self, i: int) -> list[int]:
        """Return who is listed with ``i``, yet does the contrary: "Peru voted for the dam and Brazil against it"."""
        tokens = self.context.parse.tokens
        apart = []
        for other in self.context.parse.children(i, "conj"):
            after = [t.lower for t in tokens[other.i + 1 : other.i + 3]]
            closes = len(after) > 1 and (tokens[other.i + 2].pos == "PUNCT" or after[1] == "it")
            if (closes and after[0] == "against") or after in (["in", "favour"], ["in", "favor"]):
                apart.append(other.i)
        return apart

    def _called(self, i: int, speaker: str | None) -> list[str]:
        """The name that a description is given: "a company called Volta"."""
        parse = self.context.parse
        naming = (c.i for c in parse.children(i, "acl") if c.tag == "VBN" and c.lemma in ("call", "name", "dub"))
        names = (c.i for verb in naming for c in parse.children(verb, "xcomp", "obj", "obl") if c.text[0].isupper())
        return [actor for name in names for actor in self._actors.refer_all(name, speaker)]

    def _listed(self, i: int, speaker: str | None) -> list[str]:
        """The names of a list that the parser took for parts of its last, or for other names of its first."""
        parse = self.context.parse
        if parse.tokens[i].pos not in {"PROPN", "NOUN"}:
            return []
        parts = [c.i for c in parse.children(i, "compound") if c.pos == "PROPN" and c.i < i]
        apart = (at for at in parts if any(t.text == "," for t in parse.tokens[at + 1 : i]))
        listed = parse.child(i, "conj") is not None and bool(parse.tokens[i].ent)
        beside = (c.i for c in parse.children(i, "appos") if listed and c.pos == "PROPN" and c.ent)
        return [actor for at in (*apart, *beside) for actor in self._actors.refer_all(at, speaker)]

    def _torn_off(self, i: int, speaker: str | None) -> list[str]:
        """The names before "and" in a list that the parser took for one long name: "Keir Brown and Anna Roy"."""
        tokens = self.context.parse.tokens
        at = i
        while at > 0 and tokens[at].pos == "PROPN" and i - at < _LONGEST_NAME:
            at -= 1
        if at == i or at == 0 or tokens[at].lower != "and" or not tokens[at - 1].text[:1].isupper():
            return []
        inside = tokens[at - 1].head == i or tokens[at].head == i or tokens[tokens[at - 1].head].head == i
        before = self._actors.refer(at - 1, speaker) if inside else None
        return [before] if before is not None else []

    def alliance(self, i: int) -> list[str]:
        """A body that is named by what it is, "a coalition of the willing", is an actor where somebody wants it."""
        token = self.context.parse.tokens[i]
        named = token.lemma.lower() in word_set("alliance") and self.context.parse.child(i, "nmod") is not None
        made = self._actors.introduce(i) if named else None
        return [made] if made is not None else []

    def actors(self, i: int) -> list[str]:
        """Like ``known``, but an unnamed person or body ("villagers", "the minister") becomes an actor of its own."""
        found = self.known(i)
        if found:
            return found
        made = self._actors.introduce(i)
        return [made] if made is not None else []
