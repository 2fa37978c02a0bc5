"""The part of a graph that an answer is about, so that it can be shown as the graph itself is shown."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

from zeren.graph.model import Graph, Value
from zeren.graph.table import Table
from zeren.loaders.errors import ZerenError

_NAMED = ("Unit", "Leader", "County")


def selection(graph: Graph, table: Table) -> Graph:
    """The tasks that an answer is about, and all that stands beside them.

    These are the tasks among its values, or, where it names none, the tasks of what it names. A node is named by
    its id, a unit, leader or county by its name too. Raises ZerenError for an answer that names nothing.
    """
    by_name: dict[str, list[str]] = defaultdict(list)
    for node in graph.nodes.values():
        if node.label in _NAMED:
            by_name[str(node.properties["name"])].append(node.id)
    named: set[str] = set()
    for row in table.rows:
        for text in (text for value in row for text in _texts(value)):
            named.update([text] if text in graph.nodes else by_name.get(text, ()))
    tasks = {id for id in named if graph.nodes[id].label == "Task"}
    if not tasks:
        sectors = {e.start for e in graph.edges if e.type == "PART_OF" and e.end in named}
        near = named | sectors
        tasks = {end for e in graph.edges for end in _task_of(graph, e.start, e.end, near)}
    if not tasks:
        raise ZerenError("the answer names no task, unit, leader or county: return their ids, such as t.id AS task_id")
    kept = set(tasks)
    for e in graph.edges:
        if e.start in tasks or e.end in tasks:
            kept.update((e.start, e.end))
    # The document of a section, and the county of a government, belong to what is shown.
    edges = tuple(
        e
        for e in graph.edges
        if (e.start in kept and e.end in kept)
        and (graph.nodes[e.start].label != "Task" or e.start in tasks)
        and (graph.nodes[e.end].label != "Task" or e.end in tasks)
    )
    return Graph({id: node for id, node in graph.nodes.items() if id in kept}, edges)


def _task_of(graph: Graph, start: str, end: str, near: set[str]) -> Iterator[str]:
    for one, other in ((start, end), (end, start)):
        if one in near and graph.nodes[other].label == "Task":
            yield other


def _texts(value: Value) -> Iterator[str]:
    """The texts of a cell: itself, the items of a list, the id of a node (which a cell holds as JSON)."""
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, str):
        yield value
        if value.startswith("{"):
            try:
                held = json.loads(value)
            except (ValueError, RecursionError):
                return
            if isinstance(held, dict) and isinstance(held.get("id"), str):
                yield held["id"]
