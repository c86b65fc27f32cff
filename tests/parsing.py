"""Articles of a few sentences, parsed by the shipped pipeline, for tests of extraction."""

from __future__ import annotations

from functools import cache

from stakegraph import language
from stakegraph.extract.reading.context import Context
from stakegraph.model import Article, ArticleInfo
from stakegraph.syntax import Parse


@cache
def pipeline() -> language.Pipeline:
    return language.load()


def article(text: str, published: str | None = None) -> Article:
    return Article(ArticleInfo.of(text, "test", file="test.txt", published=published), text, ((0, len(text)),))


def parse(text: str) -> Parse:
    return pipeline().parse(article(text))


def context(text: str, published: str | None = None) -> Context:
    it = article(text, published)
    return Context.of(it, pipeline().parse(it))
