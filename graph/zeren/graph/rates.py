"""How sure a rate is, and a difference of two: closed forms, no resampling."""

from __future__ import annotations

import math

Z = 1.959963984540054
"""95 % of a normal law lie within so many deviations."""


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % score interval of a rate (Wilson 1927); all of [0, 1] of nothing."""
    if not of:
        return 0.0, 1.0
    p = hits / of
    middle = (p + Z * Z / (2 * of)) / (1 + Z * Z / of)
    half = Z / (1 + Z * Z / of) * math.sqrt(p * (1 - p) / of + Z * Z / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def difference(before: int, of_before: int, after: int, of_after: int) -> tuple[float, float]:
    """The 95 % interval of the second rate less the first (Newcombe 1998, method 10: from both score intervals)."""
    one, other = (hits / of if of else 0.0 for hits, of in ((before, of_before), (after, of_after)))
    (l1, u1), (l2, u2) = wilson(before, of_before), wilson(after, of_after)
    change = other - one
    return change - math.hypot(other - l2, u1 - one), change + math.hypot(u2 - other, one - l1)
