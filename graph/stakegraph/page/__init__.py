"""Pages that a reader opens by double click: one HTML file each, without a request to anywhere."""

from stakegraph.page.article import render_article
from stakegraph.page.background import add_background
from stakegraph.page.camps import name_camps
from stakegraph.page.diagram import render_network, render_svg
from stakegraph.page.discourse import render_discourse
from stakegraph.page.document import article_page, write_page
from stakegraph.page.index import Figure, StanceLine, Summary, TopActor, render_index, summarize
from stakegraph.page.issues import render_issues
from stakegraph.page.links import Link
from stakegraph.page.timeline import render_timeline

__all__ = [
    "Figure",
    "Link",
    "StanceLine",
    "Summary",
    "TopActor",
    "add_background",
    "article_page",
    "name_camps",
    "render_article",
    "render_discourse",
    "render_index",
    "render_issues",
    "render_network",
    "render_svg",
    "render_timeline",
    "summarize",
    "write_page",
]
