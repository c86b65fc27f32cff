"""Who may ask: the names by which the server is called, and the pages of others that may read it.

A page of a stranger can make a browser ask any server that the browser reaches, by a name that it points there (DNS
rebinding) or by a form. So a request must call the server by a name of its own, and one that comes from a page of
another origin is refused unless that origin was named.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from stakegraph.endpoint.messages import Answer, refusal

Headers = list[tuple[bytes, bytes]]

LOOPBACK = ("localhost", "127.0.0.1", "::1")

SAFE: Headers = [(b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer")]
"""Headers of every answer."""


class Guard:
    """Knows the ``names`` of the server and the ``origins`` whose pages may read it (``*`` is every one)."""

    def __init__(self, host: str, names: Collection[str] = (), origins: Collection[str] = ()) -> None:
        self._names = {*LOOPBACK, host.lower(), *(name.lower() for name in names)}
        self._anywhere = not is_loopback(host)
        self._origins = set(origins)
        self.refuse = lru_cache(256)(self._refuse)

    def _refuse(self, host: str, origin: str, writes: bool) -> Answer | None:
        """Return why a request with these headers is refused, or None; ``writes`` says that it would change data."""
        if not self._is_ours(host):
            return refusal(403, f"this server is not called {host!r}; name it with --allow-host to have it answer")
        if (origin and not self._may_read(host, origin)) or (writes and origin and not self._may_write(host, origin)):
            return refusal(403, f"pages of {origin!r} may not ask this server; allow them with --cors")
        return None

    def headers(self, origin: str) -> Headers:
        """Return the headers that let a page of ``origin`` read the answer; none unless it was allowed."""
        if not origin or not self._origins & {origin, "*"}:
            return SAFE
        allowed = b"*" if "*" in self._origins else origin.encode()
        return [*SAFE, (b"access-control-allow-origin", allowed), (b"vary", b"origin")]

    def _is_ours(self, host: str) -> bool:
        name = _name(host)
        return name in self._names or (self._anywhere and _is_address(name))

    def _may_read(self, host: str, origin: str) -> bool:
        return self._may_write(host, origin) or "*" in self._origins

    def _may_write(self, host: str, origin: str) -> bool:
        return origin in self._origins or urlsplit(origin).netloc.lower() == host.lower()


def is_loopback(host: str) -> bool:
    """Say whether only this machine reaches ``host``.

    >>> is_loopback("localhost"), is_loopback("127.0.0.9"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    try:
        return host.lower() == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _name(host: str) -> str:
    """Return the name in a Host header, without the port."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
