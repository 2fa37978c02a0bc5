"""The columns of a ledger's sheets, and the words in them."""

from __future__ import annotations

from zeren.graph.model import Edge, Node
from zeren.views.facts import by_when, text
from zeren.views.ledger_rows import ROLES, LedgerRows, TaskRow, UnitRows

OVERVIEW, SOURCES, UNASSIGNED = "总览", "来源与说明", "未列责任单位"
"""Names of the sheets that belong to no unit."""

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

# Headers with column widths, in characters of Latin text; a Chinese one takes two.
OVERVIEW_COLUMNS = {
    "序号": 6,
    "单位": 34,
    "类别": 18,
    "所在地": 12,
    "牵头": 8,
    "配合": 8,
    "责任（未列牵头）": 11,
    "任务合计": 10,
    "责任领导（任务数）": 50,
    "分表": 30,
}
UNIT_COLUMNS = {
    "序号": 6,
    "任务编号": 9,
    "文件": 20,
    "领域": 20,
    "任务内容": 52,
    "角色": 7,
    "责任领导": 12,
    "其他牵头单位": 20,
    "其他配合单位": 28,
    "其他责任单位": 28,
    "目标": 26,
    "完成时限": 11,
    "原文责任表述": 44,
    "原文单位名称": 20,
    "原文行号或位置": 11,
    "备注": 22,
}
UNASSIGNED_COLUMNS = {
    "序号": 6,
    "任务编号": 9,
    "文件": 24,
    "领域": 24,
    "任务内容": 70,
    "责任领导": 14,
    "目标": 36,
    "完成时限": 12,
    "原文责任表述": 44,
    "原文行号或位置": 11,
}
SOURCE_COLUMNS = {
    "序号": 6,
    "文件": 60,
    "文号": 22,
    "发文机关": 20,
    "日期": 12,
    "年度": 8,
    "任务数": 9,
    "其中列有责任单位": 12,
    "原文件校验码（SHA-256）": 68,
}

Cell = str | int
"""What a cell can hold."""


def overview_row(number: int, body: UnitRows) -> list[Cell]:
    """One unit in the overview; its last cell is for the link to its sheet."""
    kind = text(body.node, "kind")
    return [
        number,
        text(body.node, "name"),
        KINDS.get(kind, kind),
        text(body.node, "city"),
        *(body.tasks(role) for role in ROLES),
        body.tasks(),
        "、".join(f"{leader}（{tasks}）" for leader, tasks in body.leaders()),
        "",
    ]


def unit_row(number: int, unit: Node, task: TaskRow, edge: Edge) -> list[Cell]:
    """One edge of responsibility on its unit's sheet."""
    return [
        number,
        text(task.node, "number"),
        _short_name(task.document),
        task.sector,
        _words(task),
        ROLES[edge.type],
        "、".join(task.leaders),
        *("、".join(name for id_, name in task.units[role].items() if id_ != unit.id) for role in ROLES),
        "\n".join(task.targets),
        by_when(task.node),
        text(edge, "statement"),
        text(edge, "source"),
        _where(edge),
        "\n".join(_remarks(task, edge)),
    ]


def unassigned_row(number: int, task: TaskRow) -> list[Cell]:
    """One task for which no unit is named."""
    return [
        number,
        text(task.node, "number"),
        _short_name(task.document),
        task.sector,
        _words(task),
        "、".join(task.leaders),
        "\n".join(task.targets),
        by_when(task.node),
        text(task.node, "statement"),
        _where(task.node),
    ]


def source_row(number: int, document: Node, rows: LedgerRows) -> list[Cell]:
    """One document, with its tasks counted."""
    tasks = [task for task in rows.tasks if task.document is not None and task.document.id == document.id]
    return [
        number,
        *(text(document, name) for name in ("title", "number", "issuer", "date")),
        _whole(document, "year"),
        len(tasks),
        sum(task.is_assigned for task in tasks),
        text(document, "digest"),
    ]


def _words(task: TaskRow) -> str:
    title, words = text(task.node, "title"), text(task.node, "text")
    # Where the title is the first sentence of the paragraph, the text holds it already.
    return words if words.startswith(title) else f"{title}\n{words}"


def _short_name(document: Node | None) -> str:
    return "" if document is None else text(document, "number") or text(document, "title")


def _whole(said: Node | Edge, name: str) -> Cell:
    value = said.properties.get(name)
    return value if isinstance(value, int) else ""


def _where(said: Node | Edge) -> Cell:
    """Page, or sheet and cell, in a file that has them; else the line."""
    return text(said, "place") or _whole(said, "line")


def _remarks(task: TaskRow, edge: Edge) -> list[str]:
    """What a reader should know before relying on a row."""
    remarks = []
    if task.node.properties.get("open_list") is True:
        remarks.append("原文名单以“等”结尾，未尽列")
    if text(task.node, "convention") == "first-is-lead":
        remarks.append("牵头依文件通则认定")
    if edge.properties.get("inherited") is True:
        remarks.append("名称或责任由上文补全")
    return remarks


def unit_facts(body: UnitRows) -> str:
    """The line under the title of a unit's sheet."""
    facts = (
        f"牵头 {body.tasks('LEADS')} 项，配合 {body.tasks('SUPPORTS')} 项，"
        f"责任（未列牵头）{body.tasks('RESPONSIBLE_FOR')} 项，任务合计 {body.tasks()} 项。"
    )
    if body.covered_by:
        facts += f"另属统称：{'、'.join(body.covered_by)}；统称的任务见各自分表，不计入本表。"
    if body.covers:
        facts += f"所含单位：{'、'.join(body.covers)}。"
    return facts


def overview_facts(rows: LedgerRows) -> str:
    """The line under the title of the overview: where the ledger comes from, what it leaves out."""
    names = (f"《{text(d, 'title')}》（{text(d, 'number') or '无文号'}）" for d in rows.documents)
    left_out = "；".join(_left_out(rows)) or "无"
    return f"来源：{'；'.join(names)}。单位分表未列入：{left_out}。详见“{SOURCES}”。"


def _left_out(rows: LedgerRows) -> list[str]:
    parts = []
    unassigned = sum(not task.is_assigned for task in rows.tasks)
    if unassigned:
        parts.append(f"{unassigned} 项任务未列责任单位，见“{UNASSIGNED}”")
    if rows.idle:
        parts.append(f"{len(rows.idle)} 个单位只包含在统称中，没有单列的任务")
    return parts


def explanations(rows: LedgerRows) -> list[str]:
    """How to read the workbook, a line each."""
    lines = [
        "说明",
        "牵头：原文写明牵头。配合：原文写明他人牵头、本单位配合。责任：原文列名而未写明谁牵头，不作推定。",
        "任务合计：同一任务兼有两种角色的只计一次。分表按原文逐次列行，每行注明原文责任表述和单位名称。",
        "原文行号或位置：纯文本注明行号，工作簿注明单元格，PDF 注明页码。",
        "统称（如“各县（市、区）政府”）不分解到所含单位，其分表列于最后。",
        "未能读出的责任表述不在台账中，用 zeren extract --report 查看。",
        *(f"未列入单位分表：{part}。" for part in _left_out(rows)),
    ]
    if rows.idle:
        lines.append(f"只包含在统称中的单位：{'、'.join(rows.idle)}。")
    return lines
