"""How rare counts as large as these are among samples, with as few samples as decide it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zeren.graph.measures.chance import limit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    Counts = Callable[[NDArray[np.int64]], NDArray[np.int64]]

FEWEST_SAMPLES, MOST_SAMPLES = 1_000, 100_000
_FEW, _ENOUGH = 3, 10  # samples with a count as large as observed: it is not far in the tail; its p-value is known


def most_samples(tests: int, alpha: float) -> int:
    """So many that the smallest p-value they can show would be significant alone."""
    return int(min(MOST_SAMPLES, max(FEWEST_SAMPLES, np.ceil(tests / alpha))))


def rarity(
    observed: NDArray[np.int64], draws: Iterable[Counts], tests: int, alpha: float, correction: str
) -> NDArray[np.float64]:
    """Mid-p of each observed count. Each of ``draws`` gives samples × counts at the places it is asked for.

    A count that ten samples reach is no rare one, and is asked for no further (Besag & Clifford 1991). Sampling ends
    when every count is decided: significant, or reached by three samples so that it will not be; or with ``draws``.
    """
    above, drawn = np.zeros(len(observed)), np.zeros(len(observed))
    open_ = np.arange(len(observed))
    wanted, number = FEWEST_SAMPLES, 0
    for counts_at in draws:
        counts, at = counts_at(open_), observed[open_]
        above[open_] += (counts > at).sum(axis=0) + (counts == at).sum(axis=0) / 2
        drawn[open_] += len(counts)
        number += len(counts)
        if number >= wanted:
            # One sample is what is observed itself (Phipson & Smyth 2010).
            p = (above + 0.5) / (drawn + 1)
            rare = p <= limit(p, tests, alpha, correction)
            if not ((above < _FEW) & ~rare).any():
                break
            open_ = np.flatnonzero(above < _ENOUGH)
            wanted = 2 * number
    return (above + 0.5) / (drawn + 1)
