"""The language room: paragraphs, offsets, both label sets, and the pipeline that ships."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc
from thinc.api import NumpyOps, get_current_ops

from stakegraph import language
from stakegraph.errors import LanguageModelError
from stakegraph.language.clearnlp import to_universal
from stakegraph.language.convert import Strings, tokens
from stakegraph.language.known import KnownNames
from stakegraph.language.ops import FasterOps
from stakegraph.language.paragraphs import paragraphs
from stakegraph.language.sentences import hold_together
from stakegraph.language.stored import parameters, read
from stakegraph.model import Article, ArticleInfo
from stakegraph.syntax import Parse, Token

NEWS = (
    "Ministers reject harbour plan\n"
    "The foreign minister, Anna Kowalska, told reporters on Monday that Poland would oppose the plan.\r\n"
    "\n"
    "“It’s wrong,” she said.  Her office held\ttalks with the European Union and met officials in Brussels…\n"
    "© 2026 The Daily Harbour\n"
)


SHIPPED = Path(language.__file__).parent / "model"


@pytest.fixture(scope="module")
def pipeline() -> language.Pipeline:
    return language.load()


def article(text: str, *body: tuple[int, int]) -> Article:
    return Article(ArticleInfo.of(text, "test"), text, body or ((0, len(text)),))


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text, 0, len(text))]


def converted(doc: Doc, shift: int = 0, text: str | None = None) -> tuple[list[Token], list[int]]:
    return tokens(doc, Strings(doc.vocab.strings), doc.text if text is None else text, shift, 0)


def universal(*rows: tuple[str, str, str, int, str]) -> dict[str, tuple[str, str]]:
    """Convert a ClearNLP tree, given as word, tag, part of speech, head and relation; return relation and head."""
    words, tags, pos, heads, deps = (list(column) for column in zip(*rows, strict=True))
    lemmas = ["be" if word in ("is", "was", "are") else word for word in words]
    doc = Doc(spacy.blank("en").vocab, words, tags=tags, pos=pos, heads=heads, deps=deps, lemmas=lemmas)
    made, _ = converted(doc)
    to_universal(made)
    return {token.text: (token.dep, made[token.head].text) for token in made}


# Importing


def test_importing_the_language_room_does_not_import_spacy() -> None:
    code = "import sys, stakegraph.language; sys.exit('spacy' in sys.modules)"
    graph = Path(language.__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=graph).returncode == 0


# Paragraphs


def test_every_line_of_a_text_that_is_not_hard_wrapped_is_a_paragraph() -> None:
    assert cut("Heading\n\nOne sentence. Two.\n Three. \n") == ["Heading", "One sentence. Two.", "Three."]


def test_lines_of_a_hard_wrapped_text_are_joined_up_to_a_blank_line() -> None:
    wrapped = (
        "The council of the harbour town said on Monday that it would not build\n"
        "the second pier, which fishermen had called a danger to their boats and\n"
        "to the birds that nest on the northern shore.\n"
    )
    assert cut(wrapped + "\n" + wrapped) == [wrapped.strip()] * 2


def test_a_list_of_lines_of_similar_length_that_are_sentences_is_not_joined() -> None:
    lines = [
        "The council of the harbour town said that it would not build the pier.",
        "Fishermen called the second pier a danger to their boats and the birds.",
        "The mayor of the town, who had asked for it, did not answer on Monday.",
        "A vote on the budget of the harbour will be held at the end of the year.",
    ]
    assert cut("\n".join(lines)) == lines


@pytest.mark.parametrize("text", ["", " \n\t\n", "\r\n"])
def test_a_blank_text_has_no_paragraph(text: str) -> None:
    assert cut(text) == []


# From spaCy's documents to tokens


def test_a_negative_head_distance_and_a_shift_are_read_rightly() -> None:
    doc = Doc(spacy.blank("en").vocab, ["Talks", "failed"], heads=[1, 1], deps=["nsubj", "ROOT"])
    made, starts = converted(doc, 2, "> Talks failed")
    assert [(t.text, t.start, t.dep, t.head) for t in made] == [("Talks", 2, "nsubj", 1), ("failed", 8, "root", 1)]
    assert starts == [0]


def test_what_hangs_on_white_space_goes_to_its_head() -> None:
    doc = Doc(
        spacy.blank("en").vocab, ["Talks", " ", "failed"], [False] * 3, heads=[1, 2, 2], deps=["nsubj", "", "ROOT"]
    )
    made, _ = converted(doc)
    assert [(t.text, t.i, t.head) for t in made] == [("Talks", 0, 1), ("failed", 1, 1)]


def test_where_white_space_is_the_root_its_first_word_becomes_the_root() -> None:
    doc = Doc(spacy.blank("en").vocab, [" ", "Talks", "failed"], [False] * 3, heads=[0, 0, 0], deps=["ROOT", "a", "b"])
    made, starts = converted(doc)
    assert [(t.text, t.dep, t.head) for t in made] == [("Talks", "root", 0), ("failed", "b", 0)]
    assert starts == [0]


def test_entity_labels_of_all_pipelines_become_three() -> None:
    words = ["Anna", "Bo", "left", "Kraków", "Tuesday", "Kurds"]
    ents = ["B-PER", "I-PER", "O", "B-GPE", "B-DATE", "B-NORP"]
    doc = Doc(spacy.blank("en").vocab, words, ents=ents, tags=["NNP", "NNP", "VBD", "NNP", "NNP", "NNPS"])
    made, _ = converted(doc)
    found = [f"{t.ent_iob}-{t.ent}" if t.ent else "O" for t in made]
    assert found == ["B-PERSON", "I-PERSON", "O", "B-LOC", "O", "B-ORG"]


def test_an_adjective_of_a_people_is_no_entity() -> None:
    made, _ = converted(Doc(spacy.blank("en").vocab, ["Polish"], ents=["B-NORP"], tags=["JJ"]))
    assert (made[0].ent, made[0].ent_iob) == ("", "O")


# ClearNLP


def test_the_object_of_a_preposition_hangs_on_the_verb_with_the_preposition_as_case() -> None:
    tree = universal(
        ("Plan", "NN", "NOUN", 2, "nsubjpass"),
        ("was", "VBD", "AUX", 2, "auxpass"),
        ("rejected", "VBN", "VERB", 2, "ROOT"),
        ("by", "IN", "ADP", 2, "agent"),
        ("voters", "NNS", "NOUN", 3, "pobj"),
        ("in", "IN", "ADP", 4, "prep"),
        ("Kraków", "NNP", "PROPN", 5, "pobj"),
    )
    assert tree == {
        "Plan": ("nsubj:pass", "rejected"),
        "was": ("aux:pass", "rejected"),
        "rejected": ("root", "rejected"),
        "by": ("case", "voters"),
        "voters": ("obl:agent", "rejected"),
        "in": ("case", "Kraków"),
        "Kraków": ("nmod", "voters"),
    }


def test_what_be_ascribes_is_the_head_of_its_clause() -> None:
    tree = universal(
        ("She", "PRP", "PRON", 1, "nsubj"),
        ("says", "VBZ", "VERB", 1, "ROOT"),
        ("it", "PRP", "PRON", 3, "nsubj"),
        ("is", "VBZ", "AUX", 1, "ccomp"),
        ("not", "RB", "PART", 3, "neg"),
        ("true", "JJ", "ADJ", 3, "acomp"),
    )
    assert tree["true"] == ("ccomp", "says")
    assert tree["is"] == ("cop", "true")
    assert tree["it"] == ("nsubj", "true")
    assert tree["not"] == ("advmod", "true")


def test_there_is_keeps_its_verb_as_head() -> None:
    tree = universal(
        ("There", "EX", "PRON", 1, "expl"), ("is", "VBZ", "AUX", 1, "ROOT"), ("hope", "NN", "NOUN", 1, "attr")
    )
    assert tree["hope"] == ("nsubj", "is")


def test_be_with_a_preposition_has_its_object_as_head() -> None:
    tree = universal(
        ("Poland", "NNP", "PROPN", 1, "nsubj"),
        ("is", "VBZ", "AUX", 1, "ROOT"),
        ("against", "IN", "ADP", 1, "prep"),
        ("it", "PRP", "PRON", 2, "pobj"),
    )
    assert tree["it"] == ("root", "it")
    assert tree["Poland"] == ("nsubj", "it")
    assert tree["against"] == ("case", "it")


def test_conjuncts_hang_on_the_first_and_conjunctions_on_the_last() -> None:
    tree = universal(
        ("A", "NNP", "PROPN", 5, "nsubj"),
        (",", ",", "PUNCT", 0, "punct"),
        ("B", "NNP", "PROPN", 0, "conj"),
        ("and", "CC", "CCONJ", 2, "cc"),
        ("C", "NNP", "PROPN", 2, "conj"),
        ("agreed", "VBD", "VERB", 5, "ROOT"),
    )
    assert tree["C"] == ("conj", "A")
    assert tree["and"] == ("cc", "C")


def test_joined_prepositional_phrases_are_conjuncts() -> None:
    tree = universal(
        ("met", "VBD", "VERB", 0, "ROOT"),
        ("in", "IN", "ADP", 0, "prep"),
        ("Kyiv", "NNP", "PROPN", 1, "pobj"),
        ("and", "CC", "CCONJ", 1, "cc"),
        ("near", "IN", "ADP", 1, "conj"),
        ("Lviv", "NNP", "PROPN", 4, "pobj"),
    )
    assert tree["Kyiv"] == ("obl", "met")
    assert tree["Lviv"] == ("conj", "Kyiv")
    assert tree["near"] == ("case", "Lviv")
    assert tree["and"] == ("cc", "Lviv")


def test_two_prepositions_share_one_object() -> None:
    tree = universal(
        ("fighting", "NN", "NOUN", 0, "ROOT"),
        ("in", "IN", "ADP", 0, "prep"),
        ("and", "CC", "CCONJ", 1, "cc"),
        ("around", "IN", "ADP", 1, "conj"),
        ("Kyiv", "NNP", "PROPN", 3, "pobj"),
    )
    assert tree["Kyiv"] == ("nmod", "fighting")
    assert tree["in"] == ("case", "Kyiv")
    assert tree["around"] == ("conj", "in")


def test_the_subject_of_an_infinitive_complement_is_the_object_of_the_verb_above() -> None:
    tree = universal(
        ("They", "PRP", "PRON", 1, "nsubj"),
        ("want", "VBP", "VERB", 1, "ROOT"),
        ("him", "PRP", "PRON", 4, "nsubj"),
        ("to", "TO", "PART", 4, "aux"),
        ("go", "VB", "VERB", 1, "ccomp"),
    )
    assert tree["him"] == ("obj", "want")
    assert tree["go"] == ("xcomp", "want")
    assert tree["to"] == ("mark", "go")


def test_a_clause_after_a_preposition_is_adverbial() -> None:
    tree = universal(
        ("left", "VBD", "VERB", 0, "ROOT"), ("without", "IN", "ADP", 0, "prep"), ("paying", "VBG", "VERB", 1, "pcomp")
    )
    assert tree["paying"] == ("advcl", "left")
    assert tree["without"] == ("mark", "paying")


# Known names


def mended(*rows: tuple[str, str, str]) -> list[tuple[str, str]]:
    """Mend the names of a sentence, given as word, tag and name tag; return each with its label."""
    words, tags, ents = (list(column) for column in zip(*rows, strict=True))
    known = KnownNames({"Zubrowka": "LOC", "Baltic Council": "ORG"}, ["Pope", "Dr."])
    return [(name.text, name.label_) for name in known(Doc(spacy.blank("en").vocab, words, tags=tags, ents=ents)).ents]


def test_titles_are_no_part_of_a_persons_name() -> None:
    assert mended(("Pope", "NNP", "B-PERSON"), ("Dr.", "NNP", "I-PERSON"), ("Anna", "NNP", "I-PERSON")) == [
        ("Anna", "PERSON")
    ]


def test_a_name_that_is_only_a_title_stays() -> None:
    assert mended(("Pope", "NNP", "B-PERSON")) == [("Pope", "PERSON")]


def test_a_known_name_that_was_missed_is_added() -> None:
    assert mended(("the", "DT", "O"), ("Baltic", "NNP", "O"), ("Council", "NNP", "O")) == [("Baltic Council", "ORG")]


def test_a_known_name_gets_the_label_it_is_listed_with() -> None:
    assert mended(("Zubrowka", "NNP", "B-PERSON"), ("voted", "VBD", "O")) == [("Zubrowka", "LOC")]


@pytest.mark.parametrize(
    "rows",
    [
        [("Zubrowka", "NNP", "O"), ("Open", "NNP", "O")],
        [("2008", "CD", "O"), ("Zubrowka", "NNP", "O"), ("election", "NN", "O")],
        [("Zubrowka", "JJ", "O"), ("wine", "NN", "O")],
    ],
)
def test_a_part_of_a_longer_name_and_an_adjective_are_not_added(rows: list[tuple[str, str, str]]) -> None:
    assert mended(*rows) == []


def test_a_known_name_inside_a_longer_one_leaves_it_as_it_is() -> None:
    assert mended(("Zubrowka", "NNP", "B-ORG"), ("Bank", "NNP", "I-ORG")) == [("Zubrowka Bank", "ORG")]


def test_the_lists_are_stored_with_the_pipeline(tmp_path: Path) -> None:
    KnownNames({"Zubrowka": "LOC"}, ["Dr."]).to_disk(tmp_path)
    found = KnownNames({}, ()).from_disk(tmp_path)
    assert (found.labels, sorted(found.titles)) == ({"Zubrowka": "LOC"}, ["Dr."])


# Loading


def test_a_pipeline_that_is_missing_is_named_in_one_line() -> None:
    with pytest.raises(
        LanguageModelError, match=r"the spaCy pipeline 'xx_no_such' can't be loaded .*; install it"
    ) as e:
        language.load("xx_no_such")
    assert "\n" not in str(e.value)


def test_a_pipeline_without_a_parser_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path)
    with pytest.raises(LanguageModelError, match=r"lacks a tagger, a parser, a lemmatizer"):
        language.load(str(tmp_path))


def test_loading_leaves_the_operations_of_other_pipelines_as_they_were() -> None:
    before = get_current_ops()
    language.load()
    assert get_current_ops() is before


@pytest.mark.parametrize(("trans1", "trans2"), [(False, False), (True, False), (False, True), (True, True)])
def test_the_faster_product_is_that_of_thinc(trans1: bool, trans2: bool) -> None:
    ones = np.arange(6, dtype="f").reshape((3, 2) if trans1 else (2, 3))
    others = np.arange(12, dtype="f").reshape((4, 3) if trans2 else (3, 4))
    expected = NumpyOps().gemm(ones, others, trans1=trans1, trans2=trans2)
    out = np.zeros((2, 4), dtype="f")
    assert np.array_equal(FasterOps().gemm(ones, others, out, trans1, trans2), expected)
    assert np.array_equal(out, expected)


# The pipeline that ships


def test_it_is_stored_in_half_precision_and_computes_in_single() -> None:
    assert {node.get_param(name).dtype.name for node, name in parameters(read(SHIPPED))} == {"float32"}
    assert sum(file.stat().st_size for file in SHIPPED.rglob("*")) < 10_000_000


def test_a_pipeline_is_called_by_its_name_and_version(pipeline: language.Pipeline) -> None:
    assert pipeline.name == "en_stakegraph_news 0.3.0"


def test_every_token_cuts_its_own_text(pipeline: language.Pipeline) -> None:
    parse = pipeline.parse(article(NEWS))
    assert [NEWS[t.start : t.end] for t in parse.tokens] == [t.text for t in parse.tokens]
    assert "".join(t.text for t in parse.tokens) == "".join(NEWS.split())


def test_sentences_and_paragraphs_cover_the_tokens_and_do_not_cross(pipeline: language.Pipeline) -> None:
    parse = pipeline.parse(article(NEWS))
    for spans in (parse.sentences, parse.paragraphs):
        assert [i for first, last in spans for i in range(first, last)] == list(range(len(parse.tokens)))
    assert {first for first, _ in parse.paragraphs} <= {first for first, _ in parse.sentences}
    assert len(parse.paragraphs) == 4


def test_every_token_leads_to_the_root_of_its_own_sentence(pipeline: language.Pipeline) -> None:
    parse = pipeline.parse(article(NEWS))
    for token in parse.tokens:
        top = [token, *parse.ancestors(token.i)][-1]
        assert (top.dep, top.sent) == ("root", token.sent)


def test_only_the_body_is_parsed(pipeline: language.Pipeline) -> None:
    start, end = NEWS.index("“It"), NEWS.index("©")
    parse = pipeline.parse(article(NEWS, (0, 29), (start, end)))
    assert parse.tokens[0].text == "Ministers"
    assert all(t.end <= 29 or start <= t.start < end for t in parse.tokens)


def test_an_empty_body_has_an_empty_parse(pipeline: language.Pipeline) -> None:
    assert pipeline.parse(article("", (0, 0))) == Parse("", [], [], [])


def test_a_report_is_parsed_as_one_would_expect(pipeline: language.Pipeline) -> None:
    parse = pipeline.parse(article("The minister told reporters on Monday that Poland would oppose the plan."))
    told = parse.tokens[2]
    assert (told.text, told.lemma, told.pos, told.tag, told.dep) == ("told", "tell", "VERB", "VBD", "root")
    assert (subject := parse.child(2, "nsubj")) is not None and subject.text == "minister"
    assert (clause := parse.child(2, "ccomp")) is not None and clause.text == "oppose"
    assert (actor := parse.child(clause.i, "nsubj")) is not None and (actor.text, actor.ent) == ("Poland", "LOC")


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("said", "say"), ("told", "tell"), ("held", "hold"), ("met", "meet"), ("sought", "seek"), ("denied", "deny"),
     ("accused", "accuse"), ("warned", "warn"), ("backed", "back"), ("struck", "strike"), ("was", "be"),
     ("staged", "stage"), ("hoped", "hope"), ("installed", "install"), ("planned", "plan")],
)  # fmt: skip
def test_irregular_and_regular_forms_get_their_lemma(pipeline: language.Pipeline, form: str, lemma: str) -> None:
    parse = pipeline.parse(article(f"The minister {form} it on Monday."))
    assert parse.tokens[2].lemma == lemma


@pytest.mark.parametrize("verb", ["discuss", "dismiss", "pass", "need", "address", "express"])
def test_a_base_form_is_its_own_lemma(pipeline: language.Pipeline, verb: str) -> None:
    parse = pipeline.parse(article(f"They {verb} it."))
    assert parse.tokens[1].lemma == verb


def test_a_run_that_is_no_word_is_cut() -> None:
    assert paragraphs("a" * 1200 + " b", 0, 1202) == [(0, 500), (500, 1000), (1000, 1202)]


def test_no_sentence_begins_behind_a_word_or_a_comma(pipeline: language.Pipeline) -> None:
    text = "Anna Roy, who left on Tuesday, said Wednesday she agrees. Mr Moss openly admires Chancellor Ida Brandt."
    found = pipeline.parse(article(text))
    assert [found.tokens[first].text for first, _ in found.sentences] == ["Anna", "Mr"]


def test_what_runs_on_for_long_without_an_end_may_be_cut() -> None:
    doc = hold_together(Doc(spacy.blank("en").vocab, ["word"] * 205))
    assert [token.i for token in doc if token.is_sent_start is not False] == [0, *range(100, 205)]


SUBJECTS = ("Anna Silva", "Mr Stone", "Silva", "Mr Rossi", "Brazil", "The minister", "Rossi", "The Kremlin")
VERBS = (
    "dismissed", "rejected", "denied", "backed", "welcomed", "condemned", "criticised", "defended", "faced", "ignored",
    "supported", "urged", "announced", "imposed",
)  # fmt: skip
OBJECTS = ("accusations of fraud", "calls for a ceasefire", "plans to cut aid", "sanctions on Peru")


def test_a_verb_between_a_name_and_an_object_without_an_article_is_a_verb(pipeline: language.Pipeline) -> None:
    """Of 448 plain sentences nine in ten are read right; to the pipeline before this one half were noun phrases."""
    lines = [f"{who} {verb} {what}." for who in SUBJECTS for verb in VERBS for what in OBJECTS]
    parse = pipeline.parse(article("\n\n".join(lines)))
    roots = [next(t for t in parse.tokens[first:end] if t.dep == "root") for first, end in parse.sentences]
    assert len(roots) == len(lines)
    assert sum(root.text in VERBS for root in roots) >= 0.9 * len(lines)
