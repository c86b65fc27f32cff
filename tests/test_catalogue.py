"""Every query of the catalogue gives exactly these rows on a small store made by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from factory import ARTICLE, actor, dam_annotation, event, issue, stance, statement
from stakegraph.errors import QueryError
from stakegraph.model import Annotation
from stakegraph.query import catalogue, run
from stakegraph.query.catalogue import parse_query
from stakegraph.query.example import example_store
from stakegraph.store import OxigraphStore, memory_store
from stakegraph.vocabulary import compact

SECOND = replace(ARTICLE, id="second", title="A year later", published="2026-03-07")


def second() -> Annotation:
    """A second article: Anna Berg has changed her mind, Northland backs the dam, a body speaks for Southland."""
    return Annotation(
        SECOND,
        (
            actor("Northland", "country", country="NO"),
            actor("Southland", "country", country="SE"),
            actor("Anna Berg", aliases=("Berg",), represents="river-office"),
            actor("River Office", "organization", represents="northland"),
        ),
        (issue("the dam"),),
        statements=(statement("anna-berg", "Critics", "a gift", article=SECOND),),
        stances=(
            stance("anna-berg", "support", "the-dam", "a gift", article=SECOND),
            stance("northland", "support", "the-dam", "backed", article=SECOND, confidence=0.6),
            stance("southland", "support", "the-dam", "thanked", article=SECOND, factuality="denied"),
        ),
        events=(event("AID", "southland", "northland", "thanked", article=SECOND),),
    )


@pytest.fixture(scope="module")
def store() -> OxigraphStore:
    made = memory_store()
    made.add(dam_annotation())
    made.add(second())
    return made


def rows(store: OxigraphStore, query: str, /, *columns: str, **parameters: str) -> list[tuple[str | None, ...]]:
    """The rows of a query, in short form; with ``columns``, only those."""
    result = run(store, query, parameters)
    return [tuple(compact(row[column] or "") or None for column in columns or result.columns) for row in result.dicts()]


def test_actors(store: OxigraphStore) -> None:
    assert rows(store, "actors") == [
        ("actor:anna-berg", "Anna Berg", "Person", "premier", None, "2"),
        ("actor:ben-cole", "Ben Cole", "Person", None, None, "1"),
        ("actor:critics", "Critics", "Group", None, None, "1"),
        ("actor:northland", "Northland", "Country", None, "NO", "1"),
        ("actor:southland", "Southland", "Country", None, "SE", "1"),
        ("actor:river-office", "River Office", "Organization", None, None, "0"),
    ]


def test_actors_by_country_go_through_the_bodies_between(store: OxigraphStore) -> None:
    assert rows(store, "actors-by-country") == [
        ("actor:northland", "Northland", "NO", "actor:anna-berg", "Anna Berg", "premier"),
        ("actor:northland", "Northland", "NO", "actor:river-office", "River Office", None),
        ("actor:southland", "Southland", "SE", "actor:ben-cole", "Ben Cole", None),
    ]


def test_actors_of_one_country(store: OxigraphStore) -> None:
    found = rows(store, "actors-by-country", "actor", country="southland")
    assert found == [("actor:ben-cole",)]


def test_allies_share_a_stance_on_a_target(store: OxigraphStore) -> None:
    assert rows(store, "allies") == [
        ("actor:anna-berg", "Anna Berg", "actor:ben-cole", "Ben Cole", "1"),
        ("actor:anna-berg", "Anna Berg", "actor:northland", "Northland", "1"),
        ("actor:ben-cole", "Ben Cole", "actor:northland", "Northland", "1"),
    ]


def test_allies_of_one_actor(store: OxigraphStore) -> None:
    assert rows(store, "allies", "one", "other", actor="Cole") == [
        ("actor:anna-berg", "actor:ben-cole"),
        ("actor:ben-cole", "actor:northland"),
    ]


def test_articles_are_counted(store: OxigraphStore) -> None:
    assert rows(store, "articles") == [
        ("article:second", "A year later", "2026-03-07", "1", "3", "1", None),
        (f"article:{ARTICLE.id}", "Dam dispute", "2025-03-07", "3", "5", "2", "stakegraph 0.1.0"),
    ]


def test_the_coalition_of_a_position_leaves_out_what_is_denied(store: OxigraphStore) -> None:
    assert rows(store, "coalition", target="the dam") == [
        ("actor:anna-berg", "Anna Berg", "actor:northland", "Northland", "1", "1"),
        ("actor:anna-berg", "Anna Berg", "actor:river-office", "River Office", "1", "1"),
        ("actor:ben-cole", "Ben Cole", "actor:southland", "Southland", "1", "1"),
        ("actor:northland", "Northland", None, None, "1", "0.6"),
    ]


def test_the_other_coalition(store: OxigraphStore) -> None:
    assert rows(store, "coalition", "member", target="the dam", polarity="oppose") == [("actor:anna-berg",)] * 2


def test_contradictions(store: OxigraphStore) -> None:
    found = rows(store, "contradictions", "holder", "target", "supportQuote", "opposeQuote", "opposeArticle")
    assert found == [("actor:anna-berg", "issue:the-dam", "a gift", "the dam is a mistake", f"article:{ARTICLE.id}")]


def test_events_between_two_actors_in_both_directions(store: OxigraphStore) -> None:
    columns = ("source", "recipient", "type", "factuality", "date", "quote")
    assert rows(store, "events-between", *columns, one="Northland", other="the south") == [
        ("actor:southland", "actor:northland", "AID", "actual", None, "thanked"),
        (
            "actor:northland", "actor:southland", "SANCTION", "actual", "2025-03-03",
            "Northland cut its aid to Southland",
        ),
    ]  # fmt: skip


def test_the_evidence_of_an_edge(store: OxigraphStore) -> None:
    found = rows(store, "evidence-of", source="anna-berg", target="the dam")
    first, other = dam_annotation().stances[0], second().stances[1]
    assert found == [
        ("stance", "oppose", "the dam is a mistake", "89", "109", "actual", "0.9", "by hand",
         f"article:{ARTICLE.id}", f"stance:{first.id}"),
        ("stance", "support", "a gift", "164", "170", "actual", "1", "by hand", "article:second",
         f"stance:{other.id}"),
    ]  # fmt: skip


def test_the_evidence_of_an_event(store: OxigraphStore) -> None:
    found = rows(store, "evidence-of", "kind", "relation", "quote", source="southland", target="northland")
    assert found == [("event", "AID", "thanked")]


def test_issues_with_friends_and_foes(store: OxigraphStore) -> None:
    assert rows(store, "issues") == [
        ("issue:the-dam", "the dam", "3", "1"),
        ("issue:talks", "talks", "0", "1"),
    ]


def test_names(store: OxigraphStore) -> None:
    assert [row for row in rows(store, "names") if row[0] in ("actor:anna-berg", "issue:the-dam")] == [
        ("actor:anna-berg", "actor", "label", "Anna Berg"),
        ("actor:anna-berg", "actor", "id", "anna-berg"),
        ("actor:anna-berg", "actor", "alias", "Berg"),
        ("actor:anna-berg", "actor", "alias", "the premier"),
        ("issue:the-dam", "issue", "label", "the dam"),
        ("issue:the-dam", "issue", "id", "the-dam"),
        ("issue:the-dam", "issue", "alias", "dam project"),
    ]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("BERG", [("actor:anna-berg", "Anna Berg", "actor", "alias")]),
        ("the dam", [("issue:the-dam", "the dam", "issue", "label")]),
        ("ben-cole", [("actor:ben-cole", "Ben Cole", "actor", "id")]),
        ("nobody", []),
    ],
)
def test_what_a_name_stands_for(store: OxigraphStore, name: str, found: list[tuple[str, ...]]) -> None:
    assert rows(store, "named", name=name) == found


def test_rivals(store: OxigraphStore) -> None:
    assert rows(store, "rivals") == [
        ("actor:anna-berg", "Anna Berg", "actor:ben-cole", "Ben Cole", "1"),
        ("actor:anna-berg", "Anna Berg", "actor:northland", "Northland", "1"),
    ]


def test_rivals_of_one_actor(store: OxigraphStore) -> None:
    assert rows(store, "rivals", "one", "other", actor="northland") == [("actor:anna-berg", "actor:northland")]


def test_speakers(store: OxigraphStore) -> None:
    assert rows(store, "speakers") == [
        ("actor:anna-berg", "Anna Berg", "2", "1", "2"),
        ("actor:ben-cole", "Ben Cole", "1", "0", "1"),
    ]


def test_speakers_with_two_statements(store: OxigraphStore) -> None:
    assert rows(store, "speakers", "speaker", least="2") == [("actor:anna-berg",)]


def test_stances_on_an_issue(store: OxigraphStore) -> None:
    columns = ("holder", "holderLabel", "polarity", "factuality", "confidence", "quote")
    assert rows(store, "stances-on-issue", *columns, issue="THE DAM") == [
        ("actor:anna-berg", "Anna Berg", "support", "actual", "1", "a gift"),
        ("actor:ben-cole", "Ben Cole", "support", "actual", "1", "backed the dam"),
        ("actor:northland", "Northland", "support", "actual", "0.6", "backed"),
        ("actor:southland", "Southland", "support", "denied", "1", "thanked"),
        ("actor:anna-berg", "Anna Berg", "oppose", "actual", "0.9", "the dam is a mistake"),
    ]


def test_statements_of_an_actor_have_one_row_each(store: OxigraphStore) -> None:
    said, later = dam_annotation().statements[0], second().statements[0]
    assert rows(store, "statements-of", actor="Berg") == [
        ("the dam is a mistake", "direct", "said", "actual", "0.9", f"article:{ARTICLE.id}", f"statement:{said.id}"),
        ("a gift … Critics", "indirect", None, "actual", "1", "article:second", f"statement:{later.id}"),
    ]


def test_supporters_and_opponents_of_an_actor(store: OxigraphStore) -> None:
    assert rows(store, "supporters-and-opponents", actor="anna-berg") == [
        ("actor:ben-cole", "Ben Cole", "oppose", "1"),
    ]


def test_the_timeline_falls_back_on_the_day_of_the_article(store: OxigraphStore) -> None:
    assert rows(store, "timeline", "day", "eventLabel", "type", "factuality", "time") == [
        ("2025-03-03", "Northland → Southland: SANCTION", "SANCTION", "actual", "on Monday"),
        ("2025-03-07", "Southland → Ben Cole: SUPPORT", "SUPPORT", "planned", None),
        ("2026-03-07", "Southland → Northland: AID", "AID", "actual", None),
    ]


def test_the_timeline_of_one_actor(store: OxigraphStore) -> None:
    assert rows(store, "timeline", "type", actor="ben-cole") == [("SUPPORT",)]


def test_unattributed_statements(store: OxigraphStore) -> None:
    assert rows(store, "unattributed", "text", "cue", "article") == [
        ("the talks were late", "said the talks", f"article:{ARTICLE.id}"),
    ]


def test_network_rows_of_stances(store: OxigraphStore) -> None:
    result = run(store, "network/stances")
    assert result.columns == [
        "stance", "holder", "holderLabel", "holderType", "target", "targetLabel", "targetType", "polarity",
        "factuality", "confidence", "rule", "quote", "start", "end", "article", "articleTitle",
    ]  # fmt: skip
    columns = ("holder", "holderType", "target", "targetType", "polarity", "start", "end", "articleTitle")
    assert rows(store, "network/stances", *columns)[0] == (
        "actor:anna-berg", "Person", "issue:the-dam", "Issue", "oppose", "89", "109", "Dam dispute",
    )  # fmt: skip
    assert len(result.rows) == 8


def test_network_rows_of_events(store: OxigraphStore) -> None:
    result = run(store, "network/events")
    assert result.columns == [
        "event", "source", "sourceLabel", "sourceType", "recipient", "recipientLabel", "recipientType", "type", "sign",
        "factuality", "confidence", "rule", "quote", "start", "end", "date", "article", "articleTitle",
    ]  # fmt: skip
    assert rows(store, "network/events", "source", "recipient", "recipientType", "type", "sign", "date") == [
        ("actor:northland", "actor:southland", "Country", "SANCTION", "-1", "2025-03-03"),
        ("actor:southland", "actor:ben-cole", "Person", "SUPPORT", "1", None),
        ("actor:southland", "actor:northland", "Country", "AID", "1", None),
    ]


def test_rows_of_the_timeline(store: OxigraphStore) -> None:
    columns = ("kind", "type", "role", "actorLabel", "time", "date", "issued", "start")
    assert [row for row in rows(store, "network/timeline", *columns) if row[6] == "2025-03-07"] == [
        ("event", "SANCTION", "recipient", "Southland", "on Monday", "2025-03-03", "2025-03-07", "0"),
        ("event", "SANCTION", "source", "Northland", "on Monday", "2025-03-03", "2025-03-07", "0"),
        ("statement", None, "speaker", "Anna Berg", None, None, "2025-03-07", "89"),
        ("statement", None, "speaker", "Ben Cole", None, None, "2025-03-07", "164"),
        ("statement", None, "speaker", "Ben Cole", None, None, "2025-03-07", "185"),
        ("statement", None, None, None, None, None, "2025-03-07", "214"),
        ("event", "SUPPORT", "recipient", "Ben Cole", None, None, "2025-03-07", "235"),
        ("event", "SUPPORT", "source", "Southland", None, None, "2025-03-07", "235"),
    ]


def test_network_rows_of_nodes(store: OxigraphStore) -> None:
    assert rows(store, "network/nodes", "node", "label", "type", "country") == [
        ("actor:anna-berg", "Anna Berg", "Person", None),
        ("actor:ben-cole", "Ben Cole", "Person", None),
        ("actor:critics", "Critics", "Group", None),
        ("actor:northland", "Northland", "Country", "NO"),
        ("actor:river-office", "River Office", "Organization", None),
        ("actor:southland", "Southland", "Country", "SE"),
        ("issue:talks", "talks", "Issue", None),
        ("issue:the-dam", "the dam", "Issue", None),
    ]


def test_network_rows_of_attributes(store: OxigraphStore) -> None:
    assert rows(store, "network/attributes") == [
        ("actor:anna-berg", "represents", "Northland"),
        ("actor:anna-berg", "represents", "River Office"),
        ("actor:anna-berg", "role", "premier"),
        ("actor:ben-cole", "represents", "Southland"),
        ("actor:river-office", "represents", "Northland"),
    ]


def test_network_rows_of_articles(store: OxigraphStore) -> None:
    assert rows(store, "network/articles") == [
        (f"article:{ARTICLE.id}", "Dam dispute", "The Valley Post", None, "2025-03-07"),
        ("article:second", "A year later", "The Valley Post", None, "2026-03-07"),
    ]


def test_network_rows_of_statements_have_one_for_each_stretch_and_none_without_a_speaker(store: OxigraphStore) -> None:
    assert rows(store, "network/statements", "speaker", "manner", "quote", "start", "end", "article")[:3] == [
        ("actor:anna-berg", "direct", "the dam is a mistake", "89", "109", f"article:{ARTICLE.id}"),
        ("actor:ben-cole", "mixed", "a gift … Berg was wrong", "164", "170", f"article:{ARTICLE.id}"),
        ("actor:ben-cole", "mixed", "a gift … Berg was wrong", "185", "199", f"article:{ARTICLE.id}"),
    ]


def test_network_rows_of_mentions(store: OxigraphStore) -> None:
    found = rows(store, "network/mentions", "node", "start", "end")
    assert ("actor:anna-berg", "185", "193") in found and len(found) == 8


def test_network_rows_of_what_stances_rest_on(store: OxigraphStore) -> None:
    assert len(rows(store, "network/bases", "stance", "basis")) == 2


def test_other_names_and_countries_for_maps(store: OxigraphStore) -> None:
    found = rows(store, "map/names", "node", "alias", "language", "countryLabel")
    assert [row for row in found if row[0] in ("actor:anna-berg", "actor:critics", "issue:the-dam")] == [
        ("actor:anna-berg", "Berg", "en", "Northland"),
        ("actor:anna-berg", "the premier", "en", "Northland"),
        ("actor:critics", None, "en", None),
        ("issue:the-dam", "dam project", "en", None),
    ]


def test_words_around_evidence_speakers_and_days_for_maps(store: OxigraphStore) -> None:
    found = rows(store, "map/contexts", "before", "after", "speakerLabel", "day")
    quoted = ("the premier of Northland, said “", "”. Ben Cole of Southland backed ", "Anna Berg", "2025-03-07")
    assert quoted in found
    assert (None, " on Monday. Anna Berg, the premi", None, "2025-03-03") in found


def test_an_actor_with_two_labels_gives_no_second_row(store: OxigraphStore) -> None:
    renamed = replace(actor("Ben Cole"), name="B. Cole")
    again = memory_store(store.quads())
    again.add(Annotation(replace(ARTICLE, id="third"), (renamed,)))
    assert rows(again, "network/stances", "stance") == rows(store, "network/stances", "stance")


def test_network_rows_of_the_attributes_of_actors(store: OxigraphStore) -> None:
    assert rows(store, "network/attributes") == [
        ("actor:anna-berg", "represents", "Northland"),
        ("actor:anna-berg", "represents", "River Office"),
        ("actor:anna-berg", "role", "premier"),
        ("actor:ben-cole", "represents", "Southland"),
        ("actor:river-office", "represents", "Northland"),
    ]


# The catalogue itself


@pytest.mark.parametrize("name", catalogue())
def test_the_example_of_a_query_has_an_answer(name: str) -> None:
    assert run(example_store(), name, catalogue()[name].example).rows or name in ("contradictions", "network/bases")


@pytest.mark.parametrize("name", catalogue())
def test_every_query_says_what_it_is(name: str) -> None:
    query = catalogue()[name]
    assert all([query.title, query.description, *(parameter.text for parameter in query.parameters)])


def test_every_query_of_the_catalogue_is_tested_here_but_for_the_tables() -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    elsewhere = "tables/"  # test_tables.py
    assert [name for name in catalogue() if f'"{name}"' not in source and not name.startswith(elsewhere)] == []


def test_every_parameter_is_selected_so_that_it_can_be_bound() -> None:
    for query in catalogue().values():
        head = query.text.partition("WHERE")[0]
        assert [p.name for p in query.parameters if f"?{p.name}" not in head] == [], query.name


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# title: A\nASK {}", "a.rq has no line '# description: …' in its header"),
        (
            "# title: A\n# descripton: B\nASK {}",
            "a.rq, line 2: '# descripton: B' is no title, description, param or ex",
        ),
        (
            "# title: A\n# description: B\n# param x: text: C.",
            "a.rq: its example must give what its parameters ask for: x",
        ),
        ("# title: A\n# description: B\n# example: y=1", "a.rq: its example must give what its parameters ask for: y"),
        ("# title: A\n# description: B\n# param x: animal: Which.", "line 3: parameter x must read 'TYPE: text'"),
    ],
)
def test_a_wrong_header_is_named_by_line(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        parse_query("a", text)


def test_stances_by_holder_target_and_sign(store: OxigraphStore) -> None:
    columns = ("holderLabel", "sign", "targetLabel", "quote")
    assert rows(store, "server/stances", *columns, by="Anna Berg", about="the dam") == [
        ("Anna Berg", "oppose", "the dam", "the dam is a mistake"),
        ("Anna Berg", "support", "the dam", "a gift"),
    ]
    assert rows(store, "server/stances", *columns, polarity="oppose", by="Ben Cole") == [
        ("Ben Cole", "oppose", "Anna Berg", "Berg was wrong"),
    ]


def test_classes_and_properties_are_counted(store: OxigraphStore) -> None:
    assert ("sg:Stance", "8") in rows(store, "server/classes")
    assert ("sg:holder", "8") in rows(store, "server/properties")
