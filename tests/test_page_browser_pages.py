"""The article page and the index page in a real Chromium."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from browsing import Visit
from stakegraph.model import Actor, Annotation, Article, ArticleInfo, Evidence, Mention, Stance
from stakegraph.network import event_network, stance_network
from stakegraph.page import Link, render_article, render_index, render_network, summarize, write_page


def test_the_article_page_leads_to_the_map_and_back(visit: Visit, debate: list[dict[str, str]], tmp_path: Path) -> None:
    text = "Brandt said yes to the quay. " * 60 + "Lenz said no to Brandt."
    article = Article(ArticleInfo.of(text, "brief", title="A brief"), text, ((0, len(text)),))
    at = text.index("Lenz")
    annotation = Annotation(
        article.info,
        actors=(
            Actor("lenz", "Ivo Lenz", "person", mentions=(Mention(article.evidence(at, at + 4)),)),
            Actor("brandt", "Ada Brandt", "person", mentions=(Mention(article.evidence(at + 16, at + 22)),)),
        ),
        stances=(Stance("t1", "lenz", "brandt", "oppose", Evidence.cut(text, at, len(text))),),
    )
    rows = [{**debate[0], "stance": "stance/t1", "start": str(at), "end": str(len(text)), "article": article.info.id}]
    write_page(tmp_path / "stances.html", render_network(stance_network(rows), title="Map"))
    name = f"article-{article.info.id}.html"
    write_page(
        tmp_path / name, render_article(article, annotation, places={"t1": [Link("stances.html#t1", "stances")]})
    )
    visit.open(tmp_path / "stances.html", "#t1")
    visit.drawn()
    visit.page.locator("#sg-evidence .facts a").first.click()
    visit.page.wait_for_url("**/article-*")
    assert visit.page.locator("mark.hit").all_inner_texts() == ["Lenz", " said no to ", "Brandt", "."]
    assert visit.page.evaluate("document.querySelector('mark.hit').getBoundingClientRect().top") < 800
    visit.page.locator(".notes a", has_text="stances").click()
    visit.page.wait_for_url("**/stances.html#t1")
    visit.drawn()
    expect(visit.evidence).to_have_count(1)


def test_the_index_page_is_quiet(visit: Visit, debate: list[dict[str, str]], tmp_path: Path) -> None:
    summary = summarize(stance_network(debate), event_network([]), title="The harbour", stance_page="stances.html")
    write_page(tmp_path / "index.html", render_index(summary))
    visit.open(tmp_path / "index.html")
    assert visit.page.locator("h1").inner_text() == "The harbour"
    assert visit.page.locator(".stances li").count() == 52


def test_the_legend_of_the_article_chooses_what_is_marked(visit: Visit, brief_pages: Path) -> None:
    visit.open(next(brief_pages.glob("article-*.html")))
    text = visit.page.locator(".text")
    words = text.inner_text()
    assert text.locator("mark.actor").count() > 20
    visit.page.uncheck("input[data-filter=actor]")
    expect(text.locator("mark.actor")).to_have_count(0)
    assert text.locator("mark.stance-oppose").count() > 5
    visit.page.uncheck("input[data-filter=stance-oppose]")
    expect(text.locator('mark.stance-oppose, .ref[data-kind="stance-oppose"]:visible')).to_have_count(0)
    visit.page.check("input[data-filter=actor]")
    visit.page.check("input[data-filter=stance-oppose]")
    assert text.inner_text() == words


def test_the_picture_of_the_index_has_one_legend(visit: Visit, brief_pages: Path) -> None:
    visit.open(brief_pages / "index.html")
    assert visit.page.locator(".preview .key").count() == 2
    assert visit.page.locator(".preview .key:visible").evaluate_all("keys => keys.map(key => key.dataset.group)") == [
        "camp"
    ]
