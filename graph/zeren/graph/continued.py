"""The same task in several documents of one city: a notice issued again is not twice the evidence."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from zeren.graph.assignments import text
from zeren.graph.model import Edge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zeren.graph.diff_tasks import Task
    from zeren.graph.model import Graph, Node

CONTINUES = "CONTINUES"


def continued(graph: Graph) -> dict[str, str]:
    """Each task that a later document of its city states again, to that later statement: ``CONTINUES`` turned round.

    As they were derived when the graph was built or loaded (``zeren.graph.derive``).
    """
    return {e.end: e.start for e in graph.edges if e.type == CONTINUES}


def continuations(graph: Graph, cities: frozenset[str] | None = None) -> Iterator[Edge]:
    """``CONTINUES``, from the later statement of a task to the earlier one; of these cities, or of all.

    Matched as ``zeren.graph.diff`` matches two years, with the same threshold, one task to one task; a task that
    skips a document is found in the next one that has it. Documents are ordered by year, date and id; those without
    a city are a place each, in which nothing continues.
    """
    several = [ids for ids in _by_city(graph.nodes.values(), cities).values() if len(ids) > 1]
    if not several:
        return
    from zeren.graph.diff_tasks import THRESHOLD, match

    held = _tasks(graph, {id for ids in several for id in ids})
    for ids in several:
        ids.sort(key=lambda id: (text(graph.nodes[id], "year"), text(graph.nodes[id], "date"), id))
        for place, id in enumerate(ids[:-1]):
            later = [task for other in ids[place + 1 :] for task in held[other]]
            for found in match(held[id], later, THRESHOLD):
                if found.before and found.after:
                    how = {"score": found.score, "matched_by": found.by}
                    yield Edge(CONTINUES, found.after.id, found.before.id, how)


def _by_city(nodes: Iterable[Node], cities: frozenset[str] | None) -> Mapping[str, list[str]]:
    """Documents of each city, cities sorted."""
    found: dict[str, list[str]] = defaultdict(list)
    for node in nodes:
        if node.label == "Document" and (city := text(node, "city")) and (cities is None or city in cities):
            found[city].append(node.id)
    return dict(sorted(found.items()))


def _tasks(graph: Graph, documents: set[str]) -> Mapping[str, list[Task]]:
    """Tasks of each of these documents; no other task is looked at."""
    from zeren.graph.diff_tasks import tasks
    from zeren.graph.model import Graph

    where = {e.start: e.end for e in graph.edges if e.type == "STATED_IN" and e.end in documents}
    inside = tuple(e for e in graph.edges if e.start in where or e.end in where)
    ends = {id for e in inside for id in (e.start, e.end)} | set(where)
    held: dict[str, list[Task]] = defaultdict(list)
    for task in tasks(Graph({id: graph.nodes[id] for id in ends}, inside), "unit"):
        if task.id in where:
            held[where[task.id]].append(task)
    return held
