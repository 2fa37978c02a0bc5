"""What a notice leaves open: tasks whose responsibility or date is not as clear as it could be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zeren.graph.model import Node
from zeren.views.facts import by_when, text
from zeren.views.ledger_rows import LedgerRows, TaskRow

WIDE = 10
"""More supporting units than this are many hands, and nobody's."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One way in which a notice leaves something open."""

    name: str
    """As links and filters of the page have it."""
    missing: str
    """What the ledger says is missing."""
    words: tuple[str, str]
    """In sentences, in Chinese and in English."""


GAPS = tuple(
    Gap(name, missing, (zh, en))
    for name, missing, zh, en in (
        ("no-unit", "责任单位", "没有列出责任单位", "no unit named"),
        ("only-groups", "具体单位", "只列统称", "only phrases for several units"),
        ("no-lead", "牵头单位", "列有几个单位而未写明谁牵头", "several units and no lead"),
        ("many-leads", "唯一牵头", "列有几个牵头单位", "several leads"),
        ("many-supporters", "重点配合", f"配合单位超过 {WIDE} 个", "more than ten supporters"),
        ("no-deadline", "完成时限", "没有写明时限", "no time limit"),
        (
            "no-leader",
            "责任领导",
            "缺责任领导（同一文件其他任务列有）",
            "no leader, where others of the document have one",
        ),
    )
)


def gaps(rows: LedgerRows, units: dict[str, Node]) -> Iterator[tuple[str, TaskRow, str]]:
    """What is missing (``Gap.missing``), the task, and what stands there instead; ``units`` are all by id.

    A single unit without the word 牵头 is no gap: nobody else could lead.
    """
    led = {task.document.id for task in rows.tasks if task.document and task.leaders}
    for task in rows.tasks:
        lead, support, joint = (task.units[role] for role in ("LEADS", "SUPPORTS", "RESPONSIBLE_FOR"))
        named = {**lead, **support, **joint}
        if not named:
            yield "责任单位", task, "原文没有列出责任单位"
        elif all(text(units[id], "kind") == "group" for id in named):
            yield "具体单位", task, f"只有统称：{'、'.join(named.values())}"
        if not lead and len(joint) > 1:
            yield "牵头单位", task, f"{len(joint)} 个责任单位，未写明谁牵头"
        if len(lead) > 1:
            yield "唯一牵头", task, f"{len(lead)} 个牵头单位：{'、'.join(lead.values())}"
        if len(support) > WIDE:
            yield "重点配合", task, f"配合单位多达 {len(support)} 个"
        if not by_when(task.node):
            yield "完成时限", task, "没有写明完成时限"
        if not task.leaders and task.document and task.document.id in led:
            yield "责任领导", task, "同一文件的其他任务列有责任领导，本项没有"
