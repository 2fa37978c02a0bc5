"""What the page says of a task beside its words: by when, how far, and what its notice leaves open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from zeren.graph.reports import STATUSES, late, reports_in, standing
from zeren.views.facts import text
from zeren.views.finding import Seen
from zeren.views.findings_work import LATE, SOON, SOON_DUE, due_soon
from zeren.views.ledger_gaps import GAPS, gaps

MARKS: Mapping[str, tuple[str, str]] = {
    **{gap.name: gap.words for gap in GAPS},
    "no-target": ("没有写明目标数字", "no target stated"),
    "open-list": ("名单以“等”结尾", "a list that ends with 等"),
    LATE: ("逾期未完成或滞后", "late"),
    SOON_DUE: (f"{SOON} 天内到期、未报完成", f"due within {SOON} days, not done"),
}
"""By which tasks are chosen: gaps as the ledger and the briefing count them, and others; with words for both."""


def marks(seen: Seen) -> dict[str, list[str]]:
    """The names of ``MARKS`` that hold of each task that any holds of."""
    name_of = {gap.missing: gap.name for gap in GAPS}
    found: dict[str, list[str]] = defaultdict(list)
    for missing, row, _ in gaps(seen.rows, dict(seen.graph.nodes)):
        found[row.node.id].append(name_of[missing])
    stands = standing(seen.graph, seen.decisions.progress, seen.day)
    held = {row.node.id for row in seen.rows.tasks}
    chosen = {
        "no-target": [row.node.id for row in seen.rows.tasks if not row.targets],
        "open-list": [row.node.id for row in seen.rows.tasks if row.node.properties.get("open_list") is True],
        LATE: [str(row["task"]) for row in late(seen.graph, seen.day, seen.decisions.progress)],
        SOON_DUE: [row.node.id for row in due_soon(seen.rows, stands, seen.day)],
    }
    for name, tasks in chosen.items():
        for task in tasks:
            if task in held:
                found[task].append(name)
    return found


def progress(seen: Seen) -> dict[str, list[Any]]:
    """Of each task that was reported up to the day: status (a place in ``STATUSES``), percent, date, who, words, and
    how many reports there are."""
    statuses = list(STATUSES)
    told = reports_in(seen.graph)
    found = {}
    for task, report in standing(seen.graph, seen.decisions.progress, seen.day).items():
        known = sum(r.date <= seen.day for r in told[task])
        status = statuses.index(report.status or statuses[0])
        found[task] = [status, report.share, report.date, report.by or "", report.words or "", known]
    return found


def due(seen: Seen) -> dict[str, list[str]]:
    """Of each task that has one: the day that it is due, and the words that say so."""
    return {row.node.id: [text(row.node, "due"), text(row.node, "due_words")] for row in seen.rows.tasks}
