"""Coded units straight from a database of Discourse Network Analyzer, of any of its variables or document fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from stakegraph.errors import UsageError
from stakegraph.exchange.dna_file import DnaFile, DnaStatement, load
from stakegraph.network import Node, Unit, Units

DOCUMENT_FIELDS = ("author", "source", "section", "type", "title")
STATEMENT_TYPE = "DNA Statement"
_TYPES = {"person": "Person", "organization": "Organization"}


def dna_units(
    path: str | Path,
    *,
    actor: str = "organization",
    target: str = "concept",
    qualifier: str | None = "agreement",
    statement_type: str = STATEMENT_TYPE,
) -> Units:
    """Return the statements of one type as coded units, which are stances of an actor on a target.

    ``actor`` and ``target`` are short text variables or fields of documents (author, source, section, type, title),
    ``qualifier`` is a boolean or integer variable, or None. A boolean is 1 or -1; the range R of an integer is that
    of its values in the database. The source of a document is the outlet. Statements without an actor or a target are
    left out. Raises StoreError where the file can't be read, UsageError for a name that it does not have.
    """
    base = load(path)
    if statement_type not in base.types:
        raise UsageError(f"statement type {statement_type!r} is unknown here; known are {', '.join(base.types)}")
    kinds = base.types[statement_type]
    read_actor, read_target = (_reader(base, kinds, name) for name in (actor, target))
    if qualifier is not None and kinds.get(qualifier) not in ("boolean", "integer"):
        known = [name for name, kind in kinds.items() if kind in ("boolean", "integer")]
        raise UsageError(
            f"qualifier {qualifier!r} is no boolean or integer here; known are {', '.join(known) or 'none'}"
        )
    boolean = kinds.get(qualifier or "") == "boolean"
    nodes: dict[str, Node] = {}
    items = []
    for statement in base.statements:
        ends = read_actor(statement), read_target(statement)
        if statement.type != statement_type or not all(ends):
            continue
        names = named(nodes, ends, (actor, target))
        level = _level(statement, qualifier, boolean)
        items.append(_unit(base, statement, names, level))
    scale = 2.0 if boolean else scale_of(items)
    titles = {str(key): document.title for key, document in base.documents.items()}
    return Units("stance", tuple(sorted(items, key=lambda unit: unit.place)), nodes, titles, scale)


def _reader(base: DnaFile, kinds: dict[str, str], name: str) -> Callable[[DnaStatement], str]:
    if kinds.get(name) == "short text":
        return lambda statement: str(statement.values.get(name, ""))
    if name in DOCUMENT_FIELDS:
        return lambda statement: str(getattr(base.documents[statement.document], name))
    known = [one for one, kind in kinds.items() if kind == "short text"]
    raise UsageError(f"variable {name!r} is unknown here; known are {', '.join([*known, *DOCUMENT_FIELDS])}")


def scale_of(items: Iterable[Unit]) -> float:
    """Return the range R of the levels that occur; 2 where there are none."""
    levels = [unit.level for unit in items if unit.level is not None]
    return max(levels) - min(levels) if levels else 2.0


def named(nodes: dict[str, Node], ends: tuple[str, str], variables: tuple[str, str]) -> tuple[str, str]:
    """Name the nodes after their labels; the targets are issues, and told apart from actors of the same name."""
    kinds = _TYPES.get(variables[0], "Group"), _TYPES.get(variables[1], "Issue")
    names = []
    for label, kind, variable in zip(ends, kinds, variables, strict=True):
        name = label if nodes.get(label, Node(label, kind)).type == kind else f"{label} ({variable})"
        nodes.setdefault(name, Node(label, kind))
        names.append(name)
    return names[0], names[1]


def _level(statement: DnaStatement, qualifier: str | None, boolean: bool) -> float | None:
    value = statement.values.get(qualifier or "")
    if value is None:
        return None
    return (1.0 if value else -1.0) if boolean else float(value)


def side(level: float | None) -> str:
    """Return the side that a level takes, in words."""
    return "" if level is None else "support" if level > 0 else "oppose" if level < 0 else "neutral"


def _unit(base: DnaFile, statement: DnaStatement, names: tuple[str, str], level: float | None) -> Unit:
    document = base.documents[statement.document]
    return Unit(
        str(statement.id), *names, level, side(level), article=str(document.id), day=document.time.date(),
        outlet=document.source, author=document.author, section=document.section,
        quote=document.text[statement.start : statement.end], start=statement.start, end=statement.end,
    )  # fmt: skip
