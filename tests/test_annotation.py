"""The JSON form of annotations: round trips, documents written by hand, and errors that name the place."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import require_shared
from factory import TEXT, dam_annotation
from stakegraph.annotation import article_text, dump, load, loads
from stakegraph.errors import AnnotationError
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

SCHEMA = json.loads((files("stakegraph") / "annotation.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

CHARACTERS = st.characters(codec="utf-8")
WORDS = st.text(CHARACTERS, min_size=1, max_size=12)
MAYBE = st.none() | WORDS
SCORES = st.floats(0, 1)


@st.composite
def texts_and_annotations(draw: st.DrawFn) -> tuple[str, Annotation]:
    text = draw(st.text(CHARACTERS, min_size=2, max_size=80))

    def piece() -> Evidence:
        start = draw(st.integers(0, len(text) - 1))
        return Evidence.cut(text, start, draw(st.integers(start + 1, len(text))))

    def mentions() -> tuple[Mention, ...]:
        return tuple(Mention(piece(), draw(WORDS)) for _ in range(draw(st.integers(0, 2))))

    def one(values: tuple[str, ...]) -> Any:
        return draw(st.sampled_from(values))

    def some(values: tuple[str, ...]) -> Any:
        return tuple(draw(st.sets(st.sampled_from(values), max_size=2)))

    ids = ("a1", "a2")
    aliases = st.lists(WORDS, max_size=2).map(tuple)
    actors = tuple(
        Actor(key, draw(WORDS), one(ACTOR_TYPES), draw(aliases), mentions(), draw(MAYBE),
              draw(st.none() | st.just("a1")), draw(MAYBE), draw(aliases), draw(st.booleans()))
        for key in ids
    )  # fmt: skip
    statement = Statement(
        "s1", draw(st.none() | st.just("a2")), tuple(piece() for _ in range(draw(st.integers(1, 2)))),
        draw(st.none() | st.just(piece())), draw(st.none() | st.just(piece())), one(MANNERS), one(FACTUALITIES),
        draw(st.none() | st.just("a1")), draw(MAYBE), draw(SCORES), draw(WORDS),
    )  # fmt: skip
    stance = Stance("t1", "a1", one((*ids, "i1")), one(POLARITIES), piece(), draw(st.none() | st.just("s1")),
                    one(FACTUALITIES), draw(SCORES), draw(WORDS), draw(st.booleans()))  # fmt: skip
    event = Event("e1", (one(EVENT_TYPES),), some(ids), some(ids), piece(), one(FACTUALITIES), draw(MAYBE), draw(MAYBE),
                  draw(MAYBE), draw(SCORES), draw(WORDS), draw(st.booleans()))  # fmt: skip
    info = ArticleInfo.of(text, draw(WORDS), **{key: draw(MAYBE) for key in ("title", "publisher", "published", "url")})
    issue = Issue("i1", draw(WORDS), draw(aliases), mentions())
    made_by = Provenance(draw(MAYBE), draw(MAYBE), draw(MAYBE), draw(MAYBE))
    return text, Annotation(info, actors, (issue,), (statement,), (stance,), (event,), made_by)


@given(texts_and_annotations())
def test_what_is_dumped_loads_as_the_same_annotation(case: tuple[str, Annotation]) -> None:
    text, annotation = case
    assert loads(dump(annotation), text) == annotation


@given(texts_and_annotations())
def test_what_is_dumped_fits_the_schema(case: tuple[str, Annotation]) -> None:
    VALIDATOR.validate(json.loads(dump(case[1])))


def test_the_schema_is_a_valid_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_lists_the_words_of_the_model() -> None:
    definitions = SCHEMA["$defs"]
    found = {
        "actor": definitions["actor"]["properties"]["type"]["enum"],
        "manner": definitions["statement"]["properties"]["manner"]["enum"],
        "factuality": definitions["factuality"]["enum"],
        "polarity": definitions["stance"]["properties"]["polarity"]["enum"],
        "event": definitions["event"]["properties"]["type"]["items"]["enum"],
    }
    assert {key: set(value) for key, value in found.items()} == {
        "actor": set(ACTOR_TYPES),
        "manner": set(MANNERS),
        "factuality": set(FACTUALITIES),
        "polarity": set(POLARITIES),
        "event": set(EVENT_TYPES),
    }


def test_a_span_stands_on_one_line() -> None:
    assert '"span": [0, 9]' in dump(dam_annotation())


def test_the_keys_of_the_document_have_a_fixed_order() -> None:
    keys = ["article", "provenance", "actors", "issues", "statements", "stances", "events"]
    assert list(json.loads(dump(dam_annotation()))) == keys


def by_hand() -> dict[str, Any]:
    """A document as a person writes it: no ids, no offsets."""
    return {
        "article": {"id": "dam", "file": "dam.txt", "title": None},
        "actors": [
            {"id": "berg", "name": "Anna Berg", "type": "person", "aliases": ["Berg", "Anna Berg"]},
            {"id": "south", "name": "Southland", "type": "country", "aliases": []},
        ],
        "issues": [{"id": "dam", "label": "the dam", "aliases": ["the dam"]}],
        "statements": [{"speaker": "berg", "content": "the dam is a mistake", "cue": "said"}],
        "stances": [{"holder": "berg", "target": "dam", "polarity": "oppose", "evidence": "the dam is a mistake"}],
        "events": [
            {"type": ["SANCTION"], "source": [], "recipient": ["south"], "time": "on Monday",
             "evidence": "cut its aid to Southland", "place": None},
        ],
    }  # fmt: skip


def read(document: dict[str, Any]) -> Annotation:
    return loads(json.dumps(document), TEXT, name="dam.json")


def test_a_document_by_hand_fits_the_schema() -> None:
    jsonschema.validate(by_hand(), SCHEMA)


def test_aliases_by_hand_become_mentions_longest_first() -> None:
    berg = read(by_hand()).actors[0]
    assert [mention.evidence.exact for mention in berg.mentions] == ["Anna Berg", "Berg"]


def test_quotation_marks_by_hand_make_a_statement_direct() -> None:
    assert read(by_hand()).statements[0].manner == "direct"


@pytest.mark.parametrize(
    ("content", "manner"),
    [("the talks were late", "indirect"), ("backed the dam and called it “a gift”", "mixed"), ("a gift", "direct")],
)
def test_the_manner_by_hand_is_told_from_the_marks(content: str, manner: str) -> None:
    document = by_hand()
    document["statements"] = [{"speaker": None, "content": content, "cue": None}]
    assert read(document).statements[0].manner == manner


def test_the_cue_by_hand_is_the_one_nearest_to_the_content() -> None:
    document = by_hand()
    document["statements"][0] |= {"speaker": None, "content": "the talks were late"}
    cue = read(document).statements[0].cue
    assert cue is not None and cue.start == TEXT.index("said the talks")


def test_words_that_a_speaker_says_twice_are_two_statements() -> None:
    document = by_hand()
    document["statements"] = [{"speaker": "berg", "content": "the dam", "cue": None}] * 2
    first, second = read(document).statements
    assert first.start < second.start


def test_everything_by_hand_has_an_id_and_the_rule_by_hand() -> None:
    stance = read(by_hand()).stances[0]
    assert (len(stance.id), stance.rule, stance.confidence) == (16, "by hand", 1.0)


def test_a_key_that_is_not_known_is_passed_over() -> None:
    assert read(by_hand() | {"note": "checked twice"}) == read(by_hand())


def changed(path: str, value: object) -> dict[str, Any]:
    document: Any = by_hand()
    *way, last = path.split(".")
    place = document
    for step in way:
        place = place[int(step)] if step.isdigit() else place[step]
    place[int(last) if last.isdigit() else last] = value
    return dict(document)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("stances.0.holder", "nobody", "$.stances[0].holder is 'nobody', which is no actor"),
        ("stances.0.holder", "bergg", "which is no actor of this annotation; did you mean 'berg'?"),
        ("stances.0.target", "dan", "$.stances[0].target is 'dan', which is no actor or issue"),
        ("statements.0.speaker", "nobody", "'nobody', which is no actor"),
        ("events.0.recipient", ["nobody"], "$.events[0].recipient[0] is 'nobody', which is no actor"),
        ("actors.0.represents", "nobody", "'nobody', which is no actor"),
        ("stances.0.polarity", "Support", "$.stances[0].polarity is 'Support', which is unknown; use one of support"),
        ("actors.0.type", "robot", "$.actors[0].type is 'robot', which is unknown; use one of person"),
        ("events.0.type", ["TALK"], "$.events[0].type[0] is 'TALK', which is unknown; use one of AGREE"),
        ("events.0.type", [], "$.events[0].type is empty; use one of AGREE"),
        ("events.0.time", "on Friday", "$.events[0].time is 'on Friday', which is not in the article"),
        ("stances.0.evidence", "the dam is good", "$.stances[0].evidence is 'the dam is good', which is not in"),
        ("statements.0.content", "no dam", "$.statements[0].content is 'no dam', which is not in the article"),
        ("statements.0.cue", "yelled", "$.statements[0].cue is 'yelled', which is not in the article"),
        ("actors.0.aliases", ["Bergs"], "$.actors[0].aliases[0] is 'Bergs', which is not in the article"),
        ("actors.0.name", 7, "$.actors[0].name is 7; it must be a string"),
        ("actors.0.name", "", "$.actors[0].name is empty; fill it in"),
        ("actors", [*by_hand()["actors"], by_hand()["actors"][0]], "the id 'berg' is used twice"),
        ("actors", {}, "$.actors is {}; it must be a list"),
        ("stances.0", "no", '$.stances[0] is "no"; it must be an object'),
        ("stances.0.confidence", 2, "$.stances[0].confidence is 2.0; it must lie between 0 and 1"),
        ("stances.0.confidence", "high", '$.stances[0].confidence is "high"; it must be a number'),
        ("stances.0.optional", 1, "$.stances[0].optional is 1; it must be true or false"),
        ("stances.0.span", [5, 2], "$.stances[0].span is [5, 2], which is no stretch of the article's"),
        ("stances.0.span", [-1, 2], "$.stances[0].span is [-1, 2], which is no stretch"),
        ("stances.0.span", [0, 9999], "$.stances[0].span is [0, 9999], which is no stretch"),
        ("stances.0.span", [0.5, 2], "$.stances[0].span is [0.5, 2]; it must be [start, end]"),
        ("stances.0.span", [0, 9], "but the article has 'Northland' there; correct the words or the span"),
        ("article.sha256", "0" * 64, "$.article.sha256 is 000000000000..., but the article's is"),
        ("actors.0.name", "\ud800", "it must be a string without lone surrogates"),
    ],
)
def test_what_does_not_hold_is_named_with_file_place_and_value(path: str, value: object, message: str) -> None:
    with pytest.raises(AnnotationError) as raised:
        read(changed(path, value))
    assert str(raised.value).startswith("dam.json: ")
    assert message in str(raised.value)


def test_a_missing_key_is_named() -> None:
    document = by_hand()
    del document["stances"][0]["holder"]
    with pytest.raises(AnnotationError, match=r"dam.json: \$\.stances\[0\] has no 'holder'; add it"):
        read(document)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ('{"article": {"id": "a"},}', "line 1, column 2"),
        ('{"article":\n{"id"', "line 2, column 6"),
        ("", "line 1, column 1"),
        ('{"article": {"id": "a", "id": "b"}}', "the key 'id' stands twice"),
        ('{"article": {"id": NaN}}', "NaN is no JSON number"),
        ("[" * 200_000, "nested too deeply"),
        ("[]", r"\$ is \[\]; it must be an object"),
    ],
)
def test_bad_json_is_named_with_its_place(data: str, message: str) -> None:
    with pytest.raises(AnnotationError, match=message):
        loads(data, TEXT, name="dam.json")


def test_the_article_is_read_beside_the_annotation(tmp_path: Path) -> None:
    (tmp_path / "dam.txt").write_bytes(TEXT.replace(". ", ".\r\n").encode())
    (tmp_path / "dam.json").write_text(json.dumps(by_hand()), encoding="utf-8")
    stance = load(tmp_path / "dam.json").stances[0]
    assert article_text(tmp_path / "dam.json")[slice(*stance.evidence.span)] == "the dam is a mistake"


@pytest.mark.parametrize("file", ["../dam.txt", "/etc/passwd", "."])
def test_an_article_elsewhere_is_refused(tmp_path: Path, file: str) -> None:
    (tmp_path / "dam.json").write_text(json.dumps(changed("article.file", file)), encoding="utf-8")
    with pytest.raises(AnnotationError, match=r"must be the name of a file beside the annotation|can't be read"):
        load(tmp_path / "dam.json")


def test_a_missing_article_is_named(tmp_path: Path) -> None:
    (tmp_path / "dam.json").write_text(json.dumps(by_hand()), encoding="utf-8")
    with pytest.raises(AnnotationError, match=r"dam\.txt: the article of .*dam\.json can't be read"):
        load(tmp_path / "dam.json")


def test_an_annotation_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "dam.json").write_bytes(b'{"article": "\xe9"}')
    with pytest.raises(AnnotationError, match="is not UTF-8 at byte 13"):
        load(tmp_path / "dam.json")


def test_the_gold_articles_load_fit_the_schema_and_come_back() -> None:
    for path in sorted(require_shared("gold", "dev").glob("*.json")):
        jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), SCHEMA)
        annotation = load(path)
        assert loads(dump(annotation), article_text(path)) == annotation
