"""How clusters are told apart, and what a page says of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zeren.views.projection import Told

PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#8C6BB1")
"""Okabe & Ito's colours (2008), which colour-blind readers tell apart; the last one replaces their black."""
NEUTRAL = "#9AA5B1"
"""What is in no cluster, and phrases for several units."""
DASHES: tuple[tuple[int, ...], ...] = ((), (5, 3), (1, 3))
"""Borders of the first eight clusters, of the next, and of those after: ``sign`` of parts.js goes with it."""


def color_of(cluster: int) -> str:
    """The colour of the cluster at this place in the list; a repeated one has another sign, then its number alone."""
    return PALETTE[cluster % len(PALETTE)] if cluster < len(PALETTE) * len(DASHES) else NEUTRAL


def dashes_of(cluster: int) -> tuple[int, ...]:
    """How the borders of its marks are dashed."""
    turn = cluster // len(PALETTE)
    return DASHES[turn] if turn < len(DASHES) else ()


def cluster_id(cluster: int) -> str:
    """The id of the cluster at this place in the list; readers count from 1."""
    return f"cluster:{cluster + 1}"


def cluster_row(place: int, units: Sequence[int], told: Told) -> dict[str, Any]:
    """A cluster for the page, with what is known of how far to trust it."""
    row: dict[str, Any] = {"id": cluster_id(place), "color": color_of(place), "units": list(units)}
    if told.verdict:
        row |= {"name": told.name, "verdict": told.verdict, "stability": told.stability}
        row["confidence"] = list(told.confidence)
    return row
