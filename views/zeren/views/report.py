"""The briefing: findings with their tables, how they were counted, and what they cannot say."""

from __future__ import annotations

import datetime

from zeren.graph.decisions import Decisions
from zeren.graph.model import Graph
from zeren.loaders.errors import ZerenError
from zeren.views.blocks import Block, Heading, Paper, Para
from zeren.views.facts import text
from zeren.views.findings import findings

_NUMBERS = "一二三四五六七八九十"
_LIMITS = (
    "数字只说文件里写了什么，不说实际做了多少工作。未能读出的责任表述不在图中，也不在这些数字里，"
    "用 zeren extract --report 查看。统称（如“各县（市、区）政府”）不分解到所含单位。",
    "The numbers say what the documents state, not how much work was done. Statements that could not be read are in "
    "none of them: see zeren extract --report. Phrases for several units are not taken apart.",
)


def report_of(
    graph: Graph, *, lang: str = "zh", day: datetime.date | None = None, decisions: Decisions | None = None
) -> Paper:
    """The briefing on ``graph`` on a day, in ``zh`` or ``en``. Raises ZerenError for a graph without tasks."""
    on = day or datetime.date.today()
    documents = sorted(
        (node for node in graph.nodes.values() if node.label == "Document"), key=lambda n: (text(n, "date"), n.id)
    )
    tasks = sum(node.label == "Task" for node in graph.nodes.values())
    if not tasks:
        raise ZerenError("no report to write: the graph holds no task; load a document with zeren load")
    at = 0 if lang == "zh" else 1
    found = findings(graph, on, decisions)
    years = sorted({text(d, "year") for d in documents if text(d, "year")})
    names = "；".join(
        f"《{text(d, 'title')}》" + (f"（{text(d, 'number')}）" if text(d, "number") else "") for d in documents[:4]
    )
    more = (f"等 {len(documents)} 份文件", f" and others, {len(documents)} documents")[at] if len(documents) > 4 else ""
    scope = (
        f"范围：{names}{more}，共 {tasks} 项任务。截至 {on.isoformat()}。",
        f"Scope: {names}{more}; {tasks} tasks. As of {on.isoformat()}.",
    )[at]
    blocks: list[Block] = [Heading(1, ("要点", "Findings")[at])]
    blocks += [Para(f"{i}. {one.said[at]}") for i, one in enumerate(found, 1)]
    if len(years) > 1:
        blocks.append(
            Para(
                (f"各年（{'、'.join(years)}）文件合并计算。", f"Documents of {', '.join(years)} are counted together.")[
                    at
                ]
            )
        )
    for i, one in enumerate(found):
        number = (f"{_NUMBERS[i]}、" if at == 0 else f"{i + 1}. ") if i < len(_NUMBERS) else ""
        blocks.append(Heading(2, f"{number}{one.title[at]}"))
        blocks.append(Para(one.said[at], "finding"))
        blocks.append(one.grid[at])
        blocks.append(Para(("算法：", "Method: ")[at] + one.method[at], "note"))
    blocks.append(Heading(1, ("这些数字不能说明什么", "What these numbers cannot say")[at]))
    blocks.append(Para(_LIMITS[at]))
    return Paper("report", ("责任分工情况", "Who answers for what")[at], (scope,), tuple(blocks), lang)
