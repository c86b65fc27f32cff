"""Real SPARQL servers, which the tests start on free ports and end again."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

from conftest import require

START = 60.0
"""Seconds that a server may take to answer."""

VIRTUOSO_ROWS = 5_000
"""The most rows of an answer, as its default configuration has such a limit too."""

VIRTUOSO = """\
[Database]
DatabaseFile = {folder}/main.db
ErrorLogFile = {folder}/main.log
LockFile = {folder}/main.lck
TransactionFile = {folder}/main.trx
xa_persistent_file = {folder}/main.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
MaxCheckpointRemap = 2000
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
DirsAllowed = {folder}
MaxMemPoolSize = 200000000
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = 60
"""
GRANT = "grant SPARQL_UPDATE to \"SPARQL\"; DB.DBA.RDF_DEFAULT_USER_PERMS_SET('nobody', 7);"


@contextmanager
def oxigraph_server(folder: Path) -> Iterator[str]:
    """Run the server of Oxigraph on data in ``folder``, and give the address of its queries."""
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}:{Path.home()}/.local/bin:/usr/bin")
    require(program, "the oxigraph server", "pip install oxigraph")
    port = free_port()
    command = [str(program), "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with running(command, folder, port):
        yield f"http://127.0.0.1:{port}/query"


@contextmanager
def virtuoso_server(folder: Path) -> Iterator[str]:
    """Run Virtuoso on a database in ``folder``, open to updates, and give the address of its queries."""
    require(shutil.which("virtuoso-t") and shutil.which("isql-vt"), "Virtuoso", "apt-get install virtuoso-opensource")
    sql, http = free_port(), free_port()
    folder.mkdir(exist_ok=True)
    (folder / "server.ini").write_text(VIRTUOSO.format(folder=folder, sql=sql, http=http, rows=VIRTUOSO_ROWS))
    command = ["virtuoso-t", "+configfile", str(folder / "server.ini"), "+foreground"]
    with running(command, folder, http):
        subprocess.run(["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", f"exec={GRANT}"], check=True, capture_output=True)
        yield f"http://127.0.0.1:{http}/sparql"


@contextmanager
def running(command: list[str], folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server in ``folder`` until the block ends; it begins when something listens on ``port``."""
    with (folder.parent / f"{folder.name}.out").open("wb") as out:
        process = subprocess.Popen(command, cwd=folder.parent, stdout=out, stderr=subprocess.STDOUT)
        try:
            wait_for(port, process)
            yield process
        finally:
            process.kill()  # nothing of it is kept
            process.wait()


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Return when something listens on ``port`` of this machine."""
    end = time.monotonic() + START
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"{process.args!r} does not listen on port {port}; it left with {process.poll()}")


def free_port() -> int:
    """Return a port of this machine that nobody uses now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def update(url: str, text: str) -> None:
    """Run an update on a server without the code that is tested."""
    address = url.removesuffix("/query") + "/update" if url.endswith("/query") else url
    urlopen(Request(address, text.encode(), {"Content-Type": "application/sparql-update"})).close()


def clear(url: str) -> None:
    """Take everything of ours out of a server."""
    if url.endswith("/query"):
        update(url, "DROP ALL")
        return
    ask = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    from urllib.parse import urlencode

    body = urlencode({"query": ask, "format": "text/csv"}).encode()
    with urlopen(Request(url, body)) as reply:
        names = [line.strip('"') for line in reply.read().decode().split()[1:]]
    for name in names:
        if name.startswith("https://"):
            update(url, f"DROP SILENT GRAPH <{name}>")
