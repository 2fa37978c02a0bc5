"""A networkx graph back into ours."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from zeren.graph.model import FOR_NETWORKX, Edge, Graph, Node, Value, without_nothing
from zeren.graph.schema import EDGE_TYPES, NODE_TYPES, property_types
from zeren.graph.validate import first_problem
from zeren.loaders.errors import ZerenError

if TYPE_CHECKING:
    import networkx as nx

_OURS = {theirs: ours for ours, theirs in FOR_NETWORKX.items()}
_LISTS = frozenset(
    name
    for types in (property_types(NODE_TYPES), property_types(EDGE_TYPES))
    for name in types
    if types[name] == "strings"
)


def from_networkx(graph: nx.MultiDiGraph[str]) -> Graph:
    """The graph that ``to_networkx`` gave, edges added, changed or taken out as they were meanwhile.

    Each node needs ``label`` and its properties, each edge ``type`` and its properties; a node's key is its id.
    A list may be its JSON text, as files hold it that ``networkx.read_graphml`` reads.

    Raises ZerenError for a graph without direction, and for whatever the schema does not allow.
    """
    if not graph.is_directed():
        raise ZerenError("cannot take this graph: its edges have no direction; give a networkx.MultiDiGraph")
    nodes = {}
    for key, data in graph.nodes(data=True):
        id = str(key)
        properties = _properties(data, "label", f"node {id!r}")
        nodes[id] = Node(data["label"], id, {"id": id, **properties})
    edges = []
    for start, end, data in graph.edges(data=True):
        properties = _properties(data, "type", f"edge {start!r} -> {end!r}")
        said = {_OURS.get(name, name): value for name, value in properties.items()}
        edges.append(Edge(data["type"], str(start), str(end), said))
    made = Graph(nodes, tuple(edges))
    problem = first_problem(made)
    if problem is not None:
        raise ZerenError(f"cannot take this graph: {problem}")
    return made


def _properties(data: Mapping[str, Any], kind: str, where: str) -> dict[str, Value]:
    if not isinstance(data.get(kind), str):
        raise ZerenError(f"cannot take this graph: {where} has no {kind}, by which the schema knows what it is")
    return without_nothing({str(k): _value(str(k), v) for k, v in data.items() if k != kind})


def _value(name: str, value: Any) -> Value:
    if hasattr(value, "item"):
        value = value.item()  # a number of numpy, as networkx's and pandas' analyses give them
    if name in _LISTS and isinstance(value, str):
        try:
            read = json.loads(value)
        except ValueError:
            return value
        return read if isinstance(read, list) else value
    return value  # type: ignore[no-any-return]  # first_problem looks at it
