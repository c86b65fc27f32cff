"""Plots of measures as SVG in a page: made here, without script, coloured by the style of the page.

Each has a title and a sentence that says what is in it; the table beside it holds its numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from stakegraph.measures.table import shown
from stakegraph.page.document import label, short

WIDTH = 680
_NAMES, _ROW, _AXIS, _KEY = 190, 24, 60, 150
"""Space for names, height of a row, space for the words of an axis, and for the key of lines."""

Points = Sequence[tuple[str, Sequence[float | None]]]


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture and its title."""

    title: str
    svg: str


def _svg(title: str, description: str, height: float, parts: Iterable[str]) -> Plot:
    head = f'<svg class="plot" role="img" viewBox="0 0 {WIDTH} {height:g}" width="{WIDTH}" height="{height:g}">'
    return Plot(title, f"{head}{_note(f'{title}. {description}')}{''.join(parts)}</svg>")


def _note(text: str) -> str:
    return f"<title>{escape(label(text))}</title>"


def _text(x: float, y: float, text: str, *, anchor: str = "start", kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text{named} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(label(text))}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _box(x: float, y: float, width: float, height: float, kind: str, note: str) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<rect class="{kind}" {place}>{_note(note)}</rect>'


def _dot(x: float, y: float, kind: str, note: str) -> str:
    return f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="5">{_note(note)}</circle>'


def _name(y: float, text: str) -> str:
    return _text(_NAMES - 10, y, short(label(text), 28), anchor="end")


def bars(title: str, rows: Sequence[tuple[str, float, float]]) -> Plot:
    """Draw a row a name: what it has for it to the right, what it has against it to the left."""
    most = max((max(more, less) for _, more, less in rows), default=0) or 1
    middle, half = (_NAMES + WIDTH) / 2, (WIDTH - _NAMES) / 2 - 40
    parts = [_line(middle, 4, middle, 8 + _ROW * len(rows), "axis")]
    for at, (who, more, less) in enumerate(rows):
        y = 8 + _ROW * at
        parts.append(_name(y + 15, who))
        for value, side, kind, anchor in ((more, 1, "support", "start"), (less, -1, "oppose", "end")):
            if value:
                length = half * value / most
                start = middle if side > 0 else middle - length
                parts.append(_box(start, y + 2, length, 17, kind, f"{who}: {shown(value)}"))
                parts.append(_text(middle + side * (length + 5), y + 15, shown(value), anchor=anchor))
    return _svg(title, "Support to the right, opposition to the left", 14 + _ROW * len(rows), parts)


def beside_chance(title: str, rows: Sequence[tuple[str, float, float, float]]) -> Plot:
    """Draw where values lie among those of a null model: rows of name, value, and mean and deviation by chance."""
    scores = [(value - mean) / deviation for _, value, mean, deviation in rows]
    reach = max([4.0, *(abs(score) + 0.5 for score in scores)])
    middle, unit, end = (_NAMES + WIDTH) / 2, (WIDTH - _NAMES - 60) / 2 / reach, 8 + 30 * len(rows)
    parts = [_box(middle - 2 * unit, 4, 4 * unit, end, "band", "within two standard deviations of chance")]
    parts.append(_line(middle, 4, middle, 4 + end, "axis"))
    for at, ((what, value, mean, _), score) in enumerate(zip(rows, scores, strict=True)):
        y = 24 + 30 * at
        parts += [_name(y + 4, what), _line(middle, y, middle + score * unit, y, "reach")]
        parts.append(_dot(middle + score * unit, y, "dot", f"{what}: {shown(value)}, by chance {shown(mean)}"))
    for step, word in ((-2, "−2 sd"), (0, "chance"), (2, "+2 sd")):
        parts.append(_text(middle + step * unit, end + 20, word, anchor="middle", kind="soft"))
    return _svg(title, "The dot is the observed value, the band is what chance gives", end + 28, parts)


def lines(title: str, windows: Sequence[str], values: Points) -> Plot:
    """Draw numbers from 0 to 1 by window (or by size), a line each; what is not defined is passed over."""
    top, height, right = 12, 150, WIDTH - _KEY
    step = (right - _AXIS) / max(len(windows) - 1, 1)

    def place(at: int, value: float) -> tuple[float, float]:
        return _AXIS + at * step, top + height * (1 - min(max(value, 0.0), 1.0))

    parts = []
    for value in (0.0, 0.5, 1.0):
        _, y = place(0, value)
        parts += [_line(_AXIS, y, right, y, "grid"), _text(_AXIS - 6, y + 4, shown(value), anchor="end")]
    for at in _some(len(windows), 8):
        parts.append(_text(place(at, 0)[0], top + height + 18, windows[at], anchor="middle", kind="soft"))
    for number, (what, numbers) in enumerate(values):
        known = [(*place(at, value), windows[at], value) for at, value in enumerate(numbers) if value is not None]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y, *_ in known)
        parts.append(f'<polyline class="line{number}" points="{path}"/>')
        parts += [_dot(x, y, f"point{number}", f"{what}, {where}: {shown(value)}") for x, y, where, value in known]
        row = top + 12 + 20 * number
        parts += [_dot(right + 18, row - 4, f"point{number}", what), _text(right + 30, row, what)]
    return _svg(title, f"{len(values)} lines from 0 to 1 over {len(windows)} steps", top + height + 28, parts)


def _some(count: int, most: int) -> range:
    """Return which of many places have a word below them."""
    return range(0, count, -(-count // most) or 1)


def sides(title: str, windows: Sequence[str], counts: Sequence[tuple[float, float]]) -> Plot:
    """Draw for each window what is for something above the line, and what is against it below."""
    most = max((max(pair) for pair in counts), default=0) or 1
    half, middle, step = 55, 65, (WIDTH - _AXIS - 10) / max(len(windows), 1)
    width = min(step * 0.7, 60)
    parts = [_line(_AXIS, middle, WIDTH - 10, middle, "axis")]
    for word, y in (("for", middle - 20), ("against", middle + 28)):
        parts.append(_text(_AXIS - 6, y, word, anchor="end", kind="soft"))
    for at, (window, (more, less)) in enumerate(zip(windows, counts, strict=True)):
        x, up, down = _AXIS + (at + 0.15) * step, half * more / most, half * less / most
        if more:
            parts.append(_box(x, middle - up, width, up, "support", f"{window}: {shown(more)} for"))
        if less:
            parts.append(_box(x, middle, width, down, "oppose", f"{window}: {shown(less)} against"))
    for at in _some(len(windows), 10):
        x = _AXIS + (at + 0.15) * step + width / 2
        parts.append(_text(x, middle + half + 18, windows[at], anchor="middle", kind="soft"))
    return _svg(title, f"For above the line, against below, in {len(windows)} windows", middle + half + 26, parts)


def matrix(title: str, groups: Sequence[Sequence[str]], weights: dict[tuple[str, str], float]) -> Plot:
    """Draw who is tied to whom, with the camps as blocks: squares for agreement, crosses for conflict."""
    at = {node: place for place, node in enumerate(node for group in groups for node in group)}
    size = max(8.0, min(24.0, (WIDTH - _NAMES - 10) / max(len(at), 1)))
    end = size * len(at)
    parts = [_name(14 + size * (place + 0.5), node) for node, place in at.items()]
    for (one, other), weight in weights.items():
        for row, column in ((at[one], at[other]), (at[other], at[one])):
            x, y, note = _NAMES + size * column, 10 + size * row, f"{one}, {other}: {shown(weight)}"
            if weight > 0:
                parts.append(_box(x + 1, y + 1, size - 2, size - 2, "support", note))
            else:
                parts.append(_cross(x + 2, y + 2, size - 4, note))
    edges = [0.0]
    for group in groups:
        edges.append(edges[-1] + size * len(group))
    for edge in edges:
        parts.append(_line(_NAMES, 10 + edge, _NAMES + end, 10 + edge, "axis"))
        parts.append(_line(_NAMES + edge, 10, _NAMES + edge, 10 + end, "axis"))
    said = f"{len(at)} actors in {len(groups)} camps; squares agree, crosses are at odds"
    return _svg(title, said, 20 + end, parts)


def _cross(x: float, y: float, size: float, note: str) -> str:
    path = f"M{x:.1f} {y:.1f}l{size:.1f} {size:.1f}m0 {-size:.1f}l{-size:.1f} {size:.1f}"
    return f'<path class="cross" d="{path}">{_note(note)}</path>'
