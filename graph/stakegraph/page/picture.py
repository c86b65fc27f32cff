"""The drawing as a still picture (SVG), at the same places: for print, and for readers without JavaScript."""

from __future__ import annotations

import math
from typing import Any

from stakegraph.page.drawing import Drawing
from stakegraph.page.key import keys

MARGIN = 12
GROUND = 48


def picture(drawing: Drawing, signs: dict[int, str]) -> dict[str, Any]:
    """Return what the template of the picture needs: frame, grounds of the camps, paths of edges, marks of nodes, key.

    ``signs`` are the names of the signs in the key.
    """
    marks = [_mark(node) for node in drawing.container.nodes]
    nodes = {node["id"]: mark for node, mark in zip(drawing.container.nodes, marks, strict=True)}
    edges = [
        (
            line,
            [
                {"path": _path(nodes[edge["from"]], nodes[edge["to"]], edge["smooth"]), "width": edge["width"]}
                for edge in drawing.container.edges
                if edge["sign"] == sign
            ],
        )
        for sign, line in drawing.lines.items()
    ]
    left = min((mark["x"] - max(mark["half"], GROUND) for mark in marks), default=0) - MARGIN
    right = max((mark["x"] + max(mark["half"], GROUND) for mark in marks), default=0) + MARGIN
    top = min((mark["y"] - max(mark["size"], GROUND) for mark in marks), default=0) - MARGIN
    bottom = max((mark["y"] + mark["below"] for mark in marks), default=0) + MARGIN
    legends = keys(drawing, signs, right - left)
    deep = bottom - top + legends[0].height * legends[0].scale
    return {
        "frame": " ".join(str(round(value)) for value in (left, top, right - left, deep)),
        "grounds": _grounds(drawing, marks),
        "edges": edges,
        "nodes": marks,
        "keys": legends,
        "corner": f"{round(left)} {round(bottom)}",
    }


def _grounds(drawing: Drawing, marks: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return the colour and the path of the ground on which each camp stands."""
    camps = drawing.groupings[0].camps
    paths = [
        "".join(f"M{marks[one]['x']} {marks[one]['y']}L{marks[other]['x']} {marks[other]['y']}" for one, other in pairs)
        for pairs in drawing.grounds["camp"]
    ]
    return [(camp.colour, path) for camp, path in zip(camps, paths, strict=True) if path]


def _mark(node: dict[str, Any]) -> dict[str, Any]:
    lines = node["label"].split("\n")
    boxed = node["shape"] == "box"
    font = node["font"]
    size = node["up"]
    x, y = node["x"], node["y"]
    first = y - size + 6 + font if boxed else y + size + font + 2
    return {
        "x": x,
        "y": y,
        "size": round(size, 1),
        "half": node["half"],
        "below": node["down"],
        "shape": node["shape"],
        "points": _points(node["shape"], x, y, size),
        "colour": node["color"],
        "font": font,
        "lines": [(line, round(first + at * font * 1.25, 1)) for at, line in enumerate(lines)],
    }


def _points(shape: str, x: float, y: float, size: float) -> str:
    corners = {
        "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
        "diamond": ((0, -1.15), (1.15, 0), (0, 1.15), (-1.15, 0)),
        "triangle": ((0, -1.1), (1.1, 0.85), (-1.1, 0.85)),
    }.get(shape, ())
    return " ".join(f"{x + dx * size:.0f},{y + dy * size:.0f}" for dx, dy in corners)


def _path(source: dict[str, Any], target: dict[str, Any], smooth: dict[str, Any] | bool) -> str:
    """Return the path from border to border, bowed as vis-network bows ``curvedCW``."""
    dx, dy = target["x"] - source["x"], target["y"] - source["y"]
    length = math.hypot(dx, dy)
    if length == 0:
        x, y, size = source["x"], source["y"], source["size"]
        return f"M {x} {y - size:.0f} c {-2 * size:.0f} {-3 * size:.0f} {2 * size:.0f} {-3 * size:.0f} 0 0"
    if not isinstance(smooth, dict):
        start, end = _border(source, (target["x"], target["y"])), _border(target, (source["x"], source["y"]))
        return f"M{start[0]:.0f} {start[1]:.0f}L{end[0]:.0f} {end[1]:.0f}"
    part = smooth["roundness"] / 2 + 0.5
    angle = math.atan2(-dy, dx) + part * math.pi
    via = source["x"] + part * length * math.sin(angle), source["y"] + part * length * math.cos(angle)
    start, end = _border(source, via), _border(target, via)
    return f"M{start[0]:.0f} {start[1]:.0f}Q{via[0]:.0f} {via[1]:.0f} {end[0]:.0f} {end[1]:.0f}"


def _border(mark: dict[str, Any], toward: tuple[float, float]) -> tuple[float, float]:
    """Return where the line from a node's centre leaves it, with a little air for the arrowhead."""
    dx, dy = toward[0] - mark["x"], toward[1] - mark["y"]
    length = math.hypot(dx, dy) or 1.0
    reach = mark["size"]
    if mark["shape"] == "box":
        reach = min(mark["half"] / max(abs(dx) / length, 1e-9), mark["size"] / max(abs(dy) / length, 1e-9))
    share = min((reach + 5) / length, 0.9)
    return mark["x"] + dx * share, mark["y"] + dy * share
