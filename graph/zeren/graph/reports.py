"""What was reported of tasks: who says how far they are, whose word counts, and which are late."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date

from zeren.graph.model import Graph, Node, canonical, without_nothing
from zeren.graph.table import Table

STATUSES = {"not started": "未启动", "behind": "滞后", "on schedule": "按时序", "done": "完成"}
"""What the graph keeps and what workbooks say, from least to most."""
_FAR = {status: place for place, status in enumerate(STATUSES)}

LATE = ("number", "text", "due", "days", "lead_units", "leaders", "status", "share", "reported", "by", "task")
"""Columns of ``late``; ``days`` are those since ``due``, ``task`` is the id."""
CONFLICTS = ("number", "text", "date", "by", "status", "share", "words", "file", "place", "counts", "task")
"""Columns of ``conflicts``; ``counts`` says whose word counts."""


@dataclass(frozen=True, slots=True)
class Report:
    """One row that somebody filled in. ``share`` is in percent, ``date`` an ISO date."""

    task: str
    date: str
    file: str
    place: str
    status: str | None = None
    share: int | None = None
    words: str | None = None
    proof: str | None = None
    by: str | None = None
    unit: str | None = None

    def node(self) -> Node:
        """The node of Progress that keeps it.

        The same report has the same id, from whatever file and sheet: a ledger goes out with the last report in it.
        """
        said = {k: v for k, v in asdict(self).items() if k not in ("file", "place", "unit")}
        digest = hashlib.sha256(canonical(said).encode()).hexdigest()[:12]
        id = f"progress:{self.task.removeprefix('task:')}#{digest}"
        return Node("Progress", id, without_nothing({"id": id, **asdict(self)}))


def reports_in(graph: Graph) -> dict[str, list[Report]]:
    """What was reported of each task (by id), oldest first; also of tasks that the graph does not hold."""
    names = [field.name for field in fields(Report)]
    found: dict[str, list[Report]] = defaultdict(list)
    for node in graph.nodes.values():
        if node.label == "Progress":
            report = Report(**{name: node.properties.get(name) for name in names})  # type: ignore[arg-type]  # the schema has their types
            found[report.task].append(report)
    for reports in found.values():
        reports.sort(key=lambda r: (r.date, r.unit or "", r.by or "", canonical(asdict(r))))
    return dict(found)


def standing(graph: Graph, decided: Mapping[str, str] | None = None, on: str | None = None) -> dict[str, Report]:
    """The report of each task that counts, up to the day ``on``.

    The newest counts; of one day, that of a unit that leads the task; of those, the one that says least, so that
    nothing is further than all who were asked agree. ``decided`` (task id → unit or person) says whose word counts.
    """
    leads = {(e.start, e.end) for e in graph.edges if e.type in ("LEADS", "RESPONSIBLE_FOR")}
    leading = {(str(graph.nodes[unit].properties["name"]), task) for unit, task in leads}
    found = {}
    for task, reports in reports_in(graph).items():
        known = [r for r in reports if r.status and (on is None or r.date <= on)]
        trusted = (decided or {}).get(task)
        chosen = [r for r in known if trusted in (r.unit, r.by)] if trusted else known
        if chosen:
            newest = [r for r in chosen if r.date == chosen[-1].date]
            of_leads = [r for r in newest if (r.unit or "", task) in leading] or newest
            found[task] = min(of_leads, key=_how_far)
    return found


def _how_far(report: Report) -> tuple[int, int, str]:
    return _FAR[report.status or "not started"], report.share or 0, report.node().id


def late(graph: Graph, on: str, decided: Mapping[str, str] | None = None) -> Table:
    """Tasks that are due before the day ``on`` and not reported as done by then, and those reported as behind.

    Columns as ``LATE``, those longest overdue first.
    """
    stands = standing(graph, decided, on)
    named = _named(graph)
    rows: list[tuple[str | int | None, ...]] = []
    for task in (node for node in graph.nodes.values() if node.label == "Task"):
        report = stands.get(task.id)
        due = str(task.properties.get("due") or "")
        status = report.status if report else None
        overdue = bool(due) and due < on and status != "done"
        if not (overdue or status == "behind"):
            continue
        days = (date.fromisoformat(on) - date.fromisoformat(due)).days if overdue else None
        leads = named[task.id]["LEADS"] or named[task.id]["RESPONSIBLE_FOR"]
        said = (report.status, report.share, report.date, report.by) if report else (None,) * 4
        stated = (str(task.properties.get("number") or ""), str(task.properties["text"]), due or None, days)
        rows.append((*stated, "、".join(leads), "、".join(named[task.id]["OVERSEES"]), *said, task.id))
    return Table(LATE, tuple(sorted(rows, key=lambda row: (row[2] or "9999", row[-1]))))


def conflicts(graph: Graph, decided: Mapping[str, str] | None = None) -> Table:
    """Reports of one task and one day that differ, side by side; see ``standing`` for whose counts."""
    stands = standing(graph, decided)
    rows: list[tuple[str | int | bool | None, ...]] = []
    for task, reports in sorted(reports_in(graph).items()):
        node = graph.nodes.get(task)
        for of_one_day in _by_day(reports):
            if len({(r.status, r.share) for r in of_one_day}) < 2:
                continue
            stated = (str(node.properties.get("number") or ""), str(node.properties["text"])) if node else ("", "")
            for r in of_one_day:
                said = (r.date, r.by or r.unit, r.status, r.share, r.words, r.file, r.place)
                rows.append((*stated, *said, r == stands.get(task), task))
    return Table(CONFLICTS, tuple(rows))


def _by_day(reports: Iterable[Report]) -> list[list[Report]]:
    days: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        if report.status or report.share is not None:
            days[report.date].append(report)
    return list(days.values())


def _named(graph: Graph) -> dict[str, dict[str, list[str]]]:
    """Who is named for each task, by role, as printed."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    roles = ("OVERSEES", "LEADS", "RESPONSIBLE_FOR")
    for edge in sorted((e for e in graph.edges if e.type in roles), key=lambda e: (e.end, e.properties["order"])):
        name = str(graph.nodes[edge.start].properties["name"])
        if name not in found[edge.end][edge.type]:
            found[edge.end][edge.type].append(name)
    return found
