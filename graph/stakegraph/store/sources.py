"""Which articles of a store are older versions of another: those of the same address, or of the same name."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, cast

from pyoxigraph import Literal, QuerySolutions

from stakegraph.errors import StoreError
from stakegraph.model import ArticleInfo
from stakegraph.rdf.terms import ANY_URI
from stakegraph.vocabulary import key_of, mint

if TYPE_CHECKING:
    from stakegraph.store.base import Store

_LIKE = """SELECT DISTINCT ?article ?sha ?url {{
  {{ ?article a sg:Article FILTER(STRSTARTS(STR(?article), {start})) }} UNION {{ ?article schema:url {url} }}
  ?article sg:sha256 ?sha
  OPTIONAL {{ ?article schema:url ?url }}
}}"""


def older_versions(store: Store, article: ArticleInfo, beside: Collection[str] = ()) -> list[str]:
    """Return the ids of the articles of a store that ``article`` takes the place of.

    An id is a name and a hash of the text, so an edited text has a new one. The versions of an article have one
    address or, where that is not known of both, one name. Those named in ``beside`` are other articles. Raises
    StoreError where several of the same name are there and it can't be told which one is meant.
    """
    name = _name(article.id, article.sha256)
    start = Literal(mint("article", name, store.base))
    text = _LIKE.format(start=start, url=Literal(article.url or "", datatype=ANY_URI))
    by_address, by_name = set(), set()
    for one in cast(QuerySolutions, store.query(text)):
        found, url = key_of(one["article"].value, "article"), one["url"].value if one["url"] else None
        if found == article.id or found in beside:
            continue
        if url and article.url:
            by_address |= {found} if url == article.url else set()
        elif _name(found, one["sha"].value) == name:
            by_name.add(found)
    if len(by_name) > 1:
        raise StoreError(
            f"the store has several articles called {name}: {', '.join(sorted(by_name))}; take out the one of which "
            f"{article.id} is the new version (stakegraph store remove), or name the file of the article otherwise"
        )
    return sorted(by_address | by_name)


def _name(article: str, sha256: str) -> str:
    return article.removesuffix(f"-{sha256[:8]}")
