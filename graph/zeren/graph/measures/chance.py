"""How many tasks two units would share by chance: laws of the number, and their tails.

A law is kept as its probabilities of 0, 1, …, the last cell holding all that lie beyond: sums of independent numbers
are then convolutions of short rows, and tails are sums of positive terms, exact however small.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.special import gammaln

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zeren.graph.measures.incidence import Incidence, Shared

_CHUNK = 20_000  # pairs whose laws are added up at a time


def hypergeometric(total: Any, left: Any, right: Any, width: int) -> NDArray[np.float64]:
    """Rows of probabilities of sharing 0, 1, …, width - 1 or more: ``right`` drawn from ``total``, ``left`` marked."""
    total, left, right = (np.asarray(x, np.float64)[:, None] for x in (total, left, right))
    x = np.arange(max(width, int(np.minimum(left, right).max(initial=0)) + 1), dtype=np.float64)[None]
    fits = (x >= left + right - total) & (x <= np.minimum(left, right))
    at = np.where(fits, x, np.maximum(0, left + right - total))
    law = _log_choose(left, at) + _log_choose(total - left, right - at) - _log_choose(total, right)
    return _folded(np.where(fits, np.exp(law), 0.0), width)


def _log_choose(n: NDArray[np.float64], k: NDArray[np.float64]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    return found


def _folded(law: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """The law with everything from ``width - 1`` on in its last cell."""
    if law.shape[1] <= width:
        return np.pad(law, ((0, 0), (0, width - law.shape[1])))
    return np.concatenate([law[:, : width - 1], law[:, width - 1 :].sum(axis=1, keepdims=True)], axis=1)


def poisson_binomial(chances: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """Rows of probabilities of 0, 1, …, width - 1 or more successes, one trial for each column of ``chances``."""
    law = np.zeros((len(chances), width))
    law[:, 0] = 1.0
    for chance in chances.T:
        chance = chance[:, None]
        moved = law[:, :-1] * chance
        last = law[:, -1].copy()
        law *= 1 - chance
        law[:, 1:] += moved
        law[:, -1] += last * chance[:, 0]
    return law


def bicm(units: NDArray[np.int64], tasks: NDArray[np.int64]) -> NDArray[np.float64]:
    """The chance that a unit is named for a task, in the bipartite configuration model (Saracco et al. 2017).

    ``units`` and ``tasks`` are degrees; p = xy / (1 + xy), where x and y are such that expected degrees are these.
    Equal degrees have equal x, so few equations are solved, by Newton's method in logarithms. Degrees of 0 and of
    everything have p = 0 and p = 1 and are taken out first.
    """
    chances = np.zeros((len(units), len(tasks)))
    rows, columns = np.arange(len(units)), np.arange(len(tasks))
    u, t = units.astype(np.float64), tasks.astype(np.float64)
    while len(rows) and len(columns):
        full_rows, full_columns = u == len(columns), t == len(rows)
        empty_rows, empty_columns = u == 0, t == 0
        if full_rows.any():
            chances[np.ix_(rows[full_rows], columns)] = 1.0
            t -= full_rows.sum()
            rows, u = rows[~full_rows], u[~full_rows]
        elif full_columns.any():
            chances[np.ix_(rows, columns[full_columns])] = 1.0
            u -= full_columns.sum()
            columns, t = columns[~full_columns], t[~full_columns]
        elif empty_rows.any() or empty_columns.any():
            rows, u = rows[~empty_rows], u[~empty_rows]
            columns, t = columns[~empty_columns], t[~empty_columns]
        else:
            chances[np.ix_(rows, columns)] = _solved(u, t)
            break
    return chances


def _solved(units: NDArray[np.float64], tasks: NDArray[np.float64]) -> NDArray[np.float64]:
    k, of_unit, n = np.unique(units, return_inverse=True, return_counts=True)
    h, of_task, m = np.unique(tasks, return_inverse=True, return_counts=True)
    edges = float(units.sum())
    x, y = np.log(k / np.sqrt(edges)), np.log(h / np.sqrt(edges))
    wanted = np.concatenate([n * k, m * h])
    for _ in range(200):
        p = 1 / (1 + np.exp(-(x[:, None] + y[None])))
        spread = n[:, None] * m[None] * p * (1 - p)
        off = wanted - np.concatenate([n * (p @ m), m * (n @ p)])
        if np.abs(off / np.concatenate([n, m])).max() < 1e-10:
            break
        jacobian = np.block([[np.diag(spread.sum(axis=1)), spread], [spread.T, np.diag(spread.sum(axis=0))]])
        # One x too many: shifting all x and taking it off all y changes nothing, so the matrix has no inverse.
        step = np.linalg.lstsq(jacobian, off, rcond=None)[0]
        step *= min(1.0, 2.0 / max(np.abs(step).max(), 1e-300))
        x, y = x + step[: len(k)], y + step[len(k) :]
    found: NDArray[np.float64] = p[np.ix_(of_unit, of_task)]
    return found


def tails(given: Incidence, pairs: Shared, method: str) -> NDArray[np.float64]:
    """P(sharing as many or more) of each pair: by chance within each document, the documents independent.

    ``method`` is ``hypergeometric`` (each unit's tasks drawn from those of the document, all alike; Tumminello et al.
    2011) or ``sdsm`` (a unit named with the chance that ``bicm`` gives; Neal 2014).
    """
    if not len(pairs.a):
        return np.zeros(0)
    named = degrees(given)
    common = named[pairs.a].multiply(named[pairs.b] > 0).tocsr()
    common.sort_indices()
    pair = np.repeat(np.arange(len(pairs.a)), np.diff(common.indptr))
    stratum, left = common.indices, common.data
    right = np.asarray(named[pairs.b[pair], stratum]).ravel()
    low, high = np.minimum(left, right).astype(np.int64), np.maximum(left, right).astype(np.int64)
    kinds, kind = np.unique(np.stack([stratum, low, high], axis=1), axis=0, return_inverse=True)
    width = int(pairs.tasks.max()) + 1
    law = {"hypergeometric": _alike, "sdsm": _configured}[method](given, kinds, width)
    return _summed(law, pair, kind.ravel(), pairs.tasks)


def degrees(given: Incidence) -> Any:
    """Units × strata: how many tasks of the document name the unit."""
    from scipy.sparse import csr_array

    size = len(given.tasks)
    strata = int(given.stratum.max()) + 1 if size else 0
    of = csr_array((np.ones(size), (np.arange(size), given.stratum)), shape=(size, strata))
    return csr_array(given.matrix @ of)


def _alike(given: Incidence, kinds: NDArray[np.int64], width: int) -> NDArray[np.float64]:
    total = np.bincount(given.stratum)
    return hypergeometric(total[kinds[:, 0]], kinds[:, 1], kinds[:, 2], width)


def _configured(given: Incidence, kinds: NDArray[np.int64], width: int) -> NDArray[np.float64]:
    laws = np.zeros((len(kinds), width))
    sizes = np.asarray(given.matrix.sum(axis=0)).ravel().astype(np.int64)
    named = degrees(given).tocsc()
    for stratum in np.unique(kinds[:, 0]):
        here = kinds[:, 0] == stratum
        units = named[:, [stratum]].data.astype(np.int64)
        values, first = np.unique(units, return_index=True)
        chances = bicm(units, sizes[given.stratum == stratum])[first]
        left, right = (chances[np.searchsorted(values, kinds[here, c])] for c in (1, 2))
        laws[here] = poisson_binomial(left * right, width)
    return laws


def _summed(
    law: NDArray[np.float64], pair: NDArray[np.int64], kind: NDArray[np.int64], shared: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The tail, at ``shared``, of the sum of the laws of each pair (rows of ``law``)."""
    found = np.ones(len(shared))
    first = np.searchsorted(pair, np.arange(len(shared)))
    number = np.bincount(pair, minlength=len(shared))
    upper = np.cumsum(law[:, ::-1], axis=1)[:, ::-1]
    alone = np.flatnonzero(number == 1)
    found[alone] = upper[kind[first[alone]], shared[alone]]
    for many in np.unique(number[number > 1]):
        those = np.flatnonzero(number == many)
        for start in range(0, len(those), _CHUNK):
            some = those[start : start + _CHUNK]
            width = int(shared[some].max()) + 1
            total = _folded(law[kind[first[some]]], width)
            for k in range(1, many):
                total = _convolved(total, _folded(law[kind[first[some] + k]], width))
            above = np.cumsum(total[:, ::-1], axis=1)[:, ::-1]
            found[some] = above[np.arange(len(some)), shared[some]]
    return np.minimum(found, 1.0)


def _convolved(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rows of the law of a sum; the last cell takes all that lies beyond."""
    width = one.shape[1]
    result = np.zeros_like(one)
    for x in range(width):
        reach = width - 1 - x
        result[:, x : width - 1] += one[:, [x]] * other[:, :reach]
        result[:, -1] += one[:, x] * other[:, reach:].sum(axis=1)
    return result


def limit(p_values: NDArray[np.float64], tests: int, alpha: float, correction: str) -> float:
    """The largest p-value that is significant; below all of them where none is.

    ``fdr`` is Benjamini & Hochberg (1995): pairs that share nothing have p = 1 and rank behind these. ``bonferroni``
    divides ``alpha`` by the number of tests.
    """
    if correction == "bonferroni":
        return alpha / tests if tests else -1.0
    ranked = np.sort(p_values)
    passed = ranked[ranked <= alpha * np.arange(1, len(ranked) + 1) / max(tests, 1)]
    return float(passed[-1]) if len(passed) else -1.0


def adjusted(p_values: NDArray[np.float64], tests: int, correction: str) -> NDArray[np.float64]:
    """q-values: the smallest ``alpha`` at which each would be significant, at most 1."""
    if correction == "bonferroni":
        return np.minimum(1.0, p_values * tests)
    order = np.argsort(p_values, kind="stable")[::-1]
    ranks = np.arange(len(p_values), 0, -1)
    q = np.empty(len(p_values))
    q[order] = np.minimum.accumulate(np.minimum(1.0, p_values[order] * tests / ranks)) if len(order) else []
    return q
