"""Clusters of one city, and what would be left of them had a few tasks been others."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.sparse import csr_array

from zeren.graph.measures.blocks import supported
from zeren.graph.measures.consensus import consensus
from zeren.graph.measures.fixed_margins import BURN_IN, Chains
from zeren.graph.measures.incidence import Incidence, Shared, both_named, drawn, generator, shared, some

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

Weight = Literal["weight", "tasks", "jaccard"]
Verdict = Literal["stable", "doubtful", "not stable"]
VERDICTS: tuple[Verdict, ...] = ("not stable", "doubtful", "stable")

STABLE, DOUBTFUL = 0.75, 0.6
"""Mean Jaccard from which a cluster is stable, and below which it is not (Hennig 2007)."""
NULL_SAMPLES = 20
_CELLS = 4_000_000  # of an array of pairs or tasks × resamples
# Leiden runs from several random starts and the best is kept. Of a resample, or of chance, one will do, in fewer
# passes: its modularity is then within half a percent.
_TRIALS, _ITERATIONS, _FEW = 10, 10, 3


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
    consensus: NDArray[np.int64]
    """Labels of the partition that the resamples agree on; each unit alone where there are none."""
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
    pairs = shared(given.matrix)
    weights = getattr(pairs, by).astype(np.float64)
    used = np.ones(len(weights), bool) if kept is None else kept
    label = leiden(len(given.units), pairs, np.where(used, weights, 0.0), resolution, seed, _TRIALS, _ITERATIONS)
    quality = modularity(pairs, np.where(used, weights, 0.0), label)
    clusters = int(label.max(initial=-1)) + 1
    if not resamples:
        nothing = np.full(len(label), np.nan)
        alone = np.arange(len(label))
        return Partition(label, quality, nothing, np.full(clusters, np.nan), alone, math.nan, math.nan, 0)
    confidence, stability, agreed = _stability(given, some(pairs, used), label, by, resolution, seed, resamples)
    null = _null_modularity(given, by, resolution, seed)
    return Partition(
        label,
        quality,
        confidence,
        stability,
        agreed,
        float(np.mean(null)),
        float(np.std(null, ddof=1)),
        supported(given, label).groups,
    )


def leiden(
    units: int,
    pairs: Shared,
    weights: NDArray[np.float64],
    resolution: float,
    seed: int,
    trials: int = 1,
    iterations: int = _FEW,
) -> NDArray[np.int64]:
    """Labels from 0; units without a tie are alone (Traag, Waltman & van Eck 2019)."""
    label = np.arange(units)
    tied = weights > 0
    if tied.any():
        # It ships no type information; its signature is in its documentation.
        from graspologic_native import leiden as native  # type: ignore[import-untyped]  # graspologic-native has no types

        called = _called(units)
        ends = (map(called.__getitem__, side[tied].tolist()) for side in (pairs.a, pairs.b))
        ties = list(zip(*ends, weights[tied].tolist(), strict=True))
        # Runs count up from the seed that was chosen, which may be the last of 64 bits.
        _, found = native(ties, resolution=resolution, seed=seed % 2**64, iterations=iterations, trials=trials)
        label[np.fromiter(map(int, found), np.int64, len(found))] = units + np.fromiter(
            found.values(), np.int64, len(found)
        )
    _, numbered = np.unique(label, return_inverse=True)
    return numbered.astype(np.int64)


@lru_cache(maxsize=4)  # resamples of a city ask for the same
def _called(units: int) -> tuple[str, ...]:
    """The names by which it knows units."""
    return tuple(map(str, range(units)))


def modularity(pairs: Shared, weights: NDArray[np.float64], label: NDArray[np.int64]) -> float:
    """Σ_c (inside_c/m - (strength_c/2m)²); 0 for a network without ties."""
    total = math.fsum(weights)
    if not total:
        return 0.0
    inside = math.fsum(weights[label[pairs.a] == label[pairs.b]]) / total
    strength = np.bincount(label[pairs.a], weights, len(label)) + np.bincount(label[pairs.b], weights, len(label))
    return inside - math.fsum((strength / (2 * total)) ** 2)


def _stability(
    given: Incidence, pairs: Shared, label: NDArray[np.int64], by: Weight, resolution: float, seed: int, resamples: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """``confidence``, ``stability`` and ``consensus`` of ``Partition``."""
    rng = generator(seed, given.cities[0] if given.cities else "", 2)
    clusters = int(label.max()) + 1
    kept, seen = np.zeros(len(label)), np.zeros(len(label))
    alike, drawn = np.zeros(clusters), np.zeros(clusters)
    together, both = np.zeros(len(pairs.a)), np.zeros(len(pairs.a))
    for n, (weights, here) in enumerate(_redrawn(given, pairs, by, rng, resamples)):
        found = leiden(len(label), pairs, weights, resolution, seed + n + 1)
        width = int(found.max()) + 1
        table = np.bincount(label[here] * width + found[here], minlength=clusters * width).reshape(clusters, width)
        mine, theirs = table.sum(axis=1), table.sum(axis=0)
        there = mine > 0
        similar = table / np.maximum(mine[:, None] + theirs[None] - table, 1)
        alike[there] += similar.max(axis=1)[there]
        drawn[there] += 1
        present = here[pairs.a] & here[pairs.b]
        both += present
        together += present & (found[pairs.a] == found[pairs.b])
        mates = here & (mine[label] > 1)
        kept[mates] += ((table[label, found] - 1) / np.maximum(mine[label] - 1, 1))[mates]
        seen[mates] += 1

    def again(weights: NDArray[np.float64], seed: int) -> NDArray[np.int64]:
        return leiden(len(label), pairs, weights, resolution, seed)

    agreed = consensus(pairs, together / np.maximum(both, 1), again, seed)
    with np.errstate(invalid="ignore"):
        return kept / seen, alike / drawn, agreed


def _redrawn(
    given: Incidence, pairs: Shared, by: Weight, rng: np.random.Generator, resamples: int
) -> Iterator[tuple[NDArray[np.float64], NDArray[np.bool_]]]:
    """Weights of the pairs, and which units have a task, where tasks are drawn again; many draws by each product."""
    tasks = len(given.tasks)
    inverse = 1 / np.maximum(np.asarray(given.matrix.sum(axis=0)).ravel() - 1, 1)
    at_a_time = max(1, _CELLS // (len(pairs.a) + tasks + 1))
    for first in range(0, resamples, at_a_time):
        number = min(at_a_time, resamples - first)
        times = np.stack([np.bincount(drawn(rng, given.stratum), minlength=tasks) for _ in range(number)], axis=1)
        loads = given.matrix @ times
        found = np.zeros((len(pairs.a), number))
        for columns, named in both_named(given, pairs):
            found += named @ (times[columns] * inverse[columns, None] if by == "weight" else times[columns])
        if by == "jaccard":
            found /= np.maximum(loads[pairs.a] + loads[pairs.b] - found, 1)
        yield from zip(found.T, loads.T > 0, strict=True)


def _null_modularity(given: Incidence, by: Weight, resolution: float, seed: int) -> list[float]:
    walk = Chains.start(given, NULL_SAMPLES, generator(seed, given.cities[0] if given.cities else "", 3))
    walk.trade(BURN_IN)
    found: list[float] = []
    size, state = len(given.units), walk.state
    at_a_time = max(1, _CELLS // (10 * state.shape[1] + 1))
    for first in range(0, NULL_SAMPLES, at_a_time):
        units = state[first : first + at_a_time]
        side = np.arange(len(units))[:, None]
        # Beside one another, as if cities: one product for all of them.
        ends = ((units + size * side).ravel(), (walk.task + len(given.tasks) * side).ravel())
        shape = (size * len(units), len(given.tasks) * len(units))
        pairs = shared(csr_array((np.ones(len(ends[0])), ends), shape=shape))
        last = np.searchsorted(pairs.a, size * np.arange(len(units) + 1))
        for n in range(len(units)):
            one = some(pairs, np.arange(last[n], last[n + 1]))
            one = replace(one, a=one.a - n * size, b=one.b - n * size)
            weights = getattr(one, by).astype(np.float64)
            label = leiden(size, one, weights, resolution, seed + first + n + 1)
            found.append(modularity(one, weights, label))
    return found
