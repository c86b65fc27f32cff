"""The integer program of camps: linear bounds that grow by cuts, and branching where they are not enough.

A variable a tie says whether it is frustrated. Every closed walk whose signs contradict the camps has a frustrated tie;
such cycles are found as shortest paths (Barahona and Mahjoub 1986) and added while they tell something new. For more
than two camps the cycles with one negative tie do the same. Where the bound stays below the best division known, the
same program with whole numbers is left to HiGHS.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_ROUNDS, _PATIENCE = 80, 12
"""Rounds of cuts at most, and how many of them the bound may stand still."""

Cut = tuple[tuple[int, int], ...]
"""Tie numbers with 1 or -1: the sum of what they say is at least 1 minus the number of -1."""


@dataclass(slots=True)
class Program:
    """``count`` nodes, ``ends`` and signed ``weights`` of ties, and the largest number of ``camps``."""

    count: int
    ends: np.ndarray
    weights: np.ndarray
    camps: int
    cuts: set[Cut] = field(default_factory=set)

    @property
    def step(self) -> float:
        """By how much two different costs differ at least: the common divisor of whole weights, else nearly nothing."""
        sizes = np.abs(self.weights)
        return float(np.gcd.reduce(sizes.astype(int))) if np.all(sizes == np.round(sizes)) else 1e-5

    def proven(self, cost: float, bound: float) -> bool:
        """Say whether no cost lies between these two."""
        return cost - bound < self.step - 1e-7

    def cost(self, labels: np.ndarray) -> float:
        """Return the weight that a division frustrates."""
        same = labels[self.ends[:, 0]] == labels[self.ends[:, 1]]
        return float(np.abs(self.weights[same == (self.weights < 0)]).sum())

    def packing(self) -> float:
        """Return a bound from triangles with one negative tie (or three, for two camps) that share no tie."""
        near: list[dict[int, int]] = [{} for _ in range(self.count)]
        for number, (one, other) in enumerate(self.ends.tolist()):
            near[one][other] = near[other][one] = number
        used = np.zeros(len(self.weights), dtype=bool)
        bound = 0.0
        for number, (one, other) in enumerate(self.ends.tolist()):
            if self.weights[number] > 0 or used[number]:
                continue
            for third in sorted(near[one].keys() & near[other].keys()):
                ties = [number, near[one][third], near[other][third]]
                negative = int((self.weights[ties] < 0).sum())
                if not used[ties].any() and (negative == 1 or (negative == 3 and self.camps == 2)):
                    used[ties] = True
                    bound += float(np.abs(self.weights[ties]).min())
                    break
        return bound

    def rows(self) -> tuple[csr_matrix, np.ndarray]:
        """Return the cuts as a matrix and the least values of its rows."""
        from scipy.sparse import csr_matrix

        cuts = sorted(self.cuts)
        places = [(row, tie, value) for row, cut in enumerate(cuts) for tie, value in cut]
        row, tie, value = np.array(places).T if places else np.zeros((3, 0), dtype=int)
        least = np.array([1 - sum(value < 0 for _, value in cut) for cut in cuts], dtype=float)
        return csr_matrix((value.astype(float), (row, tie)), shape=(len(cuts), len(self.weights))), least


@dataclass(frozen=True, slots=True)
class Answer:
    """The best divisions that were found, and what no division costs less than."""

    optima: list[np.ndarray]
    bound: float
    complete: bool


def solve(program: Program, labels: np.ndarray, *, most: int, seconds: float) -> Answer:
    """Return the best divisions of a program, starting from a good one; for two camps, up to ``most`` that are best."""
    deadline = time.monotonic() + seconds
    bound = 0.0 if program.cost(labels) == 0 else _relaxed(program, program.cost(labels), deadline)
    if not program.proven(program.cost(labels), bound):
        labels, bound = _branched(program, labels, bound, deadline)
    cost = program.cost(labels)
    if not program.proven(cost, bound):
        return Answer([labels], bound, complete=False)
    if program.camps > 2 or most < 2:
        return Answer([labels], cost, complete=False)
    optima, complete = _all(program, labels, most, deadline)
    return Answer(optima, cost, complete)


def _relaxed(program: Program, known: float, deadline: float) -> float:
    """Add cuts and return the bound of the linear program, the next value that a cost can have."""
    from scipy.optimize import linprog

    values, bound, still = np.zeros(len(program.weights)), 0.0, 0
    for _ in range(_ROUNDS):
        new = set(_violated(program, values))
        if not new or time.monotonic() > deadline:
            break
        program.cuts |= new
        matrix, least = program.rows()
        found = linprog(np.abs(program.weights), A_ub=-matrix, b_ub=-least, bounds=(0, 1), method="highs-ds")
        if found.x is None:
            break
        still = 0 if found.fun > bound + 0.01 * program.step else still + 1
        values, bound = found.x, max(bound, found.fun)
        if program.proven(known, bound) or still > _PATIENCE:
            break
        tight = matrix @ values < least + 1e-6
        program.cuts = {cut for cut, kept in zip(sorted(program.cuts), tight, strict=True) if kept}
    return min(known, math.ceil(bound / program.step - 1e-6) * program.step)


def _violated(program: Program, values: np.ndarray) -> Iterator[Cut]:
    return _odd_cycles(program, values) if program.camps == 2 else _single_cycles(program, values)


def _odd_cycles(program: Program, values: np.ndarray) -> Iterator[Cut]:
    """Yield violated cycles: shortest ways from a node to its other side, in a network with both sides of each node."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import dijkstra

    one, other = program.ends.T
    n, agree = program.count, program.weights > 0
    stay, cross = np.where(agree, values, 1 - values), np.where(agree, 1 - values, values)
    row, column = np.concatenate([one, one + n, one, one + n]), np.concatenate([other, other + n, other + n, other])
    length = np.concatenate([stay, stay, cross, cross]).clip(0) + 1e-9
    sides = coo_matrix((length, (row, column)), shape=(2 * n, 2 * n)).tocsr()
    far, before = dijkstra(sides, directed=False, indices=np.arange(n), return_predecessors=True, limit=1)
    number = {pair: at for at, pair in enumerate(map(tuple, program.ends.tolist()))}
    for start in np.flatnonzero(far[np.arange(n), np.arange(n) + n] < 1 - 1e-4):
        cut: dict[int, int] = {}
        node = int(start) + n
        while node != start:
            last = int(before[start, node])
            tie = number[min(last % n, node % n), max(last % n, node % n)]
            crossed = (last >= n) != (node >= n)
            value = -1 if crossed == bool(agree[tie]) else 1
            if cut.setdefault(tie, value) != value:
                break
            node = last
        else:
            yield tuple(sorted(cut.items()))


def _single_cycles(program: Program, values: np.ndarray) -> Iterator[Cut]:
    """Yield violated cycles with one negative tie: shortest ways over positive ties between those who are at odds."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import dijkstra

    agree = np.flatnonzero(program.weights > 0)
    one, other = program.ends[agree].T
    shape = (program.count, program.count)
    layer = coo_matrix((values[agree].clip(0) + 1e-9, (one, other)), shape=shape).tocsr()
    far, before = dijkstra(layer, directed=False, return_predecessors=True, limit=1)
    number = {pair: at for at, pair in enumerate(map(tuple, program.ends.tolist()))}
    for tie in np.flatnonzero(program.weights < 0).tolist():
        start, node = map(int, program.ends[tie])
        if far[start, node] + values[tie] < 1 - 1e-4:
            cut = {tie}
            while node != start:
                last = int(before[start, node])
                cut.add(number[min(last, node), max(last, node)])
                node = last
            yield tuple((number, 1) for number in sorted(cut))


def _branched(program: Program, labels: np.ndarray, bound: float, deadline: float) -> tuple[np.ndarray, float]:
    """Return the best division and the bound that whole numbers give in the time that is left."""
    cost = program.cost(labels)
    found = _whole(program, deadline, at_most=cost - program.step)
    if found.status == 2:
        return labels, cost
    if found.x is not None:
        labels = _labels(program, found.x)
    proven = bound if found.mip_dual_bound is None else max(bound, found.mip_dual_bound)
    return labels, min(program.cost(labels), math.ceil(proven / program.step - 1e-6) * program.step)


def _all(program: Program, labels: np.ndarray, most: int, deadline: float) -> tuple[list[np.ndarray], bool]:
    """Return up to ``most`` best divisions into two camps, and whether these are all."""
    optima = [labels]
    while time.monotonic() < deadline:
        found = _whole(program, deadline, at_most=program.cost(labels), other_than=optima)
        if found.status == 2:
            return optima, True
        if found.x is None or len(optima) == most:
            break
        optima.append(_labels(program, found.x))
    return optima, False


def _whole(program: Program, deadline: float, *, at_most: float, other_than: list[np.ndarray] | None = None) -> Any:
    """Solve the program in whole numbers: a variable for each node and camp, then one for each tie."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_matrix, hstack, vstack

    places = program.count * program.camps
    matrix, least = _definitions(program)
    cuts, floor = program.rows()
    blocks = [matrix, hstack([csr_matrix((len(floor), places)), cuts])]
    lower = [least, floor]
    for labels in other_than or []:
        row = np.zeros((2, places + len(program.weights)))
        for side, change in enumerate((labels, 1 - labels)):
            row[side, np.arange(program.count) * 2 + change] = -1
        blocks.append(csr_matrix(row))
        lower.append(np.full(2, 1.0 - program.count))
    cost = np.concatenate([np.zeros(places), np.abs(program.weights)])
    constraints = [
        LinearConstraint(vstack(blocks).tocsc(), np.concatenate(lower), np.inf),
        LinearConstraint(cost[None, :], -np.inf, at_most + 1e-7),
        LinearConstraint(_one_camp_each(program), 1, 1),
    ]
    upper = np.ones(len(cost))
    order = np.argsort(-np.bincount(program.ends.ravel(), minlength=program.count), kind="stable")
    for rank, node in enumerate(order[: program.camps]):
        # Camps have no names: the most tied node is in the first, the next in one of the first two, and so on.
        upper[node * program.camps + rank + 1 : (node + 1) * program.camps] = 0
    whole = np.concatenate([np.ones(places), np.zeros(len(program.weights))])
    limit = {"time_limit": max(0.1, deadline - time.monotonic()), "mip_rel_gap": 0.0}
    return milp(cost, integrality=whole, bounds=Bounds(0, upper), constraints=constraints, options=limit)


def _definitions(program: Program) -> tuple[csr_matrix, np.ndarray]:
    """Return the rows that say when a tie is frustrated: between camps if positive, within one if negative."""
    from scipy.sparse import csr_matrix

    places, row, rows, columns, values, least = program.count * program.camps, 0, [], [], [], []
    for tie, (one, other) in enumerate(program.ends.tolist()):
        positive = program.weights[tie] > 0
        for camp in range(program.camps):
            first, second = one * program.camps + camp, other * program.camps + camp
            for sign_first, sign_second in ((1, -1), (-1, 1)) if positive else ((-1, -1),):
                rows += [row] * 3
                columns += [places + tie, first, second]
                values += [1.0, sign_first, sign_second]
                least.append(0.0 if positive else -1.0)
                row += 1
    shape = (row, places + len(program.weights))
    return csr_matrix((values, (rows, columns)), shape=shape), np.array(least)


def _one_camp_each(program: Program) -> csr_matrix:
    from scipy.sparse import csr_matrix

    places = np.arange(program.count * program.camps)
    shape = (program.count, len(places) + len(program.weights))
    return csr_matrix((np.ones(len(places)), (places // program.camps, places)), shape=shape)


def _labels(program: Program, values: np.ndarray) -> np.ndarray:
    inside = values[: program.count * program.camps].reshape(program.count, program.camps)
    return np.asarray(inside.argmax(axis=1))
