"""The names that the graph uses: namespaces, prefixes, and the minting of IRIs.

Instances live under :data:`BASE` unless a base is given; each kind of node has a folder of its own there, which is
also a prefix (``actor:keir-starmer``).
"""

from __future__ import annotations

from urllib.parse import quote, unquote

from stakegraph.errors import GraphError

BASE = "https://w3id.org/stakegraph/"
"""The root of all instances, unless the caller gives one."""

SG = BASE + "ns#"
PLOVER = BASE + "plover#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
FOAF = "http://xmlns.com/foaf/0.1/"
SCHEMA = "https://schema.org/"
DCTERMS = "http://purl.org/dc/terms/"

KINDS = (
    "actor", "agent", "article", "event", "evidence", "graph", "issue", "measurement", "run", "selector", "stance",
    "statement",
)  # fmt: skip
"""The kinds of instance, each with its folder under the base."""

_FIXED = {
    "dcterms": DCTERMS, "foaf": FOAF, "oa": OA, "org": ORG, "owl": OWL, "plover": PLOVER, "prov": PROV, "rdf": RDF,
    "rdfs": RDFS, "schema": SCHEMA, "sem": SEM, "sg": SG, "skos": SKOS, "xsd": XSD,
}  # fmt: skip


def prefixes(base: str = BASE) -> dict[str, str]:
    """Return our prefixes, in alphabetical order, with the instances under ``base``.

    >>> prefixes("https://example.org/")["actor"]
    'https://example.org/actor/'
    """
    return dict(sorted({**_FIXED, **{kind: f"{base}{kind}/" for kind in KINDS}}.items()))


PREFIXES: dict[str, str] = prefixes()
"""The prefixes that every query knows without declaring them."""


def mint(kind: str, key: str, base: str = BASE) -> str:
    """Return the IRI of the instance of ``kind`` that has the id ``key``; :func:`key_of` gives the id back.

    >>> mint("actor", "côte/d'or")
    'https://w3id.org/stakegraph/actor/c%C3%B4te%2Fd%27or'
    """
    # A segment of dots alone would be taken for a step up the path.
    local = key.replace(".", "%2E") if key.strip(".") == "" else quote(key, safe="")
    return f"{base}{kind}/{local}"


def key_of(iri: str, kind: str) -> str:
    """Return the id behind an IRI of ``kind``, under whatever base it was minted.

    Raises GraphError where the IRI is not one of that kind.

    >>> key_of("https://w3id.org/stakegraph/actor/c%C3%B4te%2Fd%27or", "actor")
    "côte/d'or"
    """
    head, _, local = iri.rpartition("/")
    if not local or not head.endswith("/" + kind):
        raise GraphError(f"<{iri}> is no {kind}: its IRI must end in /{kind}/ID")
    return unquote(local)


def compact(iri: str, known: dict[str, str] = PREFIXES) -> str:
    """Return ``iri`` with the prefix that fits it, or as it is.

    >>> compact("https://w3id.org/stakegraph/plover#AID")
    'plover:AID'
    """
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    space, local = iri[:cut], iri[cut:]
    name = next((prefix for prefix, start in known.items() if start == space), None)
    return f"{name}:{local}" if name is not None and local else iri
