"""What the page says of a task beside its words: by when, how far, late or soon due."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from zeren.graph.reports import late, reports_in, standing
from zeren.views.facts import text
from zeren.views.finding import Seen
from zeren.views.findings_work import LATE, SOON_DUE, due_soon


def standings(seen: Seen) -> dict[str, dict[str, Any]]:
    """Of each task by id, where there is any of it: ``due`` (a day) and ``dueWords``; ``progress``, the report that
    counts; ``late`` and ``soon``, as ``zeren progress --late`` and the briefing count them on the day."""
    stands = standing(seen.graph, seen.decisions.progress, seen.day)
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for row in seen.rows.tasks:
        for name, value in (("due", text(row.node, "due")), ("dueWords", text(row.node, "due_words"))):
            if value:
                found[row.node.id][name] = value
    told = reports_in(seen.graph)
    for task, report in stands.items():
        said = {"status": report.status, "share": report.share, "on": report.date, "by": report.by}
        known = sum(r.date <= seen.day for r in told[task])
        found[task]["progress"] = {**said, "words": report.words, "reports": known}
    for line in late(seen.graph, seen.day, seen.decisions.progress):
        found[str(line["task"])][LATE] = True
    for row in due_soon(seen.rows, stands, seen.day):
        found[row.node.id][SOON_DUE] = True
    return found
