"""The page of a timeline: what was said and done by date or, where there is none, in the order of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from stakegraph.page.document import article_page, label, one_script, plain, render, stem
from stakegraph.page.lanes import lanes

Row = Mapping[str, str | None]

ITEMS = 10
"""How many items a page has at most for each of the most actors that it shows."""

KINDS = {
    "statement": "statements",
    "cooperation": "cooperation",
    "conflict": "conflict",
    "neutral": "neutral events",
}
"""The kinds of items as the legend names them; events have the names of event coding."""

_SIGNS = {1: "cooperation", -1: "conflict", 0: "neutral"}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """A statement or an event: who says or does what to whom, when, and in which words.

    ``day`` is the date of the event or, failing that, that on which its article appeared (``reported``); empty if
    neither is known. ``time`` are the article's words for it. ``order`` is its place in the text.
    """

    fragment: str
    kind: str
    verb: str
    who: tuple[str, ...]
    whom: tuple[str, ...]
    quote: str
    day: str
    reported: bool
    time: str
    factuality: str
    rule: str
    confidence: str
    article: str
    offsets: str
    href: str
    order: tuple[str, int, str]

    @property
    def actors(self) -> tuple[str, ...]:
        """All that have a part in it."""
        return tuple(dict.fromkeys((*self.who, *self.whom)))

    @property
    def text(self) -> str:
        """What it is in a few words."""
        return " ".join(part for part in (", ".join(self.who) or "somebody", self.verb, ", ".join(self.whom)) if part)


def render_timeline(
    rows: Iterable[Row],
    *,
    title: str,
    subtitle: str = "",
    limit: int = 300,
    link_articles: bool = True,
    home: str = "",
) -> str:
    """Return one HTML page with all statements and events of ``rows``, those of ``queries/network/timeline.rq``.

    A picture has a lane for each of the actors with most of them, the table below all of them, with their evidence.
    Items without a date of their own stand at that on which their article appeared; without any, they come last, in
    the order of the text. Of more than ``limit`` actors, or ``ITEMS`` times as many items, what those with most items
    say and do is shown, and the page says so; 0 shows all. Links are those of ``render_network``.

    >>> "Nothing was said or done" in render_timeline([], title="No news")
    True
    """
    items = _items(rows, link_articles)
    kept, total = _most(items, limit)
    shown = [item for item in items if kept.intersection(item.actors or ("",))]
    kinds = Counter(item.kind for item in shown)
    days = sorted({item.day for item in shown if len(item.day) == 10})
    return render(
        "timeline.html",
        scripts=[one_script("saving.js", "timeline.js")] if shown else [],
        page="timeline",
        title=label(title),
        subtitle=label(subtitle) if subtitle else "",
        home=home,
        items=len(shown),
        actors=len(kept - {""}),
        total=total,
        unnamed="" not in kept and any(not item.actors for item in items),
        names=sorted(kept - {""}),
        kinds=[(kind, name, kinds[kind]) for kind, name in KINDS.items() if kinds[kind]],
        first=days[0] if len(days) > 1 else "",
        last=days[-1] if len(days) > 1 else "",
        reported=any(item.day and item.reported for item in shown),
        groups=list(_groups(shown)),
        picture=lanes(shown),
    )


def _items(rows: Iterable[Row], link_articles: bool) -> list[Item]:
    """Put the rows of each statement and event together, in the order of the timeline."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["item"] or ""].append(row)
    items = [_item(found[name], link_articles) for name in sorted(found)]
    return sorted(items, key=lambda item: (item.day == "", item.day, item.order))


def _most(items: Sequence[Item], limit: int) -> tuple[set[str], int]:
    """Return the actors with most items, as many as fit, and how many there are.

    An empty name among them stands for what nobody is named for, which comes last.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for item in items:
        for actor in item.actors or ("",):
            found[actor].add(item.fragment)
    unnamed = found.pop("", set())
    order = sorted(found, key=lambda actor: (-len(found[actor]), actor))
    room = limit * ITEMS or len(items)
    kept: set[str] = set()
    shown: set[str] = set()
    for actor in order[: limit or None]:
        if kept and len(shown | found[actor]) > room:
            break
        kept.add(actor)
        shown |= found[actor]
    return kept | ({""} if not kept or len(shown | unnamed) <= room else set()), len(order)


def _item(rows: Sequence[Row], link_articles: bool) -> Item:
    first = rows[0]
    roles: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["actor"]:
            roles[row["role"] or ""].add(label(row["actorLabel"] or row["actor"]))
    pieces = sorted({(int(row["start"] or 0), int(row["end"] or 0), row["quote"] or "") for row in rows})
    types = sorted({row["type"] for row in rows if row["type"]})
    signs = {int(row["sign"] or 0) for row in rows if row["type"]}
    spoken = first["kind"] == "statement"
    start, end, article = pieces[0][0], pieces[0][1], first["article"] or ""
    date, issued = _day(first["date"]), _day(first["issued"])
    return Item(
        fragment=stem(first["item"] or ""),
        kind="statement" if spoken else _SIGNS[signs.pop() if len(signs) == 1 else 0],
        verb="says" if spoken else " or ".join(types).lower(),
        who=tuple(sorted(roles["speaker"] | roles["source"])),
        whom=tuple(sorted(roles["addressee"] | roles["recipient"])),
        quote=plain(" … ".join(words for _, _, words in pieces)),
        day=date or issued,
        reported=not date,
        time=label(first["time"]) if first["time"] else "",
        factuality=plain(first["factuality"] or ""),
        rule=plain(first["rule"] or ""),
        confidence=f"{float(first['confidence'] or 1):.2f}",
        article=label(first["articleTitle"] or stem(article)),
        offsets=f"{start}–{pieces[-1][1]}",
        href=f"{article_page(article)}#evidence-{start}-{end}" if link_articles else "",
        order=(article, start, first["item"] or ""),
    )


def _day(text: str | None) -> str:
    """Return the day, month or year with which a date begins, or nothing."""
    found = re.match(r"\d{4}(-(0[1-9]|1[0-2])(-([0-2]\d|3[01]))?)?(?!\d)", text or "")
    return found[0] if found else ""


def _groups(items: Sequence[Item]) -> Iterator[tuple[str, str, list[Item]]]:
    """Yield a heading, its date for machines, and the items below it, for each date and each undated article."""
    for (day, article), members in groupby(items, key=lambda item: (item.day, "" if item.day else item.article)):
        heading = day_name(day) if day else f"Without a date, in the order of the text: {article}"
        yield heading, day, list(members)


def day_name(day: str) -> str:
    """Return a date as it is read.

    >>> day_name("2025-03-07"), day_name("2025-03"), day_name("2025")
    ('7 March 2025', 'March 2025', '2025')
    """
    year, *rest = (int(part) for part in day.split("-"))
    return " ".join([*map(str, rest[1:]), *(_MONTHS[month - 1] for month in rest[:1]), f"{year:04}"])
