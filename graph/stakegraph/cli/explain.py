"""Why everything in an annotation is there: its rule, its words, how sure it is, and why mentions are one actor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from stakegraph.cli.talk import shorten
from stakegraph.model import Actor, Annotation, Evidence


def explained(annotation: Annotation) -> str:
    """Return a line for each thing found: kind, what, confidence, rule, characters and words.

    Below an actor stands each wording that was taken for it, how often, and the reason.
    """
    lines = [f"article    {annotation.article.id}"]
    for actor in annotation.actors:
        lines.extend(_actor(actor))
    for issue in annotation.issues:
        lines.append(f"issue      {issue.id}  {shorten(issue.label)}")
        lines.extend(_wordings((mention.evidence.exact, mention.rule) for mention in issue.mentions))
    for said in annotation.statements:
        words = " … ".join(part.exact for part in said.content)
        lines.append(f"statement  {said.speaker or '?'}  {_why(said.confidence, said.rule, said.content[0], words)}")
    for stance in annotation.stances:
        verb = "supports" if stance.polarity == "support" else "opposes"
        why = _why(stance.confidence, stance.rule, stance.evidence)
        lines.append(f"stance     {stance.holder} {verb} {stance.target}  {why}")
    for event in annotation.events:
        ends = f"{', '.join(event.source) or '?'} → {', '.join(event.recipient) or '?'}"
        why = _why(event.confidence, event.rule, event.evidence)
        lines.append(f"event      {'/'.join(event.types)} {ends}, {event.factuality}  {why}")
    return "\n".join(lines)


def _actor(actor: Actor) -> Iterator[str]:
    about = [
        actor.type,
        *([shorten(actor.role)] if actor.role else []),
        *([f"for {actor.represents}"] if actor.represents else []),
    ]
    yield f"actor      {actor.id}  {', '.join(about)}"
    yield from _wordings((mention.evidence.exact, mention.rule) for mention in actor.mentions)


def _wordings(mentions: Iterator[tuple[str, str]]) -> Iterator[str]:
    for (words, rule), times in Counter(mentions).items():
        yield f"             “{shorten(words)}” × {times}  [{rule}]"


def _why(confidence: float, rule: str, evidence: Evidence, words: str = "") -> str:
    return f"{confidence:.2f} [{rule}] {evidence.start}–{evidence.end} “{shorten(words or evidence.exact)}”"
