"""The container of pyvis, without what it costs where no notebook is open and where a network is large."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyvis.network import Network


class _Ids(dict[str, None]):
    """The ids of nodes, in order; pyvis looks for two of them with every edge, which in its list takes long."""

    def append(self, node: str) -> None:
        """Add a node."""
        self[node] = None


def empty_container() -> Network:
    """Return a container of pyvis for a directed network, with no options but those that the page sets.

    >>> made = empty_container()
    >>> made.add_node("ann"), made.add_node("bob"), made.add_edge("ann", "bob")
    (None, None, None)
    >>> [node["id"] for node in made.nodes], made.edges[0]["to"]
    (['ann', 'bob'], 'bob')
    """
    with _without_notebooks():
        from pyvis.network import Network

    made = Network(directed=True)
    made.node_ids, made.options = _Ids(), {}
    return made


@contextmanager
def _without_notebooks() -> Iterator[None]:
    """Keep pyvis from loading IPython, of which it needs a frame for notebooks; that takes longer than some pages."""
    names = ("IPython", "IPython.display")
    if any(name in sys.modules for name in (*names, "pyvis.network")):
        yield
        return
    display = ModuleType(names[1])
    vars(display)["IFrame"] = _frame
    sys.modules.update({names[0]: ModuleType(names[0]), names[1]: display})
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]


def _frame(*arguments: Any, **options: Any) -> Any:
    """Make the frame of IPython where somebody shows a network of pyvis in a notebook after all."""
    from IPython.display import IFrame

    return IFrame(*arguments, **options)
