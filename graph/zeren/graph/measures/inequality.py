"""How unevenly a load is spread: pure functions over the loads of the units that carry one.

All loads are whole numbers, and every sum is taken in whole numbers or with ``math.fsum``: the result does
not depend on the order of the loads.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Inequality:
    """Measures of one distribution. None where a measure is not defined."""

    units: int
    """How many carry a load (n)."""
    total: int
    """The sum of their loads: the denominator of every share."""
    hhi: float
    """Σ share², in [1/n, 1] (Hirschman 1945; Herfindahl 1950)."""
    hhi_normalised: float | None
    """(HHI - 1/n) / (1 - 1/n), in [0, 1]; None for one unit, where evenness means nothing."""
    cr4: float
    """The share of the four largest (concentration ratio; Bain 1951)."""
    gini: float
    """Mean absolute difference over twice the mean, in [0, 1 - 1/n] (Gini 1912)."""
    theil: float
    """Mean of (x/mean)·ln(x/mean), in [0, ln n] (Theil 1967)."""
    effective: float
    """1 / HHI: as many equal units would be as concentrated (Adelman 1969; Laakso & Taagepera 1979)."""
    cr1: float
    """The share of the largest."""
    cr8: float
    """The share of the eight largest."""


def inequality(loads: Sequence[int], bodies: int | None = None) -> Inequality:
    """Measures of positive whole loads, one a unit, among so many ``bodies``: the others have 0. By default no others.

    Raises ValueError for no load, for one below 1, and for fewer bodies than loads.
    """
    if not loads or min(loads) < 1:
        raise ValueError("inequality is of one or more positive loads")
    n, total = len(loads) if bodies is None else bodies, sum(loads)
    if n < len(loads):
        raise ValueError(f"{len(loads)} loads of {n} bodies")
    values = [0] * (n - len(loads)) + sorted(loads)
    squares = sum(x * x for x in values)
    # G = Σ_i Σ_j |x_i - x_j| / (2 n Σx), which for sorted values is Σ (2i - n - 1) x_i / (n Σx).
    ranked = sum((2 * i - n - 1) * x for i, x in enumerate(values, 1))
    return Inequality(
        units=n,
        total=total,
        hhi=squares / total**2,
        # The whole numbers of (HHI - 1/n) / (1 - 1/n), so that equal loads give exactly 0.
        hhi_normalised=(n * squares - total**2) / (total**2 * (n - 1)) if n > 1 else None,
        cr4=sum(values[-4:]) / total,
        gini=ranked / (n * total),
        theil=max(0.0, math.fsum(x * n / total * math.log(x * n / total) for x in values if x) / n),
        effective=total**2 / squares,
        cr1=values[-1] / total,
        cr8=sum(values[-8:]) / total,
    )


def lorenz_points(loads: Sequence[int]) -> list[tuple[float, float]]:
    """The Lorenz curve (Lorenz 1905): share of units, from the least loaded, and their share of the load.

    From (0, 0) to (1, 1), n + 1 points. Raises ValueError as ``inequality`` does.
    """
    if not loads or min(loads) < 1:
        raise ValueError("a Lorenz curve is of one or more positive loads")
    n, total, running = len(loads), sum(loads), 0
    points = [(0.0, 0.0)]
    for i, load in enumerate(sorted(loads), 1):
        running += load
        points.append((i / n, running / total))
    return points
