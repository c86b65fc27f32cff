"""A SPARQL server over HTTP: queries and updates of the SPARQL 1.1 Protocol, and what goes wrong as one line."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from urllib.parse import unquote, urlsplit, urlunsplit

import requests
from requests.auth import HTTPBasicAuth, HTTPDigestAuth

from stakegraph.errors import StoreError, UsageError

USER, PASSWORD, UPDATE = "STAKEGRAPH_USER", "STAKEGRAPH_PASSWORD", "STAKEGRAPH_UPDATE_URL"
"""The environment variables with the credentials, and with the address of updates where that can't be guessed."""

CONNECT = 10.0
"""Seconds to wait for a connection."""

_CUT = "X-SPARQL-MaxRows"
"""The header by which Virtuoso says that it left rows out."""


Body = bytes | Mapping[str, str | Sequence[str]]


class Endpoint:
    """One SPARQL server; ``url`` is the address of its queries, without the password."""

    def __init__(self, url: str, *, timeout: float = 300.0) -> None:
        self.url, user, password = _without_credentials(url)
        self.update_url = os.environ.get(UPDATE) or _update_address(self.url)
        self._timeout = (CONNECT, timeout)
        self._session = requests.Session()
        user, password = user or os.environ.get(USER, ""), password or os.environ.get(PASSWORD, "")
        if user:
            self._session.auth = HTTPBasicAuth(user, password)
        self._digest = HTTPDigestAuth(user, password) if user else None

    def query(self, text: str, accept: str, dataset: Mapping[str, Sequence[str]] | None = None) -> bytes:
        """Return the answer to a query as a document of the type ``accept``.

        ``dataset`` are the parameters ``default-graph-uri`` and ``named-graph-uri``. Raises StoreError where the
        server gives no such answer, or not all of it.
        """
        reply = self._post(self.url, {"query": text, **(dataset or {})}, {"Accept": accept})
        kind = reply.headers.get("Content-Type", "nothing").partition(";")[0]
        if kind != accept:
            raise StoreError(f"{self.url} answers with {kind} and not as SPARQL; name the address of its queries")
        if _CUT in reply.headers:
            raise StoreError(
                f"{self.url} left out all rows after {reply.headers[_CUT]}; raise its limit (ResultSetMaxRows)"
            )
        if _looks_cut(reply):
            raise StoreError(
                f"{self.url} gave a graph of just the size of a usual limit; if it has such a limit "
                "(ResultSetMaxRows), raise it, else ask for a little more or less"
            )
        return reply.content

    def update(self, text: str) -> None:
        """Run an update, in one request. Raises StoreError where the server refuses it or fails."""
        self._post(self.update_url, text.encode(), {"Content-Type": "application/sparql-update"})

    def _post(self, url: str, data: Body, headers: Mapping[str, str]) -> requests.Response:
        try:
            reply = self._send(url, data, headers)
            if reply.status_code == 401 and self._digest and "Digest" in reply.headers.get("WWW-Authenticate", ""):
                self._session.auth = self._digest
                reply = self._send(url, data, headers)
        except requests.exceptions.ConnectTimeout:
            raise StoreError(f"{url} can't be reached: no connection within {CONNECT:g} seconds") from None
        except requests.exceptions.Timeout:
            raise StoreError(f"{url} gave no answer within {self._timeout[1]:g} seconds") from None
        except requests.exceptions.ConnectionError as error:
            raise StoreError(f"{url} can't be reached: {_cause(error)}; is the server running?") from None
        except (requests.exceptions.RequestException, ValueError) as error:
            raise StoreError(f"{url} can't be asked: {error}") from None
        if reply.status_code >= 300:
            raise StoreError(f"{url} {_refusal(reply)}")
        return reply

    def _send(self, url: str, data: Body, headers: Mapping[str, str]) -> requests.Response:
        # A redirected POST would come back as a GET without its body, so none is followed.
        return self._session.post(url, data, headers=headers, timeout=self._timeout, allow_redirects=False)


def _looks_cut(reply: requests.Response) -> bool:
    """Say whether Virtuoso may have left triples out: it says so of rows only, and of a graph gives one too many."""
    if not reply.headers["Content-Type"].startswith("application/n-triples"):
        return False
    size = sum(bool(line) for line in reply.content.splitlines())
    return reply.headers.get("Server", "").startswith("Virtuoso") and size >= 1000 and size % 1000 < 2


def _without_credentials(url: str) -> tuple[str, str, str]:
    """Return an address without user and password, and these two."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError as error:
        raise UsageError(f"{url} is no address: {error}") from None
    if not parts.hostname:
        raise UsageError(f"{url} names no server; write it like http://localhost:7878/query")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    plain = urlunsplit((parts.scheme, host + port, parts.path, parts.query, ""))
    return plain, unquote(parts.username or ""), unquote(parts.password or "")


def _update_address(url: str) -> str:
    """Return the address of updates beside that of queries, as most servers have it.

    >>> _update_address("http://localhost:7878/query"), _update_address("http://localhost:8890/sparql")
    ('http://localhost:7878/update', 'http://localhost:8890/sparql')
    """
    return f"{url.removesuffix('/query')}/update" if url.endswith("/query") else url


def _cause(error: BaseException) -> str:
    """Return what the system said, which lies deep inside the errors of the library."""
    found: BaseException | None = error
    while found is not None:
        if isinstance(found, OSError) and found.strerror:
            return found.strerror
        inner = [part for part in (*found.args, getattr(found, "reason", None)) if isinstance(part, BaseException)]
        found = found.__cause__ or found.__context__ or (inner[0] if inner else None)
    return str(error)


def _refusal(reply: requests.Response) -> str:
    status = reply.status_code
    if status < 400:
        return f"sends us on to {reply.headers.get('Location', 'nowhere')}; name that address"
    if status in (401, 403):
        return f"does not allow this ({status}); give user and password by {USER} and {PASSWORD}, or ask who runs it"
    if status == 404:
        return "is no SPARQL endpoint (404); name the address of its queries, like http://localhost:7878/query"
    said = " ".join(reply.text.split())[:200]
    return f"failed ({status}): {said or reply.reason}"
