"""Bundles the YASGUI editor for the query page: a hook of the build, and a program, ``python bundle.py FOLDER``.

The version and the checksum of the package are pinned in ``package.json``. Nothing of it is in the repository: where
there is no npm, or it gets no answer, the wheel has our own plain page. This file runs in the environment of a build,
so it imports nothing of stakegraph.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

try:
    Hook: Any = import_module("hatchling.builders.hooks.plugin.interface").BuildHookInterface
except ImportError:  # as a program, outside a build
    Hook = object

PACKAGE = "@zazuko/yasgui"
FILES = ("yasgui.min.js", "yasgui.min.css")
LICENCE = "yasgui-licence.txt"
SECONDS = 60


class EditorHook(Hook):  # type: ignore[misc]
    """Puts the editor into a wheel, beside the page that it belongs to."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch the editor; hatchling calls this before it builds."""
        if version == "editable":
            return
        self._folder = tempfile.TemporaryDirectory(prefix="stakegraph-editor-")
        try:
            for file in bundle(Path(self._folder.name)):
                build_data["force_include"][str(file)] = f"stakegraph/endpoint/editor/{file.name}"
        except BundleError as error:
            self.app.display_warning(f"the query page will be the plain one: {error}")

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Clear away; hatchling calls this after it has built."""
        if version != "editable":
            self._folder.cleanup()


class BundleError(Exception):
    """The editor can't be had."""


def bundle(folder: Path) -> list[Path]:
    """Put the files of the editor and its licence into ``folder`` and return their paths. Raises BundleError."""
    pinned = json.loads((Path(__file__).parent / "package.json").read_text(encoding="utf-8"))
    package = _fetch(f"{PACKAGE}@{pinned['dependencies'][PACKAGE]}", folder)
    found = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
    if f"sha512-{found}" != pinned["integrity"][PACKAGE]:
        raise BundleError(f"{package.name} is not the package that package.json pins, by its checksum sha512-{found}")
    with tarfile.open(package) as archive:
        for name in FILES:
            member = archive.extractfile(f"package/build/{name}")
            if member is None:
                raise BundleError(f"{package.name} has no {name}")
            # Maps of the source are not bundled, so nothing must ask for them.
            lines = member.read().decode().splitlines(keepends=True)
            text = "".join(line for line in lines if "sourceMappingURL=" not in line[:40])
            (folder / name).write_text(text, encoding="utf-8")
    package.unlink()
    shutil.copy(Path(__file__).parent / LICENCE, folder / LICENCE)
    return [folder / name for name in (*FILES, LICENCE)]


def _fetch(package: str, folder: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise BundleError("there is no npm here")
    command = [
        npm,
        "pack",
        package,
        "--json",
        "--ignore-scripts",
        "--fetch-retries=1",
        "--pack-destination",
        str(folder),
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False, cwd=folder)
    except subprocess.TimeoutExpired:
        raise BundleError(f"npm did not bring {package} within {SECONDS} seconds") from None
    packages = list(folder.glob("*.tgz"))
    if done.returncode or not packages:
        raise BundleError(f"npm did not bring {package}: {done.stderr.strip()[-200:]}")
    return packages[0]


if __name__ == "__main__":
    try:
        print(*bundle(Path(sys.argv[1])), sep="\n")
    except BundleError as error:
        sys.exit(f"{error}")
