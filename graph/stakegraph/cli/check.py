"""The command that checks annotations, graphs and stores, which people may have edited."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from stakegraph.cli.talk import counted, say
from stakegraph.errors import GraphError, StakegraphError, UsageError

if TYPE_CHECKING:
    from stakegraph.model import Annotation
    from stakegraph.shapes import Problem


SHOWN = 20
"""Faults of a graph that are told one by one."""


@click.command("check", short_help="Check annotations, graphs and stores.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def check_command(files: tuple[str, ...]) -> None:
    """Check annotations (JSON, with their articles beside them), graphs (RDF files) and stores (folders, addresses).

    An annotation must fit its article: references, words, offsets. A graph must obey the SHACL shapes of the model,
    and its evidence must be in the articles where they lie beside it, as they do after a build. A store of many
    articles obeys the same rules, asked by SPARQL.
    """
    bad = 0
    for name in files:
        try:
            click.echo(f"{name}: {_checked(name)}")
        except StakegraphError as error:
            bad += 1
            message = str(error)
            say(message if message.startswith(name) else f"{name}: {message}")
    if bad:
        say(f"{bad} of {len(files)} files have a fault")
        raise click.exceptions.Exit(1)


def _checked(name: str) -> str:
    """Check one file or folder and return what it holds."""
    suffix = Path(name).suffix.lower()
    if Path(name).is_dir() or name.lower().startswith(("http://", "https://")):
        return _store(name)
    if suffix not in (".json", ".jsonld", ".nq", ".nt", ".rdf", ".trig", ".ttl"):
        raise UsageError(
            f"{name}: is neither an annotation (.json) nor a graph (.ttl, .trig, .nt, .nq, .jsonld, .rdf) nor a store"
        )
    return _annotation(name) if suffix == ".json" else _graph(name)


def _annotation(name: str) -> str:
    from stakegraph.annotation import load

    one = load(name)
    found = {
        "actor": one.actors,
        "issue": one.issues,
        "statement": one.statements,
        "stance": one.stances,
        "event": one.events,
    }
    return "fits its article: " + ", ".join(counted(len(items), kind) for kind, items in found.items())


def _graph(name: str) -> str:
    from stakegraph.rdf import from_quads, parse
    from stakegraph.rdf.terms import ARTICLE, TYPE
    from stakegraph.rules import check_store
    from stakegraph.shapes import conforms
    from stakegraph.store import memory_store

    quads = parse(name)
    articles = {quad.subject for quad in quads if quad.predicate == TYPE and quad.object == ARTICLE[0]}
    if not articles:
        raise GraphError(f"{name}: describes no article; it is no graph of stakegraph")
    if len(articles) > 1 and len({quad.graph_name for quad in quads}) == 1:
        return f"the union of {len(articles)} articles, which can't be told apart; check its TriG or N-Quads instead"
    _tell(name, conforms(quads) if len(articles) == 1 else check_store(memory_store(quads)))
    found = sum(_fits(one, Path(name).parent) for one in from_quads(quads))
    size = f"{counted(len(articles), 'article')}, {counted(len(quads), 'triple')}"
    return f"conforms to the model: {size}; {found} compared with the text"


def _store(name: str) -> str:
    from stakegraph.rules import check_store
    from stakegraph.store import open_store

    store = open_store(name)
    _tell(name, check_store(store))
    return f"conforms to the model: {counted(len(store.articles()), 'article')}, {counted(len(store), 'triple')}"


def _tell(name: str, problems: list[Problem]) -> None:
    """Say what is wrong, a line a fault; raises GraphError where there is anything."""
    for problem in problems[:SHOWN]:
        say(f"{name}: {problem}")
    if problems:
        more = f", of which {SHOWN} are shown" if len(problems) > SHOWN else ""
        raise GraphError(f"{name}: has {counted(len(problems), 'fault')}{more}")


def _fits(annotation: Annotation, folder: Path) -> bool:
    """Compare the evidence with the article's text, if that lies beside the graph or among the annotations there."""
    file = Path(annotation.article.file or "").name
    place = next((folder / sub / file for sub in ("", "annotations") if file and (folder / sub / file).is_file()), None)
    if place is None:
        return False
    try:
        text = place.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise GraphError(f"{place}: the article can't be read ({error}); restore it") from None
    annotation.check_text(text)
    return True
