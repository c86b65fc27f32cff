"""From a database of Discourse Network Analyzer to articles and annotations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from stakegraph.exchange.dna_file import DnaDocument, DnaFile, DnaStatement, is_dna, load
from stakegraph.model import (
    Actor,
    ActorType,
    Annotation,
    Article,
    ArticleInfo,
    Evidence,
    Issue,
    Polarity,
    Provenance,
    Stance,
    Statement,
    digest,
    slug,
    stance_id,
    statement_id,
)

__all__ = ["Dna", "is_dna", "read_dna"]

_VARIABLES = ("person", "organization", "concept")
_ACTORS: tuple[tuple[str, ActorType], ...] = (("person", "person"), ("organization", "organization"))


@dataclass(frozen=True, slots=True)
class Dna:
    """The articles of a database with their annotations; ``left_out`` counts the statements that say no stance."""

    documents: tuple[tuple[Article, Annotation], ...]
    left_out: int


def read_dna(path: str | Path, *, coder: str | None = None) -> Dna:
    """Read a database as articles and annotations, those of one ``coder`` alone if one is named.

    A statement with person, organization, concept and agreement becomes a statement of the person (or of the
    organization) and a stance of the organization (or of the person) on the concept, an issue. Statements of types
    without a concept, and those with neither actor nor concept, are left out and counted. Raises StoreError where
    the file can't be read.
    """
    base = load(path)
    coded: dict[int, list[DnaStatement]] = defaultdict(list)
    left_out = 0
    for one in base.statements:
        if coder not in (None, one.coder):
            continue
        if one.values.get("concept") and (one.values.get("person") or one.values.get("organization")):
            coded[one.document].append(one)
        else:
            left_out += 1
    names = _names(one for statements in coded.values() for one in statements)
    taken: set[str] = set()
    documents = [_Reader(base, document, names, taken).read(coded[key]) for key, document in base.documents.items()]
    return Dna(tuple(documents), left_out)


def _names(coded: Iterable[DnaStatement]) -> dict[tuple[str, str], str]:
    """Give each entity an id: its slug, with the variable behind it where another one has that."""
    entities = sorted({(name, str(one.values[name])) for one in coded for name in _VARIABLES if one.values.get(name)})
    names: dict[tuple[str, str], str] = {}
    for variable, value in entities:
        used = set(names.values())
        tries = (slug(value), f"{slug(value)}-{variable}", f"{slug(value)}-{digest(variable, value)}")
        names[variable, value] = next(name for name in tries if name not in used)
    return names


@dataclass(slots=True)
class _Reader:
    """Reads one document."""

    base: DnaFile
    document: DnaDocument
    names: dict[tuple[str, str], str]
    taken: set[str]
    ids: set[str] = field(default_factory=set)

    def read(self, coded: list[DnaStatement]) -> tuple[Article, Annotation]:
        document = self.document
        texts = {"title": document.title, "publisher": document.source, "author": document.author}
        known = {name: text or None for name, text in texts.items()}
        published = document.time.isoformat().replace("+00:00", "Z")
        info = ArticleInfo.of(document.text, document.title, **known, published=published, language="en")
        if info.id in self.taken:
            info = replace(info, id=f"{info.id}-{document.id}")
        self.taken.add(info.id)
        statements, stances = [], []
        for one in coded:
            said, stance = self.statement(info.id, one)
            statements.append(said)
            stances += [stance] if stance else []
        coders = ", ".join(sorted({one.coder for one in coded if one.coder}))
        annotation = Annotation(
            info, tuple(self.actors(coded)), tuple(self.issues(coded)), tuple(statements), tuple(stances),
            provenance=Provenance(annotator=coders or None),
        )  # fmt: skip
        return Article(info, document.text, ((0, len(document.text)),)), annotation

    def statement(self, article: str, one: DnaStatement) -> tuple[Statement, Stance | None]:
        ends = {name: self.names[name, str(one.values[name])] for name in _VARIABLES if one.values.get(name)}
        at = Evidence.cut(self.document.text, one.start, one.end)
        speaker = ends.get("person") or ends["organization"]
        said = Statement(self.free(statement_id(article, speaker, (at,)), one), speaker, (at,))
        polarity = self.polarity(one)
        if polarity is None:
            return said, None
        holder = ends.get("organization", speaker)
        key = self.free(stance_id(article, holder, ends["concept"], polarity, at), one)
        return said, Stance(key, holder, ends["concept"], polarity, at, said.id)

    def polarity(self, one: DnaStatement) -> Polarity | None:
        """Return the side that a statement takes; on a scale of integers by its sign, at 0 none."""
        value = one.values.get("agreement")
        if self.base.types[one.type].get("agreement") == "boolean" and value is not None:
            return "support" if value else "oppose"
        return None if not isinstance(value, int) or value == 0 else "support" if value > 0 else "oppose"

    def actors(self, coded: list[DnaStatement]) -> list[Actor]:
        represents: dict[str, set[str]] = defaultdict(set)
        for one in coded:
            if one.values.get("person") and one.values.get("organization"):
                represents[str(one.values["person"])].add(str(one.values["organization"]))
        found = []
        for variable, kind in _ACTORS:
            for value in sorted({str(one.values[variable]) for one in coded if one.values.get(variable)}):
                more = self.base.attributes.get((variable, value), {})
                of = represents[value] if variable == "person" else set()
                found.append(Actor(
                    self.names[variable, value], value, kind,
                    aliases=(more["Alias"],) if "Alias" in more else (), role=more.get("Type"),
                    represents=self.names["organization", next(iter(of))] if len(of) == 1 else None,
                ))  # fmt: skip
        return found

    def issues(self, coded: list[DnaStatement]) -> list[Issue]:
        return [
            Issue(self.names["concept", value], value)
            for value in sorted({str(one.values["concept"]) for one in coded})
        ]

    def free(self, key: str, one: DnaStatement) -> str:
        """Return an id, another one where two coders say the same of the same words."""
        found = key if key not in self.ids else digest("dna", key, one.id)
        self.ids.add(found)
        return found
