"""The command that serves a graph: a SPARQL endpoint, a query page and a JSON API."""

from __future__ import annotations

import os

import click

from stakegraph.cli.export import data_option
from stakegraph.cli.talk import DEFAULT_OUT, say
from stakegraph.errors import UsageError


@click.command("serve", short_help="Serve a graph as a SPARQL endpoint with a query page.")
@click.option("--data", metavar="PATH", help=f"Folder of a build, store, or RDF file [default: {DEFAULT_OUT}]")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=7878, show_default=True, help="Port; 0 is any free one.")
@click.option("--update", is_flag=True, help="Take SPARQL updates, from whoever reaches the address.")
@click.option(
    "--timeout", type=click.FloatRange(min=0, min_open=True), default=30.0, show_default=True, metavar="S",
    help="Seconds that a query or an update may take.",
)  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 64), default=4, show_default=True, help="Queries at a time.")
@click.option(
    "--cors", "origins", multiple=True, metavar="ORIGIN", help="Let pages of ORIGIN ask (* is all); repeatable."
)
@click.option("--allow-host", "names", multiple=True, metavar="NAME", help="Another name of this server; repeatable.")
@click.option("--allow-network", "network", is_flag=True, help="Let queries ask other servers (SERVICE, LOAD).")
@click.option("--editor", metavar="DIR", help="Folder with the files of YASGUI, if the package has none.")
def serve_command(
    data: str | None,
    host: str,
    port: int,
    update: bool,
    timeout: float,
    workers: int,
    origins: tuple[str, ...],
    names: tuple[str, ...],
    network: bool,
    editor: str | None,
) -> None:
    """Serve a graph: the SPARQL 1.1 protocol at /sparql, a page to ask and to look at, and a small JSON API.

    The endpoint only reads, unless --update is given. Updates go into a store; those of a build's folder or an RDF
    file are lost when the server ends.
    """
    if not hasattr(os, "fork"):
        raise UsageError("serve needs a system that can fork processes, as Linux and macOS can")

    from stakegraph.endpoint.guard import is_loopback
    from stakegraph.endpoint.server import Options, serve

    place = data or data_option()
    options = Options(host, port, update, timeout, workers, names, origins, network, editor)

    def ready(address: str) -> None:
        if not is_loopback(host):
            say(f"{host} can be reached by other machines, and nobody is asked for a password")
        say(f"{place} is at {address} until Ctrl-C")

    serve(place, options, ready)
