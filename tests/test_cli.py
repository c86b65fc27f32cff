"""The command line: what it prints where, its exit codes, and one clear line for everything that is wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import Run
from factory import ARTICLE, TEXT, dam_annotation
from stakegraph import cli, language, pipeline
from stakegraph.annotation import dump
from stakegraph.cli import talk
from stakegraph.model import Annotation, Article, Provenance
from stakegraph.syntax import Parse


class NoLanguage:
    """Stands for a pipeline, so that these tests need none."""

    name = "none 1.0"

    def parse(self, article: Article) -> Parse:
        return Parse(article.text, [], [], [])


@pytest.fixture
def run(console: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line in an empty folder, with a stage of extraction that finds nothing."""
    monkeypatch.setattr(language, "load", lambda name=None: NoLanguage())

    def extract_article(article: Article, parser: NoLanguage) -> Annotation:
        return Annotation(article.info, provenance=Provenance("stakegraph", "0", parser.name))

    monkeypatch.setattr(pipeline, "extract_article", extract_article)
    return console


@pytest.fixture
def dam(tmp_path: Path) -> Path:
    """An annotation with its article beside it."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "dam.txt").write_bytes(TEXT.encode())
    annotation = replace(dam_annotation(), article=replace(ARTICLE, file="dam.txt"))
    (folder / "dam.json").write_text(dump(annotation), encoding="utf-8")
    return folder / "dam.json"


@pytest.fixture
def built(run: Run, dam: Path, tmp_path: Path) -> Path:
    """The folder of a build of that annotation."""
    assert run("build", "--annotation", dam)[0] == 0
    return tmp_path / "stakegraph-out"


def test_the_version_is_that_of_the_package(run: Run) -> None:
    from stakegraph import __version__

    assert run("--version") == (0, f"stakegraph {__version__}\n", "")


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"]])
def test_help_lists_the_commands(run: Run, arguments: list[str]) -> None:
    code, out, _ = run(*arguments)
    assert code == 0
    assert all(command in out for command in ("build", "extract", "query", "export", "check", "completion"))


def test_the_summary_of_a_build_says_who_is_for_and_against_what(run: Run, dam: Path) -> None:
    code, out, err = run("build", "--annotation", dam, "-o", "out")
    assert (code, err) == (0, "")
    assert "5 actors, 2 issues, 3 statements, 5 stances, 2 events" in out
    assert "  the dam\n    for      Ben Cole\n    against  Anna Berg\n" in out
    assert "SANCTION  Northland → Southland, on Monday" in out
    assert "Anna Berg  premier, for Northland" in out
    assert "out/index.html   open this in a browser" in out


def test_a_build_without_arguments_builds_the_bundled_brief(run: Run, tmp_path: Path) -> None:
    assert run("build")[0] == 0
    assert (tmp_path / "stakegraph-out" / "annotations" / "peacekeeping-brief.txt").exists()


def test_an_article_comes_from_standard_input(run: Run, tmp_path: Path) -> None:
    assert run("build", "-", stdin=TEXT.encode())[0] == 0
    written = list((tmp_path / "stakegraph-out" / "annotations").glob("standard-input-*.txt"))
    assert [path.read_bytes() for path in written] == [TEXT.encode()]


def test_extract_writes_annotations_only(run: Run, dam: Path, tmp_path: Path) -> None:
    assert run("extract", dam.with_suffix(".txt"), "-o", "found") == (0, "", "")
    assert sorted(path.name for path in (tmp_path / "found").iterdir()) == ["dam.json", "dam.txt"]


def test_extract_writes_json_to_standard_output(run: Run, dam: Path) -> None:
    code, out, _ = run("extract", dam.with_suffix(".txt"))
    assert (code, json.loads(out)["article"]["file"]) == (0, "dam.txt")


def test_extract_explains_what_it_found(run: Run, dam: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = dam_annotation()
    monkeypatch.setattr(pipeline, "extract_article", lambda article, parser: replace(found, article=article.info))
    code, out, _ = run("extract", dam.with_suffix(".txt"), "-o", "found", "--explain")
    assert code == 0
    assert "stance     anna-berg opposes the-dam  0.90 [by hand]" in out
    assert "“the dam is a mistake”" in out
    assert "event      SANCTION northland → southland, actual  0.70 [cut aid]" in out


def test_another_language_is_warned_of(run: Run, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Der Minister sagte am Montag, er werde den Plan ablehnen. " * 5, encoding="utf-8")
    code, _, err = run("extract", article, "-o", "found")
    assert code == 0
    assert "this does not look like English, and what is found in it may be wrong" in err


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("empty.txt", b"", "empty.txt: is empty"),
        ("blank.txt", b" \n\n", "blank.txt: has no words"),
        ("report.txt", b"%PDF-1.7\n", "report.txt: is a PDF, not text"),
        ("latin.txt", b"caf\xe9", "latin.txt: is not valid UTF-8 at byte 3; name its encoding, say --encoding cp1252"),
        ("large.txt", b"a " * 10_000_000, "large.txt: is larger than 5 MB"),
        ("folder", None, "folder: is a directory"),
        ("missing.txt", None, "missing.txt: there is no such file"),
    ],
)
def test_a_bad_article_is_one_line_and_writes_nothing(
    run: Run, tmp_path: Path, name: str, data: bytes | None, message: str
) -> None:
    (tmp_path / "folder").mkdir()
    if data is not None:
        (tmp_path / name).write_bytes(data)
    code, out, err = run("build", name)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(f"stakegraph: {message}")
    assert not (tmp_path / "stakegraph-out").exists()


def test_an_encoding_that_is_named_is_used(run: Run, tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes(b"The caf\xe9 said no.")
    assert run("build", "latin.txt", "--encoding", "cp1252")[0] == 0
    assert (tmp_path / "stakegraph-out/annotations/latin.txt").read_text(encoding="utf-8") == "The café said no."


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("holder", "nobody", "'nobody', which is no actor"),
        ("evidence", "no such words", "'no such words', but the article has"),
        ("polarity", "maybe", "$.stances[0].polarity is 'maybe', which is unknown; use one of support, oppose"),
    ],
)
def test_a_bad_annotation_is_one_line_and_writes_nothing(
    run: Run, dam: Path, tmp_path: Path, key: str, value: str, message: str
) -> None:
    document = json.loads(dam.read_text(encoding="utf-8"))
    document["stances"][0][key] = value
    dam.write_text(json.dumps(document), encoding="utf-8")
    code, out, err = run("build", "--annotation", dam)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(f"stakegraph: {dam}: ") and message in err
    assert not (tmp_path / "stakegraph-out").exists()


def test_good_articles_are_built_and_bad_ones_named_at_the_end(run: Run, dam: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    code, out, err = run("build", "empty.txt", dam.with_suffix(".txt"), "missing.txt")
    assert code == 1
    assert err.splitlines() == [
        "stakegraph: empty.txt: is empty; there is no article to read",
        "stakegraph: missing.txt: there is no such file; check the path",
        "stakegraph: 1 built, 2 left out for the reasons above",
    ]
    assert "open this in a browser" in out
    assert (tmp_path / "stakegraph-out" / "annotations" / "dam.json").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["bild"], "No such command 'bild'"),
        (["build", "--nope"], "No such option"),
        (["extract"], "Missing argument 'ARTICLE...'"),
        (["extract", "-", "-"], "- stands for standard input and can be named once only"),
        (["query"], "name a query, or use --list or --describe NAME"),
        (["query", "x", "--list"], "name a query, or use --list or --describe NAME"),
        (["query", "ASK {}"], "there is no stakegraph-out here; run stakegraph build first"),
        (["query", "ASK {}", "--data", ".", "--param", "x"], "--param 'x' is not of the form KEY=VALUE"),
        (["query", "ASK {}", "--timeout", "0"], "Invalid value for '--timeout'"),
        (["query", "ASK {}", "--format", "pdf"], "'pdf' is not one of 'table'"),
        (["export"], "there is no stakegraph-out here"),
        (["check"], "Missing argument 'FILE...'"),
        (["completion", "cmd"], "'cmd' is not one of"),
    ],
)
def test_misuse_is_one_line_and_leaves_with_2(run: Run, arguments: list[str], message: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("stakegraph: ") and message in err


def test_the_catalogue_is_listed_by_name(run: Run) -> None:
    code, out, _ = run("query", "--list", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert "network/stances" in [row["name"] for row in rows]


def test_a_query_is_described_with_its_text(run: Run) -> None:
    code, out, _ = run("query", "--describe", "network/stances")
    assert code == 0 and "SELECT DISTINCT ?stance" in out


QUESTION = "SELECT ?target WHERE { actor:anna-berg sg:opposes ?target }"


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "xml"])
def test_a_query_is_answered_in_each_format(run: Run, built: Path, form: str) -> None:
    code, out, err = run("query", "-", "--data", built, "--format", form, stdin=QUESTION.encode())
    assert (code, err) == (0, "")
    assert "the-dam" in out


def test_a_query_comes_from_a_file_and_the_last_build_is_asked(run: Run, built: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text(QUESTION, encoding="utf-8")
    code, out, _ = run("query", "q.rq", "--format", "csv")
    assert (code, out.split()) == (0, ["target", "https://w3id.org/stakegraph/issue/the-dam"])


def test_a_query_that_makes_a_graph_is_written_as_turtle(run: Run, built: Path) -> None:
    code, out, _ = run("query", "CONSTRUCT { ?a sg:opposes ?b } WHERE { ?a sg:opposes ?b }")
    assert code == 0 and "actor:anna-berg sg:opposes issue:the-dam" in out


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("no-such-query", "there is no query 'no-such-query'"),
        ("missing.rq", "missing.rq can't be read: No such file or directory"),
        ("SELEC * {}", "did you mean SELECT instead of SELEC?"),
        ("SELECT * { SERVICE <http://example.org/> {} }", "asks another server"),
    ],
)
def test_a_bad_query_is_explained(run: Run, built: Path, query: str, message: str) -> None:
    code, out, err = run("query", query)
    assert (code, out) == (1, "")
    assert err.startswith("stakegraph: ") and message in err


@pytest.mark.parametrize("data", [b"\xff\xfe\xff", b"  \n"])
def test_a_query_file_without_text_is_refused(run: Run, built: Path, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "q.rq").write_bytes(data)
    code, _, err = run("query", "q.rq")
    assert code == 1 and err.startswith("stakegraph: q.rq ")


def test_data_that_is_no_graph_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("this is no turtle", encoding="utf-8")
    code, _, err = run("query", "ASK {}", "--data", "bad.ttl")
    assert code == 1 and "bad.ttl is no valid turtle" in err


@pytest.mark.parametrize("form", ["turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml"])
def test_a_graph_is_exported_in_each_format(run: Run, built: Path, form: str) -> None:
    code, out, err = run("export", "--format", form)
    assert (code, err) == (0, "")
    assert "anna-berg" in out


def test_an_export_takes_its_format_from_the_file(run: Run, built: Path, tmp_path: Path) -> None:
    assert run("export", "--data", built, "-o", "graph.nt") == (0, "", "")
    assert (tmp_path / "graph.nt").read_text(encoding="utf-8").startswith("<https://w3id.org/stakegraph/")


def test_an_export_into_nowhere_is_one_line(run: Run, built: Path) -> None:
    code, _, err = run("export", "-o", "no/such/folder/graph.nt")
    assert (code, err.count("\n")) == (1, 1)


def test_what_a_build_wrote_passes_the_check(run: Run, built: Path) -> None:
    files = [built / "annotations/dam.json", built / "graph.ttl", built / "graph.trig"]
    code, out, err = run("check", *files)
    assert (code, err, out.count("\n")) == (0, "", 3)


def test_the_check_of_a_graph_compares_its_evidence_with_the_articles(run: Run, built: Path) -> None:
    text = built / "annotations/dam.txt"
    text.write_bytes(text.read_bytes().replace(b"Northland", b"Southland"))
    code, out, err = run("check", built / "graph.trig")
    assert (code, out, err.count("\n")) == (1, "", 2)
    assert "the article has 'Southland' at [0, 9), not 'Northland'" in err


def test_the_check_of_a_graph_applies_the_shapes(run: Run, built: Path) -> None:
    graph = built / "graph.ttl"
    broken = graph.read_text(encoding="utf-8").replace("sg:polarity sg:oppose", "sg:polarity sg:perhaps")
    graph.write_text(broken, encoding="utf-8")
    code, _, err = run("check", graph)
    assert code == 1 and "graph.ttl: actor:anna-berg, sg:opposes: " in err and "add the stance" in err


def test_the_union_of_several_articles_is_passed_with_a_note(run: Run, dam: Path, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_bytes(b"Another dam is planned.")
    run("build", "--annotation", dam, "other.txt")
    code, out, err = run("check", "stakegraph-out/graph.ttl")
    assert (code, err) == (0, "") and "the union of 2 articles" in out


def test_a_check_names_each_file_with_a_fault_and_goes_on(run: Run, built: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    (tmp_path / "bad.ttl").write_text("@prefix : <urn:x:> . :a :b :c .", encoding="utf-8")
    code, out, err = run("check", "bad.json", "bad.ttl", built / "graph.ttl")
    assert (code, out.count("\n"), err.count("\n")) == (1, 1, 3)
    assert "2 of 3 files have a fault" in err


def test_completion_prints_a_script(run: Run) -> None:
    for shell in ("bash", "zsh", "fish"):
        code, out, _ = run("completion", shell)
        assert code == 0 and "_STAKEGRAPH_COMPLETE" in out


def test_control_characters_of_an_article_do_not_reach_the_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("A \x1b[31mplan\u202e\n\nThe mayor said no.".encode())
    code, out, _ = run("build", "a.txt")
    assert code == 0 and "A [31mplan" in out


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal_and_wiped_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    assert list(talk.with_progress(["a.txt", "b.txt"], "reading")) == ["a.txt", "b.txt"]
    shown = screen.getvalue()
    assert "reading 2/2 b.txt" in shown and shown.endswith("\r\x1b[K")


def test_no_progress_is_shown_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    list(talk.with_progress(["a.txt"], "reading"))
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colour_is_for_terminals_that_want_it(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], coloured: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in ({"TERM": "xterm"} | variables).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert (talk.coloured("for", "green") != "for") is coloured


def test_an_interruption_leaves_with_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_invoke", interrupted)
    assert run("build") == (130, "", "stakegraph: interrupted\n")


def test_a_full_disk_is_one_line(built: Path) -> None:
    done = shell("stakegraph export --format nquads > /dev/full", built.parent)
    assert (done.returncode, done.stderr) == (1, "stakegraph: reading or writing failed: No space left on device\n")


def test_a_fault_of_the_program_shows_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(cli, "_invoke", broken)
    code, _, err = run("build")
    assert code == 1 and err.startswith("stakegraph: a fault in stakegraph itself (ZeroDivisionError: division by zero")


def shell(command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    line = command.replace("stakegraph ", f"{sys.executable} -m stakegraph ")
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line], cwd=cwd, env=os.environ | environment, capture_output=True, text=True
    )


def test_a_closed_pipe_is_no_error(built: Path) -> None:
    done = shell("stakegraph export --format nquads | head -n 1", built.parent)
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 1)


def test_completion_completes(tmp_path: Path) -> None:
    done = shell(
        "stakegraph query", tmp_path, _STAKEGRAPH_COMPLETE="bash_complete", COMP_WORDS="stakegraph ex", COMP_CWORD="1"
    )
    assert done.stdout.split() == ["plain,export", "plain,extract"]


@pytest.mark.parametrize("command", ["--help", "query --list", "query ASK{}", "export --format nquads"])
def test_heavy_libraries_are_not_loaded_by(command: str, built: Path) -> None:
    code = (
        "import sys; from stakegraph.cli import run; run(sys.argv[1:]);"
        "print([m for m in ('spacy','pyvis','rdflib','networkx','trafilatura','jinja2','numpy') if m in sys.modules],"
        "file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command.split()], cwd=built.parent, capture_output=True, text=True
    )
    assert done.stderr == "[]\n"
