"""What building each kind of network costs beside the raw query under it, on a store of 300,000 triples.

Run ``python tests/bench/bench_network.py``. The store is made of seeded random annotations; the raw query is that of the
kind's coded unit (``queries/network/*.rq``), with every cell of every row read.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pyoxigraph import QuerySolutions
from stakegraph.model import (
    ACTOR_TYPES,
    EVENT_TYPES,
    Actor,
    Annotation,
    ArticleInfo,
    Event,
    Evidence,
    Issue,
    Mention,
    Stance,
    Statement,
    event_id,
    stance_id,
    statement_id,
)
from stakegraph.resources import text
from stakegraph.store import OxigraphStore, memory_store

TRIPLES = 300_000
_WORDS = " ".join(f"word{number:03}" for number in range(800))
_STEP = 8  # the characters of a word with its blank


def random_annotation(number: int, draw: random.Random) -> Annotation:
    """Make up an article with 20 actors, 10 issues, 30 statements, 20 stances and 10 events."""
    info = ArticleInfo(
        f"article-{number}", f"{number:064x}", len(_WORDS), publisher=f"Outlet {number % 7}",
        published=f"20{10 + number % 15}-{number % 12 + 1:02}-{number % 28 + 1:02}", language="en",
    )  # fmt: skip

    def cut(words: int = 1) -> Evidence:
        start = draw.randrange(700) * _STEP
        return Evidence.cut(_WORDS, start, start + words * _STEP - 1)

    def mentions() -> tuple[Mention, ...]:
        return tuple(Mention(cut(), "name") for _ in range(3))

    chosen = sorted({int(300 * draw.random() ** 2) for _ in range(30)})[:20]
    actors = [f"actor-{one}" for one in chosen]
    issues = [f"issue-{one}" for one in sorted(draw.sample(range(150), 10))]
    statements, stances, events = {}, {}, {}
    for _ in range(30):
        speaker, content = draw.choice(actors), (cut(10),)
        said = Statement(statement_id(info.id, speaker, content), speaker, content)
        statements[said.id] = said
    for said in list(statements.values())[:20]:
        target, polarity = draw.choice(issues + actors[:5]), draw.choice(("support", "oppose"))
        key = stance_id(info.id, str(said.speaker), target, polarity, said.content[0])
        stances[key] = Stance(key, str(said.speaker), target, polarity, said.content[0], said.id)  # type: ignore[arg-type]
    for _ in range(10):
        source, recipient, at = (draw.choice(actors),), (draw.choice(actors),), cut(5)
        kinds = (draw.choice(EVENT_TYPES),)
        key = event_id(info.id, kinds, source, recipient, at)
        events[key] = Event(key, kinds, source, recipient, at)  # type: ignore[arg-type]
    return Annotation(
        info,
        tuple(Actor(one, one.title(), ACTOR_TYPES[len(one) % 4], mentions=mentions()) for one in actors),  # type: ignore[arg-type]
        tuple(Issue(one, one.title(), mentions=mentions()) for one in issues),
        tuple(statements.values()), tuple(stances.values()), tuple(events.values()),
    )  # fmt: skip


def random_store(triples: int = TRIPLES, seed: int = 0) -> OxigraphStore:
    """Return a store of at least ``triples`` triples."""
    draw, store, number = random.Random(seed), memory_store(), 0
    while len(store) < triples:
        for _ in range(10):
            store.add(random_annotation(number, draw))
            number += 1
    return store
