"""From what an older zeren wrote to what this one reads: a step for each version of the schema."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from zeren.graph.continued import continuations
from zeren.graph.identity import stored_id
from zeren.graph.model import Edge, Graph, Node
from zeren.graph.schema import SCHEMA_VERSION
from zeren.loaders.errors import ZerenError


def _from_1(graph: Graph) -> Graph:
    """To 2: characters beyond U+FFFF in ids are escaped, and each CONCERNS says how its county is spelt.

    ``place`` and ``file`` may be missing, and are until the document is loaded again.
    """
    nodes = {
        stored_id(id): Node(node.label, stored_id(id), {**node.properties, "id": stored_id(id)})
        for id, node in graph.nodes.items()
    }
    edges = []
    for edge in graph.edges:
        properties = dict(edge.properties)
        if edge.type == "CONCERNS":
            properties |= {name: graph.nodes[edge.end].properties[name] for name in ("name", "kind")}
        start, end = stored_id(edge.start), stored_id(edge.end)
        if edge.type == "SHARES_TASKS_WITH" and start > end:
            start, end = end, start
        edges.append(Edge(edge.type, start, end, properties))
    return Graph(nodes, tuple(edges))


def _from_2(graph: Graph) -> Graph:
    """To 3: by when a task is due follows from its deadline until its document is loaded again."""
    nodes = dict(graph.nodes)
    for id, node in graph.nodes.items():
        deadline = node.properties.get("deadline")
        if node.label == "Task" and isinstance(deadline, str):
            due = {"due": deadline} if _DAY.fullmatch(deadline) else {}
            nodes[id] = Node(node.label, id, {**node.properties, "due_words": deadline, "due_basis": "stated", **due})
    return Graph(nodes, graph.edges)


def _from_3(graph: Graph) -> Graph:
    """To 4: tasks know the earlier statement of the same task."""
    return Graph(graph.nodes, (*graph.edges, *continuations(graph)))


def _from_4(graph: Graph) -> Graph:
    """To 5: nothing was reported before."""
    return graph


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

STEPS: Mapping[int, Callable[[Graph], Graph]] = {1: _from_1, 2: _from_2, 3: _from_3, 4: _from_4}
"""For each older version, what makes a graph of it one of the next version."""


def migrate(graph: Graph, version: int) -> Graph:
    """A graph that was written under ``version``, as this zeren would have written it."""
    for step in range(version, SCHEMA_VERSION):
        graph = STEPS[step](graph)
    return graph


def refuse_newer(name: str, version: int) -> None:
    """Raise ZerenError for a graph of a schema that this zeren does not know."""
    if version > SCHEMA_VERSION:
        raise ZerenError(
            f"{name} was written by a newer zeren (schema {version}, this one reads {SCHEMA_VERSION}): update zeren"
        )
