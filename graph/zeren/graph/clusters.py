"""Units that work together: the unit–unit projection, its ties beyond chance, and its clusters."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Literal, get_args

from zeren.graph.assignments import Assignments, as_graph, assignments
from zeren.graph.model import Edge
from zeren.loaders.errors import ZerenError

if TYPE_CHECKING:
    from zeren.graph.model import Graph
    from zeren.graph.stores import Store

Weight = Literal["weight", "tasks", "jaccard"]
Correction = Literal["fdr", "bonferroni"]

SHARES = "SHARES_TASKS_WITH"
# Leiden runs from several random starts and the best is kept.
_TRIALS, _ITERATIONS = 10, 10
_LARGEST_SEED = 2**64 - 1


@dataclass(frozen=True, slots=True)
class Clustering:
    """Who works with whom. Written to a store by ``zeren clusters --write``."""

    units: Mapping[str, int]
    """Unit id → cluster number, from 1: the largest cluster first, equal sizes by their smallest unit id."""
    edges: tuple[Edge, ...]
    """SHARES_TASKS_WITH, start < end, sorted; properties tasks, jaccard, weight, p_value, significant."""
    modularity: float
    """Of these clusters in the network that was clustered (Newman & Girvan 2004), at resolution 1."""


def clusters(
    source: Graph | Store,
    *,
    groups: bool = False,
    by: Weight = "weight",
    significant_only: bool = False,
    alpha: float = 0.01,
    correction: Correction = "fdr",
    resolution: float = 1.0,
    seed: int = 1,
    document: str | None = None,
) -> Clustering:
    """Clusters of units by the tasks they share, and the ties themselves.

    The projection joins two units named for the same task, in whatever role. Phrases for several units (kind
    ``group``) are left out unless ``groups``: they stand in so many tasks that they join everything to
    everything. A tie has ``tasks`` (distinct, shared), ``jaccard`` (shared over all tasks of either; Jaccard
    1912) and ``weight`` (Σ 1/(k - 1) over the shared tasks, k being the units of the task: a task for twenty
    units ties each pair less than a task for two; Newman 2001).

    ``p_value`` is the chance of sharing as many tasks or more, were each unit's tasks drawn at random from
    all tasks that name a unit: the upper tail of the hypergeometric law, uncorrected (Tumminello et al.
    2011). ``significant`` corrects for testing all n(n-1)/2 pairs of units, those that share nothing
    included, at level ``alpha``: ``fdr`` (Benjamini & Hochberg 1995; the default: of the significant ties the
    part alpha may be chance) or ``bonferroni`` (stricter: that a single one is chance has probability alpha).
    The law takes tasks as alike; notices name 2 units in some and 20 in others, so a tie made of a few very
    wide tasks is overrated: look at ``weight`` beside it.

    Clusters are those of Leiden (Traag, Waltman & van Eck 2019) with modularity at ``resolution``, on ``by``;
    from ``seed`` and sorted ties, so the same graph gives the same clusters in whatever order it was loaded.
    A unit that shares no task is a cluster of its own. ``significant_only`` clusters over significant ties
    alone; ``edges`` holds all of them either way.

    Raises ZerenError for an unknown document or a setting out of its range.
    """
    _check(by, correction, alpha, resolution, seed)
    given = assignments(as_graph(source), groups=groups, document=document)
    edges = projection(given, alpha=alpha, correction=correction)
    ties = [
        (e.start, e.end, _number(e, by)) for e in edges if not significant_only or e.properties["significant"] is True
    ]
    numbers = _numbered(_leiden(ties, resolution, seed), given.any)
    return Clustering(units=numbers, edges=edges, modularity=_modularity(ties, numbers))


def projection(given: Assignments, *, alpha: float = 0.01, correction: Correction = "fdr") -> tuple[Edge, ...]:
    """The unit–unit ties of the tasks, sorted by their ends' ids; see ``clusters`` for their properties."""
    shared: dict[tuple[str, str], list[float]] = {}
    units_of = given.units_of
    for units in units_of.values():
        for pair in combinations(sorted(units), 2):
            shared.setdefault(pair, []).append(1 / (len(units) - 1))
    load = {unit: len(tasks) for unit, tasks in given.any.items()}
    pairs = sorted(shared)
    p_values = [upper_tail(len(units_of), load[a], load[b], len(shared[a, b])) for a, b in pairs]
    tests = math.comb(len(load), 2)
    limit = _limit(p_values, tests, alpha, correction)
    return tuple(
        Edge(
            type=SHARES,
            start=a,
            end=b,
            properties={
                "tasks": len(shared[a, b]),
                "jaccard": len(shared[a, b]) / (load[a] + load[b] - len(shared[a, b])),
                "weight": math.fsum(shared[a, b]),
                "p_value": p,
                "significant": p <= limit,
            },
        )
        for (a, b), p in zip(pairs, p_values, strict=True)
    )


@cache
def upper_tail(total: int, left: int, right: int, shared: int) -> float:
    """P(X >= shared) for X hypergeometric: ``right`` drawn from ``total`` of which ``left`` are marked."""
    low, high = max(shared, left + right - total), min(left, right)
    if shared <= max(0, left + right - total):
        return 1.0
    whole = _log_choose(total, right)
    terms = (
        math.exp(_log_choose(left, x) + _log_choose(total - left, right - x) - whole) for x in range(low, high + 1)
    )
    return min(1.0, math.fsum(terms))


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def _limit(p_values: list[float], tests: int, alpha: float, correction: Correction) -> float:
    """The largest p-value that is still significant; below all of them where none is."""
    if correction == "bonferroni":
        return alpha / tests if tests else -1.0
    # Benjamini–Hochberg over all pairs: the pairs that share nothing have p = 1 and rank behind these.
    passed = [p for rank, p in enumerate(sorted(p_values), 1) if p <= alpha * rank / tests]
    return max(passed, default=-1.0)


def _check(by: str, correction: str, alpha: float, resolution: float, seed: int) -> None:
    if by not in get_args(Weight):
        raise ZerenError(f"no clusters by {by!r}: choose one of {', '.join(get_args(Weight))}")
    if correction not in get_args(Correction):
        raise ZerenError(f"no correction {correction!r}: choose one of {', '.join(get_args(Correction))}")
    if not 0 < alpha < 1:
        raise ZerenError(f"alpha is {alpha}: it must be between 0 and 1")
    if not 0 < resolution < math.inf:
        raise ZerenError(f"resolution is {resolution}: it must be a positive number")
    if not 0 <= seed <= _LARGEST_SEED:
        raise ZerenError(f"seed is {seed}: it must be between 0 and {_LARGEST_SEED}")


def _number(edge: Edge, name: str) -> float:
    value = edge.properties[name]
    assert isinstance(value, (int, float))
    return float(value)


def _leiden(ties: list[tuple[str, str, float]], resolution: float, seed: int) -> dict[str, int]:
    if not ties:
        return {}  # Leiden refuses an empty network
    # It ships no type information; its signature is in its documentation.
    from graspologic_native import leiden  # type: ignore[import-untyped]  # graspologic-native has no types

    _, found = leiden(ties, resolution=resolution, seed=seed, iterations=_ITERATIONS, trials=_TRIALS)
    return dict(found)


def _numbered(found: Mapping[str, int], units: Iterable[str]) -> dict[str, int]:
    """Cluster numbers that say size, for all units; those that Leiden did not see are alone."""
    members: dict[object, list[str]] = {}
    for unit in sorted(units):
        members.setdefault(found.get(unit, unit), []).append(unit)
    ordered = sorted(members.values(), key=lambda cluster: (-len(cluster), cluster[0]))
    return {unit: number for number, cluster in enumerate(ordered, 1) for unit in cluster}


def _modularity(ties: list[tuple[str, str, float]], number: Mapping[str, int]) -> float:
    """Σ_c (inside_c/m - (strength_c/2m)²); 0 for a network without ties."""
    total = math.fsum(weight for *_, weight in ties)
    if not total:
        return 0.0
    inside = math.fsum(w for a, b, w in ties if number[a] == number[b]) / total
    strength: dict[int, list[float]] = {}
    for a, b, weight in ties:
        strength.setdefault(number[a], []).append(weight)
        strength.setdefault(number[b], []).append(weight)
    return inside - math.fsum((math.fsum(of) / (2 * total)) ** 2 for of in strength.values())
