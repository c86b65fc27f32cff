"""A drawing of the model as SVG: what stands in it is read from the ontology and its shapes, only places are chosen.

A class is a box with its datatype properties and the concepts that it points at; an arrow is a property that leads
from one class to another, a dashed one with a hollow head leads to the broader class. The boxes are placed so that
straight arrows meet no other box.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from stakegraph.ontology.terms import Ontology, Term, ontology

SIZE = (1190, 620)
CENTRES = {
    "sg:Referent": (160, 80),
    "sg:Actor": (160, 280),
    "sg:Issue": (160, 430),
    "sg:Measurement": (160, 545),
    "sg:Mention": (460, 80),
    "sg:Stance": (460, 220),
    "sg:Statement": (460, 385),
    "sg:Event": (460, 550),
    "sg:Evidence": (760, 115),
    "sg:Claim": (760, 385),
    "sg:EventType": (760, 550),
    "sg:Article": (1065, 140),
    "sg:Annotation": (975, 385),
    "prov:Activity": (1095, 550),
}
"""The middle of the box of each class."""

OVER_THE_TOP = "sg:mentionedIn"
"""The property whose arrow goes around all boxes."""

AT_THE_LEFT = {"sg:Issue": 20, "sg:Measurement": 40}
"""The classes below the actor, whose arrows go around it, and how far to the left."""

CONCEPTS = ("sg:Polarity", "sg:Factuality", "sg:Manner", "sg:QuadClass")
"""Classes of concepts: they stand in the boxes that point at them."""

SELECTORS = ("oa:TextQuoteSelector", "oa:TextPositionSelector")
WIDTH, LINE, HEAD, PAD = 180, 17, 28, 6
_STYLE = (
    "text{font:13px system-ui,'Segoe UI','Liberation Sans',Arial,sans-serif;fill:#1b1f24}"
    ".name{font-weight:600;font-size:14px}.soft{fill:#565d66}.box{fill:#f5f6f8;stroke:#565d66}"
    ".edge{fill:none;stroke:#005a92;stroke-width:1.4}.is{fill:none;stroke:#565d66;stroke-dasharray:5 4}"
    ".label{fill:#005a92;paint-order:stroke;stroke:#fff;stroke-width:4px;text-anchor:middle}"
)


Point = tuple[float, float]


class Box(NamedTuple):
    """A class with the lines of text below its name."""

    name: str
    x: float
    y: float
    lines: list[str]

    @property
    def height(self) -> float:
        """The height, which its lines need."""
        return HEAD + (LINE * len(self.lines) + PAD if self.lines else 0)


class Edge(NamedTuple):
    """An arrow with the properties that it stands for; one without leads to the broader class."""

    source: str
    target: str
    properties: tuple[str, ...] = ()


def model_svg() -> str:
    """Return the drawing of the model.

    >>> model_svg().startswith("<svg xmlns=")
    True
    """
    known = ontology()
    boxes = {name: Box(name, x, y, list(_lines(known, name))) for name, (x, y) in CENTRES.items()}
    drawn = [_edge(edge, boxes) for edge in edges(known)]
    width, height = SIZE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(known.title)}: its classes and the properties between them">',
        f"<style>{_STYLE}</style>",
        '<defs><marker id="to" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0L10 5L0 10z" fill="#005a92"/></marker><marker id="up" viewBox="0 0 12 12" refX="11" refY="6" '
        'markerWidth="11" markerHeight="11" orient="auto"><path d="M1 1L11 6L1 11z" fill="#fff" stroke="#565d66"/>'
        "</marker></defs>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        *(line for line, _ in drawn),
        *(_box(box) for box in boxes.values()),
        *(label for _, label in drawn),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def edges(known: Ontology) -> list[Edge]:
    """Return the arrows between the classes that are drawn: properties with domain and range, and broader classes."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in known.properties:
        if one.domain in CENTRES and one.range in CENTRES:
            found[one.domain, one.range].append(one.name)
    for name in CENTRES:
        if not any(one.kind == "owl:ObjectProperty" for one in known.properties_of(name)):
            for rule in known.rules.get(name, ()):
                if rule.value in CENTRES and not rule.path.startswith("sg:"):
                    found[name, rule.value].append(rule.path)
    arrows = [Edge(*ends, tuple(dict.fromkeys(names))) for ends, names in found.items()]
    broader = [Edge(one.name, parent) for one in known.classes for parent in one.parents]
    return arrows + [edge for edge in broader if edge.source in CENTRES and edge.target in CENTRES]


def _lines(known: Ontology, name: str) -> Iterator[str]:
    """Yield what stands in the box of a class: kinds of it, its values, and the concepts that it points at."""
    kinds = [one.label for one in known.classes if name in one.parents and one.name not in CENTRES]
    for at in range(0, len(kinds), 2):
        yield ", ".join(kinds[at : at + 2])
    for one in known.properties_of(name):
        if one.range in CONCEPTS:
            yield f"{one.label}: {_choices(known, one)}"
        elif one.kind == "owl:DatatypeProperty" or one.range == "rdfs:Resource":
            yield one.label
    if name == "sg:EventType":
        yield f"{sum(one.kind == name for one in known.concepts)} classes of PLOVER"
    if name == "sg:Evidence":
        for selector in SELECTORS:
            yield ", ".join(rule.path.partition(":")[2] for rule in known.rules[selector])


def _choices(known: Ontology, one: Term) -> str:
    names = [concept.label for concept in known.concepts if concept.kind == one.range]
    return ", ".join(names) if len(names) < 3 else f"{len(names)} concepts"


def _box(box: Box) -> str:
    left, top = box.x - WIDTH / 2, box.y - box.height / 2
    text = [f'<text class="name" x="{box.x:g}" y="{top + 19:g}" text-anchor="middle">{escape(box.name)}</text>']
    text += [
        f'<text class="soft" x="{left + 9:g}" y="{top + HEAD + LINE * (row + 0.75):g}">{escape(line)}</text>'
        for row, line in enumerate(box.lines)
    ]
    frame = f'<rect class="box" x="{left:g}" y="{top:g}" width="{WIDTH}" height="{box.height:g}" rx="5"/>'
    return frame + "".join(text)


def _edge(edge: Edge, boxes: dict[str, Box]) -> tuple[str, str]:
    """Return the line of an arrow and its label."""
    points, (x, y) = _course(edge, boxes[edge.source], boxes[edge.target])
    style, marker = ("edge", "to") if edge.properties else ("is", "up")
    path = "L".join(f"{right:.1f} {down:.1f}" for right, down in points)
    line = f'<path class="{style}" d="M{path}" marker-end="url(#{marker})"/>'
    y += 4 - LINE * (len(edge.properties) - 1) / 2
    label = "".join(
        f'<text class="label" x="{x:.1f}" y="{y + row * LINE:.1f}">{escape(name)}</text>'
        for row, name in enumerate(edge.properties)
    )
    return line, label


def _course(edge: Edge, source: Box, target: Box) -> tuple[list[Point], Point]:
    """Return the points of an arrow and the middle of its label."""
    if OVER_THE_TOP in edge.properties:
        points = [
            (source.x - 20, _top(source)),
            (source.x - 20, 22),
            (target.x + 20, 22),
            (target.x + 20, _top(target)),
        ]
        return points, ((source.x + target.x) / 2, 22)
    if source.name in AT_THE_LEFT:
        edge_of_box = source.x - WIDTH / 2
        left, end = edge_of_box - AT_THE_LEFT[source.name], target.y + 20 - AT_THE_LEFT[source.name] / 1.5
        return [(edge_of_box, source.y), (left, source.y), (left, end), (edge_of_box, end)], (left + 4, source.y - 48)
    if source == target:
        side, low = source.x - WIDTH / 2, source.y + source.height / 2
        return [(side + 30, low), (side + 30, low + 30), (side + 90, low + 30), (side + 90, low)], (side + 60, low + 42)
    # Where a property and the broader class go the same way, they go side by side.
    shift = 13 if edge.properties else -13
    ends = [_border(source, target, shift), _border(target, source, shift)]
    return ends, ((ends[0][0] + ends[1][0]) / 2, (ends[0][1] + ends[1][1]) / 2)


def _top(box: Box) -> float:
    return box.y - box.height / 2


def _border(box: Box, other: Box, shift: float) -> Point:
    """Return where the line from the middle of ``box`` to that of ``other``, moved aside, leaves the box."""
    dx, dy = other.x - box.x, other.y - box.y
    steep = abs(dy) * WIDTH > abs(dx) * box.height
    step = (box.height / 2) / abs(dy) if steep else (WIDTH / 2) / abs(dx)
    x, y = box.x + dx * step, box.y + dy * step
    if steep:
        return min(max(x + shift, box.x - WIDTH / 2 + 6), box.x + WIDTH / 2 - 6), y
    return x, min(max(y + shift, _top(box) + 6), _top(box) + box.height - 6)
