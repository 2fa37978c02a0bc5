"""The same task in several documents of one city: a notice issued again is not twice the evidence."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from zeren.graph.assignments import text

if TYPE_CHECKING:
    from zeren.graph.diff_tasks import Match, Task
    from zeren.graph.model import Graph


def continued(graph: Graph, threshold: float | None = None) -> dict[str, str]:
    """Each task that a later document of its city states again, to that later statement: ``CONTINUES`` turned round.

    Matched as ``zeren.graph.diff`` matches two years, with the same threshold (0.6), one task to one task; a task
    that skips a document is found in the next one that has it. Documents are ordered by year, date and id; those
    without a city are a place each.
    """
    return {m.before.id: m.after.id for m in continuations(graph, threshold) if m.before and m.after}


def continuations(graph: Graph, threshold: float | None = None) -> list[Match]:
    """The pairs behind ``continued``, with their scores."""
    from zeren.graph.diff import THRESHOLD
    from zeren.graph.diff_tasks import match, tasks

    where = {e.start: e.end for e in graph.edges if e.type == "STATED_IN"}
    cities: dict[str, list[str]] = defaultdict(list)
    for id, node in graph.nodes.items():
        if node.label == "Document" and text(node, "city"):
            cities[text(node, "city")].append(id)
    several = [ids for _, ids in sorted(cities.items()) if len(ids) > 1]
    if not several:
        return []
    held: dict[str, list[Task]] = defaultdict(list)
    for task in tasks(graph, "unit"):
        held[where.get(task.id, "")].append(task)
    found: list[Match] = []
    for ids in several:
        ids.sort(key=lambda id: (text(graph.nodes[id], "year"), text(graph.nodes[id], "date"), id))
        for place, id in enumerate(ids[:-1]):
            later = [task for other in ids[place + 1 :] for task in held[other]]
            found += [m for m in match(held[id], later, threshold or THRESHOLD) if m.before and m.after]
    return found
