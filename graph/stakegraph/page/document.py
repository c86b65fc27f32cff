"""One HTML file that asks for nothing: the frame of every page, and the safe way to write it down."""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from stakegraph.errors import OutputError
from stakegraph.output import write

if TYPE_CHECKING:
    from jinja2 import Environment

_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of what follows; in a label they would turn the page around it."""


def plain(text: str) -> str:
    r"""Return ``text`` without what has no place in a page: controls become spaces, lone surrogates question marks.

    >>> plain("a\x00b\ud800")
    'a b?'
    """
    return _ODD.sub(lambda found: "?" if "\ud800" <= found[0] <= "\udfff" else " ", text)


def label(text: str) -> str:
    r"""Return ``text`` on one line and without marks of direction, fit to be a name on a page.

    >>> label(" Sergei\n\u202eLavrov ")
    'Sergei Lavrov'
    """
    return " ".join(_BIDI.sub("", plain(text)).split()) or "(no name)"


def short(text: str, length: int) -> str:
    """Return ``text`` cut to ``length`` characters, with an ellipsis where something is missing."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def stem(iri: str) -> str:
    """Return the last part of an IRI as a name for files and fragments.

    >>> stem("https://w3id.org/stakegraph/article/brief-3e1a0b2c")
    'brief-3e1a0b2c'
    """
    last = unquote(re.split(r"[/#:]", iri.rstrip("/#"))[-1])
    clean = re.sub(r"[^A-Za-z0-9._-]+", "-", last).strip(".-")
    return clean[:100] or hashlib.sha256(iri.encode("utf-8", "replace")).hexdigest()[:16]


def article_page(article: str) -> str:
    """Return the file name of an article's page; ``article`` is its id or its IRI.

    >>> article_page("brief-3e1a0b2c")
    'article-brief-3e1a0b2c.html'
    """
    return f"article-{stem(article)}.html"


@cache
def asset(name: str) -> str:
    """Return the text of a file of ``page/templates``, its line ends those that a browser hashes."""
    return _unix((files("stakegraph.page") / "templates" / name).read_text(encoding="utf-8"))


@cache
def one_script(*names: str) -> str:
    """Return files of ``page/templates`` as one script, which has a scope of its own."""
    return "\n".join(('"use strict";', "(async () => {", *map(asset, names), "})();"))


@cache
def vis_network() -> str:
    """Return the vis-network library that pyvis carries."""
    return _unix((files("pyvis") / "templates/lib/vis-9.1.2/vis-network.min.js").read_text(encoding="utf-8"))


@cache
def packed(text: str) -> str:
    """Return a script as deflated base64, a third of its size; the page unpacks it and runs it by its hash."""
    return base64.b64encode(zlib.compress(text.encode(), 6)).decode()


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@cache
def environment() -> Environment:
    """Return the environment of our templates: escaping on, and a missing value is an error.

    It is one for all pages, so that a template is compiled once.
    """
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    made = Environment(
        loader=FunctionLoader(asset), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":")}
    return made


def render(template: str, *, scripts: Iterable[str] = (), styles: str = "", library: str = "", **context: Any) -> str:
    """Fill ``template``; ``scripts`` are the only code that the page may run, by the hashes in its policy.

    ``styles`` are rules of this page beside those of all pages; ``library`` is a script that they unpack and run.
    """
    from markupsafe import Markup

    code = list(scripts)
    # With the map to come, the still picture must not be painted first: that takes seconds for a large one.
    early = asset("scripted.js") if code else ""
    style = asset("page.css") + styles
    policy = "; ".join(
        (
            "default-src 'none'",
            "script-src " + (" ".join(map(_hash, filter(None, [early, library, *code]))) or "'none'"),
            f"style-src {_hash(style)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    # Only our own files and the library are marked as safe; whatever comes from an article is escaped.
    trusted = {"style": Markup(style), "early": Markup(early), "scripts": [Markup(part) for part in code]}
    if library:
        trusted["library"] = Markup(packed(library))
    return environment().get_template(template).render(policy=Markup(policy), **trusted, **context)


@cache
def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def write_page(path: Path, html: str) -> Path:
    """Write a page as UTF-8, whole or not at all, and return its path.

    Raises OutputError where the folder is missing, the place is no file, or writing fails; an old file stays.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        raise OutputError(f"{path} can't be written: it is no regular file; name a file")
    return write(path, html.encode())
