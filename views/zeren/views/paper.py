"""A paper (材料) about one unit, leader or county: each of their tasks whole, with its words and who answers for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zeren.graph.decisions import Decisions
from zeren.graph.model import Graph, Node
from zeren.graph.reports import STATUSES
from zeren.loaders.errors import ZerenError
from zeren.views.blocks import Block, Facts, Heading, Paper, Para
from zeren.views.facts import by_when, task_words, text
from zeren.views.ledger_columns import KINDS, short_name, unit_facts
from zeren.views.ledger_rows import ROLES, Entry, LedgerRows, TaskRow, ledger_rows


@dataclass(frozen=True, slots=True)
class _Told:
    """A task in a paper, with what is said of it there alone."""

    task: TaskRow
    roles: str
    printed: str = ""
    remarks: tuple[str, ...] = ()


def paper_of(
    graph: Graph,
    *,
    unit: str | None = None,
    leader: str | None = None,
    county: str | None = None,
    decisions: Decisions | None = None,
) -> Paper:
    """The paper about one of these (ids). Raises ZerenError where nothing is stated of it."""
    rows = ledger_rows(graph, (decisions or Decisions()).progress)
    id = unit or leader or county
    assert id is not None
    name = text(graph.nodes[id], "name")
    own: list[_Told]
    covered: list[_Told] = []
    if unit is not None:
        bodies = [body for body in (*rows.units, *rows.groups) if body.node.id == unit]
        entries, through = (bodies[0].entries, bodies[0].through) if bodies else ((), ())
        own, covered = list(_of_entries(entries)), list(_of_entries(through))
        summary = (
            f"{name}（{KINDS.get(text(graph.nodes[id], 'kind'), '单位')}）{unit_facts(bodies[0]) if bodies else ''}"
        )
    elif leader is not None:
        found = [one for one in rows.leaders if one.node.id == leader]
        own = [_Told(task, "责任领导") for task in (found[0].tasks if found else ())]
        summary = f"{name}为责任领导的任务 {len(own)} 项。"
    else:
        own = list(_of_county(graph, rows, id))
        by_text = sum("文中" in one.roles for one in own)
        summary = f"涉及{name}的任务 {len(own)} 项，其中文中写明的 {by_text} 项，"
        summary += f"只经其政府或管委会列名的 {len(own) - by_text} 项。"
    if not own and not covered:
        raise ZerenError(f"no paper to write: no task of the graph is {name}'s")
    tasks = {told.task.node.id: told.task for told in (*own, *covered)}
    blocks: list[Block] = [Heading(1, "一、总体情况"), Para(f"{summary}{_figures(tasks.values())}")]
    if own:
        blocks.append(Heading(1, "二、任务"))
        blocks += _tasks(own, 1)
    if covered:
        blocks.append(Heading(1, f"{'三' if own else '二'}、统称名下的任务"))
        blocks.append(Para("下列任务列在包含本单位的统称名下，不计入本单位任务数。"))
        blocks += _tasks(covered, len(own) + 1)
    return Paper("paper", f"{name}责任任务", tuple(_cover(tasks.values())), tuple(blocks))


def _cover(tasks: Iterable[TaskRow]) -> Iterator[str]:
    documents = {task.document.id: task.document for task in tasks if task.document}
    for document in documents.values():
        number = text(document, "number")
        said = f"（{number}）" if number else ""
        date = text(document, "date")
        yield f"《{text(document, 'title')}》{said}{f'，{date}' if date else ''}"


def _figures(tasks: Iterable[TaskRow]) -> str:
    tasks = list(tasks)
    dated = sorted(text(task.node, "due") for task in tasks if text(task.node, "due"))
    silent = sum(not by_when(task.node) for task in tasks)
    parts = [f"写明到期日的 {len(dated)} 项" + (f"，最早 {dated[0]}，最晚 {dated[-1]}" if dated else "")]
    parts.append(f"没有写明时限的 {silent} 项")
    parts.append(f"列有目标的 {sum(bool(task.targets) for task in tasks)} 项")
    reported = [task.report.status for task in tasks if task.report]
    if reported:
        stands = "、".join(f"{STATUSES[s]} {reported.count(s)} 项" for s in STATUSES if s in reported)
        parts.append(f"已报进展的 {len(reported)} 项（{stands}）")
    return f"本材料共列任务 {len(tasks)} 项：{'；'.join(parts)}。"


def _of_entries(entries: Iterable[Entry]) -> Iterator[_Told]:
    """A task once, with all roles in which the unit is named for it."""
    together: dict[str, list[Entry]] = {}
    for entry in entries:
        together.setdefault(entry.task.node.id, []).append(entry)
    for named in together.values():
        roles = "、".join(dict.fromkeys(ROLES[entry.edge.type] for entry in named))
        phrases = "、".join(dict.fromkeys(entry.phrase for entry in named if entry.phrase))
        remarks = (f"列在统称“{phrases}”名下",) if phrases else ()
        if any(entry.edge.properties.get("inherited") is True for entry in named):
            remarks = (*remarks, "名称或责任由上文补全")
        printed = dict.fromkeys(text(entry.edge, "source") for entry in named)
        yield _Told(named[0].task, roles, "、".join(printed), remarks)


def _of_county(graph: Graph, rows: LedgerRows, county: str) -> Iterator[_Told]:
    basis: dict[str, set[str]] = {}
    for edge in graph.edges:
        if edge.type == "CONCERNS" and edge.end == county:
            basis.setdefault(edge.start, set()).add(text(edge, "basis"))
    words = {"text": "文中写明", "unit": "其政府或管委会列名"}
    for task in rows.tasks:
        if said := basis.get(task.node.id):
            yield _Told(task, "、".join(words[one] for one in words if one in said))


def _tasks(told: Iterable[_Told], first: int) -> Iterator[Block]:
    for number, one in enumerate(told, first):
        task = one.task
        words = task_words(task.node)
        printed = text(task.node, "number")
        yield Heading(2, f"{number}. {_short(words)}{f'（原文第{printed}项）' if printed else ''}")
        yield Para(words)
        yield Facts(tuple((label, value) for label, value in _lines(one) if value))


def _short(words: str) -> str:
    first = words.split("\n")[0]
    return first if len(first) <= _TITLE else f"{first[: _TITLE - 1]}…"


_TITLE = 18
"""Characters of a task's heading: its words stand whole below."""


def _lines(told: _Told) -> Iterator[tuple[str, str]]:
    task = told.task
    yield "角色", told.roles
    yield "责任领导", "、".join(task.leaders)
    for role, short in ROLES.items():
        yield f"{short}单位", "、".join(task.units[role].values())
    yield "目标", "；".join(task.targets)
    yield "完成时限", by_when(task.node) or "没有写明"
    due = text(task.node, "due")
    if due and due not in by_when(task.node):
        yield "到期日", due
    if task.report is not None and task.report.status:
        report = task.report
        share = "" if report.share is None else f"，{report.share}%"
        yield "进展", f"{STATUSES[task.report.status]}{share}（{report.date}，{report.by or report.unit or '未署名'}）"
        yield "进展情况", report.words or ""
    yield "领域", task.sector
    yield "原文责任表述", text(task.node, "statement")
    yield "原文单位名称", told.printed
    yield "出处", f"{short_name(task.document)}，{_place(task.node)}".strip("，")
    yield "备注", "；".join((*told.remarks, *_remarks(task)))


def _place(task: Node) -> str:
    line = task.properties.get("line")
    return text(task, "place") or (f"第 {line} 行" if line is not None else "")


def _remarks(task: TaskRow) -> Iterator[str]:
    if task.node.properties.get("open_list") is True:
        yield "原文名单以“等”结尾，未尽列"
    if text(task.node, "convention") == "first-is-lead":
        yield "牵头依文件通则认定"
