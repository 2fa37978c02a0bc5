"""The network pictures as vis-network draws them: built with pyvis, every place computed here, physics off."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zeren.views.cluster_signs import NEUTRAL, cluster_id, color_of, dashes_of
from zeren.views.facts import Facts, is_group, text
from zeren.views.layout import Box, place_groups
from zeren.views.projection import Projection, Tie, oversight

INK = "#1F2933"

SHAPES: Mapping[str, str] = {
    "department": "dot",
    "county_government": "square",
    "zone": "diamond",
    "enterprise": "triangle",
    "institution": "hexagon",
    "vertical_agency": "triangleDown",
    "party": "star",
    "group": "dot",
}
"""The shape of each kind of unit: colour is taken by clusters."""

LARGEST_NETWORK = 1500
"""Above this many units a picture of each is no picture: clusters are drawn instead."""

_FONT = '"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif'
_LABEL_SIZE = 14
_LINE = 17
_WRAP = 6
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class _Mark:
    """A node before it has a place."""

    key: str
    label: str
    shape: str
    size: float
    color: str
    group: int
    dashes: tuple[int, ...] = ()
    """Of its border: the sign of clusters whose colour others have."""
    opacity: float = 1.0

    @property
    def lines(self) -> int:
        return self.label.count("\n") + 1

    @property
    def box(self) -> Box:
        widest = max(_width(line) for line in self.label.split("\n"))
        if self.shape == "box":
            return Box(widest + 24, self.lines * _LINE + 14)
        return Box(max(2 * self.size, widest), 2 * self.size + 5 + self.lines * _LINE)


def unit_network(facts: Facts, labels: Mapping[str, str], projection: Projection, *, groups: bool) -> dict[str, Any]:
    """Units, their strongest ties and the frames of their clusters."""
    cluster_of = {u: i for i, units in enumerate(projection.clusters) for u in units}
    confidence = {
        unit: part
        for units, told in zip(projection.clusters, projection.told, strict=True)
        for unit, part in zip(units, told.confidence, strict=False)
        if part is not None
    }
    ties = projection.ties_with_groups if groups else projection.ties
    tied = {end for tie in ties for end in (tie.a, tie.b)}
    loads = _loads(facts)
    apart, phrases = len(projection.clusters), len(projection.clusters) + 1
    drawn = [u for u in facts.units if u.id in loads and (groups or not is_group(u))]
    if len(drawn) > LARGEST_NETWORK:
        return _cluster_network(labels, projection, ties)
    marks = []
    for unit in drawn:
        cluster = cluster_of.get(unit.id)
        alone = phrases if is_group(unit) else apart
        marks.append(
            _Mark(
                key=unit.id,
                label=wrap(labels[unit.id]),
                shape=SHAPES.get(text(unit, "kind"), "dot"),
                size=_size(loads[unit.id]),
                color=NEUTRAL if cluster is None else color_of(cluster),
                group=alone if cluster is None else cluster,
                dashes=() if cluster is None else dashes_of(cluster),
                opacity=_opacity(confidence.get(unit.id)),
            )
        )
    titles: dict[int, tuple[str, str]] = {i: (cluster_id(i), color_of(i)) for i in range(apart)}
    titles[apart] = ("alone", NEUTRAL)
    titles[phrases] = ("groups", NEUTRAL)
    assert tied <= {m.key for m in marks}
    return {**_draw(marks, ties, titles), "tested": _tested(projection)}


def _cluster_network(labels: Mapping[str, str], projection: Projection, ties: Sequence[Tie]) -> dict[str, Any]:
    """One mark for each cluster, ties summed: what is still legible when units are too many."""
    cluster_of = {u: i for i, units in enumerate(projection.clusters) for u in units}
    marks = [
        _Mark(cluster_id(i), wrap(labels[units[0]]) + f"\n+{len(units) - 1}", "dot", _size(len(units)), color_of(i), 0)
        for i, units in enumerate(projection.clusters)
    ]
    summed: dict[tuple[int, int], tuple[int, float]] = {}
    for tie in ties:
        a, b = sorted((cluster_of.get(tie.a, -1), cluster_of.get(tie.b, -1)))
        if 0 <= a < b:
            tasks, weight = summed.get((a, b), (0, 0.0))
            summed[a, b] = (tasks + tie.tasks, weight + tie.weight)
    between = [Tie(cluster_id(a), cluster_id(b), *sums) for (a, b), sums in sorted(summed.items())]
    return {**_draw(marks, between, {}), "aggregate": True, "tested": None}


def _tested(projection: Projection) -> dict[str, Any] | None:
    tested = projection.tested
    return None if tested is None else {"sure": tested.sure, "methods": list(tested.methods), "written": tested.written}


def _opacity(confidence: float | None) -> float:
    """Of a mark: fainter the less of its cluster stays with it."""
    return 1.0 if confidence is None else round(0.35 + 0.65 * confidence, 2)


def leader_network(facts: Facts, labels: Mapping[str, str]) -> dict[str, Any]:
    """Leaders and the units that lead their tasks; each unit stands with the leader it answers to most."""
    ties = oversight(facts)
    kinds = {u.id: text(u, "kind") for u in facts.units}
    seen = {end for tie in ties for end in (tie.a, tie.b)}
    leaders = [n for n in facts.leaders if n.id in seen]
    at = {n.id: i for i, n in enumerate(leaders)}
    best: dict[str, tuple[float, int]] = {}
    for tie in ties:
        best[tie.b] = min(best.get(tie.b, (0.0, 0)), (-tie.weight, at[tie.a]))
    loads = _loads(facts)
    marks = [_Mark(n.id, text(n, "name"), "box", 12, INK, at[n.id]) for n in leaders]
    marks += [
        _Mark(
            key=u.id,
            label=wrap(labels[u.id]),
            shape=SHAPES.get(kinds[u.id], "dot"),
            size=_size(loads[u.id]),
            color=color_of(best[u.id][1]),
            group=best[u.id][1],
        )
        for u in facts.units
        if u.id in best
    ]
    return _draw(marks, ties, {i: ("", color_of(i)) for i in range(len(leaders))})


def _draw(marks: Sequence[_Mark], ties: Sequence[Tie], titles: Mapping[int, tuple[str, str]]) -> dict[str, Any]:
    """What vis-network is given, with pyvis as the builder."""
    # Imported here: it imports IPython, for which nobody should wait who draws nothing.
    from pyvis.network import Network  # type: ignore[import-untyped]  # pyvis has no types

    at = {mark.key: i for i, mark in enumerate(marks)}
    boxes = [mark.box for mark in marks]
    layout = place_groups(boxes, [(at[t.a], at[t.b], t.weight) for t in ties], [m.group for m in marks])

    # Directed, since undirected mode compares each new edge with all others and drops parallel ones.
    network = Network(directed=True)
    for mark, box, (x, y) in zip(marks, boxes, layout.places, strict=True):
        boxed = mark.shape == "box"
        network.add_node(
            mark.key,
            label=mark.label,
            shape=mark.shape,
            size=mark.size,
            opacity=mark.opacity,
            shapeProperties={"borderDashes": list(mark.dashes) or False},
            color={
                "background": mark.color,
                "border": INK if boxed else _shade(mark.color),
                "highlight": {"background": mark.color, "border": INK},
                "hover": {"background": mark.color, "border": INK},
            },
            **({"font": {"color": "#FFFFFF", "strokeWidth": 0}} if boxed else {}),
            x=x,
            # The label hangs under the mark: the mark stands in the upper part of its box.
            y=y if boxed else round(y - box.height / 2 + mark.size),
        )
    heaviest = max((t.weight for t in ties), default=1.0)
    for number, tie in enumerate(ties):
        inside = marks[at[tie.a]].group == marks[at[tie.b]].group
        network.add_edge(
            tie.a,
            tie.b,
            id=number,
            tasks=tie.tasks,
            sure=tie.sure,
            arrows="",
            width=round(0.8 + 5 * math.sqrt(tie.weight / heaviest), 2),
            color={
                "color": _shade(marks[at[tie.b]].color) if inside else "#AAB4BF",
                "opacity": 0.95 if tie.sure else 0.55 if inside else 0.4,
            },
        )
    network.options = _options()
    return {
        "nodes": network.nodes,
        "edges": network.edges,
        "options": network.options,
        "frames": [
            {"key": titles[g][0], "color": titles[g][1], "frame": list(frame)}
            for g, frame in layout.frames.items()
            if g in titles
        ],
        "aggregate": False,
    }


def _options() -> dict[str, Any]:
    """No physics, no curves, no movement of its own: a picture that stands still and is ready at once."""
    return {
        "autoResize": True,
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "edges": {"smooth": False, "selectionWidth": 1.5, "hoverWidth": 1.0, "chosen": True},
        "nodes": {
            "borderWidth": 1.5,
            "borderWidthSelected": 4,
            "labelHighlightBold": True,
            "font": {"color": INK, "size": _LABEL_SIZE, "face": _FONT, "strokeWidth": 3, "strokeColor": "#FFFFFF"},
            # Below 7 pixels (one less than this) names are grey dust, as on a telephone: they come with zooming in.
            "scaling": {"label": {"drawThreshold": 8}},
        },
        "interaction": {
            "hover": True,
            "hideEdgesOnDrag": True,
            "hideEdgesOnZoom": True,
            "dragNodes": True,
            "multiselect": False,
            "selectConnectedEdges": False,
            "hoverConnectedEdges": False,
            "keyboard": False,
            "navigationButtons": False,
        },
    }


def _loads(facts: Facts) -> dict[str, int]:
    """Distinct tasks of each unit."""
    tasks: dict[str, set[str]] = {}
    for edge in facts.mentions:
        tasks.setdefault(edge.start, set()).add(edge.end)
    return {who: len(named) for who, named in tasks.items()}


def _size(load: int) -> float:
    """Radius in pixels: the area tells the number."""
    return round(min(5 + 2.2 * math.sqrt(load), 26), 1)


def wrap(label: str) -> str:
    """A long label on two or three lines of nearly equal length; a very long one is cut."""
    label = " ".join(label.split())
    if len(label) > _LONGEST:
        label = label[: _LONGEST - 1] + "…"
    if _width(label) <= (_WRAP + 1) * _LABEL_SIZE:
        return label
    lines = min(3, math.ceil(_width(label) / (_WRAP * _LABEL_SIZE)))
    target = _width(label) / lines
    result: list[str] = []
    current = ""
    for char in label:
        full = _width(current + char) > target + _LABEL_SIZE / 2
        # A bracket opens the next line rather than closing this one.
        if len(result) < lines - 1 and current and (full or (char in "（(" and _width(current) > target / 2)):
            result.append(current)
            current = ""
        current += char
    return "\n".join([*result, current])


def _width(line: str) -> float:
    """About how wide a line is: a Chinese character is a square, a Latin one a bit more than half."""
    return sum(_LABEL_SIZE if ord(c) > 0x2E7F else _LABEL_SIZE * 0.58 for c in line)


def _shade(color: str) -> str:
    """The colour, a third darker: an edge of it is seen on white."""
    return "#" + "".join(f"{round(int(color[i : i + 2], 16) * 0.67):02X}" for i in (1, 3, 5))
