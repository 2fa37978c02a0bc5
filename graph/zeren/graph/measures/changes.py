"""Is one year more concentrated than another: differences with intervals, and against tasks dealt out by chance."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_array, hstack

from zeren.graph.measures import intervals
from zeren.graph.measures.incidence import by_content
from zeren.graph.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from zeren.graph.model import Value

MEASURES = {"gini": intervals.ginis, "hhi": intervals.hhis, "cr4": intervals.largest}
RESAMPLES = 999
LEVEL = 0.05
COLUMNS = ("load", "measure", "before", "after", "change", "low", "high", "p_value", "beyond_chance")


def changes(load: str, before: Mapping[str, set[str]], after: Mapping[str, set[str]], seed: int = 1) -> Table:
    """Concentration of a load (unit → tasks) on both sides, over the units that carry it; a row a measure.

    ``low`` and ``high`` are the 95 % interval of ``change``: tasks of each side drawn again, for itself
    (``intervals.uncertain``). ``p_value`` says whether there is a change at all: the part of 999
    deals of all tasks over the two sides, as many to each as it has, that differ as much or more; it also knows that
    fewer tasks are more concentrated by arithmetic. ``beyond_chance`` is p ≤ .05. No rows where a side is empty.
    """
    sides = (before, after)
    if not all(sides):
        return Table(COLUMNS)
    # Tasks are drawn the same way whichever side comes first: the other way round is the mirror.
    if _fingerprint(before) > _fingerprint(after):
        return Table(COLUMNS, tuple(_turned(row) for row in changes(load, after, before, seed).rows))
    units = {unit: n for n, unit in enumerate(sorted({*before, *after}))}
    one, other = (_matrix(side, units) for side in sides)
    rng = np.random.default_rng([seed, 10])
    found = [np.array([float(m(_loads(x), False)[0]) for m in MEASURES.values()]) for x in (one, other)]
    drawn = [_drawn(x, rng) for x in (one, other)]
    dealt = _dealt(one, other, rng)
    rows: list[tuple[Value, ...]] = []
    for n, name in enumerate(MEASURES):
        change = float(found[1][n] - found[0][n])
        low, high = drawn[1][n].less(drawn[0][n])
        p = float((1 + (np.abs(dealt[n]) >= abs(change) - 1e-12).sum()) / (1 + RESAMPLES))
        rows.append((load, name, float(found[0][n]), float(found[1][n]), change, low, high, p, p <= LEVEL))
    return Table(COLUMNS, tuple(rows))


def _fingerprint(carried: Mapping[str, set[str]]) -> list[list[str]]:
    """Who is named together: not by the ids of tasks, which another numbering changes."""
    named: dict[str, list[str]] = defaultdict(list)
    for unit in sorted(carried):
        for task in carried[unit]:
            named[task].append(unit)
    return sorted(named.values())


def _turned(row: tuple[Any, ...]) -> tuple[Value, ...]:
    load, measure, before, after, change, low, high, *rest = row
    return (load, measure, after, before, 0 - change, 0 - high, 0 - low, *rest)


def _matrix(carried: Mapping[str, set[str]], units: Mapping[str, int]) -> Any:
    pairs = sorted((unit, task) for unit, of in carried.items() for task in of)
    tasks, _ = by_content(pairs, {})
    place = {task: n for n, task in enumerate(tasks)}
    ends = ([units[unit] for unit, _ in pairs], [place[task] for _, task in pairs])
    return csr_array((np.ones(len(pairs)), ends), shape=(len(units), len(place)))


def _loads(matrix: Any) -> NDArray[np.float64]:
    return np.asarray(matrix.sum(axis=1)).reshape(-1, 1)


def _drawn(matrix: Any, rng: np.random.Generator) -> list[intervals.Uncertain]:
    stratum = np.zeros(matrix.shape[1], np.int64)
    own = matrix[_loads(matrix).ravel() > 0]
    return intervals.uncertain(own, stratum, tuple(MEASURES.values()), False, RESAMPLES, rng)


def _dealt(one: Any, other: Any, rng: np.random.Generator) -> NDArray[np.float64]:
    """Measures × deals: differences where the tasks of both sides are dealt out anew."""
    both = csr_array(hstack([one, other]))
    size = both.shape[1]
    hands = rng.random((RESAMPLES, size)).argsort(axis=1).argsort(axis=1) < one.shape[1]
    first = both @ hands.T.astype(np.float64)
    second = _loads(both) - first
    return np.stack([measure(second, False) - measure(first, False) for measure in MEASURES.values()])
