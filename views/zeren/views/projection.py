"""What the network pictures draw: the clusters, the strongest ties between units, who oversees whose work."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zeren.graph.model import Edge, Graph
from zeren.views.facts import Facts, is_group

Pair = tuple[str, str]

_UNTESTED: Any = {"resamples": 0, "method": "hypergeometric"}
"""A picture shows neither tests nor verdicts: the quickest will do, and neither changes clusters."""
ALPHA = 0.15
"""Level of the disparity filter: at this one the network of a city's notice is still legible."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two nodes by id, with the number of tasks behind the tie."""

    a: str
    b: str
    tasks: int
    weight: float


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


def project(graph: Graph, facts: Facts) -> Projection:
    """Clusters of a graph and its ties as drawn; what ``zeren clusters --write`` stored in it is taken as it is."""
    from zeren.graph.measures.communities import clusters

    clustering = clusters(graph, **_UNTESTED)
    stored = {u.id: int(str(u.properties["cluster"])) for u in facts.units if "cluster" in u.properties}
    number = stored or dict(clustering.units)
    members: dict[int, list[str]] = defaultdict(list)
    for unit in facts.units:
        if not is_group(unit) and unit.id in number:
            members[number[unit.id]].append(unit.id)
    ties = _ties(clustering.edges)
    wide = _ties(clusters(graph, groups=True, **_UNTESTED).edges) if any(is_group(u) for u in facts.units) else ties
    return Projection(
        clusters=tuple(tuple(members[n]) for n in sorted(members) if len(members[n]) > 1),
        ties=_drawn(ties),
        all_ties=len(ties),
        ties_with_groups=_drawn(wide),
        all_ties_with_groups=len(wide),
    )


def _ties(edges: Sequence[Edge]) -> tuple[Tie, ...]:
    return tuple(
        Tie(e.start, e.end, int(str(e.properties["tasks"])), float(str(e.properties["weight"]))) for e in edges
    )


def _drawn(ties: Sequence[Tie]) -> tuple[Tie, ...]:
    """The ties that stand out at one of their ends, and each unit's best."""
    from zeren.graph.measures.disparity import disparity_filter

    kept = disparity_filter(((t.a, t.b, t.weight) for t in ties), ALPHA, keep_best=True)
    return tuple(t for t in ties if (min(t.a, t.b), max(t.a, t.b)) in kept)


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
