"""The page of an article: its text, with what was found in it marked in place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import quote

from stakegraph.model import Annotation, Article, Evidence, Mention
from stakegraph.page.document import asset, label, plain, render, short, stem
from stakegraph.page.links import Link

KINDS = (
    ("actor", "actor", ""),
    ("issue", "issue", ""),
    ("statement", "statement", "“1"),
    ("stance-support", "support", "+1"),
    ("stance-oppose", "opposition", "−1"),
    ("event", "event", "e1"),
)
"""The kinds of marks as the legend has them: what they are called, and how their notes are numbered."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A stretch of text to be marked: how it looks (``kind``), what it is in words, and the note that it leads to."""

    start: int
    end: int
    kind: str
    note: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that is marked in one way from end to end; marks that overlap make more of them.

    ``anchors`` are the ids of the evidence that begins here, ``inside`` of that to which it belongs, ``href`` leads to
    the actor or issue that is mentioned, and ``ends`` are the numbered notes to it.
    """

    text: str
    kinds: str
    notes: str
    anchors: tuple[str, ...]
    inside: str
    href: str
    ends: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A statement, stance or event in the list below the text; ``links`` lead to where else it is shown."""

    id: str
    number: str
    kind: str
    group: str
    text: str
    quote: str
    facts: str
    anchor: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor or issue in the list below the text, with the places where it is mentioned."""

    id: str
    name: str
    about: str
    places: tuple[tuple[str, str], ...]
    links: tuple[Link, ...]


Places = Mapping[str, Sequence[Link]]


def anchor(evidence: Evidence) -> str:
    """Return the fragment of a piece of evidence in the page of its article.

    >>> anchor(Evidence(3, 5, "no"))
    'evidence-3-5'
    """
    return f"evidence-{evidence.start}-{evidence.end}"


def render_article(article: Article, annotation: Annotation, *, places: Places | None = None, home: str = "") -> str:
    """Return one HTML page with the text of ``article`` and all that ``annotation`` says is in it.

    Actors, issues, statements, stances and events are marked where they stand, overlapping or not, and each piece of
    evidence has the fragment ``evidence-START-END``. What is boilerplate is grey. Below the text is a note on each of
    them; ``places`` has, by their fragments on other pages, the links to where else they are shown. With ``home``, the
    name of the index page, the page leads there. Raises AnnotationError if the annotation does not fit the text.
    """
    annotation.check_text(article.text)
    known = places or {}
    notes = [*_statements(annotation, known), *_stances(annotation, known), *_events(annotation, known)]
    info = article.info
    language = (
        info.language if info.language and re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", info.language) else ""
    )
    about = [part for part in (info.publisher, info.author, info.published) if part]
    groups = ("actors", "issues", "statements", "stances", "events")
    counts = ", ".join(_count(len(getattr(annotation, name)), name) for name in groups)
    return render(
        "article.html",
        scripts=[asset("article.js")],
        page="article",
        title=label(info.title or info.id),
        home=home,
        about=label(" · ".join(about)) if about else "",
        counts=counts,
        kinds=KINDS,
        text_language=language,
        segments=list(_segments(article, list(_marks(annotation)), notes)),
        notes=notes,
        lists=[(name, found) for name, found in _entries(annotation, known) if found],
    )


def _count(number: int, things: str) -> str:
    return f"{number} {things[:-1] if number == 1 else things}"


def _stem(identifier: str) -> str:
    """Return the fragment that the IRI of this id gets on a map; an id may hold what would end a part of an IRI."""
    return stem(quote(identifier, safe=""))


def _names(annotation: Annotation) -> dict[str | None, str]:
    names: dict[str | None, str] = {actor.id: label(actor.name) for actor in annotation.actors}
    names |= {issue.id: label(issue.label) for issue in annotation.issues}
    names[None] = "somebody unnamed"
    return names


def _facts(rule: str, confidence: float, *more: str | None) -> str:
    return plain(" · ".join((*(part for part in more if part), f"rule: {rule}", f"confidence {confidence:.2f}")))


def _statements(annotation: Annotation, places: Places) -> Iterator[Note]:
    names = _names(annotation)
    for number, item in enumerate(annotation.statements, 1):
        yield Note(
            id=f"note-{_stem(item.id)}",
            number=f"“{number}",
            kind="statement",
            group="Statements",
            text=f"{names[item.speaker]} says",
            quote=plain(item.text),
            facts=_facts(
                item.rule, item.confidence, item.manner, item.factuality if item.factuality != "actual" else ""
            ),
            anchor=anchor(item.content[0]),
            links=tuple(places.get(_stem(item.id), ())),
        )


def _stances(annotation: Annotation, places: Places) -> Iterator[Note]:
    names = _names(annotation)
    for number, item in enumerate(annotation.stances, 1):
        yield Note(
            id=f"note-{_stem(item.id)}",
            number=f"{'+' if item.polarity == 'support' else '−'}{number}",
            kind=f"stance-{item.polarity}",
            group="Stances",
            text=f"{names[item.holder]} {item.polarity}s {names[item.target]}",
            quote=plain(item.evidence.exact),
            facts=_facts(item.rule, item.confidence, item.factuality if item.factuality != "actual" else ""),
            anchor=anchor(item.evidence),
            links=tuple(places.get(_stem(item.id), ())),
        )


def _events(annotation: Annotation, places: Places) -> Iterator[Note]:
    names = _names(annotation)
    for number, item in enumerate(annotation.events, 1):
        sides = (", ".join(names[one] for one in side) or "–" for side in (item.source, item.recipient))
        yield Note(
            id=f"note-{_stem(item.id)}",
            number=f"e{number}",
            kind="event",
            group="Events",
            text=f"{'/'.join(item.types)}: {' → '.join(sides)}",
            quote=plain(item.evidence.exact),
            facts=_facts(item.rule, item.confidence, item.factuality, item.date or item.time, item.place),
            anchor=anchor(item.evidence),
            links=tuple(places.get(_stem(item.id), ())),
        )


def _entries(annotation: Annotation, places: Places) -> Iterator[tuple[str, list[Entry]]]:
    """Yield the actors and the issues that are mentioned in the text; others have no evidence in it."""
    actors = [
        _entry(f"actor-{_stem(one.id)}", one.name, (one.type, one.role, one.country), one.mentions, places)
        for one in annotation.actors
        if one.mentions
    ]
    issues = [
        _entry(f"issue-{_stem(one.id)}", one.label, (), one.mentions, places)
        for one in annotation.issues
        if one.mentions
    ]
    yield "Actors", actors
    yield "Issues", issues


def _entry(
    identifier: str, name: str, about: Sequence[str | None], mentions: Sequence[Mention], places: Places
) -> Entry:
    return Entry(
        id=identifier,
        name=label(name),
        about=label(", ".join(part for part in about if part)) if any(about) else "",
        places=tuple((anchor(one.evidence), short(label(one.evidence.exact), 40)) for one in mentions),
        links=tuple(places.get(identifier, ())),
    )


def _marks(annotation: Annotation) -> Iterator[Mark]:
    names = _names(annotation)
    for owners, kind in ((annotation.actors, "actor"), (annotation.issues, "issue")):
        for owner in owners:
            for mention in owner.mentions:
                yield Mark(*mention.evidence.span, kind, names[owner.id], f"#{kind}-{_stem(owner.id)}")
    for statement in annotation.statements:
        for part in statement.content:
            yield Mark(*part.span, "statement", f"{names[statement.speaker]} says")
    for stance in annotation.stances:
        note = f"{names[stance.holder]} {stance.polarity}s {names[stance.target]}"
        yield Mark(*stance.evidence.span, f"stance-{stance.polarity}", note)
    for event in annotation.events:
        yield Mark(*event.evidence.span, "event", "/".join(event.types))


def _segments(article: Article, marks: list[Mark], notes: list[Note]) -> Iterator[Segment]:
    """Cut the text wherever a mark or the boilerplate begins or ends, so that marks never cross each other."""
    outside = list(_boilerplate(article))
    opening: dict[int, list[Mark]] = defaultdict(list)
    cuts = {0, len(article.text), *(cut for span in outside for cut in span)}
    for mark in sorted(set(marks)):
        opening[mark.start].append(mark)
        cuts |= {mark.start, mark.end}
    closing: dict[str, list[Note]] = defaultdict(list)
    for note in notes:
        closing[note.anchor].append(note)
    grey = {start for start, _ in outside}
    white = {end for _, end in outside}
    active: list[Mark] = []
    boilerplate = False
    order = sorted(cuts)
    for start, end in pairwise(order):
        boilerplate = start in grey or (boilerplate and start not in white)
        active = [mark for mark in active if mark.end > start] + opening[start]
        ids = {f"evidence-{mark.start}-{mark.end}": mark for mark in active}
        ended = dict.fromkeys(note for name, mark in ids.items() if mark.end == end for note in closing[name])
        yield Segment(
            text=plain(article.text[start:end]),
            kinds=" ".join(sorted({mark.kind for mark in active} | ({"boilerplate"} if boilerplate else set()))),
            notes=" · ".join(dict.fromkeys(mark.note for mark in active)),
            anchors=tuple(name for name, mark in ids.items() if mark.start == start),
            inside=" ".join(ids),
            href=min(((mark.end - mark.start, mark.href) for mark in active if mark.href), default=(0, ""))[1],
            ends=tuple(ended),
        )


def _boilerplate(article: Article) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in (*sorted(article.body), (len(article.text), len(article.text))):
        if at < start:
            yield at, start
        at = max(at, end)
