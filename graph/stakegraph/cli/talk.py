"""What the commands say to a person: progress, colour, and text from articles that must not steer the terminal."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator, Sequence

import click

DEFAULT_OUT = "stakegraph-out"
"""Where a build goes, and where queries look, unless another folder is named."""

_CLEAR = "\r\x1b[K"


def plain(text: str) -> str:
    r"""Return ``text`` on one line, without control and direction marks, which would steer a terminal.

    >>> plain("red\x1b[31m \u202ealert\nnow")
    'red[31m alert now'
    """
    spaced = " ".join(text.split())
    return "".join(char for char in spaced if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co"})


def coloured(text: str, colour: str) -> str:
    """Return ``text`` in a colour where standard output is a terminal that wants colour."""
    wanted = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return click.style(text, fg=colour) if wanted else text


def with_progress(names: Sequence[str], what: str) -> Iterator[str]:
    """Yield ``names`` and show how far it has come, on standard error and only where that is a terminal."""
    shown = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    for number, name in enumerate(names, 1):
        if shown:
            click.echo(f"{_CLEAR}{what} {number}/{len(names)} {plain(name)[-50:]}", nl=False, err=True)
        yield name
    if shown and names:
        click.echo(_CLEAR, nl=False, err=True)


def say(message: str) -> None:
    """Say something to the person, on standard error."""
    click.echo(f"stakegraph: {plain(message)}".encode(errors="backslashreplace").decode(), err=True)


def counted(number: int, word: str) -> str:
    """Return a number with its word.

    >>> counted(1, "stance"), counted(2, "stance")
    ('1 stance', '2 stances')
    """
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def shorten(text: str, length: int = 72) -> str:
    """Return ``text`` made plain and cut to ``length`` characters."""
    text = plain(text)
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
