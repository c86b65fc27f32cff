"""A page in a real Chromium, as tests look at it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, ViewportSize, expect

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


WINDOW = ViewportSize(width=1280, height=800)


class Visit:
    """What one test does in a tab, and what happened there; the next finds the tab as this one did."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.errors: list[str] = []
        self._heard: dict[Any, Callable[[Any], None]] = {
            "request": lambda request: self.requests.append(request.url),
            "pageerror": lambda error: self.errors.append(str(error)),
            "console": lambda message: self.errors.append(message.text) if message.type != "log" else None,
        }
        for event, hear in self._heard.items():
            page.on(event, hear)

    def open(self, path: Path, fragment: str = "") -> None:
        self.page.goto(path.as_uri() + fragment)

    def leave(self) -> None:
        for event, hear in self._heard.items():
            self.page.remove_listener(event, hear)
        self.page.mouse.move(0, 0)
        self.page.goto("about:blank")
        self.page.set_viewport_size(WINDOW)
        self.page.emulate_media(media="null", color_scheme="null")

    def drawn(self) -> None:
        """Wait until the map is drawn, and fitted to the frame that it got then, which takes a frame of time more."""
        self.page.wait_for_function("() => document.documentElement.dataset.drawn === 'yes'")
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def place(self, node: str) -> tuple[float, float]:
        """Where a node is on the screen."""
        at = self.page.evaluate(
            """(iri) => { const { id } = stakegraph.data.nodes.find((node) => node.iri === iri);
                         const c = stakegraph.network.canvasToDOM(stakegraph.network.getPosition(id));
                         const r = document.getElementById('sg-map').getBoundingClientRect();
                         return [c.x + r.left, c.y + r.top]; }""",
            node,
        )
        return float(at[0]), float(at[1])

    def click_edge(self, at: int, first: str = "") -> None:
        """Click on the middle of an edge, bowed or not."""
        x, y = self.page.evaluate(
            """(at) => { const edge = stakegraph.network.body.edges[stakegraph.data.edges[at].id];
                         const middle = edge.edgeType.getPoint(0.5);
                         const c = stakegraph.network.canvasToDOM(middle);
                         const r = document.getElementById('sg-map').getBoundingClientRect();
                         return [c.x + r.left, c.y + r.top]; }""",
            at,
        )
        self.page.mouse.click(x, y)
        # vis waits to see whether a second click follows.
        expect(self.page.locator(f'#sg-evidence a[href="#{first or self.fragment(at)}"]')).to_be_visible()

    def fitted(self) -> tuple[dict[str, float], list[dict[str, Any]]]:
        """The frame of the map, and what each node and its label cover as the browser measures it, on the screen."""
        frame, boxes = self.page.evaluate(
            """() => { const { network, data } = stakegraph;
                       const r = document.getElementById('sg-map').getBoundingClientRect();
                       return [r.toJSON(), data.nodes.map(({ id, name }) => {
                         const box = network.getBoundingBox(id);
                         const a = network.canvasToDOM({ x: box.left, y: box.top });
                         const b = network.canvasToDOM({ x: box.right, y: box.bottom });
                         return { name, left: a.x + r.left, top: a.y + r.top,
                                  right: b.x + r.left, bottom: b.y + r.top };
                       })]; }"""
        )
        return frame, boxes

    def outside(self) -> list[str]:
        """The names of the nodes that stand out of the map, with their labels."""
        frame, boxes = self.fitted()
        low, high = ("left", "top"), ("right", "bottom")
        return [
            box["name"]
            for box in boxes
            if any(box[side] < frame[side] for side in low) or any(box[side] > frame[side] for side in high)
        ]

    def fragment(self, at: int) -> str:
        """The name by which the first piece of evidence of an edge is cited."""
        return str(self.page.evaluate("(at) => stakegraph.data.edges[at].evidence[0].fragment", at))

    @property
    def evidence(self) -> Locator:
        """The sentences in the panel. A link shows them a moment after the click, so ask by ``expect``, which waits."""
        return self.page.locator("#sg-evidence li q")

    def shown(self) -> tuple[int, int]:
        counts = self.page.evaluate("[stakegraph.shown().nodes.length, stakegraph.shown().edges.length]")
        return counts[0], counts[1]


def saved(visit: Visit, button: str) -> tuple[str, bytes]:
    with visit.page.expect_download() as waiting:
        visit.page.click(button)
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()
