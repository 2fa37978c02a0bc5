"""Who carries more or less than before, and whether that is beyond chance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from zeren.graph.assignments import GROUP, text
from zeren.graph.diff_tasks import By, unit_key
from zeren.graph.model import Graph, Value
from zeren.graph.rates import difference
from zeren.graph.table import Table

_ROLES = ("led", "supporting", "responsible")
_REACH = ("reach_before", "reach_after", "reach_change", "reach_low", "reach_high", "beyond_chance")
LARGEST = 20_000
"""Tasks of a side above which nothing is resampled."""


def loads(sides: tuple[Carriers, Carriers], by: By) -> Table:
    """A row for each unit that has another number of tasks, in any role or in one; the largest change first.

    ``reach`` is the part of the side's tasks that name it, of those that name any unit; ``reach_low`` and
    ``reach_high`` the 95 % interval of its change (Newcombe 1998), and ``beyond_chance`` that it does not hold 0: of
    units that nothing changed for, one in twenty at most.
    """
    of = [len(named(side)) for side in sides]
    rows: list[tuple[Value, ...]] = []
    for key in sides[0].keys() | sides[1].keys():
        one, other = (side.get(key, Carried()) for side in sides)
        counts: list[int] = [n for role in ("tasks", *_ROLES) for n in (len(one.of[role]), len(other.of[role]))]
        if counts[::2] != counts[1::2]:
            name, kind = _smaller(one.name, other.name), _smaller(one.kind, other.kind)
            change = counts[1] - counts[0]
            names: list[Value] = [sorted(one.names), sorted(other.names)] if by == "function" else []
            rows.append((name, kind, *counts[:2], change, *counts[2:], *_reach(counts, of), *names, key))
    rows.sort(key=lambda row: (-abs(int(str(row[4]))), str(row[-1])))
    figures = tuple(f"{role}_{side}" for role in _ROLES for side in ("before", "after"))
    names_of = ("names_before", "names_after") if by == "function" else ()
    last = "unit_id" if by == "unit" else "key"
    return Table(
        ("unit", "kind", "tasks_before", "tasks_after", "change", *figures, *_REACH, *names_of, last), tuple(rows)
    )


def _reach(counts: list[int], of: list[int]) -> list[Value]:
    low, high = difference(counts[0], of[0], counts[1], of[1])
    before, after = (n / whole if whole else 0.0 for n, whole in zip(counts, of, strict=False))
    return [before, after, after - before, low, high, not low <= 0 <= high]


def concentrations(sides: tuple[Carriers, Carriers]) -> Table:
    """How evenly all tasks, and leads, are spread on both sides: ``zeren.graph.measures.changes``."""
    from zeren.graph.measures.changes import COLUMNS, changes

    rows: list[tuple[Value, ...]] = []
    if max(len(named(side)) for side in sides) <= LARGEST:
        for load, role in (("total", "tasks"), ("lead", "led")):
            before, after = ({key: one.of[role] for key, one in side.items() if one.of[role]} for side in sides)
            if before != after:
                rows += changes(load, before, after).rows
    return Table(COLUMNS, tuple(rows))


def named(side: Carriers) -> set[str]:
    """Tasks that name a unit."""
    return {task for one in side.values() for task in one.of["tasks"]}


@dataclass(slots=True)
class Carried:
    """Who it is, and the distinct tasks it has, in any role (``tasks``) and by role."""

    name: str = ""
    kind: str = ""
    names: set[str] = field(default_factory=set)
    of: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


Carriers = Mapping[str, Carried]


def _smaller(one: str, other: str) -> str:
    """The smaller of two texts, an empty one only where both are."""
    return min(one, other) if one and other else one or other


def carried(graph: Graph, by: By, groups: bool) -> Carriers:
    """Who has tasks on a side; phrases for several units are left out unless ``groups``."""
    role_of = {"LEADS": "led", "SUPPORTS": "supporting", "RESPONSIBLE_FOR": "responsible"}
    found: dict[str, Carried] = defaultdict(Carried)
    for edge in graph.edges:
        unit = graph.nodes[edge.start]
        kind = text(unit, "kind")
        if edge.type in role_of and (groups or kind != GROUP):
            key, name = unit_key(unit, by)
            one = found[key]
            # The smaller of two names or kinds: nothing depends on the order of the edges.
            one.name, one.kind = _smaller(one.name, name), _smaller(one.kind, kind)
            one.names.add(text(unit, "name"))
            one.of["tasks"].add(edge.end)
            one.of[role_of[edge.type]].add(edge.end)
    return found
