"""The columns of a ledger that people fill in: declared once, for what is handed out and for what returns."""

from __future__ import annotations

from dataclasses import dataclass

from zeren.graph.reports import STATUSES

TASK = "任务编码"
"""Header of the column with a task's id: what comes back is known by it."""
WORDS = "任务内容"
"""Header of the column with the task's words: an id that was typed over is noticed by them."""
KEY = "zeren:"
"""Before the names in the hidden row by which columns are known, wherever they are and whatever they are called."""


@dataclass(frozen=True, slots=True)
class Fill:
    """One column to fill in."""

    name: str
    """Of the property of Progress, and in the hidden row."""
    header: str
    width: int
    hint: str
    """What a person who enters it is told."""


FILLS = (
    Fill("status", "完成状态", 7, f"选填：{'、'.join(STATUSES.values())}"),
    Fill("share", "完成比例", 6, "填 0 到 100 之间的百分数，如 80%"),
    Fill("words", "进展情况", 17, "写明已做的工作和存在的问题"),
    Fill("date", "填报日期", 11, "填年月日，如 2025-06-30"),
    Fill("by", "填报人", 10, "填写人姓名"),
    Fill("proof", "佐证", 18, "文件、照片、链接的名称"),
)
"""In the order of the sheets."""

MARK = "zeren"
"""The property of a workbook that says what it is."""
