"""SPARQL over a store: the catalogue of ready queries, and queries of one's own under limits.

>>> from stakegraph.store import memory_store
>>> run(memory_store(), "SELECT ?actor { ?actor a sg:Actor }").rows
[]
"""

from __future__ import annotations

from stakegraph.query.catalogue import CatalogueQuery, Parameter, catalogue
from stakegraph.query.limits import MAX_ROWS, MEMORY, TIMEOUT, Written, run, run_written
from stakegraph.query.results import RESULT_FORMATS, Result

__all__ = [
    "MAX_ROWS",
    "MEMORY",
    "RESULT_FORMATS",
    "TIMEOUT",
    "CatalogueQuery",
    "Parameter",
    "Result",
    "Written",
    "catalogue",
    "run",
    "run_written",
]
