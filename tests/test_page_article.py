"""The page of an article keeps its text, and marks in it what was found."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages import Reader, article_of, brief, check_frame
from stakegraph.errors import AnnotationError
from stakegraph.model import Actor, Annotation, Mention
from stakegraph.page import Link, article_page, render_article


def test_an_article_page_keeps_the_text_and_marks_each_piece_of_evidence() -> None:
    article, annotation = brief()
    places = {"t1": [Link("stances.html#t1", "stances")], "e1": [Link("timeline.html#e1", "timeline")]}
    html = render_article(article, annotation, places=places)
    page = check_frame(html)
    body = html[html.index('<div class="text"') : html.index("</div>")]
    assert "".join(Reader(re.sub(r'<a class="ref".*?</a>', "", body) + "</div>").text) == article.text
    ids = set(page.attributes("id"))
    for piece in annotation.evidence():
        assert f"evidence-{piece.start}-{piece.end}" in ids
    hrefs = page.attributes("href")
    assert {"stances.html#t1", "timeline.html#e1", "#note-t1", "#evidence-26-38", "#actor-bob", "#issue-tax"} <= set(
        hrefs
    )
    assert all(href[1:] in ids for href in hrefs if href.startswith("#"))
    assert '<span class="boilerplate">Please donate.\n</span>' in html


def test_marks_that_overlap_are_cut_and_each_piece_says_to_what_it_belongs() -> None:
    article, annotation = brief()
    page = check_frame(render_article(article, annotation))
    inside = [str(attrs["data-inside"]).split() for tag, attrs in page.tags if tag == "mark" and "data-inside" in attrs]
    assert sum("evidence-26-38" in names for names in inside) == 3
    assert any({"evidence-26-38", "evidence-33-52", "evidence-25-52"} <= set(names) for names in inside)


def test_a_mention_leads_to_who_is_meant_and_from_there_to_other_pages_and_back_to_all_mentions() -> None:
    article, annotation = brief()
    places = {"actor-bob": [Link("stances.html#actor-bob", "stances")]}
    html = render_article(article, annotation, places=places)
    check_frame(html)
    assert '<a href="#actor-bob">Bob</a>' in html
    entry = html[html.index('<li id="actor-bob">') :].partition("</li>")[0]
    assert Reader(entry + "</li>").attributes("href") == ["stances.html#actor-bob", "#evidence-26-29"]


def test_who_is_not_mentioned_is_not_listed() -> None:
    article, annotation = brief()
    nobody = Actor("dan", "Dan", "person")
    html = render_article(article, replace(annotation, actors=(*annotation.actors, nobody)))
    assert "Dan" not in "".join(check_frame(html).text)


def test_an_annotation_of_another_article_is_refused() -> None:
    _, annotation = brief()
    with pytest.raises(AnnotationError, match="is this the right article"):
        render_article(article_of("Another text." * 20), annotation)


def test_an_article_without_findings_says_so() -> None:
    article = article_of("Nothing happened.")
    page = check_frame(render_article(article, Annotation(article.info)))
    assert "Nothing was found in this text." in "".join(page.text)


@given(st.text(min_size=1, max_size=60), st.data())
def test_any_text_with_any_marks_comes_through(text: str, data: st.DataObject) -> None:
    article = article_of(text)
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(lambda span: span[0] < span[1])
    mentions = tuple(Mention(article.evidence(*span)) for span in data.draw(st.lists(spans, max_size=8)))
    annotation = Annotation(article.info, actors=(Actor("a", "A", "person", mentions=mentions),))
    html = render_article(article, annotation)
    body = html[html.index('<div class="text"') : html.index("</div>")]
    shown = "".join(Reader(body + "</div>").text)
    assert len(shown) == len(text)
    assert all(a == b for a, b in zip(shown, text, strict=True) if a not in " ?")


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        ("https://w3id.org/stakegraph/article/brief-3e1a", "article-brief-3e1a.html"),
        ("brief-3e1a", "article-brief-3e1a.html"),
        ("https://x.org/a/..%2F..%2Fetc", "article-etc.html"),
        ("https://x.org/a/%3Cb%3E", "article-b.html"),
    ],
)
def test_the_name_of_an_article_page_is_a_safe_file_name(iri: str, name: str) -> None:
    assert article_page(iri) == name
