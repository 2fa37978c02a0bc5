"""Which part of the facts each node and edge of a graph is in, and which parts hang together.

A document's part holds the document with its tasks, sections and targets, and every edge that begins or ends at one of
them. What documents share is in parts of its own, by its id: units and leaders in that of the place in which their
names live, counties in that of the first digits of their codes, and what was reported of tasks by the tasks' ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from zeren.graph.identity import stored_id
from zeren.graph.model import Edge, Graph, Node
from zeren.graph.stores.changes import owners

PLACE = "place:"
COUNTIES = "county:"
_REPORTS = "reports:"
_PREFECTURE = 4
"""Digits of a code that counties of one part have in common: those of a prefecture."""
_OWNING = ("STATED_IN", "PART_OF", "HAS_TARGET")


class Partition:
    """Which part each node and edge of a graph is in.

    It follows from the node or edge, the node where an edge begins, and whose document's a task, section or target is.
    Whoever changes one of these changes a node or edge in both parts: so a change touches all parts that it alters.
    """

    def __init__(self, graph: Graph) -> None:
        self.nodes = graph.nodes
        self._owners = owners(graph)
        owned = [e.end if e.type == "HAS_TARGET" else e.start for e in graph.edges if e.type in _OWNING]
        self.clear = len(owned) == len(set(owned))
        """Whether everything has one owner at most; only a query of one's own makes it two."""

    def of_node(self, node: Node) -> str:
        """The part of a node of the graph."""
        if node.label == "Document":
            return node.id
        return shared(node) or self._owners.get(node.id, PLACE)

    def of_edge(self, edge: Edge) -> str:
        """The part of an edge of the graph."""
        end = self.nodes[edge.end]
        if end.label == "Document":
            return end.id
        owner = self._owners.get(edge.start) or self._owners.get(edge.end)
        return owner or self.of_node(self.nodes[edge.start])

    def links(self, part: str, nodes: Iterable[Node], edges: Iterable[Edge]) -> tuple[str, ...]:
        """The other parts that one holding these nodes and edges hangs together with.

        Those of the nodes at which its edges end, and of a document's city: documents of a city are compared, also
        those that name nobody.
        """
        ends = {id for edge in edges for id in (edge.start, edge.end)}
        found = {self.of_node(self.nodes[id]) for id in ends}
        found |= {city for node in nodes if (city := city_of(node))}
        return tuple(sorted(found - {part}))


def shared(node: Node) -> str | None:
    """The part of a node that documents share; it follows from the node alone."""
    name = node.id.partition(":")[2]
    if node.label in ("Unit", "Leader"):
        return f"{PLACE}{name.partition('/')[0]}"
    if node.label == "County":
        return f"{COUNTIES}{name.rpartition('/')[0] or name[:_PREFECTURE]}"
    if node.label == "Progress":
        return f"{_REPORTS}{_reported_of(str(node.properties.get('task')))}"
    return None


def _reported_of(task: str) -> str:
    """What the id of a task begins with: its document's."""
    return task.partition("#")[0]


def city_of(node: Node) -> str | None:
    """The part of the city that a document is of."""
    city = node.properties.get("city") if node.label == "Document" else None
    return f"{PLACE}{stored_id(str(city)).partition('/')[0]}" if city else None


def around(given: Graph) -> set[str]:
    """The parts of what documents share that a graph which is to be loaded has to do with."""
    found = {part for node in given.nodes.values() for part in (shared(node), city_of(node)) if part}
    tasks = {_reported_of(id) for id, node in given.nodes.items() if node.label == "Task"}
    return found | {f"{_REPORTS}{task}" for task in tasks}


def together(links: Mapping[str, Iterable[str]], parts: Iterable[str]) -> set[str]:
    """``parts`` and all that hang together with them, directly or by others.

    Not by counties: all documents of a province may concern one. What they say of it is asked for by itself.
    """
    back: dict[str, list[str]] = {}
    for part, others in links.items():
        for other in others:
            back.setdefault(other, []).append(part)
    found: set[str] = set()
    left = list(parts)
    while left:
        part = left.pop()
        if part in found:
            continue
        found.add(part)
        if not of_counties(links, part):
            left += (*links.get(part, ()), *back.get(part, ()))
    return found


def of_counties(links: Mapping[str, Iterable[str]], part: str) -> bool:
    """Whether a part holds counties and nothing else, as no edge begins at one."""
    return part.startswith(COUNTIES) and not links.get(part)
