"""What an installed stakegraph must bring along, and what its README may promise."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import stakegraph
from stakegraph import resources

CHECKOUT = Path(__file__).resolve().parents[1]


def project() -> dict[str, dict[str, object]]:
    return tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "path",
    [
        "annotation.schema.json",
        "py.typed",
        "ontology/stakegraph.ttl",
        "ontology/shapes.ttl",
        "ontology/reference.html",
        "page/templates/page.css",
    ],
)
def test_the_package_brings(path: str) -> None:
    assert files("stakegraph").joinpath(*path.split("/")).is_file()


@pytest.mark.parametrize(
    "path", ["queries/network/stances.rq", "seeds/lexicon/boilerplate.csv", "seeds/articles/peacekeeping-brief.json"]
)
def test_the_data_folders_bring(path: str) -> None:
    assert resources.text(path)


def test_the_version_is_that_of_the_project() -> None:
    assert project()["project"]["version"] == stakegraph.__version__


def test_every_dependency_has_a_lower_bound() -> None:
    wanted = project()["project"]["dependencies"]
    assert isinstance(wanted, list) and all(">=" in one for one in wanted)


def test_continuous_integration_runs_the_command_that_the_readme_gives() -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8").splitlines()
    commands = [line for line in readme if line.startswith("python3 -m venv .venv && ") and "pytest" in line]
    assert len(commands) == 1
    assert "README.md" in (CHECKOUT / ".ci" / "run").read_text(encoding="utf-8")
