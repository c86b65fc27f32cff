"""Graphs of any size for benchmarks: articles with invented actors, issues, statements, stances and events.

Nothing here is text of anybody: names are made of numbers, and the same seed gives the same graph. Actors and issues
are drawn unevenly, a few of them in most articles, as in the news; each article has about 500 triples.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import get_args

from pyoxigraph import Quad

from stakegraph.model import (
    Actor,
    ActorType,
    Annotation,
    ArticleInfo,
    Event,
    EventType,
    Evidence,
    Issue,
    Mention,
    Polarity,
    Provenance,
    Stance,
    Statement,
)
from stakegraph.rdf import to_quads

LENGTH = 4000
"""Characters of an article."""

_KINDS: tuple[ActorType, ...] = ("person", "person", "person", "organization", "country", "group")
_SIDES: tuple[Polarity, ...] = get_args(Polarity)
_DEEDS: tuple[EventType, ...] = get_args(EventType)
_MADE_BY = Provenance("stakegraph", "bench", "generated")


def quads(triples: int, seed: int = 7) -> list[Quad]:
    """Return the quads of as many articles as give at least ``triples``."""
    found: list[Quad] = []
    for annotation in articles(triples, seed):
        found += to_quads(annotation)
        if len(found) >= triples:
            break
    return found


def articles(triples: int, seed: int = 7) -> Iterator[Annotation]:
    """Yield articles without end; the pools of actors and issues grow with ``triples``."""
    chance = random.Random(seed)
    pool = max(40, triples // 500)
    number = 0
    while True:
        yield _article(number, chance, pool)
        number += 1


def _article(number: int, chance: random.Random, pool: int) -> Annotation:
    drawn = {_drawn(chance, pool) for _ in range(6)}
    drawn |= {above for one in drawn if (above := _above(one)) is not None}
    drawn |= {above for one in drawn if (above := _above(one)) is not None}
    actors = [_actor(i, chance) for i in sorted(drawn)]
    issues = [_issue(i, chance) for i in sorted({_drawn(chance, pool // 4) for _ in range(3)})]
    who = [one.id for one in actors]
    what = who + [one.id for one in issues]
    said = [
        Statement(f"s{number}-{i}", chance.choice(who), (_words(chance),), _words(chance), None, "direct")
        for i in range(5)
    ]
    stances = [_stance(f"t{number}-{i}", chance, who, what, chance.choice(said).id) for i in range(4)]
    events = [
        Event(f"e{number}-{i}", (chance.choice(_DEEDS),), (chance.choice(who),), (chance.choice(who),),
              _words(chance), date=f"2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}")
        for i in range(2)
    ]  # fmt: skip
    info = ArticleInfo(f"article-{number}", f"{number:064x}", LENGTH, title=f"Article {number}", published="2026-05-03")
    return Annotation(info, tuple(actors), tuple(issues), tuple(said), tuple(stances), tuple(events), _MADE_BY)


def _drawn(chance: random.Random, pool: int) -> int:
    """Draw a number below ``pool``; small ones far more often."""
    return int(pool * chance.random() ** 3)


def _words(chance: random.Random) -> Evidence:
    start, words = chance.randrange(LENGTH - 200), f"words {chance.randrange(10**6)} of an article that nobody wrote"
    return Evidence(start, start + len(words), words, "what stands before ", " and after")


def _actor(number: int, chance: random.Random) -> Actor:
    kind = _KINDS[number % len(_KINDS)]
    mentions = tuple(Mention(_words(chance), "name") for _ in range(2))
    above = _above(number)
    represents = None if above is None else f"actor-{above}"
    return Actor(f"actor-{number}", f"Actor {number}", kind, (f"A. {number}",), mentions, represents=represents)


def _above(number: int) -> int | None:
    """Return the number of the actor that this one speaks for: people for an organization, that for a country."""
    kind = _KINDS[number % len(_KINDS)]
    if kind == "person":
        return 6 * (number // 12) + _KINDS.index("organization")
    return 6 * (number // 48) + _KINDS.index("country") if kind == "organization" else None


def _issue(number: int, chance: random.Random) -> Issue:
    return Issue(f"issue-{number}", f"Issue {number}", (), (Mention(_words(chance), "head noun"),))


def _stance(key: str, chance: random.Random, who: list[str], what: list[str], basis: str) -> Stance:
    holder = chance.choice(who)
    target = chance.choice([one for one in what if one != holder])
    polarity: Polarity = chance.choice(_SIDES)
    return Stance(key, holder, target, polarity, _words(chance), basis)
