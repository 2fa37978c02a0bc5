"""What was reported of tasks, in plain Python; and reports for any graph, so that every store has some."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

from query_oracles.facts import Facts
from query_oracles.loads import Parameters, Rows
from zeren.graph import Edge, Graph, Node
from zeren.graph.reports import Report, reports_in, standing

_UNITS = ("市财政局", "市水利局", "市发展改革委", "东山县政府", None)
_STATES = ("not started", "behind", "on schedule", "done", None)
_DAYS = ("2024-06-15", "2024-06-15", "2024-07-02", "2024-12-31", "2025-01-01")


def told(task: str) -> list[Report]:
    """None to four reports of a task, which follow from its id alone: a task that comes back finds the same."""
    draw = hashlib.sha256(task.encode("utf-8", "surrogatepass")).digest()
    return [
        Report(
            task=task,
            date=_DAYS[draw[i] % len(_DAYS)],
            file="报送.xlsx",
            place=f"总表!{i + 5}",
            status=_STATES[draw[i + 8] % len(_STATES)],
            share=None if draw[i] % 3 else draw[i] % 101,
            words=f"第{i}次填报",
            by="张某" if draw[i] % 4 == 0 else _UNITS[draw[i + 16] % len(_UNITS)],
            unit=_UNITS[draw[i + 16] % len(_UNITS)],
        )
        for i in range(draw[7] % 5)
    ]


def reported(graph: Graph) -> list[Node]:
    """The nodes of what was told of a graph's tasks."""
    tasks = (node.id for node in graph.nodes.values() if node.label == "Task")
    return [report.node() for task in tasks for report in told(task)]


def with_reports(graph: Graph) -> Graph:
    """The graph as a store holds it after they were reported."""
    nodes = {node.id: node for node in reported(graph)}
    hang = (Edge("HAS_PROGRESS", str(node.properties["task"]), id) for id, node in nodes.items())
    return Graph({**graph.nodes, **nodes}, (*graph.edges, *hang))


def _stands(f: Facts, p: Parameters, until: str) -> dict[str, Report]:
    return standing(f.graph, dict(one.rpartition("=")[::2] for one in p["decided"]), until)


def _late(f: Facts, task: str, report: Report | None, day: str) -> tuple[bool, bool]:
    """Is it overdue, and is it said to be behind?"""
    status = report.status if report else None
    due = f.get(task, "due")
    return bool(due) and due < day and status != "done", status == "behind"


def late_tasks(f: Facts, p: Parameters) -> Rows:
    stands = _stands(f, p, p["day"])
    rows: list[tuple[Any, ...]] = []
    for t in f.scope(p):
        r = stands.get(t)
        if any(_late(f, t, r, p["day"])):
            said = (r.status, r.share, r.date, r.by) if r else (None,) * 4
            stated = f.get(t, "number"), f.get(t, "text"), f.get(t, "due")
            title = f.get(f.document(t), "title")
            rows.append((*stated, *said, len(f.leads(t)), len(f.units(t)), title, t))
    return sorted(rows, key=lambda r: (r[2] or "9999", r[-1]))


def _by(f: Facts, p: Parameters, held: set[tuple[str, str]], kind: bool) -> Rows:
    stands, day = _stands(f, p, p["day"]), p["day"]
    rows: list[tuple[Any, ...]] = []
    for who in {w for w, _ in held}:
        tasks = [t for w, t in held if w == who]
        lates = [_late(f, t, stands.get(t), day) for t in tasks]
        late = sum(map(any, lates))
        states = Counter(stands[t].status if t in stands else None for t in tasks)
        sums = len(tasks), states["done"], late, sum(o for o, _ in lates), states["behind"], states[None]
        named = (f.get(who, "name"), f.get(who, "kind")) if kind else (f.get(who, "name"),)
        rows.append((*named, *sums, late / len(tasks), who))
    return sorted(rows, key=lambda r: (-r[-6], -r[-8], r[-1]))


def _answering(f: Facts, p: Parameters) -> set[tuple[str, str]]:
    return {(h.unit, h.task) for h in f.held(f.scope(p), p["groups"]) if h.role != "SUPPORTS"}


def late_by_unit(f: Facts, p: Parameters) -> Rows:
    return _by(f, p, _answering(f, p), kind=True)


def late_by_leader(f: Facts, p: Parameters) -> Rows:
    return _by(f, p, {(x, t) for t in f.scope(p) for x in f.leaders(t)}, kind=False)


def silent_units(f: Facts, p: Parameters) -> Rows:
    known = {t: [r for r in rs if r.date <= p["day"]] for t, rs in reports_in(f.graph).items()}
    rows: list[tuple[Any, ...]] = []
    held = _answering(f, p)
    for u in {unit for unit, _ in held}:
        tasks = [t for unit, t in held if unit == u]
        name = f.get(u, "name")
        if not any(name in (r.unit, r.by) for t in tasks for r in known.get(t, ())):
            due = sum((f.get(t, "due") or "9999") < p["day"] for t in tasks)
            rows.append((name, f.get(u, "kind"), len(tasks), due, sum(bool(known.get(t)) for t in tasks), u))
    return sorted(rows, key=lambda r: (-r[2], r[-1]))


def progress_by_month(f: Facts, p: Parameters) -> Rows:
    scope = f.scope(p)
    told = [r for t, rs in reports_in(f.graph).items() if t in scope for r in rs]
    rows: list[tuple[Any, ...]] = []
    for month, reports in sorted(Counter(r.date[:7] for r in told).items()):
        stands = {t: r for t, r in _stands(f, p, f"{month}-31").items() if t in scope}
        states = Counter(r.status for r in stands.values())
        late = sum(any(_late(f, t, stands.get(t), f"{month}-99")) for t in scope)
        named = (states[s] for s in ("not started", "behind", "on schedule", "done"))
        rows.append((month, reports, len(scope), len(stands), *named, late))
    return rows


def progress_history(f: Facts, p: Parameters) -> Rows:
    rows: list[tuple[Any, ...]] = []
    for t in f.scope(p):
        if p["task"] in ("", f.get(t, "number"), t):
            for r in reports_in(f.graph).get(t, ()):
                said = (r.date, r.status, r.share, r.words, r.proof, r.by, r.unit, r.file, r.place)
                rows.append((f.get(t, "number"), *said, f.get(f.document(t), "title"), t, r.node().id))
    return sorted(rows, key=lambda r: (r[-2], r[1], r[-1]))
