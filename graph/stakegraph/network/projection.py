"""From units to ties: two-mode tables and one-mode projections, by the formulas of discourse network analysis.

x_ijk is the number of units of actor i on target j at level k (Leifeld 2017, "Discourse network analysis: policy
debates as dynamic networks"; manual of Discourse Network Analyzer). Levels are 1 and -1, or points on a scale of
range R.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from math import sqrt

from stakegraph.network.filters import one_of
from stakegraph.network.units import Unit

ONE_MODE = ("cooccurrence", "congruence", "conflict", "subtract")
TWO_MODE = ("ignore", "combine", "subtract")
ONE_MODE_NORMS = ("none", "average", "jaccard", "cosine", "dna-cosine")
TWO_MODE_NORMS = ("none", "activity", "prominence")

Weighted = tuple[Unit, float]
Levels = dict[float | None, "Cell"]


@dataclass(slots=True)
class Cell:
    """x_ijk with the units that it is the sum of."""

    weight: float = 0.0
    units: list[Unit] = field(default_factory=list)


@dataclass(slots=True)
class Tie:
    """An edge of a network: its weight, what it rests on, and the targets that the two share."""

    weight: float
    units: list[Unit]
    targets: list[str] = field(default_factory=list)
    congruence: float = 0.0
    conflict: float = 0.0


@dataclass(slots=True)
class Table:
    """x_ijk as cells[i][j][k]; with ``any_level`` the levels are not told apart, and None is one of them."""

    cells: dict[str, dict[str, Levels]]
    any_level: bool

    def activity(self, actor: str) -> float:
        """Return SUM_jk x_ijk."""
        return sum(cell.weight for levels in self.cells[actor].values() for cell in levels.values())

    def prominence(self) -> dict[str, float]:
        """Return SUM_ik x_ijk of each target j."""
        sums: dict[str, float] = defaultdict(float)
        for row in self.cells.values():
            for target, levels in row.items():
                sums[target] += sum(cell.weight for cell in levels.values())
        return sums


def tabulate(units: Iterable[Weighted], *, over: str = "actors", any_level: bool = False) -> Table:
    """Sum weighted units up: x_ijk for actor i and target j, or the other way round with ``over="issues"``.

    With ``any_level`` units that take no side count too, and ties do not depend on who takes which.
    """
    one_of("over", over, ("actors", "issues"))
    cells: dict[str, dict[str, Levels]] = defaultdict(lambda: defaultdict(dict))
    for unit, weight in units:
        if unit.level is None and not any_level:
            continue
        row, column = (unit.actor, unit.target) if over == "actors" else (unit.target, unit.actor)
        cell = cells[row][column].setdefault(unit.level, Cell())
        cell.weight += weight
        cell.units.append(unit)
    return Table({row: dict(columns) for row, columns in cells.items()}, any_level)


def two_mode(table: Table, aggregation: str = "subtract", normalisation: str = "none") -> dict[tuple[str, str], Tie]:
    """Return the ties of rows to columns, those of weight 0 too.

    ``ignore`` is SUM_k x_ijk and ``subtract`` SUM_k k x_ijk, for signs those for less those against. ``combine`` is a
    code: 1 for, 2 against, 3 both; on a scale a bit for each level, the lowest first. ``activity`` divides by SUM_jk
    x_ijk, ``prominence`` by SUM_ik x_ijk; what is divided by 0 is 0.
    """
    one_of("aggregation", aggregation, TWO_MODE)
    one_of("normalisation", normalisation, TWO_MODE_NORMS)
    codes = _codes(table)
    weigh: dict[str, Callable[[Levels], float]] = {
        "ignore": lambda levels: sum(cell.weight for cell in levels.values()),
        "subtract": lambda levels: sum((level or 0.0) * cell.weight for level, cell in levels.items()),
        "combine": lambda levels: float(sum(codes[level] for level in levels)),
    }
    prominence = table.prominence() if normalisation == "prominence" else {}
    ties: dict[tuple[str, str], Tie] = {}
    for row, columns in table.cells.items():
        activity = table.activity(row)
        for column, levels in columns.items():
            norm = {"none": 1.0, "activity": activity, "prominence": prominence.get(column, 0.0)}[normalisation]
            units = [unit for cell in levels.values() for unit in cell.units]
            ties[row, column] = Tie(_divided(weigh[aggregation](levels), norm), units)
    return {pair: ties[pair] for pair in sorted(ties)}


def _codes(table: Table) -> dict[float | None, int]:
    levels = {level for row in table.cells.values() for found in row.values() for level in found}
    if levels <= {1.0, -1.0, None}:
        return {1.0: 1, -1.0: 2, None: 0}
    return {level: 2**place for place, level in enumerate(sorted(level for level in levels if level is not None))}


def one_mode(
    table: Table, aggregation: str, normalisation: str = "none", *, scale: float = 2.0
) -> dict[tuple[str, str], Tie]:
    """Return the ties of rows i < i' by the columns that they share; ties of weight 0 are none.

    With d = |k - k'| / ``scale``, ``congruence`` is SUM_jkk' x_ijk x_i'jk' (1 - d) and ``conflict`` the same with d;
    ``subtract`` is congruence less conflict, and ``cooccurrence`` SUM_j x_ij x_i'j whatever the levels (a table made
    with ``any_level``). They are divided by

    - ``average``: (SUM_jk x_ijk + SUM_jk x_i'jk) / 2;
    - ``jaccard``: SUM x_ijk [x_i'jk = 0] + SUM x_i'jk [x_ijk = 0] + SUM x_ijk x_i'jk;
    - ``cosine``: the product of the Euclidean norms of x_i and x_i' over j and k;
    - ``dna-cosine``: the product of the two activities, which Discourse Network Analyzer calls cosine.

    What is divided by 0 is 0.
    """
    one_of("aggregation", aggregation, ONE_MODE)
    one_of("normalisation", normalisation, ONE_MODE_NORMS)
    ties = _pairs(table, aggregation, 0.0 if table.any_level else scale)
    agree, disagree = {"conflict": (0, 1), "subtract": (1, -1)}.get(aggregation, (1, 0))
    divide = _norm(table, normalisation)
    for pair, tie in ties.items():
        if divide is not None:
            norm = divide(*pair)
            tie.congruence, tie.conflict = _divided(tie.congruence, norm), _divided(tie.conflict, norm)
        tie.weight = agree * tie.congruence + disagree * tie.conflict
    return {pair: ties[pair] for pair in sorted(ties) if ties[pair].weight}


def _pairs(table: Table, aggregation: str, scale: float) -> dict[tuple[str, str], Tie]:
    """Add congruence and conflict up over shared columns, with the units that the wanted one rests on."""
    rests = {"conflict": (False, True), "subtract": (True, True)}.get(aggregation, (True, False))
    columns: dict[str, list[str]] = defaultdict(list)
    for row in sorted(table.cells):
        for column in table.cells[row]:
            columns[column].append(row)
    ties: dict[tuple[str, str], Tie] = {}
    for column in sorted(columns):
        levels = {row: table.cells[row][column] for row in columns[column]}
        for pair in combinations(columns[column], 2):
            _compare(ties, pair, column, (levels[pair[0]], levels[pair[1]]), (scale, rests))
    return ties


def _compare(
    ties: dict[tuple[str, str], Tie],
    pair: tuple[str, str],
    column: str,
    sides: tuple[Levels, Levels],
    how: tuple[float, tuple[bool, bool]],
) -> None:
    scale, rests = how
    used: dict[int, Cell] = {}
    congruence = conflict = 0.0
    for level, one in sides[0].items():
        for other_level, other in sides[1].items():
            product = one.weight * other.weight
            apart = abs(level - other_level) / scale if level is not None and other_level is not None and scale else 0.0
            congruence += product * (1 - apart)
            conflict += product * apart
            if (rests[0] and apart < 1) or (rests[1] and apart > 0):
                used[id(one)], used[id(other)] = one, other
    if used:
        tie = ties.get(pair)
        if tie is None:
            tie = ties[pair] = Tie(0.0, [])
        tie.congruence += congruence
        tie.conflict += conflict
        tie.targets.append(column)
        tie.units += [unit for cell in used.values() for unit in cell.units]


def _norm(table: Table, normalisation: str) -> Callable[[str, str], float] | None:
    if normalisation == "none":
        return None
    if normalisation == "jaccard":
        return lambda one, other: _jaccard(table.cells[one], table.cells[other])
    if normalisation == "cosine":
        lengths = {row: _length(columns, table.any_level) for row, columns in table.cells.items()}
        return lambda one, other: lengths[one] * lengths[other]
    sums = {row: table.activity(row) for row in table.cells}
    if normalisation == "average":
        return lambda one, other: (sums[one] + sums[other]) / 2
    return lambda one, other: sums[one] * sums[other]


def _length(columns: Mapping[str, Levels], any_level: bool) -> float:
    weights = [[cell.weight for cell in levels.values()] for levels in columns.values()]
    return sqrt(sum(sum(part) ** 2 if any_level else sum(one**2 for one in part) for part in weights))


def _jaccard(one: Mapping[str, Levels], other: Mapping[str, Levels]) -> float:
    left = {(column, level): cell.weight for column, levels in one.items() for level, cell in levels.items()}
    right = {(column, level): cell.weight for column, levels in other.items() for level, cell in levels.items()}
    alone = sum(weight for key, weight in left.items() if key not in right)
    alone += sum(weight for key, weight in right.items() if key not in left)
    return alone + sum(weight * right[key] for key, weight in left.items() if key in right)


def _divided(value: float, norm: float) -> float:
    return value / norm if norm else 0.0
