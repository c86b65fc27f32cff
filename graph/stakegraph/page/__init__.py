"""Pages that a reader opens by double click: one HTML file each, without a request to anywhere."""

from stakegraph.page.diagram import render_network
from stakegraph.page.document import article_page, write_page

__all__ = ["article_page", "render_network", "write_page"]
