"""Stores of annotations: Oxigraph in memory or in a folder, or a SPARQL server elsewhere, behind one class.

A store keeps one named graph an article. Its default graph is their union with each triple once, kept beside them,
because most engines' own union repeats a triple for every graph that holds it and so counts wrongly. A store in memory
makes it when it is first asked something.

>>> from stakegraph.model import Annotation, ArticleInfo
>>> store = memory_store()
>>> store.add(Annotation(ArticleInfo("brief", "0" * 64, 9)))
>>> store.articles()
['brief']
"""

from __future__ import annotations

from stakegraph.store.base import Answer, Store, Term
from stakegraph.store.folder import MARKER, SCHEMA, folder_store
from stakegraph.store.opening import is_url, open_store, writable_store
from stakegraph.store.oxigraph import OxigraphStore, memory_store

__all__ = [
    "MARKER",
    "SCHEMA",
    "Answer",
    "OxigraphStore",
    "Store",
    "Term",
    "folder_store",
    "is_url",
    "memory_store",
    "open_store",
    "writable_store",
]
