"""Fills the README with what its commands print: ``python tests/readme.py [--figures]``.

Output of ``console`` blocks and of the Python example is written anew; with ``--figures`` the tables of quality and
speed as well. ``test_readme.py`` fails where the README and the program differ.
"""

from __future__ import annotations

import argparse
import doctest
import re
import subprocess
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parent
README = TESTS.parent / "README.md"
CONSOLE = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)
PYTHON = re.compile(r"(?<=```python\n)(.*?)(?=```)", re.DOTALL)


def run(command: str, folder: Path) -> str:
    """Run a command of the README as a user would, in ``folder``, and return what it prints."""
    program = f"{sys.executable} -m stakegraph"
    done = subprocess.run(
        command.replace("stakegraph", program, 1), shell=True, cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command!r} failed: {done.stderr}")
    return done.stdout


def answered(block: str, folder: Path) -> str:
    """Return a console block with the output of its commands."""
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"{line}\n{run(line.removeprefix('$ '), folder)}" for line in commands)


def example(block: str) -> str:
    """Return the Python example with what it prints."""
    examples = doctest.DocTestParser().get_examples(block)
    code, shown = "", ""
    for one in examples:
        code += one.source
        lines = one.source.splitlines()
        shown += "".join(f"{'>>>' if i == 0 else '...'} {line}\n" for i, line in enumerate(lines))
    return shown + subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout


def filled(text: str) -> str:
    """Return the README with all outputs anew."""
    with tempfile.TemporaryDirectory() as folder:
        text = CONSOLE.sub(lambda block: answered(block[0], Path(folder)), text)
    return PYTHON.sub(lambda block: example(block[0]), text)


def figures(text: str) -> str:
    """Return the README with the tables of quality and speed anew."""
    for name, script, frame in (
        ("quality", "quality.py --rows", "{}"),
        ("speed", "bench_build.py", "```text\n{}```\n"),
    ):
        command = [sys.executable, *str(TESTS / "bench" / script).split()]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        block = f"<!-- {name} -->\n{frame.format(printed)}<!-- /{name} -->"
        before, rest = text.split(f"<!-- {name} -->", 1)
        text = before + block + rest.split(f"<!-- /{name} -->", 1)[1]
    return text


def main() -> None:
    """Write the README."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", action="store_true", help="measure quality and speed anew")
    options = parser.parse_args()
    text = README.read_text(encoding="utf-8")
    README.write_text(filled(figures(text) if options.figures else text), encoding="utf-8")


if __name__ == "__main__":
    main()
