"""How many groups the assignments support: the description length of a partition against that of one block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammaln

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zeren.graph.measures.incidence import Incidence

_SWEEPS = 20  # of tasks among their blocks; they settle in three or four


@dataclass(frozen=True, slots=True)
class Supported:
    """What the assignments of a city support."""

    groups: int
    """Groups of units in the shortest description found; 1: no group can be told from chance."""
    saved: float
    """Nats that it is shorter than one block; 0 for one group."""


def supported(given: Incidence, label: NDArray[np.int64]) -> Supported:
    """How many groups of units are worth describing: those of ``label``, or fewer of them joined, or one.

    The description length is that of the degree-corrected block model of units and tasks (Peixoto 2017,
    microcanonical, uniform priors): every unit keeps its number of tasks and every task its number of units. Each
    group of units has a block of tasks, those that name mostly its units. From the partition given, the two groups
    whose union shortens the description most, or lengthens it least, are joined, down to one.
    """
    if not len(given.tasks):
        return Supported(1, 0.0)
    matrix = given.matrix.tocoo()
    _, unit = np.unique(label, return_inverse=True)
    groups = int(unit.max()) + 1
    count = np.zeros((len(given.tasks), groups))
    np.add.at(count, (matrix.col, unit[matrix.row]), 1)
    task = _task_blocks(count)
    units, tasks = np.bincount(unit, minlength=groups), np.bincount(task, minlength=groups)
    edges = np.zeros((groups, groups))
    np.add.at(edges.T, task, count)
    best = one = length(edges.sum(keepdims=True), units.sum(keepdims=True), tasks.sum(keepdims=True))
    found, current = 1, length(edges, units, tasks)
    while groups > 1:
        if current < best - 1e-9:
            best, found = current, groups
        choices = [_joined(edges, units, tasks, i, j) for i in range(groups) for j in range(i)]
        lengths = [length(*choice) for choice in choices]
        nearest = int(np.argmin(lengths))
        (edges, units, tasks), current = choices[nearest], lengths[nearest]
        groups -= 1
    return Supported(found, one - best)


def length(edges: NDArray[np.float64], units: NDArray[np.int64], tasks: NDArray[np.int64]) -> float:
    """Nats that describe assignments between blocks, but for a constant of the degrees.

    ``edges`` counts assignments, blocks of units × blocks of tasks; ``units`` and ``tasks`` are the sizes of blocks.
    Peixoto (2017), equations for the assignments given degrees, the degrees, the counts and the partition.
    """
    total = edges.sum()
    of_units, of_tasks = edges.sum(axis=1), edges.sum(axis=0)
    given_degrees = _ln(of_units) + _ln(of_tasks) - _ln(edges)
    degrees = _ways(units, of_units) + _ways(tasks, of_tasks)
    blocks = int((units > 0).sum()) * max(1, int((tasks > 0).sum()))
    return float(given_degrees + degrees + _ways(np.array([blocks]), total) + _partition(units) + _partition(tasks))


def _ln(values: NDArray[np.float64]) -> float:
    """Σ ln x!"""
    return float(gammaln(np.asarray(values, np.float64) + 1).sum())


def _ways(boxes: NDArray[np.int64], balls: NDArray[np.float64]) -> float:
    """Σ ln of the ways to lay so many balls into so many boxes; none into no box."""
    filled = np.asarray(boxes) > 0
    n, k = np.asarray(boxes, np.float64)[filled], np.atleast_1d(np.asarray(balls, np.float64))[filled]
    return float((gammaln(n + k) - gammaln(n) - gammaln(k + 1)).sum())


def _partition(sizes: NDArray[np.int64]) -> float:
    n, kept = float(sizes.sum()), sizes[sizes > 0].astype(np.float64)
    choose = gammaln(n) - gammaln(len(kept)) - gammaln(n - len(kept) + 1)
    return float(np.log(n) + choose + gammaln(n + 1) - gammaln(kept + 1).sum())


def _task_blocks(count: NDArray[np.float64]) -> NDArray[np.int64]:
    """The block of each task: where most of its units are, then moved to where they are best told."""
    task: NDArray[np.int64] = count.argmax(axis=1)
    for _ in range(_SWEEPS):
        edges = np.zeros((count.shape[1], count.shape[1]))
        np.add.at(edges.T, task, count)
        # Half an assignment more for each: a block that lost all its tasks can be chosen again.
        told = np.log((edges + 0.5) / (edges.sum(axis=0, keepdims=True) + 0.5 * len(edges)))
        moved = (count @ told).argmax(axis=1)
        if (moved == task).all():
            break
        task = moved
    return task


def _joined(
    edges: NDArray[np.float64], units: NDArray[np.int64], tasks: NDArray[np.int64], i: int, j: int
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]:
    """Blocks i and j (j < i) made one, on both sides."""
    rest = [n for n in range(len(units)) if n != i]
    edges, units, tasks = edges.copy(), units.copy(), tasks.copy()
    edges[j] += edges[i]
    edges[:, j] += edges[:, i]
    units[j] += units[i]
    tasks[j] += tasks[i]
    return edges[np.ix_(rest, rest)], units[rest], tasks[rest]
