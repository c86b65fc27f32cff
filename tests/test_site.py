"""The pages of a store: what they are made of, and what they cost."""

from __future__ import annotations

import subprocess
import sys

from factory import ARTICLE, TEXT, actor, dam_annotation
from stakegraph import site
from stakegraph.model import Annotation, Article
from stakegraph.store import memory_store
from timing import least

COST = """
from time import process_time as clock
from stakegraph import language, pipeline, read, resources
data = resources.text("seeds/articles/peacekeeping-brief.txt").encode()
article = read.read_bytes(data, "brief")
nlp = language.load()
start = clock()
document = pipeline.Document(article, pipeline.extract_article(article, nlp))
extracted = clock()
quads = pipeline.to_graph([document.annotation])
stored = clock()
pipeline.pages([document], quads)
print((clock() - stored) / (extracted - start))
"""


def costs() -> dict[str, float]:
    """What the pages of the brief cost, as a ratio to its extraction."""
    run = subprocess.run([sys.executable, "-c", COST], check=True, capture_output=True)
    return {"pages": float(run.stdout)}


def test_the_pages_of_the_brief_take_at_most_half_as_long_again_as_its_extraction() -> None:
    """As one build sees it, which loads what the pages need; the pipeline is loaded before and counts for nothing."""
    assert least(costs, {"pages": 1.5})["pages"] <= 1.5


def test_an_actor_has_the_same_camp_on_every_page() -> None:
    store = memory_store()
    store.add(dam_annotation())
    camps = dict(site.Facts(store).stances.nodes(data="camp"))
    base = "https://w3id.org/stakegraph"
    assert {node.removeprefix(base): camp for node, camp in camps.items() if camp} == {
        "/actor/ben-cole": "around Ben Cole",
        "/actor/southland": "around Ben Cole",
    }


def test_pages_are_those_of_the_store_and_of_each_article() -> None:
    store = memory_store()
    store.add(dam_annotation())
    article = Article(ARTICLE, TEXT, ((0, len(TEXT)),))
    found = site.pages(store, [(article, dam_annotation())])
    assert sorted(found) == sorted(
        [*(f"{name}.html" for name in site.KINDS), f"article-{ARTICLE.id}.html", "index.html"]
    )
    assert "The Valley Post · 2025-03-07" in found["index.html"]
    assert found == site.pages(store, [(article, dam_annotation())])


def test_a_store_without_articles_has_pages_that_say_so() -> None:
    found = site.pages(memory_store(), [])
    assert "0 articles" in found["index.html"]
    assert sorted(found) == sorted([*(f"{name}.html" for name in site.KINDS), "index.html"])


def test_one_actor_who_speaks_is_on_the_timeline_alone() -> None:
    whole = dam_annotation()
    alone = Annotation(ARTICLE, (actor("Anna Berg"),), statements=whole.statements[:1])
    store = memory_store()
    store.add(alone)
    facts = site.Facts(store)
    assert "Anna Berg" in site.draw("timeline", facts)
    assert all("nothing to draw" in site.draw(name, facts) for name in site.KINDS if name != "timeline")
