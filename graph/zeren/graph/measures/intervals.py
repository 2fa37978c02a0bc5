"""How sure a measure of concentration is: intervals over resampled tasks, and what chance alone would give."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.special import stdtrit

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEVEL = 0.95
_CELLS = 1_000_000  # of an array of loads, units × resamples
_SORTED = 100_000  # tasks × bodies, of which an order of all bodies for each task is quick enough


def ginis(loads: NDArray[np.float64], zeros: bool) -> NDArray[np.float64]:
    """The Gini coefficient of each column of loads; without ``zeros`` of those that carry something."""
    ordered = np.sort(loads, axis=0)
    none = np.zeros(ordered.shape[1]) if zeros else (ordered == 0).sum(axis=0)
    n, total = len(ordered) - none, ordered.sum(axis=0)
    rank = np.arange(1, len(ordered) + 1)[:, None] - none
    return _ratio(((2 * rank - n - 1) * ordered).sum(axis=0), n * total)


def hhis(loads: NDArray[np.float64], zeros: bool) -> NDArray[np.float64]:
    """Σ share² of each column of loads."""
    total = loads.sum(axis=0)
    return _ratio((loads**2).sum(axis=0), total**2)


def largest(loads: NDArray[np.float64], zeros: bool) -> NDArray[np.float64]:
    """The share of the four largest in each column of loads."""
    total, four = loads.sum(axis=0), np.sort(loads, axis=0)[-4:].sum(axis=0)
    return _ratio(four, total)


def _ratio(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = np.divide(part, whole, out=np.zeros(len(whole)), where=whole > 0)
    return found


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A measure of one notice, and what is known of the division of work that lies behind it."""

    value: float
    bias: tuple[float, float]
    """By how much too large it is, at least and at most."""
    error: float
    """Its standard error."""
    units: int

    def interval(self) -> tuple[float, float]:
        """At 95 %, of what lies behind."""
        reach = quantile(self.units) * self.error
        return self.value - self.bias[1] - reach, self.value - self.bias[0] + reach

    def less(self, other: Uncertain) -> tuple[float, float]:
        """At 95 %, of what lies behind this less what lies behind another that is independent of it."""
        change = self.value - other.value
        reach = quantile(min(self.units, other.units)) * math.hypot(self.error, other.error)
        return (
            change - (self.bias[1] - other.bias[0]) - reach,
            change - (self.bias[0] - other.bias[1]) + reach,
        )


def quantile(units: int) -> float:
    """Of Student's t: few units say little of how far they spread."""
    return float(stdtrit(max(1, units - 1), (1 + LEVEL) / 2))


def uncertain(
    matrix: Any, stratum: NDArray[np.int64], measures: tuple[Any, ...], zeros: bool, resamples: int, rng: Any
) -> list[Uncertain]:
    """Each measure of the loads of units (rows of a sparse matrix), its bias and error, tasks drawn again by stratum.

    Inequality that is measured on few tasks is too large: chance alone makes loads unequal. How much, is seen where
    tasks are drawn from the notice as the notice was from what lies behind it (bootstrap, Efron 1979). What is drawn is
    compared with the notice over the units that it has, as the notice can only be with what lies behind its own;
    with ``zeros`` units are in the frame for other reasons, and stay. The notice is more unequal than what lies behind
    it, so its bias is another: drawn once more from what was drawn, it tells how the bias moves (Hall & Martin 1988),
    and both, with and without that step, are bounds. The error is the larger of the bootstrap's and the
    jackknife's (Efron & Stein 1981: rather too large). ``benchmarks/inference.py`` chose among these by coverage.
    """
    loads = np.asarray(matrix.sum(axis=1)).reshape(-1, 1)
    off, further = [], []
    chunk = max(1, _CELLS // max(1, *matrix.shape))
    for first in range(0, resamples, chunk):
        once, again = (matrix @ times for times in _drawn_twice(stratum, min(chunk, resamples - first), rng))
        off.append([_beyond(m, once, loads, zeros) for m in measures])
        further.append([_beyond(m, again, once, zeros) for m in measures])
    errors = _jackknife(matrix, loads, stratum, measures)
    made = []
    for n, measure in enumerate(measures):
        beyond = np.concatenate([some[n] for some in off])
        bias = float(beyond.mean())
        moved = 2 * bias - float(np.concatenate([some[n] for some in further]).mean())
        error = max(float(errors[n]), float(beyond.std(ddof=1)))
        made.append(Uncertain(float(measure(loads, True)[0]), (min(bias, moved), max(bias, moved)), error, len(loads)))
    return made


def _beyond(measure: Any, drawn: NDArray[np.float64], behind: NDArray[np.float64], zeros: bool) -> NDArray[np.float64]:
    """How much larger a measure is in what is drawn than in that from which it was, over the units of the frame."""
    found: NDArray[np.float64] = measure(drawn, zeros) - measure(behind if zeros else behind * (drawn > 0), zeros)
    return found


def _drawn_twice(stratum: NDArray[np.int64], number: int, rng: Any) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Tasks × resamples: how often each was drawn, and how often where it was drawn once more from what was drawn."""
    _, start, count = np.unique(stratum, return_index=True, return_counts=True)
    first, size = np.repeat(start, count), np.repeat(count, count)
    tasks = len(stratum)
    inside = [(first + (rng.random((number, tasks)) * size).astype(np.int64)) for _ in range(2)]
    places = (inside[0], np.take_along_axis(inside[0], inside[1], axis=1))
    side = tasks * np.arange(number)[:, None]
    once, again = (np.bincount((at + side).ravel(), minlength=tasks * number).reshape(number, tasks).T for at in places)
    return once.astype(np.float64), again.astype(np.float64)


def _jackknife(
    matrix: Any, loads: NDArray[np.float64], stratum: NDArray[np.int64], measures: tuple[Any, ...]
) -> NDArray[np.float64]:
    """The standard error of each measure from leaving out one task at a time, by stratum."""
    columns, chunk = matrix.tocsc(), max(1, _CELLS // max(1, len(loads)))
    left = np.concatenate(
        [
            np.stack([m(loads - columns[:, first : first + chunk].toarray(), True) for m in measures])
            for first in range(0, matrix.shape[1], chunk)
        ],
        axis=1,
    )
    _, of, number = np.unique(stratum, return_inverse=True, return_counts=True)
    variance = np.zeros(len(measures))
    for n, values in enumerate(left):
        mean = np.bincount(of, values) / number
        variance[n] = ((number - 1) / number * np.bincount(of, (values - mean[of]) ** 2)).sum()
    return np.sqrt(variance)


def at_random(sizes: NDArray[np.int64], bodies: int, zeros: bool, samples: int, rng: Any) -> NDArray[np.float64]:
    """Ginis of loads where each task falls on so many of the bodies by chance, all alike."""
    loads = np.zeros((bodies, samples))
    few = len(sizes) * bodies <= _SORTED
    groups = [(0, sizes)] if few else [(int(k), sizes[sizes == k]) for k in np.unique(sizes)]
    for sample in range(samples):
        for size, tasks in groups:
            # So few names of so many bodies are nearly always different ones: those that are not are drawn again.
            draw = _different if size and size * size <= bodies else _sorted
            loads[:, sample] += np.bincount(draw(tasks, bodies, rng), minlength=bodies)
    return ginis(loads, zeros)


def _sorted(sizes: NDArray[np.int64], bodies: int, rng: Any) -> NDArray[np.int64]:
    """The bodies of each task, the first of all in an order of chance."""
    found, chunk = [], max(1, _CELLS // bodies)
    for first in range(0, len(sizes), chunk):
        some = sizes[first : first + chunk]
        order = rng.random((len(some), bodies)).argsort(axis=1)
        found.append(order[np.arange(bodies)[None] < some[:, None]])
    return np.concatenate(found)


def _different(sizes: NDArray[np.int64], bodies: int, rng: Any) -> NDArray[np.int64]:
    """The bodies of tasks that all have as many, without an order of all bodies."""
    drawn = rng.integers(bodies, size=(len(sizes), int(sizes[0])))
    while True:
        ordered = np.sort(drawn, axis=1)
        twice = (ordered[:, 1:] == ordered[:, :-1]).any(axis=1)
        if not twice.any():
            return np.asarray(drawn.ravel(), np.int64)
        drawn[twice] = rng.integers(bodies, size=(int(twice.sum()), drawn.shape[1]))


def shorrocks(loads: NDArray[np.float64], group: NDArray[np.int64]) -> tuple[float, float, float]:
    """Theil's index of loads, and its parts between and within groups (Shorrocks 1980); their sum is the whole."""
    total, n = loads.sum(), len(loads)
    mean = total / n
    sums, sizes = np.bincount(group, loads), np.bincount(group)
    some = sums > 0
    share = sums[some] / total
    between = math.fsum(share * np.log(sums[some] / sizes[some] / mean))
    positive = loads > 0
    x, of = loads[positive], group[positive]
    within = math.fsum(x / total * np.log(x / (sums[of] / sizes[of])))
    return between + within, between, within
