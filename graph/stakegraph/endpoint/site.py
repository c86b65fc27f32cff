"""Pages for people: one to ask and to read answers, one for each node, and those of a build beside them."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from pyoxigraph import Literal, NamedNode
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from stakegraph.endpoint.api import document
from stakegraph.endpoint.messages import Answer, Facts, Found, Look, Question
from stakegraph.endpoint.service import Service
from stakegraph.page.document import article_page
from stakegraph.query import catalogue
from stakegraph.query.results import Term
from stakegraph.vocabulary import PREFIXES, compact

MAX_ROWS = 1000
"""The most rows that a page shows; a download has them all."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What our pages may load: nothing that is not ours. The editor writes styles into the page."""

BUILT_POLICY = "default-src 'self' 'unsafe-inline' data: blob:; base-uri 'none'; frame-ancestors 'none'"
"""The same for the pages of a build, which have a stricter one inside."""

EDITOR = ("yasgui.min.js", "yasgui.min.css")
_STATIC = {".css": "text/css", ".js": "text/javascript"}
_BUILT = {".html": "text/html", ".ttl": "text/turtle", ".trig": "application/trig", ".svg": "image/svg+xml",
          ".json": "application/json", ".txt": "text/plain", ".css": "text/css"}  # fmt: skip
_DOWNLOADS = ("csv", "tsv", "json", "xml")
_GRAPHS = ("turtle", "ntriples", "jsonld")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: a text, where it leads, and a note beside it."""

    text: str
    href: str = ""
    note: str = ""
    number: bool = False


class Site:
    """The pages over a service. ``data`` is what is served; where it is the folder of a build, its pages are too."""

    def __init__(self, service: Service, data: Path, editor: Path | None = None, *, network: bool = False) -> None:
        self._service = service
        self._network = network
        self._data = data
        self._built = data if data.is_dir() and (data / "index.html").is_file() else None
        bundled = Path(str(files("stakegraph.endpoint"))) / "editor"
        folder = editor or bundled
        self._editor = folder if all((folder / name).is_file() for name in EDITOR) else None

    @property
    def routes(self) -> list[BaseRoute]:
        """The routes of the pages."""
        return [
            Route("/", self.ask),
            Route("/sparql", self.ask),
            Route("/sparql/", self.ask),
            Route("/node", self.node),
            Route("/api", self.api),
            Route("/static/{name}", self.static),
            Route("/pages/{path:path}", self.built),
        ]

    async def ask(self, request: Request) -> Response:
        """Show the catalogue, a query, and what it finds."""
        given = request.query_params
        name, text = given.get("name", ""), given.get("query", "")
        chosen = catalogue().get(name)
        values = {key.removeprefix("p."): value for key, value in given.items() if key.startswith("p.") and value}
        found, fault, status = None, "", 200
        if name and chosen is None:
            fault, status = f"there is no query called {name!r}", 404
        elif (chosen and "run" in given) or (not chosen and text.strip()):
            answer = await self._ask(
                Question(chosen.name if chosen else f"{text}\n", tuple(values.items()), MAX_ROWS, self._network)
            )
            status = answer.status
            found, fault = (None, answer.body.decode()) if status != 200 else (pickle.loads(answer.body), "")
        shown = text or (found.text if found else chosen.text if chosen else "")
        context = {
            "queries": _groups(), "chosen": chosen, "values": values, "text": shown, "fault": fault,
            "table": self._table(found) if found else None, "status": status,
        }  # fmt: skip
        return self._page("ask.html", context, status)

    async def node(self, request: Request) -> Response:
        """Show what the graph says about a node."""
        iri = request.query_params.get("iri", "")
        answer = await self._ask(Look(iri))
        if answer.status != 200:
            return self._page("fault.html", {"fault": answer.body.decode(), "title": "No such node"}, answer.status)
        facts: Facts = pickle.loads(answer.body)
        if not (facts.has or facts.of):
            context = {"fault": f"The graph says nothing about <{iri}>.", "title": "Nothing is known"}
            return self._page("fault.html", context, 404)
        has = [(self._cell(NamedNode(name), facts.labels), self._cell(term, facts.labels)) for name, term in facts.has]
        of = [(self._cell(term, facts.labels), self._cell(NamedNode(name), facts.labels)) for term, name in facts.of]
        quotes = [(one, self._place(one.article, one.start, one.end), facts.labels.get(one.article, one.article))
                  for one in facts.quotes]  # fmt: skip
        title = facts.label or compact(iri)
        return self._page("node.html", {"title": title, "iri": iri, "has": has, "of": of, "quotes": quotes})

    async def api(self, _: Request) -> Response:
        """Show what the JSON API has."""
        return self._page("api.html", {"api": document()})

    async def static(self, request: Request) -> Response:
        """Send our style and script, and those of the editor."""
        name = request.path_params["name"]
        if name in EDITOR and self._editor:
            return FileResponse(self._editor / name, media_type=_STATIC[Path(name).suffix])
        if name not in ("style.css", "editor.js"):
            return _missing()
        text = (files("stakegraph.endpoint") / "static" / name).read_text(encoding="utf-8")
        return Response(text, media_type=_STATIC[Path(name).suffix])

    async def built(self, request: Request) -> Response:
        """Send a file of the build."""
        path = request.path_params["path"] or "index.html"
        media = _BUILT.get(Path(path).suffix)
        if self._built is None or media is None or not _is_plain(path):
            return _missing()
        file = self._built / path
        if not file.is_file() or not file.resolve().is_relative_to(self._built.resolve()):
            return _missing()
        return FileResponse(file, media_type=media, headers={"content-security-policy": BUILT_POLICY})

    async def _ask(self, job: Question | Look) -> Answer:
        return await self._service.ask(job)

    def _page(self, template: str, context: Mapping[str, object], status: int = 200) -> Response:
        frame = {
            "built": bool(self._built),
            "editor": bool(self._editor),
            "data": self._data.name,
            "prefixes": PREFIXES,
        }
        html = self._templates.get_template(template).render({**frame, **context})
        return Response(html, status, {"content-security-policy": POLICY}, "text/html")

    @cached_property
    def _templates(self) -> Environment:
        loader = PackageLoader("stakegraph.endpoint")
        made = Environment(
            loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        made.filters["query"] = urlencode
        return made

    def _table(self, found: Found) -> dict[str, object]:
        """Return what the template shows of an answer."""
        result = found.result
        if result.answer is not None:
            return {"truth": result.answer, "links": _links(found.text, _DOWNLOADS)}
        if result.triples is not None:
            columns = ["subject", "predicate", "object"]
            rows = [
                [self._cell(term, {}) for term in (one.subject, one.predicate, one.object)] for one in result.triples
            ]
            links = _links(found.text, _GRAPHS)
        else:
            columns, links = result.columns, _links(found.text, _DOWNLOADS)
            rows = [[self._cell(term, result.labels) for term in row] for row in result.rows]
        places = [self._evidence(row) for row in result.dicts()] if result.triples is None else []
        return {
            "columns": columns, "rows": list(zip(rows, places or [""] * len(rows), strict=True)),
            "placed": any(places), "links": links, "truncated": result.truncated, "truth": None,
        }  # fmt: skip

    def _evidence(self, row: Mapping[str, str | None]) -> str:
        """Return where the evidence of a row stands in the page of its article, if the row says it."""
        start, end = (int(text) if (text := row.get(name) or "").isdecimal() else None for name in ("start", "end"))
        return self._place(row.get("article") or "", start, end)

    def _place(self, article: str, start: int | None, end: int | None) -> str:
        name = article_page(article) if article else ""
        if not name or self._built is None or start is None or not (self._built / name).is_file():
            return ""
        return f"/pages/{quote(name)}#evidence-{start}-{end}"

    def _cell(self, term: Term | None, labels: Mapping[str, str]) -> Cell:
        if isinstance(term, NamedNode):
            label = labels.get(term.value, "")
            return Cell(label or compact(term.value), f"/node?{urlencode({'iri': term.value})}", term.value)
        if isinstance(term, Literal):
            number = term.datatype.value.endswith(("#integer", "#decimal", "#double"))
            return Cell(term.value, note=f"@{term.language}" if term.language else "", number=number)
        return Cell("" if term is None else str(term))


def _groups() -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for query in catalogue().values():
        found.setdefault(query.name.rpartition("/")[0], []).append(query)
    return found


def _links(text: str, forms: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(form, f"/sparql?{urlencode({'query': text, 'format': form})}") for form in forms]


def _is_plain(path: str) -> bool:
    return "\0" not in path and not any(part in ("", ".", "..") or part.startswith(".") for part in path.split("/"))


def _missing() -> Response:
    return PlainTextResponse("there is nothing at this address\n", 404)
