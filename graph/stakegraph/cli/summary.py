"""The summary of a build: who is in the articles, who is for and against what, what happened."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from stakegraph.cli.talk import coloured, counted, plain, shorten
from stakegraph.model import Actor, Annotation, Event

_MOST = 12
"""The most lines of one section; how many are left out is said below them."""


def summary(annotations: Sequence[Annotation], out: Path) -> str:
    """Return the summary of ``annotations`` that were built into the folder ``out``."""
    sections = (_articles(annotations), _actors(annotations), _stances(annotations), _events(annotations), _files(out))
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def _articles(annotations: Sequence[Annotation]) -> list[str]:
    lines = []
    for one in annotations[:_MOST]:
        made_by = "by hand" if one.provenance.software is None else (one.provenance.model or "")
        title = shorten(one.article.title or one.article.id, 90)
        lines.append(title if not made_by else f"{title}  ({plain(made_by)})")
    lines += _left_out(len(annotations))
    counts = {
        "actor": len({a.id for one in annotations for a in one.actors}),
        "issue": len({i.id for one in annotations for i in one.issues}),
        "statement": sum(len(one.statements) for one in annotations),
        "stance": sum(len(one.stances) for one in annotations),
        "event": sum(len(one.events) for one in annotations),
    }
    return [*lines, ", ".join(counted(number, name) for name, number in counts.items())]


def _actors(annotations: Sequence[Annotation]) -> list[str]:
    actors: dict[str, Actor] = {}
    weight: Counter[str] = Counter()
    for one in annotations:
        for actor in one.actors:
            actors.setdefault(actor.id, actor)
            weight[actor.id] += len(actor.mentions)
    most = sorted(actors.values(), key=lambda actor: (-weight[actor.id], actor.name))
    width = max((len(_name(actor)) for actor in most[:_MOST]), default=0)
    lines = [f"  {_name(actor):<{width}}  {_who(actor, actors)}".rstrip() for actor in most[:_MOST]]
    return ["Actors, most mentioned first", *lines, *_left_out(len(most))] if lines else []


def _name(actor: Actor) -> str:
    return shorten(actor.name, 40)


def _who(actor: Actor, actors: dict[str, Actor]) -> str:
    behind = actors.get(actor.represents or "")
    said: list[str] = [shorten(actor.role, 50) if actor.role else actor.type]
    if behind is not None and plain(behind.name).lower() not in said[0].lower():
        said.append(f"for {_name(behind)}")
    return ", ".join(said)


def _stances(annotations: Sequence[Annotation]) -> list[str]:
    sides: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: {"support": Counter(), "oppose": Counter()})
    names: dict[str, str] = {}
    for one in annotations:
        names |= {actor.id: actor.name for actor in one.actors} | {issue.id: issue.label for issue in one.issues}
        for stance in one.stances:
            if stance.factuality in {"actual", "planned"}:
                sides[stance.target][stance.polarity][stance.holder] += 1
    order = sorted(sides, key=lambda target: (-sum(len(side) for side in sides[target].values()), names[target]))
    lines = []
    for target in order[:_MOST]:
        lines.append(f"  {shorten(names[target], 70)}")
        for polarity, word, colour in (("support", "for", "green"), ("oppose", "against", "red")):
            if holders := [shorten(names[holder], 40) for holder, _ in sides[target][polarity].most_common()]:
                lines.append(f"    {coloured(f'{word:<7}', colour)}  {', '.join(holders)}")
    return ["Stances", *lines, *_left_out(len(order))] if lines else []


def _events(annotations: Iterable[Annotation]) -> list[str]:
    names: dict[str, str] = {}
    events: list[Event] = []
    for one in annotations:
        names |= {actor.id: actor.name for actor in one.actors}
        events += one.events
    width = max((len("/".join(event.types)) for event in events[:_MOST]), default=0)
    lines = [f"  {'/'.join(event.types):<{width}}  {_event(event, names)}" for event in events[:_MOST]]
    return ["Events", *lines, *_left_out(len(events))] if lines else []


def _event(event: Event, names: dict[str, str]) -> str:
    source, recipient = (
        ", ".join(shorten(names[one], 30) for one in side) or "?" for side in (event.source, event.recipient)
    )
    when = f", {plain(event.time)}" if event.time else ""
    how = "" if event.factuality == "actual" else f", {event.factuality}"
    return f"{source} → {recipient}{when}{how}"


def _files(out: Path) -> list[str]:
    width = len(str(out / "annotations"))
    return [
        "Files",
        f"  {out / 'index.html'!s:<{width}}  open this in a browser",
        f"  {out / 'graph.ttl'!s:<{width}}  the graph as Turtle; graph.trig keeps the articles apart",
        f"  {out / 'annotations'!s:<{width}}  what was found in each article, to read and correct",
    ]


def _left_out(number: int) -> list[str]:
    return [f"  and {number - _MOST} more"] if number > _MOST else []
