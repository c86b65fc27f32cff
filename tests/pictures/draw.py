"""Draws the picture of the README: ``python tests/pictures/draw.py`` (needs Chromium).

It builds the bundled brief and takes a screenshot of its map of stances.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip


def draw(target: Path) -> None:
    """Write the screenshot to ``target``."""
    browser = shutil.which("chromium")
    if browser is None:
        sys.exit("Chromium is missing: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "stakegraph", "build", "-o", folder], check=True, stdout=subprocess.DEVNULL
        )
        page = (Path(folder) / "stances.html").as_uri()
        options = (f"--user-data-dir={folder}/profile", "--window-size=1280,800", f"--screenshot={target}")
        subprocess.run([browser, *QUIET, *options, page], check=True, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    draw(Path(__file__).parent / "brief.png")
