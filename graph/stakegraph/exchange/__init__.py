"""Networks in the formats of other programs: GraphML, GEXF, CSV, JSON, and databases of Discourse Network Analyzer."""

from __future__ import annotations

from stakegraph.exchange.dna_reader import Dna, is_dna, read_dna
from stakegraph.exchange.dna_units import dna_units
from stakegraph.exchange.dna_writer import write_dna
from stakegraph.exchange.eventlist import event_list, read_event_list
from stakegraph.exchange.formats import FORMATS, write_network

__all__ = [
    "FORMATS",
    "Dna",
    "dna_units",
    "event_list",
    "is_dna",
    "read_dna",
    "read_event_list",
    "write_dna",
    "write_network",
]
