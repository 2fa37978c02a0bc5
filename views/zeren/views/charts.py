"""The answer of a stored query as a chart, as its front matter asks: a specification of Vega-Lite, drawn by vl-convert.

Vega-Lite (Satyanarayan et al. 2017) is plain data, so nothing is drawn here and nothing needs a network.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from zeren.views.charts_network import network, whole_steps

if TYPE_CHECKING:
    from zeren.graph.table import Table
    from zeren.queries import StoredQuery

BARS = 40
"""So many bars can be read in one picture."""
ROWS, COLUMNS = 40, 30
"""So many rows and columns of a heat map can be read."""
REST = "其余"

_WIDTH = 560
_STEP = 20
FONT = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, WenQuanYi Micro Hei, sans-serif"
_TIME = re.compile(r"\d{4}(Q[1-4]|-\d\d(-\d\d)?)")
_COLORS = ["#4e79a7", "#a0cbe8", "#bab0ac", "#f28e2b", "#59a14f", "#e15759", "#b07aa1"]


def specification(query: StoredQuery, table: Table, about: str = "") -> dict[str, Any]:
    """The chart of an answer, as Vega-Lite takes it; ``about`` says which parameters it is for.

    Where there are more rows than can be read the largest are drawn, and the chart says so.
    """
    rows = [
        {"cell": dict(zip(table.columns, row, strict=True)), "keys": _keys(query, table, row)} for row in table.rows
    ]
    body, said = _KINDS[query.chart](query.drawn, rows)
    subtitle = [line for line in (query.title, about, said) if line]
    return {
        "title": {"text": query.title_zh, "subtitle": subtitle, "anchor": "start"},
        "background": "white",
        "padding": 12,
        "config": {
            "font": FONT,
            "title": {"fontSize": 16, "subtitleColor": "#555", "subtitlePadding": 6},
            "axis": {"labelLimit": 320, "labelFontSize": 12},
            "range": {"category": _COLORS},
            "view": {"stroke": None},
        },
        **body,
    }


def _keys(query: StoredQuery, table: Table, row: tuple[Any, ...]) -> dict[str, str]:
    """What tells the row's things apart: two cities have a 市财政局 each."""
    cells = dict(zip(table.columns, row, strict=True))
    return {name: _text(cells.get(f"{name.removesuffix('_name')}_id", cells[name])) for name in query.drawn}


def _text(value: Any) -> str:
    return REST if value is None else str(value)


def _labels(name: str, rows: list[dict[str, Any]]) -> dict[str, str]:
    """The label of each key: the name, with its key where two have the same name."""
    shown = {row["keys"][name]: _text(row["cell"][name]) for row in rows}
    owners: dict[str, set[str]] = defaultdict(set)
    for key, label in shown.items():
        owners[label].add(key)
    return {key: label if len(owners[label]) == 1 else f"{label}（{key}）" for key, label in shown.items()}


def _more(shown: int, whole: int, what: str) -> str:
    return f"前 {shown} 项，共 {whole} 项 ({shown} of {whole} {what})" if shown < whole else ""


def _bar(drawn: tuple[str, ...], rows: list[dict[str, Any]]) -> tuple[dict[str, Any], str]:
    name, *measures = drawn
    labels = _labels(name, rows)
    kept = rows[:BARS]
    values = [
        {"name": labels[row["keys"][name]], "what": measure, "order": i, "value": row["cell"][measure]}
        for row in kept
        for i, measure in enumerate(measures)
    ]
    order = list(dict.fromkeys(v["name"] for v in values))
    sums: dict[tuple[str, bool], float] = defaultdict(float)  # bars grow to both sides of zero
    for v in values:
        sums[v["name"], (v["value"] or 0) < 0] += v["value"] or 0
    color: dict[str, Any] = {"value": _COLORS[0]}
    if len(measures) > 1:
        color = {"field": "what", "type": "nominal", "sort": measures, "title": None, "legend": {"orient": "top"}}
    return {
        "data": {"values": values},
        "width": _WIDTH,
        "height": {"step": _STEP},
        "mark": {"type": "bar"},
        "encoding": {
            "y": {"field": "name", "type": "nominal", "sort": order, "title": None},
            "x": {
                "field": "value",
                "type": "quantitative",
                "title": " + ".join(measures),
                "stack": "zero",
                "axis": whole_steps(0, *sums.values()),
            },
            "color": color,
            "order": {"field": "order"},
            "tooltip": [{"field": field, "type": "nominal"} for field in ("name", "what", "value")],
        },
    }, _more(len(kept), len(rows), "rows")


def _heatmap(drawn: tuple[str, ...], rows: list[dict[str, Any]]) -> tuple[dict[str, Any], str]:
    row_name, column_name, measure = drawn
    down, across = _heaviest(row_name, measure, rows, ROWS), _heaviest(column_name, measure, rows, COLUMNS)
    row_labels, column_labels = _labels(row_name, rows), _labels(column_name, rows)
    values = [
        {
            "row": row_labels[row["keys"][row_name]],
            "column": column_labels[row["keys"][column_name]],
            "value": row["cell"][measure],
        }
        for row in rows
        if row["keys"][row_name] in down and row["keys"][column_name] in across
    ]
    negative = any(v["value"] < 0 for v in values)
    most = max((abs(v["value"]) for v in values), default=1) or 1
    scale = {"scheme": "blueorange", "domainMid": 0} if negative else {"scheme": "blues"}
    place = {
        "y": {"field": "row", "type": "nominal", "sort": [row_labels[k] for k in down], "title": None},
        "x": {
            "field": "column",
            "type": "nominal",
            "sort": [column_labels[k] for k in across],
            "title": None,
            "axis": {"orient": "top", "labelAngle": -45, "labelLimit": 200},
        },
    }
    dark = f"abs(datum.value) > {0.6 * most}"
    layers = [
        {
            "mark": "rect",
            "encoding": {"color": {"field": "value", "type": "quantitative", "title": measure, "scale": scale}},
        },
        {
            "mark": {"type": "text", "fontSize": 11},
            "encoding": {
                "text": {"field": "value", "type": "quantitative", "format": ".3~g"},
                "color": {"condition": {"test": dark, "value": "white"}, "value": "#222"},
            },
        },
    ]
    whole = len({row["keys"][row_name] for row in rows}), len({row["keys"][column_name] for row in rows})
    said = ""
    if (len(down), len(across)) != whole:
        said = f"{len(down)} × {len(across)}，共 {whole[0]} × {whole[1]} (of {whole[0]} × {whole[1]}: those with most)"
    return {
        "data": {"values": values},
        "width": {"step": 34},
        "height": {"step": _STEP},
        "encoding": place,
        "layer": layers,
    }, said


def _heaviest(name: str, measure: str, rows: list[dict[str, Any]], most: int) -> list[str]:
    total: dict[str, float] = defaultdict(float)
    for row in rows:
        total[row["keys"][name]] += abs(row["cell"][measure] or 0)
    kept = sorted(total, key=lambda key: (-total[key], key))[:most]
    # Numbers, such as those of clusters, stand in their own order, and quarters (2025Q4), months and days in time's.
    if all(key.isdecimal() for key in kept):
        return sorted(kept, key=int)
    return sorted(kept) if all(_TIME.fullmatch(key) for key in kept) else kept


def _line(drawn: tuple[str, ...], rows: list[dict[str, Any]]) -> tuple[dict[str, Any], str]:
    along, *measures = drawn
    known = [row for row in rows if row["cell"][along] is not None]
    values = [
        {"x": row["cell"][along], "what": measure, "value": row["cell"][measure]}
        for row in known
        for measure in measures
    ]
    left_out = len(rows) - len(known)
    return {
        "data": {"values": values},
        "width": _WIDTH,
        "height": 320,
        "mark": {"type": "line", "point": True},
        "encoding": {
            # A year is a name here: 2,030 and half years are none.
            "x": {"field": "x", "type": "ordinal", "title": along, "axis": {"labelAngle": 0}},
            "y": {"field": "value", "type": "quantitative", "title": None},
            "color": {"field": "what", "type": "nominal", "sort": measures, "title": None},
        },
    }, f"{left_out} 行没有 {along} ({left_out} rows without one)" if left_out else ""


def _lorenz(drawn: tuple[str, ...], rows: list[dict[str, Any]]) -> tuple[dict[str, Any], str]:
    along, up = drawn
    points = [{"x": 0.0, "y": 0.0}, *({"x": row["cell"][along], "y": row["cell"][up]} for row in rows)]
    axis = {"format": "%"}
    place = {
        "x": {"field": "x", "type": "quantitative", "title": along, "axis": axis, "scale": {"domain": [0, 1]}},
        "y": {"field": "y", "type": "quantitative", "title": up, "axis": axis, "scale": {"domain": [0, 1]}},
    }
    return {
        "width": 420,
        "height": 420,
        "layer": [
            {
                "data": {"values": [{"x": 0, "y": 0}, {"x": 1, "y": 1}]},
                "mark": {"type": "line", "color": "#999", "strokeDash": [4, 4]},
                "encoding": place,
            },
            {"data": {"values": points}, "mark": {"type": "area", "opacity": 0.15}, "encoding": place},
            {"data": {"values": points}, "mark": {"type": "line", "point": True}, "encoding": place},
        ],
    }, ""


def _network(drawn: tuple[str, ...], rows: list[dict[str, Any]]) -> tuple[dict[str, Any], str]:
    start, end, *measure = drawn
    ties: dict[tuple[str, str], float] = defaultdict(float)
    labels: dict[str, str] = {}
    both = [{"keys": {"end": row["keys"][e]}, "cell": {"end": row["cell"][e]}} for row in rows for e in (start, end)]
    for row in rows:
        a, b = row["keys"][start], row["keys"][end]
        if row["cell"][start] is not None and row["cell"][end] is not None and a != b:
            weight = float(row["cell"][measure[0]] or 0) if measure else 1.0
            ties[a, b] += weight if math.isfinite(weight) else 0
    labels = _labels("end", both)
    body, shown = network(ties, labels, measure[0] if measure else "rows")
    return body, _more(shown, len(ties), "ties")


_KINDS: Mapping[str, Callable[[tuple[str, ...], list[dict[str, Any]]], tuple[dict[str, Any], str]]] = {
    "bar": _bar,
    "heatmap": _heatmap,
    "line": _line,
    "lorenz": _lorenz,
    "network": _network,
}
