from __future__ import annotations

from readme import README, filled


def test_the_readme_shows_what_its_commands_print() -> None:
    text = README.read_text(encoding="utf-8")
    assert filled(text) == text, "run: python tests/readme.py"
