"""Where the marks of a network stand: each group in a frame of its own, no label on another, the same each time."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points: TypeAlias = NDArray[np.float64]

Tie: TypeAlias = tuple[int, int, float]
"""Two places in the list of boxes, and a positive weight."""
Frame: TypeAlias = tuple[float, float, float, float]
"""Left, top, width, height."""

_GAP = 8.0
"""Pixels between two boxes."""
_PADDING = 12.0
"""Pixels between a frame and what is in it; two frames stand apart by half of it."""
_TITLE = 24.0
"""Pixels at the top of a frame for its title."""
_ROUNDS = 120
_SLACK = 1.5
"""Area of a frame over the area of its boxes, at first; it grows until nothing in it overlaps."""
_GROWTH = 1.15
_TRIALS = 40


@dataclass(frozen=True, slots=True)
class Box:
    """What one node needs on the page, its label included, in pixels."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Centres of the boxes and a frame for each group: whole pixels, y downwards, (0, 0) in the middle."""

    places: tuple[tuple[int, int], ...]
    frames: Mapping[int, tuple[int, int, int, int]]
    """Left, top, width, height."""


def place_groups(boxes: Sequence[Box], ties: Sequence[Tie], groups: Sequence[int], ratio: float = 1.6) -> Layout:
    """A place for each box, as a group-in-a-box layout (Rodrigues et al. 2011).

    ``groups`` gives each box its group. The frames of the groups fill a rectangle of ``ratio`` (width over
    height), those with many ties between them near each other. In a frame: the force-directed layout of
    Fruchterman & Reingold (1991), stretched to the frame, overlaps pushed apart. No clock and no chance in it.
    """
    import numpy as np

    if not boxes:
        return Layout((), {})
    sizes = np.array([(b.width, b.height) for b in boxes]) + _GAP
    members: dict[int, list[int]] = defaultdict(list)
    for box, group in enumerate(groups):
        members[group].append(box)
    order = sorted(members)
    springs = {g: _inner(members[g], ties) for g in order}
    near = _between(ties, groups)

    slack = dict.fromkeys(order, _SLACK)
    places = np.zeros((len(boxes), 2))
    for _ in range(_TRIALS):
        frames = _frames([(g, _area(sizes[members[g]], slack[g])) for g in order], near, ratio)
        crowded = []
        for group in order:
            inside = members[group]
            places[inside], clear = _fill(springs[group], sizes[inside], frames[group])
            if not clear:
                crowded.append(group)
        if not crowded:
            break
        for group in crowded:
            slack[group] *= _GROWTH
    _flip(places, members, ties, frames)
    shown = {g: _inset(frame) for g, frame in frames.items()}
    return Layout(tuple((round(float(x)), round(float(y))) for x, y in places), shown)


def _area(sizes: Points, slack: float) -> float:
    """How large a group's frame must be to hold its boxes, a title and a margin."""
    side = math.sqrt(float((sizes[:, 0] * sizes[:, 1]).sum()) * slack)
    wide = max(side, float(sizes[:, 0].max()))
    high = max(side, float(sizes[:, 1].max()))
    return (wide + 2 * _PADDING) * (high + 2 * _PADDING + _TITLE)


def _between(ties: Sequence[Tie], groups: Sequence[int]) -> list[Tie]:
    """Weight of all ties between two groups."""
    total: dict[tuple[int, int], float] = defaultdict(float)
    for a, b, weight in ties:
        if groups[a] != groups[b]:
            total[min(groups[a], groups[b]), max(groups[a], groups[b])] += weight
    return [(a, b, w) for (a, b), w in sorted(total.items())]


def _frames(areas: Sequence[tuple[int, float]], near: Sequence[Tie], ratio: float) -> dict[int, Frame]:
    """A rectangle cut in two again and again, until each group has its part (a treemap)."""
    numbers = {g: i for i, (g, _) in enumerate(areas)}
    spots = _spring(len(areas), [(numbers[a], numbers[b], w) for a, b, w in near])
    total = sum(area for _, area in areas)
    width, height = math.sqrt(total * ratio), math.sqrt(total / ratio)
    frames: dict[int, Frame] = {}

    def cut(part: list[tuple[int, float]], frame: Frame) -> None:
        left, top, wide, high = frame
        if len(part) == 1:
            frames[part[0][0]] = frame
            return
        axis = 0 if wide >= high else 1
        part = sorted(part, key=lambda p: (round(float(spots[numbers[p[0]]][axis]), 6), p[0]))
        whole = sum(area for _, area in part)
        sums = [sum(area for _, area in part[:k]) for k in range(1, len(part))]
        k = min(range(len(sums)), key=lambda i: (abs(sums[i] - whole / 2), i))
        share = sums[k] / whole
        if axis == 0:
            cut(part[: k + 1], (left, top, wide * share, high))
            cut(part[k + 1 :], (left + wide * share, top, wide * (1 - share), high))
        else:
            cut(part[: k + 1], (left, top, wide, high * share))
            cut(part[k + 1 :], (left, top + high * share, wide, high * (1 - share)))

    cut(list(areas), (-width / 2, -height / 2, width, height))
    return frames


def _inner(inside: Sequence[int], ties: Sequence[Tie]) -> Points:
    """Force-directed places of one group's boxes among themselves."""
    local = {box: i for i, box in enumerate(inside)}
    return _spring(len(inside), [(local[a], local[b], w) for a, b, w in ties if a in local and b in local])


def _spring(count: int, ties: Sequence[Tie]) -> Points:
    """Force-directed places, from a sunflower as the start; the sunflower itself where nothing is tied."""
    import networkx as nx
    import numpy as np

    network: nx.Graph[int] = nx.Graph()
    network.add_nodes_from(range(count))
    heaviest = max((w for _, _, w in ties), default=1.0)
    # A square root: one very strong tie would otherwise pull its two ends onto each other.
    network.add_weighted_edges_from((a, b, math.sqrt(w / heaviest)) for a, b, w in ties)
    strength = dict(network.degree(weight="weight"))
    start = _sunflower(sorted(range(count), key=lambda n: (-strength[n], n)))
    if not ties:
        return np.array([start[n] for n in range(count)])
    found = nx.spring_layout(network, pos=start, k=2.2 / math.sqrt(count), iterations=120, weight="weight", seed=1)
    return np.array([found[n] for n in range(count)])


def _sunflower(order: Sequence[int]) -> dict[int, tuple[float, float]]:
    """Even places on a disc, the first in the middle (Vogel 1979)."""
    turn = math.pi * (3 - math.sqrt(5))
    radius = [math.sqrt((i + 0.5) / len(order)) for i in range(len(order))]
    return {n: (radius[i] * math.cos(i * turn), radius[i] * math.sin(i * turn)) for i, n in enumerate(order)}


def _fill(spring: Points, sizes: Points, frame: Frame) -> tuple[Points, bool]:
    """A group's places stretched over its frame and pushed apart in it; False where it is too small for them."""
    import numpy as np

    left, top, width, height = frame
    low = np.array([left + _PADDING, top + _PADDING + _TITLE]) + sizes / 2
    high = np.array([left + width - _PADDING, top + height - _PADDING]) - sizes / 2
    if (low > high + 0.5).any():
        return spring, False
    # Ranks even out what the springs crowd: half of the way to equal steps along each axis.
    span = spring.max(axis=0) - spring.min(axis=0)
    near = (spring - spring.min(axis=0)) / np.where(span > 1e-9, span, 1.0)
    ranks = spring.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / max(1, len(spring) - 1)
    start = np.full_like(spring, 0.5) if len(spring) == 1 else (near + ranks) / 2
    return _separate(low + start * (high - low), sizes, low, high)


def _separate(places: Points, sizes: Points, low: Points, high: Points) -> tuple[Points, bool]:
    """Boxes pushed apart within bounds; False where some still overlap when the rounds are used up."""
    import numpy as np

    places = places.copy()
    count = len(places)
    least = (sizes[:, None, :] + sizes[None, :, :]) / 2
    # Two boxes at one place part in the order of their numbers.
    order = np.sign(np.arange(count)[:, None] - np.arange(count)[None, :]).astype(float)
    for _ in range(_ROUNDS):
        apart = places[:, None, :] - places[None, :, :]
        overlap = least - np.abs(apart)
        touching = (overlap > 1.0).all(axis=2) & (order != 0)
        if not touching.any():
            return places, True
        along_x = overlap[:, :, 0] < overlap[:, :, 1]
        for axis, chosen in ((0, along_x), (1, ~along_x)):
            sign = np.where(np.abs(apart[:, :, axis]) > 1e-9, np.sign(apart[:, :, axis]), order)
            push = np.where(touching & chosen, overlap[:, :, axis] * sign, 0.0)
            hits = np.maximum((touching & chosen).sum(axis=1), 1)
            places[:, axis] += push.sum(axis=1) / (2 * np.sqrt(hits))
        places = np.clip(places, low, high)
    return places, False


def _flip(
    places: Points, members: Mapping[int, Sequence[int]], ties: Sequence[Tie], frames: Mapping[int, Frame]
) -> None:
    """Mirror groups in their frames where that shortens their ties to the others."""
    import numpy as np

    group_of = {box: g for g, inside in members.items() for box in inside}
    outward: dict[int, list[Tie]] = defaultdict(list)
    for a, b, weight in ties:
        if group_of[a] != group_of[b]:
            outward[group_of[a]].append((a, b, weight))
            outward[group_of[b]].append((b, a, weight))
    for _ in range(2):
        for group in sorted(outward):
            left, top, width, height = frames[group]
            middle = np.array([left + width / 2, top + (height + _TITLE) / 2])
            own = {box: places[box] - middle for box in members[group]}
            choices = []
            for mirror in ((1, 1), (-1, 1), (1, -1), (-1, -1)):
                length = sum(w * float(np.hypot(*(middle + own[a] * mirror - places[b]))) for a, b, w in outward[group])
                choices.append((round(length, 3), mirror))
            mirror = min(choices, key=lambda choice: choice[0])[1]
            for box in members[group]:
                places[box] = middle + own[box] * mirror


def _inset(frame: Frame) -> tuple[int, int, int, int]:
    left, top, width, height = frame
    return (
        round(left + _PADDING / 4),
        round(top + _PADDING / 4),
        round(width - _PADDING / 2),
        round(height - _PADDING / 2),
    )
