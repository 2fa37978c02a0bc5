"""How many groups the assignments support: the description length of a partition against that of one block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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
    blocks = Blocks.of(edges, units, tasks)
    found, current = 1, length(edges, units, tasks)
    while len(blocks.units) > 1:
        if current < best - 1e-9:
            best, found = current, len(blocks.units)
        choices = blocks.changes()
        i, j = np.unravel_index(int(np.argmin(choices)), choices.shape)
        current += float(choices[i, j])
        blocks = blocks.joined(int(i), int(j))
    return Supported(found, one - best)


@dataclass(frozen=True, slots=True, eq=False)
class Blocks:
    """Blocks of units and of tasks, and what it takes to know how each two of them would do as one."""

    edges: NDArray[np.int64]
    """Assignments: blocks of units × blocks of tasks."""
    units: NDArray[np.int64]
    tasks: NDArray[np.int64]
    rows: NDArray[np.float64]
    """Of each two blocks of units: Σ ln x! over their row of ``edges``, were they one."""
    columns: NDArray[np.float64]
    """The same of each two blocks of tasks."""
    ln: NDArray[np.float64]
    """ln x! of whole numbers: looked up, as hundreds of groups ask for it a hundred million times."""

    @classmethod
    def of(cls, edges: NDArray[np.float64], units: NDArray[np.int64], tasks: NDArray[np.int64]) -> Blocks:
        """From counts, as ``length`` takes them."""
        counts = edges.astype(np.int64)
        most = 4 * int(counts.sum() + units.sum() + tasks.sum())  # four cells, where a block is joined with itself
        ln = gammaln(np.arange(most + 1) + 1.0)
        rows, columns = (np.array([ln[side + one].sum(axis=1) for one in side]) for side in (counts, counts.T))
        return cls(counts, units, tasks, rows, columns, ln)

    def changes(self) -> NDArray[np.float64]:
        """By how many nats ``length`` grows where blocks i and j (j < i) become one; infinite elsewhere."""
        ln, edges, back, own = self.ln, self.edges, self.edges.T, np.diag(self.edges)
        # Where the two rows and the two columns cross, four cells become one.
        here, there = own[:, None], own[None]
        crossed = (
            ln[here + edges] + ln[here + back] + ln[edges + there] + ln[back + there] - ln[edges + back + here + there]
        )
        single = ln[edges].sum(axis=1) + ln[edges].sum(axis=0)
        apart = _plus(single) - ln[edges] - ln[back] - _plus(ln[own])
        grown: NDArray[np.float64] = apart - (self.rows + self.columns - crossed)
        for sizes, degrees in ((self.units, edges.sum(axis=1)), (self.tasks, edges.sum(axis=0))):
            grown += ln[_plus(degrees)] - _plus(ln[degrees]) - ln[_plus(sizes)] + _plus(ln[sizes])
            grown += self._ways(_plus(sizes), _plus(degrees)) - _plus(self._ways(sizes, degrees))
        filled, groups, total = self.tasks > 0, len(self.units), float(edges.sum())
        blocks = int(filled.sum())

        def counts(groups: int, blocks: int) -> float:
            cells = np.array([groups * max(1, blocks)])
            named = _numbers(self.units.sum(), groups) + _numbers(self.tasks.sum(), blocks)
            return _ways(cells, np.array([total])) + named

        before = counts(groups, blocks)
        fewer, same = counts(groups - 1, blocks - 1) - before, counts(groups - 1, blocks) - before
        grown += np.where(filled[:, None] & filled[None], fewer, same)
        grown[np.triu_indices(groups)] = np.inf
        return grown

    def joined(self, i: int, j: int) -> Blocks:
        """Blocks i and j (j < i) made one, on both sides."""
        edges, units, tasks = self.edges.copy(), self.units.copy(), self.tasks.copy()
        edges[j] += edges[i]
        edges[:, j] += edges[:, i]
        units[j] += units[i]
        tasks[j] += tasks[i]
        return Blocks(
            np.delete(np.delete(edges, i, 0), i, 1),
            np.delete(units, i),
            np.delete(tasks, i),
            self._sums(self.rows, self.edges, i, j),
            self._sums(self.columns, self.edges.T, i, j),
            self.ln,
        )

    def _sums(self, sums: NDArray[np.float64], edges: NDArray[np.int64], i: int, j: int) -> NDArray[np.float64]:
        """``rows`` of ``edges`` where i and j are one: only one column and one row of it are another."""
        ln, both = self.ln, edges[:, i] + edges[:, j]
        sums = sums + ln[_plus(both)] - ln[_plus(edges[:, i])] - ln[_plus(edges[:, j])]
        edges = np.delete(edges, i, 1)
        edges[:, j] = both
        sums[j] = sums[:, j] = ln[edges + (edges[i] + edges[j])[None]].sum(axis=1)
        return np.delete(np.delete(sums, i, 0), i, 1)

    def _ways(self, boxes: NDArray[np.int64], balls: NDArray[np.int64]) -> NDArray[np.float64]:
        """ln of the ways to lay so many balls into so many boxes, of each; 0 for no box."""
        ways = self.ln[np.maximum(boxes + balls - 1, 0)] - self.ln[np.maximum(boxes - 1, 0)] - self.ln[balls]
        return np.where(boxes > 0, ways, 0.0)


def _plus(values: NDArray[Any]) -> NDArray[Any]:
    """The sum of each two."""
    found: NDArray[Any] = values[:, None] + values[None]
    return found


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
    kept = sizes[sizes > 0].astype(np.float64)
    return float(_numbers(sizes.sum(), len(kept)) + gammaln(sizes.sum() + 1.0) - gammaln(kept + 1).sum())


def _numbers(things: int, blocks: int) -> float:
    """Nats that tell how many blocks there are of so many things, and how large each is."""
    return float(np.log(things) + gammaln(things) - gammaln(blocks) - gammaln(things - blocks + 1))


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
