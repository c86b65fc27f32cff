"""Tables of balance, camps and polarization."""

from __future__ import annotations

from stakegraph.measures.balance import triangles
from stakegraph.measures.frustration import Frustration
from stakegraph.measures.networks import Networks
from stakegraph.measures.polarization import polarization
from stakegraph.measures.significance import Significance, balance_test, frustration_test, polarization_test
from stakegraph.measures.table import Options, Row, Table, Value
from stakegraph.measures.ties import ties
from stakegraph.vocabulary import compact

_TESTED = ("statistic", "value", "by chance", "deviation", "z", "p high", "p low")


def _tested(name: str, value: Value, found: Significance | None) -> Row:
    if found is None:
        return (name, value, None, None, None, None, None)
    return (name, value, found.mean, found.deviation, found.z, found.high, found.low)


def _chance(null: str, runs: int, options: Options) -> tuple[dict[str, Value], tuple[str, ...]]:
    """Return the settings of a null model, and the note that it was left out."""
    left_out = () if runs else ("the network is too large to test this by default; ask for it with --runs",)
    return {"null": null, "runs": runs, "seed": options.seed}, left_out


def triads(networks: Networks, options: Options) -> Table:
    """Signed triads, the share that is balanced, and whether that is more than chance."""
    graph = networks.get(options.network or "alignment")
    census = triangles(graph)
    # Shuffled signs keep the triangles; rewired ties must be searched for them again.
    work = census.total / 500 if options.null == "signs" else 10 * graph.number_of_edges() + census.total
    runs = options.times(999, work, 2e6)
    found = balance_test(graph, null=options.null, runs=runs, seed=options.seed) if runs else None
    counts = {"+++": census.three, "++-": census.two, "+--": census.one, "---": census.none, "all": census.total}
    rows = [_tested(name, count, None) for name, count in counts.items()]
    rows += [_tested("balanced", census.balanced, found), _tested("weakly balanced", census.weakly_balanced, None)]
    return Table(_TESTED, tuple(rows), *_chance(options.null, runs, options))


def _solved(networks: Networks, options: Options) -> Frustration:
    name = options.network or "alignment"
    return networks.frustration(name, camps=options.camps, weighted=options.weighted, seed=options.seed)


def _settings(options: Options) -> dict[str, Value]:
    return {"camps": options.camps, "weighted": options.weighted, "seed": options.seed}


def frustrations(networks: Networks, options: Options) -> Table:
    """The frustration index: how many ties contradict the best camps."""
    graph = networks.get(options.network or "alignment")
    found = _solved(networks, options)
    runs = 0 if options.weighted else options.times(199, len(graph) + graph.number_of_edges())
    test = (
        frustration_test(graph, camps=options.camps, null=options.null, runs=runs, seed=options.seed) if runs else None
    )
    rows = (
        _tested("frustration index", found.index, test),
        _tested("proven bound", found.bound, None),
        _tested("exact", found.exact, None),
        _tested("ties" if not options.weighted else "weight of ties", found.total, None),
        _tested("balance (1 - 2 index / ties)", found.balance, None),
        _tested("optimal divisions of the largest part", len(found.parts[0].optima) if found.parts else 0, None),
        _tested("these are all", found.parts[0].complete if found.parts else None, None),
    )
    settings, notes = _chance(options.null, runs, options)
    if options.weighted:
        notes = ("the test is on the number of ties; leave --weighted out for it",)
    return Table(_TESTED, rows, {**_settings(options), **settings}, (*notes, *_proof(found)))


def _proof(found: Frustration) -> tuple[str, ...]:
    if found.exact:
        return ()
    return (f"the index is not proven: no division frustrates less than {found.bound:g}",)


def camp_members(networks: Networks, options: Options) -> Table:
    """The camps of least frustration, all divisions that are as good."""
    found = _solved(networks, options)
    rows = [
        (number, optimum, camp, networks.label(node), compact(node))
        for number, part in enumerate(found.parts, 1)
        for optimum, division in enumerate(part.optima, 1)
        for camp, group in enumerate(division, 1)
        for node in group
    ]
    notes = ("camps of different parts have nothing to do with each other",) if len(found.parts) > 1 else ()
    columns = ("part", "optimum", "camp", "actor", "id")
    return Table(columns, tuple(rows), _settings(options), (*notes, *_proof(found)))


def contradictions(networks: Networks, options: Options) -> Table:
    """The ties that contradict the camps."""
    found = _solved(networks, options)
    known = ties(networks.get(options.network or "alignment"))
    rows = [(networks.label(one), networks.label(other), known[one, other]) for one, other in found.frustrated]
    return Table(("one", "other", "weight"), tuple(rows), _settings(options), _proof(found))


def polarizations(networks: Networks, options: Options) -> Table:
    """How well camps of near equal size explain agreement and conflict."""
    graph = networks.get(options.network or "alignment")
    found = polarization(graph, camps=options.camps, seed=options.seed)
    runs = options.times(199, len(graph) + graph.number_of_edges())
    test = polarization_test(graph, camps=options.camps, runs=runs, seed=options.seed) if runs else None
    settings, left_out = _chance("signs", runs, options)
    camps = [", ".join(map(networks.label, group)) for group in found.camps]
    notes = [f"camp {number}: {names}" for number, names in enumerate(camps, 1)]
    if found.value is None:
        notes = ["not defined: it needs agreement and conflict between actors"]
    rows = (_tested("polarization", found.value, test),)
    return Table(_TESTED, rows, {"camps": options.camps, **settings}, (*notes, *left_out))
