"""A page is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from stakegraph.errors import OutputError
from stakegraph.page import write_page


def test_a_page_is_written_whole(tmp_path: Path) -> None:
    place = tmp_path / "page.html"
    write_page(place, "old")
    write_page(place, "né")
    assert place.read_bytes() == "né".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_a_device_is_not_replaced() -> None:
    with pytest.raises(OutputError, match="it is no regular file"):
        write_page(Path("/dev/full"), "x")


def test_a_missing_folder_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="No such file or directory"):
        write_page(tmp_path / "none" / "page.html", "x")
    with pytest.raises(OutputError, match="it is a folder"):
        write_page(tmp_path, "x")


def test_the_old_file_stays_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "page.html"
    write_page(place, "old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match="No space left on device"):
        write_page(place, "new")
    assert place.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
