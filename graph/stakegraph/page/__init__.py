"""Pages that a reader opens by double click: one HTML file each, without a request to anywhere."""

from stakegraph.page.article import render_article
from stakegraph.page.diagram import render_network, render_svg
from stakegraph.page.document import article_page, write_page
from stakegraph.page.index import Figure, Link, StanceLine, Summary, TopActor, render_index, summarize

__all__ = [
    "Figure",
    "Link",
    "StanceLine",
    "Summary",
    "TopActor",
    "article_page",
    "render_article",
    "render_index",
    "render_network",
    "render_svg",
    "summarize",
    "write_page",
]
