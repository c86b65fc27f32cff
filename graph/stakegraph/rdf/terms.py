"""The RDF terms that writer and reader share: classes, properties and concepts, each made once."""

from __future__ import annotations

from pyoxigraph import NamedNode

from stakegraph.model import ACTOR_TYPES, EVENT_TYPES, FACTUALITIES, MANNERS, POLARITIES
from stakegraph.vocabulary import DCTERMS, FOAF, OA, OWL, PLOVER, PROV, RDF, RDFS, SCHEMA, SEM, SG, SKOS, XSD


def _sg(name: str) -> NamedNode:
    return NamedNode(SG + name)


TYPE = NamedNode(RDF + "type")
LABEL = NamedNode(RDFS + "label")
ALT_LABEL = NamedNode(SKOS + "altLabel")
SAME_AS = NamedNode(OWL + "sameAs")
TITLE = NamedNode(DCTERMS + "title")
ISSUED = NamedNode(DCTERMS + "issued")
NAME = NamedNode(SCHEMA + "name")
PUBLISHER = NamedNode(SCHEMA + "publisher")
AUTHOR = NamedNode(SCHEMA + "author")
PUBLISHED = NamedNode(SCHEMA + "datePublished")
URL = NamedNode(SCHEMA + "url")
LANGUAGE = NamedNode(SCHEMA + "inLanguage")
SOFTWARE_VERSION = NamedNode(SCHEMA + "softwareVersion")
DERIVED_FROM = NamedNode(PROV + "wasDerivedFrom")
GENERATED_BY = NamedNode(PROV + "wasGeneratedBy")
ASSOCIATED_WITH = NamedNode(PROV + "wasAssociatedWith")
USED = NamedNode(PROV + "used")
HAS_SOURCE = NamedNode(OA + "hasSource")
HAS_SELECTOR = NamedNode(OA + "hasSelector")
EXACT = NamedNode(OA + "exact")
PREFIX = NamedNode(OA + "prefix")
SUFFIX = NamedNode(OA + "suffix")
START = NamedNode(OA + "start")
END = NamedNode(OA + "end")

SHA256, LENGTH, FILE = _sg("sha256"), _sg("length"), _sg("file")
ROLE, REPRESENTS, COUNTRY_CODE = _sg("role"), _sg("represents"), _sg("countryCode")
NAMESAKE_OF, KEPT_APART = _sg("namesakeOf"), _sg("keptApart")
MENTION, MENTIONED_IN, OPTIONAL = _sg("mention"), _sg("mentionedIn"), _sg("optional")
SPEAKER, TEXT, CUE, ATTRIBUTION = _sg("speaker"), _sg("text"), _sg("cue"), _sg("attribution")
MANNER, ADDRESSEE, MEDIUM = _sg("manner"), _sg("addressee"), _sg("medium")
HOLDER, TARGET, POLARITY, BASIS = _sg("holder"), _sg("target"), _sg("polarity"), _sg("basis")
SUPPORTS, OPPOSES = _sg("supports"), _sg("opposes")
EVENT_TYPE, SOURCE, RECIPIENT = _sg("eventType"), _sg("source"), _sg("recipient")
TIME, DATE, PLACE = _sg("time"), _sg("date"), _sg("place")
EVIDENCE, FACTUALITY, CONFIDENCE, RULE = _sg("evidence"), _sg("factuality"), _sg("confidence"), _sg("rule")
LANGUAGE_MODEL = _sg("languageModel")

ARTICLE = (_sg("Article"), NamedNode(SCHEMA + "NewsArticle"), NamedNode(PROV + "Entity"))
ANNOTATION = (_sg("Annotation"), NamedNode(PROV + "Entity"))
RUN = (NamedNode(PROV + "Activity"),)
SOFTWARE = (NamedNode(PROV + "SoftwareAgent"),)
ANNOTATOR = (NamedNode(PROV + "Person"),)
ACTOR = _sg("Actor")
ACTOR_CLASSES = dict(zip(ACTOR_TYPES, (_sg("Person"), _sg("Organization"), _sg("Country"), _sg("Group")), strict=True))
OUTER_CLASSES = dict(
    zip(
        ACTOR_TYPES,
        (NamedNode(FOAF + "Person"), NamedNode(FOAF + "Organization"), NamedNode(SCHEMA + "Country"),
         NamedNode(FOAF + "Group")),
        strict=True,
    )
)  # fmt: skip
ISSUE = (_sg("Issue"), NamedNode(SKOS + "Concept"))
STATEMENT = (_sg("Statement"), NamedNode(SCHEMA + "Quotation"))
STANCE = (_sg("Stance"),)
EVENT = (_sg("Event"), NamedNode(SEM + "Event"))
EVIDENCE_CLASSES = (_sg("Evidence"), NamedNode(OA + "SpecificResource"))
MENTION_CLASSES = (_sg("Mention"), *EVIDENCE_CLASSES)
QUOTE_SELECTOR = (NamedNode(OA + "TextQuoteSelector"),)
POSITION_SELECTOR = (NamedNode(OA + "TextPositionSelector"),)

POLARITY_TERMS = {name: _sg(name) for name in POLARITIES}
FACTUALITY_TERMS = {name: _sg(name) for name in FACTUALITIES}
MANNER_TERMS = {name: _sg(name) for name in MANNERS}
EVENT_TERMS = {name: NamedNode(PLOVER + name) for name in EVENT_TYPES}

BOOLEAN = NamedNode(XSD + "boolean")
INTEGER = NamedNode(XSD + "integer")
DECIMAL = NamedNode(XSD + "decimal")
ANY_URI = NamedNode(XSD + "anyURI")
DAY, MONTH, YEAR = NamedNode(XSD + "date"), NamedNode(XSD + "gYearMonth"), NamedNode(XSD + "gYear")
