"""The partition that resampled ones agree on (Lancichinetti & Fortunato 2012)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zeren.graph.measures.incidence import Shared

_TOGETHER = 0.5
"""Pairs that stand together in fewer resamples than this part are not joined (the threshold τ)."""
_RUNS, _ROUNDS = 10, 20

Cluster = Callable[[np.ndarray, int], np.ndarray]
"""Weights of the pairs and a seed to labels of the units."""


def consensus(pairs: Shared, together: NDArray[np.float64], cluster: Cluster, seed: int) -> NDArray[np.int64]:
    """Labels of the units, from ``together``: of each pair, in what part of the resamples it was in one cluster.

    The pairs above the threshold are clustered several times, and what part of these runs joins a pair is its weight in
    the next round, until all runs agree. Only pairs that share a task are looked at: others are joined by those.
    """
    weights = together
    for round in range(_ROUNDS):
        weights = np.where(weights >= _TOGETHER, weights, 0.0)
        found = [cluster(weights, seed + round * _RUNS + run) for run in range(_RUNS)]
        weights = np.mean([label[pairs.a] == label[pairs.b] for label in found], axis=0)
        if np.isin(weights, (0.0, 1.0)).all():
            break
    return found[0]
