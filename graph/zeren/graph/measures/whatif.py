"""What would change: two units made one, a leader gone, a task moved, a unit split. Nothing is written."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from zeren.graph.assignments import GROUP, ROLES, SHOWN, Scope, as_graph, assignments, text
from zeren.graph.measures.inequality import inequality
from zeren.graph.measures.pairs import ties
from zeren.graph.model import Edge, Graph, Node
from zeren.graph.table import Table
from zeren.loaders.errors import ZerenError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from zeren.graph.model import Value
    from zeren.graph.stores import Store


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change would do."""

    figures: Table
    """what, before, after, change."""
    loads: Table
    """Units whose load would be another: unit, before, after, change, unit_id."""
    ties: Table
    """Ties that would newly be, or no longer be, more than chance: state (new or gone), then as ``ties``."""

    def data(self) -> dict[str, list[dict[str, Value]]]:
        """All of it as plain values, the same for JSON and for a page: figures, loads and ties, a dict a row."""
        return {f.name: getattr(self, f.name).to_dicts() for f in fields(self)}


def merged(graph: Graph, names: Iterable[str]) -> Graph:
    """Every task of these units (ids, names or aliases) is the first one's. Raises ZerenError for an unknown one, and
    where all of them are one."""
    first, *others = [_unit(graph, name) for name in names]
    gone = {unit.id for unit in others} - {first.id}
    if not gone:
        raise ZerenError(f"{text(first, 'name')} is one unit twice: name two that are to be one")
    edges = (replace(e, start=first.id) if e.start in gone and e.type in ROLES else e for e in graph.edges)
    return _without(graph, tuple(edges), gone)


def without_leader(graph: Graph, name: str) -> Graph:
    """Nobody oversees what this leader does. Raises ZerenError for an unknown one."""
    found = {n.id for n in graph.nodes.values() if n.label == "Leader" and name in (n.id, text(n, "name"))}
    if not found:
        raise ZerenError(f"no leader {name!r} in the graph")
    return _without(graph, graph.edges, found)


def moved(graph: Graph, unit: str, task: str) -> Graph:
    """A task (id, or number where one task has it) is led by this unit in place of whoever led it or was named."""
    to = _unit(graph, unit).id
    id = task_meant(graph, task)
    led = any(e.type == "LEADS" and e.end == id for e in graph.edges)
    roles = ("LEADS",) if led else ROLES
    kept = tuple(e for e in graph.edges if not (e.end == id and e.type in roles))
    return Graph(graph.nodes, (*kept, Edge("LEADS", to, id)))


def task_meant(graph: Graph, task: str, among: Collection[str] | None = None) -> str:
    """The id of the one task of that id or number, where given ``among`` these. Raises ZerenError for none or several,
    with the ids of the first ones."""
    named = sorted(
        n.id
        for n in graph.nodes.values()
        if n.label == "Task" and task in (n.id, text(n, "number")) and (among is None or n.id in among)
    )
    if len(named) != 1:
        raise ZerenError(f"{len(named) or 'no'} tasks are {task!r}{_ids(named)}")
    return named[0]


def split(graph: Graph, unit: str, section: str) -> Graph:
    """A unit's tasks in a section (words of its title) are those of a new unit beside it."""
    old = _unit(graph, unit)
    sections = {n.id for n in graph.nodes.values() if n.label == "Sector" and section in text(n, "title")}
    inside = {e.start for e in graph.edges if e.type == "IN_SECTOR" and e.end in sections}
    new = Node(
        "Unit", f"{old.id}/2", {**old.properties, "id": f"{old.id}/2", "name": f"{text(old, 'name')}（{section}）"}
    )
    mine = [e for e in graph.edges if e.start == old.id and e.type in ROLES and e.end in inside]
    if not mine:
        raise ZerenError(f"{text(old, 'name')} has no task in a section {section!r}")
    taken = set(map(id, mine))
    edges = tuple(replace(e, start=new.id) if id(e) in taken else e for e in graph.edges)
    return Graph({**graph.nodes, new.id: new}, edges)


def _unit(graph: Graph, name: str) -> Node:
    found = [
        n
        for n in graph.nodes.values()
        if n.label == "Unit" and (name in (n.id, text(n, "name")) or name in _aliases(n))
    ]
    if len(found) != 1:
        raise ZerenError(f"{len(found) or 'no'} units are called {name!r}{_ids([n.id for n in found])}")
    return found[0]


def _ids(found: list[str]) -> str:
    return f": give the id of one, {', '.join(found[:SHOWN])}" if found else ""


def _aliases(node: Node) -> list[str]:
    aliases = node.properties.get("aliases")
    return aliases if isinstance(aliases, list) else []


def _without(graph: Graph, edges: tuple[Edge, ...], gone: set[str]) -> Graph:
    return Graph(
        {id: node for id, node in graph.nodes.items() if id not in gone},
        tuple(e for e in edges if e.start not in gone and e.end not in gone),
    )


def whatif(
    source: Graph | Store, change: Callable[[Graph], Graph], *, alpha: float = 0.05, seed: int = 1, **scope: Any
) -> Changed:
    """What ``change`` would do to loads, concentration, tasks without a lead or a leader, and ties.

    Ties are tested as ``ties`` does; phrases for several units are left out. ``scope`` is document, year and city.
    Raises ZerenError for an unknown document and for what ``change`` does not find.
    """
    before = as_graph(source)
    after = change(before)
    one, other = _figures(before, Scope(**scope)), _figures(after, Scope(**scope))
    rows: list[tuple[Value, ...]] = [(what, one[what], other[what], other[what] - one[what]) for what in one]
    tested = [ties(graph, alpha=alpha, seed=seed, **scope) for graph in (before, after)]
    strong = [{(row["a_id"], row["b_id"]): row for row in table if row["significant"]} for table in tested]
    rows.append(("ties more than chance", len(strong[0]), len(strong[1]), len(strong[1]) - len(strong[0])))
    crossing: list[tuple[Value, ...]] = [
        (state, *row.values())
        for state, here, there in (("new", strong[1], strong[0]), ("gone", strong[0], strong[1]))
        for pair, row in here.items()
        if pair not in there
    ]
    return Changed(
        Table(("what", "before", "after", "change"), tuple(rows)),
        _loads((before, after), Scope(**scope)),
        Table(("state", *tested[0].columns), tuple(crossing)),
    )


def _figures(graph: Graph, scope: Scope) -> dict[str, float]:
    given = assignments(graph, groups=False, scope=scope)
    overseen = {e.end for e in graph.edges if e.type == "OVERSEES"}
    m = inequality([len(tasks) for tasks in given.any.values()]) if given.any else None
    return {
        "units": len(given.any),
        "tasks": len(given.tasks),
        "tasks without a lead": len(given.no_lead),
        "tasks without a leader": len(given.tasks - overseen),
        "most loaded unit's tasks": max((len(tasks) for tasks in given.any.values()), default=0),
        "hhi": m.hhi if m else 0.0,
        "cr4": m.cr4 if m else 0.0,
        "gini": m.gini if m else 0.0,
    }


def _loads(graphs: tuple[Graph, Graph], scope: Scope) -> Table:
    sides = [{u: len(t) for u, t in assignments(g, groups=False, scope=scope).any.items()} for g in graphs]
    nodes = {**graphs[1].nodes, **graphs[0].nodes}
    rows: list[tuple[Value, ...]] = []
    for unit in sorted({*sides[0], *sides[1]}):
        had, has = (side.get(unit, 0) for side in sides)
        if had != has and text(nodes[unit], "kind") != GROUP:
            rows.append((text(nodes[unit], "name"), had, has, has - had, unit))
    rows.sort(key=lambda row: (-abs(int(str(row[3]))), str(row[4])))
    return Table(("unit", "before", "after", "change", "unit_id"), tuple(rows))
