"""What tests of pages share: hostile words, a reader of HTML, rows and an article to draw."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from typing import Any

from stakegraph.model import Actor, Annotation, Article, ArticleInfo, Event, Evidence, Issue, Mention, Stance, Statement

HOSTILE = [
    "</script><script>window.PWNED=1</script>",
    "</title><script>window.PWNED=2</script>",
    "</style><script>window.PWNED=3</script>",
    "</textarea><script>window.PWNED=4</script>",
    "</svg><script>window.PWNED=5</script>",
    "--><script>window.PWNED=6</script>",
    "]]><script>window.PWNED=7</script>",
    "<scr<script>ipt>window.PWNED=8</scr</script>ipt>",
    "<SCRIPT SRC=//x.invalid/x.js></SCRIPT>",
    '"><img src=x onerror="window.PWNED=10">',
    "'><img src=x onerror='window.PWNED=11'>",
    "<img src=x onerror=window.PWNED=12>",
    "<svg/onload=window.PWNED=13>",
    "<svg><animate onbegin=window.PWNED=14 attributeName=x dur=1s>",
    "<body onload=window.PWNED=15>",
    "<details open ontoggle=window.PWNED=16>",
    "<input autofocus onfocus=window.PWNED=17>",
    '<iframe srcdoc="<script>parent.PWNED=18</script>">',
    '<object data="javascript:window.PWNED=19">',
    '<embed src="javascript:window.PWNED=20">',
    '<base href="https://x.invalid/">',
    '<meta http-equiv="refresh" content="0;url=https://x.invalid/">',
    '<link rel="stylesheet" href="https://x.invalid/x.css">',
    "<style>*{display:none}</style>",
    '<form action="https://x.invalid/"><button>go</button></form>',
    '<a href="javascript:window.PWNED=26">click</a>',
    "<math><mtext><script>window.PWNED=27</script></mtext></math>",
    "<!--<script>",
    "<![CDATA[<script>window.PWNED=29</script>]]>",
    "<?xml version='1.0'?>",
    "javascript:window.PWNED=31",
    "JaVaScRiPt:window.PWNED=32",
    "data:text/html,<script>window.PWNED=33</script>",
    "vbscript:msgbox(1)",
    "' onmouseover='window.PWNED=35",
    '" onmouseover="window.PWNED=36" x="',
    "` onmouseover=`window.PWNED=37",
    "href onclick= style=",
    "href <b>bold</b>",
    "{{ 7 * 7 }}{% raw %}",
    "${window.PWNED=41}",
    "#{window.PWNED=42}",
    "\\u003cscript\\u003ewindow.PWNED=43\\u003c/script\\u003e",
    "&lt;script&gt;window.PWNED=44&lt;/script&gt;",
    "]]>&amp;&#60;b&#62;",
    "&#x3C;img src=x onerror=window.PWNED=46&#x3E;",
    "%3Cscript%3Ewindow.PWNED=47%3C/script%3E",
    '=HYPERLINK("https://x.invalid/")',
    "../../../etc/passwd",
    "..\\..\\con:aux?*|",
    "\u202eevil\u202c\u2066x",
    "\u200fright\u200e\u061cleft",
    "👩‍👩‍👧‍👦🏴‍☠️",
    "مرحبا שלום",
    "w" * 10_000,
    "line\nbreak\ttab\x00nul\x1b[31m",
    "\ud800 lone",
    "\u2028\u2029\ufeff\u00a0x",
    "__proto__",
    "constructor",
]
"""What somebody could write into a label, a title, an id, a quote or the name of a file to have it run or break."""


class Reader(HTMLParser):
    """Collects what a page is made of."""

    VOID = frozenset({"meta", "link", "input", "br", "img", "hr"})

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.bodies: dict[str, list[str]] = {}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute of {tag} comes twice"
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)
            self.bodies.setdefault(tag, []).append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("script", "style", "title"):
            self.bodies[self.open[-1]][-1] += data
        else:
            self.text.append(data)

    def attributes(self, name: str) -> list[str]:
        return [str(attrs[name]) for _, attrs in self.tags if name in attrs]


def check_frame(html: str) -> Reader:
    """Check what must hold of every page, and return it read."""
    page = Reader(html)
    assert html.startswith("<!DOCTYPE html>\n<html lang=")
    assert page.open == []
    assert page.bodies["title"][0].strip()
    ids = page.attributes("id")
    assert len(ids) == len(set(ids))
    assert not [name for tag, attrs in page.tags for name in attrs if name.startswith("on") or name == "style"]
    assert page.attributes("src") == []
    assert all(not re.match(r"\s*(javascript|data:text|vbscript)", value, re.I) for value in page.attributes("href"))
    policy = next(str(attrs["content"]) for tag, attrs in page.tags if attrs.get("http-equiv"))
    assert policy.startswith("default-src 'none'; script-src '")
    assert "unsafe" not in policy
    kinds = [attrs.get("type") for tag, attrs in page.tags if tag == "script"]
    bodies = [body for body, kind in zip(page.bodies.get("script", []), kinds, strict=True) if kind is None]
    for body in bodies + page.bodies["style"]:
        assert base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() in policy
    return page


def data_of(page: Reader) -> dict[str, Any]:
    """Return what the script of a map reads, with the columns of nodes and edges by their names."""
    at = [attrs.get("id") for tag, attrs in page.tags if tag == "script"].index("sg-data")
    loaded: dict[str, Any] = json.loads(page.bodies["script"][at])
    loaded["nodes"] = [dict(zip(loaded["columns"], values, strict=True)) for values in loaded["nodes"]]
    names = ("from", "to", "sign", "width", "bend", "pieces")
    loaded["edges"] = [dict(zip(names, values, strict=True)) for values in loaded["edges"]]
    return loaded


def row(number: int, holder: str, target: str, **more: str) -> dict[str, str]:
    return {
        "stance": f"https://w3id.org/stakegraph/stance/{number:016x}",
        "holder": f"actor/{holder}",
        "holderLabel": holder,
        "holderType": "Person",
        "target": f"actor/{target}",
        "targetLabel": target,
        "targetType": "Person",
        "polarity": "support",
        "factuality": "actual",
        "confidence": "0.9",
        "rule": "statement",
        "quote": "Yes.",
        "start": "5",
        "end": "9",
        "article": "https://w3id.org/stakegraph/article/one-1a2b",
        "articleTitle": "One",
        **more,
    }


def article_of(text: str) -> Article:
    return Article(ArticleInfo.of(text, "brief", title="A brief", language="en"), text, ((0, len(text)),))


def mention(article: Article, words: str) -> Mention:
    at = article.text.index(words)
    return Mention(article.evidence(at, at + len(words)))


def brief() -> tuple[Article, Annotation]:
    text = "Please donate.\nAnn said: “Bob is right about the tax.” Bob helped Ann."
    article = Article(ArticleInfo.of(text, "brief", title="A <brief>", language="en"), text, ((15, len(text)),))
    words = article.evidence(25, 52)
    return article, Annotation(
        article.info,
        actors=(
            Actor("ann", "Ann", "person", mentions=(mention(article, "Ann"),), role="mayor"),
            Actor("bob", "Bob", "person", mentions=(mention(article, "Bob"),)),
        ),
        issues=(Issue("tax", "the tax", mentions=(mention(article, "the tax"),)),),
        statements=(Statement("s1", "ann", (words,), manner="direct"),),
        stances=(
            Stance("t1", "ann", "bob", "support", Evidence.cut(text, 26, 38), basis="s1"),
            Stance("t2", "ann", "tax", "support", Evidence.cut(text, 33, 52)),
        ),
        events=(Event("e1", ("AID",), ("bob",), ("ann",), mention(article, "Bob helped Ann").evidence),),
    )
