"""The graph as tables, one for each label and each edge type, whose columns the schema declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zeren.graph.model import Edge, Graph, Node, Value, edge_line
from zeren.graph.schema import EDGE_TYPES, NODE_TYPES, EdgeType, NodeType, Property, edge_type, node_type
from zeren.loaders.errors import ZerenError

if TYPE_CHECKING:
    import pandas as pd

FROM = Property("from_id", "string", "id of the node it starts at", required=True)
TO = Property("to_id", "string", "id of the node it ends at", required=True)
"""The ends of an edge. Its properties ``start`` and ``end`` are characters of the document."""

_DTYPES = {"string": "string", "integer": "Int64", "float": "Float64", "boolean": "boolean", "strings": "object"}


@dataclass(frozen=True, slots=True)
class Frame:
    """The nodes of one label, or the edges of one type, in an order that only depends on what they say."""

    declared: NodeType | EdgeType
    items: Sequence[Node | Edge]

    @property
    def name(self) -> str:
        """The label or the type."""
        return self.declared.label if isinstance(self.declared, NodeType) else self.declared.type

    @property
    def columns(self) -> tuple[Property, ...]:
        """What each row holds; for edges their two ends first."""
        own = self.declared.properties
        return own if isinstance(self.declared, NodeType) else (FROM, TO, *own)

    def rows(self) -> Iterator[list[Value]]:
        """The values of each node or edge, None where it has none."""
        names = [p.name for p in self.declared.properties]
        for item in self.items:
            ends: list[Value] = [item.start, item.end] if isinstance(item, Edge) else []
            yield ends + [item.properties.get(name) for name in names]


@dataclass(frozen=True, slots=True)
class Frames:
    """A whole graph, every label and type of the schema, also those of which there is none."""

    nodes: tuple[Frame, ...]
    edges: tuple[Frame, ...]

    def __iter__(self) -> Iterator[Frame]:
        """Nodes first."""
        return iter((*self.nodes, *self.edges))

    def __len__(self) -> int:
        """How many nodes and edges in all."""
        return sum(len(frame.items) for frame in self)


def frames(graph: Graph) -> Frames:
    """The graph as tables. Equal graphs give equal tables, in whatever order they were read."""
    nodes: dict[str, list[Node | Edge]] = {}
    edges: dict[str, list[Node | Edge]] = {}
    for node in sorted(graph.nodes.values(), key=lambda n: n.id):
        properties = _in_order(node_type(node.label), node.properties)
        nodes.setdefault(node.label, []).append(Node(node.label, node.id, properties))
    for edge in sorted(graph.edges, key=edge_line):
        properties = _in_order(edge_type(edge.type), edge.properties)
        edges.setdefault(edge.type, []).append(Edge(edge.type, edge.start, edge.end, properties))
    return Frames(
        tuple(Frame(t, nodes.get(t.label, [])) for t in NODE_TYPES),
        tuple(Frame(t, edges.get(t.type, [])) for t in EDGE_TYPES),
    )


def _in_order(declared: NodeType | EdgeType, properties: Mapping[str, Value]) -> dict[str, Value]:
    """Properties in the order of the schema: each engine gives them in its own."""
    return {p.name: properties[p.name] for p in declared.properties if properties.get(p.name) not in (None, [])}


def to_pandas(graph: Graph) -> dict[str, pd.DataFrame]:
    """A data frame for each label and edge type; see ``Graph.to_pandas``."""
    try:
        import pandas as pd
    except ImportError:
        raise ZerenError("data frames need pandas: pip install pandas") from None

    made = {}
    for frame in frames(graph):
        rows = list(frame.rows())
        made[frame.name] = pd.DataFrame(
            {p.name: pd.Series([row[i] for row in rows], dtype=_DTYPES[p.type]) for i, p in enumerate(frame.columns)}
        )
    return made
