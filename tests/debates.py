"""A short invented debate in three articles: six actors, two issues, and one who goes over."""

from __future__ import annotations

from typing import get_args

from pyoxigraph import Quad

from stakegraph.model import (
    Actor,
    ActorType,
    Annotation,
    ArticleInfo,
    Evidence,
    Issue,
    Polarity,
    Stance,
    slug,
    stance_id,
)
from stakegraph.rdf import to_quads

PEOPLE: dict[str, ActorType] = {
    "Ada": "person", "Ben": "person", "Cem": "country", "Dot": "country", "Eva": "group", "Flo": "group",
}  # fmt: skip
TEXT = "Ada, Ben, Cem, Dot, Eva and Flo spoke about the dam and the bridge: "

DEBATE = (("One", "2026-01-05", "+++---"), ("Two", "2026-02-05", "+++---"), ("Three", "2026-03-05", "++----"))


def article(name: str, day: str, sides: str) -> Annotation:
    """An article in which each of the six is for (+) or against (-) the dam, and the other way for the bridge."""
    text = TEXT + name
    info = ArticleInfo.of(text, name, title=name, published=day)
    stances = []
    for who, side in zip(PEOPLE, sides, strict=True):
        evidence = Evidence.cut(text, text.index(who), text.index(who) + len(who))
        # Support comes first of the two.
        for target, polarity in zip(("the-dam", "the-bridge"), _sides(side), strict=True):
            key = stance_id(info.id, slug(who), target, polarity, evidence)
            stances.append(Stance(key, slug(who), target, polarity, evidence, confidence=0.9, rule="test"))
    actors = tuple(Actor(slug(who), who, kind) for who, kind in PEOPLE.items())
    issues = (Issue("the-dam", "the dam"), Issue("the-bridge", "the bridge"))
    return Annotation(info, actors, issues, stances=tuple(stances))


def _sides(side: str) -> tuple[Polarity, Polarity]:
    support, oppose = get_args(Polarity)
    return (support, oppose) if side == "+" else (oppose, support)


def quads() -> list[Quad]:
    """The graph of the whole debate."""
    return [quad for row in DEBATE for quad in to_quads(article(*row))]
