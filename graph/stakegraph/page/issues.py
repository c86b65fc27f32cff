"""The page of issues: actors and the issues that they are for and against, the camps left and right."""

from __future__ import annotations

from collections import defaultdict

import networkx as nx

from stakegraph.page.columns import columns
from stakegraph.page.diagram import render_network

HINT = (
    "Left and right: those who take the same sides of the same issues stand together; where nothing joins issues, who "
    "is for an issue stands left and who is against it right. Size: number of ties. Line width: pieces of evidence."
)


def render_issues(
    stances: nx.MultiDiGraph,
    *,
    title: str,
    subtitle: str = "",
    limit: int = 300,
    link_articles: bool = True,
    home: str = "",
) -> str:
    """Return one HTML page with the two-mode network of a stance network: who is for and against which issue.

    Issues stand in the middle, actors on the side of those with whom they agree most (``columns.sides``); stances
    toward actors are left out. All else is as in ``render_network``.

    >>> "nothing to draw" in render_issues(nx.MultiDiGraph(), title="No issues")
    True
    """
    graph = issue_network(stances)
    weights: dict[tuple[str, str], float] = defaultdict(float)
    for actor, issue, facts in graph.edges(data=True):
        weights[actor, issue] += facts["sign"] * facts.get("weight", 1.0)

    return render_network(
        graph,
        title=title,
        subtitle=subtitle,
        limit=limit,
        link_articles=link_articles,
        home=home,
        layout=lambda nodes, _pulls, _camps, boxes: columns(nodes, weights, boxes),
        hint=HINT,
        nothing="There is nothing to draw: no stance toward an issue was found.",
    )


def issue_network(stances: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Return the stances toward issues alone, with their actors and issues.

    >>> graph = nx.MultiDiGraph([("ann", "bob"), ("ann", "tax")])
    >>> graph.nodes["tax"]["type"] = "Issue"
    >>> list(issue_network(graph).edges())
    [('ann', 'tax')]
    """
    kinds = stances.nodes(data="type")
    return stances.edge_subgraph(
        [(*ends, key) for *ends, key in stances.edges(keys=True) if kinds[ends[1]] == "Issue"]
    ).copy()
