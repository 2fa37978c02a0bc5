"""What a ledger says: each unit with its tasks, an entry for each edge of responsibility."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zeren.graph.model import Edge, Graph, Node
from zeren.graph.reports import Report, standing
from zeren.graph.schema import edge_type
from zeren.views.facts import Facts, is_group, read_facts, text

ROLES = {role: edge_type(role).names[0] for role in ("LEADS", "SUPPORTS", "RESPONSIBLE_FOR")}
"""Edge types from a unit to a task, and what a ledger calls them; 责任 is named with no lead stated."""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """What is the same for every unit of a task."""

    node: Node
    document: Node | None
    sector: str
    leaders: tuple[str, ...]
    """In printed order."""
    units: Mapping[str, Mapping[str, str]]
    """For each role the units that have it, id to name, in printed order."""
    targets: tuple[str, ...]
    report: Report | None
    """What was reported last, of those that count."""

    @property
    def is_assigned(self) -> bool:
        """True where the document names a unit for it."""
        return any(self.units.values())


@dataclass(frozen=True, slots=True)
class Entry:
    """A task on a unit's sheet."""

    task: TaskRow
    edge: Edge
    """The edge of responsibility that ties the unit to it, or a phrase that covers the unit."""
    phrase: str = ""
    """That phrase."""


@dataclass(frozen=True, slots=True)
class UnitRows:
    """One unit's part of the ledger."""

    node: Node
    entries: tuple[Entry, ...]
    """One for each edge of responsibility, as printed."""
    through: tuple[Entry, ...]
    """One for each edge of the phrases that certainly cover it: these tasks are not its own, and in no sum."""
    covered_by: tuple[str, ...]
    """Phrases that cover this unit."""
    covers: tuple[str, ...]
    """For a phrase: the units it covers."""

    def tasks(self, role: str | None = None) -> int:
        """Distinct tasks in this role; in any where none is given."""
        return len({e.task.node.id for e in self.entries if role in (None, e.edge.type)})

    def leaders(self) -> tuple[tuple[str, int], ...]:
        """Who oversees its tasks, and how many of them; most first."""
        tasks = {entry.task.node.id: entry.task for entry in self.entries}
        counts = Counter(leader for task in tasks.values() for leader in task.leaders)
        return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


@dataclass(frozen=True, slots=True)
class LeaderRows:
    """One leader's tasks, as printed."""

    node: Node
    tasks: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True)
class LedgerRows:
    """All that the workbook shows."""

    documents: tuple[Node, ...]
    tasks: tuple[TaskRow, ...]
    """All of them, as printed."""
    units: tuple[UnitRows, ...]
    """Units that are named for a task, those with most tasks first."""
    groups: tuple[UnitRows, ...]
    """The same for phrases for several units."""
    leaders: tuple[LeaderRows, ...]
    """Those with most tasks first."""
    idle: tuple[str, ...]
    """Names of units that no task names; they are in the graph because a phrase covers them."""

    @property
    def on_sheets(self) -> int:
        """Rows on the sheets of units, leaders and phrases together."""
        of_bodies = sum(len(body.entries) + len(body.through) for body in (*self.units, *self.groups))
        return of_bodies + sum(len(leader.tasks) for leader in self.leaders)


def ledger_rows(graph: Graph, decided: Mapping[str, str] | None = None) -> LedgerRows:
    """Read the ledger out of ``graph``; ``decided`` as in ``zeren.graph.reports.standing``."""
    facts = read_facts(graph)
    into: dict[str, list[Edge]] = defaultdict(list)
    given: dict[str, list[Edge]] = defaultdict(list)
    for edge in facts.mentions:
        into[edge.end].append(edge)
        if edge.type in ROLES:
            given[edge.start].append(edge)
    stands = standing(graph, decided)
    tasks = {task.id: _task_row(graph, facts, task, into[task.id], stands.get(task.id)) for task in facts.tasks}
    overseen: dict[str, dict[str, TaskRow]] = defaultdict(dict)
    for edge in facts.mentions:
        if edge.type == "OVERSEES":
            overseen[edge.start][edge.end] = tasks[edge.end]
    covers: dict[str, list[Edge]] = defaultdict(list)
    for edges in facts.member_of.values():
        for edge in edges:
            covers[edge.end].append(edge)
    bodies = [
        UnitRows(
            unit,
            tuple(Entry(tasks[edge.end], edge) for edge in given[unit.id]),
            tuple(
                Entry(tasks[edge.end], edge, text(graph.nodes[member.end], "name"))
                for member in facts.member_of.get(unit.id, ())
                if member.properties.get("certain") is True
                for edge in given[member.end]
            ),
            _covered((graph.nodes[e.end], e) for e in facts.member_of.get(unit.id, ())),
            _covered((graph.nodes[e.start], e) for e in covers[unit.id]),
        )
        for unit in facts.units
    ]
    busy = [body for body in bodies if body.entries]
    return LedgerRows(
        documents=facts.documents,
        tasks=tuple(tasks.values()),
        units=tuple(body for body in busy if not is_group(body.node)),
        groups=tuple(body for body in busy if is_group(body.node)),
        leaders=tuple(LeaderRows(leader, tuple(overseen[leader.id].values())) for leader in facts.leaders),
        idle=tuple(text(body.node, "name") for body in bodies if not body.entries and not is_group(body.node)),
    )


def _task_row(graph: Graph, facts: Facts, task: Node, into: Iterable[Edge], report: Report | None) -> TaskRow:
    named: dict[str, dict[str, str]] = defaultdict(dict)
    for edge in into:
        named[edge.type].setdefault(edge.start, text(graph.nodes[edge.start], "name"))
    sector = facts.sector_of.get(task.id)
    document = facts.document_of.get(task.id)
    return TaskRow(
        node=task,
        document=None if document is None else graph.nodes[document],
        sector="" if sector is None else text(graph.nodes[sector], "title"),
        leaders=tuple(named["OVERSEES"].values()),
        units={role: named[role] for role in ROLES},
        targets=tuple(text(target, "text") for target in facts.targets_of.get(task.id, ())),
        report=report,
    )


def _covered(pairs: Iterable[tuple[Node, Edge]]) -> tuple[str, ...]:
    """Names, those that a phrase covers with certainty first; the others say that it is not certain."""
    named = sorted((edge.properties.get("certain") is not True, text(node, "name")) for node, edge in pairs)
    return tuple(f"{name}（不确定）" if uncertain else name for uncertain, name in named)


def of_unit(rows: LedgerRows, id: str) -> LedgerRows:
    """What one unit is handed: its sheet and its tasks, those of the phrases that cover it among them."""
    body = next(body for body in (*rows.units, *rows.groups) if body.node.id == id)
    kept = {entry.task.node.id for entry in (*body.entries, *body.through)}
    mine = (body,)
    units, groups = ((), mine) if is_group(body.node) else (mine, ())
    return _only(rows, kept, units, groups, ())


def of_leader(rows: LedgerRows, id: str) -> LedgerRows:
    """What one leader is handed: their sheet, and the tasks on it."""
    leader = next(leader for leader in rows.leaders if leader.node.id == id)
    return _only(rows, {task.node.id for task in leader.tasks}, (), (), (leader,))


def _only(
    rows: LedgerRows,
    kept: set[str],
    units: tuple[UnitRows, ...],
    groups: tuple[UnitRows, ...],
    leaders: tuple[LeaderRows, ...],
) -> LedgerRows:
    tasks = tuple(task for task in rows.tasks if task.node.id in kept)
    stated = {task.document.id for task in tasks if task.document}
    documents = tuple(document for document in rows.documents if document.id in stated)
    return LedgerRows(documents, tasks, units, groups, leaders, ())
