"""Draws the model for the README: ``python tests/pictures/model.py``; a test fails where it is not current."""

from __future__ import annotations

from pathlib import Path

from stakegraph.ontology.drawing import model_svg

PICTURE = Path(__file__).parent / "model.svg"

if __name__ == "__main__":
    PICTURE.write_text(model_svg(), encoding="utf-8")
