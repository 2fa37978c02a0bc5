"""Workload and concentration: how much falls to whom, counted from distinct tasks.

Two ways to count (Waltman & van Eck 2015): *full* gives every unit one for each of its tasks, so that a task
named for five units counts five times; *fractional* gives each of them 1/5, so that all loads add up to the
number of tasks.

The stored queries ``unit-load``, ``leader-span``, ``sector-load``, ``county-load`` and ``concentration``
answer the same questions in Cypher; fractions there are rounded to six digits, here they are as exact as a
float is.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import astuple
from typing import TYPE_CHECKING, Literal, get_args

from zeren.graph.assignments import (
    Assignments,
    Sets,
    as_graph,
    assignments,
    flipped,
    grouped,
    text,
)
from zeren.graph.clusters import Clustering, clusters
from zeren.graph.inequality import inequality, lorenz_points
from zeren.graph.table import Table
from zeren.loaders.errors import ZerenError

if TYPE_CHECKING:
    from zeren.graph.model import Graph, Value
    from zeren.graph.stores import Store

By = Literal["unit", "leader", "sector", "county"]
Load = Literal["total", "lead", "support", "responsible"]

__all__ = ["By", "Clustering", "Load", "clusters", "concentration", "lorenz", "workload"]


def workload(source: Graph | Store, by: By = "unit", *, groups: bool = True, document: str | None = None) -> Table:
    """The load of each unit, leader, sector or county; most loaded first, ties by id.

    Counts are of distinct tasks. ``share`` divides a count by the sum of its column, so shares add up to 1;
    ``fractional`` divides a task among all that carry it, ``fractional_share`` its sum. ``groups=False``
    leaves out phrases for several units (kind ``group``), both as rows and as carriers; with them a group is
    one carrier. ``document`` (id, number, year, or words of the title) takes the tasks of these documents.

    Columns, each ending in the id:

    - unit: unit, kind, led, supporting, responsible (named, no lead stated), tasks, share, reach (part of the
      tasks that name any unit), fractional, fractional_share, unit_id
    - leader: leader, kind (person, or group for a phrase such as 各位副市长), tasks, share, fractional,
      fractional_share, units (on these tasks), sectors, no_lead (tasks that name units and no lead), leader_id
    - sector: sector, tasks, share, assignments (unit–task pairs), units, leaders, no_lead, document (its
      title), sector_id
    - county: county, kind, code, tasks (that concern it), by_text, by_government, through_groups (tasks given
      to a phrase of which its government is certainly a member: not in ``tasks``, none with
      ``groups=False``), share, fractional, fractional_share, county_id

    Raises ZerenError for another ``by`` and for a document that is not in the graph.
    """
    tables = {"unit": _by_unit, "leader": _by_leader, "sector": _by_sector, "county": _by_county}
    if by not in tables:
        raise ZerenError(f"no workload by {by!r}: choose one of {', '.join(tables)}")
    graph = as_graph(source)
    return tables[by](graph, assignments(graph, groups=groups, document=document))


def concentration(source: Graph | Store, *, document: str | None = None) -> Table:
    """How unevenly tasks are spread over units, for each load, with and without group phrases.

    A row per ``load`` (total, lead, support, responsible: no lead stated) and ``groups`` (true: phrases for
    several units count as units), the larger loads first; a load that nobody carries has no row. The
    denominators are columns: ``units`` (n) are the units that carry at least one task of that load, and
    ``assignments`` the distinct unit–task pairs over which shares are taken; units without such a task are
    not in n. Measures as in ``zeren.graph.inequality``: hhi, hhi_normalised (None for one unit), cr4, gini,
    theil, effective_units.

    Raises ZerenError for a document that is not in the graph.
    """
    graph = as_graph(source)
    rows: list[tuple[Value, ...]] = []
    for groups in (True, False):
        given = assignments(graph, groups=groups, document=document)
        loads = {load: _loads(given, load) for load in get_args(Load)}
        for load in sorted(loads, key=lambda name: (-sum(loads[name]), name)):
            if loads[load]:
                rows.append((load, groups, *astuple(inequality(loads[load]))))
    columns = ("load", "groups", "units", "assignments", "hhi", "hhi_normalised", "cr4", "gini", "theil")
    return Table((*columns, "effective_units"), tuple(rows))


def lorenz(source: Graph | Store, load: Load = "total", *, groups: bool = True, document: str | None = None) -> Table:
    """The Lorenz curve of a load over the units that carry it: columns units and load, both shares from 0 to
    1.

    No rows where nobody carries the load. Raises ZerenError for another load and for an unknown document.
    """
    if load not in get_args(Load):
        raise ZerenError(f"no load {load!r}: choose one of {', '.join(get_args(Load))}")
    loads = _loads(assignments(as_graph(source), groups=groups, document=document), load)
    return Table(("units", "load"), tuple(lorenz_points(loads)) if loads else ())


def _loads(given: Assignments, load: Load) -> list[int]:
    sets = {
        "total": given.any,
        "lead": given.led,
        "support": given.supporting,
        "responsible": given.responsible,
    }[load]
    return [len(tasks) for tasks in sets.values()]


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


def _by_unit(graph: Graph, given: Assignments) -> Table:
    named = len(given.units_of)
    rows = [
        {
            "unit": text(graph.nodes[unit], "name"),
            "kind": text(graph.nodes[unit], "kind"),
            "led": len(given.led.get(unit, ())),
            "supporting": len(given.supporting.get(unit, ())),
            "responsible": len(given.responsible.get(unit, ())),
            "reach": _ratio(len(given.any[unit]), named),
            "unit_id": unit,
            **figures,
        }
        for unit, figures in _shares(given.any).items()
    ]
    columns = ("unit", "kind", "led", "supporting", "responsible", "tasks", "share", "reach")
    return _table((*columns, "fractional", "fractional_share", "unit_id"), rows)


def _by_leader(graph: Graph, given: Assignments) -> Table:
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


def _by_sector(graph: Graph, given: Assignments) -> Table:
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


def _by_county(graph: Graph, given: Assignments) -> Table:
    counties = _members(graph, "CONCERNS", given.tasks)
    basis = {
        b: grouped(
            (e.end, e.start)
            for e in graph.edges
            if e.type == "CONCERNS" and e.start in given.tasks and e.properties.get("basis") == b
        )
        for b in ("text", "unit")
    }
    through = _through_groups(graph, given)
    figures = _shares(counties)
    nothing: dict[str, Value] = {"tasks": 0, "share": 0.0, "fractional": 0.0, "fractional_share": 0.0}
    rows = [
        {
            "county": text(graph.nodes[county], "name"),
            "kind": text(graph.nodes[county], "kind"),
            "code": graph.nodes[county].properties.get("code"),
            "by_text": len(basis["text"].get(county, ())),
            "by_government": len(basis["unit"].get(county, ())),
            "through_groups": len(through.get(county, ())),
            "county_id": county,
            **figures.get(county, nothing),
        }
        for county in sorted({*counties, *through})
    ]
    columns = ("county", "kind", "code", "tasks", "by_text", "by_government", "through_groups", "share")
    return _table((*columns, "fractional", "fractional_share", "county_id"), rows)


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
