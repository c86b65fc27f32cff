"""JSON that knows where it stands, so that an error can name the file, the path and the value."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn, TypeGuard

from stakegraph.errors import AnnotationError

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """A JSON value with the name of its file and its path in there.

    Every reader below returns the value in the type that is asked for, or raises AnnotationError.

    >>> parse('{"cue": "said"}', "a.json").text("cue")
    'said'
    >>> parse('{"cue": 3}', "a.json").text("cue")
    Traceback (most recent call last):
    stakegraph.errors.AnnotationError: a.json: $.cue is 3; it must be a string
    """

    value: object
    file: str
    path: str = "$"

    def fail(self, problem: str) -> NoReturn:
        """Raise the error that ``problem`` describes, at this place."""
        raise AnnotationError(f"{self.file}: {self.path} {problem}")

    def mistyped(self, wanted: str) -> NoReturn:
        """Raise the error that the value is not ``wanted``."""
        self.fail(f"is {_short(self.value)}; it must be {wanted}")

    def has(self, key: str) -> bool:
        """Say whether this object has ``key`` with anything but null."""
        return isinstance(self.value, dict) and self.value.get(key) is not None

    def at(self, key: str) -> Place:
        """Return the value of ``key``, which must be there (null counts as there)."""
        if not isinstance(self.value, dict):
            self.mistyped("an object")
        if key not in self.value:
            self.fail(f"has no {key!r}; add it")
        return Place(self.value[key], self.file, f"{self.path}.{key}")

    def items(self, key: str) -> Iterator[Place]:
        """Yield the members of the list at ``key``."""
        place = self.at(key)
        if not isinstance(place.value, list):
            place.mistyped("a list")
        for number, member in enumerate(place.value):
            yield Place(member, self.file, f"{place.path}[{number}]")

    def all(self, key: str) -> list[Place]:
        """Return the members of the list at ``key``, none where it is absent."""
        return list(self.items(key)) if self.has(key) else []

    def string(self) -> str:
        """Return the value, which must be a string of characters that UTF-8 can hold."""
        if not isinstance(self.value, str):
            self.mistyped("a string")
        if any("\ud800" <= char <= "\udfff" for char in self.value):
            self.mistyped("a string without lone surrogates")
        return self.value

    def text(self, key: str) -> str:
        """Return the string at ``key``, which must not be empty."""
        value = self.at(key).string()
        if not value:
            self.at(key).fail("is empty; fill it in")
        return value

    def optional(self, key: str) -> str | None:
        """Return the string at ``key``, or None where it is null or absent."""
        return self.at(key).string() if self.has(key) else None

    def strings(self, key: str) -> tuple[str, ...]:
        """Return the strings of the list at ``key``; nothing where it is absent."""
        return tuple(member.string() for member in self.all(key))

    def flag(self, key: str) -> bool:
        """Return the boolean at ``key``, False where it is absent."""
        if not self.has(key):
            return False
        place = self.at(key)
        if not isinstance(place.value, bool):
            place.mistyped("true or false")
        return place.value

    def number(self, key: str, default: float) -> float:
        """Return the number at ``key``, ``default`` where it is absent."""
        if not self.has(key):
            return default
        place = self.at(key)
        if isinstance(place.value, bool) or not isinstance(place.value, int | float):
            place.mistyped("a number")
        return float(place.value)

    def choice(self, key: str, known: tuple[str, ...], default: str | None = None) -> str:
        """Return the string at ``key``, which must be one of ``known``."""
        if default is not None and not self.has(key):
            return default
        return self.at(key).one_of(known)

    def one_of(self, known: tuple[str, ...]) -> str:
        """Return the value, which must be one of ``known``."""
        value = self.string()
        if value not in known:
            self.fail(f"is {value!r}, which is unknown; use one of {', '.join(known)}")
        return value

    def span(self, length: int) -> Span:
        """Return the value as start and end of a stretch of a text of ``length`` characters."""
        if not _is_pair(self.value):
            self.mistyped("[start, end], two whole numbers")
        start, end = self.value
        if not 0 <= start < end <= length:
            self.fail(f"is [{start}, {end}], which is no stretch of the article's {length} characters")
        return start, end


def parse(data: str, file: str) -> Place:
    """Parse JSON strictly: no key twice, no NaN. Raises AnnotationError with line and column."""
    try:
        return Place(json.loads(data, object_pairs_hook=_object, parse_constant=_constant), file)
    except json.JSONDecodeError as error:
        raise AnnotationError(
            f"{file}: line {error.lineno}, column {error.colno}: {error.msg}; correct the JSON"
        ) from None
    except RecursionError:
        raise AnnotationError(f"{file}: nested too deeply; an annotation needs no more than five levels") from None
    except ValueError as error:
        raise AnnotationError(f"{file}: {error}; correct the JSON") from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key!r} stands twice in one object")
        found[key] = value
    return found


def _constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _is_pair(value: object) -> TypeGuard[list[int]]:
    return isinstance(value, list) and len(value) == 2 and all(type(part) is int for part in value)


def _short(value: object) -> str:
    shown = json.dumps(value, ensure_ascii=True, default=str)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
