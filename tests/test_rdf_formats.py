"""RDF as bytes: the same at every run, and the same triples for other readers."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Triple

from conftest import require
from factory import ARTICLE, dam_annotation
from stakegraph.errors import GraphError
from stakegraph.model import Annotation
from stakegraph.rdf import FORMATS, from_quads, parse, serialize, to_quads, with_reifiers
from stakegraph.rdf.turtle import sorted_turtle
from stakegraph.shapes import to_rdflib
from stakegraph.vocabulary import PREFIXES, XSD

TESTS = Path(__file__).parent
NAMES = {"turtle": "turtle", "trig": "trig", "ntriples": "nt", "nquads": "nquads", "jsonld": "json-ld", "rdfxml": "xml"}
SUFFIXES = {"turtle": "ttl", "trig": "trig", "ntriples": "nt", "nquads": "nq", "jsonld": "jsonld", "rdfxml": "rdf"}

EXPECTED = """\
@prefix actor: <https://w3id.org/stakegraph/actor/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sg: <https://w3id.org/stakegraph/ns#> .
actor:ann a sg:Actor ;
	rdfs:label "Ann"@en ;
	sg:opposes actor:bob , actor:cid .
actor:bob sg:supports actor:ann .
"""


def quad(subject: str, predicate: str, value: NamedNode | Literal, graph: str = "https://e.example/g") -> Quad:
    return Quad(NamedNode(subject), NamedNode(predicate), value, NamedNode(graph))


def small() -> list[Quad]:
    actor, sg = "https://w3id.org/stakegraph/actor/", "https://w3id.org/stakegraph/ns#"
    return [
        quad(actor + "bob", sg + "supports", NamedNode(actor + "ann")),
        quad(actor + "ann", sg + "opposes", NamedNode(actor + "cid")),
        quad(actor + "ann", sg + "opposes", NamedNode(actor + "bob")),
        quad(actor + "ann", "http://www.w3.org/2000/01/rdf-schema#label", Literal("Ann", language="en")),
        quad(actor + "ann", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", NamedNode(sg + "Actor")),
    ]


def node(name: str) -> NamedNode:
    """Write out a prefixed name."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def triples(data: bytes, form: str) -> set[tuple[object, ...]]:
    return {tuple(quad.triple) for quad in pyoxigraph.parse(data, format=FORMATS[form])}


def test_turtle_is_sorted_and_declares_only_the_prefixes_it_uses() -> None:
    assert serialize(small(), "turtle").decode() == EXPECTED


def test_turtle_has_a_triple_of_two_graphs_once() -> None:
    again = [quad(q.subject.value, q.predicate.value, q.object, "https://e.example/h") for q in small()]  # type: ignore
    assert serialize([*small(), *again], "turtle").decode() == EXPECTED


def test_trig_keeps_each_article_in_its_graph() -> None:
    both = to_quads(dam_annotation()) + to_quads(Annotation(replace(ARTICLE, id="other")))
    data = serialize(both, "trig")
    assert data.count(b"{\n") == 2
    assert len(from_quads(pyoxigraph.parse(data, format=FORMATS["trig"]))) == 2


@pytest.mark.parametrize("form", FORMATS)
def test_the_order_of_the_quads_does_not_change_the_bytes(form: str) -> None:
    quads = to_quads(dam_annotation())
    shuffled = random.Random(1).sample(quads, len(quads))
    assert serialize(shuffled, form) == serialize(quads, form)


def test_the_hash_seed_does_not_change_the_bytes() -> None:
    code = (
        "import hashlib; from factory import dam_annotation; from stakegraph.rdf import *\n"
        "print([hashlib.sha256(serialize(to_quads(dam_annotation()), f)).hexdigest() for f in FORMATS])"
    )
    here = [hashlib.sha256(serialize(to_quads(dam_annotation()), form)).hexdigest() for form in FORMATS]
    for seed in ("0", "1", "2"):
        path = os.pathsep.join([str(TESTS), *filter(None, sys.path)])
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
        done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == str(here)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own parsers use what it calls deprecated
@pytest.mark.parametrize("form", FORMATS)
def test_rdflib_reads_the_same_triples(form: str) -> None:
    quads = to_quads(dam_annotation())
    read = rdflib.Dataset(default_union=True)
    read.parse(data=serialize(quads, form), format=NAMES[form])
    found = {(s, p, o) for s, p, o, _ in read.quads()}
    assert found == set(to_rdflib(quads))


@pytest.mark.parametrize("form", FORMATS)
def test_an_annotation_comes_back_from_a_file_of_each_format(form: str, tmp_path: Path) -> None:
    file = tmp_path / f"graph.{SUFFIXES[form]}"
    file.write_bytes(serialize(to_quads(dam_annotation()), form))
    assert from_quads(parse(file)) == [dam_annotation()]


def test_another_base_gives_the_prefixes_for_it() -> None:
    data = serialize(to_quads(dam_annotation(), base="https://x.example/"), "turtle", base="https://x.example/")
    assert b"@prefix actor: <https://x.example/actor/> ." in data
    assert b"\nactor:anna-berg a " in data


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(GraphError, match="the RDF format 'n3' is unknown; use one of turtle, trig, ntriples, nquads"):
        serialize([], "n3")


def test_rdf_xml_refuses_a_character_that_it_cannot_hold() -> None:
    with pytest.raises(GraphError, match=r"can't hold the character '\\x0c'"):
        serialize([quad("https://e.example/a", "https://e.example/p", Literal("a\x0cb"))], "rdfxml")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.ttl", b"actor:x a sg:Actor .", "is no valid turtle: .*prefix"),
        ("a.nt", b"no triples", "is no valid ntriples"),
        ("a.nq", b"\xff\xfe", "is no valid nquads"),
        ("a.rdf", b"<!DOCTYPE x [<!ENTITY a 'b'>]><rdf:RDF/>", "declares a DOCTYPE"),
        ("a.txt", b"", r"a\.txt is no RDF file by its name; use one of \.ttl, \.trig"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(name: str, data: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(GraphError, match=message):
        parse(tmp_path / name)


def test_rdf_12_annotates_each_direct_edge_with_its_stances() -> None:
    quads = with_reifiers(to_quads(dam_annotation(factuality="denied")))
    first = dam_annotation().stances[0]
    data = serialize(quads, "turtle")
    assert data.count(b"rdf:reifies") == 4
    assert b"\trdf:reifies <<( actor:anna-berg sg:opposes issue:the-dam )>> ;" in data
    edge = Triple(node("actor:anna-berg"), node("sg:opposes"), node("issue:the-dam"))
    assert (node(f"stance:{first.id}"), node("rdf:reifies"), edge) in triples(data, "turtle")


@pytest.mark.parametrize("form", ["turtle", "trig", "ntriples", "nquads"])
def test_rdf_12_comes_back_from_each_format_that_has_it(form: str) -> None:
    quads = with_reifiers(to_quads(dam_annotation()))
    data = serialize(quads, form)
    assert serialize(random.Random(2).sample(quads, len(quads)), form) == data
    assert triples(data, form) == {tuple(quad.triple) for quad in quads}


def test_json_ld_reads_like_json() -> None:
    document = json.loads(serialize(to_quads(dam_annotation()), "jsonld"))
    held = dam_annotation().stances[0]
    nodes = {node["@id"]: node for node in document["@graph"][0]["@graph"]}
    stance = nodes[f"stance:{held.id}"]
    assert document["@context"]["holder"] == {"@id": "sg:holder", "@type": "@id"}
    assert {key: stance[key] for key in stance if key != "sg:evidence"} == {
        "@id": f"stance:{held.id}",
        "@type": ["Stance"],
        "label": {"@language": "en", "@value": "Anna Berg opposes the dam"},
        "wasDerivedFrom": f"article:{ARTICLE.id}",
        "basis": f"statement:{held.basis}",
        "confidence": "0.9",
        "factuality": "sg:actual",
        "holder": "actor:anna-berg",
        "polarity": "sg:oppose",
        "rule": "by hand",
        "target": "issue:the-dam",
    }
    assert stance["sg:evidence"].startswith("evidence:")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own parsers use what it calls deprecated
def test_json_ld_keeps_values_of_other_types_than_the_context_expects() -> None:
    quads = [
        Quad(node("actor:a"), node("sg:confidence"), Literal("high")),
        Quad(node("actor:a"), node("sg:holder"), Literal("Ben Cole")),
        Quad(node("actor:a"), node("sg:text"), node("actor:b")),
        Quad(node("actor:a"), NamedNode("http://a.example/p"), Literal("1", datatype=NamedNode(XSD + "byte"))),
    ]
    data = serialize(quads, "jsonld")
    assert triples(data, "jsonld") == {tuple(quad.triple) for quad in quads}
    assert {(s, p, o) for s, p, o in rdflib.Graph().parse(data=data, format="json-ld")} == set(to_rdflib(quads))


# Turtle in order


def turtle_of(quads: list[Quad], part: int) -> bytes:
    """Turtle sorted in parts of so many bytes, given to it in small pieces."""
    whole = pyoxigraph.serialize([quad.triple for quad in quads], format=FORMATS["turtle"], prefixes=PREFIXES)
    assert whole is not None
    head = whole.rindex(b"@prefix") + 200
    pieces = [whole[:head], *(whole[at : at + 97] for at in range(head, len(whole), 97))]
    return b"".join(sorted_turtle(pieces, part=part))


def test_turtle_that_is_sorted_in_parts_on_disk_is_the_same() -> None:
    quads = to_quads(dam_annotation())
    assert turtle_of(quads, part=500) == serialize(quads, "turtle")


WORDS = st.text(alphabet=' ,;."\\\n\ta<>()@^é', max_size=12)
NODES = st.sampled_from(["actor:a", "actor:b", "sg:x", "rdf:type", "skos:note"]).map(node)
TERMS = st.one_of(
    NODES,
    WORDS.map(Literal),
    st.builds(Literal, WORDS, language=st.just("en")),
    st.builds(Literal, st.sampled_from(["1", "2.50", "x"]), datatype=st.just(NamedNode(XSD + "decimal"))),
    st.builds(Triple, NODES, NODES, WORDS.map(Literal)),
)


def test_a_predicate_that_comes_back_is_one() -> None:
    b, p, q = node("actor:b"), node("sg:x"), node("skos:note")
    found = [Quad(b, p, b), Quad(b, q, b), Quad(b, p, b), Quad(b, p, p)]
    assert serialize(found, "turtle") == serialize([found[0], found[3], found[1]], "turtle")


@given(st.lists(st.builds(Triple, NODES, NODES, TERMS), max_size=30), st.randoms(use_true_random=False))
def test_sorted_turtle_says_the_same_in_whatever_order_it_came(found: list[Triple], chance: random.Random) -> None:
    quads = [Quad(one.subject, one.predicate, one.object) for one in found]
    data = serialize(quads, "turtle")
    assert triples(data, "turtle") == {tuple(one) for one in found}
    assert serialize(chance.sample(quads, len(quads)), "turtle") == data


def test_blank_nodes_of_others_have_the_same_names_at_every_reading(tmp_path: Path) -> None:
    file = tmp_path / "other.ttl"
    file.write_text("[] <http://a.example/p> [ <http://a.example/q> 1 ] .", encoding="utf-8")
    assert [serialize(parse(file), form) for form in FORMATS] == [serialize(parse(file), form) for form in FORMATS]


# Other readers


RAPTOR = {"turtle": "turtle", "ntriples": "ntriples", "trig": "trig", "nquads": "nquads", "rdfxml": "rdfxml"}


@pytest.mark.parametrize("form", RAPTOR)
def test_raptor_reads_the_same_triples(form: str, tmp_path: Path) -> None:
    rapper = shutil.which("rapper")
    require(rapper, "Raptor", "apt-get install raptor2-utils")
    quads = to_quads(dam_annotation())
    (tmp_path / "graph").write_bytes(serialize(quads, form))
    command = [str(rapper), "-q", "-i", RAPTOR[form], "-o", "ntriples", str(tmp_path / "graph"), "http://a.example/"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert triples(done.stdout, "ntriples") == {tuple(quad.triple) for quad in quads}


@pytest.mark.parametrize("form", FORMATS)
def test_oxigraph_reads_the_same_triples(form: str) -> None:
    quads = to_quads(dam_annotation())
    assert triples(serialize(quads, form), form) == {tuple(quad.triple) for quad in quads}
