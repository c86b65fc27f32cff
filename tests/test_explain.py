"""What ``extract --explain`` says of an annotation."""

from __future__ import annotations

from dataclasses import replace

from factory import ARTICLE, actor, ev, issue, statement
from stakegraph.cli.explain import explained
from stakegraph.model import Annotation, Mention, Provenance


def test_each_wording_of_an_actor_has_its_reason() -> None:
    berg = replace(
        actor("Anna Berg", role="premier", represents="northland"),
        mentions=(Mention(ev("Anna Berg"), "full name"), Mention(ev("Berg was wrong"), "surname")),
    )
    northland = actor("Northland", "country")
    text = explained(Annotation(ARTICLE, (berg, northland), (), (), (), (), Provenance("stakegraph")))
    assert text.splitlines()[1:] == [
        "actor      anna-berg  person, premier, for northland",
        "             “Anna Berg” × 1  [full name]",
        "             “Berg was wrong” × 1  [surname]",
        "actor      northland  country",
    ]


def test_a_statement_shows_rule_place_and_words() -> None:
    said = statement("anna-berg", "the dam is a mistake", confidence=0.9, rule="clause of a cue")
    found = Annotation(ARTICLE, (actor("Anna Berg"),), (issue("the dam"),), (said,), (), (), Provenance("stakegraph"))
    start = said.content[0].start
    assert explained(found).splitlines()[-1] == (
        f"statement  anna-berg  0.90 [clause of a cue] {start}–{start + 20} “the dam is a mistake”"
    )
