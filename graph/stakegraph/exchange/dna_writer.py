"""From articles and annotations to a database that Discourse Network Analyzer 3 opens."""

from __future__ import annotations

import base64
import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.resources import files

from stakegraph.exchange.dna_file import utf16_offset
from stakegraph.model import Actor, Annotation, Article, Stance

PASSWORD = "stakegraph"
"""The password of every coder of a database that is written here; Discourse Network Analyzer asks for one."""

LONGEST = 190
"""The most characters that a title, an author or an entity may have."""

_VARIABLES = {"person": 1, "organization": 2, "concept": 3, "agreement": 4}
_ATTRIBUTES = {("Type", "person"): 1, ("Type", "organization"): 2, ("Alias", "person"): 4, ("Alias", "organization"): 5}


def write_dna(documents: Iterable[tuple[Article, Annotation]]) -> bytes:
    """Return a database with a document an article and a statement a stance.

    The concept is what the stance is about, actor or issue; an organization, a country or a group that holds it is
    the organization, with the speaker of the statement behind it as the person; of a person the organization is whom
    it represents. The annotator, or the program, is the coder, and :data:`PASSWORD` lets him in. What has no date
    gets 1 January 1970. What the format has no room for is not written: statements without a stance, events,
    factuality, confidence.

    >>> write_dna([])[:15]
    b'SQLite format 3'
    """
    base = sqlite3.connect(":memory:")
    try:
        base.executescript(files("stakegraph.exchange").joinpath("dna.sql").read_text(encoding="utf-8"))
        writer = _Writer(base)
        for article, annotation in documents:
            writer.add(article, annotation)
        writer.add_relations()
        base.commit()
        return base.serialize()
    finally:
        base.close()


@dataclass(slots=True)
class _Writer:
    """Fills the tables; ids count from one, so that the same annotations give the same bytes."""

    base: sqlite3.Connection
    coders: dict[str, int] = field(default_factory=dict)
    entities: dict[tuple[str, str], int] = field(default_factory=dict)
    documents: int = 0
    statements: int = 0

    def add(self, article: Article, annotation: Annotation) -> None:
        self.documents += 1
        info, made = article.info, annotation.provenance
        coder = self.coder(made.annotator or made.software or "stakegraph")
        self.base.execute(
            "INSERT INTO DOCUMENTS (ID, Title, Text, Coder, Author, Source, Date) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (self.documents, (info.title or info.id)[:LONGEST], article.text, coder, (info.author or "")[:LONGEST],
             (info.publisher or "")[:LONGEST], _seconds(info.published)),
        )  # fmt: skip
        for stance in annotation.stances:
            self.add_stance(article.text, annotation, stance, coder)

    def add_stance(self, text: str, annotation: Annotation, stance: Stance, coder: int) -> None:
        self.statements += 1
        span = (utf16_offset(text, point) for point in stance.evidence.span)
        self.base.execute(
            "INSERT INTO STATEMENTS VALUES (?, 1, ?, ?, ?, ?)", (self.statements, self.documents, *span, coder)
        )
        agreement = int(stance.polarity == "support")
        self.base.execute(
            "INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?, ?, ?)",
            (self.statements, _VARIABLES["agreement"], agreement),
        )
        for variable, entity in self.ends(annotation, stance).items():
            self.base.execute(
                "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (?, ?, ?)",
                (self.statements, _VARIABLES[variable], entity),
            )

    def ends(self, annotation: Annotation, stance: Stance) -> dict[str, int]:
        """Return the entities of person, organization and concept; the empty one where there is none."""
        actors = {actor.id: actor for actor in annotation.actors}
        labels = {issue.id: issue.label for issue in annotation.issues}
        holder = actors[stance.holder]
        basis = next((said for said in annotation.statements if said.id == stance.basis), None)
        speaker = actors.get(basis.speaker or "") if basis else None
        person = holder if holder.type == "person" else speaker if speaker and speaker.type == "person" else None
        organization = actors.get(holder.represents or "") if holder.type == "person" else holder
        concept = labels.get(stance.target) or actors[stance.target].name
        return {
            "person": self.actor("person", person),
            "organization": self.actor("organization", organization),
            "concept": self.entity("concept", concept),
        }

    def actor(self, variable: str, actor: Actor | None) -> int:
        if actor is None:
            return self.entity(variable, "")
        new = (variable, actor.name) not in self.entities
        number = self.entity(variable, actor.name)
        for attribute, value in (("Type", actor.role), ("Alias", "; ".join(actor.aliases))):
            if new and value:
                self.base.execute(
                    "INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue) VALUES (?, ?, ?)",
                    (number, _ATTRIBUTES[attribute, variable], value[:LONGEST]),
                )
        return number

    def entity(self, variable: str, value: str) -> int:
        """Return the id of an entity; one whose name is too long is cut, and counted where that makes two alike."""
        if value == "":
            return _VARIABLES[variable]
        key = (variable, value)
        if key not in self.entities:
            number = len(self.entities) + 4
            kept = value if len(value) <= LONGEST else f"{value[: LONGEST - 12]} #{number}"
            self.base.execute(
                "INSERT INTO ENTITIES (ID, VariableId, Value) VALUES (?, ?, ?)", (number, _VARIABLES[variable], kept)
            )
            self.entities[key] = number
        return self.entities[key]

    def coder(self, name: str) -> int:
        if not self.coders:
            self._insert_coder("Admin")
        return self.coders.get(name) or self._insert_coder(name)

    def _insert_coder(self, name: str) -> int:
        number = self.coders[name] = len(self.coders) + 1
        self.base.execute(
            "INSERT INTO CODERS (ID, Name, Password) VALUES (?, ?, ?)",
            (number, name[:LONGEST], _locked(PASSWORD, name)),
        )
        return number

    def add_relations(self) -> None:
        """Let every coder see and edit what the others did."""
        if not self.coders:
            self._insert_coder("Admin")
        pairs = [(one, other) for one in self.coders.values() for other in self.coders.values() if one != other]
        self.base.executemany("INSERT INTO CODERRELATIONS (Coder, OtherCoder) VALUES (?, ?)", pairs)


def _seconds(published: str | None) -> int:
    try:
        when = datetime.fromisoformat(published or "")
    except ValueError:
        return 0
    return int((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp())


def _locked(password: str, salt: str) -> str:
    """Return a password as Discourse Network Analyzer keeps it: salted, SHA-256 a hundred thousand times, in Base64.

    The salt follows from the name of the coder, so that the same annotations give the same bytes.
    """
    start = hashlib.sha256(salt.encode()).digest()[:16]
    found = start + password.encode()
    for _ in range(100_000):
        found = hashlib.sha256(found).digest()
    return base64.b64encode(start + found).decode()
