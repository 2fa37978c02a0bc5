"""What the network pictures draw: the clusters, the strongest ties between units, who oversees whose work."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Any

from zeren.graph.model import Edge, Graph, Node
from zeren.views.facts import Facts, is_group, text

Pair = tuple[str, str]

_QUICK: Any = {"resamples": 0, "method": "hypergeometric"}
"""For clusters and weights, which no test changes."""
CHEAP = 1_500
"""Edges of responsibility up to which ties are tested for a page: a second or two; above, by ``clusters --write``."""
ALPHA = 0.15
"""Level of the disparity filter: at this one the network of a city's notice is still legible."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two nodes by id, with the number of tasks behind the tie."""

    a: str
    b: str
    tasks: int
    weight: float
    sure: bool = False
    """More than chance, where that was tested."""


@dataclass(frozen=True, slots=True)
class Tested:
    """How the ties of a picture were tested."""

    sure: int
    """How many are more than chance; those that are not tested here are not among them."""
    methods: tuple[str, ...]
    written: bool
    """By ``zeren clusters --write``; else here, with the defaults of ``zeren ties``."""


@dataclass(frozen=True, slots=True)
class Told:
    """What ``zeren clusters --write`` left of a cluster; nothing where it did not run."""

    name: str = ""
    verdict: str = ""
    stability: float | None = None
    confidence: tuple[float | None, ...] = ()
    """Of each of its units."""


@dataclass(frozen=True, slots=True)
class Projection:
    """The unit–unit network as drawn."""

    clusters: tuple[tuple[str, ...], ...]
    """Unit ids of each cluster of two or more, groups left out; within a cluster those with most tasks first."""
    ties: tuple[Tie, ...]
    """Those that are drawn, without groups."""
    all_ties: int
    """How many ties it was filtered from."""
    ties_with_groups: tuple[Tie, ...]
    all_ties_with_groups: int
    told: tuple[Told, ...]
    """Of each cluster."""
    tested: Tested | None
    """None where ties were not tested."""


def project(graph: Graph, facts: Facts) -> Projection:
    """Clusters of a graph and its ties as drawn; what ``zeren clusters --write`` stored in it is taken as it is."""
    from zeren.graph.measures.communities import clusters

    written = [e for e in graph.edges if e.type == "SHARES_TASKS_WITH" and "significant" in e.properties]
    cheap = len(facts.mentions) <= CHEAP
    clustering = clusters(graph, resamples=0) if cheap and not written else clusters(graph, **_QUICK)
    judged = written or (clustering.edges if cheap else ())
    sure = {(e.start, e.end) for e in judged if e.properties["significant"] is True}
    stored = {u.id: int(str(u.properties["cluster"])) for u in facts.units if "cluster" in u.properties}
    number = stored or dict(clustering.units)
    members: dict[int, list[Node]] = defaultdict(list)
    for unit in facts.units:
        if not is_group(unit) and unit.id in number:
            members[number[unit.id]].append(unit)
    found = [members[n] for n in sorted(members) if len(members[n]) > 1]
    ties = _ties(clustering.edges, sure)
    phrases = any(is_group(u) for u in facts.units)
    wide = _ties(clusters(graph, groups=True, **_QUICK).edges, sure) if phrases else ties
    methods = tuple(sorted({str(e.properties["method"]) for e in judged if "method" in e.properties}))
    return Projection(
        clusters=tuple(tuple(u.id for u in units) for units in found),
        ties=_drawn(ties),
        all_ties=len(ties),
        ties_with_groups=_drawn(wide),
        all_ties_with_groups=len(wide),
        told=tuple(_told(units) if stored else Told() for units in found),
        tested=Tested(sum(t.sure for t in ties), methods, bool(written)) if judged else None,
    )


def _told(units: Sequence[Node]) -> Told:
    confidence = tuple(_share(u, "cluster_confidence") for u in units)
    first = units[0]
    return Told(
        text(first, "cluster_name"), text(first, "cluster_verdict"), _share(first, "cluster_stability"), confidence
    )


def _share(unit: Node, name: str) -> float | None:
    value = unit.properties.get(name)
    return float(value) if isinstance(value, int | float) else None


def _ties(edges: Sequence[Edge], sure: Set[Pair]) -> tuple[Tie, ...]:
    return tuple(
        Tie(
            e.start,
            e.end,
            int(str(e.properties["tasks"])),
            float(str(e.properties["weight"])),
            (e.start, e.end) in sure,
        )
        for e in edges
    )


def _drawn(ties: Sequence[Tie]) -> tuple[Tie, ...]:
    """The ties that stand out at one of their ends, each unit's best, and those that are more than chance."""
    from zeren.graph.measures.disparity import disparity_filter

    kept = disparity_filter(((t.a, t.b, t.weight) for t in ties), ALPHA, keep_best=True)
    return tuple(t for t in ties if t.sure or (min(t.a, t.b), max(t.a, t.b)) in kept)


def oversight(facts: Facts) -> tuple[Tie, ...]:
    """Leaders and the units that lead their tasks, with the number of such tasks.

    Where a task states no lead, the units named for it count: who else would answer. Groups of units and
    phrases for several leaders are left out: they would tie everyone to everyone. Of a unit's ties those of a
    single task are dropped where the unit has a stronger one.
    """
    answering: dict[str, set[str]] = defaultdict(set)
    leading: dict[str, set[str]] = defaultdict(set)
    overseeing: dict[str, set[str]] = defaultdict(set)
    groups = {u.id for u in facts.units if is_group(u)} | {n.id for n in facts.leaders if is_group(n)}
    for edge in facts.mentions:
        if edge.start in groups:
            continue
        if edge.type == "OVERSEES":
            overseeing[edge.end].add(edge.start)
        elif edge.type == "LEADS":
            leading[edge.end].add(edge.start)
        elif edge.type == "RESPONSIBLE_FOR":
            answering[edge.end].add(edge.start)
    counted: Counter[Pair] = Counter()
    shares: dict[Pair, float] = defaultdict(float)
    for task in sorted(overseeing):
        units = leading[task] or answering[task]
        for leader in sorted(overseeing[task]):
            for unit in sorted(units):
                counted[leader, unit] += 1
                shares[leader, unit] += 1 / len(units)
    best: dict[str, float] = defaultdict(float)
    for (_, unit), share in shares.items():
        best[unit] = max(best[unit], share)
    return tuple(
        Tie(leader, unit, tasks, round(shares[leader, unit], 6))
        for (leader, unit), tasks in sorted(counted.items())
        if tasks > 1 or shares[leader, unit] >= best[unit]
    )
