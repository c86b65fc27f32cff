"""Updates: one worker holds the folder store and changes it, and hands out snapshots of it to those who read.

A store keeps the union of its named graphs as its default graph, so what keeps that true is done with each update.
Where the update names the graphs that it changes, that is a few more steps in the same transaction, over these alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode

from stakegraph import sparql
from stakegraph.endpoint.looking import engine
from stakegraph.endpoint.messages import OK, Answer, Job, Snapshot, Update, refusal
from stakegraph.errors import QueryError, StakegraphError
from stakegraph.query import syntax
from stakegraph.store import OxigraphStore, folder_store
from stakegraph.store.mending import mended
from stakegraph.vocabulary import PREFIXES, SG

_REMOVING = re.compile("delete|clear|drop|move|copy", re.IGNORECASE)
_EVERY = ("ALL", "NAMED", "COPY", "MOVE", "ADD")
_DECLARING = ("BASE", "PREFIX", "VERSION")
_BEFORE = f"<{SG}before>"


class Writer:
    """Does updates on the folder store at ``place``, and makes snapshots of it."""

    def __init__(self, place: Path) -> None:
        self._store: OxigraphStore | None = None
        self._place = place

    def __call__(self, job: Job, _: str) -> Answer:
        """Do what is asked, whole or not at all."""
        try:
            oxigraph = self._open()
            if isinstance(job, Snapshot):
                oxigraph.backup(job.path)
            else:
                assert isinstance(job, Update)
                self._update(oxigraph, job)
        except _ForbiddenError as error:
            return refusal(403, str(error))
        except QueryError as error:
            return refusal(400, str(error))
        except StakegraphError as error:
            return refusal(503, str(error))
        except (OSError, RuntimeError, ValueError) as error:
            return refusal(400, f"the update was not done: {error}")
        return OK

    def _open(self) -> pyoxigraph.Store:
        if self._store is None:
            self._store = folder_store(self._place)
        return engine(self._store)

    def _update(self, oxigraph: pyoxigraph.Store, job: Update) -> None:
        check(job)
        text = with_dataset(job.text, job.using, job.named) if job.using or job.named else job.text
        graphs = named_graphs(text)
        removes = bool(_REMOVING.search(text))
        steps = _with_union(text, graphs, removes=removes)
        try:
            with mended(oxigraph, self._place) if removes and graphs is None else nullcontext():
                oxigraph.update(steps, base_iri=job.base, prefixes=PREFIXES)
        except SyntaxError:
            _explain(text, job.base)
            raise


def _with_union(text: str, graphs: list[str] | None, *, removes: bool) -> str:
    """Return an update with the steps that keep the union true, as far as the graphs that it changes are known."""
    if not removes:
        return text if graphs == [] else followed(text, _gather(graphs))
    text = followed(text, _gather(None if removes_from_union(text) else graphs))
    if not graphs:
        return text
    prologue = _prologue(text)  # the engine takes one at the start only
    note = f"INSERT {{ GRAPH {_BEFORE} {{ ?s ?p ?o }} }} WHERE {{ {_within(graphs)} }} ;"
    gone = (
        f"DELETE {{ ?s ?p ?o }} WHERE {{ GRAPH {_BEFORE} {{ ?s ?p ?o }} "
        f"FILTER NOT EXISTS {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != {_BEFORE}) }} }} ;"
    )
    return f"{prologue}{note}\n{text[len(prologue) :]} ;\n{gone}\nDROP SILENT GRAPH {_BEFORE}"


def _prologue(text: str) -> str:
    words = (at for _, (kind, token, at) in _nested(text) if kind == "word" and token.upper() not in _DECLARING)
    return text[: next(words, len(text))]


def _gather(graphs: list[str] | None) -> str:
    """Return the step that puts what the graphs say into the union, all of them for None."""
    # Of all graphs most is in the union already; of a few, less work than to find that out.
    return f"INSERT {{ ?s ?p ?o }} WHERE {{ {_within(graphs)}{' MINUS { ?s ?p ?o }' if graphs is None else ''} }}"


def _within(graphs: list[str] | None) -> str:
    only = "" if graphs is None else f"VALUES ?g {{ {' '.join(str(NamedNode(iri)) for iri in graphs)} }} "
    return f"{only}GRAPH ?g {{ ?s ?p ?o }}"


def removes_from_union(text: str) -> bool:
    """Return whether an update may take triples out of the default graph itself.

    >>> removes_from_union("DELETE DATA { GRAPH <http://a.example/g> { <s> <p> <o> } } ; CLEAR GRAPH <http://a.example/g>")
    False
    >>> removes_from_union("DELETE { ?s ?p ?o . GRAPH <http://a.example/g> { ?s ?p ?o } } WHERE { ?s ?p ?o }")
    True
    """
    within = inside = False  # whether WITH names a graph, and whether a template of what goes is open
    before = ""
    for depth, (kind, token, _) in _nested(text):
        word = token.upper() if kind == "word" else ""
        if depth == 0:
            if word in ("MOVE", "COPY") or (before in ("CLEAR", "DROP") and word not in ("SILENT", "GRAPH")):
                return True
            within = (within or word == "WITH") and token != ";"
            inside = (inside or word == "DELETE") and token != "}"
        elif depth == 1 and inside and not within and word != "GRAPH" and before != "GRAPH" and token not in "{}.":
            return True
        before = before if word == "SILENT" else word
    return False


def named_graphs(text: str) -> list[str] | None:
    """Return the graphs that an update may write to beside the default graph, or None where that can be any.

    >>> named_graphs("INSERT DATA { GRAPH <http://a.example/g> { <s> <p> <o> } }"), named_graphs("DROP ALL")
    (['http://a.example/g'], None)
    """
    tokens = [token for _, token in _nested(text)]
    found = set()
    for at, (kind, token, _) in enumerate(tokens):
        word = token.upper() if kind == "word" else ""
        # The engine ends a name at a dot where the standard would go on.
        if word in _EVERY or (kind == "name" and ".graph" in token.lower()):
            return None
        if word in ("GRAPH", "WITH"):
            following = tokens[at + 1][:2] if at + 1 < len(tokens) else ("", "")
            if following[0] != "iri" or ":" not in following[1]:
                return None
            found.add(following[1].strip("<>"))
    return sorted(found)


class _ForbiddenError(QueryError):
    """The update reaches out of the store."""


def check(job: Update) -> None:
    """Raise QueryError where an update asks another server or loads from one, and that is not allowed.

    >>> check(Update("LOAD <http://a.example/>", ""))
    Traceback (most recent call last):
    ...
    stakegraph.endpoint.writing._ForbiddenError: the update fetches data (LOAD), which is not allowed; ...
    """
    if job.network:
        return
    if syntax.calls_service(job.text):
        raise _ForbiddenError(
            "the update asks another server (SERVICE), which is not allowed; use what is in the store"
        )
    for depth, (kind, token, _) in _nested(job.text):
        if depth == 0 and kind in ("word", "name") and token.lower().startswith("load"):
            raise _ForbiddenError(
                "the update fetches data (LOAD), which is not allowed; send the data with INSERT DATA"
            )


def with_dataset(text: str, using: tuple[str, ...], named: tuple[str, ...]) -> str:
    """Return an update whose WHERE clauses look at the graphs that the protocol names.

    Raises QueryError where it says itself what it looks at.

    >>> with_dataset("INSERT { ?s a ?o } WHERE { ?s ?p ?o }", ("http://a.example/",), ())
    'INSERT { ?s a ?o } USING <http://a.example/> WHERE { ?s ?p ?o }'
    """
    clauses = "".join(f"USING {NamedNode(iri)} " for iri in using)
    clauses += "".join(f"USING NAMED {NamedNode(iri)} " for iri in named)
    out, done, before, pattern = "", 0, "", -1
    for depth, (kind, token, start) in _nested(text):
        word = token.upper() if kind == "word" and depth == 0 else ""
        if word in ("USING", "WITH"):
            raise QueryError(f"the update names its graphs ({word}), and so do the parameters; do it in one place")
        if word == "WHERE":
            out, done = out + text[done:start] + ("" if before == "DELETE" else clauses), start
            pattern = start + len(token) if before == "DELETE" else -1
        elif token == "}" and depth == 0 and pattern >= 0:
            # DELETE WHERE takes no USING, so its pattern is written twice.
            shown = text[pattern : start + 1]
            out, done, pattern = f"{out}{shown} {clauses}WHERE{shown}", start + 1, -1
        before = word or before if depth == 0 else before
    return out + text[done:]


def followed(text: str, step: str) -> str:
    r"""Return an update with a step more, in the same transaction.

    >>> followed("CLEAR ALL ; # all", "CLEAR DEFAULT"), followed("# nothing", "CLEAR DEFAULT")
    ('CLEAR ALL ; # all\nCLEAR DEFAULT', '# nothing\nCLEAR DEFAULT')
    """
    last = "".join(token for _, (_, token, _) in list(_nested(text))[-1:])
    between = "" if last in ("", ";") else ";\n"
    return f"{text}\n{between}{step}"


def _nested(text: str) -> Iterator[tuple[int, tuple[str, str, int]]]:
    """Yield the tokens of a text with their kind and place, each with the number of braces around it."""
    depth = 0
    for found in sparql.TOKEN.finditer(text):
        kind, token = found.lastgroup or "", found[0]
        if kind == "comment":
            continue
        depth -= token == "}"
        yield depth, (kind, token, found.start())
        depth += token == "{"


def _explain(text: str, base: str) -> None:
    """Raise QueryError where the text alone can't be understood."""
    try:
        pyoxigraph.Store().update(text, base_iri=base, prefixes=PREFIXES)
    except SyntaxError as error:
        raise QueryError(syntax.explain(text, str(error)).replace("the query", "the update", 1)) from None
    except (OSError, RuntimeError):
        return
