"""Rows of queries become networks: what counts, what is added up, what is refused."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakegraph.errors import GraphError, UsageError
from stakegraph.network import (
    affiliation,
    agreement,
    conflict,
    congruence,
    event_network,
    signed_digraph,
    stance_network,
)


def stance(number: int, holder: str, polarity: str, target: str, **more: str) -> dict[str, str | None]:
    return {
        "stance": f"s{number}",
        "holder": holder,
        "holderLabel": holder.title(),
        "holderType": "Person",
        "target": target,
        "targetLabel": target.title(),
        "targetType": "Issue" if target.startswith("issue") else "Person",
        "polarity": polarity,
        "factuality": "actual",
        "confidence": "0.8",
        "rule": "statement",
        "quote": "No.",
        "start": "3",
        "end": "6",
        "article": "article/one",
        "articleTitle": "One",
        **more,
    }


def event(identifier: str, kind: str, sign: str, **more: str | None) -> dict[str, str | None]:
    sides = {"source": "us", "sourceLabel": "US", "sourceType": "Country"}
    other = {"recipient": "ua", "recipientLabel": "Ukraine", "recipientType": "Country"}
    return {"event": identifier, **sides, **other, "type": kind, "sign": sign, "factuality": "actual", **more}


def test_a_stance_is_an_edge_with_all_that_it_rests_on() -> None:
    graph = stance_network([stance(1, "ann", "oppose", "issue-tax", date="2025-03-01")])
    assert dict(graph.nodes(data=True)) == {
        "ann": {"label": "Ann", "type": "Person"},
        "issue-tax": {"label": "Issue-Tax", "type": "Issue"},
    }
    assert list(graph.edges(keys=True, data=True)) == [
        (
            "ann",
            "issue-tax",
            "s1",
            {
                "id": "s1",
                "kind": "oppose",
                "sign": -1,
                "weight": 1.0,
                "quote": "No.",
                "start": 3,
                "end": 6,
                "article": "article/one",
                "article_title": "One",
                "confidence": 0.8,
                "rule": "statement",
                "factuality": "actual",
                "date": "2025-03-01",
                "outlet": "",
                "units": 1,
                "articles": 1,
                "ids": ("s1",),
            },
        )
    ]


def test_stances_of_opposite_sign_between_the_same_two_are_both_kept() -> None:
    graph = stance_network([stance(1, "ann", "support", "bob"), stance(2, "ann", "oppose", "bob")])
    assert [sign for _, _, sign in graph.edges(data="sign")] == [1, -1]


@pytest.mark.parametrize(
    ("factuality", "counted"),
    [("actual", True), ("planned", True), ("hypothetical", False), ("denied", False)],
)
def test_only_what_is_or_is_planned_counts(factuality: str, counted: bool) -> None:
    graph = stance_network([stance(1, "ann", "support", "bob", factuality=factuality)])
    assert (graph.number_of_edges() == 1) is counted
    assert (graph.number_of_nodes() == 2) is counted


def test_other_factualities_count_when_asked_for() -> None:
    rows = [stance(1, "ann", "support", "bob", factuality="denied")]
    assert stance_network(rows, factuality=["denied"]).number_of_edges() == 1


@pytest.mark.parametrize("value", ["maybe", ["actual", "maybe"]])
def test_an_unknown_factuality_names_the_known_ones(value: Any) -> None:
    with pytest.raises(UsageError, match=r"'maybe' is unknown; use one of actual, planned, hypothetical, denied"):
        stance_network([], factuality=value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"polarity": "neutral"}, "polarity of s1 is 'neutral'; it must be support or oppose"),
        ({"polarity": ""}, "a row has no 'polarity'"),
        ({"holder": ""}, "a row has no 'holder'"),
        ({"confidence": "high"}, "'confidence' is 'high'; it must be a number"),
        ({"confidence": "nan"}, "'confidence' is 'nan'; it must be a number"),
        ({"start": "x"}, "'start' is 'x'; it must be a number"),
    ],
)
def test_a_row_that_cannot_be_meant_is_refused(change: dict[str, str], message: str) -> None:
    with pytest.raises(GraphError, match=message):
        stance_network([{**stance(1, "ann", "support", "bob"), **change}])


def test_an_event_of_two_types_is_one_edge_without_a_sign_unless_they_agree() -> None:
    rows = [
        event("e1", "AID", "1"),
        event("e1", "CONSULT", "0"),
        event("e2", "ACCUSE", "-1"),
        event("e2", "REJECT", "-1"),
    ]
    graph = event_network(rows)
    assert [(facts["kind"], facts["sign"]) for _, _, facts in graph.edges(data=True)] == [
        ("AID/CONSULT", 0),
        ("ACCUSE/REJECT", -1),
    ]


def test_an_event_type_may_be_an_iri() -> None:
    graph = event_network([event("e1", "https://w3id.org/stakegraph/plover#AID", "1")])
    assert graph.edges["us", "ua", "e1"]["kind"] == "AID"


@pytest.mark.parametrize("sign", ["2", "0.5", "minus"])
def test_an_event_has_a_sign_of_three(sign: str) -> None:
    with pytest.raises(GraphError, match="sign"):
        event_network([event("e1", "AID", sign)])


def test_missing_words_and_places_are_empty() -> None:
    facts = event_network([event("e1", "AID", "1", quote=None)]).edges["us", "ua", "e1"]
    assert (facts["quote"], facts["start"], facts["end"], facts["date"], facts["confidence"]) == ("", -1, -1, "", 1.0)


def test_no_rows_give_an_empty_network() -> None:
    for graph in (stance_network([]), event_network([])):
        assert len(graph) == len(signed_digraph(graph)) == len(congruence(graph)) == len(agreement(graph)) == 0


def test_signs_add_up_and_keep_their_ids() -> None:
    rows = [stance(1, "ann", "support", "bob"), stance(2, "ann", "support", "bob"), stance(3, "ann", "oppose", "bob")]
    edge = signed_digraph(stance_network(rows)).edges["ann", "bob"]
    assert edge == {
        "weight": 1.0,
        "sign": 1,
        "support": 2.0,
        "oppose": 1.0,
        "neutral": 0.0,
        "ids": ("s1", "s2", "s3"),
    }


def test_congruence_and_conflict_are_the_formulas_of_discourse_network_analysis() -> None:
    rows = [
        stance(1, "ann", "support", "issue-tax"),
        stance(2, "ann", "support", "issue-tax"),
        stance(3, "bob", "support", "issue-tax"),
        stance(4, "bob", "oppose", "issue-tax"),
        stance(5, "cid", "oppose", "issue-road"),
        stance(6, "ann", "oppose", "issue-road"),
    ]
    graph = stance_network(rows)
    # ann and bob on the tax: for 2 x 1; against 0 x 1. ann against bob: 2 x 1 + 0 x 1.
    assert sorted(congruence(graph).edges(data="weight")) == [("ann", "bob", 2.0), ("ann", "cid", 1.0)]
    assert sorted(conflict(graph).edges(data="weight")) == [("ann", "bob", 2.0)]
    assert congruence(graph).edges["ann", "bob"]["targets"] == ("issue-tax",)
    assert congruence(graph).edges["ann", "bob"]["ids"] == ("s1", "s2", "s3")


def test_affiliation_can_be_kept_to_issues() -> None:
    graph = stance_network([stance(1, "ann", "support", "issue-tax"), stance(2, "ann", "oppose", "bob")])
    assert sorted(affiliation(graph).edges(data="weight")) == [("ann", "bob", -1.0), ("ann", "issue-tax", 1.0)]
    assert list(affiliation(graph, issues_only=True).edges) == [("ann", "issue-tax")]


def test_neutral_events_say_nothing_about_agreement() -> None:
    assert affiliation(event_network([event("e1", "CONSULT", "0")])).number_of_edges() == 0


def test_two_that_fight_are_not_joined_by_what_both_reject() -> None:
    rows = [
        stance(1, "ann", "oppose", "issue-tax"),
        stance(2, "bob", "oppose", "issue-tax"),
        stance(3, "ann", "oppose", "bob"),
    ]
    assert agreement(stance_network(rows)).number_of_edges() == 0
    assert agreement(stance_network(rows[:2])).edges["ann", "bob"]["weight"] == 1.0


names = st.sampled_from(["ann", "bob", "cid", "dee", "issue-tax", "issue-road"])
stances = st.lists(
    st.tuples(names.filter(lambda name: not name.startswith("issue")), st.sampled_from(["support", "oppose"]), names),
    max_size=25,
).map(lambda items: [stance(number, *item) for number, item in enumerate(items)])


@given(stances, st.randoms(use_true_random=False))
def test_the_order_and_the_repetition_of_rows_change_nothing(rows: list[dict[str, str | None]], random: Any) -> None:
    again = rows * 2
    random.shuffle(again)
    one, other = stance_network(rows), stance_network(again)
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


@given(stances)
def test_congruence_and_conflict_agree_with_a_count_over_all_pairs(rows: list[dict[str, str | None]]) -> None:
    graph = stance_network(rows)
    holders = {row["holder"] for row in rows}
    for same, network in ((True, congruence(graph)), (False, conflict(graph))):
        for one, other in combinations(sorted(map(str, holders)), 2):
            expected = sum(
                a["holder"] == one
                and b["holder"] == other
                and a["target"] == b["target"]
                and (a["polarity"] == b["polarity"]) is same
                for a in rows
                for b in rows
            )
            assert network.get_edge_data(one, other, {"weight": 0})["weight"] == expected


@given(stances)
def test_relabelling_renames_a_projection_and_nothing_else(rows: list[dict[str, str | None]]) -> None:
    def renamed(name: str) -> str:
        return name[::-1] if not name.startswith("issue") else "issue" + name[5:][::-1]

    other = [{**row, "holder": renamed(str(row["holder"])), "target": renamed(str(row["target"]))} for row in rows]
    before, after = congruence(stance_network(rows)), congruence(stance_network(other))
    moved = nx.relabel_nodes(before, renamed)
    assert {frozenset(edge[:2]): edge[2] for edge in moved.edges(data="weight")} == {
        frozenset(edge[:2]): edge[2] for edge in after.edges(data="weight")
    }
