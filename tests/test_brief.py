"""The bundled example: the article is as long and as complete as it should be, and its annotation quotes it rightly."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stakegraph import annotation

ARTICLES = Path(__file__).resolve().parents[1] / "seeds" / "articles"
PATH = ARTICLES / "peacekeeping-brief.json"
TEXT = (ARTICLES / "peacekeeping-brief.txt").read_text(encoding="utf-8")
BRIEF: dict[str, Any] = json.loads(PATH.read_text(encoding="utf-8"))

ACTORS = {actor["id"] for actor in BRIEF["actors"]}
ISSUES = {issue["id"] for issue in BRIEF["issues"]}

PRONOUNS = {"he", "him", "his", "she", "her", "it", "its", "they", "them", "their", "we", "us", "our", "I", "you"}

FACTS = {
    "the plan": ("British and French plan", "peacekeepers", "“coalition of the willing”", "Starmer", "Macron"),
    "Moscow's rejection": ("rejected", "Lavrov", "Nato", "Moscow"),
    "Medvedev's mockery": ("Medvedev", "mocked", "“Micron”"),
    "the drone contracts": ("Anduril", "nearly £30m", "drones", "International Fund for Ukraine"),
    "the American pause": ("suspended military aid", "sharing intelligence", "Washington"),
    "the talks of the defence secretaries": ("Healey", "Hegseth", "held talks", "“garbage”"),
    "the talks to come": ("Saudi Arabia", "next week", "Ukraine and the United States"),
    "the meeting in Brussels": ("Brussels", "European Union leaders", "Zelensky", "£670bn"),
    "von der Leyen's words": ("Ursula von der Leyen", "“watershed moment”"),
    "Kellogg's words": ("Kellogg", "“brought it on themselves”"),
}


def quoted() -> Iterator[tuple[str, str]]:
    """Every string that the annotation says stands in the article, and where in the annotation it is."""
    for kind in ("actors", "issues"):
        for item in BRIEF[kind]:
            for alias in item["aliases"]:
                yield f"alias of {item['id']}", alias
    for kind in ("statements", "stances", "events"):
        for number, item in enumerate(BRIEF[kind]):
            for key in ("content", "cue", "evidence", "time", "place"):
                if item.get(key) is not None:
                    yield f"{key} of {kind} {number}", item[key]


def test_it_is_a_brief() -> None:
    assert 600 <= len(TEXT.split()) <= 900


def test_it_has_a_headline_and_paragraphs() -> None:
    headline, *paragraphs = TEXT.strip().split("\n\n")
    assert headline == BRIEF["article"]["title"]
    assert len(paragraphs) > 5
    assert all("\n" not in block and block == block.strip() for block in (headline, *paragraphs))


@pytest.mark.parametrize("fact", FACTS)
def test_each_fact_is_told(fact: str) -> None:
    missing = [name for name in FACTS[fact] if name not in TEXT]
    assert not missing


def test_quotations_are_short_and_closed() -> None:
    pieces = TEXT.replace("“", "\0“").replace("”", "”\0").split("\0")
    quotations = [piece for piece in pieces if piece.startswith("“")]
    assert quotations
    assert all(piece.endswith("”") and len(piece.split()) < 12 for piece in quotations)
    assert not any(mark in piece for piece in pieces if piece not in quotations for mark in '“”"')


def test_every_quoted_string_stands_in_the_article() -> None:
    assert [(where, words) for where, words in quoted() if not words or words not in TEXT] == []


def test_contents_and_evidence_stand_there_once() -> None:
    doubtful = [
        words for where, words in quoted() if where.startswith(("content", "evidence")) and TEXT.count(words) != 1
    ]
    assert doubtful == []


def test_every_actor_stands_in_the_article() -> None:
    absent = [a["id"] for a in BRIEF["actors"] if not any(form in TEXT for form in (a["name"], *a["aliases"]))]
    assert absent == []


def test_no_alias_is_a_pronoun_or_belongs_to_two() -> None:
    aliases = [alias for kind in ("actors", "issues") for item in BRIEF[kind] for alias in item["aliases"]]
    assert not PRONOUNS & {alias[:1].lower() + alias[1:] for alias in aliases}
    assert len(set(aliases)) == len(aliases)


def test_references_resolve() -> None:
    assert len(ACTORS | ISSUES) == len(BRIEF["actors"]) + len(BRIEF["issues"])
    assert {a["represents"] for a in BRIEF["actors"]} <= ACTORS | {None}
    assert {s["speaker"] for s in BRIEF["statements"]} <= ACTORS | {None}
    assert {s["holder"] for s in BRIEF["stances"]} <= ACTORS
    assert {s["target"] for s in BRIEF["stances"]} <= ACTORS | ISSUES
    assert {x for e in BRIEF["events"] for side in ("source", "recipient") for x in e[side]} <= ACTORS
    assert all(e["source"] for e in BRIEF["events"])


def test_every_issue_is_what_a_stance_is_about() -> None:
    assert {s["target"] for s in BRIEF["stances"]} >= ISSUES


def test_it_says_who_made_it() -> None:
    assert BRIEF["provenance"]["annotator"] == "the authors of stakegraph"
    assert BRIEF["article"]["publisher"] == "stakegraph"


def test_it_has_all_kinds_of_statement_and_dated_and_undated_events() -> None:
    read = annotation.load(PATH)
    assert {s.manner for s in read.statements} == {"direct", "indirect", "mixed"}
    assert any(e["time"] for e in BRIEF["events"])
    assert any(e["place"] for e in BRIEF["events"])
    assert any(not e["time"] for e in BRIEF["events"])


def test_the_annotation_is_read_whole() -> None:
    read = annotation.load(PATH)
    for kind in ("actors", "issues", "statements", "stances", "events"):
        assert len(getattr(read, kind)) == len(BRIEF[kind])
    assert all(actor.mentions for actor in read.actors)
