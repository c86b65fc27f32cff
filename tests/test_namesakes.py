"""Which actors of several articles are one, which are not, and that the graph says why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory import ARTICLE, actor, dam_annotation, stance
from servers import clear
from stakegraph import query
from stakegraph.errors import StoreError
from stakegraph.extract.actors.unnamed import UNNAMED
from stakegraph.model import Actor, Annotation, ArticleInfo, Provenance, Stance
from stakegraph.namesakes import ONE_NAME, settle
from stakegraph.rdf import from_quads, serialize, to_quads
from stakegraph.shapes import conforms
from stakegraph.store import OxigraphStore, Store, memory_store, writable_store
from stakegraph.vocabulary import mint


def article(name: str, *actors: Actor, text: str = "", url: str | None = None) -> Annotation:
    """Return an annotation of an article of this name, of which each ``text`` is another version."""
    info = replace(ArticleInfo.of(text or name, name, url=url), length=ARTICLE.length)
    return Annotation(info, actors)


def ids(*annotations: Annotation) -> list[list[str]]:
    """Return the ids of the actors of each annotation when they are settled together."""
    return [[one.id for one in annotation.actors] for annotation in settle(annotations)]


def test_the_same_actor_of_two_articles_is_one() -> None:
    assert ids(article("a", actor("Anna Berg", country="NO")), article("b", actor("Anna Berg"))) == [
        ["anna-berg"],
        ["anna-berg"],
    ]


def test_another_role_or_body_is_no_other_person() -> None:
    minister, leader = actor("Anna Berg", role="premier"), actor("Anna Berg", role="party leader")
    assert ids(article("a", minister), article("b", leader)) == [["anna-berg"], ["anna-berg"]]


def test_namesakes_of_two_countries_are_two_and_say_why() -> None:
    one, other = settle(
        [article("a", actor("John Smith", country="GB")), article("b", actor("John Smith", country="US"))]
    )
    reason = "others of this name belong to another country: GB, US"
    assert [(a.id, a.namesake_of, a.kept_apart) for a in (*one.actors, *other.actors)] == [
        ("john-smith-gb", "john-smith", reason),
        ("john-smith-us", "john-smith", reason),
    ]


def test_ministries_of_one_name_are_told_apart_by_country() -> None:
    of_gb, of_ru = (actor("Ministry of Defence", "organization", country=code) for code in ("GB", "RU"))
    assert ids(article("a", of_gb), article("b", of_ru), article("c", of_gb)) == [
        ["ministry-of-defence-gb"],
        ["ministry-of-defence-ru"],
        ["ministry-of-defence-gb"],
    ]


def test_who_of_several_namesakes_it_is_is_not_guessed() -> None:
    plain = actor("John Smith")
    settled = settle(
        [
            article("a", actor("John Smith", country="GB")),
            article("b", actor("John Smith", country="US")),
            article("c", plain),
            article("d", plain),
        ]
    )
    third, fourth = settled[2].actors[0], settled[3].actors[0]
    assert third.id != fourth.id
    assert third.namesake_of == "john-smith"
    assert third.kept_apart == (
        "others of this name belong to GB, US, and the article does not tell to which this one does"
    )


def test_namesakes_of_two_kinds_are_two() -> None:
    person, country = actor("Virginia Georgia"), actor("Virginia Georgia", "country")
    assert ids(article("a", person), article("b", country)) == [
        ["virginia-georgia-person"],
        ["virginia-georgia-country"],
    ]


def test_an_organization_that_another_article_takes_for_a_group_is_one() -> None:
    assert ids(article("a", actor("Hamas", "organization")), article("b", actor("Hamas", "group"))) == [
        ["hamas"],
        ["hamas"],
    ]


def test_a_person_of_one_name_is_another_one_in_each_article() -> None:
    one, other = settle([article("a", actor("Smith")), article("b", actor("Smith"))])
    assert one.actors[0].id != other.actors[0].id
    assert {one.actors[0].kept_apart, other.actors[0].kept_apart} == {ONE_NAME}


def test_a_person_of_one_name_who_is_known_elsewhere_is_one() -> None:
    known = actor("Smith", same_as=("http://www.wikidata.org/entity/Q1",))
    assert ids(article("a", known), article("b", known)) == [["smith"], ["smith"]]


def test_an_actor_without_a_name_keeps_the_reason_of_its_article() -> None:
    source = replace(actor("senior official"), id="senior-official-0000aaaa", kept_apart=UNNAMED)
    [one] = settle([article("a", source)])
    assert one.actors == (source,)


def test_everything_follows_a_new_id() -> None:
    whole = replace(dam_annotation(), actors=tuple(replace(a, country=None) for a in dam_annotation().actors))
    other = article("b", actor("Ben Cole", country="SE"))
    third = article("c", actor("Ben Cole", country="NO"))
    [settled, _, _] = settle([whole, other, third])
    [cole] = [a.id for a in settled.actors if a.name == "Ben Cole"]
    assert cole not in ("ben-cole", "ben-cole-se")
    assert {s.speaker for s in settled.statements} == {"anna-berg", cole, None}
    assert sorted((s.holder, s.target) for s in settled.stances if cole in (s.holder, s.target)) == sorted(
        [(cole, "the-dam"), (cole, "anna-berg"), ("southland", cole)]
    )
    assert [e.recipient for e in settled.events if e.recipient != ("southland",)] == [(cole,)]
    assert settle([settled]) == [whole]


def test_the_graph_says_why_and_conforms() -> None:
    settled = settle([article("a", actor("John Smith", country="GB")), article("b", actor("John Smith", country="US"))])
    store = memory_store(quad for one in settled for quad in to_quads(one))
    apart = "SELECT ?a ?why { ?a sg:namesakeOf actor:john-smith ; sg:keptApart ?why } ORDER BY ?a"
    found = [row["a"] for row in query.run(store, apart).dicts()]
    assert found == [mint("actor", name) for name in ("john-smith-gb", "john-smith-us")]
    assert conforms(store.quads()) == []
    assert from_quads(store.quads()) == settled


# A store keeps to it


def dump(store: Store) -> bytes:
    """Return all that a store holds."""
    return serialize(store.quads(), "nquads")


def built(annotations: list[Annotation]) -> bytes:
    """Return what a store holds that is built from these annotations at once."""
    return serialize((quad for one in settle(annotations) for quad in to_quads(one)), "nquads")


SMITHS = [actor("John Smith", country=code) for code in ("GB", "US", None)]
CROWD = [*SMITHS, actor("John Smith", "country"), actor("Smith"), actor("Anna Berg"), actor("Northland", "country")]


@st.composite
def versions(draw: st.DrawFn) -> Annotation:
    """One of a few articles, in one of a few versions, with some of the crowd in it."""
    name = draw(st.sampled_from("abc"))
    people = {one.id: one for one in draw(st.lists(st.sampled_from(CROWD), max_size=3))}
    made = draw(st.sampled_from([Provenance("stakegraph", "1"), Provenance(annotator="Someone")]))
    one = article(name, *people.values(), text=f"{name}{sorted(people)}")
    said: tuple[Stance, ...] = ()
    if len(people) > 1:
        holder, target = sorted(people)[:2]
        said = (stance(holder, "oppose", target, "the dam", article=one.article),)
    return replace(one, provenance=made, stances=said)


STEPS = st.lists(st.tuples(st.sampled_from(["add", "remove"]), versions()), max_size=10)


def run(steps: list[tuple[str, Annotation]], store: Store) -> list[Annotation]:
    """Add and remove as the steps say, and return what should be there: the last version of each article."""
    there: dict[str, Annotation] = {}
    for step, one in steps:
        name = one.article.id[0]
        if step == "add":
            store.add(one)
            there[name] = one
        elif name in there:
            store.remove(there.pop(name).article.id)
    return list(there.values())


@given(STEPS)
@settings(max_examples=60)
def test_any_adding_and_removing_equals_building_from_what_is_left(steps: list[tuple[str, Annotation]]) -> None:
    store = memory_store()
    left = run(steps, store)
    assert dump(store) == built(left)
    assert len(store) == len({quad.triple for one in settle(left) for quad in to_quads(one)})


@pytest.mark.parametrize("kind", ["oxigraph", "virtuoso"])
def test_a_server_does_the_same(kind: str, server: Callable[[str], str]) -> None:
    url = server(kind)
    clear(url)
    gb, us, plain, _, smith, berg, _ = CROWD
    a, b, c = article("a", gb, berg, smith), article("b", us, smith), article("c", plain)
    again = article("b", us, berg, text="b, changed")
    steps = [("add", a), ("add", b), ("add", c), ("add", a), ("add", again), ("remove", a), ("add", b)]
    store = writable_store(url)
    left = run(steps, store)
    assert dump(store) == built(left)
    assert len(store) == len({quad.triple for one in settle(left) for quad in to_quads(one)})


# Versions of an article


def stored(*annotations: Annotation) -> OxigraphStore:
    """Return a store to which these were added one after the other."""
    store = memory_store()
    for one in annotations:
        store.add(one)
    return store


def test_a_changed_text_of_the_same_name_takes_the_place_of_the_old_one() -> None:
    old, new = article("plan", text="Yes."), article("plan", text="No.")
    assert stored(old, new).articles() == [new.article.id]


def test_a_changed_text_of_the_same_address_takes_the_place_of_the_old_one() -> None:
    old = article("monday", text="Yes.", url="http://news.example/plan")
    new = article("tuesday", text="No.", url="http://news.example/plan")
    assert stored(old).older_versions(new.article) == [old.article.id]


def test_articles_of_one_name_and_two_addresses_are_two() -> None:
    one = article("index", text="Yes.", url="http://news.example/1")
    other = article("index", text="No.", url="http://news.example/2")
    assert len(stored(one, other).articles()) == 2


def test_articles_of_one_name_that_come_together_are_two() -> None:
    one, other = article("index", text="Yes."), article("index", text="No.")
    assert stored(one).older_versions(other.article, beside=[one.article.id]) == []


def test_which_of_two_articles_a_third_one_replaces_is_not_guessed() -> None:
    one, other, third = (article("index", text=text) for text in ("Yes.", "No.", "Perhaps."))
    store = memory_store()
    store.change([one, other])
    with pytest.raises(StoreError, match=r"the store has several articles called index: .* take out the one of which"):
        store.add(third)
    assert len(store.articles()) == 2


def test_each_article_has_its_own_provenance() -> None:
    one = replace(article("a"), provenance=Provenance("stakegraph", "1.0", "sg_en 1"))
    other = replace(article("b"), provenance=Provenance("stakegraph", "2.0", "sg_en 2"))
    found = stored(one, other).query(
        "SELECT ?graph ?name ?version ?model ?sha { GRAPH ?graph { ?graph prov:wasGeneratedBy ?run ; "
        "prov:wasDerivedFrom/sg:sha256 ?sha . ?run sg:languageModel ?model ; prov:wasAssociatedWith ?agent . "
        "?agent schema:name ?name ; schema:softwareVersion ?version } } ORDER BY ?graph"
    )
    assert [tuple(term.value for term in row)[1:] for row in found] == [  # type: ignore[union-attr]
        ("stakegraph", "1.0", "sg_en 1", one.article.sha256),
        ("stakegraph", "2.0", "sg_en 2", other.article.sha256),
    ]
