"""The whole extractor on small articles, and what it finds by names instead of ids."""

from __future__ import annotations

from parsing import article, context, pipeline
from stakegraph.extract import extract
from stakegraph.extract.actors.table import ActorTable, find_actors
from stakegraph.extract.statements.drafts import Draft
from stakegraph.extract.statements.finding import find_statements
from stakegraph.model import Actor, Annotation, Provenance
from stakegraph.syntax import Parse


class Case:
    """An article with its actors, asked by the words of its text."""

    def __init__(self, text: str) -> None:
        self.article = article(text)
        self.parse: Parse = pipeline().parse(self.article)
        self.table: ActorTable = find_actors(self.article, self.parse, ())

    def token(self, word: str, occurrence: int = 0) -> int:
        return [t.i for t in self.parse.tokens if t.text == word][occurrence]

    def refer(self, word: str, occurrence: int = 0, speaker: str | None = None) -> str | None:
        return self.table.refer(self.token(word, occurrence), speaker)

    def actors(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.table.actors()}


def found(text: str, published: str | None = None) -> Annotation:
    it = article(text, published)
    return extract(it, pipeline().parse(it), provenance=Provenance("stakegraph"))


def names(annotation: Annotation) -> dict[str, str]:
    return {a.id: a.name for a in annotation.actors} | {i.id: i.label for i in annotation.issues}


def stances(text: str) -> set[tuple[str, str, str]]:
    it = found(text)
    return {(names(it)[s.holder], s.polarity, names(it)[s.target]) for s in it.stances}


def events(text: str) -> list[tuple[tuple[str, ...], list[str], list[str], str]]:
    it = found(text)
    sides = [([names(it)[a] for a in e.source], [names(it)[a] for a in e.recipient]) for e in it.events]
    return [(e.types, *side, e.factuality) for e, side in zip(it.events, sides, strict=True)]


def drafts(text: str) -> list[Draft]:
    return find_statements(context(text))


def said(text: str) -> list[tuple[str | None, str | None, str]]:
    """Return (source's head, cue, content) of every statement."""
    it = context(text)
    return [
        (
            it.parse.tokens[d.source].text if d.source is not None else None,
            text[slice(*d.cue)] if d.cue is not None else None,
            " … ".join(text[a:b] for a, b in d.content),
        )
        for d in find_statements(it)
    ]
