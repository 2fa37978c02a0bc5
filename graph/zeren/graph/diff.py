"""What is different between two graphs: two years of a city, two versions of a notice, two cities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from zeren.graph.assignments import as_graph
from zeren.graph.diff_load import Carriers, carried, concentrations, loads
from zeren.graph.diff_tasks import THRESHOLD, By, Match, Named, Task, match, tasks
from zeren.graph.model import Graph, Value
from zeren.graph.stores.base import Store
from zeren.graph.table import Table
from zeren.loaders.errors import ZerenError

_PARTS = ("leads", "supports", "responsible", "leaders", "counties")

__all__ = ["THRESHOLD", "Difference", "diff"]


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from one graph to another. False where nothing did.

    ``tables`` holds a table for each section: ``summary`` (figures of both), ``tasks`` (new, gone, changed),
    ``changes`` (each thing that changed in a task), ``load`` (units that gained or lost, and whether that is beyond
    chance), ``concentration`` (likewise), ``leads`` (tasks whose lead moved), ``leaders`` (portfolios that changed).
    """

    matches: tuple[Match, ...]
    """Every task of both sides once."""
    tables: Mapping[str, Table] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether any section has a row, but for the figures of both sides."""
        return any(len(table) for name, table in self.tables.items() if name not in ("summary", "concentration"))


def diff(
    before: Graph | Store,
    after: Graph | Store,
    *,
    threshold: float = THRESHOLD,
    by: By = "unit",
    groups: bool = False,
) -> Difference:
    """What changed from ``before`` to ``after``.

    Tasks are matched as ``zeren.graph.diff_tasks.match`` says. ``by="function"`` takes units of different cities
    that are for the same for one (and leaders for their names). Phrases for several units are left out of the
    load unless ``groups``. Raises ZerenError for a threshold that is not between 0 and 1.
    """
    if not 0 < threshold <= 1:
        raise ZerenError(f"a threshold of {threshold} is no part of 1: give a number above 0, up to 1")
    old, new = as_graph(before), as_graph(after)
    old_tasks, new_tasks = tasks(old, by), tasks(new, by)
    matches = match(old_tasks, new_tasks, threshold)
    both = [(m, m.before, m.after) for m in matches if m.before and m.after]
    sides = (carried(old, by, groups), carried(new, by, groups))
    tables = {
        "tasks": _tasks(matches),
        "changes": _changes(both),
        "load": loads(sides, by),
        "concentration": concentrations(sides),
        "leads": _leads(both),
        "leaders": _leaders(matches, {t.id: n for n, t in enumerate(old_tasks)}),
    }
    summary = _summary((old, new), (old_tasks, new_tasks), sides, tables)
    return Difference(tuple(matches), {"summary": summary, **tables})


Both = Iterable[tuple[Match, Task, Task]]


def _tasks(matches: Iterable[Match]) -> Table:
    rows: list[tuple[Value, ...]] = []
    for m in matches:
        changed: list[str] = [what for what, *_ in _differences(m.before, m.after)] if m.before and m.after else []
        state = "new" if m.before is None else "gone" if m.after is None else "changed" if changed else None
        if state is not None:
            rows.append(
                (
                    state,
                    m.before.number if m.before else None,
                    m.after.number if m.after else None,
                    m.score,
                    m.by,
                    changed or None,
                    _shown(m.before),
                    _shown(m.after),
                    m.before.sector if m.before else None,
                    m.after.sector if m.after else None,
                    m.before.id if m.before else None,
                    m.after.id if m.after else None,
                )
            )
    rows.sort(key=lambda row: ("changed", "new", "gone").index(str(row[0])))
    columns = ("state", "number_before", "number_after", "score", "matched_by", "changed", "task_before", "task_after")
    return Table((*columns, "sector_before", "sector_after", "task_before_id", "task_after_id"), tuple(rows))


def _shown(task: Task | None) -> str | None:
    return None if task is None else task.title or task.text


def _differences(old: Task, new: Task) -> Iterator[tuple[str, Value, Value, list[str], list[str]]]:
    """What differs: its name, the value before and after, and for lists what came and what went."""
    for what in ("title", "text", "deadline"):
        one, other = getattr(old, what), getattr(new, what)
        if one != other:
            yield what, one or None, other or None, [], []
    if old.targets != new.targets:
        gained, lost = _more(new.targets, old.targets), _more(old.targets, new.targets)
        yield "targets", list(old.targets), list(new.targets), gained, lost
    for what in _PARTS:
        one, other = getattr(old, what), getattr(new, what)
        if one.keys() != other.keys():
            yield what, list(one.values()), list(other.values()), _not_in(other, one), _not_in(one, other)


def _more(items: Iterable[str], than: Iterable[str]) -> list[str]:
    left = list(than)
    return [item for item in items if item not in left or left.remove(item)]  # type: ignore[func-returns-value]  # takes one away


def _not_in(one: Named, other: Named) -> list[str]:
    return [name for key, name in one.items() if key not in other]


def _changes(both: Both) -> Table:
    rows: list[tuple[Value, ...]] = [
        (old.number, new.number, *difference, old.id, new.id)
        for _, old, new in both
        for difference in _differences(old, new)
    ]
    columns = ("number_before", "number_after", "what", "before", "after", "gained", "lost")
    return Table((*columns, "task_before_id", "task_after_id"), tuple(rows))


def _leads(both: Both) -> Table:
    rows: list[tuple[Value, ...]] = []
    for m, old, new in both:
        if old.leads.keys() != new.leads.keys():
            leads: list[Value] = [list(old.leads.values()), list(new.leads.values())]
            moved: list[Value] = [_not_in(new.leads, old.leads), _not_in(old.leads, new.leads)]
            rows.append((old.number, new.number, _shown(new), *leads, *moved, m.score, old.id, new.id))
    columns = ("number_before", "number_after", "task", "leads_before", "leads_after", "gained", "lost", "score")
    return Table((*columns, "task_before_id", "task_after_id"), tuple(rows))


def _leaders(matches: Iterable[Match], order: Mapping[str, int]) -> Table:
    """A row for each leader who oversees other tasks than before; ``order`` is the earlier side's."""
    names: dict[str, str] = {}
    had: dict[str, list[Match]] = defaultdict(list)
    has: dict[str, list[Match]] = defaultdict(list)
    for m in matches:
        for task, side in ((m.before, had), (m.after, has)):
            for key, name in task.leaders.items() if task else ():
                names[key] = name
                side[key].append(m)
    rows: list[tuple[Value, ...]] = []
    for key in names:
        gained: list[str] = [_line(m.after) for m in has[key] if m.after and m not in had[key]]
        gone = [m.before for m in had[key] if m.before and m not in has[key]]
        lost: list[str] = [_line(task) for task in sorted(gone, key=lambda task: order[task.id])]
        if gained or lost:
            sectors = [{t.sector for t in side if t and t.sector} for side in _sides(had[key], has[key])]
            moved: list[Value] = [sorted(sectors[1] - sectors[0]), sorted(sectors[0] - sectors[1])]
            counts = (len(had[key]), len(has[key]), len(has[key]) - len(had[key]))
            rows.append((names[key], *counts, gained, lost, *moved, key))
    rows.sort(key=lambda row: (-abs(int(str(row[3]))), str(row[-1])))
    columns = ("leader", "tasks_before", "tasks_after", "change", "gained", "lost", "sectors_gained", "sectors_lost")
    return Table((*columns, "leader_id"), tuple(rows))


def _sides(had: Iterable[Match], has: Iterable[Match]) -> tuple[list[Task | None], list[Task | None]]:
    return [m.before for m in had], [m.after for m in has]


def _line(task: Task | None) -> str:
    assert task is not None
    shown = _shown(task) or task.id
    return (f"{task.number}. " if task.number else "") + (shown if len(shown) <= 24 else shown[:24] + "…")


def _summary(
    graphs: tuple[Graph, Graph],
    given: tuple[list[Task], list[Task]],
    sides: tuple[Carriers, Carriers],
    tables: Mapping[str, Table],
) -> Table:
    states = [row["state"] for row in tables["tasks"]]
    gone, new, changed = (states.count(state) for state in ("gone", "new", "changed"))
    documents, leaders = ([graph.counts().get(label, 0) for graph in graphs] for label in ("Document", "Leader"))
    both = len(given[0]) - gone
    moved = len(tables["leads"])
    figures: list[tuple[str, int, int]] = [
        ("documents", documents[0], documents[1]),
        ("tasks", len(given[0]), len(given[1])),
        ("tasks on this side only", gone, new),
        ("tasks on both sides", both, both),
        ("of them changed", changed, changed),
        ("of them with another lead", moved, moved),
        ("tasks with a stated lead", sum(bool(t.leads) for t in given[0]), sum(bool(t.leads) for t in given[1])),
        ("units", len(sides[0]), len(sides[1])),
        ("tasks of units, added up", _total(sides[0]), _total(sides[1])),
        ("leaders", leaders[0], leaders[1]),
    ]
    rows = tuple((what, one, other, other - one) for what, one, other in figures)
    return Table(("what", "before", "after", "change"), rows)


def _total(side: Carriers) -> int:
    return sum(len(one.of["tasks"]) for one in side.values())
