"""Statements, stances and events as tables that a spreadsheet opens without doing what an article tells it to."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import ARTICLE, actor, dam_annotation, event
from stakegraph.errors import QueryError
from stakegraph.model import Annotation
from stakegraph.query.tables import SEPARATORS, TABLES, as_text, as_words, write_table
from stakegraph.store import OxigraphStore, memory_store
from stakegraph.vocabulary import compact


def store(*annotations: Annotation) -> OxigraphStore:
    made = memory_store()
    for annotation in annotations or (dam_annotation(),):
        made.add(annotation)
    return made


def rows(table: str, form: str = "csv", of: OxigraphStore | None = None) -> list[dict[str, str]]:
    text = write_table(of or store(), table, form).decode("utf-8-sig")
    read = csv.DictReader(io.StringIO(text, newline=""), delimiter=SEPARATORS[form])
    return [{name: compact(cell) for name, cell in row.items()} for row in read]


@pytest.mark.parametrize("form", SEPARATORS)
def test_a_statement_is_one_row_with_all_that_is_known_of_it(form: str) -> None:
    said = dam_annotation().statements[1]
    assert rows("statements", form)[1] == {
        "statement": f"statement:{said.id}",
        "article": f"article:{ARTICLE.id}",
        "articleTitle": "Dam dispute",
        "published": "2025-03-07",
        "speaker": "actor:ben-cole",
        "speakerLabel": "Ben Cole",
        "speakerRole": "",
        "addressee": "",
        "addresseeLabel": "",
        "text": "a gift … Berg was wrong",
        "manner": "mixed",
        "cue": "called",
        "medium": "",
        "factuality": "actual",
        "confidence": "1",
        "rule": "by hand",
        "start": "164",
        "end": "199",
    }


def test_a_stance_is_one_row() -> None:
    held = dam_annotation().stances[0]
    assert rows("stances")[0] == {
        "stance": f"stance:{held.id}",
        "article": f"article:{ARTICLE.id}",
        "articleTitle": "Dam dispute",
        "published": "2025-03-07",
        "holder": "actor:anna-berg",
        "holderLabel": "Anna Berg",
        "polarity": "oppose",
        "target": "issue:the-dam",
        "targetLabel": "the dam",
        "targetType": "issue",
        "quote": "the dam is a mistake",
        "basis": f"statement:{held.basis}",
        "factuality": "actual",
        "confidence": "0.9",
        "rule": "by hand",
        "start": "89",
        "end": "109",
    }


def test_an_event_with_several_sides_is_one_row() -> None:
    namesake = replace(actor("Ben Cole"), id="ben-cole-2")
    people = (actor("Anna Berg"), actor("Ben Cole"), namesake)
    both = event("AID", "ben-cole ben-cole-2", "anna-berg", "Southland thanked Ben Cole")
    found = rows("events", of=store(Annotation(ARTICLE, people, events=(replace(both, types=("AID", "SUPPORT")),))))
    assert [(row["type"], row["source"], row["sourceLabel"], row["recipientLabel"]) for row in found] == [
        (
            "AID; SUPPORT",
            "https://w3id.org/stakegraph/actor/ben-cole; https://w3id.org/stakegraph/actor/ben-cole-2",
            "Ben Cole; Ben Cole",
            "Anna Berg",
        )
    ]


@pytest.mark.parametrize("table", TABLES)
def test_every_item_has_one_row_in_the_order_of_the_text(table: str) -> None:
    items = getattr(dam_annotation(), table)
    found = rows(table)
    assert [next(iter(row.values())).partition(":")[2] for row in found] == [item.id for item in items]


def test_the_order_in_which_articles_were_added_does_not_change_the_bytes() -> None:
    one, other = dam_annotation(), Annotation(replace(ARTICLE, id="other"), dam_annotation().actors)
    assert write_table(store(one, other), "stances") == write_table(store(other, one), "stances")


def test_a_table_begins_with_a_byte_order_mark_and_ends_its_lines_as_the_rfc_has_it() -> None:
    data = write_table(store(), "events")
    assert data.startswith(b"\xef\xbb\xbfevent,") and data.count(b"\r\n") == 3


@pytest.mark.parametrize(
    "name", ['=HYPERLINK("http://a.example","x")', "+1", "-1", "@SUM(1)", "\t=1", "＝1", "'quoted'"]
)
def test_a_name_that_looks_like_a_formula_is_written_as_text(name: str) -> None:
    people = (replace(actor("Anna Berg"), name=name), actor("Ben Cole"))
    made = store(Annotation(ARTICLE, people, events=(event("AID", "anna-berg", "ben-cole", "Southland thanked"),)))
    cell = rows("events", of=made)[0]["sourceLabel"]
    assert (cell, as_words(cell)) == ("'" + name, name)


@given(st.text())
def test_a_cell_is_never_a_formula_and_gives_back_its_words(words: str) -> None:
    cell = as_text(words)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert as_words(cell) == words


def test_a_table_that_is_not_known_is_named() -> None:
    with pytest.raises(QueryError, match="there is no table 'actors' as 'csv'; use statements, stances, events"):
        write_table(memory_store(), "actors")
