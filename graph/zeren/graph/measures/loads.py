"""Workload: how much falls to whom, counted from distinct tasks.

Two ways to count (Waltman & van Eck 2015): *full* gives every unit one for each of its tasks, so that a task
named for five units counts five times; *fractional* gives each of them 1/5, so that all loads add up to the
number of tasks.

The stored queries ``unit-load``, ``leader-span``, ``sector-load``, ``county-load`` and ``concentration``
answer the same questions in Cypher; fractions there are rounded to six digits, here they are as exact as a
float is.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from zeren.graph.assignments import (
    Assignments,
    Scope,
    Sets,
    as_graph,
    assignments,
    flipped,
    grouped,
    text,
)
from zeren.graph.table import Table
from zeren.loaders.errors import ZerenError

if TYPE_CHECKING:
    from zeren.graph.model import Graph, Value
    from zeren.graph.stores import Store

By = Literal["unit", "leader", "sector", "county"]


def workload(
    source: Graph | Store,
    by: By = "unit",
    *,
    groups: bool = False,
    document: str | None = None,
    year: int | None = None,
    city: str | None = None,
) -> Table:
    """The load of each unit, leader, sector or county; most loaded first, ties by id.

    Counts are of distinct tasks. ``share`` divides a count by the sum of its column, so shares add up to 1;
    ``fractional`` divides a task among all that carry it, ``fractional_share`` its sum. Phrases for several units
    (kind ``group``) are left out, both as rows and as carriers; with ``groups`` each is one carrier. ``document`` (id,
    number, year, or words of the title), ``year`` and ``city`` take the tasks of these documents.

    Columns, each ending in the id:

    - unit: unit, kind, led, supporting, responsible (named, no lead stated), tasks, share, reach (part of the
      tasks that name any unit), fractional, fractional_share; the treatments of phrases, of which ``tasks`` is the
      one chosen by ``groups``: certain (tasks that name it, or a phrase that certainly covers it), upper_bound (or
      one such as 相关… that may), beside_groups (tasks that list it beside a phrase that covers counties: it is then
      the rest of that phrase); alone (tasks that name no other unit), co_units (units named with it), leaders,
      targets and deadlines of its tasks, percentile (part of the units that carry no more); unit_id
    - leader: leader, kind (person, or group for a phrase such as 各位副市长), tasks, share, fractional,
      fractional_share, units (on these tasks), sectors, no_lead (tasks that name units and no lead), leader_id
    - sector: sector, tasks, share, assignments (unit–task pairs), units, leaders, no_lead, document (its
      title), sector_id
    - county: county, kind, code, tasks (that concern it), by_text (named in the text), by_government (its government
      answers; both can hold of a task), through_groups (tasks given to a phrase of which its government is certainly
      a member: not in ``tasks``), share, fractional, fractional_share, county_id

    Raises ZerenError for another ``by`` and for a document that is not in the graph.
    """
    tables = {"unit": _by_unit, "leader": _by_leader, "sector": _by_sector, "county": _by_county}
    if by not in tables:
        raise ZerenError(f"no workload by {by!r}: choose one of {', '.join(tables)}")
    graph, scope = as_graph(source), Scope(document, year, city)
    phrases = assignments(graph, scope=scope)
    return tables[by](graph, phrases if groups else assignments(graph, groups=False, scope=scope), phrases)


def _fractional(carried: Mapping[str, frozenset[str]]) -> dict[str, float]:
    """Each carrier's sum of 1/k over its tasks, k being how many carry the task; exactly rounded, in any
    order.
    """
    carriers = flipped(carried)
    return {key: math.fsum(1 / len(carriers[task]) for task in tasks) for key, tasks in carried.items()}


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _table(columns: tuple[str, ...], rows: Iterable[Mapping[str, Value]]) -> Table:
    """Rows with the most tasks first, ties by the id in the last column."""
    ordered = sorted(rows, key=lambda row: (-int(str(row["tasks"])), str(row[columns[-1]])))
    return Table(columns, tuple(tuple(row[c] for c in columns) for row in ordered))


def _shares(carried: Sets) -> dict[str, dict[str, Value]]:
    """tasks, share, fractional and fractional_share of each carrier."""
    total = sum(len(tasks) for tasks in carried.values())
    fractional = _fractional(carried)
    whole = math.fsum(fractional.values())
    return {
        key: {
            "tasks": len(tasks),
            "share": _ratio(len(tasks), total),
            "fractional": fractional[key],
            "fractional_share": _ratio(fractional[key], whole),
        }
        for key, tasks in carried.items()
    }


def _members(graph: Graph, edge_type: str, tasks: frozenset[str]) -> Sets:
    """The far end of a task's edges of one type, to the tasks in scope: sectors or counties to tasks."""
    return grouped((e.end, e.start) for e in graph.edges if e.type == edge_type and e.start in tasks)


def _leaders(graph: Graph, tasks: frozenset[str]) -> Sets:
    return grouped((e.start, e.end) for e in graph.edges if e.type == "OVERSEES" and e.end in tasks)


def _by_unit(graph: Graph, given: Assignments, phrases: Assignments) -> Table:
    named = len(given.units_of)
    shares, units_of = _shares(given.any), given.units_of
    leaders = flipped(_leaders(graph, given.tasks))
    targets = grouped((e.start, e.end) for e in graph.edges if e.type == "HAS_TARGET" and e.start in given.tasks)
    due = frozenset(task for task in given.tasks if text(graph.nodes[task], "deadline"))
    covered = treatments(graph, phrases)
    loads = sorted(len(tasks) for tasks in given.any.values())
    rows = [
        {
            "unit": text(graph.nodes[unit], "name"),
            "kind": text(graph.nodes[unit], "kind"),
            "led": len(given.led.get(unit, ())),
            "supporting": len(given.supporting.get(unit, ())),
            "responsible": len(given.responsible.get(unit, ())),
            "reach": _ratio(len(tasks), named),
            "certain": len(covered.certain.get(unit, tasks)),
            "upper_bound": len(covered.upper_bound.get(unit, tasks)),
            "beside_groups": len(tasks & covered.counties),
            "alone": sum(len(units_of[task]) == 1 for task in tasks),
            "co_units": _distinct(units_of, tasks) - 1,
            "leaders": _distinct(leaders, tasks),
            "targets": _distinct(targets, tasks),
            "deadlines": len(tasks & due),
            "percentile": bisect_right(loads, len(tasks)) / len(loads),
            "unit_id": unit,
            **shares[unit],
        }
        for unit, tasks in given.any.items()
    ]
    columns = ("unit", "kind", "led", "supporting", "responsible", "tasks", "share", "reach")
    phrase_columns = ("certain", "upper_bound", "beside_groups")
    own = ("alone", "co_units", "leaders", "targets", "deadlines", "percentile")
    return _table((*columns, "fractional", "fractional_share", *phrase_columns, *own, "unit_id"), rows)


@dataclass(frozen=True, slots=True)
class Treatments:
    """What phrases for several units add to the tasks of those that they cover."""

    certain: Sets
    """Unit → tasks that name it or a phrase that certainly covers it (各县（市、区）政府)."""
    upper_bound: Sets
    """Unit → these, and the tasks of phrases that may cover it (相关县（市、区）政府)."""
    counties: frozenset[str]
    """Tasks that name a phrase for governments."""


def treatments(graph: Graph, phrases: Assignments) -> Treatments:
    """How phrases can be counted for their members; ``phrases`` are assignments with groups."""
    members = [e for e in graph.edges if e.type == "MEMBER_OF"]
    own = [(unit, task) for unit, tasks in phrases.any.items() for task in tasks]
    sure = [(e.start, task) for e in members if e.properties.get("certain") for task in phrases.any.get(e.end, ())]
    all_ = [(e.start, task) for e in members for task in phrases.any.get(e.end, ())]
    known = frozenset(phrases.any)
    return Treatments(
        grouped(pair for pair in (*own, *sure) if pair[0] in known),
        grouped(pair for pair in (*own, *all_) if pair[0] in known),
        frozenset(task for e in members for task in phrases.any.get(e.end, ())),
    )


def _by_leader(graph: Graph, given: Assignments, _: Assignments) -> Table:
    leaders = _leaders(graph, given.tasks)
    units, sectors = given.units_of, flipped(_members(graph, "IN_SECTOR", given.tasks))
    rows = [
        {
            "leader": text(graph.nodes[leader], "name"),
            "kind": text(graph.nodes[leader], "kind"),
            "units": _distinct(units, leaders[leader]),
            "sectors": _distinct(sectors, leaders[leader]),
            "no_lead": len(leaders[leader] & given.no_lead),
            "leader_id": leader,
            **figures,
        }
        for leader, figures in _shares(leaders).items()
    ]
    columns = (
        "leader",
        "kind",
        "tasks",
        "share",
        "fractional",
        "fractional_share",
        "units",
        "sectors",
        "no_lead",
    )
    return _table((*columns, "leader_id"), rows)


def _by_sector(graph: Graph, given: Assignments, _: Assignments) -> Table:
    sectors = _members(graph, "IN_SECTOR", given.tasks)
    units, leaders = given.units_of, flipped(_leaders(graph, given.tasks))
    total = sum(len(tasks) for tasks in sectors.values())
    titles = {e.start: text(graph.nodes[e.end], "title") for e in graph.edges if e.type == "PART_OF"}
    rows: list[dict[str, Value]] = [
        {
            "sector": text(graph.nodes[sector], "title"),
            "tasks": len(tasks),
            "share": _ratio(len(tasks), total),
            "assignments": sum(len(units.get(task, ())) for task in tasks),
            "units": _distinct(units, tasks),
            "leaders": _distinct(leaders, tasks),
            "no_lead": len(tasks & given.no_lead),
            "document": titles.get(sector, ""),
            "sector_id": sector,
        }
        for sector, tasks in sectors.items()
    ]
    columns = ("sector", "tasks", "share", "assignments", "units", "leaders", "no_lead", "document")
    return _table((*columns, "sector_id"), rows)


def _by_county(graph: Graph, given: Assignments, phrases: Assignments) -> Table:
    counties = _members(graph, "CONCERNS", given.tasks)
    basis = {
        b: grouped(
            (e.end, e.start)
            for e in graph.edges
            if e.type == "CONCERNS" and e.start in given.tasks and e.properties.get("basis") == b
        )
        for b in ("text", "unit")
    }
    # A county is noted once for a task, by its text where that names it; its government may answer all the same.
    answers = grouped((e.end, task) for e in graph.edges if e.type == "GOVERNS" for task in given.any.get(e.start, ()))
    through = _through_groups(graph, phrases)
    figures = _shares(counties)
    nothing: dict[str, Value] = {"tasks": 0, "share": 0.0, "fractional": 0.0, "fractional_share": 0.0}
    rows = [
        {
            "county": text(graph.nodes[county], "name"),
            "kind": text(graph.nodes[county], "kind"),
            "code": graph.nodes[county].properties.get("code"),
            "by_text": len(basis["text"].get(county, ())),
            "by_government": len(_governed(basis["unit"], answers, counties, county)),
            "through_groups": len(through.get(county, ())),
            "county_id": county,
            **figures.get(county, nothing),
        }
        for county in sorted({*counties, *through})
    ]
    columns = ("county", "kind", "code", "tasks", "by_text", "by_government", "through_groups", "share")
    return _table((*columns, "fractional", "fractional_share", "county_id"), rows)


def _governed(noted: Sets, answers: Sets, counties: Sets, county: str) -> frozenset[str]:
    """Tasks that concern a county and are its government's."""
    nothing: frozenset[str] = frozenset()
    return noted.get(county, nothing) | (answers.get(county, nothing) & counties.get(county, nothing))


def _through_groups(graph: Graph, given: Assignments) -> Sets:
    """Counties to the tasks of phrases of which their government is certainly a member."""
    governed = grouped((e.start, e.end) for e in graph.edges if e.type == "GOVERNS")
    return grouped(
        (county, task)
        for e in graph.edges
        if e.type == "MEMBER_OF" and e.properties.get("certain") is True
        for county in governed.get(e.start, ())
        for task in given.any.get(e.end, ())
    )


def _distinct(sets: Mapping[str, frozenset[str]], keys: Iterable[str]) -> int:
    return len(frozenset().union(*(sets.get(key, frozenset()) for key in keys)))
