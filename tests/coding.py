"""Short builders of coded units for tests."""

from __future__ import annotations

from datetime import date

from stakegraph.network import Node, Unit, Units


def unit(key: object, actor: str, target: str, level: float | None = 1.0, day: str = "", **more: object) -> Unit:
    """Build a unit; its article is the first letter of its key unless another is given."""
    when = date.fromisoformat(day) if day else None
    facts: dict[str, object] = {"article": str(key)[0], "day": when, **more}
    return Unit(str(key), actor, target, level, **facts)  # type: ignore[arg-type]


def units(*items: Unit, scale: float = 2.0, what: str = "stance", **isolates: str) -> Units:
    """Build units; who is called ``issue…`` is one, everybody else a person; isolates come with their type."""
    names = sorted({end for one in items for end in (one.actor, one.target)})
    nodes = {name: Node(name.title(), "Issue" if name.startswith("issue") else "Person") for name in names}
    nodes |= {name: Node(name.title(), kind) for name, kind in isolates.items()}
    titles = {one.article: f"Title {one.article}" for one in items}
    return Units(what, tuple(sorted(items, key=lambda one: one.place)), nodes, titles, scale)
