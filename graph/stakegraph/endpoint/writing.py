"""Updates: one worker holds the folder store and changes it, and hands out snapshots of it to those who read.

A store keeps the union of its named graphs as its default graph, so what keeps that true is done with each update.
What an update may take out of named graphs is noted in a file first: if the process ends between the update and its
consequences, the next one draws them from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Triple, parse, serialize

from stakegraph import sparql
from stakegraph.endpoint.looking import engine
from stakegraph.endpoint.messages import OK, Answer, Job, Snapshot, Update, refusal
from stakegraph.errors import QueryError, StakegraphError
from stakegraph.query import syntax
from stakegraph.store import OxigraphStore, folder_store
from stakegraph.vocabulary import PREFIXES

JOURNAL = "update.nt"
"""The file, in the folder of the store, of what an update may take out."""

_REMOVING = re.compile("delete|clear|drop|move|copy", re.IGNORECASE)
_EVERY = ("ALL", "NAMED", "COPY", "MOVE", "ADD")


class Writer:
    """Does updates on the folder store at ``place``, and makes snapshots of it."""

    def __init__(self, place: Path) -> None:
        self._store: OxigraphStore | None = None
        self._place = place
        self._journal = place / JOURNAL

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
            if self._journal.exists():
                self._settle()
        return engine(self._store)

    def _update(self, oxigraph: pyoxigraph.Store, job: Update) -> None:
        check(job)
        text = with_dataset(job.text, job.using, job.named) if job.using or job.named else job.text
        graphs = named_graphs(text)
        removes = bool(_REMOVING.search(text))
        noted = removes and graphs != []
        if noted:
            self._note(oxigraph, graphs)
        steps = followed(text, _gather(None if removes else graphs)) if removes or graphs != [] else text
        try:
            oxigraph.update(steps, base_iri=job.base, prefixes=PREFIXES)
        except SyntaxError:
            _explain(text, job.base)
            raise
        if noted:
            self._settle()

    def _note(self, oxigraph: pyoxigraph.Store, graphs: list[str] | None) -> None:
        """Write down what the graphs say, all of them for None."""
        names = list(oxigraph.named_graphs()) if graphs is None else [NamedNode(iri) for iri in graphs]
        known = (quad.triple for name in names for quad in oxigraph.quads_for_pattern(None, None, None, name))
        beside = self._journal.with_suffix(".tmp")
        beside.write_bytes(serialize(known, format=RdfFormat.N_TRIPLES) or b"")
        beside.replace(self._journal)

    def _settle(self) -> None:
        """Take out of the union what named graphs said before and none says now."""
        assert self._store is not None
        oxigraph = engine(self._store)
        noted = {quad.triple for quad in parse(path=str(self._journal), format=RdfFormat.N_TRIPLES)}
        gone = sorted(str(triple) for triple in noted if not _is_said(oxigraph, triple))
        if gone:
            oxigraph.update(f"DELETE DATA {{ {' . '.join(gone)} }}")
        self._journal.unlink()


def _is_said(oxigraph: pyoxigraph.Store, triple: Triple) -> bool:
    found = oxigraph.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
    return any(quad.graph_name != DefaultGraph() for quad in found)


def _gather(graphs: list[str] | None) -> str:
    """Return the step that puts what the graphs say into the union, all of them for None."""
    only = "" if graphs is None else f"VALUES ?g {{ {' '.join(str(NamedNode(iri)) for iri in graphs)} }} "
    return f"INSERT {{ ?s ?p ?o }} WHERE {{ {only}GRAPH ?g {{ ?s ?p ?o }} MINUS {{ ?s ?p ?o }} }}"


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
