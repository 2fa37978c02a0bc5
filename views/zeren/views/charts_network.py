"""A small network as a chart: the strongest ties, laid out so that labels can be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zeren.views.layout import Box, place_groups

TIES = 80
"""So many ties can be followed in one picture that nobody can move."""
_LETTER, _LINE = 12.0, 34.0
_STEPS = 8


def network(
    ties: Mapping[tuple[str, str], float], labels: Mapping[str, str], weight: str
) -> tuple[dict[str, Any], int]:
    """The strongest ties and their ends, as Vega-Lite draws them, and how many ties these are."""
    kept = sorted(ties, key=lambda tie: (-ties[tie], tie))[:TIES]
    ends = sorted({end for tie in kept for end in tie})
    number = {end: i for i, end in enumerate(ends)}
    boxes = [Box(width=_LETTER * max(len(labels[end]), 3), height=_LINE) for end in ends]
    springs = [(number[a], number[b], max(ties[a, b], 1e-9)) for a, b in kept]
    places = place_groups(boxes, springs, _parts(len(ends), [(a, b) for a, b, _ in springs])).places
    nodes = [{"x": x, "y": y, "name": labels[end]} for end, (x, y) in zip(ends, places, strict=True)]
    edges = [
        {
            "x": places[number[a]][0],
            "y": places[number[a]][1],
            "x2": places[number[b]][0],
            "y2": places[number[b]][1],
            "from": labels[a],
            "to": labels[b],
            "weight": ties[a, b],
        }
        for a, b in kept
    ]
    across, down = ([p[i] for p in places] or [0] for i in (0, 1))
    room = 60
    domain = {"x": [min(across) - room, max(across) + room], "y": [min(down) - room, max(down) + room]}
    size = {axis: max(high - low, 300) for axis, (low, high) in domain.items()}
    scale = {
        axis: {
            "field": axis,
            "type": "quantitative",
            "axis": None,
            "scale": {"domain": limits, "nice": False, "zero": False, "reverse": axis == "y"},
        }
        for axis, limits in domain.items()
    }
    told = [{"field": field, "type": "nominal"} for field in ("from", "to", "weight")]
    return {
        "width": size["x"],
        "height": size["y"],
        "layer": [
            {
                "data": {"values": edges},
                "mark": {"type": "rule", "color": "#8aa3bd", "opacity": 0.7},
                "encoding": {
                    **scale,
                    "x2": {"field": "x2"},
                    "y2": {"field": "y2"},
                    "strokeWidth": {
                        "field": "weight",
                        "type": "quantitative",
                        "title": weight,
                        "scale": {"range": [1, 7]},
                        "legend": whole_steps(*(ties[tie] for tie in kept)),
                    },
                    "tooltip": told,
                },
            },
            {
                "data": {"values": nodes},
                "mark": {"type": "circle", "size": 90, "color": "#4e79a7", "opacity": 1},
                "encoding": {**scale, "tooltip": {"field": "name", "type": "nominal"}},
            },
            {
                "data": {"values": nodes},
                "mark": {"type": "text", "dy": -11, "fontSize": 12, "stroke": "white", "strokeWidth": 3},
                "encoding": {**scale, "text": {"field": "name", "type": "nominal"}},
            },
            {
                "data": {"values": nodes},
                "mark": {"type": "text", "dy": -11, "fontSize": 12, "color": "#222"},
                "encoding": {**scale, "text": {"field": "name", "type": "nominal"}},
            },
        ],
    }, len(kept)


def whole_steps(*values: float) -> dict[str, Any]:
    """The marks on an axis or in a legend of few whole numbers: Vega would put 0.5 between, and half a task is none.

    (Its tickMinStep does not help: 0 to 2 still got five marks.)
    """
    if not values or max(values) - min(values) > _STEPS or any(not float(value).is_integer() for value in values):
        return {}
    return {"format": "d", "values": list(range(int(min(values)), int(max(values)) + 1))}


def _parts(nodes: int, ties: list[tuple[int, int]]) -> list[int]:
    """The connected part of each node, the parts numbered from the first node on."""
    part = list(range(nodes))

    def root(node: int) -> int:
        while part[node] != node:
            node = part[node]
        return node

    for a, b in ties:
        part[max(root(a), root(b))] = min(root(a), root(b))
    return [root(node) for node in range(nodes)]
