"""From a parsed article to its annotation: actors, statements, events, stances, each with its evidence.

The steps are functions of the parse and of what was found before them; ``extract`` is the list of them.
"""

from __future__ import annotations

from stakegraph.extract.actors.table import find_actors
from stakegraph.extract.assemble import assemble
from stakegraph.extract.events.tellings import find_events
from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.voices import Voices
from stakegraph.extract.stances.finding import find_stances
from stakegraph.extract.stances.issues import IssueTable
from stakegraph.extract.statements.finding import find_statements
from stakegraph.extract.statements.speakers import find_speakers
from stakegraph.model import Annotation, Article, Provenance
from stakegraph.syntax import Parse

__all__ = ["extract"]


def extract(article: Article, parse: Parse, *, provenance: Provenance) -> Annotation:
    """Return all that ``article`` says about its stakeholders, as its ``parse`` shows it.

    Deterministic; every item carries evidence that cuts the article's text, a rule and a confidence.
    """
    context = Context.of(article, parse)
    actors = find_actors(article, parse, [(q.first, q.last) for q in context.quotations])
    drafts = find_statements(context)
    speech = find_speakers(context, drafts, actors)
    voices = Voices(context, actors, speech.of_quotation, speech.addressees)
    issues = IssueTable(context, voices)
    events = find_events(context, voices)
    stances, spoken = find_stances(context, voices, issues, speech.speeches, events)
    return assemble(context, actors.actors(), issues, speech, events + spoken, stances, provenance)
