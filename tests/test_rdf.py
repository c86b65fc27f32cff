"""The way from annotations to RDF and back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from factory import ARTICLE, TEXT, actor, dam_annotation, ev, event, issue, stance, statement
from stakegraph.errors import GraphError
from stakegraph.model import (
    ACTOR_TYPES,
    EVENT_TYPES,
    FACTUALITIES,
    MANNERS,
    POLARITIES,
    Actor,
    Annotation,
    ArticleInfo,
    Event,
    Evidence,
    Issue,
    Mention,
    Provenance,
    Stance,
    Statement,
)
from stakegraph.rdf import FORMATS, format_of, from_quads, parse, serialize, to_quads
from stakegraph.vocabulary import DCTERMS, OA, PLOVER, PROV, RDF, RDFS, SG, SKOS, XSD, compact, key_of, mint

ACTOR = "https://w3id.org/stakegraph/actor/"
ISSUE = "https://w3id.org/stakegraph/issue/"


def sg(name: str) -> NamedNode:
    return NamedNode(SG + name)


def facts(annotation: Annotation, key: str) -> set[tuple[str, str]]:
    """What is said of the actor or issue ``key``, in short form."""
    return {
        (compact(q.predicate.value), str(q.object))
        for q in to_quads(annotation)
        if q.subject in (NamedNode(ACTOR + key), NamedNode(ISSUE + key))
    }


def values(annotation: Annotation, kind: str, predicate: str) -> list[str]:
    """The values of a property on the nodes of one kind."""
    start = mint(kind, "")
    return [
        str(q.object)
        for q in to_quads(annotation)
        if q.subject.value.startswith(start) and q.predicate == NamedNode(predicate)  # type: ignore[union-attr]
    ]


# The round trip

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
maybe = st.none() | words
scores = st.floats(0, 1)
dates = st.none() | st.sampled_from(
    ["2025-03-03", "2025-03", "2025", "2025-13-45", "0000-01-01", "2025-03-03T10:00:00+00:00", "2025-W10", "soon"]
)


@st.composite
def pieces(draw: st.DrawFn) -> Evidence:
    start, exact = draw(st.integers(0, 90)), draw(words)
    return Evidence(start, start + len(exact), exact, draw(st.just("") | words), draw(st.just("") | words))


mentions = st.lists(st.builds(Mention, pieces(), words), max_size=3).map(tuple)
names = st.lists(words, max_size=3).map(tuple)
iris = st.lists(st.sampled_from(["http://a.example/1", "urn:x:2", "https://b.example/ü#3"]), max_size=2).map(tuple)


@st.composite
def whole(draw: st.DrawFn) -> Annotation:
    ids = iter(draw(st.lists(words, min_size=13, max_size=13, unique=True)))
    people = [next(ids) for _ in range(3)]
    topics = [next(ids) for _ in range(2)]
    one_of = st.sampled_from(people)
    someone = st.none() | one_of
    some = st.lists(one_of, max_size=2).map(tuple)
    fact = st.sampled_from(FACTUALITIES)
    actors = [
        st.builds(
            Actor, st.just(key), words, st.sampled_from(ACTOR_TYPES), names, mentions, maybe, someone,
            st.none() | st.just("FR"), iris, st.booleans(),
        )
        for key in people
    ]  # fmt: skip
    said = [next(ids) for _ in range(2)]
    done = [next(ids) for _ in range(2)]
    statements = [
        st.builds(
            Statement, st.just(key), someone, st.lists(pieces(), min_size=1, max_size=3).map(tuple),
            st.none() | pieces(), st.none() | pieces(), st.sampled_from(MANNERS), fact, someone, maybe, scores, words,
        )
        for key in said
    ]  # fmt: skip
    stances = [
        st.builds(
            Stance, st.just(key), one_of, st.sampled_from(people + topics), st.sampled_from(POLARITIES), pieces(),
            st.none() | st.sampled_from(said + done), fact, scores, words, st.booleans(),
        )
        for key in ids
    ]  # fmt: skip
    events = [
        st.builds(
            Event, st.just(key), st.lists(st.sampled_from(EVENT_TYPES), min_size=1, max_size=2).map(tuple), some, some,
            pieces(), fact, maybe, dates, maybe, scores, words, st.booleans(),
        )
        for key in done
    ]  # fmt: skip
    info = st.builds(
        ArticleInfo, words, st.just("0" * 64), st.just(200), maybe, maybe, maybe, maybe, dates, maybe,
        st.sampled_from([None, "en", "en-GB", "de", "??"]),
    )  # fmt: skip
    return Annotation(
        draw(info),
        tuple(map(draw, actors)),
        tuple(draw(st.builds(Issue, st.just(key), words, names, mentions)) for key in topics),
        tuple(map(draw, statements)),
        tuple(map(draw, stances)),
        tuple(map(draw, events)),
        draw(st.builds(Provenance, maybe, maybe, maybe, maybe)),
    )


@settings(max_examples=60, deadline=None)
@given(whole())
def test_an_annotation_comes_back_from_rdf_as_it_was(annotation: Annotation) -> None:
    assert from_quads(to_quads(annotation)) == [annotation]


@settings(max_examples=25, deadline=None)
@given(whole(), st.sampled_from(["nquads", "trig"]))
def test_an_annotation_comes_back_from_bytes_as_it_was(annotation: Annotation, form: str) -> None:
    import pyoxigraph

    data = serialize(to_quads(annotation), form)
    assert from_quads(pyoxigraph.parse(data, format=FORMATS[form])) == [annotation]


@settings(max_examples=25, deadline=None)
@given(whole())
def test_no_triple_is_written_twice_and_no_node_is_blank(annotation: Annotation) -> None:
    quads = to_quads(annotation)
    assert len(set(quads)) == len(quads)
    assert not [q for q in quads if isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode)]


def test_two_articles_come_back_from_their_named_graphs_in_the_order_of_their_ids() -> None:
    first, second = dam_annotation(), Annotation(replace(ARTICLE, id="a-second"))
    assert from_quads([*to_quads(first), *to_quads(second)]) == [second, first]


def test_one_article_comes_back_from_the_default_graph() -> None:
    quads = [Quad(q.subject, q.predicate, q.object) for q in to_quads(dam_annotation())]
    assert from_quads(quads) == [dam_annotation()]


def test_another_base_comes_back_too() -> None:
    quads = to_quads(dam_annotation(), base="https://example.org/actor/")
    assert from_quads(quads) == [dam_annotation()]


# What is written


def test_an_actor_has_classes_label_aliases_role_country_and_the_one_it_represents() -> None:
    found = facts(dam_annotation(), "anna-berg")
    assert {fact for fact in found if fact[0] not in ("sg:mention", "sg:mentionedIn")} == {
        ("rdf:type", "<https://w3id.org/stakegraph/ns#Actor>"),
        ("rdf:type", "<https://w3id.org/stakegraph/ns#Person>"),
        ("rdf:type", "<http://xmlns.com/foaf/0.1/Person>"),
        ("rdfs:label", '"Anna Berg"@en'),
        ("skos:altLabel", '"Berg"@en'),
        ("skos:altLabel", '"the premier"@en'),
        ("sg:role", '"premier"@en'),
        ("sg:represents", f"<{ACTOR}northland>"),
        ("sg:opposes", f"<{ISSUE}the-dam>"),
        ("owl:sameAs", "<http://www.wikidata.org/entity/Q1>"),
    }


def test_a_country_carries_its_iso_code() -> None:
    assert ("sg:countryCode", '"NO"') in facts(dam_annotation(), "northland")


def test_an_actor_of_two_articles_is_one_node_with_one_label() -> None:
    one = Annotation(replace(ARTICLE, id="one", language="en-GB"), (actor("Northland", "country"),))
    two = Annotation(replace(ARTICLE, id="two", language=None), (actor("Northland", "country"),))
    labels = {(q.subject, q.object) for q in to_quads(one) + to_quads(two) if q.predicate == NamedNode(RDFS + "label")}
    assert (NamedNode(ACTOR + "northland"), Literal("Northland", language="en")) in labels
    assert len([subject for subject, _ in labels if subject == NamedNode(ACTOR + "northland")]) == 1


def test_a_stance_leads_to_holder_target_polarity_basis_and_article() -> None:
    annotation = dam_annotation()
    first = annotation.stances[0]
    node = NamedNode(mint("stance", first.id))
    found = {(compact(q.predicate.value), q.object) for q in to_quads(annotation) if q.subject == node}
    assert {
        ("rdf:type", sg("Stance")),
        ("rdfs:label", Literal("Anna Berg opposes the dam", language="en")),
        ("sg:holder", NamedNode(ACTOR + "anna-berg")),
        ("sg:target", NamedNode(ISSUE + "the-dam")),
        ("sg:polarity", sg("oppose")),
        ("sg:basis", NamedNode(mint("statement", str(first.basis)))),
        ("sg:factuality", sg("actual")),
        ("sg:confidence", Literal("0.9", datatype=NamedNode(XSD + "decimal"))),
        ("sg:rule", Literal("by hand")),
        ("prov:wasDerivedFrom", NamedNode(mint("article", ARTICLE.id))),
    } == {fact for fact in found if fact[0] != "sg:evidence"}


def test_an_event_leads_to_its_type_and_both_sides() -> None:
    annotation = dam_annotation()
    assert values(annotation, "event", SG + "eventType") == [f"<{PLOVER}SANCTION>", f"<{PLOVER}SUPPORT>"]
    assert values(annotation, "event", SG + "source") == [f"<{ACTOR}northland>", f"<{ACTOR}southland>"]
    assert values(annotation, "event", SG + "recipient") == [f"<{ACTOR}southland>", f"<{ACTOR}ben-cole>"]


def test_evidence_is_cut_from_the_article_by_its_selectors() -> None:
    annotation = Annotation(
        ARTICLE,
        (actor("Ben Cole"),),
        (issue("the dam"),),
        stances=(stance("ben-cole", "support", "the-dam", "backed"),),
    )
    start, end = (int(values(annotation, "selector", OA + name)[0].split('"')[1]) for name in ("start", "end"))
    assert values(annotation, "selector", OA + "exact") == ['"backed"']
    assert TEXT[start:end] == "backed"


@pytest.mark.parametrize(("factuality", "edges"), [("actual", 1), ("planned", 1), ("hypothetical", 0), ("denied", 0)])
def test_a_direct_edge_comes_only_from_an_actual_or_planned_stance(factuality: str, edges: int) -> None:
    annotation = dam_annotation(factuality=factuality)  # type: ignore[arg-type]
    found = facts(annotation, "ben-cole") & {("sg:supports", f"<{ISSUE}the-dam>")}
    assert len(found) == edges


def test_a_direct_edge_is_written_once_for_two_stances() -> None:
    pair = (stance("ben-cole", "support", "the-dam", "backed"), stance("ben-cole", "support", "the-dam", "a gift"))
    annotation = Annotation(ARTICLE, (actor("Ben Cole"),), (issue("the dam"),), stances=pair)
    assert values(annotation, "actor", SG + "supports") == [f"<{ISSUE}the-dam>"]


@pytest.mark.parametrize(
    ("date", "datatype"),
    [
        ("2025-03-03", "date"),
        ("2025-03", "gYearMonth"),
        ("2025", "gYear"),
        ("2025-02-30", "string"),
        ("soon", "string"),
    ],
)
def test_a_date_is_typed_where_it_is_one(date: str, datatype: str) -> None:
    one = event("AID", "ben-cole", "", "backed", date=date)
    quads = to_quads(Annotation(ARTICLE, (actor("Ben Cole"),), events=(one,)))
    assert [q.object for q in quads if q.predicate == sg("date")] == [Literal(date, datatype=NamedNode(XSD + datatype))]


def test_the_day_of_publication_is_typed_beside_the_words() -> None:
    annotation = Annotation(replace(ARTICLE, published="2025-03-07T10:00:00+00:00"))
    assert values(annotation, "article", DCTERMS + "issued") == [f'"2025-03-07"^^<{XSD}date>']
    assert values(annotation, "article", "https://schema.org/datePublished") == ['"2025-03-07T10:00:00+00:00"']


def test_the_graph_says_which_run_of_which_program_made_it() -> None:
    annotation = dam_annotation()
    run = NamedNode(mint("run", ARTICLE.id))
    assert values(annotation, "graph", PROV + "wasGeneratedBy") == [str(run)]
    assert values(annotation, "run", SG + "languageModel") == ['"sg_en 1.0"']
    assert values(annotation, "agent", RDFS + "label") == ['"stakegraph 0.1.0"']


def test_long_labels_are_shortened() -> None:
    long = statement("ben-cole", TEXT[:150])
    label = values(Annotation(ARTICLE, (actor("Ben Cole"),), statements=(long,)), "statement", RDFS + "label")[0]
    assert label == '"Ben Cole: Northland cut its aid to Southland on Monday. Anna Berg, the premier…"@en'


def test_a_same_as_that_is_no_iri_is_named() -> None:
    with pytest.raises(GraphError, match="same_as of actor ann is 'not an iri', which is no IRI"):
        to_quads(Annotation(ARTICLE, (Actor("ann", "Ann", "person", same_as=("not an iri",)),)))


# Ids and IRIs


@pytest.mark.parametrize("key", ["keir-starmer", "côte/d'or", "..", ".", "a b", "100%", "#", "%2E"])
def test_an_id_comes_back_from_its_iri(key: str) -> None:
    assert key_of(NamedNode(mint("actor", key)).value, "actor") == key


def test_an_iri_of_another_kind_is_refused() -> None:
    with pytest.raises(GraphError, match="is no actor: its IRI must end in /actor/ID"):
        key_of(ISSUE + "tax", "actor")


# Damaged graphs


def without(predicate: NamedNode) -> list[Quad]:
    return [q for q in to_quads(dam_annotation()) if q.predicate != predicate]


@pytest.mark.parametrize(
    ("predicate", "message"),
    [
        (sg("polarity"), "has no sg:polarity"),
        (sg("holder"), "has no sg:holder"),
        (sg("confidence"), "has no sg:confidence"),
        (NamedNode(RDFS + "label"), "actor:anna-berg has no rdfs:label"),
        (NamedNode(OA + "exact"), r"has no oa:exact on its selectors \(oa:hasSelector\)"),
        (NamedNode(RDF + "type"), "a graph holds 0 articles"),
    ],
)
def test_a_graph_that_lacks_something_is_refused_by_name(predicate: NamedNode, message: str) -> None:
    with pytest.raises(GraphError, match=message):
        from_quads(without(predicate))


@pytest.mark.parametrize(
    ("predicate", "value", "message"),
    [
        (sg("polarity"), sg("maybe"), "sg:polarity of stance:.* is sg:maybe and must be one of sg:support, sg:oppose"),
        (sg("confidence"), Literal("much"), "sg:confidence of stance:.* is 'much' and must be a number"),
        (sg("holder"), NamedNode(ISSUE + "tax"), "<.*/issue/tax> is no actor"),
        (sg("evidence"), Literal("words"), 'sg:evidence of stance:.* is "words" and must be a node'),
        (sg("rule"), sg("x"), "sg:rule of stance:.* is sg:x and must be a literal"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_by_name(
    predicate: NamedNode, value: NamedNode | Literal, message: str
) -> None:
    node = NamedNode(mint("stance", dam_annotation().stances[0].id))
    quads = [
        Quad(q.subject, q.predicate, value, q.graph_name) if (q.subject, q.predicate) == (node, predicate) else q
        for q in to_quads(dam_annotation())
    ]
    with pytest.raises(GraphError, match=message):
        from_quads(quads)


def test_a_second_value_is_refused_by_name() -> None:
    quads = to_quads(dam_annotation())
    extra = Quad(NamedNode(ACTOR + "ben-cole"), NamedNode(RDFS + "label"), Literal("B"), quads[0].graph_name)
    with pytest.raises(GraphError, match="actor:ben-cole has 2 values of rdfs:label and may have one"):
        from_quads([*quads, extra])


def test_an_unknown_event_type_is_refused_by_name() -> None:
    quads = to_quads(dam_annotation())
    node = NamedNode(mint("event", dam_annotation().events[0].id))
    extra = Quad(node, sg("eventType"), NamedNode(PLOVER + "DANCE"), quads[0].graph_name)
    with pytest.raises(GraphError, match="is plover:DANCE, which is no class of PLOVER"):
        from_quads([*quads, extra])


def test_two_articles_in_one_graph_are_refused() -> None:
    both = to_quads(dam_annotation()) + to_quads(Annotation(replace(ARTICLE, id="other")))
    with pytest.raises(GraphError, match=r"a graph holds 2 articles .* need TriG or N-Quads"):
        from_quads([Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in both])


# Files


def test_the_format_is_known_by_the_suffix() -> None:
    assert [format_of(name) for name in ("a.ttl", "a.TRIG", "a.nt", "a.nq", "a.jsonld", "a.rdf")] == [
        "turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml",
    ]  # fmt: skip


def test_an_alias_of_another_language_keeps_its_bytes() -> None:
    annotation = Annotation(ARTICLE, (Actor("a", "A", "person", aliases=("Ä\u0308 “x”\t", "ä")),))
    found = [q.object for q in to_quads(annotation) if q.predicate == NamedNode(SKOS + "altLabel")]
    assert found == [Literal("Ä\u0308 “x”\t", language="en"), Literal("ä", language="en")]


def test_evidence_shared_by_two_items_is_one_node() -> None:
    pair = (stance("ben-cole", "support", "the-dam", "backed"), stance("ben-cole", "oppose", "the-dam", "backed"))
    annotation = Annotation(ARTICLE, (actor("Ben Cole"),), (issue("the dam"),), stances=pair)
    assert len(set(values(annotation, "stance", SG + "evidence"))) == 1
    assert ev("backed") in list(from_quads(to_quads(annotation))[0].evidence())


def test_a_file_that_is_missing_is_named(tmp_path: object) -> None:
    with pytest.raises(GraphError, match=r"none\.ttl can't be read"):
        parse(f"{tmp_path}/none.ttl")
