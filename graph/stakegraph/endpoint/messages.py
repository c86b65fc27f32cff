"""What the server and its workers say to each other: plain tuples, each behind its length, over a socket."""

from __future__ import annotations

import marshal
import struct
from collections.abc import Iterator
from typing import Any, NamedTuple

from stakegraph.query import Result
from stakegraph.store import Term

_LENGTH = struct.Struct("<Q")

PICKLE = "application/x-python-pickle"
"""The media type of an answer for the server itself: a :class:`Found`, or :class:`Facts`."""


class Query(NamedTuple):
    """A query from a client. ``accept`` is its header, ``form`` the format that it asks for by name, if any.

    ``default`` and ``named`` are the graphs of the dataset that the protocol names; None where it names none.
    """

    text: str
    accept: str = ""
    form: str = ""
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    base: str = ""
    network: bool = False


class Question(NamedTuple):
    """A query whose answer the server itself reads: one of the catalogue by its name with parameters, or SPARQL."""

    query: str
    parameters: tuple[tuple[str, str], ...] = ()
    max_rows: int | None = None
    network: bool = False


class Look(NamedTuple):
    """The wish to see what the graph says about a node, from the server itself."""

    iri: str


class Update(NamedTuple):
    """An update from a client. ``using`` and ``named`` are the graphs of the dataset that the protocol names."""

    text: str
    base: str
    using: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    network: bool = False


class Snapshot(NamedTuple):
    """The wish for a copy of the store as it is now, in the folder ``path``."""

    path: str


class Answer(NamedTuple):
    """What came of a job: an HTTP status, a media type and a body."""

    status: int
    media: str
    body: bytes


class Found(NamedTuple):
    """What a :class:`Question` finds, and the query as SPARQL that stands alone."""

    result: Result
    text: str


class Quote(NamedTuple):
    """Words of an article that show something, and where they stand."""

    exact: str
    before: str
    after: str
    article: str
    start: int | None
    end: int | None


class Facts(NamedTuple):
    """What the graph says about a node: its label, what it has, who has it, and the words that show it."""

    label: str
    has: list[tuple[str, Term]]
    of: list[tuple[Term, str]]
    quotes: list[Quote]
    labels: dict[str, str]


Job = Query | Question | Look | Update | Snapshot
_KINDS: tuple[type[Any], ...] = (Answer, Query, Question, Look, Update, Snapshot)

OK = Answer(204, "", b"")


def refusal(status: int, text: str) -> Answer:
    r"""Return an answer that says why there is none.

    >>> refusal(400, "no query").body
    b'no query\n'
    """
    return Answer(status, "text/plain; charset=utf-8", f"{text}\n".encode(errors="replace"))


def pack(number: int, place: str, job: Job | Answer | None) -> bytes:
    """Return a message as bytes; :class:`Inbox` reads it back. Marshal is a third of the work of pickle."""
    data = marshal.dumps((number, place, None if job is None else (_KINDS.index(type(job)), *job)))
    return _LENGTH.pack(len(data)) + data


class Inbox:
    """Messages out of a stream of bytes.

    >>> inbox = Inbox()
    >>> data = pack(1, "", Look("a")) + pack(2, "", OK)
    >>> list(inbox.feed(data[:-1])), list(inbox.feed(data[-1:]))
    ([(1, '', Look(iri='a'))], [(2, '', Answer(status=204, media='', body=b''))])
    """

    def __init__(self) -> None:
        self._begun = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[int, str, Any]]:
        """Take bytes and yield the messages that are whole: a number, a place, and a job or an answer."""
        known: bytes | bytearray = data
        if self._begun:
            self._begun += data
            known = self._begun
        at = 0
        while len(known) - at >= _LENGTH.size:
            end = at + _LENGTH.size + _LENGTH.unpack_from(known, at)[0]
            if len(known) < end:
                break
            number, place, rest = marshal.loads(known[at + _LENGTH.size : end])
            at = end
            yield number, place, None if rest is None else _KINDS[rest[0]](*rest[1:])
        if at or known is data:
            self._begun = bytearray(known[at:])
