"""Turtle and TriG in order: the serializer writes triples as they come, and this sorts its text.

The text of the serializer is regular: a statement a subject, a line a predicate, objects with commas between them, and
no line break inside a literal. So whole statements are sorted as bytes, which is several times faster than sorting
triples, and what is more than fits into memory is sorted in parts that are merged.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import lru_cache
from itertools import chain
from typing import IO

PART = 64 * 1024**2
"""Bytes of text that are sorted in memory; of more than that, sorted parts lie on disk."""

_CHUNK = 4 * 1024**2
_END = b" .\n"
_NEXT_PREDICATE = b" ;\n\t"
_NEXT_OBJECT = b" , "
_GRAPH = b" {\n"
_GRAPH_END = b"}\n"
_PREFIX_LINE = re.compile(rb"@prefix ([\w-]*:) <[^>]*> \.\n")
_LITERAL = rb'"(?:[^"\\]|\\.)*"[^\s,]*'
_OBJECT = re.compile(rb"<<\( \S+ \S+ (?:" + _LITERAL + rb"|\S+) \)>>|" + _LITERAL + rb"|[^\s,]\S*")


def sorted_turtle(chunks: Iterable[bytes], *, part: int = PART) -> Iterator[bytes]:
    r"""Yield the Turtle that ``chunks`` make up, sorted by subject, predicate and object, each triple once.

    ``a`` comes first; prefixes that are not used are left out. At most about twice ``part`` bytes are held.

    >>> text = b"@prefix x: <http://x.example/> .\nx:b x:p 2 .\nx:a x:q 1 .\nx:b a x:C ;\n\tx:p 2 , 1 .\n"
    >>> print(b"".join(sorted_turtle([text])).decode().expandtabs(4), end="")
    @prefix x: <http://x.example/> .
    x:a x:q 1 .
    x:b a x:C ;
        x:p 1 , 2 .
    """
    with ExitStack() as files:
        rest = iter(chunks)
        head, first = _head(next(rest, b""))
        unused = dict(head)
        parts: list[Iterator[bytes]] = []
        held: list[bytes] = []
        size = 0
        for statements, text in _statements(chain([first], rest)):
            unused = {prefix: line for prefix, line in unused.items() if prefix not in text}
            held += statements
            size += len(text)
            if size > part:
                parts.append(_spilled(held, files))
                held, size = [], 0
        held.sort()
        yield b"".join(line for prefix, line in sorted(head.items()) if prefix not in unused)
        yield from _merged(heapq.merge(*parts, held) if parts else iter(held))


class SortedGraphs:
    r"""The graphs of a TriG text of the serializer, each sorted once for all that is written of them.

    >>> text = b"@prefix x: <http://x.example/> .\nx:h {\n\tx:b x:p 1 .\n}\nx:g {\n\tx:b x:p 1 .\n\tx:a a x:C .\n}\n"
    >>> print(SortedGraphs(text).trig().decode().expandtabs(4), end="")
    @prefix x: <http://x.example/> .
    x:g {
        x:a a x:C .
        x:b x:p 1 .
    }
    x:h {
        x:b x:p 1 .
    }
    """

    def __init__(self, text: bytes) -> None:
        self._head, body = _head(text)
        self._graphs = {name: list(_merged(iter(sorted(found)))) for name, found in sorted(_by_graph(body).items())}

    def turtle(self) -> bytes:
        """Return the union of the graphs as Turtle, each triple once."""
        found = list(self._graphs.values())
        whole = found[0] if len(found) == 1 else _merged(iter(sorted(one.removesuffix(_END) for one in chain(*found))))
        return self._with_head(b"".join(whole))

    def trig(self) -> bytes:
        """Return the graphs by their names as TriG; what is in none comes first."""
        return self._with_head(b"".join(_block(name, b"".join(found)) for name, found in self._graphs.items()))

    def _with_head(self, body: bytes) -> bytes:
        """Put the prefixes that are used before a text."""
        return b"".join([*(line for prefix, line in sorted(self._head.items()) if prefix in body), body])


def _by_graph(body: bytes) -> dict[bytes, list[bytes]]:
    """Return the statements of each graph, without their ends, as they would stand outside of it."""
    graphs: dict[bytes, list[bytes]] = {}
    for part in body.split(_GRAPH_END):
        outside, opened, inside = part.rpartition(_GRAPH)
        plain, line, name = outside.rpartition(b"\n") if opened else (part, b"", b"")
        if plain:
            graphs.setdefault(b"", []).extend((plain + line).split(_END)[:-1])
        if opened:
            graphs.setdefault(name, []).extend(inside[1:].replace(b"\n\t", b"\n").split(_END)[:-1])
    return graphs


def _block(name: bytes, text: bytes) -> bytes:
    return b"%b%b\t%b%b" % (name, _GRAPH, text.replace(b"\n", b"\n\t")[:-1], _GRAPH_END) if name else text


def _head(text: bytes) -> tuple[dict[bytes, bytes], bytes]:
    """Return the lines that declare prefixes, by prefix, and the text after them."""
    lines: dict[bytes, bytes] = {}
    end = 0
    while line := _PREFIX_LINE.match(text, end):
        lines[line[1]] = line[0]
        end = line.end()
    return lines, text[end:]


def _statements(chunks: Iterable[bytes]) -> Iterator[tuple[list[bytes], bytes]]:
    """Yield the whole statements of each chunk, without their ends, and the text that they come from."""
    rest = b""
    for chunk in chunks:
        text = rest + chunk
        statements = text.split(_END)
        rest = statements.pop()
        yield statements, text


def _spilled(statements: list[bytes], files: ExitStack) -> Iterator[bytes]:
    """Sort ``statements``, write them to a file that is gone when ``files`` is closed, and return what reads them."""
    import tempfile  # of which a query, which spills nothing, needs nothing

    statements.sort()
    file = files.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - it is
    file.writelines(one + _END for one in statements)
    file.seek(0)
    return (one for part, _ in _statements(chunks_of(file)) for one in part)


def chunks_of(file: IO[bytes]) -> Iterator[bytes]:
    """Yield what is left of ``file``, some megabytes at a time."""
    while chunk := file.read(_CHUNK):
        yield chunk


def _merged(statements: Iterator[bytes]) -> Iterator[bytes]:
    """Yield one statement a subject out of sorted ones."""
    subject, parts = b"", list[bytes]()
    for statement in statements:
        one, _, rest = statement.partition(b" ")
        if one == subject:
            parts.append(rest)
            continue
        if parts:
            yield _statement(subject, parts)
        subject, parts = one, [rest]
    if parts:
        yield _statement(subject, parts)


def _statement(subject: bytes, parts: list[bytes]) -> bytes:
    """Write what ``parts`` say of a subject, its predicates and objects in order, each once."""
    text = _NEXT_PREDICATE.join(parts)
    pairs = text.split(_NEXT_PREDICATE)
    grouped = len({pair.partition(b" ")[0] for pair in pairs}) < len(pairs)
    if grouped:
        pairs = _grouped(pairs)
    if grouped or _NEXT_OBJECT in text:
        pairs = [_with_sorted_objects(pair) if _NEXT_OBJECT in pair else pair for pair in pairs]
    pairs.sort()
    if not pairs[0].startswith(b"a "):
        pairs.sort(key=_type_first)
    return b"%b %b .\n" % (subject, _NEXT_PREDICATE.join(pairs))


def _type_first(pair: bytes) -> tuple[bool, bytes]:
    return not pair.startswith(b"a "), pair


def _grouped(pairs: list[bytes]) -> list[bytes]:
    """Return the pairs with the objects of each predicate in one of them."""
    objects: dict[bytes, list[bytes]] = {}
    for pair in pairs:
        predicate, _, values = pair.partition(b" ")
        objects.setdefault(predicate, []).append(values)
    return [predicate + b" " + _NEXT_OBJECT.join(values) for predicate, values in objects.items()]


@lru_cache(maxsize=1024)  # mostly the classes of a node, which are the same a thousand times
def _with_sorted_objects(pair: bytes) -> bytes:
    """Sort the objects of a predicate, each once."""
    predicate, _, values = pair.partition(b" ")
    objects = _OBJECT.findall(values) if b'"' in values else values.split(_NEXT_OBJECT)
    if _NEXT_OBJECT.join(objects) != values:
        return pair  # nested deeper than it is worth to look; it stays as it is
    return predicate + b" " + _NEXT_OBJECT.join(sorted(set(objects)))
