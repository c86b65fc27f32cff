"""How far a signed network is from two camps (or k): the frustration index, with a proof or with a bound.

A tie is frustrated by a division into camps where it is positive and between two camps, or negative and within one.
The frustration index is the least number (or weight) of frustrated ties over all divisions (Abelson and Rosenberg 1958;
Harary 1959; for k camps Davis 1967, Doreian and Mrvar 1996). To find it is hard in general; networks that have camps at
all are solved in seconds by linear programs with cuts, after Aref, Mason and Wilson (2020).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, product

import networkx as nx
import numpy as np

from stakegraph.errors import UsageError
from stakegraph.measures.program import Program, solve
from stakegraph.measures.search import best_camps
from stakegraph.measures.ties import Pair, ties

Camps = tuple[tuple[str, ...], ...]
Labels = dict[str, int]
Block = list[tuple[str, str, float]]

EXACT_NODES, EXACT_TIES = 400, 4000
"""The largest block whose index is sought exactly; above, it is a heuristic with a bound."""

SECONDS = 30.0
"""Seconds that the integer programs of one network may take, unless said otherwise."""


@dataclass(frozen=True, slots=True)
class Part:
    """A connected part of a signed network and its best division; camps of other parts have nothing to do with it.

    ``index`` is the frustration of ``camps``, ``bound`` what no division goes below. ``optima`` are all divisions that
    are as good, if ``complete``; else those that were found.
    """

    camps: Camps
    index: float
    bound: float
    optima: tuple[Camps, ...]
    complete: bool

    @property
    def nodes(self) -> int:
        """The number of nodes."""
        return sum(map(len, self.camps))


@dataclass(frozen=True, slots=True)
class Frustration:
    """The frustration of a network: ``index`` of its ``total`` of ties (or weight), and its parts, largest first.

    No division frustrates less than ``bound``; ``frustrated`` are the ties that contradict the camps shown.
    """

    index: float
    bound: float
    total: float
    parts: tuple[Part, ...]
    frustrated: tuple[Pair, ...]

    @property
    def exact(self) -> bool:
        """Whether the index is proven to be the least."""
        return self.index - self.bound < 1e-6

    @property
    def balance(self) -> float | None:
        """1 - 2 index / total: 1 where camps explain every tie (Aref and Wilson 2018); None without ties."""
        return 1 - 2 * self.index / self.total if self.total else None


def frustration(
    graph: nx.Graph,
    *,
    camps: int = 2,
    weighted: bool = False,
    most: int = 8,
    prove: bool = True,
    seconds: float = SECONDS,
    seed: int = 0,
) -> Frustration:
    """Return the frustration index of a signed network and its best division into at most ``camps`` camps.

    Ties are those of :func:`stakegraph.measures.ties.ties`; each counts 1, or its weight if ``weighted``. For two camps
    up to ``most`` optimal divisions are listed. Without ``prove`` it is the best of a quick search. The answer depends
    on ``seed`` and ``seconds`` only where it is not exact. Nodes without ties are in no camp. Raises UsageError for
    fewer than two camps and for weights that are no number.

    >>> found = frustration(nx.Graph([("a", "b", {"sign": 1}), ("b", "c", {"sign": -1}), ("a", "c", {"sign": -1})]))
    >>> found.index, found.parts[0].camps
    (0.0, (('a', 'b'), ('c',)))
    """
    if camps < 2:
        raise UsageError(f"there can't be {camps} camps; use two or more")
    known = {pair: weight if weighted else float(np.sign(weight)) for pair, weight in ties(graph).items()}
    network = nx.Graph()
    network.add_weighted_edges_from((*pair, weight) for pair, weight in known.items())
    parts = []
    for nodes in nx.connected_components(network):
        allowed = seconds * len(nodes) / len(network) if prove else 0.0
        parts.append(_part(network.subgraph(nodes).copy(), camps, most, allowed, seed))
    parts.sort(key=lambda part: (-part.nodes, part.camps))
    label = {
        node: (number, camp)
        for number, part in enumerate(parts)
        for camp, members in enumerate(part.camps)
        for node in members
    }
    wrong = tuple(pair for pair, weight in known.items() if (label[pair[0]] == label[pair[1]]) == (weight < 0))
    return Frustration(
        index=_clean(sum(part.index for part in parts)),
        bound=_clean(sum(part.bound for part in parts)),
        total=_clean(sum(map(abs, known.values()))),
        parts=tuple(parts),
        frustrated=wrong,
    )


def _clean(value: float) -> float:
    return round(float(value), 9) + 0.0


def _part(network: nx.Graph, camps: int, most: int, seconds: float, seed: int) -> Part:
    """Divide a connected network block by block: blocks meet in single nodes, and so do not care for each other."""
    blocks = _walked(network)
    size = sum(map(len, blocks))
    index = bound = 0.0
    choices: list[list[Labels]] = []
    complete = camps == 2
    for block in blocks:
        found = _block(block, camps, most, seconds * len(block) / size, seed)
        index, bound, complete = index + found.index, bound + found.bound, complete and found.complete
        choices.append([dict(zip(found.nodes, map(int, labels), strict=True)) for labels in found.optima])
    divisions = [_camps(_glued(choice)) for choice in islice(product(*choices), most)]
    complete = complete and math.prod(map(len, choices)) <= most
    optima = tuple(sorted(set(divisions)))
    return Part(optima[0], index, bound, optima, complete)


@dataclass(frozen=True, slots=True)
class _Block:
    nodes: list[str]
    index: float
    bound: float
    optima: list[np.ndarray]
    complete: bool


def _block(block: Block, camps: int, most: int, seconds: float, seed: int) -> _Block:
    nodes = sorted({node for one, other, _ in block for node in (one, other)})
    if len(block) == 1:
        return _Block(nodes, 0.0, 0.0, [np.array([0, int(block[0][2] < 0)])], complete=True)
    at = {node: place for place, node in enumerate(nodes)}
    ends = np.array([(at[one], at[other]) for one, other, _ in block])
    program = Program(len(nodes), ends, np.array([weight for *_, weight in block]), camps)
    labels = best_camps(len(nodes), ends, program.weights, camps, seed)
    if len(nodes) > EXACT_NODES or len(block) > EXACT_TIES or not seconds:
        return _Block(nodes, program.cost(labels), min(program.packing(), program.cost(labels)), [labels], False)
    answer = solve(program, labels, most=most, seconds=seconds)
    return _Block(nodes, program.cost(answer.optima[0]), answer.bound, answer.optima, answer.complete)


def _walked(network: nx.Graph) -> list[Block]:
    """Return the blocks of a connected network so that each but the first has one node in common with those before."""
    blocks = sorted(
        sorted((min(pair), max(pair), network.edges[pair]["weight"]) for pair in pairs)
        for pairs in nx.biconnected_component_edges(network)
    )
    of: dict[str, list[int]] = {}
    for number, block in enumerate(blocks):
        for node in {node for one, other, _ in block for node in (one, other)}:
            of.setdefault(node, []).append(number)
    order, seen = [0], {0}
    for number in order:
        inside = {node for one, other, _ in blocks[number] for node in (one, other)}
        new = sorted({other for node in inside for other in of.pop(node, ())} - seen)
        seen.update(new)
        order += new
    return [blocks[number] for number in order]


def _glued(choice: Sequence[Labels]) -> Labels:
    """Put the labels of blocks together: in each, the label of the node that is placed already changes with another."""
    result: Labels = {}
    for labels in choice:
        shared = next((node for node in labels if node in result), None)
        swap = {} if shared is None else {labels[shared]: result[shared], result[shared]: labels[shared]}
        result |= {node: swap.get(label, label) for node, label in labels.items()}
    return result


def _camps(labels: Labels) -> Camps:
    groups: dict[int, list[str]] = {}
    for node in sorted(labels):
        groups.setdefault(labels[node], []).append(node)
    return tuple(sorted(map(tuple, groups.values()), key=lambda group: (-len(group), group)))
