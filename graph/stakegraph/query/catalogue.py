"""The query catalogue: each file of ``queries/`` with what its header says.

A header is made of comment lines: ``# title: …``, ``# description: …`` and, for each parameter,
``# param NAME: TYPE: …`` with ``(optional)`` or ``(default VALUE)`` after the type where it may be left out.
``# example: NAME=VALUE; …`` gives parameters that have an answer in the bundled brief. A query selects its parameters
as variables, because that is where Oxigraph binds them; results leave them out again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from stakegraph.errors import QueryError
from stakegraph.resources import folder

if TYPE_CHECKING:
    from pathlib import Path

TYPES = ("actor", "issue", "target", "polarity", "integer", "decimal", "date", "text")
"""The types of parameters; ``target`` is an actor or an issue."""

_FIELD = re.compile(r"#\s*(title|description|example|param (\w+)):\s*(.*)")
_PARAM = re.compile(r"(\w+)(?:\s+\((optional|default (.*?))\))?:\s*(.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query. ``default`` is written as a user would; an optional one without it stays unbound."""

    name: str
    type: str
    text: str
    default: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class CatalogueQuery:
    """A query of the catalogue; ``name`` is its path below ``queries/`` without the suffix.

    ``example`` are parameters for the graph of :func:`stakegraph.query.example.example_store`.
    """

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str
    example: Mapping[str, str] = field(default_factory=dict)


def catalogue() -> dict[str, CatalogueQuery]:
    """Return the queries that come with stakegraph, by name.

    Raises QueryError where the header of one is wrong, naming file and line.

    >>> catalogue()["network/stances"].title
    'Stances as network rows'
    """
    return {name: _query(name) for name in _places()}


def find(name: str) -> CatalogueQuery:
    """Return the query called ``name``; QueryError lists the known ones, the most alike first.

    >>> find("statements-off")
    Traceback (most recent call last):
    ...
    stakegraph.errors.QueryError: there is no query 'statements-off'; did you mean statements-of? ...
    """
    known = _places()
    if name in known:
        return _query(name)
    near = get_close_matches(name, known, n=1)
    guess = f"did you mean {near[0]}? " if near else ""
    raise QueryError(f"there is no query {name!r}; {guess}The catalogue has {', '.join(known)}")


def parse_query(name: str, text: str) -> CatalogueQuery:
    """Read the header of a query file.

    >>> text = "# title: Who|# description: All.|# param a: actor (optional): One.|ASK {}"
    >>> parse_query("who", text.replace("|", chr(10))).parameters
    (Parameter(name='a', type='actor', text='One.', default=None, optional=True),)
    """
    fields: dict[str, str] = {}
    parameters: list[Parameter] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#"):
            break
        found = _FIELD.fullmatch(line.strip())
        if not found:
            raise QueryError(f"{name}.rq, line {number}: {line!r} is no title, description, param or example")
        if found[2]:
            parameters.append(_parameter(f"{name}.rq, line {number}", found[2], found[3]))
        else:
            fields[found[1]] = found[3]
    missing = next((field for field in ("title", "description") if field not in fields), None)
    if missing:
        raise QueryError(f"{name}.rq has no line '# {missing}: …' in its header")
    example = _example(name, fields.get("example", ""), parameters)
    return CatalogueQuery(name, fields["title"], fields["description"], tuple(parameters), text, example)


def _example(name: str, line: str, parameters: list[Parameter]) -> dict[str, str]:
    """Read the parameters of an example; each that must be given has to be there, and no other."""
    pairs = [pair.partition("=") for pair in line.split(";") if pair.strip()]
    given = {key.strip(): value.strip() for key, _, value in pairs}
    wrong = set(given) - {one.name for one in parameters}
    wrong |= {one.name for one in parameters if not one.optional and one.default is None and one.name not in given}
    if wrong:
        raise QueryError(f"{name}.rq: its example must give what its parameters ask for: {', '.join(sorted(wrong))}")
    return given


def _parameter(where: str, name: str, rest: str) -> Parameter:
    found = _PARAM.fullmatch(rest)
    if not found or found[1] not in TYPES:
        raise QueryError(f"{where}: parameter {name} must read 'TYPE: text', TYPE being one of {', '.join(TYPES)}")
    return Parameter(name, found[1], found[4], found[3], bool(found[2]))


@cache
def _places() -> dict[str, Path]:
    return dict(_files(folder("queries"), ""))


@cache
def _query(name: str) -> CatalogueQuery:
    return parse_query(name, _places()[name].read_text(encoding="utf-8"))


def _files(place: Path, above: str) -> Iterator[tuple[str, Path]]:
    entries = sorted(place.iterdir(), key=lambda entry: (entry.is_dir(), entry.name))
    for entry in entries:
        if entry.is_dir():
            yield from _files(entry, f"{above}{entry.name}/")
        elif entry.name.endswith(".rq"):
            yield above + entry.name.removesuffix(".rq"), entry
