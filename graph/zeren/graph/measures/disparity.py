"""The disparity filter: which ties of a weighted network stand out at one of their ends."""

from __future__ import annotations

import math
from collections.abc import Iterable

Tie = tuple[str, str, float]
"""Two node ids and a positive weight; undirected."""


def disparity(ties: Iterable[Tie]) -> dict[tuple[str, str], float]:
    """Each tie's alpha: (1 - w/s)^(k - 1), the smaller of its two ends' (Serrano, Boguñá & Vespignani 2009).

    k is an end's number of ties and s the sum of their weights. An end with a single tie gives 1: alone it
    tells nothing. Keys are in sorted order. Raises ValueError for a weight that is not positive and for a tie
    given twice.
    """
    weights = _checked(ties)
    around: dict[str, list[float]] = {}
    for (a, b), weight in weights.items():
        around.setdefault(a, []).append(weight)
        around.setdefault(b, []).append(weight)
    # fsum: the same strength in whatever order the ties come.
    strength = {node: math.fsum(of) for node, of in around.items()}
    return {
        (a, b): min((1 - min(1.0, weight / strength[end])) ** (len(around[end]) - 1) for end in (a, b))
        for (a, b), weight in weights.items()
    }


def disparity_filter(ties: Iterable[Tie], alpha: float = 0.15, *, keep_best: bool = True) -> frozenset[tuple[str, str]]:
    """The ties to draw: those whose disparity is below ``alpha``, and with ``keep_best`` each node's heaviest tie.

    The heaviest tie (of equal ones the first by id) keeps every node in the picture. Raises as ``disparity``.
    """
    weights = _checked(ties)
    kept = {tie for tie, value in disparity((a, b, w) for (a, b), w in weights.items()).items() if value < alpha}
    if keep_best:
        best: dict[str, tuple[str, str]] = {}
        for tie, weight in weights.items():
            for node in tie:
                if node not in best or weight > weights[best[node]]:
                    best[node] = tie
        kept.update(best.values())
    return frozenset(kept)


def _checked(ties: Iterable[Tie]) -> dict[tuple[str, str], float]:
    weights: dict[tuple[str, str], float] = {}
    for a, b, weight in ties:
        tie = (min(a, b), max(a, b))
        if not 0 < weight < math.inf:
            raise ValueError(f"the tie {tie} has weight {weight}: weights are positive")
        if tie in weights:
            raise ValueError(f"the tie {tie} is given twice")
        weights[tie] = weight
    return dict(sorted(weights.items()))
