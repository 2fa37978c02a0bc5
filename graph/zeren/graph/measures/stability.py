"""Clusters of one city, and what would be left of them had a few tasks been others."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.sparse import csr_array

from zeren.graph.measures.blocks import supported
from zeren.graph.measures.fixed_margins import BURN_IN, Chains
from zeren.graph.measures.incidence import Incidence, Shared, generator, shared

if TYPE_CHECKING:
    from numpy.typing import NDArray

Weight = Literal["weight", "tasks", "jaccard"]
Verdict = Literal["stable", "doubtful", "not stable"]
VERDICTS: tuple[Verdict, ...] = ("not stable", "doubtful", "stable")

STABLE, DOUBTFUL = 0.75, 0.6
"""Mean Jaccard from which a cluster is stable, and below which it is not (Hennig 2007)."""
NULL_SAMPLES = 20
# Leiden runs from several random starts and the best is kept; of a resample one will do.
_TRIALS, _ITERATIONS = 10, 10


@dataclass(frozen=True, slots=True, eq=False)
class Partition:
    """The clusters of one city; arrays run along its units."""

    label: NDArray[np.int64]
    modularity: float
    """At resolution 1 (Newman & Girvan 2004)."""
    confidence: NDArray[np.float64]
    """Of each unit: the part of its cluster's other units that stay with it, on average over resamples."""
    stability: NDArray[np.float64]
    """Of each label: mean of the Jaccard similarity to the nearest cluster of each resample (Hennig 2007)."""
    modularity_null: float
    """Mean modularity of clusters in random assignments with the same margins."""
    modularity_null_sd: float
    groups_supported: int

    def verdict(self, label: int) -> Verdict:
        """What can be said of a cluster; a step less where one group describes the city best."""
        steps = int(self.stability[label] >= DOUBTFUL) + int(self.stability[label] >= STABLE)
        return VERDICTS[max(0, steps - int(self.groups_supported <= 1))]


def partition(
    given: Incidence,
    *,
    by: Weight = "weight",
    kept: NDArray[np.bool_] | None = None,
    resolution: float = 1.0,
    seed: int = 1,
    resamples: int = 100,
) -> Partition:
    """Leiden clusters of a city's units, with their stability over ``resamples`` of its tasks.

    ``kept`` says which pairs of ``shared`` may carry them; all where it is None. With no resamples, what follows from
    them is nan.
    """
    pairs = shared(given)
    weights = getattr(pairs, by).astype(np.float64)
    used = np.ones(len(weights), bool) if kept is None else kept
    label = leiden(len(given.units), pairs, np.where(used, weights, 0.0), resolution, seed, _TRIALS)
    quality = modularity(pairs, np.where(used, weights, 0.0), label)
    clusters = int(label.max(initial=-1)) + 1
    if not resamples:
        nothing = np.full(len(label), np.nan)
        return Partition(label, quality, nothing, np.full(clusters, np.nan), math.nan, math.nan, 0)
    allowed = None if kept is None else set(zip(pairs.a[kept].tolist(), pairs.b[kept].tolist(), strict=True))
    confidence, stability = _stability(given, label, by, allowed, resolution, seed, resamples)
    null = _null_modularity(given, by, resolution, seed)
    return Partition(
        label,
        quality,
        confidence,
        stability,
        float(np.mean(null)),
        float(np.std(null, ddof=1)),
        supported(given, label).groups,
    )


def leiden(
    units: int, pairs: Shared, weights: NDArray[np.float64], resolution: float, seed: int, trials: int
) -> NDArray[np.int64]:
    """Labels from 0; units without a tie are alone (Traag, Waltman & van Eck 2019)."""
    label = np.arange(units)
    some = weights > 0
    if some.any():
        # It ships no type information; its signature is in its documentation.
        from graspologic_native import leiden as native  # type: ignore[import-untyped]  # graspologic-native has no types

        ends = (map(str, side[some].tolist()) for side in (pairs.a, pairs.b))
        ties = list(zip(*ends, weights[some].tolist(), strict=True))
        _, found = native(ties, resolution=resolution, seed=seed, iterations=_ITERATIONS, trials=trials)
        for unit, cluster in found.items():
            label[int(unit)] = units + cluster
    _, numbered = np.unique(label, return_inverse=True)
    return numbered.astype(np.int64)


def modularity(pairs: Shared, weights: NDArray[np.float64], label: NDArray[np.int64]) -> float:
    """Σ_c (inside_c/m - (strength_c/2m)²); 0 for a network without ties."""
    total = math.fsum(weights)
    if not total:
        return 0.0
    inside = math.fsum(weights[label[pairs.a] == label[pairs.b]]) / total
    strength = np.bincount(label[pairs.a], weights, len(label)) + np.bincount(label[pairs.b], weights, len(label))
    return inside - math.fsum((strength / (2 * total)) ** 2)


def _stability(
    given: Incidence,
    label: NDArray[np.int64],
    by: Weight,
    allowed: set[tuple[int, int]] | None,
    resolution: float,
    seed: int,
    resamples: int,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    rng = generator(seed, given.cities[0] if given.cities else "", 2)
    clusters = int(label.max()) + 1
    kept, seen = np.zeros(len(label)), np.zeros(len(label))
    alike, drawn = np.zeros(clusters), np.zeros(clusters)
    for n in range(resamples):
        again = given.resampled(rng)
        pairs = shared(again)
        weights = getattr(pairs, by).astype(np.float64)
        if allowed is not None:
            inside = [pair in allowed for pair in zip(pairs.a.tolist(), pairs.b.tolist(), strict=True)]
            weights = np.where(inside, weights, 0.0)
        found = leiden(len(label), pairs, weights, resolution, seed + n + 1 & (2**64 - 1), 1)
        here = np.asarray(again.matrix.sum(axis=1)).ravel() > 0
        table = np.zeros((clusters, int(found.max()) + 1))
        np.add.at(table, (label[here], found[here]), 1)
        mine, theirs = table.sum(axis=1), table.sum(axis=0)
        there = mine > 0
        similar = table / np.maximum(mine[:, None] + theirs[None] - table, 1)
        alike[there] += similar.max(axis=1)[there]
        drawn[there] += 1
        mates = here & (mine[label] > 1)
        kept[mates] += ((table[label, found] - 1) / np.maximum(mine[label] - 1, 1))[mates]
        seen[mates] += 1
    with np.errstate(invalid="ignore"):
        return kept / seen, alike / drawn


def _null_modularity(given: Incidence, by: Weight, resolution: float, seed: int) -> list[float]:
    walk = Chains.start(given, NULL_SAMPLES, generator(seed, given.cities[0] if given.cities else "", 3))
    walk.trade(BURN_IN)
    found = []
    for n, units in enumerate(walk.state.astype(np.int64)):
        matrix = csr_array((np.ones(len(units)), (units, walk.task)), shape=given.matrix.shape)
        other = Incidence(given.units, given.tasks, matrix, given.stratum, given.city, given.cities)
        pairs = shared(other)
        weights = getattr(pairs, by).astype(np.float64)
        label = leiden(len(given.units), pairs, weights, resolution, seed + n + 1 & (2**64 - 1), 1)
        found.append(modularity(pairs, weights, label))
    return found
