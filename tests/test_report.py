"""The report page: its numbers are those of the measures, its commands give them again, and it asks for nothing."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest

import debates
from browsing import Visit
from conftest import Run
from pages import HOSTILE, check_frame
from stakegraph.measures.catalogue import MEASURES, measure
from stakegraph.measures.networks import Networks
from stakegraph.measures.table import Options, shown
from stakegraph.output import write
from stakegraph.page import plots
from stakegraph.page.report import MEASURES as SHOWN
from stakegraph.page.report import Query, Section, render_report, section
from stakegraph.rdf import serialize


@pytest.fixture
def run(console: Run) -> Run:
    """Run the command line in a folder with the graph of the debate and an empty one."""
    write("debate.trig", serialize(debates.quads(), "trig"))
    write("empty.ttl", b"")
    return console


def page_of(run: Run, *arguments: str, runs: str = "19") -> str:
    code, out, err = run("report", *arguments, "-o", "-", *(() if "--runs" in arguments else ("--runs", runs)))
    assert (code, err) == (0, "")
    return out


def stances(names: list[str]) -> Any:
    """Everybody supports the first and opposes the next."""
    graph = nx.MultiDiGraph()
    for number, name in enumerate(names):
        graph.add_node(name, label=name, type="Person")
        for target, sign in ((names[0], 1), (names[(number + 1) % len(names)], -1)):
            if target != name:
                graph.add_edge(
                    name, target, id=f"{number}{sign}", sign=sign, weight=1.0, date=f"2026-0{1 + number % 3}-05"
                )
    return graph


def test_the_page_is_whole_and_asks_for_nothing(run: Run) -> None:
    page = check_frame(page_of(run, "--data", "debate.trig"))
    assert "script" not in page.bodies
    assert all(value.startswith("#") for value in page.attributes("href") if value != "data:,")
    assert [value for value in page.attributes("id") if value.startswith("sg-")][1:-1] == [
        f"sg-{name}" for name in SHOWN
    ]


def test_a_page_is_the_same_at_every_run(run: Run) -> None:
    assert page_of(run, "--data", "debate.trig") == page_of(run, "--data", "debate.trig")


def test_each_command_gives_the_numbers_that_stand_above_it(run: Run) -> None:
    chosen = "--seed 5 --camps 3 --weighted --runs 20 --since 2026-01-01 --include type=Person --include type=Country"
    html = page_of(run, "--data", "debate.trig", *chosen.split(), "--exclude", "actor=Ada")
    sections = re.findall(r"<section.*?</section>", html, re.DOTALL)[:-1]
    assert len(sections) == len(SHOWN)
    for one in sections:
        command = re.findall(r"<pre.*?>(stakegraph .*?)</pre>", one)[-1]
        assert "--seed 5" in command
        code, out, _ = run(*shlex.split(command)[1:], "--format", "json")
        table = json.loads(out)[0]
        cells = re.findall(r"<td.*?><bdi>(.*?)</bdi></td>", one)
        assert (code, cells) == (0, [shown(value) for row in table["rows"][:25] for value in row.values()])


def test_the_queries_behind_the_numbers_can_be_run(run: Run) -> None:
    html = page_of(run, "camps", "--data", "debate.trig")
    commands = re.findall(r"<pre.*?>(stakegraph query .*?)</pre>", html)
    assert len(commands) == 4
    for command in commands:
        assert run(*shlex.split(command)[1:])[0] == 0


def test_pictures_show_camps_time_and_chance(run: Run) -> None:
    html = page_of(run, "--data", "debate.trig")
    said = [label.split(". ")[0] for label in re.findall(r"<svg[^>]*><title>(.*?)</title>", html)]
    assert said == [
        "Polarization beside chance",
        "Frustration beside chance",
        "Who agrees and who is at odds, by camps",
        "Triads beside chance",
        "Balance and polarization over time",
        "Stances on the bridge",
        "Stances on the dam",
        "What actors are for and against",
        "Who and what is supported and opposed",
        "Reliability by number of statements",
    ]
    assert "2026-03: 4 against" in html
    for svg in re.findall(r"<svg.*?</svg>", html, re.DOTALL):
        ElementTree.fromstring(svg)


def test_what_is_true_of_all_measures_is_said_once(run: Run) -> None:
    assert page_of(run, "--data", "debate.trig").count("only 6 actors: the numbers describe these") == 1


def test_a_graph_of_nothing_has_a_page(run: Run) -> None:
    page = check_frame(page_of(run, "--data", "empty.ttl"))
    assert "".join(page.text).count("There is nothing to show.") > 5


def test_the_page_goes_to_a_file(run: Run, tmp_path: Path) -> None:
    code, out, err = run("report", "frustration", "--data", "debate.trig")
    assert (code, out) == (0, "")
    assert re.fullmatch(r"stakegraph: wrote report\.html, \d+ kB; open it in a browser\n", err)
    check_frame((tmp_path / "report.html").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["fun"], "there is no measure 'fun'"),
        (["camps", "camps"], "a measure is named twice; name each once"),
        (["--window", "decade"], "there is no window 'decade'"),
    ],
)
def test_what_cannot_be_reported_is_one_line_and_no_file(
    run: Run, tmp_path: Path, arguments: list[str], message: str
) -> None:
    code, out, err = run("report", *arguments, "--data", "debate.trig")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"stakegraph: {message}")
    assert not (tmp_path / "report.html").exists()


@pytest.mark.parametrize("evil", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text(evil: str) -> None:
    networks = Networks(stances([evil, "bob", "cem", f"{evil}2"]))
    sections = [
        section(measure(name, networks, Options(runs=2)), evil, networks)
        for name in MEASURES
        if name not in ("intervals", "signs", "stability")
    ]
    html = render_report(sections, [Query(evil, evil, evil)], title=evil, subtitle=evil)
    page = check_frame(html.encode("utf-8", "strict").decode())
    assert {tag for tag, _ in page.tags}.isdisjoint({"img", "script", "iframe", "object", "base"})
    for svg in re.findall(r"<svg class.*?</svg>", html, re.DOTALL):
        ElementTree.fromstring(svg)


def test_two_actors_of_one_name_have_a_row_each() -> None:
    graph = stances(["b", "a1", "c", "a2", "d"])
    for node in ("a1", "a2"):
        graph.nodes[node]["label"] = "Smith"
    networks = Networks(graph)
    drawn = section(measure("camps", networks), "", networks).plots[0].svg
    assert ("Smith (a1)" in drawn, "Smith (a2)" in drawn) == (True, True)


def test_a_matrix_of_many_actors_is_left_to_the_table() -> None:
    networks = Networks(stances([f"n{at:02}" for at in range(60)]))
    assert section(measure("camps", networks), "", networks).plots == ()


def test_plots_of_nothing_are_empty_frames() -> None:
    for plot in (plots.bars("t", []), plots.lines("t", [], []), plots.sides("t", [], []), plots.matrix("t", [], {})):
        ElementTree.fromstring(plot.svg)


def test_a_section_without_rows_has_no_plot() -> None:
    networks = Networks(nx.MultiDiGraph())
    table = measure("timeline", networks)
    assert section(table, "", networks) == Section(table, "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_browser_shows_it_quietly_in_light_and_dark(visit: Visit, run: Run, tmp_path: Path, scheme: Any) -> None:
    run("report", "--data", "debate.trig", "--runs", "19")
    visit.page.emulate_media(color_scheme=scheme)
    visit.page.set_viewport_size({"width": 420, "height": 800})
    visit.open(tmp_path / "report.html")
    assert visit.errors == []
    assert visit.requests == [(tmp_path / "report.html").as_uri()]
    # Wide tables and plots scroll by themselves, the page does not.
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 420
    colours = visit.page.evaluate(
        "['.plot .support', 'body'].map((one) => getComputedStyle(document.querySelector(one)))"
        ".map((style) => [style.fill, style.backgroundColor])"
    )
    assert colours[0][0] == {"light": "rgb(0, 97, 155)", "dark": "rgb(111, 189, 240)"}[scheme]
    assert colours[1][1] == {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 23, 27)"}[scheme]
    visit.page.get_by_role("link", name="timeline", exact=True).click()
    visit.page.wait_for_function("() => document.getElementById('sg-timeline').getBoundingClientRect().top < 400")
    assert visit.page.get_by_role("img").count() == 10
