"""The columns of a ledger's sheets, and the words in them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from zeren.graph.model import Edge, Node
from zeren.graph.reports import STATUSES, Report
from zeren.views.facts import by_when, task_words, text
from zeren.views.ledger_fill import FILLS, TASK, WORDS
from zeren.views.ledger_rows import ROLES, Entry, LedgerRows, TaskRow, UnitRows

OVERVIEW, ALL, GAPS, SPREAD, DOUBTS, SOURCES = "总览", "总表", "缺口", "集中度", "核对", "来源与说明"
"""Names of the sheets that belong to nobody."""

KINDS = {
    "department": "部门",
    "county_government": "县（市、区）政府",
    "zone": "开发区、示范区",
    "enterprise": "企业",
    "institution": "事业单位",
    "vertical_agency": "垂直管理机构",
    "party": "党群机关",
    "group": "统称",
}

LOADS = {**ROLES, "RESPONSIBLE_FOR": "责任（未列牵头）"}
"""Roles over columns of numbers."""
LAMP = "灯"
LAMP_SOON = 30
"""Days before a task is due from which its lamp is yellow."""
DUE = "到期日"
WIDTHS = {
    "序号": 4,
    "任务编号": 6,
    "任务内容": 31,
    "角色": 6,
    "责任领导": 8,
    "牵头单位": 11,
    "配合单位": 14,
    "责任单位": 11,
    "其他牵头单位": 11,
    "其他配合单位": 14,
    "其他责任单位": 11,
    "目标": 12,
    "完成时限": 9,
    LAMP: 3,
    **{fill.header: fill.width for fill in FILLS},
    DUE: 11,
    "文件": 20,
    "领域": 20,
    "原文责任表述": 44,
    "原文单位名称": 20,
    "原文行号或位置": 11,
    "备注": 22,
    TASK: 24,
    "单位": 28,
    "类别": 16,
    "所在地": 10,
    "牵头": 8,
    "配合": 8,
    "责任（未列牵头）": 11,
    "任务合计": 10,
    "责任领导（任务数）": 32,
    "分表": 22,
    "缺什么": 16,
    "说明": 40,
    "文号": 22,
    "发文机关": 20,
    "日期": 12,
    "年度": 8,
    "任务数": 9,
    "其中列有责任单位": 12,
    "原文件校验码（SHA-256）": 34,
    "待核对的文字": 40,
    "原因": 50,
    "位置": 16,
}
"""Headers with column widths, in characters of Latin text; a Chinese one takes two."""

_HANDED_OUT = (LAMP, *(fill.header for fill in FILLS[:3]))
_ASIDE = (*(fill.header for fill in FILLS[3:]), DUE, "文件", "领域", "原文责任表述")
"""Beside what is printed: an A4 page holds no more at a size that can be read."""
OVERVIEW_COLUMNS = (*("序号", "单位", "类别", "所在地", *LOADS.values(), "任务合计", "责任领导（任务数）", "分表"),)
ALL_PRINTED = (
    *("序号", "任务编号", "任务内容", "责任领导", "牵头单位", "配合单位", "责任单位", "目标", "完成时限"),
    *_HANDED_OUT,
)
ALL_COLUMNS = (*ALL_PRINTED, *_ASIDE, "原文行号或位置", TASK)
UNIT_PRINTED = (
    *("序号", "任务编号", "任务内容", "角色", "责任领导", "其他牵头单位", "其他配合单位", "其他责任单位"),
    *("目标", "完成时限", *_HANDED_OUT),
)
UNIT_COLUMNS = (*UNIT_PRINTED, *_ASIDE, "原文单位名称", "原文行号或位置", "备注", TASK)
GAP_COLUMNS = ("序号", "缺什么", "任务编号", "任务内容", "责任领导", "说明", "文件", "原文行号或位置", TASK)
DOUBT_COLUMNS = ("序号", "文件", "待核对的文字", "原因", "位置")
SOURCE_COLUMNS = (
    *("序号", "文件", "文号", "发文机关", "日期", "年度", "任务数", "其中列有责任单位", "原文件校验码（SHA-256）"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """The way to another sheet."""

    sheet: str
    words: str

    def __str__(self) -> str:
        """The words, as a cell shows them."""
        return self.words


Cell = str | int | float | datetime.date | Link
"""What a cell can hold. A float is a share of 1, shown in percent."""
Row = dict[str, Cell]
"""Header to cell; a header that is not there stands for an empty cell."""


def overview_row(number: int, body: UnitRows, sheet: str | None) -> Row:
    """One unit in the overview, with the way to its sheet where it has one."""
    kind = text(body.node, "kind")
    return {
        "序号": number,
        "单位": text(body.node, "name"),
        "类别": KINDS.get(kind, kind),
        "所在地": text(body.node, "city"),
        **{header: body.tasks(role) for role, header in LOADS.items()},
        "任务合计": body.tasks(),
        "责任领导（任务数）": "、".join(f"{leader}（{tasks}）" for leader, tasks in body.leaders()),
        "分表": Link(sheet, sheet) if sheet else "",
    }


def task_row(number: int, task: TaskRow) -> Row:
    """One task, with all who answer for it."""
    named = {f"{short}单位": "、".join(task.units[role].values()) for role, short in ROLES.items()}
    return {"序号": number, **_stated(task), **named, "原文责任表述": text(task.node, "statement")}


def unit_row(number: int, unit: Node, entry: Entry) -> Row:
    """One edge of responsibility on its unit's sheet, or that of a phrase which covers the unit."""
    task, edge = entry.task, entry.edge
    named = {
        f"其他{short}单位": "、".join(name for id, name in task.units[role].items() if id != edge.start)
        for role, short in ROLES.items()
    }
    return {
        "序号": number,
        **_stated(task),
        "角色": ROLES[edge.type] + ("（统称）" if entry.phrase else ""),
        **named,
        "原文责任表述": text(edge, "statement"),
        "原文单位名称": text(edge, "source"),
        "原文行号或位置": _where(edge),
        "备注": "\n".join(_remarks(entry)),
    }


def _stated(task: TaskRow) -> Row:
    """What is the same on every sheet: the task, and how far it is."""
    return {
        "任务编号": text(task.node, "number"),
        WORDS: task_words(task.node),
        "责任领导": "、".join(task.leaders),
        "目标": "\n".join(task.targets),
        "完成时限": by_when(task.node),
        LAMP: "●",
        DUE: day(text(task.node, "due")),
        "文件": short_name(task.document),
        "领域": task.sector,
        "原文行号或位置": _where(task.node),
        TASK: task.node.id,
        **(filled(task.report) if task.report else {}),
    }


def filled(report: Report) -> Row:
    """The columns to fill in, as they were when last reported."""
    said: Mapping[str, Cell | None] = {
        "status": STATUSES[report.status] if report.status else None,
        "share": None if report.share is None else report.share / 100,
        "words": report.words,
        "date": day(report.date),
        "by": report.by,
        "proof": report.proof,
    }
    return {fill.header: value for fill in FILLS if (value := said[fill.name]) is not None}


def day(iso: str) -> Cell:
    """A date as workbooks keep it; before 1900 they keep none."""
    return datetime.date.fromisoformat(iso) if iso >= "1900-03-01" else iso


def source_row(number: int, document: Node, rows: LedgerRows) -> Row:
    """One document, with its tasks counted."""
    tasks = [task for task in rows.tasks if task.document is not None and task.document.id == document.id]
    return {
        "序号": number,
        "文件": text(document, "title"),
        "文号": text(document, "number"),
        "发文机关": text(document, "issuer"),
        "日期": text(document, "date"),
        "年度": _whole(document, "year"),
        "任务数": len(tasks),
        "其中列有责任单位": sum(task.is_assigned for task in tasks),
        "原文件校验码（SHA-256）": text(document, "digest"),
    }


def short_name(document: Node | None) -> str:
    """The 文号 of a document, else its title."""
    return "" if document is None else text(document, "number") or text(document, "title")


def _whole(said: Node | Edge, name: str) -> Cell:
    value = said.properties.get(name)
    return value if isinstance(value, int) else ""


def _where(said: Node | Edge) -> Cell:
    """Page, or sheet and cell, in a file that has them; else the line."""
    return text(said, "place") or _whole(said, "line")


def _remarks(entry: Entry) -> list[str]:
    """What a reader should know before relying on a row."""
    remarks = [f"列在统称“{entry.phrase}”名下，不计入本单位任务数"] if entry.phrase else []
    if entry.task.node.properties.get("open_list") is True:
        remarks.append("原文名单以“等”结尾，未尽列")
    if text(entry.task.node, "convention") == "first-is-lead":
        remarks.append("牵头依文件通则认定")
    if entry.edge.properties.get("inherited") is True:
        remarks.append("名称或责任由上文补全")
    return remarks


def unit_facts(body: UnitRows) -> str:
    """The line under the title of a unit's sheet."""
    facts = (
        f"牵头 {body.tasks('LEADS')} 项，配合 {body.tasks('SUPPORTS')} 项，"
        f"责任（未列牵头）{body.tasks('RESPONSIBLE_FOR')} 项，任务合计 {body.tasks()} 项。"
    )
    if body.through:
        facts += f"另有统称名下的任务 {len({e.task.node.id for e in body.through})} 项，列于表末，不计入合计。"
    if body.covered_by:
        facts += f"另属统称：{'、'.join(body.covered_by)}。"
    if body.covers:
        facts += f"所含单位：{'、'.join(body.covers)}。"
    return facts


def overview_facts(rows: LedgerRows, rows_left_out: int) -> str:
    """The line under the title of the overview: where the ledger comes from, what it leaves out."""
    if rows_left_out:
        said = f"单位、领导分表共 {rows_left_out} 行，过多而从略；各单位台账可用 zeren ledger --split 文件夹 另写成册。"
        return f"{_sources(rows)}{said}"
    left_out = "；".join(_left_out(rows)) or "无"
    return f"{_sources(rows)}单位分表未列入：{left_out}。详见“{SOURCES}”。"


def _sources(rows: LedgerRows) -> str:
    names = (f"《{text(d, 'title')}》（{text(d, 'number') or '无文号'}）" for d in rows.documents)
    return f"来源：{'；'.join(names)}。"


def _left_out(rows: LedgerRows) -> list[str]:
    parts = []
    unassigned = sum(not task.is_assigned for task in rows.tasks)
    if unassigned:
        parts.append(f"{unassigned} 项任务未列责任单位，见“{GAPS}”")
    if rows.idle:
        parts.append(f"{len(rows.idle)} 个单位只包含在统称中，没有单列的任务")
    return parts


def explanations(rows: LedgerRows) -> list[str]:
    """How to read the workbook and fill it in, a line each."""
    lines = [
        "说明",
        "牵头：原文写明牵头。配合：原文写明他人牵头、本单位配合。责任：原文列名而未写明谁牵头，不作推定。",
        "任务合计：同一任务兼有两种角色的只计一次。分表按原文逐次列行，每行注明原文责任表述和单位名称。",
        "原文行号或位置：纯文本注明行号，工作簿注明单元格，PDF 注明页码。",
        "统称（如“各县（市、区）政府”）不分解到所含单位；确定包含的单位，其分表末尾附列统称的任务，注明“统称”。",
        f"灯：绿为已完成或未到期，黄为滞后或三十日内到期，红为逾期未完成，灰为没有时限；按打开当日计算，依据“{DUE}”和完成状态。",
        f"填报：{'；'.join(f'{fill.header}——{fill.hint}' for fill in FILLS)}。",
        f"“{TASK}”列用于收回填报内容，请勿修改；行可以排序、筛选，列可以移动。收回：zeren progress 本文件名。",
        "未能读出的责任表述不在台账中，用 zeren extract --report 查看。",
        *(f"未列入单位分表：{part}。" for part in _left_out(rows)),
    ]
    if rows.idle:
        lines.append(f"只包含在统称中的单位：{'、'.join(rows.idle)}。")
    return lines
