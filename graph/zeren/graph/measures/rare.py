"""How rare counts as large as these are among samples, with as few samples as decide it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammainc

from zeren.graph.measures.chance import limit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    Counts = Callable[[NDArray[np.int64]], NDArray[np.int64]]

FEWEST_SAMPLES, MOST_SAMPLES = 1_000, 100_000
_ENOUGH = 10  # samples with a count as large as observed: its p-value is known
_GROWTH = 1.25  # of the samples between two looks at what is decided
_MISSED = 0.01  # of the counts that are just significant, the part that may be taken for others


def most_samples(tests: int, alpha: float) -> int:
    """So many that the smallest p-value they can show would be significant alone."""
    return int(min(MOST_SAMPLES, max(FEWEST_SAMPLES, np.ceil(tests / alpha))))


def rarity(
    observed: NDArray[np.int64], draws: Iterable[Counts], tests: int, alpha: float, correction: str
) -> NDArray[np.float64]:
    """Mid-p of each observed count. Each of ``draws`` gives counts × samples at the places it is asked for.

    A count that ten samples reach is no rare one, and is asked for no further (Besag & Clifford 1991). Sampling ends
    when every count is decided: significant, or reached by more samples than one that will be in 99 of 100 cases; or
    with ``draws``.
    """
    above, same, drawn = (np.zeros(len(observed)) for _ in range(3))
    open_ = np.arange(len(observed))
    wanted, number = FEWEST_SAMPLES, 0
    for counts_at in draws:
        counts, at = counts_at(open_), observed[open_, None]
        above[open_] += (counts > at).sum(axis=1)
        same[open_] += (counts == at).sum(axis=1)
        drawn[open_] += counts.shape[1]
        number += counts.shape[1]
        if number >= wanted:
            p = _mid(above, same, drawn)
            rare = p <= limit(p, tests, alpha, correction)
            # Half of those that reach a count may equal it, so that as many as twice its p-value reach it.
            most = 2 * drawn * alpha * (1 if correction == "bonferroni" else rare.sum() + 1) / max(tests, 1)
            reached = above + same
            if (rare | ((reached > 0) & (gammainc(np.maximum(reached, 1), most) < _MISSED))).all():
                break
            open_ = np.flatnonzero(above + same < _ENOUGH)
            wanted = int(_GROWTH * number)
    return _mid(above, same, drawn)


def _mid(above: NDArray[np.float64], same: NDArray[np.float64], drawn: NDArray[np.float64]) -> NDArray[np.float64]:
    """Half of the equal ones count; one sample is what is observed itself (Phipson & Smyth 2010)."""
    return (above + same / 2 + 0.5) / (drawn + 1)
