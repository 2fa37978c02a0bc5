"""How sure a measure of concentration is: intervals over resampled tasks, and what chance alone would give."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEVEL = 0.95
_CELLS = 4_000_000  # of an array of loads, units × resamples


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


def resampled(
    matrix: Any, stratum: NDArray[np.int64], measures: tuple[Any, ...], zeros: bool, resamples: int, rng: Any
) -> NDArray[np.float64]:
    """Measures × resamples, of the loads of units (rows of a sparse matrix), tasks drawn again by stratum."""
    _, size = np.unique(stratum, return_counts=True)
    found, chunk = [], max(1, _CELLS // max(1, *matrix.shape))
    for first in range(0, resamples, chunk):
        number = min(chunk, resamples - first)
        drawn = [rng.multinomial(n, np.full(n, 1 / n), size=number).T for n in size]
        loads = matrix @ np.concatenate(drawn).astype(np.float64)
        found.append(np.stack([measure(loads, zeros) for measure in measures]))
    return np.concatenate(found, axis=1)


def reflected(value: float, drawn: NDArray[np.float64]) -> tuple[float, float]:
    """The basic bootstrap interval (Davison & Hinkley 1997, 5.2), at 95 %: as far on the other side as what is drawn.

    Inequality that is measured on few tasks is too large: chance alone makes loads unequal. What is drawn from them
    is too large once more, by about as much; percentiles, and BCa, which moves them along what is drawn, miss the
    value behind them in most notices of 150 tasks (``benchmarks/inference``).
    """
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(2 * value - high), float(2 * value - low)


def at_random(sizes: NDArray[np.int64], bodies: int, zeros: bool, samples: int, rng: Any) -> NDArray[np.float64]:
    """Ginis of loads where each task falls on so many of the bodies by chance, all alike.

    Where that is more than some millions of draws, each assignment is drawn for itself: a body may then be drawn
    twice for a task, which in so many bodies is rare.
    """
    loads = np.zeros((bodies, samples))
    if len(sizes) * bodies <= _CELLS:
        for sample in range(samples):
            order = rng.random((len(sizes), bodies)).argsort(axis=1)
            loads[:, sample] = np.bincount(order[np.arange(bodies)[None] < sizes[:, None]], minlength=bodies)
    else:
        loads[:] = rng.multinomial(int(sizes.sum()), np.full(bodies, 1 / bodies), size=samples).T
    return ginis(loads, zeros)


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
