"""The commands that make something of articles: ``build`` and ``extract``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stakegraph.cli.store import put_in
from stakegraph.cli.talk import DEFAULT_OUT, counted, say, with_progress
from stakegraph.errors import StakegraphError, UsageError

if TYPE_CHECKING:
    from stakegraph.model import Article
    from stakegraph.pipeline import Document
    from stakegraph.store import Store

BRIEF = "seeds/articles/peacekeeping-brief.txt"

_nlp = click.option(
    "--nlp", metavar="NAME", help="Parse with this installed spaCy pipeline, not with the one that ships."
)
_encoding = click.option("--encoding", metavar="ENC", help="Encoding of the articles, where it is not UTF-8.")


@click.command("build", short_help="Build graph and pages from articles.")
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
@click.option("-o", "--out", default=DEFAULT_OUT, show_default=True, metavar="DIR", help="Folder to write to.")
@click.option(
    "--annotation", "annotations", multiple=True, metavar="FILE", help="Add an annotation (JSON, or .dna); repeatable."
)
@click.option("--store", "place", metavar="PLACE", help="Put the articles into this store too: a folder or address.")
@_nlp
@_encoding
def build_command(
    articles: tuple[str, ...],
    out: str,
    annotations: tuple[str, ...],
    place: str | None,
    nlp: str | None,
    encoding: str | None,
) -> None:
    """Build a stakeholder graph from news articles: text, HTML, or - for standard input.

    Writes annotations/STEM.json, graph.ttl, graph.trig, index.html and its pages, and prints a summary. Without an
    ARTICLE and without --annotation it builds a bundled brief. A database of Discourse Network Analyzer (.dna) stands
    for its documents as they are coded in it. With --store the articles also go into a store of many, where a new
    version of an article takes the place of the old one.
    """
    from stakegraph.exchange.dna_file import is_dna
    from stakegraph.pipeline import build

    annotations += tuple(name for name in articles if is_dna(name))
    articles = tuple(name for name in articles if name not in annotations)

    store = _writable(place) if place else None
    if not articles and not annotations:
        documents, failures = _bundled(nlp)
    else:
        documents, failures = _extracted(articles, nlp, encoding)
        more, unread = _annotated(annotations)
        documents, failures = documents + more, failures + unread
    _give_up_on(failures, documents)
    from stakegraph.cli.summary import summary

    built = build(documents, out)
    made = [one.annotation for one in built.documents]
    click.echo(summary(made, Path(out)))
    if place and store is not None:
        put_in(store, place, made)
    _finish(failures, len(documents))


@click.command("extract", short_help="Write only the annotations of articles.")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("-o", "--out", default="-", metavar="DIR", help="Folder to write to; - is standard output, the default.")
@click.option("--explain", is_flag=True, help="Say of everything found by which rule, in which words and how surely.")
@_nlp
@_encoding
def extract_command(articles: tuple[str, ...], out: str, explain: bool, nlp: str | None, encoding: str | None) -> None:
    """Extract the annotations of articles, as STEM.json with STEM.txt beside it."""
    from stakegraph.annotation import dump
    from stakegraph.pipeline import write_annotations

    documents, failures = _extracted(articles, nlp, encoding)
    _give_up_on(failures, documents)
    if out != "-":
        write_annotations(documents, out)
    for one in documents:
        if explain:
            from stakegraph.cli.explain import explained

            click.echo(explained(one.annotation))
        elif out == "-":
            click.echo(dump(one.annotation), nl=False)
    _finish(failures, len(documents))


def _writable(place: str) -> Store:
    """Open a store before the work begins, for one that can't be written should be told now."""
    from stakegraph.store import writable_store

    return writable_store(place)


_Failures = list[StakegraphError]


def _bundled(nlp: str | None) -> tuple[list[Document], _Failures]:
    from stakegraph import resources
    from stakegraph.language import load
    from stakegraph.pipeline import Document, extract_article
    from stakegraph.read import read_bytes

    article = read_bytes(resources.text(BRIEF).encode(), BRIEF)
    return [Document(article, extract_article(article, load(nlp)))], []


def _extracted(names: Sequence[str], nlp: str | None, encoding: str | None) -> tuple[list[Document], _Failures]:
    """Read and extract the articles; an article that fails does not stop the others."""
    from stakegraph.pipeline import Document, extract_article
    from stakegraph.read import read_article

    if sum(name == "-" for name in names) > 1:
        raise UsageError("- stands for standard input and can be named once only")
    read: dict[str, Article] = {}
    failures: _Failures = []
    for name in dict.fromkeys(names):
        try:
            read[name] = read_article(name, encoding=encoding)
        except StakegraphError as error:
            failures.append(error)
    documents: list[Document] = []
    if not read:
        return documents, failures
    from stakegraph.language import is_english, load

    language = load(nlp)
    for name in with_progress(list(read), "reading"):
        if not is_english(read[name].text):
            say(f"{name}: this does not look like English, and what is found in it may be wrong")
        try:
            documents.append(Document(read[name], extract_article(read[name], language)))
        except StakegraphError as error:
            failures.append(type(error)(f"{name}: {error}"))
    return documents, failures


def _annotated(names: Sequence[str]) -> tuple[list[Document], _Failures]:
    from stakegraph.exchange.dna_file import is_dna
    from stakegraph.pipeline import read_annotation

    documents: list[Document] = []
    failures: _Failures = []
    for name in names:
        try:
            documents += _coded(name) if is_dna(name) else [read_annotation(name)]
        except StakegraphError as error:
            failures.append(error)
    return documents, failures


def _coded(name: str) -> list[Document]:
    """Return the documents of a database of Discourse Network Analyzer."""
    from stakegraph.exchange import read_dna
    from stakegraph.pipeline import Document

    found = read_dna(name)
    if found.left_out:
        say(f"{name}: {counted(found.left_out, 'statement')} without an actor or a concept left out")
    return [Document(article, annotation) for article, annotation in found.documents]


def _give_up_on(failures: _Failures, documents: Sequence[Document]) -> None:
    """Stop where nothing is left to build: with the one error, or with a line for each."""
    if documents or not failures:
        return
    for failure in failures[:-1]:
        say(str(failure))
    raise failures[-1]


def _finish(failures: _Failures, built: int) -> None:
    if not failures:
        return
    for failure in failures:
        say(str(failure))
    say(f"{built} built, {len(failures)} left out for the reasons above")
    raise click.exceptions.Exit(1)
