"""The reference of the vocabulary as one HTML page that asks the network for nothing."""

from __future__ import annotations

from stakegraph.ontology import source
from stakegraph.ontology.drawing import model_svg
from stakegraph.ontology.terms import Term, ontology
from stakegraph.vocabulary import PREFIXES


def reference_html() -> str:
    """Return the page: the drawing, and each class, property and concept with what the ontology and the shapes say.

    >>> '<h3 id="sg-Stance">sg:Stance' in reference_html()
    True
    """
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    known = ontology()
    every = (*known.classes, *known.properties, *known.concepts)
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)

    def named(terms: tuple[Term, ...], side: str, name: str) -> list[str]:
        return [one.name for one in terms if getattr(one, side) == name]

    return environment.from_string(source("reference.html")).render(
        known=known,
        drawing=Markup(model_svg()),
        prefixes=PREFIXES,
        anchors={one.name: one.name.replace(":", "-") for one in every},
        expanded=_expanded,
        narrower=lambda name: [one.name for one in known.classes if name in one.parents],
        properties=lambda name: named(known.properties, "domain", name),
        values=lambda name: named(known.properties, "range", name),
        concepts=lambda name: named(known.concepts, "kind", name),
    )


def _expanded(name: str) -> str:
    """Return the IRI of a short name, or nothing where its prefix is not one of ours."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else ""
