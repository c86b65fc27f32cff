"""The command that draws one page of a graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stakegraph.cli.export import data_option
from stakegraph.cli.talk import DEFAULT_OUT, say
from stakegraph.errors import OutputError, UsageError

if TYPE_CHECKING:
    from stakegraph.pipeline import Document

MAPS = ("stances", "issues", "discourse", "events")
PAGES = (*MAPS, "timeline", "index", "article")


@click.command("view", short_help="Draw one page of a graph.")
@click.argument("page", type=click.Choice(PAGES), default="stances", metavar="[PAGE]")
@click.option("--data", metavar="PATH", help=f"Folder of a build, store, or RDF file [default: {DEFAULT_OUT}]")
@click.option(
    "-o",
    "--out",
    metavar="FILE",
    help="File to write  [default: PAGE.html here]; - is standard output; FILE.svg is the picture of a map.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    metavar="N",
    help="Show the N actors and issues with most ties; 0 shows all, and 300 is the default.",
)
@click.option("--article", metavar="NAME", help="The article of the page article, where there are several.")
def view_command(page: str, data: str | None, out: str | None, limit: int | None, article: str | None) -> None:
    """Draw one PAGE of a graph as one HTML file that needs no other and no network.

    stances (who is for and against what, the default), issues (actors and issues, the camps left and right), discourse
    (who agrees with whom), events (who does what to whom), timeline, index, or article (its text with all that was
    found in it; this one needs the folder of a build).
    """
    if limit is not None and page in ("index", "article"):
        raise UsageError(f"--limit is for maps and the timeline; the page {page} shows all")
    if article is not None and page != "article":
        raise UsageError(f"--article is for the page article, not for {page}")
    if out is not None and out.endswith(".svg") and page not in MAPS:
        raise UsageError(f"there is a picture (SVG) of {', '.join(MAPS)} alone; write {page} as .html")
    place = data or data_option()
    out = out or f"{page}.html"
    # Links to other pages lead somewhere only from within the folder of a build.
    linked = out != "-" and Path(place).is_dir() and Path(out).resolve().parent == Path(place).resolve()
    html = _article(Path(place), article, linked) if page == "article" else _drawn(page, place, limit, linked)
    if out == "-":
        sys.stdout.buffer.write(html.encode())
        return
    from stakegraph.page import write_page

    written = _picture(html, out) if out.endswith(".svg") else html
    write_page(Path(out), written)
    say(f"wrote {out}, {len(written.encode()) / 1000:.0f} kB; open it in a browser")


def _picture(html: str, out: str) -> str:
    from stakegraph import site

    found = site.picture(html)
    if not found:
        raise OutputError(f"{out} can't be drawn: this graph has nothing to draw on that map; try another page")
    return found


def _drawn(name: str, data: str, limit: int | None, linked: bool) -> str:
    from stakegraph import site
    from stakegraph.store import open_store

    facts = site.Facts(open_store(data), limit=site.LIMIT if limit is None else limit)
    if name == "index":
        return site.index(facts, still=site.picture(site.draw("stances", facts)), linked=linked)
    return site.draw(name, facts, linked=linked)


def _article(folder: Path, name: str | None, linked: bool) -> str:
    from stakegraph import site

    one = _document(folder / "annotations", name)
    beside = {f"{kind}.html": folder / f"{kind}.html" for kind in site.KINDS} if linked else {}
    drawn = {file: path.read_text(encoding="utf-8") for file, path in beside.items() if path.exists()}
    return site.article(one.article, one.annotation, drawn, linked=linked)


def _document(folder: Path, name: str | None) -> Document:
    """Read the article called ``name``, by its file or its id, or the only one there is.

    All are read, for an actor's id depends on his namesakes in the other articles.
    """
    from stakegraph.pipeline import read_annotation, settle_documents

    files = sorted(folder.glob("*.json"))
    if not files:
        raise UsageError(f"{folder} holds no article; name the folder of a build with --data, for a graph has no texts")
    if name is None and len(files) > 1:
        raise UsageError(f"there are {len(files)} articles; name one with --article: {_some([f.stem for f in files])}")
    for path, one in zip(files, settle_documents([read_annotation(path) for path in files]), strict=True):
        if name in (None, path.stem, one.annotation.article.id):
            return one
    raise UsageError(f"there is no article {name!r} in {folder}; it has {_some([f.stem for f in files])}")


def _some(names: list[str]) -> str:
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
