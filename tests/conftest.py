"""What the tests need from outside the repository, and the rule for when it is missing."""

from __future__ import annotations

import csv
import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

from browsing import FLAGS, WINDOW, Visit
from stakegraph import cli
from stakegraph.network import stance_network
from stakegraph.page import render_network, write_page

# How long a single example takes says more about a shared machine than about the code.
settings.register_profile("stakegraph", deadline=None, max_examples=60)
settings.load_profile("stakegraph")


Run = Callable[..., tuple[int, str, str]]
"""Runs the command line with arguments, and ``stdin``; gives its exit code, its output, and what it says."""


def require(found: object, what: str, how: str) -> None:
    """Skip the test where ``what`` is not at hand, saying how to get it; under ``CI=true`` fail instead.

    A check that is silently passed over looks like one that passed, so continuous integration never skips.
    """
    if found:
        return
    reason = f"{what} is missing: {how}"
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason, allow_module_level=True)


def require_shared(*parts: str) -> Path:
    """Return a path in the folder of gold data, corpora and model that lies beside the repository."""
    beside = Path(__file__).resolve().parents[2] / "shared"
    place = Path(os.environ.get("STAKEGRAPH_SHARED") or beside).joinpath(*parts)
    require(place.exists(), f"the shared data {place.name!r}", "set STAKEGRAPH_SHARED to the folder that holds it")
    return place


@pytest.fixture
def console(capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capfdbinary.readouterr()
        code = cli.run([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data."""
    return require_shared()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a real Chromium."""
    path = shutil.which("chromium")
    require(path, "Chromium", "apt-get install chromium")
    return str(path)


@pytest.fixture(scope="session")
def debate() -> list[dict[str, str]]:
    """The rows of an invented debate about a harbour, as the query for stances gives them."""
    with (Path(__file__).parent / "data" / "debate.csv").open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file))
    return [_stance_row(number, row) for number, row in enumerate(read)]


def _stance_row(number: int, row: dict[str, str]) -> dict[str, str]:
    base = "https://w3id.org/stakegraph/"
    iris = {column: f"{base}thing/{row[column].lower().replace(' ', '-')}" for column in ("holder", "target")}
    place = {"start": str(200 * number), "end": str(200 * number + len(row["quote"]))}
    article = {"article": f"{base}article/harbour-{number % 3}", "articleTitle": f"The harbour, part {number % 3 + 1}"}
    labels = {"holderLabel": row["holder"], "targetLabel": row["target"]}
    marks = {
        "stance": f"{base}stance/{number:016x}",
        "factuality": "actual",
        "confidence": "0.85",
        "date": "2026-05-03",
    }
    return {**row, **labels, **iris, **place, **article, **marks}


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Page:
    """A tab that one test after another visits: a new one costs three times what a page in it does."""
    return browser.new_context(viewport=WINDOW, reduced_motion="reduce").new_page()


@pytest.fixture
def visit(tab: Page) -> Iterator[Visit]:
    seen = Visit(tab)
    yield seen
    seen.leave()
    assert seen.errors == []
    assert [url for url in seen.requests if not url.startswith(("file:", "data:,"))] == []


@pytest.fixture(scope="session")
def debate_page(debate: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("pages") / "debate.html"
    write_page(place, render_network(stance_network(debate), title="The harbour debate"))
    return place


@pytest.fixture(scope="session")
def pair_page(debate: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two actors, with a stance for and a stance against."""
    place = tmp_path_factory.mktemp("pages") / "pair.html"
    rows = [
        stance
        for stance in debate
        if (stance["holderLabel"], stance["targetLabel"]) == ("Ada Brandt", "Port Authority")
    ]
    write_page(place, render_network(stance_network(rows), title="Two"))
    return place


@pytest.fixture(scope="session")
def scattered_page(tmp_path_factory: pytest.TempPathFactory, debate: list[dict[str, str]]) -> Path:
    """Many pairs that nothing joins, with long names."""
    place = tmp_path_factory.mktemp("pages") / "scattered.html"
    names = ["the International Fund for the Reconstruction of the Harbour", "Ada", "WWW OMM MWM", "the quay"]
    rows = [
        {
            **debate[0],
            "stance": f"stance/s{at}",
            "holder": f"h{at}",
            "target": f"t{at}",
            "holderLabel": f"{names[at % 4]} {at}",
            "targetLabel": f"{names[at % 3]} {at}",
            "targetType": "Issue" if at % 2 else "Group",
        }
        for at in range(14)
    ]
    write_page(place, render_network(stance_network(rows), title="Scattered"))
    return place


@pytest.fixture(scope="session")
def brief_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``stakegraph build`` makes of the bundled article, with the annotation of a person."""
    place = tmp_path_factory.mktemp("brief")
    curated = Path(__file__).parents[1] / "seeds" / "articles" / "peacekeeping-brief.json"
    assert cli.run(["build", "--annotation", str(curated), "-o", str(place)]) == 0
    return place


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """Give the address of a SPARQL server, oxigraph or virtuoso, which is started when it is first asked for."""
    from servers import oxigraph_server, virtuoso_server

    makers = {"oxigraph": oxigraph_server, "virtuoso": virtuoso_server}
    started: dict[str, str] = {}
    with ExitStack() as running:

        def address(kind: str) -> str:
            if kind not in started:
                started[kind] = running.enter_context(makers[kind](tmp_path_factory.mktemp(kind) / "data"))
            return started[kind]

        yield address
