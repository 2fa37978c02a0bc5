"""Findings on the tasks: what is left open, due, late, to be checked."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from zeren.graph.doubts import doubts_in
from zeren.graph.reports import STATUSES, Report, late, standing
from zeren.views.facts import text
from zeren.views.finding import TOP, Finding, Seen, grids, number, percent
from zeren.views.ledger_gaps import WIDE, gaps

SOON = 60
"""Days in which a task is soon due."""
_GAPS = {
    "责任单位": "no unit named",
    "具体单位": "only phrases for several units",
    "牵头单位": "several units and no lead",
    "唯一牵头": "several leads",
    "重点配合": "more than ten supporters",
    "完成时限": "no time limit",
    "责任领导": "no leader, where others of the document have one",
}


def left_open(seen: Seen) -> Iterator[Finding]:
    """What notices leave open."""
    found = [what for what, _, _ in gaps(seen.rows, dict(seen.graph.nodes))]
    counts = [(zh, en, found.count(zh)) for zh, en in _GAPS.items() if zh in found]
    if not counts:
        return
    tasks = len(seen.rows.tasks)
    words = {
        "责任单位": "没有列出责任单位",
        "具体单位": "只列统称",
        "牵头单位": "列有几个单位而未写明谁牵头",
        "唯一牵头": "列有几个牵头单位",
        "重点配合": f"配合单位超过 {WIDE} 个",
        "完成时限": "没有写明时限",
        "责任领导": "缺责任领导（同一文件其他任务列有）",
    }
    zh = "，".join(f"{n} 项{words[name]}" for name, _, n in counts)
    en = ", ".join(f"{n} with {name}" for _, name, n in counts)
    rows = [((words[name], english), n, percent(n / tasks)) for name, english, n in counts]
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
    )


def soon_due(seen: Seen) -> Iterator[Finding]:
    """What is due in the next two months."""
    dated = [task for task in seen.rows.tasks if text(task.node, "due")]
    if not dated:
        return
    last = (datetime.date.fromisoformat(seen.day) + datetime.timedelta(days=SOON)).isoformat()
    stands = standing(seen.graph, seen.decisions.progress, seen.day)
    soon = [task for task in dated if seen.day <= text(task.node, "due") <= last and not _done(stands, task.node.id)]
    tasks = len(seen.rows.tasks)
    rows = [
        (text(t.node, "due"), text(t.node, "number"), _brief(text(t.node, "text")), _named(t.units))
        for t in sorted(soon, key=lambda t: text(t.node, "due"))[:TOP]
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
    )


def _done(stands: Mapping[str, Report], task: str) -> bool:
    return task in stands and stands[task].status == "done"


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
    )


def doubtful(seen: Seen) -> Iterator[Finding]:
    """What may have been read wrongly."""
    table = doubts_in(seen.graph, seen.decisions)
    if not len(table):
        return
    rows = [tuple(map(str, (row["words"], row["reason"], row["where"]))) for row in table.to_dicts()[:TOP]]
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
    )


def _brief(words: str) -> str:
    first = words.split("\n")[0]
    return first if len(first) <= 40 else f"{first[:39]}…"


def _named(units: Mapping[str, Mapping[str, str]]) -> str:
    return "、".join((units["LEADS"] or units["RESPONSIBLE_FOR"]).values())
