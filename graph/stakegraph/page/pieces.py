"""The evidence of a map: one piece for each sentence behind an edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stakegraph.network import SIGNS
from stakegraph.page.document import article_page, label, plain, stem

if TYPE_CHECKING:
    from stakegraph.page.drawing import Line


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence behind an edge, with the words before and after it; ``fragment`` is the name by which it is cited.

    ``id``, ``evidence`` and ``article_id`` are IRIs.
    """

    id: str
    fragment: str
    sign: int
    verb: str
    kinds: tuple[str, ...]
    source: str
    target: str
    before: str
    quote: str
    after: str
    speaker: str
    rule: str
    confidence: str
    factuality: str
    date: str
    article: str
    article_id: str
    evidence: str
    offsets: str
    href: str


def piece(facts: dict[str, Any], ends: tuple[str, str], line: Line, names: set[str], *, link_articles: bool) -> Piece:
    """Make the piece of an edge of a network; ``ends`` are the names of the nodes, ``names`` the fragments in use."""
    kinds = tuple(plain(str(facts["kind"])).split("/"))
    start, end, article = facts["start"], facts["end"], facts["article"]
    placed = 0 <= start < end
    return Piece(
        id=str(facts["id"]),
        fragment=free_name(stem(str(facts["id"])), names),
        sign=facts["sign"],
        verb=plain(facts["verb"]) if "verb" in facts else _verb(kinds, line),
        kinds=() if kinds[0] in SIGNS else kinds,
        source=ends[0],
        target=ends[1],
        before=plain(facts.get("before", "")),
        quote=plain(facts["quote"]),
        after=plain(facts.get("after", "")),
        speaker=label(facts["speaker"]) if facts.get("speaker") else "",
        rule=plain(facts["rule"]),
        confidence=_figures(facts["confidence"]),
        factuality=plain(facts["factuality"]),
        date=plain(facts["date"]),
        article=label(facts["article_title"]) if facts["article_title"] else stem(article) if article else "",
        article_id=article,
        evidence=facts.get("evidence", ""),
        offsets=f"{start}–{end}" if placed else "",
        href=f"{article_page(article)}#evidence-{start}-{end}" if article and placed and link_articles else "",
    )


def _figures(number: float) -> str:
    """Return a number with two figures after the point, or all that it has.

    >>> _figures(0.9), _figures(0.625)
    ('0.90', '0.625')
    """
    return max(f"{number:.2f}", f"{number:.6g}", key=len)


def _verb(kinds: Sequence[str], line: Line) -> str:
    return line.verb if kinds[0] in SIGNS else " or ".join(kinds).lower()


def free_name(name: str, used: set[str]) -> str:
    """Return a name that is not used yet; an event between several actors has a piece for each pair of them.

    >>> free_name("e1", {"e1"}), free_name("sg-map", set())
    ('e1-2', 'on-sg-map')
    """
    # The page itself has names that begin so.
    fragment = name = f"on-{name}" if name.startswith("sg-") else name
    turn = 1
    while fragment in used:
        turn += 1
        fragment = f"{name}-{turn}"
    used.add(fragment)
    return fragment
