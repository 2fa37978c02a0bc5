"""Findings on the tasks: what is left open, due, late, to be checked."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping

from zeren.graph.doubts import doubts_in, in_chinese
from zeren.graph.reports import STATUSES, Report, late, standing
from zeren.views.facts import text
from zeren.views.finding import TOP, Finding, Seen, focus, grids, number, percent, tasks_with
from zeren.views.ledger_gaps import GAPS, gaps
from zeren.views.ledger_rows import LedgerRows, TaskRow

SOON = 60
"""Days in which a task is soon due."""
SOON_DUE, LATE = "soon", "late"
"""What the page calls the tasks that are soon due, and those that are late, beside their gaps."""


def left_open(seen: Seen) -> Iterator[Finding]:
    """What notices leave open."""
    found = Counter(what for what, _, _ in gaps(seen.rows, dict(seen.graph.nodes)))
    counts = [(gap, found[gap.missing]) for gap in GAPS if found[gap.missing]]
    if not counts:
        return
    tasks = len(seen.rows.tasks)
    zh = "，".join(f"{n} 项{gap.words[0]}" for gap, n in counts)
    en = ", ".join(f"{n} with {gap.words[1]}" for gap, n in counts)
    rows = [(gap.words, n, percent(n / tasks)) for gap, n in counts]
    yield Finding(
        "gaps",
        ("原文没有写明的", "What the notices leave open"),
        (f"{tasks} 项任务中，{zh}。", f"Of {tasks} tasks: {en}."),
        grids(
            (("缺什么", "任务", "占比"), ("gap", "tasks", "share")),
            rows,
            (64, 16, 20),
            sums=((("全部任务", "all tasks"), tasks, ""),),
            bar=1,
        ),
        (
            "单个责任单位未写“牵头”不算缺口；一项任务可有几处缺口。同台账“缺口”表。",
            "A single unit without the word lead is no gap; a task may have several. As the ledger's sheet of gaps.",
        ),
        tasks_with(counts[0][0].name),
        tuple(tasks_with(gap.name) for gap, _ in counts),
    )


def soon_due(seen: Seen) -> Iterator[Finding]:
    """What is due in the next two months."""
    dated = [task for task in seen.rows.tasks if text(task.node, "due")]
    if not dated:
        return
    soon = due_soon(seen.rows, standing(seen.graph, seen.decisions.progress, seen.day), seen.day)
    tasks = len(seen.rows.tasks)
    rows = [
        (text(t.node, "due"), text(t.node, "number"), _brief(text(t.node, "text")), _named(t.units)) for t in soon[:TOP]
    ]
    sums = [
        ("", "", (f"{SOON} 天内到期、未报完成", f"due within {SOON} days, not done"), len(soon)),
        ("", "", ("写明日期", "with a day"), len(dated)),
        ("", "", ("全部任务", "all tasks"), tasks),
    ]
    yield Finding(
        "due",
        ("近期到期", "Soon due"),
        (
            f"{tasks} 项任务中 {len(dated)} 项写明日期；{seen.day} 起 {SOON} 天内到期而未报完成的 {len(soon)} 项。",
            f"{len(dated)} of {tasks} tasks say a day; due within {SOON} days of {seen.day} and not reported as done: "
            f"{len(soon)}.",
        ),
        grids(
            (("到期日", "编号", "任务", "牵头或责任单位"), ("due", "number", "task", "lead or units")),
            rows,
            (21, 12, 40, 27),
            sums=sums,
        ),
        (
            "到期日由原文的时限或文中的话（如“年底前”）得出。同 zeren query due-tasks。",
            "The day follows from the stated limit, or from words in the text (年底前). As zeren query due-tasks.",
        ),
        tasks_with(SOON_DUE),
        tuple(focus(t.node.id) for t in soon[:TOP]),
    )


def due_soon(rows: LedgerRows, stands: Mapping[str, Report], day: str) -> list[TaskRow]:
    """Tasks that are due within ``SOON`` days and not reported as done, the first due first."""
    last = (datetime.date.fromisoformat(day) + datetime.timedelta(days=SOON)).isoformat()
    done = {task for task, report in stands.items() if report.status == "done"}
    soon = [task for task in rows.tasks if day <= text(task.node, "due") <= last and task.node.id not in done]
    return sorted(soon, key=lambda task: text(task.node, "due"))


def overdue(seen: Seen) -> Iterator[Finding]:
    """What is late, where somebody reports at all."""
    stands = {t: r for t, r in standing(seen.graph, seen.decisions.progress, seen.day).items() if t in seen.graph.nodes}
    if not stands:
        return
    table = late(seen.graph, seen.day, seen.decisions.progress).to_dicts()
    states = [r.status for r in stands.values()]
    tasks = len(seen.rows.tasks)
    rows = [
        (
            r["due"],
            r["number"],
            _brief(str(r["text"])),
            r["lead_units"],
            (STATUSES.get(str(r["status"]), ""), r["status"]),
        )
        for r in table[:TOP]
    ]
    sums = [
        *(("", "", (zh, en), states.count(en), "") for en, zh in STATUSES.items()),
        ("", "", ("有填报的任务", "tasks reported"), len(stands), ""),
        ("", "", ("全部任务", "all tasks"), tasks, ""),
        ("", "", ("逾期或滞后", "late"), len(table), ""),
    ]
    yield Finding(
        "late",
        ("进展", "Progress"),
        (
            f"到 {seen.day}，{tasks} 项任务中 {len(stands)} 项有填报，完成 {states.count('done')} 项；"
            f"逾期未完成或滞后的 {len(table)} 项。",
            f"By {seen.day}, reported: {len(stands)} of {tasks} tasks, {states.count('done')} as done; late: "
            f"{len(table)}.",
        ),
        grids(
            (
                ("到期日", "编号", "任务", "牵头或责任单位", "状态"),
                ("due", "number", "task", "lead or units", "status"),
            ),
            rows,
            (21, 12, 33, 22, 12),
            sums=sums,
        ),
        (
            "几份填报不一时以最新为准，同日以牵头单位为准，再以进度最低者为准。没有填报不等于没有进展。"
            "同 zeren progress --late。",
            "Of reports that differ the newest counts, of one day that of a unit which leads, of those the one that "
            "says least. No report does not mean no progress. As zeren progress --late.",
        ),
        tasks_with(LATE),
        tuple(focus(r["task"]) for r in table[:TOP]),
    )


def doubtful(seen: Seen) -> Iterator[Finding]:
    """What may have been read wrongly."""
    table = doubts_in(seen.graph, seen.decisions)
    if not len(table):
        return
    rows = [
        (words, (in_chinese(why), why), (in_chinese(where), where))
        for _, words, why, where in (tuple(map(str, row)) for row in table.rows[:TOP])
    ]
    yield Finding(
        "doubtful",
        ("需要核对的", "To be checked"),
        (
            f"{len(table)} 处读法可能有误，请对照原文。",
            f"{number(len(table), 'reading')} may be wrong: compare with the notice.",
        ),
        grids(
            (("文字", "原因", "位置"), ("words", "why", "where")),
            rows,
            (34, 48, 18),
            sums=((("合计", "all"), len(table), ""),),
        ),
        (
            "确认无误的写入 zeren.yaml 的 certain。同 zeren check。",
            "Those that are right are settled in zeren.yaml (certain). As zeren check.",
        ),
        {"view": "quality"},
    )


def _brief(words: str) -> str:
    first = words.split("\n")[0]
    return first if len(first) <= 40 else f"{first[:39]}…"


def _named(units: Mapping[str, Mapping[str, str]]) -> str:
    return "、".join((units["LEADS"] or units["RESPONSIBLE_FOR"]).values())
