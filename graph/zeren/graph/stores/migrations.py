"""From what an older zeren wrote to what this one reads: a step for each version of the schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from zeren.graph.identity import stored_id
from zeren.graph.model import Edge, Graph, Node
from zeren.graph.schema import SCHEMA_VERSION
from zeren.loaders.errors import ZerenError


def _escaped_ids(graph: Graph) -> Graph:
    """1 to 2: characters beyond U+FFFF in ids are escaped. ``place`` and ``file`` may be missing, and are."""
    nodes = {
        stored_id(id): Node(node.label, stored_id(id), {**node.properties, "id": stored_id(id)})
        for id, node in graph.nodes.items()
    }
    edges = (Edge(edge.type, stored_id(edge.start), stored_id(edge.end), edge.properties) for edge in graph.edges)
    return Graph(nodes, tuple(_from_the_smaller(edge) for edge in edges))


def _from_the_smaller(edge: Edge) -> Edge:
    if edge.type == "SHARES_TASKS_WITH" and edge.start > edge.end:
        return Edge(edge.type, edge.end, edge.start, edge.properties)
    return edge


STEPS: Mapping[int, Callable[[Graph], Graph]] = {1: _escaped_ids}
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
