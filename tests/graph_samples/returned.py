"""A ledger that is filled in, as people do it, and read back."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from graph_samples.records import document, mention, reading, task
from zeren.graph.build import build
from zeren.graph.model import Graph
from zeren.graph.reports import Report
from zeren.views.returned import Returned, known_in, read_returned

TASKS = ("修好三座桥梁。", "办好五件实事。", "栽种一万棵树。")
DAY = datetime.date(2025, 6, 30)


def returned_graph() -> Graph:
    """Three tasks that one unit leads and another supports."""
    notice = document()
    lead = (mention("市财政局"),)
    support = (mention("市水利局", start=10),)
    made = (task(notice, str(i), text=words, lead=lead, support=support) for i, words in enumerate(TASKS, 1))
    return build(reading(*made))


Change = Callable[[Worksheet, dict[str, int]], None]


def heads(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): int(cell.column or 0) for cell in sheet[4] if cell.value}


def returned(handed_out: Path, graph: Graph, tmp_path: Path, change: Change, sheet: str = "总表") -> Returned:
    """What is read of the ledger after ``change`` of one of its sheets."""
    book: Workbook = load_workbook(handed_out)
    page = book[sheet]
    assert isinstance(page, Worksheet)
    change(page, heads(page))
    book.save(tmp_path / "back.xlsx")
    return read_returned(tmp_path / "back.xlsx", known_in(graph))


def fill(row: int, **values: Any) -> Change:
    names = {"status": "完成状态", "share": "完成比例", "date": "填报日期", "words": "进展情况", "by": "填报人"}

    def change(sheet: Worksheet, columns: dict[str, int]) -> None:
        for name, value in values.items():
            sheet.cell(row, columns[names[name]]).value = value

    return change


def together(*changes: Change) -> Change:
    def change(sheet: Worksheet, columns: dict[str, int]) -> None:
        for one in changes:
            one(sheet, columns)

    return change


FIRST = fill(5, status="滞后", share=0.5, date=DAY)


def only(found: Returned) -> Report:
    assert [one.line() for one in found.unfit] == []
    (report,) = found.reports
    return report
