"""The command line, a module a command: ``stakegraph build``, ``query``, ``view``, ``export`` and the others.

Data goes to standard output and talk to standard error. Every error is one line with what happened, the value and what
to do; 2 is misuse, 1 a failure, 130 an interruption. Commands import what they need when they run.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from stakegraph import __version__
from stakegraph.cli.talk import say
from stakegraph.errors import QueryError, StakegraphError

NAME = "stakegraph"
DEBUG = "STAKEGRAPH_DEBUG"
"""Set to anything, it shows the traceback of an error that is a fault of the program."""


COMMANDS = {
    "build": "build",
    "extract": "build",
    "query": "query",
    "view": "view",
    "network": "network",
    "measure": "measure",
    "report": "report",
    "compare": "compare",
    "serve": "serve",
    "export": "export",
    "check": "check",
    "ontology": "ontology",
    "store": "store",
    "completion": "completion",
}
"""The module of each command."""


class Commands(click.Group):
    """The commands, each loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it by this name
        """Return the names of the commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, None where there is no such command."""
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            self.add_command(getattr(import_module(f"{__name__}.{COMMANDS[cmd_name]}"), f"{cmd_name}_command"))
        return super().get_command(ctx, cmd_name)


@click.group(NAME, cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="stakegraph %(version)s")
def cli() -> None:
    """Stakeholder knowledge graphs from news articles.

    Who stands where, on what, says who, and in which words: as Turtle, as answers to SPARQL, as pages to look at.
    """


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run the command line with ``arguments`` and return the exit code; nothing but an interruption of Python escapes.

    >>> run(["--version"])
    stakegraph 0.1.0
    0
    """
    try:
        code = _invoke(list(arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads has read enough; what is still buffered must not fail again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except QueryError as error:
        return _report(str(error), error.exit_code, lines=True)
    except StakegraphError as error:
        return _report(str(error), error.exit_code)
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else NAME
        return _report(f"{error.format_message()} (see '{path} --help')", error.exit_code)
    except click.ClickException as error:
        return _report(error.format_message(), error.exit_code)
    except OSError as error:
        if os.environ.get(DEBUG):
            raise
        what = f"{error.filename}: " if error.filename else ""
        return _report(f"{what}reading or writing failed: {error.strerror or error}", 1)
    except (KeyboardInterrupt, click.Abort):
        return _report("interrupted", 130)
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        return _report(
            f"a fault in stakegraph itself ({type(error).__name__}: {error}); report it, with the traceback that "
            f"{DEBUG}=1 shows",
            1,
        )
    return code


def _invoke(arguments: list[str]) -> int:
    if f"_{NAME.upper()}_COMPLETE" in os.environ:
        cli.main(arguments, prog_name=NAME)
    try:
        with cli.make_context(NAME, arguments or ["--help"]) as context:
            cli.invoke(context)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    return 0


def _report(message: str, code: int, *, lines: bool = False) -> int:
    """Say what went wrong, on one line unless ``lines`` are wanted, and return ``code``."""
    for number, line in enumerate(message.splitlines() if lines else [message]):
        say(line) if number == 0 else click.echo(line, err=True)
    return code
