"""The process of a query: a fork where that is safe, which is ended in time and takes nothing with it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from factory import dam_annotation
from stakegraph.query.process import can_fork
from stakegraph.rdf import serialize, to_quads

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?l) }"
DOUBLED = " ".join(f"BIND(CONCAT(?x{at}, ?x{at}) AS ?x{at + 1})" for at in range(34))
LARGE = f"SELECT * {{ BIND('xx' AS ?x0) {DOUBLED} }}"


def alone(*command: str, cwd: Path | None = None) -> tuple[int, str, str]:
    """Run Python in a process of one thread, and see that nothing of it is left behind."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1] / "graph")}
    run = subprocess.Popen(
        [sys.executable, *command], cwd=cwd, env=environment, text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    out, err = run.communicate()
    with pytest.raises(ProcessLookupError):
        os.killpg(run.pid, 0)
    return run.returncode, out, err


def forked(work: str, timeout: float = 20) -> str:
    """Return what is printed by a process that has a fork do ``work``."""
    code = f"import os, time\nfrom stakegraph.query.process import forked\nprint(forked(lambda: {work}, {timeout}))"
    return "".join(alone("-c", code)[1:])


def test_a_process_of_one_thread_can_be_forked() -> None:
    code = "from stakegraph.query.process import can_fork; print(can_fork())"
    assert alone("-c", code) == (0, f"{Path('/proc/self/task').is_dir()}\n", "")


def test_one_of_several_threads_can_not() -> None:
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    try:
        assert not can_fork()
    finally:
        over.set()
        thread.join()


@pytest.mark.parametrize(
    ("work", "printed"),
    [
        ("b'done'", "(0, b'done')\n"),
        ("b''", "(0, b'')\n"),
        ("b'' + 1", "(1, b'')\n"),
        ("os.kill(os.getpid(), 9)", "(-9, b'')\n"),
    ],
)
def test_a_fork_gives_its_answer_and_how_it_ended(work: str, printed: str) -> None:
    assert forked(work) == printed


def test_a_large_answer_is_whole() -> None:
    code = "from stakegraph.query.process import forked\nprint(forked(lambda: bytes(10**7), 20) == (0, bytes(10**7)))"
    assert alone("-c", code) == (0, "True\n", "")


def test_a_fork_that_takes_too_long_is_ended() -> None:
    assert forked("time.sleep(60)", 0.2).endswith("\nTimeoutError\n")


@pytest.mark.parametrize(
    ("asked", "code", "out", "err"),
    [
        (["ASK { ?s a sg:Stance }"], 0, "true\n", ""),
        (["SELECT ?s { ?s ?p"], 1, "", "the query can't be understood at line 1, column 18"),
        ([ENDLESS, "--timeout", "0.5"], 1, "", "the query was stopped after 0.5 seconds"),
        ([LARGE, "--memory", "256"], 1, "", "the query brought the engine down"),
        ([f"SELECT * {{ FILTER({'1+' * 12000} 1) }}"], 1, "", "the query brought the engine down"),
        (["SELECT ?s { ?s a sg:Stance }", "--max-rows", "2", "--format", "csv"], 0, "s\n", "more rows than the 2"),
    ],
    ids=["answer", "error", "endless", "memory", "nested", "rows"],
)  # fmt: skip
def test_the_command_answers_from_a_fork_and_outlives_it(
    asked: list[str], code: int, out: str, err: str, tmp_path: Path
) -> None:
    (tmp_path / "g.trig").write_bytes(serialize(to_quads(dam_annotation()), "trig"))
    found = alone("-m", "stakegraph", "query", "--data", "g.trig", *asked, cwd=tmp_path)
    assert (found[0], found[1][: len(out)], err in found[2]) == (code, out, True), found
    assert found[2].count("\n") <= 1 or "^" in found[2]
