"""The sheet of a ledger that shows how work is spread, with charts of the workbook's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zeren.graph.measures import concentration
from zeren.graph.model import Graph
from zeren.views.facts import text
from zeren.views.ledger_columns import LOADS, SPREAD
from zeren.views.ledger_rows import LedgerRows
from zeren.views.ledger_sheet import HEADER, Sheets

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

ROW = 20
"""Pixels of a row."""
RIGHT = 10
"""Column, right of all tables, where pictures stand: below them a break between pages cut one in two."""
WIDE = 500
"""Pixels across."""
FIRST, SECOND = 26, 13
"""Rows that the pictures take, one below the other: with the tables they fit a page of A4."""
MOST = 20
"""Bars that a picture holds."""
FIGURES = {
    "load": "任务",
    "units": "单位数",
    "assignments": "人次",
    "gini": "基尼系数",
    "gini_low": "下限",
    "gini_high": "上限",
    "gini_random": "随机分配时",
    "hhi": "HHI",
    "cr4": "前四位占比",
}
LOAD_NAMES = {"total": "合计", "lead": "牵头", "support": "配合", "responsible": "责任（未列牵头）"}
COLORS = ("#0B3D6B", "#3D74A8", "#C2410C")


def add_spread(sheets: Sheets, graph: Graph, rows: LedgerRows) -> None:
    """Figures of concentration, and bars of the units and leaders with most tasks.

    The figures are those of ``zeren metrics concentration`` without phrases, over the units that carry tasks.
    """
    columns = ("序号", "单位", *LOADS.values(), "任务合计")
    busiest = rows.units[:MOST]
    table: list[dict[str, Any]] = [
        {
            "序号": i,
            "单位": text(body.node, "name"),
            **{header: body.tasks(role) for role, header in LOADS.items()},
            "任务合计": body.tasks(),
        }
        for i, body in enumerate(busiest, 1)
    ]
    leaders = [(text(leader.node, "name"), len(leader.tasks)) for leader in rows.leaders[:MOST]]
    found = concentration(graph, groups=False, frame="carriers").to_dicts()
    first = len(table) + 3
    second = first + len(found) + 3
    facts = (
        f"共 {len(rows.units)} 个单位，列任务最多的 {len(busiest)} 个。基尼系数：0 为平均，1 为集中于一家；"
        "上下限为 95% 区间（按文件重抽任务）；“随机分配时”是同样多的任务随机落到这些单位时的平均值，"
        "与它相近的集中说明不了什么。"
    )
    below = second + len(leaders) + 1
    sheet = sheets.add(SPREAD, SPREAD, facts, columns, table, filters=False, below=below)
    _block(sheets, sheet, HEADER + first, list(FIGURES.values()), [_figures(row) for row in found])
    _block(sheets, sheet, HEADER + second, ["责任领导", "任务数"], [list(pair) for pair in leaders])
    _bars(sheets, sheet, len(busiest))
    if leaders:
        _leaders(sheets, sheet, HEADER + second + 1, len(leaders))
    sheet.print_area(0, 0, max(HEADER + below, HEADER + FIRST + SECOND + 2), RIGHT + WIDE // 64 + 1)


def _figures(row: Any) -> list[Any]:
    values = [row[name] for name in FIGURES]
    return [
        LOAD_NAMES[values[0]],
        *("" if v is None else round(v, 3) if isinstance(v, float) else v for v in values[1:]),
    ]


def _block(sheets: Sheets, sheet: Worksheet, top: int, names: list[str], table: list[list[Any]]) -> None:
    for j, name in enumerate(names, 1):
        sheets.put(sheet, top, j, name, sheets.head)
    for i, row in enumerate(table, top + 1):
        for j, value in enumerate(row, 1):
            sheets.put(sheet, i, j, value, sheets.number if j > 1 else sheets.body)


def _bars(sheets: Sheets, sheet: Worksheet, units: int) -> None:
    """Each unit's tasks by role. A task with two roles is in two parts of its bar."""
    parts = [(HEADER, j, color) for j, color in enumerate(COLORS, 2)]
    title = f"任务最多的 {units} 个单位"
    _chart(sheets, sheet, "stacked", title, parts, (HEADER + 1, HEADER + units), (HEADER, FIRST))


def _leaders(sheets: Sheets, sheet: Worksheet, top: int, leaders: int) -> None:
    parts = [(top - 1, 2, "#E15759")]
    _chart(
        sheets, sheet, "clustered", "责任领导名下的任务", parts, (top, top + leaders - 1), (HEADER + FIRST + 1, SECOND)
    )


def _chart(
    sheets: Sheets,
    sheet: Worksheet,
    kind: str,
    title: str,
    parts: list[tuple[int, int, str]],
    rows: tuple[int, int],
    place: tuple[int, int],
) -> None:
    """Bars of a table; ``parts`` are the row and column of each series' name, and its colour; ``place`` the row where
    the picture begins, and the rows that it takes."""
    chart = sheets.book.add_chart({"type": "bar", "subtype": kind})
    assert chart is not None
    first, last = rows
    for head, column, color in parts:
        chart.add_series(
            {
                "name": [SPREAD, head, column],
                "categories": [SPREAD, first, 1, last, 1],
                "values": [SPREAD, first, column, last, column],
                "fill": {"color": color},
                "gap": 40,
            }
        )
    chart.set_title({"name": title, "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True, "interval_unit": 1, "num_font": {"size": 10}})  # each name has its bar
    chart.set_legend({"position": "bottom"} if len(parts) > 1 else {"none": True})
    chart.set_size({"width": WIDE, "height": ROW * place[1]})
    sheet.insert_chart(place[0], RIGHT, chart, {"description": f"{title}，条形图；数字见左表"})
