"""The JSON API: actors, stances and evidence, each the answer to a query of the catalogue."""

from __future__ import annotations

import json
import pickle
from importlib.resources import files
from typing import Any

from pyoxigraph import Literal
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from stakegraph.endpoint.messages import Found, Question
from stakegraph.endpoint.service import Service
from stakegraph.query.results import Term

QUERIES = {"actors": "actors", "stances": "server/stances", "evidence": "evidence-of"}
"""The query of the catalogue behind each address; its parameters are those of the query."""

MOST = 10_000
"""The most items of an answer."""

_NUMBERS = {"integer": int, "decimal": float, "double": float}


class Api:
    """The JSON API over a service."""

    def __init__(self, service: Service) -> None:
        self._service = service

    @property
    def routes(self) -> list[BaseRoute]:
        """The routes of the API."""
        return [Route("/api/openapi.json", self.describe), Route("/api/{name}", self.items)]

    async def describe(self, _: Request) -> Response:
        """Send the description of the API, in OpenAPI 3.1."""
        return JSONResponse(document())

    async def items(self, request: Request) -> Response:
        """Send the items of one kind."""
        name = request.path_params["name"]
        if name not in QUERIES:
            return _error(404, f"there is no {name!r} here; there are {', '.join(QUERIES)}")
        given = [(key, value) for key, value in request.query_params.multi_items() if value]
        if len({key for key, _ in given}) < len(given):
            return _error(400, "a parameter is given twice; give it once")
        answer = await self._service.ask(Question(QUERIES[name], tuple(given), MOST))
        if answer.status != 200:
            return _error(answer.status, answer.body.decode().strip())
        found: Found = pickle.loads(answer.body)
        result = found.result
        items = [dict(zip(result.columns, map(_plain, row), strict=True)) for row in result.rows]
        return JSONResponse({"items": items, "more": result.truncated})


def document() -> dict[str, Any]:
    """Return the description of the API.

    >>> sorted(document()["paths"])
    ['/api/actors', '/api/evidence', '/api/stances']
    """
    text = (files("stakegraph.endpoint") / "openapi.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def _error(status: int, text: str) -> Response:
    return JSONResponse({"error": text}, status)


def _plain(term: Term | None) -> str | int | float | None:
    if not isinstance(term, Literal):
        return None if term is None else getattr(term, "value", str(term))
    convert = _NUMBERS.get(term.datatype.value.rpartition("#")[2])
    return convert(term.value) if convert else term.value
