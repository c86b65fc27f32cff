"""The hook of the build that bundles the editor: it takes what is pinned and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stakegraph.endpoint import bundle


def test_a_package_with_another_checksum_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other.tgz"
    other.write_bytes(b"something else")
    monkeypatch.setattr(bundle, "_fetch", lambda package, folder: other)
    with pytest.raises(
        bundle.BundleError, match=r"is not the package that package\.json pins, by its checksum sha512-"
    ):
        bundle.bundle(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["other.tgz"]


def test_a_build_without_npm_has_the_plain_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(bundle.BundleError, match="there is no npm here"):
        bundle.bundle(tmp_path)


def test_the_version_is_pinned_with_its_checksum_and_its_licence_lies_beside_it() -> None:
    folder = Path(bundle.__file__).parent
    pinned = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    assert pinned["dependencies"][bundle.PACKAGE].replace(".", "").isdecimal()
    assert pinned["integrity"][bundle.PACKAGE].startswith("sha512-")
    assert "The MIT License (MIT)" in (folder / bundle.LICENCE).read_text(encoding="utf-8")
