"""How the server starts, what it says where it can not, and how it ends."""

from __future__ import annotations

import http.client
import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from endpoint import built, count, family, kill, rows, serving, stored
from stakegraph.endpoint.reception import FRONTS
from stakegraph.endpoint.server import WATCH
from stakegraph.store import folder_store
from stakegraph.vocabulary import SG


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a build leaves it."""
    return built(tmp_path_factory.mktemp("build"))


def start(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "stakegraph", "serve", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=30)


def test_a_port_that_is_taken_is_named(build: Path) -> None:
    with serving(build) as server:
        done = start("--data", str(build), "--port", str(server.port))
    taken = f"stakegraph: port {server.port} of 127.0.0.1 is taken; end who has it, or name another with --port\n"
    assert (done.returncode, done.stderr) == (1, taken)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--data", "nowhere"], 1, "nowhere does not exist; name a store"),
        (["--data", "{broken}"], 1, "broken.ttl"),
        (["--data", "{broken}", "--update"], 1, "broken.ttl"),
        (["--data", "{build}", "--host", "no.such.host.invalid"], 1, "the host 'no.such.host.invalid' is not known"),
        (["--data", "{build}", "--port", "70000"], 2, "Invalid value for '--port'"),
        (["--data", "{build}", "--timeout", "0"], 2, "Invalid value for '--timeout'"),
    ],
)
def test_what_can_not_be_served_is_one_line(
    build: Path, tmp_path: Path, arguments: list[str], code: int, words: str
) -> None:
    (tmp_path / "broken.ttl").write_text("this is no Turtle", encoding="utf-8")
    known = {"{build}": str(build), "{broken}": str(tmp_path / "broken.ttl")}
    done = start("--port", "0", *(known.get(one, one) for one in arguments))
    assert (done.returncode, done.stderr.count("\n"), words in done.stderr) == (code, 1, True), done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_ends_everything(build: Path, number: signal.Signals) -> None:
    with serving(build) as running:
        assert running.ask("ASK {}").status == 200
        children = family(running.process.pid)
        assert len(children) == 1 + 4 + FRONTS
        running.process.send_signal(number)
        assert running.process.wait(timeout=10) in (0, 130, -number)
        assert running.process.stderr is not None and running.process.stderr.read() == ""
        deadline = time.monotonic() + 5
        while any(Path(f"/proc/{pid}").exists() for pid in children) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert [pid for pid in children if Path(f"/proc/{pid}").exists()] == []


def test_another_address_is_a_warning(build: Path) -> None:
    with serving(build, "--host", "0.0.0.0", quiet=False) as running:
        assert (
            running.warning
            == "stakegraph: 0.0.0.0 can be reached by other machines, and nobody is asked for a password\n"
        )
        assert running.send("GET", "/sparql?query=ASK%7B%7D", heads={"Host": "192.0.2.1:80"}).status == 200
        assert running.send("GET", "/sparql?query=ASK%7B%7D", heads={"Host": "evil.example"}).status == 403


def test_a_server_whose_other_processes_all_die_starts_them_again(build: Path) -> None:
    with serving(build, "--workers", "1") as running:
        assert running.ask("ASK {}").status == 200
        kill(family(running.process.pid))
        assert running.ask("ASK { ?s a sg:Stance }").text == '{"head": {}, "boolean": true}\n'


def test_data_in_a_store_is_literal_and_whole(tmp_path: Path) -> None:
    """A literal with quotes, a newline and marks of direction comes back as it was."""
    words = 'say "no" \u202e\n\t</script> 𝔸'
    fact = Quad(NamedNode("http://a.example/s"), NamedNode("http://a.example/p"), Literal(words))
    with serving(stored(tmp_path / "store", [fact])) as running:
        assert rows(running, "SELECT ?o { ?s ?p ?o }") == [{"o": words}]


def test_what_others_change_in_the_data_is_served_soon_and_nobody_notices(tmp_path: Path) -> None:
    """One connection asks all the time while another process adds to the store: each answer is whole, old, then new."""
    folder = stored(tmp_path / "store", [fact(0)])
    with serving(folder) as running:
        line = http.client.HTTPConnection("127.0.0.1", running.port, timeout=10)
        seen = [asked(line)]
        folder_store(folder).load([fact(1)])
        deadline = time.monotonic() + 20
        while seen[-1] == 1 and time.monotonic() < deadline:
            time.sleep(0.02)
            seen.append(asked(line))
        longer = {count(running, "?s ?p ?o FILTER(isIRI(?s))") for _ in range(8)}
        line.close()
    assert (sorted(set(seen)), longer) == ([1, 2], {2})


def test_a_build_that_is_made_again_is_served_soon(build: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph.trig"
    graph.write_bytes((build / "graph.trig").read_bytes())
    with serving(tmp_path) as running:
        assert count(running, "?s a sg:Stance") == 5
        graph.write_bytes(b"this is no TriG")
        time.sleep(2 * WATCH + 1)
        assert count(running, "?s a sg:Stance") == 5
        graph.write_text(f"<http://a.example/s> a <{SG}Stance> .", encoding="utf-8")
        deadline = time.monotonic() + 20
        while (found := count(running, "?s a sg:Stance")) == 5 and time.monotonic() < deadline:
            time.sleep(0.1)
        assert found == 1


def fact(number: int) -> Quad:
    return Quad(NamedNode(f"http://a.example/{number}"), NamedNode("http://a.example/p"), Literal(number))


def asked(line: http.client.HTTPConnection) -> int:
    """The number of facts, by a lookup."""
    line.request("GET", f"/sparql?query={quote('SELECT * { ?s <http://a.example/p> ?o }')}")
    return len(json.loads(line.getresponse().read())["results"]["bindings"])
